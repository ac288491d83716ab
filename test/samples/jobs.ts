import type { ExampleName } from '../../scripts/example-images.ts';

export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** What a user does with a project of `examples/`. */
export interface Job {
  readonly name: ExampleName;
  /** Part of the command of the step that installs or downloads dependencies. Of the step that runs the tests. */
  readonly install: string;
  readonly test: string;
  /** A changed line of the program. */
  readonly code: Edit;
  /** Another dependency, or another version. */
  readonly dependency: readonly Edit[];
  /** An edit that makes the step of the dependencies run once more, with nothing new to download. */
  readonly touch: Edit;
  /** The log of this run, if the tool tells about its downloads. Otherwise the step has no network in this run. */
  readonly fromSlot?: RegExp;
  /** Makes a test fail. */
  readonly breakage: Edit;
  /** The directory with the report of the tests, and a text in the report of the failed test. */
  readonly report: { readonly src: string; readonly says: string };
  /** The file for the user, and its first characters. */
  readonly product: { readonly src: string; readonly starts: string };
}

const ELF = '\x7fELF';
const ZIP = 'PK\x03\x04';
const GZIP = '\x1f';

const YAML =
  'sha512-lcYcMxX2PO9XMGvAJkJ3OsNMw+/7FKes7/hgerGUYWIoWu5j/+YQqcZr5JnPZWzOsEBgMbSbiSTn/dv/69Mkpw==';
const OLDER_YAML =
  'sha512-4lLa/EcQCB0cJkyts+FpIRx5G/llPxfP6VQU5KByHEhLxY3IJCH0f0Hy1MHI8sClTvsIb8qwRJ6R/ZdlDJ/leQ==';
const SEMVER = '56e6fa9c48d24d85fb3de5ad847117517440f6beceb7798af16b4a87d616b8d0';
const OLDER_SEMVER = 'f79dfe2d285b0488816f30e700a7438c5a73d816b5b7d3ac72fbc48b0d185e03';

export const jobs: readonly Job[] = [
  {
    name: 'c',
    install: 'apt-get install',
    test: 'make test',
    code: { file: 'src/gzstat.c', from: '"1.0.0"', to: '"1.0.1"' },
    dependency: [{ file: 'build.spec', from: 'zlib1g-dev"', to: 'zlib1g-dev libbz2-dev"' }],
    touch: { file: 'build.spec', from: 'gcc make', to: 'make gcc' },
    fromSlot: /^Need to get 0 B\/[\d.]+ MB of archives/m,
    breakage: { file: 'test/run.sh', from: "'5'", to: "'6'" },
    report: { src: '/src/report', says: 'FAILED: every word once' },
    product: { src: '/bin/gzstat', starts: ELF },
  },
  {
    name: 'go',
    install: 'go mod download',
    test: 'go test',
    code: { file: 'main.go', from: 'Println(Slug(', to: 'Println("/" + Slug(' },
    dependency: [
      { file: 'go.mod', from: 'v0.14.0', to: 'v0.13.0' },
      {
        file: 'go.sum',
        from: 'golang.org/x/text v0.14.0 h1:',
        to: `golang.org/x/text v0.13.0 h1:ablQoSUd0tRdKxZewP80B+BaqeKJuVhuRxj/dkrun3k=
golang.org/x/text v0.13.0/go.mod h1:TvPlkZtksWOMsz7fbANvkp4WM8x/WCo/om8BMLbz+aE=
golang.org/x/text v0.14.0 h1:`,
      },
    ],
    touch: { file: 'go.mod', from: 'require', to: '// Unicode\nrequire' },
    breakage: { file: 'main_test.go', from: '"two-words"', to: '"three-words"' },
    report: { src: '/src/report', says: 'want "three-words"' },
    product: { src: '/bin/slug', starts: ELF },
  },
  {
    name: 'node',
    install: 'npm ci',
    test: 'npm test',
    code: { file: 'src/convert.js', from: 'undefined, 2', to: 'undefined, 1' },
    dependency: [
      { file: 'package.json', from: '"2.8.1"', to: '"2.8.0"' },
      { file: 'package-lock.json', from: '"yaml": "2.8.1"', to: '"yaml": "2.8.0"' },
      { file: 'package-lock.json', from: '"version": "2.8.1"', to: '"version": "2.8.0"' },
      { file: 'package-lock.json', from: 'yaml-2.8.1.tgz', to: 'yaml-2.8.0.tgz' },
      { file: 'package-lock.json', from: YAML, to: OLDER_YAML },
    ],
    touch: { file: 'package.json', from: 'Prints a', to: 'Shows a' },
    breakage: { file: 'test/convert.test.js', from: "'null'", to: "'nothing'" },
    report: { src: '/src/report', says: 'an empty document is null' },
    product: { src: '/src/out/*.tgz', starts: GZIP },
  },
  {
    name: 'python',
    install: 'pip install',
    test: 'unittest',
    code: { file: 'csvtable.py', from: '"github"', to: '"pipe"' },
    dependency: [{ file: 'requirements.txt', from: '0.9.0', to: '0.8.10' }],
    touch: { file: 'requirements.txt', from: 'tabulate', to: '# Tables\ntabulate' },
    fromSlot: /^ +File was already downloaded \/wheels\/tabulate-0\.8\.10-\S+\.whl/m,
    breakage: { file: 'tests/test_csvtable.py', from: 'table([]), ""', to: 'table([]), "-"' },
    report: { src: '/src/report', says: 'FAIL: test_no_lines_give_no_table' },
    product: { src: '/src/out/csvtable.pyz', starts: '#!/usr/bin/env python3\n' },
  },
  {
    name: 'rust',
    install: 'cargo fetch',
    test: 'cargo test',
    code: { file: 'src/main.rs', from: 'exit(1)', to: 'exit(2)' },
    dependency: [
      { file: 'Cargo.toml', from: '1.0.26', to: '1.0.25' },
      { file: 'Cargo.lock', from: '1.0.26', to: '1.0.25' },
      { file: 'Cargo.lock', from: SEMVER, to: OLDER_SEMVER },
    ],
    touch: { file: 'Cargo.toml', from: 'Apache-2.0', to: 'MIT' },
    breakage: { file: 'src/main.rs', from: 'to_string(), "1.10.0"', to: 'to_string(), "1.9.0"' },
    report: { src: '/src/report', says: 'numbers_count_as_numbers' },
    product: { src: '/src/out/newest', starts: ELF },
  },
  {
    name: 'java',
    install: 'dependency:go-offline',
    test: 'package',
    code: { file: 'src/main/java/example/CsvSum.java', from: 'total = 0', to: 'total = 0L' },
    dependency: [{ file: 'pom.xml', from: '1.10.0', to: '1.9.0' }],
    touch: { file: 'pom.xml', from: '<dependencies>', to: '<!-- Libraries -->\n  <dependencies>' },
    breakage: { file: 'src/test/java/example/CsvSumTest.java', from: '(42', to: '(43' },
    report: { src: '/src/target/surefire-reports', says: 'expected:&lt;43&gt; but was:&lt;42&gt;' },
    product: { src: '/src/target/csvsum.jar', starts: ZIP },
  },
];
