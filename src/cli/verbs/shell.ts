import type { EnterRequest, Sandbox } from '../../contract/sandbox.ts';
import type { StepContext, Store } from '../../contract/store.ts';
import { must, ObuilderError } from '../../errors.ts';
import { cancelOnSignals } from '../../host/process/signals.ts';
import { hasTerminal } from '../../host/process/terminal.ts';
import { oneLine } from '../../report/text.ts';
import { limitsFor } from '../../request/step-bounds.ts';
import { parseUserNamespace } from '../../request/user-namespace-mode.ts';
import { shellOf } from '../../sandbox/rootfs/shell.ts';
import { readySandbox, withStore } from '../../worker/machinery.ts';
import { readBoundary } from '../../worker/owner/boundary.ts';
import { userNamespaceFor } from '../../worker/owner/user-namespace.ts';
import { boundsOf, enterBoundFlags } from '../bound-flags.ts';
import { type Entry, findEntry, SHOWN_DIGITS } from '../entries.ts';
import { storeFlags, storeRequest } from '../store-flags.ts';
import { type Invocation, text, type Verb } from '../verb.ts';

export const shellVerb: Verb = {
  usage:
    'shell ID [--network=none|host] [--user-namespace=auto|always|never] [--memory=8GB|50%] [--cpus=N] [--pids=N] [--store=STORE] [-- COMMAND…]',
  summary:
    'Enters the files of a result, or of a failed step that was kept, in a sandbox; what is changed there is thrown away.',
  options: {
    ...storeFlags,
    ...enterBoundFlags,
    network: { type: 'string' },
    'user-namespace': { type: 'string' },
  },
  needsRoot: true,
  run: async (invocation) => {
    const [given, ...command] = invocation.positionals;
    if (given === undefined) {
      throw new ObuilderError('input-invalid', 'the id of a result or of a failed step is missing', {
        hint: `Usage: ${shellVerb.usage}`,
      });
    }
    const network = networkOf(invocation);
    const limits = limitsFor(boundsOf(invocation) ?? {});
    const boundary = await readBoundary();
    const asked = parseUserNamespace(text(invocation, 'user-namespace'), '--user-namespace');
    const userNamespace = userNamespaceFor(asked, boundary.rules);
    const { signal, stopListening } = cancelOnSignals();
    // Containers of dead processes go before the store removes the directories that those run in.
    const sandbox = await readySandbox({ userNamespace });
    const status = await withStore(
      storeRequest(invocation),
      (store) => enter({ store, sandbox, entry: findEntry(store, given), command, network, limits, signal }),
      { boundary },
    );
    stopListening();
    return status;
  },
};

function networkOf(invocation: Invocation): EnterRequest['network'] {
  const value = text(invocation, 'network') ?? 'none';
  if (value === 'none' || value === 'host') return value;
  throw new ObuilderError('input-invalid', `--network=${value} is neither none nor host`, { value });
}

interface Visit extends Pick<EnterRequest, 'network' | 'limits' | 'signal'> {
  readonly store: Store;
  readonly sandbox: Sandbox;
  readonly entry: Entry;
  readonly command: readonly string[];
}

/** What is not known of a result that an older release made. */
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

/** One word is given to the shell as the text of a `run` is; several are a program and its arguments. */
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

/** The store gives the failure where there are both. */
function greeting({ id, result, failed }: Entry, network: EnterRequest['network']): string {
  const what = failed === undefined ? '' : `, which failed: ${oneLine(failed.message)}`;
  const operation = oneLine(must(failed ?? result, 'the entry of an id').operation);
  const net = network === 'none' ? ' There is no network; --network=host gives the one of this machine.' : '';
  return `${id.slice(0, SHOWN_DIGITS)}  ${operation}${what}\nWhat you change here is thrown away when you leave.${net}\n`;
}
