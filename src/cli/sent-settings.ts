import { parseUserSettings } from '../request/parse-request.ts';
import type { UserSettings } from '../request/user-settings.ts';
import { readStdin } from './spec-file.ts';
import { type Flags, type Invocation, isSet } from './verb.ts';

export const SETTINGS_FLAG = 'settings-on-stdin';

/** The flag with which a user's process starts this program again as root: the first line of stdin has the user's settings. */
export const settingsFlag: Flags = {
  [SETTINGS_FLAG]: { type: 'boolean', isInternal: true, help: '' },
};

/** What a user's process has sent. */
export interface Sent {
  readonly settings: UserSettings;
  /** The rest of stdin. */
  readonly rest: Buffer;
}

const NEWLINE = 10;

/** Undefined without the flag. @throws ObuilderError `input-invalid` for a setting that a request of the action may not have either */
export async function readSent(invocation: Invocation): Promise<Sent | undefined> {
  if (!isSet(invocation, SETTINGS_FLAG)) return undefined;
  const bytes = await readStdin();
  const newline = bytes.indexOf(NEWLINE);
  const end = newline === -1 ? bytes.length : newline;
  return { settings: parseUserSettings(bytes.toString('utf8', 0, end)), rest: bytes.subarray(end + 1) };
}
