import { must } from '../../errors.ts';
import type { Session } from '../session.ts';

/** Asks the carriers for steps whose ids the plan could not know, after the files of a nested build have told the ids. */
export async function lookAgain(session: Session): Promise<void> {
  const { plan, store, held, wanted } = session;
  const remote = await must(session.remote, 'the carriers').open();
  const { choices, found } = await remote.look(plan.builds, { ...plan, store });
  const fresh = [...found.keys()].filter((id) => !held.has(id));
  for (const [id, result] of await store.hold(fresh)) held.set(id, result);
  remote.expect(plan.builds, { choices, wanted });
}
