import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tryRuntime } from '../../src/cli/doctor/trial.ts';
import { places } from '../../src/worker/places.ts';
import { testedRuntimes } from '../places/runtimes.ts';

const remains = () =>
  existsSync(places.runDirectory)
    ? readdirSync(places.runDirectory).filter((name) => name.startsWith('doctor-'))
    : [];

describe.each(testedRuntimes())('doctor tries $name', ({ program, name }) => {
  test('and finds a step that runs and no attack that works in one', async () => {
    const started = performance.now();
    const { attacks, fault } = await tryRuntime(program);
    expect(fault).toBeUndefined();
    expect(attacks.map(({ worksInStep }) => worksInStep)).toEqual([false, false, false]);
    // A second on a quiet machine.
    expect(performance.now() - started).toBeLessThan(120_000);
    expect(remains()).toEqual([]);
  });

  test('and tells what the runtime itself lets an image do', async () => {
    const { attacks } = await tryRuntime(program);
    const [dev, nullDevice] = attacks.map(({ worksBare }) => worksBare);
    // The first releases that check these are known; what a distribution mended in between is not.
    if (/runc 1\.1\.5/.test(name)) expect([dev, nullDevice]).toEqual([true, true]);
    if (/runc 1\.(?:[5-9]|\d\d)/.test(name)) expect([dev, nullDevice]).toEqual([false, false]);
    expect(attacks.every(({ worksBare }) => worksBare !== undefined)).toBe(true);
  });
});
