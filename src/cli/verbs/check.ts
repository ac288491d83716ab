import { isObuilderError } from '../../errors.ts';
import { formatSpecError, parseSpec } from '../../language/index.ts';
import { readSpecText } from '../spec-file.ts';
import { text, type Verb } from '../verb.ts';

export const checkVerb: Verb = {
  usage: 'check -f SPEC',
  summary: 'Reads a spec. Prints nothing when it is right, else its first error and where that is.',
  options: { file: { type: 'string', short: 'f' } },
  needsRoot: false,
  run: async (invocation) => {
    const source = await readSpecText(text(invocation, 'file'));
    try {
      parseSpec(source);
      return 0;
    } catch (error) {
      if (!isObuilderError(error, 'spec-invalid')) throw error;
      process.stderr.write(`${formatSpecError(error, source.text)}\n`);
      return 1;
    }
  },
};
