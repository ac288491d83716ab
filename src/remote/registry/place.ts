import type { StoredBytes, Traffic } from '../../contract/remote.ts';
import { isObuilderError } from '../../errors.ts';
import { type AssembledImage, MANIFEST_TYPE } from '../../oci/assemble.ts';
import type { Meter } from '../../registry/http.ts';
import type { Publisher } from '../../registry/publisher.ts';
import type { Repository } from '../../registry/repository.ts';
import type { RegistrySession } from '../../registry/session.ts';
import type { ImagePlace, OtherRepository, SourceBlob } from '../place.ts';

interface Parts {
  readonly session: RegistrySession;
  readonly reader: Repository;
  readonly publisher: Publisher;
  readonly meter: Meter;
}

/** A repository of a registry as a place for images. */
export class RegistryPlace implements ImagePlace {
  readonly kind = 'registry';
  readonly maxSearches = 16;
  readonly hasCheapPuts = true;
  readonly unaskedBytes = 16 * 1024;
  readonly asksByRequest = true;
  readonly #parts: Parts;
  /** Repositories that refused a mount. */
  readonly #refused = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get name(): string {
    return `registry ${this.#parts.session.name}`;
  }

  async readTag(tag: string, signal: AbortSignal): Promise<Buffer | undefined> {
    try {
      return (await this.#parts.reader.fetchManifest(tag, signal)).bytes;
    } catch (error) {
      if (isObuilderError(error, 'image-unavailable') && error.httpStatus === 404) return undefined;
      throw error;
    }
  }

  async hasTag(tag: string, signal: AbortSignal): Promise<boolean> {
    return await this.#parts.publisher.hasManifest(tag, signal);
  }

  async readBlob(digest: string, limit: number, signal: AbortSignal): Promise<Buffer> {
    return await this.#parts.reader.fetchBlob(digest, { limit, signal });
  }

  streamBlob({ digest, size }: StoredBytes, signal: AbortSignal): AsyncIterable<Buffer> {
    return this.#parts.reader.streamBlob(digest, size, signal);
  }

  async hasBlob({ digest }: StoredBytes, signal: AbortSignal): Promise<boolean> {
    return await this.#parts.publisher.hasBlob(digest, signal);
  }

  async putBlob(
    blob: SourceBlob,
    { other, signal }: { readonly other?: OtherRepository | undefined; readonly signal: AbortSignal },
  ): Promise<void> {
    const { publisher } = this.#parts;
    const upload = await this.#mount(blob.digest, other, signal);
    if (upload !== true) await publisher.putBlob(blob, signal, upload);
  }

  /** Returns true for a mounted blob, or the address of an upload that the registry began instead. */
  async #mount(
    digest: string,
    other: OtherRepository | undefined,
    signal: AbortSignal,
  ): Promise<true | URL | undefined> {
    const { domain, repository } = this.#parts.session.options;
    if (other === undefined || other.domain !== domain || other.repository === repository) return undefined;
    if (this.#refused.has(other.repository)) return undefined;
    const mounted = await this.#parts.publisher.mount(digest, other.repository, signal);
    if (mounted.isMounted) return true;
    this.#refused.add(other.repository);
    return mounted.upload;
  }

  async tag(tag: string, { manifest }: AssembledImage, signal: AbortSignal): Promise<void> {
    await this.#parts.publisher.putManifest(tag, { bytes: manifest, mediaType: MANIFEST_TYPE }, signal);
  }

  traffic(): Traffic {
    return this.#parts.meter;
  }

  close(): void {
    this.#parts.session.close();
  }
}
