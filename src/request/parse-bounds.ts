import { totalmem } from 'node:os';
import type { Bound, StepBounds } from '../contract/request.ts';
import type { BoundName } from '../contract/sandbox.ts';
import { ObuilderError } from '../errors.ts';
import { byteSize } from './byte-size.ts';
import { seconds } from './duration.ts';
import { BOUND_KEYS, BOUND_NAMES } from './step-bounds.ts';

interface Kind {
  /** Undefined for what is no value of this kind. */
  readonly parse: (text: string) => number | undefined;
  readonly least: number;
  readonly expected: string;
}

const MIB = 1024 ** 2;
const number = (text: string) => (/^\d{1,9}(?:\.\d{1,3})?$/.test(text) ? Number(text) : undefined);
const whole = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);
// A bare number is as likely to be meant as megabytes or minutes.
const size = (text: string) => (/[a-z]$/i.test(text) ? byteSize(text) : undefined);

/** A runtime cannot start a step with less memory or fewer processes. */
const KINDS: Readonly<Record<BoundName, Kind>> = {
  memory: {
    parse: memory,
    least: 32 * MIB,
    expected: 'a size of 32 MB or more, such as 8GB, or a share, such as 50%',
  },
  cpus: { parse: number, least: 0.01, expected: 'a number of CPUs, such as 2 or 1.5' },
  pids: { parse: whole, least: 32, expected: 'a whole number, 32 or more' },
  'step-timeout': { parse: seconds, least: 1, expected: 'a time of a second or more, such as 90m or 2h' },
  'log-size': { parse: size, least: 1024, expected: 'a size of 1 kB or more, such as 200MB' },
};

/** What a step gets where nothing is asked for, as action.yml tells it. */
export const BOUND_DEFAULTS: Readonly<Record<BoundName, string>> = {
  memory: '80%',
  cpus: 'max',
  pids: '16384',
  'step-timeout': '6h',
  'log-size': '1GB',
};

/**
 * The bounds for steps that inputs or flags give, undefined where they give none. `max` and `0` mean no bound.
 *
 * @param get the text of one of them, undefined or empty where it was not given
 * @param label what an input or a flag is called in an error
 * @throws ObuilderError `input-invalid`
 */
export function parseBounds(
  get: (name: BoundName) => string | undefined,
  label: (name: BoundName) => string,
): StepBounds | undefined {
  const entries = BOUND_NAMES.flatMap((name) => {
    const text = get(name)?.trim() ?? '';
    return text === '' ? [] : [[BOUND_KEYS[name], parseBound(text, KINDS[name], label(name))] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function parseBound(text: string, { parse, least, expected }: Kind, label: string): Bound {
  if (text === 'max' || /^0+$/.test(text)) return 'none';
  const value = parse(text);
  if (value !== undefined && Number.isFinite(value) && value >= least) return value;
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  throw new ObuilderError('input-invalid', `${label} is ${JSON.stringify(shown)}: expected ${expected}`, {
    value: shown,
    hint: 'Write max for no bound.',
  });
}

/** A share is of this machine's memory. */
function memory(text: string): number | undefined {
  const percent = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text)?.[1];
  if (percent === undefined) return size(text);
  return Number(percent) <= 100 ? Math.floor((totalmem() * Number(percent)) / 100) : undefined;
}
