import { asObuilderError } from '../../errors.ts';
import type { Step } from '../../plan/plan-steps.ts';
import type { VirtualResult } from '../../plan/virtual.ts';
import { waitFor } from '../pace.ts';
import type { Session } from '../session.ts';
import { isLost } from './carriers.ts';
import type { Remote } from './remote.ts';

/** Shows the log of a virtual result and returns the summary, masked with the secrets of this build. Lost texts are warnings. */
export async function replayRemote(
  session: Session,
  step: Step,
  result: VirtualResult,
): Promise<string | undefined> {
  const remote = session.remote?.opened();
  if (remote === undefined) return undefined;
  remote.carriers.count(result.remote.carrier, 'found');
  const { journal, masker, signal, pace } = session;
  const masked = masker.stream();
  await orWarn(session, step, { remote, result, what: 'log' }, async () => {
    for await (const text of remote.texts.log(result, session.limits)) {
      journal.output(step, masked.push(text));
      await waitFor(pace(), signal);
    }
  });
  journal.output(step, masked.end());
  return await orWarn(session, step, { remote, result, what: 'summary' }, () => remote.texts.summary(result));
}

interface Reading {
  readonly remote: Remote;
  readonly result: VirtualResult;
  readonly what: string;
}

async function orWarn<T>(
  session: Session,
  step: Step,
  { remote, result, what }: Reading,
  read: () => Promise<T>,
): Promise<T | undefined> {
  const { carrier } = result.remote;
  if (remote.carriers.usable(carrier) === undefined) return undefined;
  try {
    return await read();
  } catch (error) {
    const lost = `the ${what} of this step is incomplete`;
    if (isLost(error))
      session.warn(`${lost}, but its files are whole: ${asObuilderError(error).message}`, step);
    else remote.carriers.fail(carrier, error, { cost: `${lost} (${step.text})`, signal: session.signal });
    return undefined;
  }
}
