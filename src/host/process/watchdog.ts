import { startProgram } from './start.ts';

/** A process of its own that outlives this one, to clear up when this one is killed. */
export interface Watchdog {
  /** How many things there are now that would have to be cleared up. With none, the end of this process is no matter. */
  busy(count: number): void;
}

/**
 * Starts a shell that waits until this process has ended, however it did, and then runs `script` with `args` if there was
 * something to clear up. It has a session of its own, so that a signal to this process's group does not reach it.
 */
export function startWatchdog(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Watchdog {
  // The kernel closes our end of the pipe with us, which ends the loop.
  const whole = `busy=0\nwhile read -r busy_now; do busy=$busy_now; done\n[ "$busy" = 0 ] && exit\n${script}`;
  // A machine on which it cannot run, or where someone killed it, is cleared up by the next start only.
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
