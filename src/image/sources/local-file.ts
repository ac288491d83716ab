import path from 'node:path';
import { isObuilderError } from '../../errors.ts';
import { errnoOf } from '../../files/errno.ts';
import { type FilePlace, type OpenedFile, readWhole, type UserFiles } from '../../files/user-files.ts';
import { imageInvalid, imageUnavailable, isAbort } from '../../oci/invalid.ts';
import type { ResolveRequest } from './source.ts';

/**
 * Returns the place of a local image. Users and jobs may only name images in the context or in a directory allowed by the
 * machine's owner, and no link may lead out of there. Root in a shell may name any file.
 *
 * @param file absolute
 * @throws ObuilderError `image-invalid`
 */
export function placeOf({ name, settings, options }: ResolveRequest, file: string): FilePlace {
  if (settings.files.user === undefined && !settings.isConfined) return { path: file };
  const allowed = [options.directory, ...(settings.imageDirectories ?? [])];
  const below = allowed.find((directory) => isInside(directory, file));
  if (below !== undefined) return { path: file, below };
  throw imageInvalid(`${file} is not in the context, ${options.directory}`, {
    value: name,
    hint:
      'Move the image into the context. Or let the owner of this machine add its directory to "image-directories" in ' +
      '/etc/obuilder-action.json.',
  });
}

function isInside(directory: string, file: string): boolean {
  const way = path.relative(directory, file);
  return way !== '..' && !way.startsWith('../');
}

type Asked = Pick<ResolveRequest, 'settings' | 'options'>;

/** Opens a local image, or a file of a layout. @throws ObuilderError with the file's path */
export async function openLocal(
  { settings, options }: Asked,
  place: FilePlace,
  signal: AbortSignal | undefined = options.signal,
): Promise<OpenedFile> {
  try {
    return await settings.files.open(place, signal);
  } catch (error) {
    throw openError(error, place, await missingHint(error, { files: settings.files, place }));
  }
}

/** Opens a local image while `use` runs. @throws ObuilderError with the file's path */
export async function withLocal<T>(
  asked: Asked,
  place: FilePlace,
  use: (file: OpenedFile) => Promise<T>,
): Promise<T> {
  const file = await openLocal(asked, place);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** Returns the content of a regular file of an image. @throws ObuilderError with the file's path, and the hint `missing` for a missing file */
export async function readLocal(
  { settings, options }: Asked,
  place: FilePlace,
  { limit, missing }: { readonly limit: number; readonly missing: string },
): Promise<Buffer> {
  try {
    return await readWhole(settings.files, place, { limit, signal: options.signal });
  } catch (error) {
    // The file's own name is fixed.
    const directory = { ...place, path: path.dirname(place.path) };
    const wanted = { files: settings.files, place: directory, otherwise: missing };
    throw openError(error, place, await missingHint(error, wanted));
  }
}

const MISSING = 'Relative paths start at the context.';

interface Wanted {
  readonly files: UserFiles;
  readonly place: FilePlace;
  /** The hint if no name is similar. */
  readonly otherwise?: string;
}

async function missingHint(error: unknown, { files, place, otherwise = MISSING }: Wanted): Promise<string> {
  if (isObuilderError(error) || errnoOf(error) !== 'ENOENT') return otherwise;
  const name = await files.nearestName(place);
  return name === undefined ? otherwise : `Did you mean ${JSON.stringify(name)}?`;
}

function openError(error: unknown, { path: file }: FilePlace, missing: string): unknown {
  if (isObuilderError(error, 'cancelled') || isAbort(error)) return error;
  if (isObuilderError(error)) {
    const { message, value, hint } = error;
    return imageInvalid(message, {
      value: value ?? file,
      ...(hint === undefined ? {} : { hint }),
      cause: error,
    });
  }
  const code = errnoOf(error);
  const details = { value: file, cause: error };
  if (code === 'ENOENT') return imageUnavailable(`${file} does not exist`, { ...details, hint: missing });
  if (code === 'ELOOP' || code === 'ENOTDIR')
    return imageInvalid(`a part of ${file} is a link or no directory`, {
      ...details,
      hint: 'Name the image by a path without links.',
    });
  return imageInvalid(`could not read ${file}: ${code ?? String(error)}`, {
    ...details,
    hint: 'Make the file readable for the building user.',
  });
}
