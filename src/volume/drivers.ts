import { ObuilderError } from '../errors.ts';
import { btrfs } from './btrfs/driver.ts';
import { copy } from './copy/driver.ts';
import type { DriverEntry } from './driver.ts';
import { overlayfs } from './overlayfs/driver.ts';
import { zfs } from './zfs/driver.ts';

/** The table of all kinds of stores. Names, needs, the parser, error texts, help and the test loop derive from this table. */
export const drivers = { btrfs, zfs, overlayfs, copy } as const satisfies Readonly<
  Record<string, DriverEntry>
>;

export type DriverName = keyof typeof drivers;

/** The driver of the pool that `auto` makes in an image file. */
export const POOL_DRIVER = 'btrfs' satisfies DriverName;

/** A store's driver and place: a directory, or a dataset of ZFS. */
export interface StorePlace {
  readonly driver: DriverName;
  readonly root: string;
}

/** The name of a store, as in `--store`. */
export const storeName = ({ driver, root }: StorePlace): string => `${driver}:${root}`;

const isDriverName = (name: string): name is DriverName => Object.hasOwn(drivers, name);

/** The entry of a driver, or undefined for a name that the table lacks. */
export const driverEntry = (name: string): DriverEntry | undefined =>
  isDriverName(name) ? drivers[name] : undefined;

/** The forms of store names, for help and error texts: `auto` and `DRIVER:PLACE` for each driver. */
export const storeForms: readonly string[] = [
  'auto',
  ...Object.entries(drivers).map(([name, { form }]) => `${name}:${form}`),
];

/**
 * Parses `DRIVER:PLACE`, as in OBuilder's `--store`. `auto` is for `resolveStore`.
 *
 * @throws ObuilderError `input-invalid`
 */
export function parseStoreName(text: string): StorePlace {
  const colon = text.indexOf(':');
  const driver = text.slice(0, colon);
  const root = text.slice(colon + 1);
  const isKnown = colon > 0 && isDriverName(driver);
  const fault = isKnown ? drivers[driver].faultOf(root) : 'there is no such kind';
  if (isKnown && fault === undefined) return { driver, root };
  const example = isKnown ? `${driver}:${drivers[driver].example}` : `btrfs:${drivers.btrfs.example}`;
  throw new ObuilderError('input-invalid', `the store ${JSON.stringify(text)} cannot be used: ${fault}`, {
    value: text,
    hint: `Give ${storeForms.join(' or ')}, for example ${example}.`,
  });
}
