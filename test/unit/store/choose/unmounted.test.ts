import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { parseFstab } from '../../../../src/host/fstab.ts';
import { checkMounted } from '../../../../src/store/choose/unmounted.ts';

let directory: string;
let fstab: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'unmounted-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  fstab = path.join(directory, 'fstab');
  writeFileSync(fstab, `# disks\nUUID=1 / ext4 defaults 0 1\nUUID=2 ${directory}/disk/ ext4 noauto 0 2\n`);
});

test('fstab names mount points, with blanks', () => {
  const text = '# x /y\n\nUUID=1 / ext4\nUUID=2\t/a\\040b/\text4\nUUID=3 none swap\nUUID=4 /srv/deep/er xfs';
  expect(parseFstab(text)).toEqual(['/srv/deep/er', '/a b']);
});

test.each(['disk', 'disk/store'])('a new store in %s waits for the disk', (place) => {
  const check = () => checkMounted(path.join(directory, place), fstab);
  const refused = expect.objectContaining({
    code: 'store-unavailable',
    hint: expect.stringContaining(`Mount it first: mount ${directory}/disk.`),
  });
  expect(check).toThrow(refused);
  mkdirSync(path.join(directory, 'disk'));
  expect(check).toThrow(refused);
  writeFileSync(path.join(directory, 'disk/file'), '');
  expect(check).not.toThrow();
});

test('other directories and mounted disks need no check', () => {
  expect(() => checkMounted(path.join(directory, 'disk-two'), fstab)).not.toThrow();
  writeFileSync(fstab, 'proc /proc proc\nUUID=2 /dev/shm tmpfs\n');
  expect(() => checkMounted('/dev/shm/new', fstab)).not.toThrow();
});
