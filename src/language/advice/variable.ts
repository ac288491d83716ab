import type { Spec } from '../../contract/spec.ts';
import { nearestName } from '../fail.ts';

/** The names of a build that a `$` in its text may mean. */
export interface Names {
  /** The visible args. */
  readonly args: ReadonlySet<string>;
  /** Variables of commands, which never count outside of commands. */
  readonly variables: ReadonlySet<string>;
  /** The args of outer builds that this build does not declare again, so that its commands have no such variables. */
  readonly outer: ReadonlySet<string>;
}

const USUAL: readonly string[] = ['HOME', 'PATH', 'PWD', 'SHELL', 'USER'];

/** @param around the args of outer builds */
export function namesOf({ args: own = [], operations }: Spec, around: ReadonlySet<string>): Names {
  const set = operations.flatMap((operation) => (operation.kind === 'env' ? [operation.name] : []));
  const declared = own.map(({ name }) => name);
  const outer = new Set([...around].filter((name) => !declared.includes(name)));
  return { args: new Set([...around, ...declared]), variables: new Set([...USUAL, ...set]), outer };
}

/** Hints for variables that are no args. */
export interface Otherwise {
  /** For a variable of commands. */
  readonly hint: string;
  /** For a value from outside; by default `hint` and a declaration. */
  readonly outside?: ((name: string) => string) | undefined;
}

/** Returns the names in a value of the variable `name`: a variable that means itself gets its value from outside. */
export function namesWithout({ variables, ...names }: Names, name: string): Names {
  const others = [...variables].filter((one) => one !== name || USUAL.includes(one));
  return { ...names, variables: new Set(others) };
}

/** Returns the hint for a text with variables: an arg in another form, a slip in its name, or else a hint of `otherwise`. */
export function variableHint(
  text: string,
  { args, variables }: Names,
  { hint, outside = (name) => `${hint} For a value from outside, ${declaration(name)}.` }: Otherwise,
): string {
  const used = [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  const arg = used.find((name) => args.has(name));
  if (arg !== undefined)
    return `Write \${${arg}} for the value of the arg: no other form of $${arg} counts here.`;
  const unknown = used.find((name) => !variables.has(name));
  if (unknown === undefined) return hint;
  const near = nearestName(unknown, args);
  if (near !== undefined) return `Did you mean \${${near}}?`;
  return outside(unknown);
}

export const declaration = (name: string): string =>
  `write \${${name}} here and (arg ${name} DEFAULT) before the base image`;
