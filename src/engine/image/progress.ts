import type { BuildEvent } from '../../contract/events.ts';
import type { ImageLayer } from '../../contract/image-outputs.ts';
import type { ImageOutput } from '../../contract/outputs.ts';
import { LayerSizes } from './layer-sizes.ts';
import type { Making } from './layers.ts';

const FIRST_MS = 1000;
const NEXT_MS = 5000;

export interface ImageProgress {
  /** Takes the layers of the image, and returns them to be written. */
  readonly watch: (layers: readonly ImageLayer[]) => readonly ImageLayer[];
  /** Takes the layer under way so far; undefined after a layer. */
  readonly making: (making: Making | undefined) => void;
  /** Begins the layers of an archive or a repository. */
  readonly start: () => void;
  /** Takes bytes that left this machine or reached the archive. */
  readonly sent: (bytes: number) => void;
  /** Takes a layer in its place, with the bytes that were sent for the layer. */
  readonly arrived: (layer: ImageLayer, sentBytes: number) => void;
  /** Returns the sum of all sent bytes. */
  readonly bytes: () => number;
  readonly end: () => void;
}

/** Reports an image that takes longer than a second, at intervals. */
export function reportImage(
  { text, dest, names }: ImageOutput,
  emit: (event: BuildEvent) => void,
): ImageProgress {
  const sizes = new LayerSizes();
  let made: Making | undefined;
  let sent = 0;
  let sentBefore = 0;
  const written = () => {
    const totalBytes = sizes.bytes;
    const done = sent - sentBefore;
    const doneBytes = totalBytes === 0 ? done : Math.min(done, totalBytes);
    return { number: Math.min(sizes.arrived + 1, sizes.count), doneBytes, totalBytes };
  };
  const tell = () => {
    const isMaking = made !== undefined;
    const { number, ...bytes } =
      made === undefined ? written() : { number: made.number, doneBytes: made.bytes, totalBytes: 0 };
    const layer = sizes.count === 0 ? undefined : { number, total: sizes.count };
    emit({ type: 'export', text, dest: dest ?? names.join(', '), ...bytes, layer, isMaking });
    timer = setTimeout(tell, NEXT_MS);
    timer.unref();
  };
  let timer = setTimeout(tell, FIRST_MS);
  timer.unref();
  return {
    watch: (layers) => sizes.watch(layers),
    making: (making) => {
      made = making;
    },
    start: () => {
      sentBefore = sent;
      sizes.start();
    },
    sent: (bytes) => {
      sent += bytes;
    },
    arrived: (layer, sentBytes) => sizes.arrive(layer, sentBytes),
    bytes: () => sent,
    end: () => clearTimeout(timer),
  };
}
