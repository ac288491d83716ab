import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { outcomes, type Report, Workshop } from '../places/workshop.ts';
import { type Finished, jsonOf, runCli } from '../programs/cli.ts';

// Jobs of several repositories, branches and pull requests on one machine: one store, real steps, and a server that asks for a
// token. Each test has a table of who reads and who writes what.

let workshop: Workshop;
let server: ReturnType<typeof spawn>;
let url = '';
let round = 0;

/** Answers to the right token only, with a number that grows. In a process of its own, since builds block this one. */
const SERVER = `
  let count = 0;
  const answer = ({ headers }, response) => {
    if (headers.authorization !== 'right') return response.writeHead(403).end();
    count += 1;
    response.end('fetched ' + count + '\\n');
  };
  const server = require('node:http').createServer(answer).listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

beforeAll(async () => {
  workshop = new Workshop();
  server = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = server.stdout === null ? [''] : await once(server.stdout, 'data');
  url = `http://127.0.0.1:${String(port).trim()}/`;
  for (const token of ['right', 'wrong']) writeFileSync(path.join(workshop.directory, token), token);
});
afterAll(() => {
  server?.kill();
  workshop?.remove();
});
beforeEach(() => {
  round += 1;
});

interface Job {
  readonly repository?: string;
  readonly ref?: string;
  readonly event?: string;
}

const main: Job = {};
const pull = (number: number): Job => ({ ref: `refs/pull/${number}/merge`, event: 'pull_request' });
const other: Job = { repository: 'o/other' };

function environmentOf({ repository = 'o/repository', ref = 'refs/heads/main', event = 'push' }: Job) {
  const payload = path.join(workshop.directory, 'event.json');
  writeFileSync(payload, JSON.stringify({ repository: { default_branch: 'main' } }));
  return {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: repository,
    GITHUB_REF: ref,
    GITHUB_EVENT_NAME: event,
    GITHUB_BASE_REF: event === 'pull_request' ? 'main' : '',
    GITHUB_EVENT_PATH: payload,
  };
}

function build(job: Job, text: string, ...flags: readonly string[]): Finished {
  const file = workshop.spec(text);
  const args = ['build', '-f', file, workshop.context, workshop.storeFlag, '--json', ...flags];
  return runCli(args, { env: environmentOf(job) });
}

function report(job: Job, text: string, ...flags: readonly string[]): Report {
  const finished = build(job, text, ...flags);
  expect(finished.status, finished.stdout + finished.stderr).toBe(0);
  return jsonOf<Report>(finished);
}

const secret = (token: string) => `--secret=token:${path.join(workshop.directory, token)}`;
const fetching = (comment = '') => `(BASE (run (network host) (secrets (token))
  (shell "wget -q -O /fetched --header \\"Authorization: $(cat /run/secrets/token)\\" ${url} && echo got=$(cat /fetched) >> $GITHUB_OUTPUT # ${round} ${comment}"))
  (run (shell "cat /fetched")))`;
const got = ({ outputs }: Report) => outputs['got'];

test('a wrong token gets no result of another repository', () => {
  const first = report(main, fetching(), secret('right'));
  expect(outcomes(first)).toEqual([expect.any(String), 'built', 'built']);
  const refused = build(other, fetching(), secret('wrong'));
  expect(refused.status, refused.stdout).toBe(1);
  expect(refused.stdout).not.toMatch(/^fetched \d/m);
  expect(refused.stdout).toContain('403 Forbidden');
  const own = report(other, fetching(), secret('right'));
  expect(got(own)).not.toBe(got(first));
  expect(report(main, fetching(), secret('wrong'))).toMatchObject({ cacheHit: true, id: first.id });
});

test("a pull request reads main's results, never the reverse", () => {
  const ofMain = report(main, fetching(), secret('right'));
  const read = build(pull(7), fetching(), secret('wrong'));
  expect(jsonOf<Report>(read)).toMatchObject({ cacheHit: true, id: ofMain.id });
  expect(read.stdout).toContain('cached (from main');
  const ofPull = report(pull(7), fetching('changed'), secret('right'));
  expect(report(pull(7), fetching('changed'), secret('wrong')).cacheHit).toBe(true);
  for (const job of [pull(8), main, other]) {
    const made = report(job, fetching('changed'), secret('right'));
    expect(outcomes(made).slice(1)).toEqual(['built', 'built']);
    expect(got(made)).not.toBe(got(ofPull));
  }
});

