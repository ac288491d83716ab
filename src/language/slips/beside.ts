import { printDatum } from '../print.ts';
import { type Datum, headOf, type List } from '../sexp/datum.ts';

/** Fields inside a list, by the field of a `run` around them. */
const INSIDE: ReadonlyMap<string, readonly string[]> = new Map([
  ['mount', ['from', 'src', 'target']],
  ['cache', ['target', 'sharing', 'buildkit_options']],
  ['secrets', ['target', 'buildkit_options']],
]);

/** A field beside the list that the field belongs to, and the text with the field inside. */
export interface Beside {
  readonly field: Datum;
  readonly offer: string;
}

/** Finds a field in the place of a slot or a secret: `(cache (npm (target /x)) (sharing shared))`. */
export function besideSlot(list: List): Beside | undefined {
  const field = list.items.find((item) => isField(item, headOf(list)));
  const whole = field && withFields(list, list.items.slice(1));
  return whole && { field, offer: printDatum(whole) };
}

/** Returns the hint for a field of a mount, a slot or a secret beside the list in its `run`. */
export function besideHint({ items }: List, name: string): string | undefined {
  const index = items.findIndex((item) => headOf(item) === name);
  const field = items[index];
  const owner = items.slice(0, index).findLast((item) => field && isField(field, headOf(item)));
  if (field === undefined || owner?.kind !== 'list') return undefined;
  const whole = withFields(owner, [...owner.items.slice(1), field]);
  return whole && `${name} belongs inside the ${headOf(owner)}: write ${printDatum(whole)}.`;
}

/** The value of such a field is a word or a list of lists; the name of a slot stands before fields. */
function isField(datum: Datum, owner: string): boolean {
  if (datum.kind === 'atom' || datum.items.length !== 2) return false;
  const [, value] = datum.items;
  const isValue = value?.kind === 'atom' || owner === 'mount' || value?.items[0]?.kind === 'list';
  return isValue && INSIDE.get(owner)?.includes(headOf(datum)) === true;
}

function withFields(owner: List, args: readonly Datum[]): List | undefined {
  const kind = headOf(owner);
  if (kind !== 'mount' && args.every((arg) => isField(arg, kind))) return undefined;
  const inside = kind === 'mount' ? args : gathered(args, kind);
  const lists = kind === 'mount' ? [args] : inside.map((slot) => (slot.kind === 'list' ? slot.items : []));
  return lists.some(hasTwice) ? undefined : { ...owner, items: [...owner.items.slice(0, 1), ...inside] };
}

/** Puts each field into the slot before it, or else into the first slot. */
function gathered(args: readonly Datum[], owner: string): readonly Datum[] {
  const first = args.findIndex((arg) => !isField(arg, owner));
  const slots: Datum[] = args.slice(first, first + 1);
  for (const arg of args.toSpliced(first, 1)) {
    const last = slots.at(-1);
    if (last?.kind === 'list' && isField(arg, owner))
      slots[slots.length - 1] = { ...last, items: [...last.items, arg] };
    else slots.push(arg);
  }
  return slots;
}

function hasTwice(items: readonly Datum[]): boolean {
  const names = items.map(headOf).filter((name) => name !== '');
  return new Set(names).size < names.length;
}
