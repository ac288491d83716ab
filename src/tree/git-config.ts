import { closeSync } from 'node:fs';
import { readAll } from './digest.ts';
import type { Place, Reading } from './read/reading.ts';

/** Git's own bound on nothing; a config with a token is shorter. */
const MOST_BYTES = 64 * 1024;

/** The config of a repository, of a submodule or of a worktree. */
export function isGitConfig(from: string): boolean {
  return /(?:^|\/)\.git\/(?:.+\/)?config(?:\.worktree)?$/.test(from);
}

/** What `actions/checkout` writes, and a remote's URL with a password in it. */
const TOKENS = [
  /^\s*extraheader\s*=\s*["']?\s*authorization\s*:/im,
  /^\s*(?:push)?url\s*=\s*["']?\w+:\/\/[^/\s]*(?::|gh[a-z]_|github_pat_)[^/\s]*@/im,
];

/** Adds a warning where the config of a repository has a token, which everybody who gets the result would get. */
export function warnOfToken({ warnings }: Reading, { directory, name, from }: Place): void {
  const text = contentOf(directory, name);
  if (!TOKENS.some((token) => token.test(text))) return;
  warnings.push(
    `the copy brings ${JSON.stringify(from)}, which holds a token: write (exclude .git) there, or ` +
      '"persist-credentials: false" at actions/checkout',
  );
}

/** Empty for what cannot be read; the copy itself tells why. */
function contentOf(directory: Place['directory'], name: string): string {
  let descriptor: number | undefined;
  try {
    descriptor = directory.openFile(name);
    return readAll(descriptor, MOST_BYTES).toString('latin1');
  } catch {
    return '';
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
