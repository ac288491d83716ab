import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import process from 'node:process';
import { environment } from '../machine.mjs';
import { buildkitVersion } from './peers.ts';

export interface Machine {
  readonly processor: string;
  readonly memory: string;
  readonly kernel: string;
  readonly programs: string;
  /** Load average of the minute before: what else the machine was doing. */
  readonly load: number;
}

function firstLine(file: string, ...args: readonly string[]): string {
  return execFileSync(file, args, { encoding: 'utf8', env: environment() }).split('\n')[0]?.trim() ?? '';
}

/** What is measured on, for people; asked before the bench adds to the load. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: `${processors.length} × ${processors[0]?.model ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    kernel: `Linux ${release()}`,
    load: loadavg()[0] ?? Number.NaN,
    programs: [
      `Node ${process.versions.node}`,
      firstLine('runc', '--version'),
      firstLine('btrfs', '--version'),
      `BuildKit ${buildkitVersion()}`,
    ].join(', '),
  };
}
