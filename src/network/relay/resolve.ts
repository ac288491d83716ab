import { promises as dns } from 'node:dns';

/** The answer of the machine's own resolver. */
type Resolved =
  | { readonly addresses: readonly string[] }
  /** The name of the error. `ENOTFOUND`: there is no such name, or the name has no address. */
  | { readonly fault: string };

export type Resolver = (name: string) => Promise<Resolved>;

/** Milliseconds for which an answer serves again: a lookup and the connection after it ask once. */
const KEPT_MS = 5000;
const MAX_KEPT = 1000;
/** An answer may name thousands of addresses, and a connection checks all and waits for one after the other. */
const MAX_ADDRESSES = 32;

type LookUp = (
  name: string,
  options: { readonly all: true },
) => Promise<readonly { readonly address: string }[]>;

/** Asks the machine's resolver as every program of the machine does, with its hosts file. */
export function machineResolver(lookUp: LookUp = dns.lookup): Resolver {
  const kept = new Map<string, { readonly answer: Promise<Resolved>; readonly at: number }>();
  return (name) => {
    const earlier = kept.get(name);
    if (earlier !== undefined && performance.now() - earlier.at < KEPT_MS) return earlier.answer;
    if (kept.size >= MAX_KEPT) kept.clear();
    const answer = ask(name, lookUp);
    kept.set(name, { answer, at: performance.now() });
    return answer;
  };
}

async function ask(name: string, lookUp: LookUp): Promise<Resolved> {
  try {
    const found = await lookUp(name, { all: true });
    return { addresses: found.slice(0, MAX_ADDRESSES).map(({ address }) => address) };
  } catch (error) {
    return { fault: error instanceof Error && 'code' in error ? String(error.code) : 'EFAIL' };
  }
}
