import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { useSandboxMachine } from '../places/use-sandbox-machine.ts';

const machine = useSandboxMachine();
const PROGRAM = path.join(import.meta.dirname, '../programs/surroundings.ts');

/** Everything that a process can see of what it inherited. */
const SHOW = `
  uname -m; umask; pwd; id; nice; ionice; env | sort; ulimit -a; cat /proc/self/limits
  cat /proc/self/personality /proc/self/oom_score_adj /proc/self/timerslack_ns /proc/self/coredump_filter
  grep -E "^(Sig(Blk|Ign|Cgt)|ShdPnd|Cpus_allowed_list|NoNewPrivs|Seccomp|Groups|Umask|THP_enabled|Cap...):" /proc/self/status
  cut -d " " -f 4,5,6,7,18,19,40,41 /proc/self/stat; nproc; ls /proc/self/fd | wc -l
  cat /proc/self/cgroup | wc -l`;

/** What makes the surroundings of a command odd, one kind after the other: by the shell before it, or by words before it. */
const HOSTILE: readonly { readonly title: string; readonly shell?: string; readonly words?: string }[] = [
  {
    title: 'small limits',
    shell: 'ulimit -S -f 8192; ulimit -S -n 128; ulimit -S -c 100; ulimit -S -s 1024; ulimit -S -u 200',
  },
  { title: 'a large stack', shell: 'ulimit -S -s unlimited; ulimit -S -c unlimited' },
  { title: 'a personality', words: 'setarch i686 -R -Z' },
  { title: 'a low priority', words: 'nice -n 19' },
  { title: 'another scheduler', words: 'chrt --idle 0' },
  { title: 'a class of input and output', words: 'ionice -c 3' },
  { title: 'a single CPU', words: 'taskset -c 0' },
  { title: 'a umask', shell: 'umask 077' },
  {
    title: 'ignored signals',
    shell: "trap '' HUP INT QUIT USR1 PIPE ALRM TERM CHLD TSTP TTIN TTOU RTMIN RTMIN+1 RTMAX",
  },
  { title: 'a directory that is gone', shell: 'd=$(mktemp -d); cd $d; rmdir $d' },
  { title: 'a score for want of memory', words: 'choom -n 500 --' },
  { title: 'open files', shell: 'exec 7</etc/passwd 8</etc/shadow 9>/dev/null' },
  { title: 'variables', shell: 'export A=1 GODEBUG=x LD_PRELOAD_X=1 LISTEN_FDS=2 NOTIFY_SOCKET=/x' },
  { title: 'a parts list for core files', shell: 'echo 0x7f >/proc/self/coredump_filter' },
  { title: 'other groups', words: 'setpriv --groups 4,5,6' },
];

/** What a step shows whose worker was started so. */
function show({ shell = ':', words = '' }: { shell?: string; words?: string }, uid = '0') {
  const script = `${shell}; exec ${words} "$0" "$@"`;
  return spawnSync('bash', ['-c', script, process.execPath, PROGRAM, uid, SHOW], { encoding: 'utf8' });
}

const usual = new Map<string, string>();
function shownUsually(uid: string): string {
  const known = usual.get(uid);
  if (known !== undefined) return known;
  const { stdout, stderr, status } = show({}, uid);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  usual.set(uid, stdout);
  return stdout;
}

describe('a step inherits nothing from a worker with', () => {
  test.each(HOSTILE)('$title', (hostile) => {
    const found = show(hostile);
    expect(found.stderr).toBe('');
    expect(found.stdout).toBe(shownUsually('0'));
  });

  test('all of it, as another user', () => {
    const shell = HOSTILE.flatMap((one) => one.shell ?? []).join('; ');
    const words = HOSTILE.flatMap((one) => one.words ?? []).join(' ');
    const found = show({ shell, words }, '1000');
    expect(found.stderr).toBe('');
    expect(found.stdout).toBe(shownUsually('1000'));
  });
});

/** Root in a container often lacks CAP_SYS_RESOURCE and cannot lift a hard limit. */
const mayLift = (() => {
  const held = /^CapEff:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return (BigInt(`0x${held}`) & (1n << 24n)) !== 0n;
})();

test.each(['ulimit -f 8192', 'ulimit -t 1000', 'ulimit -d 90000000'])(
  'the hard limit of %s is lifted, or the error names it',
  (shell) => {
    const { stdout, stderr, status } = show({ shell });
    if (mayLift) expect({ stdout, status }).toEqual({ stdout: shownUsually('0'), status: 0 });
    else expect(stderr).toContain('a limit of this worker would cut steps');
  },
);

test('no_new_privs of the worker is a clear error', () => {
  const { stderr, status } = show({ words: 'setpriv --no-new-privs' });
  expect(status).not.toBe(0);
  expect(stderr).toContain('set-uid programs such as su would not work in steps');
});

test('a step may raise two limits, and dies before the worker', async () => {
  const { output } = await machine.sh(
    'ulimit -s unlimited; ulimit -c unlimited; ulimit -s; ulimit -c; cat /proc/self/oom_score_adj',
  );
  expect(output).toBe('unlimited\nunlimited\n1000\n');
});
