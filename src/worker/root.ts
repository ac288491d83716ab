import { ObuilderError } from '../errors.ts';

/** The command that runs another one as root: through sudo unless this process is root's. It never asks for a password. */
export function asRoot(command: readonly string[], uid: number): readonly string[] {
  return uid === 0 ? command : ['sudo', '-n', ...command];
}

/** The line of sudoers(5) that lets a user do what the action does. A uid without a name is written `#UID`. */
export function sudoersLine(user: string): string {
  return `${user.replace(/[^A-Za-z0-9_.#-]/g, '\\$&')} ALL=(root) NOPASSWD: ALL`;
}

/** What to do where root cannot be had. The runner's own user owns Node and this action, so a narrower line protects nothing. */
export function rootHint(user: string): string {
  return (
    `Let an administrator write this line to /etc/sudoers.d/obuilder: ${sudoersLine(user)} — or run the runner as root. ` +
    'In a container sudo needs allowPrivilegeEscalation, and builds need --privileged.'
  );
}

/** Why sudo itself refused, or undefined where the words on stderr are not sudo's. */
export function sudoRefusal(stderr: string, user: string): ObuilderError | undefined {
  const reason =
    /^sudo: (.*)$/m.exec(stderr)?.[1] ??
    /^(.* is not (?:in the sudoers file|allowed to .*))$/m.exec(stderr)?.[1];
  if (reason === undefined) return undefined;
  const message = `the build needs root, and sudo refused: ${reason}`;
  return new ObuilderError('not-root', message, { value: reason, hint: rootHint(user) });
}
