import { closeSync } from 'node:fs';
import { readAll } from './digest.ts';
import type { FoundName, Reading } from './read/reading.ts';

/** Git has no bound. Real configs with a token are shorter. */
const MAX_BYTES = 64 * 1024;

/** Whether a path is the config of a repository, a submodule or a worktree. */
export function isGitConfig(from: string): boolean {
  return /(?:^|\/)\.git\/(?:.+\/)?config(?:\.worktree)?$/.test(from);
}

/** The header written by `actions/checkout`, and a remote's URL with a password. */
const TOKENS = [
  /^\s*extraheader\s*=\s*["']?\s*authorization\s*:/im,
  /^\s*(?:push)?url\s*=\s*["']?\w+:\/\/[^/\s]*(?::|gh[a-z]_|github_pat_)[^/\s]*@/im,
];

/** Adds a warning if the config of a repository has a token: all users of the result would get the token too. */
export function warnOfToken({ warnings }: Reading, { directory, name, from }: FoundName): void {
  const text = contentOf(directory, name);
  if (!TOKENS.some((token) => token.test(text))) return;
  warnings.push(
    `the copy includes a token in ${JSON.stringify(from)}: add (exclude .git) to the copy, or ` +
      '"persist-credentials: false" to actions/checkout',
  );
}

/** Returns an empty text for an unreadable file; the copy itself reports the reason. */
function contentOf(directory: FoundName['directory'], name: string): string {
  let descriptor: number | undefined;
  try {
    descriptor = directory.openFile(name);
    return readAll(descriptor, MAX_BYTES).toString('latin1');
  } catch {
    return '';
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
