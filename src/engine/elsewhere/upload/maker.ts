import { rmSync } from 'node:fs';
import type { LayerCompression, Layers } from '../../../contract/layers.ts';
import type { ChainLayer } from '../../../contract/remote.ts';
import type { Result } from '../../../contract/results.ts';
import type { Session } from '../../session.ts';
import { withinDisk } from '../../steps/disk-watch.ts';
import { fileBytes, type Source } from './sources.ts';

export interface Made extends Source {
  readonly layer: ChainLayer;
  readonly members: Buffer | undefined;
}

interface MakerOptions {
  readonly session: Session;
  readonly layers: Layers;
  readonly compression: LayerCompression;
}

/** Makes each layer once, into files on the store's disk. */
export class Maker {
  readonly #options: MakerOptions;
  readonly #files = new Map<string, string>();
  readonly #made = new Map<string, Promise<Made>>();
  readonly #ending = new AbortController();
  /** The bytes of the layers under way. */
  readonly #underWay = new Map<string, number>();
  #directory: string | undefined;

  constructor(options: MakerOptions) {
    this.#options = options;
  }

  /** Returns the directory of the files. */
  scratch(): string {
    this.#directory ??= this.#options.session.store.scratch();
    return this.#directory;
  }

  /** Returns the bytes so far of the layers that are being made. */
  making(): number {
    return [...this.#underWay.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /** @throws ObuilderError `store-full`, `disk-full`, `step-too-large`, `result-missing`, `layer-impossible`, `cancelled` */
  make(result: Result): Promise<Made> {
    const known = this.#made.get(result.id);
    if (known !== undefined) return known;
    const making = this.#make(result);
    this.#made.set(result.id, making);
    return making;
  }

  /** Deletes the file of a result's layer. */
  drop({ id }: Result): void {
    const file = this.#files.get(id);
    if (file !== undefined) rmSync(file, { force: true });
    this.#files.delete(id);
    this.#made.delete(id);
  }

  /** Ends all work, so that nobody reads the store any more. */
  async end(): Promise<void> {
    this.#ending.abort();
    await Promise.allSettled(this.#made.values());
  }

  async #make(result: Result): Promise<Made> {
    const { session, layers, compression } = this.#options;
    const { layer, file, members } = await withinDisk(session, ({ signal }) =>
      layers.make(result, {
        compression,
        scratch: this.scratch(),
        onProgress: (bytes) => void this.#underWay.set(result.id, bytes),
        signal: AbortSignal.any([signal, this.#ending.signal]),
      }),
    ).finally(() => this.#underWay.delete(result.id));
    this.#files.set(result.id, file);
    return { layer, members, digest: layer.digest, open: () => fileBytes(file) };
  }
}
