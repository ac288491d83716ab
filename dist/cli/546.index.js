export const id = 546;
export const ids = [546];
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

/***/ 7374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ createSubvolume),
/* harmony export */   Dg: () => (/* binding */ nestedSubvolumes),
/* harmony export */   JC: () => (/* binding */ setReadOnly),
/* harmony export */   Jx: () => (/* binding */ snapshotReadOnly),
/* harmony export */   XM: () => (/* binding */ snapshotSubvolume),
/* harmony export */   hx: () => (/* binding */ deleteSubvolumes),
/* harmony export */   n0: () => (/* binding */ isOnBtrfs),
/* harmony export */   oU: () => (/* binding */ waitUntilFreed)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9252);



const BTRFS_MAGIC = 0x9123683e;
/** True when `directory` exists and is on a btrfs. */
function isOnBtrfs(directory) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statfsSync)(directory).type === BTRFS_MAGIC;
    }
    catch {
        return false;
    }
}
const btrfs = (...args) => (0,_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runQuick */ .l)('btrfs', args);
async function createSubvolume(directory) {
    await btrfs('subvolume', 'create', directory);
}
/** A writable copy of the subvolume `from` at `to`, which must not exist: where it does, btrfs would copy into it. */
async function snapshotSubvolume(from, to) {
    await btrfs('subvolume', 'snapshot', from, to);
}
/** The same, but read-only. */
async function snapshotReadOnly(from, to) {
    await btrfs('subvolume', 'snapshot', '-r', from, to);
}
async function setReadOnly(subvolume, isReadOnly) {
    await btrfs('property', 'set', '-ts', subvolume, 'ro', String(isReadOnly));
}
async function deleteSubvolumes(subvolumes) {
    await btrfs('subvolume', 'delete', ...subvolumes);
}
/** Paths of the subvolumes directly inside `subvolume`, wherever in its tree they are. */
async function nestedSubvolumes(subvolume) {
    const listing = await btrfs('subvolume', 'list', '-o', subvolume);
    const fromTop = listing.split('\n').flatMap((line) => / path (.+)$/.exec(line)?.[1] ?? []);
    if (fromTop.length === 0)
        return [];
    // The list gives paths from the top of the file system, which need not be mounted anywhere.
    const id = (await btrfs('inspect-internal', 'rootid', subvolume)).trim();
    const own = (await btrfs('inspect-internal', 'subvolid-resolve', id, subvolume)).trim();
    return fromTop
        .filter((one) => one.startsWith(`${own}/`))
        .map((one) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(subvolume, one.slice(own.length + 1)));
}
/**
 * Waits until the space of deleted subvolumes is free again. The cleaner sleeps until the next transaction, up to 30 s
 * away, so one is forced first; and what it has cleaned can be written again after one more.
 */
async function waitUntilFreed(directory) {
    await btrfs('filesystem', 'sync', directory);
    await btrfs('subvolume', 'sync', directory);
    await btrfs('filesystem', 'sync', directory);
}


/***/ }),

/***/ 4315:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ imageBelow),
/* harmony export */   p: () => (/* binding */ returnUnused)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);
/* harmony import */ var _probes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3838);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9252);





