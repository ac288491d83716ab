import type { ResultMeta } from './results.ts';
import type { Owner } from './spec.ts';

/**
 * Results on other machines, behind `cache-from` and `cache-to`.
 *
 * - A *carrier* keeps results outside the store: a registry, the GitHub Actions cache, a directory.
 * - A *record* describes one result: small, immutable, named by the result's id. The first writer of a record wins, unless nobody can use the record.
 * - A *stored slot* is a cache slot as a record of one layer. The last writer wins.
 * - A *layer* holds the difference between a result and its base, as a compressed tar archive (OCI image specification).
 * - A *chain* lists the layers of a result, lowest first. A layer is valid only on the exact base it was taken from, because the
 *   same id built on two machines gives two trees.
 *
 * The life of a result elsewhere:
 *
 *     const record = (await carrier.find([id], signal)).get(id);       // no layer moves
 *     for await (const bytes of carrier.open(record, record.log, signal)) …   // replay
 *     for await (const bytes of carrier.open(record, layer, signal)) …        // only if files are needed
 *     await carrier.put([{ record, open }], signal);                    // after the build
 *
 * A carrier never decides whether a build fails: its errors are values for warnings.
 */

/** A stored sequence of bytes. */
export interface StoredBytes {
  /** `sha256:` and 64 hex digits, over the stored bytes. */
  readonly digest: string;
  readonly size: number;
}

/** A layer of a chain. */
export interface ChainLayer extends StoredBytes {
  /** Digest of the uncompressed tar archive: two compressions of the same layer have one `diffId`. */
  readonly diffId: string;
  /** Media type of the OCI image specification, or Docker's for layers of a base image. */
  readonly mediaType: string;
}

/** A step of a chain, above the base image. */
export interface ChainStep {
  /** The id of the result whose layer this is. */
  readonly id: string;
  /** The operation on one line, for the history of the image. A carrier may keep only the first `MAX_OPERATION` characters. */
  readonly operation: string;
  /** Start of the operation, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly layer: ChainLayer;
}

/** Characters of an operation in the history of an image. */
export const MAX_OPERATION = 512;

/** Where the layers of a base image are, for mounting instead of uploading. */
export interface BaseLayers {
  /** The id of the `from` step: the digest of the image pins the tree. */
  readonly id: string;
  readonly layers: readonly ChainLayer[];
  /** The registry's domain and the repository of the image, if a registry has the layers. */
  readonly repository?: { readonly domain: string; readonly repository: string } | undefined;
}

/** The chain of a result: the base image, then one layer for each step up to the result itself. */
export interface Chain {
  readonly base: BaseLayers;
  readonly steps: readonly ChainStep[];
}

/** A user in an image's config: numbers, or `name` such as `app` or `app:staff`. */
export type ImageUser = Owner | { readonly name: string };

/** The parts of an image's config that a result decides. */
export interface ResultConfig {
  /** For example `linux/amd64`. */
  readonly platform: string;
  readonly environment: readonly (readonly [string, string])[];
  readonly workdir: string;
  readonly user: ImageUser;
  /** The words before a command. */
  readonly shell: readonly string[];
}

/** Everything about a result except its layers. */
export interface RemoteRecord {
  readonly version: 1;
  readonly id: string;
  /**
   * The names under which carriers keep the record, 64 hex digits each. A build that may not write for everybody leaves out the id.
   * The names are inside the record, so that a signature covers the names.
   */
  readonly names: readonly string[];
  /** As the store keeps it: `parent` and `parentMadeAt` name the exact base, `key` has the fields that the id hashes. */
  readonly meta: ResultMeta;
  readonly chain: Chain;
  readonly image: ResultConfig;
  /** The step's whole output, UTF-8, secrets masked. */
  readonly log: StoredBytes;
  /** The Markdown of $GITHUB_STEP_SUMMARY; absent without a summary. */
  readonly summary?: StoredBytes | undefined;
  /** The list of the members of the result's layer (`LayerMember`); absent for base images and in old records. */
  readonly members?: StoredBytes | undefined;
  /** HMAC-SHA256 (hex) over the other fields, with the key of `cache-key-secret`. */
  readonly signature?: string | undefined;
}

/** A result to store. */
export interface Upload {
  readonly record: RemoteRecord;
  /** Replaces the record on the carrier: no build can use that record, or the record is of a cache slot, which changes under its name. */
  readonly replaces?: boolean | undefined;
  /**
   * Opens the log, the summary, the list of members, or a layer of the chain that this upload or an upload under way brings. The other
   * layers are on the carrier already.
   *
   * @throws ObuilderError `remote-lost` for a layer that should be on the carrier, `image-unavailable` if a layer of the base image is
   *   gone
   */
  readonly open: (bytes: StoredBytes) => AsyncIterable<Buffer>;
}

export interface UploadReport {
  /** Records stored now; 0 if another runner was first. */
  readonly records: number;
  readonly bytes: number;
  readonly requests: number;
}

/** Traffic of a carrier since it was opened. */
export interface Traffic {
  readonly requests: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

export interface Carrier {
  /** For people: `registry ghcr.io/acme/cache`, `directory /mnt/cache`, `GitHub Actions cache`. */
  readonly name: string;
  /** `registry`, `local` or `gha`. */
  readonly kind: string;
  /** Milliseconds without a byte that are usual, for a carrier that moves whole packs; a minute if absent. */
  readonly silentMs?: number | undefined;
  /**
   * Whether many small `put`s cost no more than a large one, so that results are stored while later layers are made. Calls of `put` may
   * run at once: bases come in the same or an earlier call.
   */
  readonly hasCheapPuts?: boolean | undefined;
  /**
   * Returns the records with one of `names`, by the asked name. A missing, damaged or unknown record is absent.
   *
   * @throws ObuilderError `remote-failed` if the carrier cannot be asked; `cancelled`
   */
  find(names: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, RemoteRecord>>;
  /** The number of names whose record `find` could not read, because its bytes are gone or damaged; 0 if absent. */
  readonly damaged?: number | undefined;
  /**
   * Returns the records of results to store, by name. Each chain has names of results on top of one another, the lowest first. A carrier
   * may ask for some names of a chain only: if it has none of these records, it counts as without the chain, because the record of a base
   * appears first. By default, `find` asks for all names.
   *
   * @throws ObuilderError `remote-failed` if the carrier cannot be asked; `cancelled`
   */
  findChains?(
    chains: readonly (readonly string[])[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, RemoteRecord>>;
  /**
   * Streams the log, the summary, the list of members or a layer of a record found by `find`. Checks size and digest: after the last piece the bytes are
   * proved, and the consumer must drop the earlier pieces if the loop throws.
   *
   * @throws ObuilderError `remote-lost` if the bytes are gone or damaged, `remote-failed`, `cancelled`
   */
  open(record: RemoteRecord, bytes: StoredBytes, signal: AbortSignal): AsyncIterable<Buffer>;
  /**
   * Stores results; the record of a base appears before those of its dependents. An existing record stays unless the upload replaces it. A
   * carrier may skip the question for the first name of a record if `find` has missed that name within the last 30 seconds and this object
   * stores the record of the base. Uploads on top of a result whose record another runner has stored meanwhile are left out, in later calls
   * too. A failure leaves no record with missing bytes.
   *
   * @throws ObuilderError `remote-failed`, `remote-denied` (read-only access), `cancelled`
   */
  put(uploads: readonly Upload[], signal: AbortSignal): Promise<UploadReport>;
  traffic(): Traffic;
  /** Ends connections and child processes. */
  close(): Promise<void>;
}
