import { parseArgs } from 'node:util';
import { ObuilderError } from '../errors.ts';
import { didYouMean } from '../language/fail.ts';
import { refuseUnitsApart } from './apart.ts';
import { flagHabit } from './habits.ts';

/** The flags and arguments of a call, checked against the verb's flags. */
export interface Invocation {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/** A flag, for parseArgs and for help texts. */
export interface Flag {
  readonly type: 'string' | 'boolean';
  readonly short?: string | undefined;
  readonly multiple?: boolean | undefined;
  /** The placeholder for the value in help texts. */
  readonly value?: string | undefined;
  /** Only for help texts. */
  readonly default?: string | undefined;
  /** In Markdown. */
  readonly help: string;
  /** Whether only this program gives the flag, to itself. */
  readonly isInternal?: boolean | undefined;
}

export type Flags = Readonly<Record<string, Flag>>;

/** A command of the command line. The table of verbs, help texts and error texts derive from verbs. */
export interface Verb {
  /** Name and arguments, without flags: `inspect ID`. */
  readonly usage: string;
  readonly summary: string;
  readonly flags: Flags;
  /** True for verbs on the store, which belongs to root: for other users, the program restarts itself through sudo. */
  readonly needsRoot: boolean;
  /** Finds faults of the command line itself, before sudo starts the program again. @throws ObuilderError `input-invalid` */
  check?(invocation: Invocation): void | Promise<void>;
  /** Returns the process's exit status. */
  run(invocation: Invocation): Promise<number>;
}

/** Flags of the program and of every verb. */
export const COMMON_FLAGS: Flags = {
  help: { type: 'boolean', short: 'h', help: 'Print this help.' },
  version: { type: 'boolean', help: 'Print the version.' },
};

/** The flags for people. */
export const shownFlags = (flags: Flags): readonly (readonly [name: string, flag: Flag])[] =>
  Object.entries(flags).filter(([, { isInternal = false }]) => !isInternal);

/** @throws ObuilderError `input-invalid` for an unknown flag, with a suggestion, for a missing or superfluous value, and for a unit apart */
export function parseInvocation(verb: Verb, args: readonly string[]): Invocation {
  const flags = { ...verb.flags, ...COMMON_FLAGS };
  const { values, positionals, tokens } = parseWords(verb, flags, args);
  refuseUnitsApart(tokens, flags);
  return { values, positionals };
}

function parseWords(verb: Verb, flags: Flags, args: readonly string[]) {
  try {
    const options = Object.fromEntries(
      Object.entries(flags).map(([name, { type, short, multiple = false }]) => [
        name,
        short === undefined ? { type, multiple } : { type, multiple, short },
      ]),
    );
    return parseArgs({ args: [...args], options, allowPositionals: true, tokens: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
    const known = shownFlags(flags).map(([name]) => `--${name}`);
    if (unknown !== undefined) throw unknownFlag(unknown, { known, verb: nameOf(verb) });
    const [problem = ''] = message.split(/\. |\n/);
    throw new ObuilderError('input-invalid', problem, { hint: usageHint(verb), cause: error });
  }
}

/** The error for an unknown flag of a verb, or of the program. */
export function unknownFlag(
  flag: string,
  { known, verb }: { readonly known: readonly string[]; readonly verb?: string },
): ObuilderError {
  const command = verb === undefined ? '' : `${verb} `;
  const all = `Try "${command}--help" for all flags.`;
  return new ObuilderError(
    'input-invalid',
    `there is no flag ${flag}${verb === undefined ? '' : ` of ${verb}`}`,
    {
      value: flag,
      hint: flagHabit(flag, known) ?? (flag.startsWith('--') ? didYouMean(flag, known, all) : all),
    },
  );
}

export const nameOf = ({ usage }: Verb): string => usage.split(' ', 1)[0] ?? '';

export const usageHint = (verb: Verb): string =>
  `Usage: ${verb.usage}. Try "${nameOf(verb)} --help" for its flags.`;

/** The value of a flag. Undefined if the flag is absent. */
export function text({ values }: Invocation, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** All values of a repeatable flag. */
export function texts({ values }: Invocation, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function isSet({ values }: Invocation, name: string): boolean {
  return values[name] === true;
}

/** The only positional argument. @throws ObuilderError `input-invalid` for zero and for several arguments */
export function onlyPositional(verb: Verb, { positionals }: Invocation, what: string): string {
  const [value, ...others] = positionals;
  if (value !== undefined && others.length === 0) return value;
  const message =
    value === undefined ? `${what} is missing` : `there is more than one ${what}: ${positionals.join(', ')}`;
  throw new ObuilderError('input-invalid', message, { value: others[0], hint: usageHint(verb) });
}

/** @throws ObuilderError `input-invalid` for any positional argument */
export function noPositionals(verb: Verb, { positionals }: Invocation): void {
  if (positionals.length === 0) return;
  throw new ObuilderError('input-invalid', `unexpected argument: ${positionals.join(' ')}`, {
    value: positionals[0],
    hint: usageHint(verb),
  });
}
