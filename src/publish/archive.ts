import { END_OF_ARCHIVE, formatHeader, padding } from '../archive/tar-writer.ts';
import type { ImageRequest, ReadyLayer } from '../contract/image-outputs.ts';
import type { StoredBytes } from '../contract/remote.ts';
import { ObuilderError } from '../errors.ts';
import { type AssembledImage, MANIFEST_TYPE } from '../oci/assemble.ts';
import { blobName } from '../oci/layout.ts';
import { formatReference } from '../oci/reference.ts';
import { streamOf } from '../remote/pieces.ts';
import { proved } from '../remote/proved.ts';
import type { Name } from './names.ts';

interface Member {
  readonly name: string;
  readonly size: number;
  readonly open: () => AsyncIterable<Buffer>;
}

interface Content {
  readonly image: AssembledImage;
  readonly layers: readonly ReadyLayer[];
  readonly names: readonly Name[];
}

/**
 * Yields a tar archive with an OCI image layout. For `docker` with `manifest.json` too, which `docker load` reads (the format of
 * `docker save`). Equal images give equal bytes.
 */
export async function* archiveOf(
  { output }: Pick<ImageRequest, 'output'>,
  content: Content,
): AsyncGenerator<Buffer> {
  for (const { name, size, open } of membersOf(content, output.type === 'docker')) {
    yield header(name, size);
    yield* open();
    yield padding(size);
  }
  yield END_OF_ARCHIVE;
}

function membersOf({ image, layers, names }: Content, isDocker: boolean): readonly Member[] {
  const { config, manifest, digest, imageId } = image;
  const blobs = new Map<string, Member>();
  for (const { layer, open } of layers) blobs.set(layer.digest, blobOf(layer, open));
  const index = { schemaVersion: 2, mediaType: INDEX_TYPE, manifests: descriptors(image, names) };
  const saved = {
    Config: blobName(imageId),
    RepoTags: names.map(formatReference),
    Layers: layers.map(({ layer }) => blobName(layer.digest)),
  };
  return [
    memberOf('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}')),
    memberOf('index.json', Buffer.from(JSON.stringify(index))),
    ...(isDocker ? [memberOf('manifest.json', Buffer.from(JSON.stringify([saved])))] : []),
    memberOf(blobName(digest), manifest),
    memberOf(blobName(imageId), config),
    ...blobs.values(),
  ];
}

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

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

const memberOf = (name: string, bytes: Buffer): Member => ({
  name,
  size: bytes.length,
  open: () => streamOf(bytes),
});

function blobOf(layer: StoredBytes, open: () => AsyncIterable<Buffer>): Member {
  const { digest, size } = layer;
  const fail = (why: string) =>
    new ObuilderError('export-failed', `could not write the layer ${digest}: it ${why}`, { value: digest });
  return { name: blobName(digest), size, open: () => proved(open(), layer, fail) };
}

function header(path: string, size: number): Buffer {
  const rest = { target: '', uid: 0, gid: 0, modified: 0n, major: 0, minor: 0, attributes: new Map() };
  return formatHeader({ kind: 'file', path, mode: 0o644, size, ...rest });
}
