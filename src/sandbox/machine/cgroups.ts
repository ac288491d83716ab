import type { ResourceLimits } from '../../contract/sandbox.ts';
import { ObuilderError } from '../../errors.ts';
import { parseMounts } from '../../host/mount-table.ts';

/** The kernel's control groups, as the runtime sees the groups. */
export interface Cgroups {
  readonly layout: 'v1' | 'hybrid' | 'v2' | 'none';
  /** The usable controllers. */
  readonly controllers: ReadonlySet<string>;
  /** The parents of the groups of steps: the worker's own group, or on version 2 the parent of the worker's group. */
  readonly bases: readonly string[];
  /** The worker's own group, in any hierarchy. */
  readonly own: string | undefined;
}

/**
 * Derives the layout from the texts of /proc/self/mountinfo (proc_pid_mountinfo(5)), of /proc/self/cgroup (cgroups(7)), and, for
 * version 2, of `cgroup.controllers` at the root.
 */
export function readCgroups(texts: {
  readonly mountinfo: string;
  readonly self: string;
  readonly controllers: string;
}): Cgroups {
  const mounts = parseMounts(texts.mountinfo);
  const unified = mounts.find(({ type }) => type === 'cgroup2');
  const own = parseOwn(texts.self);
  if (unified?.directory === '/sys/fs/cgroup') {
    const controllers = new Set(texts.controllers.split(/\s+/).filter((name) => name !== ''));
    const path = own.get('') ?? '/';
    const group = groupIn(unified.directory, path);
    return { layout: 'v2', controllers, bases: [parentOf(group, path)], own: group };
  }
  const legacy = mounts.filter(({ type }) => type === 'cgroup');
  if (legacy.length === 0) return { layout: 'none', controllers: new Set(), bases: [], own: undefined };
  const controllers = new Set<string>();
  const bases: string[] = [];
  for (const { directory, options } of [...legacy, ...(unified ? [unified] : [])]) {
    const names = options.filter((name) => own.has(name));
    for (const name of names) controllers.add(name);
    const path = own.get(names[0] ?? '') ?? '/';
    bases.push(groupIn(directory, path));
  }
  return { layout: unified ? 'hybrid' : 'v1', controllers, bases, own: bases[0] };
}

const groupIn = (hierarchy: string, path: string) => `${hierarchy}${path === '/' ? '' : path}`;

/** On version 2, inner groups hold no processes, so the runtime puts a relative path beside the worker's own group. */
function parentOf(directory: string, path: string): string {
  return path === '/' ? directory : directory.slice(0, directory.lastIndexOf('/'));
}

/** Maps a controller, a `name=…` or, for version 2, the empty string to the path of the group. */
function parseOwn(text: string): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\d+:([^:]*):(.*)$/.exec(line);
    for (const name of match?.[1]?.split(',') ?? []) own.set(name, match?.[2] ?? '/');
  }
  return own;
}

/** @throws ObuilderError `sandbox-failed` for a limit without a controller on this machine */
export function checkLimits(limits: ResourceLimits | undefined, cgroups: Cgroups): void {
  const wanted = [
    ['memory', limits?.memoryBytes],
    ['cpu', limits?.cpus],
    ['pids', limits?.pids],
  ] as const;
  for (const [controller, value] of wanted) {
    if (value === undefined || value === Number.POSITIVE_INFINITY || cgroups.controllers.has(controller))
      continue;
    throw new ObuilderError('sandbox-failed', `this machine cannot limit a step's ${controller}`, {
      value: String(value),
      hint: `Turn on the ${controller} controller of cgroups, or leave the limit out.`,
    });
  }
}
