import { ObuilderError } from '../errors.ts';
import type { TreeIdentity } from './tree-identity.ts';

/** A file that somebody named. */
export interface FilePlace {
  /** Absolute. */
  readonly path: string;
  /** A directory above `path`: from here on down, no component may be a link. Links are followed where it is absent. */
  readonly below?: string | undefined;
}

/** An open file or directory of a user. */
export interface OpenedFile {
  readonly kind: 'file' | 'directory';
  /** Changes whenever content, owner or mode of the file change. */
  readonly identity: string;
  readonly size: number;
  /** When that last changed, milliseconds since the epoch. */
  readonly changed: number;
  /** At most `length` bytes; fewer only at the end of the file. */
  read(position: number, length: number): Promise<Buffer>;
  /** See `identifyTree` of tree-identity.ts. */
  identifyTree(signal?: AbortSignal): Promise<TreeIdentity>;
  /** A directory as `archiveTree` of tar.ts gives it, without what is mounted below. */
  archive(signal?: AbortSignal): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** The files of whoever asks for a build, read with the rights of that user and no others. */
export interface UserFiles {
  /** The user's name; undefined where root itself asks, who may name any file. */
  readonly user: string | undefined;
  /**
   * @throws system error such as `ENOENT`, `EACCES`, or `ELOOP` for a link below `below`; ObuilderError `input-invalid` for
   *   what is neither a file nor a directory, which is never opened; the signal's reason
   */
  open(place: FilePlace, signal?: AbortSignal): Promise<OpenedFile>;
  /** See `askCredentialHelper` of credential-helper.ts. The program has the user's rights and environment. */
  askCredentialHelper(name: string, server: string): Promise<string | undefined>;
}

const PIECE = 1024 ** 2;

interface Range {
  readonly start: number;
  /** How many bytes; to the end of the file where it is absent. */
  readonly length?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The content of an open file: the next piece is read while the one before is used. */
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
    // The error is for who asks next; nobody may ask.
    coming?.catch(() => undefined);
    if (piece.length > 0) yield piece;
  }
}

/**
 * The content of a small regular file.
 *
 * @throws as `UserFiles.open`; ObuilderError `input-invalid` for a directory and for more than `limit` bytes
 */
export async function readWhole(
  files: UserFiles,
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
