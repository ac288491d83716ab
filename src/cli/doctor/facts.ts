import { isObuilderError } from '../../errors.ts';
import {
  type Confinement,
  canLoadModule,
  findProgram,
  hasSeccomp,
  kernelHas,
  kernelRelease,
  readConfinement,
} from '../../host/probes.ts';
import { runQuick } from '../../host/process.ts';
import type { Cgroups } from '../../sandbox/cgroups.ts';
import { lookAround } from '../../sandbox/machine.ts';
import { memoryDirectory } from '../../sandbox/memory.ts';
import type { StoreRequest } from '../../worker/protocol.ts';
import { places } from '../places.ts';
import { readStoreFacts, type StoreFacts } from './store-facts.ts';

/** All that the checks look at: read from the machine once, changing nothing. */
export interface Facts {
  readonly userName: string;
  readonly root: 'is-root' | 'by-sudo' | 'sudo-asks' | 'no-sudo';
  readonly node: string;
  readonly kernel: string;
  readonly programs: Readonly<Record<ProgramName, ProgramFact>>;
  readonly fileSystems: Readonly<Record<KernelPart, 'there' | 'module' | 'missing'>>;
  readonly cgroups: Pick<Cgroups, 'layout' | 'controllers'>;
  readonly hasSeccomp: boolean;
  /** Where secrets are kept off the disk. */
  readonly memory: string | undefined;
  readonly confinement: Confinement;
  readonly store: StoreFacts;
}

type ProgramName = 'runc' | 'btrfs' | 'zfs';
export type KernelPart = 'btrfs' | 'overlay' | 'zfs';

export interface ProgramFact {
  readonly file?: string | undefined;
  /** What it says of its version; ZFS instead lists the pools that it has, one a line. */
  readonly says?: string | undefined;
  /** Why it does not run, or not do its work. */
  readonly fault?: string | undefined;
}

export async function readFacts(request: StoreRequest): Promise<Facts> {
  const [runc, btrfs, zfs] = await Promise.all([
    readProgram('runc', ['--version']),
    readProgram('btrfs', ['version']),
    readProgram('zfs', ['list', '-H', '-d', '0', '-o', 'name']),
  ]);
  return {
    userName: process.env['USER'] ?? 'runner',
    root: await readRoot(),
    node: process.version,
    kernel: kernelRelease(),
    programs: { runc, btrfs, zfs },
    fileSystems: { btrfs: readPart('btrfs'), overlay: readPart('overlay'), zfs: readPart('zfs') },
    cgroups: lookAround(process.arch).cgroups,
    hasSeccomp: hasSeccomp(),
    memory: memoryDirectory(places.runDirectory),
    confinement: readConfinement(),
    store: readStoreFacts(request),
  };
}

async function readRoot(): Promise<Facts['root']> {
  if (process.getuid?.() === 0) return 'is-root';
  try {
    await runQuick('sudo', ['-n', 'true']);
    return 'by-sudo';
  } catch (error) {
    return isObuilderError(error, 'tool-missing') ? 'no-sudo' : 'sudo-asks';
  }
}

async function readProgram(name: string, args: readonly string[]): Promise<ProgramFact> {
  const file = findProgram(name, process.env['PATH'] ?? '');
  if (file === undefined) return {};
  try {
    return { file, says: (await runQuick(file, args)).trim() };
  } catch (error) {
    return { file, fault: (error instanceof Error ? error.message : String(error)).split('\n')[0] };
  }
}

function readPart(name: KernelPart): 'there' | 'module' | 'missing' {
  if (kernelHas(name)) return 'there';
  return canLoadModule(name) ? 'module' : 'missing';
}
