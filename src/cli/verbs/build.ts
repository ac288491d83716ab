import type { BuildEvent, BuildReport } from '../../contract/events.ts';
import type { StoreWish } from '../../contract/request.ts';
import { must } from '../../errors.ts';
import { endAfterCancel } from '../../host/process/deadline.ts';
import { outputPace } from '../../host/process/paced-output.ts';
import { cancelOnSignals } from '../../host/process/signals.ts';
import { makeOutput, print } from '../../host/process/stdout.ts';
import { shellWords } from '../../report/shell-words.ts';
import { terminalReporter } from '../../report/terminal.ts';
import { serveBuild } from '../../worker/serve.ts';
import { buildFlags, buildRequest } from '../build-flags.ts';
import { SHOWN_DIGITS } from '../entries.ts';
import { isSet, type Verb } from '../verb.ts';

export const buildVerb: Verb = {
  usage:
    'build -f SPEC [CONTEXT] [--store=auto|DRIVER:PLACE] [--secret=ID:FILE]… [--target=NAME] [--no-cache] [--no-keep-failed] [--memory=8GB|50%] [--cpus=N] [--pids=N] [--step-timeout=6h] [--log-size=1GB] [--json], and the limits of prune',
  summary: 'Builds a spec and prints the log of every step; --json prints one JSON object last.',
  options: buildFlags,
  needsRoot: true,
  run: async (invocation) => {
    const request = await buildRequest(invocation);
    const { signal, stopListening } = cancelOnSignals();
    endAfterCancel({ signal, by: 'signals' });
    const { event, finish } = terminalReporter({ enter: (id) => enterFailed(id, request.storeRequest) });
    const { write, flush } = makeOutput();
    let failure: Failure | undefined;
    const emit = (one: BuildEvent) => {
      if (one.type === 'failed') failure = one;
      write(event(one));
    };
    const report = await serveBuild(request, { emit, pace: outputPace, signal });
    write(finish());
    flush();
    stopListening();
    if (isSet(invocation, 'json')) print(`${JSON.stringify(summarize(report, failure))}\n`);
    if (report === undefined) return signal.aborted ? 130 : 1;
    return 0;
  },
};

type Failure = Extract<BuildEvent, { readonly type: 'failed' }>;

/** A build that failed has the same fields, as far as it came, and its error. */
function summarize(report: BuildReport | undefined, failure: Failure | undefined) {
  if (report !== undefined) {
    const { id, cacheHit, steps, outputs } = report;
    return { id, cacheHit, steps, outputs };
  }
  return { id: '', cacheHit: false, steps: failure?.steps ?? [], outputs: {}, error: failure?.error };
}

/** The command that gives a shell in the files of a failed step that was kept. */
function enterFailed(id: string, { store, poolDirectory }: StoreWish): string {
  const place = poolDirectory === undefined ? [] : [`--pool-dir=${poolDirectory}`];
  const program = [process.execPath, must(process.argv[1], 'the path of this program')];
  return shellWords([...program, 'shell', id.slice(0, SHOWN_DIGITS), `--store=${store}`, ...place]);
}
