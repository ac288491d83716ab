/** Messages of rtnetlink(7) about the loopback device, which has the index 1 in each new namespace. */

const LOOPBACK_INDEX = 1;
const [NEW_ADDRESS, NEW_ROUTE] = [20, 24]; // RTM_NEWADDR, RTM_NEWROUTE
const CREATE = 0x1 | 0x200 | 0x400; // NLM_F_REQUEST, NLM_F_EXCL, NLM_F_CREATE
const HEADER_SIZE = 16;

/** Attributes of an address and of a route. */
const [ADDRESS, LOCAL] = [1, 2]; // IFA_ADDRESS, IFA_LOCAL
const [DEVICE, SOURCE] = [4, 7]; // RTA_OIF, RTA_PREFSRC

const LOCAL_TABLE = 255;
const STATIC = 4; // RTPROT_STATIC
const HOST_SCOPE = 254;
const LOCAL_ROUTE = 2; // RTN_LOCAL

/** Gives the device an IPv4 address. */
export function addressMessage(address: Uint8Array): Uint8Array {
  const index = Buffer.alloc(4);
  index.writeUInt32LE(LOOPBACK_INDEX);
  const body = Buffer.concat([Buffer.of(INET, 32, 0, 0), index]);
  return message(NEW_ADDRESS, [body, attribute(LOCAL, address), attribute(ADDRESS, address)]);
}

export const [INET, INET6] = [2, 10];

/** Makes all addresses of a family local. Connections come from `source`, if given. */
export function everythingLocal(family: number, source?: Uint8Array): Uint8Array {
  const scope = family === INET ? HOST_SCOPE : 0;
  const body = Buffer.of(family, 0, 0, 0, LOCAL_TABLE, STATIC, scope, LOCAL_ROUTE, 0, 0, 0, 0);
  const index = Buffer.alloc(4);
  index.writeUInt32LE(LOOPBACK_INDEX);
  const from = source === undefined ? [] : [attribute(SOURCE, source)];
  return message(NEW_ROUTE, [body, attribute(DEVICE, index), ...from]);
}

function attribute(type: number, value: Uint8Array): Uint8Array {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(4 + value.length, 0);
  header.writeUInt16LE(type, 2);
  return Buffer.concat([header, value]);
}

function message(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(HEADER_SIZE);
  header.writeUInt32LE(HEADER_SIZE + body.length, 0);
  header.writeUInt16LE(type, 4);
  header.writeUInt16LE(CREATE, 6);
  return Buffer.concat([header, body]);
}
