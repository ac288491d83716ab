import { ObuilderError } from '../errors.ts';

const SUDO = ['sudo', '-n'] as const;

/** The command that runs another one as root: through sudo unless this process is root's. It never asks for a password. */
export function asRoot(command: readonly string[], uid: number): readonly string[] {
  return uid === 0 ? command : [...SUDO, ...command];
}

/** The line of sudoers(5) that lets a user run one command, and apt-get. A uid without a name is written `#UID`. */
export function sudoersLine(user: string, command: readonly string[]): string {
  const name = user.replace(/[^A-Za-z0-9_.#-]/g, '\\$&');
  const words = command.map((word) => word.replace(/[,:=\\ ]/g, '\\$&'));
  return `${name} ALL=(root) NOPASSWD: ${words.join(' ')}, /usr/bin/apt-get`;
}

/** What to do where root cannot be had. */
function rootHint(user: string, command: readonly string[]): string {
  const words = command[0] === SUDO[0] ? command.slice(SUDO.length) : command;
  return (
    `Let an administrator write this line to /etc/sudoers.d/obuilder:\n${sudoersLine(user, words)}\n` +
    'Or run the runner as root. In a container, sudo needs allowPrivilegeEscalation and builds need --privileged.'
  );
}

interface Asked {
  readonly user: string;
  readonly command: readonly string[];
}

/** The error for a machine without sudo. */
export function noSudo({ user, command }: Asked, cause: unknown): ObuilderError {
  const hint = rootHint(user, command);
  return new ObuilderError('not-root', 'the build needs root, and there is no sudo', { hint, cause });
}

/** Why sudo itself refused, or undefined where the words on stderr are not sudo's. */
export function sudoRefusal(stderr: string, { user, command }: Asked): ObuilderError | undefined {
  const reason =
    /^sudo: (.*)$/m.exec(stderr)?.[1] ??
    /^(.* is not (?:in the sudoers file|allowed to .*?))\.?$/m.exec(stderr)?.[1];
  if (reason === undefined) return undefined;
  const message = `the build needs root, and sudo refused: ${reason}`;
  return new ObuilderError('not-root', message, { value: reason, hint: rootHint(user, command) });
}
