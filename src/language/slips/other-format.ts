import { invalid } from '../fail.ts';
import { shorten } from '../sexp/datum.ts';
import { positionsIn } from '../sexp/text.ts';

/** Blank lines and comments of YAML, which `#|` and `#;` are not. */
const START = /^(?:[ \t]*(?:#(?![|;]).*)?\r?\n)*[ \t]*/;

/** No spec begins with such a word, because the list of a spec has a parenthesis first. */
const YAML = /^(?:---\s*$|(?:-[ \t]+)?(?:[\w.-]+|"[^"\n]*"|'[^'\n]*')[ \t]*:(?:[ \t]|$))/;
const JSON_TEXT = /^(?:\{|\[\s*["[{])/;

const WAY = 'Write ((from IMAGE) (run (shell "COMMAND"))): docs/spec.md describes the language.';

/** Refuses YAML and JSON in place of a spec. @throws ObuilderError `spec-invalid` at the first line with content */
export function refuseOtherFormat(text: string, file: string): void {
  const start = START.exec(text)?.[0].length ?? 0;
  const [line = ''] = text.slice(start).split(/\r?\n/, 1);
  const isJson = JSON_TEXT.test(text.slice(start));
  if (!isJson && !YAML.test(line)) return;
  invalid(`this text is ${isJson ? 'JSON' : 'YAML'}; a spec is one list in parentheses`, {
    at: positionsIn(text, file)(start),
    value: shorten(line),
    hint: isJson
      ? WAY
      : `${WAY} In a workflow, the list stands below "spec: |"; a spec file has the list alone.`,
  });
}
