import type { StepContext } from '../../contract/results.ts';
import type { EnterRequest, Sandbox } from '../../contract/sandbox.ts';
import type { StoreKeeper } from '../../contract/store.ts';
import { must, ObuilderError } from '../../errors.ts';
import { cancelOnSignals } from '../../host/process/signals.ts';
import { hasTerminal } from '../../host/process/terminal.ts';
import { oneLine } from '../../report/text.ts';
import { readParameter } from '../../request/parameters.ts';
import { invalidValue } from '../../request/parse-value.ts';
import { readBounds } from '../../request/settings.ts';
import { limitsFor } from '../../request/step-bounds.ts';
import { shellOf } from '../../sandbox/rootfs/shell.ts';
import { readySandbox, withStore } from '../../worker/machinery.ts';
import { readBoundary } from '../../worker/owner/boundary.ts';
import { userNamespaceFor } from '../../worker/owner/user-namespace.ts';
import { type Entry, findEntry, SHOWN_DIGITS } from '../entries.ts';
import { flagsFor, givenFlags, storeFlags, storeRequest } from '../flags.ts';
import { type Invocation, text, usageHint, type Verb } from '../verb.ts';

export const shellVerb: Verb = {
  usage: 'shell ID [-- COMMAND…]',
  summary:
    'Opens a shell, or runs a command, in a sandbox with the files of a result or of a kept failed step. Changes are discarded.',
  flags: {
    ...storeFlags,
    network: {
      type: 'string',
      value: 'none|host',
      default: 'none',
      help: "No network, or the machine's network.",
    },
    // No log-size or step-timeout: an interactive command has no log and no time limit.
    ...flagsFor(['memory', 'cpus', 'pids', 'user-namespace']),
  },
  needsRoot: true,
  run: async (invocation) => {
    const [id, ...command] = invocation.positionals;
    if (id === undefined) {
      throw new ObuilderError('input-invalid', 'the id of a result or of a failed step is missing', {
        hint: usageHint(shellVerb),
      });
    }
    const network = networkOf(invocation);
    const given = givenFlags(invocation);
    const limits = limitsFor(readBounds(given) ?? {});
    const boundary = await readBoundary();
    const asked = readParameter('user-namespace', given);
    const userNamespace = userNamespaceFor(asked, boundary.rules);
    const { signal, stopListening } = cancelOnSignals();
    // Opening the sandbox removes containers of dead processes; the store then removes their directories.
    const sandbox = await readySandbox({ userNamespace });
    const status = await withStore(
      storeRequest(invocation),
      (store) => enter({ store, sandbox, entry: findEntry(store, id), command, network, limits, signal }),
      { boundary },
    );
    stopListening();
    return status;
  },
};

function networkOf(invocation: Invocation): EnterRequest['network'] {
  const value = text(invocation, 'network') ?? 'none';
  if (value === 'none' || value === 'host') return value;
  throw invalidValue(value, '--network', { expected: 'none or host' });
}

interface Visit extends Pick<EnterRequest, 'network' | 'limits' | 'signal'> {
  readonly store: StoreKeeper;
  readonly sandbox: Sandbox;
  readonly entry: Entry;
  readonly command: readonly string[];
}

/** For results of older releases, stored without context. */
const PLAIN: StepContext = { shell: [], cwd: '/', user: { uid: 0, gid: 0 }, environment: [] };

async function enter({ store, sandbox, entry, command, ...rest }: Visit): Promise<number> {
  const { rootfs, scratch, context = PLAIN } = await store.checkout(entry.id);
  const terminal = hasTerminal();
  const env = withTerminalType(context.environment, terminal);
  const argv = argvOf(command, { rootfs, env, shell: context.shell });
  process.stderr.write(greeting(entry, rest.network));
  const { cwd, user } = context;
  return await sandbox.enter({ rootfs, scratch, argv, cwd, user, env, terminal, ...rest });
}

/** A single word is text for the shell, like the command of a `run`; several words are a program with arguments. */
function argvOf(
  command: readonly string[],
  image: {
    readonly rootfs: string;
    readonly env: StepContext['environment'];
    readonly shell: readonly string[];
  },
): readonly string[] {
  if (command.length > 1) return command;
  const shell = shellOf(image, image.shell);
  return command.length === 0 ? shell.interactive : [...shell.command, ...command];
}

function withTerminalType(env: StepContext['environment'], terminal: boolean): StepContext['environment'] {
  const type = process.env['TERM'];
  if (!terminal || type === undefined || env.some(([name]) => name === 'TERM')) return env;
  return [...env, ['TERM', type]];
}

/** `checkout` opens the files of the failure if an id has both. */
function greeting({ id, result, failed }: Entry, network: EnterRequest['network']): string {
  const what = failed === undefined ? '' : `, which failed: ${oneLine(failed.message)}`;
  const operation = oneLine(must(failed ?? result, 'the entry of an id').operation);
  const net =
    network === 'none' ? ' There is no network; --network=host gives you the network of this machine.' : '';
  return `${id.slice(0, SHOWN_DIGITS)}  ${operation}${what}\nYour changes are discarded when you leave.${net}\n`;
}
