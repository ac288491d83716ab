import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { asRoot, environment } from '../machine.mjs';

const MAX_OUTPUT_BYTES = 64 * 2 ** 20;

/** Runs a command as root. The output is only in the error of a failure. */
export async function root(args: readonly string[]): Promise<void> {
  const [file = '', ...rest] = asRoot(['env', `PATH=${environment().PATH}`, ...args]);
  await promisify(execFile)(file, rest, { maxBuffer: MAX_OUTPUT_BYTES });
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** A layer of an image, whose file is a blob of the image's layout. */
interface Layer {
  readonly descriptor: Descriptor;
  /** Digest of the archive without compression. */
  readonly diffId: string;
}

const type = (name: string) => `application/vnd.oci.image.${name}`;
const architecture = process.arch === 'x64' ? 'amd64' : process.arch;

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Writes a file of the layout under the name that its content gives it. */
function writeBlob(layout: string, kind: string, value: unknown): Descriptor {
  const content = JSON.stringify(value);
  const hex = createHash('sha256').update(content).digest('hex');
  writeFileSync(blob(layout, hex), content);
  return { mediaType: type(kind), digest: `sha256:${hex}`, size: Buffer.byteLength(content) };
}

const blob = (layout: string, digest: string) =>
  path.join(layout, 'blobs/sha256', digest.replace('sha256:', ''));

/** Packs a directory of root's as a layer in the layout. */
async function pack(directory: string, layout: string): Promise<Layer> {
  const tar = blob(layout, 'layer');
  const attributes = ['--xattrs', '--xattrs-include=security.*', '--xattrs-include=user.*'];
  await root(['tar', '--numeric-owner', '--sort=name', ...attributes, '-cf', tar, '-C', directory, '.']);
  await root(['chmod', '0644', tar]);
  const diffId = `sha256:${await sha256(tar)}`;
  await root(['gzip', '-1', '--no-name', tar]);
  const hex = await sha256(`${tar}.gz`);
  const { size } = statSync(`${tar}.gz`);
  renameSync(`${tar}.gz`, blob(layout, hex));
  return { descriptor: { mediaType: type('layer.v1.tar+gzip'), digest: `sha256:${hex}`, size }, diffId };
}

interface Image {
  readonly layers: readonly Layer[];
  /** Variables of the image, `NAME=value`. */
  readonly variables: readonly string[];
}

function writeImage(layout: string, { layers, variables }: Image): void {
  const config = writeBlob(layout, 'config.v1+json', {
    architecture,
    os: 'linux',
    config: { Env: variables },
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
  });
  const manifest = writeBlob(layout, 'manifest.v1+json', {
    schemaVersion: 2,
    mediaType: type('manifest.v1+json'),
    config,
    layers: layers.map(({ descriptor }) => descriptor),
  });
  writeFileSync(path.join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  const entry = { ...manifest, platform: { architecture, os: 'linux' } };
  writeFileSync(path.join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [entry] }));
}

function layersOf(layout: string): readonly Layer[] {
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
  const [{ digest }] = read(path.join(layout, 'index.json')).manifests as [Descriptor];
  const manifest = read(blob(layout, digest));
  const diffIds = read(blob(layout, manifest.config.digest)).rootfs.diff_ids as readonly string[];
  return diffIds.map((diffId, index) => ({ descriptor: manifest.layers[index], diffId }));
}

interface Content {
  /** An image layout of the layers below. */
  readonly below?: string;
  /** The files of the top layer, root's. */
  readonly top: string;
  readonly variables: readonly string[];
}

/** Writes an OCI image layout with the layers of another image and a layer on top. */
export async function writeLayout(layout: string, { below, top, variables }: Content): Promise<void> {
  mkdirSync(path.join(layout, 'blobs/sha256'), { recursive: true });
  const layers = below === undefined ? [] : layersOf(below);
  for (const { descriptor } of layers) {
    linkSync(blob(below ?? '', descriptor.digest), blob(layout, descriptor.digest));
  }
  writeImage(layout, { layers: [...layers, await pack(top, layout)], variables });
}

/** Unpacks the layers of an image layout as root into a new directory, without the deletions of upper layers. */
export async function unpackLayout(layout: string, directory: string): Promise<void> {
  mkdirSync(directory);
  for (const { descriptor } of layersOf(layout)) {
    const attributes = ['--xattrs', '--xattrs-include=*', '--numeric-owner', '--same-permissions'];
    await root(['tar', ...attributes, '-xzf', blob(layout, descriptor.digest), '-C', directory]);
  }
}
