import { expect, it } from 'vitest';
import { adviceOn } from '../../../../src/language/advice.ts';
import { errorOf, parse } from '../specs.ts';

const inSpec = (operation: string) => `((from i) ${operation})`;
const inCopy = (fields: string) => inSpec(`(copy ${fields})`);
const inRun = (field: string) => inSpec(`(run ${field} (shell a))`);
const excluding = (name: string) => inCopy(`(src .) (dst /b/) (exclude ${name})`);

const hintOf = (text: string): string => {
  try {
    return adviceOn(parse(text))[0]?.hint ?? '';
  } catch {
    return errorOf(text).hint ?? '';
  }
};

it.each<readonly [string, (offer: string) => string]>([
  ['FROM a', (offer) => offer],
  ['((from "a b" as "c (d"))', (offer) => `(${offer} (from i))`],
  [inSpec('(add a b)'), inSpec],
  [inSpec('(volume a)'), inSpec],
  [inSpec('(env "a b=c\\"d" e)'), inSpec],
  [inSpec('(user (name app:staff))'), (offer) => inSpec(`(user ${offer})`)],
  [inSpec('(user (name 1000:50))'), (offer) => inSpec(`(user ${offer})`)],
  [inSpec('(user (name "a b:c"))'), () => inSpec('')],
  [inRun('(network https://a.example)'), inRun],
  [inRun('(network (allow a.example))'), (offer) => inRun(`(network (allow ${offer}))`)],
  [inCopy('(src a b) (dst "c d")'), (offer) => inCopy(`(src a b) ${offer}`)],
  [
    inCopy('(from "a b") (src a) (dst b)'),
    (from) => `((build "a b" ((from i))) (from i) (copy ${from} (src a) (dst b)))`,
  ],
  [inCopy('(src "a \\"*") (dst b/)'), (src) => inCopy(`${src} (dst b/)`)],
  ...['../a', 'a/../b', '"a b/c"', '"a b/"', '"\\"*.c"', '"a \\"/*.c"'].map(
    (name) => [excluding(name), excluding] as const,
  ),
])('the hint for %s offers text that parses', (text, around) => {
  const hint = hintOf(text);
  const [, offer = '(path PATH)'] =
    /(?:rite|:) (.*?)(?:\.|, or .*| before .*| by hand: .*| below .*| for (?:a|both).*)$/.exec(hint) ?? [];
  expect(() => parse(around(offer.replaceAll(' …', ''))), hint).not.toThrow();
  expect(hint).not.toBe('');
});

/** The lists in a text, without the lists inside them. */
function listsIn(text: string): readonly string[] {
  const lists: string[] = [];
  let depth = 0;
  for (const sign of text.match(/"(?:[^"\\]|\\.)*"|[^"]/g) ?? []) {
    if (sign === '(' && depth++ === 0) lists.push('');
    if (depth > 0) lists.push(`${lists.pop()}${sign}`);
    if (sign === ')') depth--;
  }
  return lists;
}

const withBase = (operation: string) => `((build base ((from a))) (from i) ${operation})`;
const fromSource = (dst: string) => inCopy(`(src a) ${dst}`);
const toDestination = (src: string) => inCopy(`${src} (dst a)`);
const fromBuild = (name: string) => (from: string) =>
  `((build ${name} ((from a))) (from i) (copy ${from} (src a) (dst b)))`;
const asBuild = (build: string) => `(${build} (from i))`;
const asBase = (from: string) => `(${from})`;

it.each<readonly [string, readonly ((offer: string) => string)[]]>([
  ['((build base ((from a))) (from base))', [withBase, asBase]],
  ['((build base ((from a))) (from (build base)))', [withBase]],
  [inCopy('(from nginx) (src a) (dst b)'), [fromBuild('nginx'), asBuild]],
  [inCopy('(from c/nginx:1) (src a) (dst b)'), [asBuild, fromBuild('nginx')]],
  ['((from $A))', [(arg) => `(${arg} (from i))`]],
  [inSpec('(shell "a -c \\"b")'), [inSpec]],
  [inSpec('(shell ["a b", "-c\\""])'), [inSpec]],
  [inCopy('(src "a b") (dst "./a b/")'), [fromSource, fromSource]],
  [inCopy('(src "a b" c) (dst "./a b/")'), [toDestination, fromSource]],
])('each list in the hint for %s parses', (text, arounds) => {
  const hint = hintOf(text);
  const offers = listsIn(hint).map((offer, index) => arounds[index]?.(offer.replaceAll(' …', '')) ?? offer);
  expect(offers, hint).toHaveLength(arounds.length);
  for (const offer of offers) expect(() => parse(offer), hint).not.toThrow();
});
