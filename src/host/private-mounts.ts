import { REPORT } from './calls/program.ts';
import type { Argument, Call, CallName } from './calls/table.ts';
import { isMountPoint } from './mounts.ts';
import type { Overlay } from './overlay.ts';
import { overlayOptions } from './overlay.ts';

/** A directory to show with mapped ids at `at`. The owners on disk stay the same. */
interface MappedMount {
  readonly source: string;
  readonly at: string;
  /**
   * Set if `source` is an overlay. The kernel cannot map the ids of an overlay, so the program mounts the overlay again, on layers
   * with mapped ids. First it unmounts an overlay with an upper directory on the machine, because an upper directory must not be in
   * two overlays.
   */
  readonly overlay?: Overlay | undefined;
  /**
   * `all` allows set-uid programs and devices, in spite of the machine's own mount; `data` forbids both, for directories with data
   * only; `read` also forbids changes.
   */
  readonly access: 'all' | 'data' | 'read';
}

export interface PrivateMounts {
  /** The file for the report of a failure; see `readReport`. */
  readonly report: string;
  /** The path of the user namespace with the id mapping, and the machine's id for the namespace's root. */
  readonly namespace: string;
  readonly root: number;
  readonly mapped: readonly MappedMount[];
  /** Directories without mapped ids, and without the mounts inside. Programs can be executed there. */
  readonly plain: readonly { readonly source: string; readonly at: string }[];
  /** Shows the devices of a network namespace as sysfs at `at`. The program stays in the namespace. */
  readonly sysfs?: { readonly namespace: string; readonly at: string } | undefined;
}

/** The program to run with these mounts. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const HERE = -100; // AT_FDCWD
const CLOSE_ON_EXEC = 0x8_0000; // O_CLOEXEC and OPEN_TREE_CLOEXEC
const WRITE_NEW = 0o1 | 0o100 | 0o200 | CLOSE_ON_EXEC; // O_WRONLY, O_CREAT, O_EXCL
const EMPTY_PATH = 0x1000; // AT_EMPTY_PATH
const NO_FOLLOW = 0x100; // AT_SYMLINK_NOFOLLOW
const CLONE_TREE = 1; // OPEN_TREE_CLONE
const MOVE_EMPTY_PATH = 4; // MOVE_MOUNT_F_EMPTY_PATH
const UNMOUNT_NO_FOLLOW = 8; // UMOUNT_NOFOLLOW
const NEW_MOUNTS = 0x2_0000; // CLONE_NEWNS
const FOLLOW_OTHERS = 0x4000 | 0x8_0000; // MS_REC, MS_SLAVE
const BIND = 0x1000; // MS_BIND
const REMOUNT = 0x20; // MS_REMOUNT
const NO_EXECUTION = 8; // MS_NOEXEC
const NEW_NETWORK = 0x4000_0000; // CLONE_NEWNET

/**
 * Descriptors for the calls, above the descriptors that the calls leave open: one per mount. A copy of a descriptor onto itself is an
 * error.
 */
const TREE = 500;
const NAMESPACE = 501;
const NETWORK = 502;

/** MOUNT_ATTR_IDMAP, MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV, MOUNT_ATTR_NOEXEC */
const MAP_IDS = 0x10_0000n;
const READ_ONLY = 0x1n;
const DATA_ONLY = 0x2n | 0x4n;
const NO_PROGRAMS = 0x8n;
const ATTRIBUTES_SIZE = 32;

/**
 * Returns the calls of a program that makes private mounts and then becomes another program. Only the program and its children see the
 * mounts, which the kernel removes with the last of these processes. If the machine shares its mounts, an umount on the machine
 * also unmounts the private copy.
 */
export function privateMountCalls(mounts: PrivateMounts, program: Program): readonly Call[] {
  const overlays = mounts.mapped.flatMap(({ overlay, source }) => (overlay ? [{ overlay, source }] : []));
  const bases = [...new Set(overlays.map(({ overlay }) => overlay.base))];
  return [
    ...open(mounts.report, { flags: WRITE_NEW, as: REPORT }),
    ...open(mounts.namespace, { flags: CLOSE_ON_EXEC, as: NAMESPACE }),
    ...overlays
      .filter(({ source, overlay }) => overlay.upper !== undefined && isMountPoint(source))
      .map(({ source }) => call('umount2', source, UNMOUNT_NO_FOLLOW)),
    ...ownMounts(),
    ...bases.flatMap((base) => moved(base, base, attributes({ set: MAP_IDS }))),
    ...mounts.mapped.flatMap((mount) => mapped(mount, mounts.root)),
    ...mounts.plain.flatMap(({ source, at }) => moved(source, at, attributes({ clear: NO_PROGRAMS }))),
    ...(mounts.sysfs === undefined ? [] : sysfs(mounts.sysfs)),
    ...becoming(program),
  ];
}

