import type { Socket } from 'node:net';
import { readHello } from './client-hello.ts';

/** The server name of a client's first bytes, together with these bytes. */
export interface FirstBytes {
  /** Undefined for another protocol than TLS, and for a client that ends without a whole message. */
  readonly hello: { readonly serverName: string | undefined } | undefined;
  readonly bytes: Buffer;
}

/**
 * Reads from a client until its server name is known. The client's stream is paused afterwards, without the returned bytes. Waits as
 * long as the client: in some protocols the server speaks first.
 */
export function readFirst(client: Socket): Promise<FirstBytes> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const finish = (hello: FirstBytes['hello']) => {
      client.pause();
      client.off('data', onData).off('end', onEnd).off('close', onEnd);
      resolve({ hello, bytes });
    };
    const onEnd = () => finish(undefined);
    const onData = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const hello = readHello(bytes);
      if (hello === 'other') finish(undefined);
      else if (hello !== 'incomplete') finish(hello);
    };
    client.on('data', onData).once('end', onEnd).once('close', onEnd).resume();
  });
}
