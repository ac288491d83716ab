import type { Images, ResolvedImage, ResolveOptions } from '../contract/images.ts';
import { isObuilderError } from '../errors.ts';
import { imageInvalid } from '../oci/invalid.ts';
import { hostPlatform, parsePlatform } from '../oci/platform.ts';
import { loadImage } from './load.ts';
import { resolveLayout } from './sources/oci-layout.ts';
import { type AheadRequest, askForTag, resolveRegistryImage } from './sources/registry.ts';
import { resolveRootfs } from './sources/rootfs.ts';
import { resolveScratch } from './sources/scratch.ts';
import type { AskedTags, ImageSettings, ResolveRequest } from './sources/source.ts';

interface Transport {
  readonly prefix: string;
  readonly resolve: (request: ResolveRequest) => Promise<ResolvedImage>;
}

/** The first transport takes names without a prefix. The archive readers load late, because reading an archive is slow anyway. */
const TRANSPORTS: readonly Transport[] = [
  { prefix: 'docker://', resolve: resolveRegistryImage },
  { prefix: 'oci:', resolve: resolveLayout },
  {
    prefix: 'oci-archive:',
    resolve: async (r) => (await import('./sources/oci-archive.ts')).resolveOciArchive(r),
  },
  {
    prefix: 'docker-archive:',
    resolve: async (r) => (await import('./sources/docker-archive.ts')).resolveDockerArchive(r),
  },
  { prefix: 'rootfs:', resolve: resolveRootfs },
  { prefix: 'scratch', resolve: resolveScratch },
];

/** Opens base images from registries, layouts, archives and directories. Does no work. */
export function openImages(settings: ImageSettings): Images {
  const platform = parsePlatform(settings.platform ?? hostPlatform());
  return {
    resolve: async (image: string, options: ResolveOptions) => {
      const { transport, name } = chooseTransport(image);
      return await transport.resolve({ name, platform, settings, options });
    },
    load: loadImage,
  };
}

/**
 * Asks a registry for the digest of an image's tag before the store is open, so that the answer arrives meanwhile. Asks nothing for
 * other images, and nothing for a malformed name, which `resolve` reports.
 */
export function askAhead(image: string, request: AheadRequest): AskedTags {
  try {
    const { transport, name } = chooseTransport(image);
    return transport.resolve === resolveRegistryImage ? askForTag(name, request) : new Map();
  } catch (error) {
    if (isObuilderError(error)) return new Map();
    throw error;
  }
}

function chooseTransport(image: string): { transport: Transport; name: string } {
  for (const transport of TRANSPORTS) {
    const { prefix } = transport;
    const matches = /[:/]$/.test(prefix) ? image.startsWith(prefix) : image === prefix;
    if (matches) return { transport, name: image.slice(prefix.length) };
  }
  const [fallback] = TRANSPORTS;
  if (fallback === undefined || /^[a-z-]+:\/\//.test(image)) {
    const known = TRANSPORTS.map(({ prefix }) => prefix).join(', ');
    throw imageInvalid(`"${image}" has an unknown transport`, {
      value: image,
      hint: `Use ${known}. The default is docker://.`,
    });
  }
  return { transport: fallback, name: image };
}