/** The image file of the loop device that `directory` is on; undefined on another kind of device. */
function imageBelow(directory) {
    const device = (0,_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .mountOf */ .vI)(directory)?.device;
    if (device === undefined || !/^\/dev\/loop\d+$/.test(device))
        return undefined;
    try {
        const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/sys/block/${node_path__WEBPACK_IMPORTED_MODULE_1__.basename(device)}/loop/backing_file`, 'utf8').trim();
        return file.startsWith('/') ? file : undefined;
    }
    catch {
        return undefined;
    }
}
/** Gives the blocks that the file system at `directory` does not use back to the disk that its image is on. */
async function returnUnused(directory) {
    try {
        await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .runQuick */ .l)('fstrim', [directory]);
    }
    catch (error) {
        // Some disks below cannot make holes in files; the image stays as large as it was, which is no error.
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isObuilderError */ .LV)(error, 'command-failed') && !(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isObuilderError */ .LV)(error, 'tool-missing'))
            throw error;
    }
}


/***/ }),

/***/ 3838:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hn: () => (/* binding */ kernelRelease),
/* harmony export */   Iv: () => (/* binding */ nearestExisting),
/* harmony export */   Jv: () => (/* binding */ hasSeccomp),
/* harmony export */   Kp: () => (/* binding */ findProgram),
/* harmony export */   R8: () => (/* binding */ canLoadModule),
/* harmony export */   _c: () => (/* binding */ kernelHas),
/* harmony export */   hY: () => (/* binding */ btrfsNodeSize),
/* harmony export */   vI: () => (/* binding */ mountOf),
/* harmony export */   vm: () => (/* binding */ readConfinement)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Reads of the machine that change nothing and need no root. Each gives what it found, or undefined. */
/** The absolute path of a program, looked for in `searchPath` (PATH's form) and in the directories for administrators. */
function findProgram(name, searchPath) {
    const directories = [...searchPath.split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
    return directories.map((directory) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name)).find((file) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file));
}
/** The text of a file, undefined where there is none or this user may not read it. */
function read(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    catch {
        return undefined;
    }
}
/** The directory itself, or the nearest one above it that exists. */
function nearestExisting(directory) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(directory) || directory === '/' ? directory : nearestExisting(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(directory));
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
function hasSeccomp() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/proc/sys/kernel/seccomp/actions_avail');
}
/** The mount that `directory` is on: the longest mount point above it, the last one where several cover each other. */
function mountOf(directory) {
    const unescaped = (text) => text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
    const lines = (read('/proc/mounts') ?? '').split('\n').filter((line) => line !== '');
    const mounts = lines.map((line) => {
        const [device = '', point = '', type = '', options = ''] = line.split(' ');
        return { device: unescaped(device), directory: unescaped(point), type, options: options.split(',') };
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
/** Such as `6.1.0-28-amd64`. */
const kernelRelease = () => read('/proc/sys/kernel/osrelease')?.trim() ?? 'unknown';
function readConfinement() {
    const appArmor = read('/sys/module/apparmor/parameters/enabled')?.trim() === 'Y';
    const sysctl = (name) => read(`/proc/sys/${name}`)?.trim();
    const profiles = read('/sys/kernel/security/apparmor/profiles');
    return {
        appArmor,
        ownProfile: appArmor ? read('/proc/self/attr/current')?.replace(/[\0\n]+$/, '') : undefined,
        profiles: profiles?.split('\n').filter((line) => line !== ''),
        fewUserNamespaces: sysctl('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
            sysctl('kernel/unprivileged_userns_clone') === '0' ||
            sysctl('user/max_user_namespaces') === '0',
        seLinuxEnforces: read('/sys/fs/selinux/enforce')?.trim() === '1',
    };
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


/***/ }),

/***/ 9547:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ checkLimits),
/* harmony export */   M: () => (/* binding */ readCgroups)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

/**
 * Works out the layout from the text of /proc/self/mountinfo (proc_pid_mountinfo(5)), of /proc/self/cgroup (cgroups(7)), and, for
 * version 2, of `cgroup.controllers` at its root.
 */
function readCgroups(texts) {
    const mounts = texts.mountinfo.split('\n').flatMap(parseMount);
    const unified = mounts.find(({ type }) => type === 'cgroup2');
    const own = parseOwn(texts.self);
    if (unified?.point === '/sys/fs/cgroup') {
        const controllers = new Set(texts.controllers.split(/\s+/).filter((name) => name !== ''));
        const path = own.get('') ?? '/';
        return {
            layout: 'v2',
            controllers,
            bases: [parentOf(`${unified.point}${path === '/' ? '' : path}`, path)],
        };
    }
    const legacy = mounts.filter(({ type }) => type === 'cgroup');
    if (legacy.length === 0)
        return { layout: 'none', controllers: new Set(), bases: [] };
    const controllers = new Set();
    const bases = [];
    for (const { point, options } of [...legacy, ...(unified ? [unified] : [])]) {
        const names = options.filter((name) => own.has(name));
        for (const name of names)
            controllers.add(name);
        const path = own.get(names[0] ?? '') ?? '/';
        bases.push(`${point}${path === '/' ? '' : path}`);
    }
    return { layout: unified ? 'hybrid' : 'v1', controllers, bases };
}
/** The runtime puts a relative path beside the worker's own group on version 2, where inner groups hold no processes. */
function parentOf(directory, path) {
    return path === '/' ? directory : directory.slice(0, directory.lastIndexOf('/'));
}
function parseMount(line) {
    const [before, after] = line.split(' - ');
    const point = before?.split(' ')[4];
    const [type, , options] = after?.split(' ') ?? [];
    return point && type ? [{ point, type, options: options?.split(',') ?? [] }] : [];
}
/** From controller, or `name=…`, or the empty string for version 2, to the path of the group. */
function parseOwn(text) {
    const own = new Map();
    for (const line of text.split('\n')) {
        const match = /^\d+:([^:]*):(.*)$/.exec(line);
        for (const name of match?.[1]?.split(',') ?? [])
            own.set(name, match?.[2] ?? '/');
    }
    return own;
}
/** @throws ObuilderError `sandbox-failed` for a limit that this machine has no controller for */
function checkLimits(limits, cgroups) {
    const wanted = [
        ['memory', limits?.memoryBytes],
        ['cpu', limits?.cpus],
        ['pids', limits?.pids],
    ];
    for (const [controller, value] of wanted) {
        if (value === undefined || cgroups.controllers.has(controller))
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('sandbox-failed', `this machine cannot limit a step's ${controller}`, {
            value: String(value),
            hint: `Turn on the ${controller} controller of cgroups, or leave that limit out.`,
        });
    }
}


