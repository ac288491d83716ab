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
