import type { ResolvedImage } from '../../contract/images.ts';
import { isObuilderError } from '../../errors.ts';
import { knownFacts } from '../../oci/facts-reader.ts';
import { formatReference, nameOf, parseReference } from '../../oci/reference.ts';
import { type RemoteImage, remoteImage } from './remote-image.ts';
import { resolvedFrom } from './resolved.ts';
import type { ResolveRequest } from './source.ts';

const TAG_KIND = 'image-tag-1';

/** Refusals of a reachable registry. A fallback to the last digest would hide such an answer. */
const REFUSALS: ReadonlySet<number | undefined> = new Set([401, 403, 404]);

/**
 * Resolves an image in a registry. A tag costs a HEAD request. The facts of a digest are remembered, so a known digest costs
 * no request.
 */
export async function resolveRegistryImage(request: ResolveRequest): Promise<ResolvedImage> {
  const reference = parseReference(request.name);
  const remote = remoteImage(request, reference);
  const tag = { name: reference.tag ?? 'latest', key: `${nameOf(reference)}:${reference.tag ?? 'latest'}` };
  const digest = reference.digest ?? (await resolveTag(request, remote, tag));
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

async function resolveTag(
  { settings, options }: ResolveRequest,
  remote: RemoteImage,
  { name, key }: { readonly name: string; readonly key: string },
): Promise<string> {
  const last = settings.memo.recall(TAG_KIND, key);
  if (last !== undefined && (options.pull === 'never' || options.pull === 'missing')) return last;
  try {
    const digest = await remote.digestOf(name);
    if (digest !== last) settings.memo.remember(TAG_KIND, key, digest);
    return digest;
  } catch (error) {
    const isDown = isObuilderError(error, 'image-unavailable') && !REFUSALS.has(error.httpStatus);
    if (options.pull !== 'auto' || last === undefined || !isDown) throw error;
    options.onWarning(`${error.message}; using the last known digest of ${key}: ${last}`);
    return last;
  }
}
