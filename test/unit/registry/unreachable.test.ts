import { expect, test } from 'vitest';
import { statusError } from '../../../src/registry/status.ts';
import { unreachable } from '../../../src/registry/unreachable.ts';

const NODE =
  'unable to verify the first certificate; if the root CA is installed locally, try running Node.js';
const failure = (message: string, facts: object) => Object.assign(new Error(message), facts);

test.each([
  [
    'https://vm:5904/',
    failure(NODE, { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
    'its certificate is from an unknown authority (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
    /^Give the certificate of the authority with the input ca \(--ca FILE\)/,
  ],
  [
    'https://vm:5904/',
    failure('connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED', address: '127.0.0.1', port: 1 }),
    'the proxy does not answer: connect ECONNREFUSED 127.0.0.1:1',
    /^Check the proxy in HTTPS_PROXY/,
  ],
  [
    'https://vm/',
    failure('connect ECONNREFUSED 10.0.0.1:443', { code: 'ECONNREFUSED', port: 443 }),
    'connect ECONNREFUSED 10.0.0.1:443',
    /^Check the network/,
  ],
  [
    'http://localhost:5904/',
    failure('Parse Error: Expected HTTP/', { code: 'HPE_INVALID_CONSTANT' }),
    'Parse Error: Expected HTTP/',
    /^A registry on loopback is asked by plain HTTP/,
  ],
])('a failure of %s gets a reason and a hint', (url, error, reason, hint) => {
  expect(unreachable(new URL(url), error)).toEqual({
    reason,
    hint: expect.stringMatching(hint) as string,
  });
});

test.each([
  ['localhost:5904', 400, /plain HTTP/],
  ['127.0.0.1:5904', 400, /plain HTTP/],
  ['localhost:5904', 500, /^Try again later/],
  ['ghcr.io', 400, /^Try again later/],
])('%s that answers %i gets its hint', (host, status, hint) => {
  expect(statusError(status, { what: 'app', host, access: 'pull' })).toMatchObject({
    hint: expect.stringMatching(hint) as string,
  });
});
