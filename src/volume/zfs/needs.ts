import type { DriverNeeds, ProbeVerdict } from '../driver.ts';
import { poolOf, ZFS_PACKAGE } from './commands.ts';

export const needs: DriverNeeds = {
  programs: [
    {
      program: 'zfs',
      package: ZFS_PACKAGE,
      probe: {
        // The names of all pools, one a line.
        args: ['list', '-H', '-d', '0', '-o', 'name'],
        failure: { message: 'has no ZFS to work with', hint: 'sudo modprobe zfs' },
        judge: judgePools,
      },
    },
    { program: 'zpool', package: ZFS_PACKAGE },
  ],
  fileSystem: {
    name: 'zfs',
    hint: 'sudo apt-get install zfs-dkms (on Ubuntu linux-modules-extra has it)',
    // zfs-fuse runs outside the kernel.
    isOptional: true,
  },
};

function judgePools(output: string, dataset: string): ProbeVerdict {
  const pools = output.split('\n').filter((name) => name !== '');
  const found = pools.length === 0 ? 'no pool' : `the pools ${pools.join(', ')}`;
  const pool = poolOf(dataset);
  if (pools.includes(pool)) return { found };
  const hint = `make one: sudo zpool create ${pool} DEVICE; or import it: sudo zpool import ${pool}`;
  return { found, lack: { message: `there is no pool ${pool}, but ${found}`, hint } };
}
