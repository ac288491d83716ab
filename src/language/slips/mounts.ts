import type { Form } from '../forms.ts';
import { printAtom } from '../print.ts';
import { type Words, wordsIn } from './words.ts';

const lastPart = (path = '') => path.split('/').findLast((part) => /[^.]/.test(part));

/** Returns a slot of `cache`. */
export function cacheSlot({ id, target, sharing }: Words): string {
  const name = printAtom(id ?? lastPart(target) ?? 'NAME');
  const mode = /^(?:shared|private|locked)$/.test(sharing ?? '') ? ` (sharing ${sharing})` : '';
  return `(${name} (target ${printAtom(target ?? 'PATH')})${mode})`;
}

export const cacheOffer = (words: Words): string => `Write (cache ${cacheSlot(words)}).`;

/** Returns a secret of `secrets`. */
export function secretMount({ id, target }: Words): string {
  const place = target === undefined ? '' : ` (target ${printAtom(target)})`;
  return `(${printAtom(id ?? lastPart(target) ?? 'NAME')}${place})`;
}

export const secretOffer = (words: Words): string => `Write (secrets ${secretMount(words)}).`;

/** Returns the field `mount`. */
export function filesMount({ from = 'context', source = '.', target = 'PATH' }: Words): string {
  const build = from === 'context' ? '' : `(from (build ${printAtom(from)})) `;
  return `(mount ${build}(src ${printAtom(source)}) (target ${printAtom(target)}))`;
}

const REFUSED: ReadonlyMap<string, string> = new Map([
  [
    'tmpfs',
    'Remove it: a step has no file systems in memory. Delete temporary files in the command, because they belong to the result.',
  ],
  [
    'ssh',
    'Remove it: a step has no SSH agent. Give a key or a token with the input secrets, and write (secrets (NAME)).',
  ],
]);

/** Returns the hint for a type of Docker that a spec lacks. */
export const refusedMount = (type = ''): string | undefined => REFUSED.get(type);

const READ_ONLY =
  'Remove it: a mount is always read-only. A directory for writes is a cache, or the result of a copy.';

/** Returns the hint for a word of Docker in `mount`; `--mount` there takes caches and secrets too. */
export function mountHint({ args }: Form, field?: string): string | undefined {
  const words = wordsIn(args);
  if (/^(?:readonly|ro|rw|readwrite)$/.test(field ?? '')) return READ_ONLY;
  if (words.type === 'cache') return cacheOffer(words);
  if (words.type === 'secret') return secretOffer(words);
  const refused = refusedMount(words.type);
  if (refused !== undefined) return refused;
  const isOffered = words.type === 'bind' || (words.type === undefined && words.target !== undefined);
  return isOffered && (field === undefined || BIND.includes(field))
    ? `Write ${filesMount(words)}.`
    : undefined;
}

const BIND: readonly string[] = ['type', 'source', 'dst', 'dest', 'destination', 'path'];
const SAME: readonly string[] = ['type', 'id', 'name', 'dst', 'dest', 'destination', 'path'];
const RIGHTS: readonly string[] = ['mode', 'uid', 'gid'];

/** Returns the hint for a word of Docker in a slot; without a field for a word alone. */
export function cacheHint({ name, args }: Form, field?: string): string | undefined {
  if (field === undefined || SAME.includes(field)) return cacheOffer({ ...wordsIn(args), id: name });
  if (![...RIGHTS, 'readonly', 'ro', 'from', 'source', 'src'].includes(field)) return undefined;
  return 'Remove it: a cache has only (target PATH), (sharing private) and (buildkit_options ((KEY VALUE))). Its directory belongs to the user.';
}

export function secretHint({ name, args }: Form, field?: string): string | undefined {
  const words = { ...wordsIn(args), id: name };
  if (field === undefined || SAME.includes(field)) return secretOffer(words);
  if (field === 'required') return 'Remove it: no step runs without its secrets.';
  if (RIGHTS.includes(field))
    return 'Remove it: the file belongs to root, and every user of the step can read the file.';
  return field === 'env' ? variable(words, args) : undefined;
}

/** A secret is a file, and a command may make a variable. */
function variable({ id, target = `/run/secrets/${id}` }: Words, args: Form['args']): string {
  const given = args.find(
    (arg) => arg.kind === 'list' && arg.items[0]?.kind === 'atom' && arg.items[0].text === 'env',
  );
  const name = given?.kind === 'list' ? given.items[1] : undefined;
  const shown = name?.kind === 'atom' && /^\w+$/.test(name.text) ? name.text : 'NAME';
  const file = /^[\w./-]+$/.test(target) ? target : 'PATH';
  return `Remove it: a secret is a file. For a variable, begin the command with ${shown}=$(cat ${file}) and export ${shown}.`;
}
