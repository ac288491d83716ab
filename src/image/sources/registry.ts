import type { ResolvedImage, ResolveOptions } from '../../contract/images.ts';
import { isObuilderError } from '../../errors.ts';
import { knownFacts } from '../../oci/facts-reader.ts';
import { formatReference, nameOf, parseReference, type Reference } from '../../oci/reference.ts';
import { withLocalHint } from './local-hints.ts';
import { type RemoteImage, remoteImage } from './remote-image.ts';
import { resolvedFrom } from './resolved.ts';
import type { AskedTags, ImageSettings, ResolveRequest } from './source.ts';

const TAG_KIND = 'image-tag-1';

/** Refusals of a reachable registry. A fallback to the last digest would hide such an answer. */
const REFUSALS: ReadonlySet<number | undefined> = new Set([401, 403, 404]);

/**
 * Resolves an image in a registry. A tag costs a HEAD request. The facts of a digest are remembered, so a known digest costs
 * no request.
 */
export async function resolveRegistryImage(request: ResolveRequest): Promise<ResolvedImage> {
  try {
    return await resolveReference(request);
  } catch (error) {
    throw withLocalHint(request.name, error);
  }
}

async function resolveReference(request: ResolveRequest): Promise<ResolvedImage> {
  const reference = parseReference(request.name);
  const remote = remoteImage(request, reference);
  const digest = reference.digest ?? (await resolveTag(request, remote, tagOf(reference)));
  const { platform, settings } = request;
  const facts = await knownFacts(digest, { source: remote, platform, memo: settings.memo });
  const { domain, repository } = reference;
  return resolvedFrom(facts, {
    repository: { domain, repository },
    name: `docker://${formatReference(reference)}`,
    request,
    withBlobs: async (_, use) => await use(remote.blobs()),
  });
}

/** Asks for the digest of a tag if `resolveRegistryImage` will ask. Failures surface there. */
export function askForTag(name: string, request: AheadRequest): AskedTags {
  const reference = parseReference(name);
  const { pull } = request.options;
  if (reference.digest !== undefined || pull === 'missing' || pull === 'never') return new Map();
  const tag = tagOf(reference);
  const digest = remoteImage(request, reference).digestOf(tag.name);
  digest.catch(() => undefined);
  return new Map([[tag.key, digest]]);
}

export interface AheadRequest {
  readonly settings: Omit<ImageSettings, 'memo'>;
  readonly options: ResolveOptions;
}

function tagOf(reference: Reference) {
  const name = reference.tag ?? 'latest';
  return { name, key: `${nameOf(reference)}:${name}` };
}

async function resolveTag(
  { settings, options }: ResolveRequest,
  remote: RemoteImage,
  { name, key }: { readonly name: string; readonly key: string },
): Promise<string> {
  const last = settings.memo.recall(TAG_KIND, key);
  if (last !== undefined && (options.pull === 'never' || options.pull === 'missing')) return last;
  try {
    const asked = settings.asked?.get(key);
    settings.asked?.delete(key);
    const digest = await (asked ?? remote.digestOf(name));
    if (digest !== last) settings.memo.remember(TAG_KIND, key, digest);
    return digest;
  } catch (error) {
    const isDown = isObuilderError(error, 'image-unavailable') && !REFUSALS.has(error.httpStatus);
    if (options.pull !== 'auto' || last === undefined || !isDown) throw error;
    options.onWarning(`${error.message}; using the last known digest of ${key}: ${last}`);
    return last;
  }
}
