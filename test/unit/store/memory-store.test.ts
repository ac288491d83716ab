import { openMemoryStore } from '../../fixtures/memory-store.ts';
import { storeSuite } from '../../fixtures/store-suite.ts';

storeSuite('memory', async () => {
  const store = openMemoryStore();
  return { open: async () => store, remove: async () => undefined };
});
