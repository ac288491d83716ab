import { userInfo } from 'node:os';
import path from 'node:path';

/** Where system programs are, also for a user whose PATH does not have it. */
const SYSTEM_DIRECTORIES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** PATH with the system's directories behind it. */
export function fullPath(pathVariable: string | undefined): string {
  const given = (pathVariable ?? '').split(':').filter((directory) => directory !== '');
  return [...new Set([...given, ...SYSTEM_DIRECTORIES])].join(':');
}

type Env = Readonly<Record<string, string | undefined>>;

/** Where the action runs and as whom; read once, at the start. */
export interface Place {
  readonly env: Env;
  readonly uid: number;
  /** Name of that user, or `#UID` where it has none, as in a container. */
  readonly user: string;
  readonly workspace: string;
  /** PATH, and the system's directories. */
  readonly searchPath: string;
  /** The command line program, beside the entry that is running: `dist/main/index.js` → `dist/cli/index.js`. */
  readonly cli: string;
}

export function readPlace(entry: string, env: Env): Place {
  const uid = process.getuid?.() ?? 0;
  const extension = path.extname(entry);
  return {
    env,
    uid,
    user: userName(uid),
    workspace: path.resolve(env['GITHUB_WORKSPACE'] || '.'),
    searchPath: fullPath(env['PATH']),
    cli: path.resolve(path.dirname(entry), `../cli/index${extension}`),
  };
}

function userName(uid: number): string {
  try {
    return userInfo().username;
  } catch {
    return `#${uid}`;
  }
}

/** What of this process's environment the worker is to see: nothing that could be a secret. */
const PASSED_ON = ['HOME', 'LANG', 'TMPDIR', 'TZ', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];

export function workerEnvironment({ env, searchPath }: Place): Readonly<Record<string, string>> {
  const passed = PASSED_ON.flatMap((name): [string, string][] => (env[name] ? [[name, env[name]]] : []));
  return { ...Object.fromEntries(passed), PATH: searchPath };
}
