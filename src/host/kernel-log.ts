import { closeSync, constants, openSync, readSync } from 'node:fs';

/** The kernel cuts a record of /dev/kmsg at this length (CONSOLE_EXT_LOG_MAX). */
const MAX_RECORD_BYTES = 8192;
/** More than any ring buffer of the kernel holds. */
const MAX_RECORDS = 100_000;

/** Microseconds of the clock that stamps records of the kernel's log. */
export const kernelTime = () => Number(process.hrtime.bigint() / 1000n);

/**
 * Returns the texts of the kernel's log since a time of `kernelTime`, oldest first. Returns none if the log is closed to this
 * process, as in many containers.
 */
export function kernelLogSince(sinceUs: number): readonly string[] {
  try {
    const log = openSync('/dev/kmsg', constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return recordsOf(log).flatMap((record) => textSince(record, sinceUs));
    } finally {
      closeSync(log);
    }
  } catch {
    return [];
  }
}

function recordsOf(log: number): readonly string[] {
  const records: string[] = [];
  const buffer = Buffer.alloc(MAX_RECORD_BYTES);
  while (records.length < MAX_RECORDS) {
    try {
      records.push(buffer.toString('utf8', 0, readSync(log, buffer)));
    } catch (error) {
      // EPIPE: newer records took the place of the next one. EAGAIN: the end.
      if ((error as NodeJS.ErrnoException).code !== 'EPIPE') break;
    }
  }
  return records;
}

/** A record is `PRIORITY,NUMBER,MICROSECONDS,FLAGS;TEXT` (Documentation/ABI/testing/dev-kmsg). */
function textSince(record: string, sinceUs: number): readonly string[] {
  const [, time, text] = /^\d+,\d+,(\d+),[^;]*;([^\n]*)/.exec(record) ?? [];
  return time !== undefined && text !== undefined && Number(time) >= sinceUs ? [text] : [];
}
