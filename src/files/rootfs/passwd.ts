import { MAX_GROUPS } from '../../contract/spec.ts';
import { readInside } from './read-inside.ts';

/** More than any real passwd file has. The rest of a larger file is ignored. */
const MAX_BYTES = 1024 * 1024;

/** The kernel keeps the last number for "no id". */
const MAX_ID = 0xffff_fffe;

/** Returns the text of /etc/passwd or /etc/group of an image; empty without a usable file. */
export function accountsIn(rootfs: string, file: 'passwd' | 'group'): string {
  const text = readInside(rootfs, `/etc/${file}`, MAX_BYTES);
  // The last number of a cut line would be another number.
  return Buffer.byteLength(text) < MAX_BYTES ? text : text.slice(0, text.lastIndexOf('\n') + 1);
}

/** A line of a passwd file. */
export interface PasswdUser {
  readonly uid: number;
  readonly gid: number;
}

/** Returns the names in the text of a passwd or group file, in order. */
export function namesIn(text: string): readonly string[] {
  return linesOf(text).flatMap(([name]) => (name === undefined || name === '' ? [] : [name]));
}

/** Returns the numbers of a user in the text of a passwd file, as in passwd(5). The first line of a name with valid numbers counts. */
export function userIn(passwd: string, name: string): PasswdUser | undefined {
  for (const fields of linesOf(passwd)) {
    const [uid, gid] = [idOf(fields[2]), idOf(fields[3])];
    if (fields[0] === name && uid !== undefined && gid !== undefined) return { uid, gid };
  }
  return undefined;
}

/** Returns the number of a group in the text of a group file, as in group(5). The first line of a name with a valid number counts. */
export function groupIn(group: string, name: string): number | undefined {
  const lines = linesOf(group).filter(([first]) => first === name);
  return lines.map((fields) => idOf(fields[2])).find((gid) => gid !== undefined);
}

/** Returns the groups whose lists of members have a user, each once, in order: at most as many as the kernel gives to a process. */
export function groupsWith(group: string, user: string): readonly number[] {
  const gids = new Set<number>();
  for (const fields of linesOf(group)) {
    const gid = idOf(fields[2]);
    if (gid !== undefined && fields[3]?.split(',').includes(user)) gids.add(gid);
    if (gids.size === MAX_GROUPS) break;
  }
  return [...gids];
}

/** Returns the home directory of `uid` in the text of a passwd file, as in passwd(5). The first line of a uid counts. */
export function homeOf(passwd: string, uid: number): string | undefined {
  const line = linesOf(passwd).find((fields) => fields.length >= 6 && idOf(fields[2]) === uid);
  return line?.[5] || undefined;
}

/** Returns the home directory of `uid` in the image at `rootfs`; `/` if the image has no usable entry. */
export function imageHome(rootfs: string, uid: number): string {
  const home = homeOf(accountsIn(rootfs, 'passwd'), uid);
  return home?.startsWith('/') && !home.includes('\0') ? home : '/';
}

const linesOf = (text: string): readonly (readonly string[])[] =>
  text.split(/\r?\n/).map((line) => line.split(':'));

function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) && Number(text) <= MAX_ID ? Number(text) : undefined;
}
