import type { Carrier } from '../../contract/remote.ts';
import type { CarrierRequest } from '../../contract/request.ts';
import { isObuilderError, ObuilderError } from '../../errors.ts';
import { parseReference, type Reference } from '../../oci/reference.ts';
import { Publisher } from '../../registry/publisher.ts';
import { Repository } from '../../registry/repository.ts';
import { RegistrySession } from '../../registry/session.ts';
import { ImageCarrier } from '../image-carrier.ts';
import type { RemoteSettings } from '../settings.ts';
import { RegistryPlace } from './place.ts';

/** Milliseconds until an answer counts as lost. */
const ANSWER_MS = 20_000;
/** The longest wait that a registry may ask a carrier for: the step may be quicker. */
const MAX_WAIT_MS = 20_000;
/** A transfer below this rate takes hours for an ordinary layer. */
const MIN_BYTES_PER_SECOND = 4096;

/** Opens a repository of a registry as a carrier. @throws ObuilderError `input-invalid` for a wrong name */
export function openRegistry(
  { ref }: Extract<CarrierRequest, { readonly type: 'registry' }>,
  settings: RemoteSettings,
): Carrier {
  return new ImageCarrier(openPlace(referenceOf(ref), settings).place);
}

export interface OpenedPlace {
  readonly place: RegistryPlace;
  readonly session: RegistrySession;
}

/** Opens a repository for images. Sends no request. */
export function openPlace(
  { domain, repository }: Pick<Reference, 'domain' | 'repository'>,
  settings: Omit<RemoteSettings, 'openDirectory'> & { readonly maxWaitMs?: number | undefined },
): OpenedPlace {
  const { files, dockerConfig: file, plainHttp, certificates, trust, retryMs } = settings;
  const meter = { requests: 0, receivedBytes: 0, sentBytes: 0 };
  const bounds = {
    answerMs: settings.answerMs ?? ANSWER_MS,
    minBytesPerSecond: settings.minBytesPerSecond ?? MIN_BYTES_PER_SECOND,
  };
  const dockerConfig = file === undefined ? undefined : { file, files };
  const { maxWaitMs = MAX_WAIT_MS } = settings;
  const access = { dockerConfig, plainHttp, certificates, trust, retryMs, maxWaitMs };
  const session = new RegistrySession({ domain, repository, ...access, meter, bounds, isKept: true });
  const parts = { session, reader: new Repository(session), publisher: new Publisher(session), meter };
  return { place: new RegistryPlace(parts), session };
}

function referenceOf(ref: string): Reference {
  let reference: Reference;
  try {
    reference = parseReference(ref);
  } catch (error) {
    if (!isObuilderError(error)) throw error;
    const { message, value, hint } = error;
    throw new ObuilderError('input-invalid', message, { value, hint, cause: error });
  }
  const rest = ref.slice(Math.max(ref.lastIndexOf('/'), 0));
  if (!rest.includes('@') && !rest.includes(':')) return reference;
  throw new ObuilderError('input-invalid', `"${ref}" has a tag or a digest`, {
    value: ref,
    hint: 'Write HOST/REPOSITORY only, because each result has a tag of its own.',
  });
}
