import { statSync } from 'node:fs';
import { isKnown } from '../../host/caller.ts';
import type { OwnerRules } from '../../worker/owner/rules.ts';

/** Returns the names in the owner's rules that mean nothing on this machine: probably typing errors, but no faults. */
export function unknownNames({ stores = [], imageDirectories }: OwnerRules): readonly string[] {
  const accounts = stores.flatMap(({ users = [], groups = [] }, index) => [
    ...users
      .filter((name) => !isKnown('passwd', name))
      .map((name) => `no user ${name} (stores.${index}.users)`),
    ...groups
      .filter((name) => !isKnown('group', name))
      .map((name) => `no group ${name} (stores.${index}.groups)`),
  ]);
  const places = imageDirectories.filter((place) => !isDirectory(place));
  return [...accounts, ...places.map((place) => `no directory ${place} (image-directories)`)];
}

const isDirectory = (place: string) => statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
