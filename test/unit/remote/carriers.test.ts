import { MemoryCarrier, remoteMemory } from '../../fakes/memory-carrier.ts';
import { layoutWorld } from '../../places/carrier-worlds.ts';
import { carrierSuite } from '../../suites/carrier.ts';

carrierSuite('in memory', () => {
  const memory = remoteMemory();
  return Promise.resolve({
    open: () => Promise.resolve(new MemoryCarrier(memory)),
    change: (digest, to) => {
      if (to === undefined) memory.blobs.delete(digest);
      else memory.blobs.set(digest, to);
    },
    remove: () => Promise.resolve(),
  });
});

carrierSuite('a directory', () => Promise.resolve(layoutWorld()));
