import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { quickMoves } from '../../../../src/sandbox/machine/group-moves.ts';

let group: string;
beforeEach(() => {
  group = mkdtempSync(path.join(tmpdir(), 'obuilder-test-group-'));
});
afterEach(() => rmSync(group, { recursive: true }));

const moved = () => readFileSync(path.join(group, 'cgroup.procs'), 'utf8');

test('moves this process to the group that it is in', async () => {
  writeFileSync(path.join(group, 'cgroup.procs'), '');
  quickMoves(group)();
  await vi.waitFor(() => expect(moved()).toBe(`${process.pid}`));
});

test('does nothing without control groups or a right to move', () => {
  for (const own of [undefined, group]) expect(quickMoves(own)()).toBeUndefined();
});
