// The context of the quickstart: the files of examples/c, and the base image if no registry can be reached.
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { debianBase } from './debian-base.ts';
import { giveToOwner, ownDirectories } from './lib/clone-owner.ts';
import { project } from './machine.mjs';

const PUBLIC_REGISTRY = 'https://registry-1.docker.io/v2/';
const IMAGE = 'debian';

async function registryAnswers(): Promise<boolean> {
  return fetch(PUBLIC_REGISTRY, { signal: AbortSignal.timeout(5000) }).then(
    ({ status }) => status === 200 || status === 401,
    () => false,
  );
}

/** With times, so that copies of the next run are equal. */
const copied = (from: string, to: string) => cpSync(from, to, { recursive: true, preserveTimestamps: true });

/** Puts the base image into the context, because a user behind sudo may name no image elsewhere. Returns the name of the image. */
async function baseImage(context: string): Promise<string> {
  if (await registryAnswers()) return 'debian:bookworm-slim';
  console.log('No registry can be reached from here, so the base image is made on this machine.');
  copied(await debianBase(), path.join(context, IMAGE));
  return `oci:${IMAGE}`;
}

/** The files of a build, in a directory that belongs to the owner of this clone. */
export interface Prepared {
  readonly directory: string;
  readonly context: string;
  readonly base: string;
}

/** Makes the context, and writes the texts of `specs` beside the context by their names. */
export async function prepare(example: string, specs: Readonly<Record<string, string>>): Promise<Prepared> {
  const directory = path.join(project, '.cache/quickstart');
  const context = path.join(directory, 'context');
  await ownDirectories(path.dirname(directory), directory);
  try {
    rmSync(context, { recursive: true, force: true });
    copied(example, context);
    for (const [name, text] of Object.entries(specs)) writeFileSync(path.join(directory, name), text);
    return { directory, context, base: await baseImage(context) };
  } finally {
    if (process.getuid?.() === 0) await giveToOwner(directory);
  }
}
