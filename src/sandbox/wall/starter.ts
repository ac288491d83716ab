import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getSystemErrorMap } from 'node:util';
import type { Program } from '../../host/private-mounts.ts';
import { findProgram } from '../../host/probes.ts';
import { type Call, callProgram, readReport } from '../../host/process/call-program.ts';
import { RUNTIME_ENVIRONMENT } from '../runc/runtime.ts';

/** What a step's runtime is started by, where that has to make mounts of its own first. */
export interface Starter {
  /** What is started in place of the runtime. */
  enter(runtime: Program): Program;
  /** Why the runtime was not even started, if so. */
  fault(): string | undefined;
}

export interface StarterFiles {
  /** A file that does not exist, where programs may be executed. */
  readonly starter: string;
  /** A file that does not exist, for a failure. */
  readonly report: string;
}

/** The runtime makes what a step sees in /sys/fs/cgroup with its umask, which has to be no matter of who starts us. */
const OWN_UMASK: Call = { name: 'umask', args: [0o022] };

/** @param callsOf gives the calls that end with the runtime, whose program is an absolute path */
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
