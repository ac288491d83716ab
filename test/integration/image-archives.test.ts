import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildText } from '../fakes/build.ts';
import {
  built,
  configOf,
  directory,
  docker,
  image,
  registry,
  runner,
  scopes,
  sentBytes,
  settings,
  skopeo,
  spec,
  useDocker,
  useImageRunners,
} from '../places/image-runners.ts';

// Images of results as files: the same bytes on every kind of store, and what docker and skopeo read.
useImageRunners();
useDocker();

const EPOCH = 1_700_000_000;
const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

test('two stores give the same bytes with SOURCE_DATE_EPOCH', async () => {
  const reproducible = { settings: { ...settings, sourceDateEpoch: EPOCH } };
  const ways = [];
  for (const kind of ['btrfs', 'overlayfs on ext4', 'copy on xfs']) {
    const one = await runner(kind);
    const dest = path.join(directory, `${kind}.tar`);
    const name = `${registry.host}/team/same:${kind.split(' ')[0]}`;
    const { images } = await built(one, [
      image({ names: [name], ...reproducible }),
      image({ type: 'oci', dest, names: ['app:1'], ...reproducible }),
    ]);
    ways.push([...images.map(({ digest }) => digest), sha256(dest)]);
    expect(configOf(name).created).toBe('2023-11-14T22:13:20Z');
  }
  expect(ways[0]?.[0]).toBe(ways[0]?.[1]);
  expect(ways[1]).toEqual(ways[0]);
  expect(ways[2]).toEqual(ways[0]);
});

test('an archive never goes through a link of the job', async () => {
  const work = path.join(directory, 'workspace');
  const outside = path.join(directory, 'outside');
  for (const made of [work, outside]) mkdirSync(made);
  symlinkSync(outside, path.join(work, 'out'));
  const one = await runner();
  const told = await buildText(one, spec(), {
    scopes,
    outputs: [image({ type: 'oci', dest: path.join(work, 'out/x.tar'), below: work })],
  });
  expect(told.of('failed')[0]?.error).toMatchObject({ code: 'export-failed' });
  expect(readdirSync(outside)).toEqual([]);
});

test('docker and skopeo load archives of builds and nested builds', async () => {
  const one = await runner();
  const [oci, saved] = ['part.oci.tar', 'app.tar'].map((name) => path.join(directory, name));
  const { told, images } = await built(one, [
    image({ type: 'oci', dest: oci, build: 'part', names: ['part:1'] }),
    image({ type: 'docker', dest: saved, names: ['acme/app:7'] }),
  ]);
  expect(images.map(({ type, dest }) => [type, dest])).toEqual([
    ['oci', oci],
    ['docker', saved],
  ]);
  expect(sentBytes(told)).toEqual([oci, saved].map((file = '') => statSync(file).size));
  const inspected = JSON.parse(skopeo('inspect', `oci-archive:${oci}:1`)) as {
    Digest: string;
    Layers: string[];
  };
  expect(inspected.Digest).toBe(images[0]?.digest);
  expect(inspected.Layers).toHaveLength(3);
  const other = JSON.parse(skopeo('inspect', `docker-archive:${saved}:acme/app:7`)) as { Layers: string[] };
  expect(other.Layers).toHaveLength(4);
  docker.run('load', '--quiet', '--input', saved ?? '');
  expect(docker.run('run', '--rm', '--network', 'none', 'acme/app:7', 'cat /out/two')).toBe('two\n');
  const [{ Id: imageId }] = JSON.parse(docker.run('inspect', 'acme/app:7')) as [{ Id: string }];
  expect(imageId).toBe(images[1]?.imageId);
  const left = readdirSync(path.dirname(one.keeper.scratch()), { recursive: true, encoding: 'utf8' });
  expect(left.filter((name) => name.includes('layer-'))).toEqual([]);
});
