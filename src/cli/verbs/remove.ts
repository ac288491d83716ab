import type { StoreKeeper } from '../../contract/store.ts';
import { asObuilderError, must, ObuilderError } from '../../errors.ts';
import { print } from '../../host/process/stdout.ts';
import { hintLine } from '../../report/error-text.ts';
import { oneLine } from '../../report/text.ts';
import { amount } from '../../report/words.ts';
import type { StorePlace } from '../../volume/drivers.ts';
import { withStore } from '../../worker/machinery.ts';
import { findEntry, SHOWN_DIGITS } from '../entries.ts';
import { checkStoreFlags, storeFlags, storeRequest } from '../flags.ts';
import { removeSlots, slotHint } from '../slot-removal.ts';
import { texts, usageHint, type Verb } from '../verb.ts';

export const removeVerb: Verb = {
  usage: 'remove [--slot=NAME…] [ID…]',
  summary:
    'Removes unused results, failed steps, and cache slots. Later results that depend on a removed result stay.',
  flags: {
    ...storeFlags,
    slot: {
      type: 'string',
      multiple: true,
      value: 'NAME',
      help: 'Empty this cache slot in all scopes, such as a corrupt one.',
    },
  },
  needsRoot: true,
  check: (invocation) => {
    const slots = texts(invocation, 'slot');
    if (slots.includes('') || invocation.positionals.length + slots.length === 0) {
      throw new ObuilderError('input-invalid', 'the id of a result, or --slot=NAME, is missing', {
        hint: usageHint(removeVerb),
      });
    }
    checkStoreFlags(invocation);
  },
  run: async (invocation) => {
    const given = { ids: invocation.positionals, slots: texts(invocation, 'slot') };
    return await withStore(storeRequest(invocation), (store, place) => removeAll(store, place, given));
  },
};

interface Given {
  readonly ids: readonly string[];
  /** The names of cache slots. */
  readonly slots: readonly string[];
}

/** Removes everything given, prints each success and each error, and returns the exit status. */
async function removeAll(store: StoreKeeper, place: StorePlace, { ids, slots }: Given): Promise<number> {
  const before = store.space().freeBytes;
  let failures = 0;
  const attempt = async (remove: () => Promise<string>, instead?: () => string | undefined) => {
    try {
      print(await remove());
    } catch (error) {
      failures += 1;
      const { message, hint } = asObuilderError(error);
      process.stderr.write(`error: ${message}\n${hintLine(instead?.() ?? hint)}`);
    }
  };
  for (const id of ids)
    await attempt(
      async () => `removed ${await removeOne(store, place, id)}\n`,
      () => slotHint(store, id),
    );
  for (const name of slots)
    await attempt(async () => (await removeSlots(store, place, name)).map((line) => `${line}\n`).join(''));
  if (failures < ids.length + slots.length) {
    await store.clean();
    print(`${amount(Math.max(0, store.space().freeBytes - before))} freed\n`);
  }
  return failures === 0 ? 0 : 1;
}

/** Removes the result and the kept failure of an id. Returns a line for the output. */
async function removeOne(store: StoreKeeper, place: StorePlace, given: string): Promise<string> {
  const { id, result, failed } = findEntry(store, place, given);
  const dependents = result === undefined ? 0 : store.list().filter(({ parent }) => parent === id).length;
  if (result !== undefined) await store.delete(id);
  if (failed !== undefined) await store.deleteFailed(id);
  const operation = oneLine(must(result ?? failed, 'the entry of an id').operation);
  const kept = dependents === 0 ? '' : `; ${dependentsText(dependents)}`;
  return `${id.slice(0, SHOWN_DIGITS)}  ${operation}${result === undefined ? ' (failed)' : ''}${kept}`;
}

const dependentsText = (count: number) =>
  count === 1
    ? '1 result that began from it keeps its files'
    : `${count} results that began from it keep its files`;
