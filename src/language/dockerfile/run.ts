import { jsonForm } from './words.ts';

/** The words before a command, and whether heredocs (BuildKit, Dockerfile 1.4) may be used. */
export interface RunStyle {
  readonly shell: readonly string[];
  readonly buildkit: boolean;
}

/**
 * Writes the text after `RUN` and its flags, so that exactly `shell` runs with `command` as the last argument.
 *
 * A single plain line is written as is. Several lines become a heredoc, or the exec form without heredocs. The exec
 * form also takes everything with a meaning for the Dockerfile's own reader: flags, JSON, heredocs, a final backslash.
 */
export function runBody(command: string, style: RunStyle): string {
  if (style.shell.length > 0) {
    if (isOneLine(command)) return command;
    if (style.buildkit && isScript(command, style.shell)) return heredoc(command);
  }
  return jsonForm([...style.shell, command]);
}

function isOneLine(command: string): boolean {
  return (
    command !== '' &&
    command === command.trim() &&
    !/\p{Cc}/u.test(command.replaceAll('\t', '')) &&
    !command.includes('<<') &&
    !/^(?:--|\[)/.test(command) &&
    !command.endsWith('\\')
  );
}

/**
 * A heredoc adds a final line feed, harmless only for known shells. BuildKit would run a heredoc that begins with `#!`
 * as a file, past the shell.
 */
function isScript(command: string, shell: readonly string[]): boolean {
  const isShell = /^-[a-z]*c$/.test(shell.at(-1) ?? '');
  const isText = !/(?![\n\t])\p{Cc}/u.test(command);
  return isShell && isText && command.includes('\n') && !command.startsWith('#!');
}

function heredoc(command: string): string {
  const lines = new Set(command.split('\n').map((line) => line.replace(/\r+$/, '')));
  let delimiter = 'EOF';
  for (let count = 1; lines.has(delimiter); count++) delimiter = `EOF${count}`;
  return `<<'${delimiter}'\n${command}${command.endsWith('\n') ? '' : '\n'}${delimiter}`;
}
