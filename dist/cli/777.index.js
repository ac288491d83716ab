export const id = 777;
export const ids = [777];
export const modules = {

/***/ 4555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ SIGNAL_BASE),
  z: () => (/* binding */ runContainer)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/sandbox/kill.js
var kill = __webpack_require__(3924);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/sandbox/places.js
var places = __webpack_require__(332);
;// CONCATENATED MODULE: ./build/js/sandbox/out-of-memory.js



/** How many processes the kernel killed for want of memory, in the text of `memory.events` (v2) or `memory.oom_control` (v1). */
function countKills(text) {
    return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
}
/** Whether the memory limit killed anything in a container that has ended but was kept. */
function ranOutOfMemory(runtime, step) {
    try {
        const state = JSON.parse((0,external_node_fs_.readFileSync)(external_node_path_.join((0,places/* containerDirectory */.V)(runtime, step), 'state.json'), 'utf8'));
        return memoryFiles(state).some((file) => countKills(readIfThere(file)) > 0);
    }
    catch {
        // Another runtime may keep its state elsewhere; the step's end is reported without the reason then.
        return false;
    }
}
/** From `cgroup_paths` of runc's state: by controller on v1, one under the empty name on v2. */
function memoryFiles(state) {
    if (typeof state !== 'object' || state === null || !('cgroup_paths' in state))
        return [];
    const paths = state.cgroup_paths;
    return [
        ...(paths['memory'] ? [`${paths['memory']}/memory.oom_control`] : []),
        ...(paths[''] ? [`${paths['']}/memory.events`] : []),
    ];
}
function readIfThere(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./build/js/sandbox/start-error.js

/** The last error in a runtime's log in its JSON format, one object a line. */
function loggedError(log) {
    const errors = log.split('\n').flatMap((line) => {
        try {
            const entry = JSON.parse(line);
            if (typeof entry !== 'object' || entry === null || !('level' in entry) || !('msg' in entry))
                return [];
            return entry.level === 'error' || entry.level === 'fatal' ? [String(entry.msg)] : [];
        }
        catch {
            return [];
        }
    });
    return errors.at(-1);
}
/** A runtime's message without its own wrapping. */
function plainMessage(message) {
    return message
        .replace(/^(?:(?:runc run failed|runc create failed|unable to start container process): )+/, '')
        .replace(/^error during container init: /, '')
        .replace(/: unknown$/, '');
}
/** Why the runtime could not start the step, in words for people. */
function startError(log, otherwise) {
    const message = loggedError(log) ?? otherwise;
    return new errors/* ObuilderError */.Vy('sandbox-failed', `the step cannot be started: ${plainMessage(message)}`, {
        hint: 'If the image is sound, `doctor` says what this machine lacks.',
    });
}

;// CONCATENATED MODULE: ./build/js/sandbox/until-end.js

/** setTimeout takes no more; it is 24 days. */
const MAX_MILLISECONDS = 2 ** 31 - 1;
/** Waits until a step has ended, and ends it when it is cancelled or its time is up, whichever comes first. */
async function untilEnd(child, request, step) {
    let stopped;
    let ended = false;
    let killing = Promise.resolve();
    const stop = (reason) => {
        if (stopped !== undefined || ended)
            return;
        stopped = reason;
        killing = (0,kill/* killStep */.D)(step.runtime, {
            name: step.name,
            runtimePid: child.pid,
            pidFile: step.pidFile,
            hasEnded: () => ended,
        });
        // Looked at below, once the process has ended; until then a failure is nobody's.
        killing.catch(() => undefined);
    };
    const onAbort = () => stop('cancelled');
    request.signal?.addEventListener('abort', onAbort);
    if (request.signal?.aborted)
        onAbort();
    const seconds = request.limits?.seconds;
    const timer = seconds === undefined
        ? undefined
        : setTimeout(() => stop('timed-out'), Math.min(seconds * 1000, MAX_MILLISECONDS));
    try {
        const { code, signal } = await child.ended;
        ended = true;
        await killing;
        return { code, signal, stopped };
    }
    finally {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', onAbort);
    }
}

;// CONCATENATED MODULE: ./build/js/sandbox/container.js








const SIGNAL_BASE = 128;
/**
 * Runs a prepared step to its end. No container is left.
 *
 * @throws ObuilderError `sandbox-failed` when the runtime could not start it, `tool-missing` without a runtime
 */
async function runContainer(request, { runtime, name, step, start }) {
    // A kept container still has its control group, which tells whether memory ran out.
    const keep = request.limits?.memoryBytes !== undefined;
    const args = runtimeArguments(runtime, { name, step, keep });
    const child = await start(runtime.program, args, places/* RUNTIME_ENVIRONMENT */.R).catch(explainMissing);
    try {
        const place = { runtime, name, pidFile: step.pidFile };
        const { stopped, code, signal } = await untilEnd(child, request, place);
        // The runtime writes it once the container runs.
        if (stopped === undefined && !(0,external_node_fs_.existsSync)(step.pidFile))
            throw failedStart(step, signal ?? `status ${code}`);
        const outOfMemory = keep && ranOutOfMemory(runtime, name);
        return { code: code ?? SIGNAL_BASE + external_node_os_.constants.signals.SIGKILL, stopped, outOfMemory };
    }
    finally {
        if ((0,external_node_fs_.existsSync)((0,places/* containerDirectory */.V)(runtime, name)))
            await (0,kill/* removeContainer */.o)(runtime, name);
    }
}
function runtimeArguments(runtime, options) {
    const { name, step, keep } = options;
    return [
        ...['--root', runtime.containers, '--log', step.log, '--log-format', 'json'],
        // Keys cannot be asked for inside, so a keyring for each step would only cost time.
        ...['run', '--no-new-keyring', '--bundle', step.bundle, '--pid-file', step.pidFile],
        ...(keep ? ['--keep', name] : [name]),
    ];
}
function explainMissing(error) {
    if (!(0,errors/* isObuilderError */.LV)(error, 'tool-missing'))
        throw error;
    throw new errors/* ObuilderError */.Vy('tool-missing', error.message, {
        value: error.value,
        hint: 'Install it, e.g. with: apt-get install runc.',
        cause: error,
    });
}
function failedStart(step, ending) {
    const log = (0,external_node_fs_.existsSync)(step.log) ? (0,external_node_fs_.readFileSync)(step.log, 'utf8') : '';
    return startError(log, `the runtime ended with ${ending}`);
}


/***/ }),

