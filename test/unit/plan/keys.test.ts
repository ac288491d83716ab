import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ownerRecord, type RunKey, type StepKey, stepId } from '../../../src/plan/keys.ts';

const base = 'b'.repeat(64);
const run: RunKey = {
  kind: 'run',
  base,
  argv: ['/usr/bin/env', 'bash', '-c', 'make'],
  cwd: '/src',
  user: { uid: 1000, gid: 1001 },
  environment: new Map([
    ['PATH', '/bin'],
    ['LANG', 'C'],
  ]),
  network: 'none',
  secrets: [{ id: 'token', target: '/run/secrets/token' }],
};
const copy: StepKey = {
  kind: 'copy',
  base,
  user: { uid: 0, gid: 0 },
  destination: '/dst/',
  manifest: 'sha256:00',
};
const from: StepKey = { kind: 'from', digest: 'sha256:11', platform: 'linux/amd64' };

test('ids are unchanged; new ids need a new format version', () => {
  const golden: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, 'ids.golden.json'), 'utf8'));
  expect({ from: stepId(from), run: stepId(run), copy: stepId(copy) }).toEqual(golden);
});

test("ids depend on an environment's names and values, not order", () => {
  const environment = (pairs: [string, string][]) => stepId({ ...run, environment: new Map(pairs) });
  const forwards = environment([
    ['A', '1'],
    ['B', '2'],
  ]);
  expect(
    environment([
      ['B', '2'],
      ['A', '1'],
    ]),
  ).toBe(forwards);
  expect(
    environment([
      ['A', '1'],
      ['B', '3'],
    ]),
  ).not.toBe(forwards);
  expect(
    environment([
      ['A', '1'],
      ['C', '2'],
    ]),
  ).not.toBe(forwards);
  expect(environment([['A', '1\nB=2']])).not.toBe(forwards);
});

test('names of users have ids of their own, which stay the same', () => {
  const at = { file: 'f', line: 1, column: 1 };
  const users: RunKey['user'][] = [
    { user: 'app', at },
    { user: 'app', group: 'app', at },
    { user: 'app', group: 0, at },
    { user: 0, group: 'app', at },
    { uid: 0, gid: 0 },
  ];
  expect(users.map((user) => ownerRecord(user))).toEqual([
    ['app'],
    ['app', 'app'],
    ['app', 0],
    [0, 'app'],
    [0, 0],
  ]);
  const ids = users.map((user) => stepId({ ...run, user }));
  expect(new Set(ids).size).toBe(users.length);
  expect(ids[0]).toBe(stepId({ ...run, user: { user: 'app', at: { ...at, line: 9 } } }));
  expect(ids[0]).toBe('f4261d217171c26897063ecd405e44523f77c17ff4e33277028435d791722c12');
});

test.each<[string, Partial<RunKey>]>([
  ['base', { base: 'c'.repeat(64) }],
  ['argv', { argv: ['/usr/bin/env', 'bash', '-c make'] }],
  ['cwd', { cwd: '/' }],
  ['uid', { user: { uid: 1, gid: 1001 } }],
  ['gid', { user: { uid: 1000, gid: 1 } }],
  ['network', { network: 'host' }],
  ['audit', { network: 'audit' }],
  ['list', { network: { allow: ['a:1'] } }],
  ['secret id', { secrets: [{ id: 'other', target: '/run/secrets/token' }] }],
  ['mount', { mounts: [{ target: '/m', manifest: 'sha256:00', from: 'build' }] }],
  ['secret target', { secrets: [{ id: 'token', target: '/run/secrets/other' }] }],
])('another %s of a run gives another id', (_, change) => {
  expect(stepId({ ...run, ...change })).not.toBe(stepId(run));
});

test.each<[string, Partial<Extract<StepKey, { kind: 'copy' }>>]>([
  ['base', { base: 'c'.repeat(64) }],
  ['user', { user: { uid: 0, gid: 1 } }],
  ['slash at the end of the destination', { destination: '/dst' }],
  ['manifest', { manifest: 'sha256:01' }],
  ['mode', { mode: 0o644 }],
])('another %s of a copy gives another id', (_, change) => {
  expect(stepId({ ...copy, ...change })).not.toBe(stepId(copy));
});

test('each part of a mount gives another id', () => {
  const mount = { target: '/m', manifest: 'sha256:00', from: 'build' } as const;
  const mounts = [
    mount,
    { ...mount, target: '/n' },
    { ...mount, manifest: 'x' },
    { ...mount, from: 'context' as const },
  ];
  expect(new Set(mounts.map((one) => stepId({ ...run, mounts: [one] }))).size).toBe(4);
  expect(stepId({ ...run, mounts: [] })).toBe(stepId(run));
});

test('the platform is part of the key of a base image', () => {
  expect(stepId({ ...from, platform: 'linux/arm64' })).not.toBe(stepId(from));
});
