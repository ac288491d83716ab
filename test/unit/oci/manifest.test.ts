import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/oci/config.ts';
import { choosePlatform, type Descriptor, parseManifest } from '../../../src/oci/manifest.ts';
import { matchPlatform, parsePlatform } from '../../../src/oci/platform.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const OCI = 'application/vnd.oci.image';
const bytes = (json: unknown) => Buffer.from(JSON.stringify(json));
const descriptor = (digit: string, platform?: string): Descriptor => ({
  mediaType: `${OCI}.manifest.v1+json`,
  digest: digest(digit),
  size: 1,
  annotations: {},
  platform: platform === undefined ? undefined : parsePlatform(platform),
});
const image = (layer: object, config: object = {}) => ({
  schemaVersion: 2,
  config: { mediaType: `${OCI}.config.v1+json`, digest: digest('c'), size: 2, ...config },
  layers: [{ mediaType: `${OCI}.layer.v1.tar+gzip`, digest: digest('1'), size: 3, ...layer }],
});

describe('choosing a platform', () => {
  const choose = (wanted: string, offered: readonly (string | undefined)[]) => {
    const list = offered.map((platform, index) => descriptor(String(index), platform));
    return Number(choosePlatform(list, parsePlatform(wanted), 'x').digest.at(-1));
  };
  test.each([
    ['linux/amd64', ['linux/arm64', 'linux/amd64', 'unknown/unknown'], 1],
    ['linux/amd64', ['linux/amd64/v3', 'linux/amd64'], 1],
    ['linux/arm/v7', ['linux/arm/v5', 'linux/arm/v7', 'linux/arm/v6'], 1],
    ['linux/arm/v6', ['linux/arm/v5', 'linux/arm/v7', 'linux/arm/v6'], 2],
    ['linux/arm64', ['linux/arm/v7', 'linux/arm64/v8'], 1],
    ['linux/arm64/v8', ['linux/arm64'], 0],
    ['linux/amd64', [undefined], 0],
    ['linux/amd64', ['unknown/unknown', undefined], 1],
    ['linux/amd64', [undefined, 'linux/amd64'], 1],
  ] as const)('%s of %j', (wanted, offered, index) => {
    expect(choose(wanted, offered)).toBe(index);
  });

  test('an unsupported image lists the offered platforms', () => {
    expect(() => choose('linux/arm/v6', ['linux/arm/v7', 'windows/amd64', 'unknown/unknown'])).toThrow(
      expect.objectContaining({
        code: 'image-invalid',
        value: 'linux/arm/v6',
        hint: 'The image is made for linux/arm/v7, windows/amd64.',
      }),
    );
  });

  test('a newer variant never matches', () => {
    expect(matchPlatform(parsePlatform('linux/arm/v6'), parsePlatform('linux/arm/v7'))).toBeUndefined();
  });
});

