import path from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { buildRequest } from '../../../src/cli/build-request.ts';
import { storeRequest } from '../../../src/cli/flags.ts';
import { main } from '../../../src/cli/main.ts';
import { parseInvocation } from '../../../src/cli/verb.ts';
import { planVerb } from '../../../src/cli/verbs/plan.ts';
import { verbs } from '../../../src/cli/verbs.ts';
import { must } from '../../../src/errors.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([
  [[], 'copy:/machine', 'OBUILDER_STORE'],
  [['--store='], 'copy:/machine', 'OBUILDER_STORE'],
  [['--store=auto'], 'auto', '--store'],
  [['--store=copy:/mine'], 'copy:/mine', '--store'],
  [['--store=copy:/machine', '--store=auto'], 'auto', '--store'],
])('%j beside OBUILDER_STORE names the store %s', (args, store, namedBy) => {
  vi.stubEnv('OBUILDER_STORE', 'copy:/machine');
  expect(storeRequest(parseInvocation(planVerb, args))).toMatchObject({ store, namedBy });
});

test('a given store hides a wrong OBUILDER_STORE', async () => {
  vi.stubEnv('OBUILDER_STORE', 'nonsense');
  const asked = buildRequest(parseInvocation(planVerb, ['-f', '/nowhere.spec', '--store=auto']));
  await expect(asked).rejects.toThrow('/nowhere.spec');
});

test.each([
  ['id=npmrc,src=.npmrc', 'Write --secret=npmrc:.npmrc.'],
  ['type=file,id=npmrc,source=/a:b', 'Write --secret=npmrc:/a:b.'],
  ['id=npmrc,env=NPMRC', 'Write the value of NPMRC into a file, and give the file: --secret=npmrc:FILE.'],
  ['npmrc=.npmrc', 'A colon divides both: --secret=token:/run/token.'],
])('--secret=%s tells the own form', async (value, hint) => {
  const words = ['-f', path.join(import.meta.dirname, '../../../examples/go/build.spec')];
  const asked = buildRequest(parseInvocation(planVerb, [...words, `--secret=${value}`]));
  await expect(asked).rejects.toMatchObject({ code: 'input-invalid', hint });
});

test.each(['--secrets', '--secret-files', '--secret-envs'])('%s of the action is --secret here', (flag) => {
  expect(() => parseInvocation(planVerb, [`${flag}=a=b`])).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('Use --secret=ID:FILE') }),
  );
});

test.each(['list', 'logs', 'shell', 'prune', 'remove', 'usage', 'doctor', 'slots', 'clean', 'inspect'])(
  '%s has no size of a store',
  (name) => {
    expect(() => parseInvocation(must(verbs[name], name), ['--store-size=1GB'])).toThrow(
      expect.objectContaining({
        hint: 'Leave it out: only "build" and "plan" make a pool, and only a new pool gets a size.',
      }),
    );
  },
);

test('a build has the size of its store', () => {
  expect(storeRequest(parseInvocation(planVerb, ['--store-size=1GB'])).poolBytes).toBe(1024 ** 3);
});

test.each([
  ['check', '-f', 'a.spec', 'extra'],
  ['dockerfile', '-f', 'a.spec', 'extra'],
  ['worker', 'extra'],
  ['build', '-f', 'a.spec', '.', 'extra'],
  ['init', 'copy:/x', 'extra'],
  ['list', 'extra'],
  ['doctor', 'extra'],
])('%s refuses a superfluous argument', async (...words) => {
  const told: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  onTestFinished(() => void vi.restoreAllMocks());
  expect(await main(words)).toBe(2);
  expect(told.join('')).toMatch(/^error: (unexpected argument|there is more than one).*extra\nhint: Usage: /);
});

test('the variable of a user behind sudo stays the source of the store', () => {
  vi.stubEnv('OBUILDER_STORE', undefined);
  const asked = (...args: readonly string[]) => storeRequest(parseInvocation(planVerb, args));
  const sent = '--store-of-environment=copy:/machine';
  expect(asked(sent)).toMatchObject({ store: 'copy:/machine', namedBy: 'OBUILDER_STORE' });
  expect(asked(sent, '--store=copy:/mine')).toMatchObject({ store: 'copy:/mine', namedBy: '--store' });
  expect(() => asked('--store-of-environment=here')).toThrow(/^the variable OBUILDER_STORE is "here"/);
});
