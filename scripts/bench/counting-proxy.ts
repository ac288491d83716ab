import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

/** What went through a proxy: requests, and the bytes of bodies as the client sees them. */
export interface Traffic {
  readonly requests: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

export interface CountingProxy {
  /** HOST:PORT. */
  readonly host: string;
  /** Returns the traffic since the last call. */
  take(): Traffic;
  close(): void;
}

const NOTHING: Traffic = { requests: 0, receivedBytes: 0, sentBytes: 0 };

/** Starts a proxy on loopback in front of a registry. `target` is HOST:PORT. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  let counts = { ...NOTHING };
  const server = createServer((asked, answer) => {
    counts.requests += 1;
    asked.on('data', (piece: Buffer) => (counts.sentBytes += piece.length));
    passOn(target, asked, { answer, onBytes: (bytes) => (counts.receivedBytes += bytes) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = counts;
      counts = { ...NOTHING };
      return taken;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function passOn(
  target: string,
  asked: IncomingMessage,
  { answer, onBytes }: { readonly answer: ServerResponse; readonly onBytes: (bytes: number) => void },
): void {
  const [host, port] = target.split(':');
  // The registry's answers name the host of the request, which is this proxy.
  const { method, url, headers } = asked;
  const ignore = () => undefined;
  const passed = request({ host, port, method, path: url, headers }, (response) => {
    answer.writeHead(response.statusCode ?? 0, response.headers);
    response.on('data', (piece: Buffer) => onBytes(piece.length));
    pipeline(response, answer, ignore);
  });
  passed.on('error', () => answer.destroy());
  pipeline(asked, passed, ignore);
}
