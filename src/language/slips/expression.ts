import { type ErrorDetails, ObuilderError } from '../../errors.ts';
import { shorten } from '../sexp/datum.ts';
import { positionsIn } from '../sexp/text.ts';

/** A part that may have args, a command, whose variables the args are, or a part without values from outside. */
export type Place = 'part' | 'command' | 'fixed';

/** Returns the way of a value from a workflow into a spec file. */
export function expressionHint(text: string, place: Place): string {
  const path = /\$\{\{\s*([\w.-]+)/.exec(text)?.[1] ?? '';
  const name = (path.split('.').at(-1) ?? '').replaceAll('-', '_').toUpperCase();
  const known = /^[A-Z_]\w*$/.test(name) ? name : 'NAME';
  if (/^secrets\.|^github\.token$/.test(path))
    return `Give the value with the input secrets, and read it in a step: (run (secrets (${known})) (shell …)).`;
  if (place === 'fixed') return 'Give the spec in the workflow, with the input spec.';
  const variable = place === 'part' ? `\${${known}}` : `$${known}`;
  return `Write ${variable} here and (arg ${known} DEFAULT) before the base image, and give the value with the input build-args.`;
}

/** Lists whose words may have args. */
const WITH_ARGS = /\((?:from|workdir|env|src|dst|glob)\s[^()]*$/;
const BACK = 200;

/** Replaces the error inside an expression without quotes, or at a quoted value with an expression. */
export function orExpression(error: unknown, text: string, file: string): unknown {
  if (!(error instanceof ObuilderError) || error.at === undefined || !text.includes('${{')) return error;
  const { line, column } = error.at;
  const value = error.value ?? '';
  const positionAt = positionsIn(text, file);
  for (const { 0: piece, index } of text.matchAll(/\$\{\{[^\n]*?(?:\}\}|$)/gm)) {
    const from = positionAt(index);
    const isInside = line === from.line && column >= from.column && column < from.column + piece.length;
    const isValue =
      line === from.line && column <= from.column && value.includes(piece) && !value.startsWith('(');
    if (!isInside && !isValue) continue;
    const takesArgs = WITH_ARGS.test(text.slice(Math.max(0, index - BACK), index));
    return new ObuilderError(
      'spec-invalid',
      ...fault(piece, { at: from, place: takesArgs ? 'part' : 'fixed' }),
    );
  }
  return error;
}

const fault = (
  piece: string,
  { at, place }: Pick<ErrorDetails, 'at'> & { readonly place: Place },
): readonly [string, ErrorDetails] => [
  'a spec file has an expression of a workflow, which nobody replaces',
  { at, value: shorten(piece), hint: expressionHint(piece, place) },
];
