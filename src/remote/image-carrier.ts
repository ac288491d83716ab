import type {
  Carrier,
  RemoteRecord,
  StoredBytes,
  Traffic,
  Upload,
  UploadReport,
} from '../contract/remote.ts';
import { verifyBytes } from '../oci/digest.ts';
import { imageInvalid } from '../oci/invalid.ts';
import { type Descriptor, parseManifest } from '../oci/manifest.ts';
import { type FoundRecord, parseRecord } from '../oci/parse-record.ts';
import type { StoredText } from '../oci/record-schema.ts';
import { Blobs } from './blobs.ts';
import { isLoss, lost, remoteError } from './faults.ts';
import { inParallel } from './parallel.ts';
import type { ImagePlace } from './place.ts';
import { proved } from './proved.ts';
import { Storers } from './storers.ts';
import { fileIn, unpackInside } from './texts.ts';
import { Uploading } from './uploading.ts';

/** Bytes of a config with a record. */
const MAX_CONFIG = 4 * 1024 * 1024;

/** Names of a chain that are asked for first. */
const SAMPLE = 8;

/** A carrier that keeps every result as an ordinary image with the result's names as tags. */
export class ImageCarrier implements Carrier {
  readonly #place: ImagePlace;
  /** The texts of found records, by digest. */
  readonly #texts = new Map<string, StoredText>();
  /** Names with a damaged record; `put` replaces the record. */
  readonly #damaged = new Set<string>();
  /** Names whose record a search could not read. The loss of other bytes is an error of `open`. */
  readonly #unreadable = new Set<string>();
  /** When a search found no record of a name; see `performance.now`. */
  readonly #absent = new Map<string, number>();
  readonly #blobs: Blobs;
  readonly #uploading: Uploading;
  #lastPut: Promise<unknown> = Promise.resolve();

