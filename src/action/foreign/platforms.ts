import { hostPlatform, matchPlatform, type Platform, parsePlatform } from '../../oci/platform.ts';
import { invalidValue } from '../../request/parse-value.ts';

/** Names of machines that Docker takes besides Go's. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['x86_64', 'amd64'],
  ['aarch64', 'arm64'],
]);

const HINT =
  'Build each platform in a job of its own, on a runner of the platform. For an image with files that were made for another machine, the input platform names the platform (docs/images.md).';

/** Refuses Docker's `platforms` unless it names this machine. @throws ObuilderError `input-invalid` */
export function checkPlatforms(text: string): void {
  const host = hostPlatform();
  const own = parsePlatform(host);
  const names = text.toLowerCase().split(/[\s,]+/);
  const isOwn = (name: string) => matchPlatform(own, platformIn(name)) !== undefined;
  if (names.every((name) => name === '' || name === 'local' || isOwn(name))) return;
  const expected = `${host}, because a build makes files for the platform of this runner only`;
  throw invalidValue(text.trim(), 'input platforms', { expected, hint: HINT });
}

function platformIn(name: string): Platform {
  const [os = '', machine = '', variant] = name.split('/');
  return { os, architecture: ALIASES.get(machine) ?? machine, variant };
}
