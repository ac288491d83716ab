import type { PruneLimits } from '../../contract/limits.ts';
import type { StepBounds } from '../../contract/request.ts';
import { ObuilderError } from '../../errors.ts';

export const OWNER_FILE = '/etc/obuilder-action.json';

/** The rules of the machine's owner for builds. A missing rule has its default. */
export interface OwnerRules {
  /** The only stores that users may name. A user's `auto` is the first store open to this user. */
  readonly stores?: readonly OwnerStore[] | undefined;
  /** `audit`: a step that asks for the host's network gets the network of an audit. */
  readonly hostNetwork: 'allow' | 'audit' | 'forbid';
  /** Whether a step runs only if root in the step is an unprivileged user on the machine. */
  readonly needsUserNamespace: boolean;
  /** The bounds of steps as texts, by the names of their inputs. */
  readonly steps: Readonly<Record<string, string>>;
  /** The parsed bounds of steps. */
  readonly bounds?: StepBounds | undefined;
  /** The directories for local images, besides the context. */
  readonly imageDirectories: readonly string[];
  /** Files with certificates of authorities that all builds trust. */
  readonly ca: readonly string[];
}

export interface OwnerStore {
  /** `auto`, or `DRIVER:PLACE`. */
  readonly store: string;
  /** The size of a new pool. */
  readonly poolBytes?: number | undefined;
  /** Names or numbers. Without users and groups, the store is open to every user. */
  readonly users?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  /** The limits of the store for builds of all users. */
  readonly limits?: PruneLimits | undefined;
}

/** The rules of a machine without an owner's file. */
export const NO_RULES: OwnerRules = {
  hostNetwork: 'allow',
  needsUserNamespace: false,
  steps: {},
  imageDirectories: [],
  ca: [],
};

export function ownerFault(file: string, what: string, value?: string, cause?: unknown): ObuilderError {
  return new ObuilderError('input-invalid', `${file} ${what}`, {
    value: value ?? file,
    hint: 'Let the owner of this machine fix the file; "doctor" checks the file.',
    cause,
  });
}
