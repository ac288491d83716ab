import type { BuildRequest, WorkerEvent } from '../../contract/request.ts';
import { asObuilderError, must } from '../../errors.ts';
import { endAfterCancel } from '../../host/process/deadline.ts';
import { processStart } from '../../host/process/info.ts';
import { outputPace } from '../../host/process/paced-output.ts';
import { cancelOnSignals } from '../../host/process/signals.ts';
import { makeOutput } from '../../host/process/stdout.ts';
import { parseRequest } from '../../request/parse-request.ts';
import { missingPackages } from '../../worker/needed-programs.ts';
import { REQUEST_BOUNDS, readLine } from '../../worker/request-line.ts';
import { serveBuild } from '../../worker/serve.ts';
import { noPositionals, type Verb } from '../verb.ts';

/** Reads a request, a line of JSON, and writes events as lines of JSON. The end of stdin or a signal cancels. */
export const workerVerb: Verb = {
  usage: 'worker',
  summary: 'Serves one request of the action on stdin.',
  flags: {},
  needsRoot: true,
  check: (invocation) => noPositionals(workerVerb, invocation),
  run: serve,
};

/** Reading and planning a request up to this length is quick for any text. */
const QUICKLY_READ = 64 * 1024;

async function serve(): Promise<number> {
  // A failed write shows that the parent is gone, perhaps before the end of stdin does.
  const { signal, cancel } = cancelOnSignals();
  process.stdout.on('error', cancel);
  const { write, flush } = makeOutput();
  const emit = (event: WorkerEvent) => write(`${JSON.stringify(event)}\n`);
  try {
    const line = await readLine(process.stdin, { ...REQUEST_BOUNDS, signal });
    endAfterCancel({ signal, by: 'stdin', atOnce: line.length > QUICKLY_READ });
    const isBuilt = await carryOut(parseRequest(line), { emit, signal, cancel });
    if (isBuilt) return 0;
    return signal.aborted ? 130 : 1;
  } catch (error) {
    const { code, message, value, hint } = asObuilderError(error);
    emit({ type: 'failed', error: { code, message, value, hint }, steps: [] });
    return code === 'cancelled' ? 130 : 1;
  } finally {
    flush();
    process.stdin.destroy();
  }
}

interface Carrying {
  readonly emit: (event: WorkerEvent) => void;
  readonly signal: AbortSignal;
  readonly cancel: () => void;
}

/** Builds. The end of stdin cancels; further input is dropped. Returns whether the build succeeded. */
async function carryOut(request: BuildRequest, { emit, signal, cancel }: Carrying): Promise<boolean> {
  process.stdin.once('close', cancel).once('end', cancel).resume();
  const start = must(processStart(process.pid), 'the start time of this process');
  emit({ type: 'hello', pid: process.pid, start, store: request.storeRequest.store });
  const { store } = request.storeRequest;
  // Loaded only if a program is missing.
  if (request.install && missingPackages(store, process.env['PATH'] ?? '').length > 0)
    await (await import('../../worker/install-programs.ts')).installPrograms({ store, emit, signal });
  const report = await serveBuild(request, { emit, pace: outputPace, signal, isJob: true });
  process.stdin.off('close', cancel).off('end', cancel);
  return report !== undefined;
}
