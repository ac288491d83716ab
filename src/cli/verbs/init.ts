import { ObuilderError } from '../../errors.ts';
import { mountPointOf } from '../../host/mounts.ts';
import { print } from '../../host/process/stdout.ts';
import { markStore } from '../../store/choose/init-mark.ts';
import { openStore } from '../../store/open.ts';
import { parseStoreName } from '../../volume/drivers.ts';
import { sameStore } from '../../worker/owner/choose-store.ts';
import { readOwnerRules } from '../../worker/owner/load.ts';
import { OWNER_FILE } from '../../worker/owner/rules.ts';
import { type Invocation, onlyPositional, usageHint, type Verb } from '../verb.ts';

/** Decides for root, so the sudo rule for runners does not allow this verb. */
export const initVerb: Verb = {
  usage: 'init STORE',
  summary:
    'Makes a store such as btrfs:/srv/obuilder, if necessary, and lets users who build through sudo use it.',
  flags: {},
  needsRoot: true,
  check: (invocation) => {
    parseStoreName(nameOfStore(invocation));
  },
  run: async (invocation) => {
    const name = nameOfStore(invocation);
    const place = parseStoreName(name);
    const store = await openStore(place);
    await store.close();
    markStore(place.root.startsWith('/') ? place.root : (mountPointOf(place.root) ?? place.root));
    print(`${await outcome(name)}\n`);
    return 0;
  },
};

function nameOfStore(invocation: Invocation): string {
  const name = onlyPositional(initVerb, invocation, 'the store');
  if (name !== 'auto') return name;
  throw new ObuilderError('input-invalid', 'the store "auto" needs no init: everybody may use it', {
    value: name,
    hint: usageHint(initVerb),
  });
}

/** With a list of stores in the owner's file, a mark alone lets no user in. */
async function outcome(name: string): Promise<string> {
  const { stores } = await readOwnerRules();
  if (stores === undefined || stores.some(({ store }) => sameStore(store, name)))
    return `Users who build through sudo may use ${name} now.`;
  return `The store ${name} is ready. Users may not use it yet: add it to "stores" in ${OWNER_FILE}.`;
}
