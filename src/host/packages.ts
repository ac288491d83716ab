import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { ObuilderError } from '../errors.ts';
import { startProgram } from './process/start.ts';
import { startWatchdog } from './process/watchdog.ts';

const APT = '/usr/bin/apt-get';
/** Bounds an installation that waits for an answer or a mirror. */
const MAX_INSTALL_MS = 20 * 60_000;
/** Time between SIGTERM and SIGKILL. A runner waits 7.5 s after a cancel. */
const GRACE_MS = 1500;

/** The whole environment of package scripts: without questions, and without restarts of services, which could include the runner. */
const ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
  TERM: 'dumb',
  DEBIAN_FRONTEND: 'noninteractive',
  DEBIAN_PRIORITY: 'critical',
  APT_LISTCHANGES_FRONTEND: 'none',
  NEEDRESTART_MODE: 'l',
} as const;

const OPTIONS = [
  // Another package manager may run at the same time. In seconds.
  'DPkg::Lock::Timeout=120',
  'Acquire::Retries=2',
  'Acquire::http::Timeout=60',
  'Acquire::https::Timeout=60',
  // With a terminal of its own, dpkg would leave the process group that a cancel kills.
  'Dpkg::Use-Pty=0',
  'Dpkg::Options::=--force-confdef',
  'Dpkg::Options::=--force-confold',
];

export interface Installation {
  readonly packages: readonly string[];
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Installs Debian packages. If the first attempt fails, finishes interrupted installations, fetches the package lists and retries. A
 * cancel, or the death of this process, ends all programs within two seconds.
 *
 * @throws ObuilderError `tool-missing` if the retry fails too; `cancelled`
 */
export async function installPackages(installation: Installation): Promise<void> {
  const { packages } = installation;
  if (!existsSync(APT)) {
    throw new ObuilderError(
      'tool-missing',
      `this machine lacks ${packages.join(' and ')}, and it has no apt-get`,
      {
        value: packages.join(' '),
        hint: "Install them with the system's own package manager; the action does so on Debian and Ubuntu only.",
      },
    );
  }
  const options = OPTIONS.flatMap((option) => ['-o', option]);
  const install = [APT, ...options, 'install', '-y', '--no-install-recommends', '--', ...packages];
  if (await succeeds(install, installation)) return;
  await succeeds(['/usr/bin/dpkg', '--force-confdef', '--force-confold', '--configure', '-a'], installation);
  await succeeds([APT, ...options, 'update'], installation);
  if (await succeeds(install, installation)) return;
  throw new ObuilderError('tool-missing', `${packages.join(' and ')} could not be installed`, {
    value: packages.join(' '),
    hint: `See the group "Install ${packages.join(', ')}" in the log. Install them on the runner once: apt-get install ${packages.join(' ')}`,
  });
}

/** Runs one command in a group of its own, without stdin. */
async function succeeds(
  [file = '', ...args]: readonly string[],
  { onOutput, signal }: Installation,
): Promise<boolean> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(MAX_INSTALL_MS)]);
  if (limit.aborted) throw stopped(signal);
  const { child, ended: closed } = startProgram(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: ENVIRONMENT,
  });
  const watchdog = startWatchdog('kill -s KILL -- "-$1"', [String(child.pid)], { PATH: ENVIRONMENT.PATH });
  watchdog.busy(1);
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput);
  const ended = new Promise<number | null>((resolve) => {
    closed.then(
      ({ code }) => resolve(code ?? null),
      () => resolve(null),
    );
    // A service that a package starts may hold the output pipe open, so `close` may never come.
    child.on('exit', (status) => setTimeout(() => resolve(status), 300));
  });
  const onAbort = () => {
    // A program that could not be started has no pid; group 0 would be our own.
    if (child.pid !== undefined) void endGroup(child.pid, ended);
  };
  limit.addEventListener('abort', onAbort, { once: true });
  try {
    const status = await ended;
    if (limit.aborted) throw stopped(signal);
    return status === 0;
  } finally {
    limit.removeEventListener('abort', onAbort);
    watchdog.busy(0);
    for (const stream of [child.stdout, child.stderr]) stream.destroy();
  }
}

/** Ends all programs of a group, with SIGKILL if SIGTERM is not enough. */
async function endGroup(group: number, ended: Promise<unknown>): Promise<void> {
  send(group, 'SIGTERM');
  await Promise.race([ended, wait(GRACE_MS)]);
  send(group, 'SIGKILL');
}

/** Ignores a group that has ended already. */
function send(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function stopped(signal: AbortSignal): ObuilderError {
  if (signal.aborted) return new ObuilderError('cancelled', 'the installation of packages was cancelled');
  const minutes = MAX_INSTALL_MS / 60_000;
  return new ObuilderError(
    'tool-missing',
    `the installation of packages took longer than ${minutes} minutes`,
    {
      hint: 'Install the packages on the runner once; the log shows how far the installation came.',
    },
  );
}
