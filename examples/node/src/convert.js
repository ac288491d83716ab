import { parse } from 'yaml';

/** The JSON of a YAML document. A document without content is null. */
export function convert(text) {
  return JSON.stringify(parse(text) ?? null, undefined, 2);
}
