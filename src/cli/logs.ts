import { createReadStream } from 'node:fs';
import { ObuilderError } from '../errors.ts';
import { findEntry } from './entries.ts';
import { withStore } from './machinery.ts';
import { printPieces } from './output.ts';
import { storeFlags, storeRequest } from './store-flags.ts';
import { isSet, onlyPositional, type Verb } from './verb.ts';

export const logsVerb: Verb = {
  usage: 'logs ID [--failed] [--store=STORE]',
  summary: 'Prints the log of a result, or of a failed step that was kept; --failed where there are both.',
  options: { ...storeFlags, failed: { type: 'boolean' } },
  needsRoot: true,
  run: async (invocation) => {
    const given = onlyPositional(logsVerb, invocation, 'the id of a result or of a failed step');
    await withStore(storeRequest(invocation), async (store) => {
      const { id, result, failed } = findEntry(store, given);
      const wanted = isSet(invocation, 'failed') ? failed : (result ?? failed);
      if (wanted === undefined)
        throw new ObuilderError('result-missing', `there is no failure of ${id} in this store`, {
          value: id,
        });
      await printPieces(createReadStream(wanted.logPath));
    });
    return 0;
  },
};
