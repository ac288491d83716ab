import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';

export interface ProxiedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** The whole body, or its first bytes as long as the request goes on. */
  body: Buffer;
}

/** Changes the answer of the registry: `bytes` replaces the body, the others spoil the transfer. */
export interface Spoiled {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes?: Buffer;
  /** Ends the connection after this many bytes. */
  readonly cutAfter?: number;
  /** Reads the request and never answers. */
  readonly hang?: boolean;
  /** One byte a second after this many bytes. */
  readonly slowAfter?: number;
}

type Wish = Spoiled | undefined;

/** A proxy in front of a real registry, for what real registries on other sites do and for faults. */
export interface RegistryProxy {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly requests: ProxiedRequest[];
  /** Called before the registry; a returned answer with a status replaces the registry's. */
  before: (request: ProxiedRequest) => Wish;
  /** Called with the registry's status. */
  after: (request: ProxiedRequest, status: number) => Wish;
  /** Method and path of all requests, with @ for every digest and # for every upload. */
  seen(): string[];
  reset(): void;
  close(): Promise<void>;
}

const nothing = () => undefined;

export async function startRegistryProxy(upstream: string): Promise<RegistryProxy> {
  const requests: ProxiedRequest[] = [];
  const server = createServer((message, response) => {
    serve(message, response).catch(() => response.destroy());
  });

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = message;
    const seen: ProxiedRequest = { method, path: url, headers, body: Buffer.alloc(0) };
    requests.push(seen);
    message.on('error', nothing);
    const early = proxy.before(seen);
    if (early?.status !== undefined) {
      response.writeHead(early.status, early.headers);
      response.end(method === 'HEAD' ? undefined : early.bytes);
      return;
    }
    const body = await readBody(message, early?.cutAfter);
    if (body === undefined || early?.hang) return;
    seen.body = body;
    const answer = await ask(upstream, seen);
    const bytes = (await readBody(answer)) ?? Buffer.alloc(0);
    give(response, { method, wish: proxy.after(seen, answer.statusCode ?? 0), answer, bytes });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const proxy: RegistryProxy = {
    host: `127.0.0.1:${address.port}`,
    requests,
    before: nothing,
    after: nothing,
    seen: () => requests.map(({ method, path }) => `${method} ${short(path)}`),
    reset: () => {
      requests.length = 0;
      proxy.before = nothing;
      proxy.after = nothing;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

const short = (path: string) =>
  path
    .replaceAll(/sha256(:|%3A)[0-9a-f]{64}/g, '@')
    .replace(/\/uploads\/[^/?]+(\?[^ ]*)?$/, '/uploads/#')
    .replaceAll(/[0-9a-f]{64}/g, 'ID');

/** Returns the body; ends the connection and returns undefined after `cutAfter` bytes. */
async function readBody(message: IncomingMessage, cutAfter = Number.POSITIVE_INFINITY) {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length < cutAfter) continue;
    message.socket.destroy();
    return undefined;
  }
  return Buffer.concat(parts);
}

async function ask(upstream: string, { method, path, headers, body }: ProxiedRequest) {
  const [hostname, port] = upstream.split(':');
  const sent = httpRequest({ hostname, port, method, path, headers, agent: false });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return answer;
}

interface Given {
  readonly method: string;
  readonly wish: Wish;
  readonly answer: IncomingMessage;
  readonly bytes: Buffer;
}

function give(response: ServerResponse, { method, wish, answer, bytes }: Given): void {
  const body = wish?.bytes ?? bytes;
  const headers = { ...answer.headers, ...wish?.headers };
  if (wish?.bytes !== undefined) headers['content-length'] = String(body.length);
  response.writeHead(wish?.status ?? answer.statusCode ?? 500, headers);
  if (method === 'HEAD') response.end();
  else if (wish?.cutAfter !== undefined) {
    response.write(body.subarray(0, wish.cutAfter), () => setTimeout(() => response.destroy(), 20));
  } else if (wish?.slowAfter !== undefined) trickle(response, body, wish.slowAfter);
  else response.end(body);
}

function trickle(response: ServerResponse, body: Buffer, from: number): void {
  let at = from;
  response.write(body.subarray(0, at));
  const timer = setInterval(() => {
    at += 1;
    response.write(body.subarray(at - 1, at));
    if (at < body.length) return;
    clearInterval(timer);
    response.end();
  }, 1000);
  response.on('close', () => clearInterval(timer));
}
