import { afterAll, beforeAll, beforeEach } from 'vitest';
import { cliPath } from '../programs/cli.ts';
import { OwnMachine } from './own-machine.ts';
import { Runner } from './runner.ts';
import { makeUser, type TestUser } from './user.ts';
import { Workshop } from './workshop.ts';

export const PROGRAM = '/usr/local/sbin/obuilder-worker';
export const LIBRARY = '/usr/local/lib/obuilder-action';

export let workshop: Workshop;
export let user: TestUser;
export let machine: OwnMachine;
export let runner: Runner;

/** Makes a machine with a runner for all tests of a file. Before each test, root's copy of the program and the user's rule are installed. */
export function useProgramMachine(): void {
  beforeAll(async () => {
    workshop = new Workshop();
    user = makeUser(undefined);
    machine = await OwnMachine.make([
      '/usr',
      '/etc',
      ...['lib/dpkg', 'lib/apt', 'cache', 'log'].map((name) => `/var/${name}`),
    ]);
    runner = new Runner(user, machine.enter(user));
    runner.copyIn(workshop.base, 'base');
    machine.must(process.execPath, cliPath, 'init', `btrfs:${workshop.pool.path}`);
  });

  afterAll(() => {
    machine?.remove();
    runner?.remove();
    workshop?.remove();
    user?.remove();
  });

  beforeEach(() => {
    install(`--user=${user.name}`);
  });
}

export const rules = () => `/etc/sudoers.d/obuilder-action-${user.uid}`;

export const install = (...flags: readonly string[]) =>
  machine.must(process.execPath, cliPath, 'doctor', '--install', ...flags);

export const asUser = (command: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  machine.run(command, { as: user, env });
