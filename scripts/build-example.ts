// Builds examples/c-program with the committed dist/, then once more, and shows that the second time nothing ran.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { debianBase } from './debian-base.ts';
import { environment, project } from './machine.mjs';

const PUBLIC_REGISTRY = 'https://registry-1.docker.io/v2/';
const example = path.join(project, 'examples/c-program');
const work = path.join(project, '.cache/quickstart');
const poolDirectory = path.join(work, 'pool');
const cli = path.join(project, 'dist/cli/index.js');

async function registryAnswers(): Promise<boolean> {
  return fetch(PUBLIC_REGISTRY, { signal: AbortSignal.timeout(5000) }).then(
    ({ status }) => status === 200 || status === 401,
    () => false,
  );
}

/** The example's spec, or one whose base image is made here where no registry can be reached. */
async function specFile(): Promise<string> {
  const spec = path.join(example, 'build.spec');
  if (await registryAnswers()) return spec;
  console.log('No registry can be reached from here, so the base image is made on this machine.');
  const { layout } = await debianBase();
  const local = path.join(work, 'build.spec');
  writeFileSync(local, readFileSync(spec, 'utf8').replace('debian:bookworm-slim', `"oci:${layout}"`));
  return local;
}

interface Report {
  readonly id: string;
  readonly cacheHit: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

function build(spec: string): Report {
  const report = path.join(work, 'report.json');
  const args = [
    cli,
    'build',
    '-f',
    spec,
    example,
    '--store=auto',
    `--pool-dir=${poolDirectory}`,
    `--report=${report}`,
  ];
  const { status } = spawnSync('node', args, { env: environment(), stdio: 'inherit' });
  if (status !== 0) throw new Error(`the build of ${spec} failed; its output is above`);
  return JSON.parse(readFileSync(report, 'utf8')) as Report;
}

function timed<T>(work: () => T): [T, number] {
  const start = performance.now();
  const value = work();
  return [value, (performance.now() - start) / 1000];
}

mkdirSync(work, { recursive: true });
const spec = await specFile();
console.log('\n### First build\n');
const [first, firstSeconds] = timed(() => build(spec));
console.log('\n### Second build of the same spec\n');
const [second, secondSeconds] = timed(() => build(spec));
if (!second.cacheHit || second.id !== first.id) throw new Error('the second build was not cached');

console.log(`
The first build took ${firstSeconds.toFixed(1)} s, the second ${secondSeconds.toFixed(2)} s: every step was cached.
Result ${first.id}
gzstat ${first.outputs['version']}, ${first.outputs['size']} bytes

The pool of this try-out stays in ${path.relative(process.cwd(), poolDirectory) || '.'}. To remove it:
  sudo umount ${poolDirectory}/mnt && sudo rm -rf ${poolDirectory}`);
