import { ObuilderError } from '../errors.ts';
import { btrfs } from './btrfs.ts';
import type { DriverEntry } from './driver.ts';

/** Every kind of store there is. Names, the parser, error texts, help and the test loop derive from this table. */
export const drivers = { btrfs } as const satisfies Readonly<Record<string, DriverEntry>>;

export type DriverName = keyof typeof drivers;

/** A store's driver and its directory, an absolute path. */
export interface StorePlace {
  readonly driver: DriverName;
  readonly root: string;
}

const isDriverName = (name: string): name is DriverName => Object.hasOwn(drivers, name);

/** How stores are named, for help and error texts: `auto` and `DRIVER:DIRECTORY` for each driver. */
export const storeForms: readonly string[] = [
  'auto',
  ...Object.keys(drivers).map((name) => `${name}:DIRECTORY`),
];

/**
 * Reads `DRIVER:DIRECTORY`, as OBuilder's `--store` has it; `auto` is for `resolveStore`.
 *
 * @throws ObuilderError `input-invalid`
 */
export function parseStoreName(text: string): StorePlace {
  const colon = text.indexOf(':');
  const driver = text.slice(0, colon);
  const root = text.slice(colon + 1);
  if (colon > 0 && isDriverName(driver) && root.startsWith('/')) return { driver, root };
  const forms = storeForms.join(' or ');
  const fault =
    colon > 0 && isDriverName(driver) ? 'the directory is not an absolute path' : 'there is no such kind';
  throw new ObuilderError('input-invalid', `the store ${JSON.stringify(text)} cannot be used: ${fault}`, {
    value: text,
    hint: `Give ${forms}, for example btrfs:/srv/obuilder.`,
  });
}
