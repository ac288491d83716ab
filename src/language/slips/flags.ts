import type { Form } from '../forms.ts';
import { printAtom, printDatum, quoted } from '../print.ts';
import { type Datum, headOf, type List } from '../sexp/datum.ts';
import { commandIn } from './array.ts';
import { cacheSlot, filesMount, refusedMount, secretMount } from './mounts.ts';
import { ownerFields } from './owner.ts';
import { type Words, wordsInText } from './words.ts';

/** The arguments of an instruction in a Dockerfile: `--mount=type=cache,target=/x`, and words or lists. */
interface Line {
  readonly flags: readonly (readonly [name: string, value: string])[];
  readonly words: readonly string[];
  readonly lists: readonly List[];
}

/** Undefined for lists alone, and for a word that a quote has split. */
function lineIn(data: readonly Datum[]): Line | undefined {
  const lists = data.filter((datum) => datum.kind === 'list');
  const atoms = data.filter((datum) => datum.kind === 'atom');
  if (atoms.length === 0 || atoms.some(({ touches }) => touches)) return undefined;
  const flags: [string, string][] = [];
  const words = atoms.map(({ text }) => text);
  while (words[0]?.startsWith('--')) {
    const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(words.shift() ?? '') ?? [];
    flags.push([name, value ?? words.shift() ?? '']);
  }
  return { flags, words, lists };
}

/** Longer fields make no hint. */
const MAX_SHOWN = 200;

const offer = (name: string, fields: readonly (string | undefined)[]): string | undefined => {
  const text = fields.filter((field) => field !== undefined).join(' ');
  return text.length > MAX_SHOWN ? undefined : `Write (${name} ${text}).`;
};

const RUN_FLAGS: readonly string[] = ['mount', 'network'];
const TYPES: readonly string[] = ['bind', 'cache', 'secret'];

/** Returns the hint for flags and a bare command in `run`. */
export function runFlagsHint({ datum }: Form): string | undefined {
  const line = lineIn(datum.items.slice(1));
  if (line === undefined || line.flags.some(([name]) => !RUN_FLAGS.includes(name))) return undefined;
  const mounts = mountsIn(line);
  const refused = mounts.map(({ type }) => refusedMount(type)).find((hint) => hint !== undefined);
  if (refused !== undefined) return refused;
  if (mounts.some(({ type = '' }) => !TYPES.includes(type))) return undefined;
  const [shell, ...others] = line.lists;
  const isCommand = shell === undefined || headOf(shell) === 'shell';
  if (!isCommand || others.length > 0 || (shell !== undefined && line.words.length > 0)) return undefined;
  const command = line.words.length === 0 ? 'COMMAND' : commandIn(line.words);
  return offer('run', [
    ...mountFields(mounts),
    networkField(line),
    listOf('secrets', mounts.filter(({ type }) => type === 'secret').map(secretMount)),
    shell === undefined ? `(shell ${quoted(command)})` : printDatum(shell),
  ]);
}

const mountsIn = ({ flags }: Line): readonly Words[] =>
  flags.flatMap(([name, text]) => (name === 'mount' ? [{ type: 'bind', ...wordsInText(text) }] : []));

const mountFields = (mounts: readonly Words[]) => [
  ...mounts.filter(({ type }) => type === 'bind').map(filesMount),
  listOf('cache', mounts.filter(({ type }) => type === 'cache').map(cacheSlot)),
];

const listOf = (name: string, items: readonly string[]): string | undefined =>
  items.length === 0 ? undefined : `(${name} ${items.join(' ')})`;

const networkField = ({ flags }: Line): string | undefined =>
  flags.some(([name, value]) => name === 'network' && value !== 'none') ? '(network host)' : undefined;

const COPY_FLAGS: readonly string[] = ['from', 'chown', 'chmod'];

/** Returns the hint for flags and bare paths in `copy`. */
export function copyFlagsHint({ datum }: Form): string | undefined {
  const line = lineIn(datum.items.slice(1));
  if (line === undefined || line.flags.some(([name]) => !COPY_FLAGS.includes(name))) return undefined;
  const paths = pathFields(line);
  const { from, chown, chmod } = Object.fromEntries(line.flags);
  const owner = chown === undefined ? undefined : ownerFields(chown.split(':'));
  const isKnown = !/[:/]/.test(from ?? '') && /^[0-7]{3,4}$/.test(chmod ?? '755');
  if (paths === undefined || !isKnown || (chown !== undefined && owner === undefined)) return undefined;
  return offer('copy', [
    from && `(from (build ${printAtom(from)}))`,
    ...paths,
    chmod && `(chmod ${chmod})`,
    owner && `(chown ${owner})`,
  ]);
}

function pathFields({ words, lists }: Line): readonly string[] | undefined {
  if (words.length === 0) return lists.map(printDatum);
  const [dst = '', ...reversed] = words.toReversed();
  if (lists.length > 0 || reversed.length === 0) return undefined;
  const end = reversed.length > 1 && !dst.endsWith('/') ? '/' : '';
  return [`(src ${reversed.toReversed().map(printAtom).join(' ')})`, `(dst ${printAtom(dst + end)})`];
}
