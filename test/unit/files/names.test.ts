import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteLength, nameOfBytes, nativePath } from '../../../src/files/names.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((array) => Buffer.from(array));

test('every name comes back as the same bytes', () => {
  fc.assert(
    fc.property(bytes, (name) => {
      const text = nameOfBytes(name);
      expect(Buffer.from(nativePath(text))).toEqual(name);
      expect(Buffer.from(nativePath(JSON.parse(JSON.stringify(text))))).toEqual(name);
      expect(byteLength(text)).toBe(name.length);
    }),
  );
});

test('a name that is UTF-8 is itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(nameOfBytes(Buffer.from(name))).toBe(name);
      expect(nativePath(name)).toBe(name);
    }),
  );
});

test('names joined to a path are the bytes joined', () => {
  fc.assert(
    fc.property(bytes, bytes, (left, right) => {
      const joined = nativePath(`${nameOfBytes(left)}/${nameOfBytes(right)}`);
      expect(Buffer.from(joined)).toEqual(Buffer.concat([left, Buffer.from('/'), right]));
    }),
  );
});
