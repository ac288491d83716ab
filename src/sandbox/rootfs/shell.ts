import { findProgram, type Launch } from './program.ts';

/** How a shell of an image is started. */
export interface ShellWords {
  /** To work in by hand. */
  readonly interactive: readonly string[];
  /** The words before the text of a command. */
  readonly command: readonly string[];
}

/** What is tried where the words of a shell are not known, or not of one that the image has. */
const USUAL_SHELLS = ['bash', 'sh'] as const;

/**
 * The shell that commands are given to by `words` (such as `/bin/sh -c`), if the image has it, else a usual one.
 *
 * @throws ObuilderError `sandbox-failed` when the image has none
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
  // What env(1) would look for can only be seen by looking for it oneself.
  const [first = '', second = ''] = words;
  const argv = first.endsWith('/env') && /^[^-=]+$/.test(second) ? words.slice(1) : words;
  try {
    findProgram({ ...image, argv, covered: new Set() });
    return true;
  } catch {
    return false;
  }
}
