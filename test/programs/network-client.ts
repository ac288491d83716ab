// A client for steps: node /client.mts WAY HOST PORT [MORE]. Prints the answer, or the code of the error.
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import tls from 'node:tls';

const [way = '', host = '', port = '', more = ''] = process.argv.slice(2);

type Fault = { readonly code: string };

const all = (socket: net.Socket) =>
  new Promise<string>((resolve) => {
    let text = '';
    let ended = false;
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('end', () => {
      ended = true;
      resolve(text);
    });
    socket.on('error', (error) => resolve((error as unknown as Fault).code));
    socket.on('close', () => resolve(ended ? text : `closed ${text}`));
  });

const connect = () => net.connect({ host, port: Number(port), allowHalfOpen: true });

const WAYS: Readonly<Record<string, () => Promise<unknown>>> = {
  tcp: () => {
    const socket = connect();
    socket.end(more);
    return all(socket);
  },
  listen: () => all(connect()),
  tls: () => all(tls.connect({ host, port: Number(port), servername: more, rejectUnauthorized: false })),
  lookup: () => dns.promises.lookup(host, { all: true }).then(JSON.stringify, ({ code }: Fault) => code),
  records: () => dns.promises.resolve(host, port).then(JSON.stringify, ({ code }: Fault) => code),
  udp: () =>
    new Promise((resolve) => {
      const socket = dgram.createSocket(net.isIPv6(host) ? 'udp6' : 'udp4');
      socket.on('message', (text) => resolve(`heard ${text}`));
      socket.on('error', (error) => resolve((error as unknown as Fault).code));
      socket.connect(Number(port), host, (error?: Error) =>
        error ? resolve((error as unknown as Fault).code) : socket.send('x'),
      );
      setTimeout(() => resolve('silence'), 1000);
    }),
  /** Opens connections until one is reset, and keeps the others open. */
  hold: () =>
    new Promise((resolve) => {
      for (let count = 0; count < Number(more); count += 1) connect().on('error', () => resolve('reset'));
    }),
  many: async () => {
    const answers = await Promise.all(
      Array.from({ length: Number(more) }, (_, index) => {
        const socket = connect();
        socket.end(`${index}`);
        return all(socket).then((text) => (text.endsWith(`heard ${index}`) ? 'well' : text));
      }),
    );
    return `${answers.filter((answer) => answer === 'well').length} ${answers.find((answer) => answer !== 'well') ?? ''}`;
  },
  down: async () => {
    const socket = connect();
    socket.write(`${more}\n`);
    let count = 0;
    for await (const chunk of socket) count += chunk.length;
    return String(count);
  },
  up: async () => {
    const socket = connect();
    const answer = all(socket);
    const piece = Buffer.alloc(65_536);
    for (let left = Number(more); left > 0; left -= piece.length)
      if (!socket.write(piece.subarray(0, Math.min(left, piece.length))))
        await new Promise((next) => socket.once('drain', next));
    socket.end();
    return answer;
  },
  /** Ends without waiting for anything. */
  drop: () => new Promise((resolve) => connect().end('last words', () => resolve('sent'))),
  slow: async () => {
    const socket = connect();
    const answer = all(socket);
    for (const letter of 'slow') {
      socket.write(letter);
      await new Promise((next) => setTimeout(next, 150));
    }
    socket.end();
    return answer;
  },
  rebind: async () => {
    const before = await WAYS['lookup']?.();
    await new Promise((next) => setTimeout(next, 5500));
    return `${before} ${await WAYS['tcp']?.()}`;
  },
};

console.log(await WAYS[way]?.());
process.exit(0);
