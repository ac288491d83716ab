import { describe, expect, test } from 'vitest';
import { isInRanges, kindOf } from '../../../src/language/hosts/addresses.ts';
import { parseEndpoint } from '../../../src/language/hosts/endpoint.ts';
import { judge } from '../../../src/network/relay/judge.ts';
import { nameTable } from '../../../src/network/relay/name-table.ts';
import { matchesName } from '../../../src/network/rules/names.ts';

describe('a pattern', () => {
  test.each([
    ['a.example', 'a.example', true],
    ['a.example', 'b.example', false],
    ['a.example', 'a.example.evil', false],
    ['a.example', 'x.a.example', false],
    ['*.example', 'a.example', true],
    ['*.example', 'example', false],
    ['*.example', 'a.b.example', false],
    ['**.example', 'example', true],
    ['**.example', 'a.b.c.example', true],
    ['**.example', 'badexample', false],
    ['a.**.z', 'a.z', true],
    ['a.**.z', 'a.b.c.z', true],
    ['a.**.z', 'a.b.c', false],
    ['*.**.z', 'z', false],
    ['*.**.z', 'a.z', true],
    ['**', 'any.thing', true],
    ['*', 'any', true],
    ['*', 'any.thing', false],
  ])('%s against %s: %s', (pattern, name, expected) => expect(matchesName(pattern, name)).toBe(expected));

  test('with many wildcards costs no exponential time', () => {
    const name = Array.from({ length: 127 }, () => 'a').join('.');
    expect(matchesName(`${'**.a.'.repeat(60)}b`, name)).toBe(false);
  });
});

