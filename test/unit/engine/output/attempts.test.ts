import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BuildEvent } from '../../../../src/contract/events.ts';
import type { Attempt } from '../../../../src/contract/network.ts';
import { attemptText } from '../../../../src/engine/output/attempts.ts';
import { deniedHint, passing } from '../../../../src/engine/output/passing.ts';
import { parseEndpoint } from '../../../../src/language/hosts/endpoint.ts';
import { type Bench, buildText, exited, openBench, say } from '../../../fakes/build.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

const denied: Attempt = { host: 'evil.example', port: 22, end: 'denied', denial: 'endpoint', times: 1 };
const passed: Attempt = { host: 'a.example', port: 443, end: 'passed', times: 3 };

const ofType = <Type extends BuildEvent['type']>(events: readonly BuildEvent[], type: Type) =>
  events.filter((event): event is Extract<BuildEvent, { type: Type }> => event.type === type);

/** Builds a step that makes these attempts, and gives the events. */
async function attempting(network: string, attempts: readonly Attempt[], code = 0, secrets = {}) {
  bench.scripts.set('try', (request) => {
    if (typeof request.network === 'string') throw new Error('no list');
    say(request, 'in a line');
    for (const attempt of attempts) request.network.onAttempt({ ...attempt, times: 1 });
    for (const attempt of attempts) request.network.onAttempt(attempt);
    return exited(code);
  });
  const step = `(run (network ${network})${Object.keys(secrets).map((id) => ` (secrets (${id}))`)} (shell try))`;
  return (await buildText(bench, `((from x)\n${step})`, { secrets })).events;
}

const logOf = (events: readonly BuildEvent[]) =>
  ofType(events, 'output')
    .map(({ text }) => text)
    .join('');

describe('a denied attempt', () => {
  const list = '(allow a.example:443)';

  test('is named in the log, as a warning at the step, and in the report of the step', async () => {
    const events = await attempting(list, [passed, denied]);
    const log = logOf(events);
    expect(log).toContain('in a line\nnetwork: denied evil.example:22: the list has no such endpoint\n');
    expect(log).not.toContain('denied a.example:443');
    const [warning] = ofType(events, 'warning');
    expect(warning).toMatchObject({
      message: expect.stringContaining('denied evil.example:22'),
      at: { line: 2 },
    });
    expect(ofType(events, 'step-end').at(-1)?.network).toEqual({
      kind: 'allow',
      attempts: [passed, denied],
      paste: '(network (allow a.example:443 evil.example:22))',
    });
  });

  test('of a failed step is reported too', async () => {
    const events = await attempting(list, [denied], 1);
    expect(ofType(events, 'warning')).toHaveLength(1);
    expect(ofType(events, 'step-end').at(-1)).toMatchObject({
      outcome: 'failed',
      network: { attempts: [denied] },
    });
  });

  test('of a failed step leads to the list, in the log and the error', async () => {
    const events = await attempting(list, [denied], 1);
    const text = 'write (network (allow a.example:443 evil.example:22))';
    expect(logOf(events)).toContain(`\nnetwork: to let the denied hosts pass, ${text}\n`);
    expect(ofType(events, 'step-end').at(-1)?.error).toMatchObject({
      code: 'command-failed',
      hint: `The network of this step denied hosts: read the names, then ${text}.`,
    });
    expect(JSON.stringify(ofType(events, 'warning'))).not.toContain('(network (allow');
  });

  test('of a hostile name is in no list to paste', async () => {
    for (const host of ['x\n::error::y', 'a))(shell "id")', '##[error]', '\u001b[31m']) {
      const events = await attempting(list, [{ ...denied, host }], 1);
      expect(logOf(events)).not.toContain('(network (allow');
      expect(ofType(events, 'step-end').at(-1)?.error?.hint).toBeUndefined();
    }
  });

  test('of a metadata service is in no list to paste', async () => {
    const service = { ...denied, host: '169.254.169.254', port: 80 };
    const renamed: Attempt = { ...denied, denial: 'address', detail: 'fd00:ec2::254', times: 1 };
    const own = { ...denied, host: '10.1.2.3' };
    const events = await attempting(list, [service, renamed, own], 1);
    expect(logOf(events)).toContain('denied 169.254.169.254:80');
    expect(ofType(events, 'step-end').at(-1)?.network?.paste).toBe(
      '(network (allow a.example:443 10.1.2.3:22))',
    );
  });

  test('of a cached step is reported again', async () => {
    await attempting(list, [denied]);
    const events = await attempting(list, []);
    expect(ofType(events, 'step-end').at(-1)).toMatchObject({
      outcome: 'cached',
      network: { attempts: [denied] },
    });
    expect(ofType(events, 'warning')).toHaveLength(1);
    expect(logOf(events)).toContain('denied evil.example:22');
  });

  test('shows no secret', async () => {
    const events = await attempting(list, [{ ...denied, host: 'hunter2.evil.example' }], 0, {
      token: 'hunter2',
    });
    expect(JSON.stringify(events)).not.toContain('hunter2');
  });

  test('is one of 200 at most', async () => {
    const many = Array.from({ length: 300 }, (_, port) => ({ ...denied, port }));
    const events = await attempting(list, many);
    expect(ofType(events, 'step-end').at(-1)?.network?.attempts).toHaveLength(200);
  });

  test('that fills the record is followed by a warning, also if nothing was denied', async () => {
    const full = expect.objectContaining({ message: expect.stringContaining('200 different endpoints') });
    const many = (count: number) => Array.from({ length: count }, (_, port) => ({ ...passed, port }));
    expect(ofType(await attempting('(audit)', many(200)), 'warning')).toEqual([full]);
    expect(ofType(await attempting(list, many(199)), 'warning')).toEqual([]);
  });
});

