export const id = 285;
export const ids = [285];
export const modules = {

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
var program = __webpack_require__(7698);
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
    (0,program/* findProgram */.Kp)({ ...image, argv: ['sh'], covered: new Set() });
    return own;
}
function hasProgram(image, words) {
    // What env(1) would look for can only be seen by looking for it oneself.
    const [first = '', second = ''] = words;
    const argv = first.endsWith('/env') && /^[^-=]+$/.test(second) ? words.slice(1) : words;
    try {
        (0,program/* findProgram */.Kp)({ ...image, argv, covered: new Set() });
        return true;
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./build/js/cli/cancel.js
var cancel = __webpack_require__(5417);
// EXTERNAL MODULE: ./build/js/cli/entries.js
var entries = __webpack_require__(8827);
// EXTERNAL MODULE: ./build/js/cli/machinery.js + 57 modules
var machinery = __webpack_require__(81);
// EXTERNAL MODULE: ./build/js/cli/store-flags.js + 1 modules
var store_flags = __webpack_require__(6099);
// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/shell.js









const shellVerb = {
    usage: 'shell ID [--network=none|host] [--store=STORE] [-- COMMAND…]',
    summary: 'Enters the files of a result, or of a failed step that was kept, in a sandbox; what is changed there is thrown away.',
    options: { ...store_flags/* storeFlags */.t, network: { type: 'string' } },
    needsRoot: true,
    run: async (invocation) => {
        const [given, ...command] = invocation.positionals;
        if (given === undefined) {
            throw new errors/* ObuilderError */.Vy('input-invalid', 'the id of a result or of a failed step is missing', {
                hint: `Usage: ${shellVerb.usage}`,
            });
        }
        const network = networkOf(invocation);
        const { signal, stopListening } = (0,cancel/* cancelOnSignals */.d)();
        // Containers of dead processes go before the store removes the directories that those run in.
        const sandbox = await (0,machinery/* readySandbox */.VV)();
        const status = await (0,machinery/* withStore */.aH)((0,store_flags/* storeRequest */.r)(invocation), (store) => enter({ store, sandbox, entry: (0,entries/* findEntry */.w4)(store, given), command, network, signal }));
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
async function enter({ store, sandbox, entry, command, network, signal }) {
    const { rootfs, scratch, context = PLAIN } = await store.checkout(entry.id);
    const terminal = (0,host_terminal/* hasTerminal */.h)();
    const env = withTerminalType(context.environment, terminal);
    const argv = argvOf(command, { rootfs, env, shell: context.shell });
    process.stderr.write(greeting(entry, network));
    const { cwd, user } = context;
    return await sandbox.enter({ rootfs, scratch, argv, cwd, user, env, network, terminal, signal });
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

/***/ 6099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ storeFlags),
  r: () => (/* binding */ storeRequest)
});

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/worker/byte-size.js
var byte_size = __webpack_require__(4213);
;// CONCATENATED MODULE: ./build/js/worker/pool-size.js


const SMALLEST = 256 * 1024 ** 2;
/**
 * The size of a pool, such as `50GB`.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
function parsePoolSize(text, name) {
    const size = (0,byte_size/* byteSize */.m)(text);
    if (size === undefined) {
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
    const owners = given === 'auto' ? process.env['OBUILDER_STORE'] || undefined : undefined;
    const size = (0,verb/* text */.Qq)(invocation, 'store-size');
    return {
        store: owners ?? given,
        namedBy: owners === undefined ? '--store' : 'OBUILDER_STORE',
        poolBytes: size === undefined ? undefined : parsePoolSize(size, '--store-size'),
        poolDirectory: (0,verb/* text */.Qq)(invocation, 'pool-dir'),
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

/***/ 7698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kp: () => (/* binding */ findProgram),
/* harmony export */   LI: () => (/* binding */ missingShell),
/* harmony export */   Vd: () => (/* binding */ isProgram)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);
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
        return found.under === undefined ? isProgram(step.rootfs, found.path) : step.argv[0] === file;
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

/***/ 7907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ resolveInside)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);



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
            throw refused(walk.path, 'goes through too many symbolic links');
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
        throw refused(path, 'cannot be followed', error);
    }
}
function refused(path, why, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('sandbox-failed', `${path} ${why} in the image`, { value: path, cause });
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
