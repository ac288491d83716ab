import { totalmem } from 'node:os';
import type { Bound, StepBounds } from '../contract/request.ts';
import type { BoundName } from '../contract/sandbox.ts';
import { byteSize } from './byte-size.ts';
import { seconds } from './duration.ts';
import { invalidValue, type Parse } from './parse-value.ts';
import { BOUND_KEYS, BOUND_NAMES } from './step-bounds.ts';

interface Kind {
  /** Undefined if the text is not a value of this kind. */
  readonly parse: (text: string) => number | undefined;
  readonly min: number;
  readonly expected: string;
}

const MIB = 1024 ** 2;
const number = (text: string) => (/^\d{1,9}(?:\.\d{1,3})?$/.test(text) ? Number(text) : undefined);
const whole = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);
/** A bare number is refused: the user may mean megabytes. */
const size = (text: string) => (/[a-z]$/i.test(text) ? byteSize(text) : undefined);

/** Below the minima of memory and pids, a runtime cannot start a step. */
const KINDS: Readonly<Record<BoundName, Kind>> = {
  memory: {
    parse: memory,
    min: 32 * MIB,
    expected: 'a size of 32 MB or more, such as 8GB, or a share, such as 50%',
  },
  cpus: { parse: number, min: 0.01, expected: 'a number of CPUs, such as 2 or 1.5' },
  pids: { parse: whole, min: 32, expected: 'a whole number, 32 or more' },
  'step-timeout': { parse: seconds, min: 1, expected: 'a time of a second or more, such as 90m or 2h' },
  'log-size': { parse: size, min: 1024, expected: 'a size of 1 kB or more, such as 200MB' },
};

/** A parser for a bound of steps. `max` means no bound. */
export function parseBound(name: BoundName): Parse<Bound> {
  const { parse, min, expected } = KINDS[name];
  return (given, label) => {
    const text = given.trim();
    if (text === 'max') return 'none';
    const value = parse(text);
    if (value !== undefined && Number.isFinite(value) && value >= min) return value;
    throw invalidValue(text, label, { expected, hint: 'Write max for no bound.' });
  };
}

/**
 * The bounds of steps. Undefined if none is given.
 *
 * @param get the text of a bound; undefined or blank if absent
 * @param label the bound's name in an error
 * @throws ObuilderError `input-invalid`
 */
export function parseBounds(
  get: (name: BoundName) => string | undefined,
  label: (name: BoundName) => string,
): StepBounds | undefined {
  const entries = BOUND_NAMES.flatMap((name) => {
    const text = get(name)?.trim() ?? '';
    return text === '' ? [] : [[BOUND_KEYS[name], parseBound(name)(text, label(name))] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** A share refers to this machine's memory. */
function memory(text: string): number | undefined {
  const percent = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text)?.[1];
  if (percent === undefined) return size(text);
  return Number(percent) <= 100 ? Math.floor((totalmem() * Number(percent)) / 100) : undefined;
}
