import { isObuilderError, ObuilderError } from '../errors.ts';
import { startProgram } from '../host/process/start.ts';

/**
 * A helper's text on stdout for an unknown server, with an exit status other than 0. The protocol has no code for this case
 * (docker-credential-helpers, credentials/error.go), so the text is the protocol.
 */
const NOT_FOUND = /credentials not found/i;

/** Characters of an answer. */
const MAX_ANSWER = 1024 * 1024;
/** A helper may wait for a network. One that waits for a person at a desktop waits for ever. */
const WAIT_MS = 60_000;

interface Asking {
  readonly server: string;
  /** The whole environment of the helper. Its PATH finds the helper. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds until the helper is killed. Default: a minute. */
  readonly waitMs?: number;
}

/**
 * Asks `docker-credential-NAME` for a server's credentials. Returns JSON text, or undefined for an unknown server.
 * @throws ObuilderError `tool-missing`, or `tool-failed` with the helper's text
 */
export async function askCredentialHelper(name: string, asking: Asking): Promise<string | undefined> {
  const program = `docker-credential-${name}`;
  const { code, stdout, stderr } = await ask(program, asking);
  if (code === 0) return stdout;
  if (NOT_FOUND.test(stdout)) return undefined;
  const reason = stdout.trim() || stderr.trim() || `exit status ${code}`;
  throw new ObuilderError('tool-failed', `${program}: ${reason}`, { program, status: code, stderr });
}

async function ask(program: string, { server, env, waitMs = WAIT_MS }: Asking) {
  const { child, ended } = startProgram(program, ['get'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env,
    cwd: '.',
    detached: true,
  });
  let stdout = '';
  let stderr = '';
  let excess: string | undefined;
  const stop = (reason: string) => {
    excess ??= reason;
    killGroup(child.pid);
    // A child that left the group may hold the pipes, and keep the end from us.
    for (const stream of [child.stdout, child.stderr]) stream.destroy();
  };
  const timer = setTimeout(() => stop(`no answer for ${Math.round(waitMs / 1000)} s`), waitMs);
  const checkLength = () => {
    if (stdout.length + stderr.length > MAX_ANSWER) stop(`an answer of more than ${MAX_ANSWER} characters`);
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    checkLength();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    checkLength();
  });
  child.stdin.end(server);
  const { code } = await ended
    .catch((error: unknown) => lacksHelper(error))
    .finally(() => clearTimeout(timer));
  if (excess !== undefined) throw stopped(program, { server, excess });
  return { code, stdout, stderr };
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has just ended.
  }
}

function stopped(program: string, { server, excess }: { readonly server: string; readonly excess: string }) {
  return new ObuilderError('tool-failed', `${program} gave ${excess}`, {
    program,
    hint: `Run "echo ${server} | ${program} get" as the runner's user.`,
  });
}

function lacksHelper(error: unknown): never {
  if (!isObuilderError(error, 'tool-missing')) throw error;
  const { message, program, cause } = error;
  const hint = 'Install the helper, or remove the helper from the Docker config file.';
  throw new ObuilderError('tool-missing', message, { program, hint, cause });
}
