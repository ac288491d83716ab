import { isObuilderError, ObuilderError } from '../../errors.ts';
import { runProgram } from './run.ts';

const SUDO = ['sudo', '-n'] as const;

/** Returns the command that runs a command as root, through sudo unless `uid` is root's. Sudo never asks for a password. */
export function asRoot(command: readonly string[], uid: number): readonly string[] {
  return uid === 0 ? command : [...SUDO, ...command];
}

export const isBySudo = (command: readonly string[]) => command[0] === SUDO[0];

/** A request for root: the user, the command, and its environment. */
export interface Asked {
  readonly user: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/**
 * Whether sudo lets this user run a command of `asRoot`, by the exit status of `sudo -l`. The text on stderr proves nothing, because
 * the program or a harmless warning of sudo may print it.
 */
export async function isAllowed({ command, env }: Omit<Asked, 'user'>): Promise<boolean> {
  try {
    await runProgram('sudo', ['-n', '-l', '--', ...command.slice(SUDO.length)], { env });
    return true;
  } catch (error) {
    if (isObuilderError(error, 'tool-failed')) return false;
    throw error;
  }
}

/** Returns the hint for a user without root. */
export function rootHint(user: string): string {
  return (
    'Let an administrator run this once, in a copy of this action that only root can change:\n' +
    `node dist/cli/index.js doctor --install --user=${user}\n` +
    'Or run the runner as root. In a container, sudo needs allowPrivilegeEscalation and builds need --privileged.'
  );
}

/** The error for a machine without sudo. */
export function noSudo({ user }: Asked, cause: unknown): ObuilderError {
  const hint = rootHint(user);
  return new ObuilderError('not-root', 'the build needs root, and there is no sudo', { hint, cause });
}

/** The error for a user without a sudo rule for the worker. */
export function sudoRefuses({ user, command }: Asked, stderr: string): ObuilderError {
  const program = command.slice(SUDO.length).join(' ');
  const words = stderr === '' ? '' : `\n${stderr}`;
  const message = `the build needs root, and sudo does not let ${user} run ${program} without a password${words}`;
  return new ObuilderError('not-root', message, { value: program, hint: rootHint(user) });
}
