import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDecompressor, detectCompression, MAGIC_LENGTH } from './decompress.ts';
import { imageInvalid, within } from './invalid.ts';
import { show, type TarEntry } from './tar-header.ts';
import { TarReader } from './tar-reader.ts';

const PIECE = 1024 * 1024;
const MOST_LINKS = 8;

type Member =
  | { readonly kind: 'file'; readonly at: number; readonly size: number }
  | { readonly kind: 'link'; readonly target: string };

/** A tar archive whose members can be read in any order. */
export interface Archive {
  has(name: string): boolean;
  /** @throws ObuilderError `image-invalid` when it is not there */
  size(name: string): number;
  read(name: string, limit: number): Promise<Buffer>;
  stream(name: string, signal: AbortSignal): AsyncGenerator<Buffer>;
}

/**
 * Opens an archive for reading members at random. A compressed one is decompressed into `scratch` first, where its file
 * stays.
 */
export async function openArchive(file: string, scratch: string, signal?: AbortSignal): Promise<Archive> {
  try {
    const plain = await decompressed(file, scratch, signal);
    return archiveOf(plain, await indexMembers(plain));
  } catch (error) {
    throw within(file, error);
  }
}

async function decompressed(file: string, scratch: string, signal?: AbortSignal): Promise<string> {
  const handle = await open(file);
  const head = Buffer.alloc(MAGIC_LENGTH);
  const { bytesRead } = await handle.read(head, 0, MAGIC_LENGTH, 0).finally(() => handle.close());
  const compression = detectCompression(head.subarray(0, bytesRead));
  if (compression === 'none') return file;
  const plain = path.join(scratch, 'archive.tar');
  const streams = [
    createReadStream(file),
    createDecompressor(compression),
    createWriteStream(plain),
  ] as const;
  await pipeline(...streams, signal ? { signal } : {});
  return plain;
}

/** Reads the headers only. */
async function indexMembers(file: string): Promise<Map<string, Member>> {
  const members = new Map<string, Member>();
  let position = 0;
  let consumed = 0;
  const onEntry = (entry: TarEntry) => {
    const name = memberName(entry.path);
    // The body starts behind what the reader has taken; it tells so by what it does not want.
    if (entry.kind === 'file') members.set(name, { kind: 'file', at: -1, size: entry.size });
    if (entry.kind === 'symlink') members.set(name, { kind: 'link', target: linkName(name, entry.target) });
    if (entry.kind === 'link') members.set(name, { kind: 'link', target: memberName(entry.target) });
    last = entry.kind === 'file' ? name : undefined;
    return undefined;
  };
  let last: string | undefined;
  const reader = new TarReader(onEntry);
  const handle = await open(file);
  const block = Buffer.alloc(512);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(block, 0, block.length, position);
      if (bytesRead === 0) break;
      reader.write(block.subarray(0, bytesRead));
      position += bytesRead;
      const member = last === undefined ? undefined : members.get(last);
      if (last !== undefined && member?.kind === 'file') members.set(last, { ...member, at: position });
      last = undefined;
      consumed = reader.unwanted;
      reader.skip(consumed);
      position += consumed;
    }
    if (position > (await handle.stat()).size) throw imageInvalid('the archive ends in the middle of a file');
    reader.end();
  } finally {
    await handle.close();
  }
  return members;
}

function memberName(name: string): string {
  return path.posix.normalize(show(name)).replace(/^\/+/, '');
}

function linkName(from: string, target: string): string {
  return memberName(path.posix.join(path.posix.dirname(from), target));
}

function archiveOf(file: string, members: ReadonlyMap<string, Member>): Archive {
  const find = (name: string) => {
    let member = members.get(memberName(name));
    for (let links = 0; member?.kind === 'link' && links < MOST_LINKS; links += 1)
      member = members.get(member.target);
    return member?.kind === 'file' ? member : undefined;
  };
  const need = (name: string) => {
    const member = find(name);
    if (member !== undefined) return member;
    throw imageInvalid(`${file} has no file ${name}`, { value: name });
  };
  return {
    has: (name) => find(name) !== undefined,
    size: (name) => need(name).size,
    read: async (name, limit) => {
      const member = need(name);
      if (member.size > limit) throw imageInvalid(`${name} of ${file} is larger than ${limit} bytes`);
      const handle: FileHandle = await open(file);
      try {
        const bytes = Buffer.alloc(member.size);
        const { bytesRead } = await handle.read(bytes, 0, member.size, member.at);
        return bytes.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    stream: async function* (name, signal) {
      const { at, size } = need(name);
      if (size === 0) return;
      const options = { start: at, end: at + size - 1, highWaterMark: PIECE, signal };
      for await (const chunk of Readable.from(createReadStream(file, options))) yield chunk as Buffer;
    },
  };
}