/***/ 3688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ readOutputFile),
/* harmony export */   s: () => (/* binding */ makeOutputFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/** One byte more than a job may have, so that too much is seen as such. */
const MAX_BYTES = 1024 * 1024 + 1;
/** Makes the file behind `$GITHUB_OUTPUT`: the step's user owns it, and any other user of the step may append to it. */
function makeOutputFile(file, user) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, '', { flag: 'wx' });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chownSync)(file, user.uid, user.gid);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(file, 0o666);
}
/** What the step wrote, at most 1 MiB and one byte. Anything but a regular file counts as empty. */
function readOutputFile(file) {
    const opened = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK);
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(opened);
        if (!stats.isFile() || stats.size === 0)
            return new Uint8Array();
        const bytes = Buffer.alloc(Math.min(stats.size, MAX_BYTES));
        return bytes.subarray(0, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(opened, bytes, 0, bytes.length, 0));
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(opened);
    }
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

/***/ 2411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ prepareStep)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/sandbox/launcher.js

/**
 * The launcher is the container's first program: it makes stderr a copy of stdout, so that both are one stream in the order
 * of writing, and becomes the step's program. The runtime gives a program two pipes and no way to join them, and the image
 * need not have any program that could. It is a static ELF executable of some 200 bytes, written here as machine code:
 *
 *     dup2(1, 2);
 *     execve(argv[1], &argv[2], envp);
 *     write(2, MESSAGE, sizeof MESSAGE);
 *     exit(127);
 *
 * At the start of a program the stack holds argc, the argv pointers, a null, and the envp pointers.
 */
const CODE = {
    x64: {
        machine: 62,
        code: `
      bf01000000 be02000000 b821000000 0f05 ; mov edi,1; mov esi,2; mov eax,33 (dup2); syscall
      488b0c24                              ; mov rcx,[rsp]
      488b7c2410                            ; mov rdi,[rsp+16]
      488d742418                            ; lea rsi,[rsp+24]
      488d54cc10                            ; lea rdx,[rsp+rcx*8+16]
      b83b000000 0f05                       ; mov eax,59 (execve); syscall
      bf02000000                            ; mov edi,2
      488d3518000000                        ; lea rsi,[rip+24], the message
      ba1d000000                            ; mov edx,29, its length
      b801000000 0f05                       ; mov eax,1 (write); syscall
      bf7f000000 b83c000000 0f05            ; mov edi,127; mov eax,60 (exit); syscall`,
    },
    arm64: {
        machine: 183,
        code: `
      200080d2 410080d2 020080d2            ; mov x0,1; mov x1,2; mov x2,0
      080380d2 010000d4                     ; mov x8,24 (dup3); svc 0
      e30340f9                              ; ldr x3,[sp]
      e00b40f9                              ; ldr x0,[sp,16]
      e1630091                              ; add x1,sp,24
      e2430091 420c038b                     ; add x2,sp,16; add x2,x2,x3,lsl 3
      a81b80d2 010000d4                     ; mov x8,221 (execve); svc 0
      400080d2                              ; mov x0,2
      e1000010                              ; adr x1, the message
      a20380d2                              ; mov x2,29, its length
      080880d2 010000d4                     ; mov x8,64 (write); svc 0
      e00f80d2 a80b80d2 010000d4            ; mov x0,127; mov x8,93 (exit); svc 0`,
    },
};
/** 29 bytes, as the code says. */
const MESSAGE = 'the shell cannot be executed\n';
const HEADERS_SIZE = 64 + 56;
const LOAD_ADDRESS = 0x400000n;
/**
 * The launcher for a machine, by Node's name of it.
 *
 * @throws ObuilderError `sandbox-failed` for a machine that there is none for
 */
