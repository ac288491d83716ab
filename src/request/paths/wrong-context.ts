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

/** The error for a given context that is missing, or no directory. */
export function wrongContext({ text, absolute, label, isMissing, hint }: WrongContext): ObuilderError {
  const why = isMissing ? 'does not exist' : 'is not a directory';
  return invalidValue(text, label, { expected: `a directory (${absolute} ${why})`, hint });
}
