import type { StepBounds } from '../../contract/request.ts';
import type { PruneLimits } from '../../contract/store.ts';
import { ObuilderError } from '../../errors.ts';

export const OWNER_FILE = '/etc/obuilder-action.json';

/** What the machine's owner has decided about builds. What the owner left out has its default. */
export interface OwnerRules {
  /** The only stores that users may name; the first that is a user's is that user's `auto`. */
  readonly stores?: readonly OwnerStore[] | undefined;
  readonly mayUseHostNetwork: boolean;
  /** Whether a step runs only where root in the step is nobody on the machine. */
  readonly needsUserNamespace: boolean;
  /** The bounds of steps as texts, by the names of their inputs. */
  readonly steps: Readonly<Record<string, string>>;
  /** The same, read. */
  readonly bounds?: StepBounds | undefined;
  /** Where local images may be besides the context. */
  readonly imageDirectories: readonly string[];
}

export interface OwnerStore {
  /** `auto`, or `DRIVER:PLACE`. */
  readonly store: string;
  /** Of a pool that is yet to be made. */
  readonly poolBytes?: number | undefined;
  /** Names or numbers; with neither users nor groups the store is everybody's. */
  readonly users?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  /** What the store is kept within, whoever builds. */
  readonly limits?: PruneLimits | undefined;
}

/** The rules of a machine whose owner has written none. */
export const NO_RULES: OwnerRules = {
  mayUseHostNetwork: true,
  needsUserNamespace: false,
  steps: {},
  imageDirectories: [],
};

export function ownerFault(file: string, what: string, value?: string): ObuilderError {
  return new ObuilderError('input-invalid', `${file} ${what}`, {
    value: value ?? file,
    hint: 'Let the owner of this machine mend it; "doctor" checks the file.',
  });
}
