import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openHere } from '../../src/files/opened-file.ts';
import { useImagePlace } from '../places/image-place.ts';
import { makeLoopFileSystem, type Pool } from '../places/loop-file-system.ts';

const here = useImagePlace();
const run = (file: string, ...args: readonly string[]) => execFileSync(file, args, { stdio: 'pipe' });
const shell = (cwd: string, script: string) => execFileSync('sh', ['-euc', script], { cwd, stdio: 'pipe' });

async function identify(directory: string): Promise<string> {
  const opened = openHere(directory, { name: directory, followLinks: true });
  try {
    return (await opened.identifyTree()).identity;
  } finally {
    await opened.close();
  }
}

function makeDisk(type: 'btrfs' | 'ext4', ...options: readonly string[]): Pool {
  const disk = makeLoopFileSystem(type, { bytes: 256 * 1024 ** 2, options });
  onTestFinished(() => disk.remove());
  return disk;
}

/** Edits of a file `$f` and a directory `$d`; the stats that a user can set are as before. */
const EDITS: Readonly<Record<string, string>> = {
  'bytes, with size and time as before': 'printf %s "$n" | tail -c 4 > $f; touch -r ../was $f',
  'bytes in the middle': 'printf %s "$n" | tail -c 1 | dd of=$f bs=1 seek=1 conv=notrunc status=none',
  mode: 'chmod $(if [ "$(stat -c %a $f)" = 755 ]; then echo 644; else echo 755; fi) $f',
  owner: 'chown $n $f',
  attribute: 'setfattr -n user.note -v $n $f',
  'attribute of a directory': 'setfattr -n user.note -v $n $d',
  capability: 'setcap cap_net_raw$(if getcap $f | grep -q raw=ep; then echo +p; else echo +ep; fi) $f',
  time: 'touch -d @$n.5 $f',
  'time of a directory': 'touch -d @$n.25 $d',
  name: 'mv $f $d/name-$n',
  'another file in its place': 'cp -p $f ../new; mv ../new $f',
  'a second name': 'ln $f $d/second-$n',
  'a new directory': 'mkdir $d/new-$n',
  'a new pipe': 'mkfifo $d/pipe-$n',
  'a device': 'mknod $d/device-$n c 1 3',
  'a link': 'ln -sfn to-$n $d/link',
  'the top': 'chmod $(if [ "$(stat -c %a .)" = 755 ]; then echo 750; else echo 755; fi) .',
};

describe('rootfs:DIRECTORY', () => {
  test('the identity follows every edit, in any order', async () => {
    shell(
      here.source,
      'for d in a a/b c "d e"; do mkdir "$d"; for f in 1 2 3; do echo text > "$d/$f"; done; done',
    );
    let state = 7;
    const random = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((state / 2 ** 31) * below);
    };
    const kinds = Object.keys(EDITS);
    let last = await identify(here.source);
    for (let n = 1000; n < 1000 + 3 * kinds.length; n += 1) {
      const kind = kinds[n % kinds.length] ?? '';
      const directory = ['a', 'a/b', 'c'][random(3)] ?? '';
      const files = readdirSync(path.join(here.source, directory), { withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      const file = `${directory}/${files[random(files.length)]?.name}`;
      expect(await identify(here.source), 'nothing changed').toBe(last);
      shell(here.source, `n=${n} f=${file} d=${directory}; cp -p $f ../was; ${EDITS[kind]}`);
      const next = await identify(here.source);
      expect(next, `${kind} of ${file}`).not.toBe(last);
      last = next;
    }
  });

  test('a subvolume is part of the directory', async () => {
    const disk = makeDisk('btrfs');
    run('btrfs', 'subvolume', 'create', path.join(disk.path, 'base'));
    shell(disk.path, 'btrfs subvolume create base/var; echo 1 > base/var/file; mkdir base/etc');
    const image = `rootfs:${disk.path}/base`;
    const loaded = await here.load(image);
    expect(readFileSync(path.join(loaded, 'var/file'), 'utf8')).toBe('1\n');
    shell(disk.path, 'echo 2 > base/var/file');
    expect(readFileSync(path.join(await here.load(image), 'var/file'), 'utf8')).toBe('2\n');
    expect(here.warnings).toEqual([]);
  });

  test('mounts are left out with a warning', async () => {
    shell(here.source, 'mkdir -p "dev [*]/in" etc; echo text > etc/file; echo text > beside');
    const point = path.join(here.source, 'dev [*]');
    const file = path.join(here.source, 'etc/file');
    run('mount', '--bind', '/proc/sys', point);
    run('mount', '--bind', path.join(here.source, 'beside'), file);
    try {
      const loaded = await here.load('rootfs:source');
      expect(readdirSync(loaded).sort()).toEqual(['beside', 'dev [*]', 'etc']);
      expect(readdirSync(path.join(loaded, 'dev [*]'))).toEqual([]);
      expect(here.warnings).toEqual([expect.stringContaining('without the mount at "dev [*]"')]);
    } finally {
      run('umount', file, point);
    }
  });

  test('an edit within the second of a coarse clock is seen', async () => {
    // Inodes of 128 bytes keep whole seconds.
    const disk = makeDisk('ext4', '-I', '128');
    const base = path.join(disk.path, 'base');
    mkdirSync(base);
    const image = `rootfs:${base}`;
    const archive = `rootfs:${disk.path}/base.tar`;
    const write = (text: string) => {
      writeFileSync(path.join(base, 'file'), text);
      execFileSync('tar', ['-C', base, '-cf', `${disk.path}/base.tar`, '.']);
    };
    for (let turn = 0; turn < 4; turn += 1) {
      write('1');
      const first = [await here.resolve(image), await here.resolve(archive)];
      write('2');
      const second = [await here.resolve(image), await here.resolve(archive)];
      for (const [index, { digest }] of second.entries()) expect(digest).not.toBe(first[index]?.digest);
    }
  });

  test('names are bytes in every locale', async () => {
    const locale = path.join(here.work, 'locale');
    mkdirSync(locale);
    run('localedef', '-i', 'de_DE', '-f', 'ISO-8859-1', path.join(locale, 'de_DE.ISO-8859-1'));
    writeFileSync(path.join(here.source, 'größe'), '');
    const before = { LC_ALL: process.env['LC_ALL'], LOCPATH: process.env['LOCPATH'] };
    Object.assign(process.env, { LC_ALL: 'de_DE.ISO-8859-1', LOCPATH: locale });
    try {
      expect(readdirSync(await here.load('rootfs:source'))).toEqual(['größe']);
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });
});
