import { type LayerMember, MAX_MEMBERS, MAX_MEMBERS_BYTES } from '../contract/layers.ts';

/**
 * The list of a layer's members: for each member a letter, the path and a null byte; for a symbolic link also the target and a null byte.
 */
const LETTERS = { directory: 'd', link: 'l', other: 'f' } as const;

/** Returns undefined for a list of more than `MAX_MEMBERS_BYTES` or `MAX_MEMBERS`. */
export function formatMembers(members: readonly LayerMember[]): Buffer | undefined {
  if (members.length > MAX_MEMBERS) return undefined;
  const lines = members.map(({ kind, path, isNew, target = '' }) => {
    const letter = isNew === true ? 'D' : LETTERS[kind];
    return `${letter}${path}\0${kind === 'link' ? `${target}\0` : ''}`;
  });
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  return length > MAX_MEMBERS_BYTES ? undefined : Buffer.from(lines.join(''), 'latin1');
}

/** Returns undefined for other bytes than a list, and for a list of more than `MAX_MEMBERS`. */
export function parseMembers(bytes: Buffer): readonly LayerMember[] | undefined {
  const text = bytes.toString('latin1');
  const members: LayerMember[] = [];
  let at = 0;
  const word = () => {
    const end = text.indexOf('\0', at);
    if (end === -1) return undefined;
    const found = text.slice(at, end);
    at = end + 1;
    return found;
  };
  while (at < text.length) {
    const [letter, path] = [text.charAt(at), word()?.slice(1)];
    if (path === undefined || members.length === MAX_MEMBERS) return undefined;
    if (letter === 'd' || letter === 'D') members.push({ kind: 'directory', path, isNew: letter === 'D' });
    else if (letter === 'f') members.push({ kind: 'other', path });
    else {
      const target = letter === 'l' ? word() : undefined;
      if (target === undefined) return undefined;
      members.push({ kind: 'link', path, target });
    }
  }
  return members;
}
