import type { BuildReport } from '../build/events.ts';
import { terminalReporter } from '../report/terminal.ts';
import { buildFlags, buildRequest } from './build-flags.ts';
import { cancelOnSignals } from './cancel.ts';
import { makeOutput } from './output.ts';
import { serveBuild } from './serve.ts';
import { isSet, type Verb } from './verb.ts';

export const buildVerb: Verb = {
  usage:
    'build -f SPEC [CONTEXT] [--store=auto|DRIVER:DIR] [--secret=ID:FILE]… [--target=NAME] [--no-cache] [--json]',
  summary: 'Builds a spec and prints the log of every step; --json prints one JSON object last.',
  options: buildFlags,
  needsRoot: true,
  run: async (invocation) => {
    const request = await buildRequest(invocation);
    const { signal, stopListening } = cancelOnSignals();
    const { event, finish } = terminalReporter();
    const { write, flush } = makeOutput();
    const report = await serveBuild(request, { emit: (one) => write(event(one)), signal });
    write(finish());
    flush();
    stopListening();
    if (report === undefined) return signal.aborted ? 130 : 1;
    if (isSet(invocation, 'json')) process.stdout.write(`${JSON.stringify(summarize(report))}\n`);
    return 0;
  },
};

function summarize({ id, cacheHit, steps, outputs }: BuildReport) {
  return { id, cacheHit, steps, outputs };
}
