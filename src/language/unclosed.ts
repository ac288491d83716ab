import { type ErrorDetails, ObuilderError, type Position } from '../errors.ts';
import type { Datum, List } from './sexp/datum.ts';

/** Lists that take words, so that an operation inside shows a missing `)`. */
const OF_WORDS: readonly string[] = [
  ...['comment', 'workdir', 'shell', 'user', 'env', 'arg'],
  ...['src', 'dst', 'exclude', 'target', 'share', 'uid', 'gid'],
];

const BEFORE_OPERATIONS: readonly string[] = ['arg', 'build', 'from'];
const STARTS: readonly string[] = [
  ...['comment', 'workdir', 'shell', 'user', 'env', 'run', 'copy'],
  ...BEFORE_OPERATIONS,
];

/** Fields with the name of an operation, by the list around them. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['run', ['shell']],
  ['copy', ['from']],
  ['from', ['build']],
  ['build', []],
]);

/** A list that probably lacks its `)`, and the first list inside that belongs outside. */
export interface Unclosed {
  readonly list: List;
  readonly inside: List;
}

/** Finds the first operation inside a list that cannot have operations. Undefined if all lists stand in possible places. */
export function findUnclosed(list: List): Unclosed | undefined {
  const outer = headOf(list);
  let hasBase = false;
  for (const item of list.items) {
    if (item.kind === 'atom') continue;
    const name = headOf(item);
    // A spec goes on after its base image as if another spec began.
    const isLate = hasBase && name !== undefined && BEFORE_OPERATIONS.includes(name);
    if (outer === undefined ? isLate : isMisplaced(item, list)) return { list, inside: item };
    const found = findUnclosed(item);
    if (found !== undefined) return found;
    hasBase ||= name === 'from';
  }
  return undefined;
}

function isMisplaced(item: List, around: List): boolean {
  const [name = '', outer = ''] = [headOf(item), headOf(around)];
  if (!STARTS.includes(name)) return false;
  const fields = FIELDS.get(outer);
  if (fields !== undefined) return !fields.includes(name) && !isInPairOfParentheses(item, around);
  return OF_WORDS.includes(outer) && !isInPairOfParentheses(item, around);
}

/** With a capital, the only argument may be a list of all arguments, as in `(Env (run VALUE))`. */
const isInPairOfParentheses = (item: List, { items }: List) =>
  items.length === 2 && items[1] === item && items[0]?.kind === 'atom' && /^[A-Z]/.test(items[0].text);

function headOf(datum: Datum): string | undefined {
  const head = datum.kind === 'list' ? datum.items[0] : undefined;
  return head?.kind === 'atom' ? head.text.charAt(0).toLowerCase() + head.text.slice(1) : undefined;
}

/** The message and the details of an error at the list that lacks its `)`. */
export function unclosedFault({ list, inside }: Unclosed): readonly [string, ErrorDetails] {
  const [name, other] = [headOf(list) ?? '', headOf(inside) ?? ''];
  const place = `line ${inside.at.line}, column ${inside.at.column}`;
  return [
    `this (${name} is not closed: the (${other} of ${place} stands inside`,
    { at: list.at, value: `(${name}`, hint: `Add the missing ) before the (${other} of ${place}.` },
  ];
}

/**
 * Replaces the error at an operation inside another operation by the error of the list around it. A spec and a build keep their own
 * errors, because a list too many is as likely there.
 */
export function orUnclosed(error: unknown, datum: Datum): unknown {
  if (!(error instanceof ObuilderError) || datum.kind === 'atom') return error;
  const found = findUnclosed(datum);
  const outer = found && headOf(found.list);
  if (found === undefined || outer === undefined || outer === 'build') return error;
  if (!isSame(found.inside.at, error.at)) return error;
  if (isMeantAsField(found)) return error;
  return new ObuilderError('spec-invalid', ...unclosedFault(found));
}

/** As many parentheses close as open here, so an operation on the line of its list, or before all fields, is no fault of a `)`. */
function isMeantAsField({ list, inside }: Unclosed): boolean {
  const isFirst = list.items[1] === inside && FIELDS.has(headOf(list) ?? '');
  return isFirst || inside.at.line === list.at.line;
}

const isSame = (a: Position, b: Position | undefined) => a.line === b?.line && a.column === b.column;
