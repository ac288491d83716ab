/** Whether a host name means this machine. TLS protects nothing on such a connection. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^127(?:\.\d{1,3}){3}$/.test(host) ||
    host === '[::1]'
  );
}

/** Returns the host of `HOST` or `HOST:PORT`. */
export const hostnameOf = (host: string): string => host.replace(/:\d+$/, '');

/** The hint for a server on loopback that answers plain HTTP with an error, as servers of TLS do. */
export const PLAIN =
  'A registry on loopback is asked by plain HTTP. If the registry needs TLS, use another name of the machine, such as its host name.';
