import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digestOf, digestOfFacts, type Facts, factsOf, type Profile } from './facts.ts';

/** Facts with their source. */
export interface Pin {
  readonly source: {
    readonly module: string;
    readonly version: string;
    /** As in go.sum; the Go command compares it with the public checksum database. */
    readonly sum: string;
    readonly file: string;
    readonly sha256: string;
    readonly license: string;
  };
  /** Of the facts below. */
  readonly sha256: string;
  readonly facts: Facts;
}

const MODULE = 'github.com/moby/profiles/seccomp';
const FILE = 'default.json';

/** For calls that this machine has no number of: they are newer, or only of other machines. */
const NEWER = 1000;

/** Where a Debian machine has the numbers of the calls of 32-bit programs (package linux-libc-dev). */
const NUMBERS = '/usr/include/x86_64-linux-gnu/asm/unistd_32.h';

/** The newest published profile, by the Go command, which also checks its digest. */
export function newest(): Pin {
  const query = ['mod', 'download', '-json', `${MODULE}@latest`];
  const found = JSON.parse(execFileSync('go', query, { cwd: tmpdir(), encoding: 'utf8' })) as {
    readonly Version: string;
    readonly Sum: string;
    readonly Dir: string;
  };
  const content = readFileSync(path.join(found.Dir, FILE));
  const facts = factsOf(JSON.parse(content.toString('utf8')) as Profile, callNumbers());
  return {
    source: {
      module: MODULE,
      version: found.Version,
      sum: found.Sum,
      file: FILE,
      sha256: digestOf(content),
      license: 'Apache-2.0',
    },
    sha256: digestOfFacts(facts),
    facts,
  };
}

/**
 * The number of a call for 32-bit programs. libseccomp keeps rules in a list by number and walks it from the lowest for each
 * one, so the highest come first: this saves a step more than a millisecond.
 */
function callNumbers(): (name: string) => number {
  const text = readFileSync(NUMBERS, 'utf8');
  const numbers = new Map(
    [...text.matchAll(/^#define __NR_(\w+) (\d+)$/gm)].map(([, name = '', number]) => [name, Number(number)]),
  );
  return (name) => numbers.get(name) ?? NEWER;
}
