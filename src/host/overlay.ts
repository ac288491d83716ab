import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { MOUNT_ENVIRONMENT } from './mounts.ts';
import { runProgram } from './process/run.ts';

/** An overlay. Its directories are named from `base`: all the names have to fit into one page of memory. */
export interface Overlay {
  readonly base: string;
  /** The topmost first. Without `upper` there have to be two at least. */
  readonly lower: readonly string[];
  /** Where what changes goes, and a directory for the kernel's own use beside it; without it nothing can be written. */
  readonly upper?: { readonly files: string; readonly work: string } | undefined;
}

/**
 * Nothing is left to what the machine has as defaults. A directory of a lower layer can be renamed. A file has its content
 * in its own layer, and an upper directory is never mounted twice as such: so no index, which would make a layer good for one
 * mount only, and which would show changes that the layer does not hold.
 */
const OPTIONS = 'redirect_dir=on,index=off,metacopy=off,nfs_export=off,xino=off';

export function overlayOptions({ lower, upper }: Omit<Overlay, 'base'>): string {
  const parts = [upper === undefined ? 'ro' : 'rw', `lowerdir=${lower.join(':')}`];
  // Volatile: unmounting does not wait for the disk, nor does a program that asks for it. Who keeps the upper directory sees
  // to that.
  if (upper !== undefined) parts.push(`upperdir=${upper.files}`, `workdir=${upper.work}`, 'volatile');
  return [...parts, OPTIONS].join(',');
}

/** Mounts an overlay at the directory `at`, an absolute path. A step's sandbox allows set-uid programs and devices to itself. */
export async function mountOverlay(overlay: Overlay, at: string): Promise<void> {
  const args = [
    '--internal-only',
    '-t',
    'overlay',
    '-o',
    `nosuid,nodev,${overlayOptions(overlay)}`,
    '--',
    'overlay',
    at,
  ];
  await runProgram('mount', args, { cwd: overlay.base, env: MOUNT_ENVIRONMENT });
  mounted.set(at, overlay);
}

/** What this process has mounted, by its directory, which is never used again for another overlay. */
const mounted = new Map<string, Overlay>();

/** Whether this process mounted an overlay there. */
export const isOverlayMount = (at: string) => mounted.has(at);

let remakes = 0;

/**
 * The overlay that this process mounted at a directory, as it can be mounted once more when it is unmounted there. The kernel
 * refuses the work directory of a volatile overlay a second time, so this one has another, which is made here.
 */
export function remakeOverlay(at: string): Overlay | undefined {
  const overlay = mounted.get(at);
  if (overlay?.upper === undefined) return overlay;
  remakes += 1;
  const work = `${overlay.upper.work}-${remakes}`;
  mkdirSync(path.join(overlay.base, work), { mode: 0o700 });
  return { ...overlay, upper: { ...overlay.upper, work } };
}

/**
 * What an overlay has to do right: to forget what was below a directory made anew, and to find one that was renamed. One command
 * a line, because `set -e` lets a list with `&&` go on after a failure.
 */
const TRIAL = `
set -eu
umask 077
mkdir -p "$1"
trap 'cd /; rm -rf "$1"' EXIT
cd "$1"
mkdir lower lower/anew lower/moved upper work at seen
touch lower/anew/old lower/moved/file
mount -i -t overlay -o "$2" -- overlay "$1/at"
rm -r at/anew
mkdir at/anew
mv -T at/moved at/there
umount "$1/at"
mount -i -t overlay -o "$3" -- overlay "$1/seen"
test ! -e seen/anew/old
test ! -e seen/moved
test -e seen/there/file
umount "$1/seen"
`;

/**
 * Tries an overlay in the directory `at`, which does not exist yet and is gone afterwards.
 *
 * @throws ObuilderError `tool-failed` where the file system there cannot carry one
 */
export async function tryOverlay(at: string): Promise<void> {
  const written = overlayOptions({ lower: ['lower'], upper: { files: 'upper', work: 'work' } });
  const seen = overlayOptions({ lower: ['upper', 'lower'] });
  // In mounts of its own, which the kernel takes away with the last process there, also when this one is killed.
  await runProgram('unshare', ['--mount', 'sh', '-c', TRIAL, 'sh', at, written, seen], {
    cwd: '/',
    env: MOUNT_ENVIRONMENT,
  });
}
