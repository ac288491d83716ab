import path from 'node:path';
import type { Copy, From, NamedOwner, Operation, Owner, Run, User } from '../contract/spec.ts';
import type { Position } from '../errors.ts';
import { printAtom, printOperation } from '../language/print.ts';
import { baseIdOf } from './base-id.ts';
import { type FilesRead, mountRead } from './files-read.ts';
import type { BuildNode } from './scope.ts';

/** The state of a build between two operations. Builds inherit nothing from each other. */
interface Context {
  readonly workdir: string;
  readonly shell: readonly string[];
  readonly user: Owner | NamedOwner;
  /** Variables set by `env` operations, over the image's environment. */
  readonly environment: ReadonlyMap<string, string>;
}

interface StepBase extends Context {
  readonly index: number;
  readonly node: BuildNode;
  readonly at: Position;
  /** The operation on one line. */
  readonly text: string;
  readonly reads: readonly FilesRead[];
}

export interface FromStep extends StepBase {
  readonly kind: 'from';
  readonly operation: From;
  /** The id of the result that the build continues from; undefined for a base image. */
  readonly base: string | undefined;
}

export interface RunStep extends StepBase {
  readonly kind: 'run';
  readonly operation: Run;
}

export interface CopyStep extends StepBase {
  readonly kind: 'copy';
  readonly operation: Copy;
  /** Absolute; keeps the spec's trailing `/`. */
  readonly destination: string;
  /** The owner of the copied files. */
  readonly owner: Owner | NamedOwner;
}

export type Step = FromStep | RunStep | CopyStep;

/** A build of the spec with all steps; the first step writes the base image. */
export interface PlannedBuild {
  readonly node: BuildNode;
  readonly steps: readonly [FromStep, ...Step[]];
}

const start: Context = {
  workdir: '/',
  shell: ['/usr/bin/env', 'bash', '-c'],
  user: { uid: 0, gid: 0 },
  environment: new Map(),
};

/** Returns the steps of a build, numbered from `first`, each with the context set by earlier operations. */
export function describeSteps(node: BuildNode, first: number): readonly [FromStep, ...Step[]] {
  const { from, operations } = node.spec;
  const text = `(from ${printAtom(from.image)})`;
  const steps: [FromStep, ...Step[]] = [
    {
      kind: 'from',
      operation: from,
      base: baseIdOf(from),
      ...start,
      index: first,
      node,
      at: from.at,
      text,
      reads: [],
    },
  ];
  let context = start;
  for (const operation of operations) {
    if (operation.kind === 'run' || operation.kind === 'copy') {
      const common = { ...context, index: first + steps.length, node, at: operation.at };
      steps.push(describe(operation, { ...common, text: printOperation(operation) }));
    } else {
      context = change(context, operation);
    }
  }
  return steps;
}

/** The context after the last operation of a build, without args: as in a Dockerfile, they count for steps only. */
export function contextOfImage({ spec }: BuildNode): Context {
  return spec.operations.reduce<Context>((context, operation) => {
    const isStep = operation.kind === 'run' || operation.kind === 'copy';
    return isStep || (operation.kind === 'env' && operation.isArg) ? context : change(context, operation);
  }, start);
}

function describe(operation: Run | Copy, common: Omit<StepBase, 'reads'>): Step {
  const { node, workdir } = common;
  if (operation.kind === 'run') {
    const reads = (operation.mounts ?? []).map((mount) => mountRead(mount, node));
    return { kind: 'run', operation, reads, ...common };
  }
  const destination = absoluteDestination(workdir, operation.dst);
  const { src, exclude, from, at, chown, chmod } = operation;
  const source = node.sources.get(from);
  return {
    kind: 'copy',
    operation,
    destination,
    reads: [{ src, exclude, destination, source, isMount: false, keepsModes: chmod === 'keep', at }],
    owner: chown ?? common.user,
    ...common,
  };
}

function change(context: Context, operation: Exclude<Operation, Run | Copy>): Context {
  switch (operation.kind) {
    case 'comment':
      return context;
    case 'workdir':
      return { ...context, workdir: path.posix.resolve(context.workdir, operation.dir) };
    case 'shell':
      return { ...context, shell: operation.argv };
    case 'user':
      return { ...context, user: ownerOf(operation) };
    case 'env':
      return { ...context, environment: new Map(context.environment).set(operation.name, operation.value) };
  }
}

function ownerOf(user: User): Owner | NamedOwner {
  if ('uid' in user) return { uid: user.uid, gid: user.gid };
  const { user: name, group, at } = user;
  return { user: name, group, at };
}

/**
 * Makes a `dst` absolute, without doubled slashes and `.` parts. Keeps the parts that decide between "become" and "go
 * inside": a trailing `/` and a final `.`. Leaves `..` for the copy to judge.
 */
export function absoluteDestination(workdir: string, dst: string): string {
  const parts = (dst.startsWith('/') ? dst : `${workdir}/${dst}`).split('/');
  const kept = parts.filter((part) => part !== '' && part !== '.');
  const last = dst === '' ? '.' : parts.at(-1);
  const end = last === '' ? '/' : last === '.' ? '/.' : '';
  return `${kept.map((part) => `/${part}`).join('')}${end}`;
}
