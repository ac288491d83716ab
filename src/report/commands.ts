/**
 * Workflow commands in the syntax that the runner reads from stdout: `::NAME KEY=VALUE,…::DATA`, with `%`, CR and LF
 * escaped, and `:` and `,` too in values of properties.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function command(
  name: string,
  data = '',
  properties: Readonly<Record<string, string | number>> = {},
): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${escapeData(data)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Escapes a line that quotes untrusted text. The runner looks for the old form of commands, `##[NAME]`, anywhere in a line. */
export function harmless(line: string): string {
  return line.replaceAll('##[', '# #[');
}
