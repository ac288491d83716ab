import { afterEach, expect, test, vi } from 'vitest';
import { buildRequest } from '../../../src/cli/build-request.ts';
import { storeRequest } from '../../../src/cli/flags.ts';
import { parseInvocation } from '../../../src/cli/verb.ts';
import { planVerb } from '../../../src/cli/verbs/plan.ts';

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

test('the variable of a user behind sudo stays the source of the store', () => {
  vi.stubEnv('OBUILDER_STORE', undefined);
  const asked = (...args: readonly string[]) => storeRequest(parseInvocation(planVerb, args));
  const sent = '--store-of-environment=copy:/machine';
  expect(asked(sent)).toMatchObject({ store: 'copy:/machine', namedBy: 'OBUILDER_STORE' });
  expect(asked(sent, '--store=copy:/mine')).toMatchObject({ store: 'copy:/mine', namedBy: '--store' });
  expect(() => asked('--store-of-environment=here')).toThrow(/^the variable OBUILDER_STORE is "here"/);
});
