import { ObuilderError } from '../errors.ts';
import type { Result } from '../store/contract.ts';
import type { Manifest } from '../tree/contract.ts';
import type { Begin, Yield } from './perform.ts';
import type { Session } from './session.ts';
import type { CopyStep } from './steps.ts';

/** Copies files of the context, or of the nested build with this result, into a draft. */
export async function runCopyStep(
  session: Session,
  step: CopyStep,
  { begin, source }: { readonly begin: Begin; readonly source: Result | undefined },
): Promise<Yield> {
  const manifest = await manifestOf(session, step, source);
  const draft = await begin();
  await session.trees.copy({
    manifest,
    from: source === undefined ? session.context : await session.store.view(source.id),
    to: draft.rootfs,
    dst: step.destination,
    user: step.user,
    signal: session.signal,
  });
  return { outputs: {} };
}

async function manifestOf({ plan }: Session, step: CopyStep, source: Result | undefined): Promise<Manifest> {
  const { nested, contextManifests } = plan.facts;
  const manifest = source === undefined ? contextManifests.get(step) : await nested.manifest(step, source);
  if (manifest === undefined) throw new ObuilderError('internal', `no manifest of ${step.text}`);
  return manifest;
}
