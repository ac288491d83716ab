import type { BuildRequest, StoreWish } from '../contract/request.ts';
import { needImage } from '../request/image/unused.ts';
import { dockersSecret } from '../request/list-slips.ts';
import { originOf } from '../request/origin.ts';
import { PARAMETER_NAMES, PARAMETERS } from '../request/parameters.ts';
import { invalidValue } from '../request/parse-value.ts';
import { readAuthorities, readCarriers, readOutputs, readSettings } from '../request/settings.ts';
import { type UserSettings, userSettings } from '../request/user-settings.ts';
import { asker } from '../worker/asker.ts';
import { readContext } from './context.ts';
import {
  checkStoreFlags,
  flagsFor,
  givenFlags,
  jsonFlag,
  specFlag,
  storeEnvironment,
  storeFlags,
  storeRequest,
} from './flags.ts';
import { readSent, SETTINGS_FLAG, settingsFlag } from './sent-settings.ts';
import { readNamedFile, readSpecText } from './spec-file.ts';
import { type Flags, type Invocation, isSet, text, texts } from './verb.ts';

/** The flags of `build` and `plan`. */
export const buildFlags: Flags = {
  ...specFlag,
  ...storeFlags,
  ...flagsFor(PARAMETER_NAMES.filter((name) => 'flag' in PARAMETERS[name])),
  secret: {
    type: 'string',
    multiple: true,
    value: 'ID:FILE',
    help: 'A secret for steps, from a file.',
  },
  ...jsonFlag,
  ...settingsFlag,
};

/** A request for a store in any directory. */
export interface BuildWish extends BuildRequest {
  readonly storeRequest: StoreWish;
}

/** The request from the flags of `build` or `plan`. @throws ObuilderError `input-invalid` with the flag's name */
export async function buildRequest(invocation: Invocation): Promise<BuildWish> {
  const { stdin, ...sent } = (await readSent(invocation)) ?? {};
  const settings = isSet(invocation, SETTINGS_FLAG) ? sent : await ownSettings();
  return {
    ...fromFlags(invocation, settings),
    version: 1,
    context: await readContext(invocation),
    spec: await readSpecText(text(invocation, 'file'), stdin),
    secrets: Object.fromEntries(await Promise.all(texts(invocation, 'secret').map(readSecret))),
    origin: originOf(await originEnvironment()),
    ...settings,
  };
}

/** The part of a request that needs no file. */
function fromFlags(invocation: Invocation, settings: UserSettings) {
  const given = givenFlags(invocation);
  const { outputs } = readOutputs(given, process.cwd(), settings.environment ?? {});
  needImage(given, outputs);
  return {
    ...readSettings(given, storeEnvironment(invocation)),
    ...readCarriers(given, process.cwd()),
    outputs,
    ...readAuthorities(given, process.cwd()),
    storeRequest: storeRequest(invocation),
  };
}

/** Finds faults in the flags of `build` and `plan`, before sudo starts the program again. @throws ObuilderError `input-invalid` */
export async function checkBuildFlags(invocation: Invocation): Promise<void> {
  // Root reads the flags anyway, for the request.
  if (isSet(invocation, SETTINGS_FLAG) || process.getuid?.() === 0) return;
  checkStoreFlags(invocation);
  fromFlags(invocation, userSettings(process.env));
  if (text(invocation, 'file') === undefined) await readSpecText(undefined);
}

/** After sudo, HOME may be root's. */
async function ownSettings(): Promise<UserSettings> {
  const { home } = await asker();
  return userSettings(home === undefined ? process.env : { ...process.env, HOME: home });
}

/** After sudo, the path of the event's file would let the user choose a file for root to read. */
async function originEnvironment(): Promise<NodeJS.ProcessEnv> {
  const { home } = await asker();
  return home === undefined ? process.env : { ...process.env, GITHUB_EVENT_PATH: undefined };
}

async function readSecret(flag: string): Promise<[string, string]> {
  const docker = dockersSecret(flag);
  const [, id, file] = /^([^:]+):(.+)$/s.exec(flag) ?? [];
  if (docker !== undefined || id === undefined || file === undefined)
    throw invalidValue(flag, '--secret', { expected: 'ID:FILE', hint: secretHint(docker) });
  const bytes = await readNamedFile(file, `the file ${file} of secret ${id}`);
  return [id, bytes.toString('base64')];
}

function secretHint(docker: ReturnType<typeof dockersSecret>): string {
  if (docker === undefined) return 'A colon divides both: --secret=token:/run/token.';
  const { id, field, place } = docker;
  if (field !== 'env') return `Write --secret=${id}:${place}.`;
  return `Write the value of ${place} into a file, and give the file: --secret=${id}:FILE.`;
}
