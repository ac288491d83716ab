import { expect, test } from 'vitest';
import type { Origin } from '../../../src/contract/request.ts';
import { deriveScopes } from '../../../src/worker/scopes.ts';

const runner = { uid: 1001, name: 'runner', isRoot: false };
const push: Origin = {
  server: 'https://github.com',
  repository: 'o/r',
  ref: 'refs/heads/main',
  event: 'push',
  defaultBranch: 'main',
};
const pull: Origin = {
  ...push,
  ref: 'refs/pull/7/merge',
  event: 'pull_request',
  baseBranch: 'dev',
  subject: '#7',
};
const target: Origin = { ...pull, ref: 'refs/heads/dev', event: 'pull_request_target' };
const of = (origin?: Origin, more = {}) => deriveScopes({ caller: runner, origin, ...more });
const labels = (origin: Origin) => {
  const { own, others } = of(origin);
  return [own, ...others].map(({ label }) => label);
};
const key = (origin?: Origin, more = {}) => of(origin, more).own.key;

test.each<[string, Origin, string[]]>([
  ['a push to the default branch', push, ['main']],
  ['a push to another branch', { ...push, ref: 'refs/heads/topic' }, ['topic', 'main']],
  ['a tag', { ...push, ref: 'refs/tags/v1' }, ['tag v1', 'main']],
  ['a pull request', pull, ['#7', 'dev', 'main']],
  ['pull_request_target', target, ['dev, pull_request_target #7', 'dev', 'main']],
  ['a comment', { ...push, event: 'issue_comment', subject: '#9' }, ['main, issue_comment #9', 'main']],
  [
    'a pull request that was merged',
    { ...pull, ref: 'refs/heads/dev' },
    ['dev, pull_request #7', 'dev', 'main'],
  ],
  ['an event that nobody knows', { ...push, event: 'new_event' }, ['main, new_event', 'main']],
])('%s writes the first of its scopes and reads all', (_, origin, expected) => {
  expect(labels(origin)).toEqual(expected);
});

test('each user, server, repository, ref, event and pull request has its own scope', () => {
  const others = [
    key(push),
    key({ ...push, server: 'https://ghe' }),
    key({ ...push, repository: 'o/other' }),
    key({ ...push, ref: 'refs/heads/topic' }),
    key(pull),
    key(target),
    key({ ...target, subject: '#8' }),
    key(push, { cacheScope: 'gcc' }),
    key(undefined),
    key(push, { caller: { ...runner, uid: 1002 } }),
    of(push).shared('main').key,
    of(push).shared('refs/heads/main').key,
    of(push, { cacheScope: 'gcc' }).shared('main').key,
    of(push, { cacheScope: 'clang' }).shared('main').key,
  ];
  expect(new Set(others).size).toBe(others.length);
});

test('no choice of names merges two scopes', () => {
  const keys = [
    key({ ...push, repository: 'o/r","refs/heads/main' }),
    key({ ...push, repository: 'o', ref: 'r","refs/heads/main' }),
    key(push, { cacheScope: '","x' }),
    key({ ...push, ref: 'refs/heads/main","' }, { cacheScope: 'x' }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test('cache-scope narrows reads and writes, and opens nothing', () => {
  const narrow = of(pull, { cacheScope: 'gcc' });
  const plain = new Set([of(pull).own, ...of(pull).others].map((scope) => scope.key));
  for (const scope of [narrow.own, ...narrow.others]) expect(plain.has(scope.key)).toBe(false);
  expect(of(push, { cacheScope: 'gcc' }).own.key).toBe(narrow.others.at(-1)?.key);
});

test.each<[string, Origin | undefined, boolean]>([
  ['a push to the default branch', push, true],
  ['a shell', undefined, true],
  ['a push to another branch', { ...push, ref: 'refs/heads/topic' }, false],
  ['a pull request', pull, false],
  ['pull_request_target at the default branch', { ...target, ref: 'refs/heads/main' }, false],
  ['a job that does not say its default branch', { ...push, defaultBranch: undefined }, false],
])('%s may write shared results: %s', (_, origin, may) => {
  expect(of(origin).maySharedWrite).toBe(may);
});

test('root in a shell is the owner, a job as root is not', () => {
  const root = { uid: 0, name: 'root', isRoot: true };
  expect(deriveScopes({ caller: root }).isOwner).toBe(true);
  expect(deriveScopes({ caller: root, origin: push }).isOwner).toBe(false);
  expect(of().isOwner).toBe(false);
});

test('a scope of another machine counts without the number of its user', () => {
  const there = { caller: { ...runner, uid: 7, name: 'other' } };
  const { readsElsewhere } = of(pull);
  for (const origin of [pull, push]) expect(readsElsewhere(key(origin, there))).toBe(true);
  for (const origin of [{ ...push, repository: 'o/other' }, { ...pull, ref: 'refs/pull/8/merge' }, undefined])
    expect(readsElsewhere(key(origin, there))).toBe(false);
  expect(of().readsElsewhere(key(undefined, there))).toBe(true);
  expect(readsElsewhere(key(push, { ...there, cacheScope: 'gcc' }))).toBe(false);
  // Only trusted builds write such scopes.
  expect(readsElsewhere(deriveScopes({ ...there }).shared('tools "1"').key)).toBe(true);
  expect(readsElsewhere(deriveScopes({ ...there, cacheScope: 'a"b' }).shared('tools').key)).toBe(true);
  for (const text of ['', '[', '[7,"share","a"', '[7,"share","a","b","c"]', '[7,"share","a\\"]'])
    expect(readsElsewhere(text)).toBe(false);
});

test('a shared name without cache-scope stays as stored', () =>
  expect(of(push).shared('team')).toEqual({ key: `[${runner.uid},"share","team"]`, label: 'shared team' }));
