import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChainLayer } from '../../../src/contract/remote.ts';
import { ObuilderError } from '../../../src/errors.ts';
import { applyLayer } from '../../../src/layer/apply.ts';
import { applyChain } from '../../../src/layer/apply-chain.ts';
import { directory, type ForgedEntry, file, hardLink, symlink, tarWith } from '../../samples/tar-entries.ts';

let work: string;
let rootfs: string;

beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'layer-'));
  rootfs = path.join(work, 'rootfs');
  mkdirSync(path.join(rootfs, 'kept'), { recursive: true });
  mkdirSync(path.join(work, 'outside'));
  writeFileSync(path.join(work, 'outside/passwd'), 'host');
  writeFileSync(path.join(rootfs, 'kept/file'), 'base');
  symlinkSync('../outside', path.join(rootfs, 'way out'));
});
afterEach(() => {
  expect(readdirSync(path.join(work, 'outside'))).toEqual(['passwd']);
  expect(readFileSync(path.join(work, 'outside/passwd'), 'utf8')).toBe('host');
  rmSync(work, { recursive: true, force: true });
});

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

function layerOf(archive: Buffer) {
  const bytes = zstdCompressSync(archive);
  const mediaType = 'application/vnd.oci.image.layer.v1.tar+zstd';
  return {
    bytes,
    layer: { digest: digestOf(bytes), size: bytes.length, diffId: digestOf(archive), mediaType },
  };
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
}

async function applying(entries: readonly ForgedEntry[]): Promise<void> {
  const { bytes, layer } = layerOf(await tarWith(entries));
  await applyLayer(pieces(bytes), layer, { rootfs });
}

describe('hostile layers', () => {
  const refused: readonly (readonly [string, readonly ForgedEntry[]])[] = [
    ['a path that leads out', [file('../outside/passwd')]],
    ['a file in place of the root', [{ name: './', type: 'symlink', linkname: '/' }]],
    ['a whiteout without a name', [file('.wh.', '')]],
    ['a whiteout of the parent', [file('kept/.wh...', '')]],
    ['a hard link to a missing file', [hardLink('x', 'missing')]],
    ['a file below a file', [file('kept/file/x')]],
  ];
  test.each(refused)('are refused: %s', async (_, entries) => {
    await expect(applying(entries)).rejects.toMatchObject({ code: 'remote-lost' });
  });

  test('links of the base and of the layer lead nowhere else', async () => {
    await applying([
      file('way out/passwd', 'evil'),
      file('way out/.wh.passwd', ''),
      symlink('another', '/../../outside'),
      file('another/passwd', 'evil'),
      file('another/.wh..wh..opq', ''),
      directory('/outside'),
      file('/outside/x', 'inside'),
    ]);
    expect(readFileSync(path.join(rootfs, 'outside/x'), 'utf8')).toBe('inside');
  });
});

describe('bytes that are not the layer', () => {
  test('a flipped bit, missing bytes, more bytes, and bytes of another layer are refused', async () => {
    const { bytes, layer } = layerOf(await tarWith([file('new', 'x'.repeat(5000))]));
    const flipped = Buffer.from(bytes);
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    const other = layerOf(await tarWith([file('other')])).bytes;
    for (const wrong of [
      flipped,
      bytes.subarray(0, -1),
      Buffer.concat([bytes, bytes]),
      other,
      Buffer.alloc(0),
    ])
      await expect(applyLayer(pieces(wrong), layer, { rootfs })).rejects.toMatchObject({
        code: 'remote-lost',
      });
  });

  test('an archive that its diffId does not name is refused', async () => {
    const { bytes, layer } = layerOf(await tarWith([file('new')]));
    const forged = { ...layer, diffId: digestOf(Buffer.from('another')) };
    await expect(applyLayer(pieces(bytes), forged, { rootfs })).rejects.toMatchObject({
      code: 'remote-lost',
    });
  });

  test('the errors of a carrier come through, and a signal ends the work', async () => {
    const { bytes, layer } = layerOf(await tarWith([file('new', 'x'.repeat(5000))]));
    const fault = new ObuilderError('remote-failed', 'the registry does not answer');
    const broken = async function* () {
      yield bytes.subarray(0, 10);
      await Promise.resolve();
      throw fault;
    };
    await expect(applyLayer(broken(), layer, { rootfs })).rejects.toBe(fault);
    const options = { rootfs, signal: AbortSignal.abort(new Error('stop')) };
    await expect(applyLayer(pieces(bytes), layer, options)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a chain of layers', () => {
  const chainOf = async () => {
    const made = [layerOf(await tarWith([file('a')])), layerOf(await tarWith([file('b')]))];
    const byDigest = new Map(made.map(({ bytes, layer }) => [layer.digest, bytes]));
    return { layers: made.map(({ layer }) => layer), byDigest };
  };
  const into = () => ({ rootfs, scratch: work, isImage: false });

  test('with wrong bytes is refused', async () => {
    const { layers, byDigest } = await chainOf();
    const last = layers[1]?.digest ?? '';
    for (const wrong of [Buffer.alloc(0), byDigest.get(layers[0]?.digest ?? '') ?? Buffer.alloc(1)]) {
      const open = ({ digest }: ChainLayer) =>
        pieces(digest === last ? wrong : (byDigest.get(digest) ?? wrong));
      await expect(applyChain(layers, open, into())).rejects.toMatchObject({ code: 'remote-lost' });
    }
  });

  test('passes on the errors of a carrier, and ends with a signal', async () => {
    const { layers, byDigest } = await chainOf();
    const fault = new ObuilderError('remote-failed', 'the registry does not answer');
    const broken = async function* ({ digest }: ChainLayer) {
      if (digest === layers[1]?.digest) throw fault;
      yield* pieces(byDigest.get(digest) ?? Buffer.alloc(0));
    };
    await expect(applyChain(layers, broken, into())).rejects.toBe(fault);
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(applyChain(layers, broken, { ...into(), signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(readdirSync(work).filter((name) => name.startsWith('layer-'))).toEqual([]);
  });
});
