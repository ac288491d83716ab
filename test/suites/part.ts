import process from 'node:process';

/** One of so many cases runs in the gate; all of them run if TEST_ALL_CASES is set. */
const STRIDE = process.env['TEST_ALL_CASES'] === undefined ? 3 : 1;

/** Chooses the cases; another number each time, unless TEST_SEED has the number of an earlier run. */
const seed = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 1000));

/**
 * Selects the part of many similar cases that runs now.
 *
 * @param turn differs between runs of the same cases, such as those on several drivers: three turns have all cases together
 */
export function isInPart(number: number, turn = 0): boolean {
  return (number + turn + seed) % STRIDE === 0;
}

/** For the message of a failure, so that the same cases can run again. */
export const partName = `TEST_SEED=${seed}`;
