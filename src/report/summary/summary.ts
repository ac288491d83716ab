import type { Position } from '../../errors.ts';
import { exportedText } from '../export-text.ts';
import { tally } from '../heading.ts';
import { lastLines, oneLine } from '../text.ts';
import { duration, ending } from '../words.ts';
import { carrierTable } from './carrier-table.ts';
import { code, inert, preformatted } from './markdown.ts';
import { networkSection } from './network.ts';
import type { BuildRecord, StepRecord } from './record.ts';
import { stepSummaries } from './step-summaries.ts';
import { timeline } from './timeline.ts';

export interface SummaryOptions {
  /** How long the whole build took, in seconds. */
  readonly seconds: number;
  readonly cancelled: boolean;
  /** The shell command to build the spec again on this machine. */
  readonly again?: string | undefined;
  /** Returns the shell command to inspect a result, for an id. */
  readonly inspect?: ((id: string) => string) | undefined;
  /** Returns the shell command to print the whole summary of a step, for the id of the result. */
  readonly printSummary?: ((id: string) => string) | undefined;
  /** Returns the shell command to enter the files of a failed step, for an id. */
  readonly enter?: ((id: string) => string) | undefined;
  /** Returns the remark below the commands: who runs them, or their danger. */
  readonly aboutCommands?: (() => string | undefined) | undefined;
}

/** GitHub drops a summary of more than 1 MiB; the difference is for other text of the same step. */
export const MAX_JOB_SUMMARY_BYTES = 900 * 1024;

const LOG_LINES = 60;
/** Maximum failed steps with all details; with more the summary could exceed its limit. */
const MAX_FAILURES = 3;

/**
 * The job summary in GitHub's Markdown: outcomes, durations, a timeline, ways to inspect a failure, and the steps' own
 * summaries.
 */
export function summary(record: BuildRecord, options: SummaryOptions): string {
  const frame = [title(record, options), ...result(record), ...exported(record)];
  const rest = [
    ...failures(record, options),
    ...networkSection(record.steps),
    ...pictured(record),
    ...carrierTable(record),
    ...warned(record),
  ];
  const taken = bytes([...frame, ...rest].join('\n\n'));
  const own = [...frame, ...stepTable(record.steps, MAX_JOB_SUMMARY_BYTES - taken), ...rest].join('\n\n');
  const parts = stepSummaries(record.steps, {
    room: MAX_JOB_SUMMARY_BYTES - bytes(own),
    whole: options.printSummary,
    aboutCommands: options.aboutCommands,
  });
  return `${[own, ...parts].join('\n\n')}\n`;
}

function title(record: BuildRecord, { seconds, cancelled }: SummaryOptions): string {
  const how = cancelled ? 'Cancelled' : record.id === undefined ? 'Failed' : 'Built';
  const reports = record.steps.map(({ step, outcome }) => ({ ...step, outcome, seconds: 0 }));
  return `### ${how} in ${duration(seconds)}: ${tally(reports)}`;
}

function result({ id, outputs }: BuildRecord): readonly string[] {
  const names = Object.keys(outputs).slice(0, 100);
  const line =
    names.length === 0 ? [] : [`Outputs: ${names.map((name) => code(oneLine(name, 100))).join(', ')}`];
  return id === undefined ? [] : [`Result ${code(id)}`, ...line];
}

