// Holds the arrows between the rooms of src/: what each room may import. The map is docs/architecture.md.
import { cruise, type IForbiddenRuleType } from 'dependency-cruiser';

/** A room, and what it may import besides itself and errors.ts. A name ending in `.ts` is one file of a room. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  files: [],
  spec: [],
  host: ['files'],
  mask: [],
  tree: ['files', 'spec/types.ts', 'store/contract.ts', 'host/file-time.ts', 'host/racy.ts'],
  reader: ['host', 'tree', 'store/contract.ts'],
  store: ['files', 'host'],
  sandbox: ['files', 'host', 'tree/inside.ts'],
  image: ['files', 'host', 'tree/inside.ts', 'store/contract.ts'],
  build: [
    'files',
    'spec',
    'mask',
    'store/contract.ts',
    'sandbox/contract.ts',
    'image/contract.ts',
    'tree/contract.ts',
  ],
  report: ['spec', 'build/events.ts'],
  worker: ['host', 'build/events.ts', 'image/contract.ts', 'sandbox/contract.ts', 'store/contract.ts'],
  action: ['report', 'worker', 'mask', 'build/events.ts', 'image/contract.ts', 'store/contract.ts'],
  cli: ['files', 'spec', 'host', 'tree', 'reader', 'store', 'sandbox', 'image', 'build', 'report', 'worker'],
};

/** Fewer than this means that the check looked at nothing, not that all is well. */
const MINIMUM_OF_MODULES = 200;

const toPattern = (name: string) =>
  name.endsWith('.ts') ? `^src/${name.replace('.', '\\.')}$` : `^src/${name}/`;

const rules: readonly IForbiddenRuleType[] = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `${room} imports only ${['errors.ts', ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: toPattern(room) },
  to: { path: '^src/', pathNot: ['errors.ts', room, ...allowed].map(toPattern) },
}));

const { output } = await cruise(['src'], {
  ruleSet: { forbidden: [...rules] },
  validate: true,
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
});
if (typeof output === 'string') throw new Error(output);

const modules = output.modules.filter((module) => module.source.startsWith('src/'));
const rooms = new Set(modules.map((module) => module.source.split('/')[1] ?? ''));
const unknown = [...rooms].filter((room) => !(room in ROOMS));
for (const room of unknown) console.error(`src/${room} is in no line of the table of rooms`);
for (const violation of output.summary.violations) {
  console.error(`${violation.from} → ${violation.to}: ${violation.rule.name}`);
}
if (modules.length < MINIMUM_OF_MODULES) console.error(`only ${modules.length} modules were looked at`);
const ok =
  output.summary.violations.length === 0 && unknown.length === 0 && modules.length >= MINIMUM_OF_MODULES;
console.log(
  `${modules.length} modules in ${rooms.size} rooms, ${output.summary.violations.length} forbidden arrows`,
);
process.exitCode = ok ? 0 : 1;
