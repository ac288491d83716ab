/**
 * Servers of all kinds in a network namespace of their own: `node network-servers.ts CERTIFICATE KEY`. Each line on stdin is the
 * JSON of a table of names for the name server: `{"a.example": ["192.0.2.1"]}`. Ends with stdin.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, isIPv6, type Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createServer as createTlsServer } from 'node:tls';
import { decode, encode } from 'dns-packet';

const [certificate = '', key = '', sites = ''] = process.argv.slice(2);
let names: Readonly<Record<string, readonly string[]>> = {};

const PIECE = Buffer.alloc(64 * 1024, 'x');

const SERVERS: Readonly<Record<number, (socket: Socket) => void>> = {
  // Answers after the end of the client's side.
  7000: (socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('end', () => socket.end(`${socket.localAddress?.replace('::ffff:', '')} heard ${text}`));
  },
  // Speaks first.
  7001: (socket) => socket.end('hello'),
  // Sends as many bytes as the first line says.
  7002: (socket) => {
    socket.once('data', (line) => {
      let left = Number(line);
      const more = () => {
        while (left > 0) {
          const piece = PIECE.subarray(0, Math.min(left, PIECE.length));
          left -= piece.length;
          if (!socket.write(piece)) return void socket.once('drain', more);
        }
        socket.end();
      };
      more();
    });
  },
  // Counts bytes.
  7003: (socket) => {
    let count = 0;
    socket.on('data', (chunk) => {
      count += chunk.length;
    });
    socket.on('end', () => socket.end(String(count)));
  },
  // Takes and gives a byte at a time.
  7005: (socket) => {
    socket.on('data', (chunk) => {
      socket.pause();
      setTimeout(() => {
        socket.write(chunk);
        socket.resume();
      }, 100);
    });
    socket.on('end', () => setTimeout(() => socket.end('.'), 100));
  },
  // Resets.
  7006: (socket) => socket.once('data', () => socket.resetAndDestroy()),
  // Speaks first on the port of TLS of another address.
  7443: (socket) => socket.end('hello'),
};

const quiet = (socket: Socket) => socket.on('error', () => undefined);
/** Serves static files by host. */
function serveSite({ url = '/', headers }: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(url, 'http://x');
  const file = path.join(sites, path.basename(headers.host ?? ''), decodeURIComponent(pathname));
  const found = [file, path.join(file, 'index.html')].find((one) =>
    statSync(one, { throwIfNoEntry: false })?.isFile(),
  );
  if (found === undefined) response.writeHead(404).end();
  else
    response
      .writeHead(200, { 'content-type': found.endsWith('.html') ? 'text/html' : 'application/json' })
      .end(readFileSync(found));
}

/** The addresses exist from the first line on. */
async function listen(): Promise<void> {
  for (const [port, serve] of Object.entries(SERVERS)) {
    createServer({ allowHalfOpen: true }, (socket) => serve(quiet(socket))).listen({
      port: Number(port),
      host: '::',
      backlog: 4096,
    });
  }
  createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (socket) => {
    quiet(socket).end('secret hello');
  }).listen(443, '192.0.2.1');
  createServer((socket) => quiet(socket).end('plain hello')).listen(443, '192.0.2.2');
  const echo = createSocket('udp6');
  echo.on('message', (bytes, { port, address }) => echo.send(bytes, port, address));
  echo.bind(7004, '::');

  createHttpServer(serveSite).listen(80, '192.0.2.3');
  const secure = { cert: readFileSync(certificate), key: readFileSync(key) };
  createHttpsServer(secure, serveSite).listen(443, '192.0.2.3');

  const nameServer = createSocket('udp4');
  nameServer.on('message', (bytes, { port, address }) => {
    const { id, questions = [] } = decode(bytes);
    const answers = questions.flatMap(({ name, type }) =>
      (names[name.toLowerCase()] ?? []).flatMap((data) => {
        const own = isIPv6(data) ? ('AAAA' as const) : ('A' as const);
        return own === type ? [{ type: own, name, ttl: 0, data }] : [];
      }),
    );
    const isKnown = questions.every(({ name }) => Object.hasOwn(names, name.toLowerCase()));
    const reply = encode({ type: 'response', id, flags: 0x180 | (isKnown ? 0 : 3), questions, answers });
    nameServer.send(reply, port, address);
  });
  const bound = once(nameServer, 'listening');
  nameServer.bind(53, '0.0.0.0');
  await bound;
}

let listening: Promise<void> | undefined;
createInterface({ input: process.stdin })
  .on('line', (line) => {
    names = JSON.parse(line);
    listening ??= listen();
    void listening.then(() => process.stdout.write('ready\n'));
  })
  .on('close', () => process.exit(0));
