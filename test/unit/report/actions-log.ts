import type { BuildEvent } from '../../../src/contract/events.ts';
import { actionsReporter } from '../../../src/report/actions.ts';

/** The whole log of a build whose tokens are T1, T2 and so on. */
export function log(events: readonly BuildEvent[], specFile: string | undefined = 'ci/build.spec'): string {
  let tokens = 0;
  const newToken = () => {
    tokens += 1;
    return `T${tokens}`;
  };
  const { event, finish } = actionsReporter({ newToken, specFile });
  return events.map(event).join('') + finish();
}
