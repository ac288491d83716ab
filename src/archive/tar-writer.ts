import { isUtf8 } from 'node:buffer';
import { type FileTime, partsOf } from '../files/file-time.ts';
import { BLOCK, checksum, type EntryKind, type TarEntry } from './tar-header.ts';
import { formatPaxRecord } from './tar-pax.ts';

const TYPES: Readonly<Record<EntryKind, string>> = {
  file: '0',
  link: '1',
  symlink: '2',
  character: '3',
  block: '4',
  directory: '5',
  fifo: '6',
};
const MAX_NAME = 100;
const MAX_OCTAL = { 8: 0o7777777, 12: 0o77777777777 } as const;

export const END_OF_ARCHIVE = Buffer.alloc(2 * BLOCK);

/** Returns the zeros that follow a file of `size` bytes. */
export function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** Records of a pax header besides the records of the entry's own fields. */
export type ExtraRecords = readonly (readonly [key: string, value: string])[];

/**
 * Returns the header of a member; equal entries give equal bytes. A pax header holds attributes, times with a fraction or before
 * 1970, numbers too large for octal digits, and long names in UTF-8. Other long names have GNU's form, which takes any bytes.
 */
export function formatHeader(entry: TarEntry, extra: ExtraRecords = []): Buffer {
  const path = longName('path', entry.path);
  const target = longName('linkpath', entry.target);
  const records = [...numbersOf(entry), ...path.records, ...target.records, ...extra, ...attributesOf(entry)];
  const pax = records
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => formatPaxRecord(key, value));
  return Buffer.concat([
    ...(pax.length === 0 ? [] : extension('x', pax.join(''))),
    ...(path.isBytes ? extension('L', `${entry.path}\0`) : []),
    ...(target.isBytes ? extension('K', `${entry.target}\0`) : []),
    block(TYPES[entry.kind], entry),
  ]);
}

function attributesOf({ attributes }: TarEntry): ExtraRecords {
  return [...attributes].map(([key, value]) => [`SCHILY.xattr.${key}`, value]);
}

function numbersOf({ modified, uid, gid, size }: TarEntry): ExtraRecords {
  const large = [
    ['uid', uid, MAX_OCTAL[8]],
    ['gid', gid, MAX_OCTAL[8]],
    ['size', size, MAX_OCTAL[12]],
  ] as const;
  const records: ExtraRecords = large
    .filter(([, value, max]) => value > max)
    .map(([key, value]) => [key, String(value)]);
  const isWhole = modified >= 0n && partsOf(modified).nanoseconds === 0;
  return isWhole ? records : [...records, ['mtime', decimal(modified)]];
}

/** Where a name goes that does not fit into the block. The text of a pax record is UTF-8. */
function longName(key: string, name: string): { readonly records: ExtraRecords; readonly isBytes: boolean } {
  if (name.length <= MAX_NAME) return { records: [], isBytes: false };
  const isText = isUtf8(Buffer.from(name, 'latin1'));
  return isText ? { records: [[key, name]], isBytes: false } : { records: [], isBytes: true };
}

/** Returns seconds with nine digits after the point. */
function decimal(time: FileTime): string {
  const digits = `${time < 0n ? -time : time}`.padStart(10, '0');
  return `${time < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

function extension(type: string, content: string): Buffer[] {
  const body = Buffer.from(content, 'latin1');
  const header = block(type, { path: 'extension', size: body.length });
  return [header, body, padding(body.length)];
}

function block(type: string, entry: Partial<TarEntry>): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  bytes.write((entry.path ?? '').slice(0, MAX_NAME), 0, 'latin1');
  number(bytes, { at: 100, width: 8, value: entry.mode ?? 0 });
  number(bytes, { at: 108, width: 8, value: entry.uid ?? 0 });
  number(bytes, { at: 116, width: 8, value: entry.gid ?? 0 });
  number(bytes, { at: 124, width: 12, value: entry.size ?? 0 });
  number(bytes, { at: 136, width: 12, value: Math.max(0, Number(partsOf(entry.modified ?? 0n).seconds)) });
  bytes.write(type, 156, 'latin1');
  bytes.write((entry.target ?? '').slice(0, MAX_NAME), 157, 'latin1');
  bytes.write('ustar\x0000', 257, 'latin1');
  number(bytes, { at: 329, width: 8, value: entry.major ?? 0 });
  number(bytes, { at: 337, width: 8, value: entry.minor ?? 0 });
  bytes.write(`${checksum(bytes).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return bytes;
}

interface NumberField {
  readonly at: number;
  readonly width: 8 | 12;
  readonly value: number;
}

function number(bytes: Buffer, { at, width, value }: NumberField): void {
  if (value <= MAX_OCTAL[width]) {
    bytes.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1');
    return;
  }
  bytes[at] = 0x80;
  for (let i = width - 1, rest = value; i > 0; i -= 1, rest = Math.floor(rest / 256))
    bytes[at + i] = rest % 256;
}
