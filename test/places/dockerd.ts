import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unmount } from './unmount.ts';

/** Docker's engine with a directory and a socket of its own; it touches neither bridges nor firewalls. */
export interface Docker {
  /** The value of `DOCKER_HOST`. */
  readonly host: string;
  /** Runs `docker` with these arguments; gives stdout. */
  run(...args: readonly string[]): string;
  close(): Promise<void>;
}

/** Starts Docker's engine. Close it in a `finally` or an `afterAll`. */
export async function startDocker(): Promise<Docker> {
  const directory = mkdtempSync(path.join(tmpdir(), 'docker-'));
  const socket = `unix://${directory}/socket`;
  const place = ['--data-root', `${directory}/data`, '--exec-root', `${directory}/exec`];
  const apart = ['--pidfile', `${directory}/pid`, '-H', socket, '--bridge', 'none', '--iptables=false'];
  const child = spawn('dockerd', [...place, ...apart, '--storage-driver', 'vfs'], { stdio: 'ignore' });
  const run = (...args: readonly string[]) =>
    execFileSync('docker', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DOCKER_HOST: socket },
    });
  const close = async () => {
    await ended(child);
    unmountBelow(directory);
    rmSync(directory, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) break;
    try {
      run('version');
      return { host: socket, run, close };
    } catch {
      await sleep(100);
    }
  }
  await close();
  throw new Error('dockerd does not answer');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = once(child, 'exit');
  child.kill('SIGTERM');
  await end;
}

function unmountBelow(directory: string): void {
  const mounts = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
  for (const mount of mounts.filter((place) => place.startsWith(`${directory}/`)).reverse()) {
    unmount(mount);
  }
}
