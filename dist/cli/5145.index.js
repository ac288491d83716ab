export const id = 5145;
export const ids = [5145];
export const modules = {

/***/ 2801:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ startStreaming)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

const LONGEST_STDERR = 4096;
/**
 * Starts a program and gives its stdout as it comes; its stdin is at end of file.
 *
 * @throws ObuilderError `tool-missing` when there is no such program
 */
async function startStreaming(file, args, options) {
    // Loaded with the first step, not with a build that is wholly cached.
    const { spawn } = process.getBuiltinModule('node:child_process');
    // Our own directory may be gone, or not be for the program to see.
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...options.env }, cwd: '/' });
    let hasOutput = false;
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
        errors = (errors + text).slice(-LONGEST_STDERR);
    });
    child.stdout.on('data', (chunk) => {
        hasOutput = true;
        const wait = options.onOutput(chunk);
        if (!(wait instanceof Promise))
            return;
        child.stdout.pause();
        void wait.finally(() => child.stdout.resume());
    });
    const ended = new Promise((resolve, reject) => {
        child.on('error', (error) => reject(startError(file, error)));
        child.on('close', (code, signal) => resolve({ code, signal }));
    });
    // Only a program that could not be started has no pid; the reason comes as an event.
    if (child.pid === undefined)
        await ended;
    return {
        pid: child.pid ?? 0,
        hasExited: () => child.exitCode !== null || child.signalCode !== null,
        hasOutput: () => hasOutput,
        errorOutput: () => errors.trim(),
        ended,
    };
}
function startError(file, error) {
    if (error.code === 'ENOENT') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('tool-missing', `the program ${file} is not installed`, {
            value: file,
            cause: error,
        });
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('command-failed', `${file} cannot be started: ${error.message}`, {
        value: file,
        cause: error,
    });
}


/***/ }),

/***/ 6300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ makeUserNamespace)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);
/* harmony import */ var _call_program_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7364);



/** CLONE_NEWUSER */
const NEW_USER = 0x1000_0000;
/**
 * Makes a user namespace that lasts as long as this process, and gives the path by which root finds it. No process is left in
 * it: it is there to say which ids a mount shows for which.
 *
 * @param file where a program may be written and executed for a moment
 * @throws ObuilderError `sandbox-failed` where the kernel or this machine's settings refuse one
 */
async function makeUserNamespace(file, range) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, (0,_call_program_js__WEBPACK_IMPORTED_MODULE_2__/* .callProgram */ .bQ)(process.arch, CALLS), { flag: 'wx' });
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(file, 0o500);
        return await heldOpen(file, range);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(file, { force: true });
    }
}
/** Says that the namespace is there, and stays until its stdin ends. */
const CALLS = [
    { name: 'unshare', args: [NEW_USER] },
    { name: 'write', args: [1, '.', 1] },
    { name: 'read', args: [0, Buffer.alloc(1), 1] },
    { name: 'exit', args: [0] },
];
async function heldOpen(file, { first, count }) {
    const { spawn } = process.getBuiltinModule('node:child_process');
    const child = spawn(file, [], { stdio: ['pipe', 'pipe', 'ignore'], env: {}, cwd: '/' });
    const ended = new Promise((resolve) => {
        child.on('error', (error) => resolve(error.message));
        child.on('exit', (code) => resolve(`a trial ended with status ${code}`));
    });
    child.stdin.on('error', () => undefined);
    const isThere = new Promise((resolve) => child.stdout.once('data', () => resolve(undefined)));
    const fault = await Promise.race([isThere, ended]);
    if (fault !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('sandbox-failed', `a user namespace cannot be made: ${fault}`, {
            hint: 'See that sysctl user.max_user_namespaces is not 0.',
        });
    }
    try {
        for (const map of ['uid_map', 'gid_map'])
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(`/proc/${child.pid}/${map}`, `0 ${first} ${count}\n`);
        // Never closed: the kernel keeps the namespace for it, and drops it with this process.
        const descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(`/proc/${child.pid}/ns/user`, 'r');
        return `/proc/${process.pid}/fd/${descriptor}`;
    }
    finally {
        child.stdin.end();
        await ended;
    }
}


