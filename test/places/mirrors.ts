import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Makes a mirror of one package, `tiny` 1.0.0, as static files in a directory. */
export type Mirror = (directory: string) => void;

const digest = (kind: string, file: string, encoding: 'hex' | 'base64' = 'hex') =>
  createHash(kind).update(readFileSync(file)).digest(encoding);

function put(directory: string, name: string, text: string): string {
  const file = path.join(directory, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Packs directories of `from` into an archive. */
function pack(archive: string, from: string, ...names: readonly string[]): void {
  execFileSync('tar', ['czf', archive, '-C', from, ...names]);
}

const ZIP = `
import os, sys, zipfile
archive, root = sys.argv[1:]
with zipfile.ZipFile(archive, 'w') as made:
    for directory, _, names in os.walk(root):
        for name in names:
            file = os.path.join(directory, name)
            made.write(file, os.path.relpath(file, root))
`;

const zip = (archive: string, root: string) => execFileSync('python3', ['-c', ZIP, archive, root]);

export const apt: Mirror = (directory) => {
  const tree = path.join(directory, 'tree');
  const control =
    'Package: tiny\nVersion: 1.0.0\nArchitecture: all\nMaintainer: nobody <a@b.example>\nDescription: tiny\n';
  put(tree, 'DEBIAN/control', control);
  put(tree, 'usr/share/tiny', 'tiny by apt\n');
  const file = path.join(directory, 'tiny.deb');
  // dpkg-deb takes a readable tree only, whatever the umask of whoever runs the tests.
  execFileSync('chmod', ['-R', 'a+rX', tree]);
  execFileSync('dpkg-deb', ['--root-owner-group', '-b', tree, file], { stdio: 'ignore' });
  const more = `Filename: ./tiny.deb\nSize: ${statSync(file).size}\nSHA256: ${digest('sha256', file)}\n`;
  put(directory, 'Packages', control + more);
};

export const npm: Mirror = (directory) => {
  put(directory, 'tree/package/package.json', '{"name":"tiny","version":"1.0.0"}');
  put(directory, 'tree/package/index.js', "console.log('tiny by npm')\n");
  const file = path.join(directory, 'tiny-1.0.0.tgz');
  pack(file, path.join(directory, 'tree'), 'package');
  const dist = {
    tarball: 'http://npm.example/tiny-1.0.0.tgz',
    shasum: digest('sha1', file),
    integrity: `sha512-${digest('sha512', file, 'base64')}`,
  };
  const versions = { '1.0.0': { name: 'tiny', version: '1.0.0', dist } };
  put(directory, 'tiny', JSON.stringify({ name: 'tiny', 'dist-tags': { latest: '1.0.0' }, versions }));
};

export const pip: Mirror = (directory) => {
  const tree = path.join(directory, 'tree');
  put(tree, 'tiny.py', "print('tiny by pip')\n");
  const info = 'tiny-1.0.0.dist-info';
  put(tree, `${info}/METADATA`, 'Metadata-Version: 2.1\nName: tiny\nVersion: 1.0.0\n');
  put(tree, `${info}/WHEEL`, 'Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n');
  put(tree, `${info}/RECORD`, `tiny.py,,\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n`);
  zip(path.join(directory, 'tiny-1.0.0-py3-none-any.whl'), tree);
  put(
    directory,
    'simple/tiny/index.html',
    '<a href="/tiny-1.0.0-py3-none-any.whl">tiny-1.0.0-py3-none-any.whl</a>',
  );
};

export const go: Mirror = (directory) => {
  const tree = path.join(directory, 'tree');
  const module = 'module tiny.example/tiny\n';
  put(tree, 'tiny.example/tiny@v1.0.0/go.mod', module);
  put(tree, 'tiny.example/tiny@v1.0.0/tiny.go', 'package tiny\n\nconst Text = "tiny by go"\n');
  const files = path.join(directory, 'tiny.example/tiny/@v');
  put(files, 'list', 'v1.0.0\n');
  put(files, 'v1.0.0.info', '{"Version":"v1.0.0","Time":"2026-01-01T00:00:00Z"}');
  put(files, 'v1.0.0.mod', module);
  zip(path.join(files, 'v1.0.0.zip'), tree);
};

export const cargo: Mirror = (directory) => {
  const tree = path.join(directory, 'tree');
  put(tree, 'tiny-1.0.0/Cargo.toml', '[package]\nname = "tiny"\nversion = "1.0.0"\nedition = "2021"\n');
  put(tree, 'tiny-1.0.0/src/lib.rs', '// tiny by cargo\n');
  const file = path.join(directory, 'tiny-1.0.0.crate');
  pack(file, tree, 'tiny-1.0.0');
  put(directory, 'index/config.json', '{"dl":"http://cargo.example/{crate}-{version}.crate"}');
  const entry = {
    name: 'tiny',
    vers: '1.0.0',
    deps: [],
    cksum: digest('sha256', file),
    features: {},
    yanked: false,
  };
  put(directory, 'index/ti/ny/tiny', `${JSON.stringify(entry)}\n`);
};

export const git: Mirror = (directory) => {
  const work = path.join(directory, 'work');
  put(work, 'tiny', 'tiny by git\n');
  const run = (...args: readonly string[]) => execFileSync('git', [...args], { cwd: work, stdio: 'ignore' });
  run('init', '-q', '-b', 'main');
  run('add', 'tiny');
  run('-c', 'user.name=x', '-c', 'user.email=x@b.example', 'commit', '-q', '-m', 'tiny');
  run('clone', '-q', '--bare', '.', '../tiny.git');
  execFileSync('git', ['update-server-info'], { cwd: path.join(directory, 'tiny.git') });
};
