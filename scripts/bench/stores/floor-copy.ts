import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../../../src/host/process/run.ts';
import { run } from '../command.ts';
import type { FloorCommands } from '../floor.ts';

/** On any file system: a copy of all files of the step before. */
export function copyFloor(directory: string): FloorCommands {
  const base = path.join(directory, 'base');
  const steps = path.join(directory, 'steps');
  let previous = base;
  return {
    prepare: async (tree) => {
      mkdirSync(steps, { recursive: true });
      await run('cp', '-a', '--reflink=never', tree, base);
    },
    step: async (name, index, work) => {
      const draft = path.join(steps, name);
      await runProgram('cp', ['-a', '--reflink=auto', index === 0 ? base : previous, draft]);
      await work(draft);
      previous = draft;
    },
    clear: async () => {
      rmSync(steps, { recursive: true, force: true });
      mkdirSync(steps);
    },
  };
}
