import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { runProgram } from '../../host/process/run.ts';
import { textOrEmpty } from '../../host/text-file.ts';

/** The state of AppArmor on this machine, as the kernel shows it. */
export interface AppArmorState {
  /** The text of /sys/module/apparmor/parameters/enabled; empty on a kernel without it. */
  readonly enabled: string;
  /** The loaded profiles with their modes, one a line. */
  readonly profiles: string;
  /** The profile of this process, with its mode. */
  readonly own: string;
  /** Whether the parser knows policies by version, as since AppArmor 3. */
  readonly hasVersions: boolean;
}

/** The decision on AppArmor for this machine. */
export type AppArmorPlan =
  | { readonly kind: 'not-in-use' }
  | { readonly kind: 'loaded'; readonly profile: string }
  | { readonly kind: 'to-load'; readonly profile: string; readonly text: string };

/** The name of the profile has a digest of its content, so that a profile of an older version never counts as this profile. */
export function planAppArmor(state: AppArmorState): AppArmorPlan {
  if (state.enabled.trim() !== 'Y') return { kind: 'not-in-use' };
  const own = state.own.replace(/ \(\w+\)\s*$/, '').replace(/[\0\n]/g, '');
  const rules = profileRules(own === '' ? 'unconfined' : own);
  const digest = createHash('sha256').update(rules.join('\n')).digest('hex').slice(0, 12);
  const profile = `obuilder-action-step-${digest}`;
  if (state.profiles.split('\n').includes(`${profile} (enforce)`)) return { kind: 'loaded', profile };
  return { kind: 'to-load', profile, text: profileText(profile, rules, state.hasVersions) };
}

/**
 * The AppArmor profile of steps. Most rules belong to the other walls. AppArmor covers their gaps: families of sockets also by
 * `socketcall`, mounts, and the kernel's files in case a path to a kernel file ever lies open.
 */
function profileRules(worker: string): readonly string[] {
  const signallers = [...new Set(['unconfined', 'runc', 'crun', worker])].filter((name) =>
    /^[\w./-]+$/.test(name),
  );
  return [
    'file,',
    'capability,',
    'umount,',
    'network,',
    'deny network alg,',
    'deny network vsock,',
    'deny mount,',
    // The worker ends a step; the processes of a step may end each other.
    ...signallers.map((name) => `signal (receive) peer=${name},`),
    'signal (send, receive) peer=@{profile_name},',
    'ptrace (trace, read, tracedby, readby) peer=@{profile_name},',
    // A process may write in the /proc directory of its own number. The rest of /proc belongs to the machine.
    'deny /proc/* w,',
    'deny /proc/[^1-9s]** w,',
    'deny /proc/sy[^s]** w,',
    'deny /proc/sys/** w,',
    'deny /proc/sysrq-trigger rwklx,',
    'deny /proc/kcore rwklx,',
    'deny /proc/keys r,',
    'deny /sys/** wklx,',
    'deny /sys/firmware/** r,',
    'deny /sys/kernel/security/** r,',
    'deny /sys/devices/virtual/powercap/** r,',
  ];
}

function profileText(name: string, rules: readonly string[], hasVersions: boolean): string {
  const lines = rules.map((rule) => `  ${rule.replaceAll('@{profile_name}', name)}`);
  // In later versions of the language, `network` no longer covers sockets of this machine.
  const version = hasVersions ? ['abi <abi/3.0>,', ''] : [];
  return [
    ...version,
    `profile ${name} flags=(attach_disconnected, mediate_deleted) {`,
    ...lines,
    '}',
    '',
  ].join('\n');
}

/** The loaded profile of steps, or the reason for a missing profile. */
export interface AppArmorWall {
  readonly profile: string | undefined;
  /** For people. */
  readonly says: string;
}

/** Loads the profile of steps if necessary. After a failure, steps keep the other walls. */
export async function raiseAppArmor(): Promise<AppArmorWall> {
  const plan = planAppArmor(readState());
  if (plan.kind === 'not-in-use')
    return { profile: undefined, says: 'AppArmor is not in use on this machine' };
  if (plan.kind === 'to-load') {
    try {
      await runProgram('apparmor_parser', ['--replace', '--skip-cache', '--quiet'], { input: plan.text });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return {
        profile: undefined,
        says: `AppArmor has no profile for steps, because it cannot be loaded: ${reason}`,
      };
    }
  }
  return { profile: plan.profile, says: `AppArmor (${plan.profile})` };
}

function readState(): AppArmorState {
  const enabled = textOrEmpty('/sys/module/apparmor/parameters/enabled');
  if (enabled.trim() !== 'Y') return { enabled, profiles: '', own: '', hasVersions: false };
  return {
    enabled,
    profiles: textOrEmpty('/sys/kernel/security/apparmor/profiles'),
    own: textOrEmpty('/proc/self/attr/current'),
    hasVersions: existsSync('/etc/apparmor.d/abi/3.0'),
  };
}
