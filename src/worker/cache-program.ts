import path from 'node:path';
import { callerOf } from '../host/caller.ts';
import { ownUid } from '../host/process/info.ts';
import type { CacheProgram } from '../remote/gha/client.ts';

/**
 * Returns how to start the program that talks to the cache of GitHub Actions, with the rights of the asking user. The bundled program
 * lies beside the bundled command line.
 *
 * @param cli the path of this program
 * @param env the environment of the user's job
 */
export function cacheProgram(cli: string, env: Readonly<Record<string, string>>): CacheProgram {
  const uid = ownUid();
  const caller = callerOf({ env: process.env, uid });
  const place = path.extname(cli) === '.ts' ? '../remote/gha/program.ts' : '../gha/index.js';
  return {
    file: path.resolve(path.dirname(cli), place),
    env,
    user: uid !== 0 || caller.isRoot ? undefined : { uid: caller.uid, gid: caller.gid },
  };
}
