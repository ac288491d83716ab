import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openSandbox } from '../../sandbox/open.ts';
import { places } from '../../worker/places.ts';
import { ATTACKS } from './attacks.ts';
import { makeBench } from './bench.ts';

/** The result of attacks on this machine's runtime, alone and in steps. */
export interface Trial {
  readonly attacks: readonly {
    /** The attacker's gain, as a clause. */
    readonly name: string;
    /** The published holes behind the attack. */
    readonly holes: readonly string[];
    /** Undefined if the runtime starts nothing on its own, so the attack shows nothing. */
    readonly worksBare: boolean | undefined;
    readonly worksInStep: boolean;
  }[];
  /** Why a step with nothing wrong does not run. */
  readonly fault?: string | undefined;
}

/** Runs containers for less than a second, as root, in a temporary directory of root. */
export async function tryRuntime(program: string): Promise<Trial> {
  mkdirSync(places.runDirectory, { recursive: true, mode: 0o700 });
  const directory = mkdtempSync(path.join(places.runDirectory, 'doctor-'));
  try {
    const sandbox = await openSandbox({ runtime: program, stateDir: directory });
    const bench = makeBench({ program, directory, sandbox });
    const fault = await bench.faultOf({});
    const startsSound = await bench.starts({ rootfs: bench.root() });
    const attacks = [];
    for (const { name, holes, bare, step } of ATTACKS) {
      const worksBare = startsSound ? await bare(bench) : undefined;
      attacks.push({ name, holes, worksBare, worksInStep: await step(bench) });
    }
    return { attacks, fault };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
