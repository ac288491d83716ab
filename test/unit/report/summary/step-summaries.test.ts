import { expect, test } from 'vitest';
import { contained } from '../../../../src/report/summary/contained.ts';
import { recorder } from '../../../../src/report/summary/record.ts';
import { MAX_JOB_SUMMARY_BYTES, summary } from '../../../../src/report/summary/summary.ts';
import { done, ended, planned } from '../events.ts';

function page(texts: Readonly<Record<number, string>>): string {
  const { add, record } = recorder();
  add(planned);
  for (const [step, text] of Object.entries(texts)) add(ended(Number(step), 'built', { summary: text }));
  add(done(['built', 'built', 'built', 'built', 'built']));
  return summary(record(), { seconds: 12, cancelled: false, printSummary: (id) => `logs ${id} --summary` });
}

const TITLE = '#### Summary of step 2: <code>dev</code> <code>(run (shell &#34;make all&#34;))</code>';

test('step summaries come last, in the order of steps', () => {
  const text = page({ 4: 'four\n', 1: '\n\n# Tests\n\n| a |\n| - |\n| 1 |\n\n' });
  expect(text).toContain(
    `\n\n${TITLE}\n\n> # Tests\n>\n> | a |\n> | - |\n> | 1 |\n\n#### Summary of step 5: `,
  );
  expect(text.endsWith('\n\n> four\n')).toBe(true);
  expect(text.indexOf('| --: |')).toBeLessThan(text.indexOf('#### Summary'));
});

test('every line of a part stays inside its quotation', () => {
  const quoted = contained('```\r\nopen\r# fake\n    ```\n\ttab\n \ttab');
  expect(quoted).toBe('> ```\n> open\n> # fake\n>     ```\n>     tab\n>     tab');
});

test.each([
  ['<!-- open', ''],
  ['<div title="open', '</div></div>'],
  ['<details><table><tr><td>', '</table></details></table></details>'],
  ['<b>x</b><br><p>', '</b></b>'],
])('%s is closed after the quotation', (text, tags) => {
  expect(contained(text)).toBe(`> ${text}\n\n<!-- ]]>"'><!-- -->${tags}</blockquote>`);
});

test('quotations inside a part are closed', () => {
  expect(contained('> - > <!--').endsWith('</blockquote></blockquote></blockquote>')).toBe(true);
});

test.each([
  ['ends the quotation', 'a</blockquote>\n\n### Built in 1 s <fake>'],
  ['nothing can end', '<plaintext>'],
  ['has tags without number', '<b>'.repeat(1001)],
])('a text that %s is shown as plain text', (_, text) => {
  const shown = contained(text);
  expect(shown.startsWith('<pre>\n')).toBe(true);
  expect(shown.slice(5, -6)).not.toContain('<');
});

test.each([
  ['text', 'word '.repeat(20)],
  ['lines of tags', '<b>&'],
  ['backticks', '```'],
])("a page stays below GitHub's limit: %s", (_, line) => {
  const most = `${line}\n`.repeat(Math.floor(1024 ** 2 / (line.length + 1)));
  const text = page({ 1: most, 2: most, 4: most });
  expect(Buffer.byteLength(text)).toBeLessThan(MAX_JOB_SUMMARY_BYTES + 1000);
  expect(text).toContain('is shortened to fit; <code>logs id1 --summary</code> prints the whole:');
  expect(text).toMatch(/The summaries of 2 more steps do not fit\.\n$/);
});

test('a line of 1 MiB is cut between characters', () => {
  const text = page({ 1: '😀'.repeat(1024 ** 2 / 4) });
  expect(Buffer.byteLength(text)).toBeLessThan(MAX_JOB_SUMMARY_BYTES + 1000);
  expect(text.trimEnd()).toMatch(/😀(\ufffd)?$/u);
});

test('hidden summaries take no memory', () => {
  const { add, record } = recorder();
  add(planned);
  for (const step of [0, 1, 2, 3]) add(ended(step, 'built', { summary: 'x'.repeat(1024 ** 2) }));
  expect(record().steps.map(({ summary }) => summary?.text.length)).toEqual([
    1024 ** 2,
    1024 ** 2,
    0,
    0,
    undefined,
  ]);
});
