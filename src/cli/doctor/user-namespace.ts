import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { nearestExisting } from '../../host/probes.ts';
import { makeUserNamespace } from '../../host/user-namespace.ts';
import { lookAround } from '../../sandbox/machine/look-around.ts';
import { memoryDirectory } from '../../sandbox/machine/tmpfs.ts';
import { tryEnclosure } from '../../sandbox/trial.ts';
import { STEP_IDS } from '../../sandbox/wall/ids.ts';
import { driverEntry } from '../../volume/drivers.ts';
import type { StoreFacts } from './store-facts.ts';

/** The result of a trial step in a user namespace, on the store's file system. */
export interface UserNamespaceFact {
  /** Why user namespaces do not work. */
  readonly fault?: string | undefined;
}

/** Runs a tiny step, as root, in a temporary directory of root. */
export async function tryUserNamespace(program: string, store: StoreFacts): Promise<UserNamespaceFact> {
  let directory: string | undefined;
  try {
    directory = mkdtempSync(path.join(nearestExisting(store.directory ?? '/var/lib'), '.obuilder-trial-'));
    const namespace = await makeUserNamespace(path.join(directory, 'start'), STEP_IDS);
    const containers = path.join(directory, 'containers');
    await tryEnclosure(
      { directory, isOverlay: driverEntry(store.driver)?.needs.fileSystem?.name === 'overlay' },
      {
        runtime: { program, containers, memory: memoryDirectory(directory) },
        machine: lookAround(process.arch).machineFor(undefined),
        userNamespace: { path: namespace, overlayAt: () => undefined },
      },
    );
    return {};
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  } finally {
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  }
}
