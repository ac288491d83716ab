import { errnoOf } from '../files/errno.ts';
import { isLoopback, PLAIN } from './loopback.ts';
import { isUntrusted } from './trust.ts';

interface Unreachable {
  readonly reason: string;
  readonly hint: string;
}

const UNKNOWN_AUTHORITY =
  'Give the certificate of the authority with the input ca (--ca FILE). Or set NODE_EXTRA_CA_CERTS, or add the certificate to the trust store of the system.';

/** Says why a server gave no answer, without the advice of Node for programmers. */
export function unreachable(url: URL, error: unknown): Unreachable {
  const code = errnoOf(error);
  if (isUntrusted(error))
    return { reason: `its certificate is from an unknown authority (${code})`, hint: UNKNOWN_AUTHORITY };
  const reason = error instanceof Error ? error.message || String(code) : String(error);
  if (isOfProxy(url, error))
    return {
      reason: `the proxy does not answer: ${reason}`,
      hint: 'Check the proxy in HTTPS_PROXY or HTTP_PROXY, or name the host in NO_PROXY.',
    };
  const isPlain = url.protocol === 'http:' && isLoopback(url.hostname) && isOfTls(code);
  return { reason, hint: isPlain ? PLAIN : 'Check the network and the name of the registry.' };
}

/** Whether a server of TLS fails so for a client without TLS: with an alert, or with the end of the connection. */
const isOfTls = (code: string | undefined) => code === 'ECONNRESET' || code?.startsWith('HPE_') === true;

/** Whether Node has tried to connect to another port than that of the server. */
function isOfProxy(url: URL, error: unknown): boolean {
  // A host with several addresses fails with an error for each.
  const one: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!(one instanceof Error) || !('port' in one) || one.port === undefined) return false;
  return String(one.port) !== (url.port || (url.protocol === 'http:' ? '80' : '443'));
}
