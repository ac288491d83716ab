import { processStart } from './info.ts';
import { startProgram } from './start.ts';

/** The time, in tenths of a second, for this process to end by itself after a cancel. A runner kills an action 7.5 s after a cancel. */
const GRACE_TENTHS = 40;
/**
 * A fully cached build ends before this time, and saves the start of a process. Until then the parent process ends a hanging process:
 * the action itself kills the worker on a runner of root, and another process reads the files of other users.
 */
const START_MS = 150;

/**
 * Waits for the cancel: a signal, or the end of stdin. Then waits for the process to end, and finally stops the process, so that it starts
 * nothing new, kills its children in the same group, and kills the process. Children with a group of their own have watchdogs
 * of their own. Arguments: pid, start time, tenths of a second.
 */
const SCRIPT = `
cancelled=
trap 'cancelled=1' INT TERM HUP
while [ -z "$cancelled" ] && read -r _; do :; done
pid=$1 start=$2 left=$3
while [ "$left" -gt 0 ]; do
  kill -0 "$pid" 2>/dev/null || exit
  sleep 0.1
  left=$((left - 1))
done
field() { [ -r "/proc/$1/stat" ] && sed 's/.*) //' "/proc/$1/stat" | cut -d ' ' -f "$2"; }
[ "$(field "$pid" 20)" = "$start" ] || exit
kill -STOP "$pid"
group=$(field "$pid" 3)
for child in $(cat /proc/"$pid"/task/*/children); do
  [ "$child" = "$$" ] || [ "$(field "$child" 3)" != "$group" ] || kill -KILL "$child"
done
kill -KILL "$pid"
`;

export interface Cancelling {
  readonly signal: AbortSignal;
  /** `stdin`: the end of stdin cancels; the watching process consumes all input. */
  readonly by: 'stdin' | 'signals';
  /** Starts the watching process at once. */
  readonly atOnce?: boolean;
  /** In tenths of a second. */
  readonly grace?: number;
}

/**
 * Kills this process some seconds after a cancel, from another process. Even a stuck process ends then: a long computation
 * handles no signal, and a hanging system call in a thread blocks `process.exit`.
 */
export function endAfterCancel(cancelling: Cancelling): void {
  if (cancelling.atOnce) watch(cancelling);
  else watchLater(cancelling);
}

/** Starts the watching process after a delay, or at the cancel. */
function watchLater(cancelling: Cancelling): void {
  const { signal } = cancelling;
  const start = () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', start);
    watch(cancelling);
  };
  const timer = setTimeout(start, START_MS).unref();
  signal.addEventListener('abort', start, { once: true });
}

function watch({ signal, by, grace = GRACE_TENTHS }: Cancelling): void {
  const args = [process.pid, processStart(process.pid) ?? 0, grace].map(String);
  // If no shell can start, only the ordinary cancel remains.
  const { child } = startProgram('/bin/sh', ['-c', SCRIPT, 'sh', ...args], {
    // In the group of this process, since a terminal sends its signals to the group.
    stdio: [by === 'stdin' ? 'inherit' : 'pipe', 'ignore', 'ignore'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
  });
  child.unref();
  const input: unknown = child.stdin;
  if (typeof input === 'object' && input !== null && 'unref' in input && typeof input.unref === 'function')
    input.unref();
  const tell = () => void child.kill('SIGTERM');
  if (signal.aborted) tell();
  else signal.addEventListener('abort', tell, { once: true });
}
