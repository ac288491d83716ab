import { findProgram } from '../host/probes.ts';

/** Programs that a build needs, the Debian package of each, and which stores need it. */
const PROGRAMS = [
  { program: 'runc', package: 'runc', stores: /./ },
  { program: 'mkfs.btrfs', package: 'btrfs-progs', stores: /^(auto|btrfs:)/ },
  { program: 'zfs', package: 'zfsutils-linux', stores: /^zfs:/ },
] as const;

/** Debian packages of the programs that are in no directory of `searchPath`, nor where administrators have programs. */
export function missingPackages(store: string, searchPath: string): readonly string[] {
  return PROGRAMS.filter(({ stores }) => stores.test(store))
    .filter(({ program }) => findProgram(program, searchPath) === undefined)
    .map((one) => one.package);
}