describe('the kind of an address', () => {
  test.each([
    ['93.184.216.34', 'public'],
    ['2606:2800:220:1::1', 'public'],
    ['203.0.113.9', 'public'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', 'public'],
    ['192.168.0.1', 'private'],
    ['100.64.0.1', 'private'],
    ['fd12::1', 'private'],
    ['127.0.0.1', 'machine'],
    ['127.8.9.1', 'machine'],
    ['0.0.0.0', 'machine'],
    ['169.254.169.254', 'machine'],
    ['100.100.100.200', 'machine'],
    ['168.63.129.16', 'machine'],
    ['192.0.0.192', 'machine'],
    ['198.18.0.1', 'machine'],
    ['224.0.0.1', 'machine'],
    ['255.255.255.255', 'machine'],
    ['::1', 'machine'],
    ['::', 'machine'],
    ['fe80::1', 'machine'],
    ['fe80::1%eth0', 'machine'],
    ['fd00:ec2::254', 'machine'],
    ['ff02::1', 'machine'],
    ['::ffff:127.0.0.1', 'machine'],
    ['::ffff:7f00:1', 'machine'],
    ['::ffff:10.0.0.1', 'private'],
    ['::127.0.0.1', 'machine'],
    ['64:ff9b::7f00:1', 'machine'],
    ['64:ff9b::a9fe:a9fe', 'machine'],
    ['64:ff9b::808:808', 'public'],
    ['2002:7f00:1::', 'machine'],
    ['2002:a00:1::1', 'private'],
    ['2001:0:1::1', 'machine'],
    ['no address', 'machine'],
  ])('%s is %s', (address, kind) => expect(kindOf(address)).toBe(kind));

  test("of the machine's own device is the machine's", () => {
    expect(kindOf('93.184.216.34', ['93.184.216.34'])).toBe('machine');
    expect(kindOf('::ffff:93.184.216.34', ['93.184.216.34'])).toBe('machine');
  });

  test('ranges have addresses of their family only', () => {
    expect(isInRanges('10.1.2.3', ['10.0.0.0/8'])).toBe(true);
    expect(isInRanges('11.1.2.3', ['10.0.0.0/8', '::/0'])).toBe(false);
    expect(isInRanges('2001:db8::5', ['2001:db8::/32'])).toBe(true);
    expect(isInRanges('2001:db9::5', ['2001:db8::/32', '0.0.0.0/0'])).toBe(false);
  });
});

describe('the judge', () => {
  const of = (list: string, { kind = 'allow' as 'allow' | 'audit', mayReachMachine = true } = {}) =>
    judge(
      {
        kind,
        mayReachMachine,
        endpoints: list.split(' ').flatMap((text) => {
          const endpoint = parseEndpoint(text);
          return 'fault' in endpoint ? [] : [endpoint];
        }),
      },
      () => ['5.5.5.5'],
    );
  const name = (host: string, port: number) => ({ host, port, isName: true });
  const raw = (host: string, port: number) => ({ host, port, isName: false });

  test('lists names by port, and raw addresses only as such', () => {
    const rules = of('a.example:443 b.example:8000-8002 10.0.0.0/8:22');
    expect(rules.knows('a.example')).toBe(true);
    expect(rules.knows('c.example')).toBe(false);
    expect(rules.lists(name('a.example', 443))).toBe(true);
    expect(rules.lists(name('a.example', 80))).toBe(false);
    expect([7999, 8000, 8002, 8003].map((port) => rules.lists(name('b.example', port)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(rules.lists(raw('10.9.9.9', 22))).toBe(true);
    expect(rules.lists(raw('10.9.9.9', 23))).toBe(false);
    expect(rules.lists(raw('93.184.216.34', 443))).toBe(false);
    expect(of('**:1-65535').lists(raw('93.184.216.34', 443))).toBe(false);
  });

  test.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', 'fd00::1', '5.5.5.5'])(
    'keeps a name from %s',
    (address) => {
      const rules = of('a.example:443');
      const to = name('a.example', 443);
      expect(rules.choose(to, [address])).toEqual({ addresses: [], denial: 'address', detail: address });
      expect(rules.choose(to, [address, '93.184.216.34'])).toMatchObject({ addresses: ['93.184.216.34'] });
      expect(
        of(`a.example:443 ${address.includes(':') ? `[${address}]` : address}:443`).choose(to, [address]),
      ).toEqual({
        addresses: [address],
        detail: undefined,
      });
      expect(
        of(`a.example:443 ${address.includes(':') ? `[${address}]` : address}:22`).choose(to, [address]),
      ).toMatchObject({
        denial: 'address',
      });
    },
  );

  test("keeps every list from the machine's addresses under the owner's rule", () => {
    const rules = of('a.example:443 127.0.0.0/8:443 10.0.0.0/8:443 5.5.5.5:443', { mayReachMachine: false });
    const to = name('a.example', 443);
    expect(rules.choose(to, ['127.0.0.1'])).toMatchObject({ denial: 'owner' });
    expect(rules.choose(raw('5.5.5.5', 443), ['5.5.5.5'])).toMatchObject({ denial: 'owner' });
    expect(rules.choose(to, ['10.0.0.1'])).toMatchObject({ addresses: ['10.0.0.1'] });
  });

  test('passes everything but the machine in an audit, and names private addresses', () => {
    const rules = of('', { kind: 'audit' });
    expect(rules.knows('any.thing')).toBe(true);
    expect(rules.lists(raw('10.0.0.1', 5))).toBe(true);
    expect(rules.choose(name('x', 5), ['10.0.0.1'])).toEqual({ addresses: ['10.0.0.1'], detail: '10.0.0.1' });
    expect(rules.choose(name('x', 5), ['93.184.216.34'])).toEqual({
      addresses: ['93.184.216.34'],
      detail: undefined,
    });
    expect(rules.choose(name('x', 5), ['169.254.169.254'])).toMatchObject({ denial: 'address' });
    expect(rules.choose(raw('5.5.5.5', 5), ['5.5.5.5'])).toMatchObject({ denial: 'address' });
  });
});

describe('the table of names', () => {
  test('gives each name one address, and back', () => {
    const table = nameTable();
    expect(table.addressOf('a')).toBe('198.18.1.0');
    expect(table.addressOf('b')).toBe('198.18.1.1');
    expect(table.addressOf('a')).toBe('198.18.1.0');
    expect(table.nameAt('198.18.1.1')).toBe('b');
    expect(table.nameAt('198.18.1.2')).toBeUndefined();
    expect(table.nameAt('198.18.0.1')).toBeUndefined();
    expect(table.nameAt('::1')).toBeUndefined();
  });

  test('ends inside its range', () => {
    const table = nameTable();
    const addresses = Array.from({ length: 65_536 }, (_, index) => table.addressOf(`n${index}`));
    expect(addresses.at(-1)).toBe('198.19.0.255');
    expect(new Set(addresses).size).toBe(65_536);
    expect(table.addressOf('one-more')).toBeUndefined();
    expect(table.addressOf('n5')).toBe(addresses[5]);
  });
});
