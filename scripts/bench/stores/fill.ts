import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Base, ResultMeta } from '../../../src/contract/results.ts';
import type { Store } from '../../../src/contract/store.ts';
import { nonce } from '../bench.ts';
import { interruption } from '../command.ts';

/** As long as a build of some size, and short enough that what is pruned are whole chains. */
const CHAIN = 20;
/** Chains at once: a driver waits for its commands most of the time. */
const AT_ONCE = 4;

function metaOf(operation: string, parent: string): ResultMeta {
  const environment = [['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']] as const;
  return {
    parent,
    kind: 'run',
    operation,
    startedAt: Date.now(),
    seconds: 0.1,
    outputs: {},
    source: 'built',
    context: { shell: ['/bin/sh', '-c'], cwd: '/', user: { uid: 0, gid: 0 }, environment },
  };
}

/** Puts that many results into a store, in chains on one base, each with a small file more: as builds do, without runc. */
export async function fill(store: Store, base: Base, count: number): Promise<void> {
  let left = count;
  const chains = async () => {
    while (left > 0) {
      const length = Math.min(CHAIN, left);
      left -= length;
      await makeChain(store, base, length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, chains));
}

async function makeChain(store: Store, base: Base, length: number): Promise<void> {
  const commits: Promise<unknown>[] = [];
  let previous = base;
  for (let step = 0; step < length; step += 1) {
    interruption.signal.throwIfAborted();
    const text = nonce();
    const acquired = await store.acquire(createHash('sha256').update(text).digest('hex'));
    if (acquired.kind !== 'lease') throw new Error(`${text} is in the store already`);
    const draft = await acquired.lease.begin(previous);
    writeFileSync(path.join(draft.rootfs, 'root', `file-${step}`), text);
    draft.log(`(run (shell "echo ${text}"))\n${text}\n`);
    const { base: next, done } = draft.commit(metaOf(`(run (shell "echo ${text}"))`, previous.id));
    commits.push(done);
    previous = next;
  }
  await Promise.all(commits);
}
