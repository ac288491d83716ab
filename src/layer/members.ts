import { type LayerMember, MAX_MEMBERS_BYTES } from '../contract/layers.ts';

/**
 * The list of a layer's members: for each member a letter, the path and a null byte; for a symbolic link also the target and a null byte.
 */
const LETTERS = { directory: 'd', link: 'l', other: 'f' } as const;

/** Returns undefined for a list of more than `MAX_MEMBERS_BYTES`. */
export function formatMembers(members: readonly LayerMember[]): Buffer | undefined {
  const lines = members.map(({ kind, path, isNew, target = '' }) => {
    const letter = isNew === true ? 'D' : LETTERS[kind];
    return `${letter}${path}\0${kind === 'link' ? `${target}\0` : ''}`;
  });
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  return length > MAX_MEMBERS_BYTES ? undefined : Buffer.from(lines.join(''), 'latin1');
}

/** Returns undefined for other bytes than a list. */
export function parseMembers(bytes: Buffer): readonly LayerMember[] | undefined {
  const words = bytes.toString('latin1').split('\0');
  if (words.pop() !== '') return undefined;
  const members: LayerMember[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const path = word.slice(1);
    const letter = word.slice(0, 1);
    if (letter === 'd' || letter === 'D') members.push({ kind: 'directory', path, isNew: letter === 'D' });
    else if (letter === 'f') members.push({ kind: 'other', path });
    else if (letter === 'l' && at + 1 < words.length) {
      at += 1;
      members.push({ kind: 'link', path, target: words[at] });
    } else return undefined;
  }
  return members;
}
