import type { Attempt, Network } from '../../contract/network.ts';
import type { StepContext } from '../../contract/results.ts';
import type { EnterRequest, Sandbox } from '../../contract/sandbox.ts';
import type { Checkout, StoreKeeper } from '../../contract/store.ts';
import { attemptText } from '../../engine/output/attempts.ts';
import { must, ObuilderError } from '../../errors.ts';
import { cancelOnSignals } from '../../host/process/signals.ts';
import { hasTerminal } from '../../host/process/terminal.ts';
import { parseEndpoint } from '../../language/hosts/endpoint.ts';
import { oneLine } from '../../report/text.ts';
import { SHELL_PARAMETERS } from '../../request/again.ts';
import { readParameter } from '../../request/parameters.ts';
import { invalidValue } from '../../request/parse-value.ts';
import { readAuthorities as namedAuthorities, readBounds } from '../../request/settings.ts';
import { limitsFor } from '../../request/step-bounds.ts';
import { shellOf } from '../../sandbox/rootfs/shell.ts';
import { asker } from '../../worker/asker.ts';
import { ownersAuthorities, readAuthorities } from '../../worker/authorities.ts';
import { readySandbox, withStore } from '../../worker/machinery.ts';
import { readBoundary } from '../../worker/owner/boundary.ts';
import { mayReachMachine, networkUnder } from '../../worker/owner/network.ts';
import type { OwnerRules } from '../../worker/owner/rules.ts';
import { userNamespaceFor } from '../../worker/owner/user-namespace.ts';
import { type Entry, findEntry, SHOWN_DIGITS } from '../entries.ts';
import { checkStoreFlags, flagsFor, givenFlags, storeFlags, storeRequest } from '../flags.ts';
import { type Invocation, text, usageHint, type Verb } from '../verb.ts';

export const shellVerb: Verb = {
  usage: 'shell ID [-- COMMAND…]',
  summary:
    'Opens a shell, or runs a command, in a sandbox with the files of a result, or with the files and copies of the cache slots of a kept failed step. Changes are discarded.',
  flags: {
    ...storeFlags,
    network: {
      type: 'string',
      value: 'none|host|audit|allow:HOST:PORT,…',
      default: 'none',
      help: "No network, the machine's network, every host, or the listed hosts.",
    },
    ...flagsFor(SHELL_PARAMETERS),
  },
  needsRoot: true,
  check: (invocation) => {
    idOf(invocation);
    readBounds(givenFlags(invocation));
    parseNetwork(text(invocation, 'network') ?? 'none');
    readParameter('user-namespace', givenFlags(invocation));
    checkStoreFlags(invocation);
  },
  run: async (invocation) => {
    const id = idOf(invocation);
    const command = invocation.positionals.slice(1);
    const given = givenFlags(invocation);
    const limits = limitsFor(readBounds(given) ?? {});
    const boundary = await readBoundary();
    const network = networkOf(invocation, boundary.rules);
    const asked = readParameter('user-namespace', given);
    const userNamespace = userNamespaceFor(asked, boundary.rules);
    const { signal, stopListening } = cancelOnSignals();
    // Opening the sandbox removes containers of dead processes; the store then removes their directories.
    const sandbox = await readySandbox({
      userNamespace,
      mayReachMachine: mayReachMachine(boundary.rules),
      authorities: await authoritiesOf(invocation, boundary.rules),
    });
    const status = await withStore(
      storeRequest(invocation),
      (store, place) => {
        const entry = findEntry(store, place, id);
        return enter({ store, sandbox, entry, command, network, limits, signal });
      },
      { boundary },
    );
    stopListening();
    return status;
  },
};

function idOf({ positionals: [id] }: Invocation): string {
  if (id !== undefined) return id;
  throw new ObuilderError('input-invalid', 'the id of a result or of a failed step is missing', {
    hint: usageHint(shellVerb),
  });
}

/** The owner's authorities, and those of --ca. The program that reads the user's files starts for --ca only. */
async function authoritiesOf(invocation: Invocation, rules: OwnerRules): Promise<readonly string[]> {
  const { ca = [] } = namedAuthorities(givenFlags(invocation), process.cwd());
  if (ca.length === 0) return ownersAuthorities(rules);
  const onWarning = (message: string) => void process.stderr.write(`warning: ${message}\n`);
  return await readAuthorities({ ca }, { files: (await asker()).files({}), rules, onWarning });
}

/** @throws ObuilderError `input-invalid` also for a network that the owner forbids */
function networkOf(invocation: Invocation, rules: OwnerRules): EnterRequest['network'] {
  const asked = networkUnder(rules, parseNetwork(text(invocation, 'network') ?? 'none'));
  return asked.kind === 'none' || asked.kind === 'host' ? asked.kind : { ...asked, onAttempt: sayDenied };
}

const LIST = 'allow:';

function parseNetwork(value: string): Network {
  if (value === 'none' || value === 'host' || value === 'audit') return { kind: value };
  if (!value.startsWith(LIST))
    throw invalidValue(value, '--network', { expected: 'none, host, audit or allow:HOST:PORT,…' });
  const endpoints = value
    .slice(LIST.length)
    .split(',')
    .map((one) => {
      const endpoint = parseEndpoint(one);
      if (!('fault' in endpoint)) return endpoint;
      throw new ObuilderError('input-invalid', `--network has a fault: ${endpoint.fault}`, {
        value: one,
        hint: endpoint.hint,
      });
    });
  return { kind: 'allow', endpoints };
}

/** Tells each denied endpoint once. */
function sayDenied(attempt: Attempt): void {
  if (attempt.end !== 'passed' && attempt.times === 1)
    process.stderr.write(`network: ${attemptText(attempt)}\r\n`);
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
  const { rootfs, scratch, context = PLAIN, slots } = await store.checkout(entry.id);
  const terminal = hasTerminal();
  const env = withTerminalType(context.environment, terminal);
  const argv = argvOf(command, { rootfs, env, shell: context.shell });
  process.stderr.write(greeting(entry, { slots, network: rest.network }));
  const { cwd, user } = context;
  const mounts = slots.map(({ path: source, target }) => ({ kind: 'slot' as const, source, target }));
  return await sandbox.enter({ rootfs, scratch, argv, cwd, user, env, mounts, terminal, ...rest });
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
function greeting(
  { id, result, failed }: Entry,
  { slots, network }: Pick<EnterRequest, 'network'> & Pick<Checkout, 'slots'>,
): string {
  const what = failed === undefined ? '' : `, which failed: ${oneLine(failed.message)}`;
  const operation = oneLine(must(failed ?? result, 'the entry of an id').operation);
  const net =
    network === 'none'
      ? ' There is no network; --network=allow:HOST:PORT gives you a host, --network=host the network of this machine.'
      : '';
  const caches = slots.map(({ name, target }) => `${oneLine(name)} at ${oneLine(target)}`).join(', ');
  const copies = caches === '' ? '' : `Copies of the step's caches: ${caches}.\n`;
  return `${id.slice(0, SHOWN_DIGITS)}  ${operation}${what}\n${copies}Your changes are discarded when you leave.${net}\n`;
}
