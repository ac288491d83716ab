import { flushCompileCache } from 'node:module';
import { asObuilderError, ObuilderError } from '../../errors.ts';
import { serveRooms } from '../../network/relay/serve.ts';
import { becomeUser } from '../../reader/become-user.ts';

/** The user `nobody`, without any file. */
const NOBODY = 65_534;

/**
 * Gives up root, then relays the connections of steps for the worker, the parent process.
 *
 * @returns the process's exit status
 */
export async function runRelay(): Promise<number> {
  try {
    if (process.getuid?.() !== 0 || process.channel === undefined)
      throw new ObuilderError('input-invalid', 'only a worker of root starts a relay');
    // The cache of compiled code belongs to root, so write the cache first.
    flushCompileCache();
    becomeUser({ uid: NOBODY, gid: NOBODY, groups: [NOBODY] });
    await serveRooms();
  } catch (error) {
    process.stderr.write(`error: ${asObuilderError(error).message}\n`);
    return 1;
  }
  // Lookups of names may still be running.
  process.exit(0);
}
