import type { ImageLayer, ReadyLayer } from '../../contract/image-outputs.ts';
import type { LayerForm, Layers } from '../../contract/layers.ts';
import type { Result } from '../../contract/results.ts';
import { layersOfImage } from '../elsewhere/upload/base.ts';
import { fileBytes } from '../elsewhere/upload/sources.ts';
import { imageOf } from '../plan/identify.ts';
import type { PlannedBuild } from '../plan/plan-steps.ts';
import type { Session } from '../session.ts';
import { withinDisk } from '../steps/disk-watch.ts';
import { lineageOf } from './lineage.ts';

export interface LayersRequest {
  readonly session: Session;
  readonly layers: Layers;
  readonly build: PlannedBuild;
  readonly last: Result;
  readonly form: LayerForm;
  readonly squash: boolean;
}

/**
 * Returns the layers of a result: those of the base image, then one for each step, or a single layer for all steps. A base without
 * layers of its own becomes one layer of all files.
 */
export async function layersOf(request: LayersRequest): Promise<readonly ImageLayer[]> {
  const { session, build, last, squash } = request;
  const [lowest, ...steps] = await lineageOf(session.store, last);
  const make = makerOf(request);
  const base = baseLayers(session, build, lowest);
  if (!squash) return [...(base ?? [make(alone(lowest))]), ...steps.map(make)];
  if (base === undefined) return [make(alone(last))];
  const above = { ...last, parent: lowest.id, parentMadeAt: lowest.startedAt };
  return steps.length === 0 ? base : [...base, make(above)];
}

/** A result as a difference from nothing. */
const alone = (result: Result): Result => ({ ...result, parent: undefined, parentMadeAt: undefined });

/** Returns the layers of the base image; undefined for a base whose layers are not known. */
function baseLayers(
  session: Session,
  { steps: [first] }: PlannedBuild,
  lowest: Result,
): readonly ImageLayer[] | undefined {
  if (lowest.kind !== 'from' || first.base !== undefined) return undefined;
  const { content, repository, name } = imageOf(first, session.plan.facts);
  const operation = `base image, ${name}`;
  if (content.kind === 'empty') return [];
  const found = layersOfImage(content, { scratch: () => session.store.scratch(), signal: session.signal });
  return found?.map(({ layer, open }) => {
    const ready = { layer, open };
    return { known: layer, repository, operation, ready: () => Promise.resolve(ready) };
  });
}

/** Makes layers one after another, because each uses all cores. */
function makerOf({ session, layers, form }: LayersRequest): (result: Result) => ImageLayer {
  let before: Promise<unknown> = Promise.resolve();
  let scratch: string | undefined;
  const make = async (result: Result): Promise<ReadyLayer> => {
    scratch ??= session.store.scratch();
    const options = { ...form, scratch };
    const { layer, file } = await withinDisk(session, ({ signal }) =>
      layers.make(result, { ...options, signal }),
    );
    return { layer, open: () => fileBytes(file) };
  };
  return (result) => {
    let made: Promise<ReadyLayer> | undefined;
    const ready = () => {
      made ??= before.then(() => make(result));
      before = made.catch(() => undefined);
      return made;
    };
    const { operation, startedAt: createdAt } = result;
    return { known: layers.known(result, form), operation, createdAt, ready };
  };
}
