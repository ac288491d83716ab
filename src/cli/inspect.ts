import { readFileSync } from 'node:fs';
import { ObuilderError } from '../errors.ts';
import type { Result } from '../store/contract.ts';
import { withStore } from './machinery.ts';
import { storeFlags, storeRequest } from './store-flags.ts';
import { isSet, onlyPositional, type Verb } from './verb.ts';

export const inspectVerb: Verb = {
  usage: 'inspect ID [--store=STORE] [--json]',
  summary: 'Tells what is known of a result; "path" is the directory of its root file system.',
  options: { ...storeFlags, json: { type: 'boolean' } },
  needsRoot: true,
  run: async (invocation) => {
    const id = onlyPositional(inspectVerb, invocation, 'the id of a result');
    const result = await withStore(storeRequest(invocation), async (store) => {
      const known = store.find([id]).get(id);
      return known === undefined ? undefined : { ...known, path: await store.expose(id) };
    });
    if (result === undefined) {
      const hint = 'The last line of a build names its result; "plan" lists the ids of all its steps.';
      throw new ObuilderError('result-missing', `there is no result ${id} in this store`, {
        value: id,
        hint,
      });
    }
    process.stdout.write(isSet(invocation, 'json') ? `${JSON.stringify(describe(result))}\n` : print(result));
    return 0;
  },
};

type Shown = Result & { readonly path: string };

function describe({ logPath, ...known }: Shown) {
  return { ...known, log: logPath };
}

function print(result: Shown): string {
  const lines = [
    `id:        ${result.id}`,
    `operation: ${result.operation}`,
    `parent:    ${result.parent ?? 'none'}`,
    `started:   ${new Date(result.startedAt).toISOString()}, took ${result.seconds.toFixed(2)} s`,
    `path:      ${result.path}`,
    ...Object.entries(result.outputs).map(([name, value]) => `output:    ${name}=${value}`),
    `log:       ${result.logPath}`,
  ];
  return `${lines.join('\n')}\n\n${readFileSync(result.logPath, 'utf8')}`;
}
