import type { CacheOptions } from '../../contract/request.ts';

const NAMES = {
  slots: 'cache-slots',
  isRequired: 'cache-required',
  keySecret: 'cache-key-secret',
  minSeconds: 'cache-min-time',
  maxBytesPerSecond: 'cache-max-rate',
} as const satisfies Readonly<Record<keyof CacheOptions, string>>;

const KEYS = Object.keys(NAMES) as (keyof CacheOptions)[];

/**
 * Returns the warning for all settings of carriers in a build without carriers; undefined without settings. No error, because the
 * expressions of a workflow may leave `cache-from` and `cache-to` empty, for example in forks.
 */
export function withoutCarriers(options: CacheOptions): string | undefined {
  const unused = KEYS.filter((key) => options[key] !== undefined && options[key] !== false);
  if (unused.length === 0) return undefined;
  const names = unused.map((key) => NAMES[key]).join(', ');
  return `${names} ${unused.length === 1 ? 'has' : 'have'} no effect without cache-from or cache-to`;
}
