import { ObuilderError } from '../../errors.ts';

/** The last error in a runtime's log in its JSON format, one object a line. */
export function loggedError(log: string): string | undefined {
  const errors = log.split('\n').flatMap((line) => {
    try {
      const entry: unknown = JSON.parse(line);
      if (typeof entry !== 'object' || entry === null || !('level' in entry) || !('msg' in entry)) return [];
      return entry.level === 'error' || entry.level === 'fatal' ? [String(entry.msg)] : [];
    } catch {
      return [];
    }
  });
  return errors.at(-1);
}

/** A runtime's message without its own wrapping. */
function plainMessage(message: string): string {
  return message
    .replace(/^(?:(?:runc run failed|runc create failed|unable to start container process): )+/, '')
    .replace(/^error during container init: /, '')
    .replace(/: unknown$/, '');
}

/** Returns the error for a step that the runtime could not start, in words for people. */
export function startError(log: string, otherwise: string): ObuilderError {
  const message = loggedError(log) ?? otherwise;
  return new ObuilderError('sandbox-failed', `the step cannot be started: ${plainMessage(message)}`, {
    hint: 'If the image is sound, let `doctor` check this machine.',
  });
}
