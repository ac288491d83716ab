import { errorText, hintLine } from './error-text.ts';
import { heading } from './heading.ts';
import { type Reporter, reporter, type Skin } from './reporter.ts';
import type { NumberedStep, Scene } from './scene.ts';
import { oneLine } from './text.ts';
import { amount, ending, lookAtFiles, type StepEnd, withCommand, withRemoval } from './words.ts';

const SHOWN_DIGITS = 12;

export interface TerminalOptions {
  /** Returns the shell command to enter the files of a failed step, for an id. */
  readonly enter?: ((id: string) => string) | undefined;
  /** Returns the shell command to remove a result, for an id. */
  readonly remove?: ((id: string) => string) | undefined;
}

/**
 * Plain text for a shell: a heading for each step, unchanged output, a line with the outcome, and last `Got: "ID"` as
 * OBuilder prints it, for programs that read OBuilder's output.
 */
export function terminalReporter(options: TerminalOptions = {}): Reporter {
  return reporter(terminalSkin(options));
}

function terminalSkin({ enter, remove }: TerminalOptions): Skin {
  let atLineStart = true;
  const line = (text: string) => {
    const start = atLineStart ? '' : '\n';
    atLineStart = true;
    return `${start}${text}\n`;
  };
  const lookAgain = lookFromFar(enter);
  return (scene) => {
    const again = lookAgain(scene);
    switch (scene.type) {
      case 'open':
        return line(`${title(scene.step)}${scene.continued ? ' (continued)' : ''}`);
      case 'text':
        atLineStart = scene.text.endsWith('\n');
        return scene.text;
      case 'progress':
        return line(`   ${scene.line}`);
      case 'pause':
        return atLineStart ? '' : line('').slice(0, 1);
      case 'close':
        return line(
          [closing(scene), ...lookAtFiles(scene.end, { enter }), ...summaryNote(scene.end)].join('\n'),
        );
      case 'not-run':
        return line(`${title(scene.step)}\n---> not run`);
      case 'notice':
        return line(withRemoval(scene.message, remove));
      case 'warning':
        return line(`warning: ${errorText({ message: scene.message, at: scene.at })}`);
      case 'done':
        return line(`Got: "${scene.report.id}"`);
      case 'failed':
        return [
          line(`error: ${errorText({ ...scene.error, hint: undefined })}`),
          hintLine(withCommand(scene.error, enter).hint),
          ...again.map((text) => `${text}\n`),
        ].join('');
    }
  };
}

/** Takes every scene. Returns how to inspect the last failed step if other scenes came after its end. */
function lookFromFar(enter: TerminalOptions['enter']): (scene: Scene) => readonly string[] {
  let look: readonly string[] = [];
  let isNear = false;
  return (scene) => {
    const again = isNear ? [] : look;
    isNear = false;
    if (scene.type === 'close' && scene.end.outcome === 'failed') {
      look = lookAtFiles(scene.end, { enter }, 'the files of the failed step');
      isNear = true;
    }
    return again;
  };
}

/** The heading with the working directory before the operation, as in OBuilder. */
function title(numbered: NumberedStep): string {
  const { step } = numbered;
  if (step.kind === 'from') return heading(numbered);
  return heading({
    ...numbered,
    step: { ...step, operation: `${oneLine(step.workdir, 100)}: ${step.operation}` },
  });
}

function closing({ step, end }: Extract<Scene, { type: 'close' }>): string {
  const id = end.id === undefined ? '' : ` "${end.id}"`;
  if (end.outcome === 'failed') {
    const why = end.error === undefined ? '' : `: ${oneLine(end.error.message, 1000)}`;
    return `---> ${ending(step.step, end)}${why}`;
  }
  return `---> ${ending(step.step, end)}${id}`;
}

/** A shell shows no Markdown; the summary of a failed step is kept nowhere, so the step's own words follow. */
function summaryNote({ id, outcome, summary }: StepEnd): readonly string[] {
  if (summary === undefined) return [];
  if (outcome === 'failed' || id === undefined) return [`Its summary:\n${summary.trimEnd()}`];
  const size = amount(Buffer.byteLength(summary));
  return [`It wrote a summary of ${size}; to see it: logs ${id.slice(0, SHOWN_DIGITS)} --summary`];
}