/** A mount of sysfs belongs to the network namespace of the mounting process. */
function sysfs({ namespace, at }: { readonly namespace: string; readonly at: string }): readonly Call[] {
  return [
    ...open(namespace, { flags: CLOSE_ON_EXEC, as: NETWORK }),
    call('setns', NETWORK, NEW_NETWORK),
    call('mount', 'sysfs', at, 'sysfs', DATA_FLAGS | NO_EXECUTION, 0),
  ];
}

/**
 * Returns the calls of a program that bind-mounts the directory `root` on itself, privately, and then becomes another program. The
 * mount allows set-uid programs and devices, in spite of the machine's own mount.
 */
export function openedRootCalls(
  { report, root }: { readonly report: string; readonly root: string },
  program: Program,
): readonly Call[] {
  return [
    ...open(report, { flags: WRITE_NEW, as: REPORT }),
    ...ownMounts(),
    call('mount', root, root, 0, BIND, 0),
    // Sets all flags again, except for access times, whose flags the kernel keeps.
    call('mount', 0, root, 0, REMOUNT | BIND, 0),
    ...becoming(program),
  ];
}

const ownMounts = () => [call('unshare', NEW_MOUNTS), call('mount', 0, '/', 0, FOLLOW_OTHERS, 0)];

const becoming = (program: Program) => [
  call('chdir', '/'),
  call('execve', program.file, [program.file, ...program.args], assignments(program.env)),
];

const assignments = (env: Readonly<Record<string, string>>) =>
  Object.entries(env).map(([name, value]) => `${name}=${value}`);

function call(name: CallName, ...args: readonly Argument[]): Call {
  return { name, args };
}

function open(file: string, { flags, as }: { readonly flags: number; readonly as: number }): readonly Call[] {
  return [
    { name: 'openat', args: [HERE, file, flags, 0o600], feedsNext: true },
    call('dup3', 0, as, CLOSE_ON_EXEC),
  ];
}

/**
 * Shows a directory with mapped ids. The kernel does an overlay's own work, such as making directories in layers, with the ids of the
 * mounting process. The mapping has no id for the machine's root, so the process takes the ids of the steps' root during the mount,
 * and keeps all capabilities.
 */
function mapped({ source, at, overlay, access }: MappedMount, root: number): readonly Call[] {
  if (overlay === undefined) {
    const set = { all: 0n, data: DATA_ONLY, read: DATA_ONLY | READ_ONLY }[access];
    const clear = NO_PROGRAMS | (access === 'all' ? DATA_ONLY : 0n);
    return moved(source, at, attributes({ set: MAP_IDS | set, clear }));
  }
  return [
    call('chdir', overlay.base),
    call('prctl', SET_SECURITY, KEEP_CAPABILITIES),
    call('setfsuid', root),
    call('setfsgid', root),
    call('mount', 'overlay', at, 'overlay', MOUNT_FLAGS[access], overlayOptions(overlay)),
    call('setfsuid', 0),
    call('setfsgid', 0),
    call('prctl', SET_SECURITY, 0),
  ];
}

const DATA_FLAGS = 2 | 4; // MS_NOSUID, MS_NODEV
const MOUNT_FLAGS = { all: 0, data: DATA_FLAGS, read: DATA_FLAGS | 1 }; // MS_RDONLY
const SET_SECURITY = 28; // PR_SET_SECUREBITS
const KEEP_CAPABILITIES = 4; // SECBIT_NO_SETUID_FIXUP

/** Shows a directory at another path, or at its own path with other attributes. */
function moved(source: string, at: string, changes: Uint8Array): readonly Call[] {
  return [
    { name: 'open_tree', args: [HERE, source, CLONE_TREE | CLOSE_ON_EXEC | NO_FOLLOW], feedsNext: true },
    call('dup3', 0, TREE, CLOSE_ON_EXEC),
    call('mount_setattr', TREE, '', EMPTY_PATH, changes, changes.length),
    call('move_mount', TREE, '', HERE, at, MOVE_EMPTY_PATH),
  ];
}

/** `struct mount_attr` of mount_setattr(2): attributes to set, attributes to clear, propagation, user namespace. */
function attributes({
  set = 0n,
  clear = 0n,
}: {
  readonly set?: bigint;
  readonly clear?: bigint;
}): Uint8Array {
  const bytes = Buffer.alloc(ATTRIBUTES_SIZE);
  bytes.writeBigUInt64LE(set, 0);
  bytes.writeBigUInt64LE(clear, 8);
  bytes.writeBigUInt64LE(BigInt(NAMESPACE), 24);
  return bytes;
}
