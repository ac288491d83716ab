/** Characters kept of the end of a log. A tool that retries repeats its message at the end. */
const TAIL = 4096;

/** What resolvers, package managers and languages print when a name has no address or no route exists. */
const LOOKUP_FAILURE =
  /temporary failure (?:in name resolution|resolving)|could not resolve|couldn't resolve|failed to lookup|no such host|EAI_AGAIN|ENOTFOUND|name or service not known|unknownhostexception|network is unreachable|bad address|getaddrinfo|dns error|server misbehaving/i;

/** The end of a step's output, to tell why a command without a network failed. */
export function logTail() {
  let tail = '';
  return {
    add: (text: string): void => {
      tail = (tail + text).slice(-TAIL);
    },
    looksLikeFailedLookup: (): boolean => LOOKUP_FAILURE.test(tail),
  };
}
