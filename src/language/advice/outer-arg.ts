import type { Run } from '../../contract/spec.ts';
import type { Advice } from './literal.ts';
import type { Names } from './variable.ts';

/**
 * Advice on an arg of an outer build in a command. The shell takes an unknown variable as empty. No advice if the command may set the variable
 * itself.
 */
export function onOuterArg({ command, at }: Run, { outer, variables }: Names): readonly Advice[] {
  const name = [...outer].find((one) => !variables.has(one) && isRead(one, command) && !isSet(one, command));
  if (name === undefined) return [];
  const message = `the command reads $${name}, which is an arg of an outer build and no variable here`;
  return [
    {
      message,
      value: `$${name}`,
      hint: `Write (arg ${name}) before the base image of this build, unless the base image sets the variable.`,
      at,
    },
  ];
}

const isRead = (name: string, command: string) => new RegExp(`\\$(?:${name}\\b|\\{${name}\\b)`).test(command);

const isSet = (name: string, command: string) =>
  new RegExp(`(?:^|[\\s;&|({])${name}=`).test(command) ||
  command.split(/[;|&\n]/).some((part) => isSetIn(part, name));

/** In two steps, because a pattern for both would read a long text again and again. */
function isSetIn(part: string, name: string): boolean {
  const start = part.search(/\b(?:for|read)\b/);
  return start !== -1 && new RegExp(`\\b${name}\\b`).test(part.slice(start));
}
