import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const fakes = path.resolve(import.meta.dirname, '../../fakes/action');

/** One step of a job: a workspace, and the files and variables through which a runner and an action talk. */
export class Job {
  readonly workspace = mkdtempSync(path.join(tmpdir(), 'job-'));

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(path.join(this.workspace, name), content);
  }

  /** What the action wrote to one of the runner's files. */
  read(name: 'output' | 'state' | 'summary'): string {
    return readFileSync(path.join(this.workspace, `.${name}`), 'utf8');
  }

  start(
    entry: 'main' | 'post',
    {
      inputs = {},
      env = {},
    }: { readonly inputs?: Record<string, string>; readonly env?: Record<string, string> },
  ): {
    readonly child: ChildProcess;
    readonly exit: Promise<{ readonly status: number | null; readonly log: string }>;
  } {
    for (const name of ['output', 'state', 'summary']) this.write(`.${name}`, '');
    const child = spawn(process.execPath, [path.join(fakes, entry, 'index.ts')], {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: `${fakes}:${process.env['PATH']}`,
        GITHUB_WORKSPACE: this.workspace,
        GITHUB_OUTPUT: path.join(this.workspace, '.output'),
        GITHUB_STATE: path.join(this.workspace, '.state'),
        GITHUB_STEP_SUMMARY: path.join(this.workspace, '.summary'),
        INPUT_INSTALL: 'false',
        ...Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
        ),
        ...env,
      },
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    const exit = new Promise<{ readonly status: number | null; readonly log: string }>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, log }));
    });
    return { child, exit };
  }

  remove(): void {
    rmSync(this.workspace, { recursive: true, force: true });
  }
}
