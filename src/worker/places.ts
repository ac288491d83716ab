import { accessSync, constants, mkdirSync } from 'node:fs';

/** The image file and mount point of the pool that `store: auto` makes. */
const POOL = '/var/lib/obuilder-action';
/** A directory below /run, or on the disk for a unit of systemd or a container with a read-only /run. */
const RUN = ['/run/obuilder-action', `${POOL}/run`] as const;

let runDirectory: string | undefined;

/** The default directories of this program on a machine. */
export const places = {
  poolDirectory: POOL,
  /** State that a reboot may drop: containers, secrets on tmpfs. The directory exists if this process can make it. */
  get runDirectory(): string {
    runDirectory ??= RUN.find(canBeWritten) ?? RUN[0];
    return runDirectory;
  },
} as const;

function canBeWritten(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
