import type { FilesOutput, Output } from '../../contract/outputs.ts';

const ENDS = {
  success: {
    unwritten: 'failure',
    why: 'no step failed',
    hint: 'An output without when=failure writes files of the result.',
  },
  failure: {
    unwritten: 'success',
    why: 'the build failed',
    hint: 'An output with when=failure writes files of the failed step.',
  },
} as const;

/** Returns a notice about the outputs for the other end of the build; undefined without such outputs. */
export function unwrittenNotice(outputs: readonly Output[], end: Output['when']): string | undefined {
  const { unwritten, why, hint } = ENDS[end];
  const left = outputs.filter(({ when }) => when === unwritten);
  if (left.length === 0) return undefined;
  const isAnswered = outputs.some(({ when }) => when === end);
  const names = left.map(({ text }) => text).join('; ');
  return `Not written, because ${why}: ${names}.${isAnswered ? '' : ` ${hint}`}`;
}

/** The notice for an output of a step that failed before it made these files. */
export const noSuchFiles = ({ text, src = '/' }: FilesOutput): string =>
  `Not written, because the failed step has no ${JSON.stringify(src)}: ${text}.`;

/** The notice for an output of a build without a failed step: another build failed, or the whole build failed before its steps. */
export function noFailure({ text, build }: FilesOutput): string {
  const where = build === undefined ? '' : ` of the build ${build}`;
  return `Not written, because no step${where} failed: ${text}.`;
}

/** The warning for files of a failed step that are gone. */
export function notKept({ text }: FilesOutput, keepFailed: boolean): string {
  const hint = keepFailed
    ? 'Only a failed command keeps its files, and only if the disk has room.'
    : 'Leave out keep-failed: false (--no-keep-failed).';
  return `could not export ${text}: the files of the failed step were not kept. ${hint}`;
}
