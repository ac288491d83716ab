import { imageInvalid } from './invalid.ts';

/** The target of compiled programs, in Go's words, which the OCI image specification uses. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string | undefined;
}

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };

/** Returns the platform of this machine, e.g. `linux/amd64`. */
export function hostPlatform(): string {
  const architecture = ARCHITECTURES[process.arch] ?? process.arch;
  return architecture === 'arm' ? 'linux/arm/v7' : `linux/${architecture}`;
}

/** @throws ObuilderError `image-invalid` unless `text` is `OS/ARCHITECTURE` or `OS/ARCHITECTURE/VARIANT` */
export function parsePlatform(text: string): Platform {
  const [os = '', architecture = '', variant, ...rest] = text.split('/');
  if (os === '' || architecture === '' || variant === '' || rest.length > 0) {
    throw imageInvalid(`"${text}" is no platform`, { value: text, hint: 'Write e.g. linux/arm64.' });
  }
  return { os, architecture, variant };
}

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return variant === undefined || variant === ''
    ? `${os}/${architecture}`
    : `${os}/${architecture}/${variant}`;
}

/** The baseline variant of an architecture: means the same as no variant. */
const BASELINES: Readonly<Record<string, string>> = { arm64: 'v8', amd64: 'v1', arm: 'v7' };

function level(platform: Platform): number {
  const variant = platform.variant || BASELINES[platform.architecture] || 'v0';
  return Number(/^v(\d+)/.exec(variant)?.[1] ?? 0);
}

/**
 * Returns how well content for `offered` runs on `wanted`: undefined if not at all, otherwise a larger number for a better
 * match. A machine runs older variants of its architecture, never newer variants.
 */
export function matchPlatform(wanted: Platform, offered: Platform): number | undefined {
  if (offered.os !== wanted.os || offered.architecture !== wanted.architecture) return undefined;
  const offeredLevel = level(offered);
  return offeredLevel <= level(wanted) ? offeredLevel : undefined;
}
