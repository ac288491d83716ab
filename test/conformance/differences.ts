/** Mount points that OBuilder leaves in the image. They are removed here when the step is over. */
export const mountPoints: Readonly<Record<string, readonly string[]>> = {
  'cache-bk': ['cache'],
  'cache-rel': ['rel'],
  'cache-two-same': ['a', 'b'],
  cache1: ['cache', 'deep', 'deep/c2'],
  secret: ['etc/deep', 'etc/deep/dir', 'etc/deep/dir/two', 'run/secrets', 'run/secrets/one'],
  'secret-user': ['run/secrets', 'run/secrets/one'],
};
