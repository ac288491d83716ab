import type { Usage } from '../../contract/store.ts';
import { inodesText } from '../../files/full-disk.ts';
import { print } from '../../host/process/stdout.ts';
import { amount } from '../../report/words.ts';
import type { ResolvedStore } from '../../store/choose/resolve.ts';
import { storeName } from '../../volume/drivers.ts';
import { withStore } from '../../worker/machinery.ts';
import { checkStoreFlags, jsonFlag, storeFlags, storeRequest } from '../flags.ts';
import { isSet, noPositionals, type Verb } from '../verb.ts';

export const usageVerb: Verb = {
  usage: 'usage',
  summary: "Prints the store's number of results, caches and failed steps, and its used and free space.",
  flags: { ...storeFlags, ...jsonFlag },
  needsRoot: true,
  check: (invocation) => {
    noPositionals(usageVerb, invocation);
    checkStoreFlags(invocation);
  },
  run: async (invocation) => {
    const report = await withStore(storeRequest(invocation), async (store, place) => {
      return { place, usage: await store.usage() };
    });
    print(isSet(invocation, 'json') ? json(report) : text(report));
    return 0;
  },
};

interface Report {
  readonly place: ResolvedStore;
  readonly usage: Usage;
}

function json({ place, usage }: Report): string {
  return `${JSON.stringify({ store: storeName(place), why: place.why, ...usage })}\n`;
}

function text({ place, usage }: Report): string {
  const lines = [
    `store:   ${storeName(place)} (${place.why})`,
    `used:    ${amount(usage.usedBytes)}`,
    `free:    ${amount(usage.freeBytes)} of ${amount(usage.totalBytes)}`,
    ...(usage.totalInodes === undefined ? [] : [`inodes:  ${inodesText(usage)} free`]),
    `results: ${usage.results}`,
    `caches:  ${usage.slots}`,
    `failed:  ${usage.failed}`,
  ];
  return `${lines.join('\n')}\n`;
}
