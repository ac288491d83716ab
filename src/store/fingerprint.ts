import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { errnoOf } from '../files/errno.ts';
import type { Layout } from './layout.ts';

const KEY_BYTES = 32;

/**
 * Returns an HMAC of a secret's value. Without this store's key, the ids of results do not allow guessing values. The key never
 * leaves the store, so the fingerprints of two stores differ.
 */
export function fingerprintOf(layout: Layout, value: Uint8Array): string {
  return createHmac('sha256', readKey(layout) ?? makeKey(layout))
    .update(value)
    .digest('hex');
}

/** Ignores a key of another length, cut off by a full disk or a power cut, because such a key is no secret. */
function readKey({ secretKey }: Layout): Buffer | undefined {
  try {
    const key = readFileSync(secretKey);
    return key.length === KEY_BYTES ? key : undefined;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Creates the key, whole and readable by root only. If several processes create the key at once, the first key wins. */
function makeKey(layout: Layout): Buffer {
  const { secretKey } = layout;
  const draft = `${secretKey}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx', flush: true });
    if (readKey(layout) === undefined) rmSync(secretKey, { force: true });
    linkSync(draft, secretKey);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const key = readKey(layout);
  if (key === undefined) throw new Error(`${secretKey} cannot be made`);
  return key;
}
