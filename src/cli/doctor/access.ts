import type { Facts } from './facts.ts';
import { type Finding, ok, problem } from './finding.ts';

export function checkRoot({ root, userName }: Facts): readonly Finding[] {
  const fix = `as root: echo '${userName} ALL=(root) NOPASSWD: ALL' > /etc/sudoers.d/obuilder-action (the README has a narrower rule)`;
  switch (root) {
    case 'is-root':
      return [ok('root', 'this user is root')];
    case 'by-sudo':
      return [ok('root', 'sudo works without a password')];
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
