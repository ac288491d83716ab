import { asObuilderError } from '../../errors.ts';
import { ownersAuthorities } from '../../worker/authorities.ts';
import { notValidNow } from '../../worker/not-valid-now.ts';
import { readOwnerRules } from '../../worker/owner/load.ts';
import { isHidden } from '../../worker/owner/read.ts';
import { NO_RULES, OWNER_FILE, type OwnerRules } from '../../worker/owner/rules.ts';
import { type Finding, note, ok, problem } from './finding.ts';
import { unknownNames } from './owner-names.ts';

/** Checks the machine owner's rules for builds, read the way a build reads the rules. */
export async function checkOwnerFile(file = OWNER_FILE): Promise<readonly Finding[]> {
  const check = "the owner's file";
  try {
    const rules = await readOwnerRules(file);
    if (rules === NO_RULES) {
      const fix = 'users get the default store and those that root made by "init"';
      return [ok(check, `there is no ${file}: ${fix}`)];
    }
    const said = `${file}: ${summary(rules)}`;
    const notes = doubtsAbout(rules).map(({ found, fix }) => note(check, `${said}. ${found}`, fix));
    return notes.length === 0 ? [ok(check, said)] : notes;
  } catch (error) {
    if (isHidden(error))
      return [
        note(
          check,
          `this user may not read ${file}, but builds read it as root`,
          `run doctor by sudo, or: sudo chmod 0644 ${file}`,
        ),
      ];
    const { message, hint = '' } = asObuilderError(error);
    return [problem(check, message, hint)];
  }
}

/** @throws ObuilderError `input-invalid` for a file of ca without authorities */
function doubtsAbout(rules: OwnerRules): readonly { readonly found: string; readonly fix: string }[] {
  const untimely = notValidNow(ownersAuthorities(rules));
  const unknown = unknownNames(rules);
  return [
    {
      found: `This machine has ${unknown.join(', ')}`,
      fix: 'check these names in the file',
      is: unknown.length > 0,
    },
    {
      found: `Its ca has ${untimely}`,
      fix: 'name the present certificates, or set the clock of this machine',
      is: untimely !== undefined,
    },
  ].filter(({ is }) => is);
}

const HOST_NETWORK = { allow: 'allowed', audit: 'replaced by an audit', forbid: 'forbidden' } as const;

function summary(rules: OwnerRules): string {
  const { stores, hostNetwork, needsUserNamespace, steps, imageDirectories, ca } = rules;
  const bounds = Object.entries(steps).map(([name, value]) => `${name} ${value}`);
  return [
    stores === undefined
      ? 'stores as without a list'
      : `stores ${stores.map(({ store }) => store).join(', ')}`,
    `the host's network is ${HOST_NETWORK[hostNetwork]}`,
    ...(needsUserNamespace ? ['each step has a user namespace'] : []),
    ...(bounds.length === 0 ? [] : [`bounds of steps: ${bounds.join(', ')}`]),
    ...(imageDirectories.length === 0 ? [] : [`images also in ${imageDirectories.join(', ')}`]),
    ...(ca.length === 0 ? [] : [`authorities of ${ca.join(', ')}`]),
  ].join('; ');
}
