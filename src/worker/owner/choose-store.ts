import path from 'node:path';
import type { PruneLimits } from '../../contract/limits.ts';
import type { StoreWish } from '../../contract/request.ts';
import { must, ObuilderError } from '../../errors.ts';
import { programForRoot } from '../../files/trust/program-for-root.ts';
import { untrustedWay } from '../../files/trust/trusted-path.ts';
import { type Caller, isInGroup } from '../../host/caller.ts';
import { shellWords } from '../../report/shell-words.ts';
import { isMarked } from '../../store/choose/init-mark.ts';
import { isVisible, visibleLack } from '../../store/choose/unmounted.ts';
import { checkWay } from '../../store/trust.ts';
import { parseStoreName, type StorePlace } from '../../volume/drivers.ts';
import { OWNER_FILE, type OwnerRules, type OwnerStore } from './rules.ts';

/** A store that a caller may use, and the owner's limits for it. */
export interface ChosenStore {
  readonly wish: StoreWish;
  readonly limits?: PruneLimits | undefined;
}

/**
 * Returns the store for a caller. Root may name any store. A user may name the stores listed for this user in the owner's file;
 * without a list, the machine's default store and stores made by root with `init`.
 *
 * @throws ObuilderError `not-root` for any other store, with the command or the file that allows it; `store-unavailable` for a
 *   place that users could change
 */
export function chooseStore(wish: StoreWish, caller: Caller, rules: OwnerRules): ChosenStore {
  if (caller.isRoot) return forRoot(wish, rules);
  if (wish.poolDirectory !== undefined)
    throw refused(`the place ${wish.poolDirectory} of a pool`, caller, {
      value: wish.poolDirectory,
      hint: 'Leave --pool-dir out, or use a shell of root without SUDO_USER: sudo su -',
    });
  if (rules.stores !== undefined) return fromList(wish, caller, rules.stores);
  if (wish.store === 'auto' || isMarked(parseStoreName(wish.store))) return { wish };
  checkVisibleWay(parseStoreName(wish.store));
  throw (
    absent(wish.store) ??
    refused(`the store ${wish.store}`, caller, {
      value: wish.store,
      hint: `Let an administrator allow this store once: ${initCommand(wish.store)}`,
    })
  );
}

/** The mark of `init` lies in the store, so it goes with the store's disk. */
function absent(store: string): ObuilderError | undefined {
  const { root } = parseStoreName(store);
  const lack = root.startsWith('/') ? visibleLack(root) : undefined;
  if (lack === undefined) return undefined;
  return new ObuilderError('store-unavailable', `there is no store at ${store}: the directory ${lack}`, {
    value: store,
    hint: `If its disk should be mounted there, mount it. For a new store, an administrator runs: ${initCommand(store)}`,
  });
}

/** The command, and below it the remark about a program that others than root can change. */
function initCommand(store: string): string {
  const own = { node: process.execPath, cli: must(process.argv[1], 'the path of this program') };
  const { node, cli, note } = programForRoot(own);
  const line = shellWords(['sudo', node, cli, 'init', store]);
  return note === undefined ? line : `${line}\n${note}`;
}

/** Refuses a place that `init` would refuse too, but tells nothing about directories that only root can search. */
function checkVisibleWay({ root }: StorePlace): void {
  const found = root.startsWith('/') ? untrustedWay(root) : undefined;
  if (found !== undefined && isVisible(path.dirname(found.path))) checkWay(root);
}

/** Like for users, `auto` is the first store of the owner's file. */
function forRoot(wish: StoreWish, { stores = [] }: OwnerRules): ChosenStore {
  const isDefault = wish.store === 'auto' && wish.poolDirectory === undefined;
  const listed = isDefault ? stores[0] : stores.find(({ store }) => sameStore(store, wish.store));
  return listed === undefined ? { wish } : taken(wish, listed);
}

function fromList(wish: StoreWish, caller: Caller, stores: readonly OwnerStore[]): ChosenStore {
  const own = stores.filter((store) => mayUse(caller, store));
  const listed = wish.store === 'auto' ? own[0] : own.find(({ store }) => sameStore(store, wish.store));
  if (listed !== undefined) return taken(wish, listed);
  const names = own.map(({ store }) => store).join(', ');
  throw refused(wish.store === 'auto' ? 'any store' : `the store ${wish.store}`, caller, {
    value: wish.store,
    hint: `Let the owner of this machine add ${wish.store === 'auto' ? 'a store for you' : 'the store, or you as one of its users,'} in ${OWNER_FILE}.${names && ` Or use: ${names}.`}`,
  });
}

function taken(wish: StoreWish, { store, poolBytes, limits }: OwnerStore): ChosenStore {
  const namedBy = wish.store === 'auto' ? OWNER_FILE : wish.namedBy;
  return { wish: { ...wish, store, namedBy, poolBytes: poolBytes ?? wish.poolBytes }, limits };
}

function mayUse(caller: Caller, { users, groups }: OwnerStore): boolean {
  if (users === undefined && groups === undefined) return true;
  if (users?.includes(caller.name) || users?.includes(String(caller.uid))) return true;
  return groups !== undefined && isInGroup(caller, groups);
}

/** Whether two names mean the same store, regardless of repeated slashes. */
export function sameStore(a: string, b: string): boolean {
  if (a === 'auto' || b === 'auto') return a === b;
  const [one, other] = [parseStoreName(a), parseStoreName(b)];
  const plain = (root: string) => (root.startsWith('/') ? path.resolve(root) : root);
  return one.driver === other.driver && plain(one.root) === plain(other.root);
}

function refused(
  what: string,
  { name }: Caller,
  details: { readonly value: string; readonly hint: string },
): ObuilderError {
  return new ObuilderError('not-root', `the user ${name} may not use ${what}`, details);
}
