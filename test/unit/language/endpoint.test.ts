import { describe, expect, test } from 'vitest';
import { parseEndpoint } from '../../../src/language/hosts/endpoint.ts';
import { operation } from './specs.ts';

describe('an endpoint', () => {
  test.each([
    ['packages.example:443', { kind: 'name', host: 'packages.example', firstPort: 443, lastPort: 443 }],
    ['Packages.Example.:443', { kind: 'name', text: 'packages.example:443' }],
    [
      '*.mirror.example:8000-8010',
      { kind: 'name', host: '*.mirror.example', firstPort: 8000, lastPort: 8010 },
    ],
    ['**.a.example:1-65535', { kind: 'name', text: '**.a.example:1-65535' }],
    ['**:443', { kind: 'name', host: '**' }],
    ['_srv.example:80-80', { kind: 'name', text: '_srv.example:80' }],
    ['10.1.2.3:22', { kind: 'range', host: '10.1.2.3/32', text: '10.1.2.3:22' }],
    ['10.1.2.3/24:22', { kind: 'range', host: '10.1.2.0/24', text: '10.1.2.0/24:22' }],
    ['0.0.0.0/0:443', { kind: 'range', host: '0.0.0.0/0', text: '0.0.0.0/0:443' }],
    ['[2001:DB8:0:0::1]:443', { kind: 'range', host: '2001:db8::1/128', text: '[2001:db8::1]:443' }],
    [
      '[2001:db8:ffff::/33]:443',
      { kind: 'range', host: '2001:db8:8000::/33', text: '[2001:db8:8000::/33]:443' },
    ],
    ['[::/0]:443', { kind: 'range', host: '::/0', text: '[::/0]:443' }],
  ])('%s', (text, expected) => expect(parseEndpoint(text)).toMatchObject(expected));

  test.each([
    '',
    ':443',
    'a:',
    'a',
    'a:b',
    'a:1-',
    'a:1-2-3',
    'a b:1',
    '[::1:1',
    '::1]:1',
    'a/8:1',
    'a:99999',
    '-a:1',
  ])('%j is refused', (text) =>
    expect(parseEndpoint(text)).toMatchObject({ fault: expect.any(String), hint: expect.any(String) }),
  );
});

describe('the field network', () => {
  const network = (text: string) =>
    (operation(`(run (network ${text}) (shell x))`) as { network: unknown }).network;

  test('has a list, an audit, the host or nothing', () => {
    expect(network('(allow b.example:22 10.0.0.0/8:1-2)')).toMatchObject({
      kind: 'allow',
      endpoints: [{ text: 'b.example:22' }, { text: '10.0.0.0/8:1-2' }],
    });
    expect(network('(audit)')).toEqual({ kind: 'audit' });
    expect(network('host')).toEqual({ kind: 'host' });
    expect(network('')).toEqual({ kind: 'none' });
  });
});
