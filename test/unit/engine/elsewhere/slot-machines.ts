import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect } from 'vitest';
import type { SandboxRequest } from '../../../../src/contract/sandbox.ts';
import { type Asked, buildText, exited, scopesNamed } from '../../../fakes/build.ts';
import { type RemoteMemory, remoteMemory } from '../../../fakes/memory-carrier.ts';
import { openRunner, type Runner, type RunnerOptions } from '../../../fakes/remote.ts';

// Cache slots that travel by name. A step appends its name to a file of its slot and tells the file.
const runners: Runner[] = [];
interface Machine extends Runner {
  /** What the slot of the last step had at the end. */
  readonly seen: string[];
}

export function machine(options: RunnerOptions = {}): Machine {
  const one = openRunner({ ...options, settings: { slots: ['c'], ...options.settings } });
  const seen: string[] = [];
  const run: Runner['machinery']['sandbox']['run'] = async (request: SandboxRequest) => {
    const [slot] = request.mounts;
    const command = request.argv.at(-1) ?? '';
    if (slot?.kind === 'slot' && command !== 'same') {
      const file = path.join(slot.source, 'file');
      const before = readIfThere(file);
      writeFileSync(file, `${before}${command} `);
    }
    if (slot?.kind === 'slot') seen.push(readIfThere(path.join(slot.source, 'file')));
    if (command === 'fail') return exited(1);
    return exited(0);
  };
  const made = {
    ...one,
    seen,
    machinery: { ...one.machinery, sandbox: { ...one.machinery.sandbox, run } },
  };
  runners.push(made);
  return made;
}
export const readIfThere = (file: string) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
/** Closes all machines after each test. */
export function closesMachines(): void {
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((one) => one.close()));
  });
}

export const spec = (command: string, slot = 'c') =>
  `((from base) (run (cache (${slot} (target /c))) (shell ${command})))`;
export const main = { scopes: { ...scopesNamed('main'), maySharedWrite: true } };
export const pull = { scopes: scopesNamed('pull 7', 'main') };
export const slots = ({ records }: RemoteMemory) =>
  [...records.values()].filter(({ meta }) => meta.key?.[1] === 'slot');
export const warnings = (told: Awaited<ReturnType<typeof buildText>>) =>
  told.of('warning').map(({ message }) => message);

export async function stored(asked: Asked = main, options: RunnerOptions = {}) {
  const memory = remoteMemory();
  const a = machine({ memory, ...options });
  const told = await buildText(a, spec('one'), asked);
  expect(told.result.kind).toBe('built');
  return { a, memory, told };
}
