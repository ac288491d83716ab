import type { Account, NamedOwner, Owner } from '../../contract/spec.ts';
import { type ErrorCode, must, ObuilderError } from '../../errors.ts';
import { accountsIn, groupIn, groupsWith, namesIn, userIn } from './passwd.ts';

/**
 * Returns the numbers of a user and a group in the image at `rootfs`. As in Docker, a named user without a group has the primary group of
 * /etc/passwd and the supplementary groups of /etc/group; with a group, only this group.
 *
 * @param code of the error
 * @throws ObuilderError with the position in the spec, if the image lacks a name
 */
export function findAccount(rootfs: string, owner: Owner | NamedOwner, code: ErrorCode): Account {
  if ('uid' in owner) return { uid: owner.uid, gid: owner.gid };
  const look = { rootfs, code, at: owner.at };
  const { user, group } = owner;
  const found = typeof user === 'number' ? { uid: user, gid: undefined } : findUser(look, user);
  if (group !== undefined) {
    return { uid: found.uid, gid: typeof group === 'number' ? group : findGroup(look, group) };
  }
  const gid = must(found.gid, 'the primary group of a user');
  const groups = groupsWith(accountsIn(rootfs, 'group'), String(user));
  return { uid: found.uid, gid, ...(groups.length > 0 && { groups }) };
}

interface Look extends Pick<NamedOwner, 'at'> {
  readonly rootfs: string;
  readonly code: ErrorCode;
}

function findUser(look: Look, name: string) {
  const passwd = accountsIn(look.rootfs, 'passwd');
  const found = userIn(passwd, name);
  if (found !== undefined) return found;
  throw unknown(look, { what: 'user', name, file: '/etc/passwd', text: passwd, numbers: '(uid N) (gid N)' });
}

function findGroup(look: Look, name: string) {
  const text = accountsIn(look.rootfs, 'group');
  const found = groupIn(text, name);
  if (found !== undefined) return found;
  throw unknown(look, { what: 'group', name, file: '/etc/group', text, numbers: '(gid N)' });
}

interface Unknown {
  readonly what: 'user' | 'group';
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly numbers: string;
}

/** Enough for the users of a usual image besides the system's own. */
const MAX_SHOWN = 20;

function unknown({ code, at }: Look, { what, name, file, text, numbers }: Unknown): ObuilderError {
  const names = namesIn(text);
  const why = names.includes(name)
    ? `its line in ${file} has no valid number`
    : names.length === 0
      ? `the base has no ${file} with a ${what}`
      : `${file} of the base has only ${shown(names)}`;
  return new ObuilderError(code, `could not find the ${what} ${name}: ${why}`, {
    value: name,
    hint: `Create the ${what} in a run before, for example with ${what}add, or write ${numbers}.`,
    at,
  });
}

/** The last names, because an image's own users follow the users of the system. Strange names stay out of the log. */
function shown(names: readonly string[]): string {
  const plain = names.filter((name) => /^[\w.@-]{1,64}\$?$/.test(name));
  const more = plain.length > MAX_SHOWN ? '…, ' : '';
  return more + plain.slice(-MAX_SHOWN).join(', ');
}
