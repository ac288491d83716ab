import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  constants,
  lchownSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import fc from 'fast-check';

/** Few names, so that changes meet. One character a byte. */
const NAMES = ['a', 'b', 'c', '-x', ' ', '\xff\n', 'd'.repeat(120), '\xe9'.repeat(110)] as const;
const CONTENTS = ['', 'one', 'two', 'x'.repeat(513), 'y'.repeat(70_000)] as const;
const MODES = [0o644, 0o755, 0o4711, 0o2775, 0o1777, 0o0] as const;
const OWNERS = [0, 7, 3_000_000] as const;
/** Seconds and milliseconds, which every file system keeps. */
const TIMES = [0, 1, 1_700_000_000.125, 4_000_000_000] as const;
/** Nothing, because later changes follow the links, or the directory itself. */
const TARGETS = ['/no/etc', 'no/../..', '.'] as const;
const VALUES = ['00ff0a3d', '01'] as const;

const { O_WRONLY, O_CREAT, O_TRUNC, O_NONBLOCK } = constants;
/** A named pipe without a reader would wait forever. The type of Node leaves out numbers. */
const NEVER_WAITS = (O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK) as unknown as string;

/** A change of a tree; does nothing if the tree does not allow the change. */
type Change = (root: string) => void;

interface Told {
  readonly text: string;
  readonly change: Change;
}

const somePath = fc
  .array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 })
  .map((names) => names.join('/'));
const anyPath = fc.oneof({ weight: 6, arbitrary: somePath }, { weight: 1, arbitrary: fc.constant('.') });

const at = (root: string, path: string) =>
  Buffer.concat([Buffer.from(root), Buffer.from(`/${path}`, 'latin1')]);

/** For programs, which Node starts with arguments in UTF-8 only. */
function run(root: string, path: string, script: string): void {
  const name = [...Buffer.from(path, 'latin1')]
    .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
    .join('');
  const find = `f=$(printf '${name}.'); f="./\${f%.}"; ${script} 2>/dev/null || :`;
  execFileSync('sh', ['-c', find], { cwd: root });
}

function told(name: string, args: readonly unknown[], change: Change): Told {
  return { text: `${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`, change };
}

const isLink = (file: Buffer) => lstatSync(file).isSymbolicLink();

const changes: readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Told> }[] = [
  {
    weight: 6,
    arbitrary: fc
      .tuple(somePath, fc.constantFrom(...CONTENTS))
      .map(([path, content]) =>
        told('write', [path, content.slice(0, 5)], (root) =>
          writeFileSync(at(root, path), content, { flag: NEVER_WAITS }),
        ),
      ),
  },
  {
    weight: 4,
    // Without another trace than the data, which the kernel may write much later.
    arbitrary: somePath.map((path) =>
      told('append', [path], (root) => {
        if (lstatSync(at(root, path)).isFile()) appendFileSync(at(root, path), 'more');
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: somePath.map((path) =>
      told('mkdir', [path], (root) => mkdirSync(at(root, path), { recursive: true })),
    ),
  },
  {
    weight: 4,
    arbitrary: somePath.map((path) =>
      told('remove', [path], (root) => rmSync(at(root, path), { recursive: true, force: true })),
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(somePath, somePath)
      .map(([from, to]) => told('rename', [from, to], (root) => renameSync(at(root, from), at(root, to)))),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(somePath, somePath)
      .map(([from, to]) => told('link', [from, to], (root) => linkSync(at(root, from), at(root, to)))),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.oneof(somePath, fc.constantFrom(...TARGETS)), somePath)
      .map(([target, path]) =>
        told('symlink', [target, path], (root) => symlinkSync(Buffer.from(target, 'latin1'), at(root, path))),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(anyPath, fc.constantFrom(...MODES)).map(([path, mode]) =>
      told('chmod', [path, mode], (root) => {
        if (!isLink(at(root, path))) chmodSync(at(root, path), mode);
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyPath, fc.constantFrom(...OWNERS), fc.constantFrom(...OWNERS))
      .map(([path, uid, gid]) =>
        told('chown', [path, uid, gid], (root) => lchownSync(at(root, path), uid, gid)),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyPath, fc.constantFrom(...TIMES))
      .map(([path, time]) => told('time', [path, time], (root) => lutimesSync(at(root, path), time, time))),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(somePath, fc.constantFrom('p', 'c 1 3', 'b 259 70000'))
      .map(([path, kind]) => told('mknod', [path, kind], (root) => run(root, path, `mknod "$f" ${kind}`))),
  },
];

const attributes = {
  weight: 1,
  arbitrary: fc
    .tuple(anyPath, fc.constantFrom('user.a', 'user.b'), fc.constantFrom(...VALUES, undefined))
    .map(([path, name, value]) =>
      told('attribute', [path, name, value], (root) => {
        const action = value === undefined ? `-x ${name}` : `-n ${name} -v 0x${value}`;
        run(root, path, `setfattr -h ${action} "$f"`);
      }),
    ),
};

/** Changes of a tree in an order, with a text for reports. */
export interface Program {
  readonly text: string;
  readonly run: (root: string) => void;
}

/** @param isPlain leaves out what zfs-fuse lacks: extended attributes */
export function programs({
  size,
  isPlain = false,
}: {
  readonly size: number;
  readonly isPlain?: boolean;
}): fc.Arbitrary<Program> {
  const one = fc.oneof(...changes, ...(isPlain ? [] : [attributes]));
  return fc.array(one, { maxLength: size }).map((all) => ({
    text: all.map(({ text }) => text).join('\n'),
    run: (root) => {
      for (const { change } of all) attempt(() => change(root));
    },
  }));
}

/** Random paths are often missing, or of the wrong kind. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
  }
}