/***/ }),

/***/ 5145:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   secondWall: () => (/* binding */ secondWall)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);
/* harmony import */ var _host_overlay_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3453);
/* harmony import */ var _host_probes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3838);
/* harmony import */ var _host_user_namespace_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6300);
/* harmony import */ var _ids_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3792);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4509);
/* harmony import */ var _trial_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(286);









const WITHOUT = 'Steps run without a user namespace, so root in them is root to the kernel';
/** A trial is made once for each file system and kind of volume. */
function secondWall(options) {
    if (options.mode === 'never') {
        options.onNotice(`${WITHOUT}, as asked.`);
        return async () => undefined;
    }
    const known = new Map();
    let namespace;
    const namespaceIn = (scratch) => {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(scratch, { recursive: true, mode: 0o700 });
        namespace ??= (0,_host_user_namespace_js__WEBPACK_IMPORTED_MODULE_5__/* .makeUserNamespace */ .H)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(scratch, `${(0,_owner_js__WEBPACK_IMPORTED_MODULE_7__/* .newStepName */ .Wq)()}.start`), _ids_js__WEBPACK_IMPORTED_MODULE_6__/* .STEP_IDS */ .W1);
        return namespace;
    };
    const build = async (place, key, machine) => {
        try {
            const userNamespace = { path: await namespaceIn(place.scratch), overlayAt: _host_overlay_js__WEBPACK_IMPORTED_MODULE_3__/* .remakeOverlay */ .QE };
            const note = node_path__WEBPACK_IMPORTED_MODULE_1__.join(options.notes, key);
            const tried = whatIsTried(options.runtime, place);
            if (readOrNothing(note) !== tried) {
                const context = { runtime: options.runtime, machine, userNamespace };
                await (0,_trial_js__WEBPACK_IMPORTED_MODULE_8__/* .tryEnclosure */ .e)({ directory: place.scratch, isOverlay: (0,_host_overlay_js__WEBPACK_IMPORTED_MODULE_3__/* .isOverlayMount */ .gn)(place.rootfs) }, context);
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(options.notes, { recursive: true, mode: 0o700 });
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(note, tried);
            }
            options.onNotice('Root in a step is nobody on this machine: steps have a user namespace.');
            return userNamespace;
        }
        catch (error) {
            return withoutWall(error, options);
        }
    };
    return (place, machine) => {
        const key = keyOf(place);
        const found = known.get(key) ?? build(place, key, machine);
        known.set(key, found);
        return found;
    };
}
function withoutWall(error, { mode, onNotice }) {
    const { message, cause, code } = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .asObuilderError */ .xO)(error);
    if (code === 'tool-missing' || code === 'cancelled')
        throw error;
    if (mode === 'always') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('sandbox-failed', `steps cannot have a user namespace here: ${message}`, {
            hint: 'Let it be used where that is possible: user-namespace auto. `doctor` says what this machine lacks.',
            cause,
        });
    }
    onNotice(`${WITHOUT}: ${message}.`);
    return undefined;
}
function keyOf({ rootfs, scratch }) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(scratch, { recursive: true, mode: 0o700 });
    return `${(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(scratch).dev}-${(0,_host_overlay_js__WEBPACK_IMPORTED_MODULE_3__/* .isOverlayMount */ .gn)(rootfs) ? 'overlay' : 'plain'}`;
}
/** What a trial holds for: this program, which an update replaces, on this mount, whose device number others may get. */
function whatIsTried({ program }, { scratch }) {
    const { mtimeMs, size } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(program, { throwIfNoEntry: false }) ?? {};
    const mount = (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_4__/* .mountOf */ .vI)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(scratch));
    return `${JSON.stringify([program, size, mtimeMs, mount?.device, mount?.type, mount?.directory])}\n`;
}
function readOrNothing(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ tryEnclosure)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);
/* harmony import */ var _host_call_program_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7364);
/* harmony import */ var _host_stream_child_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2801);
/* harmony import */ var _container_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6910);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4509);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4767);








