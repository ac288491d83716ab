import type { ErrorReport } from '../contract/events.ts';
import type { WorkerEvent } from '../contract/request.ts';
import { errorText } from '../report/error-text.ts';
import type { MissingSecret } from './secrets.ts';

/** The text about a missing secret, for people. */
export const missingText = ({ id, reason, hint }: MissingSecret): string =>
  errorText({ message: `The secret "${id}" was not given: ${reason}`, hint });

/** The secrets that the inputs name and that have no value on this runner. The worker only knows that they have none. */
export interface MissingSecrets {
  add(missing: MissingSecret): void;
  /** Returns the error with the reason, if a missing secret is its cause. */
  explain(error: ErrorReport): ErrorReport;
}

export function missingSecrets(): MissingSecrets {
  const known = new Map<string, MissingSecret>();
  return {
    add: (missing) => void known.set(missing.id, missing),
    explain: (error) => {
      const why = error.code === 'secret-missing' ? known.get(error.value ?? '') : undefined;
      if (why === undefined) return error;
      return { ...error, message: `${error.message}: ${why.reason}`, hint: why.hint };
    },
  };
}

/** Returns the event with an explained error, if any. */
export function explainEvent(event: WorkerEvent, { explain }: Pick<MissingSecrets, 'explain'>): WorkerEvent {
  if (event.type === 'failed') return { ...event, error: explain(event.error) };
  if (event.type === 'step-end' && event.error !== undefined)
    return { ...event, error: explain(event.error) };
  return event;
}
