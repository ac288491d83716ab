/** Whether a path begins with a shell's word for the home directory. Without a shell, a directory named `~` would be made. */
export const isAtHome = (path: string): boolean => /^~(?:\/|$)/.test(path);

/** Neither `$HOME` nor `${{ env.HOME }}` has a value in the inputs of a workflow, so only an absolute path is right everywhere. */
export const HOME_HINT = 'No shell reads this text, so ~ is not the home directory. Write the absolute path.';
