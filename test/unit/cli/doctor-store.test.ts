import { describe, expect, test } from 'vitest';
import type { MachineFacts } from '../../../src/cli/doctor/facts.ts';
import type { StoreFacts } from '../../../src/cli/doctor/store-facts.ts';
import { faults, good, withStore } from './machines.ts';

const GB = 1024 ** 3;

describe('each fault of the store has a finding with a remedy', () => {
  test.each<[string, Partial<StoreFacts>, RegExp]>([
    [
      'a name that cannot be',
      { fault: { message: 'no such kind', hint: 'Give auto.' } },
      /^problem store: no such kind \(auto: .*\) → Give/,
    ],
    [
      'not of root',
      { access: { uid: 1000, gid: 1000, mode: 0o700 } },
      /^problem owner and mode: .* 1000:1000 0700.*not root's → sudo chown root:root/,
    ],
    [
      'open to others',
      { access: { uid: 0, gid: 0, mode: 0o777 } },
      /^problem owner and mode: .*0777.*may write.*chmod 700/,
    ],
    ['open to eyes', { access: { uid: 0, gid: 0, mode: 0o755 } }, /^note owner and mode: .*look into/],
    ['hidden', { access: 'hidden' }, /^note owner and mode: this user cannot see.*as root/],
    [
      'noexec and ro',
      {
        mount: {
          device: '/dev/sdb',
          directory: '/srv',
          type: 'btrfs',
          options: ['ro', 'nosuid', 'nodev', 'noexec'],
        },
      },
      /^problem mount options: \/srv is mounted ro .*noexec .* → sudo mount -o remount,rw,exec \/srv/,
    ],
    [
      'little space',
      { space: { directory: '/srv', freeBytes: 4 * GB, totalBytes: 50 * GB } },
      /^note space: 4\.0 GB of 50\.0 GB free at \/srv: below 5 %, builds evict .* → free some/,
    ],
    [
      'little space in a small store',
      { space: { directory: '/srv', freeBytes: 0.9 * GB, totalBytes: 4 * GB } },
      /^note space: 921\.6 MB of 4\.0 GB free/,
    ],
    [
      'next to no space',
      { space: { directory: '/srv', freeBytes: GB, totalBytes: 50 * GB } },
      /^problem space: .*5 % free → free some/,
    ],
    [
      'a full disk below',
      { spaceBelow: { directory: '/var', freeBytes: 0, totalBytes: 50 * GB } },
      /^problem space below the pool's image: 0 bytes of/,
    ],
    ['large nodes', { nodeSize: 16384 }, /^note btrfs node size: 16384.*--nodesize 4096/],
    [
      'another format',
      { otherFormats: ['/srv/v0'] },
      /^note other formats: \/srv\/v0 .*sudo rm -r \/srv\/v0/,
    ],
    [
      'an image that nobody uses',
      { why: 'named by OBUILDER_STORE', image: { file: '/var/lib/o/pool.img', state: 'forgotten' } },
      /^note pool image: .*elsewhere → .*losetup -j .*rm/,
    ],
  ])('%s', (_, change, pattern) => {
    expect(faults({ ...good, ...withStore(change) })).toEqual([expect.stringMatching(pattern)]);
  });

  test('a small store has enough space with a quarter of its size', () => {
    const space = { directory: '/srv', freeBytes: GB, totalBytes: 4 * GB };
    expect(faults({ ...good, ...withStore({ space, spaceBelow: space }) })).toEqual([]);
  });

  test('a store ignores the needs of other drivers', () => {
    const bare: MachineFacts = {
      ...good,
      programs: { runc: good.programs.runc, mount: good.programs['mount'] ?? {}, btrfs: {}, zfs: {} },
      fileSystems: { btrfs: 'missing', overlay: 'module', zfs: 'missing' },
    };
    const other = (driver: string) => ({
      ...bare,
      ...withStore({ driver, name: `${driver}:/srv`, why: 'named by --store', image: undefined }),
    });
    expect(faults(other('overlayfs'))).toEqual([]);
    expect(faults(other('copy'))).toEqual([]);
    expect(faults(other('zfs'))).toEqual([
      expect.stringMatching(/^problem zfs: not installed → sudo apt-get install zfsutils-linux/),
      expect.stringMatching(/^note zfs in the kernel/),
    ]);
  });

  test.each([
    [
      { fault: 'The ZFS modules are not loaded.' },
      ['problem zfs: /z has no ZFS to work with: The ZFS modules are not loaded. → sudo modprobe zfs'],
    ],
    [
      { says: 'data\nbackup' },
      [
        expect.stringMatching(
          /^problem store: there is no pool tank, but the pools data, backup \(named by --store\) → .*zpool create tank/,
        ),
      ],
    ],
    [{ says: '' }, [expect.stringMatching(/no pool tank, but no pool \(named by --store\) →/)]],
    [{ says: 'data\ntank' }, []],
  ])('of ZFS: %j', (fact, expected) => {
    const programs = { ...good.programs, zfs: { file: '/z', ...fact } };
    const fileSystems = { ...good.fileSystems, zfs: 'there' as const };
    const other = withStore({ driver: 'zfs', name: 'zfs:tank/o', why: 'named by --store', image: undefined });
    expect(faults({ ...good, programs, fileSystems, ...other })).toEqual(expected);
  });
});
