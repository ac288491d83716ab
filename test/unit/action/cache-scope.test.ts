import { expect, test } from 'vitest';
import { defaultCacheScope } from '../../../src/action/cache-scope.ts';

const scope = (ref: string, event: string) =>
  defaultCacheScope({ GITHUB_REPOSITORY: 'o/r', GITHUB_REF: ref, GITHUB_EVENT_NAME: event });

test('a pull request shares slots with its own runs only, also where it runs at the base branch', () => {
  const main = scope('refs/heads/main', 'push');
  expect(main).toBe('o/r@refs/heads/main');
  expect(scope('refs/heads/main', 'schedule')).toBe(main);
  expect(scope('refs/pull/1/merge', 'pull_request')).not.toBe(scope('refs/pull/2/merge', 'pull_request'));
  expect(scope('refs/pull/1/merge', 'pull_request')).not.toBe(main);
  expect(scope('refs/heads/main', 'pull_request_target')).not.toBe(main);
});

test('outside of a job there is one scope', () => expect(defaultCacheScope({})).toBe('local@none'));
