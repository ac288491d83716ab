import { ObuilderError } from '../../errors.ts';
import { positionsIn } from '../sexp/text.ts';
import { MAX_HINTED, TOKEN } from './tokens.ts';

/** The name of a text from the input `spec`, which YAML may have changed. */
const INPUT = 'spec';

/** The beginning of a spec or an operation. */
const FORM = /\(+(?:from|build|run|copy)\b/i;

/** Adds the part of YAML to the hint of an error in the input `spec`. */
export function orYaml(error: unknown, text: string, file: string): unknown {
  if (!(error instanceof ObuilderError) || file !== INPUT || text.length > MAX_HINTED) return error;
  const cause = joinedLines(text, error) ?? cutText(text, error);
  if (cause === undefined) return error;
  const { at, code, hint = '', message, value } = error;
  return new ObuilderError(code, message, { at, value, hint: `${hint} ${cause} write spec: |.`.trimStart() });
}

/** `spec: >` makes a single line of several, so that a comment takes in the lines after its own. */
function joinedLines(text: string, { message }: ObuilderError): string | undefined {
  for (const { groups, index } of text.matchAll(TOKEN)) {
    const comment = groups?.['comment'];
    const [form] = (comment && FORM.exec(comment)) ?? [];
    if (comment === undefined || form === undefined) continue;
    if (isBalanced(comment) && !/no spec|no base image/.test(message)) continue;
    const { line } = positionsIn(text, INPUT)(index);
    return `The comment of line ${line} takes in ${form} … to the end of the line. With spec: >, YAML joins lines:`;
  }
  return undefined;
}

function isBalanced(comment: string): boolean {
  const outside = comment.replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
  return outside.split('(').length === outside.split(')').length;
}

/** Without quotes or |, a text of YAML ends before a `#` that follows a blank. */
function cutText(text: string, { message }: ObuilderError): string | undefined {
  const isOpen = /not closed|no closing quote/.test(message) && !text.trimEnd().includes('\n');
  return isOpen
    ? 'If the line goes on in the workflow, YAML has ended the text at a blank and #:'
    : undefined;
}
