import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RemoteRecord } from '../../../src/contract/remote.ts';
import type { StepContext } from '../../../src/contract/results.ts';
import { MAX_GROUPS } from '../../../src/contract/spec.ts';
import type { AssembledImage } from '../../../src/oci/assemble.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import { parseRecord } from '../../../src/oci/parse-record.ts';
import { assembleRecord } from '../../../src/oci/record-image.ts';
import { idOf, sampleResult } from '../../samples/remote-records.ts';

let record: RemoteRecord;
let image: AssembledImage;

beforeAll(async () => {
  const first = await sampleResult('first');
  ({ record } = await sampleResult('second', { base: first, summary: 'sum', signature: idOf('s') }));
  image = assembled(record);
});

function assembled(from: RemoteRecord): AssembledImage {
  const zstd = Buffer.from('packed').toString('base64');
  return assembleRecord(from, {
    log: { ...from.log, zstd },
    summary: from.summary && { ...from.summary, zstd },
  });
}

function parse(config: Buffer, manifest = image.manifest) {
  const parsed = parseManifest(manifest, 'the manifest');
  if (parsed.kind !== 'image') throw new Error('no image');
  return parseRecord(config, parsed.layers);
}

type Json = Record<string, unknown>;
const configJson = () => JSON.parse(image.config.toString()) as Json & { obuilder: Json; config: Json };

/** The config with a change. */
function changed(change: (config: ReturnType<typeof configJson>) => void): Buffer {
  const config = configJson();
  change(config);
  return Buffer.from(JSON.stringify(config));
}

describe('the image of a record', () => {
  test('gives the record back', () => {
    expect(parse(image.config).record).toEqual(record);
  });

  const namedRecord = (name: string, user?: StepContext['user']): RemoteRecord => {
    const context = user && { shell: ['/bin/sh'], cwd: '/', environment: [], user };
    return { ...record, meta: { ...record.meta, context }, image: { ...record.image, user: { name } } };
  };

  test.each(['app', 'app:staff', 'app:0', '5:staff'])('keeps the user %s by name', (name) => {
    const named = namedRecord(name, { uid: 5, gid: 6, name });
    const { config, manifest } = assembled(named);
    expect(JSON.parse(config.toString())).toMatchObject({ config: { User: name } });
    expect(parse(config, manifest).record).toEqual(named);
  });

  test('keeps all groups that a process can have', () => {
    const groups = Array.from({ length: MAX_GROUPS }, (_, gid) => gid);
    const many = namedRecord('app', { uid: 1, gid: 1, name: 'app', groups });
    const { config, manifest } = assembled(many);
    expect(parse(config, manifest).record).toEqual(many);
  });

  test('refuses a name without numbers', () => {
    const { config, manifest } = assembled(namedRecord('app'));
    expect(() => parse(config, manifest)).toThrow('a user without numbers');
  });

  test.each(['', 'a b', 'a:', ':b', 'a:b:c', '99999999999:1', 'a\0b'])('refuses the user "%s"', (name) => {
    expect(() => parse(changed(({ config }) => Object.assign(config, { User: name })))).toThrow(
      /no record|valid user/,
    );
  });

  test('has equal bytes for equal records', () => {
    expect(assembled(structuredClone(record))).toEqual(image);
  });

  test('is an ordinary image for other tools', () => {
    const manifest = JSON.parse(image.manifest.toString()) as Json;
    expect(Object.keys(manifest)).toEqual(['schemaVersion', 'mediaType', 'config', 'layers']);
    expect(manifest).toMatchObject({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', size: image.config.length },
    });
    expect(configJson()).toMatchObject({
      created: '2023-11-14T22:13:20.123Z',
      os: 'linux',
      architecture: 'amd64',
      config: {
        User: '1000:100',
        Env: ['PATH=/bin:/usr/bin', 'EQUALS=a=b'],
        WorkingDir: '/src',
        Shell: ['/bin/bash', '-c'],
        Cmd: ['/bin/bash'],
      },
      rootfs: { type: 'layers' },
      history: [
        { created_by: `base image, ${idOf('base image')}` },
        { created: '2023-11-14T22:13:20.123Z', created_by: '(run (shell "make first"))' },
        { created_by: '(run (shell "make second"))' },
      ],
    });
  });

  test('has layers of Docker under their OCI names, and gives the names of Docker back', () => {
    const docker = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
    const { base, steps } = record.chain;
    const layers = base.layers.map((layer) => ({ ...layer, mediaType: docker }));
    const ofDocker = { ...record, chain: { base: { ...base, layers }, steps } };
    const { manifest, config } = assembled(ofDocker);
    expect(manifest.toString()).toContain('application/vnd.oci.image.layer.v1.tar+gzip');
    expect(manifest.toString()).not.toContain('vnd.docker');
    expect(parse(config, manifest).record).toEqual(ofDocker);
  });

  test('of a large config repeats nothing in the manifest', () => {
    const large = assembleRecord(record, {
      log: { ...record.log, zstd: Buffer.alloc(100_000).toString('base64') },
    });
    expect(large.manifest.length).toBeLessThan(2_000);
    expect(image.manifest.length).toBeGreaterThan(image.config.length);
  });
});

