import { openMemoryStore } from '../../fixtures/memory-store.ts';
import { storeSuite } from '../../fixtures/store-suite.ts';

const makeWorld = async () => {
  const store = openMemoryStore();
  return { open: async () => store, remove: async () => undefined, isWritable: true };
};

storeSuite('memory', makeWorld, { isShared: false });
