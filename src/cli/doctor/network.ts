import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { asObuilderError } from '../../errors.ts';
import { nearestExisting } from '../../host/probes.ts';
import { openNamespace } from '../../network/namespace/open.ts';
import { type Finding, note, ok } from './finding.ts';

const CHECK = 'network lists';

/** Makes the namespace of a step with a network list, as root. Without root, nothing is known. */
export async function checkNetworkLists(): Promise<readonly Finding[]> {
  if (process.getuid?.() !== 0) return [];
  let directory: string | undefined;
  try {
    directory = mkdtempSync(path.join(nearestExisting('/var/lib'), '.obuilder-trial-'));
    const namespace = openNamespace(path.join(directory, 'start'), (_role, socket) => socket.close());
    try {
      await namespace.ready;
    } finally {
      namespace.close();
    }
    return [ok(CHECK, 'a step may have a list of hosts')];
  } catch (error) {
    const { message, hint = '' } = asObuilderError(error);
    return [note(CHECK, message, hint)];
  } finally {
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  }
}
