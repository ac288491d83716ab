import { getDotPath, safeParse } from 'valibot';
import type { BuildRequest } from '../contract/request.ts';
import { ObuilderError } from '../errors.ts';
import { requestSchema, sentSchema } from './request-schema.ts';
import { problem } from './strict-fields.ts';
import type { UserSettings } from './user-settings.ts';

const RELEASES = 'Use the action and the worker of the same release.';
const MAX_SHOWN = 100;

/**
 * Parses a request, one line of JSON from an untrusted writer.
 *
 * @throws ObuilderError `input-invalid` with the name of the first wrong field
 */
export function parseRequest(line: string): BuildRequest {
  const { success, output, issues } = safeParse(requestSchema(), parseJson(line), { abortEarly: true });
  if (success) return output;
  const [issue] = issues;
  const field = getDotPath(issue) ?? undefined;
  const what = field === undefined ? 'the request' : `the request's field ${shown(field)}`;
  throw new ObuilderError('input-invalid', `${what} ${problem(issue)}`, {
    value: field === undefined ? undefined : cut(field),
    hint: RELEASES,
  });
}

/** What a user's process sends to root. */
export interface SentSettings extends UserSettings {
  /** The stdin of the user's process, in base64, if a spec comes from there. */
  readonly stdin?: string | undefined;
}

/** Parses the settings of a user, one line of JSON from this user. @throws ObuilderError `input-invalid` with the wrong variable */
export function parseUserSettings(line: string): SentSettings {
  const { success, output, issues } = safeParse(sentSchema(), parseJson(line), { abortEarly: true });
  if (success) return output;
  const [issue] = issues;
  const variable = cut(String(issue.path?.at(-1)?.key ?? 'of the user'));
  throw new ObuilderError('input-invalid', `the variable ${variable} ${problem(issue)}`, {
    value: variable,
    hint: 'Set it to another value, or remove it from the environment.',
  });
}

const cut = (text: string) => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
const shown = (field: string) => JSON.stringify(cut(field));

/** Shows neither the line nor the parser's error because the line may contain secrets. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ObuilderError('input-invalid', 'the request on stdin is not JSON', { hint: RELEASES });
  }
}
