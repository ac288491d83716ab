import type { Position } from '../errors.ts';
import { didYouMean, invalid } from './fail.ts';
import { type Atom, type Datum, type List, shorten, showDatum } from './sexp/datum.ts';
import { fieldHint } from './slips/fields.ts';
import { unescapedHint } from './slips/quote.ts';

/** A list with a word at the beginning: an operation or a field. */
export interface Form {
  readonly name: string;
  readonly args: readonly Datum[];
  readonly at: Position;
  readonly datum: List;
}

/** `usage` shows the expected form, e.g. `(workdir DIR)`. */
export function asForm(datum: Datum, usage: string, hint?: string): Form {
  if (datum.kind === 'list') {
    const [head, ...args] = datum.items;
    if (head?.kind === 'atom') return { name: head.text, args, at: datum.at, datum };
  }
  return wrong(datum, `${usage} is expected here`, hint ?? 'Write a list that begins with a word.');
}

/** The place of a list in the text: its beginning, and its last line if there are several. */
export const placeOf = ({ at, lastLine }: List): Pick<List, 'at'> & Partial<Pick<List, 'lastLine'>> =>
  lastLine === at.line ? { at } : { at, lastLine };

/** Returns the text of an atom; refuses an empty text and NUL. */
export function wordOf(datum: Datum, what: string): string {
  const text = textOf(datum, what);
  if (text === '')
    invalid(`${what} is empty`, { at: datum.at, value: '""', hint: `Give ${what}, or remove the form.` });
  return text;
}

/** Returns the text of an atom; may be empty. Refuses NUL, because no string of the system can carry NUL. */
export function textOf(datum: Datum, what: string): string {
  const { text } = asAtom(datum, what);
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    invalid(`${what} has a NUL character in it`, {
      at: datum.at,
      value: text.replaceAll('\0', '\\000'),
      hint: 'Remove it: commands, variables and paths cannot carry NUL.',
    });
  }
  return text;
}

export function asAtom(datum: Datum, what: string): Atom {
  if (datum.kind === 'atom') return datum;
  return wrong(datum, `${what} must be a word or a string; this is a list`, 'Remove these parentheses.');
}

/** The only argument of a form. */
export function only(form: Form, usage: string, hint?: string): Datum {
  const [first, second] = form.args;
  if (first === undefined) return incomplete(form, usage, hint);
  if (second !== undefined)
    return wrong(
      second,
      `${form.name} takes one argument; this is another`,
      unescapedHint(form.args) ?? hint ?? quoting(usage),
    );
  return first;
}

export function incomplete(form: Form, usage: string, hint = `Write ${usage}.`): never {
  return invalid(`${form.name} lacks an argument`, { at: form.at, value: showDatum(form.datum), hint });
}

/** Refuses a datum because of its position or kind. */
export function wrong(datum: Datum, message: string, hint?: string): never {
  return invalid(message, { at: datum.at, value: showDatum(datum), hint });
}

function quoting(usage: string): string {
  return `Write ${usage}; use double quotes if it contains blanks.`;
}

/** The fields of a record. */
export interface Known {
  readonly fields: readonly string[];
  /** The whole form, for hints. */
  readonly usage: string;
  /** Returns the hint for a field of another language, or without a field for a word outside of parentheses. */
  readonly hint?: ((form: Form, field?: string) => string | undefined) | undefined;
}

/** The fields of a record, by name. Any order; each at most once. */
export function fieldsOf(
  form: Form,
  { fields: known, usage, hint: hintFor = ({ name }, field) => fieldHint(name, field) }: Known,
): { readonly required: (name: string) => Form; readonly optional: (name: string) => Form | undefined } {
  const fields = new Map<string, Form>();
  for (const arg of form.args) {
    if (arg.kind === 'atom')
      return wrong(arg, `${form.name} takes fields in parentheses`, hintFor(form) ?? `Write ${usage}.`);
    const field = asForm(arg, `a field of ${form.name}`, `Write ${usage}.`);
    if (!known.includes(field.name)) {
      const hint =
        hintFor(form, field.name) ??
        didYouMean(field.name, known, `The fields of ${form.name}: ${known.join(', ')}.`);
      invalid(`${form.name} has no field ${shorten(field.name)}`, { at: field.at, value: field.name, hint });
    }
    const earlier = fields.get(field.name);
    if (earlier) {
      const hint = `The first is at line ${earlier.at.line}, column ${earlier.at.column}. Remove either.`;
      invalid(`${form.name} has the field ${field.name} twice`, { at: field.at, value: field.name, hint });
    }
    fields.set(field.name, field);
  }
  return {
    required: (name) => fields.get(name) ?? missing(form, name, usage),
    optional: (name) => fields.get(name),
  };
}

function missing(form: Form, name: string, usage: string): never {
  return invalid(`${form.name} lacks the field ${name}`, {
    at: form.at,
    value: showDatum(form.datum),
    hint: `Write ${usage}.`,
  });
}
