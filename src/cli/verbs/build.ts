import type { BuildEvent, BuildReport } from '../../contract/events.ts';
import { must } from '../../errors.ts';
import { endAfterCancel } from '../../host/process/deadline.ts';
import { outputPace } from '../../host/process/paced-output.ts';
import { cancelOnSignals } from '../../host/process/signals.ts';
import { makeOutput, print } from '../../host/process/stdout.ts';
import { shellWords } from '../../report/shell-words.ts';
import { terminalReporter } from '../../report/terminal.ts';
import { shellFlags } from '../../request/again.ts';
import { serveBuild } from '../../worker/serve.ts';
import { type BuildWish, buildFlags, buildRequest, checkBuildFlags } from '../build-request.ts';
import { SHOWN_DIGITS } from '../entries.ts';
import { statusOf } from '../failure.ts';
import { givenFlags } from '../flags.ts';
import { cancelWithUser } from '../sent-settings.ts';
import { isSet, type Verb } from '../verb.ts';

export const buildVerb: Verb = {
  usage: 'build -f SPEC [CONTEXT]',
  summary:
    'Builds a spec and prints the log of every step. CONTEXT is the directory of copied files, by default the current directory.',
  flags: buildFlags,
  needsRoot: true,
  check: checkBuildFlags,
  run: async (invocation) => {
    const request = await buildRequest(invocation);
    const { signal, cancel, stopListening } = cancelOnSignals();
    cancelWithUser(invocation, cancel);
    endAfterCancel({ signal, by: 'signals' });
    const flags = shellFlags(givenFlags(invocation), request.ca);
    const { event, finish } = terminalReporter({
      enter: withId(request, 'shell', flags),
      remove: withId(request, 'remove'),
    });
    const { write, flush } = makeOutput();
    let failure: Failure | undefined;
    const emit = (given: BuildEvent) => {
      if (given.type === 'failed') failure = given;
      write(event(given));
    };
    const report = await serveBuild(request, { emit, pace: outputPace, signal });
    write(finish());
    flush();
    stopListening();
    if (isSet(invocation, 'json')) print(`${JSON.stringify(summarize(report, failure))}\n`);
    if (report !== undefined) return 0;
    return signal.aborted ? statusOf('cancelled') : statusOf(failure?.error.code ?? 'internal');
  },
};

type Failure = Extract<BuildEvent, { readonly type: 'failed' }>;

/** The JSON of a build. A failed build has the same fields, with the steps up to the failure, and an `error`. */
function summarize(report: BuildReport | undefined, failure: Failure | undefined) {
  if (report !== undefined) {
    const { id, cacheHit, steps, outputs, images } = report;
    return { id, cacheHit, steps, outputs, images };
  }
  return { id: '', cacheHit: false, steps: failure?.steps ?? [], outputs: {}, error: failure?.error };
}

/** Returns the shell command of a verb for an id in the store of the build. */
function withId(
  { storeRequest }: BuildWish,
  verb: 'shell' | 'remove',
  flags: readonly string[] = [],
): (id: string) => string {
  const { store, poolDirectory } = storeRequest;
  const place = poolDirectory === undefined ? [] : [`--pool-dir=${poolDirectory}`];
  const program = [process.execPath, must(process.argv[1], 'the path of this program'), verb];
  return (id) => shellWords([...program, id.slice(0, SHOWN_DIGITS), `--store=${store}`, ...place, ...flags]);
}
