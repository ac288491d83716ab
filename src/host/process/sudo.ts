import { isObuilderError, ObuilderError } from '../../errors.ts';
import { runProgram } from './run.ts';

const SUDO = ['sudo', '-n'] as const;

/** The command that runs another one as root: through sudo unless this process is root's. It never asks for a password. */
export function asRoot(command: readonly string[], uid: number): readonly string[] {
  return uid === 0 ? command : [...SUDO, ...command];
}

export const isBySudo = (command: readonly string[]) => command[0] === SUDO[0];

/** Who asks for root, for which command, and with which environment. */
export interface Asked {
  readonly user: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/**
 * Whether sudo lets this user run a command of `asRoot`, by the exit status of `sudo -l`: what a program writes to stderr may be
 * anybody's words, and sudo itself warns there and goes on.
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

/** What to do where root cannot be had. */
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

/** The error for a user whom sudo does not let run the worker. */
export function sudoRefuses({ user, command }: Asked, stderr: string): ObuilderError {
  const program = command.slice(SUDO.length).join(' ');
  const words = stderr === '' ? '' : `\n${stderr}`;
  const message = `the build needs root, and sudo does not let ${user} run ${program} without a password${words}`;
  return new ObuilderError('not-root', message, { value: program, hint: rootHint(user) });
}
