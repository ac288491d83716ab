import { describe, expect, it } from 'vitest';
import { errorOf, parse } from '../specs.ts';

const inRun = (fields: string) => `((build b ((from i))) (from i) (run ${fields} (shell a)))`;
const START = inRun('').indexOf(' (shell') + 1;

/** Field, the faulty part, the hint, and the text that the hint offers for the field. */
const offered: readonly (readonly [string, string, string])[] = [
  ['(mount (type cache) (id npm) (target /root/.npm))', '(type', '(cache (npm (target /root/.npm)))'],
  ['(mount (type cache) (target /root/.npm))', '(type', '(cache (.npm (target /root/.npm)))'],
  ['(mount (target /x) (type cache) (sharing locked))', '(type', '(cache (x (target /x) (sharing locked)))'],
  ['(mount type=cache,id=go,target=/go/pkg)', 'type', '(cache (go (target /go/pkg)))'],
  ['(mount (type secret) (id npm))', '(type', '(secrets (npm))'],
  ['(mount (type secret) (id "a b") (target /a) (required))', '(type', '(secrets ("a b" (target /a)))'],
  ['(mount (type bind) (target /src))', '(type', '(mount (src .) (target /src))'],
  [
    '(mount (type bind) (from b) (source /a) (dst /src))',
    '(type',
    '(mount (from (build b)) (src /a) (target /src))',
  ],
  [
    '(mount (from (build b)) (source /a) (target /s))',
    '(source',
    '(mount (from (build b)) (src /a) (target /s))',
  ],
  ['(mount "type=bind,source=a b,target=/c")', '"', '(mount (src "a b") (target /c))'],
  ['(mount (src a) (dst /b))', '(dst', '(mount (src a) (target /b))'],
  ['(cache (type cache) (id npm) (target /root/.npm))', '(type', '(cache (npm (target /root/.npm)))'],
  ['(cache (target /x))', '(target', '(cache (x (target /x)))'],
  ['(cache (npm (id npm) (target /x)))', '(id', '(cache (npm (target /x)))'],
  [
    '(cache (npm (type cache) (dst /x) (sharing shared)))',
    '(type',
    '(cache (npm (target /x) (sharing shared)))',
  ],
  ['(cache npm (target /x))', 'npm', '(cache (npm (target /x)))'],
  ['(cache /root/.npm)', '/root', '(cache (.npm (target /root/.npm)))'],
  ['(cache (npm /x))', '/x', '(cache (npm (target /x)))'],
  ['(secrets npm)', 'npm', '(secrets (npm))'],
  ['(secrets (id npm))', '(id', '(secrets (npm))'],
  ['(secrets (id npm) (target /x))', '(id', '(secrets (npm (target /x)))'],
  ['(secrets (npm (type secret)))', '(type', '(secrets (npm))'],
  ['(secrets (npm (id npm) (dst /x)))', '(id', '(secrets (npm (target /x)))'],
];

/** Field, the part beside its list, and the text that the hint offers. */
const beside: readonly (readonly [string, string, string])[] = [
  ['(cache (npm (target /x)) (sharing shared))', '(sharing', '(cache (npm (target /x) (sharing shared)))'],
  ['(cache (npm) (target /x))', '(target', '(cache (npm (target /x)))'],
  [
    '(cache (sharing shared) ("a b" (target /x)))',
    '(sharing',
    '(cache ("a b" (target /x) (sharing shared)))',
  ],
  [
    '(cache (npm (target /x)) (buildkit_options ((a b))) (go (target /y)))',
    '(buildkit',
    '(cache (npm (target /x) (buildkit_options ((a b)))) (go (target /y)))',
  ],
  ['(secrets (npm) (target /x))', '(target', '(secrets (npm (target /x)))'],
  ['(cache (npm (target /x))) (sharing shared)', '(sharing', '(cache (npm (target /x) (sharing shared)))'],
  ['(mount (src a)) (target /x)', '(target', '(mount (src a) (target /x))'],
  ['(mount (src a) (target /x)) (from (build b))', '(from', '(mount (src a) (target /x) (from (build b)))'],
  ['(secrets (a) (npm)) (target /x)', '(target', '(secrets (a) (npm (target /x)))'],
];

describe("a field with Docker's words", () => {
  it.each(offered)('%s is shown as a field of a spec', (field, mark, offer) => {
    const error = errorOf(inRun(field));
    expect(error.hint).toBe(`Write ${offer}.`);
    expect(error.at).toMatchObject({ line: 1, column: START + field.indexOf(mark) });
    expect(() => parse(inRun(offer))).not.toThrow();
  });

  it.each(beside)('%s shows the field in its list', (field, mark, offer) => {
    const error = errorOf(inRun(field));
    expect(error.hint).toMatch(/^(?:W|\w+ belongs inside the \w+: w)rite /);
    expect(error.hint).toContain(`rite ${offer}.`);
    expect(error.at).toMatchObject({ line: 1, column: START + field.lastIndexOf(mark) });
    expect(() => parse(inRun(offer))).not.toThrow();
  });

  it.each([
    ['(mount (type tmpfs) (target /tmp/x))', '(type', /^Remove it: a step has no file systems in memory/],
    [
      '(mount (type ssh))',
      '(type',
      /^Remove it: a step has no SSH agent.*input secrets.*\(secrets \(NAME\)\)/,
    ],
    ['(mount (src a) (target /a) (readonly))', '(readonly', /^Remove it: a mount is always read-only/],
    ['(mount (src a) (target /a) (rw))', '(rw', /^Remove it: a mount is always read-only/],
    ['(cache (npm (target /x) (readonly)))', '(readonly', /^Remove it: a cache has only/],
    ['(cache (npm (target /x) (mode 0755)))', '(mode', /^Remove it: a cache has only/],
    ['(secrets (npm (required)))', '(required', /^Remove it: no step runs without its secrets/],
    ['(secrets (npm (mode 0400)))', '(mode', /^Remove it: .*every user of the step can read/],
    [
      '(secrets (npm (env NPM_TOKEN)))',
      '(env',
      /begin the command with NPM_TOKEN=\$\(cat \/run\/secrets\/npm\)/,
    ],
    ['(secrets (npm (target /x/y) (env A)))', '(env', /begin the command with A=\$\(cat \/x\/y\)/],
    ['(cache (copy (target /x) (user a)))', '(user', /^The fields of copy: /],
  ])('%s is told as such', (field, mark, hint) => {
    const error = errorOf(inRun(field));
    expect(error.hint).toMatch(hint);
    expect(error.at).toMatchObject({ line: 1, column: START + field.indexOf(mark) });
  });

  it.each([
    '(cache (target /x) (buildkit_options ((a b))))',
    '(cache) (target /x)',
    '(cache (npm (target /x)) (target /y))',
  ])('%s has no list for the field', (field) => {
    expect(errorOf(inRun(field)).hint).not.toMatch(/undefined|belongs/);
  });

  it.each([
    '(cache (type (target /x)))',
    '(cache (sharing (target /x)) (target (target /y)))',
    '(secrets (target) (npm))',
    '(secrets (id))',
    '(secrets (id (target /x)))',
    '(secrets (id=npm))',
  ])('%s stays a slot or secret of that name', (field) => expect(() => parse(inRun(field))).not.toThrow());
});
