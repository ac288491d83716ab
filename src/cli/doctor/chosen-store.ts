import type { StoreWish } from '../../contract/request.ts';
import { isObuilderError, type ObuilderError } from '../../errors.ts';
import { checkWay } from '../../store/trust.ts';
import { driverEntry, parseStoreName } from '../../volume/drivers.ts';
import { readBoundary } from '../../worker/owner/boundary.ts';
import { chooseStore } from '../../worker/owner/choose-store.ts';
import { isHidden } from '../../worker/owner/read.ts';

/** The store that a build of this user gets. */
export interface ChosenStore {
  readonly wish: StoreWish;
  /** Why a build refuses the store. */
  readonly fault?: ObuilderError | undefined;
  /** Whether only root can see if a build refuses the store. */
  readonly isUntold?: boolean;
}

/** Applies the owner's rules and the checks of a build, as far as these make nothing. */
export async function chosenStore(request: StoreWish): Promise<ChosenStore> {
  try {
    const { caller, rules } = await readBoundary();
    const { wish } = chooseStore(request, caller, rules);
    return { wish, fault: wish.store === 'auto' ? undefined : faultOf(wish.store) };
  } catch (error) {
    if (isHidden(error) || !isObuilderError(error)) return { wish: request, isUntold: true };
    // The checks of the owner's file and of the store's name report these.
    if (error.code === 'input-invalid') return { wish: request };
    return { wish: request, fault: error };
  }
}

/** Undefined also for a place that this user cannot see, which another check reports. */
function faultOf(store: string): ObuilderError | undefined {
  try {
    const { driver, root } = parseStoreName(store);
    if (root.startsWith('/')) checkWay(root);
    return driverEntry(driver)?.unsuited?.(root);
  } catch (error) {
    return isObuilderError(error) ? error : undefined;
  }
}
