import { startWatchdog, type Watchdog } from '../../host/process/watchdog.ts';
import { RUNTIME_ENVIRONMENT, type Runtime } from '../runc/runtime.ts';
import { ownerPrefix } from './names.ts';

/**
 * Removes a dead owner's containers, and retries for 1.5 seconds, because the runtime may be about to make a container.
 * Arguments: the runtime, its root, the owner's prefix, the directory in memory or an empty word.
 */
const SCRIPT = `
for pause in 0 0.1 0.2 0.4 0.8; do
  sleep "$pause"
  for directory in "$2/$3"-*; do
    [ -d "$directory" ] && "$1" --root "$2" delete --force "\${directory##*/}"
  done
  [ -z "$4" ] || for directory in "$4/$3"-*; do
    [ -d "$directory" ] && [ -O "$directory" ] && rm -rf -- "$directory"
  done
done
`;

/** Starts a watchdog that ends this process's steps after its death, even after SIGKILL and without a later `repair`. */
export function watchForOrphans(runtime: Runtime): Watchdog {
  const args = [runtime.program, runtime.containers, ownerPrefix(), runtime.memory ?? ''];
  return startWatchdog(SCRIPT, args, RUNTIME_ENVIRONMENT);
}
