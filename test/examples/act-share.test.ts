import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { type RegistryServer, startRegistryServer } from '../places/registry-server.ts';
import { ActionRepository, printed } from '../programs/act.ts';
import { runCli } from '../programs/cli.ts';

describe('the example of two runners, run by act', () => {
  let repository: ActionRepository;
  let pool: Pool;
  let registry: RegistryServer;
  let directory: string;

  beforeAll(async () => {
    pool = makePool({ bytes: 2 * 1024 ** 3 });
    registry = await startRegistryServer();
    directory = mkdtempSync(path.join(tmpdir(), 'act-share-'));
    repository = new ActionRepository();
  });

  afterAll(async () => {
    repository?.remove();
    await registry?.close();
    pool?.remove();
    rmSync(directory, { recursive: true });
  });

  const carriers = {
    registry: () => `type=registry,ref=${registry.host}/team/cache`,
    local: () => `type=local,dest=${directory}/cache`,
    // Of act: version 1 of the service, as that of GHES.
    gha: () => 'type=gha',
  };

  test.each(['registry', 'local', 'gha'] as const)('two runners share results through type=%s', (type) => {
    const [first = '', second = ''] = ['one', 'two'].map((name) => `btrfs:${pool.path}/${type}-${name}`);
    for (const store of [first, second]) expect(runCli(['init', store]).status).toBe(0);
    const variables = { CARRIER: carriers[type](), FIRST_STORE: first, SECOND_STORE: second };
    const { status, log } = repository.push('examples/workflow/share.yml', variables);
    expect(status, log).toBe(0);
    const lines = printed(log);
    expect(lines).toContain('The first runner has cached false');
    expect(lines).toContain('The second runner has cached true and takes 5 words');
    expect(log).not.toMatch(/::warning|⚠|❗|is not used any more/);
    const traffic = lines.filter((line) => line.includes('results found'));
    expect(log).toMatch(/fetching \d of \d layers from the .* for the output/);
    const found = (unit: string) =>
      new RegExp(`: 6 results found, \\d+ requests, [\\d.]+ ${unit} received, 0 bytes sent$`);
    // No files, and then only those of the small layers that the output asks for: all files have 1 MB. A pack of gha comes whole.
    // Both builds begin with the same image, which is stored once.
    const parts = [/: 0 results found, 5 stored, /, found('KB'), found(type === 'gha' ? 'MB' : 'KB')];
    expect(traffic).toEqual(parts.map((part) => expect.stringMatching(part)));
  });
});
