import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { isMountPoint, MOUNT_ENVIRONMENT } from './mounts.ts';
import { runProgram } from './process/run.ts';

/** An overlay. All paths are relative to `base`, since the options of a mount must fit into a page of memory. */
export interface Overlay {
  readonly base: string;
  /** The topmost first. At least two without `upper`. */
  readonly lower: readonly string[];
  /** The directory for changes, and the kernel's work directory on the same file system. Without `upper` the overlay is read-only. */
  readonly upper?: { readonly files: string; readonly work: string } | undefined;
}

/**
 * All options are explicit, because machines have different defaults. `redirect_dir` allows a rename of a lower directory. Without
 * `metacopy` a layer has the content of each changed file. Without `index` a layer can serve in several mounts and
 * shows no changes from outside the layer; an upper directory never serves two mounts at a time.
 */
const OPTIONS = 'redirect_dir=on,index=off,metacopy=off,nfs_export=off,xino=off';

export function overlayOptions({ lower, upper }: Omit<Overlay, 'base'>): string {
  const parts = [upper === undefined ? 'ro' : 'rw', `lowerdir=${lower.join(':')}`];
  // Volatile: neither umount nor fsync waits for the disk. The caller makes the upper directory durable later.
  if (upper !== undefined) parts.push(`upperdir=${upper.files}`, `workdir=${upper.work}`, 'volatile');
  return [...parts, OPTIONS].join(',');
}

/** Mounts an overlay at the absolute path `at`, without set-uid programs and devices. A step's sandbox allows both for itself. */
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

/** The overlays of this process by mount point. A mount point is never reused for another overlay. */
const mounted = new Map<string, Overlay>();

/** Whether this process mounted an overlay at `at`. */
export const isOverlayMount = (at: string) => mounted.has(at);

/**
 * Returns the directory in which to change the files of a volume after a step: the upper directory if the step's starter has
 * unmounted the overlay at `at`, otherwise `at` itself.
 */
export function filesAfterStep(at: string): string {
  const overlay = mounted.get(at);
  if (overlay?.upper === undefined || isMountPoint(at)) return at;
  return path.join(overlay.base, overlay.upper.files);
}

let remakes = 0;

/**
 * Returns the overlay that this process mounted at a directory, ready for another mount after umount. Makes a new work directory,
 * because the kernel refuses to reuse the work directory of a volatile overlay.
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
 * A trial of an overlay: a directory that is deleted and made again must hide its old content, and a renamed directory must be found.
 * Each command has a line of its own, because `set -e` ignores failures inside a list with `&&`.
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
 * Tries an overlay in the new directory `at`, and deletes the directory afterwards.
 *
 * @throws ObuilderError `tool-failed` if the file system cannot carry an overlay
 */
export async function tryOverlay(at: string): Promise<void> {
  const written = overlayOptions({ lower: ['lower'], upper: { files: 'upper', work: 'work' } });
  const seen = overlayOptions({ lower: ['upper', 'lower'] });
  // In a mount namespace of its own, so that the kernel unmounts everything even if this process is killed.
  await runProgram('unshare', ['--mount', 'sh', '-c', TRIAL, 'sh', at, written, seen], {
    cwd: '/',
    env: MOUNT_ENVIRONMENT,
  });
}
