import type { MachineFacts } from './facts.ts';
import { type Finding, note, ok, problem } from './finding.ts';

/** The consequence of a missing controller. */
const CONTROLLERS = {
  pids: 'a step that forks without end takes the machine with it',
  memory: 'no step can be given a limit of memory',
  cpu: 'no step can be given a limit of CPUs',
} as const;

export function checkCgroups({ cgroups: { layout, controllers } }: MachineFacts): readonly Finding[] {
  const check = 'control groups';
  if (layout === 'none') {
    return [
      problem(
        check,
        'none are mounted, and runc needs them',
        'mount them as systemd does: sudo mount -t cgroup2 cgroup2 /sys/fs/cgroup',
      ),
    ];
  }
  const missing = Object.entries(CONTROLLERS).filter(([name]) => !controllers.has(name));
  const found = `${layout}, with ${[...controllers].filter((name) => name in CONTROLLERS).join(', ') || 'none of the controllers that bound a step'}`;
  if (missing.length === 0) return [ok(check, found)];
  const lacks = missing.map(([name, effect]) => `no ${name} (${effect})`).join('; ');
  return [
    note(
      check,
      `${found}; ${lacks}`,
      howToHave(
        layout,
        missing.map(([name]) => name),
      ),
    ),
  ];
}

function howToHave(layout: MachineFacts['cgroups']['layout'], missing: readonly string[]): string {
  const names = missing.map((name) => `+${name}`).join(' ');
  const boot = missing.includes('memory')
    ? '; memory may need cgroup_enable=memory on the kernel command line'
    : '';
  if (layout === 'v2') return `echo '${names}' | sudo tee /sys/fs/cgroup/cgroup.subtree_control${boot}`;
  return `mount these controllers of cgroups of version 1, or boot with systemd.unified_cgroup_hierarchy=1${boot}`;
}
