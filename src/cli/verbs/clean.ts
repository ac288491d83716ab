import { cancelOnSignals } from '../../host/process/signals.ts';
import { print } from '../../host/process/stdout.ts';
import { amount } from '../../report/words.ts';
import { withStore } from '../../worker/machinery.ts';
import { storeFlags, storeRequest } from '../store-flags.ts';
import { noPositionals, type Verb } from '../verb.ts';

export const cleanVerb: Verb = {
  usage: 'clean [--store=STORE]',
  summary: 'Removes what ended builds left, failed steps whose time is over and views that nobody looks at.',
  options: { ...storeFlags },
  needsRoot: true,
  run: async (invocation) => {
    noPositionals(cleanVerb, invocation);
    const { signal, stopListening } = cancelOnSignals();
    const text = await withStore(storeRequest(invocation), async (store) => {
      // Opening has repaired the store; what it removed takes the file system a while to free.
      const before = store.space().freeBytes;
      const { failed } = await store.prune({}, signal);
      await store.clean();
      const { freeBytes, totalBytes } = store.space();
      return [
        `Removed what ended builds had left, old views, and ${failed} failed ${failed === 1 ? 'step' : 'steps'} whose time was over`,
        `${amount(Math.max(0, freeBytes - before))} freed; ${amount(freeBytes)} of ${amount(totalBytes)} are free`,
      ].join('\n');
    });
    stopListening();
    print(`${text}\n`);
    return 0;
  },
};