  constructor(place: ImagePlace) {
    this.#place = place;
    this.#blobs = new Blobs(place);
    const storers = new Storers(place, { damaged: this.#damaged, absent: this.#absent });
    this.#uploading = new Uploading({ place, blobs: this.#blobs, storers });
  }

  get name(): string {
    return this.#place.name;
  }

  get silentMs(): number | undefined {
    return this.#place.silentMs;
  }

  get hasCheapPuts(): boolean | undefined {
    return this.#place.hasCheapPuts;
  }

  get kind(): string {
    return this.#place.kind;
  }

  get damaged(): number {
    return this.#unreadable.size;
  }

  async find(names: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, RemoteRecord>> {
    const limits = { limit: this.#place.maxSearches, signal };
    const found = await this.#attempt('search', signal, async () => {
      await this.#place.prepare?.(names, signal);
      return await inParallel(
        names,
        limits,
        async (name, either) => [name, await this.#findOne(name, either)] as const,
      );
    });
    return new Map(found.filter((entry): entry is [string, RemoteRecord] => entry[1] !== undefined));
  }

  async findChains(
    chains: readonly (readonly string[])[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, RemoteRecord>> {
    const samples = chains.map((names) => (this.#place.asksByRequest ? sampleOf(names) : names));
    const sampled = new Set(samples.flat());
    const before = performance.now();
    const found = await this.find([...sampled], signal);
    const isThere = (name: string) => found.has(name) || this.#damaged.has(name);
    const rest = new Set<string>();
    for (const [index, names] of chains.entries()) {
      const others = names.filter((name) => !sampled.has(name));
      if (samples[index]?.some(isThere)) for (const name of others) rest.add(name);
      else for (const name of others) this.#absent.set(name, before);
    }
    return rest.size === 0 ? found : new Map([...found, ...(await this.find([...rest], signal))]);
  }

  async #findOne(name: string, signal: AbortSignal): Promise<RemoteRecord | undefined> {
    try {
      const asked = performance.now();
      const found = await this.#readRecord(name, signal);
      if (found === undefined) this.#absent.set(name, asked);
      else this.#absent.delete(name);
      if (found === undefined) return undefined;
      const { record, log, summary, members } = found;
      if (!record.names.includes(name)) throw imageInvalid(`the record of ${name} has other names`);
      for (const text of [log, summary, members]) if (text) this.#texts.set(text.digest, text);
      return record;
    } catch (error) {
      if (!isLoss(error)) throw error;
      this.#damaged.add(name);
      this.#unreadable.add(name);
      return undefined;
    }
  }

  async #readRecord(name: string, signal: AbortSignal): Promise<FoundRecord | undefined> {
    const bytes = await this.#place.readTag(name, signal);
    if (bytes === undefined) return undefined;
    const manifest = parseManifest(bytes, `the image ${name}`);
    if (manifest.kind !== 'image') throw imageInvalid(`${name} is no image`);
    return parseRecord(await this.#readConfig(manifest.config, signal), manifest.layers);
  }

  async #readConfig({ digest, size, data }: Descriptor, signal: AbortSignal): Promise<Buffer> {
    if (size > MAX_CONFIG) throw imageInvalid(`the config ${digest} is larger than ${MAX_CONFIG} bytes`);
    if (data === undefined) return await this.#place.readBlob(digest, MAX_CONFIG, signal);
    const config = Buffer.from(data, 'base64');
    verifyBytes(config, digest, `the config ${digest}`);
    return config;
  }

  async *open(record: RemoteRecord, bytes: StoredBytes, signal: AbortSignal): AsyncGenerator<Buffer> {
    const fail = (why: string) => lost(this.name, bytes.digest, why);
    try {
      yield* proved(this.#stream(record, bytes, signal), bytes, fail);
    } catch (error) {
      const attempt = { carrier: this.name, doing: 'read from', signal };
      const thrown = isLoss(error)
        ? fail(`is gone (${(error as Error).message})`)
        : remoteError(error, attempt);
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'remote-lost') {
        for (const name of record.names) this.#damaged.add(name);
        const digest = this.#textOf(record, bytes)?.layer?.digest ?? bytes.digest;
        // Other blobs may be in the same pack.
        this.#blobs.distrust();
        this.#place.distrust?.(digest);
      }
      throw thrown;
    }
  }

  #stream(record: RemoteRecord, bytes: StoredBytes, signal: AbortSignal): AsyncIterable<Buffer> {
    const text = this.#textOf(record, bytes);
    if (text?.zstd !== undefined) return unpackInside(Buffer.from(text.zstd, 'base64'));
    if (text?.layer === undefined) return this.#place.streamBlob(bytes, signal);
    const layer = proved(this.#place.streamBlob(text.layer, signal), text.layer, (why) =>
      lost(this.name, bytes.digest, why),
    );
    return fileIn(layer, bytes.size);
  }

  #textOf({ log, summary, members }: RemoteRecord, { digest }: StoredBytes): StoredText | undefined {
    return [log, summary, members].some((text) => text?.digest === digest)
      ? this.#texts.get(digest)
      : undefined;
  }

  put(uploads: readonly Upload[], signal: AbortSignal): Promise<UploadReport> {
    if (!this.#place.takesOnePut) return this.#put(uploads, signal);
    const report = this.#lastPut.then(() => this.#put(uploads, signal));
    this.#lastPut = report.catch(() => undefined);
    return report;
  }

  async #put(uploads: readonly Upload[], signal: AbortSignal): Promise<UploadReport> {
    const before = this.traffic();
    const stored = await this.#attempt('store to', signal, async () => {
      const names = uploads.flatMap(({ record }) => record.names.slice(0, 1));
      await this.#place.prepare?.(names, signal, true);
      const each = await this.#uploading.putAll(uploads, signal);
      await this.#place.finish?.(signal);
      return each;
    }).catch((error: unknown) => {
      this.#blobs.distrust();
      this.#place.abandon?.();
      throw error;
    });
    const after = this.traffic();
    return {
      records: stored.filter((isStored) => isStored).length,
      bytes: after.sentBytes - before.sentBytes,
      requests: after.requests - before.requests,
    };
  }

  async #attempt<T>(doing: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw remoteError(error, { carrier: this.name, doing, signal });
    }
  }

  traffic(): Traffic {
    return { ...this.#place.traffic() };
  }

  close(): Promise<void> {
    this.#place.close();
    return Promise.resolve();
  }
}

/** Returns the first name, the last, and names between at equal distances. */
function sampleOf(names: readonly string[]): readonly string[] {
  if (names.length <= SAMPLE) return names;
  const step = (names.length - 1) / (SAMPLE - 1);
  return Array.from({ length: SAMPLE }, (_, index) => names[Math.round(index * step)] ?? '');
}
