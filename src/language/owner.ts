import type { NamedOwner, Owner } from '../contract/spec.ts';
import { type Form, fieldsOf, only, wordOf, wrong } from './forms.ts';
import { toId } from './numbers.ts';
import { ownerField, ownerHint } from './slips/owner.ts';

/**
 * Parses the fields of `user` and `chown`. OBuilder has `uid` and `gid`. The extension has `name` and `group` in their place, and a name
 * alone brings the groups of the user.
 *
 * @param usage the whole form, for hints
 * @throws ObuilderError `spec-invalid`
 */
export function toOwner(form: Form, usage: string): Owner | NamedOwner {
  const known = { fields: ['uid', 'gid', 'name', 'group'], usage: usageFor(form, usage), hint: ownerHint };
  const { required, optional } = fieldsOf(form, known);
  const user = eitherOf(optional('uid'), optional('name')) ?? toId(required('uid'));
  const group = eitherOf(optional('gid'), optional('group'));
  if (typeof user === 'string') return { user, ...(group !== undefined && { group }), at: form.at };
  if (typeof group === 'string') return { user, group, at: form.at };
  return { uid: user, gid: group ?? toId(required('gid')) };
}

/** Shows the number of a user without a group in the whole form. */
function usageFor({ name, args }: Form, usage: string): string {
  const [field] = args;
  const [head, number] = field?.kind === 'list' && args.length === 1 ? field.items : [];
  const isUser = head?.kind === 'atom' && head.text === 'uid' && number?.kind === 'atom';
  return isUser && /^\d{1,9}$/.test(number.text)
    ? `(${name} (uid ${number.text}) (gid ${number.text}))`
    : usage;
}

function eitherOf(number: Form | undefined, name: Form | undefined): number | string | undefined {
  if (name === undefined) return number && toId(number);
  if (number === undefined) return toName(name, name.name === 'group' ? GROUP : USER);
  return wrong(name.datum, `${number.name} and ${name.name} exclude each other`, 'Remove either.');
}

const USER = { what: 'the name of a user', number: 'uid', file: '/etc/passwd' };
const GROUP = { what: 'the name of a group', number: 'gid', file: '/etc/group' };

/** Colons and blanks separate names in passwd(5), in Dockerfiles and in the config of an image; digits alone are a number there. */
function toName(field: Form, { what, number, file }: typeof USER): string {
  const datum = only(field, `(${field.name} NAME)`);
  const text = wordOf(datum, what);
  if (/^\d+$/.test(text)) return wrong(datum, `${what} is a number`, `Write (${number} ${text}).`);
  if (!/[\s:\p{Cc}]/u.test(text)) return text;
  const [user, group, more] = text.split(':');
  const isPair = field.name === 'name' && user && group && more === undefined && !/[\s\p{Cc}]/u.test(text);
  const hint = isPair
    ? `Write ${ownerField('name', user)} ${ownerField('group', group)}.`
    : `Write the name as in ${file}.`;
  return wrong(datum, `${what} has a blank or a colon in it`, hint);
}
