import { isatty } from 'node:tty';
import { runAtOnce } from './run.ts';

/** Whether somebody sits at a terminal on both sides of this process. */
export function hasTerminal(): boolean {
  return isatty(0) && isatty(1);
}

/**
 * Notes how the terminal on stdin is set. What it gives sets the terminal so again, since a program that is killed while it
 * has the terminal leaves it without echo. Where it cannot be done nothing is done.
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
