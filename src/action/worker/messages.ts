import type { WorkerEvent } from '../../contract/request.ts';
import { ObuilderError } from '../../errors.ts';

type EventType = WorkerEvent['type'];

/** The types of each event's fields, as far as this program relies on the fields. */
const SHAPES: Readonly<Record<EventType, Readonly<Record<string, 'number' | 'string' | 'object'>>>> = {
  hello: { pid: 'number', start: 'number', store: 'string' },
  install: { packages: 'object' },
  'install-output': { text: 'string' },
  'install-end': {},
  plan: { steps: 'object' },
  'step-start': { step: 'number', at: 'number' },
  output: { step: 'number', text: 'string' },
  export: { text: 'string', dest: 'string', doneBytes: 'number', totalBytes: 'number' },
  'export-end': { text: 'string', dest: 'string', files: 'number', bytes: 'number', seconds: 'number' },
  'image-end': { image: 'object', bytes: 'number', seconds: 'number' },
  'step-end': { step: 'number', outcome: 'string', seconds: 'number', at: 'number' },
  progress: { step: 'number', doneBytes: 'number', totalBytes: 'number' },
  quiet: { step: 'number', seconds: 'number' },
  carriers: { carriers: 'object' },
  notice: { message: 'string' },
  warning: { message: 'string' },
  done: { report: 'object' },
  failed: { error: 'object', steps: 'object' },
};

/** Parses a line of the worker's stdout. @throws ObuilderError `internal` with the line's beginning */
export function parseWorkerEvent(line: string): WorkerEvent {
  const event = parseJson(line);
  if (isEvent(event)) return event;
  throw new ObuilderError('internal', 'the worker wrote a line that is no event', {
    value: line.length > 200 ? `${line.slice(0, 200)}…` : line,
    hint: 'Something else than the worker may have written to its stdout.',
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isEvent(value: unknown): value is WorkerEvent {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const type = fields['type'];
  const shape =
    typeof type === 'string' && Object.hasOwn(SHAPES, type) ? SHAPES[type as EventType] : undefined;
  if (shape === undefined) return false;
  return Object.entries(shape).every(([name, kind]) => typeof fields[name] === kind && fields[name] !== null);
}
