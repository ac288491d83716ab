import { parsePoolSize, parseStore } from '../parse-value.ts';
import { parseAge, parseAmount, parseCount } from '../prune-limits.ts';
import type { Parameters } from './form.ts';

/** The place for results, and its limits. */
export const STORE_PARAMETERS = {
  store: {
    parse: parseStore,
    flag: { kind: 'text', value: 'STORE' },
    default: 'auto',
    help:
      'The place for results: `auto`, `btrfs:DIRECTORY`, `zfs:DATASET`, `overlayfs:DIRECTORY` or ' +
      "`copy:DIRECTORY`. `auto` picks the first option that applies: the store in the runner's variable " +
      "`OBUILDER_STORE`, the first store in the owner's file, a directory on btrfs, a btrfs pool in an image file (made on first " +
      'use), overlayfs, copies. The log states the choice and the reason.',
  },
  'store-size': {
    parse: parsePoolSize,
    flag: { kind: 'text', value: 'SIZE' },
    help:
      'Maximum size of the image file that `auto` makes, for example `50GB`. The file is sparse. Only ' +
      'used when the file is created.',
  },
  'min-free-space': {
    parse: parseAmount,
    flag: { kind: 'text', value: 'AMOUNT' },
    help:
      "Minimum free space of the store's file system, for example `10%` (of its bytes and its inodes) " +
      'or `20GB`. Before each step, the least recently used results are evicted ' +
      'until it is met. Results in use are never evicted. `0` disables it. Default: `5%`.',
  },
  'max-used-space': {
    parse: parseAmount,
    flag: { kind: 'text', value: 'AMOUNT' },
    help:
      'Maximum size of the store, as a size or a share of its file system. Enforced after a build that ' +
      'ran a step.',
  },
  'max-results': {
    parse: parseCount,
    flag: { kind: 'text', value: 'N' },
    help: 'Maximum number of results. Enforced after a build that ran a step.',
  },
  'max-age': {
    parse: parseAge,
    flag: { kind: 'text', value: 'TIME' },
    help:
      'Maximum time since the last use of a result, for example `30d` or `12h`. Enforced after a build ' +
      'that ran a step.',
  },
} as const satisfies Parameters;
