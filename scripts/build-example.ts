// Builds examples/c with the committed dist/, then once more, and shows that the second time nothing ran.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { forMirror } from './debian-base.ts';
import { type Prepared, prepare } from './example-context.ts';
import { environment, project } from './machine.mjs';

const example = path.join(project, 'examples/c');
/** Only root may choose a place, which tests do. Others by sudo get the store of this machine. */
const poolDirectory =
  process.getuid?.() === 0 && process.env['SUDO_UID'] === undefined
    ? (process.env['OBUILDER_QUICKSTART_POOL'] ?? '/var/lib/obuilder-quickstart')
    : undefined;
const cli = path.join(project, 'dist/cli/index.js');

interface Report {
  readonly id: string;
  readonly cacheHit: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Builds with all of the log on the screen, and gives what `--json` prints last. */
async function build(spec: string, { directory, context, base }: Prepared): Promise<Report> {
  const place = poolDirectory === undefined ? [] : [`--pool-dir=${poolDirectory}`];
  const flags = [...place, `--build-arg=BASE=${base}`, '--json'];
  const args = [cli, 'build', '-f', path.join(directory, spec), context, ...flags];
  const child = spawn('node', args, { env: environment(), stdio: ['inherit', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    output += text;
  });
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`the build of ${spec} failed; its output is above`);
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as Report;
}

/** Fails unless the packages of the first build are in the cache slot. */
const LOOK = `((arg BASE) (from \${BASE})
 (run (cache (apt-archives (target /slot))) (shell "ls /slot/*.deb | wc -l; test -e /slot/gcc_*.deb")))
`;

async function timed<T>(work: Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const value = await work;
  return [value, (performance.now() - start) / 1000];
}

async function main(): Promise<void> {
  const spec = forMirror(readFileSync(path.join(example, 'build.spec'), 'utf8'));
  const prepared = await prepare(example, { 'build.spec': spec, 'slot.spec': LOOK });
  console.log('\n### First build\n');
  const [first, firstSeconds] = await timed(build('build.spec', prepared));
  console.log('\n### Second build of the same spec\n');
  const [second, secondSeconds] = await timed(build('build.spec', prepared));
  if (!second.cacheHit || second.id !== first.id) throw new Error('the second build was not cached');
  console.log('\n### The packages in the cache slot\n');
  await build('slot.spec', prepared);
  console.log(`
The first build took ${firstSeconds.toFixed(1)} s, the second ${secondSeconds.toFixed(2)} s: every step was cached.
Result ${first.id}
gzstat ${first.outputs['version']}, ${first.outputs['size']} bytes

${whatStays()}`);
}

function whatStays(): string {
  if (poolDirectory === undefined) return "The results stay in this machine's store.";
  return `The pool of this try-out stays in ${poolDirectory}. To remove it:
  umount ${poolDirectory}/pool && rm -rf ${poolDirectory}`;
}

try {
  await main();
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
