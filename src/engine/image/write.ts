import type { ImageReport } from '../../contract/events.ts';
import type { ImageOutputs } from '../../contract/image-outputs.ts';
import type { Layers } from '../../contract/layers.ts';
import type { ImageOutput } from '../../contract/outputs.ts';
import type { Result } from '../../contract/results.ts';
import type { PlannedBuild } from '../plan/plan-steps.ts';
import type { Session } from '../session.ts';
import { factsOfBuild, fieldsOf } from './facts.ts';
import { layersOf } from './layers.ts';
import { lineageOf } from './lineage.ts';

export interface ImageTools {
  readonly images: ImageOutputs;
  readonly layers: Layers;
}

interface Work extends ImageTools {
  readonly session: Session;
  readonly build: PlannedBuild;
  /** The result, in the store. */
  readonly last: Result;
}

const PROGRESS_MS = 1000;

/**
 * Makes an image of a result and hands it to the output's archive or registry.
 *
 * @throws ObuilderError `export-failed`, `cancelled`, `store-full`, `layer-impossible`
 */
export async function writeImage(output: ImageOutput, { images, ...work }: Work): Promise<ImageReport> {
  const { session, build, last } = work;
  const { settings, compression, squash } = output;
  const start = performance.now();
  const form = { compression, latestSeconds: settings.sourceDateEpoch };
  const layers = await layersOf({ ...work, form, squash });
  const [lowest] = await lineageOf(session.store, last);
  const facts = factsOfBuild(session, build, { settings, lowest });
  const epochMs = settings.sourceDateEpoch === undefined ? undefined : settings.sourceDateEpoch * 1000;
  const progress = progressOf(output, session);
  const image = await images.write({
    output,
    facts,
    fields: fieldsOf(settings, facts.shell),
    layers: layers.map((layer) => ({ ...layer, createdAt: epochMs ?? layer.createdAt })),
    createdAt: epochMs ?? last.startedAt,
    onBytes: progress.add,
    signal: session.signal,
  });
  const seconds = (performance.now() - start) / 1000;
  session.emit({ type: 'image-end', image, bytes: progress.bytes(), seconds });
  return image;
}

/** Reports progress after the first second, and then every second. */
function progressOf({ text, dest, names }: ImageOutput, { emit }: Session) {
  let doneBytes = 0;
  let next = performance.now() + PROGRESS_MS;
  return {
    bytes: () => doneBytes,
    add: (bytes: number) => {
      doneBytes += bytes;
      if (performance.now() < next) return;
      next = performance.now() + PROGRESS_MS;
      emit({ type: 'export', text, dest: dest ?? names.join(', '), doneBytes, totalBytes: 0 });
    },
  };
}
