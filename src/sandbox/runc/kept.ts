import { rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Reached } from '../../contract/sandbox.ts';
import { textOrEmpty } from '../../host/text-file.ts';
import { containerDirectory, type Runtime } from './runtime.ts';

/** The counts in the control groups of an ended and kept container. */
export interface GroupCounts {
  /** Processes that the kernel killed for want of memory. */
  readonly memoryKills: number;
  /** Times that the step reached its limit of memory. */
  readonly memoryHits: number;
  /** Times that a process could not be started because of the limit of processes. */
  readonly pidsHits: number;
}

/** An ended container with its control groups. */
export interface KeptContainer {
  counts(): GroupCounts;
  /** Removes the container directly, because the runtime's removal takes as long as a step. False if only the runtime can do so. */
  remove(): boolean;
}

/** Returns undefined if the runtime keeps its state elsewhere, or is not done with the container. */
export function keptContainer(runtime: Runtime, name: string): KeptContainer | undefined {
  const directory = containerDirectory(runtime, name);
  const groups = groupsOf(textOrEmpty(path.join(directory, 'state.json')));
  if (groups === undefined) return undefined;
  const count = (controller: string, file: string, key: string) => {
    const group = groups[controller] ?? groups[''];
    return group === undefined ? 0 : countOf(textOrEmpty(path.join(group, file)), key);
  };
  return {
    counts: () => ({
      memoryKills: count('memory', groups['memory'] ? 'memory.oom_control' : 'memory.events', 'oom_kill'),
      memoryHits: groups['memory']
        ? count('memory', 'memory.failcnt', '')
        : count('', 'memory.events', 'max'),
      pidsHits: count('pids', 'pids.events', 'max'),
    }),
    remove: () => {
      try {
        for (const group of new Set(Object.values(groups))) removeGroup(group, name);
        rmSync(directory, { recursive: true, force: true });
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** Returns the reached bounds of a step, by the counts of its control groups. */
export function reachedBounds({ memoryHits, pidsHits }: GroupCounts, bounds: Reached): Reached | undefined {
  const reached = {
    ...(memoryHits > 0 && bounds.memoryBytes !== undefined && { memoryBytes: bounds.memoryBytes }),
    ...(pidsHits > 0 && bounds.pids !== undefined && { pids: bounds.pids }),
  };
  return Object.keys(reached).length === 0 ? undefined : reached;
}

/** Returns the number after `key` at the start of a line. With an empty key the whole text is the number. */
export function countOf(text: string, key: string): number {
  const lines = text.split('\n').map((line) => line.split(' '));
  const value = key === '' ? lines[0]?.[0] : lines.find(([name]) => name === key)?.[1];
  return Number(value ?? 0) || 0;
}

/**
 * Reads `cgroup_paths` of runc's state: by controller on version 1, under the empty name on version 2. Parses only this part,
 * because the state also has the whole filter of system calls. No string in the state can look like this part, because a
 * quotation mark in a string has a backslash before it.
 */
function groupsOf(state: string): Readonly<Record<string, string>> | undefined {
  const [, paths] = /"cgroup_paths":(\{[^{}]*\})/.exec(state) ?? [];
  try {
    return paths === undefined ? undefined : (JSON.parse(paths) as Readonly<Record<string, string>>);
  } catch {
    return undefined;
  }
}

/** Refuses to remove the group of another step, so that a wrong state does no harm. */
function removeGroup(group: string, name: string): void {
  if (path.basename(group) !== name) throw new Error(`${group} is no group of ${name}`);
  try {
    rmdirSync(group);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
