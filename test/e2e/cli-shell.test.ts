import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processesWith } from '../../scripts/lib/machine-state.ts';
import { mountsInside, stepRemains } from '../places/step-remains.ts';
import { Workshop } from '../places/workshop.ts';
import { cliPath, type Finished, runCli } from '../programs/cli.ts';

/** A sleeping time that no other process has in its command line. */
const MARKER = '86417';

let workshop: Workshop;
/** The id of a step that failed, and of the result that it stood on. */
let failed = '';
let result = '';
/** Of every process that entered something. */
const entered: number[] = [];

beforeAll(() => {
  workshop = new Workshop();
  const context = '(workdir /work) (env GREETING hello) (user (uid 5) (gid 6))';
  const first = '(run (shell "mkdir -p /made; echo by root > /made/file"))';
  const { stdout } = workshop.build(
    `(BASE ${first} ${context} (run (shell "echo trace > /tmp/trace; exit 3")))`,
  );
  failed = / shell ([0-9a-f]{12}) /.exec(stdout)?.[1] ?? '';
  result = /^---> built in .* "([0-9a-f]{64})"$/m.exec(stdout)?.[1] ?? '';
});

afterAll(() => workshop?.remove());

function enter(id: string, args: readonly string[], input = ''): Finished {
  const words = [cliPath, 'shell', id, workshop.storeFlag, ...args];
  const { pid, status, stdout, stderr } = spawnSync(process.execPath, words, { input, encoding: 'utf8' });
  entered.push(pid);
  return { status, stdout, stderr };
}

const expectNothingLeft = () => {
  expect(workshop.inStore('tmp')).toEqual([]);
  expect(mountsInside(workshop.pool.path)).toEqual([]);
  expect(entered.flatMap(stepRemains)).toEqual([]);
};

describe('a shell in a failed step', () => {
  test("has the step's files, user, directory, environment and shell", () => {
    const { status, stdout, stderr } = enter(
      failed,
      [],
      'id -u; id -g; pwd; echo $GREETING $0; cat /tmp/trace /made/file; echo to stderr >&2; exit 7\n',
    );
    expect(stdout).toBe('5\n6\n/work\nhello /bin/sh\ntrace\nby root\n');
    expect(status).toBe(7);
    expect(stderr).toMatch(/failed: the command exited with status 3\n.*are discarded.*\nto stderr\n$/);
    expectNothingLeft();
  });

  test('discards changes', () => {
    expect(enter(failed, ['--', 'echo changed > /tmp/trace && cat /tmp/trace']).stdout).toBe('changed\n');
    expect(enter(failed, ['--', 'cat /tmp/trace']).stdout).toBe('trace\n');
    expectNothingLeft();
  });

  test('runs a word by the shell and several directly', () => {
    expect(enter(failed, ['--', 'echo "$GREETING" | tr a-z A-Z; exit 4'])).toMatchObject({
      status: 4,
      stdout: 'HELLO\n',
    });
    expect(enter(failed, ['--', 'echo', '$GREETING', '|'])).toMatchObject({
      status: 0,
      stdout: '$GREETING |\n',
    });
    const missing = enter(failed, ['--', 'no-such-program', 'x']);
    expect(missing.status).toBe(1);
    expect(missing.stderr).toContain('the image has no program no-such-program');
    expectNothingLeft();
  });
});

test('enters a result too, with the host network on request', () => {
  const devices = (...args: readonly string[]) =>
    enter(result.slice(0, 8), [...args, '--', 'ls', '/sys/class/net'])
      .stdout.trim()
      .split('\n');
  expect(devices()).toEqual(['lo']);
  expect(devices('--network=host').length).toBeGreaterThan(1);
  expect(enter(result, ['--', 'id -u; cat /made/file']).stdout).toBe('0\nby root\n');
  expect(enter(result, ['--network=bridge']).status).toBe(2);
  expect(enter('ffffffff', []).stderr).toContain('no result ffffffff');
  expect(runCli(['shell']).status).toBe(2);
  expectNothingLeft();
});

/** Starts a command, and waits for words in what it writes. */
function start(file: string, args: readonly string[]) {
  const child: ChildProcess = spawn(file, args, { stdio: 'pipe' });
  entered.push(child.pid ?? 0);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const read = async (words: string) => {
    const from = output.length;
    for (let tries = 0; !output.slice(Math.max(0, from - words.length)).includes(words); tries += 1) {
      if (tries > 1000) throw new Error(`no ${words} in:\n${output}`);
      await delay(20);
    }
  };
  return { child, exit, read, write: (text: string) => void child.stdin?.write(text) };
}

describe('with a terminal', () => {
  test('the shell has a pty, and Ctrl-C works inside', async () => {
    const line = [process.execPath, cliPath, 'shell', failed, workshop.storeFlag].join(' ');
    const { exit, read, write } = start('script', ['--quiet', '--return', '--command', line, '/dev/null']);
    await read('/work $ ');
    write('tty\n');
    await read('/dev/pts/0');
    write(`echo rea""dy; sleep ${MARKER}\n`);
    await read('ready');
    await expect.poll(() => processesWith(`sleep ${MARKER}`).length, { timeout: 60_000 }).toBe(1);
    write('\x03');
    await read('/work $ ');
    write('exit 5\n');
    expect(await exit).toBe(5);
    expect(processesWith(`sleep ${MARKER}`)).toEqual([]);
    expectNothingLeft();
  });
});

describe('an abrupt end', () => {
  const sleeping = async () => {
    const command = `trap '' TERM INT HUP; echo ready; while :; do sleep ${MARKER}; done`;
    const started = start(process.execPath, [cliPath, 'shell', failed, workshop.storeFlag, '--', command]);
    await started.read('ready');
    return started;
  };

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends all processes and deletes the files',
    async (signal) => {
      const { child, exit } = await sleeping();
      child.kill(signal);
      expect(await exit).toBe(137);
      expect(processesWith(`sleep ${MARKER}`)).toEqual([]);
      expectNothingLeft();
    },
  );

  test('SIGKILL ends the processes, the next opening deletes files', async () => {
    const { child, exit } = await sleeping();
    child.kill('SIGKILL');
    await exit;
    await expect.poll(() => processesWith(`sleep ${MARKER}`), { timeout: 60_000 }).toEqual([]);
    await expect.poll(() => entered.flatMap(stepRemains), { timeout: 60_000 }).toEqual([]);
    expect(runCli(['clean', workshop.storeFlag]).status).toBe(0);
    expectNothingLeft();
  });
});
