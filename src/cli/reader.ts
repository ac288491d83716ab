import { flushCompileCache } from 'node:module';
import { ObuilderError } from '../errors.ts';
import { becomeUser } from '../reader/become-user.ts';
import { onlyPositional, type Verb } from './verb.ts';

/** A process that gives up root and then reads a user's files for the worker that started it. */
export const readerVerb: Verb = {
  usage: 'reader UID:GID:GROUP,…',
  summary: 'Reads files as the user who asks; the worker talks with this.',
  options: {},
  needsRoot: false,
  run: async (invocation) => {
    // The program's own code comes first: the user may not be able to read that, nor root's cache of compiled code.
    const { serveFiles } = await import('../reader/program.ts');
    flushCompileCache();
    becomeUser(identityOf(onlyPositional(readerVerb, invocation, 'a user')));
    await serveFiles();
    // Nobody waits for what is running still.
    process.kill(-process.pid, 'SIGKILL');
    return 0;
  },
};

function identityOf(text: string): Parameters<typeof becomeUser>[0] {
  const [, uid, gid, groups] = /^(\d+):(\d+):(\d+(?:,\d+)*)$/.exec(text) ?? [];
  if (uid === undefined || gid === undefined || groups === undefined || process.getuid?.() !== 0) {
    throw new ObuilderError('input-invalid', 'only a worker of root starts a reader', { value: text });
  }
  return { uid: Number(uid), gid: Number(gid), groups: groups.split(',').map(Number) };
}
