import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environment, project } from '../machine.mjs';

/** With their dependencies 1.4 GB: the compilers of a usual build. */
const PACKAGES = ['build-essential', 'clang', 'golang-go', 'openjdk-17-jdk-headless'];
const BYTES_PER_KILOBYTE = 1024;
const MEGABYTE = 1_000_000;

const command = (file: string, ...args: readonly string[]) =>
  execFileSync(file, args, { env: environment(), stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

/**
 * Returns an archive with the files of Debian packages, as `apt-get install` unpacks them: as many whole packages, in the order of
 * their names, as fit into `megabytes`. Made once and kept under `.cache/` of the project.
 */
export function packageArchive(megabytes: number): string {
  const cache = path.join(project, '.cache/bench-packages');
  const archive = path.join(cache, `${megabytes}.tar`);
  if (existsSync(archive)) return archive;
  mkdirSync(cache, { recursive: true });
  console.error(`Unpacking ${megabytes} MB of Debian packages (some minutes, once)`);
  const making = path.join(cache, 'making');
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  for (const file of fitting(download(cache), megabytes)) command('dpkg-deb', '--extract', file, making);
  command('tar', '--create', '--sort=name', `--file=${archive}.new`, `--directory=${making}`, '.');
  rmSync(making, { recursive: true });
  renameSync(`${archive}.new`, archive);
  return archive;
}

function download(cache: string): readonly string[] {
  const directory = path.join(cache, 'archives');
  const status = path.join(cache, 'status');
  mkdirSync(path.join(directory, 'partial'), { recursive: true });
  // Nothing is installed, so apt downloads all dependencies.
  writeFileSync(status, '');
  const places = [`Dir::State::status=${status}`, `Dir::Cache::archives=${directory}`, 'Debug::NoLocking=1'];
  const options = [...places, 'APT::Sandbox::User=root'].flatMap((option) => ['-o', option]);
  const flags = ['--yes', '--download-only', '--no-install-recommends'];
  command('apt-get', ...options, ...flags, 'install', ...PACKAGES);
  const files = readdirSync(directory).filter((name) => name.endsWith('.deb'));
  return files.sort().map((name) => path.join(directory, name));
}

function fitting(files: readonly string[], megabytes: number): readonly string[] {
  let left = megabytes * MEGABYTE;
  return files.filter((file) => {
    const bytes = Number(command('dpkg-deb', '--field', file, 'Installed-Size')) * BYTES_PER_KILOBYTE;
    if (bytes > left) return false;
    left -= bytes;
    return true;
  });
}
