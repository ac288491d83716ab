import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Makes the store's root. An empty root becomes 0700, and the store's own directory always is 0700. */
export function makeRoot(root: string): void {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  if (readdirSync(root).length === 0) chmodSync(root, 0o700);
  mkdirSync(path.join(root, 'v1'), { recursive: true, mode: 0o700 });
}
