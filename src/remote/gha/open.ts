import { createHash } from 'node:crypto';
import type { Carrier } from '../../contract/remote.ts';
import type { CarrierRequest } from '../../contract/request.ts';
import { must } from '../../errors.ts';
import { ImageCarrier } from '../image-carrier.ts';
import type { RemoteSettings } from '../settings.ts';
import { outsideJob } from './outside.ts';
import { GhaPlace } from './place.ts';

/** Milliseconds until a lookup counts as lost. The program's start and the package's own retries are part of it. */
const ANSWER_MS = 60_000;
const MIN_BYTES_PER_SECOND = 64 * 1024;
/** Of the format of entries. */
const VERSION = 1;

/**
 * Opens the GitHub Actions cache of the job as a carrier.
 *
 * @throws ObuilderError `input-invalid` outside a job
 */
export function openGha(
  { scope = 'default' }: Extract<CarrierRequest, { readonly type: 'gha' }>,
  { cacheProgram: program, ...settings }: RemoteSettings,
): Carrier {
  const env = program?.env ?? {};
  const outside = outsideJob(env);
  if (outside !== undefined) throw outside;
  const meter = { requests: 0, receivedBytes: 0, sentBytes: 0 };
  const entries = {
    program: must(program, 'the program of the cache'),
    meter,
    answerMs: settings.answerMs ?? ANSWER_MS,
    minBytesPerSecond: settings.minBytesPerSecond ?? MIN_BYTES_PER_SECOND,
  };
  const family = short(JSON.stringify([env['GITHUB_WORKFLOW'], env['GITHUB_JOB']]));
  const prefix = `obuilder-${VERSION}-${short(scope)}-`;
  return new ImageCarrier(new GhaPlace({ entries, prefix, family }));
}

/** Keys have no commas and at most 512 characters. */
const short = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
