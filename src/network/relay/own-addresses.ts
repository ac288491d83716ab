import { SocketAddress } from 'node:net';
import { networkInterfaces } from 'node:os';
import { textOrEmpty } from '../../host/text-file.ts';

/** Milliseconds for which the addresses serve again: devices come and go while steps run. */
const KEPT_MS = 1000;
let kept: { readonly addresses: readonly string[]; readonly at: number } | undefined;

/**
 * Returns the addresses of this machine. Node leaves out devices without a carrier, such as the bridge of an idle Docker, but the
 * kernel answers at their addresses too.
 */
export function ownAddresses(): readonly string[] {
  const now = performance.now();
  if (kept === undefined || now - kept.at > KEPT_MS) {
    const devices = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    const addresses = [
      ...devices.map(({ address }) => address),
      ...localIn(textOrEmpty('/proc/net/fib_trie')),
      ...sixIn(textOrEmpty('/proc/net/if_inet6')),
    ];
    kept = { addresses: [...new Set(addresses)], at: now };
  }
  return kept.addresses;
}

/** The local addresses in the kernel's table of IPv4 routes, `/proc/net/fib_trie`. */
export const localIn = (trie: string): readonly string[] =>
  [...trie.matchAll(/\|-- ([\d.]+)\n(?: +\/\d+ .*\n)*? +\/32 host LOCAL/g)].map(
    ([, address = '']) => address,
  );

/** The addresses in `/proc/net/if_inet6`: 32 digits without colons at the start of each line. */
export const sixIn = (table: string): readonly string[] =>
  [...table.matchAll(/^([\da-f]{32}) /gm)].map(([, digits = '']) => {
    const address = digits.match(/.{4}/g)?.join(':') ?? '';
    return new SocketAddress({ address, family: 'ipv6' }).address;
  });
