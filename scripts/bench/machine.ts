import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import process from 'node:process';
import { environment } from '../machine.mjs';
import { buildkitVersion } from './peers.ts';

export interface Machine {
  readonly processor: string;
  readonly memory: string;
  readonly kernel: string;
  readonly programs: string;
}

function firstLine(file: string, ...args: readonly string[]): string {
  return execFileSync(file, args, { encoding: 'utf8', env: environment() }).split('\n')[0]?.trim() ?? '';
}

/** What was measured on, for people. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: `${processors.length} × ${processors[0]?.model ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    kernel: `Linux ${release()}`,
    programs: [
      `Node ${process.versions.node}`,
      firstLine('runc', '--version'),
      firstLine('btrfs', '--version'),
      `BuildKit ${buildkitVersion()}`,
    ].join(', '),
  };
}
