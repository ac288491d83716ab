import { createHash } from 'node:crypto';
import type { Memo } from '../../contract/memo.ts';
import type { Result } from '../../contract/results.ts';
import type { Manifest, Trees } from '../../contract/trees.ts';
import type { CopyStep } from './plan-steps.ts';

/** Larger manifests are read again when needed, because reading is cheaper than keeping. */
const KEPT_ENTRIES = 1000;

type Making = Pick<Result, 'startedAt' | 'vouchedBy'>;

/** The digest of a copy from a nested build's result, for one making of the result. */
interface RememberedDigest extends Making {
  readonly digest: string;
}

/**
 * Manifests of copies from nested builds, remembered between builds of the spec: a result never changes, so files are
 * read once. A memo holds for a single making of a result only; a result made again may have other files.
 */
export interface NestedManifests {
  /** Returns the digest of the last known making of a result. */
  guess(step: CopyStep, sourceId: string): string | undefined;
  /** Returns the remembered digest of a result. */
  recall(step: CopyStep, source: Making & Pick<Result, 'id'>): string | undefined;
  digest(step: CopyStep, source: Result): Promise<string>;
  manifest(step: CopyStep, source: Result): Promise<Manifest>;
}

export interface ManifestMachinery {
  readonly trees: Trees;
  readonly memo: Memo;
  /** Returns a readable path of a result's files. */
  readonly view: (result: Result) => Promise<string>;
  readonly signal?: AbortSignal | undefined;
}

export function nestedManifests({ trees, memo, view, signal }: ManifestMachinery): NestedManifests {
  const read = new Map<CopyStep, Manifest>();

  const remembered = (step: CopyStep, sourceId: string) =>
    parseDigest(memo.recall('copy-digest', memoKey(step, sourceId)));

  const recall: NestedManifests['recall'] = (step, source) => {
    const last = remembered(step, source.id);
    return last !== undefined && isSame(last, source) ? last.digest : undefined;
  };

  async function manifest(step: CopyStep, source: Result): Promise<Manifest> {
    const known = read.get(step) ?? recallEntries(memo, memoKey(step, source.id), source);
    if (known !== undefined) return known;
    const fresh = await trees.readManifest({
      root: await view(source),
      rootName: `build "${step.source?.path.join('/')}"`,
      src: step.operation.src,
      dst: step.destination,
      exclude: step.operation.exclude,
      signal,
    });
    read.set(step, fresh);
    remember(memo, memoKey(step, source.id), { manifest: fresh, source });
    return fresh;
  }

  async function digest(step: CopyStep, source: Result): Promise<string> {
    return recall(step, source) ?? (await manifest(step, source)).digest;
  }

  return { guess: (step, sourceId) => remembered(step, sourceId)?.digest, recall, digest, manifest };
}

/** A carrier chooses the start of its results, so the start alone does not tell two makings apart. */
const isSame = (one: Making, other: Making) =>
  one.startedAt === other.startedAt && one.vouchedBy === other.vouchedBy;

function memoKey({ operation, destination }: CopyStep, sourceId: string): string {
  const asked = JSON.stringify([sourceId, operation.src, operation.exclude, destination]);
  return createHash('sha256').update(asked).digest('hex');
}

function parseDigest(text: string | undefined): RememberedDigest | undefined {
  const [digest, startedAt, ...voucher] = text?.split(' ') ?? [];
  const vouchedBy = voucher.length === 0 ? undefined : voucher.join(' ');
  return digest && startedAt ? { digest, startedAt: Number(startedAt), vouchedBy } : undefined;
}

function remember(
  memo: Memo,
  key: string,
  known: { readonly manifest: Manifest; readonly source: Result },
): void {
  const { startedAt, vouchedBy } = known.source;
  const words = [known.manifest.digest, startedAt, ...(vouchedBy === undefined ? [] : [vouchedBy])];
  memo.remember('copy-digest', key, words.join(' '));
  if (known.manifest.entries.length > KEPT_ENTRIES) return;
  memo.remember('copy-entries', key, JSON.stringify({ startedAt, vouchedBy, manifest: known.manifest }));
}

function recallEntries(memo: Memo, key: string, source: Result): Manifest | undefined {
  const text = memo.recall('copy-entries', key);
  if (text === undefined) return undefined;
  const kept = JSON.parse(text) as Making & { readonly manifest: Manifest };
  return isSame(kept, source) ? kept.manifest : undefined;
}
