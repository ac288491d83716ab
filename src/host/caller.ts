import path from 'node:path';
import { ObuilderError } from '../errors.ts';
import { runAtOnce } from './process/run.ts';
import { textOrEmpty } from './text-file.ts';

/** The user who asks for a build. A worker started by sudo has root's uid, so its own uid is not enough. */
export interface Caller {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
  /** From the machine's accounts, never from HOME: sudo may keep the user's HOME, or set root's. */
  readonly home: string;
  /** True if root itself asks, not on behalf of a user. */
  readonly isRoot: boolean;
}

export interface Asking {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The uid of this process. */
  readonly uid: number;
  /** The directory of `passwd` and `group`, for tests. Users have no influence on it. */
  readonly etc?: string | undefined;
}

/** The largest 32-bit number is no uid, because system calls take -1 for "unchanged". */
const MAX_ID = 2 ** 32 - 2;

/**
 * Returns the caller. Only a process of root trusts SUDO_UID, since only sudo starts a process of root for a user.
 *
 * @throws ObuilderError `input-invalid` for a SUDO_UID or SUDO_GID that is no id, so that a bad value never means root
 */
export function callerOf({ env, uid, etc = '/etc' }: Asking): Caller {
  const asked = uid === 0 ? idOf(env, 'SUDO_UID') : undefined;
  const caller = asked ?? uid;
  const account = accountOf(caller, etc);
  const group = asked === undefined ? ownGroup(uid) : idOf(env, 'SUDO_GID');
  return {
    uid: caller,
    gid: group ?? account?.gid ?? lacksGroup(caller),
    name: account?.name ?? ((asked && env['SUDO_USER']) || `#${caller}`),
    home: account?.home ?? '/nonexistent',
    isRoot: caller === 0,
  };
}

/** Returns all groups of a caller, the primary group first. Starts a process for users of a directory service. */
export function groupsOf({ uid, gid, name }: Caller, etc = '/etc'): readonly number[] {
  const isLocal = localAccount(uid, etc) !== undefined;
  const groups = isLocal ? localGroups(name, etc) : serviceGroups(name);
  return [...new Set([gid, ...groups])];
}

function idOf(env: Asking['env'], variable: string): number | undefined {
  const text = env[variable];
  if (text === undefined) return undefined;
  const id = Number(text);
  if (/^(?:0|[1-9]\d{0,9})$/.test(text) && id <= MAX_ID) return id;
  throw new ObuilderError('input-invalid', `${variable} is no id: ${JSON.stringify(text)}`, {
    value: text,
    hint: `Start the command by sudo, which sets ${variable}, or as root without ${variable}.`,
  });
}

/** Returns the group of this process if the process belongs to the user. */
function ownGroup(uid: number): number | undefined {
  return process.getuid?.() === uid ? process.getgid?.() : undefined;
}

function lacksGroup(uid: number): never {
  throw new ObuilderError('input-invalid', `the user ${uid} has no account, and SUDO_GID is not set`, {
    value: String(uid),
    hint: 'Start the command by sudo, which sets SUDO_GID.',
  });
}

interface Account {
  readonly name: string;
  readonly gid: number;
  readonly home: string;
}

function accountOf(uid: number, etc: string): Account | undefined {
  return localAccount(uid, etc) ?? accountIn(outputOf('getent', ['passwd', String(uid)]), uid);
}

function localAccount(uid: number, etc: string): Account | undefined {
  return accountIn(textOrEmpty(path.join(etc, 'passwd')), uid);
}

/** Returns the first account with a uid, like getpwuid(3). */
function accountIn(passwd: string, uid: number): Account | undefined {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((candidate) => candidate.length >= 6 && candidate[2] === String(uid));
  const [name = '', , , gid = '', , home = ''] = fields ?? [];
  if (name === '' || !/^\d+$/.test(gid)) return undefined;
  return { name, gid: Number(gid), home: home.startsWith('/') ? path.normalize(home) : '/nonexistent' };
}

function localGroups(name: string, etc: string): readonly number[] {
  return textOrEmpty(path.join(etc, 'group'))
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields[3]?.split(',').includes(name) && /^\d+$/.test(fields[2] ?? ''))
    .map((fields) => Number(fields[2]));
}

function serviceGroups(name: string): readonly number[] {
  const words = outputOf('id', ['-G', '--', name]).split(/\s+/);
  return words.filter((word) => /^\d+$/.test(word)).map(Number);
}

/** Whether this machine knows a user or a group, given by name or number. Asks directory services too. */
export const isKnown = (kind: 'passwd' | 'group', account: string, etc = '/etc'): boolean =>
  textOrEmpty(path.join(etc, kind))
    .split('\n')
    .map((line) => line.split(':'))
    .some(([name, , id]) => name === account || id === account) ||
  outputOf('getent', [kind, '--', account]) !== '';

/** Returns the output of a program, empty after a failure. Uses a fixed path, because the caller may control PATH. */
function outputOf(program: 'getent' | 'id', args: readonly string[]): string {
  try {
    return runAtOnce(`/usr/bin/${program}`, args, { env: {} });
  } catch {
    return '';
  }
}

/** Whether a caller is in any of the groups, given by name or number. */
export function isInGroup(caller: Caller, groups: readonly string[], etc = '/etc'): boolean {
  const own = groupsOf(caller, etc).map(String);
  const names = textOrEmpty(path.join(etc, 'group'))
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name = '', , gid = '']) => (own.includes(gid) ? [name] : []));
  return groups.some((group) => own.includes(group) || names.includes(group));
}
