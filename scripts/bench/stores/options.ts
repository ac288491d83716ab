import path from 'node:path';
import { parseArgs } from 'node:util';
import { driverPlaces } from '../../../test/places/driver-places.ts';
import { project } from '../../machine.mjs';
import { UsageError } from '../options.ts';

export interface Options {
  /** Keys of `driverPlaces`. */
  readonly stores: readonly string[];
  readonly sizes: readonly number[];
  /** For all stores together. */
  readonly minutes: number;
  /** Puts the tables of all stores that have been measured into docs/performance.md. */
  readonly write: boolean;
  readonly cli: string;
  /** Where the figures of each store are kept. */
  readonly kept: string;
}

export const usage =
  'npm run bench:stores -- [--store=NAME,…] [--sizes=10,100,…] [--minutes=N] [--write] [--cli=FILE] [--kept=DIR]';

/** `overlayfs` is all places whose name begins with that word. */
function choose(wanted: string): readonly string[] {
  const names = Object.keys(driverPlaces);
  if (wanted === '') return names;
  return wanted.split(',').flatMap((name) => {
    const found = names.filter((one) => one === name || one.startsWith(`${name} `));
    if (found.length > 0) return found;
    throw new UsageError(`there is no store ${name}: the stores are ${names.join(', ')}`);
  });
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  throw new UsageError(`--${name}: ${JSON.stringify(text)} is not a number above 0`);
}

/** @throws UsageError, or TypeError for a flag that there is not */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      store: { type: 'string', default: '' },
      sizes: { type: 'string', default: '10,100,1000,5000' },
      minutes: { type: 'string', default: '20' },
      write: { type: 'boolean', default: false },
      cli: { type: 'string', default: path.join(project, 'dist/cli/index.js') },
      kept: { type: 'string', default: path.join(project, 'build/bench-stores') },
    },
  });
  return {
    stores: choose(values.store),
    sizes: values.sizes
      .split(',')
      .map((size) => positive('sizes', size))
      .sort((a, b) => a - b),
    minutes: positive('minutes', values.minutes),
    write: values.write,
    cli: path.resolve(values.cli),
    kept: path.resolve(values.kept),
  };
}
