import type { NetworkReport } from '../../contract/events.ts';
import type { Attempt, Network } from '../../contract/network.ts';
import { kindOf } from '../../language/hosts/addresses.ts';
import { parseEndpoint } from '../../language/hosts/endpoint.ts';

/** The usual port, for a name that was only looked up. */
const USUAL_PORT = 443;
const MAX_NAMED = 5;
/** Characters of a field in the hint of an error. The log has the whole field. */
const MAX_HINT = 2000;

const DENIED = 'The network of this step denied hosts';

/** A field of the spec with a list, and its guesses. */
export interface Passing extends Pick<NetworkReport, 'guess'> {
  readonly paste: string;
}

/** Returns what to write in the spec so that all attempts pass; undefined if no other list helps. */
export function passing(network: Network, attempts: readonly Attempt[]): Passing | undefined {
  const added = addedTo(network, attempts);
  if (added.length === 0) return undefined;
  const paste = `(network (allow ${[...textsOf(network), ...added].join(' ')}))`;
  const told = new Set(
    addedTo(
      network,
      attempts.filter(({ port }) => port !== undefined),
    ),
  );
  const guessed = added.filter((text) => !told.has(text));
  return guessed.length === 0 ? { paste } : { paste, guess: guessText(guessed) };
}

/** Returns the line of a step's log that names the list; undefined without one. */
export function passingLine(network: Network, attempts: readonly Attempt[]): string | undefined {
  const list = passing(network, attempts);
  if (list === undefined) return undefined;
  const lead = network.kind === 'audit' ? 'this step passes with' : 'to let the denied hosts pass, write';
  return `network: ${lead} ${withGuess(list)}`;
}

const withGuess = ({ paste, guess }: Passing): string =>
  guess === undefined ? paste : `${paste} (${guess})`;

/** Returns the hint for a failed command with denied connections. */
export function deniedHint(network: Network, attempts: readonly Attempt[] = []): string | undefined {
  const list = network.kind === 'allow' ? passing(network, attempts) : undefined;
  if (list === undefined) return undefined;
  const text = withGuess(list);
  return text.length > MAX_HINT
    ? `${DENIED}: read the names, then paste the list at the end of the step's log.`
    : `${DENIED}: read the names, then write ${text}.`;
}

const textsOf = (network: Network) =>
  network.kind === 'allow' ? network.endpoints.map(({ text }) => text) : [];

/** Returns the endpoints that the list lacks, sorted. */
function addedTo(network: Network, attempts: readonly Attempt[]): readonly string[] {
  const listed = textsOf(network);
  const wanted = attempts.flatMap((attempt) => wantedBy(attempt, network));
  return [...new Set(wanted)].filter((text) => !listed.includes(text) && isPlain(text)).sort();
}

/** Returns a note on the ports that no attempt told. */
function guessText(guessed: readonly string[]): string {
  const more = guessed.length > MAX_NAMED ? `, and ${guessed.length - MAX_NAMED} more` : '';
  return `the port is a guess in ${guessed.slice(0, MAX_NAMED).join(', ')}${more}`;
}

/** A step chooses the names, and a pattern or a parenthesis among them would give whoever pastes the line more than a host. */
function isPlain(text: string): boolean {
  const endpoint = parseEndpoint(text);
  return !('fault' in endpoint) && endpoint.text === text && !text.includes('*');
}

function wantedBy(attempt: Attempt, network: Network): readonly string[] {
  const { port = USUAL_PORT } = attempt;
  return hostsOf(attempt, network)
    .filter((host) => !isOfMachine(host))
    .map((host) => endpointOf({ host, port }));
}

function hostsOf({ host, end, denial, detail }: Attempt, { kind }: Network): readonly string[] {
  if (end === 'passed') return kind === 'audit' ? [host, ...(detail === undefined ? [] : [detail])] : [];
  if (denial === 'name' || denial === 'endpoint') return [host];
  return denial === 'address' && detail !== undefined && kind === 'allow' ? [detail] : [];
}

/** Nobody should paste the address of a metadata service, which gives the credentials of the machine, because a dependency has asked for it. */
const isOfMachine = (host: string) => looksLikeAddress(host) && kindOf(host) === 'machine';

const looksLikeAddress = (host: string) => host.includes(':') || /^[\d.]+$/.test(host);

/** `git.example:22`; a name that was only looked up has no port. */
export function endpointOf({ host, port }: Pick<Attempt, 'host' | 'port'>): string {
  const shown = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? shown : `${shown}:${port}`;
}
