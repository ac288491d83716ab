import { userInfo } from 'node:os';
import path from 'node:path';
import { ownUid } from '../host/process/info.ts';
import { fullPath } from '../host/search-path.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The process's environment, user and directories, read once at the start. */
export interface ActionProcess {
  readonly env: Env;
  readonly uid: number;
  /** The name for `uid`, or `#UID` if the user has no name, as in a container. */
  readonly user: string;
  readonly workspace: string;
  /** PATH, and the system's directories. */
  readonly searchPath: string;
  /** The command line program beside the running entry: `dist/main/index.js` → `dist/cli/index.js`. */
  readonly cli: string;
}

export function readPlace(entry: string, env: Env): ActionProcess {
  const uid = ownUid();
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

/** The variables that the worker gets: none can hold a secret. */
const PASSED_ON = ['HOME', 'LANG', 'TMPDIR', 'TZ', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];

export function workerEnvironment({ env, searchPath }: ActionProcess): Readonly<Record<string, string>> {
  const passed = PASSED_ON.flatMap((name): [string, string][] => (env[name] ? [[name, env[name]]] : []));
  return { ...Object.fromEntries(passed), PATH: searchPath };
}
