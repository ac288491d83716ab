import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { ObuilderError } from '../errors.ts';

/** The text and name of the spec that `-f FILE` gives; `-` is stdin. @throws ObuilderError `input-invalid` */
export async function readSpecText(
  file: string | undefined,
): Promise<{ readonly text: string; readonly file: string }> {
  if (file === undefined) {
    throw new ObuilderError('input-invalid', 'no spec was given', { hint: 'Name its file with -f FILE.' });
  }
  const bytes = await readFile(file === '-' ? '/dev/stdin' : file).catch((cause: NodeJS.ErrnoException) => {
    throw new ObuilderError('input-invalid', `the spec ${file} cannot be read (${cause.code})`, {
      value: file,
      cause,
    });
  });
  // Not TextDecoder: loading it takes 3 ms, and a decoded byte order mark is for the reader to skip.
  if (isUtf8(bytes)) return { text: bytes.toString(), file };
  throw new ObuilderError('spec-invalid', `the spec ${file} is not UTF-8`, { value: file });
}
