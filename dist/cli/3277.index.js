export const id = 3277;
export const ids = [3277];
export const modules = {

/***/ 4554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tryUserNamespace: () => (/* binding */ tryUserNamespace)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _host_probes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3838);
/* harmony import */ var _host_user_namespace_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6300);
/* harmony import */ var _sandbox_ids_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3792);
/* harmony import */ var _sandbox_machine_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2057);
/* harmony import */ var _sandbox_memory_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1565);
/* harmony import */ var _sandbox_trial_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(286);








/** Runs a step of a few bytes, as root, in a directory of root's that is gone afterwards. */
async function tryUserNamespace(program, store) {
    let directory;
    try {
        directory = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join((0,_host_probes_js__WEBPACK_IMPORTED_MODULE_2__/* .nearestExisting */ .Iv)(store.directory ?? '/var/lib'), '.obuilder-trial-'));
        const namespace = await (0,_host_user_namespace_js__WEBPACK_IMPORTED_MODULE_3__/* .makeUserNamespace */ .H)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'start'), _sandbox_ids_js__WEBPACK_IMPORTED_MODULE_4__/* .STEP_IDS */ .W1);
        const containers = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'containers');
        await (0,_sandbox_trial_js__WEBPACK_IMPORTED_MODULE_7__/* .tryEnclosure */ .e)({ directory, isOverlay: store.driver === 'overlayfs' }, {
            runtime: { program, containers, memory: (0,_sandbox_memory_js__WEBPACK_IMPORTED_MODULE_6__/* .memoryDirectory */ .f)(directory) },
            machine: (0,_sandbox_machine_js__WEBPACK_IMPORTED_MODULE_5__/* .lookAround */ .h)(process.arch).machineFor(undefined),
            userNamespace: { path: namespace, overlayAt: () => undefined },
        });
        return {};
    }
    catch (error) {
        return { fault: error instanceof Error ? error.message : String(error) };
    }
    finally {
        if (directory !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(directory, { recursive: true, force: true });
    }
}


/***/ }),

/***/ 5201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JL: () => (/* binding */ killNow),
/* harmony export */   LU: () => (/* binding */ childrenOf),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   gy: () => (/* binding */ processStart)
/* harmony export */ });
/* unused harmony exports startIn, isVisible */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/** The fields of /proc/PID/stat after the name, as in proc_pid_stat(5): the state is the first. */
function statFields(pid) {
    try {
        return fieldsOf((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'latin1'));
    }
    catch {
        return undefined;
    }
}
/** The name may hold blanks and parentheses itself. */
const fieldsOf = (text) => text.slice(text.lastIndexOf(')') + 2).split(' ');
/** When the process started that a text of /proc/PID/stat is about; undefined for any other text. */
function startIn(text) {
    const start = Number(fieldsOf(text)[19]);
    return Number.isSafeInteger(start) ? start : undefined;
}
/** When a process started, in clock ticks since boot; undefined for none, and for one that has ended but was not waited for. */
function processStart(pid) {
    const fields = statFields(pid);
    return fields === undefined || fields[0] === 'Z' ? undefined : Number(fields[19]);
}
/** True where this user may see the process: with `hidepid` on /proc, a user does not see the processes of others. */
function isVisible(pid) {
    return statFields(pid) !== undefined;
}
function parentOf(pid) {
    const fields = statFields(pid);
    return fields === undefined ? undefined : Number(fields[1]);
}
function childrenOf(pid) {
    const pids = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(Number).filter((child) => parentOf(child) === pid);
}
/** Sends SIGKILL. A process that is gone already is what was wanted. */
function killNow(pid) {
    try {
        process.kill(pid, 'SIGKILL');
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}


/***/ }),

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

/***/ 3924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ killStep),
/* harmony export */   o: () => (/* binding */ removeContainer)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
/* harmony import */ var _host_process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9252);
/* harmony import */ var _host_process_info_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5201);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(332);





/** How often a container that is still being made is looked at. */
const POLL_MILLISECONDS = 10;
/** How long the runtime may take to make the container or to clear up after it before it is killed too. */
const PATIENCE_MILLISECONDS = 500;
/**
 * Kills all of a step's processes, whatever signals they ignore: the kernel ends a PID namespace with its first process.
 * A container that is only being made is killed as soon as it has one, or together with the runtime.
 */
async function killStep(runtime, step) {
    const deadline = Date.now() + PATIENCE_MILLISECONDS;
    while (!step.hasEnded() && Date.now() < deadline) {
        const first = firstProcess(step);
        if (first !== undefined)
            (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_3__/* .killNow */ .JL)(first);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(POLL_MILLISECONDS);
    }
    if (step.hasEnded())
        return;
    for (const child of (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_3__/* .childrenOf */ .LU)(step.runtimePid))
        (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_3__/* .killNow */ .JL)(child);
    (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_3__/* .killNow */ .JL)(step.runtimePid);
    await removeContainer(runtime, step.name);
}
/** The container's first process, if it is certainly this one. */
function firstProcess(step) {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(step.pidFile))
        return undefined;
    const pid = Number((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(step.pidFile, 'utf8'));
    return pid > 1 && (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_3__/* .parentOf */ .gN)(pid) === step.runtimePid ? pid : undefined;
}
/** Kills and removes a container that may be in any state, or none. */
async function removeContainer(runtime, name) {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,_places_js__WEBPACK_IMPORTED_MODULE_4__/* .containerDirectory */ .V)(runtime, name)))
        return;
    await (0,_host_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runQuick */ .l)(runtime.program, ['--root', runtime.containers, 'delete', '--force', name]).catch((error) => {
        // Its runtime may have removed it at the same moment.
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,_places_js__WEBPACK_IMPORTED_MODULE_4__/* .containerDirectory */ .V)(runtime, name)))
            throw error;
    });
}


