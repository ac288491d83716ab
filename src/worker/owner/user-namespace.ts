import type { UserNamespaceMode } from '../../contract/sandbox.ts';
import { ObuilderError } from '../../errors.ts';
import { OWNER_FILE, type OwnerRules } from './rules.ts';

/**
 * Returns the mode of a build. If the owner wants a user namespace around each step, every build has user namespaces.
 *
 * @throws ObuilderError `input-invalid` for a build that asks for no user namespace
 */
export function userNamespaceFor(
  asked: UserNamespaceMode | undefined,
  { needsUserNamespace }: OwnerRules,
): UserNamespaceMode | undefined {
  if (!needsUserNamespace) return asked;
  if (asked !== 'never') return 'always';
  throw new ObuilderError('input-invalid', 'steps may not run without a user namespace on this machine', {
    value: asked,
    hint: `Leave user-namespace out. The owner of this machine wants one around each step in ${OWNER_FILE}.`,
  });
}
