import { rmSync } from 'node:fs';
import type { ImageLayer, ReadyLayer } from '../../contract/image-outputs.ts';
import type { ResolvedImage } from '../../contract/images.ts';
import type { LayerForm, Layers } from '../../contract/layers.ts';
import type { Result } from '../../contract/results.ts';
import { layersOfImage } from '../elsewhere/upload/base.ts';
import { fileBytes } from '../elsewhere/upload/sources.ts';
import type { Session } from '../session.ts';
import { withinDisk } from '../steps/disk-watch.ts';

export interface LayersRequest {
  readonly session: Session;
  readonly layers: Layers;
  /** The result with all results below it, the lowest first. */
  readonly lineage: readonly [Result, ...Result[]];
  /** The image below the lowest result; undefined for an unknown image. */
  readonly image: ResolvedImage | undefined;
  readonly form: LayerForm;
  readonly squash: boolean;
  /** Called while a layer is made; with undefined after the layer. */
  readonly onMaking: (making: Making | undefined) => void;
}

/** A layer that is being made. */
export interface Making {
  /** From 1. */
  readonly number: number;
  /** Of the archive so far. */
  readonly bytes: number;
}

export interface ResultLayers {
  /** The lowest first. */
  readonly layers: readonly ImageLayer[];
  /** Deletes the files of layers. */
  readonly close: () => void;
}

/**
 * Returns the layers of a result: those of the base image, then one for each step, or a single layer for all steps. A base without
 * layers of its own becomes one layer of all files.
 */
export function layersOf(request: LayersRequest): ResultLayers {
  const { session, image, lineage, squash } = request;
  const [lowest, ...steps] = lineage;
  const last = lineage.at(-1) ?? lowest;
  const maker = new LayerMaker(request);
  const base = baseLayers(session, { image, lowest, scratch: () => maker.scratch() });
  const above = squash ? squashed(last, { lowest, hasBase: base !== undefined }) : steps;
  const below = base ?? (squash ? [] : [maker.layerOf(alone(lowest), 1)]);
  const layers = [...below, ...above.map((result, index) => maker.layerOf(result, below.length + index + 1))];
  return { layers, close: () => maker.close() };
}

/** A result as a difference from nothing. */
const alone = (result: Result): Result => ({ ...result, parent: undefined, parentMadeAt: undefined });

/** Returns the result as a difference from the lowest result, if the lowest result is the base image itself. */
function squashed(
  last: Result,
  { lowest, hasBase }: { readonly lowest: Result; readonly hasBase: boolean },
): readonly Result[] {
  if (!hasBase) return [alone(last)];
  if (last.id === lowest.id) return [];
  return [{ ...last, parent: lowest.id, parentMadeAt: lowest.startedAt }];
}

interface BaseRequest extends Pick<LayersRequest, 'image'> {
  readonly lowest: Result;
  readonly scratch: () => string;
}

/** Returns the layers of the base image; undefined for a base whose layers are not known. */
function baseLayers(
  { signal }: Pick<Session, 'signal'>,
  { image, lowest, scratch }: BaseRequest,
): readonly ImageLayer[] | undefined {
  if (image === undefined || lowest.kind !== 'from') return undefined;
  const { content, repository, name } = image;
  const operation = `base image, ${name}`;
  if (content.kind === 'empty') return [];
  const found = layersOfImage(content, { scratch, signal });
  return found?.map(({ layer, open }) => {
    const ready = { layer, open, drop: () => undefined };
    return { known: layer, repository, operation, ready: () => Promise.resolve(ready) };
  });
}

interface Numbered {
  readonly result: Result;
  readonly number: number;
}

/** Makes layers one after another, because each uses all cores. */
class LayerMaker {
  readonly #request: LayersRequest;
  #before: Promise<unknown> = Promise.resolve();
  #scratch: string | undefined;

  constructor(request: LayersRequest) {
    this.#request = request;
  }

  /** Returns the directory of the files, on the store's disk. */
  scratch(): string {
    this.#scratch ??= this.#request.session.store.scratch();
    return this.#scratch;
  }

  layerOf(result: Result, number: number): ImageLayer {
    const { session, layers, form } = this.#request;
    const { masker } = session;
    let made: Promise<ReadyLayer> | undefined;
    const ready = () => {
      made ??= this.#before.then(() => this.#make({ result, number }, () => (made = undefined)));
      this.#before = made.catch(() => undefined);
      return made;
    };
    const { operation, startedAt: createdAt } = result;
    return { known: layers.known(result, form), operation: masker.mask(operation), createdAt, ready };
  }

  close(): void {
    if (this.#scratch !== undefined) rmSync(this.#scratch, { recursive: true, force: true });
    this.#scratch = undefined;
  }

  async #make({ result, number }: Numbered, forget: () => void): Promise<ReadyLayer> {
    const { session, layers, form, onMaking } = this.#request;
    const onProgress = (bytes: number) => onMaking({ number, bytes });
    const options = { ...form, scratch: this.scratch(), onProgress };
    onProgress(0);
    const { layer, file } = await withinDisk(session, ({ signal }) =>
      layers.make(result, { ...options, signal }),
    );
    onMaking(undefined);
    const drop = () => {
      rmSync(file, { force: true });
      forget();
    };
    return { layer, open: () => fileBytes(file), drop };
  }
}
