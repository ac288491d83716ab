import {
  type Chain,
  type ImageUser,
  MAX_OPERATION,
  type RemoteRecord,
  type Upload,
} from '../../../contract/remote.ts';
import type { Result, ResultMeta, StepContext } from '../../../contract/results.ts';
import { ObuilderError } from '../../../errors.ts';
import type { Session } from '../../session.ts';
import { stepContext } from '../../steps/step-context.ts';
import { sign } from '../signature.ts';
import type { Line } from './lines.ts';
import { bytesSource, fileSource, type Source, storedOf } from './sources.ts';

interface Parts {
  readonly chain: Chain;
  /** The list of the members of the result's layer. */
  readonly members?: Buffer | undefined;
  /** The new layers of all uploads in a list, by digest. */
  readonly layers: ReadonlyMap<string, Source>;
  readonly key: Uint8Array | undefined;
  /** For example `linux/amd64`. */
  readonly platform: string;
}

/** Returns a result as an upload: record, log, summary and layer. */
export async function uploadOf(
  session: Session,
  line: Line,
  { chain, layers, key, platform, members: listed }: Parts,
): Promise<Upload> {
  const { step, result, names } = line;
  const log = await fileSource(result.logPath);
  const text = session.store.readSummary(result.id);
  const summary = text === undefined ? undefined : bytesSource(Buffer.from(text));
  const members = listed && bytesSource(listed);
  // Results of old releases lack the context, and have no names.
  const account = 'uid' in step.user ? step.user : { uid: 0, gid: 0 };
  const context = result.context ?? stepContext(session, step, account);
  const record: RemoteRecord = {
    version: 1,
    id: result.id,
    names,
    meta: metaOf(result),
    chain,
    image: {
      platform,
      environment: context.environment,
      workdir: context.cwd,
      user: imageUser(context.user),
      shell: context.shell,
    },
    log: storedOf(log),
    summary: summary && storedOf(summary),
    members: members && storedOf(members),
  };
  const texts = [log, summary, members].filter((one) => one !== undefined);
  return {
    record: key === undefined ? record : sign(record, key),
    open: ({ digest }) => {
      const source = texts.find((one) => one.digest === digest) ?? layers.get(digest);
      if (source !== undefined) return source.open();
      throw new ObuilderError('remote-lost', `the layer ${digest} is gone from the carrier`, {
        value: digest,
      });
    },
  };
}

/** The config of an image keeps a name, and each program that starts a container looks up the name in the image. */
function imageUser({ uid, gid, name }: StepContext['user']): ImageUser {
  return name === undefined ? { uid, gid } : { name };
}

/** The makers are scopes of this machine, and the voucher is a user. */
function metaOf({
  id: _id,
  logPath: _log,
  madeBy: _makers,
  vouchedBy: _voucher,
  ...meta
}: Result): ResultMeta {
  return meta;
}

/** Returns the chain of a result on the chain below. */
export function chainOn(below: Chain, { step, result }: Line, layer: Chain['steps'][number]['layer']): Chain {
  // A carrier may cut the operation, and the signature covers the text.
  const operation = step.text.slice(0, MAX_OPERATION);
  const { id, startedAt } = result;
  return { base: below.base, steps: [...below.steps, { id, operation, startedAt, layer }] };
}
