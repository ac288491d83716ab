import type { CopyRequest, Manifest, ManifestRequest, Trees } from '../contract/trees.ts';
import type { FileTime } from '../files/file-time.ts';
import { cacheKey, KIND } from '../tree/stat-cache.ts';
import { checkedManifest, checkedPieces, isCount, wrongAnswer } from './checked.ts';
import { openHeld } from './held.ts';
import type { Reader } from './start.ts';
import { checkedTimes } from './times.ts';

/**
 * Returns trees that read the user's files through a reader, and all other files through `own`. A reader is as trustworthy
 * as its user: the content is checked here, and digests from the reader are remembered for this user only.
 */
export function readerTrees(reader: Reader, own: Trees): Trees {
  const kept = new WeakMap<Manifest, number>();
  return {
    readManifest: async (request) => {
      if (!request.isUsers) return await own.readManifest(request);
      const { manifest, number } = await readManifest(reader, request);
      kept.set(manifest, number);
      return manifest;
    },
    copy: async (request) => {
      const number = kept.get(request.manifest);
      if (number === undefined) return await own.copy(request);
      await copy(reader, request, number);
    },
    forget: ({ memo, ...request }) => memo?.remember(KIND, memoKey(reader, request), ''),
  };
}

function memoKey({ caller }: Reader, request: Parameters<typeof cacheKey>[0]): string {
  return `${caller.uid} ${cacheKey(request)}`;
}

async function readManifest(
  reader: Reader,
  { memo, signal, ...request }: ManifestRequest,
): Promise<{ readonly manifest: Manifest; readonly number: number }> {
  const key = memoKey(reader, request);
  const ask = { request, records: memo?.recall(KIND, key) };
  const { answer } = await reader.call('manifest', ask, signal);
  const { kept: number, records } = answer;
  const manifest = checkedManifest(answer.manifest);
  if (!isCount(number)) throw wrongAnswer();
  if (typeof records === 'string') memo?.remember(KIND, key, records);
  return { manifest, number };
}

async function copy(reader: Reader, request: CopyRequest, kept: number): Promise<void> {
  const { signal } = request;
  const streams: number[] = [];
  const opened = (stream: unknown) => {
    if (!isCount(stream)) throw wrongAnswer();
    streams.push(stream);
    return stream;
  };
  const begin = async (index?: number) => {
    const ask = index === undefined ? { kept } : { kept, index };
    return opened((await reader.call('contents', ask, signal)).answer.stream);
  };
  const times = async () => {
    const stream = opened((await reader.call('times', { kept }, signal)).answer.stream);
    const found: FileTime[] = [];
    while (found.length < request.manifest.entries.length) {
      const { answer, bytes } = await reader.call('next', { stream }, signal);
      if (answer.done === true || bytes.length === 0) throw wrongAnswer();
      found.push(...checkedTimes(bytes));
    }
    return found;
  };
  const partsOf = (index?: number) => {
    let stream: Promise<number> | undefined;
    return async () => {
      stream ??= begin(index);
      const { answer, bytes } = await reader.call('next', { stream: await stream }, signal);
      if (answer.done === true) return undefined;
      return { pieces: checkedPieces(answer.pieces, bytes.length), bytes };
    };
  };
  const hold = async (index: number) => {
    const { descriptor } = (await reader.call('hold', { kept, index }, signal)).answer;
    if (!isCount(descriptor)) throw wrongAnswer();
    const held = await openHeld(reader, descriptor);
    // The reader may be gone; the next call reports the error.
    await reader.call('release', { descriptor }).catch(() => undefined);
    return held;
  };
  try {
    const { copyReceived } = await import('../tree/copy/copy-received.ts');
    await copyReceived(request, { times, small: partsOf(), large: partsOf, hold });
  } finally {
    for (const stream of streams) await reader.call('leave', { stream }).catch(() => undefined);
  }
}
