import path from 'node:path';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { PullPolicy } from '../contract/images.ts';
import type { BuildRequest, StoreWish } from '../contract/request.ts';
import { ObuilderError } from '../errors.ts';
import { originOf } from '../request/origin.ts';
import { parseUserNamespace } from '../request/user-namespace-mode.ts';
import { userSettings } from '../request/user-settings.ts';
import { asker } from '../worker/asker.ts';
import { boundFlags, boundsOf } from './bound-flags.ts';
import { limitFlags, limitsOf } from './limit-flags.ts';
import { readNamedFile, readSpecText } from './spec-file.ts';
import { storeFlags, storeRequest } from './store-flags.ts';
import { type Invocation, isSet, text, texts } from './verb.ts';

const POLICIES: readonly PullPolicy[] = ['auto', 'always', 'missing', 'never'];

export const buildFlags: ParseArgsOptionsConfig = {
  ...storeFlags,
  ...limitFlags,
  ...boundFlags,
  file: { type: 'string', short: 'f' },
  secret: { type: 'string', multiple: true },
  target: { type: 'string' },
  'no-cache': { type: 'boolean' },
  pull: { type: 'string' },
  'keep-failed': { type: 'boolean' },
  'no-keep-failed': { type: 'boolean' },
  'max-parallel': { type: 'string' },
  'user-namespace': { type: 'string' },
  'cache-scope': { type: 'string' },
  share: { type: 'string' },
  'no-cache-filter': { type: 'string', multiple: true },
  'key-secret': { type: 'string', multiple: true },
  json: { type: 'boolean' },
};

/** A request whose store may be in another place than the machine's usual one. */
export interface BuildWish extends BuildRequest {
  readonly storeRequest: StoreWish;
}

/** The request that the flags of `build` and `plan` ask for. @throws ObuilderError `input-invalid` naming the flag */
export async function buildRequest(invocation: Invocation): Promise<BuildWish> {
  const [context = '.', ...others] = invocation.positionals;
  if (others.length > 0)
    throw new ObuilderError('input-invalid', `there is more than one context: ${others.join(', ')}`);
  return {
    version: 1,
    storeRequest: storeRequest(invocation),
    spec: await readSpecText(text(invocation, 'file')),
    context: path.resolve(context),
    target: text(invocation, 'target'),
    secrets: Object.fromEntries(await Promise.all(texts(invocation, 'secret').map(readSecret))),
    noCache: isSet(invocation, 'no-cache'),
    pull: pullPolicy(text(invocation, 'pull') ?? 'auto'),
    maxParallel: maxParallel(text(invocation, 'max-parallel')),
    userNamespace: parseUserNamespace(text(invocation, 'user-namespace'), '--user-namespace'),
    keepFailed: !isSet(invocation, 'no-keep-failed'),
    limits: limitsOf(invocation),
    bounds: boundsOf(invocation),
    origin: originOf(await originEnvironment()),
    cacheScope: text(invocation, 'cache-scope'),
    share: text(invocation, 'share'),
    refresh: listed(invocation, 'no-cache-filter'),
    keySecrets: listed(invocation, 'key-secret'),
    ...userSettings(await environment()),
  };
}

/** Behind sudo, HOME may be root's. */
async function environment(): Promise<Readonly<Record<string, string | undefined>>> {
  const { home } = await asker();
  return home === undefined ? process.env : { ...process.env, HOME: home };
}

/** Behind sudo, the path of the event's file would be a user's choice of what root reads. */
async function originEnvironment(): Promise<Readonly<Record<string, string | undefined>>> {
  const { home } = await asker();
  return home === undefined ? process.env : { ...process.env, GITHUB_EVENT_PATH: undefined };
}

/** A flag that may be given several times, with several values each time. */
function listed(invocation: Invocation, name: string): readonly string[] | undefined {
  const values = texts(invocation, name).flatMap((value) => value.split(','));
  return values.length === 0
    ? undefined
    : values.map((value) => value.trim()).filter((value) => value !== '');
}

async function readSecret(flag: string): Promise<[string, string]> {
  const [, id, file] = /^([^:]+):(.+)$/s.exec(flag) ?? [];
  if (id === undefined || file === undefined) {
    throw new ObuilderError('input-invalid', `--secret=${flag} is not of the form ID:FILE`, { value: flag });
  }
  const bytes = await readNamedFile(file, `the file ${file} of secret ${id}`);
  return [id, bytes.toString('base64')];
}

function pullPolicy(value: string): PullPolicy {
  const policy = POLICIES.find((name) => name === value);
  if (policy !== undefined) return policy;
  throw new ObuilderError('input-invalid', `--pull=${value} is none of ${POLICIES.join(', ')}`, { value });
}

function maxParallel(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9][0-9]{0,3}$/.test(value)) return Number(value);
  throw new ObuilderError('input-invalid', `--max-parallel=${value} is not a number from 1 to 9999`, {
    value,
  });
}
