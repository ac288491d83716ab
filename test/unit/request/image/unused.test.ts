import { expect, test } from 'vitest';
import type { Output } from '../../../../src/contract/outputs.ts';
import { outputsOf } from '../../../../src/request/image/outputs.ts';
import { needImage, unusedInputs } from '../../../../src/request/image/unused.ts';
import type { Given, ParameterName } from '../../../../src/request/parameters.ts';

const given = (texts: Partial<Record<ParameterName, string>>): Given => ({
  text: (name) => texts[name] ?? '',
  label: (name) => `--${name}`,
});
const check = (texts: Partial<Record<ParameterName, string>>) => {
  const asked = given(texts);
  const outputs: readonly Output[] | undefined = outputsOf(asked, '/', {});
  return () => needImage(asked, outputs);
};

test.each([
  { tags: 'a/b:1' },
  { entrypoint: '/bin/app', outputs: 'out' },
  { labels: 'a=b' },
  { squash: 'true' },
  { platform: 'linux/arm64', outputs: 'type=tar,dest=x.tar' },
])('settings without an image are refused: %j', (texts) => {
  expect(check(texts)).toThrow(
    expect.objectContaining({
      code: 'input-invalid',
      message: expect.stringMatching(/^--(tags|entrypoint|labels|squash|platform) would have no effect/),
      hint: expect.stringContaining('--push'),
    }),
  );
});

test.each([
  {},
  { outputs: 'out' },
  { tags: 'a.example/b:1', push: 'true' },
  { tags: 'b:1', entrypoint: '/x', outputs: 'type=docker,dest=x.tar' },
])('settings with an image pass: %j', (texts) => {
  expect(check(texts)).not.toThrow();
});

test.each([
  [{ tags: 'a/b:1' }, /^--tags would have no effect: .*"push: true".*"push: false"/],
  [{ labels: 'a=b', cmd: 'x', outputs: 'out' }, /^--labels, --cmd would have no effect/],
  [{ tags: 'a/b:1', push: 'false' }, undefined],
  [{ tags: 'a.example/b:1', push: 'true' }, undefined],
  [{ labels: 'a=b', outputs: 'type=oci,dest=x.tar' }, undefined],
  [{ squash: 'false' }, undefined],
])('a workflow with %j is told of settings without an image', (texts, expected) => {
  const asked = given(texts);
  const warning = unusedInputs(asked, outputsOf(asked, '/', {}));
  if (expected === undefined) expect(warning).toBeUndefined();
  else expect(warning).toMatch(expected);
});
