import { describe, expect, it } from 'vitest';
import { errorOf } from '../specs.ts';

const hintOf = (operation: string) => errorOf(`((from i) ${operation})`).hint;

describe('a field with the name of another language', () => {
  it.each<readonly [string, string]>([
    ...['command', 'cmd', 'script', 'exec', 'Command', 'sh', 'bash', 'args'].map(
      (name): readonly [string, string] => [`(run (${name} "make all"))`, 'shell'],
    ),
    ['(run (mounts (src a) (target /b)) (shell c))', 'mount'],
    ['(run (bind a) (shell c))', 'mount'],
    ['(run (env_secret a) (shell c))', 'secrets'],
    ['(run (net host) (shell c))', 'network'],
    ['(copy (source a) (destination b))', 'src'],
    ['(copy (files a) (dst b))', 'src'],
    ['(copy (src a) (destination b))', 'dst'],
    ['(copy (src a) (target b))', 'dst'],
    ['(copy (src a) (to b))', 'dst'],
    ['(copy (src a) (dst b) (mode 644))', 'chmod'],
    ['(copy (src a) (dst b) (owner (name c)))', 'chown'],
    ['(copy (src a) (dst b) (ignore c))', 'exclude'],
    ['(copy (build b) (src a) (dst b))', 'from'],
    ['(user (user app))', 'name'],
    ['(user (username app))', 'name'],
    ['(copy (src a) (dst b) (chown (user app)))', 'name'],
    ['(user (uid 1) (group_id 1))', 'gid'],
  ])('%s is shown its own name', (operation, name) =>
    expect(hintOf(operation)).toBe(`Did you mean ${name}?`),
  );

  it.each([
    ['(script "make")', /^Write \(run \(shell "make"\)\)\.$/],
    ['(Command make)', /^Write \(run \(shell "make"\)\)\.$/],
    ['(exec make all)', /^Write \(run \(shell "make all"\)\)\.$/],
    ['(script (a))', /^Write \(run \(shell "COMMAND"\)\)\.$/],
    ['(cd /src)', /^Did you mean workdir\?$/],
    ['(export A 1)', /^Did you mean env\?$/],
    ['(run (env A 1) (shell b))', /^env is an operation: write \(env …\) before this run\.$/],
    ['(copy (src a) (dst b) (user c))', /\(chown \(name USER\)\)/],
  ])('%s is shown the operation', (operation, hint) => expect(hintOf(operation)).toMatch(hint));

  it.each(['image', 'base'])('(%s IMAGE) is shown as from', (name) =>
    expect(errorOf(`((${name} debian))`).hint).toBe('Did you mean from?'),
  );
});
