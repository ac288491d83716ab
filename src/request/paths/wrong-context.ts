import type { ObuilderError } from '../../errors.ts';
import { invalidValue } from '../parse-value.ts';

/** The context of a build, as the user wrote it, and its absolute path. */
interface WrongContext {
  readonly text: string;
  readonly absolute: string;
  /** Such as `input context`. */
  readonly label: string;
  readonly isMissing: boolean;
  readonly hint: string;
}

/** A context of Docker that is cloned: an address, or the default of docker/build-push-action. */
const GIT = /^(?:\{\{\s*defaultContext\s*\}\}|(?:https?|git|ssh|git\+ssh):\/\/|git@[^/]+:|github\.com\/)/;
const GIT_HINT =
  'Git contexts have no counterpart: get the files first with git clone, or in a workflow with actions/checkout, and name their directory, such as ".".';

/** The error for a given context that is missing, or no directory. */
export function wrongContext({ text, absolute, label, isMissing, hint }: WrongContext): ObuilderError {
  if (GIT.test(text)) return invalidValue(text, label, { expected: 'a directory', hint: GIT_HINT });
  const why = isMissing ? 'does not exist' : 'is not a directory';
  return invalidValue(text, label, { expected: `a directory (${absolute} ${why})`, hint });
}
