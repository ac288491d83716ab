import { parseUserSettings, type SentSettings } from '../request/parse-request.ts';
import { REQUEST_BOUNDS, readLine } from '../worker/request-line.ts';
import { type Flags, type Invocation, isSet } from './verb.ts';

export const SETTINGS_FLAG = 'settings-on-stdin';

/**
 * The flag with which a user's process starts this program again as root: the first line of stdin has the user's settings. Stdin stays
 * open as long as the user's process lives.
 */
export const settingsFlag: Flags = {
  [SETTINGS_FLAG]: { type: 'boolean', isInternal: true, help: '' },
};

/**
 * Returns what a user's process has sent; undefined without the flag.
 *
 * @throws ObuilderError `input-invalid` for a setting that a request of the action may not have either
 */
export async function readSent(invocation: Invocation): Promise<SentSettings | undefined> {
  if (!isSet(invocation, SETTINGS_FLAG)) return undefined;
  // No signal, because signals end this process until the request is complete.
  const { signal } = new AbortController();
  return parseUserSettings(await readLine(process.stdin, { ...REQUEST_BOUNDS, signal }));
}

/** Calls `cancel` when the user's process has ended, however it has ended. Drops further input. */
export function cancelWithUser(invocation: Invocation, cancel: () => void): void {
  if (isSet(invocation, SETTINGS_FLAG)) process.stdin.once('close', cancel).once('end', cancel).resume();
}
