import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { MIN_POOL_BYTES } from '../../../src/contract/request.ts';
import { archiveTree, extractTar } from '../../../src/files/gnu-tar.ts';
import { startAttached } from '../../../src/host/process/attached.ts';
import { startChild } from '../../../src/host/process/lines.ts';
import { runAtOnce, runProgram } from '../../../src/host/process/run.ts';
import { startStreaming } from '../../../src/host/process/stream.ts';
import { askCredentialHelper } from '../../../src/registry/credential-helper.ts';
import { createSubvolume } from '../../../src/volume/btrfs/commands.ts';
import { openPool } from '../../../src/volume/btrfs/pool.ts';
import { hasPool, spaceOfAtOnce } from '../../../src/volume/zfs/commands.ts';

const NAME = 'no-such-program';

/** Runs `work` on a machine that has no programs. */
async function withoutPrograms<T>(work: () => Promise<T>): Promise<T> {
  const empty = mkdtempSync('/tmp/no-programs-');
  const before = process.env['PATH'];
  process.env['PATH'] = empty;
  try {
    return await work();
  } finally {
    process.env['PATH'] = before;
    rmSync(empty, { recursive: true });
  }
}

async function archiveSomething(): Promise<void> {
  for await (const chunk of archiveTree('/tmp')) void chunk;
}

async function makeNoPool(): Promise<void> {
  const directory = mkdtempSync('/tmp/no-pool-');
  try {
    await openPool({ directory, bytes: MIN_POOL_BYTES });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

const ways: readonly (readonly [string, string, () => Promise<unknown>])[] = [
  ['run', NAME, () => runProgram(NAME, [])],
  ['run at once', NAME, async () => runAtOnce(NAME, [])],
  ['start with lines', NAME, () => startChild(NAME, [], { onLine: () => undefined }).exit],
  ['start with a stream', NAME, () => startStreaming(NAME, [], { env: {}, onOutput: () => undefined })],
  ['start attached', NAME, () => startAttached(NAME, [])],
  ['pack', 'tar', archiveSomething],
  ['unpack', 'tar', () => extractTar('/tmp', nothing())],
  ['ask for credentials', 'docker-credential-no', () => askCredentialHelper('no', { server: 'x', env: {} })],
];

describe('a missing program', () => {
  test.each(ways)('has one error for each way to start it: %s', async (_, program, start) => {
    const error = await withoutPrograms(() => start().then(undefined, (thrown: unknown) => thrown));
    expect(error).toMatchObject({
      code: 'tool-missing',
      message: `the program ${program} is not installed`,
      program,
      value: undefined,
      hint: expect.stringMatching(/^Install /),
    });
  });

  test.each([
    ['/opt/bin/runc', 'runc', () => runProgram('/opt/bin/runc', [])],
    ['tar', 'tar', () => runProgram('tar', [])],
    ['a driver', 'of-a-driver', () => runProgram('tool', [], { package: 'of-a-driver' })],
    ['btrfs', 'btrfs-progs', () => createSubvolume('/nowhere')],
    ['mkfs.btrfs', 'btrfs-progs', makeNoPool],
    ['zpool', 'zfsutils-linux', () => hasPool('none')],
    ['zfs', 'zfsutils-linux', async () => spaceOfAtOnce('none')],
  ])('names the package of %s', async (_, name, start) => {
    const run = () => start().then(undefined, (thrown: unknown) => thrown);
    const error = await withoutPrograms(run);
    expect(error).toMatchObject({ code: 'tool-missing', hint: `Install it: apt-get install ${name}.` });
  });
});

describe('a failing program', () => {
  test('reports status and stderr as fields', async () => {
    const run = runProgram('sh', ['-c', 'echo no >&2; exit 3']);
    await expect(run).rejects.toMatchObject({
      code: 'tool-failed',
      message: 'sh -c echo no >&2; exit 3: no',
      program: 'sh',
      status: 3,
      stderr: 'no\n',
      value: undefined,
    });
    expect(() => runAtOnce('sh', ['-c', 'echo no >&2; exit 3'])).toThrow(
      expect.objectContaining({ code: 'tool-failed', status: 3, stderr: 'no\n' }),
    );
  });

  test('reports the fatal signal', async () => {
    const run = runProgram('sh', ['-c', 'kill -9 $$']);
    await expect(run).rejects.toMatchObject({ code: 'tool-failed', status: undefined, signal: 'SIGKILL' });
  });

  test('is not called missing for a missing directory', async () => {
    const run = runProgram('true', [], { cwd: '/no/such/directory' });
    await expect(run).rejects.toMatchObject({
      code: 'tool-failed',
      errno: 'ENOENT',
      message: 'the program true cannot be started: the directory /no/such/directory is missing',
    });
  });

  test('refused by the system is an ObuilderError', async () => {
    const long = 'x'.repeat(1024 ** 2);
    const facts = { code: 'tool-failed', program: 'true', errno: 'E2BIG' };
    await expect(runProgram('true', [long])).rejects.toMatchObject(facts);
    await expect(
      startStreaming('true', [long], { env: {}, onOutput: () => undefined }),
    ).rejects.toMatchObject(facts);
    await expect(runProgram('/etc/passwd', [])).rejects.toMatchObject({
      code: 'tool-failed',
      errno: 'EACCES',
    });
  });
});

test('only src/host/process starts programs', () => {
  const source = path.join(import.meta.dirname, '../../../src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(200);
  const starting = files.filter((file) =>
    /node:child_process|@actions\/exec|execa/.test(readFileSync(path.join(source, file), 'utf8')),
  );
  expect(starting.map(path.dirname).filter((folder) => folder !== 'host/process')).toEqual([]);
});
