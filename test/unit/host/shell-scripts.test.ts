import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const CHANGES = /(?:^|[\n;&|(]|\bthen |\bdo )\s*cd\s/;

/** Texts in the code that are shell scripts with a change of directory. */
function scriptsIn(name: string, text: string): readonly string[] {
  const scripts: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isTemplateLiteral(node);
    if (isText && CHANGES.test(node.getText().slice(1, -1))) scripts.push(node.getText().slice(1, -1));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  return scripts;
}

/** What lets a script go on in another directory than it means. `cd /` cannot fail. */
function faultOf(script: string): string | undefined {
  const rest = script.replaceAll(/\bcd \/(?=[\s;'"]|$)/g, ':');
  if (!CHANGES.test(rest)) return undefined;
  if (/&&\s*cd\b|\bcd\b[^\n;]*&&/.test(rest)) return '`set -e` ignores failures in a list with &&';
  if (!/^\s*set -\w*e/m.test(rest.slice(0, rest.search(CHANGES))))
    return 'a failed cd does not end the script';
  return undefined;
}

test.each([
  ['set -e\nmkdir a && cd a\ntouch b', '&&'],
  ['mkdir a\ncd a\ntouch b', 'does not end'],
  ['set -eu\nmkdir a\ncd a\ntouch b', undefined],
  ["trap 'cd /; rm -r a' EXIT", undefined],
])('the rule judges %j', (script, fault) => {
  if (fault === undefined) expect(faultOf(script)).toBeUndefined();
  else expect(faultOf(script)).toContain(fault);
});

test('no script of root goes on in another directory', () => {
  const names = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    // The command is a text for people.
    .filter((name) => name !== path.join('action', 'again.ts'));
  const scripts = names.flatMap((name) =>
    scriptsIn(name, readFileSync(path.join('src', name), 'utf8')).map((script) => [name, script] as const),
  );
  expect(scripts.length).toBeGreaterThan(2);
  const faults = scripts.map(([name, script]) => [name, faultOf(script)]);
  expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([]);
});
