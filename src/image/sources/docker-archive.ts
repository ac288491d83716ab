import type { Archive } from '../../archive/archive.ts';
import type { ResolvedImage } from '../../contract/images.ts';
import { must } from '../../errors.ts';
import { MAX_CONFIG, parseConfig } from '../../oci/config.ts';
import { digestOf } from '../../oci/digest.ts';
import type { ImageFacts } from '../../oci/facts.ts';
import { imageInvalid, imageUnavailable } from '../../oci/invalid.ts';
import { isObject, MAX_MANIFEST, parseObject } from '../../oci/manifest.ts';
import { formatReference, parseReference } from '../../oci/reference.ts';
import { type ArchiveForm, resolveArchived } from './archived.ts';
import { type LocalName, parseLocalName } from './local-name.ts';
import type { ResolveRequest } from './source.ts';

/** `docker save` compresses nothing. */
const TAR_TYPE = 'application/vnd.oci.image.layer.v1.tar';

interface SavedImage {
  readonly config: string;
  readonly tags: readonly string[];
  readonly layers: readonly string[];
}

/**
 * The output of `docker save`. The layers' files have no digests; only the config has digests of their content. So the
 * digest of the image is the digest of the config, and the name in the archive identifies a layer.
 */
const form: ArchiveForm = {
  prefix: 'docker-archive:',
  index: 'manifest.json',
  isContentAddressed: false,
  readFacts,
  // Unpacking checks the digest of the content.
  open: (archive, blob) => archive.stream(blob.digest, blob.signal),
};

/** Resolves an image in a file: `docker-archive:FILE[:REFERENCE]` or `docker-archive:FILE:@INDEX`. */
export async function resolveDockerArchive(request: ResolveRequest): Promise<ResolvedImage> {
  return await resolveArchived(request, {
    form,
    local: parseLocalName(request.name, request.options.directory),
  });
}

async function readFacts(archive: Archive, request: ResolveRequest, local: LocalName): Promise<ImageFacts> {
  const name = `docker-archive:${request.name}`;
  const image = chooseImage(await readImages(archive, name), { wanted: local.tag, name });
  const bytes = await archive.read(image.config, MAX_CONFIG);
  const digest = digestOf(bytes);
  const named = /([0-9a-f]{64})(?:\.json)?$/.exec(image.config)?.[1];
  if (named !== undefined && digest !== `sha256:${named}`) {
    throw imageInvalid(`the config ${image.config} of ${name} has the digest ${digest}`, {
      value: image.config,
    });
  }
  const { environment, platform, diffIds, defaults } = parseConfig(bytes, `the config of ${name}`);
  if (diffIds.length !== image.layers.length) {
    throw imageInvalid(`${name} has ${image.layers.length} layers but ${diffIds.length} digests of layers`);
  }
  const layers = image.layers.map((layer, index) => ({
    digest: layer,
    size: archive.size(layer),
    mediaType: TAR_TYPE,
    diffId: must(diffIds[index], 'the digest of a layer'),
  }));
  return { digest, environment, platform, layers, defaults };
}

async function readImages(archive: Archive, name: string): Promise<SavedImage[]> {
  const bytes = await archive.read('manifest.json', MAX_MANIFEST);
  // Wraps the array, because `parseObject` takes only objects.
  const { list } = parseObject(
    Buffer.concat([Buffer.from('{"list":'), bytes, Buffer.from('}')]),
    `manifest.json of ${name}`,
  );
  const items = Array.isArray(list) ? (list as unknown[]) : [];
  return items.map((item) => {
    const { Config: config, RepoTags: tags, Layers } = isObject(item) ? item : {};
    // Go writes null for an empty list.
    const layers = Layers ?? [];
    if (typeof config !== 'string' || !isTexts(layers))
      throw imageInvalid(`manifest.json of ${name} is malformed`);
    return { config, layers, tags: isTexts(tags) ? tags : [] };
  });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function chooseImage(
  images: readonly SavedImage[],
  { wanted, name }: { readonly wanted: string | undefined; readonly name: string },
): SavedImage {
  const isWanted = (image: SavedImage, index: number) =>
    wanted === undefined || wanted === `@${index}` || image.tags.some((tag) => sameReference(tag, wanted));
  const fitting = images.filter(isWanted);
  const [first] = fitting;
  if (first !== undefined && fitting.length === 1) return first;
  const tags = images.flatMap((image, index) => (image.tags.length === 0 ? [`@${index}`] : image.tags));
  const hint = `The archive has ${tags.join(', ') || 'no image'}.`;
  if (first === undefined)
    throw imageUnavailable(`${name} has no such image`, { value: wanted ?? name, hint });
  throw imageInvalid(`${name} has ${fitting.length} images: choose an image by reference or @INDEX`, {
    value: name,
    hint,
  });
}

function sameReference(one: string, other: string): boolean {
  const full = (text: string) => formatReference(parseReference(text));
  return one === other || full(one) === full(other);
}
