import { execFileSync } from 'node:child_process';
import { exited, say, scopesNamed } from '../fakes/build.ts';
import { wholeTree } from '../samples/whole-tree.ts';
import type { RemoteRunner } from './remote-runner.ts';

/** Of a trusted job. */
export const scopes = { ...scopesNamed('main'), maySharedWrite: true };

/** Makes files of every kind, so that a layer that loses an aspect shows. */
export const ASPECTS = `
  mkdir -m 1770 dir && chown 12:34 dir
  head -c 1000000 /dev/urandom > dir/random
  printf x > one && ln one dir/two && ln -s ../one dir/link
  truncate -s 5000000 sparse && chmod 4751 sparse
  setfattr -n user.a -v b one 2>/dev/null || true
  setfattr -n security.capability -v 0x0100000200040000000000000000000000000000 sparse 2>/dev/null || true
  mknod null c 1 3 && printf x > "$(printf 'no\\377text')"
  rm -rf home && touch -d '1999-12-31 23:59:59.123456789' one
`;
const CHANGES = `
  rm dir/two && mkdir home && printf y > home/new
  rm -r dir && mkdir dir && printf z > dir/random
`;
/** Changes and deletes some of the files, and keeps the others. */
const LATER = `
  rm dir/link null && rm -r tmp && mkdir -m 1777 tmp && printf y > tmp/new
  printf 3 > two && ln two three && chown 7:8 sparse && chmod 2750 sparse && touch -h -d '2001-02-03 04:05:06.700000001' bin/sh
`;
const COMMANDS: Readonly<Record<string, string>> = {
  aspects: ASPECTS,
  changes: CHANGES,
  later: LATER,
  other: 'echo > other',
  large: 'head -c 45M /dev/urandom > large',
  text: 'yes a line of text | head -c 100M > text',
  // The same files on every runner.
  first: 'seq 1 60000 > first',
  second: 'mkdir second && seq 1 30000 > second/file && ln first second/linked',
  third: 'cat first second/file | sha256sum > third',
};

/** Gives a runner its commands, which change files on this machine. */
export function giveCommands(runner: RemoteRunner): void {
  for (const [name, script] of Object.entries(COMMANDS))
    runner.scripts.set(name, (request) => {
      execFileSync('/bin/bash', ['-ec', script], { cwd: request.rootfs });
      say(request, 'log of the step\n');
      return exited(0, 'answer=42\n');
    });
}

/** Returns the files of a result without times, which differ between runs. */
export const filesOf = (root: string) =>
  Object.fromEntries(Object.entries(wholeTree(root)).map(([name, { time: _, ...rest }]) => [name, rest]));
