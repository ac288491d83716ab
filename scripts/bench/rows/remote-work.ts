import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { type Bench, nonce, runs } from '../bench.ts';
import { packageArchive } from '../packages.ts';
import type { Recipe } from '../recipe.ts';

const SMALL_STEPS = 50;

/** Work whose results travel. */
export interface Work {
  readonly title: string;
  /** Returns a recipe that was never built before. */
  fresh(): Recipe;
  /** How often the first step of a recipe has run. */
  count(): number;
}

/** A step that unpacks Debian packages, as `apt-get install` does. The archive comes through a connection to this process. */
export async function packagesStep(bench: Bench): Promise<Work> {
  const archive = packageArchive(bench.megabytes);
  const server = await serve(bench, (socket) =>
    pipeline(createReadStream(archive, { highWaterMark: 2 ** 20 }), socket, () => undefined),
  );
  const unpack = `exec 3<>/dev/tcp/127.0.0.1/${server.port}; tar -x -f - -C /opt <&3`;
  return {
    title: `a step that unpacks ${bench.megabytes} MB of Debian packages`,
    fresh: () => ({ operations: [online(`bash -c '${unpack}'; : ${nonce()}`)] }),
    count: server.count,
  };
}

/** Steps with a small file each. */
export async function smallSteps(bench: Bench): Promise<Work> {
  const server = await serve(bench, (socket) => socket.end());
  return {
    title: `${SMALL_STEPS} steps with a small file each`,
    fresh: () => {
      const tag = nonce();
      const first = online(`bash -c 'exec 3<>/dev/tcp/127.0.0.1/${server.port}'; echo ${tag} > /file-0`);
      const rest = Array.from({ length: SMALL_STEPS - 1 }, (_, index) => `echo ${tag} > /file-${index + 1}`);
      return { operations: [first, ...runs(rest).operations] };
    },
    count: server.count,
  };
}

const online = (command: string) => ({ kind: 'run', command, network: 'host' }) as const;

async function serve(bench: Bench, answer: (socket: Socket) => void) {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    answer(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  bench.defer(() => server.close());
  return { port: (server.address() as AddressInfo).port, count: () => connections };
}
