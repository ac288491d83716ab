import { base } from './sharing-runners.ts';

/** Bounds that a test of a failing carrier can wait for. */
export const QUICK = { answerMs: 2500, minBytesPerSecond: 10_000 };
/** Such bounds for the cache of GitHub Actions: a program starts for each entry, and packs may have 64 MiB. */
export const QUICK_CACHE = { answerMs: 4000, minBytesPerSecond: 64 * 1024 ** 2 };
/** Ends what hangs: a build with a failing carrier takes seconds, and minutes on a busy machine. */
export const SOON_MS = 200_000;

/** A build whose last step is `last`. */
export const specTo = (last: string) =>
  `((from ${base}) (run (shell first)) (run (shell second)) (run (shell ${last})))`;
