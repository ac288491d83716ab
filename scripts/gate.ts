// The gate: every check and every suite. With names as arguments only those, e.g. `npm test -- lint unit`.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
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

/** Makes what `examples` needs, beside the suites before that suite. */
const PREPARATION = 'prepare';

/**
 * The suites of vitest, and the checks. The lanes of one stage run at the same time, because much of a test is waiting, and take about
 * the same time. At most one lane uses ZFS: a machine has one daemon.
 *
 * All suites run as root: most tests mount, start containers or become another user, and some tests of layers make devices.
 */
const STAGES: readonly (readonly (readonly string[])[])[] = [
  [['stores'], [PREPARATION, 'carriers', 'integration', 'examples']],
  [['e2e'], [...Object.keys(CHECKS), 'unit', 'conformance']],
];

/** Suites that run beside `stores` or `e2e`: containers copy all mounts that they see, and copies keep the file systems of stores busy. */
const WITH_OWN_MOUNTS: readonly string[] = ['carriers', 'integration', 'examples', 'unit', 'conformance'];

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
left=$(mounts | grep -vxF -e "$before")
[ -z "$left" ] || { printf 'Mounts are left:\\n%s\\n' "$left"; exit 1; }
exit $status`,
  'sh',
];

const reports = path.join(project, 'build', 'reports');
const env = environment();

interface Ended {
  readonly ok: boolean;
  /** The end of the output. */
  readonly said: string;
}

const MAX_SAID_LINES = 60;

/** Runs a command, and begins each line of its output with a name, because commands run at the same time. */
async function runNamed(name: string, [file = '', ...args]: readonly string[]): Promise<Ended> {
  const lines: unknown[] = [];
  const named = function* (line: unknown) {
    lines.push(line);
    yield `${name}: ${line}`;
  };
  const output = [named, 'inherit'] as const;
  const streams = { stdin: 'ignore', stdout: output, stderr: output } as const;
  const { exitCode } = await execa(file, args, { cwd: project, env, reject: false, ...streams });
  return { ok: exitCode === 0, said: lines.slice(-MAX_SAID_LINES).join('\n') };
}

function verdict(name: string, { ok, said }: Ended): Tally {
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, failures: ok ? [] : [said] };
}

const withPath = (command: readonly string[]) => asRoot(['env', `PATH=${env['PATH']}`, ...command]);
const inOwnMounts = (command: readonly string[]) => withPath([...OWN_MOUNTS, ...command]);

async function runSuite(name: string): Promise<Tally> {
  const report = path.join(reports, `${name}.json`);
  const vitest = ['node', 'node_modules/vitest/vitest.mjs', 'run', '--project', name];
  const command = [...vitest, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { ok } = await runNamed(
    name,
    WITH_OWN_MOUNTS.includes(name) ? inOwnMounts(command) : withPath(command),
  );
  return readTally({ name, report, ok });
}

async function run(name: string): Promise<Tally> {
  const check = CHECKS[name];
  return check === undefined ? runSuite(name) : verdict(name, await runNamed(name, check));
}

async function runLane(names: readonly string[]): Promise<readonly Tally[]> {
  const tallies: Tally[] = [];
  let prepared: Promise<unknown> | undefined;
  for (const name of names) {
    if (name === 'examples') await prepared;
    if (name === PREPARATION) prepared = runNamed(name, inOwnMounts(['node', 'scripts/prepare.ts']));
    else tallies.push(await run(name));
  }
  await prepared;
  return tallies;
}

const stateOfAll = () => [...machineState(), ...checkoutState(project)];

async function main(names: readonly string[]): Promise<void> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const unknown = names.find((name) => name === PREPARATION || !STAGES.flat(2).includes(name));
  if (unknown !== undefined) throw new Error(`the gate has no check or suite ${unknown}`);
  const before = stateOfAll();
  const isWanted = (name: string) =>
    names.length === 0 || names.includes(name === PREPARATION ? 'examples' : name);
  const tallies: Tally[] = [];
  for (const lanes of STAGES) {
    const ended = lanes.map((lane) => runLane(lane.filter(isWanted)));
    tallies.push(...(await Promise.all(ended)).flat());
  }
  const remains = added(before, stateOfAll());
  const said = remains.join('\n');
  tallies.push(
    verdict('machine as it was', { ok: remains.length === 0, said: `Left on the machine:\n${said}` }),
  );

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
