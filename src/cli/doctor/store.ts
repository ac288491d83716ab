import { inodesText } from '../../files/full-disk.ts';
import { shellWords } from '../../report/shell-words.ts';
import { amount } from '../../report/words.ts';
import type { MachineFacts } from './facts.ts';
import { type Finding, note, ok, problem } from './finding.ts';
import { lackOf } from './programs.ts';
import type { SpaceFact, StoreFacts } from './store-facts.ts';

const MIN_FREE_BYTES = 5 * 1024 ** 3;
/** Of a store too small for `MIN_FREE_BYTES`. */
const MIN_FREE_SHARE = 0.25;
/** The default of `min-free-space`. */
const FLOOR = 0.05;
const CHEAP_NODE_SIZE = 4096;
const RIGHT_MODE = 0o700;

/** Describes the store and checks its directory and file system. */
export function checkStore({ store, programs }: MachineFacts): readonly Finding[] {
  const { name, why, isUntold = false } = store;
  const fault = store.fault ?? lackOf(store, programs);
  if (fault !== undefined) return [problem('store', `${fault.message} (${why})`, fault.hint)];
  const found = `${name} (${why})`;
  return [
    isUntold
      ? note('store', `${found}, unless a rule that this user cannot see says otherwise`, byRoot(store))
      : ok('store', found),
    ...checkImage(store),
    ...checkAccess(store),
    ...checkWritable(store),
    ...checkMountOptions(store),
    ...checkSpace('space', store.space),
    ...checkSpace("space below the pool's image", store.spaceBelow),
    ...checkNodeSize(store),
    ...checkFormats(store),
  ];
}

/** Sudo drops the variable that names the store, and may find another Node. */
function byRoot({ name, why }: StoreFacts): string {
  const flags = why.startsWith('auto') ? [] : [`--store=${name}`];
  return `let an administrator run doctor by sudo: ${shellWords(['sudo', process.execPath, process.argv[1] ?? '', 'doctor', ...flags])}`;
}

function checkImage({ image }: StoreFacts): readonly Finding[] {
  if (image?.state === 'not-mounted')
    return [ok('pool image', `${image.file} is not mounted; the next build mounts it`)];
  if (image?.state !== 'forgotten') return [];
  const fix = `see that nothing uses it (losetup -j ${image.file}), then: sudo rm ${image.file}`;
  return [note('pool image', `${image.file} is there, but the store is elsewhere`, fix)];
}

/** A user who can write to the store can change results, and thereby the programs that root runs. */
function checkAccess({ directory = '', access }: StoreFacts): readonly Finding[] {
  const check = 'owner and mode';
  if (access === undefined) return [];
  if (access === 'hidden') return [note(check, `this user cannot see ${directory}`, 'run doctor as root')];
  const mode = access.mode.toString(8).padStart(4, '0');
  const found = `${directory} is ${access.uid}:${access.gid} ${mode}`;
  const fix = `sudo chown root:root ${directory} && sudo chmod 700 ${directory}`;
  if (access.uid !== 0) return [problem(check, `${found}: it is not root's`, fix)];
  if ((access.mode & 0o022) !== 0) return [problem(check, `${found}: others may write there`, fix)];
  if (access.mode !== RIGHT_MODE || access.gid !== 0)
    return [note(check, `${found}: others than root may look into it`, fix)];
  return [ok(check, found)];
}

function checkWritable({ name, readOnly }: StoreFacts): readonly Finding[] {
  if (readOnly === undefined) return [];
  const fix =
    'systemd: ReadWritePaths in the unit of the runner (ProtectSystem=strict makes all else read-only); Docker and Kubernetes: a volume; or OBUILDER_STORE=btrfs:DIRECTORY elsewhere';
  return [problem('place of the store', `${readOnly} is read-only, so ${name} cannot be made`, fix)];
}

const FORBIDDEN = { ro: 'nothing can be written', noexec: 'no step can run a program' } as const;

function checkMountOptions({ mount }: StoreFacts): readonly Finding[] {
  if (mount === undefined) return [];
  const found = Object.entries(FORBIDDEN).filter(([option]) => mount.options.includes(option));
  if (found.length === 0) return [];
  const list = found.map(([option, effect]) => `${option} (${effect})`).join(', ');
  const opposites = found.map(([option]) => (option === 'ro' ? 'rw' : option.slice(2))).join(',');
  const fix = `sudo mount -o remount,${opposites} ${mount.directory}, and the same in /etc/fstab`;
  return [problem('mount options', `${mount.directory} is mounted ${list}`, fix)];
}

function checkSpace(check: string, space: SpaceFact | undefined): readonly Finding[] {
  if (space === undefined) return [];
  const { directory, freeBytes, totalBytes, totalInodes = 0, freeInodes = 0 } = space;
  const inodes = totalInodes === 0 ? '' : ` and ${inodesText(space)}`;
  const found = `${amount(freeBytes)} of ${amount(totalBytes)}${inodes} free at ${directory}`;
  const fix = 'free some ("prune"), or put the store on a larger disk';
  const floored = `${found}: builds prune before each step to have 5 % free`;
  if (freeInodes < FLOOR * totalInodes) return [problem(check, floored, INODES_FIX)];
  if (freeBytes < FLOOR * totalBytes) return [problem(check, floored, fix)];
  const isLittle = freeBytes < Math.min(MIN_FREE_BYTES, MIN_FREE_SHARE * totalBytes);
  return isLittle ? [note(check, `${found}: ${AT_STAKE}`, fix)] : [ok(check, found)];
}

const AT_STAKE =
  'below 5 %, builds evict results that later builds may use, and a step that needs more space fails';

const INODES_FIX =
  'free some ("prune"), or put the store on a file system with more inodes (mkfs.ext4 -N), or on btrfs, which makes them as needed';

/** docs/performance.md has the measured cost of large nodes. */
function checkNodeSize({ nodeSize, mount }: StoreFacts): readonly Finding[] {
  if (nodeSize === undefined || mount === undefined) return [];
  const found = `${nodeSize} bytes on ${mount.directory}`;
  if (nodeSize <= CHEAP_NODE_SIZE) return [ok('btrfs node size', found)];
  const fix =
    'a snapshot costs 4 ms at first but 18 ms once 500 results share a base; mkfs.btrfs --nodesize 4096 keeps it below 4 ms';
  return [note('btrfs node size', found, fix)];
}

function checkFormats({ otherFormats }: StoreFacts): readonly Finding[] {
  return otherFormats.map((directory) =>
    note(
      'other formats',
      `${directory} is a store of another release, which this one does not use`,
      `when no other release uses it: sudo rm -r ${directory}`,
    ),
  );
}
