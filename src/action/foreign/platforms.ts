import { invalidValue } from '../../request/parse-value.ts';

/** Docker's names of machines, by other names. */
const MACHINES: Readonly<Record<string, string>> = {
  x64: 'amd64',
  x86_64: 'amd64',
  aarch64: 'arm64',
  'arm64/v8': 'arm64',
};

const HINT =
  'Build each platform in a job of its own, on a runner of the platform. For an image with files that were made for another machine, the input platform names the platform (docs/images.md).';

/** Refuses Docker's `platforms` unless it names this machine. @throws ObuilderError `input-invalid` */
export function checkPlatforms(text: string): void {
  const own = `linux/${machineOf(process.arch)}`;
  const asked = text
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map((name) =>
      name.toLowerCase().replace(/^linux\/(.*)$/, (_, machine) => `linux/${machineOf(machine)}`),
    );
  if (asked.every((name) => name === own || name === 'local')) return;
  const expected = `${own}, because a build makes files for the platform of this runner only`;
  throw invalidValue(text.trim(), 'input platforms', { expected, hint: HINT });
}

const machineOf = (name: string): string =>
  (Object.hasOwn(MACHINES, name) ? MACHINES[name] : undefined) ?? name;
