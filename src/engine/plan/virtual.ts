import { createHash } from 'node:crypto';
import type { Carrier, RemoteRecord, StoredBytes } from '../../contract/remote.ts';
import type { Result } from '../../contract/results.ts';
import type { CopyStep } from './plan-steps.ts';

/** Where a virtual result comes from. */
interface Found {
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
  /** Digests of files copied from nested builds, by `copyName`. */
  readonly digests: ReadonlyMap<string, string>;
}

export const NO_VIRTUALS: Virtuals = { results: new Map(), digests: new Map() };

/**
 * Names a copy from a nested build without the digest of the files: a machine without the files finds the record of the copy by this
 * name, and the digest in the record.
 */
export function copyName(step: CopyStep, source: Pick<Result, 'id' | 'startedAt'>, base: string): string {
  const { operation, destination, user } = step;
  const { src, exclude } = operation;
  const from = [source.id, source.startedAt];
  return sha256(['files-of', from, base, destination, src, exclude, [user.uid, user.gid]]);
}

/** The name of a shared result's record that only builds of one scope may trust. */
export function scopedName(scope: string, name: string): string {
  return sha256(['in-scope', scope, name]);
}

function sha256(value: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
