import type { ImageReport } from '../../contract/events.ts';
import type { ImageOutputs } from '../../contract/image-outputs.ts';
import type { ResolvedImage } from '../../contract/images.ts';
import type { Layers } from '../../contract/layers.ts';
import type { ImageOutput } from '../../contract/outputs.ts';
import type { Result } from '../../contract/results.ts';
import type { PlannedBuild } from '../../plan/plan-steps.ts';
import type { Session } from '../session.ts';
import { baseImageOf } from './base-image.ts';
import { defaultsOf, factsOfBuild, fieldsOf } from './facts.ts';
import { layersOf, type ResultLayers } from './layers.ts';
import { lineageOf } from './lineage.ts';
import { type ImageProgress, reportImage } from './progress.ts';

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

/**
 * Makes an image of a result and hands it to the output's archive or registry.
 *
 * @throws ObuilderError `export-failed`, `cancelled`, `store-full`, `layer-impossible`
 */
export async function writeImage(output: ImageOutput, work: Work): Promise<ImageReport> {
  const { emit } = work.session;
  const start = performance.now();
  const progress = reportImage(output, emit);
  try {
    const image = await writeLayers(output, work, progress);
    const seconds = (performance.now() - start) / 1000;
    emit({ type: 'image-end', image, bytes: progress.bytes(), seconds });
    return image;
  } finally {
    progress.end();
  }
}

async function writeLayers(output: ImageOutput, work: Work, progress: ImageProgress): Promise<ImageReport> {
  const { settings, compression, squash } = output;
  const form = { compression, latestSeconds: settings.sourceDateEpoch };
  const { session, build, last } = work;
  const lineage = await lineageOf(session.store, last);
  const image = await baseImageOf(session, build, lineage[0]);
  const found = layersOf({ ...work, lineage, image, form, squash, onMaking: progress.making });
  try {
    const parts = imageParts(output, work, { image, lowest: lineage[0], layers: found.layers });
    for (const message of doubtsAbout(output, image, parts))
      session.emit({ type: 'warning', message: `${output.text}: ${message}` });
    return await work.images.write({
      output,
      ...parts,
      layers: progress.watch(parts.layers),
      onBytes: progress.sent,
      onStart: progress.start,
      onLayer: progress.arrived,
      signal: session.signal,
    });
  } finally {
    found.close();
  }
}

interface Found extends Pick<ResultLayers, 'layers'> {
  readonly image: ResolvedImage | undefined;
  readonly lowest: Result;
}

/** With SOURCE_DATE_EPOCH, no time of this build is in the image. */
function imageParts({ settings }: ImageOutput, { session, build, last }: Work, found: Found) {
  const { layers, image, lowest } = found;
  const facts = factsOfBuild(session, build, { settings, image, lowest });
  const defaults = defaultsOf(session, build, image);
  const epochMs = settings.sourceDateEpoch === undefined ? undefined : settings.sourceDateEpoch * 1000;
  return {
    facts,
    fields: fieldsOf(settings, { facts, defaults, operations: build.node.spec.operations }),
    layers: layers.map((layer) => ({ ...layer, createdAt: epochMs ?? layer.createdAt })),
    createdAt: epochMs ?? last.startedAt,
  };
}

/** Docker's limit, from the length of the kernel's mount options. */
const MAX_LAYERS = 125;

/** Yields the reasons why others may not be able to use an image. */
function* doubtsAbout(
  { settings: { platform } }: ImageOutput,
  image: ResolvedImage | undefined,
  { layers }: ReturnType<typeof imageParts>,
): Generator<string> {
  if (layers.length > MAX_LAYERS)
    yield `the image has ${layers.length} layers, and Docker unpacks at most ${MAX_LAYERS}: use squash`;
  if (platform === undefined || image === undefined || image.content.kind === 'empty') return;
  if (image.platform !== platform)
    yield `the image is named ${platform}, but its base image ${image.name} is made for ${image.platform}`;
}