describe('a manifest', () => {
  test('of OCI without a media type, and of Docker, is read', () => {
    expect(parseManifest(bytes(image({})), 'x')).toMatchObject({ kind: 'image', layers: [{ size: 3 }] });
    const docker = {
      ...image(
        { mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip' },
        { mediaType: 'application/vnd.docker.container.image.v1+json' },
      ),
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    };
    expect(parseManifest(bytes(docker), 'x')).toMatchObject({ kind: 'image' });
  });

  test.each([
    ['broken JSON', Buffer.from('{"schemaVersion":2,'), 'is not JSON'],
    ['an array', Buffer.from('[]'), 'no JSON object'],
    ['schema 1', bytes({ schemaVersion: 1, fsLayers: [] }), 'schema 1'],
    [
      'a foreign layer',
      bytes(image({ mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip' })),
      'foreign',
    ],
    [
      'an encrypted layer',
      bytes(image({ mediaType: `${OCI}.layer.v1.tar+gzip+encrypted` })),
      'not supported',
    ],
    ['a wrong digest', bytes(image({ digest: 'sha256:../../x' })), 'instead of a digest'],
    ['a negative size', bytes(image({ size: -1 })), 'no valid size'],
    ['a chart', bytes(image({}, { mediaType: 'application/vnd.cncf.helm.config.v1+json' })), 'artifact'],
    [
      'no layers',
      bytes({ ...image({}), layers: 3, mediaType: `${OCI}.manifest.v1+json` }),
      'no list of blobs',
    ],
    ['something else', bytes({ mediaType: 'text/plain' }), 'no image'],
    [
      'too many layers',
      bytes({ ...image({}), layers: Array(1001).fill(image({}).layers[0]) }),
      'the maximum is 1000',
    ],
  ])('%s is refused', (_, content, problem) => {
    expect(() => parseManifest(content, 'manifest x')).toThrow(
      expect.objectContaining({ code: 'image-invalid', message: expect.stringContaining(problem) as string }),
    );
  });
});

describe('a config', () => {
  test('keeps the order of variables, and the last value', () => {
    const config = bytes({
      os: 'linux',
      architecture: 'arm',
      variant: 'v7',
      config: { Env: ['A=1', 'B=x=y', 'A=2', 'nonsense', '=z', 'C='] },
      rootfs: { diff_ids: [digest('d')] },
    });
    expect(parseConfig(config, 'x')).toMatchObject({
      environment: [
        ['A', '2'],
        ['B', 'x=y'],
        ['C', ''],
      ],
      diffIds: [digest('d')],
      platform: 'linux/arm/v7',
    });
  });

  test('may be empty', () => {
    expect(parseConfig(bytes({}), 'x')).toEqual({ environment: [], diffIds: [], defaults: {} });
  });
});

test('a config tells what containers start with, without fields of wrong types', () => {
  const defaults = (config: object) => parseConfig(bytes({ config }), 'x').defaults;
  expect(
    defaults({
      User: 'app',
      WorkingDir: '/srv',
      Entrypoint: ['/app'],
      Cmd: ['a', 'b'],
      Labels: { a: 'b', c: 1 },
      ExposedPorts: { '80/tcp': {} },
      Volumes: { '/data': {} },
      StopSignal: 'SIGINT',
      Shell: ['sh', '-c'],
      Healthcheck: { Test: ['NONE'] },
    }),
  ).toEqual({
    user: 'app',
    workdir: '/srv',
    entrypoint: ['/app'],
    cmd: ['a', 'b'],
    labels: { a: 'b' },
    exposedPorts: ['80/tcp'],
    volumes: ['/data'],
    stopSignal: 'SIGINT',
    shell: ['sh', '-c'],
    healthcheck: { Test: ['NONE'] },
  });
  const wrong = { User: 1, Entrypoint: 'x', Cmd: ['a', 1], Labels: [], ExposedPorts: null, Volumes: 'x' };
  expect(defaults({ ...wrong, StopSignal: '', Shell: [], Healthcheck: [] })).toEqual({});
});

describe('optional fields, absent, null and empty', () => {
  const without = (json: object, field: string) =>
    Object.fromEntries(Object.entries(json).filter(([name]) => name !== field));
  const versions = (json: object, field: string, empty: unknown) => [
    without(json, field),
    { ...json, [field]: null },
    { ...json, [field]: empty },
  ];

  test.each([
    ['layers', []],
    ['annotations', {}],
    ['mediaType', ''],
    ['subject', {}],
    ['artifactType', ''],
  ])('reads a manifest whatever its %s', (field, empty) => {
    for (const json of versions(image({}), field, empty))
      expect(parseManifest(bytes(json), 'x')).toMatchObject({ kind: 'image' });
  });

  test.each([
    ['platform', {}],
    ['annotations', {}],
    ['urls', []],
    ['data', ''],
  ])('reads the entries of an index whatever their %s', (field, empty) => {
    const entry = { mediaType: `${OCI}.manifest.v1+json`, digest: digest('1'), size: 3 };
    for (const version of versions(entry, field, empty)) {
      const index = parseManifest(bytes({ schemaVersion: 2, manifests: [version] }), 'x');
      if (index.kind !== 'index') throw new Error('it is an index');
      expect(choosePlatform(index.manifests, parsePlatform('linux/amd64'), 'x').digest).toBe(digest('1'));
    }
  });

  test('an index without entries has no image', () => {
    const index = parseManifest(bytes({ schemaVersion: 2, manifests: null }), 'x');
    expect(index).toEqual({ kind: 'index', manifests: [] });
  });

  test.each(['application/octet-stream', 'text/html', 'application/json', '', null])(
    'reads an image with the old config type %j',
    (mediaType) => {
      expect(parseManifest(bytes(image({}, { mediaType })), 'x')).toMatchObject({ kind: 'image' });
    },
  );

  test('chooses the image beside its attestation', () => {
    const type = `${OCI}.manifest.v1+json`;
    const index = parseManifest(
      bytes({
        schemaVersion: 2,
        manifests: [
          {
            mediaType: type,
            digest: digest('2'),
            size: 3,
            annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
          },
          { mediaType: type, digest: digest('1'), size: 3 },
        ],
      }),
      'x',
    );
    if (index.kind !== 'index') throw new Error('it is an index');
    expect(choosePlatform(index.manifests, parsePlatform('linux/amd64'), 'x').digest).toBe(digest('1'));
  });

  test.each([
    ['config', {}],
    ['rootfs', {}],
    ['os', ''],
    ['architecture', ''],
    ['variant', ''],
    ['history', []],
  ])('reads a config whatever its %s', (field, empty) => {
    const config = {
      os: 'linux',
      architecture: 'amd64',
      config: {},
      rootfs: { type: 'layers', diff_ids: [] },
    };
    for (const version of versions(config, field, empty))
      expect(parseConfig(bytes(version), 'x')).toMatchObject({ environment: [], diffIds: [] });
    for (const diffIds of [null, undefined, []])
      expect(parseConfig(bytes({ ...config, rootfs: { diff_ids: diffIds } }), 'x').diffIds).toEqual([]);
    for (const list of [null, undefined, []])
      expect(parseConfig(bytes({ ...config, config: { Env: list } }), 'x').environment).toEqual([]);
  });
});
