import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { StoreWish } from '../../contract/request.ts';
import { isObuilderError, must } from '../../errors.ts';
import { untrustedFile } from '../../files/trust/trusted-path.ts';
import { whyNoLoopDevices, whyNoMounts } from '../../host/privilege.ts';
import {
  type Confinement,
  canLoadModule,
  findProgram,
  hasSeccomp,
  kernelHas,
  kernelRelease,
  readConfinement,
} from '../../host/probes.ts';
import { runProgram } from '../../host/process/run.ts';
import { asRoot, isAllowed } from '../../host/process/sudo.ts';
import { installedVersion, PROGRAM, PROGRAM_LIBRARY, versionOf } from '../../host/process/worker-program.ts';
import type { Cgroups } from '../../sandbox/machine/cgroups.ts';
import { lookAround } from '../../sandbox/machine/look-around.ts';
import { memoryDirectory } from '../../sandbox/machine/tmpfs.ts';
import type { DriverEntry } from '../../volume/driver.ts';
import { drivers } from '../../volume/drivers.ts';
import { places } from '../../worker/places.ts';
import { chosenStore } from './chosen-store.ts';
import { readStoreFacts, type StoreFacts } from './store-facts.ts';
import type { Trial } from './trial.ts';
import { tryRuntime } from './trial.ts';
import type { UserNamespaceFact } from './user-namespace.ts';
import { tryUserNamespace } from './user-namespace.ts';

/** The input of all checks, read from the machine once. Temporary objects are removed afterwards. */
export interface MachineFacts {
  readonly userName: string;
  readonly root: 'is-root' | 'by-sudo' | 'by-program' | 'sudo-asks' | 'no-sudo';
  /** Root's own copy of the worker. Undefined if not installed. */
  readonly worker?: WorkerFact | undefined;
  readonly node: string;
  readonly kernel: string;
  /** The runtime, and the programs of drivers. Only probed programs say something. */
  readonly programs: { readonly runc: ProgramFact } & Readonly<Record<string, ProgramFact>>;
  /** The file systems that drivers need, by their names in the kernel. */
  readonly fileSystems: Readonly<Record<string, KernelPart>>;
  readonly cgroups: Pick<Cgroups, 'layout' | 'controllers'>;
  readonly hasSeccomp: boolean;
  /** Why a trial could not mount. Undefined if it could, and without root. */
  readonly mounts?: string | undefined;
  /** The directory for containers' state. */
  readonly runDirectory?: string | undefined;
  /** The directory for secrets, in memory. */
  readonly memory: string | undefined;
  readonly confinement: Confinement;
  readonly store: StoreFacts;
  /** The result of attacks on the runtime. Undefined without root or runtime. */
  readonly trial: Trial | undefined;
  /** Undefined if not tried. */
  readonly userNamespace: UserNamespaceFact | undefined;
}

interface WorkerFact {
  readonly version: string;
  /** The version of this command line. */
  readonly ownVersion: string | undefined;
  /** The part of the program's path that users other than root can change. */
  readonly changeable: string | undefined;
}

type KernelPart = 'there' | 'module' | 'missing';

export interface ProgramFact {
  readonly file?: string | undefined;
  /** The probe's output, such as a version. */
  readonly says?: string | undefined;
  /** Why the program does not run or work. */
  readonly fault?: string | undefined;
}

export async function readFacts(request: StoreWish): Promise<MachineFacts> {
  const [runc, ...ofDrivers] = await Promise.all([readProgram('runc', ['--version']), ...probeDrivers()]);
  const root = await readRoot();
  const mounts = root === 'is-root' ? await whyNoMounts() : undefined;
  const loops = root === 'is-root' ? await whyNoLoopDevices('/bin/sh') : undefined;
  const store = readStoreFacts(
    await chosenStore(request),
    root === 'is-root' ? loops === undefined : undefined,
  );
  return {
    userName: process.env['USER'] ?? 'runner',
    root,
    worker: readWorker(),
    node: process.version,
    kernel: kernelRelease(),
    programs: { ...Object.fromEntries(ofDrivers), runc },
    fileSystems: readFileSystems(),
    cgroups: lookAround(process.arch).cgroups,
    hasSeccomp: hasSeccomp(),
    memory: memoryDirectory(places.runDirectory),
    confinement: readConfinement(),
    mounts,
    runDirectory: places.runDirectory,
    store,
    trial: root === 'is-root' ? await readTrial(runc) : undefined,
    userNamespace: root === 'is-root' ? await readUserNamespace(runc, store) : undefined,
  };
}

async function readRoot(): Promise<MachineFacts['root']> {
  if (process.getuid?.() === 0) return 'is-root';
  try {
    await runProgram('sudo', ['-n', 'true']);
    return 'by-sudo';
  } catch (error) {
    if (isObuilderError(error, 'tool-missing')) return 'no-sudo';
    return (await isAllowed({ command: asRoot([PROGRAM], 1) })) ? 'by-program' : 'sudo-asks';
  }
}

function readWorker(): WorkerFact | undefined {
  const version = installedVersion();
  if (version === undefined) return undefined;
  const ownVersion = versionOf(must(process.argv[1], 'the path of this program'));
  const code = ['node', 'cli/index.js'].flatMap((name) =>
    readdirSync(PROGRAM_LIBRARY).map((one) => path.join(PROGRAM_LIBRARY, one, name)),
  );
  const changeable = [PROGRAM, ...code].filter(existsSync).map(untrustedFile).find(Boolean);
  return { version, ownVersion, changeable: changeable?.path };
}

async function readProgram(name: string, args?: readonly string[]): Promise<ProgramFact> {
  const file = findProgram(name, process.env['PATH'] ?? '');
  if (file === undefined || args === undefined) return { file };
  try {
    return { file, says: (await runProgram(file, args)).trim() };
  } catch (error) {
    return { file, fault: (error instanceof Error ? error.message : String(error)).split('\n')[0] };
  }
}

const needs = Object.values(drivers).map((entry: DriverEntry) => entry.needs);

const probeDrivers = () =>
  needs
    .flatMap(({ programs }) => programs)
    .map(async ({ program, probe }) => [program, await readProgram(program, probe?.args)] as const);

async function readTrial({ file, fault }: ProgramFact): Promise<Trial | undefined> {
  if (file === undefined || fault !== undefined) return undefined;
  return await tryRuntime(file);
}

async function readUserNamespace({ file, fault }: ProgramFact, store: StoreFacts) {
  if (file === undefined || fault !== undefined) return undefined;
  return await tryUserNamespace(file, store);
}

const readFileSystems = () =>
  Object.fromEntries(
    needs.flatMap(({ fileSystem }) =>
      fileSystem === undefined ? [] : [[fileSystem.name, readPart(fileSystem.name)]],
    ),
  );

function readPart(name: string): KernelPart {
  if (kernelHas(name)) return 'there';
  return canLoadModule(name) ? 'module' : 'missing';
}
