import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { startRegistryServer } from '../places/registry-server.ts';
import { ActionRepository, printed } from '../programs/act.ts';
import { findPeer } from '../programs/peer.ts';

const project = path.resolve(import.meta.dirname, '../..');

describe('the example workflow, run by act', () => {
  let repository: ActionRepository;
  let pool: Pool;

  beforeAll(() => {
    pool = makePool({ bytes: 1024 ** 3 });
    repository = new ActionRepository();
  });

  afterAll(() => {
    repository?.remove();
    pool?.remove();
  });

  const push = () =>
    repository.push('examples/workflow/workflow.yml', { OBUILDER_STORE: `btrfs:${pool.path}` });

  test('passes outputs, a result and its files to later jobs, and caches steps', () => {
    const first = push();
    expect(first.status, first.log).toBe(0);
    expect(printed(first.log)).toContain('The build counted 5 words (cached false)');
    const second = push();
    expect(second.status, second.log).toBe(0);
    expect(printed(second.log)).toContain('The build counted 5 words (cached true)');
    for (const { log } of [first, second]) expect(printed(log)).toContain('The last word is step');
    // A cached step shows the log that it had.
    for (const { log } of [first, second]) expect(printed(log)).toContain('snapshot');
  });

  test('pushes an image, and a later job starts from the image', async () => {
    const registry = await startRegistryServer();
    try {
      const variables = { OBUILDER_STORE: `btrfs:${pool.path}`, REGISTRY: `${registry.host}/acme` };
      const { status, log } = repository.push('examples/workflow/image.yml', variables);
      expect(status, log).toBe(0);
      const lines = printed(log);
      expect(lines).toContain('the last word is step');
      const [, digest] = /^Pushed (sha256:[0-9a-f]{64})$/m.exec(lines.join('\n')) ?? [];
      const tag = `http://${registry.host}/v2/acme/words/manifests/latest`;
      const accept = 'application/vnd.oci.image.manifest.v1+json';
      const answer = await fetch(tag, { headers: { accept } });
      expect([answer.status, answer.headers.get('docker-content-digest')]).toEqual([200, digest]);
    } finally {
      await registry.close();
    }
  });
});

test('actionlint has no complaint about the workflows', () => {
  const files = globSync(['examples/*/*.yml', '.github/workflows/*.yml'], { cwd: project });
  expect(files.length).toBeGreaterThan(3);
  const { status, stdout } = spawnSync(findPeer('actionlint'), files, { cwd: project, encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, '']);
});
