import type { StoredBytes, Traffic } from '../../contract/remote.ts';
import type { UserDirectory } from '../../contract/user-directory.ts';
import type { AssembledImage } from '../../oci/assemble.ts';
import { isDigest, verifyBytes } from '../../oci/digest.ts';
import { imageInvalid, imageUnavailable } from '../../oci/invalid.ts';
import { blobName } from '../../oci/layout.ts';
import { MAX_MANIFEST, parseObject } from '../../oci/manifest.ts';
import type { ImagePlace, SourceBlob } from '../place.ts';
import { addToIndex, descriptorOf, type IndexEntry } from './layout-index.ts';

/** Bytes of a file that names an image. */
const MAX_TAG_FILE = 4096;
/** The directories that files are written into. */
const PARTS = ['', 'records', 'blobs/sha256'];
const LAYOUT = '{"imageLayoutVersion":"1.0.0"}';

/**
 * An OCI image layout in a directory of the user. A file in `records/` for each tag decides, because several runners would race for
 * one index; `index.json` repeats the tags for other tools.
 */
export class LayoutPlace implements ImagePlace {
  readonly kind = 'local';
  readonly maxSearches = 16;
  readonly #directory: UserDirectory;
  readonly #meter = { requests: 0, receivedBytes: 0, sentBytes: 0 };
  #unlisted: IndexEntry[] = [];
  #isTidy = false;

  constructor(directory: UserDirectory) {
    this.#directory = directory;
  }

  get name(): string {
    return `directory ${this.#directory.path}`;
  }

  async readTag(tag: string, signal: AbortSignal): Promise<Buffer | undefined> {
    const file = await this.#read(recordFile(tag), MAX_TAG_FILE, signal);
    if (file === undefined) return undefined;
    const { digest } = parseObject(file, `the file ${recordFile(tag)}`);
    if (typeof digest !== 'string' || !isDigest(digest))
      throw imageInvalid(`${recordFile(tag)} has no digest`);
    return await this.readBlob(digest, MAX_MANIFEST, signal);
  }

  async hasTag(tag: string, signal: AbortSignal): Promise<boolean> {
    return await this.#has(recordFile(tag), signal);
  }

  async readBlob(digest: string, limit: number, signal: AbortSignal): Promise<Buffer> {
    const bytes = await this.#read(blobName(digest), limit, signal);
    if (bytes === undefined) throw imageUnavailable(`blob ${digest} is missing`, { httpStatus: 404 });
    verifyBytes(bytes, digest, `blob ${digest}`);
    return bytes;
  }

  async *streamBlob({ digest }: StoredBytes, signal: AbortSignal): AsyncGenerator<Buffer> {
    if (!(await this.#has(blobName(digest), signal))) {
      throw imageUnavailable(`blob ${digest} is missing`, { httpStatus: 404 });
    }
    this.#meter.requests += 1;
    for await (const piece of this.#directory.stream(blobName(digest), signal)) {
      this.#meter.receivedBytes += piece.length;
      yield piece;
    }
  }

  async hasBlob({ digest }: StoredBytes, signal: AbortSignal): Promise<boolean> {
    return await this.#has(blobName(digest), signal);
  }

  async putBlob(blob: SourceBlob, { signal }: { readonly signal: AbortSignal }): Promise<void> {
    await this.#write(blobName(blob.digest), blob.open(), signal);
  }

  async tag(tag: string, image: AssembledImage, signal: AbortSignal): Promise<void> {
    const entry = descriptorOf(tag, image);
    await this.#write(blobName(image.digest), [image.manifest], signal);
    await this.#write(recordFile(tag), [Buffer.from(JSON.stringify(entry))], signal);
    this.#unlisted.push(entry);
  }

  async finish(signal: AbortSignal): Promise<void> {
    const entries = this.#unlisted;
    this.#unlisted = [];
    if (entries.length === 0) return;
    if (!(await this.#has('oci-layout', signal)))
      await this.#write('oci-layout', [Buffer.from(LAYOUT)], signal);
    await addToIndex(this.#directory, entries, signal);
    await this.#tidyOnce(signal);
  }

  /** After the uploads, because nobody waits for the space. */
  async #tidyOnce(signal: AbortSignal): Promise<void> {
    if (this.#isTidy) return;
    this.#isTidy = true;
    for (const directory of PARTS) await this.#directory.tidy(directory, signal);
  }

  async #read(file: string, limit: number, signal: AbortSignal): Promise<Buffer | undefined> {
    this.#meter.requests += 1;
    const bytes = await this.#directory.read(file, { limit, signal });
    this.#meter.receivedBytes += bytes?.length ?? 0;
    return bytes;
  }

  async #has(file: string, signal: AbortSignal): Promise<boolean> {
    this.#meter.requests += 1;
    return await this.#directory.has(file, signal);
  }

  async #write(
    file: string,
    bytes: AsyncIterable<Buffer> | Iterable<Buffer>,
    signal: AbortSignal,
  ): Promise<void> {
    this.#meter.requests += 1;
    const meter = this.#meter;
    async function* counted() {
      for await (const piece of bytes) {
        meter.sentBytes += piece.length;
        yield piece;
      }
    }
    await this.#directory.write(file, counted(), signal);
  }

  traffic(): Traffic {
    return this.#meter;
  }

  close(): void {
    // The reader of the user's files belongs to the worker.
  }
}

const recordFile = (tag: string) => `records/${tag}`;
