import { openMemoryStore } from '../../fakes/memory-store.ts';
import { buildSuite } from '../../suites/store.ts';

buildSuite('memory', async () => {
  const store = openMemoryStore();
  return { open: async () => store, remove: async () => undefined, isWritable: true };
});
