import * as v from 'valibot';
import { imageInvalid } from '../../oci/invalid.ts';
import { MAX_MANIFEST } from '../../oci/manifest.ts';

/** Where a blob is: bytes of a pack, or inside the index. */
export type BlobPlace =
  | { readonly pack: string; readonly offset: number; readonly size: number }
  | { readonly base64: string };

/** The content of an entry with records. */
export interface Index {
  /** Manifests (JSON) by tag. */
  readonly tags: ReadonlyMap<string, string>;
  /** Places by digest. */
  readonly blobs: ReadonlyMap<string, BlobPlace>;
}

const MAX_ENTRIES = 100_000;
const DIGEST = /sha256:[0-9a-f]{64}/g;
const size = () => v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const key = () => v.pipe(v.string(), v.maxLength(512));
const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(MAX_ENTRIES));

const schema = () =>
  v.object({
    version: v.literal(1),
    tags: list(v.tuple([key(), v.pipe(v.string(), v.maxLength(MAX_MANIFEST))])),
    blobs: list(
      v.tuple([
        key(),
        v.union([
          v.object({ pack: key(), offset: size(), size: size() }),
          v.object({ base64: v.pipe(v.string(), v.base64()) }),
        ]),
      ]),
    ),
  });

/** @throws ObuilderError `image-invalid` for other bytes than `formatIndex` makes */
export function parseIndex(bytes: Buffer): Index {
  try {
    const { tags, blobs } = v.parse(schema(), JSON.parse(bytes.toString('utf8')));
    return { tags: new Map(tags), blobs: new Map(blobs) };
  } catch (cause) {
    throw imageInvalid('the records in the cache are damaged', { cause });
  }
}

export function formatIndex({ tags, blobs }: Index): Buffer {
  return Buffer.from(JSON.stringify({ version: 1, tags: [...tags], blobs: [...blobs] }));
}

/** Returns the tags with one of these names, and the places of their blobs. */
export function partOf({ tags, blobs }: Index, isWanted: (tag: string) => boolean): Index {
  const kept = new Map([...tags].filter(([tag]) => isWanted(tag)));
  const digests = new Set([...kept.values()].flatMap((manifest) => manifest.match(DIGEST) ?? []));
  return { tags: kept, blobs: new Map([...blobs].filter(([digest]) => digests.has(digest))) };
}

/** Returns both; entries of `first` win. */
export function joined(first: Index, second: Index): Index {
  return {
    tags: new Map([...second.tags, ...first.tags]),
    blobs: new Map([...second.blobs, ...first.blobs]),
  };
}

export const NO_INDEX: Index = { tags: new Map(), blobs: new Map() };
