import { ObuilderError } from '../../errors.ts';
import { cancelOnSignals } from '../../host/process/signals.ts';
import { print } from '../../host/process/stdout.ts';
import { pruneText } from '../../report/prune-text.ts';
import { LIMIT_NAMES } from '../../request/limit-names.ts';
import { withStore } from '../../worker/machinery.ts';
import { limitFlags, limitsOf, limitUsage } from '../limit-flags.ts';
import { storeFlags, storeRequest } from '../store-flags.ts';
import { isSet, noPositionals, type Verb } from '../verb.ts';

export const pruneVerb: Verb = {
  usage: `prune ${limitUsage} [--store=STORE] [--json]`,
  summary: 'Removes what no running build needs, the least recently used first, until the limits are kept.',
  options: { ...storeFlags, ...limitFlags, json: { type: 'boolean' } },
  needsRoot: true,
  run: async (invocation) => {
    noPositionals(pruneVerb, invocation);
    const limits = limitsOf(invocation);
    if (limits === undefined) {
      throw new ObuilderError('input-invalid', 'no limit was given', {
        hint: `Give one or more of ${LIMIT_NAMES.map((name) => `--${name}`).join(', ')}.`,
      });
    }
    const { signal, stopListening } = cancelOnSignals();
    const report = await withStore(storeRequest(invocation), (store) => store.prune(limits, signal));
    stopListening();
    print(isSet(invocation, 'json') ? `${JSON.stringify(report)}\n` : `${pruneText(report)}\n`);
    return 0;
  },
};
