import { preformatted } from './markdown.ts';

/** With more tags than this a text is shown as it is: what closes them would be longer than what they mark up. */
const MOST_TAGS = 1000;

/** Elements without an end tag, and those that end with the element around them. */
const UNENDED: ReadonlySet<string> = new Set(
  (
    'area base br col embed hr img input link meta param source track wbr ' +
    'dd dt li option p rp rt tbody td tfoot th thead tr'
  ).split(' '),
);

/** Nothing can end `plaintext`, and in the others HTML has rules of its own. Pages of GitHub show none of them. */
const UNRULY: ReadonlySet<string> = new Set(['marquee', 'math', 'plaintext', 'svg']);

/** Ends a comment, a CDATA section, a tag and either kind of quoted attribute that is still open, and shows nothing where none is. */
const END_OF_ANY_TAG = `<!-- ]]>"'><!-- -->`;

/**
 * Untrusted Markdown as a part of ours that whatever follows does not belong to. It is a quotation: fences, lists and blocks of
 * HTML end with it. Elements, comments and tags that it leaves open are closed behind it. A text that would end the quotation
 * itself is shown as plain text.
 */
export function contained(text: string): string {
  const tags = tagsOf(text);
  const depth = quotationsIn(text);
  if (tags.length + depth > MOST_TAGS || leavesQuotation(tags)) return preformatted(text);
  const quoted = quotation(text);
  return text.includes('<') ? `${quoted}\n\n${END_OF_ANY_TAG}${endTags(tags, depth + 1)}` : quoted;
}

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
}

/** All that could be a tag, in code too: what is closed without being open does no harm. */
function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  for (const [, slash, name = ''] of text.matchAll(/<(\/?)([a-z][a-z0-9-]{0,30})/gi)) {
    tags.push({ name: name.toLowerCase(), isEnd: slash === '/' });
    if (tags.length > MOST_TAGS) break;
  }
  return tags;
}

function leavesQuotation(tags: readonly Tag[]): boolean {
  let depth = 0;
  for (const { name, isEnd } of tags) {
    if (UNRULY.has(name)) return true;
    if (name === 'blockquote') depth += isEnd ? -1 : 1;
    if (depth < 0) return true;
  }
  return false;
}

/** The innermost first, and twice: what a table hid the first time is closed the second time. */
function endTags(tags: readonly Tag[], quotations: number): string {
  const open = tags.filter(({ name, isEnd }) => !isEnd && !UNENDED.has(name)).reverse();
  const names = open.map(({ name }) => name);
  const around = Array.from({ length: quotations }, () => 'blockquote');
  return [...names, ...names, ...around].map((name) => `</${name}>`).join('');
}

/** How many quotations the text itself has one in the other, at most: an open comment hides their ends too. */
function quotationsIn(text: string): number {
  let most = 0;
  for (const [prefix] of text.matchAll(/^[ \t>*+\-0-9.)]*>/gm))
    most = Math.max(most, prefix.split('>').length - 1);
  return most;
}

function quotation(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => `> ${withoutLeadingTabs(line)}`.trimEnd());
  return lines.join('\n');
}

/** Behind the sign of a quotation a tab would reach less far. */
function withoutLeadingTabs(line: string): string {
  const blanks = /^[ \t]*/.exec(line)?.[0] ?? '';
  if (!blanks.includes('\t')) return line;
  let width = 0;
  for (const blank of blanks) width += blank === '\t' ? 4 - (width % 4) : 1;
  return ' '.repeat(width) + line.slice(blanks.length);
}