/***/ }),

/***/ 2057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ lookAround)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/js/sandbox/ceilings.js
const LINES = {
    RLIMIT_NOFILE: 'Max open files',
    RLIMIT_MEMLOCK: 'Max locked memory',
    RLIMIT_STACK: 'Max stack size',
};
/** The bit of CAP_SYS_RESOURCE in a capability set. */
const SYS_RESOURCE = 1n << 24n;
/**
 * Reads the ceilings from the texts of /proc/self/limits, /proc/self/status and /proc/sys/fs/nr_open. With CAP_SYS_RESOURCE,
 * which root in a container often lacks, only open files have one.
 */
function readCeilings(texts) {
    const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(texts.status)?.[1] ?? '0'}`);
    const isFree = (held & SYS_RESOURCE) !== 0n;
    const most = Number(texts.openFiles) || Number.POSITIVE_INFINITY;
    const ceiling = (name) => isFree ? Number.POSITIVE_INFINITY : hard(texts.limits, LINES[name]);
    return {
        RLIMIT_NOFILE: Math.min(most, ceiling('RLIMIT_NOFILE')),
        RLIMIT_MEMLOCK: ceiling('RLIMIT_MEMLOCK'),
        RLIMIT_STACK: ceiling('RLIMIT_STACK'),
    };
}
/** The hard limit of one line, which follows the soft one. */
function hard(limits, name) {
    const line = limits.split('\n').find((text) => text.startsWith(name));
    const value = Number(line?.slice(name.length).trim().split(/\s+/)[1]);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

// EXTERNAL MODULE: ./build/js/sandbox/cgroups.js
var sandbox_cgroups = __webpack_require__(9547);
;// CONCATENATED MODULE: ./build/js/sandbox/machine.js



function lookAround(architecture) {
    const cgroups = (0,sandbox_cgroups/* readCgroups */.M)({
        mountinfo: read('/proc/self/mountinfo'),
        self: read('/proc/self/cgroup'),
        controllers: read('/sys/fs/cgroup/cgroup.controllers'),
    });
    const fixed = {
        architecture,
        pids: cgroups.controllers.has('pids'),
        // The first line is the heading.
        swap: read('/proc/swaps').trim().split('\n').length > 1,
        cgroupNamespace: (0,external_node_fs_.existsSync)('/proc/self/ns/cgroup'),
        ceilings: readCeilings({
            limits: read('/proc/self/limits'),
            status: read('/proc/self/status'),
            openFiles: read('/proc/sys/fs/nr_open'),
        }),
    };
    return {
        cgroups,
        // Programs look there for their limits. On v2 it is a single mount.
        machineFor: (limits) => ({
            ...fixed,
            showCgroups: cgroups.layout === 'v2' ||
                (cgroups.layout !== 'none' && (limits?.memoryBytes ?? limits?.cpus) !== undefined),
        }),
    };
}
function read(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 1565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ memoryDirectory),
  k: () => (/* binding */ writeSecret)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/host/tmpfs.js

/** The types in statfs(2) of file systems that are in memory only. */
const IN_MEMORY = new Set([0x0102_1994 /* tmpfs */, 0x8584_58f6 /* ramfs */]);
/** Whether what is written in `directory` stays off every disk (but for swap). */
function isInMemory(directory) {
    try {
        return IN_MEMORY.has((0,external_node_fs_.statfsSync)(directory).type);
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/js/sandbox/memory.js




/** Where systems have a file system in memory. */
const USUAL_PLACES = ['/run', '/dev/shm'];
/**
 * The directory where each step has one of its own, in memory: secrets must not reach a disk, and the runtime's small files
 * are made there ten times as fast. Undefined where this machine has no such place.
 */
function memoryDirectory(preferred) {
    return [preferred, ...USUAL_PLACES].find(isInMemory);
}
/**
 * Writes a secret as a file of root that any user of the step may read, since the step sees the file but not its directory.
 *
 * @throws ObuilderError `sandbox-failed` when the step's directory is not in memory
 */
function writeSecret(step, name, value) {
    if (!step.isInMemory) {
        throw new errors/* ObuilderError */.Vy('sandbox-failed', 'there is no file system in memory to keep a secret in', {
            hint: `Mount a tmpfs on one of ${USUAL_PLACES.join(', ')}.`,
        });
    }
    const file = external_node_path_.join(step.directory, name);
    (0,external_node_fs_.writeFileSync)(file, value, { flag: 'wx' });
    // Whatever the worker's umask.
    (0,external_node_fs_.chmodSync)(file, 0o644);
    return file;
}


/***/ }),

/***/ 3977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ readAutoFacts),
/* harmony export */   z: () => (/* binding */ chooseStore)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _host_btrfs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7374);
/* harmony import */ var _host_probes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3838);
/* harmony import */ var _drivers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7177);





function readAutoFacts(directory) {
    const above = (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestExisting */ .Iv)(directory);
    return {
        directory,
        isOnBtrfs: (0,_host_btrfs_js__WEBPACK_IMPORTED_MODULE_2__/* .isOnBtrfs */ .n0)(above),
        isPoolMounted: (0,_host_btrfs_js__WEBPACK_IMPORTED_MODULE_2__/* .isOnBtrfs */ .n0)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'pool')),
        hasImage: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'pool.img')),
        kernelHas: (fileSystem) => (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .kernelHas */ ._c)(fileSystem) || (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .canLoadModule */ .R8)(fileSystem),
        hasLoopDevices: () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/dev/loop-control'),
        fileSystem: () => (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .mountOf */ .vI)(above)?.type ?? 'unknown',
        hasDriver: (name) => Object.hasOwn(_drivers_js__WEBPACK_IMPORTED_MODULE_4__/* .drivers */ .ak, name),
    };
}
/**
 * What `auto` means on a machine: btrfs where it can be had, in an image file if need be; what the kernel has without it
 * otherwise. A pool that is there is never left for something else, since its results would be lost.
 */
function chooseStore(facts) {
    const { directory } = facts;
    const pool = (why) => ({ kind: 'pool', directory: node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'pool'), why });
    if (facts.isOnBtrfs)
        return pool(`${directory} is on btrfs`);
    if (facts.isPoolMounted) {
        return pool(facts.hasImage ? 'the pool in an image file, found again' : 'the btrfs that is mounted there');
    }
    if (facts.hasImage)
        return pool('the pool in an image file, found again and mounted');
    const lack = whyNoPool(facts);
    if (lack === undefined)
        return pool('a new pool in an image file');
    return withoutPool(facts, lack) ?? pool(`${lack}, and there is no other kind of store`);
}
function whyNoPool(facts) {
    if (!facts.kernelHas('btrfs'))
        return 'this kernel has no btrfs';
    return facts.hasLoopDevices() ? undefined : 'there are no loop devices for a pool in an image file';
}
function withoutPool(facts, lack) {
    const at = (kind, why) => {
        return { kind, directory: node_path__WEBPACK_IMPORTED_MODULE_1__.join(facts.directory, kind), why: `${lack}${why}` };
    };
    const obstacle = whyNoOverlay(facts);
    if (obstacle === undefined)
        return at('overlayfs', '');
    return facts.hasDriver('copy') ? at('copy', obstacle) : undefined;
}
function whyNoOverlay(facts) {
    if (!facts.hasDriver('overlayfs') || !facts.kernelHas('overlay'))
        return ' and no overlayfs';
    // A container's own file system: the kernel refuses one as the writable layer of another.
    const isStacked = facts.fileSystem() === 'overlay';
    return isStacked ? `, and ${facts.directory} is on an overlayfs, which cannot hold another` : undefined;
}


/***/ }),

/***/ 7177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ak: () => (/* binding */ drivers),
  su: () => (/* binding */ parseStoreName)
});

// UNUSED EXPORTS: storeForms

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/host/btrfs.js
var btrfs = __webpack_require__(7374);
// EXTERNAL MODULE: ./build/js/host/loop-image.js
var loop_image = __webpack_require__(4315);
;// CONCATENATED MODULE: ./build/js/store/driver.js
/** The fault of a place that has to be a directory, for `DriverEntry.faultOf`. */
function directoryFault(place) {
    return place.startsWith('/') ? undefined : 'the directory is not an absolute path';
}

;// CONCATENATED MODULE: ./build/js/store/space.js

/** The space of the file system that `directory` is on. */
function diskSpace(directory) {
    const { bsize, blocks, bavail } = (0,external_node_fs_.statfsSync)(directory);
    return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
}
/** What is used of the file system that `directory` is on, by whomever. */
function diskUsed(directory) {
    const { bsize, blocks, bfree } = (0,external_node_fs_.statfsSync)(directory);
    return bsize * (blocks - bfree);
}

;// CONCATENATED MODULE: ./build/js/store/btrfs.js








const btrfs_btrfs = {
    summary: 'a directory on a btrfs file system; best made with mkfs.btrfs --nodesize 4096',
    form: 'DIRECTORY',
    example: '/srv/obuilder',
    faultOf: directoryFault,
    open: async (root) => {
        if (!(0,btrfs/* isOnBtrfs */.n0)(nearestExisting(root))) {
            throw new errors/* ObuilderError */.Vy('store-unavailable', `the store's directory ${root} is not on a btrfs file system`, {
                value: root,
                hint: `Mount a btrfs there (mkfs.btrfs --nodesize 4096 DEVICE; mount DEVICE ${root}), or use the store "auto".`,
            });
        }
        return { driver: driverAt(root), root };
    },
};
function nearestExisting(directory) {
    return (0,external_node_fs_.existsSync)(directory) || directory === '/' ? directory : nearestExisting(external_node_path_.dirname(directory));
}
function driverAt(root) {
    let found;
    const image = () => {
        found ??= { image: (0,loop_image/* imageBelow */.J)(root) };
        return found.image;
    };
    return {
        create: async (volume) => {
            await (0,btrfs/* createSubvolume */.$i)(volume);
            (0,external_node_fs_.chmodSync)(volume, 0o755);
        },
        snapshot: btrfs/* snapshotSubvolume */.XM,
        // The next step takes the writable subvolume on, and what stays behind is a sealed copy: one command for both.
        advance: async (from, to) => {
            await (0,promises_.rename)(from, to);
            try {
                await (0,btrfs/* snapshotReadOnly */.Jx)(to, from);
            }
            catch (error) {
                await (0,promises_.rename)(to, from);
                throw error;
            }
        },
        seal: (volume) => (0,btrfs/* setReadOnly */.JC)(volume, true),
        rest: async () => undefined,
        view: async (volume) => volume,
        remove,
        settle: () => settle(root, image()),
        space: () => space(root, image()),
        usedBytes: async () => diskUsed(root),
    };
}
/** A pool in an image file gives what it does not use back to the disk below only when told to. */
async function settle(root, image) {
    await (0,btrfs/* waitUntilFreed */.oU)(root);
    if (image !== undefined)
        await (0,loop_image/* returnUnused */.p)(root);
}
/** Nothing can be written either where the disk below a pool's sparse image is full. */
function space(root, image) {
    const own = diskSpace(root);
    if (image === undefined)
        return own;
    const below = diskSpace(external_node_path_.dirname(image));
    return { ...own, freeBytes: Math.min(own.freeBytes, below.freeBytes) };
}
/** The kernel answers for a read-only subvolume as for a read-only file system; asking it needs no program. */
function isSealed(volume) {
    try {
        (0,external_node_fs_.accessSync)(volume, external_node_fs_.constants.W_OK);
        return false;
    }
    catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'EROFS';
    }
}
/** The inode number of the root of every subvolume (BTRFS_FIRST_FREE_OBJECTID). */
const SUBVOLUME_INODE = 256;
const isVolume = (directory) => (0,external_node_fs_.lstatSync)(directory, { throwIfNoEntry: false })?.ino === SUBVOLUME_INODE;
/** Keeps a command line far below the kernel's limit. */
const VOLUMES_A_COMMAND = 64;
async function remove(volumes) {
    const present = volumes.filter(isVolume);
    for (let start = 0; start < present.length; start += VOLUMES_A_COMMAND) {
        const some = present.slice(start, start + VOLUMES_A_COMMAND);
        try {
            await (0,btrfs/* deleteSubvolumes */.hx)(some);
        }
        catch {
            for (const volume of some.filter(isVolume))
                await removeOne(volume);
        }
    }
}
/** A step may have made subvolumes of its own, which have to go first, and go only from a writable parent. */
async function removeOne(volume) {
    const nested = await (0,btrfs/* nestedSubvolumes */.Dg)(volume);
    if (nested.length > 0 && isSealed(volume))
        await (0,btrfs/* setReadOnly */.JC)(volume, false);
    for (const inner of nested)
        await removeOne(external_node_path_.resolve(inner));
    if (isVolume(volume))
        await (0,btrfs/* deleteSubvolumes */.hx)([volume]);
}

