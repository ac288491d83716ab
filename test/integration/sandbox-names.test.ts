import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processStart } from '../../src/host/process/info.ts';
import { memoryDirectory } from '../../src/sandbox/machine/tmpfs.ts';
import { openSandbox } from '../../src/sandbox/open.ts';
import { unmount } from '../places/unmount.ts';
import { useSandboxMachine } from '../places/use-sandbox-machine.ts';

const machine = useSandboxMachine();

/** A user of this machine that is neither root nor the steps'. */
const OTHER = 65_534;

/** A directory in memory where every user may make files, as /dev/shm is, and a directory that nobody may reach from there. */
let shared: string;
let host: string;
beforeEach(() => {
  chmodSync(machine.directory, 0o755);
  shared = mkdtempSync(path.join(machine.directory, 'shared-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'mode=1777', 'tmpfs', shared]);
  host = path.join(machine.directory, 'private');
  mkdirSync(host, { recursive: true });
});
afterEach(() => {
  unmount(shared);
  rmSync(shared, { recursive: true });
});

/** Does as another user what `command` says, in the shared directory. */
function asOther(command: string): void {
  const { status, stderr } = spawnSync('sh', ['-ec', command], {
    cwd: shared,
    uid: OTHER,
    gid: OTHER,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
}

test.each([
  ['directories', 'mkdir'],
  ['files', 'touch'],
  ['links to elsewhere', 'ln -s TARGET'],
])('steps run although another user took their names for %s', async (_, make) => {
  const sandbox = await openSandbox({ runtime: process.env['SANDBOX_RUNTIME'], stateDir: shared });
  const prefix = `obuilder-${process.pid}-${processStart(process.pid)}`;
  asOther(`for n in $(seq 1 200); do ${make.replace('TARGET', host)} ${prefix}-$n; done`);
  const mount = { kind: 'secret', value: Buffer.from('hush'), target: '/run/secrets/a' } as const;
  const { output } = await machine.sh('cat /run/secrets/a', { mounts: [mount] }, sandbox);
  expect(output).toBe('hush');
  await sandbox.repair();
  expect(readdirSync(host)).toEqual([]);
  expect(readdirSync(shared).filter((name) => name.startsWith('obuilder-'))).toHaveLength(200);
});

test('no other user may exchange a step’s directory', () => {
  chmodSync(shared, 0o777);
  expect(memoryDirectory(shared)).not.toBe(shared);
  chmodSync(shared, 0o1777);
  expect(memoryDirectory(shared)).toBe(shared);
});
