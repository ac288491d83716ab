/** Instructions of Dockerfiles without an operation in a spec, with the way that a spec has. */
const WAYS: ReadonlyMap<string, string> = new Map([
  ['cmd', 'Give the command of an image with the input cmd.'],
  ['entrypoint', 'Give the program of an image with the input entrypoint.'],
  ['expose', 'Give the ports of an image with the input exposed-ports.'],
  ['label', 'Give the labels of an image with the input labels.'],
  ['maintainer', 'Give the author with the input labels: org.opencontainers.image.authors=NAME.'],
  ['stopsignal', 'Give the signal with the input stop-signal.'],
  [
    'add',
    'Write (copy (src PATH) (dst PATH)), or for a URL (run (network (allow packages.example:443)) (shell "curl -fLO URL")).',
  ],
  [
    'volume',
    'Remove it. Files stay between builds in a cache: (run (cache (NAME (target PATH))) (shell COMMAND)).',
  ],
  ['healthcheck', 'Remove it: a spec has no checks of a running container.'],
  ['onbuild', 'Remove it, and write the operation in each spec that begins with this image.'],
]);

/** Returns the hint for an instruction of Dockerfiles, in any case. */
export const dockerfileHint = (name: string): string | undefined => WAYS.get(name.toLowerCase());
