import path from 'node:path';
import { callerOf } from '../host/caller.ts';
import { ownUid } from '../host/process/info.ts';
import type { CacheProgram } from '../remote/gha/client.ts';

interface Surroundings {
  /** The environment of the user's job. */
  readonly env: Readonly<Record<string, string>>;
  /** Certificates in PEM that the program trusts too. */
  readonly authorities: readonly string[];
}

/**
 * Returns how to start the program that talks to the cache of GitHub Actions, with the rights of the asking user. The bundled program
 * lies beside the bundled command line.
 *
 * @param cli the path of this program
 */
export function cacheProgram(cli: string, { env, authorities }: Surroundings): CacheProgram {
  const uid = ownUid();
  const caller = callerOf({ env: process.env, uid });
  const place = path.extname(cli) === '.ts' ? '../remote/gha/program.ts' : '../gha/index.js';
  return {
    file: path.resolve(path.dirname(cli), place),
    env,
    authorities,
    user: uid !== 0 || caller.isRoot ? undefined : { uid: caller.uid, gid: caller.gid },
  };
}
