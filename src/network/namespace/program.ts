import { REPORT } from '../../host/calls/program.ts';
import type { Argument, Call, CallName, Structure } from '../../host/calls/table.ts';
import { addressMessage, everythingLocal, INET, INET6 } from './netlink.ts';
import { redirectProgram, SOCKET_4, SOCKET_6 } from './redirect.ts';

/** The sockets of a namespace: all connections of a family, and the name server. */
export type SocketRole = 'tcp4' | 'tcp6' | 'dns-udp' | 'dns-tcp';

/** The properties of the machine that decide on the calls. */
export interface Abilities {
  readonly hasIpv6: boolean;
  /** Whether settings of a network namespace can be written. */
  readonly canSet: boolean;
}

/** The address of the step's side of connections, so that programs see an address besides loopback. */
const OWN_ADDRESS = Buffer.of(198, 18, 0, 1);
const LOOPBACK = Buffer.of(127, 0, 0, 1);
const LOOPBACK_6 = Buffer.from([...Array<number>(15).fill(0), 1]);
/** Any address outside: a connection of a datagram socket only looks for a route. */
const ELSEWHERE = Buffer.of(192, 0, 2, 1);
const DNS_PORT = 53;
/** The port of the sockets that catch connections to all other ports. */
const CATCHING_PORT = 1;
const BACKLOG = 4096;

/** The fourth stream of a program is Node's channel. */
const CHANNEL = 3;
/** Descriptors for the calls, above all that the kernel gives out here. */
const [NETLINK, PROBE, MAP, PROGRAM, NAMESPACE, SETTING] = [40, 41, 42, 43, 44, 45];
const SOCKETS: Readonly<Record<SocketRole, number>> = { tcp4: 50, 'dns-udp': 51, 'dns-tcp': 52, tcp6: 53 };

const HERE = -100; // AT_FDCWD
const CLOSE_ON_EXEC = 0x8_0000; // O_CLOEXEC
const NEW_NETWORK = 0x4000_0000; // CLONE_NEWNET
const [STREAM, DATAGRAM, RAW] = [1, 2, 3]; // SOCK_STREAM, SOCK_DGRAM, SOCK_RAW
const ROUTES = 16; // AF_NETLINK; the protocol NETLINK_ROUTE is 0
const SET_DEVICE_FLAGS = 0x8914; // SIOCSIFFLAGS
const UP = 1; // IFF_UP
const [IPV6_OPTIONS, ONLY_IPV6] = [41, 26]; // SOL_IPV6, IPV6_V6ONLY

const call = (name: CallName, ...args: readonly Argument[]): Call => ({ name, args });

/** Makes a descriptor and gives it a fixed number. */
const as = (number: number, name: CallName, ...args: readonly Argument[]): readonly Call[] => [
  { name, args, feedsNext: true },
  call('dup3', 0, number, CLOSE_ON_EXEC),
];

/**
 * Returns the calls of a program that makes a network namespace, catches all connections inside by sockets, sends the sockets over
 * Node's channel, and waits for the end of stdin. The namespace and the catching last as long as the program. Every address is
 * local in the namespace, so no packet leaves. Reports a failure on stderr.
 */
export function namespaceCalls({ hasIpv6, canSet }: Abilities): readonly Call[] {
  return [
    call('dup3', 2, REPORT, CLOSE_ON_EXEC),
    call('unshare', NEW_NETWORK),
    ...deviceCalls(hasIpv6),
    ...(canSet ? settingCalls() : []),
    ...listen('tcp4', STREAM, { family: INET, address: OWN_ADDRESS, port: CATCHING_PORT }),
    ...(hasIpv6 ? listen('tcp6', STREAM, { family: INET6, address: LOOPBACK_6, port: CATCHING_PORT }) : []),
    ...listen('dns-udp', DATAGRAM, { family: INET, address: LOOPBACK, port: DNS_PORT }),
    ...listen('dns-tcp', STREAM, { family: INET, address: LOOPBACK, port: DNS_PORT }),
    ...redirectCalls(hasIpv6),
    ...rolesOf(hasIpv6).map((role) => call('sendmsg', CHANNEL, messageWith(role), 0)),
    call('read', 0, Buffer.alloc(1), 1),
    call('exit', 0),
  ];
}

export const rolesOf = (hasIpv6: boolean): readonly SocketRole[] => [
  'tcp4',
  'dns-udp',
  'dns-tcp',
  ...(hasIpv6 ? (['tcp6'] as const) : []),
];

function deviceCalls(hasIpv6: boolean): readonly Call[] {
  const up = Buffer.alloc(40); // struct ifreq
  up.write('lo');
  up.writeUInt16LE(UP, 16);
  const send = (message: Uint8Array) => call('sendto', NETLINK, message, message.length, 0, 0, 0);
  const probe = socketAddress({ family: INET, address: ELSEWHERE, port: 9 });
  return [
    ...as(PROBE, 'socket', INET, DATAGRAM, 0),
    call('ioctl', PROBE, SET_DEVICE_FLAGS, up),
    ...as(NETLINK, 'socket', ROUTES, RAW, 0),
    send(addressMessage(OWN_ADDRESS)),
    send(everythingLocal(INET, OWN_ADDRESS)),
    ...(hasIpv6 ? [send(everythingLocal(INET6))] : []),
    // The kernel reports a failed route only in an answer. Without a route, this call fails.
    call('connect', PROBE, probe, probe.length),
  ];
}

