import { ObuilderError } from '../errors.ts';
import type { TreeIdentity } from './tree-identity.ts';

/** The path of a file that a user named. */
export interface FilePlace {
  /** Absolute. */
  readonly path: string;
  /** A directory above `path`, below which no component may be a link. Without it, links are followed. */
  readonly below?: string | undefined;
}

/** An open file or directory of a user. */
export interface OpenedFile {
  readonly kind: 'file' | 'directory';
  /** Changes whenever content, owner or mode of the file change. */
  readonly identity: string;
  readonly size: number;
  /** Time of the last change, in milliseconds since the epoch. */
  readonly changed: number;
  /** Returns `length` bytes; fewer only at the end of the file. */
  read(position: number, length: number): Promise<Buffer>;
  /** See `identifyTree` of tree-identity.ts. */
  identifyTree(signal?: AbortSignal): Promise<TreeIdentity>;
  /** Archives a directory without the mounts inside; see `archiveTree` of gnu-tar.ts. */
  archive(signal?: AbortSignal): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** The files of the caller of a build, read with the rights of that user only. */
export interface UserFiles {
  /** The user's name; undefined for root, who may name any file. */
  readonly user: string | undefined;
  /**
   * @throws system error such as `ENOENT`, `EACCES`, or `ELOOP` for a link below `below`; ObuilderError `input-invalid` for
   *   a pipe, socket or device, which is never opened; the signal's reason
   */
  open(place: FilePlace, signal?: AbortSignal): Promise<OpenedFile>;
  /** Returns the name most similar to the first missing name of a path, for a hint; undefined if no name beside is similar. */
  nearestName(place: FilePlace): Promise<string | undefined>;
  /** See `askCredentialHelper` of credential-helper.ts. The program has the user's rights and environment. */
  askCredentialHelper(name: string, server: string): Promise<string | undefined>;
}

const PIECE = 1024 ** 2;

interface Range {
  readonly start: number;
  /** In bytes; by default to the end of the file. */
  readonly length?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Yields the content of an open file. Reads the next piece while the caller uses the current piece. */
export async function* streamOf(
  file: OpenedFile,
  { start, length = Number.MAX_SAFE_INTEGER - start, signal }: Range,
): AsyncGenerator<Buffer> {
  const end = start + length;
  const ask = (position: number) => file.read(position, Math.min(PIECE, end - position));
  let position = start;
  let coming = position < end ? ask(position) : undefined;
  while (coming !== undefined) {
    const piece = await coming;
    signal?.throwIfAborted();
    position += piece.length;
    coming = piece.length > 0 && position < end ? ask(position) : undefined;
    // The next iteration reports the error. Without a next iteration, the rejection must not count as unhandled.
    coming?.catch(() => undefined);
    if (piece.length > 0) yield piece;
  }
}

/**
 * Returns the content of a small regular file.
 *
 * @throws as `UserFiles.open`; ObuilderError `input-invalid` for a directory and for more than `limit` bytes
 */
export async function readWhole(
  files: Pick<UserFiles, 'open'>,
  place: FilePlace,
  { limit, signal }: { readonly limit: number; readonly signal?: AbortSignal | undefined },
): Promise<Buffer> {
  const { path } = place;
  const refuse = (why: string) => new ObuilderError('input-invalid', `${path} ${why}`, { value: path });
  const file = await files.open(place, signal);
  try {
    if (file.kind === 'directory') throw refuse('is a directory, not a file');
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of streamOf(file, { start: 0, signal })) {
      parts.push(part);
      length += part.length;
      if (length > limit) throw refuse(`is larger than ${limit} bytes`);
    }
    return Buffer.concat(parts);
  } finally {
    await file.close();
  }
}
