import { describe, expect, test } from 'vitest';
import { client, denied, useNetworkWorld } from '../places/network-asking.ts';
import { NAMES } from '../places/network-world.ts';

const { world, ask } = useNetworkWorld();

describe('a list', () => {
  test('passes an allowed name and port, and nothing else of the name', async () => {
    const list = ['packages.example:7000'];
    expect(await ask(list, 'tcp', 'packages.example', '7000', 'me')).toEqual({
      said: '192.0.2.1 heard me',
      attempts: [{ host: 'packages.example', port: 7000, end: 'passed' }],
    });
    expect(await ask(list, 'tcp', 'packages.example', '7001')).toEqual({
      said: 'ECONNRESET',
      attempts: [denied('packages.example', 7001)],
    });
  });

  test('has no other name', async () => {
    const list = ['packages.example:7000'];
    const unknown = { host: 'other.example', end: 'denied', denial: 'name' };
    expect(await ask(list, 'tcp', 'other.example', '7000')).toEqual({
      said: 'ENOTFOUND',
      attempts: [unknown],
    });
    expect(await ask(list, 'records', 'other.example', 'TXT')).toMatchObject({
      said: 'ENOTFOUND',
      attempts: [],
    });
    expect(await ask(list, 'records', 'packages.example', 'AAAA')).toMatchObject({
      said: 'ENODATA',
      attempts: [],
    });
  });

  test('passes wildcards by labels, and ranges of ports', async () => {
    const one = ['*.mirror.example:7000-7001'];
    expect(await ask(one, 'tcp', 'a.mirror.example', '7000')).toMatchObject({ said: '192.0.2.1 heard' });
    expect(await ask(one, 'listen', 'a.mirror.example', '7001')).toMatchObject({ said: 'hello' });
    expect(await ask(one, 'tcp', 'a.mirror.example', '7002')).toMatchObject({ said: 'ECONNRESET' });
    expect(await ask(one, 'tcp', 'a.b.mirror.example', '7000')).toMatchObject({ said: 'ENOTFOUND' });
    expect(await ask(one, 'tcp', 'mirror.example', '7000')).toMatchObject({ said: 'ENOTFOUND' });
    const any = ['**.mirror.example:7000'];
    for (const name of ['a.mirror.example', 'a.b.mirror.example', 'mirror.example'])
      expect(await ask(any, 'tcp', name, '7000')).toMatchObject({ said: '192.0.2.1 heard' });
  });

  test('denies raw addresses that it does not list', async () => {
    const list = ['**:1-65535'];
    expect(await ask(list, 'tcp', '192.0.2.1', '7000')).toEqual({
      said: 'ECONNRESET',
      attempts: [denied('192.0.2.1', 7000)],
    });
    expect(await ask(list, 'tcp', '2001:db8:77::1', '7000')).toEqual({
      said: 'ECONNRESET',
      attempts: [denied('2001:db8:77::1', 7000)],
    });
    expect(await ask(list, 'tcp', '169.254.169.254', '7000')).toMatchObject({ said: 'ECONNRESET' });
    expect(await ask(list, 'tcp', '198.18.9.9', '7000')).toMatchObject({ said: 'ECONNRESET' });
    expect(await ask(list, 'tcp', '127.0.0.1', '7000')).toEqual({ said: 'ECONNREFUSED', attempts: [] });
    expect(await ask(list, 'tcp', '::1', '7000')).toEqual({ said: 'ECONNREFUSED', attempts: [] });
  });

  test('passes raw addresses that it lists', async () => {
    const list = ['192.0.2.0/24:7000', '10.77.0.1:7000', '[2001:db8:77::/64]:7000', '169.254.169.254:7000'];
    for (const address of ['192.0.2.1', '10.77.0.1', '169.254.169.254'])
      expect(await ask(list, 'tcp', address, '7000')).toMatchObject({
        said: `${address} heard`,
      });
    expect(await ask(list, 'tcp', '2001:db8:77::1', '7000')).toMatchObject({ said: '2001:db8:77::1 heard' });
    expect(await ask(list, 'tcp', '192.0.2.1', '7001')).toMatchObject({ said: 'ECONNRESET' });
  });

  test('passes no datagram', async () => {
    const list = ['packages.example:7004', '192.0.2.1:7004', '[2001:db8:77::1]:7004'];
    for (const host of ['packages.example', '192.0.2.1', '2001:db8:77::1'])
      expect(await ask(list, 'udp', host, '7004')).toMatchObject({ said: 'ECONNREFUSED' });
  });

  test.each([
    ['loopback.example', '127.0.0.1'],
    ['six-loopback.example', '::1'],
    ['private.example', '10.77.0.1'],
    ['metadata.example', '169.254.169.254'],
    ['own.example', '192.0.2.100'],
  ])('keeps %s from %s unless that is listed', async (name, address) => {
    const attempt = denied(name, 7000, { denial: 'address', detail: address });
    expect(await ask([`${name}:7000`], 'tcp', name, '7000')).toEqual({
      said: 'ECONNRESET',
      attempts: [attempt],
    });
    const shown = address.includes(':') ? `[${address}]` : address;
    const { said } = await ask([`${name}:7000`, `${shown}:7000`], 'tcp', name, '7000');
    // The worker's own side has no server, so a connection that passes fails there.
    expect(said).toBe(['10.77.0.1', '169.254.169.254'].includes(address) ? `${address} heard` : 'ECONNRESET');
  });

  test('goes to the public address of a name with a private one too', async () => {
    expect(await ask(['mixed.example:7000'], 'tcp', 'mixed.example', '7000')).toMatchObject({
      said: '192.0.2.1 heard',
    });
  });

  test('resolves IPv6 outside, so a step reaches a host with IPv6 alone', async () => {
    expect(await ask(['six.example:7000'], 'tcp', 'six.example', '7000')).toMatchObject({
      said: '2001:db8:77::1 heard',
    });
  });

  test('checks the address of the connection, not of an earlier lookup', async () => {
    const asking = ask(['rebind.example:7000'], 'rebind', 'rebind.example', '7000');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await world().setNames({ ...NAMES, 'rebind.example': ['127.0.0.1'] });
    const { said, attempts } = await asking;
    await world().setNames(NAMES);
    expect(said).toMatch(/^\[\{"address":"198\.18\.1\.0","family":4\}\] ECONNRESET$/);
    expect(attempts).toEqual([denied('rebind.example', 7000, { denial: 'address', detail: '127.0.0.1' })]);
  });

  test('compares the TLS server name with the name of the lookup', async () => {
    const list = ['packages.example:443', 'other.example:443'];
    expect(await ask(list, 'tls', 'packages.example', '443', 'packages.example')).toMatchObject({
      said: 'secret hello',
    });
    const { said, attempts } = await ask(list, 'tls', 'packages.example', '443', 'evil.example');
    expect(said).toBe('ECONNRESET');
    expect(attempts).toEqual([
      denied('packages.example', 443, { denial: 'server-name', detail: 'evil.example' }),
    ]);
    expect(await ask(list, 'listen', 'other.example', '443')).toMatchObject({ said: 'plain hello' });
  });

  test('names a host that cannot be reached', async () => {
    const { said, attempts } = await ask(['closed.example:9'], 'tcp', 'closed.example', '9');
    expect(said).toBe('ECONNRESET');
    expect(attempts).toEqual([{ host: 'closed.example', port: 9, end: 'failed', detail: 'ECONNREFUSED' }]);
    expect(await ask(['missing.example:9'], 'tcp', 'missing.example', '9')).toEqual({
      said: 'ENOTFOUND',
      attempts: [{ host: 'missing.example', end: 'failed', detail: 'ENOTFOUND' }],
    });
  });
});

