export const id = 6285;
export const ids = [6285];
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

/***/ 205:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ boundsOf),
/* harmony export */   Ob: () => (/* binding */ enterBoundFlags),
/* harmony export */   qz: () => (/* binding */ boundFlags)
/* harmony export */ });
/* harmony import */ var _worker_step_bounds_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5321);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6946);


const flagsFor = (names) => Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
const boundFlags = flagsFor(_worker_step_bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .BOUND_NAMES */ .mS);
/** Of a command that somebody runs by hand: it has neither a log nor a time. */
const enterBoundFlags = flagsFor(['memory', 'cpus', 'pids']);
/** What steps are bound to, as the flags say; undefined where they say nothing. */
async function boundsOf(invocation) {
    if (_worker_step_bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .BOUND_NAMES */ .mS.every((name) => (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, name) === undefined))
        return undefined;
    // Loaded for those who ask: a cached build pays for each module.
    const { parseBounds } = await __webpack_require__.e(/* import() */ 9894).then(__webpack_require__.bind(__webpack_require__, 9894));
    return parseBounds((name) => (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, name), (name) => `--${name}`);
}


/***/ }),

/***/ 5417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ cancelOnSignals)
/* harmony export */ });
/** A signal that fires when this process is asked to stop. */
function cancelOnSignals() {
    const controller = new AbortController();
    const cancel = () => controller.abort();
    const names = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const name of names)
        process.on(name, cancel);
    const stopListening = () => {
        for (const name of names)
            process.off(name, cancel);
    };
    return { signal: controller.signal, cancel, stopListening };
}


/***/ }),

/***/ 8827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jr: () => (/* binding */ SHOWN_DIGITS),
/* harmony export */   w4: () => (/* binding */ findEntry)
/* harmony export */ });
/* unused harmony export wholeId */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

/** How many digits of ids are shown where people read them. */
const SHOWN_DIGITS = 12;
/** Fewer than this are as likely a slip as a choice. */
const SHORTEST_PREFIX = 4;
const WHOLE_ID = 64;
const MOST_CANDIDATES = 10;
/**
 * What the id that a user gave means: whole, or the beginning of one that no other id here has.
 *
 * @throws ObuilderError `result-missing`; `input-invalid` where several begin so, with the candidates
 */
function findEntry(store, given) {
    const id = given.length === WHOLE_ID ? given : wholeId(given, knownIds(store));
    const result = id === undefined ? undefined : store.find([id]).get(id);
    const failed = id === undefined ? undefined : store.failed().find((step) => step.id === id);
    if (id !== undefined && (result ?? failed) !== undefined)
        return { id, result, failed };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('result-missing', `there is no result ${given} in this store, and no failed step`, {
        value: given,
        hint: '"list" and "list --failed" tell what there is; "plan" gives the ids of all steps of a spec.',
    });
}
function knownIds(store) {
    return [...store.list(), ...store.failed()].map(({ id }) => id);
}
/** The one of `ids` that begins with `prefix`, if any does. */
function wholeId(prefix, ids) {
    if (prefix.length < SHORTEST_PREFIX) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${JSON.stringify(prefix)} is too short for an id`, {
            value: prefix,
            hint: `Give ${SHORTEST_PREFIX} digits of it at least.`,
        });
    }
    const candidates = [...new Set(ids.filter((id) => id.startsWith(prefix)))].sort();
    if (candidates.length <= 1)
        return candidates[0];
    const shown = candidates.slice(0, MOST_CANDIDATES);
    const more = candidates.length > shown.length ? [`… and ${candidates.length - shown.length} more`] : [];
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${candidates.length} ids begin with ${prefix}`, {
        value: prefix,
        hint: ['Give more digits:', ...shown, ...more].join('\n'),
    });
}


/***/ }),

/***/ 6285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  shellVerb: () => (/* binding */ shellVerb)
});

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/host/terminal.js
var host_terminal = __webpack_require__(7605);
// EXTERNAL MODULE: ./build/js/report/text.js
var report_text = __webpack_require__(6650);
// EXTERNAL MODULE: ./build/js/sandbox/program.js
var program = __webpack_require__(5317);
;// CONCATENATED MODULE: ./build/js/sandbox/interactive.js

