import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { type BigIntStats, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Every aspect of a file that a layer carries, as text. */
type Aspects = Readonly<Record<string, string>>;

/** Paths have one character a byte; the root is `''`. */
export type WholeTree = Readonly<Record<string, Aspects>>;

const FORMAT = 0o170000;

/** Reads every aspect of a tree: kinds, modes, owners, times in nanoseconds, contents, links, devices and attributes. */
export function wholeTree(root: string): WholeTree {
  const tree: Record<string, Aspects> = {};
  const firsts = new Map<bigint, string>();
  const attributes = attributesBelow(root);
  const at = (name: string) => Buffer.from(name === '' ? root : `${root}/${name}`, 'latin1');
  const visit = (name: string) => {
    const stats = lstatSync(at(name), { bigint: true });
    if (!stats.isDirectory() && !firsts.has(stats.ino)) firsts.set(stats.ino, name);
    tree[name] = {
      ...aspectsOf(stats),
      ...(stats.isDirectory() ? {} : { file: firsts.get(stats.ino) ?? '' }),
      ...(stats.isSymbolicLink() && { target: readlinkSync(at(name), 'latin1') }),
      ...(stats.isFile() && { content: contentOf(at(name), Number(stats.size)) }),
      attributes: attributes.get(name) ?? '',
    };
    if (stats.isDirectory())
      for (const entry of readdirSync(at(name), 'latin1').sort())
        visit(name === '' ? entry : `${name}/${entry}`);
  };
  visit('');
  return tree;
}

function aspectsOf(stats: BigIntStats): Aspects {
  return {
    kind: (Number(stats.mode) & FORMAT).toString(8),
    mode: (Number(stats.mode) & 0o7777).toString(8),
    owner: `${stats.uid}:${stats.gid}`,
    time: String(stats.mtimeNs),
    ...(stats.rdev !== 0n && { device: String(stats.rdev) }),
  };
}

function contentOf(file: Buffer, size: number): string {
  if (size > 64 * 1024 ** 2) return `${size} bytes`;
  const bytes = readFileSync(file);
  return size < 80 ? bytes.toString('latin1') : `${size} ${createHash('sha256').update(bytes).digest('hex')}`;
}

function attributesBelow(root: string): ReadonlyMap<string, string> {
  const args = ['-R', '-P', '-h', '-d', '-m', '^(user|security.capability|system.posix)', '-e', 'hex', '.'];
  // getfattr fails on file systems without attributes.
  const { stdout } = spawnSync('getfattr', args, { cwd: root, maxBuffer: 2 ** 28 });
  const found = new Map<string, string>();
  for (const block of stdout.toString('latin1').split('\n\n')) {
    const [head = '', ...lines] = block.trim().split('\n');
    const name = /^# file: (.*)$/.exec(head)?.[1];
    if (name !== undefined) found.set(plainName(name), lines.sort().join(' '));
  }
  return found;
}

/** getfattr writes unusual bytes as a backslash and three octal digits. */
function plainName(name: string): string {
  const bytes = name.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
  return bytes === '.' ? '' : bytes;
}
