import type { MachineFacts } from './facts.ts';
import { type Finding, note, ok, problem } from './finding.ts';

export function checkSecurity(facts: MachineFacts): readonly Finding[] {
  return [...checkAppArmor(facts), ...checkUserNamespaces(facts), ...checkSeLinux(facts)];
}

/** The mode of a loaded profile attached to runc, by name or path. */
const RUNC_PROFILE = /^(?:runc|\/\S*\/runc) \((\w+)\)$/;

/**
 * Ubuntu 24.04 and later load a profile named `runc` that confines nothing (`unconfined`). In enforce mode, set by aa-enforce, the profile
 * would forbid runc its mounts.
 */
function checkAppArmor({
  confinement: { appArmor, ownProfile, parser, profiles },
}: MachineFacts): readonly Finding[] {
  const check = 'AppArmor';
  if (!appArmor) return [ok(check, 'not in use: steps have the other walls')];
  if (ownProfile !== undefined && / \((enforce|kill)\)$/.test(ownProfile)) {
    const fix =
      'in a container: start it with --privileged, or with --security-opt apparmor=unconfined; else take the profile off this program';
    return [problem(check, `this process is confined by ${ownProfile}, which may not mount anything`, fix)];
  }
  if (profiles === undefined)
    return [note(check, 'in use; only root can see the profiles', 'run doctor as root')];
  const mode = profiles.flatMap((line) => RUNC_PROFILE.exec(line)?.[1] ?? [])[0];
  if (mode === 'enforce' || mode === 'kill') {
    const fix =
      'sudo ln -s /etc/apparmor.d/runc /etc/apparmor.d/disable/ && sudo apparmor_parser -R /etc/apparmor.d/runc';
    return [problem(check, `a profile confines runc (${mode}): its mounts may be denied`, fix)];
  }
  const found = mode === undefined ? 'in use, with no profile for runc' : `in use, runc's profile is ${mode}`;
  if (parser === undefined) {
    const fix = 'sudo apt-get install apparmor';
    return [note(check, `${found}; steps have no profile, because apparmor_parser is not installed`, fix)];
  }
  return [ok(check, `${found}; steps have a profile of their own`)];
}

/** On Ubuntu 24.04, kernel.apparmor_restrict_unprivileged_userns is 1: only root can make user namespaces. The worker is root. */
function checkUserNamespaces({ userNamespace }: MachineFacts): readonly Finding[] {
  const check = 'user namespace';
  if (userNamespace === undefined)
    return [note(check, 'not tried, because that takes root', 'run doctor as root')];
  if (userNamespace.fault === undefined) return [ok(check, 'root in a step is unprivileged on this machine')];
  const fix =
    'see docs/isolation.md for the kernels and stores that can; input user-namespace: always makes builds fail without it';
  return [note(check, `root in a step is root to the kernel: ${userNamespace.fault}`, fix)];
}

function checkSeLinux({ confinement }: MachineFacts): readonly Finding[] {
  if (!confinement.seLinuxEnforces) return [];
  return [
    note(
      'SELinux',
      'enforcing: steps run without a label of their own, which has not been tried',
      'where a step is denied something, see: sudo ausearch -m avc -ts recent',
    ),
  ];
}