;// CONCATENATED MODULE: ./build/js/store/drivers.js


/** Every kind of store there is. Names, the parser, error texts, help and the test loop derive from this table. */
const drivers = { btrfs: btrfs_btrfs };
const isDriverName = (name) => Object.hasOwn(drivers, name);
/** How stores are named, for help and error texts: `auto` and `DRIVER:PLACE` for each driver. */
const storeForms = [
    'auto',
    ...Object.entries(drivers).map(([name, { form }]) => `${name}:${form}`),
];
/**
 * Reads `DRIVER:PLACE`, as OBuilder's `--store` has it; `auto` is for `resolveStore`.
 *
 * @throws ObuilderError `input-invalid`
 */
function parseStoreName(text) {
    const colon = text.indexOf(':');
    const driver = text.slice(0, colon);
    const root = text.slice(colon + 1);
    const isKnown = colon > 0 && isDriverName(driver);
    const fault = isKnown ? drivers[driver].faultOf(root) : 'there is no such kind';
    if (isKnown && fault === undefined)
        return { driver, root };
    const example = isKnown ? `${driver}:${drivers[driver].example}` : `btrfs:${drivers.btrfs.example}`;
    throw new errors/* ObuilderError */.Vy('input-invalid', `the store ${JSON.stringify(text)} cannot be used: ${fault}`, {
        value: text,
        hint: `Give ${storeForms.join(' or ')}, for example ${example}.`,
    });
}


