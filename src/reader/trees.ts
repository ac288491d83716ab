import type { CopyRequest, Manifest, ManifestRequest, Trees } from '../tree/contract.ts';
import { copyReceived } from '../tree/copy-received.ts';
import { cacheKey, KIND } from '../tree/stat-cache.ts';
import { checkedManifest, checkedPieces, isCount, wrongAnswer } from './checked.ts';
import type { Reader } from './start.ts';

/**
 * Trees that have a reader walk and read what belongs to the user, and `own` all else. What a reader says of a file is what
 * that user says: content is checked here, and digests that the reader may spare are remembered for that user alone.
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
  };
}

async function readManifest(
  reader: Reader,
  { memo, signal, ...request }: ManifestRequest,
): Promise<{ readonly manifest: Manifest; readonly number: number }> {
  const key = `${reader.caller.uid} ${cacheKey(request)}`;
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
  const { answer } = await reader.call('contents', { kept }, signal);
  const { stream } = answer;
  if (!isCount(stream)) throw wrongAnswer();
  const ask = async () => {
    const { answer: part, bytes } = await reader.call('next', { stream }, signal);
    if (part.done === true) return undefined;
    return { pieces: checkedPieces(part.pieces, bytes.length), bytes };
  };
  try {
    await copyReceived(request, ask);
  } finally {
    // The reader may be gone, which is an error for nobody any more.
    await reader.call('leave', { stream }).catch(() => undefined);
  }
}
