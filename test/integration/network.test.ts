import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NetworkWorld, openNetworkWorld } from '../places/network-world.ts';

let world: NetworkWorld;
beforeAll(async () => {
  world = await openNetworkWorld();
});
afterAll(() => world.close());

const client = (...words: string[]) => `node /client.mts ${words.join(' ')}`;

/** What a client of a step prints, and the attempts without their counts. */
async function ask(network: readonly string[] | 'audit', ...words: string[]) {
  const { output, attempts, fault } = await world.run(client(...words), network);
  expect(fault).toBeUndefined();
  return { said: output.trim(), attempts: attempts.map(({ times: _, ...rest }) => rest) };
}

const denied = (host: string, port: number, more = {}) => ({
  host,
  port,
  end: 'denied',
  denial: 'endpoint',
  ...more,
});

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
    const { NAMES } = await import('../places/network-world.ts');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await world.setNames({ ...NAMES, 'rebind.example': ['127.0.0.1'] });
    const { said, attempts } = await asking;
    await world.setNames(NAMES);
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

describe('connections', () => {
  const list = ['packages.example:7000-7006'];

  test('pass 1,000 at once', async () => {
    const { said, attempts } = await ask(list, 'many', 'packages.example', '7000', '1000');
    expect(said).toBe('1000');
    expect(attempts).toEqual([{ host: 'packages.example', port: 7000, end: 'passed' }]);
  });

  test('pass slow peers, half-closed sides and resets', async () => {
    expect(await ask(list, 'slow', 'packages.example', '7005')).toMatchObject({ said: 'slow.' });
    expect(await ask(list, 'tcp', 'packages.example', '7000', 'half')).toMatchObject({
      said: '192.0.2.1 heard half',
    });
    expect(await ask(list, 'tcp', 'packages.example', '7006', 'x')).toMatchObject({ said: 'ECONNRESET' });
  });

  test('pass 1 GB each way', async () => {
    const bytes = String(1024 ** 3);
    expect(await ask(list, 'down', 'packages.example', '7002', bytes)).toMatchObject({ said: bytes });
    expect(await ask(list, 'up', 'packages.example', '7003', bytes)).toMatchObject({ said: bytes });
  }, 120_000);

  test('of parallel steps follow their own lists', async () => {
    const words = ['tcp', 'a.mirror.example', '7000'] as const;
    const all = await Promise.all([
      ask(['a.mirror.example:7000'], ...words),
      ask(['a.mirror.example:7001'], ...words),
      ask(['packages.example:7000'], ...words),
      ask('audit', ...words),
    ]);
    expect(all.map(({ said }) => said)).toEqual([
      '192.0.2.1 heard',
      'ECONNRESET',
      'ENOTFOUND',
      '192.0.2.1 heard',
    ]);
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
    const { output, attempts } = await world.run(
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
});

describe('the namespace', () => {
  test('has one device, a name server and ports for everybody', async () => {
    const { output } = await world.run(
      'ls /sys/class/net; cat /etc/resolv.conf; cat /proc/net/route; nc -l -p 80 -e true & sleep 0.2; nc 127.0.0.1 80; echo $?',
      ['a.example:1'],
      1000,
    );
    expect(output.split('\n').filter((line) => !line.startsWith('Iface'))).toEqual([
      'lo',
      'nameserver 127.0.0.1',
      '0',
      '',
    ]);
  });

  test('keeps root in the step from changing it', async () => {
    const { output } = await world.run(
      'ip link add x type dummy; ip route add 1.1.1.1 via 127.0.0.1; ip addr flush dev lo; echo 1 > /proc/sys/net/ipv4/ip_forward; echo done',
      ['a.example:1'],
    );
    expect(output).toMatch(/^(ip: .*\n|.*(?:denied|Read-only|permitted).*\n)+done\n$/);
  });

  test('delivers the last words of a step', async () => {
    const { output } = await world.run(`${client('drop', 'packages.example', '7003')}`, [
      'packages.example:7003',
    ]);
    expect(output).toBe('sent\n');
  });
});

describe('nothing is left', () => {
  /** The network namespaces of the machine's processes, besides the two of the world. */
  const programsIn = (pattern: RegExp) =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          return pattern.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' '));
        } catch {
          return false;
        }
      });
  const helpers = () => programsIn(new RegExp(`^${world.directory}/scratch`));
  const childrenOf = (pid: number) =>
    execFileSync('sh', ['-c', `cat /proc/${pid}/task/*/children`], { encoding: 'utf8' })
      .trim()
      .split(/\s+/)
      .filter(Boolean);

  test('after steps: only the relay, which has no right of root', async () => {
    await ask(['packages.example:7000'], 'tcp', 'packages.example', '7000');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(helpers()).toEqual([]);
    const relays = childrenOf(world.workerPid).filter((pid) =>
      /\brelay\b/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1')),
    );
    expect(relays).toHaveLength(1);
    const status = readFileSync(`/proc/${relays[0]}/status`, 'utf8');
    expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
    expect(status).toMatch(/^CapPrm:\t0+$/m);
  });

  test('after a killed relay: the step ends with the reason, and the next step has a new relay', async () => {
    const running = world.run(`${client('listen', 'packages.example', '7005')}`, ['packages.example:7005']);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const relay = childrenOf(world.workerPid).find((pid) =>
      /\brelay\b/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1')),
    );
    process.kill(Number(relay), 'SIGKILL');
    expect((await running).fault).toMatch(/^sandbox-failed: the process that relays.* SIGKILL/);
    expect(await ask(['packages.example:7000'], 'tcp', 'packages.example', '7000')).toMatchObject({
      said: '192.0.2.1 heard',
    });
  });

  test('after a killed worker', async () => {
    void world.run(`${client('listen', 'packages.example', '7005')}`, ['packages.example:7005']);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const pids = [...helpers(), ...childrenOf(world.workerPid)];
    expect(helpers()).toHaveLength(1);
    await world.killWorker();
    await expect
      .poll(() => pids.filter((pid) => existsSync(`/proc/${pid}`)), { timeout: 10_000 })
      .toEqual([]);
    await expect.poll(() => programsIn(/client\.mts listen/), { timeout: 10_000 }).toEqual([]);
  });
});
