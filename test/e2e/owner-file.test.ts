import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { OwnMachine } from '../places/own-machine.ts';
import { cliPath } from '../programs/cli.ts';

const PLAIN = '/mnt/plain';

let directory = '';
let machine: OwnMachine;

beforeEach(async () => {
  directory = mkdtempSync('/srv/obuilder-test-owner-');
  makeBusyboxRoot(path.join(directory, 'base'));
  writeFileSync(
    path.join(directory, 'a.spec'),
    '((from "rootfs:base") (shell /bin/sh -c) (run (shell "echo built here")))',
  );
  machine = await OwnMachine.make(['/etc']);
  // Bindfs can give no file to the ids that steps have, so no step there has a user namespace.
  machine.must('mkdir', '-m', '0755', PLAIN, path.join(directory, 'plain'));
  machine.must('bindfs', path.join(directory, 'plain'), PLAIN);
});

afterEach(() => {
  // The process behind it ends with the mount.
  machine?.run(['umount', '--lazy', PLAIN]);
  machine?.remove();
  rmSync(directory, { recursive: true, force: true });
});

const build = (...flags: readonly string[]) => {
  const words = ['build', '-f', path.join(directory, 'a.spec'), directory, `--store=copy:${PLAIN}/store`];
  const { status, stdout, stderr } = machine.run([process.execPath, cliPath, ...words, ...flags]);
  return { status, text: stdout + stderr };
};

describe('an owner who demands user namespaces', () => {
  beforeEach(() => machine.write('/etc/obuilder-action.json', '{"user-namespace": "always"}'));

  test('lets no step run without, with a hint', () => {
    const { status, text } = build();
    expect(text).toMatch(/steps cannot have a user namespace here: /);
    expect(text).not.toMatch(/^built here$/m);
    expect(status).toBe(1);
  });

  test('refuses a build without user namespaces', () => {
    const { status, text } = build('--user-namespace=never');
    expect(text).toContain('error: steps may not run without a user namespace on this machine\n');
    expect(text).toContain('/etc/obuilder-action.json');
    expect(text).not.toMatch(/^built here$/m);
    expect(status).toBe(2);
  });

  test('is reported by doctor', () => {
    const { stdout } = machine.run([process.execPath, cliPath, 'doctor']);
    expect(stdout).toMatch(/ok {6}the owner's file: .*each step has a user namespace/);
  });
});

test('steps run without user namespaces, and the log explains', () => {
  const { status, text } = build();
  expect(text).toMatch(/Steps run without a user namespace, /);
  expect(text).toMatch(/^built here$/m);
  expect(status, text).toBe(0);
});

describe("an owner's rule for the host's network", () => {
  const shows = (network: string, command = 'cat /etc/resolv.conf; ls /sys/class/net') => {
    const run = `(run (network ${network}) (shell "${command}"))`;
    writeFileSync(path.join(directory, 'a.spec'), `((from "rootfs:base") (shell /bin/sh -c)\n${run})`);
    return build();
  };
  const rule = (value: string) => machine.write('/etc/obuilder-action.json', `{"host-network": "${value}"}`);

  test('audit gives such steps an audit, and says so', () => {
    rule('audit');
    const { status, text } = shows('host');
    expect(status, text).toBe(0);
    expect(text).toContain("replaces the host's network of the step in line 2 by an audit");
    expect(text).toMatch(/^nameserver 127\.0\.0\.1\nlo$/m);
    expect(machine.run([process.execPath, cliPath, 'doctor']).stdout).toContain('replaced by an audit');
  });

  test('forbid refuses such steps, at their position', () => {
    rule('forbid');
    const { status, text } = shows('host');
    expect(status, text).not.toBe(0);
    expect(text).toMatch(/2:1: .*may not use the host's network/);
  });

  test.each(['forbid', 'audit'])('%s keeps lists from the metadata of the machine', (value) => {
    rule(value);
    const { text } = shows('(allow 169.254.169.254:80)', 'nc -w 2 169.254.169.254 80 </dev/null');
    expect(text).toMatch(/network: denied 169\.254\.169\.254:80: .* which its owner keeps from steps/);
  });
});
