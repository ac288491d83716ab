import { expect, test } from 'vitest';
import { carrierText } from '../../../src/report/carrier-text.ts';
import { terminalReporter } from '../../../src/report/terminal.ts';

const carrier = {
  name: 'registry ghcr.io/acme/cache',
  found: 12,
  damaged: 0,
  fetched: 0,
  stored: 0,
  requests: 1,
  receivedBytes: 4300,
  sentBytes: 0,
};

test('a carrier tells results, requests and bytes', () => {
  expect(carrierText(carrier)).toBe(
    'registry ghcr.io/acme/cache: 12 results found, 1 request, 4.2 KB received, 0 bytes sent',
  );
  expect(carrierText({ ...carrier, found: 1, fetched: 2, stored: 3, failure: 'connection refused' })).toBe(
    'registry ghcr.io/acme/cache: 1 result found, 2 fetched, 3 stored, 1 request, 4.2 KB received, 0 bytes sent, failed: connection refused',
  );
});

test('damaged results are no missing results', () => {
  expect(carrierText({ ...carrier, found: 0, damaged: 2 })).toBe(
    'registry ghcr.io/acme/cache: 0 results found, 2 damaged, 1 request, 4.2 KB received, 0 bytes sent',
  );
});

test('a terminal shows a line for each carrier', () => {
  const { event } = terminalReporter();
  const carriers = [carrier, { ...carrier, name: 'directory /mnt/cache' }];
  expect(event({ type: 'carriers', carriers })).toMatch(/^registry ghcr.*\ndirectory \/mnt.*\n$/);
});
