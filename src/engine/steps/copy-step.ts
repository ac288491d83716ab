import type { Result } from '../../contract/results.ts';
import type { Manifest } from '../../contract/trees.ts';
import { isObuilderError, must } from '../../errors.ts';
import type { FilesRead, NestedRead } from '../../plan/files-read.ts';
import { modeOf } from '../../plan/identify.ts';
import type { CopyStep } from '../../plan/plan-steps.ts';
import { viewOf } from '../../plan/view-of.ts';
import type { Session } from '../session.ts';
import type { Begin, Yield } from './attempt.ts';

/** Copies files of the context, or of the nested build with this result, into a draft. */
export async function runCopyStep(
  session: Session,
  step: CopyStep,
  { begin, sources: [source] }: { readonly begin: Begin; readonly sources: readonly Result[] },
): Promise<Yield> {
  const read = must(step.reads[0], 'the files of a copy');
  const manifest = await manifestOf(session, read, source);
  const { draft, owner } = await begin();
  let checked: Promise<void> | undefined;
  const copy = async () =>
    session.trees.copy({
      manifest,
      from: source === undefined ? session.context : await viewOf(session.store, source),
      to: draft.rootfs,
      dst: step.destination,
      user: owner,
      mode: modeOf(step.operation),
      isSealed: source !== undefined,
      scratch: draft.scratch,
      onChecking: (checking) => {
        checked = forgetting(session, read, checking);
        // The commit awaits `checked`; until then a rejection must not count as unhandled.
        checked.catch(() => undefined);
      },
      checkSignal: session.userSignal,
      signal: session.signal,
    });
  await forgetting(session, read, copy());
  return { outputs: {}, checked };
}

/**
 * If a file differs from the remembered state, forgets the file: the next build reads the file again, because the
 * file's times do not reveal the change.
 */
export async function forgetting(
  { trees, store, context }: Session,
  read: FilesRead,
  work: Promise<void>,
): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (read.source === undefined && isObuilderError(error, 'copy-refused')) {
      const { src, exclude } = read;
      trees.forget({ root: context, src, exclude, memo: store.memo });
    }
    throw error;
  }
}

/** @param source the result of the nested build with the files; undefined for the context */
export async function manifestOf(
  { plan }: Session,
  read: FilesRead,
  source: Result | undefined,
): Promise<Manifest> {
  const { nested, contextManifests } = plan.facts;
  if (source === undefined) return must(contextManifests.get(read), 'the manifest of files of the context');
  return await nested.manifest(read as NestedRead, source);
}
