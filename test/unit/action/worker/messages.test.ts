import { expect, test } from 'vitest';
import { parseWorkerEvent } from '../../../../src/action/worker/messages.ts';

test('an event keeps all fields', () => {
  expect(parseWorkerEvent('{"type":"output","step":1,"text":"é\\n"}')).toEqual({
    type: 'output',
    step: 1,
    text: 'é\n',
  });
});

test.each([
  '',
  'null',
  '7',
  '[]',
  '{"type":"toString"}',
  '{"type":"__proto__"}',
  '{"type":"output","step":"1","text":"x"}',
  '{"type":"output","step":1}',
  '{"type":"done","report":null}',
  '{"type":"output","step":1,"text":"x"',
])('%j is not an event', (line) => {
  expect(() => parseWorkerEvent(line)).toThrow('the worker wrote a line that is no event');
});

test('a long broken line is shown in part', () => {
  expect(() => parseWorkerEvent('x'.repeat(10_000))).toThrow(
    expect.objectContaining({ value: `${'x'.repeat(200)}…` }),
  );
});
