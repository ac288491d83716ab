import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convert } from '../src/convert.js';

test('a mapping becomes an object', () => {
  assert.deepEqual(JSON.parse(convert('name: slug\nports: [80, 443]\n')), { name: 'slug', ports: [80, 443] });
});

test('an empty document is null', () => {
  assert.equal(convert(''), 'null');
});
