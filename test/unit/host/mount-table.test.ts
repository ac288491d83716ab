import { expect, test } from 'vitest';
import { parseMounts } from '../../../src/host/mount-table.ts';

test('a line of mountinfo gives the mount without escapes and optional fields', () => {
  const text =
    '36 35 98:0 /sub\\134dir /mnt/a\\040b rw,noatime shared:1 master:2 - ext3 /dev/my\\040disk rw,errors=continue\n';
  expect(parseMounts(`${text}damaged\n`)).toEqual([
    {
      root: '/sub\\dir',
      directory: '/mnt/a b',
      type: 'ext3',
      device: '/dev/my disk',
      options: ['rw', 'noatime', 'rw', 'errors=continue'],
    },
  ]);
});
