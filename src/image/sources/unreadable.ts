import { factsOf, isObuilderError, ObuilderError } from '../../errors.ts';
import { within } from '../../oci/invalid.ts';

/** Returns the error for a root file system that could not be read, with a way around files that the user may not read. */
export function unreadable(file: string, error: unknown): ObuilderError {
  const named = within(`could not read ${file}`, error);
  if (!isObuilderError(error, 'tool-failed') || error.errno !== 'EACCES') return named;
  // Without the name: a pull request chooses it, and a reader may paste the command into a shell of root.
  const hint =
    'Your user cannot read all files of the directory. ' +
    'Make an archive as root, such as sudo tar -C DIR -cf FILE ., and write rootfs:FILE.';
  return new ObuilderError(named.code, named.message, { ...factsOf(named), hint, cause: error });
}
