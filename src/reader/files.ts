import type { OpenedFile, UserFiles } from '../files/user-files.ts';
import { checkedTexts, isCount, wrongAnswer } from './checked.ts';
import type { Reader } from './start.ts';

/**
 * Returns user files that a reader opens and reads. Every answer is checked, because a user's process gives the answer.
 *
 * @param env the user's environment, for credential helpers
 */
export function readerFiles(reader: Reader, env: Readonly<Record<string, string>>): UserFiles {
  return {
    user: reader.caller.name,
    open: async (place, signal) => {
      const { answer } = await reader.call('open', place, signal);
      const { file, kind, identity, size, changed } = answer;
      if (kind !== 'file' && kind !== 'directory') throw wrongAnswer();
      if (!isCount(file) || !isCount(size) || typeof identity !== 'string') throw wrongAnswer();
      if (!Number.isFinite(changed)) throw wrongAnswer();
      return openedFile({ reader, file, signal }, { kind, identity, size, changed: Number(changed) });
    },
    nearestName: async (place) => {
      const { name } = (await reader.call('nearest', place)).answer;
      if (name === undefined || typeof name === 'string') return name;
      throw wrongAnswer();
    },
    askCredentialHelper: async (name, server) => {
      const { output } = (await reader.call('helper', { name, server, env })).answer;
      if (output === undefined || typeof output === 'string') return output;
      throw wrongAnswer();
    },
  };
}

interface Opened {
  readonly reader: Reader;
  readonly file: number;
  readonly signal: AbortSignal | undefined;
}

function openedFile(
  { reader, file, signal }: Opened,
  known: Pick<OpenedFile, 'kind' | 'identity' | 'size' | 'changed'>,
): OpenedFile {
  return {
    ...known,
    read: async (position, length) => {
      const { bytes } = await reader.call('read', { file, position, length }, signal);
      if (bytes.length > length) throw wrongAnswer();
      return bytes;
    },
    identifyTree: async (identifying = signal) => {
      const { answer } = await reader.call('identify', { file }, identifying);
      const { identity, bytes, changed, mounts } = answer;
      if (typeof identity !== 'string' || !isCount(bytes) || !Number.isFinite(changed)) throw wrongAnswer();
      return { identity, bytes, changed: Number(changed), mounts: checkedTexts(mounts) };
    },
    archive: async function* (archiving = signal) {
      const { stream } = (await reader.call('archive', { file }, archiving)).answer;
      if (!isCount(stream)) throw wrongAnswer();
      const ask = () => {
        const asked = reader.call('next', { stream }, archiving);
        // The loop reports the error if the caller reads on.
        asked.catch(() => undefined);
        return asked;
      };
      try {
        for (let coming = ask(); ; ) {
          const { answer, bytes } = await coming;
          if (answer.done === true) return;
          coming = ask();
          yield bytes;
        }
      } finally {
        await reader.call('leave', { stream }).catch(() => undefined);
      }
    },
    close: async () => {
      // The reader may be gone, and the file with it.
      await reader.call('close', { file }).catch(() => undefined);
    },
  };
}
