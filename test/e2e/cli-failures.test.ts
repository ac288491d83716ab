import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workshop } from '../places/workshop.ts';
import { jsonOf, runCli } from '../programs/cli.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = new Workshop();
});

afterAll(() => workshop?.remove());

interface Failed {
  readonly error: { readonly code: string; readonly message: string; readonly hint?: string };
}

test.each([
  [['plan', '-f', 'SPEC', '--target=nope', 'STORE'], 'input-invalid', 2],
  [['build', '-f', 'SPEC', '--target=nope', 'STORE'], 'input-invalid', 2],
  [['plan', '-f', 'BAD', 'STORE'], 'spec-invalid', 1],
  [['build', '-f', 'BAD', 'STORE'], 'spec-invalid', 1],
  [['plan', '-f', '/nowhere.spec'], 'input-invalid', 2],
  [['build', '-f', '/nowhere.spec'], 'input-invalid', 2],
  [['build', '-f', 'SPEC', '--store=nokind:/x'], 'input-invalid', 2],
  [['plan', '-f', 'SPEC', '--store=nokind:/x'], 'input-invalid', 2],
  [['list', '--store=nokind:/x'], 'input-invalid', 2],
  [['list', 'NOSTORE'], 'store-unavailable', 1],
  [['build', '-f', 'SPEC', '--tag=a/b:1', 'STORE'], 'input-invalid', 2],
  [['plan', '-f', 'SPEC', '--entrypoint=/x', '--output=out', 'STORE'], 'input-invalid', 2],
  [['build', '-f', 'SPEC', '--cpus=0', 'STORE'], 'input-invalid', 2],
  [['slots', 'extra'], 'input-invalid', 2],
  [['usage', '--no-such-flag'], 'input-invalid', 2],
  [['inspect', 'ffffffff', 'STORE'], 'result-missing', 1],
  [['prune', 'STORE'], 'input-invalid', 2],
  [['doctor', 'extra'], 'input-invalid', 2],
] as const)('%j --json ends with an error in JSON', (args, code, expected) => {
  const words = args.map((word) => {
    if (word === 'STORE') return workshop.storeFlag;
    if (word === 'NOSTORE') return `${workshop.storeFlag}/none`;
    if (word === 'BAD') return workshop.spec('(BASE (rum))');
    return word === 'SPEC' ? workshop.spec('(BASE (run (shell "echo x")))') : word;
  });
  const finished = runCli([...words, '--json']);
  expect(jsonOf<Failed>(finished).error).toMatchObject({ code, message: expect.any(String) });
  expect(finished.status).toBe(expected);
});

test('a failure without --json prints nothing on stdout', () => {
  const { stdout, stderr } = runCli(['plan', '-f', '/nowhere.spec']);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^error: could not read the spec/);
});
