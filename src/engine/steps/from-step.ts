import { imageOf } from '../../plan/identify.ts';
import type { FromStep } from '../../plan/plan-steps.ts';
import type { Session } from '../session.ts';
import type { Begin, Yield } from './attempt.ts';

/** Writes a base image into an empty draft. */
export async function runFromStep(session: Session, step: FromStep, begin: Begin): Promise<Yield> {
  const image = imageOf(step, session.plan.facts);
  const { draft } = await begin();
  await session.images.load(image, {
    rootfs: draft.rootfs,
    scratch: draft.scratch,
    onProgress: (bytes) => session.journal.progress(step, bytes),
    signal: session.signal,
  });
  return { outputs: {}, environment: image.environment };
}
