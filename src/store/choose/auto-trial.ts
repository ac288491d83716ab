import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isObuilderError, ObuilderError } from '../../errors.ts';
import { errnoOf } from '../../files/errno.ts';
import { cannotMount, whyNoLoopDevices, whyNoMounts } from '../../host/privilege.ts';
import { nearestExisting } from '../../host/probes.ts';
import type { AutoMachine } from '../../volume/driver.ts';
import { driverEntry } from '../../volume/drivers.ts';
import { asPlaceError } from '../../volume/fault.ts';
import { type AutoChoice, type AutoFacts, chooseFallback, chooseStore } from './auto.ts';

/** A file for the trial of loop devices, attached read-only for a moment. */
const ANY_FILE = '/bin/sh';

/**
 * Chooses another kind of store after a failure to make or mount the pool, if the machine does not allow image files. Trials
 * decide, never the words of the error.
 *
 * @throws ObuilderError the given error if image files work; `store-unavailable` naming a missing privilege
 */
export async function insteadOfPool(facts: AutoFacts, error: unknown): Promise<AutoChoice> {
  await checkPrivileges(facts.directory);
  const lack = await whyNoLoopDevices(ANY_FILE);
  if (lack === undefined) throw asPlaceError(facts.directory, error);
  const { why, ...choice } = chooseStore({ ...facts, hasImage: false, hasLoopDevices: () => false });
  const image = path.join(facts.directory, 'pool.img');
  const left = existsSync(image) ? `; the pool in ${image} waits for a machine that can mount it` : '';
  return await tried(facts, { ...choice, why: `${why} (${lack})${left}` });
}

/**
 * Returns the choice, or the next fallback if the driver does not work there. A store that exists was tried when it was made.
 *
 * @throws ObuilderError `store-unavailable` naming the privilege that is missing
 */
export async function tried(facts: AutoMachine, choice: AutoChoice): Promise<AutoChoice> {
  if (existsSync(choice.directory)) return choice;
  await checkPrivileges(path.dirname(choice.directory));
  const trial = driverEntry(choice.driver)?.fallback?.trial;
  if (choice.pool !== undefined || trial === undefined) return choice;
  const near = realpathSync(nearestExisting(choice.directory));
  try {
    await trial(near);
    return choice;
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    const why = `${choice.why}, and ${choice.driver} does not work at ${near}`;
    const next = chooseFallback(facts, why, choice.driver);
    if (next === undefined) throw error;
    return await tried(facts, next);
  }
}

async function checkPrivileges(directory: string): Promise<void> {
  const why = await whyNoMounts();
  if (why !== undefined) throw cannotMount(why);
  try {
    // Check first, because Node's `mkdir` reports a read-only file system as a missing directory.
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