describe('an audit', () => {
  test('passes names and raw addresses, and records them', async () => {
    const commands = [
      ['tcp', 'other.example', '7000'],
      ['tcp', '192.0.2.1', '7000'],
      ['tcp', 'private.example', '7000'],
      ['tls', 'packages.example', '443', 'evil.example'],
    ];
    const { output, attempts } = await world().run(
      commands.map((words) => client(...words)).join('; '),
      'audit',
    );
    expect(output.split('\n').map((line) => line.trim())).toEqual([
      '192.0.2.2 heard',
      '192.0.2.1 heard',
      '10.77.0.1 heard',
      'secret hello',
      '',
    ]);
    expect(attempts).toEqual([
      { host: 'other.example', port: 7000, end: 'passed', times: 1 },
      { host: '192.0.2.1', port: 7000, end: 'passed', times: 1 },
      { host: 'private.example', port: 7000, end: 'passed', detail: '10.77.0.1', times: 1 },
      { host: 'packages.example', port: 443, end: 'passed', times: 1 },
    ]);
  });

  test('never reaches the machine itself or its metadata', async () => {
    for (const host of [
      'loopback.example',
      'own.example',
      'metadata.example',
      '169.254.169.254',
      '192.0.2.100',
    ])
      expect(await ask('audit', 'tcp', host, '7000')).toMatchObject({ said: 'ECONNRESET' });
  });

  test('never reaches an address of the machine at a device without a carrier', async () => {
    expect(await ask('audit', 'tcp', '10.88.0.1', '7000')).toEqual({
      said: 'ECONNRESET',
      attempts: [denied('10.88.0.1', 7000, { denial: 'address' })],
    });
  });
});
