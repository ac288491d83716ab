import { expect, test } from 'vitest';
import { localImages } from '../../../src/plan/local-images.ts';
import type { Step } from '../../../src/plan/plan-steps.ts';

test('local base images in the context are named by their possible paths', () => {
  const from = (image: string) => ({ kind: 'from', operation: { image } }) as Step;
  const found = (...images: readonly string[]) => localImages(images.map(from), '/context');
  expect(found('oci:image.tar', 'rootfs:./base/')).toEqual(['image.tar', 'base']);
  expect(found('oci:layout:1.2', 'oci-archive:/context/a.tar@sha256:00')).toEqual([
    'layout:1.2',
    'layout',
    'a.tar@sha256:00',
    'a.tar',
  ]);
  expect(found('debian:12', 'docker://debian', 'scratch', 'obuilder:00', 'rootfs:.', 'rootfs:../x')).toEqual(
    [],
  );
  expect(found('docker-archive:a.tar', 'docker-archive:a.tar')).toEqual(['a.tar']);
});
