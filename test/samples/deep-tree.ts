import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

export const DEEP_LEVELS = 40;

/** Directories in one another, of long names with an odd one among these, and a file that has a name in each. */
export function makeDeep(root: string): void {
  writeFileSync(path.join(root, 'linked'), 'linked');
  const script = `
i=0
until [ $i = ${DEEP_LEVELS} ]; do
  name=$(printf "%0190d-\\n'\\377" $i)
  mkdir -m 75$((i % 8)) -- "$name"
  ln -- "$1"/linked "$name/linked"
  touch -d 2001-02-03T04:05:06.$((100000000 + i)) .
  cd -P -- "$name" 2> /dev/null
  i=$((i + 1))
done`;
  execFileSync('sh', ['-euc', script, 'sh', root], { cwd: root });
}

/** A line for each entry below a root: depth, kind, mode, owners, time, links of a file, and name. */
export function listDeep(root: string): readonly string[] {
  const facts = ['-mindepth', '1', '-printf', '%d %y %m %U:%G %T@ '];
  const links = ['(', '-type', 'f', '-printf', '%n', '-o', '-true', ')'];
  const listing = execFileSync('find', ['.', ...facts, ...links, '-printf', ' %f\\n'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listing.split('\n').sort();
}
