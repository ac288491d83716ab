import { mkdtempSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { runProgram } from '../../src/host/process/run.ts';
import { run } from './command.ts';

export interface Floor {
  /** Makes that many steps one after the other, each running `command` in a shell, and gives the milliseconds. */
  steps(commands: readonly string[]): Promise<number>;
}

/** The commands of a file system that no builder there can leave out. */
export interface FloorCommands {
  /** Puts the files of `tree` where the first step starts from. Not measured. */
  prepare(tree: string): Promise<void>;
  /**
   * Does what a step takes: a writable copy of the step before, or of the base where `index` is 0, of which `work` is
   * given the directory; and then what keeps it. `name` is new with each step.
   */
  step(name: string, index: number, work: (rootfs: string) => Promise<void>): Promise<void>;
  /** Removes all steps, where they take much space. Not measured. */
  clear?(): Promise<void>;
}

/**
 * The least that a step can cost with these tools: the commands of the file system, and `runc run` of the same shell with the
 * runtime's own default configuration. It knows no keys, catalog, locks, logs, seccomp or limits, and it is driven from Node
 * as our own steps are.
 *
 * @param place where the files to start from are, and a directory for the configuration
 */
export async function makeFloor(
  commands: FloorCommands,
  place: { readonly tree: string; readonly directory: string },
): Promise<Floor> {
  await commands.prepare(place.tree);
  const bundle = mkdtempSync(path.join(place.directory, 'floor-'));
  await run('runc', 'spec', '--bundle', bundle);
  const template = JSON.parse(readFileSync(path.join(bundle, 'config.json'), 'utf8'));
  let made = 0;

  const runIn = async (rootfs: string, command: string) => {
    const config = {
      ...template,
      root: { path: rootfs, readonly: false },
      process: { ...template.process, terminal: false, args: ['/bin/sh', '-c', command] },
    };
    await writeFile(path.join(bundle, 'config.json'), JSON.stringify(config));
    await runProgram('runc', ['run', '--bundle', bundle, `bench-floor-${process.pid}-${made}`]);
  };

  return {
    steps: async (lines) => {
      const start = performance.now();
      for (const [index, command] of lines.entries()) {
        made += 1;
        await commands.step(String(made), index, (rootfs) => runIn(rootfs, command));
      }
      return performance.now() - start;
    },
  };
}
