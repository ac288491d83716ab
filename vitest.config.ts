import { defineConfig } from 'vitest/config';

// Whoever starts the tests by sudo is not who asks for the builds in them.
for (const name of ['SUDO_UID', 'SUDO_GID', 'SUDO_USER', 'SUDO_COMMAND']) delete process.env[name];

// Bounds that only end what hangs: no test may depend on how fast the machine is.
const bounds = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000 } } };
const serial = { fileParallelism: false, ...bounds };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], ...bounds } },
      { test: { name: 'integration', include: ['test/integration/**/*.test.ts'], ...serial } },
      { test: { name: 'carriers', include: ['test/carriers/**/*.test.ts'], ...serial } },
      { test: { name: 'stores', include: ['test/stores/**/*.test.ts'], ...serial } },
      { test: { name: 'conformance', include: ['test/conformance/**/*.test.ts'], ...serial } },
      { test: { name: 'examples', include: ['test/examples/**/*.test.ts'], ...serial } },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], ...serial } },
    ],
  },
});
