import { PROGRAM } from '../../host/process/worker-program.ts';
import type { MachineFacts } from './facts.ts';
import { type Finding, ok, problem } from './finding.ts';

export function checkRoot({ root, userName }: MachineFacts): readonly Finding[] {
  const fix = `as root, in a copy of this action that only root can change: node dist/cli/index.js doctor --install --user=${userName}`;
  switch (root) {
    case 'is-root':
      return [ok('root', 'this user is root')];
    case 'by-sudo':
      return [ok('root', 'sudo works without a password')];
    case 'by-program':
      return [ok('root', `sudo lets this user start ${PROGRAM}`)];
    case 'sudo-asks':
      return [problem('root', 'sudo asks for a password, or refuses', fix)];
    case 'no-sudo':
      return [
        problem(
          'root',
          'this user is not root and there is no sudo',
          `as root: apt-get install sudo; then ${fix}`,
        ),
      ];
  }
}

/** A user who can change root's copy of the worker can become root. Other versions may use another protocol. */
export function checkProgram({ worker }: MachineFacts): readonly Finding[] {
  const check = 'worker program';
  const update =
    "as root, in a copy of this action's version that only root can change: node dist/cli/index.js doctor --install";
  if (worker === undefined) return [ok(check, `${PROGRAM} is not installed; a narrow sudo rule needs it`)];
  const { version, ownVersion, changeable } = worker;
  const found = `${PROGRAM}, version ${version}`;
  if (changeable !== undefined) {
    const fix = `chown root:root ${changeable} && chmod go-w ${changeable}`;
    return [problem(check, `${found}: users other than root can change ${changeable}`, fix)];
  }
  if (ownVersion === undefined || version === ownVersion) return [ok(check, found)];
  return [problem(check, `${found}, but this action has version ${ownVersion}`, update)];
}
