import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import {
  quickerToStart,
  withLazyBuiltins,
  withLazyHalf,
  withPlainExports,
} from '../../../scripts/lib/quicker-start.ts';

const load = createRequire(import.meta.url);

/** Runs a file as CommonJS. Returns its exports, and the modules that it loaded while it ran. */
function run(text: string) {
  const exports: Record<string, unknown> = {};
  const required: string[] = [];
  const require = (name: string): unknown => {
    required.push(name);
    return load(name);
  };
  new Function('exports', 'require', text)(exports, require);
  return { exports, required };
}

const getter = (name: string) =>
  `Object.defineProperty(exports, "${name}", {\n\tenumerable: true,\n\tget: function() {\n\t\treturn ${name};\n\t}\n});`;

describe('exports', () => {
  test('of values that stay are plain', () => {
    const text = withPlainExports(
      `let one = 1;\nfunction two() { return one === 1; }\n${getter('one')}\n${getter('two')}`,
    );
    expect(text).not.toContain('defineProperty');
    expect(run(text).exports).toMatchObject({ one: 1 });
  });

  test.each([
    'one = 2;',
    'one += 1;',
    'one **= 2;',
    'one >>>= 1;',
    'one++;',
    '--one;',
    'one ??= 3;',
    'one ||= 3;',
  ])('of a variable with %j are refused', (change) => {
    expect(() => withPlainExports(`let one = 1;\nfunction f() { ${change} }\n${getter('one')}`)).toThrow(
      'the exported one changes',
    );
  });
});

test.each(['let one;', 'var one;'])('an exported variable without a value is refused: %s', (declared) => {
  const text = `${declared}\nfunction f() { one = 1; }\n${getter('one')}`;
  expect(() => withPlainExports(text)).toThrow('the exported one changes');
});

describe('a slow module', () => {
  const declaration = 'let node_stream = require("node:stream");\n';

  test('loads at its first use', () => {
    const text = withLazyBuiltins(`let node_os = require("node:os");\nexports.end = () => node_os.EOL;`);
    const { exports, required } = run(text);
    expect(required).toEqual([]);
    expect((exports['end'] as () => string)()).toBe('\n');
    expect(required).toEqual(['node:os']);
  });

  test.each([
    'exports.made = new node_stream.PassThrough();',
    'exports.made = new node_stream.PassThrough({ highWaterMark: 1 });',
    'exports.made = new (class extends node_stream.PassThrough {})();',
    'exports.made = node_stream.Readable.from([1]);',
  ])('gives the same objects in %s', (use) => {
    const { exports } = run(withLazyBuiltins(declaration + use));
    expect(typeof (exports['made'] as { pipe?: unknown }).pipe).toBe('function');
  });

  test.each([
    'exports.all = node_stream;',
    'const { pipeline } = node_stream;',
    'exports.at = node_stream["finished"];',
  ])('used by %j is refused', (use) => {
    expect(() => withLazyBuiltins(declaration + use)).toThrow(/an unknown use of node_stream/);
  });
});

test('the slow half loads at its first use', () => {
  const loaded: string[] = [];
  const require = (name: string) => {
    loaded.push(name);
    return { acquire: () => 'acquired', Times: class {} };
  };
  const text = `const require_run = require("./run.js");
exports.acquire = () => require_run.acquire();
exports.times = () => new require_run.Times();`;
  const exports: Record<string, () => unknown> = {};
  new Function('exports', 'require', withLazyHalf(text))(exports, require);
  expect(loaded).toEqual([]);
  expect(exports['acquire']?.()).toBe('acquired');
  expect(exports['times']?.()).toBeTypeOf('object');
  expect(loaded).toContain('./run.js');
});

test('text outside ASCII means the same', () => {
  const text = quickerToStart('exports.sign = "… → 🙂";');
  expect(text).toMatch(/^[\0-\x7f]*$/);
  expect(run(text).exports['sign']).toBe('… → 🙂');
});
