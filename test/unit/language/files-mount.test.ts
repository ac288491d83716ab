// biome-ignore-all lint/suspicious/noTemplateCurlyInString: specs have this syntax too.
import { describe, expect, it, test } from 'vitest';
import { adviceOn } from '../../../src/language/advice.ts';
import { applyArgs } from '../../../src/language/args.ts';
import { writeDockerfile } from '../../../src/language/dockerfile/write.ts';
import { printSpec } from '../../../src/language/print.ts';
import { resolveBuilds } from '../../../src/language/scope.ts';
import { type Case, fault, isRefused } from './invalid-forms.ts';
import { operation, parse } from './specs.ts';

const TWO =
  '(run (mount (from (build a)) (src opt/./x/) (target lib)) (mount (src .) (target /s/../src)) (shell x))';
const spec = (text: string) => parse(`((build a ((from x))) (from b) ${text})`);

test('a run has several mounts, with normal targets', () => {
  expect(operation('(run (mount (target /t) (src a) (from context)) (shell x))')).toEqual({
    kind: 'run',
    mounts: [{ from: { kind: 'context' }, src: 'a', target: '/t' }],
    cache: [],
    network: { kind: 'none' },
    secrets: [],
    command: 'x',
  });
  const [run] = spec(TWO).operations;
  expect(run).toMatchObject({
    mounts: [
      { src: 'opt/./x/', target: '/lib' },
      { src: '.', target: '/src' },
    ],
  });
});

test('a mount names a visible build, and its source takes args', () => {
  expect([...resolveBuilds(spec(TWO)).values()].map(({ name }) => name)).toEqual(['a']);
  const text = '((arg V 1) (from b) (run (mount (src "v${V}") (target /v)) (shell x)))';
  expect(printSpec(applyArgs(parse(text), { given: new Map() }))).toContain('(mount (src v1) (target /v))');
});

test('a literal $ or ~ in a mount gives advice', () => {
  const advice = adviceOn(parse('((from b) (run (mount (src $HOME/x) (target "~/m")) (shell x)))'));
  expect(advice.map(({ value }) => value)).toEqual(['/~/m', '$HOME/x']);
});

describe('a mount as a Dockerfile', () => {
  it('is a bind mount of BuildKit', () => {
    const { text, warnings } = writeDockerfile(spec(TWO), { buildkit: true });
    expect(text).toContain(
      'RUN --mount=type=bind,from=a,source=/opt/x,target=/lib --mount=type=bind,source=/,target=/src x',
    );
    expect(warnings).toEqual([]);
  });

  it('is a warning without BuildKit', () => {
    const { text, warnings } = writeDockerfile(spec(TWO), { buildkit: false });
    expect(text).toContain('RUN x');
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/the mount of opt\/\.\/x\/ on \/lib is left out/),
      expect.stringMatching(/the mount of \. on \/src is left out/),
    ]);
  });
});

const cases: readonly Case[] = [
  fault('(run (mount (target /t)) (shell x))', '(mount', [
    '(mount (target /t))',
    /mount lacks the field src/,
    /\(mount \(from/,
  ]),
  fault('(run (mount (src a)) (shell x))', '(mount', [
    '(mount (src a))',
    /lacks the field target/,
    /\(mount/,
  ]),
  fault('(run (mount (src a b) (target /t)) (shell x))', 'b)', ['b', /src takes one argument/, /each path/]),
  fault('(run (mount (src ../a) (target /t)) (shell x))', '../a', [
    '../a',
    /a source has \.\./,
    /larger context/,
  ]),
  fault('(run (mount (src a) (target /)) (shell x))', '/)', ['/', /hide the whole root/, /below/]),
  fault('(run (mount (src a) (target /proc/x)) (shell x))', '/proc', ['/proc/x', /in \/proc/, /outside/]),
  fault('(run (mount (from (build no)) (src a) (target /t)) (shell x))', 'no', [
    'no',
    /no build no/,
    /builds/,
  ]),
  fault('(run (mount (from z) (src a) (target /t)) (shell x))', 'z', ['z', /no such source/, /\(build z\)/]),
  fault('(run (mount (src a) (target /t/u)) (cache (c (target /t))) (shell x))', '(mount', [
    '/t/u',
    /hidden by a later mount on \/t/,
    /another target/,
  ]),
  fault('(run (mount (src a) (target /t)) (mount (src b) (target /t)) (shell x))', '(mount', [
    '/t',
    /hidden by a later mount there too/,
    /another target/,
  ]),
];
describe('an invalid mount', () => {
  it.each(cases)('%s', (...refused) => isRefused(refused));
});
