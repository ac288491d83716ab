import { parseSpec, writeDockerfile } from '../../language/index.ts';
import { readSpecText } from '../spec-file.ts';
import { isSet, text, type Verb } from '../verb.ts';

export const dockerfileVerb: Verb = {
  usage: 'dockerfile -f SPEC [--buildkit]',
  summary: 'Writes the spec as a Dockerfile to stdout; what a Dockerfile cannot say is a warning on stderr.',
  options: { file: { type: 'string', short: 'f' }, buildkit: { type: 'boolean' } },
  needsRoot: false,
  run: async (invocation) => {
    const spec = parseSpec(await readSpecText(text(invocation, 'file')));
    const dockerfile = writeDockerfile(spec, { buildkit: isSet(invocation, 'buildkit') });
    for (const { message, at } of dockerfile.warnings) {
      process.stderr.write(`${at.file}:${at.line}:${at.column}: warning: ${message}\n`);
    }
    process.stdout.write(dockerfile.text);
    return 0;
  },
};
