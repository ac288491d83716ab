import path from 'node:path';
import type { CarrierRequest } from '../../contract/request.ts';
import { refuseDashes } from '../list-slips.ts';
import { badLine, type FieldLine, parseFieldLines, suggestion } from '../parse-fields.ts';
import type { Parse } from '../parse-value.ts';
import { HOME_HINT, isAtHome } from '../paths/home.ts';
import { hintForField, hintForType, saysTheSame } from './docker-fields.ts';

type Compression = CarrierRequest['compression'];

/** Removes and returns fields of a line; the rest is unknown at the end. */
interface Fields {
  /** Returns the first present field, or throws for none. @param example a whole line */
  need(names: readonly string[], example: string): string;
  take(name: string): string | undefined;
}

/** The carriers, by type. `src/remote/open.ts` opens the carriers. */
const TYPES: Readonly<
  Record<CarrierRequest['type'], (fields: Fields, compression: Compression) => CarrierRequest>
> = {
  registry: (fields, compression) => ({
    type: 'registry',
    ref: fields.need(FIELDS.registry, 'type=registry,ref=HOST/REPOSITORY'),
    compression,
  }),
  gha: (fields, compression) => ({ type: 'gha', scope: fields.take('scope') || undefined, compression }),
  local: (fields, compression) => ({
    type: 'local',
    directory: fields.need(FIELDS.local, 'type=local,dest=DIRECTORY'),
    compression,
  }),
};

const FIELDS = { registry: ['ref'], gha: ['scope'], local: ['dest', 'src'] } as const;
const TYPES_HINT = `Use type=${Object.keys(TYPES).join(' or type=')}.`;

const isType = (text: string): text is CarrierRequest['type'] => Object.hasOwn(TYPES, text);

/**
 * Reads the lines of `cache-from` or `cache-to`. A line with only a name means a registry, as for docker. Directories stay as the
 * user wrote them.
 *
 * @throws ObuilderError `input-invalid` with the line and the expectation
 */
export const parseCarriers: Parse<readonly CarrierRequest[] | undefined> = (text, label) => {
  refuseDashes(text, label);
  const found = parseFieldLines(text.replaceAll(/^[^=,"\n]+$/gm, asRegistry), label).map(carrierOf);
  return found.length === 0 ? undefined : found;
};

const asRegistry = (line: string) => (line.trim() === '' ? line : `type=registry,ref=${line.trim()}`);

function carrierOf(line: FieldLine): CarrierRequest {
  const rest = new Map([...line.fields].filter((field) => !saysTheSame(field)));
  const fields: Fields = {
    take: (name) => {
      const value = rest.get(name);
      rest.delete(name);
      return value;
    },
    need: (names, example) => {
      for (const name of names) {
        const value = fields.take(name);
        if (value) return value;
      }
      throw badLine(line, `lacks ${names.join(' or ')}`, `Write for example ${example}.`);
    },
  };
  const type = fields.take('type') ?? '';
  if (!isType(type)) throw badLine(line, `has no known type`, hintForType(type) ?? TYPES_HINT);
  const carrier = TYPES[type](fields, compressionOf(line, fields.take('compression')));
  if (carrier.type === 'local' && isAtHome(carrier.directory))
    throw badLine(line, 'has ~ in its directory', HOME_HINT);
  if (carrier.type === 'registry' && /^[./~]/.test(carrier.ref)) throw directoryAsRegistry(line, carrier.ref);
  const [unknown] = rest.keys();
  if (unknown !== undefined) throw unknownField(line, type, unknown);
  return carrier;
}

function directoryAsRegistry(line: FieldLine, directory: string): Error {
  const hint = `Write type=local,src=${directory} in cache-from, and type=local,dest=${directory} in cache-to.`;
  return badLine(line, 'names a directory in the place of a registry', hint);
}

function unknownField(line: FieldLine, type: CarrierRequest['type'], name: string): Error {
  const known = ['type', ...FIELDS[type], 'compression'];
  const hint = hintForField(name) ?? suggestion(name, known, `The fields of type=${type}`);
  return badLine(line, `has the unknown field ${name}`, hint);
}

function compressionOf(line: FieldLine, text: string | undefined): Compression {
  if (text === undefined || text === 'zstd' || text === 'gzip') return text;
  throw badLine(line, 'has an unknown compression', 'Use compression=zstd or compression=gzip.');
}

/** Returns carriers with absolute directories. */
export function carriersIn(
  directory: string,
  carriers: readonly CarrierRequest[] | undefined,
): readonly CarrierRequest[] | undefined {
  return carriers?.map((carrier) =>
    carrier.type === 'local'
      ? { ...carrier, directory: path.resolve(directory, carrier.directory) }
      : carrier,
  );
}
