import { describe, expect, test } from 'vitest';
import { type AppArmorState, planAppArmor } from '../../../../src/sandbox/runc/app-armor.ts';

const facts: AppArmorState = { enabled: 'Y\n', profiles: '', own: 'unconfined\n', hasVersions: true };

describe('the profile of steps', () => {
  test.each(['', 'N\n'])('is not used if the kernel says %j', (enabled) => {
    expect(planAppArmor({ ...facts, enabled })).toEqual({ kind: 'not-in-use' });
  });

  test('is loaded only if it is missing', () => {
    const plan = planAppArmor(facts);
    if (plan.kind !== 'to-load') throw new Error(plan.kind);
    expect(plan.text).toContain(`profile ${plan.profile} flags=`);
    const profiles = `runc (unconfined)\n${plan.profile} (enforce)\n`;
    expect(planAppArmor({ ...facts, profiles })).toEqual({ kind: 'loaded', profile: plan.profile });
    // Complaining is no wall.
    expect(planAppArmor({ ...facts, profiles: `${plan.profile} (complain)\n` })).toEqual(plan);
  });

  test('lets its worker end it, whatever profile the worker has', () => {
    const plan = planAppArmor({ ...facts, own: 'ci-runner (enforce)\n' });
    expect(plan).toMatchObject({ text: expect.stringContaining('signal (receive) peer=ci-runner,') });
  });

  test('takes no rule from an odd profile name of the worker', () => {
    const plan = planAppArmor({ ...facts, own: 'a, file rw /**, #(enforce)\n' });
    expect(plan).toMatchObject({ text: expect.not.stringContaining('rw /**') });
  });

  test.each(['deny network alg,', 'deny network vsock,', 'deny mount,', 'deny /proc/sys/** w,'])(
    'has %s',
    (rule) => {
      expect(planAppArmor(facts)).toMatchObject({ text: expect.stringContaining(rule) });
    },
  );

  test('names no language version for a parser without versions', () => {
    expect(planAppArmor({ ...facts, hasVersions: false })).toMatchObject({
      text: expect.not.stringContaining('abi <'),
    });
  });
});
