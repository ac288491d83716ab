import { randomBytes } from 'node:crypto';
import { must } from '../../errors.ts';
import { processStart } from '../../host/process/info.ts';

const NAME = /^obuilder-(\d+)-(\d+)-(\d+)(?:-[0-9a-f]{16})?$/;

let steps = 0;

/**
 * Returns the prefix for everything of this process: its pid and its start time, so that a later process with the same pid
 * does not count as the owner.
 */
export function ownerPrefix(): string {
  return `obuilder-${process.pid}-${must(processStart(process.pid), 'the start time of this process')}`;
}

/**
 * Returns a name that no other step on this machine has, dead or alive. The name is unpredictable, because every user may make
 * files in some of the directories, and an existing file would make the step fail.
 */
export function newStepName(): string {
  steps += 1;
  return `${ownerPrefix()}-${steps}-${randomBytes(8).toString('hex')}`;
}

/** Whether `name` belongs to a step of a dead owner. False for names of other things, so that nothing removes foreign files. */
export function isDead(name: string): boolean {
  const [, pid, start] = NAME.exec(name) ?? [];
  return pid !== undefined && processStart(Number(pid)) !== Number(start);
}
