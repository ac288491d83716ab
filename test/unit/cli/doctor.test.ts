import { describe, expect, test } from 'vitest';
import { examine } from '../../../src/cli/doctor/doctor.ts';
import type { MachineFacts } from '../../../src/cli/doctor/facts.ts';
import { isAtLeast, printFindings } from '../../../src/cli/doctor/finding.ts';
import { knownHoles } from '../../../src/cli/doctor/known-holes.ts';
import { faults, good, ubuntu, withStore } from './machines.ts';

const runc = (version: string): Partial<MachineFacts> => {
  return {
    programs: { ...good.programs, runc: { file: '/usr/sbin/runc', says: `runc version ${version}` } },
  };
};
/** What came of the attacks of a good machine, but for some, by their number. */
const attacked = (changes: Readonly<Record<number, 'bare' | 'step'>>): MachineFacts['trial'] => {
  const attacks = (good.trial?.attacks ?? []).map((attack, index) => ({
    ...attack,
    worksBare: changes[index] === 'bare',
    worksInStep: changes[index] === 'step',
  }));
  return { attacks };
};
const confined = (change: Partial<MachineFacts['confinement']>): Partial<MachineFacts> => {
  return { confinement: { ...ubuntu.confinement, ...change } };
};

test('a good machine and a fresh Ubuntu 24.04 have no faults', () => {
  expect(faults(good)).toEqual([]);
  expect(faults(ubuntu)).toEqual([]);
  expect(printFindings(examine(ubuntu))).toContain(
    "ok      AppArmor: in use, runc's profile is unconfined; steps have a profile of their own\n" +
      'ok      user namespace: root in a step is unprivileged on this machine\n' +
      'ok      store: btrfs:/var/lib/o/pool (auto: the pool in an image file, found again)\n',
  );
});

