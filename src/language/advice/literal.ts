import type { Position } from '../../errors.ts';
import { shorten } from '../sexp/datum.ts';
import { expressionHint } from '../slips/expression.ts';

/** A correct part of a spec that probably means something else to its author. */
export interface Advice {
  readonly message: string;
  readonly value: string;
  readonly hint: string;
  readonly at: Position;
}

export interface Part {
  readonly what: string;
  readonly hint: string;
  readonly at: Position;
  /** Whether `${NAME}` of an arg counts here. */
  readonly takesArgs?: boolean | undefined;
}

/** `$NAME`, `${NAME}` and GitHub's `${{ NAME }}`. */
export const VARIABLE = /\$(?:\{+\s*)?[A-Za-z_]/;
const HOME = /^\/?~(?:\/|$)/;

/** Returns the advice on a text that a shell would expand. */
export function literal(text: string, { what, hint, at, takesArgs }: Part): readonly Advice[] {
  if (text.includes('${{')) return [expression(text, { what, at, takesArgs })];
  if (HOME.test(text))
    return [{ message: `${what} is not expanded: ~ is an ordinary character`, value: text, hint, at }];
  if (!VARIABLE.test(text)) return [];
  return [{ message: `${what} is not expanded: ${shorten(text)} keeps its $`, value: text, hint, at }];
}

/** GitHub replaces expressions in workflows only. */
function expression(text: string, { what, at, takesArgs = false }: Omit<Part, 'hint'>): Advice {
  const message = `${what} has an expression of a workflow, which nobody replaces in a file`;
  return { message, value: text, hint: expressionHint(text, takesArgs), at };
}
