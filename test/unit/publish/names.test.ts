import { expect, test } from 'vitest';
import { hubHint, namesOf } from '../../../src/publish/names.ts';

test.each(['app:1', 'acme/app:1'])('the name %s without a registry means Docker Hub', (name) => {
  const [parsed] = namesOf({ names: [name], text: 'type=registry' });
  expect(parsed && hubHint(parsed)).toBe(
    `"${name}" names no registry, so Docker Hub is meant. For another registry, write HOST/${name}.`,
  );
});

test.each(['docker.io/acme/app:1', 'localhost/app:1', 'host:5000/app:1'])('%s names its registry', (name) => {
  const [parsed] = namesOf({ names: [name], text: 'type=registry' });
  expect(parsed && hubHint(parsed)).toBeUndefined();
});