function launcher(machine) {
    const found = CODE[machine];
    if (found === undefined) {
        throw new errors/* ObuilderError */.Vy('sandbox-failed', `steps cannot run on ${machine} machines`, {
            value: machine,
            hint: `Use a machine of one of these kinds: ${Object.keys(CODE).join(', ')}.`,
        });
    }
    const hex = found.code.replace(/;.*$/gm, '').replace(/\s+/g, '');
    const body = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(MESSAGE, 'latin1')]);
    return Buffer.concat([elfHeaders(found.machine, body.length), body]);
}
/** The words of the container's first program: `program` is executed with `argv`, whose first word is only a name. */
const launcherArguments = (path, program, argv) => [
    path,
    program,
    ...argv,
];
/** The ELF header and one program header, as in elf(5), of a 64-bit little-endian executable that is all text. */
function elfHeaders(machine, bodySize) {
    const headers = Buffer.alloc(HEADERS_SIZE);
    headers.write('\x7fELF\x02\x01\x01', 'latin1');
    headers.writeUInt16LE(2, 16); // e_type: ET_EXEC
    headers.writeUInt16LE(machine, 18);
    headers.writeUInt32LE(1, 20); // e_version
    headers.writeBigUInt64LE(LOAD_ADDRESS + BigInt(HEADERS_SIZE), 24); // e_entry
    headers.writeBigUInt64LE(64n, 32); // e_phoff
    headers.writeUInt16LE(64, 52); // e_ehsize
    headers.writeUInt16LE(56, 54); // e_phentsize
    headers.writeUInt16LE(1, 56); // e_phnum
    headers.writeUInt32LE(1, 64); // p_type: PT_LOAD
    headers.writeUInt32LE(5, 68); // p_flags: read and execute
    headers.writeBigUInt64LE(LOAD_ADDRESS, 80); // p_vaddr
    headers.writeBigUInt64LE(LOAD_ADDRESS, 88); // p_paddr
    headers.writeBigUInt64LE(BigInt(HEADERS_SIZE + bodySize), 96); // p_filesz
    headers.writeBigUInt64LE(BigInt(HEADERS_SIZE + bodySize), 104); // p_memsz
    headers.writeBigUInt64LE(0x10000n, 112); // p_align: the largest page size of these machines
    return headers;
}

// EXTERNAL MODULE: ./build/js/sandbox/memory.js + 1 modules
var sandbox_memory = __webpack_require__(1565);
// EXTERNAL MODULE: ./build/js/sandbox/rootfs-path.js
var rootfs_path = __webpack_require__(7907);
;// CONCATENATED MODULE: ./build/js/sandbox/mount-points.js




/**
 * What a step's mounts need in its root file system. What the image lacks is made once, root's and 0755, and stays, empty, as
 * OBuilder leaves it: later steps of its specs may look there. Taking it away again would also cost each step two more
 * changes of its snapshot, a tenth of a short one's time.
 */
