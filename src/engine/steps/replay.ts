import type { Carrier } from '../../contract/remote.ts';
import type { Result } from '../../contract/results.ts';
import { asObuilderError, ObuilderError } from '../../errors.ts';
import type { Step } from '../../plan/plan-steps.ts';
import { isVirtual } from '../../plan/virtual.ts';
import type { FetchedTexts } from '../elsewhere/arriving.ts';
import { replayAttempts } from '../output/attempts.ts';
import { withoutSecrets } from '../output/step-outputs.ts';
import { replayWritten } from '../output/written.ts';
import { waitFor } from '../pace.ts';
import type { Session } from '../session.ts';

interface Replayed {
  readonly result: Result;
  /** Whether the log was shown while another process wrote it. */
  readonly isFollowed?: boolean | undefined;
  /** The label of the owning scope, if another. */
  readonly from?: string | undefined;
  /** Log and summary of a result that the store cannot read yet. */
  readonly texts?: FetchedTexts | undefined;
}

/** Reports a step with an existing result: log, summary and outputs, masked again with the secrets of this build. */
export async function replay(
  session: Session,
  step: Step,
  { result, isFollowed = false, from, texts }: Replayed,
): Promise<void> {
  const { kind, startedAt, seconds, source } = result;
  const original = { kind, startedAt, seconds, source, from, carrier: carrierOf(session, result)?.kind };
  // The log and outputs of the result that the build continues from belong to another build.
  if (step.kind === 'from' && step.base !== undefined) {
    if (isVirtual(result)) session.remote?.opened()?.carriers.count(result.remote.carrier, 'found');
    return session.journal.end(step, { id: result.id, outcome: 'cached', seconds: 0, original });
  }
  let summary: string | undefined;
  if (isVirtual(result)) {
    const { replayRemote } = await import('../elsewhere/replay-remote.ts');
    summary = await replayRemote(session, step, result);
  } else if (texts !== undefined) {
    session.journal.output(step, session.masker.mask(texts.log));
    summary = texts.summary;
  } else if (!isFollowed) await replayLog(session, step, result.id);
  replayWritten(session, step, { result, summary });
  replayAttempts(session, step, result);
  session.journal.end(step, {
    id: result.id,
    outcome: 'cached',
    seconds: 0,
    original,
    outputs: withoutSecrets(session, step, result.outputs),
  });
}

/** The carrier from which this build has the result. */
function carrierOf({ remote }: Session, result: Result): Carrier | undefined {
  return isVirtual(result) ? result.remote.carrier : remote?.opened()?.fetched.get(result.id);
}

/** A log up to this size is kept and masked as a whole, without an automaton of all secrets. */
export const MAX_WHOLE_LOG_BYTES = 256 * 1024;

/** Emits the log in pieces, as fast as the listener takes them. A damaged log does not fail a build. */
async function replayLog(session: Session, step: Step, id: string): Promise<void> {
  const { journal, masker, store, signal, pace, warn } = session;
  const pieces = logPieces(store.readLog(id), (reason) =>
    warn(`the log of this step is incomplete, but its files are whole: ${reason}`, step),
  );
  if ((store.logBytes(id) ?? 0) <= MAX_WHOLE_LOG_BYTES) {
    journal.output(step, masker.mask([...pieces].join('')));
    return;
  }
  const masked = masker.stream();
  for (const text of pieces) {
    if (signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
    journal.output(step, masked.push(text));
    const wait = waitFor(pace(), signal);
    if (wait !== undefined) await wait;
  }
  journal.output(step, masked.end());
}

function* logPieces(log: Iterable<string> | undefined, onFault: (reason: string) => void): Generator<string> {
  if (log === undefined) {
    onFault('it was lost');
    return;
  }
  try {
    yield* log;
  } catch (error) {
    onFault(asObuilderError(error).message);
  }
}
