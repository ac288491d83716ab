const OPERATIONS: readonly string[] = ['arg', 'env', 'user', 'workdir'];

/** Returns the hint for an operation in the place of a field. */
export function operationHint(around: string, field: string | undefined): string | undefined {
  if (around === 'copy' && field === 'user')
    return 'For the owner of the new files write (chown (name USER)).';
  if (field === undefined || !OPERATIONS.includes(field)) return undefined;
  return `${field} is an operation: write (${field} …) before this ${around}.`;
}