const HERE = -100; // AT_FDCWD
const NEW_FILE = 0o1 | 0o100 | 0o200; // O_WRONLY, O_CREAT, O_EXCL
/** Who something is given to. */
const OTHER = { uid: 5, gid: 6 };
/** Makes a file, gives another one away, and removes a third. Only who owns the program can execute it. */
const CALLS = [
    { name: 'openat', args: [HERE, '/made', NEW_FILE, 0o600] },
    { name: 'fchownat', args: [HERE, '/given', OTHER.uid, OTHER.gid, 0] },
    { name: 'unlinkat', args: [HERE, '/gone', 0] },
    { name: 'exit', args: [0] },
];
/**
 * Runs a step of a few bytes behind the second wall, and looks at what it made from outside. So nothing that a spec or an image
 * brings decides whether there is a wall.
 *
 * @throws ObuilderError with the reason where it cannot be done
 */
async function tryEnclosure({ directory, isOverlay }, context) {
    const name = (0,_owner_js__WEBPACK_IMPORTED_MODULE_6__/* .newStepName */ .Wq)();
    const scratch = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, `trial-${name}`);
    const lower = node_path__WEBPACK_IMPORTED_MODULE_1__.join(scratch, 'lower');
    try {
        for (const part of [
            lower,
            node_path__WEBPACK_IMPORTED_MODULE_1__.join(scratch, 'empty'),
            node_path__WEBPACK_IMPORTED_MODULE_1__.join(scratch, 'upper'),
            node_path__WEBPACK_IMPORTED_MODULE_1__.join(scratch, 'work'),
        ])
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(part, { recursive: true });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(lower, 0o755);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(scratch, 'upper'), 0o755);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(lower, 'trial'), (0,_host_call_program_js__WEBPACK_IMPORTED_MODULE_3__/* .callProgram */ .bQ)(context.machine.architecture, CALLS));
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(lower, 'trial'), 0o700);
        for (const name of ['given', 'gone'])
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(lower, name), '');
        const overlay = isOverlay ? overlayIn(scratch) : undefined;
        await runTrial({ name, scratch, lower }, { ...context, userNamespace: { ...context.userNamespace, overlayAt: () => overlay } });
        const made = node_path__WEBPACK_IMPORTED_MODULE_1__.join(scratch, isOverlay ? 'upper' : 'lower');
        checkOwner(node_path__WEBPACK_IMPORTED_MODULE_1__.join(made, 'made'), { uid: 0, gid: 0 });
        checkOwner(node_path__WEBPACK_IMPORTED_MODULE_1__.join(made, 'given'), OTHER);
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(made, 'gone'), { throwIfNoEntry: false })?.isFile())
            throw fault('a file that a trial removed is still there');
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(scratch, { recursive: true, force: true });
    }
}
const overlayIn = (scratch) => {
    return { base: scratch, lower: ['lower', 'empty'], upper: { files: 'upper', work: 'work' } };
};
async function runTrial({ name, scratch, lower }, context) {
    const request = {
        rootfs: lower,
        scratch,
        argv: ['/trial'],
        cwd: '/',
        user: { uid: 0, gid: 0 },
        env: [],
        network: 'none',
        mounts: [],
        output: 'apart',
    };
    const step = (0,_step_js__WEBPACK_IMPORTED_MODULE_7__/* .prepareStep */ .I)(request, name, context);
    try {
        const { code } = await (0,_container_js__WEBPACK_IMPORTED_MODULE_5__/* .runContainer */ .z)({}, {
            runtime: context.runtime,
            name,
            step,
            start: (file, args, env) => (0,_host_stream_child_js__WEBPACK_IMPORTED_MODULE_4__/* .startStreaming */ .D)(file, args, { env, onOutput: () => undefined }),
        });
        if (code !== 0)
            throw fault(`a trial ended with status ${code}`);
    }
    finally {
        step.remove();
    }
}
function checkOwner(file, wanted) {
    const { uid, gid } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file);
    if (uid !== wanted.uid || gid !== wanted.gid)
        throw fault(`a file that should be ${wanted.uid}:${wanted.gid}'s is ${uid}:${gid}'s`);
}
const fault = (reason) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('sandbox-failed', reason);


/***/ })

};
