import { sizedBytes } from '../../archive/sized-bytes.ts';
import type { BlobSource, ResolvedImage } from '../../contract/images.ts';
import { isObuilderError } from '../../errors.ts';
import { type ImageFacts, recallFacts, rememberFacts } from '../../oci/facts.ts';
import { readFacts } from '../../oci/facts-reader.ts';
import { imageUnavailable } from '../../oci/invalid.ts';
import { formatPlatform } from '../../oci/platform.ts';
import { formatReference, nameOf, parseReference, type Reference } from '../../oci/reference.ts';
import { Repository } from '../../registry/repository.ts';
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
  const opened = once(() => openRepository(request, reference));
  const digest = reference.digest ?? (await resolveTag(request, reference, opened));
  const facts = await findFacts(request, { digest, reference, opened });
  return resolvedFrom(facts, {
    name: `docker://${formatReference(reference)}`,
    request,
    withBlobs: async (_, use) => {
      if (request.options.pull === 'never') throw neverPulled(reference);
      await use(remoteSource(opened));
    },
  });
}

type Opened = () => Repository;

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function openRepository({ settings }: ResolveRequest, reference: Reference): Repository {
  const { files, dockerConfig: file, plainHttp, certificates, trust, retryMs } = settings;
  const dockerConfig = file === undefined ? undefined : { file, files };
  const { domain, repository } = reference;
  return new Repository({ domain, repository, dockerConfig, plainHttp, certificates, trust, retryMs });
}

function neverPulled(reference: Reference) {
  return imageUnavailable(`${formatReference(reference)} is not on this machine, and nothing may be pulled`, {
    value: formatReference(reference),
    hint: 'Use pull: missing or pull: auto.',
  });
}

async function resolveTag(request: ResolveRequest, reference: Reference, opened: Opened): Promise<string> {
  const { settings, options } = request;
  const tag = reference.tag ?? 'latest';
  const key = `${nameOf(reference)}:${tag}`;
  const last = settings.memo.recall(TAG_KIND, key);
  if (options.pull === 'never' || options.pull === 'missing') {
    if (last !== undefined) return last;
    if (options.pull === 'never') throw neverPulled(reference);
  }
  try {
    const digest = await opened().resolveTag(tag, options.signal);
    if (digest !== last) settings.memo.remember(TAG_KIND, key, digest);
    return digest;
  } catch (error) {
    const isDown = isObuilderError(error, 'image-unavailable') && !REFUSALS.has(error.httpStatus);
    if (options.pull !== 'auto' || last === undefined || !isDown) throw error;
    options.onWarning(`${error.message}; using the last known digest of ${key}: ${last}`);
    return last;
  }
}

async function findFacts(
  { settings, platform, options }: ResolveRequest,
  { digest, reference, opened }: { digest: string; reference: Reference; opened: Opened },
): Promise<ImageFacts> {
  const key = { digest, platform: formatPlatform(platform) };
  const known = recallFacts(settings.memo, digest, key.platform);
  if (known !== undefined) return known;
  if (options.pull === 'never') throw neverPulled(reference);
  const repository = opened();
  const source = {
    readManifest: async (wanted: string) => (await repository.fetchManifest(wanted, options.signal)).bytes,
    readConfig: (wanted: string, limit: number) =>
      repository.fetchBlob(wanted, { limit, signal: options.signal }),
  };
  const facts = await readFacts(digest, { source, platform });
  rememberFacts(settings.memo, key, facts);
  if (facts.digest !== digest) rememberFacts(settings.memo, { ...key, digest: facts.digest }, facts);
  return facts;
}

function remoteSource(opened: Opened): BlobSource {
  return {
    isRemote: true,
    isContentAddressed: true,
    open: async function* ({ digest, size, signal }) {
      const repository = opened();
      yield* sizedBytes(repository.streamBlob(digest, size, signal), { digest, size });
    },
  };
}
