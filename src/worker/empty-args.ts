import type { BuildRequest } from '../contract/request.ts';
import type { Spec } from '../contract/spec.ts';
import type { Position } from '../errors.ts';
import { argsOf } from '../language/args.ts';
import { shorten } from '../language/sexp/datum.ts';

interface Warning {
  readonly message: string;
  readonly at: Position;
}

/**
 * Returns a warning for each arg of the whole spec that a request gives an empty value, at its first declaration with another default. GitHub gives
 * an empty text for an expression with a wrong name.
 */
export function emptyArgs(
  spec: Spec,
  { buildArgs = {} }: Pick<BuildRequest, 'buildArgs'>,
): readonly Warning[] {
  const firsts = new Map<string, Warning>();
  for (const { name, default: own, at } of argsOf(spec)) {
    if (!Object.hasOwn(buildArgs, name) || buildArgs[name] !== '' || own === '' || firsts.has(name)) continue;
    const lost = own === undefined ? '' : `, so its default ${shorten(own)} does not count`;
    const message = `build-args gives ${name} an empty value${lost}. ${hint(name, own)}`;
    firsts.set(name, { message, at });
  }
  return [...firsts.values()];
}

function hint(name: string, own: string | undefined): string {
  const check = 'Check the names in the expression of the value';
  return own === undefined
    ? `${check}, or allow an empty value with (arg ${name} "").`
    : `${check}, or leave the line out.`;
}
