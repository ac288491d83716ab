// Bundles each entry of the action with its packages into dist/. `--check` compares with dist/.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import { chunkNames, ENTRIES } from './chunks.ts';
import { quickerToStart } from './lib/quicker-start.ts';
import { licenseTexts } from './licenses.ts';

const project = path.dirname(import.meta.dirname);
const dist = path.join(project, 'dist');

async function bundle(into: string): Promise<void> {
  for (const entry of ENTRIES) {
    const out = path.join(into, entry.name);
    const shaken = path.join(project, 'build', 'js', entry.name);
    rmSync(shaken, { recursive: true, force: true });
    const chunks = await bundleEntry(entry, entry.isOneFile ? shaken : out);
    if (entry.isOneFile) packInOneFile(path.join(shaken, 'index.js'), out);
    for (const file of readdirSync(out)) {
      if (!file.endsWith('.js')) continue;
      rewrite(path.join(out, file));
    }
    for (const file of entry.copies) cpSync(path.join(project, file), path.join(out, path.basename(file)));
    writeFileSync(path.join(out, 'licenses.txt'), licenseTexts(project, chunks));
    // CommonJS because Node starts that 10 ms sooner than modules of its own kind.
    writeFileSync(path.join(out, 'package.json'), '{ "type": "commonjs" }\n');
  }
  writeFileSync(path.join(into, 'cli', 'version'), `${versionOf(path.join(into, 'cli'))}\n`);
}

function rewrite(file: string): void {
  try {
    writeFileSync(file, quickerToStart(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`could not rewrite ${file}`, { cause });
  }
}

/** ncc makes one file of the chunks, as other actions have it. */
function packInOneFile(file: string, out: string): void {
  const ncc = path.join(project, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
  // A package of its own: the project's package.json would make the files modules.
  writeFileSync(path.join(path.dirname(file), 'package.json'), '{ "type": "commonjs" }\n');
  execFileSync(process.execPath, [ncc, 'build', file, '-o', out, '-q'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function bundleEntry(entry: (typeof ENTRIES)[number], dir: string): Promise<readonly OutputChunk[]> {
  const build = await rolldown({
    cwd: project,
    input: { index: path.join(project, entry.file) },
    platform: 'node',
    logLevel: 'warn',
    preserveEntrySignatures: false,
    // Without this the action would load an HTTP client, which only functions that nobody here calls would use.
    treeshake: { moduleSideEffects: (id) => !id.includes('/node_modules/@actions/') },
  });
  const { output } = await build.write({
    dir,
    format: 'cjs',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    // The reasons stay in src/. Node reads and checks every character at each start.
    comments: { legal: true, annotation: false, jsdoc: false },
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: chunkNames(project, entry), debugName: 'halves' }],
    },
  });
  return output.filter((file) => file.type === 'chunk');
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
  await bundle(fresh);
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
