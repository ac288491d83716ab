import { expect, test } from 'vitest';
import { parseInvocation } from '../../../src/cli/verb.ts';
import { buildVerb } from '../../../src/cli/verbs/build.ts';
import { pruneVerb } from '../../../src/cli/verbs/prune.ts';

test.each([
  ['--max-used-space=10 GB', '--max-used-space=10GB'],
  ['--max-used-space 10 GB', '--max-used-space=10GB'],
  ['--min-free-space=7.5 %', '--min-free-space=7.5%'],
  ['--max-age=0 s', '--max-age=0s'],
  ['--max-age=30 days', '--max-age=30days'],
  ['--max-used-space=1 TiB --dry-run', '--max-used-space=1TiB'],
])('a unit apart from its number is named: %s', (line, hint) => {
  expect(() => parseInvocation(pruneVerb, line.split(' '))).toThrow(
    expect.objectContaining({
      code: 'input-invalid',
      message: expect.stringContaining(' is two words, '),
      hint: expect.stringContaining(hint),
    }),
  );
});

test.each(['-f x.spec --memory=8 GB .', '-f x.spec --step-timeout=90 m', '-f x.spec --cache-max-rate=20 MB'])(
  'a build names the unit too: %s',
  (line) => {
    expect(() => parseInvocation(buildVerb, line.split(' '))).toThrow(/ is two words, /);
  },
);

test.each([
  '--min-free-space=0 d',
  '--max-results=10 m',
  '--cpus=2 m',
  '--memory=8GB m',
  '--max-age=30d h',
  '--memory=8 source',
  '--memory=8 -- GB',
  'GB --memory=8',
])('a context beside a flag stays a context: %s', (line) => {
  expect(() => parseInvocation(buildVerb, line.split(' '))).not.toThrow();
});