describe('an audit', () => {
  test('ends its log with the list to paste', async () => {
    const events = await attempting('(audit)', [passed]);
    const log = logOf(events);
    expect(log).toMatch(/\nnetwork: this step passes with \(network \(allow a\.example:443\)\)\n$/);
    expect(ofType(events, 'warning')).toEqual([]);
  });

  test('never stands for a list', async () => {
    const text = (network: string) => `((from x) (run (network ${network}) (shell hello)))`;
    const ids = [];
    for (const network of ['(audit)', '(allow a:1)', '(allow a:1 b:2)', '(allow b:2 a:1 b:2)', 'host'])
      ids.push((await buildText(bench, text(network))).report?.id);
    expect(new Set(ids).size).toBe(4);
    expect(ids[2]).toBe(ids[3]);
  });
});

describe('the line to paste', () => {
  const listed = (...texts: string[]) => {
    const endpoints = texts.map((text) => {
      const endpoint = parseEndpoint(text);
      if ('fault' in endpoint) throw new Error(endpoint.fault);
      return endpoint;
    });
    return { kind: 'allow', endpoints } as const;
  };
  const attempt = (more: Partial<Attempt>): Attempt => ({ ...denied, ...more });

  test('adds what was denied to the list, sorted', () => {
    const attempts = [attempt({}), attempt({ host: '10.0.0.1' }), attempt({ host: '2001:db8::1' }), passed];
    expect(passing(listed('b:1', 'a:1'), attempts)?.paste).toBe(
      '(network (allow b:1 a:1 10.0.0.1:22 [2001:db8::1]:22 evil.example:22))',
    );
  });

  test('pastes nothing but endpoints, because a step chooses the names that it looks up', () => {
    const hosts = ['a))(network(host', '**', '*.com', 'x y', '"', 'a.example))', '198.18.0.1'];
    const lookups = hosts.map((host) => attempt({ host, port: undefined, denial: 'name' }));
    expect(passing(listed('a:1'), lookups)?.paste).toBeUndefined();
    const fine = attempt({ host: 'b.example', denial: 'name' });
    expect(passing(listed('a:1'), [...lookups, fine])?.paste).toBe('(network (allow a:1 b.example:22))');
  });

  test('assumes the usual port of a name that was only looked up', () => {
    const lookup = attempt({ port: undefined, denial: 'name' });
    expect(passing(listed('a:1'), [lookup])?.paste).toBe('(network (allow a:1 evil.example:443))');
  });

  test('tells which ports are guesses', () => {
    const lookup = attempt({ port: undefined, denial: 'name' });
    const told = attempt({ host: 'told.example', port: 443 });
    const attempts = [lookup, told, { ...told, port: undefined, denial: 'name' } as const];
    expect(passing(listed('a:1'), attempts)?.guess).toBe('the port is a guess in evil.example:443');
    expect(passing(listed('a:1'), [told])).toEqual({ paste: '(network (allow a:1 told.example:443))' });
    expect(deniedHint(listed('a:1'), [lookup])).toMatch(
      /:443\)\) \(the port is a guess in evil\.example:443\)\.$/,
    );
    const hosts = Array.from({ length: 8 }, (_, index) => ({ ...lookup, host: `h${index}.example` }));
    expect(passing(listed('a:1'), hosts)?.guess).toMatch(/, and 3 more$/);
  });

  test('is left to the log if it is long', () => {
    const host = (index: number) => `${'long'.repeat(12)}${index}.example`;
    const many = Array.from({ length: 100 }, (_, index) => attempt({ host: host(index) }));
    expect(deniedHint(listed('a:1'), many)).toMatch(/the list at the end of the step's log\.$/);
  });

  test('adds the address that a name needs', () => {
    const address = attempt({ denial: 'address', detail: '10.0.0.1' });
    expect(passing(listed('evil.example:22'), [address])?.paste).toBe(
      '(network (allow evil.example:22 10.0.0.1:22))',
    );
    const audited: Attempt = { host: 'x', port: 5, end: 'passed', detail: '10.0.0.1', times: 1 };
    expect(passing({ kind: 'audit' }, [audited])?.paste).toBe('(network (allow 10.0.0.1:5 x:5))');
  });

  test.each<Partial<Attempt>>([
    { denial: 'server-name' },
    { denial: 'crowd' },
    { denial: 'owner' },
    { end: 'failed', denial: undefined },
  ])('is absent if no list helps: %j', (more) =>
    expect(passing(listed('a:1'), [attempt(more)])?.paste).toBeUndefined(),
  );

  test.each(['**', '*.example', 'a:1))(shell"id")', 'a b', '***', 'localhost', '-a', '(allow'])(
    'leaves out the name %j of a hostile step',
    (host) => {
      expect(
        passing(listed('a:1'), [attempt({ host, denial: 'name', port: undefined })])?.paste,
      ).toBeUndefined();
      expect(passing({ kind: 'audit' }, [{ ...passed, host }])?.paste).toBeUndefined();
    },
  );

  test('parses as a list again', () => {
    const text = passing({ kind: 'audit' }, [passed, { ...passed, host: '2001:db8::1' }])?.paste ?? '';
    for (const [, endpoint = ''] of text.matchAll(/ ([^ ()]+:\d+)/g))
      expect(parseEndpoint(endpoint)).not.toHaveProperty('fault');
  });
});

test('texts name the reason', () => {
  const texts = (['name', 'endpoint', 'address', 'server-name', 'owner', 'crowd'] as const).map((denial) =>
    attemptText({ ...denied, denial, detail: 'DETAIL' }),
  );
  expect(new Set(texts).size).toBe(6);
  expect(attemptText({ ...denied, denial: 'later' as never })).toBe('denied evil.example:22: not allowed');
  expect(attemptText({ ...denied, end: 'failed', detail: 'ECONNREFUSED' })).toBe(
    'could not reach evil.example:22: ECONNREFUSED',
  );
});
