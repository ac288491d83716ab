import { readInside } from '../../files/rootfs/read-inside.ts';
import { certificatesIn, parseCertificate, SYSTEM_BUNDLES } from '../../host/certificates.ts';
import { javaStore } from './java-store.ts';

/** Bytes. Bundles of distributions have a quarter of a megabyte. */
const MAX_IMAGE_BUNDLE = 4 * 1024 ** 2;

export interface Bundle {
  readonly pem: string;
  readonly java: Buffer;
}

/**
 * Returns the authorities that the programs of a root trust anyway, and further authorities. Most programs replace their own
 * authorities with those of a named file, so the file needs both. A root without a bundle gets the public authorities of Node, because
 * the step may install the programs that need them.
 *
 * @param authorities certificates in PEM
 */
export function bundleFor(rootfs: string, authorities: readonly string[]): Bundle {
  const found = SYSTEM_BUNDLES.map((file) => certificatesIn(readInside(rootfs, file, MAX_IMAGE_BUNDLE)));
  const images = found.find((certificates) => certificates.length > 0);
  const all = [
    ...new Set([...authorities, ...(images ?? process.getBuiltinModule('node:tls').rootCertificates)]),
  ];
  return makeBundle(all);
}

let last: { readonly key: string; readonly bundle: Bundle } | undefined;

/** The steps of a build mostly have the same bundle. */
function makeBundle(certificates: readonly string[]): Bundle {
  const key = certificates.join('\n');
  if (last?.key === key) return last.bundle;
  // A malformed certificate in an image must not break the whole store of Java.
  const parsed = certificates.flatMap((pem) => {
    const der = parseCertificate(pem);
    return der === undefined ? [] : [{ pem, der }];
  });
  const bundle = {
    pem: `${parsed.map(({ pem }) => pem).join('\n')}\n`,
    java: javaStore(parsed.map(({ der }) => der)),
  };
  last = { key, bundle };
  return bundle;
}
