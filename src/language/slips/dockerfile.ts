import { invalid } from '../fail.ts';
import { shorten } from '../sexp/datum.ts';
import { positionsIn } from '../sexp/text.ts';

/** Blank lines and comments, and then the first line with an instruction and its arguments. */
const START =
  /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?=(?:from|arg|run|copy|add|env|workdir|user|shell|cmd|entrypoint|label|expose)[ \t]+[^ \t\r\n()])/i;

/** A line of a command may begin with another parenthesis. */
const LINE_OF_SPEC = /^[ \t]*\([ \t(]*(?:from|build|arg|comment|workdir|shell|user|env|run|copy)[ \t"(]/im;

/** Refuses a Dockerfile in place of a spec. @throws ObuilderError `spec-invalid` at the first instruction */
export function refuseDockerfile(text: string, file: string): void {
  const start = START.exec(text)?.[0].length;
  if (start === undefined || LINE_OF_SPEC.test(text)) return;
  const [line = ''] = text.slice(start).split(/\r?\n/, 1);
  invalid('this text is a Dockerfile; a spec is one list in parentheses', {
    at: positionsIn(text, file)(start),
    value: shorten(line),
    hint: 'Write ((from IMAGE) …) by hand: docs/how-to/from-docker.md has the counterpart of each line. The verb dockerfile only writes a spec as a Dockerfile.',
  });
}
