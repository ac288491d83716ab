export const id = 68;
export const ids = [68];
export const modules = {

/***/ 4531:
/***/ ((module) => {

/*!
 * bytes
 * Copyright(c) 2012-2014 TJ Holowaychuk
 * Copyright(c) 2015 Jed Watson
 * MIT Licensed
 */



/**
 * Module exports.
 * @public
 */

module.exports = bytes;
module.exports.format = format;
module.exports.parse = parse;

/**
 * Module variables.
 * @private
 */

var formatThousandsRegExp = /\B(?=(\d{3})+(?!\d))/g;

var formatDecimalsRegExp = /(?:\.0*|(\.[^0]+)0+)$/;

var map = {
  b:  1,
  kb: 1 << 10,
  mb: 1 << 20,
  gb: 1 << 30,
  tb: Math.pow(1024, 4),
  pb: Math.pow(1024, 5),
};

var parseRegExp = /^((-|\+)?(\d+(?:\.\d+)?)) *(kb|mb|gb|tb|pb)$/i;

/**
 * Convert the given value in bytes into a string or parse to string to an integer in bytes.
 *
 * @param {string|number} value
 * @param {{
 *  case: [string],
 *  decimalPlaces: [number]
 *  fixedDecimals: [boolean]
 *  thousandsSeparator: [string]
 *  unitSeparator: [string]
 *  }} [options] bytes options.
 *
 * @returns {string|number|null}
 */

function bytes(value, options) {
  if (typeof value === 'string') {
    return parse(value);
  }

  if (typeof value === 'number') {
    return format(value, options);
  }

  return null;
}

/**
 * Format the given value in bytes into a string.
 *
 * If the value is negative, it is kept as such. If it is a float,
 * it is rounded.
 *
 * @param {number} value
 * @param {object} [options]
 * @param {number} [options.decimalPlaces=2]
 * @param {number} [options.fixedDecimals=false]
 * @param {string} [options.thousandsSeparator=]
 * @param {string} [options.unit=]
 * @param {string} [options.unitSeparator=]
 *
 * @returns {string|null}
 * @public
 */

function format(value, options) {
  if (!Number.isFinite(value)) {
    return null;
  }

  var mag = Math.abs(value);
  var thousandsSeparator = (options && options.thousandsSeparator) || '';
  var unitSeparator = (options && options.unitSeparator) || '';
  var decimalPlaces = (options && options.decimalPlaces !== undefined) ? options.decimalPlaces : 2;
  var fixedDecimals = Boolean(options && options.fixedDecimals);
  var unit = (options && options.unit) || '';

  if (!unit || !map[unit.toLowerCase()]) {
    if (mag >= map.pb) {
      unit = 'PB';
    } else if (mag >= map.tb) {
      unit = 'TB';
    } else if (mag >= map.gb) {
      unit = 'GB';
    } else if (mag >= map.mb) {
      unit = 'MB';
    } else if (mag >= map.kb) {
      unit = 'KB';
    } else {
      unit = 'B';
    }
  }

  var val = value / map[unit.toLowerCase()];
  var str = val.toFixed(decimalPlaces);

  if (!fixedDecimals) {
    str = str.replace(formatDecimalsRegExp, '$1');
  }

  if (thousandsSeparator) {
    str = str.split('.').map(function (s, i) {
      return i === 0
        ? s.replace(formatThousandsRegExp, thousandsSeparator)
        : s
    }).join('.');
  }

  return str + unitSeparator + unit;
}

/**
 * Parse the string value into an integer in bytes.
 *
 * If no unit is given, it is assumed the value is in bytes.
 *
 * @param {number|string} val
 *
 * @returns {number|null}
 * @public
 */

function parse(val) {
  if (typeof val === 'number' && !isNaN(val)) {
    return val;
  }

  if (typeof val !== 'string') {
    return null;
  }

  // Test if the string passed is valid
  var results = parseRegExp.exec(val);
  var floatValue;
  var unit = 'b';

  if (!results) {
    // Nothing could be extracted from the given string
    floatValue = parseInt(val, 10);
    unit = 'b'
  } else {
    // Retrieve the value and the unit
    floatValue = parseFloat(results[1]);
    unit = results[4].toLowerCase();
  }

  if (isNaN(floatValue)) {
    return null;
  }

  return Math.floor(map[unit] * floatValue);
}


/***/ }),

/***/ 68:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   doctorVerb: () => (/* binding */ doctorVerb)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);
/* harmony import */ var _host_probes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3838);
/* harmony import */ var _host_process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9252);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1739);
/* harmony import */ var _store_flags_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6099);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6946);







