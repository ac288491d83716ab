import { imageInvalid } from '../oci/invalid.ts';

/** Records of a pax extended header (POSIX.1-2001, pax). Keys and values have one character (U+0000 to U+00FF) a byte. */
export type PaxRecords = ReadonlyMap<string, string>;

/** Keys of GNU's sparse format 0.0, which repeats a record for each part of a file. */
const REPEATED = new Set(['GNU.sparse.offset', 'GNU.sparse.numbytes']);

const SPACE = 0x20;
const NEWLINE = 0x0a;

/** @throws ObuilderError `image-invalid` for a malformed record */
export function parsePax(bytes: Buffer): PaxRecords {
  const records = new Map<string, string>();
  let start = 0;
  while (start < bytes.length && bytes[start] !== 0) {
    const space = bytes.indexOf(SPACE, start);
    const length = space < 0 ? Number.NaN : Number(bytes.toString('latin1', start, space));
    const end = start + length;
    const valid = Number.isInteger(length) && end > space + 1 && end <= bytes.length;
    if (!valid || bytes[end - 1] !== NEWLINE) throw imageInvalid('an extended tar header is malformed');
    const record = bytes.toString('latin1', space + 1, end - 1);
    const equals = record.indexOf('=');
    if (equals <= 0) throw imageInvalid('an extended tar header is malformed');
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
    const before = REPEATED.has(key) ? records.get(key) : undefined;
    records.set(key, before === undefined ? value : `${before},${value}`);
    start = end;
  }
  return records;
}

/** Returns one record. The length in front counts its own digits. */
export function formatPaxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length + 1;
  while (`${length}`.length + rest.length !== length) length = `${length}`.length + rest.length;
  return `${length}${rest}`;
}
