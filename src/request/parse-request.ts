import { getDotPath, safeParse } from 'valibot';
import type { BuildRequest } from '../contract/request.ts';
import { ObuilderError } from '../errors.ts';
import { requestSchema } from './request-schema.ts';
import { problem } from './strict-fields.ts';

const RELEASES = 'Use the action and its worker from one release.';
const LONGEST_SHOWN = 100;

/**
 * The request in one line of JSON. Whoever wrote the line need not be a friend.
 *
 * @throws ObuilderError `input-invalid` naming the first field that is wrong
 */
export function parseRequest(line: string): BuildRequest {
  const { success, output, issues } = safeParse(requestSchema, parseJson(line), { abortEarly: true });
  if (success) return output;
  const [issue] = issues;
  const field = getDotPath(issue) ?? undefined;
  const what = field === undefined ? 'the request' : `the request's field ${shown(field)}`;
  throw new ObuilderError('input-invalid', `${what} ${problem(issue)}`, {
    value: field === undefined ? undefined : cut(field),
    hint: RELEASES,
  });
}

const cut = (text: string) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
const shown = (field: string) => JSON.stringify(cut(field));

/** Neither the line nor the parser's error is told, since the line may have secrets in it. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ObuilderError('input-invalid', 'the request on stdin is not JSON', { hint: RELEASES });
  }
}
