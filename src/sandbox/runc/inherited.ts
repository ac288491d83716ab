import { readFileSync, writeFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { ObuilderError } from '../../errors.ts';
import { runProgram } from '../../host/process/run.ts';

/** Which parts of a process a core file has, by the kernel's default. */
const CORE_FILTER = '33';

/** SCHED_OTHER. */
const USUAL_POLICY = 0;

/** The places of these in /proc/PID/stat behind the name, as in proc_pid_stat(5). */
const POLICY = 38;

/**
 * Puts back what the runtime inherits from this process and would hand on to a step, as far as neither its configuration nor
 * the launcher does. What already is as usual costs nothing but a look.
 *
 * @throws ObuilderError `sandbox-failed` where a step would not be what it is elsewhere
 */
export async function dropInherited(): Promise<void> {
  if (/^NoNewPrivs:\s*1$/m.test(read('status'))) {
    throw new ObuilderError('sandbox-failed', 'set-uid programs such as su would not work in steps', {
      value: 'NoNewPrivs: 1',
      hint: 'Start the worker without no_new_privs: NoNewPrivileges=no in the systemd unit of the runner, or allowPrivilegeEscalation: true in its pod.',
    });
  }
  if (read('coredump_filter').replace(/^0+/, '').trim() !== CORE_FILTER) tolerate(resetCoreFilter);
  const stat = read('stat');
  const policy = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[POLICY] ?? USUAL_POLICY);
  if (policy !== USUAL_POLICY) await runProgram('chrt', ['--other', '--pid', '0', String(process.pid)]);
  if (getPriority() !== 0) tolerate(() => setPriority(0));
}

const resetCoreFilter = () => writeFileSync('/proc/self/coredump_filter', `0x${CORE_FILTER}`);

const read = (name: string) => readFileSync(`/proc/self/${name}`, 'utf8');

/** Root in a container may lack the right; a step differs in its speed then, and in nothing else. */
function tolerate(change: () => void): void {
  try {
    change();
  } catch {
    return;
  }
}
