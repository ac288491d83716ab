import { createReadStream } from 'node:fs';
import type { Store } from '../../contract/store.ts';
import { ObuilderError } from '../../errors.ts';
import { print, printPieces } from '../../host/process/stdout.ts';
import { type StorePlace, storeName } from '../../volume/drivers.ts';
import { withStore } from '../../worker/machinery.ts';
import { findEntry } from '../entries.ts';
import { checkStoreFlags, storeFlags, storeRequest } from '../flags.ts';
import { type Invocation, isSet, onlyPositional, type Verb } from '../verb.ts';

export const logsVerb: Verb = {
  usage: 'logs ID',
  summary: 'Prints the log of a result or of a kept failed step.',
  flags: {
    ...storeFlags,
    failed: { type: 'boolean', help: 'Print the log of the failed step, even if the id has a result too.' },
    summary: { type: 'boolean', help: 'Print the text that the step wrote to $GITHUB_STEP_SUMMARY.' },
  },
  needsRoot: true,
  check: (invocation) => {
    idOf(invocation);
    checkStoreFlags(invocation);
  },
  run: async (invocation) => {
    const given = idOf(invocation);
    await withStore(storeRequest(invocation), async (store, place) => {
      const { id, result, failed } = findEntry(store, place, given);
      if (isSet(invocation, 'summary')) return print(summaryOf(store, place, id));
      const wanted = isSet(invocation, 'failed') ? failed : (result ?? failed);
      if (wanted === undefined)
        throw new ObuilderError('result-missing', `there is no failure of ${id} in ${storeName(place)}`, {
          value: id,
        });
      await printPieces(createReadStream(wanted.logPath));
    });
    return 0;
  },
};

const idOf = (invocation: Invocation) =>
  onlyPositional(logsVerb, invocation, 'the id of a result or of a failed step');

function summaryOf(store: Store, place: StorePlace, id: string): string {
  const text = store.readSummary(id);
  if (text === undefined)
    throw new ObuilderError('result-missing', `the step of ${id} has no summary in ${storeName(place)}`, {
      value: id,
      hint: 'A summary is the text of $GITHUB_STEP_SUMMARY. Summaries of failed steps appear only in the build.',
    });
  return text.endsWith('\n') ? text : `${text}\n`;
}