const SMALLEST_FREE_BYTES = 5 * 1024 ** 3;
const CHEAP_NODE_SIZE = 4096;
const doctorVerb = {
    usage: 'doctor [--store=STORE] [--json]',
    summary: 'Tells what this machine lacks for building, and how to mend it. Changes nothing.',
    options: { ..._store_flags_js__WEBPACK_IMPORTED_MODULE_5__/* .storeFlags */ .t, json: { type: 'boolean' } },
    needsRoot: false,
    run: async (invocation) => {
        const { store, poolDirectory } = (0,_store_flags_js__WEBPACK_IMPORTED_MODULE_5__/* .storeRequest */ .r)(invocation);
        const directory = store.includes(':')
            ? store.slice(store.indexOf(':') + 1)
            : (poolDirectory ?? _places_js__WEBPACK_IMPORTED_MODULE_4__/* .places */ .z.poolDirectory);
        const findings = await examine(directory);
        const isFine = findings.every(({ state }) => state !== 'problem');
        process.stdout.write((0,_verb_js__WEBPACK_IMPORTED_MODULE_6__/* .isSet */ .vM)(invocation, 'json') ? `${JSON.stringify({ isFine, findings })}\n` : print(findings));
        return isFine ? 0 : 1;
    },
};
function print(findings) {
    const lines = findings.flatMap(({ check, state, found, fix }) => [
        `${state.padEnd(8)}${check}: ${found}`,
        ...(fix === undefined ? [] : [`        → ${fix}`]),
    ]);
    return `${lines.join('\n')}\n`;
}
async function examine(storeDirectory) {
    return [
        await rootAccess(),
        await program('runc', { package: 'runc', version: ['--version'] }),
        await program('btrfs', { package: 'btrfs-progs', version: ['version'] }),
        kernelFileSystem(),
        loopDevices(),
        controlGroups(),
        seccomp(),
        freeSpace(storeDirectory),
        ...nodeSize(storeDirectory),
    ];
}
async function rootAccess() {
    const check = 'root';
    if (process.getuid?.() === 0)
        return { check, state: 'ok', found: 'this user is root' };
    try {
        await (0,_host_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runQuick */ .l)('sudo', ['-n', 'true']);
        return { check, state: 'ok', found: 'sudo works without a password' };
    }
    catch (error) {
        const isMissing = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isObuilderError */ .LV)(error, 'tool-missing');
        return {
            check,
            state: 'problem',
            found: isMissing ? 'this user is not root and there is no sudo' : 'sudo asks for a password',
            fix: `as root: echo '${process.env['USER'] ?? 'runner'} ALL=(root) NOPASSWD: ALL' > /etc/sudoers.d/obuilder-action (the README has a narrower rule)`,
        };
    }
}
async function program(name, how) {
    const file = (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_2__/* .findProgram */ .Kp)(name, process.env['PATH'] ?? '');
    const fix = `sudo apt-get install ${how.package} (the action does so itself unless "install" is false)`;
    if (file === undefined)
        return { check: name, state: 'problem', found: 'not installed', fix };
    try {
        const version = (await (0,_host_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runQuick */ .l)(file, how.version)).split('\n')[0] ?? '';
        return { check: name, state: 'ok', found: `${file}, ${version}` };
    }
    catch (error) {
        return { check: name, state: 'problem', found: `${file} does not run: ${String(error)}`, fix };
    }
}
function kernelFileSystem() {
    const check = 'btrfs in the kernel';
    if ((0,_host_probes_js__WEBPACK_IMPORTED_MODULE_2__/* .kernelHas */ ._c)('btrfs'))
        return { check, state: 'ok', found: 'yes' };
    if ((0,_host_probes_js__WEBPACK_IMPORTED_MODULE_2__/* .canLoadModule */ .R8)('btrfs'))
        return { check, state: 'ok', found: 'as a module, loaded by the first mount' };
    const fix = 'use a kernel with btrfs (every stock Debian and Ubuntu kernel has it)';
    return { check, state: 'problem', found: 'neither built in nor a module', fix };
}
function loopDevices() {
    const check = 'loop devices';
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/dev/loop-control'))
        return { check, state: 'ok', found: '/dev/loop-control is there' };
    const fix = 'sudo modprobe loop, or give a store on a real btrfs: OBUILDER_STORE=btrfs:DIR';
    return { check, state: 'note', found: 'none, so no pool can be made in an image file', fix };
}
function controlGroups() {
    const layout = (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_2__/* .cgroupLayout */ .dx)();
    if (layout !== 'none')
        return { check: 'control groups', state: 'ok', found: layout };
    const fix = 'mount them (systemd does); without them memory and process limits cannot be set';
    return { check: 'control groups', state: 'problem', found: 'none are mounted', fix };
}
function seccomp() {
    if ((0,_host_probes_js__WEBPACK_IMPORTED_MODULE_2__/* .hasSeccomp */ .Jv)())
        return { check: 'seccomp', state: 'ok', found: 'filters are available' };
    const fix = 'use a kernel with CONFIG_SECCOMP_FILTER';
    return { check: 'seccomp', state: 'problem', found: 'this kernel has no filters', fix };
}
function nearestExisting(directory) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(directory) || directory === '/'
        ? directory
        : nearestExisting(directory.replace(/\/[^/]*$/, '') || '/');
}
function freeSpace(directory) {
    const place = nearestExisting(directory);
    const { bavail, bsize } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statfsSync)(place);
    const bytes = bavail * bsize;
    const found = `${(bytes / 1024 ** 3).toFixed(1)} GiB free at ${place}`;
    if (bytes >= SMALLEST_FREE_BYTES)
        return { check: 'space', state: 'ok', found };
    return { check: 'space', state: 'note', found, fix: 'free some, or put the store on a larger disk' };
}
/** What a large node costs was measured: docs/performance.md. */
function nodeSize(directory) {
    const mount = (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_2__/* .mountOf */ .vI)(nearestExisting(directory));
    const size = mount?.type === 'btrfs' ? (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_2__/* .btrfsNodeSize */ .hY)(mount.device) : undefined;
    if (mount === undefined || size === undefined)
        return [];
    const found = `${size} bytes on ${mount.directory}`;
    if (size <= CHEAP_NODE_SIZE)
        return [{ check: 'btrfs node size', state: 'ok', found }];
    const fix = 'a snapshot costs 4 ms at first but 18 ms once 500 results share a base; mkfs.btrfs --nodesize 4096 keeps it below 4 ms';
    return [{ check: 'btrfs node size', state: 'note', found, fix }];
}


