import type { Result } from '../../contract/results.ts';
import type { Manifest } from '../../contract/trees.ts';
import { isObuilderError, ObuilderError } from '../../errors.ts';
import type { CopyStep } from '../plan/plan-steps.ts';
import type { Session } from '../session.ts';
import { viewOf } from '../view-of.ts';
import type { Begin, Yield } from './attempt.ts';

/** Copies files of the context, or of the nested build with this result, into a draft. */
export async function runCopyStep(
  session: Session,
  step: CopyStep,
  { begin, source }: { readonly begin: Begin; readonly source: Result | undefined },
): Promise<Yield> {
  const manifest = await manifestOf(session, step, source);
  const draft = await begin();
  let checked: Promise<void> | undefined;
  const copy = async () =>
    session.trees.copy({
      manifest,
      from: source === undefined ? session.context : await viewOf(session.store, source),
      to: draft.rootfs,
      dst: step.destination,
      user: step.user,
      isSealed: source !== undefined,
      scratch: draft.scratch,
      onChecking: (checking) => {
        checked = forgetting(session, step, checking);
        // The commit awaits `checked`; until then a rejection must not count as unhandled.
        checked.catch(() => undefined);
      },
      checkSignal: session.userSignal,
      signal: session.signal,
    });
  await forgetting(session, step, copy());
  return { outputs: {}, checked };
}

/**
 * If a file differs from the remembered state, forgets the file: the next build reads the file again, because the
 * file's times do not reveal the change.
 */
async function forgetting(
  { trees, store, context }: Session,
  step: CopyStep,
  work: Promise<void>,
): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (step.source === undefined && isObuilderError(error, 'copy-refused')) {
      const { src, exclude } = step.operation;
      trees.forget({ root: context, src, exclude, memo: store.memo });
    }
    throw error;
  }
}

async function manifestOf({ plan }: Session, step: CopyStep, source: Result | undefined): Promise<Manifest> {
  const { nested, contextManifests } = plan.facts;
  const manifest = source === undefined ? contextManifests.get(step) : await nested.manifest(step, source);
  if (manifest === undefined) throw new ObuilderError('internal', `no manifest of ${step.text}`);
  return manifest;
}
