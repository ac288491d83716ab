import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Lines of what a program says; none where it is missing or may not look. */
function linesOf(file: string, ...args: readonly string[]): string[] {
  const { stdout } = spawnSync(file, args, { encoding: 'utf8', env: { ...process.env, PATH } });
  return (stdout ?? '').split('\n').filter((line) => line.trim() !== '');
}

const PATH = [process.env['PATH'], '/usr/local/sbin', '/usr/sbin', '/sbin'].join(':');

/** Processes whose command line has the word `marker`, zombies left out. */
export function processesWith(marker: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return command.includes(marker) ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });
}

/** What a build or a test could leave on the machine, one line each, for comparing before and after. */
export function machineState(): readonly string[] {
  return [
    ...readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !/^proc | \/run\/user\//.test(line)),
    ...linesOf('losetup', '-a'),
    ...linesOf('runc', 'list', '-q').map((name) => `container ${name}`),
    ...linesOf('ps', '-eo', 'comm=')
      .filter((name) => SERVICE.test(name))
      .map((name) => `process ${name}`),
    ...linesOf('find', STATE, '-name', 'compile-cache*', '-prune', '-o', '-print')
      .filter((name) => /\/(?!containers$)(c|obuilder)[^/]*$/.test(name.slice(STATE.length)))
      .map((name) => `state ${name}`),
    ...linesOf('find', '/sys/fs/cgroup', '-maxdepth', '4', '-path', '*obuilder*/*', '-type', 'd'),
  ];
}

/** What a test writes into a checkout, one line each; git ignores what the gate itself makes there. */
export const checkoutState = (directory: string): readonly string[] =>
  linesOf('git', '-C', directory, 'status', '--porcelain', '--untracked-files=all');

/** Processes that only tests start. */
const SERVICE = /^(runc|docker-registr|buildkitd|zfs-fuse)/;
/** Where steps have directories while they run. */
const STATE = '/run/obuilder-action';

/** The lines of `after` that `before` has not, each as often as it is new. */
export function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const known = [...before];
  return after.filter((line) => {
    const index = known.indexOf(line);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}
