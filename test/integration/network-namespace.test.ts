import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { client, useNetworkWorld } from '../places/network-asking.ts';

const { world, ask } = useNetworkWorld();

describe('connections', () => {
  const list = ['packages.example:7000-7006'];

  test('pass 1,000 at once', async () => {
    const { said, attempts } = await ask(list, 'many', 'packages.example', '7000', '1000');
    expect(said).toBe('1000');
    expect(attempts).toEqual([{ host: 'packages.example', port: 7000, end: 'passed' }]);
  });

  test('beyond 4,096 at once are reset and named', async () => {
    const { said, attempts } = await ask(list, 'hold', 'packages.example', '7005', '4200');
    expect(said).toBe('reset');
    expect(attempts).toContainEqual({
      host: 'packages.example',
      port: 7005,
      end: 'denied',
      denial: 'crowd',
    });
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

describe('the namespace', () => {
  test('has one device, a name server and ports for everybody', async () => {
    const { output } = await world().run(
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
    const { output } = await world().run(
      'ip link add x type dummy; ip route add 1.1.1.1 via 127.0.0.1; ip addr flush dev lo; echo 1 > /proc/sys/net/ipv4/ip_forward; echo done',
      ['a.example:1'],
    );
    expect(output).toMatch(/^(ip: .*\n|.*(?:denied|Read-only|permitted).*\n)+done\n$/);
  });

  test('delivers the last words of a step', async () => {
    const { output } = await world().run(`${client('drop', 'packages.example', '7003')}`, [
      'packages.example:7003',
    ]);
    expect(output).toBe('sent\n');
  });
});

describe('nothing is left', () => {
  /** The network namespaces of the machine's processes, besides the two of the world(). */
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
  const helpers = () => programsIn(new RegExp(`^${world().directory}/scratch`));
  const childrenOf = (pid: number) =>
    execFileSync('sh', ['-c', `cat /proc/${pid}/task/*/children`], { encoding: 'utf8' })
      .trim()
      .split(/\s+/)
      .filter(Boolean);

  test('after steps: only the relay, which has no right of root', async () => {
    await ask(['packages.example:7000'], 'tcp', 'packages.example', '7000');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(helpers()).toEqual([]);
    const relays = childrenOf(world().workerPid).filter((pid) =>
      /\brelay\b/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1')),
    );
    expect(relays).toHaveLength(1);
    const status = readFileSync(`/proc/${relays[0]}/status`, 'utf8');
    expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
    expect(status).toMatch(/^CapPrm:\t0+$/m);
  });

  test('after a killed relay, which ends its step only', async () => {
    const running = world().run(`${client('listen', 'packages.example', '7005')}`, ['packages.example:7005']);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const relay = childrenOf(world().workerPid).find((pid) =>
      /\brelay\b/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1')),
    );
    process.kill(Number(relay), 'SIGKILL');
    expect((await running).fault).toMatch(/^sandbox-failed: the process that relays.* SIGKILL/);
    expect(await ask(['packages.example:7000'], 'tcp', 'packages.example', '7000')).toMatchObject({
      said: '192.0.2.1 heard',
    });
  });

  test('after a killed worker', async () => {
    void world().run(`${client('listen', 'packages.example', '7005')}`, ['packages.example:7005']);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const pids = [...helpers(), ...childrenOf(world().workerPid)];
    expect(helpers()).toHaveLength(1);
    await world().killWorker();
    await expect
      .poll(() => pids.filter((pid) => existsSync(`/proc/${pid}`)), { timeout: 10_000 })
      .toEqual([]);
    await expect.poll(() => programsIn(/client\.mts listen/), { timeout: 60_000 }).toEqual([]);
  });
});
