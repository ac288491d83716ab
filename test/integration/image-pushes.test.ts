import { describe, expect, test } from 'vitest';
import { buildText } from '../fakes/build.ts';
import {
  base,
  built,
  image,
  manifestOf,
  proxy,
  pushed,
  registry,
  runner,
  scopes,
  sentBytes,
  spec,
  useImageRunners,
} from '../places/image-runners.ts';

// The requests of a push, and what a push does when a registry fails.
useImageRunners();

describe('the requests of a push', () => {
  const named = (name: string) => `${proxy.host}/team/${name}`;

  test('mount base layers, and send each other layer with one PUT', async () => {
    const one = await runner();
    const text = spec('', base.replace(registry.host, proxy.host));
    await built(one, [], text);
    proxy.reset();
    const { told } = await pushed(one, named('mounted:1'), {}, text);
    const seen = proxy.seen().filter((line) => !line.startsWith('HEAD /v2/team/base/'));
    const count = (part: string) => seen.filter((line) => line.includes(part)).length;
    expect(count('PATCH')).toBe(0);
    expect(count('mount=')).toBe(2);
    // Two layers and the config.
    expect(count('PUT /v2/team/mounted/blobs')).toBe(3);
    expect(count('PUT /v2/team/mounted/manifests/1')).toBe(1);
    expect(seen.at(-1)).toContain('manifests/1');
    expect(sentBytes(told)[0]).toBeLessThan(10_000);
    proxy.reset();
    const again = await pushed(one, named('mounted:2'), {}, text);
    expect(proxy.seen().filter((line) => /PUT|POST/.test(line))).toEqual([
      'PUT /v2/team/mounted/manifests/2',
    ]);
    expect(sentBytes(again.told)).toEqual([0]);
    proxy.reset();
    await built(one, [image({ names: [named('first:1'), named('second:1')] })], text);
    expect(proxy.seen().filter((line) => line.startsWith('PUT /v2/team/second/blobs'))).toEqual([]);
    const elsewhere = `${registry.host}/other/app:1`;
    const both = await built(
      one,
      [image({ names: [named('third:1'), elsewhere], compression: 'zstd' })],
      text,
    );
    expect(manifestOf(elsewhere)).toEqual(manifestOf(`${registry.host}/team/third:1`));
    expect(manifestOf(elsewhere).layers.at(-1)?.mediaType).toMatch(/zstd$/);
    expect(both.told.of('warning')).toEqual([]);
  });

  test('retry what passes, and wait as asked', async () => {
    const one = await runner();
    const left = [429, 503, 500];
    proxy.before = ({ method, path: place }) =>
      method === 'PUT' && left.length > 0
        ? { status: left.pop() ?? 500, headers: place.includes('manifests') ? {} : { 'retry-after': '0' } }
        : undefined;
    const { report } = await pushed(one, named('retried:1'));
    expect(left).toEqual([]);
    expect(manifestOf(`${registry.host}/team/retried:1`).config.digest).toBe(report.imageId);
  });

  test('begin a layer again after a cut connection', async () => {
    const one = await runner();
    let cuts = 0;
    proxy.before = ({ method, path: place }) => {
      if (method !== 'PUT' || !place.includes('/blobs/') || cuts === 2) return undefined;
      cuts += 1;
      return { cutAfter: 100 };
    };
    const { report, told } = await pushed(one, named('cut:1'));
    expect(cuts).toBe(2);
    expect(told.of('warning')).toEqual([]);
    expect(manifestOf(`${registry.host}/team/cut:1`).config.digest).toBe(report.imageId);
  });

  test.each([
    [403, /could not push .*refused:1: .* refuses a push without an account \(403\)/, /docker login/],
    [507, /could not push .*refused:1/, undefined],
  ])('refused with %i fail the build with one error, and leave no tag', async (status, message, hint) => {
    const one = await runner();
    proxy.before = ({ method }) => (method === 'POST' ? { status } : undefined);
    const told = await buildText(one, spec(), { scopes, outputs: [image({ names: [named('refused:1')] })] });
    const [failed, ...others] = told.of('failed');
    expect(others).toEqual([]);
    expect(failed?.error).toMatchObject({ code: 'export-failed', message: expect.stringMatching(message) });
    if (hint !== undefined) expect(failed?.error.hint).toMatch(hint);
    const tag = `http://${registry.host}/v2/team/refused/manifests/1`;
    expect((await fetch(tag)).status).toBe(404);
    // The result stays.
    proxy.reset();
    const again = await buildText(one, spec(), { scopes });
    expect(again.report.cacheHit).toBe(true);
  });

  test('end at once when the build is cancelled', async () => {
    const one = await runner();
    await built(one, []);
    const stop = new AbortController();
    proxy.before = ({ method }) => {
      if (method !== 'PUT') return undefined;
      setTimeout(() => stop.abort(), 50);
      return { hang: true };
    };
    const start = Date.now();
    const outputs = [image({ names: [named('cancelled:1')] })];
    const told = await buildText(one, spec(), { scopes, outputs, signal: stop.signal });
    expect(told.result.kind).toBe('cancelled');
    expect(Date.now() - start).toBeLessThan(60_000);
  });
});

test.each([
  ['team/app@sha256:1', /sha256:1/],
  ['Team/App:1', /lower-case|no part of a name|Team/],
  [`127.0.0.1:1/app@sha256:${'a'.repeat(64)}`, /it has a digest/],
])('the name %s is refused before the first step', async (name, message) => {
  const one = await runner();
  const told = await buildText(one, spec(), { scopes, outputs: [image({ names: [name] })] });
  expect(one.counts.ran).toEqual([]);
  expect(told.of('failed')[0]?.error).toMatchObject({
    code: 'input-invalid',
    message: expect.stringMatching(message),
    value: name,
  });
});
