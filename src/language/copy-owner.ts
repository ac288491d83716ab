import type { Copy } from '../contract/spec.ts';
import { type Form, fieldsOf, only, wordOf, wrong } from './forms.ts';
import { toId } from './id.ts';

const CHMOD = '(chmod 0644) or (chmod keep)';
const CHOWN = '(chown (uid N) (gid N))';

/** A mode in octal digits: permissions, and set-uid, set-gid and sticky bit as the first of four digits. */
export function toChmod(field: Form | undefined): Pick<Copy, 'chmod'> {
  if (field === undefined) return {};
  const datum = only(field, CHMOD);
  const text = wordOf(datum, 'the mode');
  if (text === 'keep') return { chmod: 'keep' };
  if (!/^0?[0-7]{3,4}$/.test(text))
    wrong(datum, 'the mode is neither three or four octal digits nor keep', `Write ${CHMOD}.`);
  return { chmod: Number.parseInt(text, 8) };
}

export function toChown(field: Form | undefined): Pick<Copy, 'chown'> {
  if (field === undefined) return {};
  const { required } = fieldsOf(field, ['uid', 'gid'], CHOWN);
  return { chown: { uid: toId(required('uid')), gid: toId(required('gid')) } };
}
