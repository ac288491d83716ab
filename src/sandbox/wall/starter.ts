import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { callProgram, readReport } from '../../host/calls/program.ts';
import type { Call } from '../../host/calls/table.ts';
import type { Program } from '../../host/private-mounts.ts';
import { findProgram } from '../../host/probes.ts';
import { RUNTIME_ENVIRONMENT } from '../runc/runtime.ts';

/** A program that makes private mounts and becomes a step's runtime. */
export interface Starter {
  /** The program to start instead of the runtime. */
  enter(runtime: Program): Program;
  /** Returns the reason if the runtime was not even started. */
  fault(): string | undefined;
}

export interface StarterFiles {
  /** A new file on a mount that allows execution. */
  readonly starter: string;
  /** A new file for the report of a failure. */
  readonly report: string;
}

/** The runtime's umask shapes the step's /sys/fs/cgroup, so the umask must not depend on the worker's caller. */
const OWN_UMASK: Call = { name: 'umask', args: [0o022] };

/** @param callsOf returns the calls, the last of which starts the runtime by its absolute path */
export function starterOf(files: StarterFiles, callsOf: (runtime: Program) => readonly Call[]): Starter {
  let calls: readonly Call[] = [];
  return {
    enter: (runtime) => {
      const file = absolute(runtime.file);
      if (file === undefined) return runtime;
      calls = [OWN_UMASK, ...callsOf({ ...runtime, file })];
      writeFileSync(files.starter, callProgram(process.arch, calls), { flag: 'wx', mode: 0o500 });
      chmodSync(files.starter, 0o500);
      return { file: files.starter, args: [], env: {} };
    },
    fault: () => faultIn(files.report, calls),
  };
}

function absolute(program: string): string | undefined {
  return program.includes('/') ? path.resolve(program) : findProgram(program, RUNTIME_ENVIRONMENT.PATH);
}

function faultIn(report: string, calls: readonly Call[]): string | undefined {
  const found = existsSync(report) ? readReport(readFileSync(report)) : undefined;
  if (found === undefined) return undefined;
  const [name, text] = getSystemErrorMap().get(-found.errno) ?? [`error ${found.errno}`, 'unknown'];
  return `${calls[found.call]?.name ?? 'a call'} failed: ${text} (${name})`;
}

/** Removes the program that `enter` wrote. */
export function removeStarter({ starter }: Pick<StarterFiles, 'starter'>): void {
  rmSync(starter, { force: true });
}
