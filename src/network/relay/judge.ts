import type { Denial } from '../../contract/network.ts';
import { isInRanges, kindOf } from '../../language/hosts/addresses.ts';
import type { Rules } from '../protocol.ts';
import { matchesName } from '../rules/names.ts';

/** The destination of a connection as the step named it. */
export interface Destination {
  readonly host: string;
  readonly isName: boolean;
  readonly port: number;
}

interface Verdict {
  /** The addresses for the connection, best first. Empty for a denied connection. */
  readonly addresses: readonly string[];
  readonly denial?: Denial | undefined;
  /** The address that decided: a denied address, or a private address that an audit passes. */
  readonly detail?: string | undefined;
}

/** Decides about names and connections by the rules of a room. */
export interface Judge {
  /** Whether the name server knows a name. */
  knows(name: string): boolean;
  /** Whether the rules list an endpoint, before the address of a name is known. */
  lists(destination: Destination): boolean;
  /** Decides about a listed endpoint by its addresses. The connection must go to one of the returned addresses. */
  choose(destination: Destination, addresses: readonly string[]): Verdict;
}

/** @param ownAddresses returns the addresses of this machine's devices */
export function judge(
  { kind, endpoints, mayReachMachine }: Rules,
  ownAddresses: () => readonly string[],
): Judge {
  const names = endpoints.filter((one) => one.kind === 'name');
  const ranges = endpoints.filter((one) => one.kind === 'range');
  const isAudit = kind === 'audit';
  const hasAddress = (address: string, port: number) =>
    isInRanges(
      address,
      ranges.filter(includes(port)).map(({ host }) => host),
    );
  const isOpen = (
    address: string,
    { port, own }: { readonly port: number; readonly own: readonly string[] },
  ) => {
    const what = kindOf(address, own);
    if (what === 'machine' && !mayReachMachine) return false;
    if (hasAddress(address, port)) return true;
    return isAudit ? what !== 'machine' : what === 'public';
  };
  return {
    knows: (name) => isAudit || names.some(({ host }) => matchesName(host, name)),
    lists({ host, isName, port }) {
      if (isAudit) return true;
      if (!isName) return hasAddress(host, port);
      return names.filter(includes(port)).some((one) => matchesName(one.host, host));
    },
    choose({ host, isName, port }, addresses) {
      const own = ownAddresses();
      const open = addresses.filter((address) => isOpen(address, { port, own }));
      if (open.length === 0) {
        const detail = addresses[0] ?? host;
        const isOwners = !mayReachMachine && kindOf(detail, own) === 'machine';
        return { addresses: [], denial: isOwners ? 'owner' : 'address', detail };
      }
      const needsListing = isName && isAudit && open.every((address) => kindOf(address, own) === 'private');
      return { addresses: open, detail: needsListing ? open[0] : undefined };
    },
  };
}

const includes =
  (port: number) =>
  ({ firstPort, lastPort }: { readonly firstPort: number; readonly lastPort: number }) =>
    firstPort <= port && port <= lastPort;
