import { mkdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../src/host/process/run.ts';
import { run } from './command.ts';
import type { FloorCommands } from './floor.ts';

/** On btrfs: a snapshot of the step before, the switch to read-only, and a rename. */
export function btrfsFloor(pool: string): FloorCommands {
  const base = path.join(pool, 'base');
  let previous = base;
  return {
    prepare: async (tree) => {
      mkdirSync(pool, { recursive: true });
      await run('btrfs', 'subvolume', 'create', base);
      await run('cp', '-a', '--reflink=never', `${tree}/.`, base);
      await run('btrfs', 'property', 'set', '-ts', base, 'ro', 'true');
    },
    step: async (name, index, work) => {
      const draft = path.join(pool, `draft-${name}`);
      await runProgram('btrfs', ['subvolume', 'snapshot', index === 0 ? base : previous, draft]);
      await work(draft);
      await runProgram('btrfs', ['property', 'set', '-ts', draft, 'ro', 'true']);
      // In the same directory: a read-only subvolume cannot be moved to another one.
      previous = path.join(pool, `result-${name}`);
      await rename(draft, previous);
    },
  };
}
