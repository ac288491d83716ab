import { ObuilderError } from '../errors.ts';

/**
 * Runs a set-up command to its end and gives its stdout. Its messages are in plain English whatever the locale, so that
 * errors can be told apart.
 *
 * @throws ObuilderError `tool-missing` when there is no such program, `command-failed` with its stderr otherwise
 */
export async function runTool(file: string, args: readonly string[]): Promise<string> {
  const { execa, ExecaError } = await import('execa');
  try {
    const { stdout } = await execa(file, args, { stdin: 'ignore', cwd: '/', env: { LC_ALL: 'C' } });
    return stdout;
  } catch (cause) {
    if (!(cause instanceof ExecaError)) throw cause;
    if (cause.code === 'ENOENT') {
      const hint = `Install the package that has ${file}.`;
      throw new ObuilderError('tool-missing', `the program ${file} is not installed`, {
        value: file,
        hint,
        cause,
      });
    }
    const reason = String(cause.stderr ?? '').trim() || cause.shortMessage;
    throw new ObuilderError('command-failed', `${[file, ...args].join(' ')}: ${reason}`, {
      value: file,
      cause,
    });
  }
}
