import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { javaStore } from '../../../src/sandbox/authorities/java-store.ts';

test('a trust store of Java has each certificate under a name of its own', () => {
  const certificates = [Buffer.from('first'), Buffer.from('the second')];
  const store = javaStore(certificates);
  let position = 0;
  const take = (length: number) => {
    position += length;
    return store.subarray(position - length, position);
  };
  const number = () => take(4).readUInt32BE();
  const text = () => take(take(2).readUInt16BE()).toString('latin1');
  expect([number(), number(), number()]).toEqual([0xfeedfeed, 2, 2]);
  for (const [index, certificate] of certificates.entries()) {
    expect([number(), text()]).toEqual([2, `ca-${index}`]);
    take(8);
    expect([text(), number()]).toEqual(['X.509', certificate.length]);
    expect(take(certificate.length)).toEqual(certificate);
  }
  // The password in UTF-16, and the fixed text of the format.
  const password = Buffer.from([...'changeit'].flatMap((letter) => [0, letter.charCodeAt(0)]));
  const digest = createHash('sha1').update(password).update('Mighty Aphrodite');
  expect(store.subarray(position)).toEqual(digest.update(store.subarray(0, position)).digest());
});
