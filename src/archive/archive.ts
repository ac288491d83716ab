import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openHere } from '../files/opened-file.ts';
import { type OpenedFile, streamOf } from '../files/user-files.ts';
import { imageInvalid, within } from '../oci/invalid.ts';
import { createDecompressor, detectCompression, MAGIC_LENGTH, piecesFor } from './decompress.ts';
import { show, type TarEntry } from './tar-header.ts';
import { TarReader } from './tar-reader.ts';

const BLOCK = 512;
const MAX_LINKS = 8;

type Member =
  | { readonly kind: 'file'; readonly at: number; readonly size: number }
  | { readonly kind: 'link'; readonly target: string };

/** A tar archive with members that can be read in any order. */
export interface Archive {
  has(name: string): boolean;
  /** @throws ObuilderError `image-invalid` if the member is missing */
  size(name: string): number;
  read(name: string, limit: number): Promise<Buffer>;
  stream(name: string, signal: AbortSignal): AsyncGenerator<Buffer>;
}

interface ArchiveSource {
  /** The path of `opened`, for errors. */
  readonly file: string;
  /** The caller opens and closes this file. */
  readonly opened: OpenedFile;
  /** A directory for the decompressed archive. */
  readonly scratch: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens an archive for random reading while `use` runs. A compressed archive is first decompressed into `scratch`; the
 * caller removes the decompressed file.
 */
export async function withArchive<T>(
  source: ArchiveSource,
  use: (archive: Archive) => Promise<T>,
): Promise<T> {
  const { file, opened, scratch } = source;
  let plain = opened;
  try {
    const members = await inFile({ file, scratch }, async () => {
      if (opened.kind === 'directory') throw imageInvalid('a directory is no archive');
      plain = (await decompressed(source)) ?? opened;
      return await indexMembers(plain, source.signal);
    });
    return await use(archiveOf(file, { plain, members }));
  } finally {
    if (plain !== opened) await plain.close();
  }
}

async function inFile<T>(
  { file, scratch }: Pick<ArchiveSource, 'file' | 'scratch'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw within(file, error, scratch);
  }
}

/** Returns undefined if the archive is not compressed. */
async function decompressed({ opened, scratch, signal }: ArchiveSource): Promise<OpenedFile | undefined> {
  const compression = detectCompression(await opened.read(0, MAGIC_LENGTH));
  if (compression === 'none') return undefined;
  const name = path.join(scratch, 'archive.tar');
  const streams = [
    Readable.from(piecesFor(compression, streamOf(opened, { start: 0, signal }))),
    createDecompressor(compression),
    createWriteStream(name, { mode: 0o600 }),
  ] as const;
  await pipeline(...streams, signal ? { signal } : {});
  return openHere(name, { name, followLinks: false });
}

/** Returns all members by name. Reads only headers, and skips bodies. */
async function indexMembers(file: OpenedFile, signal?: AbortSignal): Promise<Map<string, Member>> {
  const members = new Map<string, Member>();
  let position = 0;
  let consumed = 0;
  const onEntry = (entry: TarEntry) => {
    const name = memberName(entry.path);
    if (entry.sparse !== undefined)
      throw imageInvalid(`the member "${name}" is a sparse file, which is not supported here`, {
        value: name,
      });
    // The body starts after the header, whose end is known only after `write` has returned.
    if (entry.kind === 'file') members.set(name, { kind: 'file', at: -1, size: entry.size });
    if (entry.kind === 'symlink') members.set(name, { kind: 'link', target: linkName(name, entry.target) });
    if (entry.kind === 'link') members.set(name, { kind: 'link', target: memberName(entry.target) });
    last = entry.kind === 'file' ? name : undefined;
    return undefined;
  };
  let last: string | undefined;
  const reader = new TarReader(onEntry);
  for (;;) {
    signal?.throwIfAborted();
    const block = await file.read(position, BLOCK);
    if (block.length === 0) break;
    reader.write(block);
    position += block.length;
    const member = last === undefined ? undefined : members.get(last);
    if (last !== undefined && member?.kind === 'file') members.set(last, { ...member, at: position });
    last = undefined;
    consumed = reader.unwanted;
    reader.skip(consumed);
    position += consumed;
  }
  if (position > file.size) throw imageInvalid('the archive ends in the middle of a file');
  reader.end();
  return members;
}

function memberName(name: string): string {
  return path.posix.normalize(show(name)).replace(/^\/+/, '');
}

function linkName(from: string, target: string): string {
  return memberName(path.posix.join(path.posix.dirname(from), target));
}

interface Indexed {
  readonly plain: OpenedFile;
  readonly members: ReadonlyMap<string, Member>;
}

function archiveOf(file: string, { plain, members }: Indexed): Archive {
  const find = (name: string) => {
    let member = members.get(memberName(name));
    for (let links = 0; member?.kind === 'link' && links < MAX_LINKS; links += 1)
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
      const parts: Buffer[] = [];
      for await (const part of streamOf(plain, { start: member.at, length: member.size })) parts.push(part);
      return Buffer.concat(parts);
    },
    stream: async function* (name, signal) {
      const { at, size } = need(name);
      if (size === 0) return;
      yield* streamOf(plain, { start: at, length: size, signal });
    },
  };
}
