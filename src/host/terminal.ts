import { isatty } from 'node:tty';
import { childProcess } from './child-process.ts';

/** Whether somebody sits at a terminal on both sides of this process. */
export function hasTerminal(): boolean {
  return isatty(0) && isatty(1);
}

/**
 * Notes how the terminal on stdin is set. What it gives sets the terminal so again, since a program that is killed while it
 * has the terminal leaves it without echo. Where it cannot be done nothing is done.
 */
export function noteTerminal(): () => void {
  const { spawnSync } = childProcess();
  const { stdout, status } = spawnSync('stty', ['-g'], {
    stdio: ['inherit', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  if (status !== 0) return () => undefined;
  return () => void spawnSync('stty', [stdout.trim()], { stdio: ['inherit', 'ignore', 'ignore'] });
}
