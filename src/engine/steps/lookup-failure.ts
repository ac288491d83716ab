import type { Network } from '../../contract/network.ts';
import { shorten } from '../../language/sexp/datum.ts';

/** Characters kept of the end of a log. A tool that retries repeats its message at the end. */
const TAIL = 4096;

/** What resolvers, package managers and languages print when a name has no address or no route exists. */
const LOOKUP_FAILURE =
  /temporary failure (?:in name resolution|resolving)|could not resolve|couldn't resolve|failed to lookup|no such host|EAI_AGAIN|ENOTFOUND|name or service not known|unknownhostexception|network is unreachable|bad address|getaddrinfo|dns error|server misbehaving/i;

/** What TLS clients print for a certificate of an authority that they do not know. */
const UNTRUSTED =
  /certificate[ _]verif(?:y|ication)[ _]failed|certificate is not trusted|unable to get (?:local )?issuer cert|unable_to_get_issuer_cert|self[-_ ]signed[-_ ]cert|unable_to_verify_leaf_signature|certificate signed by unknown authority|pkix path building failed|invalid peer certificate: ?unknownissuer|ssl certificate problem/i;

const NO_NETWORK =
  'This step has no network, and its output looks like a failed lookup: name the hosts, such as (network (allow packages.example:443)).';
/** For a step that may lack what an earlier step has downloaded. */
const noSlots = (names: readonly string[]) =>
  ` Or mount the cache of an earlier step: this step lacks ${names.map((name) => shorten(name)).join(', ')}.`;
const UNTRUSTED_HINT =
  "The output looks like a certificate that the step does not trust: name the file of your company's authority with the input ca (--ca=FILE).";

const DENIED = /permission denied|\bEACCES\b/i;

/** The end of a step's output, to tell why a command failed. */
export function logTail() {
  let tail = '';
  return {
    add: (text: string): void => {
      tail = (tail + text).slice(-TAIL);
    },
    /** Returns the remedy for a usual failure around networks. @param lacking the slots of earlier steps that this step lacks */
    hint: (network: Network['kind'], lacking: readonly string[]): string | undefined => {
      if (network === 'none' && LOOKUP_FAILURE.test(tail))
        return `${NO_NETWORK}${lacking.length === 0 ? '' : noSlots(lacking)}`;
      if (network === 'none') return undefined;
      return UNTRUSTED.test(tail) ? UNTRUSTED_HINT : undefined;
    },
    /** Returns the remedy for a user without rights in a directory of root, as `workdir` makes one. */
    rightsHint: (uid: number, cwd: string): string | undefined => {
      if (uid === 0 || !DENIED.test(tail)) return undefined;
      const place = cwd === '/' ? 'the directory' : shorten(cwd);
      return `The output says that a right is missing. The step runs as the user ${uid}, who may not write to directories of root: before (user …), give ${place} to this user with chown in a (run …).`;
    },
  };
}
