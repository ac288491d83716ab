import { expect, test } from 'vitest';
import type { LayerMember } from '../../../src/contract/layers.ts';
import { formatMembers, parseMembers } from '../../../src/layer/members.ts';

const parse = (text: string) => parseMembers(Buffer.from(text, 'latin1'));

test('a list of members survives', () => {
  const members: LayerMember[] = [
    { kind: 'directory', path: '', isNew: false },
    { kind: 'directory', path: 'd\n', isNew: true },
    { kind: 'other', path: 'd\n/\u00ff' },
    { kind: 'link', path: 'd\n/l', target: '' },
  ];
  expect(parseMembers(formatMembers(members) ?? Buffer.alloc(0))).toEqual(members);
  expect(parse('')).toEqual([]);
});

test.each(['fa', 'f', 'd', 'x', '\0', 'xa\0', 'la\0', 'la\0b', 'fa\0\0', 'fa\0fb'])(
  '%j is no list',
  (text) => {
    expect(parse(text)).toBeUndefined();
  },
);

test('neither long lists nor many members fill the memory', () => {
  expect(parse('fa\0'.repeat(500_000))).toHaveLength(500_000);
  expect(parse('fa\0'.repeat(500_001))).toBeUndefined();
  const many = Array<LayerMember>(500_001).fill({ kind: 'other', path: 'a' });
  expect(formatMembers(many)).toBeUndefined();
  expect(formatMembers([{ kind: 'other', path: 'x'.repeat(17 * 1024 * 1024) }])).toBeUndefined();
});
