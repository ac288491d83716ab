import type { Usage } from '../../contract/store.ts';
import { inodesText } from '../../files/full-disk.ts';
import { print } from '../../host/process/stdout.ts';
import { amount } from '../../report/words.ts';
import type { ResolvedStore } from '../../store/choose/resolve.ts';
import { withStore } from '../../worker/machinery.ts';
import { storeFlags, storeRequest } from '../store-flags.ts';
import { isSet, noPositionals, type Verb } from '../verb.ts';

export const usageVerb: Verb = {
  usage: 'usage [--store=STORE] [--json]',
  summary: 'Tells what the store holds and how much space it takes and has left.',
  options: { ...storeFlags, json: { type: 'boolean' } },
  needsRoot: true,
  run: async (invocation) => {
    noPositionals(usageVerb, invocation);
    const told = await withStore(storeRequest(invocation), async (store, place) => {
      return { place, usage: await store.usage() };
    });
    print(isSet(invocation, 'json') ? json(told) : text(told));
    return 0;
  },
};

interface Told {
  readonly place: ResolvedStore;
  readonly usage: Usage;
}

function json({ place, usage }: Told): string {
  return `${JSON.stringify({ store: `${place.driver}:${place.root}`, why: place.why, ...usage })}\n`;
}

function text({ place, usage }: Told): string {
  const lines = [
    `store:   ${place.driver}:${place.root} (${place.why})`,
    `used:    ${amount(usage.usedBytes)}`,
    `free:    ${amount(usage.freeBytes)} of ${amount(usage.totalBytes)}`,
    ...(usage.totalInodes === undefined ? [] : [`inodes:  ${inodesText(usage)} free`]),
    `results: ${usage.results}`,
    `caches:  ${usage.slots}`,
    `failed:  ${usage.failed}`,
  ];
  return `${lines.join('\n')}\n`;
}
