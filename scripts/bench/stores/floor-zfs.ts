import { execFileSync } from 'node:child_process';
import { runProgram } from '../../../src/host/process/run.ts';
import { run } from '../command.ts';
import type { FloorCommands } from '../floor.ts';

/** On ZFS: a clone of the step before, mounted for the step, and a snapshot of it for the next one. */
export function zfsFloor(dataset: string): FloorCommands {
  const base = `${dataset}/base`;
  const mountPointOf = (one: string) =>
    execFileSync('zfs', ['get', '-H', '-o', 'value', 'mountpoint', one], { encoding: 'utf8' }).trim();
  let root = '';
  let previous = base;
  return {
    prepare: async (tree) => {
      await run('zfs', 'create', '-p', base);
      root = mountPointOf(dataset);
      await run('cp', '-a', `${tree}/.`, mountPointOf(base));
      await run('zfs', 'snapshot', `${base}@done`);
    },
    step: async (name, index, work) => {
      const draft = `${dataset}/step-${name}`;
      const from = index === 0 ? base : previous;
      await runProgram('zfs', ['clone', `${from}@done`, draft]);
      const mountPoint = `${root}/step-${name}`;
      try {
        await work(mountPoint);
      } finally {
        await runProgram('umount', [mountPoint]);
      }
      await runProgram('zfs', ['snapshot', `${draft}@done`]);
      previous = draft;
    },
  };
}
