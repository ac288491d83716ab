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
// EXTERNAL MODULE: ./build/js/cli/machinery.js + 72 modules
var machinery = __webpack_require__(213);
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


/***/ })

};
