import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { SandboxRequest } from '../contract/sandbox.ts';
import type { RunContext, StepRequest } from './step.ts';

/** The network of one step. */
export interface StepNetwork {
  /** The container's network, valid after `ready`. */
  readonly place: StepRequest['network'];
  readonly ready: Promise<void>;
  /** Fires if the step is cancelled or its network breaks. */
  readonly signal: AbortSignal | undefined;
  /** The error of a broken network. */
  readonly fault: () => unknown;
  /** Ends the network. The step must have ended. */
  readonly end: () => Promise<void>;
}

type Request = Pick<SandboxRequest, 'network' | 'scratch' | 'signal'>;

/** Opens a step's network. Meanwhile the step's other files can be prepared. */
export async function stepNetwork(
  { network, scratch, signal }: Request,
  name: string,
  { rooms }: Pick<RunContext, 'rooms'>,
): Promise<StepNetwork> {
  if (typeof network === 'string') {
    return {
      place: network,
      ready: Promise.resolve(),
      signal,
      fault: () => undefined,
      end: async () => undefined,
    };
  }
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const room = (await rooms()).open({ ...network, file: path.join(scratch, `${name}.network`) });
  const { broken } = room;
  return {
    place: { namespace: room.namespace },
    ready: room.ready,
    signal: signal === undefined ? broken : AbortSignal.any([signal, broken]),
    fault: () => (broken.aborted ? broken.reason : undefined),
    end: room.close,
  };
}