/***/ }),

/***/ 4509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wq: () => (/* binding */ newStepName),
/* harmony export */   XU: () => (/* binding */ isDead),
/* harmony export */   cn: () => (/* binding */ ownerPrefix)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _host_process_info_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5201);


const NAME = /^obuilder-(\d+)-(\d+)-(\d+)(?:-[0-9a-f]{16})?$/;
let steps = 0;
/**
 * The prefix of everything that this process makes: its pid and the kernel's start time of it, so that a pid that was given
 * to another process later is not mistaken for the owner.
 */
function ownerPrefix() {
    return `obuilder-${process.pid}-${(0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_1__/* .processStart */ .gy)(process.pid) ?? 0}`;
}
/**
 * A name that no other step on this machine has, dead or alive. Nobody can foretell the name: every user may make files in
 * some of the directories where it is used, and one that is taken already would make the step fail.
 */
function newStepName() {
    steps += 1;
    return `${ownerPrefix()}-${steps}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex')}`;
}
/** Whether `name` is of a step whose owner no longer runs. Names that are not of a step are nobody's to remove. */
function isDead(name) {
    const [, pid, start] = NAME.exec(name) ?? [];
    return pid !== undefined && (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_1__/* .processStart */ .gy)(Number(pid)) !== Number(start);
}


/***/ }),

/***/ 332:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ RUNTIME_ENVIRONMENT),
/* harmony export */   V: () => (/* binding */ containerDirectory)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);

/** The whole environment of the runtime: nothing of the worker's own may reach it, such as sockets of its service manager. */
const RUNTIME_ENVIRONMENT = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
};
/** Of one container in the runtime's state. */
const containerDirectory = (runtime, step) => node_path__WEBPACK_IMPORTED_MODULE_0__.join(runtime.containers, step);


/***/ }),

/***/ 5025:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ resourceLimits),
/* harmony export */   f: () => (/* binding */ checkCeilings)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1216);


const MIB = 1024 * 1024;
const NONE = Number.POSITIVE_INFINITY;
/**
 * All limits of setrlimit(2), soft and hard, so that a step does not depend on whoever started the worker. As in Docker most
 * have no bound, and a step may raise its stack and core files by itself. Core files are off at first because they would
 * only fill results. Signals and message queues have what the kernel gives on a machine of some gigabytes.
 */
const LIMITS = {
    RLIMIT_AS: [NONE, NONE],
    RLIMIT_CORE: [0, NONE],
    RLIMIT_CPU: [NONE, NONE],
    RLIMIT_DATA: [NONE, NONE],
    RLIMIT_FSIZE: [NONE, NONE],
    RLIMIT_LOCKS: [NONE, NONE],
    RLIMIT_MEMLOCK: [64 * MIB, 64 * MIB],
    RLIMIT_MSGQUEUE: [819_200, 819_200],
    RLIMIT_NICE: [0, 0],
    RLIMIT_NOFILE: [_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .DEFAULT_LIMITS */ .dR.openFiles.soft, _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .DEFAULT_LIMITS */ .dR.openFiles.hard],
    RLIMIT_NPROC: [NONE, NONE],
    RLIMIT_RSS: [NONE, NONE],
    RLIMIT_RTPRIO: [0, 0],
    RLIMIT_RTTIME: [NONE, NONE],
    RLIMIT_SIGPENDING: [65_536, 65_536],
    RLIMIT_STACK: [8 * MIB, NONE],
};
/** The number of setrlimit(2) for no bound. JavaScript has no such number, so it is a text that JSON takes as it is. */
const INFINITY = JSON.rawJSON('18446744073709551615');
/** What would cut a step's files or its work, with the flag of the shells' `ulimit`. */
const CUTTING = { RLIMIT_FSIZE: '-f', RLIMIT_AS: '-v', RLIMIT_DATA: '-d', RLIMIT_CPU: '-t' };
/** @throws ObuilderError `sandbox-failed` where a step's results would depend on a limit that nobody here can lift */
function checkCeilings(ceilings) {
    for (const [name, flag] of Object.entries(CUTTING)) {
        const ceiling = ceilings[name];
        if (ceiling === NONE)
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('sandbox-failed', `steps would be cut by a limit that this worker was started with: ${name}`, {
            value: `${name}=${ceiling}`,
            hint: `Start the worker with ulimit ${flag} unlimited, or give root CAP_SYS_RESOURCE, so that it can lift the limit.`,
        });
    }
}
/** `process.rlimits` of the OCI runtime specification. Without CAP_SYS_RESOURCE nothing can go above what this process has. */
function resourceLimits(limits, ceilings) {
    const files = limits?.openFiles;
    const wanted = files === undefined ? LIMITS : { ...LIMITS, RLIMIT_NOFILE: [files, files] };
    return Object.entries(wanted).map(([type, [soft, hard]]) => {
        const highest = Math.min(hard, ceilings[type]);
        return { type, soft: inJson(Math.min(soft, highest)), hard: inJson(highest) };
    });
}
const inJson = (value) => (value === NONE ? INFINITY : value);


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
