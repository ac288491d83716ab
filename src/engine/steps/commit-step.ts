import type { Draft } from '../../contract/results.ts';
import type { Account } from '../../contract/spec.ts';
import { keyOf } from '../../plan/identify.ts';
import { keyRecord } from '../../plan/keys.ts';
import type { Step } from '../../plan/plan-steps.ts';
import { makersOf } from '../../plan/scopes.ts';
import type { Session } from '../session.ts';
import type { Yield } from './attempt.ts';
import { keeping, type Made, type Order } from './made.ts';
import { buildOf, stepContext } from './step-context.ts';

/** A performed step whose draft can become a result. */
export interface Performed {
  readonly draft: Draft;
  readonly user: Account;
  readonly order: Order;
  readonly given: Yield;
  readonly startedAt: number;
  readonly seconds: number;
}

/** The fields that the id hashes; undefined if a field contains a secret, because results are kept in clear. */
function keyOfResult(
  { plan, masker }: Session,
  step: Step,
  { base, manifest, choice }: Order,
): readonly unknown[] | undefined {
  const scope = choice.scope?.key;
  const record = keyRecord(keyOf(step, { base: base?.id ?? '', facts: plan.facts, manifest, scope }));
  const text = JSON.stringify(record);
  return masker.mask(text) === text ? record : undefined;
}

/** Begins the commit of a performed step. */
export function commitStep(session: Session, step: Step, performed: Performed): Made {
  const { draft, user, order, given, startedAt, seconds } = performed;
  const { kind, text: operation } = step;
  const { outputs, environment, written, checked } = given;
  const meta = {
    parent: order.base?.id,
    parentMadeAt: order.baseMadeAt,
    scope: order.choice.scope?.label,
    madeBy: makersOf(session.plan.scopes),
    vouchedBy: order.vouchedBy,
    kind,
    ...buildOf(step),
    operation,
    startedAt,
    seconds,
    outputs,
    key: keyOfResult(session, step, order),
    environment,
    ...written,
    source: 'built',
    context: stepContext(session, step, user),
  } as const;
  const committed = draft.commit(meta, checked);
  const finished = keeping(session, step, committed.done);
  session.journal.end(step, { id: draft.id, outcome: 'built', seconds, outputs });
  return { base: committed.base, madeAt: startedAt, vouchedBy: order.vouchedBy, finished };
}
