import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepBounds } from '../../../src/contract/request.ts';
import { parseBounds } from '../../../src/request/parse-bounds.ts';
import { BOUND_KEYS, BOUND_NAMES, clamped, tighten } from '../../../src/request/step-bounds.ts';

const parsed = (values: Readonly<Record<string, string>>) =>
  parseBounds(
    (name) => values[name],
    (name) => `--${name}`,
  );

describe('bounds of steps', () => {
  test('texts with units become numbers', () => {
    expect(
      parsed({ memory: '8GB', cpus: '1.5', pids: '100', 'step-timeout': '90m', 'log-size': '200 MB' }),
    ).toEqual({
      memoryBytes: 8 * 1024 ** 3,
      cpus: 1.5,
      pids: 100,
      seconds: 5400,
      logBytes: 200 * 1024 ** 2,
    });
    expect(parsed({ memory: '100%' })?.memoryBytes).toBeGreaterThan(2 ** 26);
    expect(parsed({ memory: '', pids: ' ' })).toBeUndefined();
  });

  test('max removes a bound', () => {
    const all = Object.fromEntries(BOUND_NAMES.map((name) => [name, ' max ']));
    expect(Object.values(parsed(all) ?? {})).toEqual(BOUND_NAMES.map(() => 'none'));
  });

  test.each(BOUND_NAMES)('%s refuses 0 and negative values', (name) => {
    for (const text of ['0', '000', '0.0', '-1', '-2GB'])
      expect(() => parsed({ [name]: text })).toThrow(
        expect.objectContaining({ code: 'input-invalid', hint: 'Write max for no bound.' }),
      );
  });

  const BAD = [
    ['memory', '8'],
    ['memory', '1MB'],
    ['memory', '120%'],
    ['memory', '-1GB'],
    ['cpus', '0.001'],
    ['cpus', '2 cores'],
    ['pids', '3'],
    ['pids', '1e3'],
    ['step-timeout', '60'],
    ['step-timeout', '10ms'],
    ['log-size', '1'],
    ['log-size', 'MAX'],
  ] as const;

  test.each(BAD)('%s refuses %s', (name, text) => {
    const refused = expect.objectContaining({
      code: 'input-invalid',
      value: text,
      message: expect.stringContaining(`--${name}`),
      hint: 'Write max for no bound.',
    });
    expect(() => parsed({ [name]: text })).toThrow(refused);
  });
});

describe("the owner's bounds", () => {
  const bound = fc.option(fc.oneof(fc.constant('none' as const), fc.integer({ min: 1, max: 9 })), {
    nil: undefined,
  });
  const bounds = fc.record({ memoryBytes: bound, cpus: bound, pids: bound, seconds: bound, logBytes: bound });
  const size = (value: StepBounds['pids']) =>
    value === undefined || value === 'none' ? Number.POSITIVE_INFINITY : value;

  test('cap the bounds of the job', () => {
    fc.assert(
      fc.property(bounds, bounds, (owners, asked) => {
        const result = tighten(owners, asked);
        for (const name of BOUND_NAMES) {
          const key = BOUND_KEYS[name];
          const [is, owner, job] = [result.bounds[key], owners[key], asked[key]];
          expect(size(is)).toBe(Math.min(size(owner), size(job)));
          expect(is === undefined).toBe(owner === undefined && job === undefined);
          if (size(job) > size(owner)) expect(result.ownersBounds).toContain(name);
        }
      }),
    );
  });

  test('apply to jobs without bounds', () => {
    expect(tighten({ pids: 7 }, undefined)).toEqual({ bounds: { pids: 7 }, ownersBounds: ['pids'] });
    expect(tighten(undefined, { pids: 7 })).toEqual({ bounds: { pids: 7 }, ownersBounds: [] });
    expect(tighten({ pids: 'none' }, { pids: 7 })).toEqual({ bounds: { pids: 7 }, ownersBounds: [] });
    expect(tighten({ pids: 7 }, { pids: 'none' })).toEqual({ bounds: { pids: 7 }, ownersBounds: ['pids'] });
  });
});

test('a bound below the asked one is a notice', () => {
  const steps = { memory: '4GB', pids: '100' };
  const said = (asked: StepBounds) =>
    clamped(tighten({ memoryBytes: 4 * 1024 ** 3, pids: 100 }, asked), steps, asked);
  expect(said({})).toBeUndefined();
  expect(said({ memoryBytes: 1024 ** 3 })).toBeUndefined();
  expect(said({ memoryBytes: 'none', pids: 50 })).toBe(
    'The owner of this machine allows steps less than asked for: memory 4GB.',
  );
});
