import { readFileSync } from 'node:fs';

/** The text of a file of the system or of this program; undefined if the file is missing or this process may not read it. */
export function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The text of a file of the system; empty if the file is missing or this process may not read it. */
export const textOrEmpty = (file: string): string => textOf(file) ?? '';
