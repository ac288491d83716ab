import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { localIn, ownAddresses, sixIn } from '../../../src/network/relay/own-addresses.ts';

test('the local addresses of the routes include those of a bridge without a carrier', () => {
  const trie = `Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 127.0.0.0/8 2 0 2
           |-- 127.0.0.0
              /8 host LOCAL
           |-- 127.0.0.1
              /32 host LOCAL
           |-- 172.17.0.1
              /32 host LOCAL
        |-- 172.17.255.255
           /32 link BROADCAST
Local:
           |-- 192.0.2.7
              /31 link UNICAST
              /32 host LOCAL
`;
  expect(localIn(trie)).toEqual(['127.0.0.1', '172.17.0.1', '192.0.2.7']);
});

test('IPv6 addresses have their usual form', () => {
  const table =
    '00000000000000000000000000000001 01 80 10 80       lo\nfe8000000000000000fc00fffe000001 04 40 20 80     eth0\n20010db8000000000001000000000000 05 40 00 82 x';
  expect(sixIn(table)).toEqual(['::1', 'fe80::fc:ff:fe00:1', '2001:db8:0:0:1::']);
});

test('the addresses of this machine include those of its devices', () => {
  const devices = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).map(({ address }) => address),
  );
  expect(ownAddresses()).toEqual(expect.arrayContaining([...devices, '127.0.0.1']));
  expect(new Set(ownAddresses()).size).toBe(ownAddresses().length);
});
