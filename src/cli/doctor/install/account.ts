import { isObuilderError, ObuilderError } from '../../../errors.ts';
import { runProgram } from '../../../host/process/run.ts';
import { PROGRAM } from '../../../host/process/worker-program.ts';

export interface Account {
  /** As a rule of sudo names the user: `#UID` for a user without a name. */
  readonly name: string;
  readonly uid: number;
  readonly groups: readonly number[];
}

/**
 * Finds the account of a name or a number. `#UID` may have no account, as in a container.
 *
 * @throws ObuilderError `input-invalid` for an unknown user
 */
export async function findAccount(user: string): Promise<Account> {
  const [, number] = /^#(\d{1,10})$/.exec(user) ?? [];
  try {
    return await knownAccount(number ?? user);
  } catch (cause) {
    if (!isObuilderError(cause, 'tool-failed')) throw cause;
    if (number !== undefined) return { name: user, uid: Number(number), groups: [] };
    throw new ObuilderError('input-invalid', `there is no user ${user} who could start ${PROGRAM}`, {
      value: user,
      hint: "Give the runner's user: --user=NAME.",
      cause,
    });
  }
}

/** A rule with a bare number would match nobody, so the rule gets the name. */
async function knownAccount(user: string): Promise<Account> {
  const ask = async (flag: string) => (await runProgram('id', [flag, '--', user])).trim();
  const groups = (await ask('-G')).split(' ').map(Number);
  return { name: await ask('-nu'), uid: Number(await ask('-u')), groups };
}
