import type { FailedStep } from '../../contract/results.ts';
import type { ListedResult, StoreKeeper } from '../../contract/store.ts';
import { cancelOnSignals } from '../../host/process/signals.ts';
import { print } from '../../host/process/stdout.ts';
import { oneLine } from '../../report/text.ts';
import { withStore } from '../../worker/machinery.ts';
import { SHOWN_DIGITS } from '../entries.ts';
import { checkStoreFlags, jsonFlag, storeFlags, storeRequest } from '../flags.ts';
import { age, size, table, whileMeasuring } from '../table.ts';
import { isSet, noPositionals, type Verb } from '../verb.ts';

export const listVerb: Verb = {
  usage: 'list',
  summary:
    'Lists the results, the most recently used first. The size is the space that a result takes beyond its base.',
  flags: {
    ...storeFlags,
    failed: { type: 'boolean', help: 'List the kept failed steps instead.' },
    ...jsonFlag,
  },
  needsRoot: true,
  check: (invocation) => {
    noPositionals(listVerb, invocation);
    checkStoreFlags(invocation);
  },
  run: async (invocation) => {
    const isJson = isSet(invocation, 'json');
    const isFailed = isSet(invocation, 'failed');
    const { signal, stopListening } = cancelOnSignals();
    const text = await withStore(storeRequest(invocation), async (store) => {
      if (isFailed) {
        const sized = await withSizes(store, store.failed(), signal);
        return isJson ? failedJson(sized) : table(sized, failedLine);
      }
      const sized = await withSizes(store, store.list(), signal);
      return isJson ? resultsJson(sized) : table(sized, resultLine);
    });
    stopListening();
    print(text);
    return 0;
  },
};

type Sized<T> = T & { readonly bytes: number | undefined };

async function withSizes<T extends { readonly id: string }>(
  store: StoreKeeper,
  entries: readonly T[],
  signal: AbortSignal,
): Promise<readonly Sized<T>[]> {
  const ids = entries.map(({ id }) => id);
  const sizes = await whileMeasuring(`${ids.length} entries`, () => store.sizes(ids, signal));
  return entries.map((entry) => ({ ...entry, bytes: sizes.get(entry.id) }));
}

function resultsJson(results: readonly Sized<ListedResult>[]): string {
  const listed = results.map(
    ({ id, parent, kind, scope, build, operation, startedAt, seconds, usedAt, bytes }) => {
      return { id, parent, kind, scope, build, operation, startedAt, seconds, usedAt, bytes };
    },
  );
  return `${JSON.stringify({ results: listed })}\n`;
}

function failedJson(steps: readonly Sized<FailedStep>[]): string {
  const failed = steps.map(({ id, build, operation, message, failedAt, bytes }) => {
    return { id, build, operation, message, failedAt, bytes };
  });
  return `${JSON.stringify({ failed })}\n`;
}

const inBuild = ({ build }: Pick<FailedStep, 'build'>) => (build === undefined ? '' : `${oneLine(build)}: `);

function resultLine(result: Sized<ListedResult>, now: number): string {
  const { id, kind, scope, operation, usedAt, bytes } = result;
  const owner = scope === undefined ? '' : `  (of ${oneLine(scope)})`;
  const words = `${inBuild(result)}${oneLine(operation)}${owner}`;
  return `${id.slice(0, SHOWN_DIGITS)}  ${age(usedAt, now)}  ${size(bytes)}  ${kind.padEnd(4)}  ${words}`;
}

function failedLine(failed: Sized<FailedStep>, now: number): string {
  const { id, operation, message, failedAt, bytes } = failed;
  const words = `${inBuild(failed)}${oneLine(operation)}: ${oneLine(message)}`;
  return `${id.slice(0, SHOWN_DIGITS)}  ${age(failedAt, now)}  ${size(bytes)}  ${words}`;
}