function exported({ exports }: BuildRecord): readonly string[] {
  const lines = exports.map((one) => {
    if (one.type === 'export-end') return `- ${shown(one.dest)}: ${exportedText(one)}`;
    const { dest, names, digest } = one.image;
    return `- ${(dest === undefined ? names : [dest]).map(shown).join(', ')}: image ${shown(digest)}`;
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

const shown = (text: string) => code(oneLine(text, 300));

/** The table of steps, with as many rows as fit. A note counts the omitted rows. */
function stepTable(steps: readonly StepRecord[], room: number): readonly string[] {
  if (steps.length === 0) return [];
  const rows = ['| | Operation | How it ended |', '| --: | :-- | :-- |'];
  let left = room - 1000;
  for (const [position, record] of steps.entries()) {
    const row = stepRow(record);
    left -= bytes(row) + 1;
    if (left < 0)
      return [rows.join('\n'), `The table ends here: ${steps.length - position} more steps do not fit.`];
    rows.push(row);
  }
  return [rows.join('\n')];
}

function stepRow({ step, outcome, end }: StepRecord): string {
  const build = step.build.length === 0 ? '' : `${code(oneLine(step.build.join('/'), 60))} `;
  const how = end === undefined ? (outcome === 'not-run' ? 'not run' : outcome) : ending(step, end);
  const mark = outcome === 'failed' ? `**${how}**` : how;
  return `| ${step.index + 1} | ${build}${code(oneLine(step.operation, 160))} | ${mark} |`;
}

function failures(record: BuildRecord, options: SummaryOptions): readonly string[] {
  const failed = record.steps.filter(({ outcome }) => outcome === 'failed');
  const sections = failed.slice(0, MAX_FAILURES).flatMap((step) => failure(step, record, options));
  const { error } = record;
  if (failed.length > 0 || error === undefined || options.cancelled) return sections;
  const title = `#### What went wrong${whereText(error.at)}`;
  return [...sections, `${title}\n\n${inert(oneLine(error.message, 2000))}`, ...hint(error.hint)];
}

/** Formats a position of the spec as the end of a title. */
function whereText(at: Position | undefined): string {
  if (at === undefined || at.file === '') return '';
  return ` at ${code(`${oneLine(at.file, 300)}:${at.line}:${at.column}`)}`;
}

function failure(
  { step, end, log }: StepRecord,
  record: BuildRecord,
  options: SummaryOptions,
): readonly string[] {
  const why =
    end?.error === undefined ? [] : [inert(oneLine(end.error.message, 2000)), ...hint(end.error.hint)];
  const { lines, left } = lastLines(log, LOG_LINES);
  const words = left > 0 ? `The last ${lines.length} lines of its log:` : 'Its log:';
  const tail = log === '' ? [] : [words, preformatted(lines.join('\n'))];
  return [
    `#### Step ${step.index + 1} failed${whereText(step.at)}`,
    ...why,
    ...tail,
    ...withRemark(lookAtIt({ step, end }, record, options), options),
  ];
}

function hint(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [inert(oneLine(text, 2000))];
}

/** Adds the remark about commands, if there are any. */
function withRemark(commands: readonly string[], { aboutCommands }: SummaryOptions): readonly string[] {
  return commands.length === 0 ? [] : [...commands, ...hint(aboutCommands?.())];
}

function lookAtIt(
  { step, end }: Pick<StepRecord, 'step' | 'end'>,
  { steps }: BuildRecord,
  { again, inspect, enter }: SummaryOptions,
): readonly string[] {
  const before = steps.findLast(
    (one) => one.step.index < step.index && one.step.build.join('\0') === step.build.join('\0'),
  );
  const base = before?.end?.id;
  const rerun =
    again === undefined ? [] : [`To run the build again on this runner's machine:\n\n${preformatted(again)}`];
  if (end?.kept === true && end.id !== undefined && enter !== undefined)
    return [
      `To inspect the files of the failed step (kept for six hours):\n\n${preformatted(enter(end.id))}`,
      ...rerun,
    ];
  if (base === undefined || inspect === undefined) return rerun;
  return [...rerun, `To inspect the files before this step:\n\n${preformatted(inspect(base))}`];
}

function pictured({ steps }: BuildRecord): readonly string[] {
  const picture = timeline(steps);
  return picture === '' ? [] : [`#### When\n\n${picture}`];
}

function warned({ warnings }: BuildRecord): readonly string[] {
  if (warnings.length === 0) return [];
  return [`#### Warnings\n\n${warnings.map((warning) => `- ${inert(oneLine(warning, 1000))}`).join('\n')}`];
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
