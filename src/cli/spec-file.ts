import { isUtf8 } from 'node:buffer';
import { readFile, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BuildRequest } from '../contract/request.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { readWhole } from '../files/user-files.ts';
import { asker } from '../worker/asker.ts';

const STDIN = 0;
/** A larger spec or secret is a mistake. */
const MAX_FILE_BYTES = 256 * 1024 ** 2;

/**
 * Reads a file named on the command line, with the user's rights.
 *
 * @throws ObuilderError `input-invalid`
 */
export async function readNamedFile(file: string, what: string): Promise<Buffer> {
  const files = (await asker()).files({});
  try {
    // Without sudo, the file may be a pipe too.
    if (files.user === undefined) return readFileSync(file);
    return await readWhole(files, { path: path.resolve(file) }, { limit: MAX_FILE_BYTES });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = isObuilderError(cause) ? cause.message : code === 'ENOENT' ? 'there is no such file' : code;
    const hint = code === 'ENOENT' ? 'Relative paths start at the current directory.' : undefined;
    throw new ObuilderError('input-invalid', `could not read ${what}: ${why}`, { value: file, hint, cause });
  }
}

/** Reads stdin to its end. By number: a path such as /dev/stdin would open the user's file again, with root's rights. */
export const readStdin = (): Promise<Buffer> => promisify(readFile)(STDIN);

/**
 * Reads the spec of `-f FILE`; `-` is stdin. Returns text and name.
 *
 * @param sent stdin in base64, if the user's process has read it
 * @throws ObuilderError `input-invalid`
 */
export async function readSpecText(
  file: string | undefined,
  sent?: string | undefined,
): Promise<BuildRequest['spec']> {
  if (file === undefined) {
    throw new ObuilderError('input-invalid', 'no spec was given', { hint: 'Name the file with -f FILE.' });
  }
  const bytes = file === '-' ? await stdinOr(sent) : await readNamedFile(file, `the spec ${file}`);
  // Not TextDecoder, because loading takes 3 ms. The parser skips a byte order mark.
  if (isUtf8(bytes)) {
    const absolute = file === '-' ? undefined : path.resolve(file);
    return { text: bytes.toString(), file, path: absolute };
  }
  throw new ObuilderError('spec-invalid', `the spec ${file} is not UTF-8`, { value: file });
}

const stdinOr = async (sent: string | undefined) =>
  sent === undefined ? await readStdin() : Buffer.from(sent, 'base64');
