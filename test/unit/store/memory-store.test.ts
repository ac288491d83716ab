import { openMemoryStore } from '../../fakes/memory-store.ts';
import { storeSuite } from '../../suites/store.ts';

const makeWorld = async () => {
  const store = openMemoryStore();
  return { open: async () => store, remove: async () => undefined, isWritable: true };
};

storeSuite('memory', makeWorld, { isShared: false });
