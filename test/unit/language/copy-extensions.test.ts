// biome-ignore-all lint/suspicious/noTemplateCurlyInString: specs have this syntax too.
import { describe, expect, it, test } from 'vitest';
import { adviceOn } from '../../../src/language/advice.ts';
import { applyArgs } from '../../../src/language/args.ts';
import { writeDockerfile } from '../../../src/language/dockerfile/write.ts';
import { printSpec } from '../../../src/language/print.ts';
import { type Case, fault, isRefused } from './invalid-forms.ts';
import { operation, parse } from './specs.ts';

const copy = { kind: 'copy', from: { kind: 'context' }, exclude: [] };

test.each([
  ['(copy (src (glob "*.c") a) (dst d/))', { src: [{ glob: '*.c' }, 'a'], dst: 'd/' }],
  ['(copy (src a) (dst d) (chmod 755))', { src: ['a'], dst: 'd', chmod: 0o755 }],
  ['(copy (src a) (dst d) (chmod 04755))', { src: ['a'], dst: 'd', chmod: 0o4755 }],
  ['(copy (src a) (dst d) (chmod keep))', { src: ['a'], dst: 'd', chmod: 'keep' }],
  ['(copy (chown (gid 2) (uid 1)) (src a) (dst d))', { src: ['a'], dst: 'd', chown: { uid: 1, gid: 2 } }],
])('%s', (text, expected) => expect(operation(text)).toEqual({ ...copy, ...expected }));

test('the extensions are printed and take args', () => {
  const text = '((from i)\n (copy (src (glob a*) b) (dst d/) (chmod 0640) (chown (uid 1) (gid 2))))\n';
  expect(printSpec(parse(text))).toBe(text);
  const spec = parse('((arg V 1) (from i) (copy (src (glob "a${V}*")) (dst d/) (chmod keep)))');
  expect(printSpec(applyArgs(spec, { given: new Map() }))).toContain(
    '(src (glob a1*)) (dst d/) (chmod keep)',
  );
});

test('users by name are printed, with advice for an unexpanded variable', () => {
  const text = `((from i)
 (user (name app) (gid 0))
 (user (uid 5) (group "$STAFF"))
 (copy (src a) (dst b) (chown (name "$APP") (group staff))))
`;
  expect(printSpec(parse(text))).toBe(text.replaceAll('"', ''));
  expect(adviceOn(parse(text)).map(({ message, at }) => [message, at.line])).toEqual([
    ['the user is not expanded: $STAFF keeps its $', 3],
    ['the owner of a copy is not expanded: $APP keeps its $', 4],
  ]);
});

test('a wildcard in a plain source gives advice', () => {
  const advice = adviceOn(parse('((from i) (copy (src package*.json) (dst d/)))'));
  expect(advice.map(({ hint }) => hint)).toEqual(['Write (src (glob "package*.json")).']);
});

test('a Dockerfile gets patterns, modes and owners', () => {
  const text = '((from i) (copy (src (glob "p*.json") "q*") (dst d/) (chmod 0640) (chown (uid 1) (gid 2))))';
  const written = writeDockerfile(parse(text), { buildkit: true });
  expect(written.text).toContain('COPY --chown=1:2 --chmod=0640 ["p*.json", "d/"]\n');
  expect(written.text).toContain(String.raw`COPY --chown=1:2 --chmod=0640 ["q[\\\\*]", "d/q*"]`);
  expect(written.warnings.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/matches a glob/),
  );
});

test('a Dockerfile names users, but no owner of a cache', () => {
  const cache = '(cache (c (target /c)) (d (target /d) (buildkit_options ((uid 5)))))';
  const text = `((from i) (user (name app)) (run ${cache} (shell x)) (copy (src a) (dst b))
    (user (name app) (group staff)) (copy (src a) (dst b) (chown (uid 0) (group "x$"))))`;
  const { text: written, warnings } = writeDockerfile(parse(text), { buildkit: true });
  expect(written.split('\n').filter((line) => /USER|COPY/.test(line))).toEqual([
    'USER app',
    'COPY --chown=app a b',
    'USER app:staff',
    String.raw`COPY --chown=0:x\\\$ a b`,
  ]);
  expect(written).toContain('id=c,target=/c ');
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^the cache c belongs to root: BuildKit takes no name for the owner app/),
  ]);
});

const cases: readonly Case[] = [
  fault('(copy (src (glob a*)) (dst d))', 'd))', [
    'd',
    /all matches of a glob needs a directory/,
    /\(dst d\/\)/,
  ]),
  fault('(copy (src (globe a*)) (dst d/))', '(globe', [
    '(globe a*)',
    /src has no kind globe/,
    /Did you mean glob/,
  ]),
  fault('(copy (src (glob ../a)) (dst d/))', '../a', ['../a', /a source has \.\./, /larger context/]),
  fault('(copy (src (glob a**b)) (dst d/))', 'a**b', [
    'a**b',
    /\*\* beside other characters/,
    /whole directory, as in src\/\*\*\/\*\.c\.$/,
  ]),
  fault('(copy (src (glob "[a]")) (dst d/))', '"', [
    '[a]',
    /a bracket, a brace or a backslash/,
    /Write \? or \*/,
  ]),
  fault('(copy (src a) (dst d) (chmod 888))', '888', ['888', /octal digits/, /\(chmod 0644\)/]),
  fault('(copy (src a) (dst d) (chmod 17777))', '17777', ['17777', /octal digits/, /\(chmod keep\)/]),
  fault('(copy (src a) (dst d) (chmod u+x))', 'u+x', ['u+x', /octal digits/, /\(chmod 0644\)/]),
  fault('(copy (src a) (dst d) (chown (uid 1)))', '(chown', [
    '(chown (uid 1))',
    /lacks the field gid/,
    /\(chown/,
  ]),
  fault('(copy (src a) (dst d) (chown (uid 4294967295) (gid 1)))', '4294967295', [
    '4294967295',
    /uid is not a number from 0/,
    /1000/,
  ]),
];
describe('an invalid copy', () => {
  it.each(cases)('%s', (...refused) => isRefused(refused));
});
