import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { environment } from '../machine.mjs';

const env = environment();
const SHOWN_BYTES = 4000;

/** Set when the bench is interrupted: what runs is ended, and nothing new starts. */
export const interruption = new AbortController();

function exit(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
}

/**
 * Runs a program to its end and gives the milliseconds from its start to its exit. Its output goes through a pipe that
 * is read, as a log would be, and is shown where the program fails.
 */
export async function timed(file: string, args: readonly string[]): Promise<number> {
  interruption.signal.throwIfAborted();
  const start = performance.now();
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let tail = '';
  const keep = (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-SHOWN_BYTES);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const end = () => child.kill('SIGTERM');
  interruption.signal.addEventListener('abort', end, { once: true });
  const status = await exit(child);
  const milliseconds = performance.now() - start;
  interruption.signal.removeEventListener('abort', end);
  interruption.signal.throwIfAborted();
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}:\n${tail}`);
  return milliseconds;
}

/** Runs a program of the preparation. */
export async function run(file: string, ...args: readonly string[]): Promise<void> {
  await timed(file, args);
}

export interface Daemon {
  stop(): Promise<void>;
}

interface DaemonOptions {
  readonly log: string;
  /** Resolves once the daemon answers; asked again until then. */
  readonly isReady: () => Promise<boolean>;
}

/** Starts a program that stays, and waits until it answers. Not in our process group, so that Ctrl-C leaves it to us. */
export async function startDaemon(command: readonly string[], options: DaemonOptions): Promise<Daemon> {
  interruption.signal.throwIfAborted();
  const [file = '', ...args] = command;
  const log = openSync(options.log, 'w');
  const child = spawn(file, args, { env, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  const ended = exit(child);
  ended.catch(() => undefined);
  const stop = async () => {
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended.finally(() => clearTimeout(kill));
  };
  const deadline = performance.now() + 60_000;
  while (!(await options.isReady())) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`${file} does not answer:\n${readFileSync(options.log, 'utf8').slice(-SHOWN_BYTES)}`);
    }
    await sleep(50);
  }
  return { stop };
}
