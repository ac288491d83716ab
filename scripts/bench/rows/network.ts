import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { nonce, type RowPlan, trivialCommands } from '../bench.ts';
import type { Recipe } from '../recipe.ts';

const STEPS = 20;
const GIGABYTE = 1024 ** 3;
const NETWORKS = { none: undefined, host: 'host', list: '(allow packages.example:443)' } as const;

const runsOn = (commands: readonly string[], network: string | undefined): Recipe => {
  return { operations: commands.map((command) => ({ kind: 'run', command, network })) };
};

/** What a network adds to a step: twenty steps without, with the host's, and with a list of hosts. */
export const network: RowPlan = {
  name: 'network',
  prepare: async (bench) => {
    const our = await bench.ours();
    const context = bench.directory();
    const sides = Object.entries(NETWORKS).map(([label, given]) => ({
      label,
      sample: () => our.build(runsOn(trivialCommands(STEPS), given), context),
      results: () => our.results(),
    }));
    return {
      units: STEPS,
      sides,
      lines: [
        {
          title: `${STEPS} fresh trivial steps with a network list, a step`,
          ours: 'list',
          others: ['none', 'host'],
          bounds: [
            { of: 'list', to: 'none', kind: 'difference', atMost: 10 },
            { of: 'list', to: 'none', kind: 'ratio', atMost: 1.2 },
            { of: 'list', to: 'host', kind: 'ratio', atMost: 1.2 },
          ],
        },
      ],
    };
  },
};

/** A download of 1 GB through a list, beside the host's network. The time is that of a whole build. */
export const download: RowPlan = {
  name: 'download',
  prepare: async (bench) => {
    const our = await bench.ours();
    const context = bench.directory();
    const [address, port] = await serveGigabytes(bench.defer);
    const command = () => `bash -c 'exec 3<>/dev/tcp/${address}/${port}; cat <&3 | wc -c'; : ${nonce()}`;
    const sides = Object.entries({ host: 'host', list: `(allow ${address}:${port})` }).map(
      ([label, given]) => ({
        label,
        sample: () => our.build(runsOn([command()], given), context),
      }),
    );
    // At least 0.6 of the throughput.
    const bounds = [{ of: 'list', to: 'host', kind: 'ratio', atMost: 1.67 }] as const;
    return {
      sides,
      lines: [{ title: 'download 1 GB through a network list', ours: 'list', others: ['host'], bounds }],
    };
  },
};

/** Serves 1 GB to each connection, at an address of this machine that is not loopback, because a step has a loopback device of its own. */
async function serveGigabytes(defer: (work: () => void) => void): Promise<readonly [string, number]> {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const own = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
  if (own === undefined) throw new Error('this machine has no address besides loopback');
  const piece = Buffer.alloc(1024 ** 2);
  const server: Server = createServer((socket) => {
    let left = GIGABYTE;
    socket.on('error', () => undefined);
    const more = () => {
      while (left > 0) {
        left -= piece.length;
        if (!socket.write(piece)) return void socket.once('drain', more);
      }
      socket.end();
    };
    more();
  });
  server.listen(0, own.address);
  await once(server, 'listening');
  defer(() => server.close());
  return [own.address, (server.address() as AddressInfo).port];
}
