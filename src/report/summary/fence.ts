import { command } from '../commands.ts';

/**
 * Writes untrusted text so that the runner takes no workflow command from it: behind `::stop-commands::TOKEN`, until
 * `::TOKEN::`. Each time has a token of its own, so that a text that learnt one (from a log, say) cannot use it.
 */
export interface Fence {
  /** Text as it comes; whole lines are given back, the rest is kept until its line is whole. */
  write(text: string): string;
  /** The kept rest, and the end of the fence where there is one. */
  close(): string;
}

/** A line longer than this is given back in pieces. */
const LONGEST_LINE = 64 * 1024;

export function fence(newToken: () => string): Fence {
  let token: string | undefined;
  let rest = '';

  function open(): string {
    if (token !== undefined) return '';
    token = newToken();
    return command('stop-commands', token);
  }

  function write(text: string): string {
    const all = rest + text;
    const cut = all.lastIndexOf('\n') + 1;
    rest = all.slice(cut);
    const whole = all.slice(0, cut) + longRest();
    return whole === '' ? '' : open() + withoutMarkup(whole);
  }

  function longRest(): string {
    if (rest.length <= LONGEST_LINE) return '';
    const piece = `${rest}\n`;
    rest = '';
    return piece;
  }

  function close(): string {
    const last = rest === '' ? '' : `${open()}${withoutMarkup(rest)}\n`;
    rest = '';
    const end = token === undefined ? '' : `::${token}::\n`;
    token = undefined;
    return last + end;
  }

  return { write, close };
}

/**
 * The log's page takes a line that begins with `##[group]` and the like for markup, also where commands are stopped; a
 * blank before it makes it plain.
 */
function withoutMarkup(text: string): string {
  return text.replace(/(^|[\r\n])(?=[\t ]*##\[)/g, '$1 ');
}