test("no-cache of a pull request keeps main's results", () => {
  const pure = `(BASE (run (shell "cat /proc/sys/kernel/random/uuid > /random # ${round}")) (run (network host) (shell "date > /date")))`;
  const ofMain = report(main, pure);
  const random = () => readFileSync(path.join(workshop.rootOf(ofMain.id), 'random'), 'utf8');
  const before = random();
  const ofPull = report(pull(7), pure, '--no-cache');
  expect(outcomes(ofPull).slice(1)).toEqual(['built', 'built']);
  expect(ofPull.id).not.toBe(ofMain.id);
  expect(readFileSync(path.join(workshop.rootOf(ofPull.id), 'random'), 'utf8')).not.toBe(before);
  expect(report(main, pure)).toMatchObject({ cacheHit: true, id: ofMain.id });
  expect(random()).toBe(before);
});

test("a pull request's slot starts from main and stays private", () => {
  const listing = (name: string) =>
    `(BASE (run (cache (slot${round} (target /slot))) (shell "echo saw=$(ls /slot | tr '\\n' ' ') >> $GITHUB_OUTPUT; touch /slot/${name}")))`;
  const saw = (job: Job, name: string) => report(job, listing(name)).outputs['saw']?.trim();
  expect(saw(main, 'main')).toBe('');
  expect(saw(pull(7), 'pull-7')).toBe('main');
  expect(saw(pull(8), 'pull-8')).toBe('main');
  expect(saw(pull(7), 'pull-7-again')).toBe('main pull-7');
  expect(saw(other, 'other')).toBe('');
  expect(saw(main, 'main-again')).toBe('main');
});

test('pull_request_target writes nothing that main reads', () => {
  const ofEvent = report({ event: 'pull_request_target' }, fetching(), secret('right'));
  expect(got(report(main, fetching(), secret('right')))).not.toBe(got(ofEvent));
});

test('only main writes a shared name', () => {
  const shared = fetching().replace('(secrets', `(share name${round}) (secrets`);
  const ofPull = report(pull(7), shared, secret('right'));
  const ofMain = report(main, shared, secret('right'));
  expect(got(ofMain)).not.toBe(got(ofPull));
  for (const job of [other, pull(8), { ...pull(9), repository: 'o/other' }])
    expect(got(report(job, shared, secret('wrong')))).toBe(got(ofMain));
});

test('key-secrets keep a wrong token from a result', () => {
  const keyed = '--key-secret=token';
  const first = report(main, fetching(), secret('right'), keyed);
  expect(build(main, fetching(), secret('wrong'), keyed).status).toBe(1);
  expect(report(main, fetching(), secret('right'), keyed)).toMatchObject({ cacheHit: true, id: first.id });
});

test('only a build with missing results asks for secrets', () => {
  const first = report(main, fetching(), secret('right'));
  expect(report(main, fetching())).toMatchObject({ cacheHit: true, id: first.id });
  const missing = build(main, fetching('other'));
  expect(missing.status).toBe(1);
  expect(missing.stdout + missing.stderr).toMatch(/\.spec:1:\d+.*"token" was not given/s);
});

const chain = (first: string) =>
  `(BASE (run (shell "cat /proc/sys/kernel/random/uuid > /one # ${first}"))\n (run (shell "cp /one /two"))\n (run (shell "cat /one /two")))`;
/** What a chain's last step says: whether it tells one story. */
function story(finished: Finished): { readonly agrees: boolean; readonly text: string } {
  const { id } = jsonOf<Report>(finished);
  const [one, two] = ['one', 'two'].map((name) => readFileSync(path.join(workshop.rootOf(id), name), 'utf8'));
  return { agrees: one === two, text: one ?? '' };
}

test('refreshing a step rebuilds its dependents', () => {
  const text = chain(`refresh ${round}`);
  const before = story(build(main, text));
  const refreshed = build(main, text, '--no-cache-filter=line:1');
  const after = story(refreshed);
  expect(after).toMatchObject({ agrees: true });
  expect(after.text).not.toBe(before.text);
  expect(outcomes(jsonOf<Report>(refreshed)).slice(1)).toEqual(['built', 'built', 'built']);
  const last = build(main, text);
  expect(jsonOf<Report>(last).cacheHit).toBe(true);
  expect(story(last)).toEqual(after);
  const unknown = build(main, text, '--no-cache-filter=stage');
  expect(unknown.stdout + unknown.stderr).toMatch(/there is no step "stage" to make again/);
});

test('a removed result is rebuilt with its dependents', () => {
  const text = chain(`remove ${round}`);
  const first = jsonOf<Report>(build(main, text));
  const removed = runCli(['remove', first.steps[1]?.id ?? '', workshop.storeFlag]);
  expect(removed.status, removed.stderr).toBe(0);
  const again = build(main, text);
  expect(story(again).agrees).toBe(true);
  expect(outcomes(jsonOf<Report>(again)).slice(1)).toEqual(['built', 'built', 'built']);
  expect(jsonOf<Report>(build(main, text)).cacheHit).toBe(true);
});
