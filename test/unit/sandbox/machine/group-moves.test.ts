import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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

test.each(['a link as the file', 'a path out of the namespace'])(
  'writes nothing through %s',
  async (kind) => {
    const file = path.join(group, 'file');
    writeFileSync(file, 'kept');
    const inner = path.join(group, 'inner');
    mkdirSync(inner);
    const isLink = kind.startsWith('a link');
    if (isLink) symlinkSync(file, path.join(group, 'cgroup.procs'));
    else writeFileSync(path.join(group, 'cgroup.procs'), 'kept');
    quickMoves(isLink ? group : `${inner}/..`)();
    await delay(50);
    expect([readFileSync(file, 'utf8'), moved()]).toEqual(['kept', 'kept']);
  },
);

test('does nothing without control groups or a right to move', () => {
  for (const own of [undefined, group]) expect(quickMoves(own)()).toBeUndefined();
});
