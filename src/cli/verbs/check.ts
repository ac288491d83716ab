import { isObuilderError } from '../../errors.ts';
import { adviceOn, applyArgs, formatAdvice, formatSpecError, parseSpec } from '../../language/index.ts';
import { readParameter } from '../../request/parameters.ts';
import { flagsFor, givenFlags, specFlag } from '../flags.ts';
import { readSpecText } from '../spec-file.ts';
import { noPositionals, text, type Verb } from '../verb.ts';

export const checkVerb: Verb = {
  usage: 'check -f SPEC',
  summary: 'Checks a spec. Prints the first error with its position, or warnings about probable slips.',
  flags: { ...specFlag, ...flagsFor(['build-args']) },
  needsRoot: false,
  check: (invocation) => noPositionals(checkVerb, invocation),
  run: async (invocation) => {
    const source = await readSpecText(text(invocation, 'file'));
    const given = new Map(Object.entries(readParameter('build-args', givenFlags(invocation)) ?? {}));
    try {
      const spec = applyArgs(parseSpec(source), { given, missing: ({ name }) => name });
      for (const advice of adviceOn(spec)) process.stderr.write(`${formatAdvice(advice, source.text)}\n`);
      return 0;
    } catch (error) {
      if (!isObuilderError(error, 'spec-invalid')) throw error;
      process.stderr.write(`${formatSpecError(error, source.text)}\n`);
      return 1;
    }
  },
};
