import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isObuilderError, ObuilderError } from '../../errors.ts';
import { errnoOf } from '../../files/errno.ts';
import { tryOverlay } from '../../host/overlay.ts';
import { cannotMount, whyNoLoopDevices, whyNoMounts } from '../../host/privilege.ts';
import { nearestExisting } from '../../host/probes.ts';
import { asPlaceError } from '../../volume/fault.ts';
import { type AutoChoice, type AutoFacts, chooseStore } from './auto.ts';

/** Any file: a trial of loop devices shows it as a disk for a moment, read-only. */
const ANY_FILE = '/bin/sh';

/**
 * What `auto` takes where the pool could not be made or mounted: another kind of store where the machine lets nobody use image files.
 * Trials decide, never the words of the error.
 *
 * @throws ObuilderError the error itself where the machine lacks nothing, else one that names the privilege that is missing
 */
export async function insteadOfPool(facts: AutoFacts, error: unknown): Promise<AutoChoice> {
  await checkPrivileges(facts.directory);
  const lack = await whyNoLoopDevices(ANY_FILE);
  if (lack === undefined) throw asPlaceError(facts.directory, error);
  const { why, ...choice } = chooseStore({ ...facts, hasImage: false, hasLoopDevices: () => false });
  const image = path.join(facts.directory, 'pool.img');
  const left = existsSync(image) ? `; the pool in ${image} waits for a machine that can mount it` : '';
  return await tried({ ...choice, why: `${why} (${lack})${left}` });
}

/**
 * The choice, or plain copies where overlayfs does not work in that place. A store that is there already was tried when it was made.
 *
 * @throws ObuilderError `store-unavailable` naming the privilege that is missing
 */
export async function tried(choice: AutoChoice): Promise<AutoChoice> {
  if (existsSync(choice.directory)) return choice;
  await checkPrivileges(path.dirname(choice.directory));
  if (choice.kind !== 'overlayfs') return choice;
  const near = realpathSync(nearestExisting(choice.directory));
  try {
    await tryOverlay(path.join(near, `.overlay-trial-${randomBytes(6).toString('hex')}`));
    return choice;
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    const directory = path.join(path.dirname(choice.directory), 'copy');
    return { kind: 'copy', directory, why: `${choice.why}, and overlayfs does not work at ${near}` };
  }
}

async function checkPrivileges(directory: string): Promise<void> {
  const why = await whyNoMounts();
  if (why !== undefined) throw cannotMount(why);
  try {
    // First, because Node tells of a read-only file system as of a missing directory.
    accessSync(nearestExisting(directory), constants.W_OK);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const reason = errnoOf(cause) === 'EROFS' ? 'the file system is read-only' : String(errnoOf(cause));
    throw new ObuilderError('store-unavailable', `no store can be made at ${directory}: ${reason}`, {
      value: directory,
      hint: `systemd: set ReadWritePaths=${directory} in the unit of the runner, after a mkdir. Docker and Kubernetes: mount a volume there. Or name a store elsewhere: OBUILDER_STORE=btrfs:DIRECTORY.`,
      cause,
    });
  }
}
