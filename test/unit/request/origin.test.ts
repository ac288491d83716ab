import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { originOf } from '../../../src/request/origin.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'origin-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const file = path.join(directory, 'event.json');
const env = { GITHUB_REPOSITORY: 'o/r', GITHUB_REF: 'refs/heads/main', GITHUB_EVENT_PATH: file };
const withEvent = (event: unknown) => {
  writeFileSync(file, typeof event === 'string' ? event : JSON.stringify(event));
  return originOf(env);
};

test('a shell has no origin', () => {
  expect(originOf({})).toBeUndefined();
  expect(originOf({ GITHUB_REPOSITORY: '', GITHUB_REF: '' })).toBeUndefined();
});

test.each<[object, string | undefined]>([
  [{ number: 7, pull_request: { number: 7 } }, '#7'],
  [{ issue: { number: 9 } }, '#9'],
  [{ workflow_run: { head_branch: 'topic', head_repository: { full_name: 'fork/r' } } }, 'fork/r:topic'],
  [{ number: '7' }, undefined],
  [{}, undefined],
])('the subject of event %j is %s', (event, subject) => {
  const told = withEvent({ ...event, repository: { default_branch: 'trunk' } });
  expect(told).toMatchObject({ repository: 'o/r', defaultBranch: 'trunk' });
  expect(told?.subject).toBe(subject);
});

test.each(['', '{', 'null', '[]', '{"repository":{"default_branch":1}}'])(
  'an event file with %j tells nothing and is no error',
  (text) => {
    expect(withEvent(text)).toMatchObject({ ref: 'refs/heads/main', defaultBranch: undefined });
  },
);

test('a pipe as event file does not block', () => {
  const pipe = path.join(directory, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(originOf({ ...env, GITHUB_EVENT_PATH: pipe })).toMatchObject({ repository: 'o/r' });
  expect(originOf({ ...env, GITHUB_EVENT_PATH: '/dev/zero' })).toMatchObject({ repository: 'o/r' });
});
