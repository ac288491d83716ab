import { applyArgs, parseSpec, writeDockerfile } from '../../language/index.ts';
import { readParameter } from '../../request/parameters.ts';
import { flagsFor, givenFlags, specFlag } from '../flags.ts';
import { readSpecText } from '../spec-file.ts';
import { isSet, text, type Verb } from '../verb.ts';

export const dockerfileVerb: Verb = {
  usage: 'dockerfile -f SPEC',
  summary:
    'Writes the spec as a Dockerfile to stdout, with a warning on stderr for each part that a Dockerfile cannot express.',
  flags: {
    ...specFlag,
    ...flagsFor(['build-args']),
    buildkit: { type: 'boolean', help: "Use BuildKit's syntax for caches, secrets and networks." },
  },
  needsRoot: false,
  run: async (invocation) => {
    const given = new Map(Object.entries(readParameter('build-args', givenFlags(invocation)) ?? {}));
    const spec = applyArgs(parseSpec(await readSpecText(text(invocation, 'file'))), { given });
    const dockerfile = writeDockerfile(spec, { buildkit: isSet(invocation, 'buildkit') });
    for (const { message, at } of dockerfile.warnings) {
      process.stderr.write(`${at.file}:${at.line}:${at.column}: warning: ${message}\n`);
    }
    process.stdout.write(dockerfile.text);
    return 0;
  },
};
