import { must } from '../../errors.ts';
import type { MachineFacts, ProgramFact } from './facts.ts';
import { type Finding, isAtLeast, note, ok, problem } from './finding.ts';
import { isPackaged, knownHoles, MENDED_RELEASES } from './known-holes.ts';
import { present } from './programs.ts';
import type { Trial } from './trial.ts';

/** The first release with cgroups v2 and with an error number for each filtered system call. */
const RUNC = '1.0.0';

const UPGRADE =
  'sudo apt-get install --only-upgrade runc, or take one from github.com/opencontainers/runc/releases';

/** The runtime's version and the result of attacks. The version alone says little because distributions fix old releases. */
export function checkRuntime({ programs: { runc }, trial }: MachineFacts): readonly Finding[] {
  const finding = present('runc', 'runc', runc);
  if (finding.state !== 'ok') return [finding];
  if (!isAtLeast(versionOf(runc), RUNC))
    return [problem('runc', `${finding.found}, but ${RUNC} or later is needed`, UPGRADE)];
  return [checkHoles(finding, versionOf(runc), trial), checkSandbox(trial)];
}

const versionOf = ({ says = '' }: ProgramFact) => must(says.split('\n')[0], 'the first line of a version');

function checkHoles(finding: Finding, version: string, trial: Trial | undefined): Finding {
  const holes = knownHoles(version).filter((hole) => isOpen(hole, version, trial));
  const seen = trial?.attacks.filter(({ worksBare }) => worksBare).map(({ name }) => name) ?? [];
  if (holes.length === 0 && seen.length === 0) {
    const isTried = trial?.attacks.every(({ worksBare }) => worksBare === false) === true;
    return ok('runc', isTried ? `${finding.found}; no attack that was tried got out of it` : finding.found);
  }
  const known = isPackaged(version) ? ', unless its distribution has mended them' : '';
  const parts = [
    ...(holes.length === 0 ? [] : [`known holes: ${holes.join(', ')}${known}`]),
    ...(seen.length === 0 ? [] : [`tried here without our rules: ${seen.join('; ')}`]),
  ];
  const fix = `nothing has to be done, because our rules hold with any runc. To close the holes too, install ${MENDED_RELEASES}: ${UPGRADE}`;
  return note('runc', `${finding.found}; ${parts.join('; ')}`, fix);
}

/** The result of a trial counts more than the version. */
function isOpen(hole: string, version: string, trial: Trial | undefined): boolean {
  const attack = trial?.attacks.find(({ holes }) => holes.includes(hole));
  if (attack?.worksBare !== undefined) return attack.worksBare;
  return hole !== 'CVE-2024-21626' || !isPackaged(version);
}

function checkSandbox(trial: Trial | undefined): Finding {
  if (trial === undefined) return note('sandbox', 'not tried, because that takes root', 'run doctor as root');
  if (trial.fault !== undefined) {
    return problem(
      'sandbox',
      `no step runs here: ${trial.fault}`,
      'see what else is found; in a container, start it with --privileged',
    );
  }
  const passed = trial.attacks.filter(({ worksInStep }) => worksInStep).map(({ name }) => name);
  if (passed.length > 0)
    return problem(
      'sandbox',
      `a step can get out: ${passed.join('; ')}`,
      'do not build here, and report this',
    );
  return ok('sandbox', `a step runs, and ${trial.attacks.length} attacks by images and caches were refused`);
}
