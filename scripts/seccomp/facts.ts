import { createHash } from 'node:crypto';

/** A rule of a profile in Docker's form, as far as we read it. */
interface Rule {
  readonly names: readonly string[];
  readonly action: string;
  readonly args?: readonly { readonly index: number; readonly value: number; readonly op: string }[] | null;
  readonly includes?: { readonly caps?: readonly string[]; readonly arches?: readonly string[] };
  readonly excludes?: { readonly caps?: readonly string[]; readonly arches?: readonly string[] };
}

export interface Profile {
  readonly syscalls: readonly Rule[];
}

/** What we take from a profile: names and numbers, no text. */
export interface Facts {
  /** Calls that a container may make whatever their arguments, on the machines that we know. */
  readonly calls: readonly string[];
  /** The first argument of socket(2): address families. */
  readonly families: readonly number[];
  /** The argument of personality(2). */
  readonly personalities: readonly number[];
}

/** The machines that we know, as profiles name them. */
const MACHINES = ['amd64', 'x86', 'arm64', 'arm'];

/** What a step holds of the capabilities that profiles ask about. */
const CAPABILITIES = ['CAP_SYS_CHROOT'];

/** No address family has a higher number; the kernel has 46 of them. */
const FAMILIES = 64;

/** The facts of a profile for our machines and capabilities. `order` gives the place of a call in the list. */
export function factsOf(profile: Profile, order: (name: string) => number): Facts {
  const rules = profile.syscalls.filter((rule) => rule.action === 'SCMP_ACT_ALLOW' && applies(rule));
  const free = rules.filter(({ args }) => (args ?? []).length === 0).flatMap(({ names }) => names);
  const calls = [...new Set(free)].sort((a, b) => order(b) - order(a) || (a < b ? -1 : 1));
  const values = (name: string, candidates: readonly number[]) => {
    const own = rules.filter(({ names, args }) => names.includes(name) && (args ?? []).length > 0);
    return candidates.filter((value) => own.some((rule) => accepts(rule, value)));
  };
  const families = Array.from({ length: FAMILIES }, (_, family) => family);
  const named = rules.flatMap(({ names, args }) =>
    names.includes('personality') ? (args ?? []).map(({ value }) => value) : [],
  );
  return {
    calls,
    families: values('socket', families),
    personalities: values(
      'personality',
      named.sort((a, b) => a - b),
    ),
  };
}

function applies({ includes, excludes }: Rule): boolean {
  const has = (list: readonly string[] | undefined, ours: readonly string[]) =>
    (list ?? []).some((name) => ours.includes(name));
  if (has(excludes?.caps, CAPABILITIES)) return false;
  if (includes?.caps !== undefined && !includes.caps.every((name) => CAPABILITIES.includes(name)))
    return false;
  return includes?.arches === undefined || has(includes.arches, MACHINES);
}

/** Whether the arguments of a rule accept a value as the first one. */
function accepts({ args }: Rule, value: number): boolean {
  return (args ?? []).every((argument) => {
    if (argument.index !== 0) throw new Error(`a rule looks at argument ${argument.index}`);
    const compare = COMPARISONS[argument.op];
    if (compare === undefined) throw new Error(`a rule compares by ${argument.op}`);
    return compare(value, argument.value);
  });
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  SCMP_CMP_EQ: (value, bound) => value === bound,
  SCMP_CMP_NE: (value, bound) => value !== bound,
  SCMP_CMP_LT: (value, bound) => value < bound,
  SCMP_CMP_LE: (value, bound) => value <= bound,
  SCMP_CMP_GT: (value, bound) => value > bound,
  SCMP_CMP_GE: (value, bound) => value >= bound,
};

export const digestOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Tells an edit by hand in the pinned facts. */
export const digestOfFacts = (facts: Facts) =>
  digestOf(JSON.stringify([facts.calls, facts.families, facts.personalities]));
