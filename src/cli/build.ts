import type { BuildReport } from '../build/events.ts';
import { shellWords } from '../report/shell-words.ts';
import { terminalReporter } from '../report/terminal.ts';
import type { StoreRequest } from '../worker/protocol.ts';
import { buildFlags, buildRequest } from './build-flags.ts';
import { cancelOnSignals } from './cancel.ts';
import { SHOWN_DIGITS } from './entries.ts';
import { makeOutput } from './output.ts';
import { serveBuild } from './serve.ts';
import { isSet, type Verb } from './verb.ts';

export const buildVerb: Verb = {
  usage:
    'build -f SPEC [CONTEXT] [--store=auto|DRIVER:PLACE] [--secret=ID:FILE]… [--target=NAME] [--no-cache] [--no-keep-failed] [--json], and the limits of prune',
  summary: 'Builds a spec and prints the log of every step; --json prints one JSON object last.',
  options: buildFlags,
  needsRoot: true,
  run: async (invocation) => {
    const request = await buildRequest(invocation);
    const { signal, stopListening } = cancelOnSignals();
    const { event, finish } = terminalReporter({ enter: (id) => enterFailed(id, request.storeRequest) });
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

/** The command that gives a shell in the files of a failed step that was kept. */
function enterFailed(id: string, { store, poolDirectory }: StoreRequest): string {
  const place = poolDirectory === undefined ? [] : [`--pool-dir=${poolDirectory}`];
  const program = [process.execPath, process.argv[1] ?? ''];
  return shellWords([...program, 'shell', id.slice(0, SHOWN_DIGITS), `--store=${store}`, ...place]);
}
