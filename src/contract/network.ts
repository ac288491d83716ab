/** Hosts and ports that a step may reach. */
export interface Endpoint {
  /** `range`: addresses that a step names as such, `10.0.0.0/8`. `name`: names, which the worker resolves. */
  readonly kind: 'name' | 'range';
  /** Labels in lower case, in which `*` stands for one label and `**` for any number; or ADDRESS/LENGTH. */
  readonly host: string;
  readonly firstPort: number;
  readonly lastPort: number;
  /** The only text of this endpoint, for specs and keys: `*.mirror.example:443`, `[2001:db8::/32]:8000-8010`. */
  readonly text: string;
}

/** The network that an operation of a spec asks for. */
export type Network =
  /** Only the step's own loopback device. */
  | { readonly kind: 'none' }
  /** The machine's own network, with its loopback services and cloud metadata. */
  | { readonly kind: 'host' }
  /** TCP to the listed endpoints. */
  | { readonly kind: 'allow'; readonly endpoints: readonly Endpoint[] }
  /** TCP to every public or private host, with a record of the endpoints. */
  | { readonly kind: 'audit' };

/**
 * Why a connection was denied. `name`: no list has the name, and the port is unknown. `endpoint`: the list lacks the endpoint.
 * `address`: the name stands for an address that needs a listing of its own. `server-name`: the TLS server name differs from the
 * name. `owner`: the owner keeps steps from the machine's own addresses. `crowd`: too many connections at once.
 */
export type Denial = 'name' | 'endpoint' | 'address' | 'server-name' | 'owner' | 'crowd';

/** Connections of a step with equal properties. */
export interface Attempt {
  /** A name in lower case, or an address. */
  readonly host: string;
  /** Absent for a name that was only looked up. */
  readonly port?: number | undefined;
  /** `failed`: the list allows the connection, but the name could not be resolved or the host not reached. */
  readonly end: 'passed' | 'denied' | 'failed';
  /** For `denied`. */
  readonly denial?: Denial | undefined;
  /** `denied`: the refused address or the other server name. `failed`: the name of an error. `passed`: the private address of a name. */
  readonly detail?: string | undefined;
  readonly times: number;
}

/** The maximum of different attempts that a result remembers. */
export const MAX_ATTEMPTS = 200;
