import type { BuildRequest, CarrierRequest } from '../contract/request.ts';
import { outsideJob } from '../remote/gha/outside.ts';

interface Carriers {
  readonly cacheFrom: readonly CarrierRequest[];
  readonly cacheTo: readonly CarrierRequest[];
}

interface Surroundings {
  /** The environment of the user's job or shell. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onWarning: (message: string) => void;
}

/**
 * Leaves out the cache of GitHub Actions where no job has this cache, with a warning. Called before the first step, because a build opens its
 * carriers late.
 *
 * @throws ObuilderError `input-invalid` instead of the warning if carriers are required
 */
export function carriersHere(
  {
    cacheFrom = [],
    cacheTo = [],
    cacheOptions,
  }: Pick<BuildRequest, 'cacheFrom' | 'cacheTo' | 'cacheOptions'>,
  { env, onWarning }: Surroundings,
): Carriers {
  const asked = [...cacheFrom, ...cacheTo];
  const error = asked.some(isGha) ? outsideJob(env) : undefined;
  if (error === undefined) return { cacheFrom, cacheTo };
  if (cacheOptions?.isRequired === true) throw error;
  onWarning(`${error.message}; the build goes on without this carrier. ${error.hint}`);
  const isHere = (carrier: CarrierRequest) => !isGha(carrier);
  return { cacheFrom: cacheFrom.filter(isHere), cacheTo: cacheTo.filter(isHere) };
}

const isGha = ({ type }: CarrierRequest) => type === 'gha';
