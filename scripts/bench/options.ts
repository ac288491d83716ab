import path from 'node:path';
import { parseArgs } from 'node:util';
import { project } from '../machine.mjs';

export interface Options {
  /** Names of rows or groups of rows to measure; all of them when empty. */
  readonly rows: readonly string[];
  /** Timed rounds a row, besides the one that warms up. */
  readonly runs: number;
  /** Three rounds, less data, and without the rows that take minutes. */
  readonly quick: boolean;
  /** Size of the step that the rows of carriers move. */
  readonly megabytes: number;
  /** Puts the table into docs/performance.md. */
  readonly write: boolean;
  /** The program that is measured. */
  readonly cli: string;
  /** Another checkout with a dist/, whose command line is measured in the same rounds. */
  readonly against: string | undefined;
  /** Where all figures go. */
  readonly json: string;
  /** A directory on the disk to measure on; everything made there goes away at the end. */
  readonly directory: string;
}

export const usage = `npm run bench -- [--rows NAME,…] [--runs N] [--quick] [--megabytes N] [--write] [--cli FILE] [--against DIR] [--json FILE] [--directory DIR]`;

/** What was asked for cannot be measured: the text is for people. */
export class UsageError extends Error {}

/** @throws UsageError, or TypeError for a flag that there is not */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string' },
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      megabytes: { type: 'string' },
      write: { type: 'boolean', default: false },
      cli: { type: 'string', default: path.join(project, 'dist/cli/index.js') },
      against: { type: 'string' },
      json: { type: 'string', default: path.join(project, 'build/bench.json') },
      directory: { type: 'string', default: '/var/lib' },
    },
  });
  const rows = values.rows?.split(',').filter((name) => name !== '') ?? [];
  const runs = Number(values.runs ?? (values.quick ? 3 : 5));
  if (!Number.isInteger(runs) || runs < 1)
    throw new UsageError(`--runs=${values.runs} is not a number from 1 on`);
  const megabytes = Number(values.megabytes ?? (values.quick ? 100 : 1000));
  if (!Number.isInteger(megabytes) || megabytes < 1)
    throw new UsageError(`--megabytes=${values.megabytes} is not a number from 1 on`);
  const hasTable = rows.length === 0 || values.rows === 'jobs';
  if (values.write && (values.quick || !hasTable || values.against !== undefined)) {
    throw new UsageError(
      '--write needs all rows of a table, because the table is of one run: leave out --quick and --against, and give --rows=jobs or no rows',
    );
  }
  return {
    rows,
    runs,
    quick: values.quick,
    megabytes,
    write: values.write,
    cli: path.resolve(values.cli),
    against: values.against === undefined ? undefined : path.resolve(values.against, 'dist/cli/index.js'),
    json: path.resolve(values.json),
    directory: path.resolve(values.directory),
  };
}
