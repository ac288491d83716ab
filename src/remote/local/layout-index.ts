import type { UserDirectory } from '../../contract/user-directory.ts';
import { type AssembledImage, MANIFEST_TYPE } from '../../oci/assemble.ts';
import { isObject, parseObject } from '../../oci/manifest.ts';
import { streamOf } from '../pieces.ts';

/** An image in `index.json` of a layout (OCI image specification, image layout). */
export interface IndexEntry {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations: Readonly<Record<string, string>>;
}

const TAG = 'org.opencontainers.image.ref.name';
const INDEX = 'index.json';
/** Bytes. A larger index is left as it is, because every writer would have to copy the index. */
const MAX_INDEX = 16 * 1024 * 1024;
/** Another runner may replace the index between reading and writing. */
const MAX_TRIES = 5;

export function descriptorOf(tag: string, { manifest, digest }: AssembledImage): IndexEntry {
  return { mediaType: MANIFEST_TYPE, digest, size: manifest.length, annotations: { [TAG]: tag } };
}

const tagOf = (entry: unknown): unknown =>
  isObject(entry) && isObject(entry['annotations']) ? entry['annotations'][TAG] : undefined;

/**
 * Adds images to the index, for tools such as skopeo. Our own reading does not need the index, so the last of two writers at once
 * may win: each writer looks again and adds what the other has lost.
 */
export async function addToIndex(
  directory: UserDirectory,
  entries: readonly IndexEntry[],
  signal: AbortSignal,
): Promise<void> {
  const wanted = new Map(entries.map((entry) => [tagOf(entry), entry]));
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const listed = await readIndex(directory, signal);
    if (listed === undefined) return;
    const digests = new Map(listed.map((entry) => [tagOf(entry), isObject(entry) && entry['digest']]));
    if ([...wanted].every(([tag, { digest }]) => digests.get(tag) === digest)) return;
    const manifests = [...listed.filter((entry) => !wanted.has(tagOf(entry))), ...wanted.values()];
    const index = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests }));
    await directory.write(INDEX, streamOf(index), signal);
  }
}

/** Returns the entries; undefined for an index that is not ours to replace. */
async function readIndex(
  directory: UserDirectory,
  signal: AbortSignal,
): Promise<readonly unknown[] | undefined> {
  try {
    const bytes = await directory.read(INDEX, { limit: MAX_INDEX, signal });
    if (bytes === undefined) return [];
    const { manifests } = parseObject(bytes, INDEX);
    return Array.isArray(manifests) ? (manifests as unknown[]) : undefined;
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}
