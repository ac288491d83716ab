import type { ParseArgsOptionsConfig } from 'node:util';
import type { StoreWish } from '../contract/request.ts';
import { parsePoolSize } from '../request/pool-size.ts';
import { type Invocation, text } from './verb.ts';

export const storeFlags: ParseArgsOptionsConfig = {
  store: { type: 'string' },
  'store-size': { type: 'string' },
  'pool-dir': { type: 'string' },
};

/** The store that the flags ask for; `auto` may be told by OBUILDER_STORE where the machine's owner has a place. */
export function storeRequest(invocation: Invocation): StoreWish {
  const given = text(invocation, 'store') ?? 'auto';
  const owners = given === 'auto' ? process.env['OBUILDER_STORE'] || undefined : undefined;
  const size = text(invocation, 'store-size');
  return {
    store: owners ?? given,
    namedBy: owners === undefined ? '--store' : 'OBUILDER_STORE',
    poolBytes: size === undefined ? undefined : parsePoolSize(size, '--store-size'),
    poolDirectory: text(invocation, 'pool-dir'),
  };
}
