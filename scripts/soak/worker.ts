import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { randomSpec } from './specs.ts';

export interface Tally {
  built: number;
  cached: number;
  failedOnPurpose: number;
  cancelled: number;
  killed: number;
  restartedForSpace: number;
  /** Builds that ended in a way that their own spec does not explain. */
  readonly faults: string[];
}

export interface Soak {
  readonly cli: string;
  readonly store: string;
  readonly base: string;
  readonly directory: string;
  readonly until: number;
  readonly tally: Tally;
}

interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly text: string;
}

const LONGEST_BEFORE_END = 4000;
const SHOWN = 6000;

/** Builds one random spec after the other until the time is over; some are cancelled and some killed at a random moment. */
export async function soakWorker(soak: Soak, number: number): Promise<void> {
  const file = path.join(soak.directory, `${number}.spec`);
  while (Date.now() < soak.until) {
    const spec = randomSpec(soak.base);
    writeFileSync(file, spec.text);
    const dice = Math.random();
    const how = dice < 0.15 ? 'SIGINT' : dice < 0.25 ? 'SIGKILL' : undefined;
    const ended = await build(soak, file, how);
    count(soak.tally, ended, { how, failsWith: spec.failsWith, text: spec.text });
  }
}

async function build(soak: Soak, file: string, how: NodeJS.Signals | undefined): Promise<Ended> {
  const args = [soak.cli, 'build', '-f', file, soak.directory, `--store=${soak.store}`, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = untilEnd(child);
  if (how !== undefined) {
    await Promise.race([delay(Math.random() * LONGEST_BEFORE_END), ended]);
    child.kill(how);
  }
  return await ended;
}

function untilEnd(child: ChildProcess): Promise<Ended> {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-100_000);
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, text }));
  });
}

interface Expected {
  readonly how: NodeJS.Signals | undefined;
  readonly failsWith: number;
  readonly text: string;
}

function count(
  tally: Tally,
  { status, signal, text }: Ended,
  { how, failsWith, text: spec }: Expected,
): void {
  if (text.includes('retrying the step')) tally.restartedForSpace += 1;
  if (how === 'SIGKILL' && signal === 'SIGKILL') tally.killed += 1;
  else if (how === 'SIGINT' && (status === 130 || signal === 'SIGINT')) tally.cancelled += 1;
  else if (status === 1 && failsWith > 0 && text.includes(`exited with status ${failsWith}`))
    tally.failedOnPurpose += 1;
  else if (status === 0 && failsWith === 0) {
    if (text.includes('"cacheHit":true')) tally.cached += 1;
    else tally.built += 1;
  } else
    fault(tally, `status ${status}, signal ${signal}, told to end by ${how}\n${spec}\n${text.slice(-SHOWN)}`);
}

function fault(tally: Tally, text: string): void {
  tally.faults.push(text);
  console.log(`FAULT ${text}\n`);
}
