import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { ChainLayer, ChainStep, RemoteRecord, StoredBytes, Upload } from '../../src/contract/remote.ts';
import { sha256 } from './oci-layout.ts';
import { file, tarWith } from './tar-entries.ts';

export const idOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** A result with its bytes, and the upload that stores both. */
export interface SampleResult {
  readonly record: RemoteRecord;
  /** By digest: layers, log and summary. */
  readonly bytes: ReadonlyMap<string, Buffer>;
  readonly upload: Upload;
  readonly layer: ChainLayer;
}

export interface SampleOptions {
  readonly base?: SampleResult;
  readonly log?: string | Buffer;
  readonly summary?: string;
  readonly members?: Buffer;
  /** Content of the step's only file. */
  readonly content?: Buffer;
  readonly names?: readonly string[];
  readonly startedAt?: number;
  readonly repository?: { readonly domain: string; readonly repository: string };
  readonly signature?: string;
}

const COMPRESSORS = { zstd: zstdCompressSync, gzip: gzipSync };
export type SampleCompression = keyof typeof COMPRESSORS;

/** A layer with one file, and its bytes. */
export async function layerOf(
  name: string,
  content: Buffer,
  compression: SampleCompression = 'zstd',
): Promise<[ChainLayer, Buffer]> {
  const tar = await tarWith([file(name, content)]);
  const packed = COMPRESSORS[compression](tar);
  const mediaType = `application/vnd.oci.image.layer.v1.tar+${compression}`;
  return [{ digest: sha256(packed), size: packed.length, diffId: sha256(tar), mediaType }, packed];
}

const stored = (bytes: Buffer): StoredBytes => ({ digest: sha256(bytes), size: bytes.length });

/** Makes a result of a `run` above another sample, or above a base image of one layer. */
export async function sampleResult(name: string, options: SampleOptions = {}): Promise<SampleResult> {
  const { base, startedAt = 1_700_000_000_123, content = Buffer.from(`content of ${name}`) } = options;
  const id = idOf(name);
  const [layer, packed] = await layerOf(`file-${name}`, content);
  const bytes = new Map(base?.bytes).set(layer.digest, packed);
  const log = Buffer.from(options.log ?? `log of ${name}\n`);
  bytes.set(sha256(log), log);
  const summary = options.summary === undefined ? undefined : Buffer.from(options.summary);
  if (summary !== undefined) bytes.set(sha256(summary), summary);
  const { members } = options;
  if (members !== undefined) bytes.set(sha256(members), members);
  const operation = `(run (shell "make ${name}"))`;
  const step: ChainStep = { id, operation, startedAt, layer };
  const record: RemoteRecord = {
    version: 1,
    id,
    names: options.names ?? [id],
    meta: {
      parent: base?.record.id ?? idOf('base image'),
      parentMadeAt: 1_699_999_999_000,
      scope: 'main',
      madeBy: ['a'],
      vouchedBy: 'a',
      kind: 'run',
      operation,
      startedAt,
      seconds: 1.25,
      outputs: { version: '1.2', 'two lines': 'a\nb' },
      key: ['run', { command: `make ${name}`, base: idOf('base image') }, [1, null, true]],
      source: 'built',
      context: {
        shell: ['/bin/bash', '-c'],
        cwd: '/src',
        user: { uid: 1000, gid: 100 },
        environment: [
          ['PATH', '/bin'],
          ['EMPTY', ''],
        ],
      },
      unread: ['GITHUB_ENV'],
      ...(summary && { summaryBytes: summary.length }),
    },
    chain: base
      ? { base: base.record.chain.base, steps: [...base.record.chain.steps, step] }
      : { base: await baseOf(bytes, options.repository), steps: [step] },
    image: {
      platform: 'linux/amd64',
      environment: [
        ['PATH', '/bin:/usr/bin'],
        ['EQUALS', 'a=b'],
      ],
      workdir: '/src',
      user: { uid: 1000, gid: 100 },
      shell: ['/bin/bash', '-c'],
    },
    log: stored(log),
    ...(summary && { summary: stored(summary) }),
    ...(members && { members: stored(members) }),
    ...(options.signature && { signature: options.signature }),
  };
  // As in a build, the layers between are no longer at hand.
  const between = new Set(base?.record.chain.steps.map((each) => each.layer.digest));
  const open = (wanted: StoredBytes) => {
    if (between.has(wanted.digest)) throw new Error(`${wanted.digest} is not part of this upload`);
    return piecesOf(bytes, wanted);
  };
  return { record, bytes, layer, upload: { record, open } };
}

async function baseOf(bytes: Map<string, Buffer>, repository: SampleOptions['repository']) {
  const [layer, packed] = await layerOf('base', Buffer.from('the base'));
  bytes.set(layer.digest, packed);
  return { id: idOf('base image'), layers: [layer], ...(repository && { repository }) };
}

const PIECE = 64 * 1024;

async function* piecesOf(
  bytes: ReadonlyMap<string, Buffer>,
  { digest }: StoredBytes,
): AsyncGenerator<Buffer> {
  const all = bytes.get(digest);
  if (all === undefined) throw new Error(`the sample lacks ${digest}`);
  for (let at = 0; at < all.length; at += PIECE) {
    await new Promise((done) => setImmediate(done));
    yield all.subarray(at, at + PIECE);
  }
}

/** Text that no compressor shrinks to less than a quarter. */
export const dullText = (size: number): Buffer =>
  Buffer.from(
    randomBytes(Math.ceil(size / 2))
      .toString('hex')
      .slice(0, size),
  );

/** The digest of the manifest behind a name in a layout. */
export function recordBlob(layout: string, name: string): string {
  const { digest } = JSON.parse(readFileSync(path.join(layout, 'records', name), 'utf8')) as {
    digest: string;
  };
  return digest;
}

const CHAIN = 4;
const CHAIN_BYTES = 400_000;

/** A chain of results; equal seeds give equal bytes. */
export async function sampleChain(seed: string): Promise<readonly SampleResult[]> {
  const chain: SampleResult[] = [];
  for (let index = 0; index < CHAIN; index += 1) {
    const base = chain.at(-1);
    const content = Buffer.from(shake(`${seed} ${index}`, CHAIN_BYTES), 'latin1');
    const log = shake(`${seed} log ${index}`, CHAIN_BYTES);
    chain.push(await sampleResult(`${seed} ${index}`, { content, log, ...(base && { base }) }));
  }
  return chain;
}

const shake = (seed: string, size: number) =>
  createHash('shake256', { outputLength: Math.ceil(size / 2) })
    .update(seed)
    .digest('hex')
    .slice(0, size);
