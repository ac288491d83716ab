import type { Position } from '../../errors.ts';
import { shorten } from '../sexp/datum.ts';
import { expressionHint, type Place } from '../slips/expression.ts';
import { type Names, type Otherwise, variableHint } from './variable.ts';

/** A correct part of a spec that probably means something else to its author. */
export interface Advice {
  readonly message: string;
  readonly value: string;
  readonly hint: string;
  readonly at: Position;
}

export interface Part extends Otherwise {
  readonly what: string;
  readonly at: Position;
  /** The names that count here as `${NAME}`; absent if no arg counts. */
  readonly names?: Names | undefined;
}

/** `$NAME`, `${NAME}` and GitHub's `${{ NAME }}`. */
export const VARIABLE = /\$(?:\{+\s*)?[A-Za-z_]/;
const HOME = /^\/?~(?:\/|$)/;

/** Returns the advice on a text that a shell would expand. */
export function literal(text: string, { what, hint, outside, at, names }: Part): readonly Advice[] {
  if (text.includes('${{'))
    return [expression(text, { what, at, place: names === undefined ? 'fixed' : 'part' })];
  if (HOME.test(text))
    return [{ message: `${what} is not expanded: ~ is an ordinary character`, value: text, hint, at }];
  if (!VARIABLE.test(text)) return [];
  const message = `${what} is not expanded: ${shorten(text)} keeps its $`;
  return [
    {
      message,
      value: text,
      hint: names === undefined ? hint : variableHint(text, names, { hint, outside }),
      at,
    },
  ];
}

interface Expression extends Omit<Part, 'hint' | 'outside' | 'names'> {
  readonly place: Place;
}

/** GitHub replaces expressions in workflows only. */
export function expression(text: string, { what, at, place }: Expression): Advice {
  const message = `${what} has an expression of a workflow, which nobody replaces in a file`;
  return { message, value: text, hint: expressionHint(text, place), at };
}
