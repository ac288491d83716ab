import type { ListedSlot } from '../../contract/store.ts';
import { cancelOnSignals } from '../../host/process/signals.ts';
import { print } from '../../host/process/stdout.ts';
import { oneLine } from '../../report/text.ts';
import { withStore } from '../../worker/machinery.ts';
import { checkStoreFlags, jsonFlag, storeFlags, storeRequest } from '../flags.ts';
import { age, size, table, whileMeasuring } from '../table.ts';
import { isSet, noPositionals, type Verb } from '../verb.ts';

export const slotsVerb: Verb = {
  usage: 'slots',
  summary: 'Lists the cache slots with their sizes, the most recently used first.',
  flags: { ...storeFlags, ...jsonFlag },
  needsRoot: true,
  check: (invocation) => {
    noPositionals(slotsVerb, invocation);
    checkStoreFlags(invocation);
  },
  run: async (invocation) => {
    const { signal, stopListening } = cancelOnSignals();
    const slots = await withStore(storeRequest(invocation), (store) =>
      whileMeasuring('all slots', () => store.listSlots(signal)),
    );
    stopListening();
    print(isSet(invocation, 'json') ? `${JSON.stringify({ slots })}\n` : table(slots, line));
    return 0;
  },
};

/** A slot of an old release has only its directory. */
function line({ id, name, scope, bytes, usedAt }: ListedSlot, now: number): string {
  const words = name === undefined || scope === undefined ? id : `${oneLine(name)}  (of ${oneLine(scope)})`;
  return `${age(usedAt, now)}  ${size(bytes)}  ${words}`;
}
