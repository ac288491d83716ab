import { readFileSync, writeFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { ObuilderError } from '../../errors.ts';
import { runProgram } from '../../host/process/run.ts';

/** The kernel's default for the parts of a process in a core file. */
const CORE_FILTER = '33';

/** SCHED_OTHER. */
const USUAL_POLICY = 0;

/** The index of the policy in the fields of /proc/PID/stat after the name, as in proc_pid_stat(5). */
const POLICY = 38;

/**
 * Resets the attributes that a step would inherit from this process through the runtime, except for those reset by the
 * configuration or the launcher. Usual values cost only a check.
 *
 * @throws ObuilderError `sandbox-failed` for an attribute that nobody can reset and that would change a step's results
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

/** Ignores failures: root in a container may lack the right, and only a step's speed differs. */
function tolerate(change: () => void): void {
  try {
    change();
  } catch {
    return;
  }
}
