import { createHash } from 'node:crypto';
import type { Carrier, RemoteRecord, StoredBytes } from '../contract/remote.ts';
import type { Result } from '../contract/results.ts';
import { nestedReads } from './files-read.ts';
import { type IdRequest, idOf } from './identify.ts';
import { ownerRecord } from './keys.ts';
import type { Step } from './plan-steps.ts';

/** Where a virtual result comes from. */
export interface Found {
  readonly record: RemoteRecord;
  readonly carrier: Carrier;
  /** Streams the log, the summary or a layer of the record; see `Carrier.open`. */
  readonly open: (bytes: StoredBytes, signal: AbortSignal) => AsyncIterable<Buffer>;
}

/** A result on another machine. The files move only if a build needs the files. */
export interface VirtualResult extends Result {
  readonly remote: Found;
}

export function isVirtual(result: Result | undefined): result is VirtualResult {
  return result !== undefined && 'remote' in result;
}

/** Everything that carriers have told a build so far. */
export interface Virtuals {
  /** By id, the first carrier's first. Two runners may have made the same id. */
  readonly results: ReadonlyMap<string, readonly VirtualResult[]>;
  /** Digests of files from nested builds, by `filesName`. */
  readonly digests: ReadonlyMap<string, string>;
}

export const NO_VIRTUALS: Virtuals = { results: new Map(), digests: new Map() };

/**
 * Names a step with files of nested builds without the digests of the files: a machine without the files finds the step's record by
 * this name, and the digests in the record. Other scopes have other records, but the digests are the same.
 */
export function filesName(
  step: Step,
  sources: readonly Pick<Result, 'id' | 'startedAt'>[],
  { base, facts }: Pick<IdRequest, 'base' | 'facts'>,
): string {
  const from = sources.map(({ id, startedAt }) => [id, startedAt]);
  if (step.kind !== 'copy') {
    const reads = nestedReads(step);
    const places = reads.map(({ src }) => src);
    const key = idOf(step, { base, facts, manifest: reads.map(() => '?').join(' ') });
    return sha256(['files-of', from, places, key]);
  }
  const { operation, destination, owner } = step;
  const { src, exclude, chmod } = operation;
  const mode = chmod === undefined ? [] : [chmod];
  return sha256(['files-of', from[0], base, destination, src, exclude, ownerRecord(owner), ...mode]);
}

/** The name of a shared result's record that only builds of one scope may trust. */
export function scopedName(scope: string, name: string): string {
  return sha256(['in-scope', scope, name]);
}

function sha256(value: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
