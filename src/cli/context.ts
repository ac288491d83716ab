import path from 'node:path';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { wrongContext } from '../request/paths/wrong-context.ts';
import { asker } from '../worker/asker.ts';
import type { Invocation } from './verb.ts';

/**
 * The absolute path of the argument CONTEXT. A build without copies needs no context, so the default is not checked.
 *
 * @throws ObuilderError `input-invalid` for several contexts, and for a context that is missing or no directory
 */
export async function readContext({ positionals }: Pick<Invocation, 'positionals'>): Promise<string> {
  const [text, ...others] = positionals;
  if (others.length > 0)
    throw new ObuilderError('input-invalid', `there is more than one context: ${positionals.join(', ')}`, {
      value: others[0],
      hint: 'Usage: build -f SPEC [CONTEXT], and plan -f SPEC [CONTEXT].',
    });
  const absolute = path.resolve(text ?? '.');
  if (text === undefined) return absolute;
  const kind = await kindOf(absolute);
  if (kind === 'directory') return absolute;
  const hint = 'Relative paths start at the current directory.';
  throw wrongContext({ text, absolute, label: 'the argument CONTEXT', isMissing: kind === 'missing', hint });
}

/** Looks with the user's rights. A directory that this user cannot list may still have readable files. */
async function kindOf(directory: string): Promise<'directory' | 'file' | 'missing'> {
  try {
    const opened = await (await asker()).files({}).open({ path: directory });
    await opened.close();
    return opened.kind;
  } catch (error) {
    if (isObuilderError(error, 'input-invalid')) return 'file';
    const errno = errnoOf(error);
    if (errno === 'ENOENT') return 'missing';
    return errno === 'ENOTDIR' ? 'file' : 'directory';
  }
}
