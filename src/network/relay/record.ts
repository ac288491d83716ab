import type { Attempt } from '../../contract/network.ts';

/** As many as a result remembers. Not the constant of the contract, whose file would bring the build's code along. */
const MAX_KINDS = 200;

export type Note = Omit<Attempt, 'times'>;

/** Counts the attempts of a room. */
export interface AttemptRecord {
  readonly add: (attempt: Note) => void;
  readonly all: () => readonly Attempt[];
}

/** @param onNew receives each new kind of attempt; a crowd of different attempts is cut */
export function attemptRecord(onNew: (attempt: Attempt) => void): AttemptRecord {
  const known = new Map<string, Attempt>();
  return {
    add(note) {
      const key = JSON.stringify([note.host, note.port, note.end, note.denial, note.detail]);
      const earlier = known.get(key);
      if (earlier === undefined && known.size >= MAX_KINDS) return;
      const attempt = { ...note, times: (earlier?.times ?? 0) + 1 };
      known.set(key, attempt);
      if (earlier === undefined) onNew(attempt);
    },
    all: () => [...known.values()],
  };
}
