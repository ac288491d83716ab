import { readFileSync } from 'node:fs';
import { runAtOnce } from './run.ts';

/** What this process has to have: the name in /proc/PID/limits, that of prlimit(1), and how much. */
const NEEDS = [
  ['Max file size', 'fsize', Number.POSITIVE_INFINITY],
  ['Max address space', 'as', Number.POSITIVE_INFINITY],
  ['Max data size', 'data', Number.POSITIVE_INFINITY],
  ['Max cpu time', 'cpu', Number.POSITIVE_INFINITY],
  // Node raises its own soft limit to the hard one. A step of this worker holds some ten files open, so this is ample, and the usual
  // machine has it: a program that raises the limit would cost a cached build 10 ms.
  ['Max open files', 'nofile', 16_384],
] as const;

const UMASK = 0o022;

/**
 * Makes this process independent of the shell or service that started it: its umask decides the modes of new files, and its
 * limits would cut the files of results. A limit that may not be raised stays.
 */
export function dropInheritedLimits(): void {
  process.umask(UMASK);
  const missing = missingLimits(readFileSync('/proc/self/limits', 'utf8'));
  if (missing.length === 0) return;
  for (const flag of missing) raise(flag);
}

/** One by one, because each may be refused. */
function raise(flag: string): void {
  try {
    runAtOnce('prlimit', [`--pid=${process.pid}`, flag]);
  } catch {
    return;
  }
}

/** The flags of prlimit(1) for what the text of /proc/PID/limits has too little of. */
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