/***/ }),

/***/ 6099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ storeFlags),
  r: () => (/* binding */ storeRequest)
});

// EXTERNAL MODULE: ./node_modules/bytes/index.js
var bytes = __webpack_require__(4531);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/worker/pool-size.js


const SMALLEST = 256 * 1024 ** 2;
/**
 * The bytes that a size such as `50GB`, `512 MiB` or `1.5TB` means; units are powers of 1024, as container tools take
 * them.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
function parsePoolSize(text, name) {
    const size = /^\s*\d/.test(text) ? bytes.parse(text.trim().replace(/([kmgtp])ib$/i, '$1b')) : null;
    if (size === null) {
        throw new errors/* ObuilderError */.Vy('input-invalid', `${name} is not a size: ${JSON.stringify(text)}`, {
            value: text,
            hint: 'Write a number and a unit, for example 50GB.',
        });
    }
    if (size >= SMALLEST)
        return size;
    throw new errors/* ObuilderError */.Vy('input-invalid', `${name} is too small for a pool: ${text}`, {
        value: text,
        hint: 'A pool needs 256 MB at least; an image file takes only what is used, so a large size costs nothing.',
    });
}

// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/store-flags.js


const storeFlags = {
    store: { type: 'string' },
    'store-size': { type: 'string' },
    'pool-dir': { type: 'string' },
};
/** The store that the flags ask for; `auto` may be told by OBUILDER_STORE where the machine's owner has a place. */
function storeRequest(invocation) {
    const given = (0,verb/* text */.Qq)(invocation, 'store') ?? 'auto';
    const size = (0,verb/* text */.Qq)(invocation, 'store-size');
    return {
        store: given === 'auto' ? (process.env['OBUILDER_STORE'] ?? 'auto') : given,
        poolBytes: size === undefined ? undefined : parsePoolSize(size, '--store-size'),
        poolDirectory: (0,verb/* text */.Qq)(invocation, 'pool-dir'),
    };
}


