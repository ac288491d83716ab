import { enableCompileCache } from 'node:module';
import { dropInheritedLimits } from '../host/own-limits.ts';
import { whyNodeIsTooOld } from '../worker/node-version.ts';
import { places } from './places.ts';

const fault = whyNodeIsTooOld(process.versions.node);
if (fault === undefined) {
  start();
} else {
  process.stderr.write(`error: ${fault}\n`);
  process.exitCode = 1;
}

function start(): void {
  // What was compiled once is read the next time, 4 ms of the 65 that a cached build takes. Only for root and in a directory of
  // root's, since whoever writes there decides what runs; below /run, so that a reboot clears what old versions left.
  const isRoot = process.getuid !== undefined && process.getuid() === 0;
  if (isRoot) {
    dropInheritedLimits();
    enableCompileCache(`${places.runDirectory}/compile-cache`);
  }
  void import('./main.ts')
    .then(({ main }) => main(process.argv.slice(2)))
    .then((status) => {
      process.exitCode = status;
    });
}
