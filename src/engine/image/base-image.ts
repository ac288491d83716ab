import type { ResolvedImage } from '../../contract/images.ts';
import type { Memo } from '../../contract/memo.ts';
import type { Result } from '../../contract/results.ts';
import { isObuilderError } from '../../errors.ts';
import { imageOf } from '../../plan/identify.ts';
import type { Plan } from '../../plan/plan.ts';
import type { PlannedBuild } from '../../plan/plan-steps.ts';
import type { Session } from '../session.ts';

const KIND = 'base-image';

/** Remembers the images in registries behind base images, for images of builds that continue from a result. */
export function rememberImages(
  { builds, choices, facts }: Pick<Plan, 'builds' | 'choices' | 'facts'>,
  memo: Memo,
): void {
  for (const { steps } of builds) {
    const [first] = steps;
    const id = choices.get(first)?.id;
    if (first.base !== undefined || id === undefined) continue;
    const { repository, digest } = imageOf(first, facts);
    if (repository === undefined) continue;
    const name = `${repository.domain}/${repository.repository}@${digest}`;
    if (memo.recall(KIND, id) !== name) memo.remember(KIND, id, name);
  }
}

/**
 * Returns the image at the bottom of a build: the image that the spec names, or the remembered image below the result from which the
 * build continues. Undefined for an unknown image.
 *
 * @param lowest the lowest result in the store
 */
export async function baseImageOf(
  session: Session,
  { steps: [first] }: PlannedBuild,
  lowest: Result,
): Promise<ResolvedImage | undefined> {
  if (first.base === undefined) return imageOf(first, session.plan.facts);
  const { images, store, context, signal, emit } = session;
  const name = lowest.kind === 'from' ? store.memo.recall(KIND, lowest.id) : undefined;
  if (name === undefined) return undefined;
  try {
    return await images.resolve(name, {
      pull: 'missing',
      directory: context,
      onWarning: () => undefined,
      signal,
    });
  } catch (error) {
    if (!isObuilderError(error, 'image-unavailable')) throw error;
    const lost = 'so its entrypoint, labels and ports are not in the image, and its files become one layer';
    const message = `could not read the config of the base image ${name}, ${lost}: ${error.message}`;
    emit({ type: 'warning', message });
    return undefined;
  }
}
