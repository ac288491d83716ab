import { asObuilderError, isObuilderError } from '../errors.ts';
import { decoder, encode, type Message } from '../host/process/wire.ts';
import { operations } from './operations.ts';
import type { SentError } from './protocol.ts';

/**
 * Answers the worker's calls on stdin until stdin ends, with the rights of this process. All calls run at the same time,
 * except the parts of a stream.
 */
export async function serveFiles(): Promise<void> {
  const running = new Map<number, AbortController>();
  const operate = operations();
  const receive = async (message: Message) => {
    const { id, cancel } = message.head;
    if (typeof cancel === 'number') return running.get(cancel)?.abort();
    if (typeof id !== 'number') return;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const { answer, bytes } = await operate(message, controller.signal);
      await send({ id, answer }, bytes);
    } catch (error) {
      await send({ id, error: sentError(error) });
    } finally {
      running.delete(id);
    }
  };
  const decode = decoder((message) => void receive(message));
  for await (const chunk of process.stdin) decode(chunk as Buffer);
}

/** Resolves as soon as the bytes' memory may be used again. */
function send(head: object, bytes?: readonly Uint8Array[]): Promise<void> {
  const { stdout } = process;
  return new Promise((resolve, reject) => {
    stdout.cork();
    const pieces = encode(head, bytes);
    for (const [index, piece] of pieces.entries())
      stdout.write(
        piece,
        index < pieces.length - 1 ? undefined : (error) => (error ? reject(error) : resolve()),
      );
    stdout.uncork();
  });
}

function sentError(error: unknown): SentError {
  const { message } = asObuilderError(error);
  if (isObuilderError(error)) {
    const { code, value, hint, errno } = error;
    return { message, code, value, hint, errno };
  }
  const system = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return { message, system };
}
