import { chmodSync, lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Account, type ActionExit, Runner } from '../places/runner.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { Workshop } from '../places/workshop.ts';
import { cliPath, runCli } from '../programs/cli.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = new Workshop();
  expect(runCli(['init', `btrfs:${workshop.pool.path}`]).status).toBe(0);
});

afterAll(() => workshop?.remove());

const store = () => `btrfs:${workshop.pool.path}`;

function spec(name: string): string {
  return `((build part ((from "rootfs:base")
   (shell /bin/sh -c)
   (run (shell "echo building ${name}; mkdir /out; echo data > /out/f"))))
 (from "rootfs:base")
 (shell /bin/sh -c)
 (copy (from (build part)) (src /out/f) (dst /f))
 (copy (src file.txt) (dst /file.txt))
 (run (shell "cat /file.txt; echo version=1.2.3 >> $GITHUB_OUTPUT; printf 'notes<<E\\ntwo\\nlines\\nE\\n' >> $GITHUB_OUTPUT")))`;
}

/** Every file of the workspace that is not the account's. */
function foreignFiles(runner: Runner, account: Account): readonly string[] {
  const entries = readdirSync(runner.directory, { recursive: true }) as string[];
  return entries.filter((name) => lstatSync(path.join(runner.directory, name)).uid !== account.uid);
}

function groups(log: string): readonly string[] {
  return log.split('\n').filter((line) => line.startsWith('::group::'));
}

