import type { NeededProgram } from '../../volume/driver.ts';
import { driverEntry } from '../../volume/drivers.ts';
import type { MachineFacts, ProgramFact } from './facts.ts';
import { type Finding, isAtLeast, ok, problem } from './finding.ts';
import type { StoreFacts } from './store-facts.ts';

const NODE = '24';

export function checkPrograms({ node, programs, store }: MachineFacts): readonly Finding[] {
  const needs = driverEntry(store.driver)?.needs.programs ?? [];
  const isMissing = ({ program }: NeededProgram) => programs[program]?.file === undefined;
  const firstOf = (name: string) => needs.find((one) => one.package === name && isMissing(one));
  // One finding for each missing package.
  const counts = (need: NeededProgram) => !isMissing(need) || need === firstOf(need.package);
  return [
    checkNode(node),
    ...needs.filter(counts).flatMap((need) => checkNeed(need, programs[need.program], store)),
  ];
}

function checkNode(version: string): Finding {
  if (isAtLeast(version, NODE)) return ok('node', version);
  return problem(
    'node',
    `${version}, but ${NODE} is needed`,
    'update the runner to 2.327.1 or later, which brings Node 24 in externals/node24',
  );
}

const install = (packageName: string) =>
  `sudo apt-get install ${packageName} (the action does so itself unless "install" is false)`;

export function present(name: string, packageName: string, { file, says = '', fault }: ProgramFact): Finding {
  if (file === undefined) return problem(name, 'not installed', install(packageName));
  if (fault !== undefined) return problem(name, `${file} does not run: ${fault}`, install(packageName));
  return ok(name, `${file}, ${says.split('\n')[0]}`);
}

function checkNeed(need: NeededProgram, fact: ProgramFact = {}, store: StoreFacts): readonly Finding[] {
  const { program, probe } = need;
  const { file, says = '', fault } = fact;
  if (probe === undefined) return file === undefined ? [present(program, need.package, fact)] : [];
  if (file !== undefined && fault !== undefined && probe.failure !== undefined)
    return [problem(program, `${file} ${probe.failure.message}: ${fault}`, probe.failure.hint)];
  if (file === undefined || fault !== undefined || probe.judge === undefined)
    return [present(program, need.package, fact)];
  // The check of the store tells what its place lacks.
  const { found } = probe.judge(says, placeOf(store));
  return [ok(program, `${file}, with ${found}`)];
}

const placeOf = ({ driver, name }: StoreFacts) => name.slice(`${driver}:`.length);

/** What the place of a store lacks, by the programs of its driver. */
export function lackOf(store: StoreFacts, programs: MachineFacts['programs']) {
  for (const { program, probe } of driverEntry(store.driver)?.needs.programs ?? []) {
    const { says, fault } = programs[program] ?? {};
    if (says === undefined || fault !== undefined) continue;
    const lack = probe?.judge?.(says, placeOf(store)).lack;
    if (lack !== undefined) return lack;
  }
  return undefined;
}
