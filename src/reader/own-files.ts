import { ObuilderError } from '../errors.ts';
import { openHere } from '../files/opened-file.ts';
import type { UserFiles } from '../files/user-files.ts';
import { askCredentialHelper } from '../registry/credential-helper.ts';
import { leadsOut, nearestName } from './nearest.ts';

/** Reads files with the rights of this process: if the asking user is root, or if the user runs the program. */
export function ownFiles(env: Readonly<Record<string, string | undefined>>): UserFiles {
  return {
    user: undefined,
    open: async ({ path, below }, signal) => {
      signal?.throwIfAborted();
      if (below !== undefined) checkBelow(path, below);
      return openHere(path, { name: path, followLinks: true });
    },
    nearestName: async (place) => nearestName(place),
    askCredentialHelper: (name, server) => askCredentialHelper(name, { server, env }),
  };
}

/** @throws ObuilderError `input-invalid` if a link leads out of the directory; a system error if the file is missing */
function checkBelow(file: string, directory: string): void {
  if (!leadsOut(file, directory)) return;
  throw new ObuilderError('input-invalid', `a link on the way to ${file} leads out of ${directory}`, {
    value: file,
    hint: 'Replace the link with the file.',
  });
}
