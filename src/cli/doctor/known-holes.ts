import { must } from '../../errors.ts';

/** A published way out of a container, and the first fixed release of each release line. */
interface Hole {
  readonly name: string;
  readonly mended: readonly string[];
}

const MENDED_2025 = ['1.2.8', '1.3.3', '1.4.0-rc.3'];

const HOLES: readonly Hole[] = [
  { name: 'CVE-2024-21626', mended: ['1.1.12'] },
  { name: 'CVE-2025-31133', mended: MENDED_2025 },
  { name: 'CVE-2025-52565', mended: MENDED_2025 },
  { name: 'CVE-2025-52881', mended: MENDED_2025 },
];

/** The releases without any of the holes, in words. */
export const MENDED_RELEASES = '1.2.8, 1.3.3, 1.4.0 or later';

/** The holes of a release of runc, by the first line of `runc --version`. */
export function knownHoles(version: string): readonly string[] {
  const release = parse(version);
  return HOLES.filter(({ mended }) => !isMended(release, mended.map(parse))).map(({ name }) => name);
}

/** Whether the version has a distribution's suffix: distributions fix holes without a new release number. */
export const isPackaged = (version: string) => /\d(\+|~|-\d)/.test(version);

/** Major, minor, patch, and the number of a release candidate. */
type Release = readonly [number, number, number, number];

function parse(text: string): Release {
  const [, major, minor, patch, candidate] = /(\d+)\.(\d+)\.(\d+)(?:-rc\.?(\d+))?/.exec(text) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0), Number(patch ?? 0), Number(candidate ?? Infinity)];
}

function isMended(release: Release, mended: readonly Release[]): boolean {
  const own = mended.find(([major, minor]) => major === release[0] && minor === release[1]);
  const newest = mended.at(-1);
  return own === undefined
    ? newest !== undefined && compare(release, newest) > 0
    : compare(release, own) >= 0;
}

function compare(one: Release, other: Release): number {
  const index = one.findIndex((number, at) => number !== other[at]);
  return index < 0 ? 0 : must(one[index], 'a part of a version') - must(other[index], 'a part of a version');
}
