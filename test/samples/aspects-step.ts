import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { setAttribute } from './tree-listing.ts';

const CAPABILITY = '0100000200040000000000000000000000000000';
const LONG = 'l'.repeat(200);

interface StepOptions {
  readonly step: number;
  readonly hasAttributes: boolean;
}

/** Changes a tree in every way that a layer must carry: step 0 makes a base, steps 1 and 2 follow. */
export function aspectsStep(root: string, { step, hasAttributes }: StepOptions): void {
  const at = (name: string) => `${root}/${name}`;
  const attribute = (name: string, key: string, value: string) => {
    if (hasAttributes) setAttribute(at(name), key, value);
  };
  [base, first, second][step]?.(at, attribute);
  // Before the next step: times in nanoseconds of every kind of file.
  execFileSync('find', [
    root,
    '-exec',
    'touch',
    '-h',
    '-d',
    `2020-01-0${step + 1} 01:02:03.456789012`,
    '{}',
    '+',
  ]);
  execFileSync('touch', ['-d', '1969-12-31 23:59:58.25 UTC', at('old')]);
}

type At = (name: string) => string;
type Attribute = (name: string, key: string, value: string) => void;

function base(at: At, attribute: Attribute): void {
  for (const name of ['etc', 'deep/er/est', 'lists', 'moves/inner', 'becomes file', 'many'])
    mkdirSync(at(name), { recursive: true });
  for (const name of [
    'old',
    'etc/one',
    'etc/two',
    'deep/er/est/x',
    'lists/a',
    'lists/b',
    'moves/inner/y',
    'becomes file/z',
  ])
    writeFileSync(at(name), name);
  for (let index = 0; index < 200; index += 1) writeFileSync(at(`many/${index}`), `${index}`);
  writeFileSync(at('linked'), 'linked');
  linkSync(at('linked'), at('etc/linked too'));
  linkSync(at('linked'), at('many/linked three'));
  symlinkSync('etc', at('link'));
  attribute('etc/one', 'user.color', '00ff');
  attribute('etc/two', 'security.capability', CAPABILITY);
  execFileSync('mkfifo', [at('pipe')]);
}

function first(at: At, attribute: Attribute): void {
  writeFileSync(at('etc/one'), 'changed');
  attribute('etc/two', 'user.new', '01');
  attribute('deep/er', 'user.directory', '02');
  rmSync(at('lists'), { recursive: true });
  mkdirSync(at('lists'));
  writeFileSync(at('lists/c'), 'c');
  renameSync(at('moves'), at('moved'));
  rmSync(at('becomes file'), { recursive: true });
  writeFileSync(at('becomes file'), 'file');
  rmSync(at('link'));
  mkdirSync(at('link'));
  writeFileSync(at('link/one'), 'not of etc');
  linkSync(at('many/linked three'), at('many/linked four'));
  rmSync(at('linked'));
  for (let index = 0; index < 10; index += 1) rmSync(at(`many/${index}`));
  mkdirSync(at(`${LONG}/${LONG}`), { recursive: true });
  writeFileSync(Buffer.from(`${at(`${LONG}/${LONG}/`)}\xff\xe9`, 'latin1'), 'bytes');
  writeFileSync(at('sparse'), 'x');
  truncateSync(at('sparse'), 300 * 1024 ** 2);
  execFileSync('mknod', [at('null'), 'c', '1', '3']);
  chmodSync(at('etc'), 0o2775);
  chownSync(at('etc'), 1000, 3_000_000);
  chownSync(at('deep/er/est/x'), 4_000_000, 12);
  chmodSync(at('deep/er/est/x'), 0o6711);
}

function second(at: At, attribute: Attribute): void {
  writeFileSync(at('etc/new'), 'new');
  writeFileSync(at('many/linked four'), 'other content');
  renameSync(at('moved/inner'), at('inner'));
  rmSync(at('link'), { recursive: true });
  symlinkSync('/etc', at('link'));
  rmSync(at('null'));
  rmSync(at('pipe'));
  writeFileSync(at('pipe'), 'a file');
  attribute('pipe', 'user.pipe', '0a');
  chmodSync(at('many/50'), 0o4755);
  chmodSync(at('.'), 0o1755);
}
