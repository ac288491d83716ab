import { type Form, only, wordOf, wrong } from './forms.ts';

/** OCaml's syntax of integers: underscores, and the prefixes 0x, 0o, 0b and 0u. */
const INTEGER = /^\+?(?:0[xX][\da-fA-F][\da-fA-F_]*|0[oO][0-7][0-7_]*|0[bB][01][01_]*|(?:0[uU])?\d[\d_]*)$/;

const hintFor = (field: string, text: string) =>
  /^[A-Za-z_][\w.-]*$/.test(text)
    ? `Write (${field === 'gid' ? 'group' : 'name'} ${text}).`
    : `Write (${field} 1000).`;

/** The kernel keeps the last number for "no id". */
const MAX_ID = 0xffff_fffe;

/** Parses a field with the number of a user or group. @throws ObuilderError `spec-invalid` */
export function toId(field: Form): number {
  const datum = only(field, `(${field.name} N)`);
  const text = wordOf(datum, field.name);
  const id = INTEGER.test(text) ? Number(text.replace(/^\+?(?:0[uU])?/, '').replaceAll('_', '')) : Number.NaN;
  if (!(id <= MAX_ID))
    wrong(datum, `${field.name} is not a number from 0 to ${MAX_ID}`, hintFor(field.name, text));
  return id;
}
