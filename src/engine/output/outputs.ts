import { must, ObuilderError } from '../../errors.ts';

/** Maximum bytes of names and values that a job may output, set by GitHub. */
export const outputLimit = 1024 * 1024;

export type Outputs = Readonly<Record<string, string>>;

/**
 * Parses the file in `$GITHUB_OUTPUT`: lines `name=value` and blocks `name<<DELIMITER`, as GitHub's runner on Linux
 * does: a carriage return is part of a line, blank lines between outputs are skipped, a later value of a name wins.
 *
 * @throws ObuilderError `output-invalid` with the first malformed line, or for a file beyond the limit
 */
export function parseOutputs(file: Uint8Array): Outputs {
  if (file.length > outputLimit) throw tooLarge(file.length, 'a step wrote');
  const lines = linesOf(file);
  const outputs = new Map<string, string>();
  let next = 0;
  while (next < lines.length) {
    const line = must(lines[next], 'a line of the outputs');
    next += 1;
    if (line === '' || line === '\r') continue;
    const head = readHead(line, next);
    if (head.delimiter === undefined) {
      outputs.set(head.name, head.value);
    } else {
      const end = lines.indexOf(head.delimiter, next);
      if (end < 0) throw unfinished(head.delimiter, { line, number: next });
      outputs.set(head.name, lines.slice(next, end).join('\n'));
      next = end + 1;
    }
  }
  return Object.fromEntries(outputs);
}

/** @throws ObuilderError `output-invalid` when the outputs of a whole build are more than a job may have */
export function checkTotal(outputs: Outputs): void {
  let bytes = 0;
  for (const [name, value] of Object.entries(outputs))
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
  if (bytes > outputLimit) throw tooLarge(bytes, 'the steps of this build have');
}

type Head =
  | { readonly name: string; readonly value: string; readonly delimiter?: undefined }
  | { readonly name: string; readonly delimiter: string };

function readHead(line: string, number: number): Head {
  const equals = line.indexOf('=');
  const block = line.indexOf('<<');
  if (equals >= 0 && (block < 0 || equals < block)) {
    if (equals === 0) throw broken('has no name before its `=`', { line, number });
    return { name: line.slice(0, equals), value: line.slice(equals + 1) };
  }
  if (block < 0)
    throw broken('is neither `name=value` nor the start of a block `name<<DELIMITER`', { line, number });
  if (block === 0) throw broken('has no name before its `<<`', { line, number });
  const delimiter = line.slice(block + 2);
  if (delimiter === '') throw broken('has no delimiter after its `<<`', { line, number });
  return { name: line.slice(0, block), delimiter };
}

interface NumberedLine {
  readonly line: string;
  readonly number: number;
}

function linesOf(file: Uint8Array): string[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
    return text.split('\n');
  } catch (cause) {
    throw new ObuilderError('output-invalid', 'could not read $GITHUB_OUTPUT: the file is not UTF-8', {
      hint: 'Encode binary values, with base64 for example.',
      cause,
    });
  }
}

function broken(what: string, { line, number }: NumberedLine): ObuilderError {
  return new ObuilderError('output-invalid', `line ${number} of $GITHUB_OUTPUT ${what}`, {
    value: line.length > 200 ? `${line.slice(0, 200)}…` : line,
    hint: 'Write each output as one line `name=value`, and a value of several lines between `name<<DELIMITER` and `DELIMITER`.',
  });
}

function unfinished(delimiter: string, line: NumberedLine): ObuilderError {
  const clipped = delimiter.length > 50 ? `${delimiter.slice(0, 50)}…` : delimiter;
  return broken(`starts a block without a closing line \`${clipped}\``, line);
}

function tooLarge(bytes: number, who: string): ObuilderError {
  return new ObuilderError(
    'output-invalid',
    `${who} ${bytes} bytes of outputs; a job may have ${outputLimit}`,
    {
      value: String(bytes),
      hint: 'Write large data to a file of the result instead.',
    },
  );
}
