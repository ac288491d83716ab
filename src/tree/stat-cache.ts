import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import type { ManifestRequest } from './contract.ts';
import { type Identity, isRacy, isSame } from './identity.ts';

const KIND = 'file-digests';
/** Files more than this are not remembered in one value, which would be too large to read at each build. */
const MOST_FILES = 200_000;

/** Digests of files that have not changed since they were read, for one copy operation. */
export interface StatCache {
  recall(path: string, stats: Stats): string | undefined;
  /** @param file.readAt when reading began, milliseconds since the epoch */
  add(
    path: string,
    file: { readonly identity: Identity; readonly digest: string; readonly readAt: number },
  ): void;
  /** Keeps what was seen in this walk, and only that. */
  save(): void;
}

type Remembered = Readonly<Record<string, readonly [Identity, string]>>;

const none: StatCache = { recall: () => undefined, add: () => undefined, save: () => undefined };

export function openStatCache({ memo, root, src, exclude }: ManifestRequest): StatCache {
  if (memo === undefined) return none;
  const key = createHash('sha256')
    .update(JSON.stringify([root, src, exclude]))
    .digest('hex');
  const before = parse(memo.recall(KIND, key));
  const now: Record<string, readonly [Identity, string]> = Object.create(null);
  let added = 0;
  let recalled = 0;
  return {
    recall(path, stats) {
      const entry = before[path];
      if (!Array.isArray(entry?.[0]) || !isSame(entry[0], stats)) return undefined;
      now[path] = entry;
      recalled += 1;
      return entry[1];
    },
    add(path, { identity, digest, readAt }) {
      if (isRacy(identity, readAt)) return;
      now[path] = [identity, digest];
      added += 1;
    },
    save() {
      const isUnchanged = added === 0 && recalled === Object.keys(before).length;
      if (isUnchanged || added + recalled > MOST_FILES) return;
      memo.remember(KIND, key, JSON.stringify(now));
    },
  };
}

function parse(text: string | undefined): Remembered {
  try {
    const value: unknown = text === undefined ? {} : JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Remembered) : {};
  } catch {
    // A memo may be lost at any time; a broken one is as good as lost.
    return {};
  }
}
