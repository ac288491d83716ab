import { getExecOutput } from '@actions/exec';
import { must } from '../../errors.ts';
import { asRoot } from './sudo.ts';

/** Runs a command as root and returns its stdout, also if the command fails. For the action's end, when nothing waits for speed. */
export async function runAsRoot(command: readonly string[]): Promise<string> {
  const [file, ...args] = asRoot(command, process.getuid?.() ?? 0);
  const program = must(file, 'the program to run as root');
  const { stdout } = await getExecOutput(program, args, { silent: true, ignoreReturnCode: true });
  return stdout;
}
