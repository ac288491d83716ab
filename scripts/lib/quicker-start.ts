// Rewrites bundled files, so that Node starts them sooner. Each rewriting fails on text that it cannot judge.

/** Returns the text of a bundled file as it goes to dist/. @throws Error for a form that a rewriting does not know */
export function quickerToStart(text: string): string {
  return escaped(withLazyHalf(withLazyBuiltins(withPlainExports(text))));
}

/**
 * Exports values instead of functions that get the values, because making hundreds of these functions takes a tenth of the file's
 * evaluation. Equal because all exports are the last lines of their files, and no exported variable changes.
 *
 * @throws if an exported variable changes after its declaration, because importers would keep its first value
 */
export function withPlainExports(original: string): string {
  const getter =
    /Object\.defineProperty\(exports, "([\w$]+)", \{\n\tenumerable: true,\n\tget: function\(\) \{\n\t\treturn ([\w$]+);\n\t\}\n\}\);/g;
  const text = original.replace(getter, 'exports.$1 = $2;');
  for (const [, name = ''] of text.matchAll(/^exports\.[\w$]+ = ([\w$]+);$/gm))
    if (changes(name, text)) throw new Error(`the exported ${name} changes`);
  return text;
}

/**
 * Whether a text assigns to a variable besides the declaration, or the variable has no value there. Functions, classes and constants
 * cannot change.
 */
function changes(name: string, text: string): boolean {
  const variable = name.replaceAll('$', '\\$');
  const [, after] = new RegExp(`^(?:let|var) ${variable}(?![\\w$])\\s*(=?)`, 'm').exec(text) ?? [];
  if (after === undefined) return false;
  const assignment = new RegExp(
    `(?<![.\\w$])(?:${variable}\\s*(?:=(?![=>])|(?:[-+/%^]|\\*{1,2}|&{1,2}|\\|{1,2}|\\?\\?|<<|>{2,3})=|\\+\\+|--)|(?:\\+\\+|--)\\s*${variable}(?![\\w$]))`,
    'g',
  );
  return after === '' || [...text.matchAll(assignment)].length > 1;
}

/** Modules of Node that take a millisecond or more to load, and that few functions of a file use. */
const SLOW_BUILTINS = ['crypto', 'fs/promises', 'os', 'stream', 'timers/promises', 'tty'];

/**
 * Loads slow modules of Node at their first use. Equal because loading these modules has no effect.
 *
 * @throws if a file uses a module other than by a member, such as `node_os.cpus`
 */
export function withLazyBuiltins(text: string): string {
  return SLOW_BUILTINS.reduce(
    (before, name) =>
      withLazyModule(before, `let node_${name.replaceAll('/', '_')} = require("node:${name}");`),
    text,
  );
}

/**
 * Loads the slow half at the first use in another file. Equal because our modules do no work while they are evaluated.
 *
 * @throws if a file uses the slow half other than by a member
 */
export function withLazyHalf(text: string): string {
  return withLazyModule(text, 'const require_run = require("./run.js");');
}

function withLazyModule(text: string, declaration: string): string {
  const [, variable = '', file = ''] = /^\w+ (\w+) = (.*);$/.exec(declaration) ?? [];
  if (!text.includes(declaration)) return text;
  const [before = '', after = '', ...others] = text.split(declaration);
  if (others.length > 0) throw new Error(`${variable} is declared twice`);
  // `new module().Class()` would make an object of the function.
  const made = after.replaceAll(new RegExp(`\\bnew ${variable}\\.(\\w+)`, 'g'), `new (${variable}.$1)`);
  const used = made.replaceAll(new RegExp(`(?<![\\w$.])${variable}(?=\\.)`, 'g'), `${variable}()`);
  const rewritten = `${before}const ${variable} = () => ${file};${used}`;
  const unknown = new RegExp(`\\b${variable}\\b(?!\\(\\)\\.|\\$| = \\(\\))`).exec(rewritten);
  if (unknown !== null) throw new Error(`an unknown use of ${variable} at character ${unknown.index}`);
  return rewritten;
}

/** ASCII only: a single ellipsis or arrow would make Node hold the whole file at two bytes a character. */
function escaped(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
