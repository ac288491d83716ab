import { MOUNT_ENVIRONMENT } from '../host/mounts.ts';
import { runProgram } from '../host/process/run.ts';

/** Paths are cut when they get longer than this, so that with a name and the place in front each fits into PATH_MAX (4096). */
const LONGEST_PATH = 2048;

/** Whether a directory is so deep in `root` that a path to what it holds may be too long for the kernel. */
export async function isDeep(root: string): Promise<boolean> {
  const search = ['-xdev', '-regextype', 'posix-extended', '-type', 'd', '-regex', `.{${LONGEST_PATH},}`];
  return (await runProgram('find', ['.', ...search, '-printf', 'deep', '-quit'], { cwd: root })) !== '';
}

/**
 * One copy of all the parts, because a file with several names has to stay one. Each part of the tree is seen by a short path: part 0
 * is the root, and where a path gets too long, an empty directory covers what is a part of its own. All of it is mounted in a
 * namespace that ends with the script. Then each part is renamed onto the empty directory for which it stands, the deepest
 * first; that changes the time of the directory around it.
 */
const COPY = `
set -eu
umask 077
to=$1 longest=$2
shift 2
mkdir -- "$to" "$to/seen" "$to/part"
mount -i -c -t tmpfs -o mode=700 tmpfs "$to/seen"
cd "$to/seen"
mkdir part at empty
mkdir part/0
mount -i -c --bind "$OLDPWD" part/0
cut='
n=$(ls at | wc -l)
n=$((n + 1))
mkdir "part/$n"
printf %s/ "$1" > "at/$n"
mount -i -c --bind "$1" "part/$n"
mount -i -c --bind empty "$1"
'
n=0
while [ -d "part/$n" ]; do
  find "part/$n" -xdev -type d -regextype posix-extended -regex ".{$longest,}" -prune -exec sh -euc "$cut" sh {} ';'
  n=$((n + 1))
done
setpriv --pdeathsig KILL -- cp "$@" --target-directory="$to/part" -- part/*
n=$((n - 1))
while [ "$n" -gt 0 ]; do
  at=$(cat "at/$n")
  at=\${at%/}
  mv -T -- "$to/part/$n" "$to/$at"
  touch -r "\${at%/*}" -- "$to/\${at%/*}"
  n=$((n - 1))
done
`;

/** Copies a tree in which paths get too long, with these options of `cp`, to `part/0` in the new directory `parts`. */
export async function copyDeep(from: string, parts: string, options: readonly string[]): Promise<void> {
  const shell = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', COPY, 'sh'];
  const args = [parts, String(LONGEST_PATH), ...options];
  await runProgram('setpriv', ['--pdeathsig', 'KILL', '--', ...shell, ...args], {
    cwd: from,
    env: MOUNT_ENVIRONMENT,
  });
}
