import type { ErrorReport } from '../contract/events.ts';
import type { Position } from '../errors.ts';
import { command, harmless } from './commands.ts';
import { errorText } from './error-text.ts';
import { heading, tally } from './heading.ts';
import { type Reporter, reporter, type Skin } from './reporter.ts';
import type { NumberedStep, Scene } from './scene.ts';
import { type Fence, fence } from './summary/fence.ts';
import { lastLines, oneLine } from './text.ts';
import { ending, lookAtFiles, type StepEnd, withCommand, withRemoval } from './words.ts';

export interface ActionsOptions {
  /** A new token for each call, impossible to guess; ends a region with commands stopped. */
  readonly newToken: () => string;
  /** The spec's path relative to the workspace. Without a path the spec is no file, and messages carry the position. */
  readonly specFile?: string | undefined;
  /** Returns the shell command to enter the files of a failed step, for an id. */
  readonly enter?: ((id: string) => string) | undefined;
  /** Returns the shell command to remove a result, for an id. */
  readonly remove?: ((id: string) => string) | undefined;
  /** Returns the remark below the command: who runs it, or its danger. */
  readonly aboutCommands?: (() => string | undefined) | undefined;
}

/** How many lines of a failed step's log are repeated below the folded group. */
const OPEN_LINES = 200;

/**
 * The log of a job: a group for each step, failed steps open and annotated at their position in the spec, and no
 * workflow command from the output of a step.
 */
export function actionsReporter(options: ActionsOptions): Reporter {
  return reporter(actionsSkin(options));
}

function actionsSkin(options: ActionsOptions): Skin {
  const output = fence(options.newToken);
  return (scene) => {
    switch (scene.type) {
      case 'open':
        return openText(scene);
      case 'text':
        return output.write(scene.text);
      case 'progress':
        return output.close() + harmless(`${scene.line}\n`);
      case 'pause':
        return `${output.close()}${command('endgroup')}`;
      case 'close':
        return output.close() + closeText(scene, { output, options });
      case 'not-run':
        return harmless(`${heading(scene.step)} — not run\n`);
      case 'notice':
        return harmless(`${oneLine(withRemoval(scene.message, options.remove), 1000)}\n`);
      case 'warning':
        return output.close() + annotation('warning', scene, options);
      case 'done':
        return `Result ${scene.report.id} (${tally(scene.report.steps)})\n`;
      case 'failed':
        return scene.wasShown || scene.error.at === undefined
          ? ''
          : annotation('error', scene.error, options);
    }
  };
}

function openText({ step, end, continued }: Extract<Scene, { type: 'open' }>): string {
  const title = [
    heading(step),
    ...(continued ? ['continued'] : []),
    ...(end === undefined ? [] : [ending(step.step, end)]),
  ];
  const line = harmless(title.join(' — '));
  return end !== undefined && staysOpen(end) ? `${line}\n` : command('group', line);
}

function staysOpen({ outcome }: StepEnd): boolean {
  return outcome === 'failed' || outcome === 'cancelled';
}

interface Surroundings {
  readonly output: Fence;
  readonly options: ActionsOptions;
}

function closeText(
  { step, end, live, tail }: Extract<Scene, { type: 'close' }>,
  around: Surroundings,
): string {
  const endGroup = live || !staysOpen(end) ? command('endgroup') : '';
  const how = live ? harmless(`${heading(step)} — ${ending(step.step, end)}\n`) : '';
  if (end.outcome !== 'failed') return endGroup + how;
  const log = live ? openTail(tail, around.output) : '';
  const look = lookAtFiles(end, around.options).map((line) => harmless(`${line}\n`));
  return endGroup + how + log + look.join('') + stepAnnotation(step, end, around.options);
}

/** GitHub folds groups when a job has ended, so the end of a failed step's log is repeated below the group. */
function openTail(tail: string, output: Fence): string {
  if (tail === '') return '';
  const { lines, left } = lastLines(tail, OPEN_LINES);
  const note = left > 0 ? `The last ${lines.length} lines; all of them are in the group above.\n` : '';
  return `${note}${output.write(`${lines.join('\n')}\n`)}${output.close()}`;
}

/** The title names the step and its command, because people read annotations apart from the log. */
function stepAnnotation(numbered: NumberedStep, end: StepEnd, options: ActionsOptions): string {
  const error = end.error ?? { code: 'internal', message: 'the step failed' };
  const title = harmless(heading(numbered));
  return annotation('error', { ...error, at: error.at ?? numbered.step.at }, options, { title });
}

type Told = Pick<ErrorReport, 'message' | 'hint' | 'at'>;

/** A spec that is no file of the workspace, such as the text of an input, leaves its position to the message. */
function annotation(
  name: 'error' | 'warning',
  told: Told,
  options: ActionsOptions,
  more: { title?: string } = {},
): string {
  const { message, hint, at } = withCommand(told, options.enter);
  const properties = place(at, options);
  const where = at === undefined || at.file === '' || properties !== undefined ? '' : placeText(at);
  return command(name, errorText({ message: where + message, hint }), { ...properties, ...more });
}

const placeText = ({ file, line, column }: Position) =>
  `${oneLine(file, 300)}, line ${line}, column ${column}: `;

function place(
  at: Position | undefined,
  { specFile }: ActionsOptions,
): Readonly<Record<string, string | number>> | undefined {
  if (at === undefined || specFile === undefined || at.file !== specFile) return undefined;
  return { file: at.file, line: at.line, col: at.column };
}