/** A step behind a user namespace has no capability in this namespace, so the ports below 1024 are for everybody. */
function settingCalls(): readonly Call[] {
  const file = '/proc/sys/net/ipv4/ip_unprivileged_port_start';
  return [...as(SETTING, 'openat', HERE, file, 1 | CLOSE_ON_EXEC, 0), call('write', SETTING, '0', 1)];
}

interface SocketAddress {
  readonly family: number;
  readonly address: Uint8Array;
  readonly port: number;
}

function listen(role: SocketRole, type: number, at: SocketAddress): readonly Call[] {
  const number = SOCKETS[role];
  const address = socketAddress(at);
  const yes = Buffer.of(1, 0, 0, 0);
  return [
    ...as(number, 'socket', at.family, type | CLOSE_ON_EXEC, 0),
    ...(at.family === INET6 ? [call('setsockopt', number, IPV6_OPTIONS, ONLY_IPV6, yes, 4)] : []),
    call('bind', number, address, address.length),
    ...(type === STREAM ? [call('listen', number, BACKLOG)] : []),
  ];
}

/** `struct sockaddr_in` or `struct sockaddr_in6`. */
function socketAddress({ family, address, port }: SocketAddress): Uint8Array {
  const bytes = Buffer.alloc(family === INET ? 16 : 28);
  bytes.writeUInt16LE(family, 0);
  bytes.writeUInt16BE(port, 2);
  bytes.set(address, family === INET ? 4 : 8);
  return bytes;
}

const [MAP_CREATE, MAP_UPDATE, PROGRAM_LOAD, LINK_CREATE] = [0, 2, 5, 28];
const SOCKET_MAP = 15; // BPF_MAP_TYPE_SOCKMAP
const LOOKUP_PROGRAM = 30; // BPF_PROG_TYPE_SK_LOOKUP
const LOOKUP = 36; // BPF_SK_LOOKUP

function redirectCalls(hasIpv6: boolean): readonly Call[] {
  const { code, count } = redirectProgram(MAP);
  const program: Structure = {
    bytes: words(72, { 0: LOOKUP_PROGRAM, 4: count, 68: LOOKUP }),
    pointers: { 8: code, 16: 'Apache-2.0' },
  };
  const bpf = (command: number, argument: Uint8Array | Structure, size: number) =>
    [command, argument, size] as const;
  return [
    ...as(MAP, 'bpf', ...bpf(MAP_CREATE, words(20, { 0: SOCKET_MAP, 4: 4, 8: 8, 12: 2 }), 20)),
    call('bpf', ...bpf(MAP_UPDATE, entry(SOCKET_4, SOCKETS.tcp4), 32)),
    ...(hasIpv6 ? [call('bpf', ...bpf(MAP_UPDATE, entry(SOCKET_6, SOCKETS.tcp6), 32))] : []),
    ...as(PROGRAM, 'bpf', ...bpf(PROGRAM_LOAD, program, 72)),
    ...as(NAMESPACE, 'openat', HERE, '/proc/self/ns/net', CLOSE_ON_EXEC, 0),
    call('bpf', ...bpf(LINK_CREATE, words(16, { 0: PROGRAM, 4: NAMESPACE, 8: LOOKUP }), 16)),
  ];
}

function entry(key: number, socket: number): Structure {
  return { bytes: words(32, { 0: MAP }), pointers: { 8: words(8, { 0: key }), 16: words(8, { 0: socket }) } };
}

/** Bytes with numbers of 32 bits at offsets. */
function words(size: number, values: Readonly<Record<number, number>>): Uint8Array {
  const bytes = Buffer.alloc(size);
  for (const [offset, value] of Object.entries(values)) bytes.writeUInt32LE(value, Number(offset));
  return bytes;
}

/** `struct msghdr` of sendmsg(2) with a socket and a line of Node's channel, which names the role. */
function messageWith(role: SocketRole): Structure {
  const type = role === 'dns-udp' ? 'dgram.Native' : 'net.Native';
  const line = Buffer.from(`${JSON.stringify({ cmd: 'NODE_HANDLE', type, msg: role })}\n`);
  const piece = Buffer.alloc(16);
  piece.writeUInt32LE(line.length, 8);
  const rights = words(24, { 0: 20, 8: 1, 12: 1, 16: SOCKETS[role] }); // SOL_SOCKET, SCM_RIGHTS
  const header = Buffer.alloc(56);
  header.writeUInt32LE(1, 24);
  header.writeUInt32LE(rights.length, 40);
  return { bytes: header, pointers: { 16: { bytes: piece, pointers: { 0: line } }, 32: rights } };
}
