import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Result, ResultKind, ResultMeta } from '../contract/results.ts';
import { LOG, META } from './layout.ts';

const kinds: readonly unknown[] = ['from', 'run', 'copy'] satisfies readonly ResultKind[];

export function writeMeta(directory: string, meta: ResultMeta): void {
  writeFileSync(path.join(directory, META), JSON.stringify(meta), { mode: 0o600 });
}

/** Returns the text of a result's meta.json; undefined if missing or damaged, because such a directory is no result. */
export function readMeta(directory: string): string | undefined {
  try {
    const text = readFileSync(path.join(directory, META), 'utf8');
    return parseMeta(text) === undefined ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Returns the time of the commit in milliseconds since the epoch. */
export function commitTime(directory: string): number {
  return Math.trunc(statSync(path.join(directory, META)).mtimeMs);
}

/** Checks the types, because a power cut or another release may have left any content. */
export function parseMeta(text: string): ResultMeta | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isMeta(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMeta(value: unknown): value is ResultMeta {
  if (typeof value !== 'object' || value === null) return false;
  const {
    kind,
    operation,
    startedAt,
    seconds,
    outputs,
    source,
    summaryBytes,
    unread,
    key,
    attempts,
    vouchedBy,
    build,
  } = value as Record<string, unknown>;
  return (
    kinds.includes(kind) &&
    typeof operation === 'string' &&
    typeof startedAt === 'number' &&
    typeof seconds === 'number' &&
    typeof outputs === 'object' &&
    outputs !== null &&
    (source === 'built' || source === 'pulled') &&
    (summaryBytes === undefined || typeof summaryBytes === 'number') &&
    (unread === undefined || Array.isArray(unread)) &&
    (key === undefined || Array.isArray(key)) &&
    (attempts === undefined || Array.isArray(attempts)) &&
    (vouchedBy === undefined || typeof vouchedBy === 'string') &&
    (build === undefined || typeof build === 'string')
  );
}

export function toResult(id: string, directory: string, meta: ResultMeta): Result {
  return { ...meta, id, logPath: `${directory}/${LOG}` };
}
