// Makes what the examples' tests need, beside the suites before those tests: programs in Go and images. The machine is not idle, so this
// work has the lowest priority. A test that finds something missing makes it, and reports the failure.
import os from 'node:os';
import process from 'node:process';
import { exampleImage, toolchains } from './example-images.ts';
import { root } from './lib/image-layout.ts';

const LOWEST = 19;

async function tried(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    console.error(`${error}`.split('\n', 1)[0]);
  }
}

os.setPriority(process.pid, LOWEST);
await tried(root(['tools/peers/peers', 'install', 'crane', 'registry', 'act', 'actionlint']));
for (const name of toolchains) await tried(exampleImage(name));
