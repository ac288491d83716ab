import { must } from '../../errors.ts';
import { preformatted } from './markdown.ts';

/** A text with more tags is shown as plain text: the closing tags would be longer than the text. */
const MAX_TAGS = 1000;

/** Elements without an end tag, and elements that end with the enclosing element. */
const UNENDED: ReadonlySet<string> = new Set(
  (
    'area base br col embed hr img input link meta param source track wbr ' +
    'dd dt li option p rp rt tbody td tfoot th thead tr'
  ).split(' '),
);

/** Nothing can end `plaintext`, and HTML has special rules for the others. GitHub's pages show no such element. */
const UNRULY: ReadonlySet<string> = new Set(['marquee', 'math', 'plaintext', 'svg']);

/** Ends an open comment, CDATA section, tag and either kind of quoted attribute; shows nothing if none is open. */
const END_OF_ANY_TAG = `<!-- ]]>"'><!-- -->`;

/**
 * Contains untrusted Markdown so that nothing after it becomes part of it. The text becomes a quotation: fences, lists
 * and blocks of HTML end with the quotation. Open elements, comments and tags are closed after the quotation. A text
 * that would end the quotation itself is shown as plain text.
 */
export function contained(text: string): string {
  const tags = tagsOf(text);
  const depth = quotationsIn(text);
  if (tags.length + depth > MAX_TAGS || leavesQuotation(tags)) return preformatted(text);
  const quoted = quotation(text);
  return text.includes('<') ? `${quoted}\n\n${END_OF_ANY_TAG}${endTags(tags, depth + 1)}` : quoted;
}

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
}

/** Returns all possible tags, in code too: closing an element that is not open does no harm. */
function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  for (const [, slash, name = ''] of text.matchAll(/<(\/?)([a-z][a-z0-9-]{0,30})/gi)) {
    tags.push({ name: name.toLowerCase(), isEnd: slash === '/' });
    if (tags.length > MAX_TAGS) break;
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

/** Innermost first, and twice: the second time closes elements hidden by a table the first time. */
function endTags(tags: readonly Tag[], quotations: number): string {
  const open = tags.filter(({ name, isEnd }) => !isEnd && !UNENDED.has(name)).reverse();
  const names = open.map(({ name }) => name);
  const around = Array.from({ length: quotations }, () => 'blockquote');
  return [...names, ...names, ...around].map((name) => `</${name}>`).join('');
}

/** Maximum nesting of quotations in the text: an open comment hides the ends of quotations too. */
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

/** After the sign of a quotation a tab would reach less far. */
function withoutLeadingTabs(line: string): string {
  const blanks = must(/^[ \t]*/.exec(line)?.[0], 'the blanks of a line');
  if (!blanks.includes('\t')) return line;
  let width = 0;
  for (const blank of blanks) width += blank === '\t' ? 4 - (width % 4) : 1;
  return ' '.repeat(width) + line.slice(blanks.length);
}
