import { createHash } from 'node:crypto';

const MAGIC = 0xfeed_feed;
const VERSION = 2;
const TRUSTED_CERTIFICATE = 2;
/** The fixed text that the format's digest contains. */
const SALT = 'Mighty Aphrodite';
/** Java's usual password of trust stores. Java checks the digest only if a program gives a password. */
const PASSWORD = 'changeit';

/**
 * Returns certificates as a trust store of Java. The format is JKS: every Java reads it, and trusted certificates need no encryption.
 *
 * @param certificates in binary form (DER)
 */
export function javaStore(certificates: readonly Buffer[]): Buffer {
  const entries = certificates.flatMap((der, index) => [
    number(TRUSTED_CERTIFICATE),
    text(`ca-${index}`),
    // The time of creation.
    Buffer.alloc(8),
    text('X.509'),
    number(der.length),
    der,
  ]);
  const store = Buffer.concat([number(MAGIC), number(VERSION), number(certificates.length), ...entries]);
  const password = Buffer.from(PASSWORD, 'utf16le').swap16();
  const digest = createHash('sha1').update(password).update(SALT).update(store).digest();
  return Buffer.concat([store, digest]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function text(value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length);
  return Buffer.concat([length, Buffer.from(value, 'latin1')]);
}
