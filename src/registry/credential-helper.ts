import { isObuilderError, ObuilderError } from '../errors.ts';
import { startProgram } from '../host/process/start.ts';

/**
 * What a helper says, by its protocol, when it knows nothing of a server: on stdout, with a status that is not 0. The protocol
 * has no code for it (docker-credential-helpers, credentials/error.go), so this text is the protocol.
 */
const NOT_FOUND = /credentials not found/i;

interface Asking {
  readonly server: string;
  /** The whole environment of the helper, which PATH finds. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Asks `docker-credential-NAME` for a server's credentials and gives its answer, JSON text; undefined where it has none.
 * @throws ObuilderError `tool-missing` or `tool-failed` with what the helper said
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
  const hint = 'Install it, or remove it from the Docker config file.';
  throw new ObuilderError('tool-missing', message, { program, hint, cause });
}
