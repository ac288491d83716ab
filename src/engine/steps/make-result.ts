import type { Draft, Lease, Result } from '../../contract/results.ts';
import type { Account } from '../../contract/spec.ts';
import { asObuilderError, isObuilderError, must, ObuilderError } from '../../errors.ts';
import type { Step } from '../../plan/plan-steps.ts';
import { exitOf } from '../awaited-failure.ts';
import type { Session } from '../session.ts';
import type { Begin, StepUsers, Yield } from './attempt.ts';
import { commitStep, type Performed } from './commit-step.ts';
import { runCopyStep } from './copy-step.ts';
import { withinDisk } from './disk-watch.ts';
import { runFromStep } from './from-step.ts';
import { explainFullDisk } from './fullness.ts';
import type { Made, Order } from './made.ts';
import { runRunStep } from './run-step.ts';
import { whileHeard } from './silence.ts';
import { keptSlots } from './slots.ts';
import { buildOf, stepContext } from './step-context.ts';
import { usersOf } from './step-users.ts';

/**
 * Makes a new result under a lease. The commit continues after the return.
 *
 * @throws ObuilderError why the step failed, after the draft has gone or its files are kept
 */
export async function makeResult(
  session: Session,
  step: Step,
  order: Order & { readonly lease: Lease },
): Promise<Made> {
  const { lease, base } = order;
  let draft: Draft | undefined;
  let users: StepUsers | undefined;
  const begin: Begin = async () => {
    draft = await lease.begin(base);
    users = usersOf(step, draft.rootfs);
    return { draft, ...users };
  };
  try {
    return await session.inTurn(async () => {
      if (session.signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
      session.journal.start(step);
      const startedAt = Date.now();
      const clock = performance.now();
      const given = await withinDisk(session, (watched) => perform(watched, step, { ...order, begin }));
      return commitStep(session, step, {
        draft: must(draft, 'the draft of a step'),
        user: must(users, 'the users of a step').user,
        order,
        given,
        startedAt,
        seconds: (performance.now() - clock) / 1000 - (given.waited ?? 0),
      });
    });
  } catch (error) {
    const explained = explainFullDisk(error, session.store);
    if (draft === undefined) lease.release();
    else await endDraft(session, step, { draft, user: users?.user, error: explained, order });
    throw explained;
  }
}

/** Ends the draft of a step that was not made; the files of a failed command may be worth a look. */
async function endDraft(
  session: Session,
  step: Step,
  {
    draft,
    user,
    error,
    order,
  }: Pick<Performed, 'draft' | 'order'> & { readonly user: Account | undefined; readonly error: unknown },
): Promise<void> {
  const isOwnFault = isObuilderError(error, 'command-failed') && !session.signal.aborted;
  if (!session.keepFailed || !isOwnFault || user === undefined) return await draft.discard();
  const told = asObuilderError(error);
  const context = stepContext(session, step, user);
  const slots = keptSlots(session, step);
  const isKept = await draft.keepFailed({
    operation: step.text,
    ...buildOf(step),
    message: told.message,
    context,
    ...(slots.length > 0 && { slots }),
    exit: exitOf(session, step, { order, error: told }),
  });
  if (isKept) session.journal.keep(step);
}

interface Work {
  readonly begin: Begin;
  readonly sources: readonly Result[];
}

function perform(session: Session, step: Step, work: Work): Promise<Yield> {
  switch (step.kind) {
    case 'from':
      return whileHeard(session.journal, step, () => runFromStep(session, step, work.begin));
    case 'run':
      return runRunStep(session, step, work);
    case 'copy':
      return whileHeard(session.journal, step, () => runCopyStep(session, step, work));
  }
}
