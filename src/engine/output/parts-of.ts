import type { BuildEvent } from '../../contract/events.ts';
import type { Exports } from '../../contract/exports.ts';
import type { FilesOutput, Output } from '../../contract/outputs.ts';
import type { Store } from '../../contract/store.ts';
import type { Plan } from '../../plan/plan.ts';
import type { RemoteAccess } from '../elsewhere/access.ts';
import type { Parts } from '../elsewhere/parts.ts';
import { buildNamed, isImage } from './exports.ts';

interface Outputting {
  readonly store: Store;
  readonly exports?: Exports | undefined;
  readonly access: RemoteAccess | undefined;
  readonly plan: Plan;
  readonly emit: (event: BuildEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Fetches the files that outputs name, without the other files of results on carriers, if no step has to be made. Otherwise the steps
 * need files of the results anyway.
 */
export async function partsOf(
  outputs: readonly Output[],
  { exports, access, plan, ...rest }: Outputting,
): Promise<Parts | undefined> {
  const remote = access?.opened();
  const choices = [...plan.choices.values()];
  const isKnown = choices.every((choice) => choice?.result !== undefined);
  const files = outputs.filter((output): output is FilesOutput => !isImage(output));
  const taken = files.filter(({ when, src }) => when === 'success' && src !== undefined);
  if (remote === undefined || exports === undefined || !isKnown || taken.length === 0) return undefined;
  const { fetchParts } = await import('../elsewhere/parts.ts');
  const buildOf = ({ build }: FilesOutput) => buildNamed(plan.builds, build);
  return await fetchParts(taken, { ...rest, plan, exports, remote, buildOf });
}
