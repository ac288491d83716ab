import type { RemoteMachinery } from './machinery.ts';
import type { Remote, RemoteOptions } from './remote.ts';

/** Opens the carriers of a build when they are needed first. */
export interface RemoteAccess {
  readonly mayFind: boolean;
  readonly mayStore: boolean;
  /** Names of cache slots that travel. */
  readonly slots: readonly string[];
  open(): Promise<Remote>;
  /** Returns the carriers if the build has opened them. */
  opened(): Remote | undefined;
  close(): Promise<void>;
}

export function remoteAccess(
  machinery: RemoteMachinery | undefined,
  options: Pick<RemoteOptions, 'warn' | 'signal'>,
): RemoteAccess | undefined {
  if (machinery === undefined) return undefined;
  const { settings } = machinery;
  let opening: Promise<Remote> | undefined;
  let remote: Remote | undefined;
  const load = async () => {
    const [{ Remote }, opened] = await Promise.all([import('./remote.ts'), machinery.open()]);
    remote = new Remote({ ...options, opened, settings });
    return remote;
  };
  return {
    mayFind: settings.mayFind,
    mayStore: settings.mayStore,
    slots: settings.slots,
    open: () => {
      opening ??= load();
      return opening;
    },
    opened: () => remote,
    close: async () => await remote?.carriers.close(),
  };
}
