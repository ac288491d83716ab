import { parseCarriers } from '../carriers/parse-carriers.ts';
import { parseBoolean, parseName, parseNames, parseRate } from '../parse-value.ts';
import { parseAge } from '../prune-limits.ts';
import type { Parameters } from './form.ts';

/** Results on other machines. */
export const CARRIER_PARAMETERS = {
  'cache-from': {
    parse: parseCarriers,
    flag: { kind: 'list', value: 'CARRIER' },
    help:
      'Where to look for results that the store lacks, one carrier per line: `type=registry,ref=HOST/REPOSITORY`, ' +
      '`type=gha[,scope=TEXT]` (the cache of GitHub Actions) or `type=local,src=DIRECTORY`. If several carriers have a result, the first ' +
      'line wins. If the store has every result, no carrier is asked.',
  },
  'cache-to': {
    parse: parseCarriers,
    flag: { kind: 'list', value: 'CARRIER' },
    help:
      'Where to store new results after the build, one carrier per line: `type=registry,ref=HOST/REPOSITORY`, ' +
      '`type=gha[,scope=TEXT]` or `type=local,dest=DIRECTORY`. In a registry, each result is an image with its id as the tag. ' +
      '`compression=gzip` is for registries and tools without zstd.',
  },
  'cache-slots': {
    parse: parseNames,
    flag: { kind: 'list', value: 'NAME', name: 'cache-slot' },
    help:
      'Names of cache slots, `(cache (NAME …))`, that travel through `cache-from` and `cache-to` too, separated by lines or commas. An ' +
      'empty slot starts with the stored files, and changed slots are stored after a successful build.',
  },
  'cache-required': {
    parse: parseBoolean,
    flag: { kind: 'switch' },
    default: 'false',
    help:
      'Fail the build if a carrier of `cache-from` or `cache-to` fails. Without it, a carrier that fails is a warning, and the ' +
      'build goes on without the carrier.',
  },
  'cache-key-secret': {
    parse: parseName,
    flag: { kind: 'text', value: 'ID' },
    help:
      'Id of a secret of 16 bytes or more. Its value signs the records of stored results (HMAC-SHA256), and records without a ' +
      'valid signature do not count. No step gets the secret.',
  },
  'cache-min-time': {
    parse: parseAge,
    flag: { kind: 'text', value: 'TIME' },
    help:
      'Minimum run time of a step whose result `cache-to` stores, for example `2s`. Quicker results below a stored result are ' +
      'stored too. Default: `0s`.',
  },
  'cache-max-rate': {
    parse: parseRate,
    flag: { kind: 'text', value: 'SIZE' },
    help:
      'Maximum size of a stored result for each second of its step, for example `20MB`: making a larger result again is cheaper ' +
      'than fetching it. Larger results below a stored result are stored too. Default: `100MB`.',
  },
} as const satisfies Parameters;
