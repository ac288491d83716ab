import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { readWhole } from '../files/user-files.ts';
import { asker } from '../worker/asker.ts';

const STDIN = 0;
/** A spec, or a secret, that is larger is a mistake. */
const LARGEST = 256 * 1024 ** 2;

/**
 * The content of a file that the command line names, read with the rights of whoever asks.
 *
 * @throws ObuilderError `input-invalid`
 */
export async function readNamedFile(file: string, what: string): Promise<Buffer> {
  const files = (await asker()).files({});
  try {
    // Who reads with one's own rights may name a pipe too.
    if (files.user === undefined) return await promisify(readFile)(file);
    return await readWhole(files, { path: path.resolve(file) }, { limit: LARGEST });
  } catch (cause) {
    const why = isObuilderError(cause) ? cause.message : (cause as NodeJS.ErrnoException).code;
    throw new ObuilderError('input-invalid', `${what} cannot be read (${why})`, { value: file, cause });
  }
}

/** The text and name of the spec that `-f FILE` gives; `-` is stdin. @throws ObuilderError `input-invalid` */
export async function readSpecText(
  file: string | undefined,
): Promise<{ readonly text: string; readonly file: string }> {
  if (file === undefined) {
    throw new ObuilderError('input-invalid', 'no spec was given', { hint: 'Name its file with -f FILE.' });
  }
  // By its number: a path to stdin would open anew, with root's rights, what the user has opened.
  const bytes =
    file === '-' ? await promisify(readFile)(STDIN) : await readNamedFile(file, `the spec ${file}`);
  // Not TextDecoder: loading it takes 3 ms, and a decoded byte order mark is for the reader to skip.
  if (isUtf8(bytes)) return { text: bytes.toString(), file };
  throw new ObuilderError('spec-invalid', `the spec ${file} is not UTF-8`, { value: file });
}
