// Bundles each entry of the action with its packages: tsc, then ncc on the JavaScript. `--check` compares with dist/.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ENTRIES = { main: 'action/main.js', post: 'action/post.js', cli: 'cli/index.js' } as const;

const project = path.dirname(import.meta.dirname);
const compiled = path.join(project, 'build', 'js');
const dist = path.join(project, 'dist');

function bundle(into: string): void {
  rmSync(compiled, { recursive: true, force: true });
  const node = (...args: string[]) =>
    execFileSync(process.execPath, args, { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
  node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
  for (const [name, entry] of Object.entries(ENTRIES)) {
    const out = path.join(into, name);
    node(
      'node_modules/@vercel/ncc/dist/ncc/cli.js',
      'build',
      path.join(compiled, entry),
      '-o',
      out,
      '--license',
      'licenses.txt',
      '-q',
    );
  }
  writeFileSync(path.join(into, 'cli', 'version'), `${versionOf(path.join(into, 'cli'))}\n`);
}

/** The release, and a digest of the code: two states of one release are two versions of the worker. */
function versionOf(directory: string): string {
  const { version } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));
  const hash = createHash('sha256');
  for (const [name, content] of files(directory)) hash.update(`${name}\0${content.length}\0`).update(content);
  return `${version}-${hash.digest('hex').slice(0, 12)}`;
}

function files(directory: string): Map<string, Buffer> {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = names.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((file) => [path.relative(directory, file), readFileSync(file)]));
}

function differences(left: Map<string, Buffer>, right: Map<string, Buffer>): string[] {
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return names.filter((name) => !left.get(name)?.equals(right.get(name) ?? Buffer.alloc(0)));
}

const fresh = mkdtempSync(path.join(tmpdir(), 'obuilder-dist-'));
try {
  bundle(fresh);
  if (process.argv.includes('--check')) {
    const stale = differences(files(fresh), files(dist));
    if (stale.length > 0)
      console.error(`dist/ is not what src/ gives (${stale.join(', ')}): run "npm run build" and commit it`);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    rmSync(dist, { recursive: true, force: true });
    cpSync(fresh, dist, { recursive: true });
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
