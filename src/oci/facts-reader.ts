import type { Memo } from '../contract/memo.ts';
import { MAX_CONFIG, parseConfig } from './config.ts';
import { type ImageFacts, joinFacts, recallFacts, rememberFacts } from './facts.ts';
import { imageInvalid } from './invalid.ts';
import { choosePlatform, parseManifest } from './manifest.ts';
import { formatPlatform, type Platform } from './platform.ts';

/** Reads manifests and configs from a registry or a layout, and checks their digests. */
export interface ManifestSource {
  readManifest(digest: string): Promise<Uint8Array>;
  readConfig(digest: string, limit: number): Promise<Uint8Array>;
}

export interface FactsRequest {
  readonly source: ManifestSource;
  readonly platform: Platform;
}

/** An index may hold indexes. Real images nest fewer levels. */
const MAX_DEPTH = 4;

/**
 * Returns the facts of the platform's image, starting from the digest of an index or a manifest.
 * @throws ObuilderError `image-invalid`, and the errors of the source
 */
export async function readFacts(digest: string, { source, platform }: FactsRequest): Promise<ImageFacts> {
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

/** Returns the remembered facts of a digest, or reads and remembers the facts. Throws the errors of `readFacts`. */
export async function knownFacts(
  digest: string,
  request: FactsRequest & { readonly memo: Memo },
): Promise<ImageFacts> {
  const { memo } = request;
  const platform = formatPlatform(request.platform);
  const known = recallFacts(memo, digest, platform);
  if (known !== undefined) return known;
  const facts = await readFacts(digest, request);
  // The digest of an index leads to the digest of the platform's manifest.
  for (const known of new Set([digest, facts.digest]))
    rememberFacts(memo, { digest: known, platform }, facts);
  return facts;
}
