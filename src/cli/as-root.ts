import { runAttached } from '../host/process/attached.ts';
import { userSettings } from '../request/user-settings.ts';
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

/**
 * Starts this program again as root and returns its exit status. Sudo drops the environment, so `OBUILDER_STORE` becomes a flag; a given
 * flag comes later and wins. The user's settings become the first line of stdin.
 */
export async function startAgainAsRoot({ name, args, verb, invocation }: Call): Promise<number> {
  const script = process.argv[1] ?? '';
  const store = 'store' in verb.flags ? process.env['OBUILDER_STORE'] : undefined;
  const flags = store ? [`--store=${store}`] : [];
  const words = ['-n', process.execPath, script, name, ...flags];
  if (!(SETTINGS_FLAG in verb.flags)) return await runAttached('sudo', [...words, ...args]);
  const input = await settingsLine(invocation);
  return await runAttached('sudo', [...words, `--${SETTINGS_FLAG}`, ...args], input);
}

/**
 * The settings, and the spec of `-f -` behind them. On stdin, because everybody may read the words of a command, and because
 * variables such as NODE_EXTRA_CA_CERTS would make root's Node itself read a file that the user names.
 */
async function settingsLine(invocation: Invocation): Promise<Buffer> {
  const line = Buffer.from(`${JSON.stringify(userSettings(process.env))}\n`);
  return text(invocation, 'file') === '-' ? Buffer.concat([line, await readStdin()]) : line;
}
