// The only program that loads @actions/cache. It runs with the rights of the user, in an empty directory of its own: the package hashes
// path strings and stores names relative to the workspace, so every runner must use the same ones.
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { restoreCache, saveCache } from '@actions/cache';
import { decoder, encode, type Message } from '../../host/process/wire.ts';
import { trustVariables } from './authority-variables.ts';
import { withoutZstd } from './hide-zstd.ts';
import { type Observed, observe, reasonOf } from './observed.ts';
import type { Answers, Asked, Operation } from './protocol.ts';

/** The only path of an entry. */
const PACK = 'pack';

trustVariables(process.env);
const directory = mkdtempSync(path.join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'obuilder-cache-'));
// A killed tar may still be writing.
process.on('exit', () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
process.chdir(directory);
process.env['GITHUB_WORKSPACE'] = directory;
process.env['RUNNER_TEMP'] = path.join(directory, 'temp');
mkdirSync(process.env['RUNNER_TEMP'], { mode: 0o700 });

let pack: number | undefined;
const opened = (): number => {
  pack ??= openSync(PACK, 'a+', 0o600);
  return pack;
};
const drop = (): void => {
  if (pack !== undefined) closeSync(pack);
  pack = undefined;
  rmSync(PACK, { force: true });
};

const observer = observe();

async function restore({
  keys,
  pace,
}: Asked<'restore'>): Promise<Observed & { readonly key?: string; readonly size?: number }> {
  drop();
  const [primary = '', ...others] = keys;
  const attempt = () => observer.during(() => restoreCache([PACK], primary, others), pace);
  const first = await attempt();
  // A runner without zstd stores entries that the package hides from a runner with zstd.
  const isMiss = first.value === undefined && first.fault === undefined;
  const { value, ...observed } = (isMiss ? await withoutZstd(directory, attempt) : undefined) ?? first;
  return value === undefined ? observed : { ...observed, key: value, size: fstatSync(opened()).size };
}

async function save({ key, pace }: Asked<'save'>): Promise<Observed & { readonly saved: boolean }> {
  opened();
  const { value, ...observed } = await observer.during(() => saveCache([PACK], key), pace);
  return { ...observed, saved: value !== undefined && value !== -1 };
}

function read(position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(opened(), bytes, 0, length, position));
}

async function perform({
  head,
  bytes,
}: Message): Promise<{ readonly answer: object; readonly bytes?: Buffer }> {
  const operation = head as unknown as Operation;
  switch (operation.operation) {
    case 'append':
      // Unlike one write, this writes all bytes or fails.
      writeFileSync(opened(), bytes, { mode: 0o600 });
      return { answer: {} };
    case 'truncate':
      ftruncateSync(opened(), operation.size);
      return { answer: {} };
    case 'save':
      return { answer: (await save(operation)) satisfies Answers['save'] };
    case 'restore':
      return { answer: (await restore(operation)) satisfies Answers['restore'] };
    case 'read':
      return { answer: {}, bytes: read(operation.position, operation.length) };
  }
}

async function answer(message: Message): Promise<void> {
  try {
    const { answer, bytes } = await perform(message);
    observer.write(encode({ answer }, bytes && [bytes]));
  } catch (error) {
    observer.write(encode({ error: reasonOf(error) }));
  }
  if (observer.isStuck()) process.exit();
}

let turn = Promise.resolve();
const decode = decoder((message) => {
  turn = turn.then(() => answer(message));
});
process.stdin.on('data', decode);
process.stdin.on('end', () => process.exit());
process.on('SIGTERM', () => process.exit());
