import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Which argument of each call of `node:fs` that makes a file or directory holds the mode, or the options with the mode. */
const MAKERS: Readonly<Record<string, number>> = {
  mkdir: 1,
  mkdirSync: 1,
  open: 2,
  openSync: 2,
  createWriteStream: 1,
  writeFile: 2,
  writeFileSync: 2,
  appendFile: 2,
  appendFileSync: 2,
};

/** Calls after which a mode is what the program stated, whatever the umask. */
const CERTAIN = /\b(?:l|f)?chmod(?:Sync)?\(|\bprocess\.umask\(/;

/** What is wrong with each call in a file that makes a file or directory. */
function faultsIn(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const imported = new Set<string>();
  const faults: string[] = [];
  if (!text.includes("'node:fs")) return faults;
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && /^'node:fs(?:\/promises)?'$/.test(node.moduleSpecifier.getText()))
      for (const one of node.importClause?.getText().match(/\w+/g) ?? []) imported.add(one);
    if (ts.isCallExpression(node) && imported.has(node.expression.getText())) {
      const fault = faultOf(node);
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      if (fault !== undefined) faults.push(`${name}:${line + 1} ${node.expression.getText()} ${fault}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return faults;
}

function faultOf(call: ts.CallExpression): string | undefined {
  const maker = call.expression.getText();
  const index = MAKERS[maker];
  if (index === undefined || /^[`']\/proc\//.test(call.arguments[0]?.getText() ?? '')) return undefined;
  if (maker.startsWith('open') && !makesFile(call.arguments[1]?.getText())) return undefined;
  const mode = modeIn(call.arguments[index]);
  if (mode === undefined) return 'states no mode';
  const isCutByUmask = /^0o[0-7]+$/.test(mode) && (Number(mode) & 0o077) !== 0;
  if (!isCutByUmask || CERTAIN.test(aroundOf(call).getText())) return undefined;
  return `leaves ${mode} to the umask: a chmod has to follow`;
}

const makesFile = (flags = "'r'") => /^'[wa]/.test(flags) || /O_CREAT|NEW|CREATE/.test(flags);

/** The text of a mode: the argument itself, or `mode` of the options. */
function modeIn(argument: ts.Expression | undefined): string | undefined {
  if (argument === undefined || !ts.isObjectLiteralExpression(argument)) return argument?.getText();
  const given = argument.properties.find((property) => property.name?.getText() === 'mode');
  return given !== undefined && ts.isPropertyAssignment(given) ? given.initializer.getText() : undefined;
}

/** The function around a call. */
function aroundOf(node: ts.Node): ts.Node {
  const around = ts.findAncestor(node, ts.isFunctionLike);
  const isOnlyCall = around !== undefined && ts.isArrowFunction(around) && around.body === node;
  return isOnlyCall ? aroundOf(around.parent) : (around ?? node.getSourceFile());
}

test('each new file or directory has an explicit mode', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.[jt]s$/.test(name),
  );
  const texts = files
    .map((name) => path.join('src', name))
    .map((name) => [name, readFileSync(name, 'utf8')] as const);
  expect(texts.flatMap(([name, text]) => faultsIn(name, text))).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
});

test.each([
  ['mkdirSync(a);', 'states no mode'],
  ['mkdirSync(a, { recursive: true });', 'states no mode'],
  ['mkdirSync(a, { mode: 0o755 });', 'leaves 0o755 to the umask: a chmod has to follow'],
  ['mkdirSync(a, { mode: 0o755 }); chmodSync(a, 0o755);', undefined],
  ['mkdirSync(a, 0o700);', undefined],
  ['writeFileSync(a, b);', 'states no mode'],
  ['writeFileSync(`/proc/self/uid_map`, b);', undefined],
  ["openSync(a, 'wx');", 'states no mode'],
  ['openSync(a, O_RDONLY);', undefined],
])('%s is judged by its mode', (statement, fault) => {
  const names = 'mkdirSync, writeFileSync, openSync, chmodSync';
  const [found] = faultsIn('a.ts', `import { ${names} } from 'node:fs';\nfunction make() { ${statement} }`);
  expect(found?.replace(/^a.ts:2 \w+ /, '')).toBe(fault);
});
