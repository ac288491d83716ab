import { readFileSync } from 'node:fs';
import type { FailedStep, Result } from '../../contract/results.ts';
import type { StoreKeeper } from '../../contract/store.ts';
import { print } from '../../host/process/stdout.ts';
import { type StorePlace, storeName } from '../../volume/drivers.ts';
import { withStore } from '../../worker/machinery.ts';
import { type Entry, findEntry, SHOWN_DIGITS } from '../entries.ts';
import { checkStoreFlags, jsonFlag, storeFlags, storeRequest } from '../flags.ts';
import { type Invocation, isSet, onlyPositional, type Verb } from '../verb.ts';

export const inspectVerb: Verb = {
  usage: 'inspect ID',
  summary:
    'Describes a result or a failed step and prints the log. "path" is the directory of a result\'s files, for an hour.',
  flags: { ...storeFlags, ...jsonFlag },
  needsRoot: true,
  check: (invocation) => {
    idOf(invocation);
    checkStoreFlags(invocation);
  },
  run: async (invocation) => {
    const given = idOf(invocation);
    const isJson = isSet(invocation, 'json');
    const text = await withStore(storeRequest(invocation), (store, place) => {
      const entry = findEntry(store, place, given);
      return isJson ? json(store, entry) : tell(store, place, entry);
    });
    print(text);
    return 0;
  },
};

const idOf = (invocation: Invocation) =>
  onlyPositional(inspectVerb, invocation, 'the id of a result or of a failed step');

/** A result, with `failed` if a failure of the same id is kept. A failed step alone is `{ id, failed }`. */
async function json(store: StoreKeeper, { id, result, failed }: Entry): Promise<string> {
  const known = result === undefined ? { id } : { ...withLog(result), path: await store.expose(id) };
  const failure = failed === undefined ? {} : { failed: withLog(failed) };
  return `${JSON.stringify({ ...known, ...failure })}\n`;
}

function withLog<T extends { readonly logPath: string }>({ logPath, ...known }: T) {
  return { ...known, log: logPath };
}

async function tell(store: StoreKeeper, place: StorePlace, { id, result, failed }: Entry): Promise<string> {
  const lines = [
    `id:        ${id}`,
    ...(result === undefined ? [] : resultLines(result, await store.expose(id))),
    ...(failed === undefined ? [] : failureLines(failed, place)),
  ];
  const log = (result ?? failed)?.logPath;
  return `${lines.join('\n')}\n\n${log === undefined ? '' : readFileSync(log, 'utf8')}`;
}

function resultLines(result: Result, path: string): readonly string[] {
  return [
    `operation: ${result.operation}`,
    `parent:    ${result.parent ?? 'none'}`,
    `started:   ${new Date(result.startedAt).toISOString()}, took ${result.seconds.toFixed(2)} s`,
    `path:      ${path}`,
    ...(result.summaryBytes === undefined
      ? []
      : [`summary:   ${result.summaryBytes} bytes, printed by: logs ID --summary`]),
    ...Object.entries(result.outputs).map(([name, value]) => `output:    ${name}=${value}`),
    `log:       ${result.logPath}`,
  ];
}

function failureLines(
  { id, operation, message, failedAt, logPath }: FailedStep,
  place: StorePlace,
): readonly string[] {
  return [
    `failed:    ${new Date(failedAt).toISOString()}: ${message}`,
    `operation: ${operation}`,
    `log:       ${logPath}`,
    `To open its files: shell ${id.slice(0, SHOWN_DIGITS)} --store=${storeName(place)}`,
  ];
}
