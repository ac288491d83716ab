import path from 'node:path';
import type { SandboxRequest } from '../../contract/sandbox.ts';
import type { ConfigRequest } from '../runc/config.ts';
import { type OciMount, readOnlyFile } from '../runc/mounts.ts';
import { writeShown } from '../shown-file.ts';
import { bundleFor } from './bundle.ts';

/** On the container's own /dev, so that the image never has the files. */
const PEM = '/dev/obuilder-ca.crt';
const JAVA = '/dev/obuilder-ca.jks';
const APT = '/dev/obuilder-apt.conf';

/** The variables by which programs find their authorities. */
const VARIABLES: readonly (readonly [string, string])[] = [
  // OpenSSL, and so Python, Ruby and many others; Go; Rust's native roots.
  ['SSL_CERT_FILE', PEM],
  ['CURL_CA_BUNDLE', PEM],
  ['GIT_SSL_CAINFO', PEM],
  ['NODE_EXTRA_CA_CERTS', PEM],
  ['REQUESTS_CA_BUNDLE', PEM],
  ['PIP_CERT', PEM],
  ['CARGO_HTTP_CAINFO', PEM],
  ['APT_CONFIG', APT],
];

const JAVA_OPTIONS = 'JAVA_TOOL_OPTIONS';
const TRUST_STORE = 'javax.net.ssl.trustStore';

type Env = SandboxRequest['env'];

/** The authorities of a step's network, and the environment by which programs find them. */
export interface StepAuthorities {
  readonly mounts: readonly OciMount[];
  readonly env: Env;
}

interface Asked extends Pick<SandboxRequest, 'rootfs' | 'env'>, Pick<ConfigRequest, 'network'> {}

/**
 * Makes the files with the authorities for a step with a network. Variables of the spec or the image keep their values.
 *
 * @param own.directory the step's own directory
 * @param own.authorities certificates in PEM
 */
export function stepAuthorities(
  { rootfs, env, network }: Asked,
  own: { readonly directory: string; readonly authorities: readonly string[] },
): StepAuthorities {
  if (network === 'none' || own.authorities.length === 0) return { mounts: [], env };
  const { pem, java } = bundleFor(rootfs, own.authorities);
  const files = [
    [PEM, pem],
    [JAVA, java],
    [APT, `Acquire::https::CaInfo "${PEM}";\n`],
  ] as const;
  const mounts = files.map(([place, content]) => {
    const file = path.join(own.directory, path.basename(place));
    writeShown(file, content, 0o644);
    return readOnlyFile(file, place);
  });
  return { mounts, env: withVariables(env) };
}

function withVariables(env: Env): Env {
  const taken = new Set(env.map(([name]) => name));
  return [
    ...env.filter(([name]) => name !== JAVA_OPTIONS),
    ...VARIABLES.filter(([name]) => !taken.has(name)),
    [JAVA_OPTIONS, javaOptions(env.find(([name]) => name === JAVA_OPTIONS)?.[1])],
  ];
}

/** The variable holds options of all kinds, so ours follow those of the spec. */
function javaOptions(given = ''): string {
  if (given.includes(TRUST_STORE)) return given;
  return [given, `-D${TRUST_STORE}=${JAVA}`, `-D${TRUST_STORE}Type=JKS`].join(' ').trim();
}
