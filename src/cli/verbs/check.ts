import { isObuilderError } from '../../errors.ts';
import { adviceOn, applyArgs, formatAdvice, formatSpecError, parseSpec } from '../../language/index.ts';
import { specFlag } from '../flags.ts';
import { readSpecText } from '../spec-file.ts';
import { text, type Verb } from '../verb.ts';

export const checkVerb: Verb = {
  usage: 'check -f SPEC',
  summary: 'Checks a spec. Prints the first error with its position, or warnings about probable slips.',
  flags: specFlag,
  needsRoot: false,
  run: async (invocation) => {
    const source = await readSpecText(text(invocation, 'file'));
    try {
      const spec = applyArgs(parseSpec(source), { given: new Map(), missing: ({ name }) => name });
      for (const advice of adviceOn(spec)) process.stderr.write(`${formatAdvice(advice, source.text)}\n`);
      return 0;
    } catch (error) {
      if (!isObuilderError(error, 'spec-invalid')) throw error;
      process.stderr.write(`${formatSpecError(error, source.text)}\n`);
      return 1;
    }
  },
};
