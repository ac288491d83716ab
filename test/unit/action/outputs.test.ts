import { expect, test } from 'vitest';
import { artifactLines } from '../../../src/action/artifacts.ts';
import { actionOutputs, type BuildOutputs } from '../../../src/action/outputs.ts';

const FIXED = ['id', 'cache-hit', 'steps', 'outputs', 'digest', 'imageid', 'metadata'];
const build: BuildOutputs = { id: 'f00', cacheHit: true, steps: [], outputs: {} };

function outputs(more: Partial<BuildOutputs>, masks: readonly string[] = []) {
  const { values, warnings } = actionOutputs({ ...build, ...more }, masks);
  return { values: Object.fromEntries(values), names: values.map(([name]) => name), warnings };
}

function steps(count: number, operation: string): BuildOutputs['steps'] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    id: `${index}`,
    build: [],
    operation,
    outcome: 'built',
    seconds: 1.00049,
  }));
}

test('own outputs come before outputs of steps', () => {
  expect(outputs({ outputs: { version: '1' }, steps: steps(1, '(run)') })).toEqual({
    values: {
      id: 'f00',
      'cache-hit': 'true',
      steps: '[{"id":"0","build":[],"operation":"(run)","outcome":"built","seconds":1}]',
      outputs: '{"version":"1"}',
      digest: '',
      imageid: '',
      metadata: '',
      version: '1',
    },
    names: [...FIXED, 'version'],
    warnings: [],
  });
});

test('own names win in any letter case, with a warning', () => {
  const { names, warnings } = outputs({ outputs: { ID: 'x', 'Cache-Hit': 'x' } });
  expect(names).toEqual(FIXED);
  expect(warnings).toEqual([
    expect.stringContaining('an output ID,'),
    expect.stringContaining('an output Cache-Hit,'),
  ]);
});

test('invalid names appear only in the JSON', () => {
  const { names, values, warnings } = outputs({ outputs: { 'id=evil': 'x', 'a<<b': 'y', '': 'z' } });
  expect(names).toEqual(FIXED);
  expect(JSON.parse(values['outputs'] ?? '')).toEqual({ 'id=evil': 'x', 'a<<b': 'y', '': 'z' });
  expect(warnings).toHaveLength(3);
});

test('names that differ in case only give a warning', () => {
  const { names, warnings } = outputs({ outputs: { Version: '1', other: 'x', version: '2', VERSION: '3' } });
  expect(names).toEqual(expect.arrayContaining(['Version', 'version', 'VERSION', 'other']));
  expect(warnings).toEqual([
    'Steps wrote the outputs Version, version, VERSION. GitHub ignores the case of these names, so one hides the others. Rename them, or read the values from the output "outputs".',
  ]);
});

test('oversized steps are shortened, then dropped, with a warning', () => {
  const long = outputs({ steps: steps(100, 'é'.repeat(20_000)) });
  const shortened = JSON.parse(long.values['steps'] ?? '');
  expect(shortened).toHaveLength(100);
  expect(shortened[99].operation).toBe(`${'é'.repeat(199)}…`);
  expect(long.warnings).toEqual([
    "Output steps exceeds GitHub's limit of 1 MB: long operations are shortened.",
  ]);

  const many = outputs({ steps: steps(20_000, 'x'.repeat(100)) });
  const kept = JSON.parse(many.values['steps'] ?? '');
  expect(Buffer.byteLength(many.values['steps'] ?? '')).toBeLessThanOrEqual(1024 * 1024);
  expect(many.warnings[0]).toContain(`and the last ${20_000 - kept.length} of 20000 steps are left out`);
});

test('oversized outputs lose the largest values, with a warning', () => {
  const { values, warnings } = outputs({ outputs: { big: '"'.repeat(600_000), small: 'x', other: 'y' } });
  expect(JSON.parse(values['outputs'] ?? '')).toEqual({ small: 'x', other: 'y' });
  expect(values['big']).toHaveLength(600_000);
  expect(warnings).toEqual([expect.stringMatching(/^Output outputs exceeds .*: big left out\.$/)]);
});

test('an output with a secret gets a warning', () => {
  const { warnings } = outputs({ outputs: { a: 'x token y', b: 'z' } }, ['token']);
  expect(warnings).toEqual([
    'Output outputs contains a secret, so GitHub does not pass the value to other jobs.',
    'Output a contains a secret, so GitHub does not pass the value to other jobs.',
  ]);
});

const image = {
  type: 'registry',
  names: ['ghcr.io/acme/app:1', 'ghcr.io/acme/app:2'],
  digest: `sha256:${'a'.repeat(64)}`,
  imageId: `sha256:${'b'.repeat(64)}`,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  size: 123,
} as const;
const archive = { ...image, type: 'oci', names: [], dest: '/work/a b.tar', digest: 'sha256:c' } as const;

test('outputs of an image are those of docker/build-push-action, and a push counts before an archive', () => {
  const { values } = outputs({ images: [archive, image] });
  expect(values).toMatchObject({ digest: image.digest, imageid: image.imageId });
  expect(JSON.parse(values['metadata'] ?? '')).toEqual({
    'containerimage.config.digest': image.imageId,
    'containerimage.descriptor': { mediaType: image.mediaType, digest: image.digest, size: 123 },
    'containerimage.digest': image.digest,
    'image.name': 'ghcr.io/acme/app:1,ghcr.io/acme/app:2',
  });
  const alone = outputs({ images: [archive] }).values;
  expect(alone['digest']).toBe('sha256:c');
  expect(alone['metadata']).not.toContain('image.name');
});

test('an output of a step does not replace the digest', () => {
  const { values, warnings } = outputs({ images: [image], outputs: { digest: 'sha256:evil' } });
  expect(values['digest']).toBe(image.digest);
  expect(warnings).toEqual([expect.stringContaining('an output digest,')]);
});

test("signs of a URL in an archive's path stay part of the path", () => {
  const [line = ''] = artifactLines([{ ...archive, dest: '/work/a#b?c%20d\n.tar' }]).split('\n');
  expect(decodeURIComponent(new URL(line).pathname)).toBe('/work/a#b?c%20d\n.tar');
});

test("the runner's file of artifacts names each tag and each archive", () => {
  expect(artifactLines([archive, image])).toBe(
    `file:///work/a%20b.tar\noci://ghcr.io/acme/app:1@${image.digest}\noci://ghcr.io/acme/app:2@${image.digest}\n`,
  );
});