describe('a record from a stranger', () => {
  test.each<[string, (config: ReturnType<typeof configJson>) => void]>([
    ['no field of ours', (config) => Reflect.deleteProperty(config, 'obuilder')],
    ['another version', ({ obuilder }) => (obuilder['version'] = 2)],
    ['an id with a path', ({ obuilder }) => (obuilder['id'] = `../${idOf('a')}`.slice(0, 64))],
    ['another last step', ({ obuilder }) => (obuilder['id'] = idOf('other'))],
    ['a platform of five parts', (config) => (config['os'] = 'linux/a/b/c')],
    [
      'a repository with further scopes',
      ({ obuilder }) =>
        Object.assign(obuilder['base'] as Json, {
          repository: { domain: 'ghcr.io', repository: 'a:pull repository:b:push' },
        }),
    ],
    ['no names', ({ obuilder }) => (obuilder['names'] = [])],
    ['a wrong name', ({ obuilder }) => (obuilder['names'] = ['latest'])],
    ['too many names', ({ obuilder }) => (obuilder['names'] = Array(1000).fill(idOf('a')))],
    ['a negative size', ({ obuilder }) => (obuilder['log'] = { ...record.log, size: -1 })],
    ['an endless size', ({ obuilder }) => (obuilder['log'] = { ...record.log, size: 2 ** 60 })],
    ['a wrong digest', ({ obuilder }) => (obuilder['log'] = { digest: 'sha256:../../etc', size: 1 })],
    [
      'a digest of another kind',
      ({ obuilder }) => (obuilder['log'] = { digest: `sha512:${'a'.repeat(128)}`, size: 1 }),
    ],
    ['a log that is no base64', ({ obuilder }) => (obuilder['log'] = { ...record.log, zstd: '!' })],
    ['fewer base layers', ({ obuilder }) => (obuilder['base'] = { id: idOf('base image'), layers: 0 })],
    [
      'other media types',
      ({ obuilder }) => (obuilder['base'] = { ...(obuilder['base'] as Json), mediaTypes: ['text/html'] }),
    ],
    ['more steps', ({ obuilder }) => (obuilder['steps'] = [...(obuilder['steps'] as []), [idOf('x'), 1]])],
    ['a start before time', ({ obuilder }) => (obuilder['meta'] = { ...record.meta, startedAt: -1 })],
    ['a start after time', ({ obuilder }) => (obuilder['meta'] = { ...record.meta, startedAt: 1e300 })],
    ['an unknown kind', ({ obuilder }) => (obuilder['meta'] = { ...record.meta, kind: 'rm' })],
    [
      'outputs that are no texts',
      ({ obuilder }) => (obuilder['meta'] = { ...record.meta, outputs: { a: {} } }),
    ],
    ['a NUL in an operation', ({ obuilder }) => (obuilder['meta'] = { ...record.meta, operation: 'a\0b' })],
    ['a deep key', ({ obuilder }) => (obuilder['meta'] = { ...record.meta, key: deep(1_000) })],
    ['a user with a blank', ({ config }) => Object.assign(config, { User: 'the app' })],
    ['a user above all', ({ config }) => (config['User'] = '4294967295:0')],
    ['a NUL in a variable', ({ config }) => (config['Env'] = ['A=b\0c'])],
    ['a variable without a name', ({ config }) => (config['Env'] = ['=b'])],
    ['a relative directory', ({ config }) => (config['WorkingDir'] = 'tmp')],
    ['a shell that is no list', ({ config }) => (config['Shell'] = '/bin/sh')],
    ['other history', (config) => (config['history'] = [])],
    ['no layers', (config) => (config['rootfs'] = { diff_ids: [] })],
  ])('with %s is refused', (_, change) => {
    expect(() => parse(changed(change))).toThrow(expect.objectContaining({ code: 'image-invalid' }));
  });

  test('with fields of a later release keeps the known fields', () => {
    const config = changed(({ obuilder }) => (obuilder['later'] = { any: 'thing' }));
    expect(parse(config).record).toEqual(record);
  });

  test('never breaks the parser with any change of a byte', () => {
    fc.assert(
      fc.property(fc.nat(image.config.length - 1), fc.nat(255), (at, byte) => {
        const config = Buffer.from(image.config);
        config[at] = byte;
        try {
          parse(config);
        } catch (error) {
          expect(error).toMatchObject({ code: 'image-invalid' });
        }
      }),
      { numRuns: 500 },
    );
  });
});

const deep = (levels: number): unknown[] => (levels === 0 ? [] : [deep(levels - 1)]);