class MountPoints {
    #rootfs;
    #covered = new Set();
    constructor(rootfs) {
        this.#rootfs = rootfs;
    }
    /** The paths that something is mounted on so far. */
    get covered() {
        return this.#covered;
    }
    /**
     * Makes sure that something can be mounted at `target` and gives the path to mount at, free of links. Below an earlier mount
     * nothing is made: the runtime does that, in what is mounted.
     *
     * @throws ObuilderError `sandbox-failed` when the image has something in the way
     */
    add(target, kind) {
        const path = this.#make(target, kind);
        this.#covered.add(path);
        return path;
    }
    /** Makes a directory that nothing is mounted on, unless it is there or lies below a mount. */
    addDirectory(target) {
        this.#make(target, 'directory');
    }
    #make(target, kind) {
        const { path, components, existing, under } = (0,rootfs_path/* resolveInside */.L)(this.#rootfs, target, this.#covered);
        if (under !== undefined)
            return path;
        let parent = `/${components.slice(0, existing).join('/')}`;
        for (const name of components.slice(existing)) {
            parent = external_node_path_.posix.join(parent, name);
            if (kind === 'file' && parent === path)
                makeFile(this.#rootfs + parent, target);
            else
                makeDirectory(this.#rootfs + parent, target);
        }
        return path;
    }
}
const MODE = 0o755;
function makeDirectory(file, target) {
    try {
        (0,external_node_fs_.mkdirSync)(file, MODE);
        // Whatever umask the worker has.
        (0,external_node_fs_.chmodSync)(file, MODE);
    }
    catch (error) {
        throw inTheWay(target, error);
    }
}
function makeFile(file, target) {
    try {
        (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)(file, external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_WRONLY, MODE));
        (0,external_node_fs_.chmodSync)(file, MODE);
    }
    catch (error) {
        throw inTheWay(target, error);
    }
}
function inTheWay(target, cause) {
    return new errors/* ObuilderError */.Vy('sandbox-failed', `${target} cannot be made in the image: ${String(cause)}`, {
        value: target,
        cause,
    });
}

;// CONCATENATED MODULE: ./build/js/sandbox/mounts.js
/** Where the step finds the file that `$GITHUB_OUTPUT` names: on the container's own /dev, so that the image never has it. */
const OUTPUT_FILE = '/dev/github-output';
/** Where the launcher is, beside it. */
const LAUNCHER = '/dev/obuilder-launcher';
/** Mount points that the root file system must have. The rest of the usual mounts is below /dev and /sys. */
const BASE_MOUNT_POINTS = ['/proc', '/dev', '/sys'];
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
        kernel('/sys', 'sysfs', 'nodev', 'ro'),
        ...(shows.cgroups ? [kernel('/sys/fs/cgroup', 'cgroup', 'nodev', 'relatime', 'ro')] : []),
    ];
}
const bind = (source, destination, ...options) => ({
    destination,
    type: 'bind',
    source,
    options: ['bind', 'rprivate', ...options],
});
/** A single file that the step can only read. */
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

// EXTERNAL MODULE: ./build/js/sandbox/output-file.js
var output_file = __webpack_require__(3688);
;// CONCATENATED MODULE: ./build/js/sandbox/passwd.js


