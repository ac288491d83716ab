import { callError } from './call-error.ts';
import { makeCallsInside } from './server.ts';
import type { Call } from './table.ts';

/** A call on a file below a root. */
export interface FileCall {
  /** For errors: relative to the root. */
  readonly path: string;
  readonly call: Call;
}

/** Calls at a time. Even with the longest paths, a batch is smaller than the memory of the program that makes the calls. */
const BATCH = 2000;

interface Making<File> {
  readonly callFor: (file: File) => FileCall;
  /** A path for the file of the program, beside the root by default. */
  readonly program?: string | undefined;
}

/**
 * Makes a call for each file, in order like `makeCallsInside`.
 *
 * @throws system error with `path`
 */
export async function makeCallsForFiles<File>(
  root: string,
  files: readonly File[],
  { callFor, program }: Making<File>,
): Promise<void> {
  for (let start = 0; start < files.length; start += BATCH) {
    const batch = files.slice(start, start + BATCH).map(callFor);
    const calls = batch.map(({ call }) => call);
    const failure = await makeCallsInside(root, calls, program);
    const failed = failure && batch[failure.call];
    if (failed) throw callError(failure.errno, failed.call.name, `${root}/${failed.path}`);
  }
}
