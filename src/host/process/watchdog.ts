import { startProgram } from './start.ts';

/** A process that outlives this process and cleans up after a kill. */
export interface Watchdog {
  /** Sets the number of things to clean up. With 0 the watchdog does nothing at the end of this process. */
  busy(count: number): void;
}

/**
 * Starts a shell that waits for the end of this process and then, if anything is left to clean up, runs `script` with `args`. The
 * shell has a session of its own, so that signals to this process's group do not reach it.
 */
export function startWatchdog(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Watchdog {
  // The kernel closes our end of the pipe with us, which ends the loop.
  const whole = `busy=0\nwhile read -r busy_now; do busy=$busy_now; done\n[ "$busy" = 0 ] && exit\n${script}`;
  // If the shell cannot start, or is killed, the next start of the worker cleans up.
  const { child } = startProgram('/bin/sh', ['-c', whole, 'sh', ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env,
  });
  child.unref();
  const { stdin } = child;
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return { busy: (count) => void (stdin.writable && stdin.write(`${count}\n`)) };
}
