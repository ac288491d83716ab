// Builds on a new btrfs store and stores the results in a carrier, as a runner of its own: remote-build.ts JSON
import type { CarrierRequest } from '../../src/contract/request.ts';
import type { CacheProgram } from '../../src/remote/gha/client.ts';
import { buildText } from '../fakes/build.ts';
import { openRemoteRunner } from '../places/remote-runner.ts';
import { giveCommands, scopes } from '../places/sharing-commands.ts';

export interface RemoteBuild {
  /** The directory of the store. */
  readonly root: string;
  readonly carrier: CarrierRequest;
  readonly spec: string;
  readonly cacheProgram: CacheProgram;
}

const { root, carrier, spec, cacheProgram } = JSON.parse(process.argv[2] ?? '') as RemoteBuild;
const place = { driver: 'btrfs', newStore: () => ({ place: root, root }) } as const;
const runner = await openRemoteRunner(place, [carrier], { carrier: { cacheProgram } });
giveCommands(runner);
await buildText(runner, spec, { scopes });
await runner.close();
process.stdout.write('end\n');
