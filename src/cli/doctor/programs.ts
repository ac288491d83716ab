import type { Facts, ProgramFact } from './facts.ts';
import { type Finding, isAtLeast, ok, problem } from './finding.ts';

const NODE = '24';
export function checkPrograms({ node, programs, store }: Facts): readonly Finding[] {
  return [
    checkNode(node),
    ...(store.driver === 'btrfs' ? [present('btrfs', 'btrfs-progs', programs.btrfs)] : []),
    ...(store.driver === 'zfs' ? checkZfs(programs.zfs, store.name) : []),
  ];
}

function checkNode(version: string): Finding {
  if (isAtLeast(version, NODE)) return ok('node', version);
  return problem(
    'node',
    `${version}, but ${NODE} is needed`,
    'update the runner to 2.327.1 or later, which brings Node 24 in externals/node24',
  );
}

const install = (packageName: string) =>
  `sudo apt-get install ${packageName} (the action does so itself unless "install" is false)`;

export function present(name: string, packageName: string, { file, says = '', fault }: ProgramFact): Finding {
  if (file === undefined) return problem(name, 'not installed', install(packageName));
  if (fault !== undefined) return problem(name, `${file} does not run: ${fault}`, install(packageName));
  return ok(name, `${file}, ${says.split('\n')[0]}`);
}

function checkZfs(fact: ProgramFact, store: string): readonly Finding[] {
  const { file, says = '', fault } = fact;
  if (file === undefined) return [present('zfs', 'zfsutils-linux', fact)];
  if (fault !== undefined)
    return [problem('zfs', `${file} has no ZFS to work with: ${fault}`, 'sudo modprobe zfs')];
  const pools = says.split('\n').filter((name) => name !== '');
  const found = pools.length === 0 ? 'no pool' : `the pools ${pools.join(', ')}`;
  const pool = /^zfs:([^/]*)/.exec(store)?.[1] ?? '';
  if (pools.includes(pool)) return [ok('zfs', `${file}, with ${found}`)];
  const fix = `make one: sudo zpool create ${pool} DEVICE; or import it: sudo zpool import ${pool}`;
  return [problem('zfs', `there is no pool ${pool}, but ${found}`, fix)];
}
