import { startWatchdog, type Watchdog } from '../../host/process/watchdog.ts';
import { RUNTIME_ENVIRONMENT, type Runtime } from '../runc/runtime.ts';
import { ownerPrefix } from './names.ts';

/**
 * Removes a dead owner's containers, and again a little later: the runtime may have been about to make one. Arguments: the
 * runtime, its root, the owner's prefix, the directory in memory or nothing.
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

/** Sees to it that this process's steps end with it, even when it is killed and nobody repairs anything. */
export function watchForOrphans(runtime: Runtime): Watchdog {
  const args = [runtime.program, runtime.containers, ownerPrefix(), runtime.memory ?? ''];
  return startWatchdog(SCRIPT, args, RUNTIME_ENVIRONMENT);
}
