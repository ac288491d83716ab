import { randomBytes } from 'node:crypto';
import { processStart } from '../../host/process/info.ts';

const NAME = /^obuilder-(\d+)-(\d+)-(\d+)(?:-[0-9a-f]{16})?$/;

let steps = 0;

/**
 * The prefix of everything that this process makes: its pid and the kernel's start time of it, so that a pid that was given
 * to another process later is not mistaken for the owner.
 */
export function ownerPrefix(): string {
  return `obuilder-${process.pid}-${processStart(process.pid) ?? 0}`;
}

/**
 * A name that no other step on this machine has, dead or alive. Nobody can foretell the name: every user may make files in
 * some of the directories where it is used, and one that is taken already would make the step fail.
 */
export function newStepName(): string {
  steps += 1;
  return `${ownerPrefix()}-${steps}-${randomBytes(8).toString('hex')}`;
}

/** Whether `name` is of a step whose owner no longer runs. Names that are not of a step are nobody's to remove. */
export function isDead(name: string): boolean {
  const [, pid, start] = NAME.exec(name) ?? [];
  return pid !== undefined && processStart(Number(pid)) !== Number(start);
}
