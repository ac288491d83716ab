import { readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { PROGRAM_LIBRARY } from '../../../host/process/worker-program.ts';

/** The names of the versions below PROGRAM_LIBRARY whose Node runs now. */
export function versionsInUse(): ReadonlySet<string> {
  const programs = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(programOf)
    .filter((program) => program.startsWith(`${PROGRAM_LIBRARY}/`));
  return new Set(programs.map((program) => path.relative(PROGRAM_LIBRARY, program).split('/')[0] ?? ''));
}

function programOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return '';
  }
}
