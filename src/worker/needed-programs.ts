import { findProgram } from '../host/probes.ts';
import type { NeededProgram } from '../volume/driver.ts';
import { driverEntry, POOL_DRIVER } from '../volume/drivers.ts';

/** Every build needs the runtime. */
const RUNTIME: NeededProgram = { program: 'runc', package: 'runc' };

/** `auto` makes a pool if it can; its fallbacks need no programs. */
const driverOf = (store: string) => (store === 'auto' ? POOL_DRIVER : store.split(':', 1)[0]);

/** Returns the Debian packages of the programs that a store needs and that neither `searchPath` nor the directories for administrators have. */
export function missingPackages(store: string, searchPath: string): readonly string[] {
  const programs = [RUNTIME, ...(driverEntry(driverOf(store) ?? '')?.needs.programs ?? [])];
  const missing = programs.filter(({ program }) => findProgram(program, searchPath) === undefined);
  return [...new Set(missing.map((one) => one.package))];
}
