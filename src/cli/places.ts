/** Where this program keeps things on a machine unless it is told otherwise. */
export const places = {
  /** The image file and mount point of the pool that `store: auto` makes. */
  poolDirectory: '/var/lib/obuilder-action',
  /** State that a reboot may drop: containers, secrets on tmpfs. */
  runDirectory: '/run/obuilder-action',
} as const;
