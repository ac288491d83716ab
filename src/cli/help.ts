import { versionOf } from '../host/process/worker-program.ts';
import { COMMON_FLAGS, type Flag, type Flags, nameOf, shownFlags, type Verb } from './verb.ts';

const PROGRAM = 'obuilder-action';
const WIDTH = 100;
const INDENT = '      ';

/** The help of the program: all verbs, each with a summary. */
export function programHelp(verbs: readonly Verb[]): string {
  const lines = verbs.map(({ usage, summary }) => `  ${usage}\n${wrapped(summary)}`);
  return [
    `${PROGRAM} builds OBuilder specs in sandboxes and caches every step.`,
    `Usage: ${PROGRAM} COMMAND [FLAG]…`,
    `${lines.join('\n')}`,
    flagLines(COMMON_FLAGS),
    `Try "${PROGRAM} COMMAND --help" for the flags of a command.\n`,
  ].join('\n\n');
}

/** The help of a verb: usage, summary, and all flags with their defaults. */
export function verbHelp(verb: Verb): string {
  const usage = `Usage: ${PROGRAM} ${nameOf(verb)} [FLAG]…${verb.usage.slice(nameOf(verb).length)}`;
  return [usage, wrapped(verb.summary, ''), `${flagLines({ ...verb.flags, ...COMMON_FLAGS })}\n`].join(
    '\n\n',
  );
}

/** The release, and a digest of the code. */
export function versionText(cli: string): string {
  return `${PROGRAM} ${versionOf(cli) ?? '(source tree)'}\n`;
}

function flagLines(flags: Flags): string {
  return shownFlags(flags)
    .map(([name, flag]) => `${spelling(name, flag)}\n${wrapped(description(flag))}`)
    .join('\n');
}

function spelling(name: string, { short, value, multiple = false }: Flag): string {
  const shortForm = short === undefined ? '' : `-${short}, `;
  return `  ${shortForm}--${name}${value === undefined ? '' : `=${value}`}${multiple ? '…' : ''}`;
}

function description({ help, multiple = false, default: fallback }: Flag): string {
  const again = multiple ? ' You can give this flag again.' : '';
  return fallback === undefined ? `${help}${again}` : `${help}${again} Default: ${fallback}.`;
}

/** Plain text of Markdown: links become their text, backquotes are dropped. */
const plain = (markdown: string) => markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');

function wrapped(markdown: string, indent = INDENT): string {
  const lines: string[] = [];
  let line = '';
  for (const word of plain(markdown).split(' ')) {
    if (line !== '' && indent.length + line.length + word.length >= WIDTH) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].map((text) => `${indent}${text}`).join('\n');
}
