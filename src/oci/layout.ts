import { verifyBytes } from './digest.ts';
import type { ImageFacts } from './facts.ts';
import { readFacts } from './facts-reader.ts';
import { imageInvalid, imageUnavailable } from './invalid.ts';
import { choosePlatform, type Descriptor, MAX_MANIFEST, parseManifest } from './manifest.ts';
import type { Platform } from './platform.ts';

/** Files of a layout by name, from a directory or an archive. */
export interface LayoutFiles {
  /** Returns a file's whole content. @throws ObuilderError `image-invalid` if the file is missing or larger than `limit` bytes */
  read(name: string, limit: number): Promise<Buffer>;
}

export interface LayoutRequest {
  /** The image's name in errors. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  readonly platform: Platform;
}

const TAG = 'org.opencontainers.image.ref.name';

export function blobName(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

/** Finds an image in an OCI image layout (OCI image specification, image layout) and reads its facts. */
export async function readLayoutFacts(files: LayoutFiles, request: LayoutRequest): Promise<ImageFacts> {
  const { name, platform } = request;
  const index = parseManifest(await files.read('index.json', MAX_MANIFEST), `index.json of ${name}`);
  const manifests = index.kind === 'index' ? index.manifests : [];
  const digest = request.digest ?? chooseImage(manifests, request).digest;
  const read = async (wanted: string, limit: number) => {
    const bytes = await files.read(blobName(wanted), limit);
    verifyBytes(bytes, wanted, `blob ${wanted} of ${name}`);
    return bytes;
  };
  const source = { readManifest: (wanted: string) => read(wanted, MAX_MANIFEST), readConfig: read };
  return await readFacts(digest, { source, platform });
}

function chooseImage(manifests: readonly Descriptor[], request: LayoutRequest): Descriptor {
  const { name, tag, platform } = request;
  const tags = manifests.flatMap(({ annotations }) => annotations[TAG] ?? []);
  const fitting =
    tag === undefined ? manifests : manifests.filter(({ annotations }) => annotations[TAG] === tag);
  const [first] = fitting;
  if (first === undefined) {
    throw imageUnavailable(
      tag === undefined ? `${name} has no image` : `${name} has no image tagged "${tag}"`,
      {
        value: tag ?? name,
        hint: tags.length === 0 ? 'The images have no tags.' : `The tags are ${tags.join(', ')}.`,
      },
    );
  }
  if (fitting.length === 1) return first;
  if (fitting.every((descriptor) => descriptor.platform) && new Set(tags).size <= 1) {
    return choosePlatform(fitting, platform, name);
  }
  throw imageInvalid(`${name} has ${fitting.length} images`, {
    value: name,
    hint: tags.length === 0 ? 'Add @DIGEST.' : `Add :TAG with one of ${tags.join(', ')}.`,
  });
}
