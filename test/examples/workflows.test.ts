import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forMirror } from '../../scripts/debian-base.ts';
import { type ExampleName, exampleImage } from '../../scripts/example-images.ts';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { type RegistryServer, startRegistryServer } from '../places/registry-server.ts';
import { ActionRepository, type WorkflowRun } from '../programs/act.ts';

const project = path.resolve(import.meta.dirname, '../..');

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
  'rust:1': 'rust',
  'maven:3': 'java',
  'debian:bookworm-slim': 'c',
};

const CHANGED = [
  'c/build.spec',
  'go/build.spec',
  'java/build.spec',
  'node/build.spec',
  'python/build.spec',
  'rust/build.spec',
  'workflows/secrets.spec',
  'workflows/matrix.yml',
];

/** The workflows of pushes, a text of each log, and the names of the jobs. One act runs all, as many jobs at once as there are processors. */
const PUSHED = [
  { name: 'c', says: 'uploaded c', jobs: ['C/test'] },
  { name: 'go', says: 'uploaded go', jobs: ['Go/test'] },
  { name: 'java', says: 'uploaded java', jobs: ['Java/test'] },
  { name: 'matrix', says: 'Ran 2 tests', jobs: ['Matrix/test-1', 'Matrix/test-2', 'Matrix/test-3'] },
  { name: 'node', says: 'uploaded node', jobs: ['Node/test'] },
  { name: 'python', says: 'uploaded python', jobs: ['Python/test'] },
  { name: 'rust', says: 'uploaded rust', jobs: ['Rust/test'] },
  { name: 'secrets', says: 'the token is here', jobs: ['Secrets/build'] },
] as const;

/** Of other events; or the workflow needs servers that this machine does not have. */
const APART: Readonly<Record<string, string>> = {
  'pull-requests': 'has a test of its own',
  'shared-results': 'logs in to ghcr.io; act-share.test.ts shares results through a registry of this machine',
};

/** Images take minutes on a machine that has none. */
const TIMEOUT_MS = 20 * 60_000;

// The workflows are those of users, except that a registry of this machine serves the images.
describe('a workflow of the how-to pages, run by act', () => {
  let directory: string;
  let repository: ActionRepository;
  let registry: RegistryServer;
  let pool: Pool;
  let pushed: WorkflowRun | undefined;

  beforeAll(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'workflows-'));
    mkdirSync(path.join(directory, 'upload'));
    writeFileSync(path.join(directory, 'upload/action.yml'), UPLOAD);
    pool = makePool({ bytes: 12 * 1024 ** 3 });
    registry = await startRegistryServer();
    for (const name of new Set(Object.values(IMAGES))) {
      const image = [`oci:${await exampleImage(name)}`, `docker://${registry.host}/${name}:latest`];
      execFileSync('skopeo', ['copy', '--quiet', '--dest-tls-verify=false', ...image]);
    }
    repository = new ActionRepository((checkout) => {
      const examples = path.join(checkout, 'examples');
      for (const name of CHANGED) {
        const file = path.join(examples, name);
        writeFileSync(file, withOurImages(forMirror(readFileSync(file, 'utf8')), registry.host));
      }
      mkdirSync(path.join(examples, 'pushed'));
      for (const { name } of PUSHED)
        copyFileSync(path.join(examples, `workflows/${name}.yml`), path.join(examples, `pushed/${name}.yml`));
    });
  }, TIMEOUT_MS);

  afterAll(async () => {
    repository?.remove();
    pool?.remove();
    await registry?.close();
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  });

  const run = (workflows: string, event: 'push' | 'pull_request') =>
    repository.push(
      workflows,
      {},
      {
        event,
        env: { OBUILDER_STORE: `btrfs:${pool.path}` },
        actions: { 'actions/upload-artifact@v5': path.join(directory, 'upload') },
      },
    );

  test.each(PUSHED)(
    'the workflow $name passes',
    ({ says, jobs }) => {
      pushed ??= run('examples/pushed', 'push');
      for (const job of jobs) {
        const log = linesOf(pushed.log, job);
        expect(log, pushed.log).toMatch(/Job succeeded/);
        expect(log).toContain(says);
      }
    },
    TIMEOUT_MS,
  );

  test(
    'no job of a push fails',
    () => {
      pushed ??= run('examples/pushed', 'push');
      expect(pushed.status, pushed.log).toBe(0);
    },
    TIMEOUT_MS,
  );

  test(
    'the workflow pull-requests passes',
    () => {
      const { status, log } = run('examples/workflows/pull-requests.yml', 'pull_request');
      expect(status, log).toBe(0);
      expect(log).toContain('--- PASS: TestSlug');
    },
    TIMEOUT_MS,
  );

  test('each workflow runs, or has a reason against', () => {
    const files = readdirSync(path.join(project, 'examples/workflows')).filter((name) =>
      name.endsWith('.yml'),
    );
    const known = [...PUSHED.map(({ name }) => name), ...Object.keys(APART)].map((name) => `${name}.yml`);
    expect(files.sort()).toEqual(known.sort());
  });
});

/** The lines of a job in act's log. */
function linesOf(log: string, job: string): string {
  const isOfJob = (line: string) => /^\[([^\]]*?) *\]/.exec(line)?.[1] === job;
  return log.split('\n').filter(isOfJob).join('\n');
}

const withOurImages = (text: string, host: string) =>
  Object.entries(IMAGES).reduce((now, [image, name]) => {
    const end = image.endsWith(')') ? ')' : '';
    return now.replaceAll(image, `${host}/${name}:latest${end}`);
  }, text);
