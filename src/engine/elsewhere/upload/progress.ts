import type { BuildEvent } from '../../../contract/events.ts';
import type { Member } from '../carriers.ts';
import { startTelling } from '../while-telling.ts';

/** Reports an upload that takes longer than a second. Returns a function that ends the reports. */
export function reportUpload(
  members: readonly Member[],
  what: string,
  emit: (event: BuildEvent) => void,
): () => void {
  return startTelling(() => {
    for (const { carrier, failure } of members) {
      const megabytes = (carrier.traffic().sentBytes / 1024 ** 2).toFixed(1);
      const message = `storing ${what} in the ${carrier.name}: ${megabytes} MB sent`;
      if (failure === undefined) emit({ type: 'notice', message });
    }
  });
}
