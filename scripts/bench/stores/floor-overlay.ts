import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../../../src/host/process/run.ts';
import { run } from '../command.ts';
import type { FloorCommands } from '../floor.ts';

/** With overlayfs: a layer on those of the steps before, mounted for the step. */
export function overlayFloor(directory: string): FloorCommands {
  // Named from the directory: the names of all layers have to fit into one page of memory.
  let layers: readonly string[] = [];
  return {
    prepare: async (tree) => {
      mkdirSync(directory, { recursive: true });
      await run('cp', '-a', tree, path.join(directory, 'base'));
    },
    step: async (name, index, work) => {
      const lower = index === 0 ? ['base'] : layers;
      const [upper, workDirectory, merged] = [`u${name}`, `w${name}`, path.join(directory, `m${name}`)];
      for (const one of [upper, workDirectory]) mkdirSync(path.join(directory, one));
      mkdirSync(merged);
      const options = `lowerdir=${lower.join(':')},upperdir=${upper},workdir=${workDirectory}`;
      await runProgram('mount', ['-i', '-t', 'overlay', '-o', options, 'overlay', merged], {
        cwd: directory,
      });
      try {
        await work(merged);
      } finally {
        await runProgram('umount', [merged]);
      }
      layers = [upper, ...lower];
    },
  };
}
