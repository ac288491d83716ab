import { pairHint, refuseDashes } from '../list-slips.ts';
import { readRows } from '../parse-pairs.ts';
import { invalidValue, type Parse } from '../parse-value.ts';

const listed = (text: string) =>
  text
    .split(/[\n,]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** `NAME=VALUE` lines, sorted by name: equal lists give equal images. A label is no secret, so an error shows the line. */
export const parseLabels: Parse<Readonly<Record<string, string>>> = (text, label) => {
  const labels = new Map<string, string>();
  for (const { text: row, line } of readRows(text, label)) {
    const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(row) ?? [];
    const where = `line ${line} of ${label}`;
    if (name === undefined || value === undefined)
      throw invalidValue(row, where, {
        expected: 'NAME=VALUE, such as org.opencontainers.image.title=app',
        hint: pairHint(row),
      });
    if (labels.has(name)) throw invalidValue(row, where, { expected: 'each name once' });
    labels.set(name, value);
  }
  return Object.fromEntries([...labels].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

const LEVEL = String.raw`(?:manifest|index|manifest-descriptor|index-descriptor)(?:\[[^\]]*\])?`;
const LEVELS = new RegExp(`^(${LEVEL}(?:,${LEVEL})*):(.+)$`, 's');
const MANIFEST = /^manifest(?:\[|$)/;

/**
 * Labels with docker's levels in front: `manifest:NAME=VALUE`, as docker/metadata-action writes. Other levels are left out, because
 * one image has no index.
 */
export const parseAnnotations: Parse<Readonly<Record<string, string>>> = (text, label) => {
  const found = Object.entries(parseLabels(text, label)).flatMap(([name, value]) => {
    const [, levels = 'manifest', rest = name] = LEVELS.exec(name) ?? [];
    return levels.split(',').some((level) => MANIFEST.test(level)) ? [[rest, value] as const] : [];
  });
  return Object.fromEntries(found);
};

/** The words of a command: a JSON list, or words without quotes between blanks. No shell takes part. */
export const parseWords: Parse<readonly string[]> = (text, label) => {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[')) {
    if (!/["'\\$`]/.test(trimmed)) return trimmed.split(/\s+/);
    throw invalidValue(text, label, {
      expected: 'a JSON list of words',
      hint: 'No shell reads quotes: write ["sh", "-c", "…"].',
    });
  }
  const words = jsonOf(trimmed);
  if (Array.isArray(words) && words.every((word) => typeof word === 'string')) return words;
  const hint = `Quote each word, separate words by commas, and close the list: ${corrected(trimmed)}.`;
  throw invalidValue(text, label, { expected: 'a JSON list of words', hint });
};

/** Returns the words of a malformed list as a JSON list. */
function corrected(list: string): string {
  const closed = jsonOf(`${list}]`);
  const words = Array.isArray(closed) ? closed : (list.match(/[^\s,"'[\]]+/g) ?? ['/app', '--serve']);
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const MAX_PORT = 65_535;

/** Ports such as `80` and `53/udp`, separated by lines or commas. */
export const parsePorts: Parse<readonly string[]> = (text, label) => {
  refuseDashes(text, label);
  const ports = listed(text).map((item) => {
    const [, port = '', protocol = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/.exec(item) ?? [];
    if (port !== '' && Number(port) >= 1 && Number(port) <= MAX_PORT) return `${Number(port)}/${protocol}`;
    throw invalidValue(item, label, { expected: 'ports such as 80 or 53/udp', hint: portHint(item) });
  });
  return [...new Set(ports)].sort();
};

/** The names of services that images expose most. */
const SERVICES: Readonly<Record<string, string>> = { http: '80', https: '443', dns: '53/udp', ssh: '22' };

/** Returns the port of a service, and the second port of `docker run --publish`. */
function portHint(item: string): string | undefined {
  const own = Object.hasOwn(SERVICES, item) ? SERVICES[item] : /^[\d.]*:?\d+:(\d+)$/.exec(item)?.[1];
  return own === undefined ? 'Write a number, such as 8080 or 53/udp.' : `Write ${own}.`;
}

export const parseStopSignal: Parse<string> = (text, label) => {
  if (/^(?:SIG[A-Z0-9]+(?:[+-]\d+)?|[1-9]\d?)$/.test(text)) return text;
  throw invalidValue(text, label, { expected: 'a signal such as SIGTERM or 15' });
};

export const parsePlatformName: Parse<string> = (text, label) => {
  if (/^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/.test(text)) return text;
  throw invalidValue(text, label, { expected: 'a platform such as linux/arm64' });
};

/** SOURCE_DATE_EPOCH: seconds since the epoch (reproducible-builds.org). Undefined if unset. */
export function parseEpoch(text: string | undefined): number | undefined {
  if (!text) return undefined;
  // Dates end in the year 275760.
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw invalidValue(text, 'the variable SOURCE_DATE_EPOCH', { expected: 'seconds since 1970' });
}
