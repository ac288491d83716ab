import type { BuildEvent } from '../../../contract/events.ts';
import type { Member } from '../carriers.ts';

const FIRST_MS = 1000;
const NEXT_MS = 10_000;

/** Reports an upload that takes longer than a second. Returns a function that ends the reports. */
export function reportUpload(
  members: readonly Member[],
  results: number,
  emit: (event: BuildEvent) => void,
): () => void {
  const tell = () => {
    for (const { carrier, failure } of members) {
      const megabytes = (carrier.traffic().sentBytes / 1024 ** 2).toFixed(1);
      if (failure === undefined)
        emit({
          type: 'notice',
          message: `storing ${results} ${results === 1 ? 'result' : 'results'} in the ${carrier.name}: ${megabytes} MB sent`,
        });
    }
    timer = setTimeout(tell, NEXT_MS);
    timer.unref();
  };
  let timer = setTimeout(tell, FIRST_MS);
  timer.unref();
  return () => clearTimeout(timer);
}
