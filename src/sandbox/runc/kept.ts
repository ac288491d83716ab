import { rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Reached } from '../../contract/sandbox.ts';
import { textOrEmpty } from '../../host/text-file.ts';
import { containerDirectory, type Runtime } from './runtime.ts';

/** What the control groups of a container tell that has ended and was kept. */
export interface GroupCounts {
  /** Processes that the kernel killed for want of memory. */
  readonly memoryKills: number;
  /** Times that the step had all the memory that it may have. */
  readonly memoryHits: number;
  /** Times that a process could not be started, since there were as many as there may be. */
  readonly pidsHits: number;
}

/** A container that has ended and whose control groups are still there. */
export interface KeptContainer {
  counts(): GroupCounts;
  /** Removes it without the runtime, which takes as long as a step does. False where that has to be left to the runtime. */
  remove(): boolean;
}

/** Undefined where the runtime keeps its state elsewhere, or is not done with it. */
export function keptContainer(runtime: Runtime, name: string): KeptContainer | undefined {
  const directory = containerDirectory(runtime, name);
  const groups = groupsOf(textOrEmpty(path.join(directory, 'state.json')));
  if (groups === undefined) return undefined;
  const count = (controller: string, file: string, key: string) =>
    countOf(textOrEmpty(path.join(groups[controller] ?? groups[''] ?? '', file)), key);
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

/** Which bounds a step ran into, as far as its groups tell. */
export function reachedBounds({ memoryHits, pidsHits }: GroupCounts, bounds: Reached): Reached | undefined {
  const reached = {
    ...(memoryHits > 0 && bounds.memoryBytes !== undefined && { memoryBytes: bounds.memoryBytes }),
    ...(pidsHits > 0 && bounds.pids !== undefined && { pids: bounds.pids }),
  };
  return Object.keys(reached).length === 0 ? undefined : reached;
}

/** The number behind `key` on a line of its own; the whole text is the number where the key is empty. */
export function countOf(text: string, key: string): number {
  const lines = text.split('\n').map((line) => line.split(' '));
  const value = key === '' ? lines[0]?.[0] : lines.find(([name]) => name === key)?.[1];
  return Number(value ?? 0) || 0;
}

/**
 * From `cgroup_paths` of runc's state: by controller on version 1, under the empty name on version 2. The state also has the whole
 * filter of system calls, so only this part of it is parsed. No text in it can look like this part, because a quotation mark in
 * a text has a backslash before it.
 */
function groupsOf(state: string): Readonly<Record<string, string>> | undefined {
  const [, paths] = /"cgroup_paths":(\{[^{}]*\})/.exec(state) ?? [];
  try {
    return paths === undefined ? undefined : (JSON.parse(paths) as Readonly<Record<string, string>>);
  } catch {
    return undefined;
  }
}

/** Only a group of this step is removed, whatever the state says. */
function removeGroup(group: string, name: string): void {
  if (path.basename(group) !== name) throw new Error(`${group} is no group of ${name}`);
  try {
    rmdirSync(group);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
