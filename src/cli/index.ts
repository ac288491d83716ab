import { enableCompileCache } from 'node:module';
import { dropInheritedLimits } from '../host/process/own-limits.ts';
import { whyNodeIsTooOld } from '../request/node-version.ts';
import { places } from '../worker/places.ts';

/** The verbs that read files of whoever asks. */
const READING: readonly (string | undefined)[] = ['worker', 'build', 'plan'];
/** Only this program itself starts this verb. */
const READER = 'reader';

const fault = whyNodeIsTooOld(process.versions.node);
if (fault === undefined) {
  void start(process.argv.slice(2)).then((status) => {
    process.exitCode = status;
  });
} else {
  process.stderr.write(`error: ${fault}\n`);
  process.exitCode = 1;
}

async function start(args: readonly string[]): Promise<number> {
  const [name] = args;
  const isRoot = process.getuid !== undefined && process.getuid() === 0;
  if (isRoot) {
    dropInheritedLimits();
    keepCompiledCode(name);
  }
  if (name === READER) return (await import('./verbs/reader.ts')).runReader(args[1] ?? '');
  // A reader takes as long to start as this process takes to load the rest. Whoever needs the reader hears of an error.
  if (isRoot && READING.includes(name)) (await import('../worker/asker.ts')).asker().catch(() => undefined);
  return (await import('./main.ts')).main(args);
}

/**
 * Code that was compiled once is read the next time. Only for root and in a directory of root's, since whoever writes there decides
 * what runs; below /run, so that a reboot clears what old versions left. Node keeps the functions that the first run called, so
 * each of the verbs whose start counts has a directory.
 */
function keepCompiledCode(name: string | undefined): void {
  const counts = name === READER || READING.includes(name);
  enableCompileCache(`${places.runDirectory}/compile-cache/${counts ? name : 'other'}`);
}
