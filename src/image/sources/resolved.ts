import type { LayersContent, ResolvedImage } from '../../contract/images.ts';
import type { ImageFacts } from '../../oci/facts.ts';
import { formatPlatform } from '../../oci/platform.ts';
import type { ResolveRequest } from './source.ts';

interface Origin {
  readonly name: string;
  readonly request: ResolveRequest;
  readonly withBlobs: LayersContent['withBlobs'];
  readonly repository?: ResolvedImage['repository'];
}

/** Returns a pinned image from its facts, and warns if the image is made for another platform. */
export function resolvedFrom(
  facts: ImageFacts,
  { name, request, withBlobs, repository }: Origin,
): ResolvedImage {
  const wanted = formatPlatform(request.platform);
  const platform = facts.platform ?? wanted;
  if (!platform.startsWith(baseOf(wanted))) {
    request.options.onWarning(`${name} is made for ${platform}, this machine is ${wanted}`);
  }
  return {
    name,
    digest: facts.digest,
    platform,
    environment: facts.environment,
    defaults: facts.defaults,
    repository,
    content: { kind: 'layers', layers: facts.layers, withBlobs },
  };
}

/** Operating system and architecture without the variant. */
function baseOf(platform: string): string {
  return platform.split('/').slice(0, 2).join('/');
}
