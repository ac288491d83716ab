import { expect, test } from 'vitest';
import type { SandboxRequest } from '../../../src/contract/sandbox.ts';
import { fakeSandbox } from '../../fakes/sandbox.ts';

const request = (more: Partial<SandboxRequest> = {}): SandboxRequest => ({
  rootfs: '/r',
  scratch: '/s',
  argv: ['x'],
  cwd: '/',
  user: { uid: 0, gid: 0 },
  env: [],
  network: 'none',
  mounts: [],
  onOutput: () => undefined,
  ...more,
});

test('the fake plays its script and remembers the requests', async () => {
  const said: string[] = [];
  const sandbox = fakeSandbox(({ argv }) => ({ output: `${argv[0]}!`, code: 3, outputFile: 'a=1\n' }));
  const result = await sandbox.run(
    request({ onOutput: (chunk) => said.push(Buffer.from(chunk).toString()) }),
  );
  expect(result).toEqual({ kind: 'exited', code: 3, outputFile: Buffer.from('a=1\n') });
  expect(said).toEqual(['x!']);
  expect(sandbox.requests).toHaveLength(1);
});

test('the fake is cancelled before and during a step, and rethrows the script’s errors', async () => {
  expect(await fakeSandbox().run(request({ signal: AbortSignal.abort() }))).toEqual({ kind: 'cancelled' });
  const stop = new AbortController();
  const running = fakeSandbox(() => new Promise(() => undefined)).run(request({ signal: stop.signal }));
  stop.abort();
  expect(await running).toEqual({ kind: 'cancelled' });
  const broken = fakeSandbox(() => {
    throw new Error('broken');
  });
  await expect(broken.run(request())).rejects.toThrow('broken');
});