/** What is tried where the words of a shell are not known, or not of one that the image has. */
const USUAL_SHELLS = ['bash', 'sh'];
/**
 * The shell that commands are given to by `words` (such as `/bin/sh -c`), if the image has it, else a usual one.
 *
 * @throws ObuilderError `sandbox-failed` when the image has none
 */
function shellOf(image, words) {
    const isCommand = /^-\w*c$/.test(words.at(-1) ?? '');
    const own = { interactive: isCommand ? words.slice(0, -1) : words, command: words };
    const usual = USUAL_SHELLS.map((name) => ({ interactive: [name], command: [name, '-c'] }));
    const found = [own, ...usual].find(({ interactive }) => hasProgram(image, interactive));
    if (found !== undefined)
        return found;
    (0,program/* findProgram */.K)({ ...image, argv: ['sh'], covered: new Set() });
    return own;
}
function hasProgram(image, words) {
    // What env(1) would look for can only be seen by looking for it oneself.
    const [first = '', second = ''] = words;
    const argv = first.endsWith('/env') && /^[^-=]+$/.test(second) ? words.slice(1) : words;
    try {
        (0,program/* findProgram */.K)({ ...image, argv, covered: new Set() });
        return true;
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./build/js/worker/step-bounds.js
var step_bounds = __webpack_require__(5321);
// EXTERNAL MODULE: ./build/js/worker/user-namespace-mode.js
var user_namespace_mode = __webpack_require__(170);
// EXTERNAL MODULE: ./build/js/cli/bound-flags.js
var bound_flags = __webpack_require__(205);
// EXTERNAL MODULE: ./build/js/cli/cancel.js
var cancel = __webpack_require__(5417);
// EXTERNAL MODULE: ./build/js/cli/entries.js
var entries = __webpack_require__(8827);
// EXTERNAL MODULE: ./build/js/cli/machinery.js + 7 modules
var machinery = __webpack_require__(5189);
// EXTERNAL MODULE: ./build/js/cli/store-flags.js
var store_flags = __webpack_require__(6144);
// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/shell.js












const shellVerb = {
    usage: 'shell ID [--network=none|host] [--user-namespace=auto|always|never] [--memory=8GB|50%] [--cpus=N] [--pids=N] [--store=STORE] [-- COMMAND…]',
    summary: 'Enters the files of a result, or of a failed step that was kept, in a sandbox; what is changed there is thrown away.',
    options: {
        ...store_flags/* storeFlags */.t,
        ...bound_flags/* enterBoundFlags */.Ob,
        network: { type: 'string' },
        'user-namespace': { type: 'string' },
    },
    needsRoot: true,
    run: async (invocation) => {
        const [given, ...command] = invocation.positionals;
        if (given === undefined) {
            throw new errors/* ObuilderError */.Vy('input-invalid', 'the id of a result or of a failed step is missing', {
                hint: `Usage: ${shellVerb.usage}`,
            });
        }
        const network = networkOf(invocation);
        const limits = (0,step_bounds/* limitsFor */.I9)((await (0,bound_flags/* boundsOf */.BO)(invocation)) ?? {});
        const { signal, stopListening } = (0,cancel/* cancelOnSignals */.d)();
        // Containers of dead processes go before the store removes the directories that those run in.
        const sandbox = await (0,machinery/* readySandbox */.VV)({
            userNamespace: (0,user_namespace_mode/* parseUserNamespace */.W)((0,verb/* text */.Qq)(invocation, 'user-namespace'), '--user-namespace'),
        });
        const status = await (0,machinery/* withStore */.aH)((0,store_flags/* storeRequest */.r)(invocation), (store) => enter({ store, sandbox, entry: (0,entries/* findEntry */.w4)(store, given), command, network, limits, signal }));
        stopListening();
        return status;
    },
};
function networkOf(invocation) {
    const value = (0,verb/* text */.Qq)(invocation, 'network') ?? 'none';
    if (value === 'none' || value === 'host')
        return value;
    throw new errors/* ObuilderError */.Vy('input-invalid', `--network=${value} is neither none nor host`, { value });
}
/** What is not known of a result that an older release made. */
const PLAIN = { shell: [], cwd: '/', user: { uid: 0, gid: 0 }, environment: [] };
async function enter({ store, sandbox, entry, command, ...rest }) {
    const { rootfs, scratch, context = PLAIN } = await store.checkout(entry.id);
    const terminal = (0,host_terminal/* hasTerminal */.h)();
    const env = withTerminalType(context.environment, terminal);
    const argv = argvOf(command, { rootfs, env, shell: context.shell });
    process.stderr.write(greeting(entry, rest.network));
    const { cwd, user } = context;
    return await sandbox.enter({ rootfs, scratch, argv, cwd, user, env, terminal, ...rest });
}
/** One word is given to the shell as the text of a `run` is; several are a program and its arguments. */
function argvOf(command, image) {
    if (command.length > 1)
        return command;
    const shell = shellOf(image, image.shell);
    return command.length === 0 ? shell.interactive : [...shell.command, ...command];
}
function withTerminalType(env, terminal) {
    const type = process.env['TERM'];
    if (!terminal || type === undefined || env.some(([name]) => name === 'TERM'))
        return env;
    return [...env, ['TERM', type]];
}
/** The store gives the failure where there are both. */
function greeting({ id, result, failed }, network) {
    const what = failed === undefined ? '' : `, which failed: ${(0,report_text/* oneLine */.T)(failed.message)}`;
    const operation = (0,report_text/* oneLine */.T)((failed ?? result)?.operation ?? '');
    const net = network === 'none' ? ' There is no network; --network=host gives the one of this machine.' : '';
    return `${id.slice(0, entries/* SHOWN_DIGITS */.jr)}  ${operation}${what}\nWhat you change here is thrown away when you leave.${net}\n`;
}


/***/ }),

