import { readFileSync } from 'node:fs';
import path from 'node:path';
import { containerDirectory, type Runtime } from './places.ts';

/** How many processes the kernel killed for want of memory, in the text of `memory.events` (v2) or `memory.oom_control` (v1). */
export function countKills(text: string): number {
  return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
}

/** Whether the memory limit killed anything in a container that has ended but was kept. */
export function ranOutOfMemory(runtime: Runtime, step: string): boolean {
  try {
    const state: unknown = JSON.parse(
      readFileSync(path.join(containerDirectory(runtime, step), 'state.json'), 'utf8'),
    );
    return memoryFiles(state).some((file) => countKills(readIfThere(file)) > 0);
  } catch {
    // Another runtime may keep its state elsewhere; the step's end is reported without the reason then.
    return false;
  }
}

/** From `cgroup_paths` of runc's state: by controller on v1, one under the empty name on v2. */
function memoryFiles(state: unknown): readonly string[] {
  if (typeof state !== 'object' || state === null || !('cgroup_paths' in state)) return [];
  const paths = state.cgroup_paths as Readonly<Record<string, string>>;
  return [
    ...(paths['memory'] ? [`${paths['memory']}/memory.oom_control`] : []),
    ...(paths[''] ? [`${paths['']}/memory.events`] : []),
  ];
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
