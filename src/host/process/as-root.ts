import { getExecOutput } from '@actions/exec';
import { must } from '../../errors.ts';
import { ownUid } from './info.ts';
import { asRoot } from './sudo.ts';

/** Runs a command as root and returns its stdout, even after a failure. For the end of the action, when speed does not matter. */
export async function runAsRoot(command: readonly string[]): Promise<string> {
  const [file, ...args] = asRoot(command, ownUid());
  const program = must(file, 'the program to run as root');
  const { stdout } = await getExecOutput(program, args, { silent: true, ignoreReturnCode: true });
  return stdout;
}