/***/ }),

/***/ 3324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $9: () => (/* binding */ LOG),
/* harmony export */   FV: () => (/* binding */ otherFormats),
/* harmony export */   Ge: () => (/* binding */ META),
/* harmony export */   Hu: () => (/* binding */ ownerOfEntry),
/* harmony export */   JA: () => (/* binding */ isSafeId),
/* harmony export */   Zc: () => (/* binding */ SCRATCH),
/* harmony export */   aH: () => (/* binding */ layoutOf),
/* harmony export */   wE: () => (/* binding */ ROOTFS),
/* harmony export */   yz: () => (/* binding */ SLOT_DATA),
/* harmony export */   zz: () => (/* binding */ makeLayout)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


const ROOTFS = 'rootfs';
const SLOT_DATA = 'data';
const LOG = 'log';
const META = 'meta.json';
const SCRATCH = 'scratch';
function layoutOf(root) {
    const at = (...names) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, 'v1', ...names);
    return {
        root,
        results: at('result'),
        tmp: at('tmp'),
        slots: at('slot'),
        failed: at('failed'),
        views: at('view'),
        state: at('state'),
        owners: at('state', 'owner'),
        catalog: at('state', 'catalog.db'),
        repairLock: at('state', 'repair.lock'),
        pruneLock: at('state', 'prune.lock'),
    };
}
/** Makes the directories that are missing. A root that was empty becomes 0700; the store's own part always is. */
function makeLayout(layout) {
    const { results, tmp, slots, failed, views, owners } = layout;
    const parts = [results, tmp, slots, failed, views, owners];
    if (parts.every((directory) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(directory)))
        return;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(layout.root, { recursive: true, mode: 0o700 });
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(layout.root).length === 0)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(layout.root, 0o700);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(layout.results), { recursive: true, mode: 0o700 });
    for (const directory of parts)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(directory, { recursive: true, mode: 0o700 });
}
const safeId = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;
/** Ids become file names; whatever could leave its directory is no id. */
function isSafeId(id) {
    return safeId.test(id);
}
/** The owner in the name of an entry of `tmp`. */
function ownerOfEntry(entry) {
    return entry.slice(0, entry.lastIndexOf('-'));
}
/** Directories of stores in the same root that have another format than ours. */
function otherFormats(layout) {
    const own = node_path__WEBPACK_IMPORTED_MODULE_1__.basename(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(layout.results));
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(layout.root)
        .filter((name) => /^v\d+$/.test(name) && name !== own)
        .map((name) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(layout.root, name));
}


/***/ }),

/***/ 4213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ byteSize)
/* harmony export */ });
/* harmony import */ var bytes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4531);

/** A number, and perhaps a unit: `GB`, `GiB` and `G` mean the same. */
const SIZE = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp])(?:i?b)?|b)?\s*$/i;
/**
 * The bytes that a size such as `50GB`, `512 MiB` or `1.5TB` means; units are powers of 1024, as container tools take
 * them. A number without a unit is bytes. Undefined for what is no size.
 */
function byteSize(text) {
    // The library takes the digits before whatever it does not know for bytes.
    const [, number, unit = ''] = SIZE.exec(text) ?? [];
    return number === undefined ? undefined : (bytes__WEBPACK_IMPORTED_MODULE_0__.parse(`${number}${unit}b`) ?? undefined);
}


/***/ })

};
