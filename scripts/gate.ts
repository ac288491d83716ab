// The gate: every check, then every suite. With names as arguments only those, e.g. `npm test -- lint unit`.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { execa, execaSync } from 'execa';
import { added, checkoutState, machineState } from './lib/machine-state.ts';
import { readTally, type Tally } from './lib/report.ts';
import { asRoot, environment, project } from './machine.mjs';

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  lint: ['node_modules/.bin/biome', 'check', '--error-on-warnings', '.'],
  types: ['node_modules/.bin/tsc', '--noEmit'],
  boundaries: ['node', 'scripts/boundaries.ts'],
  prose: ['node', 'scripts/prose.ts'],
  'dead-code': ['node_modules/.bin/knip'],
  docs: ['node', 'scripts/docs.ts', '--check'],
  seccomp: ['node', 'scripts/seccomp.ts', '--check'],
  dist: ['node', 'scripts/build.ts', '--check'],
};

/**
 * Suites of vitest. All run as root: most tests mount, start containers or become another user, and some tests of layers make devices.
 * The lanes of one stage run at the same time, because much of a test is waiting. At most one lane uses ZFS: a machine has one daemon.
 */
const STAGES = [[['stores'], ['unit', 'conformance', 'integration', 'examples']], [['e2e']]] as const;

/** Suites that run beside `stores`: containers copy all mounts that they see, and copies keep the file systems of stores busy. */
const WITH_OWN_MOUNTS: readonly string[] = ['conformance', 'integration', 'examples'];

/**
 * Runs a command in a mount namespace of its own, without the file systems of stores and with the usual propagation. Fails if mounts are
 * left there.
 */
const OWN_MOUNTS = [
  ...['unshare', '--mount', '--propagation', 'private', 'sh', '-c'],
  `awk '$2 ~ "^/var/lib/obuilder-test-" { print $2 }' /proc/self/mounts | tac | xargs --no-run-if-empty umount --lazy
mount --make-rshared /
mounts() { grep -vE '^proc | /run/user/' /proc/self/mounts; }
before=$(mounts)
"$@"
status=$?
[ "$(mounts)" = "$before" ] || { echo 'Mounts are left:'; mounts; exit 1; }
exit $status`,
  'sh',
];

const reports = path.join(project, 'build', 'reports');
const env = environment();

function succeeds([file = '', ...args]: readonly string[]): boolean {
  return execaSync(file, args, { cwd: project, env, stdio: 'inherit', reject: false }).exitCode === 0;
}

function verdict(name: string, ok: boolean): Tally {
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, failures: [] };
}

/** Begins each line of the suite with its name, because suites run at the same time. */
async function runSuite(name: string): Promise<Tally> {
  const report = path.join(reports, `${name}.json`);
  const vitest = ['node', 'node_modules/vitest/vitest.mjs', 'run', '--project', name];
  const command = [...vitest, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const inside = WITH_OWN_MOUNTS.includes(name) ? [...OWN_MOUNTS, ...command] : command;
  const [file = '', ...args] = asRoot(['env', `PATH=${env['PATH']}`, ...inside]);
  const named = function* (line: unknown) {
    yield `${name}: ${line}`;
  };
  const output = [named, 'inherit'] as const;
  const { exitCode } = await execa(file, args, {
    cwd: project,
    env,
    stdin: 'ignore',
    stdout: output,
    stderr: output,
    reject: false,
  });
  return readTally({ name, report, ok: exitCode === 0 });
}

async function runLane(names: readonly string[]): Promise<readonly Tally[]> {
  const tallies: Tally[] = [];
  for (const name of names) tallies.push(await runSuite(name));
  return tallies;
}

const stateOfAll = () => [...machineState(), ...checkoutState(project)];

async function main(names: readonly string[]): Promise<void> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const before = stateOfAll();
  const isWanted = (name: string) => names.length === 0 || names.includes(name);
  const tallies: Tally[] = [];
  for (const [name, command] of Object.entries(CHECKS).filter(([name]) => isWanted(name))) {
    console.log(`\n== ${name}`);
    tallies.push(verdict(name, succeeds(command)));
  }
  for (const lanes of STAGES)
    tallies.push(...(await Promise.all(lanes.map((lane) => runLane(lane.filter(isWanted))))).flat());
  const remains = added(before, stateOfAll());
  if (remains.length > 0) console.error(`\nLeft on the machine:\n${remains.join('\n')}`);
  tallies.push(verdict('machine as it was', remains.length === 0));

  // At the end too, because a log of all suites is long, and CI may show only its end.
  for (const { name, failures } of tallies)
    for (const failure of failures) console.log(`\n== failed in ${name}\n${failure}`);
  const sum = (key: 'passed' | 'failed') => tallies.reduce((total, tally) => total + tally[key], 0);
  console.log(
    `\n${tallies.map(({ name, passed, failed }) => `${name}: ${passed} passed, ${failed} failed`).join('\n')}`,
  );
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

await main(process.argv.slice(2));
