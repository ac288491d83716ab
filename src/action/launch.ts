import { workerCommand } from '../host/process/worker-program.ts';
import { type ActionProcess, workerEnvironment } from './place.ts';
import { launchWorker, type Worker } from './worker/client.ts';

export interface Launched {
  readonly worker: Worker;
  /** A hint for the machine's owner. */
  readonly notice: string | undefined;
}

/** Starts the worker for this machine and user. @throws ObuilderError `not-root`, `tool-failed` */
export async function launch(place: ActionProcess): Promise<Launched> {
  const { uid, cli, user } = place;
  const env = workerEnvironment(place);
  const { command, notice } = await workerCommand({ uid, node: process.execPath, cli, env });
  return { worker: launchWorker({ command, env, user }), notice };
}
