import { type FileTime, timeOf } from '../files/file-time.ts';
import { imageInvalid } from '../oci/invalid.ts';
import type { PaxRecords } from './tar-pax.ts';
import { paxSparse, type SparsePart, type StoredSparse, storedSparse } from './tar-sparse.ts';

export const BLOCK = 512;

export type EntryKind = 'file' | 'directory' | 'symlink' | 'link' | 'character' | 'block' | 'fifo';

/**
 * The fields that the header of a member and the member itself share. Paths have one character (U+0000 to U+00FF) a byte, because
 * file names need not be UTF-8.
 */
interface MemberFields {
  readonly path: string;
  /** Target of a link. */
  readonly target: string;
  /** Permission bits with set-uid, set-gid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of a file; 0 for other kinds. */
  readonly size: number;
  readonly modified: FileTime;
  readonly major: number;
  readonly minor: number;
}

/** One member of a tar archive. */
export interface TarEntry extends MemberFields {
  readonly kind: EntryKind;
  /** Set for a file stored without its holes; `size` counts the holes. */
  readonly sparse?: StoredSparse | undefined;
  /** Extended attributes by name; values with one character a byte. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** The header fields of the block (POSIX.1-1988 ustar, GNU tar's additions). */
export interface RawHeader extends MemberFields {
  readonly type: string;
  /** For GNU's old sparse files (type S): the beginning of the list of parts. */
  readonly oldSparse?: OldSparse | undefined;
}

/** A list of parts, which may continue in further blocks. */
export interface OldSparse {
  readonly size: number;
  readonly parts: readonly SparsePart[];
  readonly goesOn: boolean;
}

const KINDS: Readonly<Record<string, EntryKind>> = {
  '0': 'file',
  S: 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'link',
  '2': 'symlink',
  '3': 'character',
  '4': 'block',
  '5': 'directory',
  '6': 'fifo',
};

const ATTRIBUTE = 'SCHILY.xattr.';

/**
 * Parses a header block. Returns undefined for a block of zeros.
 * @throws ObuilderError `image-invalid` for a wrong checksum or a malformed number
 */
export function readHeader(block: Buffer): RawHeader | undefined {
  const sum = checksum(block);
  if (sum === 8 * SPACE && block.every((byte) => byte === 0)) return undefined;
  if (number(block, 148, 8) !== sum) throw imageInvalid('not a tar archive, or damaged');
  const isPosix = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isPosix ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  const type = String.fromCharCode(block.readUInt8(156));
  return {
    type,
    path: prefix === '' ? name : `${prefix}/${name}`,
    target: text(block, 157, 100),
    mode: number(block, 100, 8) & 0o7777,
    uid: number(block, 108, 8),
    gid: number(block, 116, 8),
    size: number(block, 124, 12),
    modified: timeOf(BigInt(number(block, 136, 12)), 0),
    major: number(block, 329, 8),
    minor: number(block, 337, 8),
    ...(type === 'S' && {
      oldSparse: {
        size: number(block, 483, 12),
        parts: oldParts(block, { start: 386, count: 4 }),
        goesOn: block[482] === 1,
      },
    }),
  };
}

/** Parses a block that continues the list of GNU's old sparse format: the parts, and whether another block follows. */
export function moreParts(block: Buffer): Pick<OldSparse, 'parts' | 'goesOn'> {
  return { parts: oldParts(block, { start: 0, count: 21 }), goesOn: block[504] === 1 };
}

/** Parses pairs of an offset and a number of bytes. The first pair without an offset ends the list. */
function oldParts(block: Buffer, { start, count }: { readonly start: number; readonly count: number }) {
  const parts: SparsePart[] = [];
  for (let at = start; at < start + 24 * count && block[at] !== 0; at += 24)
    parts.push({ offset: number(block, at, 12), bytes: number(block, at + 12, 12) });
  return parts;
}

const SPACE = 0x20;

/** Returns the sum of all bytes, with blanks in place of the checksum field. */
export function checksum(block: Buffer): number {
  let sum = 8 * SPACE;
  for (let i = 0; i < BLOCK; i += 1) if (i < 148 || i >= 156) sum += block[i] ?? 0;
  return sum;
}

function text(block: Buffer, start: number, length: number): string {
  const zero = block.indexOf(0, start);
  const end = zero < 0 || zero > start + length ? start + length : zero;
  return block.toString('latin1', start, end);
}

/** Parses octal digits, or a big-endian number if the first bit is set (GNU). */
function number(block: Buffer, start: number, length: number): number {
  const first = block.readUInt8(start);
  if (first >= 0x80) {
    let value = first === 0xff ? -1 : first & 0x7f;
    for (let i = start + 1; i < start + length; i += 1) value = value * 256 + (block[i] ?? 0);
    if (!Number.isSafeInteger(value)) throw imageInvalid('a number in a tar header is too large');
    return value;
  }
  const end = start + length;
  const skipBlanks = (from: number) => {
    let at = from;
    while (at < end && block[at] === SPACE) at += 1;
    return at;
  };
  let value = 0;
  let at = skipBlanks(start);
  for (; at < end && isOctal(block[at]); at += 1) value = value * 8 + (block[at] ?? 0) - ZERO;
  at = skipBlanks(at);
  if (at === end || block[at] === 0) return value;
  throw imageInvalid(`"${text(block, start, length).trim()}" in a tar header is no octal number`);
}

const ZERO = 0x30;

const isOctal = (byte = 0) => byte >= ZERO && byte < ZERO + 8;

/** Returns the member that a header and its preceding extended headers describe. */
export function describeEntry(
  raw: RawHeader,
  extra: { readonly pax: PaxRecords; readonly longPath?: string; readonly longTarget?: string },
): TarEntry {
  const { pax } = extra;
  const sparse = raw.oldSparse ?? paxSparse(pax);
  const sparseName = sparse === undefined ? undefined : pax.get('GNU.sparse.name');
  const path = sparseName ?? pax.get('path') ?? extra.longPath ?? raw.path;
  const known = KINDS[raw.type];
  if (known === undefined) {
    throw imageInvalid(`entry "${show(path)}" has the unknown type "${raw.type}"`, { value: show(path) });
  }
  const kind = known === 'file' && path.endsWith('/') ? 'directory' : known;
  if (sparse !== undefined && kind !== 'file')
    throw imageInvalid(`entry "${show(path)}" is sparse but no file`);
  if (kind !== known && raw.size > 0) {
    throw imageInvalid(`entry "${show(path)}" is a directory by name but has content`, {
      value: show(path),
    });
  }
  const stored = kind === 'file' ? (paxNumber(pax, 'size') ?? raw.size) : 0;
  const attributes = [...pax].filter(([key]) => key.startsWith(ATTRIBUTE));
  return {
    ...raw,
    kind,
    path,
    target: pax.get('linkpath') ?? extra.longTarget ?? raw.target,
    uid: paxNumber(pax, 'uid') ?? raw.uid,
    gid: paxNumber(pax, 'gid') ?? raw.gid,
    size: sparse === undefined ? stored : sparse.size,
    ...(sparse !== undefined && { sparse: storedSparse(sparse, stored) }),
    modified: paxTime(pax) ?? raw.modified,
    attributes: new Map(attributes.map(([key, value]) => [key.slice(ATTRIBUTE.length), value])),
  };
}

function paxNumber(pax: PaxRecords, key: string): number | undefined {
  const value = pax.get(key);
  if (value === undefined || value === '') return undefined;
  if (!/^\d{1,15}$/.test(value)) throw noValue(key, value);
  return Number(value);
}

/** The seconds of a time have at most 64 bits, and digits after the nanoseconds do not count. */
const TIME = /^(?<sign>-?)(?<seconds>\d{1,18})(?:\.(?<fraction>\d*))?$/;

function paxTime(pax: PaxRecords): FileTime | undefined {
  const value = pax.get('mtime');
  if (value === undefined || value === '') return undefined;
  const { sign, seconds = '', fraction = '' } = TIME.exec(value)?.groups ?? {};
  if (seconds === '') throw noValue('mtime', value);
  const time = timeOf(BigInt(seconds), Number(fraction.slice(0, 9).padEnd(9, '0')));
  return sign === '-' ? -time : time;
}

const noValue = (key: string, value: string) =>
  imageInvalid(`"${show(value)}" in an extended tar header is no ${key}`);

/** Converts a path of one character a byte to readable text. */
export function show(path: string): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}
