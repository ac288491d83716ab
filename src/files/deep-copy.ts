import { MOUNT_ENVIRONMENT } from '../host/mounts.ts';
import { runProgram } from '../host/process/run.ts';

/** The length at which paths are cut, so that each path with a prefix and a name fits into PATH_MAX (4096 bytes). */
const MAX_PATH_LENGTH = 2048;

/** Whether `root` has a directory so deep that paths to its entries may exceed the kernel's limit. */
export async function isDeep(root: string): Promise<boolean> {
  const search = ['-xdev', '-regextype', 'posix-extended', '-type', 'd', '-regex', `.{${MAX_PATH_LENGTH},}`];
  return (await runProgram('find', ['.', ...search, '-printf', 'deep', '-quit'], { cwd: root })) !== '';
}

/**
 * Copies a deep tree in parts, each with short paths. Part 0 is the root. At each path that gets too long, a bind mount of an
 * empty directory hides the rest, which becomes a part of its own. A single `cp` copies all parts, to preserve hard links between
 * parts. Then the script renames each part onto its empty directory, the deepest first, and restores the time of the parent
 * directory, which the rename changes. The mounts are in a namespace that ends with the script.
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

/** Copies a deep tree to `part/0` in the new directory `parts`, with the given options of `cp`. */
export async function copyDeep(from: string, parts: string, options: readonly string[]): Promise<void> {
  const shell = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', COPY, 'sh'];
  const args = [parts, String(MAX_PATH_LENGTH), ...options];
  await runProgram('setpriv', ['--pdeathsig', 'KILL', '--', ...shell, ...args], {
    cwd: from,
    env: MOUNT_ENVIRONMENT,
  });
}
