import { createHash } from 'node:crypto';
import type { Memo } from '../contract/memo.ts';
import type { Result } from '../contract/results.ts';
import type { Manifest, Trees } from '../contract/trees.ts';
import { factsOf, isObuilderError, must, ObuilderError } from '../errors.ts';
import { SHOWN_DIGITS } from './base-id.ts';
import { type NestedRead, nestedReads } from './files-read.ts';
import type { Step } from './plan-steps.ts';

/** Larger manifests are read again when needed, because reading is cheaper than keeping. */
const KEPT_ENTRIES = 1000;

type Making = Pick<Result, 'startedAt' | 'vouchedBy'>;

/** The digest of files of a nested build's result, for one making of the result. */
interface RememberedDigest extends Making {
  readonly digest: string;
}

type MadeResult = Making & Pick<Result, 'id'>;

/**
 * Manifests of files from nested builds, remembered between builds of the spec: a result never changes, so files are
 * read once. A memo holds for a single making of a result only; a result made again may have other files.
 */
export interface NestedManifests {
  /** Returns the digests of the last known makings of results; undefined if a digest is unknown. */
  guess(step: Step, sourceIds: readonly string[]): string | undefined;
  /** Returns the remembered digests of results; undefined if a digest is unknown. */
  recall(step: Step, sources: readonly MadeResult[]): string | undefined;
  /** Returns the digests of a step's files, in the order of `nestedReads` and with a blank between. */
  digest(step: Step, sources: readonly Result[]): Promise<string>;
  manifest(read: NestedRead, source: Result): Promise<Manifest>;
}

export interface ManifestMachinery {
  readonly trees: Trees;
  readonly memo: Memo;
  /** Returns a readable path of a result's files. */
  readonly view: (result: Result) => Promise<string>;
  readonly signal?: AbortSignal | undefined;
}

export function nestedManifests({ trees, memo, view, signal }: ManifestMachinery): NestedManifests {
  const read = new Map<NestedRead, Manifest>();

  const remembered = (one: NestedRead, sourceId: string) =>
    parseDigest(memo.recall('copy-digest', memoKey(one, sourceId)));

  const recallOne = (one: NestedRead, source: MadeResult) => {
    const last = remembered(one, source.id);
    return last !== undefined && isSame(last, source) ? last.digest : undefined;
  };

  async function manifest(one: NestedRead, source: Result): Promise<Manifest> {
    const known = read.get(one) ?? recallEntries(memo, memoKey(one, source.id), source);
    if (known !== undefined) return known;
    const rootName = `build "${one.source.path.join('/')}"`;
    const request = {
      root: await view(source),
      rootName,
      src: one.src,
      dst: one.destination,
      exclude: one.exclude,
      isMount: one.isMount || undefined,
      keepsModes: one.keepsModes || undefined,
      signal,
    };
    const fresh = await trees.readManifest(request).catch((error) => {
      throw withShell(error, { id: source.id, rootName });
    });
    read.set(one, fresh);
    remember(memo, memoKey(one, source.id), { manifest: fresh, source });
    return fresh;
  }

  async function digest(step: Step, sources: readonly Result[]): Promise<string> {
    const digests: string[] = [];
    for (const [one, source] of pairsOf(step, sources))
      digests.push(recallOne(one, source) ?? (await manifest(one, source)).digest);
    return digests.join(' ');
  }

  return {
    guess: (step, ids) => joined(pairsOf(step, ids).map(([one, id]) => remembered(one, id)?.digest)),
    recall: (step, sources) => joined(pairsOf(step, sources).map(([one, source]) => recallOne(one, source))),
    digest,
    manifest,
  };
}

/** Adds to a refusal how to look at the files, because the steps that made the files have succeeded. */
function withShell(error: unknown, of: { readonly id: string; readonly rootName: string }): unknown {
  if (!isObuilderError(error, 'copy-refused')) return error;
  const { code, message, value, hint, at, cause } = error;
  const look = `\`shell ${of.id.slice(0, SHOWN_DIGITS)}\` opens the files of ${of.rootName}.`;
  const hints = hint === undefined ? look : `${hint} ${look}`;
  return new ObuilderError(code, message, { value, hint: hints, at, ...factsOf(error), cause });
}

function pairsOf<S>(step: Step, sources: readonly S[]): readonly (readonly [NestedRead, S])[] {
  return nestedReads(step).map((read, index) => [read, must(sources[index], 'the source of files')]);
}

function joined(digests: readonly (string | undefined)[]): string | undefined {
  return digests.includes(undefined) ? undefined : digests.join(' ');
}

/** A carrier chooses the start of its results, so the start alone does not tell two makings apart. */
const isSame = (one: Making, other: Making) =>
  one.startedAt === other.startedAt && one.vouchedBy === other.vouchedBy;

function memoKey(read: NestedRead, sourceId: string): string {
  const { src, exclude, destination, isMount, keepsModes } = read;
  const asked = JSON.stringify([
    sourceId,
    src,
    exclude,
    destination,
    ...(isMount ? ['mount'] : []),
    ...(keepsModes ? ['modes'] : []),
  ]);
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