/***/ }),

/***/ 3838:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jv: () => (/* binding */ hasSeccomp),
/* harmony export */   Kp: () => (/* binding */ findProgram),
/* harmony export */   R8: () => (/* binding */ canLoadModule),
/* harmony export */   _c: () => (/* binding */ kernelHas),
/* harmony export */   dx: () => (/* binding */ cgroupLayout),
/* harmony export */   hY: () => (/* binding */ btrfsNodeSize),
/* harmony export */   vI: () => (/* binding */ mountOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Reads of the machine that change nothing and need no root. Each gives what it found, or undefined. */
/** The absolute path of a program, looked for in `searchPath` (PATH's form) and in the directories for administrators. */
function findProgram(name, searchPath) {
    const directories = [...searchPath.split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
    return directories.map((directory) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name)).find((file) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file));
}
function read(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    catch {
        return undefined;
    }
}
/** True where the kernel has the file system built in or loaded already. */
function kernelHas(fileSystem) {
    const lines = (read('/proc/filesystems') ?? '').split('\n');
    return lines.some((line) => line.split('\t').at(-1) === fileSystem);
}
/** True where the running kernel has the module on disk, so that mounting loads it. */
function canLoadModule(name) {
    const release = read('/proc/sys/kernel/osrelease')?.trim() ?? '';
    return read(`/lib/modules/${release}/modules.dep`)?.includes(`/${name}.ko`) ?? false;
}
/** Which control groups the machine has, as runc sees them. */
function cgroupLayout() {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/sys/fs/cgroup/cgroup.controllers'))
        return 'v2';
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/sys/fs/cgroup/unified/cgroup.controllers'))
        return 'hybrid';
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/sys/fs/cgroup/memory') || (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/sys/fs/cgroup/pids') ? 'v1' : 'none';
}
function hasSeccomp() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/proc/sys/kernel/seccomp/actions_avail');
}
/** The mount that `directory` is on: the longest mount point above it, the last one where several cover each other. */
function mountOf(directory) {
    const unescaped = (text) => text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
    const lines = (read('/proc/mounts') ?? '').split('\n').filter((line) => line !== '');
    const mounts = lines.map((line) => {
        const [device = '', point = '', type = ''] = line.split(' ');
        return { device: unescaped(device), directory: unescaped(point), type };
    });
    const above = mounts.filter(({ directory: point }) => `${directory}/`.startsWith(point === '/' ? '/' : `${point}/`));
    return above.reduce((best, mount) => (mount.directory.length >= (best?.directory.length ?? 0) ? mount : best), undefined);
}
/** The size of tree nodes, in bytes, of the mounted btrfs on `device`. */
function btrfsNodeSize(device) {
    const root = '/sys/fs/btrfs';
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(root))
        return undefined;
    const uuid = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(root).find((name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, name, 'devices', node_path__WEBPACK_IMPORTED_MODULE_1__.basename(device))));
    const size = uuid === undefined ? undefined : read(node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, uuid, 'nodesize'));
    return size === undefined ? undefined : Number(size);
}


/***/ }),

/***/ 9252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ runQuick)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

/**
 * Runs a command to its end and gives its stdout. For the commands between two steps, where a millisecond counts: it
 * is Node's own `execFile`, which starts in half the time of execa. Everything else goes through `exec.ts`.
 *
 * @throws ObuilderError `tool-missing` when there is no such program, `command-failed` with its stderr otherwise
 */
function runQuick(file, args, options = {}) {
    // Loaded with the first command: a build that is wholly cached runs none.
    const { execFile } = process.getBuiltinModule('node:child_process');
    return new Promise((resolve, reject) => {
        const child = execFile(file, args, { cwd: options.cwd, signal: options.signal, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => error ? reject(commandError(file, args, { error, stderr })) : resolve(stdout));
        // A program may end without reading its input; how it ended is what counts.
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(options.input ?? '');
    });
}
function commandError(file, args, failure) {
    const { error, stderr } = failure;
    if (error.name === 'AbortError')
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('cancelled', `${file} was cancelled`, { cause: error });
    if (error.code === 'ENOENT') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('tool-missing', `the program ${file} is not installed`, {
            value: file,
            cause: error,
        });
    }
    const reason = stderr.trim() || error.message;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('command-failed', `${[file, ...args].join(' ')}: ${reason}`, {
        value: file,
        cause: error,
    });
}


/***/ })

};
