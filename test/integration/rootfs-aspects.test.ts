import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { copyTree } from '../../src/files/file-trees.ts';
import { useImagePlace } from '../places/image-place.ts';

const here = useImagePlace();
const shell = (cwd: string, script: string) =>
  execFileSync('sh', ['-euc', script], {
    cwd,
    encoding: 'latin1',
    maxBuffer: 1e8,
    env: { ...process.env, LC_ALL: 'C' },
  });

/** What a file system can hold, by a script that makes it. */
const KINDS: Readonly<Record<string, string>> = {
  'modes and owners':
    'for m in 0000 0644 1777 2755 4755 6711; do mkdir d$m; echo > f$m; chmod $m d$m f$m; done; chown 4294967294:4294967294 f0644; chown 5:6 f4755; chmod 4755 f4755; ln -s x l; chown -h 7:8 l',
  'times of files, directories and links':
    'mkdir d; echo > d/f; ln -s f d/l; touch -d @-1.5 d/f; touch -h -d @-86400.25 d/l; touch -d @1234567890.125 d; mkfifo p; touch -d @5000000000.5 p; echo > c; setfattr -n user.a -v 1 c; touch -d @-1.5 c; mkfifo q; touch -d @-86400 q; touch -d @7.75 .',
  'attributes and capabilities':
    'echo > f; setfattr -n user.a -v "" f; setfattr -n user.b -v 0x00ff0a f; mkdir d; setfattr -n user.dir -v x d; echo > c; setcap cap_net_raw+ep c; setfattr -n user.big -v $(head -c 3000 /dev/zero | tr "\\0" a) c',
  'hard links':
    'echo > a; mkdir d; ln a d/b; ln a z; ln -s t s; ln s d/s2; echo > c; ln c d/c; setcap cap_net_raw+ep c',
  'devices and pipes': 'mkfifo p; mknod c c 1 3; mknod b b 7 255; mknod big c 4095 1048575; chmod 640 c',
  'names that are bytes':
    'for n in "$(printf "\\\\377\\\\376")" "$(printf "a\\nb")" " x " "-rf" "a\\\\b" "*" "größe" "$(printf %0250d 0)"; do echo "$n" > "./$n"; done; mkdir "$(printf "d\\\\377")"; echo > "$(printf "d\\\\377")/in"; ln -s "$(printf "t\\\\377")" l',
  'long links and paths':
    'ln -s $(head -c 4095 /dev/zero | tr "\\0" a) l; p=$(printf %0200d 1); mkdir -p $p/$p/$p/$p/$p; echo > $p/$p/$p/$p/$p/f; ln $p/$p/$p/$p/$p/f $p/$p/g',
  'sparse files':
    'truncate -s 20M s; printf x | dd of=s bs=1 seek=17000001 conv=notrunc status=none; truncate -s 1M hole; : > empty',
};

/** Every aspect that stays, one line a file, and which names are of one file. */
const LISTING = `
  find . -type d -printf '%P|d|%m|%U:%G|%T@|\\n' | sort
  find . ! -type d -printf '%P|%y|%m|%U:%G|%s|%T@|%n|%l|\\n' | sort
  find . -type b -o -type c | sort | xargs -r stat -c '%n %t:%T'
  find . ! -type l -print0 | sort -z | xargs -0 getfattr -h -d -m '^(user[.]|security.capability)' -e hex
  find . -type f -print0 | sort -z | xargs -0 -r sha256sum
  find . -type f -printf '%P|%i\\n' | sort | awk -F'|' '{ if (!($2 in n)) n[$2] = ++k; print n[$2], $1 }'`;
const listed = (directory: string) => shell(directory, LISTING);

test.each(Object.entries(KINDS))('%s pass through rootfs and a copy of the result', async (kind, script) => {
  shell(here.source, script);
  // A fraction that numbers keep whole; what a time itself is about has been set.
  if (!kind.startsWith('times')) shell(here.source, 'find . -depth -exec touch -h -d @1234567890.25 {} +');
  const wanted = listed(here.source);
  const loaded = await here.load('rootfs:source');
  expect(listed(loaded)).toBe(wanted);
  await copyTree(loaded, `${here.work}/again`);
  expect(listed(`${here.work}/again`)).toBe(wanted);
});
