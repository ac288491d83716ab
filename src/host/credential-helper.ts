import { ObuilderError } from '../errors.ts';
import { childProcess } from './child-process.ts';

/** What a helper says, by its protocol, when it knows nothing of a server: on stdout, with a status that is not 0. */
const NOT_FOUND = /credentials not found/i;

interface Asking {
  readonly server: string;
  /** The whole environment of the helper, which PATH finds. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Asks `docker-credential-NAME` for a server's credentials and gives its answer, JSON text; undefined where it has none.
 * @throws ObuilderError `tool-missing` or `command-failed` with what the helper said
 */
export function askCredentialHelper(name: string, { server, env }: Asking): Promise<string | undefined> {
  const file = `docker-credential-${name}`;
  return new Promise((resolve, reject) => {
    const child = childProcess().execFile(file, ['get'], { env: { ...env } }, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      if (NOT_FOUND.test(stdout)) return resolve(undefined);
      if (error.code === 'ENOENT') {
        const message = `the credential helper ${file} is not installed`;
        const hint = 'Install it, or remove it from the Docker config file.';
        return reject(new ObuilderError('tool-missing', message, { value: file, hint, cause: error }));
      }
      const reason = stdout.trim() || stderr.trim() || `exit status ${String(error.code)}`;
      reject(new ObuilderError('command-failed', `${file}: ${reason}`, { value: file, cause: error }));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(server);
  });
}
