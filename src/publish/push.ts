import type { ImageLayer, ImageRequest } from '../contract/image-outputs.ts';
import type { ChainLayer } from '../contract/remote.ts';
import { factsOf, isObuilderError, ObuilderError } from '../errors.ts';
import type { AssembledImage } from '../oci/assemble.ts';
import { isAbort } from '../oci/invalid.ts';
import { formatReference, nameOf } from '../oci/reference.ts';
import { inParallel } from '../remote/parallel.ts';
import { streamOf } from '../remote/pieces.ts';
import type { OtherRepository, SourceBlob } from '../remote/place.ts';
import type { OpenedPlace } from '../remote/registry/open.ts';
import type { RemoteSettings } from '../remote/settings.ts';
import { assembled } from './assemble.ts';
import { counted } from './bytes.ts';
import { hubHint, type Name } from './names.ts';

/** Layers at once. */
const MAX_LAYERS = 4;
/** The longest wait that a registry may ask for. Nothing replaces a push, so a push waits longer than a carrier. */
const MAX_WAIT_MS = 60_000;

export type PushSettings = Omit<RemoteSettings, 'openDirectory'>;

/** Pushes an image to each repository of the names. @throws ObuilderError `export-failed`, `cancelled` */
export async function pushImage(
  request: ImageRequest,
  names: readonly Name[],
  settings: PushSettings,
): Promise<AssembledImage> {
  const { openPlace } = await import('../remote/registry/open.ts');
  let image: AssembledImage | undefined;
  let before: Name | undefined;
  const repositories = [...new Set(names.map(nameOf))];
  for (const repository of repositories) {
    const tagged = names.filter((name) => nameOf(name) === repository);
    const [first] = tagged;
    if (first === undefined) continue;
    const place = openPlace(first, { maxWaitMs: MAX_WAIT_MS, ...settings });
    try {
      const isLast = repository === repositories.at(-1);
      image = await new Push(request, { place, before, fixed: image, isLast }).run(tagged);
    } catch (error) {
      throw refused(error, {
        name: formatReference(first),
        hub: hubHint(first),
        place,
        signal: request.signal,
      });
    } finally {
      place.place.close();
    }
    before = first;
  }
  if (image === undefined) throw new ObuilderError('internal', 'an image has no name');
  return image;
}

interface Target {
  readonly place: OpenedPlace;
  /** A repository that has all layers already. */
  readonly before: OtherRepository | undefined;
  /** The image in that repository. */
  readonly fixed: AssembledImage | undefined;
  /** Whether no other repository needs the layers' files. */
  readonly isLast: boolean;
}

class Push {
  readonly #request: ImageRequest;
  readonly #target: Target;

  constructor(request: ImageRequest, target: Target) {
    this.#request = request;
    this.#target = target;
  }

  /** Stores layers, then the config, then the manifest under each tag. */
  async run(tagged: readonly Name[]): Promise<AssembledImage> {
    const { layers, signal } = this.#request;
    const { place, fixed, before: other } = this.#target;
    const limits = { limit: MAX_LAYERS, signal };
    this.#request.onStart();
    const stored = await inParallel(layers, limits, async (layer, either) => {
      let sent = 0;
      const found = await this.#layer(layer, either, (bytes) => {
        sent += bytes;
        this.#request.onBytes(bytes);
      });
      this.#request.onLayer(layer, sent);
      return found;
    });
    const image = assembled(this.#request, stored);
    if (fixed !== undefined && fixed.digest !== image.digest)
      throw new ObuilderError('internal', 'two repositories got different layers of the same result');
    const { config, imageId } = image;
    const blob = { digest: imageId, size: config.length };
    if (!(await place.place.hasBlob(blob, signal)))
      await place.place.putBlob({ ...blob, open: () => streamOf(config) }, { other, signal });
    for (const { tag } of tagged) await place.place.tag(tag, image, signal);
    return image;
  }

  /** Stores a layer unless it is there. A known layer of a step is made only if the registry lacks it. */
  async #layer(
    { known, ready, repository }: ImageLayer,
    signal: AbortSignal,
    onBytes: (bytes: number) => void,
  ): Promise<ChainLayer> {
    const { place } = this.#target.place;
    // After the first repository all layers are made or known there, and the digest must stay.
    if (known !== undefined && (await place.hasBlob(known, signal))) return known;
    const { layer, open, drop } = await ready();
    const isChecked = known?.digest === layer.digest;
    if (isChecked || !(await place.hasBlob(layer, signal))) {
      const blob: SourceBlob = { ...layer, open: () => counted(open(), onBytes) };
      await place.putBlob(blob, { other: this.#target.before ?? repository, signal });
    }
    if (this.#target.isLast) drop();
    return layer;
  }
}

interface Attempt {
  readonly name: string;
  /** The hint for a name without a registry. */
  readonly hub: string | undefined;
  readonly place: OpenedPlace;
  readonly signal: AbortSignal;
}

const DENIED: readonly (number | undefined)[] = [401, 403];

/** Returns the error of a failed push, which names the account that a registry refuses. */
function refused(error: unknown, { name, hub, place, signal }: Attempt): unknown {
  if (signal.aborted || isAbort(error))
    return new ObuilderError('cancelled', 'the push was cancelled', { cause: error });
  if (!isObuilderError(error, 'image-unavailable')) return error;
  const { account, host, options } = place.session;
  const facts = { value: name, ...factsOf(error), cause: error };
  if (!DENIED.includes(error.httpStatus)) {
    return new ObuilderError('export-failed', `could not push ${name}: ${error.message}`, {
      hint: joined(hub, error.hint),
      ...facts,
    });
  }
  const who = account === undefined ? 'a push without an account' : `a push by the account "${account}"`;
  return new ObuilderError(
    'export-failed',
    `could not push ${name}: ${host} refuses ${who} (${error.httpStatus})`,
    {
      hint: joined(hub, `Log in with an account that may write: docker login ${options.domain}`),
      ...facts,
    },
  );
}

const joined = (...hints: readonly (string | undefined)[]): string | undefined =>
  hints.filter((hint) => hint !== undefined).join(' ') || undefined;
