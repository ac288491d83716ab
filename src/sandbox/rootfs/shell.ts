import { findProgram, type Launch } from './program.ts';

/** The words that start a shell of an image. */
export interface ShellWords {
  /** For interactive work. */
  readonly interactive: readonly string[];
  /** The words before the text of a command. */
  readonly command: readonly string[];
}

/** Fallbacks if the words of a shell are unknown, or if the image lacks the shell. */
const USUAL_SHELLS = ['bash', 'sh'] as const;

/**
 * Returns the shell of `words` (such as `/bin/sh -c`), or a usual shell if the image lacks the first.
 *
 * @throws ObuilderError `sandbox-failed` if the image has no shell
 */
export function shellOf(image: Pick<Launch, 'rootfs' | 'env'>, words: readonly string[]): ShellWords {
  const isCommand = /^-\w*c$/.test(words.at(-1) ?? '');
  const own = { interactive: isCommand ? words.slice(0, -1) : words, command: words };
  const usual = USUAL_SHELLS.map((name) => ({ interactive: [name], command: [name, '-c'] }));
  const found = [own, ...usual].find(({ interactive }) => hasProgram(image, interactive));
  if (found !== undefined) return found;
  findProgram({ ...image, argv: ['sh'], covered: new Set() });
  return own;
}

function hasProgram(image: Pick<Launch, 'rootfs' | 'env'>, words: readonly string[]): boolean {
  // For `env SHELL`, the search is for the shell itself.
  const [first = '', second = ''] = words;
  const argv = first.endsWith('/env') && /^[^-=]+$/.test(second) ? words.slice(1) : words;
  try {
    findProgram({ ...image, argv, covered: new Set() });
    return true;
  } catch {
    return false;
  }
}
