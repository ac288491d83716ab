import { mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { places } from './places.ts';

// What was compiled once is read the next time, 4 ms of the 65 that a cached build takes. Only for root and in a directory of
// root's, since whoever writes there decides what runs; below /run, so that a reboot clears what old versions left.
if (process.getuid?.() === 0) {
  mkdirSync(places.runDirectory, { recursive: true, mode: 0o700 });
  enableCompileCache(`${places.runDirectory}/compile-cache`);
}

const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
