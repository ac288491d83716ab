import type { Operation } from '../../contract/spec.ts';
import { nearestName } from '../fail.ts';

/** The names of a build that a `$` in its text may mean. */
export interface Names {
  /** The visible args. */
  readonly args: ReadonlySet<string>;
  /** Variables of commands, which never count outside of commands. */
  readonly variables: ReadonlySet<string>;
}

const USUAL: readonly string[] = ['HOME', 'PATH', 'PWD', 'SHELL', 'USER'];

export function namesOf(args: ReadonlySet<string>, operations: readonly Operation[]): Names {
  const set = operations.flatMap((operation) => (operation.kind === 'env' ? [operation.name] : []));
  return { args, variables: new Set([...USUAL, ...set]) };
}

/** Returns the hint for a text with variables: an arg in another form, a slip in its name, or else `otherwise` and a declaration. */
export function variableHint(text: string, { args, variables }: Names, otherwise: string): string {
  const used = [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  const arg = used.find((name) => args.has(name));
  if (arg !== undefined)
    return `Write \${${arg}} for the value of the arg: no other form of $${arg} counts here.`;
  const unknown = used.find((name) => !variables.has(name));
  if (unknown === undefined) return otherwise;
  const near = nearestName(unknown, args);
  if (near !== undefined) return `Did you mean \${${near}}?`;
  return `${otherwise} For a value from outside, write \${${unknown}} here and (arg ${unknown} DEFAULT) before the base image.`;
}
