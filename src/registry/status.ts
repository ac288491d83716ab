import { imageUnavailable } from '../oci/invalid.ts';
import { hostnameOf, isLoopback, PLAIN } from './loopback.ts';

interface Failed {
  /** The thing that was asked for. */
  readonly what: string;
  readonly host: string;
  readonly access: 'pull' | 'push';
}

/** The error for an unwanted status of an answer. */
export function statusError(status: number, { what, host, access }: Failed) {
  const verb = access === 'pull' ? 'read' : 'store';
  if (status === 404 && access === 'pull') {
    const hint = 'Check the name and the tag.';
    return imageUnavailable(`${what} is not in the registry`, { httpStatus: status, hint });
  }
  if (status === 401 || status === 403) {
    const hint =
      access === 'pull'
        ? `Log in with an account that may read the image: docker login ${host}`
        : `Log in with an account that may write: docker login ${host}`;
    const doing = access === 'pull' ? 'reading' : 'storing';
    return imageUnavailable(`the credentials do not allow ${doing} ${what} (${status})`, {
      httpStatus: status,
      hint,
    });
  }
  const hint = status === 400 && isLoopback(hostnameOf(host)) ? PLAIN : 'Try again later.';
  return imageUnavailable(`could not ${verb} ${what}: ${host} answers ${status}`, {
    httpStatus: status,
    hint,
  });
}
