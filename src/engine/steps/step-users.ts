import { findAccount } from '../../files/rootfs/find-account.ts';
import type { Step } from '../../plan/plan-steps.ts';
import type { StepUsers } from './attempt.ts';

/**
 * Looks up the users of a step in the tree of its base, before anything of the step can change the tree.
 *
 * @throws ObuilderError `sandbox-failed` or `copy-refused` for an unknown name
 */
export function usersOf(step: Step, rootfs: string): StepUsers {
  const user = findAccount(rootfs, step.user, 'sandbox-failed');
  if (step.kind !== 'copy' || step.operation.chown === undefined) return { user, owner: user };
  return { user, owner: findAccount(rootfs, step.owner, 'copy-refused') };
}
