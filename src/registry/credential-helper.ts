import { isObuilderError, ObuilderError } from '../errors.ts';
import { startProgram } from '../host/process/start.ts';

/**
 * A helper's text on stdout for an unknown server, with an exit status other than 0. The protocol has no code for this case
 * (docker-credential-helpers, credentials/error.go), so the text is the protocol.
 */
const NOT_FOUND = /credentials not found/i;

interface Asking {
  readonly server: string;
  /** The whole environment of the helper. Its PATH finds the helper. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Asks `docker-credential-NAME` for a server's credentials. Returns JSON text, or undefined for an unknown server.
 * @throws ObuilderError `tool-missing`, or `tool-failed` with the helper's text
 */
export async function askCredentialHelper(
  name: string,
  { server, env }: Asking,
): Promise<string | undefined> {
  const program = `docker-credential-${name}`;
  const { code, stdout, stderr } = await ask(program, { server, env });
  if (code === 0) return stdout;
  if (NOT_FOUND.test(stdout)) return undefined;
  const reason = stdout.trim() || stderr.trim() || `exit status ${code}`;
  throw new ObuilderError('tool-failed', `${program}: ${reason}`, { program, status: code, stderr });
}

async function ask(program: string, { server, env }: Asking) {
  const { child, ended } = startProgram(program, ['get'], { stdio: ['pipe', 'pipe', 'pipe'], env, cwd: '.' });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(server);
  const { code } = await ended.catch((error: unknown) => lacksHelper(error));
  return { code, stdout, stderr };
}

function lacksHelper(error: unknown): never {
  if (!isObuilderError(error, 'tool-missing')) throw error;
  const { message, program, cause } = error;
  const hint = 'Install the helper, or remove the helper from the Docker config file.';
  throw new ObuilderError('tool-missing', message, { program, hint, cause });
}
