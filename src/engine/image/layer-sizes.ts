import type { ImageLayer } from '../../contract/image-outputs.ts';

/** The sizes of the layers of an image, as far as known: the size of a new layer is known when the layer is made. */
export class LayerSizes {
  #layers: readonly ImageLayer[] = [];
  readonly #sizes = new Map<ImageLayer, number>();
  /** The bytes that were sent for each layer in its place. */
  readonly #sent = new Map<ImageLayer, number>();

  get count(): number {
    return this.#layers.length;
  }

  get arrived(): number {
    return this.#sent.size;
  }

  /** The bytes to send, as far as known. */
  get bytes(): number {
    const sizes = this.#layers.map((layer) => this.#sent.get(layer) ?? this.#sizes.get(layer) ?? 0);
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Returns the layers, which tell their sizes when they are made. */
  watch(layers: readonly ImageLayer[]): readonly ImageLayer[] {
    this.#layers = layers.map((layer) => {
      const watched: ImageLayer = {
        ...layer,
        ready: async () => {
          const ready = await layer.ready();
          this.#sizes.set(watched, ready.layer.size);
          return ready;
        },
      };
      if (layer.known !== undefined) this.#sizes.set(watched, layer.known.size);
      return watched;
    });
    return this.#layers;
  }

  /** Begins again, for another repository. */
  start(): void {
    this.#sent.clear();
  }

  arrive(layer: ImageLayer, sentBytes: number): void {
    this.#sent.set(layer, sentBytes);
  }
}
