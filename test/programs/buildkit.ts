import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDaemon } from '../../scripts/bench/command.ts';
import { peer, peers } from '../../scripts/bench/peers.ts';

/** Whether BuildKit is on this machine: its own build takes minutes, so a test does not make one. */
export const hasBuildKit = () => existsSync(peer('buildkitd')) && existsSync(peer('buildctl'));

/** A real BuildKit with a state of its own. */
export interface BuildKit {
  /** Builds a directory with a Dockerfile. Gives the directory of the files of the result, or the words of the failure. */
  build(
    context: string,
    dockerfile: string,
  ): { readonly files: string; readonly said: string; readonly status: number | null };
  stop(): Promise<void>;
}

/** @param registry a registry with plain HTTP, `HOST:PORT` */
export async function startBuildKit(registry: string): Promise<BuildKit> {
  const directory = mkdtempSync(path.join(tmpdir(), 'buildkit-'));
  const state = path.join(directory, 'state');
  mkdirSync(state);
  const client = (...words: readonly string[]) =>
    spawnSync(peer('buildctl'), ['--addr', `unix://${state}/sock`, ...words], { encoding: 'utf8' });
  const daemon = await startDaemon([peers, 'buildkitd', state, registry], {
    log: path.join(directory, 'log'),
    isReady: async () => client('debug', 'workers').status === 0,
  });
  let builds = 0;
  return {
    build(context, dockerfile) {
      builds += 1;
      const files = path.join(directory, `files-${builds}`);
      const locals = ['--local', `context=${context}`, '--local', `dockerfile=${dockerfile}`];
      const words = ['build', '--progress=plain', '--frontend', 'dockerfile.v0', ...locals];
      const { status, stderr } = client(...words, '--output', `type=local,dest=${files}`);
      return { files, status, said: stderr };
    },
    async stop() {
      await daemon.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