/** What a runner's user sees of two builds and a failed one, whoever that user is. */
function behavesAsAnAction(
  name: string,
  account: () => Account,
  env: () => Readonly<Record<string, string>>,
) {
  describe(name, () => {
    let runner: Runner;
    let first: ActionExit;

    const start = (inputs: Readonly<Record<string, string>>) =>
      runner.run('main', { inputs: { store: store(), ...inputs }, env: env() });

    beforeAll(async () => {
      runner = new Runner(account());
      runner.copyIn(workshop.base, 'base');
      runner.write('file.txt', 'from the workspace\n');
      runner.write('good.spec', spec(name));
      runner.write(
        'bad.spec',
        `((from "rootfs:base")\n (shell /bin/sh -c)\n (run (shell "echo reason; exit 3"))\n (run (shell "never")))`,
      );
      first = await start({ 'spec-file': 'good.spec' });
    });

    afterAll(() => runner?.remove());

    test('a local image outside the context is refused', async () => {
      const secret = path.join(workshop.directory, 'outside');
      mkdirSync(secret, { recursive: true });
      const inputs = { spec: `((from "rootfs:${secret}"))`, store: store(), install: 'false' };
      const { status, log } = await runner.run('main', { inputs, env: env() });
      expect(status, log).toBe(1);
      expect(log).toMatch(/::error.*is not in the context/);
    });

    test('the first build gives outputs, groups and a summary', () => {
      expect(first.status, first.log).toBe(0);
      expect(first.outputs).toMatchObject({ 'cache-hit': 'false', version: '1.2.3', notes: 'two\nlines' });
      expect(first.outputs['id']).toMatch(/^[0-9a-f]{64}$/);
      expect(JSON.parse(first.outputs['outputs'] ?? '')).toEqual({ version: '1.2.3', notes: 'two\nlines' });
      const steps = JSON.parse(first.outputs['steps'] ?? '');
      expect(steps).toHaveLength(6);
      expect(steps[1]).toMatchObject({
        operation: expect.stringContaining('building'),
        outcome: 'built',
        seconds: expect.any(Number),
      });
      expect(groups(first.log).length).toBeGreaterThanOrEqual(6);
      expect(first.log).toContain(`building ${name}`);
      expect(first.summary).toContain('copy');
    });

    test('the second build is cached with equal log and outputs', async () => {
      const second = await start({ 'spec-file': 'good.spec' });
      expect(second.status, second.log).toBe(0);
      expect(second.outputs).toMatchObject({
        'cache-hit': 'true',
        id: first.outputs['id'],
        version: '1.2.3',
        notes: 'two\nlines',
      });
      expect(second.log).toContain(`building ${name}`);
      expect(second.log).toMatch(/cached/);
      expect(groups(second.log)).toHaveLength(groups(first.log).length);
    });

    test('a failed step is annotated, and the action fails', async () => {
      const failed = await start({ 'spec-file': 'bad.spec' });
      expect(failed.status).toBe(1);
      expect(failed.log).toMatch(/^::error [^\n]*file=bad\.spec,[^\n]*line=3/m);
      expect(failed.log).toContain('reason');
      expect(failed.log).toMatch(/not run/i);
      expect(failed.summary).toMatch(/failed/i);
    });

    test('a broken spec is a single error with position', async () => {
      runner.write('broken.spec', '((from x)\n (rum (shell "x")))');
      const { status, log } = await start({ 'spec-file': 'broken.spec' });
      expect(status).toBe(1);
      expect(log).toMatch(/^::error [^\n]*file=broken\.spec,[^\n]*line=2/m);
      expect(log).not.toMatch(/\n\s+at .+:\d+:\d+/);
    });

    test('secrets from values, variables and files stay hidden', async () => {
      runner.write('secret.bin', 'file-secret-value');
      const text = `((from "rootfs:base") (shell /bin/sh -c)
        (run (secrets (a (target /a)) (b (target /b)) (c (target /c))) (shell "cat /a /b /c; echo; wc -c /a /b /c")))`;
      const inputs = {
        spec: text,
        store: store(),
        secrets: 'a=direct-secret-value',
        'secret-envs': 'b=FROM_ENV',
        'secret-files': 'c=secret.bin',
      };
      const { status, log } = await runner.run('main', {
        inputs,
        env: { ...env(), FROM_ENV: 'env-secret-value' },
      });
      expect(status, log).toBe(0);
      const shown = log
        .split('\n')
        .filter((line) => !line.startsWith('::add-mask::'))
        .join('\n');
      for (const secret of ['direct-secret-value', 'env-secret-value', 'file-secret-value'])
        expect(shown).not.toContain(secret);
      expect(log).toMatch(/19 \/a/);
    });

    test('an undefined secret of a workflow fails its step by name', async () => {
      const step = `(run (secrets (tok (target /t))) (shell "echo made of $(wc -c < /t) bytes"))`;
      const text = `((from "rootfs:base") (shell /bin/sh -c) ; undefined secret of ${name}\n ${step})`;
      const refused = await start({ spec: text, secrets: 'tok=' });
      expect(refused.status).toBe(1);
      expect(refused.log).toContain('The secret "tok" was not given: its value is empty');
      expect(refused.log).toMatch(/^::error[^\n]*the secret "tok" was not given: its value is empty/m);
      const variables = { 'secret-envs': 'tok=TOKEN', store: store(), spec: text };
      const ofVariable = await runner.run('main', { inputs: variables, env: { ...env(), TOKEN: '' } });
      expect(ofVariable.log).toMatch(/^::error[^\n]*the secret "tok" was not given: its value is empty/m);
      expect((await start({ spec: text, secrets: 'tok=value' })).status).toBe(0);
      expect((await start({ spec: text, secrets: 'tok=' })).status).toBe(0);
      runner.write('empty', '');
      const ofFile = await start({ spec: text.replace('made', 'nothing made'), 'secret-files': 'tok=empty' });
      expect(ofFile.log).toMatch(/^::warning[^\n]*the secret "tok" is empty/m);
    });

    test('step output never becomes a workflow command', async () => {
      const lines = [
        '::set-output name=x::y',
        '::add-path::/evil',
        '::stop-commands::abc',
        '::error::fake',
        '##[error]fake',
      ];
      const echo = lines.map((line) => `echo '${line}'`).join('; ');
      const { status, log, outputs } = await start({
        spec: `((from "rootfs:base") (shell /bin/sh -c) (run (shell "${echo}")))`,
      });
      expect(status, log).toBe(0);
      expect(outputs['x']).toBeUndefined();
      const seen = log.split('\n');
      const position = seen.indexOf('::add-path::/evil');
      const stops = seen.slice(0, position).filter((line) => /^::stop-commands::[\w-]{16,}$/.test(line));
      expect(position).toBeGreaterThan(0);
      const token = (stops.at(-1) ?? '').replace('::stop-commands::', '');
      expect(token).not.toBe('');
      expect(seen.slice(0, position).filter((line) => line === `::${token}::`)).toEqual([]);
      expect(seen.slice(position)).toContain(`::${token}::`);
    });

    test('writes to GITHUB_ files are shown or give a warning', async () => {
      const { summary: before } = first;
      expect(before).not.toContain('#### Summary of');
      const spec = `((from "rootfs:base") (shell /bin/sh -c)
        (env NAME "${name}")
        (run (secrets (s (target /s))) (shell "printf '# Tests of %s\\n\\n<!-- open \\n' \\"$NAME\\" >> $GITHUB_STEP_SUMMARY; cat /s >> $GITHUB_STEP_SUMMARY"))
        (run (shell "echo A=b >> $GITHUB_ENV; echo /opt >> $GITHUB_PATH"))
        (run (shell "echo A=c >> $GITHUB_ENV; test -z $A; echo '**second**' >> $GITHUB_STEP_SUMMARY")))`;
      const seen: string[] = [];
      for (const outcome of ['built', 'cached']) {
        const { status, log, summary } = await start({ spec, secrets: 's=summary-secret-value' });
        expect(status, log).toBe(0);
        expect(log).toMatch(new RegExp(`\\(run .* — ${outcome}`));
        const own = summary.indexOf('| --: |');
        const parts = summary.indexOf('#### Summary of step 2');
        expect(own).toBeGreaterThanOrEqual(0);
        expect(parts).toBeGreaterThan(own);
        expect(summary.slice(parts)).toContain(`> # Tests of ${name}\n>\n> <!-- open\n> ***\n\n<!-- `);
        expect(summary).toMatch(/#### Summary of step 4: [^\n]*\n\n> \*\*second\*\*\n$/);
        expect(log + summary).not.toMatch(/^(?!::add-mask).*summary-secret-value/m);
        const told = log
          .split('\n')
          .filter((line) => line.includes('GITHUB_ENV') && line.startsWith('::warning'));
        expect(told).toEqual([
          expect.stringMatching(/steps 3 .* and 4 .* wrote to \$GITHUB_ENV and \$GITHUB_PATH/),
        ]);
        seen.push(summary.slice(parts));
      }
      expect(seen[1]).toBe(seen[0]);
    });

    test('the summary of a failed step is shown', async () => {
      const spec = `((from "rootfs:base") (shell /bin/sh -c) (run (shell "echo '3 tests failed' >> $GITHUB_STEP_SUMMARY; exit 1")))`;
      const { status, summary } = await start({ spec });
      expect(status).toBe(1);
      expect(summary).toMatch(/#### Summary of step 2: [^\n]*\n\n> 3 tests failed\n$/);
    });

    test('the workspace keeps its owner', () => {
      expect(foreignFiles(runner, account())).toEqual([]);
    });
  });
}

let user: TestUser;

// As narrow as the README says: the worker, and nothing else.
beforeAll(() => {
  user = makeUser(`ALL=(root) NOPASSWD: ${process.execPath} ${cliPath} worker`);
});

afterAll(() => user?.remove());

behavesAsAnAction(
  'a user that may start the worker by sudo',
  () => user,
  () => ({}),
);
behavesAsAnAction(
  'root without sudo',
  () => ({ uid: 0, gid: 0, home: '/root' }),
  () => ({ PATH: pathWithoutSudo() }),
);

/** A directory of links to every program but sudo. */
function pathWithoutSudo(): string {
  const bin = path.join(workshop.directory, 'no-sudo');
  mkdirSync(bin, { recursive: true });
  const directories = (process.env['PATH'] ?? '').split(':').filter((directory) => directory.startsWith('/'));
  for (const directory of [...new Set([...directories, '/usr/sbin', '/sbin'])]) linkAll(directory, bin);
  return bin;
}

function linkAll(directory: string, bin: string): void {
  let names: string[] = [];
  try {
    names = readdirSync(directory);
  } catch {
    return;
  }
  for (const name of names.filter((one) => one !== 'sudo')) {
    try {
      symlinkSync(path.join(directory, name), path.join(bin, name));
    } catch {
      // An earlier directory of PATH has this name already.
    }
  }
}

describe('a user without sudo', () => {
  test('sees the command that grants the right', async () => {
    const other = new Runner({ uid: 65534, gid: 65534, home: '/' });
    try {
      chmodSync(other.directory, 0o755);
      const inputs = { spec: '((from scratch))', store: store(), install: 'false' };
      const { status, log } = await other.run('main', { inputs });
      expect(status).toBe(1);
      expect(log).toMatch(/::error.*sudo/);
      expect(log).toContain('doctor --install');
    } finally {
      other.remove();
    }
  });
});
