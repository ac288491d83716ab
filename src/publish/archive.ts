import { END_OF_ARCHIVE, formatHeader, padding } from '../archive/tar-writer.ts';
import type { ImageLayer, ImageRequest, ReadyLayer } from '../contract/image-outputs.ts';
import type { ChainLayer, StoredBytes } from '../contract/remote.ts';
import { ObuilderError } from '../errors.ts';
import { type AssembledImage, MANIFEST_TYPE } from '../oci/assemble.ts';
import { blobName } from '../oci/layout.ts';
import { formatReference } from '../oci/reference.ts';
import { streamOf } from '../remote/pieces.ts';
import { proved } from '../remote/proved.ts';
import type { Name } from './names.ts';

/** An image as one file: layers come first, so that the disk holds one layer at a time. */
export class ImageArchive {
  readonly #request: ImageRequest;
  readonly #names: readonly Name[];
  readonly #assemble: (layers: readonly ChainLayer[]) => AssembledImage;
  #image: AssembledImage | undefined;

  constructor(
    request: ImageRequest,
    names: readonly Name[],
    assemble: (layers: readonly ChainLayer[]) => AssembledImage,
  ) {
    this.#request = request;
    this.#names = names;
    this.#assemble = assemble;
  }

  /** The image; undefined before the last byte. */
  get image(): AssembledImage | undefined {
    return this.#image;
  }

  /**
   * Yields a tar archive with an OCI image layout. For `docker` with `manifest.json` too, which `docker load` reads (the format of
   * `docker save`). Equal images give equal bytes.
   */
  async *bytes(): AsyncGenerator<Buffer> {
    const layers: ChainLayer[] = [];
    const done = new Set<string>();
    this.#request.onStart();
    for (const layer of this.#request.layers) {
      const written = yield* writeLayer(layer, done);
      this.#request.onLayer(layer, done.has(written.digest) ? 0 : written.size);
      done.add(written.digest);
      layers.push(written);
    }
    const image = this.#assemble(layers);
    for (const [name, bytes] of this.#documents(image, layers)) yield* member(name, bytes);
    yield END_OF_ARCHIVE;
    this.#image = image;
  }

  #documents(image: AssembledImage, layers: readonly ChainLayer[]): readonly (readonly [string, Buffer])[] {
    const { config, manifest, digest, imageId } = image;
    const index = { schemaVersion: 2, mediaType: INDEX_TYPE, manifests: descriptors(image, this.#names) };
    const saved = {
      Config: blobName(imageId),
      RepoTags: this.#names.map(formatReference),
      Layers: layers.map((layer) => blobName(layer.digest)),
    };
    const isDocker = this.#request.output.type === 'docker';
    return [
      [blobName(imageId), config],
      [blobName(digest), manifest],
      ...(isDocker ? [['manifest.json', jsonBytes([saved])] as const] : []),
      ['index.json', jsonBytes(index)],
      ['oci-layout', jsonBytes({ imageLayoutVersion: '1.0.0' })],
    ];
  }
}

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

const jsonBytes = (value: unknown) => Buffer.from(JSON.stringify(value));

/** Writes a layer unless the archive has the layer. */
async function* writeLayer(
  { known, ready }: ImageLayer,
  done: ReadonlySet<string>,
): AsyncGenerator<Buffer, ChainLayer> {
  if (known !== undefined && done.has(known.digest)) return known;
  const { layer, open, drop } = await ready();
  if (!done.has(layer.digest)) yield* writeBlob(layer, open);
  drop();
  return layer;
}

async function* writeBlob(layer: StoredBytes, open: ReadyLayer['open']): AsyncGenerator<Buffer> {
  const { digest, size } = layer;
  const fail = (why: string) =>
    new ObuilderError('export-failed', `could not write the layer ${digest}: it ${why}`, { value: digest });
  yield header(blobName(digest), size);
  yield* proved(open(), layer, fail);
  yield padding(size);
}

async function* member(name: string, bytes: Buffer): AsyncGenerator<Buffer> {
  yield header(name, bytes.length);
  yield* streamOf(bytes);
  yield padding(bytes.length);
}

/** An entry for each name, annotated as BuildKit does: containerd reads the first annotation, other tools the second. */
function descriptors({ manifest, digest }: AssembledImage, names: readonly Name[]) {
  const plain = { mediaType: MANIFEST_TYPE, digest, size: manifest.length };
  if (names.length === 0) return [plain];
  return names.map((name) => ({
    ...plain,
    annotations: {
      'io.containerd.image.name': formatReference(name),
      'org.opencontainers.image.ref.name': name.tag,
    },
  }));
}

function header(path: string, size: number): Buffer {
  const rest = { target: '', uid: 0, gid: 0, modified: 0n, major: 0, minor: 0, attributes: new Map() };
  return formatHeader({ kind: 'file', path, mode: 0o644, size, ...rest });
}
