import { statSync } from 'node:fs';
import path from 'node:path';
import type { StoreWish } from '../contract/request.ts';
import { amount } from '../report/words.ts';
import { type StorePlace, storeName } from '../volume/drivers.ts';

/**
 * Returns the notice for a `store-size` that counts for nothing; undefined for a pool of this size.
 *
 * @param directory the directory of the stores of `auto`
 */
export function unusedSize(
  place: StorePlace,
  { poolBytes }: StoreWish,
  directory: string,
): string | undefined {
  if (poolBytes === undefined) return undefined;
  const pool = path.join(directory, 'pool');
  const image = place.root === pool ? statSync(`${pool}.img`, { throwIfNoEntry: false }) : undefined;
  if (image === undefined)
    return `store-size has no effect: ${storeName(place)} is no pool in an image file of auto.`;
  if (image.size === poolBytes) return undefined;
  return `store-size has no effect: the pool was made with ${amount(image.size)}, and keeps this size. docs/stores.md shows how to make another.`;
}
