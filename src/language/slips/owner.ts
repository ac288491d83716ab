import type { Form } from '../forms.ts';
import { printAtom } from '../print.ts';
import { fieldHint } from './fields.ts';

const NUMBER = /^\d{1,9}$/;

/** Returns the field for a name or number of a user or group. */
export function ownerField(field: 'name' | 'group', text: string): string {
  const number = field === 'name' ? 'uid' : 'gid';
  return `(${NUMBER.test(text) ? number : field} ${printAtom(text)})`;
}

/** Returns the hint for a field of another language, or for words as in a Dockerfile: `app:staff`, `1000:1000`. */
export function ownerHint({ name, args }: Form, field?: string): string | undefined {
  if (field !== undefined) return fieldHint(name, field);
  const texts = args.flatMap((arg) => (arg.kind === 'atom' ? [arg.text] : []));
  if (texts.length !== args.length) return undefined;
  const fields = ownerFields(texts.length === 1 ? (texts[0] ?? '').split(':') : texts);
  return fields === undefined ? undefined : `Write (${name} ${fields}).`;
}

/** Returns the fields for a user and a group. A number alone is given to the group too, because no file tells its group. */
export function ownerFields(texts: readonly string[]): string | undefined {
  const [user = '', group = NUMBER.test(user) ? user : undefined, ...more] = texts;
  const isNames = texts.every((text) => /^[^\s:\p{Cc}]+$/u.test(text));
  if (!isNames || more.length > 0) return undefined;
  return [ownerField('name', user), ...(group === undefined ? [] : [ownerField('group', group)])].join(' ');
}
