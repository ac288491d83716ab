import { MAX_CONFIG, parseConfig } from './config.ts';
import { type ImageFacts, joinFacts } from './facts.ts';
import { imageInvalid } from './invalid.ts';
import { choosePlatform, parseManifest } from './manifest.ts';
import type { Platform } from './platform.ts';

/** Reads manifests and configs from a registry or a layout, and checks their digests. */
export interface ManifestSource {
  readManifest(digest: string): Promise<Uint8Array>;
  readConfig(digest: string, limit: number): Promise<Uint8Array>;
}

/** An index may hold indexes. Real images nest fewer levels. */
const MAX_DEPTH = 4;

/**
 * Returns the facts of the platform's image, starting from the digest of an index or a manifest.
 * @throws ObuilderError `image-invalid`, and the errors of the source
 */
export async function readFacts(
  digest: string,
  { source, platform }: { readonly source: ManifestSource; readonly platform: Platform },
): Promise<ImageFacts> {
  let current = digest;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const what = `manifest ${current}`;
    const manifest = parseManifest(await source.readManifest(current), what);
    if (manifest.kind === 'index') {
      current = choosePlatform(manifest.manifests, platform, what).digest;
      continue;
    }
    const { config, layers } = manifest;
    if (config.size > MAX_CONFIG)
      throw imageInvalid(`the config of ${what} is larger than ${MAX_CONFIG} bytes`);
    const bytes = await source.readConfig(config.digest, MAX_CONFIG);
    return joinFacts(current, layers, parseConfig(bytes, `config ${config.digest}`));
  }
  throw imageInvalid(`${digest} nests too many indexes`);
}
