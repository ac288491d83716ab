import { expect, test } from 'vitest';
import type { Output } from '../../../../src/contract/outputs.ts';
import { checkOutputs } from '../../../../src/engine/output/exports.ts';
import { parseSpec } from '../../../../src/language/parse.ts';
import { outline } from '../../../../src/plan/plan.ts';

const spec = parseSpec({ text: '((build part ((from x))) (from x))', file: 'a.spec' });
const DID_YOU_MEAN = { code: 'input-invalid', hint: 'Did you mean part?' };

test('an unknown build of an output is named with the output', () => {
  const text = 'type=local,dest=a,build=prt';
  const output: Output = { type: 'local', text, build: 'prt', when: 'success', dest: '/a' };
  const message = `the spec has no build prt (output ${text})`;
  expect(() => checkOutputs([output], { spec, builds: outline(spec, undefined) })).toThrow(
    expect.objectContaining({ ...DID_YOU_MEAN, message }),
  );
});

test('an unknown target is named with the input', () => {
  const message = 'the spec has no build prt (the input target, --target)';
  expect(() => outline(spec, 'prt')).toThrow(expect.objectContaining({ ...DID_YOU_MEAN, message }));
});
