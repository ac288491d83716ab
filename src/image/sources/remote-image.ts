import { sizedBytes } from '../../archive/sized-bytes.ts';
import type { BlobSource } from '../../contract/images.ts';
import type { ManifestSource } from '../../oci/facts-reader.ts';
import { imageUnavailable } from '../../oci/invalid.ts';
import { formatReference, type Reference } from '../../oci/reference.ts';
import { Repository } from '../../registry/repository.ts';
import type { ImageSettings, ResolveRequest } from './source.ts';

/** An image in a registry. Every method throws ObuilderError `image-unavailable` if nothing may be pulled. */
export interface RemoteImage extends ManifestSource {
  /** Returns the current digest of a tag, with a request. */
  digestOf(tag: string): Promise<string>;
  blobs(): BlobSource;
}

type RemoteRequest = Pick<ResolveRequest, 'options'> & { readonly settings: Omit<ImageSettings, 'memo'> };

/** Opens an image in a registry. Sends nothing yet. */
export function remoteImage({ settings, options }: RemoteRequest, reference: Reference): RemoteImage {
  const { files, dockerConfig: file, plainHttp, certificates, trust, retryMs } = settings;
  const dockerConfig = file === undefined ? undefined : { file, files };
  const { domain, repository: name } = reference;
  const { pull, signal } = options;
  const repository = new Repository({
    domain,
    repository: name,
    dockerConfig,
    plainHttp,
    certificates,
    trust,
    retryMs,
  });
  const pulled = () => {
    if (pull !== 'never') return repository;
    const image = formatReference(reference);
    throw imageUnavailable(`${image} is not on this machine, and nothing may be pulled`, {
      value: image,
      hint: 'Use pull: missing or pull: auto.',
    });
  };
  return {
    digestOf: async (tag) => await pulled().resolveTag(tag, signal),
    readManifest: async (digest) => (await pulled().fetchManifest(digest, signal)).bytes,
    readConfig: async (digest, limit) => await pulled().fetchBlob(digest, { limit, signal }),
    blobs: () => blobsOf(pulled()),
  };
}

function blobsOf(repository: Repository): BlobSource {
  return {
    isRemote: true,
    isContentAddressed: true,
    open: ({ digest, size, signal }) =>
      sizedBytes(repository.streamBlob(digest, size, signal), { digest, size }),
  };
}
