import type { Base, Results } from '../contract/results.ts';
import { ObuilderError } from '../errors.ts';

/**
 * Returns a directory with the files of a result.
 *
 * @throws ObuilderError `result-missing` if the result is gone, or if a result that another user fetched has replaced it since the lookup
 */
export async function viewOf(
  store: Pick<Results, 'find' | 'view'>,
  { id, vouchedBy }: Base,
): Promise<string> {
  const files = await store.view(id);
  const there = store.find([id]).get(id);
  if (there !== undefined && there.vouchedBy === vouchedBy) return files;
  throw new ObuilderError('result-missing', `the result ${id} was replaced while the build ran`, {
    value: id,
    hint: 'Build again.',
  });
}
