import type { BuildEvent } from '../../../contract/events.ts';
import type { Member } from '../carriers.ts';
import { megabytes, startTelling } from '../while-telling.ts';

/** Reports an upload that takes longer than a second. Returns a function that ends the reports. */
export function reportUpload(
  members: readonly Member[],
  what: string,
  emit: (event: BuildEvent) => void,
): () => void {
  return startTelling(() => {
    for (const { carrier, failure } of members) {
      const message = `storing ${what} in the ${carrier.name}: ${megabytes(carrier.traffic().sentBytes)} sent`;
      if (failure === undefined) emit({ type: 'notice', message });
    }
  });
}
