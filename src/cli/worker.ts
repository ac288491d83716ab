import { createInterface } from 'node:readline';
import { ObuilderError } from '../errors.ts';
import { processStart } from '../host/process-info.ts';
import type { BuildRequest, WorkerEvent } from '../worker/protocol.ts';
import { cancelOnSignals } from './cancel.ts';
import { makeOutput } from './output.ts';
import { serveBuild } from './serve.ts';
import type { Verb } from './verb.ts';

/** One request line of JSON in, one line of JSON out for each event. The end of stdin, or a signal, cancels. */
export const workerVerb: Verb = {
  usage: 'worker',
  summary: 'Builds what a request on stdin asks for; the action talks with this.',
  options: {},
  needsRoot: true,
  run: serve,
};

async function serve(): Promise<number> {
  const lines = createInterface({ input: process.stdin });
  const first = new Promise<string | undefined>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(undefined));
  });
  const line = await first;
  if (line === undefined) throw new ObuilderError('input-invalid', 'stdin ended before a request came');
  const request = parseRequest(line);
  const { signal, cancel } = cancelOnSignals();
  lines.once('close', cancel);
  // A parent that is gone reads nothing any more; the end of stdin tells the same, perhaps later.
  process.stdout.on('error', cancel);
  const { write, flush } = makeOutput();
  const emit = (event: WorkerEvent) => write(`${JSON.stringify(event)}\n`);
  const start = processStart(process.pid) ?? 0;
  emit({ type: 'hello', pid: process.pid, start, store: request.storeRequest.store });
  const report = await serveBuild(request, { emit, signal });
  flush();
  lines.close();
  process.stdin.destroy();
  if (report !== undefined) return 0;
  return signal.aborted ? 130 : 1;
}

function parseRequest(line: string): BuildRequest {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch (cause) {
    throw new ObuilderError('input-invalid', 'the request on stdin is not JSON', { cause });
  }
  if (typeof request === 'object' && request !== null && 'version' in request && request.version === 1) {
    return request as BuildRequest;
  }
  throw new ObuilderError(
    'input-invalid',
    'the request on stdin is of a version that this worker does not know',
    {
      hint: 'Use the action and its worker from one release.',
    },
  );
}
