import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeLayer } from '../../../src/layer/make.ts';

/** What every program tells about a member. */
interface Told {
  readonly name: string;
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** In whole seconds. */
  readonly time: number;
  readonly target: string;
  readonly content: string;
}

let work: string;
const at = (...names: readonly string[]) => path.join(work, ...names);
const LONG = 'l'.repeat(180);
const WIDE = 'ü'.repeat(90);

beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'layer-'));
  for (const name of [
    'scratch',
    'base/gone',
    'base/lists',
    'result/lists',
    `result/${LONG}`,
    `result/${WIDE}`,
  ])
    mkdirSync(at(name), { recursive: true });
  for (const name of ['base/lists/a', 'base/lists/b', 'result/lists/c', `result/${LONG}/${LONG}`, 'result/z'])
    writeFileSync(at(name), `content of ${path.basename(name)}`);
  writeFileSync(at('result', WIDE, WIDE), 'x'.repeat(700_000));
  symlinkSync(`${LONG}/${LONG}`, at('result/link'));
  symlinkSync(`${WIDE}/${WIDE}`, at('result/wide link'));
  linkSync(at('result/z'), at('result/z too'));
  execFileSync('mkfifo', [at('result/pipe')]);
  if (process.getuid?.() === 0) execFileSync('chown', ['3000000:4000000', at('result/z')]);
  execFileSync('touch', ['-h', '-d', '2030-01-02 03:04:05.987654321 UTC', at('result/z'), at('result/link')]);
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

async function archive(): Promise<Buffer> {
  const options = { compression: 'zstd', scratch: at('scratch') } as const;
  const { file } = await makeLayer({ base: at('base'), result: at('result') }, options);
  return zstdDecompressSync(readFileSync(file));
}

const NAMES = [
  './',
  '.wh.gone',
  'link',
  'lists/',
  'lists/.wh..wh..opq',
  'lists/c',
  `${LONG}/`,
  `${LONG}/${LONG}`,
  'pipe',
  'wide link',
  'z',
  'z too',
  `${WIDE}/`,
  `${WIDE}/${WIDE}`,
];

const TYPES: Readonly<Record<string, string>> = {
  '-': 'file',
  d: 'directory',
  l: 'symlink',
  h: 'link',
  p: 'fifo',
};

function gnuTar(bytes: Buffer): readonly Told[] {
  const options = ['--numeric-owner', '--utc', '--full-time', '--quoting-style=literal', '-tvf', '-'];
  const list = execFileSync('tar', options, { input: bytes, encoding: 'utf8' });
  return list
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [, mark = '', rights = '', uid, gid, , day = '', clock = '', rest = ''] =
        /^(.)(\S{9}) (\d+)\/(\d+) +(\S+) (\S+) (\S+) +(.*)$/.exec(line) ?? [];
      const [name = '', target = ''] = rest.split(/ -> | link to /);
      const type = TYPES[mark] ?? mark;
      const content =
        type === 'file' ? execFileSync('tar', ['-xOf', '-', name], { input: bytes }).toString() : '';
      const time = Math.floor(Date.parse(`${day}T${clock.slice(0, 8)}Z`) / 1000);
      return { name, type, mode: modeOf(rights), uid: Number(uid), gid: Number(gid), time, target, content };
    });
}

const modeOf = (rights: string) =>
  Number.parseInt([...rights].map((right) => (right === '-' ? '0' : '1')).join(''), 2);

async function tarStream(bytes: Buffer): Promise<readonly Told[]> {
  const found: Told[] = [];
  const reader = extract();
  Readable.from([bytes]).pipe(reader);
  for await (const entry of reader) {
    const { name, type, mode, uid, gid, mtime, linkname } = entry.header;
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    found.push({
      name,
      type: type ?? '',
      mode: mode ?? 0,
      uid: uid ?? 0,
      gid: gid ?? 0,
      time: Math.floor((mtime?.getTime() ?? 0) / 1000),
      target: linkname ?? '',
      content: Buffer.concat(parts).toString(),
    });
  }
  return found;
}

async function modernTar(bytes: Buffer): Promise<readonly Told[]> {
  const entries = await unpackTar(bytes);
  return entries.map(({ header, data }) => ({
    name: header.name,
    type: header.type ?? '',
    mode: header.mode ?? 0,
    uid: header.uid ?? 0,
    gid: header.gid ?? 0,
    time: Math.floor((header.mtime?.getTime() ?? 0) / 1000),
    target: header.linkname ?? '',
    content: data === undefined ? '' : Buffer.from(data).toString(),
  }));
}

describe('other programs read a layer', () => {
  test('GNU tar, tar-stream and modern-tar tell the same members', async () => {
    const bytes = await archive();
    const told = gnuTar(bytes);
    // tar-stream takes the slash from a directory's name away.
    const plain = (members: readonly Told[]) =>
      members.map((member) => ({ ...member, name: member.name.replace(/(?<=.)\/$/, '') }));
    expect(told.map(({ name }) => name)).toEqual(NAMES);
    expect(plain(await tarStream(bytes))).toEqual(plain(told));
    expect(plain(await modernTar(bytes))).toEqual(plain(told));
  });

  test('a layer of gzip has the same archive', async () => {
    const plain = await archive();
    const options = { compression: 'gzip', scratch: at('scratch') } as const;
    const { file, layer } = await makeLayer({ base: at('base'), result: at('result') }, options);
    expect(gunzipSync(readFileSync(file)).equals(plain)).toBe(true);
    expect(layer.mediaType).toBe('application/vnd.oci.image.layer.v1.tar+gzip');
    expect(execFileSync('gzip', ['-dc', file], { maxBuffer: 2 ** 24 }).equals(plain)).toBe(true);
  });
});
