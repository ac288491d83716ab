import type { Attempt } from '../../contract/network.ts';
import { oneLine } from '../text.ts';
import { code, inert, preformatted } from './markdown.ts';
import type { StepRecord } from './record.ts';

const MAX_ROWS = 100;
const MAX_PASTED = 20;

/**
 * A table of the connections that a network list denied or an audit passed, and the fields of the spec that let these connections
 * pass. Empty without such connections.
 */
export function networkSection(steps: readonly StepRecord[]): readonly string[] {
  const rows = steps.flatMap(rowsOf);
  if (rows.length === 0) return [];
  const left = rows.length - MAX_ROWS;
  const table = [
    '| Step | Endpoint | Connections | How they ended |',
    '| --: | :-- | --: | :-- |',
    ...rows.slice(0, MAX_ROWS),
  ];
  const note = left > 0 ? [`The table ends here: ${left} more endpoints do not fit.`] : [];
  const pasted = steps.flatMap(pastedFor);
  return ['#### Network', table.join('\n'), ...note, ...pasted.slice(0, MAX_PASTED)];
}

/** An allowed connection of a list says nothing new, so only the connections of an audit are named. */
function rowsOf({ step, end }: StepRecord): readonly string[] {
  const { attempts = [], kind } = end?.network ?? {};
  return attempts
    .filter(({ end: how }) => how !== 'passed' || kind === 'audit')
    .map(
      (attempt) =>
        `| ${step.index + 1} | ${code(oneLine(endpointText(attempt), 300))} | ${attempt.times} | ${how(attempt)} |`,
    );
}

function endpointText({ host, port }: Attempt): string {
  const shown = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? shown : `${shown}:${port}`;
}

function how({ end, denial, detail }: Attempt): string {
  const more = detail === undefined ? '' : ` (${code(oneLine(detail, 300))})`;
  if (end !== 'denied') return `${end}${more}`;
  return `**denied**: ${REASONS.get(denial) ?? 'not allowed'}${more}`;
}

const REASONS: ReadonlyMap<string | undefined, string> = new Map([
  ['name', 'not in the list'],
  ['endpoint', 'not in the list'],
  ['address', 'only a list with the address reaches it'],
  ['server-name', 'another TLS server name'],
  ['owner', 'the owner keeps steps from this machine'],
  ['crowd', 'too many connections at once'],
]);

function pastedFor({ step, end }: StepRecord): readonly string[] {
  const { paste, guess } = end?.network ?? {};
  if (paste === undefined) return [];
  const where = `step ${step.index + 1} (line ${step.at.line})`;
  const note = guess === undefined ? '' : ` (${inert(oneLine(guess, 2000))})`;
  return [`To let them pass, write in ${where}${note}:\n\n${preformatted(oneLine(paste, 20_000))}`];
}
