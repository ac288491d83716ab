import type { ImageReport, StepReport } from '../../contract/events.ts';
import type { Exported, ExportRequest, Exports } from '../../contract/exports.ts';
import type { FilesOutput, ImageOutput, Output } from '../../contract/outputs.ts';
import type { Spec } from '../../contract/spec.ts';
import { asObuilderError, isObuilderError, must, ObuilderError } from '../../errors.ts';
import type { PlannedBuild } from '../../plan/plan-steps.ts';
import { type BuildNode, buildFor } from '../../plan/scope.ts';
import type { Emit } from '../journal.ts';
import { noFailure, noSuchFiles, notKept } from './unwritten.ts';

/**
 * Returns the outputs, checked before the first step runs.
 *
 * @throws ObuilderError `input-invalid` for an unknown build, and for a build that the target does not need
 */
export function checkOutputs(
  outputs: readonly Output[],
  { spec, builds }: { readonly spec: Spec; readonly builds: readonly PlannedBuild[] },
): readonly Output[] {
  for (const { build, text: value } of outputs) {
    if (build === undefined || builds.some(({ node }) => node.path.join('/') === build)) continue;
    buildFor(spec, build, `output ${value}`);
    throw new ObuilderError(
      'input-invalid',
      `the target does not need the build ${build} of the output ${value}`,
      { value, hint: 'Leave out the target, or the output.' },
    );
  }
  return outputs;
}

export const isImage = (output: Output): output is ImageOutput =>
  output.type !== 'local' && output.type !== 'tar';

interface Exporting {
  readonly exports: Exports | undefined;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** The files for an output. */
type FilesHere = Pick<ExportRequest, 'root' | 'id'>;

/** Returns the files that an output names. Fetches the files if they are on another machine. */
export type FilesOf = (output: FilesOutput) => Promise<FilesHere>;

/** Returns the builds whose files the outputs take. */
export function buildsOf(
  outputs: readonly Output[],
  builds: readonly PlannedBuild[],
): ReadonlySet<BuildNode> {
  const taken = outputs.filter(({ when }) => when === 'success');
  return new Set(taken.map(({ build }) => buildNamed(builds, build).node));
}

/** Returns the build of a name, or the target. */
export function buildNamed(builds: readonly PlannedBuild[], name: string | undefined): PlannedBuild {
  const named = (build: PlannedBuild) => build.node.path.join('/') === name;
  return must(name === undefined ? builds.at(-1) : builds.find(named), `the build ${name}`);
}

interface Handing extends Exporting {
  readonly filesOf: FilesOf;
  /** Writes or pushes an image. */
  readonly imageOf: (output: ImageOutput) => Promise<ImageReport>;
}

/**
 * Exports files and images of results, one output after another. Returns the images.
 *
 * @throws ObuilderError `export-failed`, `files-missing`, `cancelled`; the results stay
 */
export async function exportResults(
  outputs: readonly Output[],
  { filesOf, imageOf, ...exporting }: Handing,
): Promise<readonly ImageReport[]> {
  const images: ImageReport[] = [];
  for (const output of outputs) {
    if (output.when !== 'success') continue;
    if (isImage(output)) images.push(await withValue(output, () => imageOf(output)));
    else await exportFrom(output, await filesOf(output), exporting);
  }
  return images;
}

interface Failed extends Exporting {
  readonly steps: readonly StepReport[];
  readonly keepFailed: boolean;
  /** Whether the files of a step were kept: an earlier build may have kept files under the same id. */
  readonly hasKept: (step: number) => boolean;
  /** Returns the directory with the kept files of a failed step; undefined without such files. */
  readonly openFailed: ((id: string) => Promise<string | undefined>) | undefined;
}

/** Exports files of the failed step. Only warns if that is not possible, because the build has an error already. */
export async function exportFailure(outputs: readonly FilesOutput[], failed: Failed): Promise<void> {
  const { steps, openFailed, emit } = failed;
  for (const output of outputs) {
    if (output.when !== 'failure') continue;
    const warn = (message: string) => emit({ type: 'warning', message });
    const note = (message: string) => emit({ type: 'notice', message });
    const step = steps.find(
      ({ outcome, build }) => outcome === 'failed' && (output.build ?? build.join('/')) === build.join('/'),
    );
    if (step === undefined) {
      note(noFailure(output));
      continue;
    }
    try {
      const { id } = step;
      const root = id !== undefined && failed.hasKept(step.index) ? await openFailed?.(id) : undefined;
      if (root !== undefined) await exportFrom(output, { root, id }, failed);
      else warn(notKept(output, failed.keepFailed));
    } catch (error) {
      const { code, message, hint } = asObuilderError(error);
      if (code === 'files-missing') note(noSuchFiles(output));
      else warn(hint === undefined ? message : `${message}. ${hint}`);
    }
  }
}

async function exportFrom(
  output: FilesOutput,
  files: FilesHere,
  { exports, emit, signal }: Exporting,
): Promise<Exported> {
  const { text, dest } = output;
  const start = performance.now();
  const exported = await withValue(output, () =>
    must(exports, 'the exports of this machine').write({
      output,
      ...files,
      onProgress: (progress) => emit({ type: 'export', text, dest, ...progress }),
      onNotice: (message) => emit({ type: 'notice', message }),
      signal,
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  emit({ type: 'export-end', text, dest, ...exported, seconds });
  return exported;
}

/** Names the output in an error, because a build may have several. */
async function withValue<T>({ text }: Output, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isObuilderError(error, 'export-failed') && !isObuilderError(error, 'files-missing')) throw error;
    const { code, message, hint, errno } = error;
    throw new ObuilderError(code, `${message} (output ${text})`, {
      value: text,
      hint,
      errno,
      cause: error,
    });
  }
}
