import type { Attempt, Endpoint } from '../contract/network.ts';
import type { SocketRole } from './namespace/program.ts';

/** The rules of a room: the network of one step. */
export interface Rules {
  readonly kind: 'allow' | 'audit';
  /** Whether a list may name the addresses of this machine. */
  readonly mayReachMachine: boolean;
  readonly endpoints: readonly Pick<Endpoint, 'kind' | 'host' | 'firstPort' | 'lastPort'>[];
}

/** The worker's messages to the relay. The message with a role comes with a socket. */
export type ToRelay =
  | { readonly room: number; readonly open: Rules }
  | { readonly room: number; readonly role: SocketRole }
  | { readonly room: number; readonly close: true };

/** The relay's messages to the worker. */
export type FromRelay =
  | { readonly room: number; readonly attempt: Attempt }
  | { readonly room: number; readonly closed: readonly Attempt[] };
