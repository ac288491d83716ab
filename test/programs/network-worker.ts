/**
 * Runs steps in a network and mount namespace of its own: `node network-worker.ts DIRECTORY ROOTFS USER_NAMESPACE`. Each line on stdin
 * is a JSON order, and each answer a line on stdout. Ends with stdin.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Attempt } from '../../src/contract/network.ts';
import type { StepNetwork, UserNamespaceMode } from '../../src/contract/sandbox.ts';
import { asObuilderError } from '../../src/errors.ts';
import { parseEndpoint } from '../../src/language/hosts/endpoint.ts';
import { openSandbox } from '../../src/sandbox/open.ts';
import type { StepAnswer, StepOrder } from '../places/network-world.ts';

const [directory = '', rootfs = '', mode = 'auto'] = process.argv.slice(2);
for (const name of ['hosts', 'resolv.conf'])
  execFileSync('mount', ['--bind', path.join(directory, name), `/etc/${name}`]);
const sandbox = await openSandbox({
  stateDir: path.join(directory, 'state'),
  program: path.resolve(import.meta.dirname, '../../src/cli/index.ts'),
  userNamespace: mode as UserNamespaceMode,
});

function networkOf({ network }: StepOrder, attempts: Map<string, Attempt>): StepNetwork {
  if (network === 'none' || network === 'host') return network;
  const onAttempt = (attempt: Attempt) => {
    const { times: _, ...rest } = attempt;
    attempts.set(JSON.stringify(rest), attempt);
  };
  if (network === 'audit') return { kind: 'audit', onAttempt };
  const endpoints = network.map((text) => {
    const endpoint = parseEndpoint(text);
    if ('fault' in endpoint) throw new Error(endpoint.fault);
    return endpoint;
  });
  return { kind: 'allow', endpoints, onAttempt };
}

async function run(order: StepOrder): Promise<StepAnswer> {
  const chunks: Uint8Array[] = [];
  const attempts = new Map<string, Attempt>();
  const scratch = path.join(directory, `scratch-${order.id}`);
  mkdirSync(scratch);
  const began = performance.now();
  try {
    const result = await sandbox.run({
      rootfs,
      scratch,
      argv: ['/bin/sh', '-c', order.command],
      cwd: '/',
      user: { uid: order.uid ?? 0, gid: order.uid ?? 0 },
      env: [['PATH', '/bin:/usr/bin']],
      network: networkOf(order, attempts),
      mounts: [],
      limits: { openFiles: 65_536 },
      onOutput: (chunk) => chunks.push(chunk),
    });
    const output = Buffer.concat(chunks).toString('utf8');
    return { id: order.id, result, output, attempts: [...attempts.values()], ms: performance.now() - began };
  } catch (error) {
    const { code, message } = asObuilderError(error);
    return { id: order.id, fault: `${code}: ${message}`, output: '', attempts: [], ms: 0 };
  }
}

createInterface({ input: process.stdin })
  .on(
    'line',
    (line) =>
      void run(JSON.parse(line)).then((answer) => process.stdout.write(`${JSON.stringify(answer)}\n`)),
  )
  .on('close', () => process.exit(0));
process.stdout.write('{"id":0}\n');
