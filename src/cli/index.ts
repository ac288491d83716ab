import { enableCompileCache } from 'node:module';
import { whyNodeIsTooOld } from '../host/node-version.ts';
import { dropInheritedLimits } from '../host/process/own-limits.ts';
import { fullPath } from '../host/search-path.ts';
import { places } from '../worker/places.ts';
import { type CompiledCode, openCompiledCode } from './compiled-code.ts';

/** The verbs that read the user's files. */
const READING: readonly (string | undefined)[] = ['worker', 'build', 'plan'];
/** Internal verbs, started only by this program. */
const READER = 'reader';
const RELAY = 'relay';

/** Undefined for users other than root, and for verbs that may take a moment longer. */
let compiled: CompiledCode | undefined;
const fault = whyNodeIsTooOld(process.versions.node);
if (fault === undefined) {
  void start(process.argv.slice(2)).then(leave);
} else {
  process.stderr.write(`error: ${fault}\n`);
  process.exitCode = 1;
}

/**
 * Ends this process at once, because freeing memory and connections first takes a tenth of a cached build. Text that a slow reader
 * has not taken yet keeps the process alive.
 */
function leave(status: number): void {
  process.exitCode = status;
  if (status === 0) compiled?.keep();
  if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
}

async function start(args: readonly string[]): Promise<number> {
  const [name] = args;
  const isRoot = process.getuid !== undefined && process.getuid() === 0;
  if (isRoot) {
    dropInheritedLimits();
    keepCompiledCode(name);
  }
  if (name === READER) return (await import('./verbs/reader.ts')).runReader(args[1] ?? '');
  if (name === RELAY) return (await import('./verbs/relay.ts')).runRelay();
  // Otherwise losetup and mkfs.btrfs seem to be missing, and no pool can be mounted.
  process.env['PATH'] = fullPath(process.env['PATH']);
  if (isRoot && name !== undefined && READING.includes(name)) await startReading(name);
  return (await import('./main.ts')).main(args);
}

/**
 * Starts the reader first, because a build behind sudo waits longest for this process. Its errors surface at the first use. Then loads the
 * quick half.
 */
async function startReading(name: string): Promise<void> {
  (await import('../worker/asker.ts')).asker().catch(() => undefined);
  compiled = openCompiledCode(compiledDirectory(name));
  compiled.load('quick.js');
}

/**
 * Lets Node keep compiled code for the next start. Only for root and in root's directory, because a writer of the cache decides what
 * root runs. Below /run, or on the disk if programs cannot run there. Verbs with a critical start time have directories of their own.
 */
function keepCompiledCode(name: string | undefined): void {
  const counts = name === READER || name === RELAY || READING.includes(name);
  enableCompileCache(compiledDirectory(counts ? name : undefined));
}

function compiledDirectory(name = 'other'): string {
  return `${places.runDirectory}/compile-cache/${name}`;
}
