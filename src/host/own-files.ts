import { askCredentialHelper } from './credential-helper.ts';
import { openHere } from './opened-file.ts';
import type { UserFiles } from './user-files.ts';

/** Files as this very process may read them: for root who asks, and for a program that a user runs. */
export function ownFiles(env: Readonly<Record<string, string | undefined>>): UserFiles {
  return {
    user: undefined,
    open: async ({ path }, signal) => {
      signal?.throwIfAborted();
      return openHere(path, { name: path, followLinks: true });
    },
    askCredentialHelper: (name, server) => askCredentialHelper(name, { server, env }),
  };
}
