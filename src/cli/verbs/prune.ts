import { ObuilderError } from '../../errors.ts';
import { cancelOnSignals } from '../../host/process/signals.ts';
import { print } from '../../host/process/stdout.ts';
import { pruneText } from '../../report/prune-text.ts';
import { LIMIT_NAMES } from '../../request/limit-names.ts';
import { parseLimits } from '../../request/prune-limits.ts';
import { withStore } from '../../worker/machinery.ts';
import { flagsFor, givenFlags, jsonFlag, storeFlags, storeRequest } from '../flags.ts';
import { isSet, noPositionals, type Verb } from '../verb.ts';

export const pruneVerb: Verb = {
  usage: 'prune',
  summary: 'Evicts unused results and caches, the least recently used first, until the given limits are met.',
  flags: { ...storeFlags, ...flagsFor(LIMIT_NAMES), ...jsonFlag },
  needsRoot: true,
  run: async (invocation) => {
    noPositionals(pruneVerb, invocation);
    const { text: get, label } = givenFlags(invocation);
    const limits = parseLimits(get, label);
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
