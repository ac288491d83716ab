import { parseOwnerFile } from './parse.ts';
import { readOwnerText } from './read.ts';
import { NO_RULES, OWNER_FILE, type OwnerRules } from './rules.ts';

/**
 * Reads the owner's file again on each call. A machine without the file costs a single system call.
 *
 * @param file only for tests, because no path from a user may reach this function
 * @throws ObuilderError `input-invalid` naming the fault and its place
 */
export async function readOwnerRules(file = OWNER_FILE): Promise<OwnerRules> {
  const text = readOwnerText(file);
  if (text === undefined) return NO_RULES;
  return parseOwnerFile(text, file);
}
