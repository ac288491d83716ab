type Env = Readonly<Record<string, string | undefined>>;

/**
 * Who shares cache slots by default: runs of one repository for one ref, as GitHub's own cache keeps them apart. So what a
 * pull request (`refs/pull/N/merge`) leaves in a slot is seen by no other. `pull_request_target` runs at the base branch's
 * ref, often with code of the pull request, and so has a scope of its own.
 */
export function defaultCacheScope(env: Env): string {
  const repository = env['GITHUB_REPOSITORY'] || 'local';
  const ref = env['GITHUB_REF'] || 'none';
  const apart = env['GITHUB_EVENT_NAME'] === 'pull_request_target' ? '/pull_request_target' : '';
  return `${repository}@${ref}${apart}`;
}