/***/ 6144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ storeRequest),
/* harmony export */   t: () => (/* binding */ storeFlags)
/* harmony export */ });
/* harmony import */ var _worker_pool_size_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3837);
/* harmony import */ var _verb_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6946);


const storeFlags = {
    store: { type: 'string' },
    'store-size': { type: 'string' },
    'pool-dir': { type: 'string' },
};
/** The store that the flags ask for; `auto` may be told by OBUILDER_STORE where the machine's owner has a place. */
function storeRequest(invocation) {
    const given = (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, 'store') ?? 'auto';
    const owners = given === 'auto' ? process.env['OBUILDER_STORE'] || undefined : undefined;
    const size = (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, 'store-size');
    return {
        store: owners ?? given,
        namedBy: owners === undefined ? '--store' : 'OBUILDER_STORE',
        poolBytes: size === undefined ? undefined : (0,_worker_pool_size_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePoolSize */ .F)(size, '--store-size'),
        poolDirectory: (0,_verb_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(invocation, 'pool-dir'),
    };
}


/***/ }),

/***/ 7605:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ noteTerminal),
/* harmony export */   h: () => (/* binding */ hasTerminal)
/* harmony export */ });
/* harmony import */ var node_tty__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7066);

/** Whether somebody sits at a terminal on both sides of this process. */
function hasTerminal() {
    return (0,node_tty__WEBPACK_IMPORTED_MODULE_0__.isatty)(0) && (0,node_tty__WEBPACK_IMPORTED_MODULE_0__.isatty)(1);
}
/**
 * Notes how the terminal on stdin is set. What it gives sets the terminal so again, since a program that is killed while it
 * has the terminal leaves it without echo. Where it cannot be done nothing is done.
 */
function noteTerminal() {
    const { spawnSync } = process.getBuiltinModule('node:child_process');
    const { stdout, status } = spawnSync('stty', ['-g'], {
        stdio: ['inherit', 'pipe', 'ignore'],
        encoding: 'utf8',
    });
    if (status !== 0)
        return () => undefined;
    return () => void spawnSync('stty', [stdout.trim()], { stdio: ['inherit', 'ignore', 'ignore'] });
}


/***/ }),

