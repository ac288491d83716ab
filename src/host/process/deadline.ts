import { processStart } from './info.ts';
import { startProgram } from './start.ts';

/** How long this process may take to end by itself once it was asked to. A runner kills an action 7.5 s after a cancel. */
const GRACE_TENTHS = 40;
/**
 * A build that is wholly cached ends before this, and saves the start of a process. Until then whoever started this process ends
 * a process that hangs: the action kills the worker of a root's runner itself, and the files of other users are read elsewhere.
 */
const START_MILLISECONDS = 150;

/**
 * Waits for the cancel: a signal, or the end of stdin. Then gives the process some time and kills what is left: first the process
 * stands still, so that nothing new begins, then its children in its own group go, and at last the process itself. Children with a
 * group of their own have watchdogs of their own. Arguments: pid, start time, tenths of a second.
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
  /** `stdin`: its end cancels, and nothing that comes there is of use any more. */
  readonly by: 'stdin' | 'signals';
  /** True where no time may pass before this process is watched. */
  readonly atOnce?: boolean;
  /** In tenths of a second. */
  readonly grace?: number;
}

/**
 * Ends this process by force some seconds after a cancel, also where it is stuck: in a computation it hears no signal, and a system
 * call that hangs in a thread keeps `process.exit` waiting. A process of its own does it.
 */
export function endAfterCancel(cancelling: Cancelling): void {
  if (cancelling.atOnce) watch(cancelling);
  else watchLater(cancelling);
}

/** A cancel does not wait for the timer. */
function watchLater(cancelling: Cancelling): void {
  const { signal } = cancelling;
  const start = () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', start);
    watch(cancelling);
  };
  const timer = setTimeout(start, START_MILLISECONDS).unref();
  signal.addEventListener('abort', start, { once: true });
}

function watch({ signal, by, grace = GRACE_TENTHS }: Cancelling): void {
  const args = [process.pid, processStart(process.pid) ?? 0, grace].map(String);
  // A machine on which no shell can start keeps the ordinary way to cancel.
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
