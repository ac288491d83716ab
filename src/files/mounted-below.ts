import { isUtf8 } from 'node:buffer';
import { closeSync, constants, openSync, readFileSync, readlinkSync } from 'node:fs';
import { ObuilderError } from '../errors.ts';
import { parseMounts } from '../host/mount-table.ts';

/** Opens a directory without the right to list its entries. Node lacks this constant. */
const O_PATH = 0o10000000;
const { O_DIRECTORY, O_NOFOLLOW } = constants;

/**
 * Returns the mount points below an open directory, as relative paths, without mount points below other mount points. An unmounted btrfs
 * subvolume does not count.
 *
 * @throws ObuilderError `input-invalid` for a mount point whose name is not UTF-8
 */
export function mountedBelow(descriptor: number): readonly string[] {
  const own = `/proc/self/fd/${descriptor}`;
  const root = readlinkSync(own, 'latin1');
  const prefix = root === '/' ? root : `${root}/`;
  const points = parseMounts(readFileSync('/proc/self/mountinfo', 'latin1'))
    .map(({ directory }) => directory)
    .filter((point) => point.startsWith(prefix) && point.length > prefix.length)
    .map((point) => nameOf(point.slice(prefix.length)));
  const mounted = points.filter((point) => isOther(`${own}/${point}`, mountOf(descriptor)));
  return [...new Set(mounted)]
    .filter((point) => !mounted.some((above) => point.startsWith(`${above}/`)))
    .sort();
}

function nameOf(point: string): string {
  const bytes = Buffer.from(point, 'latin1');
  if (isUtf8(bytes)) return bytes.toString();
  const value = JSON.stringify(bytes.toString());
  throw new ObuilderError('input-invalid', `a file system is mounted at ${value}, whose name is not UTF-8`, {
    value,
    hint: 'Unmount it.',
  });
}

/** Whether a mount point from the kernel's list is visible: a later mount may cover it. */
function isOther(directory: string, mount: string | undefined): boolean {
  try {
    const descriptor = openSync(directory, O_PATH | O_DIRECTORY | O_NOFOLLOW);
    try {
      return mountOf(descriptor) !== mount;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ELOOP';
  }
}

function mountOf(descriptor: number): string | undefined {
  return /^mnt_id:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
}
