import { closeSync } from 'node:fs';
import type { CopyRequest, ManifestEntry } from '../../contract/trees.ts';
import { digestOfFile } from '../digest.ts';
import { makePace, type Pace } from '../pace.ts';
import { changed, SOURCE } from '../refused.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

/** Private files to compare with the manifest. */
export interface Checks {
  /** Takes over an open file that nobody else can write. Waits while too many files are open. */
  add(entry: FileEntry, descriptor: number): Promise<void>;
  /** Settles after all comparisons. @throws ObuilderError `copy-refused` if a file differs, `cancelled` */
  readonly done: Promise<void>;
}

const MAX_OPEN = 64;

export function checksOf({ signal, checkSignal = signal }: CopyRequest): Checks {
  return makeChecks(makePace(checkSignal));
}

/** Hands the running comparisons to the caller of the copy, or waits for their end. */
export async function endChecks({ done }: Checks, { onChecking }: CopyRequest): Promise<void> {
  if (onChecking === undefined) await done;
  else onChecking(done);
}

/** Compares files in sequence, in the background. */
function makeChecks(pace: Pace): Checks {
  let open = 0;
  let chain = Promise.resolve();
  const compare = async (entry: FileEntry, descriptor: number) => {
    try {
      const digest = await digestOfFile(descriptor, { size: entry.size + 1, pace });
      if (digest !== entry.digest) throw changed(entry.from, SOURCE);
    } finally {
      open -= 1;
      closeSync(descriptor);
    }
  };
  return {
    async add(entry, descriptor) {
      open += 1;
      const last = chain;
      // After a failed comparison, the remaining files are closed without a comparison.
      const compared = last.then(
        () => compare(entry, descriptor),
        (error: unknown) => {
          open -= 1;
          closeSync(descriptor);
          throw error;
        },
      );
      compared.catch(() => undefined);
      chain = compared;
      if (open >= MAX_OPEN) await chain;
    },
    get done() {
      return chain;
    },
  };
}
