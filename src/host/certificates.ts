/** The system's bundle of Debian and Alpine, Fedora, SUSE, others. The first existing file counts. */
export const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
] as const;

/** Bytes. A bundle of all public authorities is far smaller. */
export const MAX_BUNDLE = 16 * 1024 ** 2;

/** Returns the certificates in a PEM file. Everything else, such as comments and private keys, is left out. */
export function certificatesIn(bundle: string): readonly string[] {
  return bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

/** Returns the binary form of a PEM certificate; undefined if malformed. */
export function parseCertificate(pem: string): Buffer | undefined {
  const { X509Certificate } = process.getBuiltinModule('node:crypto');
  try {
    return new X509Certificate(pem).raw;
  } catch {
    return undefined;
  }
}

/** Whether a certificate can vouch for a server: that of an authority, or a server's own signature. */
export function isAuthority(pem: string): boolean {
  const { X509Certificate } = process.getBuiltinModule('node:crypto');
  const certificate = new X509Certificate(pem);
  return certificate.ca || certificate.checkIssued(certificate);
}

/** A certificate's subject, such as `CN=Authority`, in lines, and the time in which the certificate counts. */
export function validityOf(pem: string): {
  readonly subject: string;
  readonly from: Date;
  readonly until: Date;
} {
  const { X509Certificate } = process.getBuiltinModule('node:crypto');
  const { subject, validFromDate, validToDate } = new X509Certificate(pem);
  return { subject, from: validFromDate, until: validToDate };
}
