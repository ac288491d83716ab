import { ObuilderError } from '../errors.ts';
import { callerOf } from '../host/caller.ts';
import { runAttached } from '../host/process/attached.ts';
import { ownUid } from '../host/process/info.ts';
import { isAllowed } from '../host/process/sudo.ts';
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

/** The exit status of sudo if sudo starts nothing. This program ends with this status too. */
const REFUSED = 1;

/**
 * Starts this program again as root and returns its exit status. Sudo drops the environment, so flags and stdin bring what counts.
 *
 * @throws ObuilderError `not-root` if sudo does not let the user start this program, `tool-missing` without sudo
 */
export async function startAgainAsRoot(call: Call): Promise<number> {
  const isSent = SETTINGS_FLAG in call.verb.flags;
  const words = ['-n', ...commandOf(call, isSent)];
  const status = await runAttached('sudo', words, isSent ? await settingsLine(call.invocation) : undefined);
  if (status === REFUSED && !(await isAllowed({ command: ['sudo', ...words] }))) throw refused(call.name);
  return status;
}

function commandOf({ name, args, verb }: Call, isSent: boolean): readonly string[] {
  const store = STORE_VARIABLE_FLAG in verb.flags ? process.env['OBUILDER_STORE'] : undefined;
  const flags = [
    ...(store ? [`--${STORE_VARIABLE_FLAG}=${store}`] : []),
    ...(isSent ? [`--${SETTINGS_FLAG}`] : []),
  ];
  return [process.execPath, process.argv[1] ?? '', name, ...flags, ...args];
}

const HINT =
  'Let an administrator run the command. The rule for obuilder-worker only starts builds of the action. ' +
  'A rule for every command (NOPASSWD: ALL) lets you use the command line, and makes you and every job of your runner root.';

function refused(verb: string): ObuilderError {
  const { name } = callerOf({ env: process.env, uid: ownUid() });
  const message = `"${verb}" needs root, and sudo does not let ${name} start the command line without a password`;
  return new ObuilderError('not-root', message, { value: verb, hint: HINT });
}

/**
 * The settings, and the stdin of `-f -`. On stdin, because everybody may read the words of a command, and because variables such as
 * NODE_EXTRA_CA_CERTS would make root's Node itself read a file that the user names.
 */
async function settingsLine(invocation: Invocation): Promise<Buffer> {
  const stdin = text(invocation, 'file') === '-' ? (await readStdin()).toString('base64') : undefined;
  return Buffer.from(`${JSON.stringify({ ...userSettings(process.env), stdin })}\n`);
}
