import { runAttached } from '../host/process/attached.ts';
import { userSettings } from '../request/user-settings.ts';
import { STORE_VARIABLE_FLAG } from './flags.ts';
import { SETTINGS_FLAG } from './sent-settings.ts';
import { readStdin } from './spec-file.ts';
import { type Invocation, text, type Verb } from './verb.ts';

/** A command line of a user. */
interface Call {
  readonly name: string;
  readonly args: readonly string[];
  readonly verb: Verb;
  readonly invocation: Invocation;
}

/** Starts this program again as root and returns its exit status. Sudo drops the environment, so flags and stdin bring what counts. */
export async function startAgainAsRoot({ name, args, verb, invocation }: Call): Promise<number> {
  const script = process.argv[1] ?? '';
  const store = STORE_VARIABLE_FLAG in verb.flags ? process.env['OBUILDER_STORE'] : undefined;
  const flags = store ? [`--${STORE_VARIABLE_FLAG}=${store}`] : [];
  const words = ['-n', process.execPath, script, name, ...flags];
  if (!(SETTINGS_FLAG in verb.flags)) return await runAttached('sudo', [...words, ...args]);
  const line = await settingsLine(invocation);
  return await runAttached('sudo', [...words, `--${SETTINGS_FLAG}`, ...args], line);
}

/**
 * The settings, and the stdin of `-f -`. On stdin, because everybody may read the words of a command, and because variables such as
 * NODE_EXTRA_CA_CERTS would make root's Node itself read a file that the user names.
 */
async function settingsLine(invocation: Invocation): Promise<Buffer> {
  const stdin = text(invocation, 'file') === '-' ? (await readStdin()).toString('base64') : undefined;
  return Buffer.from(`${JSON.stringify({ ...userSettings(process.env), stdin })}\n`);
}