/** More than any real passwd; the rest of a larger one is not looked at. */
const MAX_BYTES = 1024 * 1024;
/** The home directory of `uid` in the text of a passwd file, as in passwd(5); the first line for a uid counts. */
function homeOf(passwd, uid) {
    for (const line of passwd.split('\n')) {
        const fields = line.split(':');
        if (fields.length >= 6 && /^\d+$/.test(fields[2] ?? '') && Number(fields[2]) === uid)
            return fields[5] || undefined;
    }
    return undefined;
}
/** The home directory that the image at `rootfs` gives `uid`; `/` where it says nothing that can be used. */
function imageHome(rootfs, uid) {
    const home = homeOf(readInside(rootfs, '/etc/passwd'), uid);
    return home?.startsWith('/') && !home.includes('\0') ? home : '/';
}
/** The text of a regular file inside; empty where there is none. Neither a link out of the image nor a pipe is opened to hang on. */
function readInside(rootfs, path) {
    try {
        const flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
        const file = (0,external_node_fs_.openSync)(rootfs + (0,rootfs_path/* resolveInside */.L)(rootfs, path).path, flags);
        try {
            if (!(0,external_node_fs_.fstatSync)(file).isFile())
                return '';
            const bytes = Buffer.alloc(Math.min(MAX_BYTES, (0,external_node_fs_.fstatSync)(file).size));
            return bytes.toString('utf8', 0, (0,external_node_fs_.readSync)(file, bytes, 0, bytes.length, 0));
        }
        finally {
            (0,external_node_fs_.closeSync)(file);
        }
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./build/js/sandbox/program.js
var sandbox_program = __webpack_require__(7698);
;// CONCATENATED MODULE: ./build/js/sandbox/capabilities.js
/**
 * What root may do inside: Docker's default set without NET_RAW and NET_BIND_SERVICE, as OBuilder has it. Names as in
 * capabilities(7).
 */
const ALLOWED = [
    'CAP_CHOWN',
    'CAP_DAC_OVERRIDE',
    'CAP_FOWNER',
    'CAP_FSETID',
    'CAP_KILL',
    'CAP_SETGID',
    'CAP_SETUID',
    'CAP_SETPCAP',
    'CAP_SYS_CHROOT',
    'CAP_MKNOD',
    'CAP_AUDIT_WRITE',
    'CAP_SETFCAP',
];
/**
 * The sets of the OCI runtime specification. A user that is not root holds none of them, but keeps them in its bounding
 * set, so that set-uid programs such as `su` work. Nothing is inheritable: a file's inheritable set must not wake one.
 */
function capabilitySets(uid) {
    const held = uid === 0 ? ALLOWED : [];
    return { bounding: ALLOWED, effective: held, permitted: held, inheritable: [], ambient: [] };
}

;// CONCATENATED MODULE: ./build/js/sandbox/limits.js
const MIB = 1024 * 1024;
/**
 * What a step gets where it asks for nothing. Memory, CPUs and time have no bound then. 16,384 processes are more than
 * a build needs and fewer than would take the machine down. The soft limit of open files is low enough for programs that
 * close every possible file, and any program may raise it to the hard one.
 */
const DEFAULT_LIMITS = { pids: 16_384, openFiles: { soft: 16_384, hard: 1_048_576 } };
/** A lower limit of processes would hit the runtime, whose own threads count while it starts the step. */
const FEWEST_PIDS = 32;
/** The period of the CPU quota in microseconds: the kernel's own default. */
const CPU_PERIOD = 100_000;
/** setrlimit(2) of the container, stated in full so that a step does not depend on how the worker was started. */
function resourceLimits(limits, ceilings) {
    const files = DEFAULT_LIMITS.openFiles;
    const limit = (type, soft, hard) => {
        const highest = Math.min(hard, ceilings[type]);
        return { type, soft: Math.min(soft, highest), hard: highest };
    };
    return [
        limit('RLIMIT_NOFILE', limits?.openFiles ?? files.soft, limits?.openFiles ?? files.hard),
        limit('RLIMIT_MEMLOCK', 64 * MIB, 64 * MIB),
        limit('RLIMIT_STACK', 8 * MIB, 1024 * MIB),
        // A core file in a result would be of no use to anyone.
        { type: 'RLIMIT_CORE', soft: 0, hard: 0 },
    ];
}
/**
 * `linux.resources` of the OCI runtime specification. Devices are denied except those that a container always has, which
 * the runtime adds itself: a step may make any device node, but not open it.
 */
function resources(limits, support) {
    const pids = limits?.pids ?? (support.pids ? DEFAULT_LIMITS.pids : undefined);
    const memory = limits?.memoryBytes;
    return {
        devices: [{ allow: false, access: 'rwm' }],
        ...(pids !== undefined && { pids: { limit: Math.max(pids, FEWEST_PIDS) } }),
        ...(memory !== undefined && { memory: { limit: memory, ...(support.swap && { swap: memory }) } }),
        ...(limits?.cpus !== undefined && {
            cpu: { quota: Math.max(1000, Math.round(limits.cpus * CPU_PERIOD)), period: CPU_PERIOD },
        }),
    };
}

;// CONCATENATED MODULE: ./build/js/sandbox/syscalls.js
const words = (text) => text.trim().split(/\s+/);
/**
 * Calls that every step may make whatever their arguments: what Docker's default filter allows, less what needs more
 * capabilities than ours.
 */
const allowedSyscalls = words(`
  accept accept4 access adjtimex alarm arch_prctl bind brk cachestat capget capset chdir chmod chown chroot
  clock_adjtime clock_getres clock_gettime clock_nanosleep close close_range connect copy_file_range creat dup
  dup2 dup3 epoll_create epoll_create1 epoll_ctl epoll_ctl_old epoll_pwait epoll_pwait2 epoll_wait
  epoll_wait_old eventfd eventfd2 execve execveat exit exit_group faccessat faccessat2 fadvise64 fallocate
  fanotify_mark fchdir fchmod fchmodat fchmodat2 fchown fchownat fcntl fgetxattr flistxattr flock fork
  fremovexattr fsetxattr fstat fstatfs ftruncate futex futex_requeue futex_wait futex_waitv futex_wake
  futimesat get_robust_list get_thread_area getcpu getcwd getdents getdents64 getegid geteuid getgid getgroups
  getitimer getpeername getpgid getpgrp getpid getppid getpriority getrandom getresgid getresuid getrlimit
  getrusage getsid getsockname getsockopt gettid gettimeofday getuid getxattr getxattrat inotify_add_watch
  inotify_init inotify_init1 inotify_rm_watch io_cancel io_destroy io_getevents io_pgetevents io_setup
  io_submit ioctl ioprio_get ioprio_set kill landlock_add_rule landlock_create_ruleset landlock_restrict_self
  lchown lgetxattr link linkat listen listmount listxattr listxattrat llistxattr lremovexattr lseek lsetxattr
  lstat madvise map_shadow_stack membarrier memfd_create memfd_secret mincore mkdir mkdirat mknod mknodat
  mlock mlock2 mlockall mmap modify_ldt mprotect mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedsend
  mq_unlink mremap mseal msgctl msgget msgrcv msgsnd munlock munlockall munmap name_to_handle_at nanosleep
  newfstatat open openat openat2 pause pidfd_open pidfd_send_signal pipe pipe2 pkey_alloc pkey_free
  pkey_mprotect poll ppoll prctl pread64 preadv preadv2 prlimit64 process_mrelease process_vm_readv
  process_vm_writev pselect6 ptrace pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv
  recvfrom recvmmsg recvmsg remap_file_pages removexattr removexattrat rename renameat renameat2
  restart_syscall rmdir rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn
  rt_sigsuspend rt_sigtimedwait rt_tgsigqueueinfo sched_get_priority_max sched_get_priority_min
  sched_getaffinity sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval sched_setaffinity
  sched_setattr sched_setparam sched_setscheduler sched_yield seccomp select semctl semget semop semtimedop
  sendfile sendmmsg sendmsg sendto set_robust_list set_thread_area set_tid_address setfsgid setfsuid setgid
  setgroups setitimer setpgid setpriority setregid setresgid setresuid setreuid setrlimit setsid setsockopt
  setuid setxattr setxattrat shmat shmctl shmdt shmget shutdown sigaltstack signalfd signalfd4 socketpair
  splice stat statfs statmount statx symlink symlinkat sysinfo tee tgkill time timer_create timer_delete
  timer_getoverrun timer_gettime timer_settime timerfd_create timerfd_gettime timerfd_settime times tkill
  truncate umask uname unlink unlinkat uretprobe utime utimensat utimes vfork vmsplice wait4 waitid write
  writev
`);
/** The same for the call tables of 32-bit programs, which have names of their own. */
const allowedSyscalls32 = words(`
  _llseek _newselect arm_fadvise64_64 breakpoint cacheflush chown32 clock_adjtime64 clock_getres_time64
  clock_gettime64 clock_nanosleep_time64 fadvise64_64 fchown32 fcntl64 fstat64 fstatat64 fstatfs64 ftruncate64
  futex_time64 getegid32 geteuid32 getgid32 getgroups32 getresgid32 getresuid32 getuid32 io_pgetevents_time64
  ipc lchown32 lstat64 mmap2 mq_timedreceive_time64 mq_timedsend_time64 ppoll_time64 pselect6_time64 recv
  recvmmsg_time64 rt_sigtimedwait_time64 sched_rr_get_interval_time64 semtimedop_time64 send sendfile64
  set_tls setfsgid32 setfsuid32 setgid32 setgroups32 setregid32 setresgid32 setresuid32 setreuid32 setuid32
  sigprocmask sigreturn sigsuspend socketcall stat64 statfs64 timer_gettime64 timer_settime64
  timerfd_gettime64 timerfd_settime64 truncate64 ugetrlimit utimensat_time64 waitpid
`);
/** Writing to the disk early: a crash throws a step's files away anyhow, so these succeed without doing anything. */
const freeSyscalls = words('fsync fdatasync sync syncfs sync_file_range');
/** The same for the call tables of 32-bit programs. */
const freeSyscalls32 = words('arm_sync_file_range sync_file_range2');

;// CONCATENATED MODULE: ./build/js/sandbox/seccomp.js

/** As in errno(3), the same on every architecture that we know. */
const EPERM = 1;
const ENOSYS = 38;
/** The flags of clone(2) that make a namespace: mount, cgroup, UTS, IPC, user, PID, network. */
const NEW_NAMESPACES = 0x7e02_0000;
/** AF_VSOCK: it would reach the hypervisor past the network namespace. */
const VSOCK = 40;
/** MS_SYNC of msync(2). Without it the call only checks the range, and some unwinders rely on that. */
const MSYNC_WAITS = 4;
/** What personality(2) may be set to: Linux, 32 bit, UNAME26, both, and the question for the present one. */
const PERSONALITIES = [0, 8, 0x2_0000, 0x2_0008, 0xffff_ffff];
/**
 * The kernel's call tables, by Node's name of the machine: its own, that of 32-bit programs, and where the dynamic loader of
 * such programs is.
 */
const TABLES = {
    x64: {
        own: 'SCMP_ARCH_X86_64',
        narrow: 'SCMP_ARCH_X86',
        loaders: ['/lib/ld-linux.so.2', '/lib/ld-musl-i386.so.1'],
    },
    arm64: {
        own: 'SCMP_ARCH_AARCH64',
        narrow: 'SCMP_ARCH_ARM',
        loaders: ['/lib/ld-linux-armhf.so.3', '/lib/ld-linux.so.3', '/lib/ld-musl-armhf.so.1'],
    },
};
/** The paths of dynamic loaders that show that an image has programs of 32 bits. */
const narrowLoaders = (machine) => TABLES[machine]?.loaders ?? [];
const allow = (names, ...args) => ({
    names,
    action: 'SCMP_ACT_ALLOW',
    ...(args.length > 0 && { args }),
});
const answer = (names, errnoRet, ...args) => ({
    names,
    action: 'SCMP_ACT_ERRNO',
    errnoRet,
    ...(args.length > 0 && { args }),
});
const masked = (index, mask, result) => ({
    index,
    value: mask,
    valueTwo: result,
    op: 'SCMP_CMP_MASKED_EQ',
});
/**
 * The filter for system calls, as `linux.seccomp` of the OCI runtime specification: what is not allowed fails with
 * EPERM. `clone3` says ENOSYS, since a filter cannot see its flags and the C libraries then fall back to `clone`.
 *
 * The runtime compiles the filter for each container, and every table costs it a tenth of a step. So 32-bit programs have
 * theirs only where `narrow` asks for it; else the kernel kills them with SIGSYS.
 */
function seccompFilter(machine, narrow) {
    const table = TABLES[machine];
    return {
        defaultAction: 'SCMP_ACT_ERRNO',
        defaultErrnoRet: EPERM,
        ...(table && { architectures: narrow ? [table.own, table.narrow] : [table.own] }),
        syscalls: [
            allow(narrow ? [...allowedSyscalls, ...allowedSyscalls32] : allowedSyscalls),
            answer(narrow ? [...freeSyscalls, ...freeSyscalls32] : freeSyscalls, 0),
            answer(['msync'], 0, masked(2, MSYNC_WAITS, MSYNC_WAITS)),
            allow(['msync'], masked(2, MSYNC_WAITS, 0)),
            allow(['clone'], masked(0, NEW_NAMESPACES, 0)),
            answer(['clone3'], ENOSYS),
            allow(['socket'], { index: 0, value: VSOCK, op: 'SCMP_CMP_NE' }),
            ...PERSONALITIES.map((value) => allow(['personality'], { index: 0, value, op: 'SCMP_CMP_EQ' })),
        ],
    };
}

;// CONCATENATED MODULE: ./build/js/sandbox/runtime-config.js




/** umask(2) of the step's first process. */
const UMASK = 0o022;
/**
 * The content of config.json, as in the OCI runtime specification 1.0.2. Privileges may still be gained by set-uid
 * programs (`noNewPrivileges` is off), as in Docker and OBuilder: steps use `su` and `sudo`.
 */
function runtimeConfig(request, machine) {
    return {
        ociVersion: '1.0.2',
        hostname: 'builder',
        root: { path: request.rootfs, readonly: false },
        process: {
            terminal: request.terminal ?? false,
            user: { ...request.user, umask: UMASK, additionalGids: [] },
            args: request.argv,
            env: request.env.map(([name, value]) => `${name}=${value}`),
            cwd: request.cwd,
            capabilities: capabilitySets(request.user.uid),
            rlimits: resourceLimits(request.limits, machine.ceilings),
            noNewPrivileges: false,
        },
        mounts: [...usualMounts({ cgroups: machine.showCgroups }), ...request.mounts],
        linux: {
            namespaces: namespaces(request.network, machine),
            cgroupsPath: request.cgroup,
            resources: resources(request.limits, machine),
            seccomp: seccompFilter(machine.architecture, request.narrow),
            maskedPaths: MASKED_PATHS,
            readonlyPaths: READ_ONLY_PATHS,
        },
    };
}
function namespaces(network, machine) {
    return [
        { type: 'pid' },
        { type: 'ipc' },
        { type: 'uts' },
        { type: 'mount' },
        ...(machine.cgroupNamespace ? [{ type: 'cgroup' }] : []),
        // An own network has its loopback device up and nothing else.
        ...(network === 'host' ? [] : [{ type: 'network' }]),
    ];
}

;// CONCATENATED MODULE: ./build/js/sandbox/step.js











const HOSTS = '127.0.0.1 localhost builder\n::1 localhost ip6-localhost ip6-loopback\n';
const HOST_RESOLVER = '/etc/resolv.conf';
/** @throws ObuilderError `sandbox-failed` when the image is in the way; nothing is left then */
function prepareStep(request, name, context) {
    const { memory } = context.runtime;
    const bundle = external_node_path_.join(memory ?? request.scratch, name);
    const points = new MountPoints(request.rootfs);
    const files = {
        pidFile: external_node_path_.join(bundle, 'pid'),
        log: external_node_path_.join(bundle, 'log'),
        // On the disk, like the step's other files: it may be of any size.
        outputFile: external_node_path_.join(request.scratch, `${name}.output`),
    };
    const remove = () => {
        (0,external_node_fs_.rmSync)(files.outputFile, { force: true });
        (0,external_node_fs_.rmSync)(bundle, { recursive: true, force: true });
    };
    (0,external_node_fs_.mkdirSync)(request.scratch, { recursive: true, mode: 0o700 });
    // It must not exist: anyone may make directories in /dev/shm, and this one must be root's from its beginning.
    (0,external_node_fs_.mkdirSync)(bundle, { mode: 0o700 });
    try {
        (0,output_file/* makeOutputFile */.s)(files.outputFile, request.user);
        const launcherFile = external_node_path_.join(bundle, 'launcher');
        (0,external_node_fs_.writeFileSync)(launcherFile, launcher(context.machine.architecture));
        (0,external_node_fs_.chmodSync)(launcherFile, 0o555);
        for (const target of BASE_MOUNT_POINTS)
            points.add(target, 'directory');
        const mounts = [
            ...systemFiles(request, bundle, points),
            writable(files.outputFile, OUTPUT_FILE),
            program(launcherFile, LAUNCHER),
            ...request.mounts.map((mount, index) => {
                if (mount.kind === 'slot')
                    return writable(mount.source, points.add(mount.target, 'directory'));
                const own = { directory: bundle, isInMemory: memory !== undefined };
                const file = (0,sandbox_memory/* writeSecret */.k)(own, `secret-${index}`, mount.value);
                return readOnlyFile(file, points.add(mount.target, 'file'));
            }),
        ];
        points.addDirectory(request.cwd);
        const launch = {
            rootfs: request.rootfs,
            argv: request.argv,
            env: environment(request),
            covered: points.covered,
        };
        writeConfig(request, { bundle, launch, mounts, name, machine: context.machine });
        return { bundle, ...files, launch, remove };
    }
    catch (error) {
        remove();
        throw error;
    }
}
/** What names the hosts, from outside the image. */
function systemFiles(request, bundle, points) {
    const hosts = external_node_path_.join(bundle, 'hosts');
    (0,external_node_fs_.writeFileSync)(hosts, HOSTS, { mode: 0o644 });
    const files = [readOnlyFile(hosts, points.add('/etc/hosts', 'file'))];
    if (request.network === 'host' && (0,external_node_fs_.existsSync)(HOST_RESOLVER)) {
        files.push(readOnlyFile(HOST_RESOLVER, points.add(HOST_RESOLVER, 'file')));
    }
    return files;
}
function writeConfig(request, made) {
    const config = runtimeConfig({
        rootfs: request.rootfs,
        argv: containerArguments(request, (0,sandbox_program/* findProgram */.Kp)(made.launch)),
        env: made.launch.env,
        cwd: request.cwd,
        user: request.user,
        network: request.network,
        terminal: request.output === 'terminal',
        limits: request.limits,
        mounts: made.mounts,
        cgroup: made.name,
        narrow: mayBeNarrow(request, made.machine.architecture),
    }, made.machine);
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(made.bundle, 'config.json'), JSON.stringify(config));
}
/** Only one stream needs the launcher, which joins two. */
function containerArguments({ output = 'joined', argv }, program) {
    if (output === 'joined')
        return launcherArguments(LAUNCHER, program, argv);
    return [program, ...argv.slice(1)];
}
/** Whether a step may run programs of 32 bits: the image has their loader, or the step has a network to install it from. */
function mayBeNarrow(request, architecture) {
    if (request.network === 'host')
        return true;
    return narrowLoaders(architecture).some((loader) => (0,sandbox_program/* isProgram */.Vd)(request.rootfs, loader));
}
function environment(request) {
    const has = (name) => request.env.some(([key]) => key === name);
    const added = [];
    if (!has('HOME'))
        added.push(['HOME', imageHome(request.rootfs, request.user.uid)]);
    if (!has('GITHUB_OUTPUT'))
        added.push(['GITHUB_OUTPUT', OUTPUT_FILE]);
    return [...request.env, ...added];
}


/***/ })

};