describe('each fault has a finding with a remedy', () => {
  test.each<[string, Partial<MachineFacts>, RegExp]>([
    [
      'no sudo',
      { root: 'no-sudo' },
      /^problem root: .*no sudo → as root: apt-get install sudo; then .*doctor --install --user=runner/,
    ],
    [
      'sudo asks',
      { root: 'sudo-asks' },
      /^problem root: .*password.* → as root, .*doctor --install --user=runner/,
    ],
    ['an old Node', { node: 'v22.1.0' }, /^problem node: v22.* 24 is needed → .*2\.327\.1/],
    [
      'no runc',
      { programs: { ...good.programs, runc: {} } },
      /^problem runc: not installed → sudo apt-get install runc/,
    ],
    [
      'a broken btrfs',
      { programs: { ...good.programs, btrfs: { file: '/b', fault: 'bad ELF' } } },
      /^problem btrfs: \/b does not run: bad ELF → .*btrfs-progs/,
    ],
    [
      'a store that shows no other owners',
      { userNamespace: { fault: 'mount_setattr failed' } },
      /^note user namespace: root in a step is root to the kernel: mount_setattr failed → see docs\/isolation/,
    ],
    ['a very old runc', runc('0.1.1'), /^problem runc: .*1\.0\.0 or later is needed → .*upgrade runc/],
    [
      'a runc with a hole',
      { ...runc('1.1.11'), trial: attacked({ 2: 'bare' }) },
      /^note runc: .*CVE-2024-21626, CVE-2025-52565, CVE-2025-52881; tried here .*a working directory → nothing has to be done.*our rules hold with any runc.* 1\.2\.8, 1\.3\.3.*upgrade runc/,
    ],
    [
      'a runc that only trying shows to be open',
      { trial: attacked({ 0: 'bare' }) },
      /^note runc: .*1\.3\.3; tried here without our rules: a link at \/dev leads out → nothing has to be done/,
    ],
    [
      'a runc that a distribution may have mended',
      runc('1.1.5+ds1'),
      /^note runc: .*known holes: CVE-2025-52565, CVE-2025-52881, unless its distribution has mended them →/,
    ],
    ['nobody tried', { trial: undefined }, /^note sandbox: not tried.* → run doctor as root/],
    [
      'a step that gets out',
      { trial: attacked({ 1: 'step' }) },
      /^problem sandbox: .*a null device → do not build/,
    ],
    [
      'no step that runs',
      { trial: { attacks: [], fault: 'cannot mount' } },
      /^problem sandbox: no step runs here: cannot mount →/,
    ],
    ['an old kernel', { kernel: '4.9.0-19-amd64' }, /^problem kernel: 4\.9.*4\.18 or later → boot/],
    ['a kernel without freezer', { kernel: '5.0.1' }, /^note kernel: 5\.0.*5\.2 or later/],
    [
      'no btrfs',
      { fileSystems: { ...good.fileSystems, btrfs: 'missing' } },
      /^problem btrfs in the kernel: .* → use a kernel with btrfs/,
    ],
    [
      'no losetup',
      { programs: { ...good.programs, losetup: {} } },
      /^problem losetup: not installed → sudo apt-get install mount/,
    ],
    [
      'no mkfs.btrfs',
      { programs: { ...good.programs, 'mkfs.btrfs': {} } },
      /^problem mkfs.btrfs: not installed → sudo apt-get install btrfs-progs/,
    ],
    [
      'no loop devices',
      withStore({ hasLoopDevices: false }),
      /^problem loop devices: none.* → sudo modprobe loop/,
    ],
    ['no seccomp', { hasSeccomp: false }, /^problem seccomp: .*CONFIG_SECCOMP_FILTER/],
    [
      'AppArmor without its parser',
      confined({ parser: undefined }),
      /^note AppArmor: .*steps have no profile.* → sudo apt-get install apparmor/,
    ],
    ['no memory', { memory: undefined }, /^problem memory for secrets: .*tmpfs/],
    [
      'no control groups',
      { cgroups: { layout: 'none', controllers: new Set() } },
      /^problem control groups: none.* → .*mount -t cgroup2/,
    ],
    [
      'no pids and memory',
      { cgroups: { layout: 'v2', controllers: new Set(['cpu']) } },
      /^note control groups: v2, with cpu; no pids \(.*\); no memory .* → echo '\+pids \+memory' .*cgroup_enable=memory/,
    ],
    [
      'version 1 without cpu',
      { cgroups: { layout: 'hybrid', controllers: new Set(['pids', 'memory', 'name=systemd']) } },
      /^note control groups: hybrid, with pids, memory; no cpu .* → mount these/,
    ],
    [
      'runc enforced',
      confined({ profiles: ['/usr/sbin/runc (enforce)'] }),
      /^problem AppArmor: .*enforce.*denied → .*apparmor_parser -R/,
    ],
    [
      'in a confined container',
      confined({ ownProfile: 'docker-default (enforce)' }),
      /^problem AppArmor: .*docker-default.* → .*apparmor=unconfined/,
    ],
    [
      'profiles unseen',
      confined({ profiles: undefined }),
      /^note AppArmor: .*only root.* → run doctor as root/,
    ],
    [
      'a program of another version',
      { ...good, worker: { version: '1', ownVersion: '2', changeable: undefined } },
      /^problem worker program: .*version 1, but this action has version 2 → .*doctor --install/,
    ],
    [
      'a program that others can change',
      { ...good, worker: { version: '1', ownVersion: '1', changeable: '/usr/local' } },
      /^problem worker program: .*can change \/usr\/local → chown root:root \/usr\/local/,
    ],
    ['SELinux', confined({ seLinuxEnforces: true }), /^note SELinux: enforcing.*ausearch/],
  ])('%s', (_, change, pattern) => {
    expect(faults({ ...good, ...change })).toEqual([expect.stringMatching(pattern)]);
  });
});

test.each([
  ['1.1.11', ['CVE-2024-21626', 'CVE-2025-31133', 'CVE-2025-52565', 'CVE-2025-52881']],
  ['1.1.15', ['CVE-2025-31133', 'CVE-2025-52565', 'CVE-2025-52881']],
  ['1.2.7', ['CVE-2025-31133', 'CVE-2025-52565', 'CVE-2025-52881']],
  ['1.3.2-0ubuntu1', ['CVE-2025-31133', 'CVE-2025-52565', 'CVE-2025-52881']],
  ['1.4.0-rc.2', ['CVE-2025-31133', 'CVE-2025-52565', 'CVE-2025-52881']],
  ['1.2.8', []],
  ['1.2.10', []],
  ['1.3.3-0ubuntu1~24.04.2', []],
  ['1.4.0-rc.3', []],
  ['1.4.0', []],
  ['1.5.2', []],
])('the known holes of runc %s are named', (version, holes) => {
  expect(knownHoles(`runc version ${version}`)).toEqual(holes);
});

test.each([
  ['6.1.0-28-amd64', '5.2', true],
  ['5.2', '5.2', true],
  ['5.10', '5.2', true],
  ['4.19.1', '5.2', false],
  ['runc version 1.1.5+ds1', '1.1.12', false],
  ['nothing', '1', false],
])('%s is at least %s: %s', (version, wanted, answer) => expect(isAtLeast(version, wanted)).toBe(answer));
