import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { makeBusyboxRoot } from './busybox-root.ts';

/** Makes a root file system with busybox, this Node and its libraries, 130 MB. */
export function makeNodeRoot(directory: string): string {
  makeBusyboxRoot(directory);
  const listed = execFileSync('ldd', [process.execPath], { encoding: 'utf8' });
  const libraries = [...listed.matchAll(/(\/\S+\.so\S*) \(/g)].flatMap(([, file]) =>
    file === undefined ? [] : [file],
  );
  for (const file of libraries) put(file, path.join(directory, file));
  put(process.execPath, path.join(directory, 'usr/bin/node'));
  return directory;
}

function put(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 });
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}
