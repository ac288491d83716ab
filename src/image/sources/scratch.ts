import type { ResolvedImage } from '../../contract/images.ts';
import { digestOf } from '../../oci/digest.ts';
import { formatPlatform } from '../../oci/platform.ts';
import type { ResolveRequest } from './source.ts';

/** An empty root file system. */
export async function resolveScratch({ platform }: ResolveRequest): Promise<ResolvedImage> {
  return {
    name: 'scratch',
    digest: digestOf(''),
    platform: formatPlatform(platform),
    environment: [],
    content: { kind: 'empty' },
  };
}
