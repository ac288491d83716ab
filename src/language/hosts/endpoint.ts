import type { Endpoint } from '../../contract/network.ts';
import { endpointLike } from '../slips/endpoint.ts';

/** Stand for names inside a step with a network list. RFC 2544 reserves these addresses for tests. */
const NAME_ADDRESSES = '198.18.0.0/15';

/** Loaded with the first address, because a cached build needs no module for sockets. */
const net = () => process.getBuiltinModule('node:net');

const MAX_NAME = 253;
/** A label of a host name, or of a service with underscores, or a wildcard. */
const LABEL = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?|\*{1,2})$/;
const FORM = /^(?:\[([^[\]]*)\]|([^:[\]]*)):(\d{1,5})(?:-(\d{1,5}))?$/;

export type EndpointFault = { readonly fault: string; readonly hint: string };

/** Parses `HOST:PORT` or `HOST:PORT-PORT`. A host is a name, a pattern, an address, or ADDRESS/LENGTH; brackets enclose IPv6. */
export function parseEndpoint(text: string): Endpoint | EndpointFault {
  const [, bracketed, plain, first, last = first] = FORM.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || first === undefined)
    return { fault: 'an endpoint is HOST:PORT', hint: rewritten(text) };
  const ports = { firstPort: Number(first), lastPort: Number(last) };
  if (ports.firstPort < 1 || ports.lastPort > 65_535 || ports.firstPort > ports.lastPort)
    return {
      fault: 'these are no ports',
      hint: 'Give a port from 1 to 65535, or a range such as 8000-8010.',
    };
  const port =
    ports.firstPort === ports.lastPort ? `${ports.firstPort}` : `${ports.firstPort}-${ports.lastPort}`;
  if (bracketed !== undefined || looksLikeAddress(host)) {
    const range = parseRange(host);
    if ('fault' in range) return range;
    return { kind: 'range', host: range.host, ...ports, text: `${range.text}:${port}` };
  }
  const name = parseName(host);
  if (typeof name !== 'string') return name;
  return { kind: 'name', host: name, ...ports, text: `${name}:${port}` };
}

function rewritten(text: string): string {
  if (/^\*{1,2}$/.test(text)) return 'Name the hosts: (network (audit)) finds them.';
  const like = endpointLike(text);
  if (like === undefined || !FORM.test(like) || 'fault' in parseEndpoint(like)) return EXAMPLES;
  return `Write ${like}, or the host with another port.`;
}

const EXAMPLES =
  'Write for example: packages.example:443, *.mirror.example:8000-8010, 10.1.2.0/24:22 or [2001:db8::1]:443.';

const looksLikeAddress = (host: string) => /^[\d./]+$/.test(host);

function parseName(host: string): string | EndpointFault {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (/[^ -~]/.test(name))
    return {
      fault: 'a host name has only ASCII characters',
      hint: 'Write the encoded name, which begins with xn--.',
    };
  const labels = name.split('.');
  if (name.length > MAX_NAME || !labels.every((label) => LABEL.test(label))) {
    return {
      fault: 'this is no host name',
      hint: 'Separate letters, digits and hyphens by dots. * stands for one whole label, ** for any number.',
    };
  }
  if (labels.at(-1) === 'localhost')
    return {
      fault: 'localhost is the step itself',
      hint: 'Leave it out: a step always reaches its own loopback device.',
    };
  return name;
}

function parseRange(host: string): { readonly host: string; readonly text: string } | EndpointFault {
  const [address = '', length, ...rest] = host.split('/');
  const version = net().isIP(address);
  const most = version === 4 ? 32 : 128;
  const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : most + 1;
  if (version === 0 || address.includes('%') || bits > most || rest.length > 0)
    return {
      fault: 'this is no address',
      hint: 'Write an address or ADDRESS/LENGTH, with IPv6 in brackets.',
    };
  const start = networkStart(address, { version, bits });
  if (version === 6 && start.startsWith('::ffff:'))
    return { fault: 'this IPv6 address stands for an IPv4 address', hint: 'Write the IPv4 address.' };
  if (version === 4 && overlapsNames(start, bits)) {
    return {
      fault: `the addresses ${NAME_ADDRESSES} stand for names inside a step`,
      hint: 'Give a name for the host, or list smaller ranges.',
    };
  }
  const whole = `${start}/${bits}`;
  const shown = bits === most ? start : whole;
  return { host: whole, text: version === 6 ? `[${shown}]` : shown };
}

/** Returns the first address of a range in the usual form. */
function networkStart(
  address: string,
  { version, bits }: { readonly version: number; readonly bits: number },
): string {
  const { SocketAddress } = net();
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const canonical = new SocketAddress({ address, family }).address;
  const size = version === 4 ? 32 : 128;
  const value = (numberOf(canonical, version) >> BigInt(size - bits)) << BigInt(size - bits);
  return version === 4 ? dotted(value) : new SocketAddress({ address: colons(value), family }).address;
}

function numberOf(address: string, version: number): bigint {
  if (version === 4) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const mapped = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const text = mapped === null ? address : `${mapped[1]}${hexPair(mapped[2] ?? '')}`;
  const [head = '', tail] = text.split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const [left, right] = [groups(head), groups(tail)];
  const middle = Array<string>(tail === undefined ? 0 : 8 - left.length - right.length).fill('0');
  return [...left, ...middle, ...right].reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

function hexPair(address: string): string {
  const value = numberOf(address, 4);
  return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

const dotted = (value: bigint) => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
const colons = (value: bigint) =>
  Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16)).join(
    ':',
  );

/** Either range of two overlapping ranges contains the start of the other. */
function overlapsNames(start: string, bits: number): boolean {
  const { BlockList } = net();
  const names = new BlockList();
  names.addSubnet('198.18.0.0', 15, 'ipv4');
  const own = new BlockList();
  own.addSubnet(start, bits, 'ipv4');
  // A range of all addresses is meant as such and cannot reach a name's address outside.
  return bits > 8 && (names.check(start) || own.check('198.18.0.0'));
}
