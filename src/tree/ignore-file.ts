import { closeSync } from 'node:fs';
import type { ManifestRequest } from '../contract/trees.ts';
import { readAll } from './digest.ts';
import type { Directory } from './directory.ts';
import { refused } from './refused.ts';

/** The patterns of a context's ignore file, in the syntax of Docker. */
export interface IgnoreFile {
  readonly name: string;
  /** Whether a pattern matches the path or a parent, and no later exception does. */
  readonly ignores: (path: string) => boolean;
  /** Whether a pattern begins with `!`: then an ignored directory may hold files of the context. */
  readonly hasExceptions: boolean;
}

/** The first existing file counts. */
const NAMES = ['.obuilderignore', '.dockerignore'] as const;
const MAX_BYTES = 1024 * 1024;

/**
 * Reads the ignore file at the root of the user's context; undefined without one.
 *
 * @throws ObuilderError `copy-refused` for an unreadable file, a file above 1 MiB and a malformed pattern
 */
export async function readIgnoreFile(
  root: Directory,
  { isUsers }: Pick<ManifestRequest, 'isUsers'>,
): Promise<IgnoreFile | undefined> {
  const name = isUsers === true ? NAMES.find((known) => root.stat(known) !== undefined) : undefined;
  if (name === undefined) return undefined;
  const text = readText(root, name);
  const { default: library } = await import('@balena/dockerignore');
  const patterns = library.default({ ignorecase: false }).add(escaped(text));
  const ignores = (path: string) => {
    try {
      return patterns.ignores(path);
    } catch (cause) {
      throw refused(`could not use ${name}: a pattern is malformed`, { value: name, cause });
    }
  };
  ignores('probe');
  return { name, ignores, hasExceptions: /^\s*!/m.test(text) };
}

/** The library takes characters for regular expressions that are ordinary characters in Docker's patterns. */
function escaped(text: string): string {
  return text.replaceAll(/\\.|[()|+{}]|(?<!\[)\^/g, (found) =>
    found.startsWith('\\') ? found : `\\${found}`,
  );
}

function readText(root: Directory, name: string): string {
  let descriptor: number | undefined;
  try {
    descriptor = root.openFile(name);
    const bytes = readAll(descriptor, MAX_BYTES + 1);
    if (bytes.length <= MAX_BYTES) return bytes.toString('utf8').replace(/^\ufeff/, '');
  } catch (cause) {
    throw refused(`could not read ${name} of the context`, {
      value: name,
      hint: 'Make it a readable file.',
      cause,
    });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
  throw refused(`${name} of the context has more than ${MAX_BYTES} bytes`, { value: name });
}
