import { parseOwnerFile } from './parse.ts';
import { readOwnerText } from './read.ts';
import { NO_RULES, OWNER_FILE, type OwnerRules } from './rules.ts';

/**
 * Reads the owner's file anew each time. A machine without the file costs one system call.
 *
 * @param file for tests: nothing that a user controls leads here
 * @throws ObuilderError `input-invalid` naming the fault and its place
 */
export async function readOwnerRules(file = OWNER_FILE): Promise<OwnerRules> {
  const text = readOwnerText(file);
  if (text === undefined) return NO_RULES;
  return parseOwnerFile(text, file);
}