/***/ 6650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ oneLine)
/* harmony export */ });
/* unused harmony export lastLines */
const ELLIPSIS = '…';
/** One line of untrusted text for a heading: control characters become blanks, and at most `limit` characters stay. */
function oneLine(text, limit = 200) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
    const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
    const characters = [...line];
    return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}${ELLIPSIS}`;
}
/** The last lines of a text, and how many lines before them were left out. */
function lastLines(text, limit) {
    const lines = text.replace(/\r?\n$/, '').split('\n');
    return { lines: lines.slice(-limit), left: Math.max(0, lines.length - limit) };
}


/***/ }),

/***/ 6266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ program),
/* harmony export */   T5: () => (/* binding */ writable),
/* harmony export */   Vg: () => (/* binding */ LAUNCHER),
/* harmony export */   _E: () => (/* binding */ isBase),
/* harmony export */   f: () => (/* binding */ usualMounts),
/* harmony export */   f4: () => (/* binding */ OUTPUT_FILE),
/* harmony export */   fX: () => (/* binding */ readOnlyFile),
/* harmony export */   pP: () => (/* binding */ MASKED_PATHS),
/* harmony export */   tF: () => (/* binding */ READ_ONLY_PATHS),
/* harmony export */   yk: () => (/* binding */ BASE_MOUNT_POINTS)
/* harmony export */ });
/** Where the step finds the file that `$GITHUB_OUTPUT` names: on the container's own /dev, so that the image never has it. */
const OUTPUT_FILE = '/dev/github-output';
/** Where the launcher is, beside it. */
const LAUNCHER = '/dev/obuilder-launcher';
/** Mount points that the root file system must have. The rest of the usual mounts is below /dev and /sys. */
const BASE_MOUNT_POINTS = ['/proc', '/dev', '/sys'];
const isBase = (path) => BASE_MOUNT_POINTS.some((base) => base === path);
const tmpfs = (destination, ...options) => ({
    destination,
    type: 'tmpfs',
    source: 'tmpfs',
    options: ['nosuid', ...options],
});
const kernel = (destination, type, ...options) => ({
    destination,
    type,
    source: type,
    options: ['nosuid', 'noexec', ...options],
});
/**
 * What every container has: /proc, /dev with its devices, /dev/pts, /dev/shm, /dev/mqueue, and a read-only /sys. The control
 * groups are shown where asked for: on version 1 that is a dozen mounts and a tenth of a step's time.
 */
function usualMounts(shows) {
    return [
        kernel('/proc', 'proc', 'nodev'),
        tmpfs('/dev', 'strictatime', 'mode=755', 'size=65536k'),
        kernel('/dev/pts', 'devpts', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5'),
        tmpfs('/dev/shm', 'noexec', 'nodev', 'mode=1777', 'size=1g'),
        kernel('/dev/mqueue', 'mqueue', 'nodev'),
        shows.sys === undefined ? kernel('/sys', 'sysfs', 'nodev', 'ro') : readOnlyFile(shows.sys, '/sys'),
        ...(shows.cgroups ? [kernel('/sys/fs/cgroup', 'cgroup', 'nodev', 'relatime', 'ro')] : []),
    ];
}
const bind = (source, destination, ...options) => ({
    destination,
    type: 'bind',
    source,
    options: ['bind', 'rprivate', ...options],
});
/** A single file, or a directory without programs, that the step can only read. */
const readOnlyFile = (source, destination) => bind(source, destination, 'ro', 'nosuid', 'nodev', 'noexec');
/** A program that is put in. The file system that it comes from may forbid execution; this mount does not. */
const program = (source, destination) => bind(source, destination, 'ro', 'nosuid', 'nodev', 'exec');
/** A file or directory of the host that the step writes; programs in it run, but without set-uid bits. */
const writable = (source, destination) => bind(source, destination, 'rw', 'nosuid', 'nodev');
/** Shown empty, as Docker does: they tell about the host or reach into it. */
const MASKED_PATHS = [
    '/proc/acpi',
    '/proc/asound',
    '/proc/interrupts',
    '/proc/kcore',
    '/proc/keys',
    '/proc/latency_stats',
    '/proc/sched_debug',
    '/proc/scsi',
    '/proc/timer_list',
    '/proc/timer_stats',
    '/sys/devices/virtual/powercap',
    '/sys/firmware',
];
const READ_ONLY_PATHS = [
    '/proc/bus',
    '/proc/fs',
    '/proc/irq',
    '/proc/sys',
    '/proc/sysrq-trigger',
];


/***/ }),

/***/ 5317:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ findProgram),
/* harmony export */   L: () => (/* binding */ missingShell)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);
/* harmony import */ var _mounts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6266);
/* harmony import */ var _rootfs_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7907);




/** Where a program is looked for when the step has no PATH: Docker's default. Nothing is added to its environment for that. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Where env(1) looks when it has no PATH. */
const ENV_PATH = '/bin:/usr/bin';
/** As in env(1) and the shells: the program was not found. */
const NOT_FOUND = 127;
const HINT = 'Where the image has a shell but no bash, put (shell /bin/sh -c) before the first run.';
/**
 * The file that a step's argv names, as an absolute path inside, or relative to the step's directory if it is written so.
 *
 * @throws ObuilderError `sandbox-failed` when the image has no such program
 */
function findProgram(step) {
    const name = step.argv[0] ?? '';
    if (!name.includes('/')) {
        const found = lookUp(step, name, pathOf(step) ?? DEFAULT_PATH);
        if (found === undefined || name === '')
            throw missing(name);
        return found;
    }
    if (name.startsWith('/') && !mayBeProgram(step, name))
        throw missing(name);
    return name;
}
/**
 * The error for a step that ended because `env` did not find the shell, as it does for `/usr/bin/env bash -c` in an image
 * without bash. The command itself never ran then.
 */
function missingShell(code, step) {
    const [env, shell] = step.argv;
    if (code !== NOT_FOUND || !env?.endsWith('/env') || !shell || /^-|[/=]/.test(shell))
        return undefined;
    return lookUp(step, shell, pathOf(step) ?? ENV_PATH) === undefined ? missing(shell) : undefined;
}
const missing = (name) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('sandbox-failed', `the image has no program ${name}`, { value: name, hint: HINT });
const pathOf = (step) => step.env.find(([name]) => name === 'PATH')?.[1];
function lookUp(step, name, path) {
    const candidates = path.split(':').filter((directory) => directory.startsWith('/'));
    return candidates.map((directory) => `${directory}/${name}`).find((file) => mayBeProgram(step, file));
}
/** Whether a path is an executable file, as far as can be seen; below a slot or the like only what is asked for outright. */
function mayBeProgram(step, file) {
    try {
        const found = (0,_rootfs_path_js__WEBPACK_IMPORTED_MODULE_2__/* .resolveInside */ .L)(step.rootfs, file, step.covered);
        if (found.under === undefined)
            return isProgram(step.rootfs, found.path);
        // A program below /proc may be the runtime itself, or a file of the host that the runtime has open.
        return step.argv[0] === file && !(0,_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .isBase */ ._E)(found.under);
    }
    catch {
        return false;
    }
}
/** Whether a path inside leads to an executable regular file. */
function isProgram(rootfs, file) {
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(rootfs + (0,_rootfs_path_js__WEBPACK_IMPORTED_MODULE_2__/* .resolveInside */ .L)(rootfs, file).path, { throwIfNoEntry: false });
        return stats?.isFile() === true && (stats.mode & 0o111) !== 0;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 9646:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ refused)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

/** The error for a path inside that a step's image or slots lead astray. */
function refused(path, why, details = {}) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('sandbox-failed', `${path} ${why}`, { value: path, ...details });
}


/***/ }),

/***/ 7907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ resolveInside)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _refused_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9646);



/** As the kernel's own bound on links in one path. */
const MAX_LINKS = 40;
/**
 * Follows `path` through the links of the root file system at `root` without ever leaving it. The walk stops at a path in
 * `covered`, since what lies below is not of this root.
 *
 * @throws ObuilderError `sandbox-failed` for too many links or a way through a file
 */
function resolveInside(root, path, covered = new Set()) {
    const walk = { root, path, done: [], todo: path.split('/').reverse(), links: 0, existing: undefined };
    const { done, todo } = walk;
    while (todo.length > 0) {
        const name = todo.pop() ?? '';
        if (name === '' || name === '.')
            continue;
        if (name === '..') {
            goUp(walk);
            continue;
        }
        done.push(name);
        const here = `/${done.join('/')}`;
        if (covered.has(here)) {
            const whole = node_path__WEBPACK_IMPORTED_MODULE_1__.posix.join(here, ...todo.reverse());
            return { path: whole, existing: walk.existing ?? done.length, components: done, under: here };
        }
        if (walk.existing === undefined)
            follow(walk, here);
    }
    const existing = walk.existing ?? done.length;
    return { path: `/${done.join('/')}`, existing, components: done, under: undefined };
}
function goUp(walk) {
    walk.done.pop();
    if (walk.existing !== undefined && walk.done.length <= walk.existing)
        walk.existing = undefined;
}
/** Looks at the component that was just added, and replaces it by what it points to if it is a link. */
function follow(walk, here) {
    const found = lookAt(walk.root + here, walk.path);
    if (found === 'missing')
        walk.existing = walk.done.length - 1;
    else if (found.isSymbolicLink()) {
        walk.links += 1;
        if (walk.links > MAX_LINKS)
            throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .refused */ .J)(walk.path, 'goes through too many symbolic links in the image');
        const target = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(walk.root + here);
        walk.done.length = target.startsWith('/') ? 0 : walk.done.length - 1;
        walk.todo.push(...target.split('/').reverse());
    }
}
function lookAt(file, path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file, { throwIfNoEntry: false }) ?? 'missing';
    }
    catch (error) {
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .refused */ .J)(path, 'cannot be followed in the image', { cause: error });
    }
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


/***/ }),

/***/ 3837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ parsePoolSize)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _byte_size_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4213);


const SMALLEST = 256 * 1024 ** 2;
/**
 * The size of a pool, such as `50GB`.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
function parsePoolSize(text, name) {
    const size = (0,_byte_size_js__WEBPACK_IMPORTED_MODULE_1__/* .byteSize */ .m)(text);
    if (size === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${name} is not a size: ${JSON.stringify(text)}`, {
            value: text,
            hint: 'Write a number and a unit, for example 50GB.',
        });
    }
    if (size >= SMALLEST)
        return size;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${name} is too small for a pool: ${text}`, {
        value: text,
        hint: 'A pool needs 256 MB at least; an image file takes only what is used, so a large size costs nothing.',
    });
}


/***/ }),

/***/ 5321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I9: () => (/* binding */ limitsFor),
/* harmony export */   gJ: () => (/* binding */ BOUND_KEYS),
/* harmony export */   kL: () => (/* binding */ tighten),
/* harmony export */   mS: () => (/* binding */ BOUND_NAMES)
/* harmony export */ });
/** The names that inputs, flags and the owner's file share, in the order in which help texts tell them. */
const BOUND_NAMES = [
    'memory',
    'cpus',
    'pids',
    'step-timeout',
    'log-size',
];
/** The field that each name sets. */
const BOUND_KEYS = {
    memory: 'memoryBytes',
    cpus: 'cpus',
    pids: 'pids',
    'step-timeout': 'seconds',
    'log-size': 'logBytes',
};
/**
 * The bounds of a job's steps: the job can go below what the machine's owner set, and never above. Where the owner set
 * nothing, the job's wish counts.
 */
function tighten(owners, asked) {
    const bounds = {};
    const ownersBounds = [];
    for (const name of BOUND_NAMES) {
        const key = BOUND_KEYS[name];
        const [owner, job] = [owners?.[key], asked?.[key]];
        const isOwners = owner !== undefined && (job === undefined || infinite(job) > infinite(owner));
        const bound = isOwners ? owner : job;
        if (bound !== undefined)
            bounds[key] = bound;
        if (isOwners)
            ownersBounds.push(name);
    }
    return { bounds, ownersBounds };
}
/** The same with infinity for no bound, as the engine and the sandbox have them. */
function limitsFor(bounds) {
    const entries = Object.entries(bounds).map(([key, bound]) => [key, infinite(bound)]);
    return Object.fromEntries(entries);
}
const infinite = (bound) => (bound === 'none' ? Number.POSITIVE_INFINITY : bound);


/***/ }),

/***/ 170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ parseUserNamespace)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

const MODES = ['auto', 'always', 'never'];
/**
 * The mode that an input or a flag names, `auto` where it is not given.
 *
 * @throws ObuilderError `input-invalid` naming it
 */
function parseUserNamespace(value, name) {
    if (value === undefined || value === '')
        return 'auto';
    const mode = MODES.find((known) => known === value);
    if (mode !== undefined)
        return mode;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${name} is none of ${MODES.join(', ')}: ${value.slice(0, 200)}`, {
        value: value.slice(0, 200),
    });
}


/***/ })

};
