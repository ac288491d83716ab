import { cancelOnSignals } from '../../host/process/signals.ts';
import { print } from '../../host/process/stdout.ts';
import { amount } from '../../report/words.ts';
import { withStore } from '../../worker/machinery.ts';
import { checkStoreFlags, storeFlags, storeRequest } from '../flags.ts';
import { noPositionals, type Verb } from '../verb.ts';

export const cleanVerb: Verb = {
  usage: 'clean',
  summary: 'Removes leftovers of ended builds, expired failed steps and unused views.',
  flags: storeFlags,
  needsRoot: true,
  check: (invocation) => {
    noPositionals(cleanVerb, invocation);
    checkStoreFlags(invocation);
  },
  run: async (invocation) => {
    const { signal, stopListening } = cancelOnSignals();
    const text = await withStore(storeRequest(invocation), async (store) => {
      // Opening the store removes leftovers; the file system frees their space later.
      const before = store.space().freeBytes;
      const { failed } = await store.prune({}, signal);
      await store.clean();
      const { freeBytes, totalBytes } = store.space();
      return [
        `Removed leftovers of ended builds, old views and ${failed} expired failed ${failed === 1 ? 'step' : 'steps'}`,
        `${amount(Math.max(0, freeBytes - before))} freed; ${amount(freeBytes)} of ${amount(totalBytes)} are free`,
      ].join('\n');
    });
    stopListening();
    print(`${text}\n`);
    return 0;
  },
};
