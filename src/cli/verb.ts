import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { ObuilderError } from '../errors.ts';

/** What a verb's `run` gets: its flags as parseArgs gives them, checked against `options`. */
export interface Invocation {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/** One thing that the command line can do. The table of verbs, the help and the error texts derive from these. */
export interface Verb {
  readonly usage: string;
  readonly summary: string;
  readonly options: ParseArgsOptionsConfig;
  /** True when it works on the store, which is root's: for others the command starts itself again through sudo. */
  readonly needsRoot: boolean;
  /** The process's exit status. */
  run(invocation: Invocation): Promise<number>;
}

export function parseInvocation(verb: Verb, args: readonly string[]): Invocation {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: verb.options,
      allowPositionals: true,
    });
    return { values, positionals };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    throw new ObuilderError('input-invalid', message, { hint: `Usage: ${verb.usage}`, cause: error });
  }
}

/** A flag that takes a value, where it was given. */
export function text({ values }: Invocation, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** A flag that may be given several times. */
export function texts({ values }: Invocation, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function isSet({ values }: Invocation, name: string): boolean {
  return values[name] === true;
}

/** The one positional argument of a verb. */
export function onlyPositional(verb: Verb, { positionals }: Invocation, what: string): string {
  const [value, ...others] = positionals;
  if (value !== undefined && others.length === 0) return value;
  const message =
    value === undefined ? `${what} is missing` : `there is more than one ${what}: ${positionals.join(', ')}`;
  throw new ObuilderError('input-invalid', message, { value: others[0], hint: `Usage: ${verb.usage}` });
}

export function noPositionals(verb: Verb, { positionals }: Invocation): void {
  if (positionals.length === 0) return;
  throw new ObuilderError('input-invalid', `unexpected: ${positionals.join(' ')}`, {
    value: positionals[0],
    hint: `Usage: ${verb.usage}`,
  });
}
