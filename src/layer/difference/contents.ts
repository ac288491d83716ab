import { createHash, type Hash } from 'node:crypto';
import type { TarEntry } from '../../archive/tar-header.ts';
import { TarReader } from '../../archive/tar-reader.ts';
import { archiveListed } from '../../files/gnu-tar.ts';
import { asImpossible } from '../impossible.ts';

export interface Roots {
  /** Absolute paths. */
  readonly base: string;
  readonly result: string;
}

/** Files in a batch; each costs some hundred bytes of memory. */
const BATCH = 20_000;

/** Returns the paths whose content or extended attributes differ between two trees. Reads all of the files. */
export async function differingContents(
  roots: Roots,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const differing: string[] = [];
  for (let start = 0; start < paths.length; start += BATCH) {
    const batch = paths.slice(start, start + BATCH);
    const [base, result] = await Promise.all([
      fingerprints(roots.base, batch, signal),
      fingerprints(roots.result, batch, signal),
    ]);
    differing.push(...batch.filter((_, index) => base[index] !== result[index]));
  }
  return differing;
}

/** Returns a text for each file that tells content and attributes. */
async function fingerprints(
  root: string,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const found: string[] = [];
  const reader = new TarReader((entry) => {
    const index = found.length;
    const hash = attributesIn(entry);
    const finish = () => {
      found[index] = hash.digest('base64');
    };
    found.push('');
    if (entry.size === 0) {
      finish();
      return undefined;
    }
    return { write: (chunk) => hash.update(chunk), end: finish };
  });
  try {
    for await (const chunk of archiveListed(root, { paths, linksAsFiles: true, signal })) reader.write(chunk);
    reader.end();
  } catch (error) {
    throw asImpossible(paths[found.length] ?? '', error);
  }
  return found;
}

function attributesIn({ attributes }: TarEntry): Hash {
  const hash = createHash('sha256');
  const sorted = [...attributes].sort(([a], [b]) => (a < b ? -1 : 1));
  hash.update(JSON.stringify(sorted));
  return hash;
}
