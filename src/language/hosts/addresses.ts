import type { BlockList, IPVersion } from 'node:net';

/**
 * `machine`: this machine itself and its metadata services, which no audit reaches. `private`: networks without a place on the
 * internet. `public`: everything else.
 */
export type AddressKind = 'public' | 'private' | 'machine';

const net = () => process.getBuiltinModule('node:net');

/** Loopback, link-local addresses with the usual metadata service, other metadata services, multicast, names inside steps. */
const MACHINE = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '100.100.100.200/32', // Alibaba Cloud
  '168.63.129.16/32', // Azure
  '192.0.0.192/32', // Oracle Cloud
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/127',
  'fe80::/10',
  'fd00:ec2::254/128', // Amazon
  'fd20:ce::254/128', // Google
  'fd00:42::42/128', // Scaleway
  'ff00::/8',
  // Teredo, whose addresses hold two IPv4 addresses.
  '2001::/32',
] as const;

const PRIVATE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  'fc00::/7',
  'fec0::/10',
  '64:ff9b:1::/48',
] as const;

/** IPv6 addresses that hold an IPv4 address, by the number of the 16-bit group of the first half of the IPv4 address. */
const HOLDING = [
  ['::ffff:0:0/96', 6],
  ['::/96', 6],
  ['64:ff9b::/96', 6],
  ['2002::/16', 1],
] as const;

let machine: BlockList | undefined;
let unlisted: BlockList | undefined;

/** @param own the addresses of this machine's devices */
export function kindOf(address: string, own: readonly string[] = []): AddressKind {
  const version = net().isIP(address);
  // A zone is the name of a device, which only link-local addresses need.
  if (version === 0 || address.includes('%')) return 'machine';
  machine ??= listOf(MACHINE);
  unlisted ??= listOf(PRIVATE);
  const family = familyOf(address);
  if (machine.check(address, family) || own.includes(address)) return 'machine';
  const held = version === 6 ? heldAddress(address) : undefined;
  if (held !== undefined) return kindOf(held, own);
  return unlisted.check(address, family) ? 'private' : 'public';
}

/** Whether one of the ranges has the address. A range of one family has no address of the other. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  const family = familyOf(address);
  return listOf(ranges.filter((range) => familyOf(range) === family)).check(address, family);
}

const familyOf = (address: string): IPVersion => (address.includes(':') ? 'ipv6' : 'ipv4');

function firstOf(range: string): [string, IPVersion] {
  const [start = ''] = range.split('/');
  return [start, familyOf(start)];
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new (net().BlockList)();
  for (const range of ranges) {
    const [start, family] = firstOf(range);
    list.addSubnet(start, Number(range.split('/')[1]), family);
  }
  return list;
}

function heldAddress(address: string): string | undefined {
  const [, at] = HOLDING.find(([range]) => listOf([range]).check(address, 'ipv6')) ?? [];
  if (at === undefined) return undefined;
  const groups = groupsOf(address);
  const [high = 0, low = 0] = [groups[at], groups[at + 1]];
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): readonly number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = '', tail] = plain.split('::');
  const numbers = (text: string | undefined) =>
    text ? text.split(':').map((group) => Number.parseInt(group, 16)) : [];
  const [left, right] = [numbers(head), numbers(tail)];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<number>(zeros).fill(0), ...right];
}
