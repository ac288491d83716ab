// Runs the tests of ZFS stores on OpenZFS: on this machine's, or in a virtual machine where it has none. Takes half an hour there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { environment, project } from './machine.mjs';

/** Suites of vitest, with what restricts them to ZFS. */
const RUNS: readonly (readonly string[])[] = [
  [
    'stores',
    'test/stores/zfs-move.test.ts',
    'test/stores/zfs-place.test.ts',
    'test/stores/zfs.test.ts',
    'test/stores/zfs-full.test.ts',
  ],
  ['stores', 'test/stores/store.test.ts', '-t', '^zfs'],
  ['e2e', 'test/e2e/stores.test.ts', '-t', 'store: zfs'],
  ['stores', 'test/stores/store-crash.test.ts', 'test/stores/store-random.test.ts', '-t', ': zfs'],
  ['stores', 'test/stores/zfs-crash.test.ts'],
];

const LIMIT_SECONDS = 3 * 3600;

/** In the machine an emulated processor is slow, and memory holds no pools. */
const PATIENCE = ['--reporter=verbose', '--testTimeout=3600000', '--hookTimeout=3600000'];

const wanted = process.argv.slice(2);
const runs = RUNS.filter((run) => wanted.length === 0 || wanted.some((word) => run.join(' ').includes(word)));

function run([file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): boolean {
  return spawnSync(file, args, { cwd: project, env, stdio: 'inherit' }).status === 0;
}

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ');

const commands = runs.map(([suite = '', ...filter]) => {
  const vitest = ['node', 'node_modules/vitest/vitest.mjs', 'run', '--project', suite, ...filter];
  return quoted([...vitest, ...PATIENCE]);
});
const steps = ['failed=0', ...commands.map((command) => `${command} || failed=1`), 'exit $failed'];
// On one line: the machine's shell gets it quoted.
const script = steps.join('; ');

const isHere = existsSync('/dev/zfs');
// On an emulated processor Node starts in half the time with this: types are stripped once.
const settings = [
  'TMPDIR=/var/tmp',
  'CI=1',
  ...(isHere ? [] : ['NODE_COMPILE_CACHE=/var/tmp/compile-cache']),
];
const machine = [path.join(project, 'tools', 'zfs-vm'), 'run', '--'];
const command = [...(isHere ? [] : machine), 'env', ...settings, 'sh', '-c', script];
process.exitCode = run(command, { ZFS_VM_LIMIT: String(LIMIT_SECONDS), ...environment() }) ? 0 : 1;
