import { readFileSync } from 'node:fs';
import { runAtOnce } from './run.ts';

/** The limits that this process needs: the name in /proc/PID/limits, the name in prlimit(1), and the minimum. */
const NEEDS = [
  ['Max file size', 'fsize', Number.POSITIVE_INFINITY],
  ['Max address space', 'as', Number.POSITIVE_INFINITY],
  ['Max data size', 'data', Number.POSITIVE_INFINITY],
  ['Max cpu time', 'cpu', Number.POSITIVE_INFINITY],
  // Node raises its own soft limit to the hard limit. A step holds about ten files open, so this is ample. Most machines have this limit,
  // which saves a cached build 10 ms for prlimit.
  ['Max open files', 'nofile', 16_384],
] as const;

const UMASK = 0o022;

/**
 * Drops the umask and limits of the shell or service that started this process: the umask decides the modes of new files, and the
 * limits would truncate the files of results. A limit that may not be raised stays.
 */
export function dropInheritedLimits(): void {
  process.umask(UMASK);
  const missing = missingLimits(readFileSync('/proc/self/limits', 'utf8'));
  if (missing.length === 0) return;
  for (const flag of missing) raise(flag);
}

/** Raises a single limit, because the kernel may refuse each of the limits. */
function raise(flag: string): void {
  try {
    runAtOnce('prlimit', [`--pid=${process.pid}`, flag]);
  } catch {
    return;
  }
}

/** Returns the flags of prlimit(1) for limits below the minimum, from the text of /proc/PID/limits. */
function missingLimits(text: string): readonly string[] {
  return NEEDS.flatMap(([line, name, need]) => {
    const [soft, hard] = text.split(`\n${line}`)[1]?.trim().split(/\s+/) ?? [];
    const value = (word: string | undefined) =>
      word === 'unlimited' || word === undefined ? Number.POSITIVE_INFINITY : Number(word);
    if (value(soft) >= need) return [];
    const bound = need === Number.POSITIVE_INFINITY ? 'unlimited' : Math.max(need, value(hard));
    return [`--${name}=${bound}:${bound}`];
  });
}
