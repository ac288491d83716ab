import path from 'node:path';
import { ObuilderError } from '../errors.ts';
import { runAtOnce } from './process/run.ts';
import { textOrEmpty } from './text-file.ts';

/** The user who asks for a build. A worker that sudo started is root, so its own uid does not tell. */
export interface Caller {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
  /** From the machine's accounts, never from HOME: sudo may keep a HOME that the user chose, or set root's. */
  readonly home: string;
  /** Root itself asks, by no user's wish. */
  readonly isRoot: boolean;
}

export interface Asking {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of this process. */
  readonly uid: number;
  /** Where `passwd` and `group` are, for tests: nothing that a user controls leads here. */
  readonly etc?: string | undefined;
}

/** The largest uid is not a uid: system calls take -1 for "leave as it is". */
const LAST_ID = 2 ** 32 - 2;

/**
 * Tells who asks. Only a process of root believes SUDO_UID, since only sudo can have started a process of root for a user.
 *
 * @throws ObuilderError `input-invalid` for a SUDO_UID or SUDO_GID that is no id: a doubt never makes anybody root
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

/** All groups of a caller: the primary group first. Users of a directory service cost one process. */
export function groupsOf({ uid, gid, name }: Caller, etc = '/etc'): readonly number[] {
  const isLocal = localAccount(uid, etc) !== undefined;
  const groups = isLocal ? localGroups(name, etc) : serviceGroups(name);
  return [...new Set([gid, ...groups])];
}

function idOf(env: Asking['env'], variable: string): number | undefined {
  const text = env[variable];
  if (text === undefined) return undefined;
  const id = Number(text);
  if (/^(?:0|[1-9]\d{0,9})$/.test(text) && id <= LAST_ID) return id;
  throw new ObuilderError('input-invalid', `${variable} is no id: ${JSON.stringify(text)}`, {
    value: text,
    hint: `Start the command by sudo, which sets ${variable}, or as root without ${variable}.`,
  });
}

/** The group of this very process, where this process is the one of that user. */
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

/** The first line for a uid counts, as for getpwuid(3). */
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

/** Empty where the program knows nothing. Its path is fixed: a caller may have chosen PATH. */
function outputOf(program: 'getent' | 'id', args: readonly string[]): string {
  try {
    return runAtOnce(`/usr/bin/${program}`, args, { env: {} });
  } catch {
    return '';
  }
}

/** Whether a caller is in one of the groups, each named or given by its number. */
export function isInGroup(caller: Caller, groups: readonly string[], etc = '/etc'): boolean {
  const own = groupsOf(caller, etc).map(String);
  const names = textOrEmpty(path.join(etc, 'group'))
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name = '', , gid = '']) => (own.includes(gid) ? [name] : []));
  return groups.some((group) => own.includes(group) || names.includes(group));
}
