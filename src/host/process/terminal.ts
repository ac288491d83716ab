import { isatty } from 'node:tty';
import { runAtOnce } from './run.ts';

/** Whether stdin and stdout are terminals. */
export function hasTerminal(): boolean {
  return isatty(0) && isatty(1);
}

/**
 * Saves the settings of the terminal on stdin, because a killed program may leave the terminal without echo. Ignores failures.
 *
 * @returns a function that restores the settings
 */
export function noteTerminal(): () => void {
  const settings = stty('-g')?.trim();
  return settings === undefined ? () => undefined : () => void stty(settings);
}

function stty(argument: string): string | undefined {
  try {
    return runAtOnce('stty', [argument], { stdin: 'inherit' });
  } catch {
    return undefined;
  }
}
