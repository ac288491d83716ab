import type { ParseArgsOptionsConfig } from 'node:util';
import type { StoreRequest } from '../worker/protocol.ts';
import { type Invocation, text } from './verb.ts';

export const storeFlags: ParseArgsOptionsConfig = {
  store: { type: 'string' },
  'store-size': { type: 'string' },
  'pool-dir': { type: 'string' },
};
