import { flushCompileCache } from 'node:module';
import { asObuilderError, ObuilderError } from '../../errors.ts';
import { becomeUser } from '../../reader/become-user.ts';
import { serveFiles } from '../../reader/program.ts';

/**
 * Gives up root, then reads a user's files for the worker, the parent process.
 *
 * @param identity `UID:GID:GROUP,…`
 * @returns the process's exit status
 */
export async function runReader(identity: string): Promise<number> {
  try {
    // The cache of compiled code belongs to root, so write the cache first.
    flushCompileCache();
    becomeUser(identityOf(identity));
    await serveFiles();
  } catch (error) {
    process.stderr.write(`error: ${asObuilderError(error).message}\n`);
    return 1;
  }
  // No caller waits for processes still running.
  process.kill(-process.pid, 'SIGKILL');
  return 0;
}

function identityOf(text: string): Parameters<typeof becomeUser>[0] {
  const [, uid, gid, groups] = /^(\d+):(\d+):(\d+(?:,\d+)*)$/.exec(text) ?? [];
  if (uid === undefined || gid === undefined || groups === undefined || process.getuid?.() !== 0) {
    throw new ObuilderError('input-invalid', 'only a worker of root starts a reader', { value: text });
  }
  return { uid: Number(uid), gid: Number(gid), groups: groups.split(',').map(Number) };
}
