import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ExampleName, exampleImage } from '../../scripts/example-images.ts';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { type RegistryServer, startRegistryServer } from '../places/registry-server.ts';
import { ActionRepository } from '../programs/act.ts';

/** An action in place of `actions/upload-artifact`: fails unless the directory has files. */
const UPLOAD = `name: Upload
inputs: { name: { required: true }, path: { required: true } }
runs:
  using: composite
  steps: [{ shell: bash, run: 'test -n "$(ls -A "\${{ inputs.path }}")" && echo "uploaded \${{ inputs.name }}"' }]
`;

/** The images of the workflows, and the example whose image stands for each. */
const IMAGES: Readonly<Record<string, ExampleName>> = {
  'golang:1.26': 'go',
  'node:24': 'node',
  'python:3.12': 'python',
  'python:3.13': 'python',
  'python:3.14': 'python',
  'python:3)': 'python',
  'debian:bookworm-slim': 'c',
};

const CHANGED = [
  'go/build.spec',
  'node/build.spec',
  'python/build.spec',
  'workflows/secrets.spec',
  'workflows/matrix.yml',
];

/** Images take minutes on a machine that has none. */
const TIMEOUT_MS = 20 * 60_000;

// The workflows are those of users, except that a registry of this machine serves the images.
describe('a workflow of the how-to pages, run by act', () => {
  let directory: string;
  let repository: ActionRepository;
  let registry: RegistryServer;
  let pool: Pool;

  beforeAll(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'workflows-'));
    mkdirSync(path.join(directory, 'upload'));
    writeFileSync(path.join(directory, 'upload/action.yml'), UPLOAD);
    pool = makePool({ bytes: 8 * 1024 ** 3 });
    registry = await startRegistryServer();
    for (const name of new Set(Object.values(IMAGES))) {
      const image = [`oci:${await exampleImage(name)}`, `docker://${registry.host}/${name}:latest`];
      execFileSync('skopeo', ['copy', '--quiet', '--dest-tls-verify=false', ...image]);
    }
    repository = new ActionRepository((checkout) => {
      for (const name of CHANGED) {
        const file = path.join(checkout, 'examples', name);
        writeFileSync(file, withOurImages(readFileSync(file, 'utf8'), registry.host));
      }
    });
  }, TIMEOUT_MS);

  afterAll(async () => {
    repository?.remove();
    pool?.remove();
    await registry?.close();
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  });

  test.each([
    { name: 'node', says: 'uploaded node' },
    { name: 'python', says: 'uploaded python' },
    { name: 'matrix', says: 'Ran 2 tests' },
    { name: 'secrets', says: 'the token is here' },
    { name: 'pull-requests', event: 'pull_request' as const, says: '--- PASS: TestSlug' },
  ])(
    'the workflow $name passes',
    ({ name, event, says }) => {
      const options = {
        event,
        env: { OBUILDER_STORE: `btrfs:${pool.path}` },
        actions: { 'actions/upload-artifact@v5': path.join(directory, 'upload') },
      };
      const { status, log } = repository.push(`examples/workflows/${name}.yml`, {}, options);
      expect(status, log).toBe(0);
      expect(log).toContain(says);
    },
    TIMEOUT_MS,
  );
});

const withOurImages = (text: string, host: string) =>
  Object.entries(IMAGES).reduce((now, [image, name]) => {
    const end = image.endsWith(')') ? ')' : '';
    return now.replaceAll(image, `${host}/${name}:latest${end}`);
  }, text);
