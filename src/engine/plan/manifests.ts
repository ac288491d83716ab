import { createHash } from 'node:crypto';
import type { Memo } from '../../contract/memo.ts';
import type { Result } from '../../contract/results.ts';
import type { Manifest, Trees } from '../../contract/trees.ts';
import type { CopyStep } from './plan-steps.ts';

/** Larger manifests are read again when needed, because reading is cheaper than keeping. */
const KEPT_ENTRIES = 1000;

/** The digest of a copy from a nested build's result, for the result made at `startedAt`. */
interface RememberedDigest {
  readonly digest: string;
  readonly startedAt: number;
}

/**
 * Manifests of copies from nested builds, remembered between builds of the spec: a result never changes, so files are
 * read once. A memo holds for a single making of a result only; a result made again may have other files.
 */
export interface NestedManifests {
  /** Returns the remembered digest; the caller compares `startedAt` with the result's. */
  recall(step: CopyStep, sourceId: string): RememberedDigest | undefined;
  digest(step: CopyStep, source: Result): Promise<string>;
  manifest(step: CopyStep, source: Result): Promise<Manifest>;
}

export interface ManifestMachinery {
  readonly trees: Trees;
  readonly memo: Memo;
  /** Returns a readable path of a result's files. */
  readonly view: (id: string) => Promise<string>;
  readonly signal?: AbortSignal | undefined;
}

export function nestedManifests({ trees, memo, view, signal }: ManifestMachinery): NestedManifests {
  const read = new Map<CopyStep, Manifest>();

  const recall = (step: CopyStep, sourceId: string) =>
    parseDigest(memo.recall('copy-digest', memoKey(step, sourceId)));

  async function manifest(step: CopyStep, source: Result): Promise<Manifest> {
    const known = read.get(step) ?? recallEntries(memo, memoKey(step, source.id), source);
    if (known !== undefined) return known;
    const fresh = await trees.readManifest({
      root: await view(source.id),
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
    const remembered = recall(step, source.id);
    return remembered?.startedAt === source.startedAt
      ? remembered.digest
      : (await manifest(step, source)).digest;
  }

  return { recall, digest, manifest };
}

function memoKey({ operation, destination }: CopyStep, sourceId: string): string {
  const asked = JSON.stringify([sourceId, operation.src, operation.exclude, destination]);
  return createHash('sha256').update(asked).digest('hex');
}

function parseDigest(text: string | undefined): RememberedDigest | undefined {
  const [digest, startedAt] = text?.split(' ') ?? [];
  return digest && startedAt ? { digest, startedAt: Number(startedAt) } : undefined;
}

function remember(
  memo: Memo,
  key: string,
  known: { readonly manifest: Manifest; readonly source: Result },
): void {
  const { startedAt } = known.source;
  memo.remember('copy-digest', key, `${known.manifest.digest} ${startedAt}`);
  if (known.manifest.entries.length > KEPT_ENTRIES) return;
  memo.remember('copy-entries', key, JSON.stringify({ startedAt, manifest: known.manifest }));
}

function recallEntries(memo: Memo, key: string, source: Result): Manifest | undefined {
  const text = memo.recall('copy-entries', key);
  if (text === undefined) return undefined;
  const kept = JSON.parse(text) as { readonly startedAt: number; readonly manifest: Manifest };
  return kept.startedAt === source.startedAt ? kept.manifest : undefined;
}
