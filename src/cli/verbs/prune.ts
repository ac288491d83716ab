import type { PruneLimits } from '../../contract/limits.ts';
import type { StoreKeeper } from '../../contract/store.ts';
import { ObuilderError } from '../../errors.ts';
import { cancelOnSignals } from '../../host/process/signals.ts';
import { print } from '../../host/process/stdout.ts';
import { planText, pruneText } from '../../report/prune-text.ts';
import { oneLine } from '../../report/text.ts';
import { LIMIT_NAMES, type LimitName } from '../../request/limit-names.ts';
import { parseLimits } from '../../request/prune-limits.ts';
import { withStore } from '../../worker/machinery.ts';
import { SHOWN_DIGITS } from '../entries.ts';
import { checkStoreFlags, flagsFor, givenFlags, jsonFlag, storeFlags, storeRequest } from '../flags.ts';
import { age, size, table, whileMeasuring } from '../table.ts';
import { type Flags, type Invocation, isSet, noPositionals, type Verb } from '../verb.ts';

/** The defaults of builds do not count here. */
const LIMIT_HELP: Readonly<Record<LimitName, string>> = {
  'min-free-space':
    "Evict until this much of the store's file system is free, for example `10%` (of its bytes and its inodes) or `20GB`.",
  'max-used-space': 'Evict until the store takes no more than a size or a share of its file system.',
  'max-results': 'Evict until the store has no more results.',
  'max-age':
    'Evict all entries without a use in this time, for example `30d` or `12h`; `0s` means all entries.',
};

function limitsOf(invocation: Invocation): PruneLimits {
  const { text: get, label } = givenFlags(invocation);
  const limits = parseLimits(get, label);
  if (limits !== undefined) return limits;
  throw new ObuilderError('input-invalid', 'no limit was given', {
    hint: `Give one or more of ${LIMIT_NAMES.map((name) => `--${name}`).join(', ')}.`,
  });
}

const limitFlags: Flags = Object.fromEntries(
  Object.entries(flagsFor(LIMIT_NAMES)).map(([name, flag]) => [
    name,
    { ...flag, help: LIMIT_HELP[name as LimitName] },
  ]),
);

export const pruneVerb: Verb = {
  usage: 'prune',
  summary:
    'Evicts unused results and caches, the least recently used first, until the given limits are met. Give at least one limit.',
  flags: {
    ...storeFlags,
    ...limitFlags,
    'dry-run': {
      type: 'boolean',
      help: 'Evict nothing; print the entries to evict and an estimate of the freed space.',
    },
    ...jsonFlag,
  },
  needsRoot: true,
  check: (invocation) => {
    noPositionals(pruneVerb, invocation);
    limitsOf(invocation);
    checkStoreFlags(invocation);
  },
  run: async (invocation) => {
    const limits = limitsOf(invocation);
    const { signal, stopListening } = cancelOnSignals();
    const isJson = isSet(invocation, 'json');
    const text = await withStore(storeRequest(invocation), async (store) => {
      if (isSet(invocation, 'dry-run')) return await tellPlan(store, { limits, signal, isJson });
      const report = await store.prune(limits, signal);
      return isJson ? JSON.stringify(report) : pruneText(report);
    });
    stopListening();
    print(`${text}\n`);
    return 0;
  },
};

interface Asked {
  readonly limits: PruneLimits;
  readonly signal: AbortSignal;
  readonly isJson: boolean;
}

async function tellPlan(store: StoreKeeper, { limits, signal, isJson }: Asked): Promise<string> {
  const { plan, slots } = await whileMeasuring('the entries to evict', async () => {
    const plan = await store.planPrune(limits, signal);
    return { plan, slots: plan.slots === 0 ? [] : await store.listSlots(signal) };
  });
  const words = new Map([
    ...slots.map(({ id, name }): [string, string] => [`slot ${id}`, name ?? id]),
    ...store.failed().map(({ id, operation }): [string, string] => [`failed ${id}`, operation]),
    ...store.list().map(({ id, operation }): [string, string] => [`result ${id}`, operation]),
  ]);
  const told = plan.evictions.map((one) => ({ ...one, operation: words.get(`${one.kind} ${one.id}`) ?? '' }));
  if (isJson) return JSON.stringify({ ...plan, evictions: told });
  const lines = table(told, ({ kind, id, usedAt, bytes, operation }, now) => {
    const shown = kind === 'slot' ? 'cache'.padEnd(SHOWN_DIGITS) : id.slice(0, SHOWN_DIGITS);
    return `${shown}  ${age(usedAt, now)}  ${size(bytes)}  ${oneLine(operation)}`;
  });
  return `${lines}${planText(plan)}`;
}
