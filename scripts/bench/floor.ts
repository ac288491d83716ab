import { mkdtempSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { runQuick } from '../../src/host/process.ts';
import { run } from './command.ts';
import type { World } from './world.ts';

export interface Floor {
  /** Makes that many steps one after the other, each running `command` in a shell, and gives the milliseconds. */
  steps(commands: readonly string[]): Promise<number>;
}

/**
 * The least that a step on btrfs can cost with these tools: a snapshot of the step before, `runc run` of the same
 * shell with the runtime's own default configuration, the switch to read-only, and a rename. It knows no keys, catalog,
 * locks, logs, seccomp or limits, and it is driven from Node as our own steps are.
 */
export async function makeFloor(world: World, pool: string): Promise<Floor> {
  const base = path.join(pool, 'base');
  await run('btrfs', 'subvolume', 'create', base);
  await run('cp', '-a', '--reflink=never', `${world.base.tree}/.`, base);
  await run('btrfs', 'property', 'set', '-ts', base, 'ro', 'true');
  const bundle = mkdtempSync(path.join(world.directory, 'floor-'));
  await run('runc', 'spec', '--bundle', bundle);
  const template = JSON.parse(readFileSync(path.join(bundle, 'config.json'), 'utf8'));
  let made = 0;

  const step = async (previous: string, command: string): Promise<string> => {
    made += 1;
    const draft = path.join(pool, `draft-${made}`);
    // In the same directory: a read-only subvolume cannot be moved to another one.
    const result = path.join(pool, `result-${made}`);
    await runQuick('btrfs', ['subvolume', 'snapshot', previous, draft]);
    const config = {
      ...template,
      root: { path: draft, readonly: false },
      process: { ...template.process, terminal: false, args: ['/bin/sh', '-c', command] },
    };
    await writeFile(path.join(bundle, 'config.json'), JSON.stringify(config));
    await runQuick('runc', ['run', '--bundle', bundle, `bench-floor-${process.pid}-${made}`]);
    await runQuick('btrfs', ['property', 'set', '-ts', draft, 'ro', 'true']);
    await rename(draft, result);
    return result;
  };

  return {
    steps: async (commands) => {
      const start = performance.now();
      let previous = base;
      for (const command of commands) previous = await step(previous, command);
      return performance.now() - start;
    },
  };
}
