/** Directories of system programs, for processes with a short PATH: cron and plain `su` leave out the directories for administrators. */
const SYSTEM_DIRECTORIES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** PATH, followed by the system's directories. */
export function fullPath(pathVariable: string | undefined): string {
  const given = (pathVariable ?? '').split(':').filter((directory) => directory !== '');
  return [...new Set([...given, ...SYSTEM_DIRECTORIES])].join(':');
}
