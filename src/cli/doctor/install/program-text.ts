import { VERSION_LINE } from '../../../host/process/worker-program.ts';

/** The only variables kept from the environment. Sudo sets these itself. */
const KEPT = ['SUDO_UID', 'SUDO_GID', 'SUDO_USER'];
const ENVIRONMENT = [
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'HOME=/root',
  'LANG=C.UTF-8',
];

/**
 * The program started by sudo. Starts with an empty environment: even if sudo keeps variables, a user cannot influence Node or the
 * loader of programs. Every path is absolute.
 */
export function programText(version: string, directory: string): string {
  const keep = KEPT.map((name) => `[ -z "\${${name}-}" ] || set -- "$@" "${name}=$${name}"`);
  return `#!/bin/sh
# The worker of obuilder-action, as root's own copy. It takes no arguments: a request comes on stdin.
# "doctor --install" wrote this file.
${VERSION_LINE}${version}
set -eu
if [ "$#" -ne 0 ]; then
  echo 'obuilder-worker takes no arguments' >&2
  exit 2
fi
umask 022
cd /
${keep.join('\n')}
exec /usr/bin/env -i ${ENVIRONMENT.join(' ')} "$@" ${directory}/node ${directory}/cli/index.js worker
`;
}
