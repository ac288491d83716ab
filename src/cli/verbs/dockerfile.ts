import { applyArgs, parseSpec, writeDockerfile } from '../../language/index.ts';
import { type Given, readParameter } from '../../request/parameters.ts';
import { unknownNames } from '../../worker/unknown-names.ts';
import { flagsFor, givenFlags, specFlag } from '../flags.ts';
import { readSpecText } from '../spec-file.ts';
import { isSet, noPositionals, text, type Verb } from '../verb.ts';

/** The parameters of an image that a Dockerfile can express. */
const IMAGE_PARAMETERS = ['labels', 'entrypoint', 'cmd', 'exposed-ports', 'stop-signal'] as const;

export const dockerfileVerb: Verb = {
  usage: 'dockerfile -f SPEC',
  summary:
    'Writes the spec as a Dockerfile to stdout, with a warning on stderr for each part that a Dockerfile cannot express. The flags for images become LABEL, ENTRYPOINT and so on.',
  flags: {
    ...specFlag,
    ...flagsFor(['build-args', ...IMAGE_PARAMETERS]),
    buildkit: {
      type: 'boolean',
      help: "Use BuildKit's syntax for caches, mounts, secrets, modes and scripts.",
    },
  },
  needsRoot: false,
  check: (invocation) => noPositionals(dockerfileVerb, invocation),
  run: async (invocation) => {
    const flags = givenFlags(invocation);
    const buildArgs = readParameter('build-args', flags) ?? {};
    const parsed = parseSpec(await readSpecText(text(invocation, 'file')));
    const spec = applyArgs(parsed, { given: new Map(Object.entries(buildArgs)) });
    const dockerfile = writeDockerfile(spec, {
      buildkit: isSet(invocation, 'buildkit'),
      image: imageOf(flags),
    });
    for (const message of unknownNames(parsed, { buildArgs, secrets: {} }))
      process.stderr.write(`warning: ${message}\n`);
    for (const { message, at } of dockerfile.warnings)
      process.stderr.write(`${at.file}:${at.line}:${at.column}: warning: ${message}\n`);
    for (const note of dockerfile.notes) process.stderr.write(`note: ${note}\n`);
    process.stdout.write(dockerfile.text);
    return 0;
  },
};

const imageOf = (flags: Given) => ({
  labels: readParameter('labels', flags),
  entrypoint: readParameter('entrypoint', flags),
  cmd: readParameter('cmd', flags),
  exposedPorts: readParameter('exposed-ports', flags),
  stopSignal: readParameter('stop-signal', flags),
});
