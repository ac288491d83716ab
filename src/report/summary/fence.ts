import { command } from '../commands.ts';

/**
 * Fences untrusted text so that the runner takes no workflow command from it: between `::stop-commands::TOKEN` and
 * `::TOKEN::`. Every fence has a new token, so that a text with a token from an earlier log cannot use it.
 */
export interface Fence {
  /** Takes text; returns whole lines and keeps an unfinished line. */
  write(text: string): string;
  /** Returns the unfinished line, and the end of an open fence. */
  close(): string;
}

/** A line longer than this is given back in pieces. */
const MAX_LINE_LENGTH = 64 * 1024;

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
    if (rest.length <= MAX_LINE_LENGTH) return '';
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
 * The page of a log takes a line that begins with `##[group]` and similar for markup, even with commands stopped; a
 * blank before the line prevents markup.
 */
function withoutMarkup(text: string): string {
  return text.replace(/(^|[\r\n])(?=[\t ]*##\[)/g, '$1 ');
}
