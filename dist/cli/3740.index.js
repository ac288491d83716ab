export const id = 3740;
export const ids = [3740];
export const modules = {

/***/ 7364:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bQ: () => (/* binding */ callProgram),
/* harmony export */   ri: () => (/* binding */ REPORT),
/* harmony export */   tL: () => (/* binding */ readReport)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _elf_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7124);


/**
 * Programs that make a list of system calls, one after the other, and end with the first that fails. Node cannot make most of
 * these calls, and a program that can has to be installed, or takes longer to start than the calls take. The machine code
 * is a loop over a table, which is the program's data:
 *
 *     call: number, where its result goes, six arguments
 *
 * A call that fails is told by writing two numbers to the file descriptor `REPORT`: the address of its entry and its result.
 */
const CODE = {
    x64: {
        machine: 62,
        code: `
      bb00025000                         ; mov ebx,DATA_START
      488b03                             ; next: mov rax,[rbx]
      488b7b10 488b7318 488b5320         ; mov rdi,[rbx+16]; mov rsi,[rbx+24]; mov rdx,[rbx+32]
      4c8b5328 4c8b4330 4c8b4b38         ; mov r10,[rbx+40]; mov r8,[rbx+48]; mov r9,[rbx+56]
      0f05                               ; syscall
      488b4b08 488901                    ; mov rcx,[rbx+8]; mov [rcx],rax
      483d01f0ffff 7306                  ; cmp rax,-4095; jae failed
      4883c340 ebce                      ; add rbx,64; jmp next
      be00025000 48891e 48894608         ; failed: mov esi,DATA_START; mov [rsi],rbx; mov [rsi+8],rax
      bf09000000 ba10000000 b801000000 0f05 ; mov edi,9; mov edx,16; mov eax,1 (write); syscall
      bf7d000000 b83c000000 0f05         ; mov edi,125; mov eax,60 (exit); syscall`,
    },
    arm64: {
        machine: 183,
        code: `
      130aa0d2 73020891                  ; mov x19,0x500000; add x19,x19,0x200: DATA_START
      680240f9                           ; next: ldr x8,[x19]
      600641a9 620e42a9 641643a9         ; ldp x0,x1,[x19,16]; ldp x2,x3,[x19,32]; ldp x4,x5,[x19,48]
      010000d4                           ; svc 0
      690640f9 200100f9                  ; ldr x9,[x19,8]; str x0,[x9]
      1ffc3fb1 62000054                  ; cmn x0,4095; b.hs failed
      73020191 f6ffff17                  ; add x19,x19,64; b next
      010aa0d2 21000891 330000a9         ; failed: mov x1,0x500000; add x1,x1,0x200; stp x19,x0,[x1]
      200180d2 020280d2 080880d2 010000d4 ; mov x0,9; mov x2,16; mov x8,64 (write); svc 0
      a00f80d2 a80b80d2 010000d4         ; mov x0,125; mov x8,93 (exit); svc 0`,
    },
};
/** Of each call on x64 and on arm64, in the kernel's tables. */
const NUMBERS = {
    read: [0, 63],
    write: [1, 64],
    openat: [257, 56],
    dup3: [292, 24],
    unlinkat: [263, 35],
    fchownat: [260, 54],
    chdir: [80, 49],
    umount2: [166, 39],
    mount: [165, 40],
    prctl: [157, 167],
    setfsuid: [122, 151],
    setfsgid: [123, 152],
    unshare: [272, 97],
    execve: [59, 221],
    exit: [60, 93],
    open_tree: [428, 428],
    move_mount: [429, 429],
    mount_setattr: [442, 442],
};
/** The file descriptor that a failure is told to. */
const REPORT = 9;
const CALL_SIZE = 64;
const WORD = 8;
/**
 * The executable that makes these calls on a machine, by Node's name of it.
 *
 * @throws ObuilderError `sandbox-failed` for a machine that there is no code for
 */
function callProgram(machine, calls) {
    const found = CODE[machine];
    if (found === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('sandbox-failed', `there is no machine code for ${machine}`, { value: machine });
    }
    const text = Buffer.from(found.code.replace(/;.*$/gm, '').replace(/\s+/g, ''), 'hex');
    return (0,_elf_js__WEBPACK_IMPORTED_MODULE_1__/* .executable */ .F)({ machine: found.machine, text, data: tableOf(machine, calls) });
}
/** Which call failed, by its place in the list, and the number of the error, in what a program told. */
function readReport(report) {
    if (report.length < 2 * WORD)
        return undefined;
    const view = new DataView(report.buffer, report.byteOffset, report.length);
    const address = Number(view.getBigUint64(0, true));
    return { call: (address - _elf_js__WEBPACK_IMPORTED_MODULE_1__/* .DATA_START */ .I) / CALL_SIZE, errno: -Number(view.getBigInt64(WORD, true)) };
}
/** The table, with a word behind it for results that nobody needs, and what the arguments point to. */
function tableOf(machine, calls) {
    const unused = _elf_js__WEBPACK_IMPORTED_MODULE_1__/* .DATA_START */ .I + calls.length * CALL_SIZE;
    const store = new Store(unused + WORD);
    const table = Buffer.alloc(calls.length * CALL_SIZE + WORD);
    for (const [index, { name, args, feedsNext }] of calls.entries()) {
        const at = index * CALL_SIZE;
        table.writeBigInt64LE(BigInt(NUMBERS[name][machine === 'arm64' ? 1 : 0]), at);
        const result = feedsNext ? _elf_js__WEBPACK_IMPORTED_MODULE_1__/* .DATA_START */ .I + at + CALL_SIZE + 2 * WORD : unused;
        table.writeBigInt64LE(BigInt(result), at + WORD);
        for (const [place, argument] of args.entries()) {
            const value = typeof argument === 'number' ? argument : store.add(argument);
            table.writeBigInt64LE(BigInt(value), at + (2 + place) * WORD);
        }
    }
    return Buffer.concat([table, ...store.parts]);
}
/** What is pointed to, one after the other from an address on. */
class Store {
    parts = [];
    #next;
    constructor(start) {
        this.#next = start;
    }
    add(value) {
        if (typeof value === 'string')
            return this.#put(Buffer.from(`${value}\0`));
        if (value instanceof Uint8Array)
            return this.#put(value);
        const pointers = [...value.map((text) => this.add(text)), 0];
        const bytes = Buffer.alloc(pointers.length * WORD);
        for (const [index, pointer] of pointers.entries())
            bytes.writeBigUInt64LE(BigInt(pointer), index * WORD);
        return this.#put(bytes);
    }
    #put(bytes) {
        const address = this.#next;
        const padded = Buffer.alloc(Math.ceil(bytes.length / WORD) * WORD);
        padded.set(bytes);
        this.parts.push(padded);
        this.#next += padded.length;
        return address;
    }
}


/***/ }),

/***/ 7124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ executable),
/* harmony export */   I: () => (/* binding */ DATA_START)
/* harmony export */ });
const HEADER_SIZE = 64;
const SEGMENT_SIZE = 56;
/** Where the file's first byte is in memory, as far as its text goes. */
const TEXT_ADDRESS = 0x40_0000;
/** The same for its data: a page of the file may be at both, with other rights. */
const DATA_ADDRESS = 0x50_0000;
/** Where the data begins in the file, if there is any. Machine code names addresses, so this is the same in each. */
const DATA_OFFSET = 0x200;
/** The address of a program's first byte of data. */
const DATA_START = DATA_ADDRESS + DATA_OFFSET;
/** The largest page of the machines that this is for. */
const PAGE = 0x1_0000;
const READ_EXECUTE = 5;
const READ_WRITE = 6;
/** A static executable of 64 bits, little-endian, as in elf(5). It begins with the first byte of its text. */
function executable({ machine, text, data }) {
    const textOffset = HEADER_SIZE + SEGMENT_SIZE * (data === undefined ? 1 : 2);
    const end = textOffset + text.length;
    const size = data === undefined ? end : DATA_OFFSET + data.length;
    if (data !== undefined && end > DATA_OFFSET)
        throw new Error('the text of a program reaches into its data');
    const file = Buffer.alloc(size);
    writeHeader(file, { machine, entry: TEXT_ADDRESS + textOffset, segments: data === undefined ? 1 : 2 });
    writeSegment(file, HEADER_SIZE, { flags: READ_EXECUTE, offset: 0, address: TEXT_ADDRESS, size: end });
    file.set(text, textOffset);
    if (data !== undefined) {
        const segment = { flags: READ_WRITE, offset: DATA_OFFSET, address: DATA_START, size: data.length };
        writeSegment(file, HEADER_SIZE + SEGMENT_SIZE, segment);
        file.set(data, DATA_OFFSET);
    }
    return file;
}
function writeHeader(file, { machine, entry, segments }) {
    file.write('\x7fELF\x02\x01\x01', 'latin1');
    file.writeUInt16LE(2, 16); // e_type: ET_EXEC
    file.writeUInt16LE(machine, 18);
    file.writeUInt32LE(1, 20); // e_version
    file.writeBigUInt64LE(BigInt(entry), 24);
    file.writeBigUInt64LE(BigInt(HEADER_SIZE), 32); // e_phoff
    file.writeUInt16LE(HEADER_SIZE, 52); // e_ehsize
    file.writeUInt16LE(SEGMENT_SIZE, 54); // e_phentsize
    file.writeUInt16LE(segments, 56); // e_phnum
}
function writeSegment(file, at, { flags, offset, address, size }) {
    file.writeUInt32LE(1, at); // p_type: PT_LOAD
    file.writeUInt32LE(flags, at + 4);
    file.writeBigUInt64LE(BigInt(offset), at + 8);
    file.writeBigUInt64LE(BigInt(address), at + 16); // p_vaddr
    file.writeBigUInt64LE(BigInt(address), at + 24); // p_paddr
    file.writeBigUInt64LE(BigInt(size), at + 32); // p_filesz
    file.writeBigUInt64LE(BigInt(size), at + 40); // p_memsz
    file.writeBigUInt64LE(BigInt(PAGE), at + 48); // p_align
}


/***/ }),

/***/ 6910:
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
// EXTERNAL MODULE: ./build/js/sandbox/kept.js
var kept = __webpack_require__(6996);
// EXTERNAL MODULE: ./build/js/sandbox/kill.js
var kill = __webpack_require__(3924);
// EXTERNAL MODULE: ./build/js/sandbox/places.js
var places = __webpack_require__(332);
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
            hasEnded: () => ended || child.hasExited(),
        });
        // Looked at below, once the process has ended; until then a failure is nobody's.
        killing.catch(() => undefined);
    };
    const onAbort = () => stop('cancelled');
    request.signal?.addEventListener('abort', onAbort);
    if (request.signal?.aborted)
        onAbort();
    const seconds = request.limits?.seconds;
    const timer = seconds === undefined || seconds === Number.POSITIVE_INFINITY
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
    const args = runtimeArguments(runtime, { name, step });
    const plain = { file: runtime.program, args, env: places/* RUNTIME_ENVIRONMENT */.R };
    const program = step.enclosure?.enter(plain) ?? plain;
    const child = await start(program.file, program.args, program.env).catch(explainMissing);
    try {
        const place = { runtime, name, pidFile: step.pidFile };
        const { stopped, code, signal } = await untilEnd(child, request, place);
        // The runtime writes its pid file once the container runs, and says by itself where it cannot execute the first program.
        const words = child.errorOutput();
        const isSilent = code !== 0 && words !== '' && !child.hasOutput();
        if (stopped === undefined && (isSilent || !(0,external_node_fs_.existsSync)(step.pidFile)))
            throw failedStart(step, words || `the runtime ended with ${signal ?? `status ${code}`}`);
        const counts = code === 0 ? undefined : (0,kept/* keptContainer */.Uz)(runtime, name)?.counts();
        return { code: code ?? SIGNAL_BASE + external_node_os_.constants.signals.SIGKILL, stopped, counts };
    }
    finally {
        await removeKept(runtime, name);
    }
}
async function removeKept(runtime, name) {
    if (!(0,external_node_fs_.existsSync)((0,places/* containerDirectory */.V)(runtime, name)))
        return;
    if ((0,kept/* keptContainer */.Uz)(runtime, name)?.remove() !== true)
        await (0,kill/* removeContainer */.o)(runtime, name);
}
function runtimeArguments(runtime, { name, step }) {
    return [
        ...['--root', runtime.containers, '--log', step.log, '--log-format', 'json'],
        // Keys cannot be asked for inside, so a keyring for each step would only cost time.
        ...['run', '--no-new-keyring', '--bundle', step.bundle, '--pid-file', step.pidFile],
        // A kept container still has its control groups, which tell what the step ran into.
        ...['--keep', name],
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
function failedStart(step, otherwise) {
    const log = (0,external_node_fs_.existsSync)(step.log) ? (0,external_node_fs_.readFileSync)(step.log, 'utf8') : '';
    return startError(log, step.enclosure?.fault() ?? otherwise);
}


/***/ }),

/***/ 3792:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W1: () => (/* binding */ STEP_IDS),
/* harmony export */   tp: () => (/* binding */ giveToStep),
/* harmony export */   zQ: () => (/* binding */ idMappings)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/**
 * The ids of a step behind the user namespace: root in it is the machine's user 2147483648, whom nothing belongs to. The upper
 * half of all ids is taken as a whole, so that a step has as many as can be: the last id of all stands for "none".
 */
const STEP_IDS = { first: 2 ** 31, count: 2 ** 31 - 1 };
/** Gives a file that a step is shown as it is, not with other ids, to one of its users. */
function giveToStep(file, user = { uid: 0, gid: 0 }) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chownSync)(file, STEP_IDS.first + user.uid, STEP_IDS.first + user.gid);
}
/** `linux` of the OCI runtime specification: a namespace of the step's own with these ids. */
function idMappings() {
    const mappings = [{ containerID: 0, hostID: STEP_IDS.first, size: STEP_IDS.count }];
    return { uidMappings: mappings, gidMappings: mappings };
}


/***/ }),

/***/ 6996:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uz: () => (/* binding */ keptContainer),
/* harmony export */   Wo: () => (/* binding */ reachedBounds)
/* harmony export */ });
/* unused harmony export countOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(332);



/** Undefined where the runtime keeps its state elsewhere, or is not done with it. */
function keptContainer(runtime, name) {
    const directory = (0,_places_js__WEBPACK_IMPORTED_MODULE_2__/* .containerDirectory */ .V)(runtime, name);
    const groups = groupsOf(readIfThere(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'state.json')));
    if (groups === undefined)
        return undefined;
    const count = (controller, file, key) => countOf(readIfThere(node_path__WEBPACK_IMPORTED_MODULE_1__.join(groups[controller] ?? groups[''] ?? '', file)), key);
    return {
        counts: () => ({
            memoryKills: count('memory', groups['memory'] ? 'memory.oom_control' : 'memory.events', 'oom_kill'),
            memoryHits: groups['memory']
                ? count('memory', 'memory.failcnt', '')
                : count('', 'memory.events', 'max'),
            pidsHits: count('pids', 'pids.events', 'max'),
        }),
        remove: () => {
            try {
                for (const group of new Set(Object.values(groups)))
                    removeGroup(group, name);
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(directory, { recursive: true, force: true });
                return true;
            }
            catch {
                return false;
            }
        },
    };
}
/** Which bounds a step ran into, as far as its groups tell. */
function reachedBounds({ memoryHits, pidsHits }, bounds) {
    const reached = {
        ...(memoryHits > 0 && bounds.memoryBytes !== undefined && { memoryBytes: bounds.memoryBytes }),
        ...(pidsHits > 0 && bounds.pids !== undefined && { pids: bounds.pids }),
    };
    return Object.keys(reached).length === 0 ? undefined : reached;
}
/** The number behind `key` on a line of its own; the whole text is the number where the key is empty. */
function countOf(text, key) {
    const lines = text.split('\n').map((line) => line.split(' '));
    const value = key === '' ? lines[0]?.[0] : lines.find(([name]) => name === key)?.[1];
    return Number(value ?? 0) || 0;
}
/** From `cgroup_paths` of runc's state: by controller on version 1, under the empty name on version 2. */
function groupsOf(state) {
    try {
        const { cgroup_paths: paths } = JSON.parse(state);
        if (typeof paths !== 'object' || paths === null)
            return undefined;
        return paths;
    }
    catch {
        return undefined;
    }
}
/** Only a group of this step is removed, whatever the state says. */
function removeGroup(group, name) {
    if (node_path__WEBPACK_IMPORTED_MODULE_1__.basename(group) !== name)
        throw new Error(`${group} is no group of ${name}`);
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmdirSync)(group);
    }
    catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
            throw error;
    }
}
function readIfThere(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 1234:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ launcher),
  f: () => (/* binding */ launcherArguments)
});

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/host/elf.js
var elf = __webpack_require__(7124);
;// CONCATENATED MODULE: ./build/js/sandbox/anew.js
/**
 * Machine code that puts back what a process hands on to the program that it becomes, as far as a program may do so for
 * itself. The runtime knows no words for these things, or only in later versions. The kernel's answers do not matter: what a
 * program may not change, nobody can.
 */
/** The numbers of these calls on x64 and on arm64, in the kernel's tables. */
const NUMBERS = {
    personality: [135, 92],
    sched_setaffinity: [203, 122],
    ioprio_set: [251, 30],
    prctl: [157, 167],
    rt_sigaction: [13, 134],
    rt_sigprocmask: [14, 135],
};
/** Bytes of that set: the most CPUs that a kernel can be built for are 8,192. */
const SET_SIZE = 1024;
/** As many as struct sigaction has: the usual reaction to a signal. A set of signals is shorter: none of them. */
const ZEROS = 32;
/** Bytes of a set of signals. */
const SIGNALS_SIZE = 8;
/** SIG_SETMASK. */
const SET_MASK = 2;
/** Signals that Node and Go, in which runtimes are written, leave as they were: what is ignored stays ignored. */
const LEFT_SIGNALS = Array.from({ length: 33 }, (_, index) => 32 + index);
/** PR_SET_TIMERSLACK, PR_SET_THP_DISABLE, PR_SET_SECUREBITS. */
const [SLACK, HUGE_PAGES_OFF, SECURE_BITS] = [29, 41, 28];
const CALLS = [
    ['personality', 0],
    ['sched_setaffinity', 0, SET_SIZE, 'all CPUs'],
    // Of this process, to the kind that follows the nice value.
    ['ioprio_set', 1, 0, 0],
    // Nanoseconds: the kernel's own default.
    ['prctl', SLACK, 50_000],
    ['prctl', HUGE_PAGES_OFF, 0, 0, 0, 0],
    // Only root in a step may.
    ['prctl', SECURE_BITS, 0],
    ['rt_sigprocmask', SET_MASK, 'zeros', 0, SIGNALS_SIZE],
    ...LEFT_SIGNALS.map((signal) => ['rt_sigaction', signal, 'zeros', 0, SIGNALS_SIZE]),
];
const word = (value) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value | 0);
    return bytes;
};
const X64 = {
    jump: (over) => Buffer.concat([Buffer.of(0xe9), word(over)]),
    // mov edi/esi/edx/r10d/r8d, value
    set: (argument, value) => Buffer.concat([
        Buffer.of(...([[0xbf], [0xbe], [0xba], [0x41, 0xba], [0x41, 0xb8]][argument] ?? [])),
        word(value),
    ]),
    // lea rdi/rsi/rdx, [rip - back]: counted from the end of these seven bytes
    point: (argument, back) => Buffer.concat([Buffer.of(0x48, 0x8d, [0x3d, 0x35, 0x15][argument] ?? 0), word(-back - 7)]),
    // mov eax, number; syscall
    call: (number) => Buffer.concat([Buffer.of(0xb8), word(number), Buffer.of(0x0f, 0x05)]),
};
const ARM64 = {
    // b
    jump: (over) => word(0x1400_0000 | (1 + over / 4)),
    // movz x, value's low half; movk x, its high half
    set: (argument, value) => Buffer.concat([
        word(0xd280_0000 | ((value & 0xffff) << 5) | argument),
        word(0xf2a0_0000 | ((value >>> 16) << 5) | argument),
    ]),
    // adr x, -back: a multiple of four, of which the low two bits have a place of their own
    point: (argument, back) => word(0x1000_0000 | (((-back >> 2) & 0x7_ffff) << 5) | argument),
    // movz x8, number; svc 0
    call: (number) => Buffer.concat([word(0xd280_0008 | (number << 5)), word(0xd400_0001)]),
};
/** The code for a machine, by Node's name of it. It may stand anywhere, falls through at its end and keeps the stack. */
function codeOfCalls(machine) {
    const assembler = machine === 'x64' ? X64 : ARM64;
    const data = Buffer.concat([Buffer.alloc(SET_SIZE, 0xff), Buffer.alloc(ZEROS)]);
    const offsets = { 'all CPUs': 0, zeros: SET_SIZE };
    const jump = assembler.jump(data.length);
    const parts = [jump, data];
    const size = () => parts.reduce((sum, part) => sum + part.length, 0);
    for (const [name, ...args] of CALLS) {
        for (const [index, value] of args.entries()) {
            const isNumber = typeof value === 'number';
            parts.push(isNumber
                ? assembler.set(index, value)
                : assembler.point(index, size() - jump.length - offsets[value]));
        }
        parts.push(assembler.call(NUMBERS[name][machine === 'x64' ? 0 : 1]));
    }
    return Buffer.concat(parts);
}

;// CONCATENATED MODULE: ./build/js/sandbox/launcher.js



/**
 * The launcher is the container's first program: it drops what it inherited from whoever started us (`anew.ts`), makes stderr
 * a copy of stdout, so that both are one stream in the order of writing, and becomes the step's program. The runtime gives a
 * program two pipes and no way to join them, and the image need not have any program that could. It is a static ELF
 * executable of 3 kB, written here as machine code:
 *
 *     dup2(1, 2);                     only where the streams are joined
 *     execve(argv[1], &argv[2], envp);
 *     write(2, MESSAGE, sizeof MESSAGE);
 *     exit(127);
 *
 * At the start of a program the stack holds argc, the argv pointers, a null, and the envp pointers.
 */
const CODE = {
    x64: {
        machine: 62,
        join: `
      bf01000000 be02000000 b821000000 0f05 ; mov edi,1; mov esi,2; mov eax,33 (dup2); syscall`,
        code: `
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
        join: `
      200080d2 410080d2 020080d2            ; mov x0,1; mov x1,2; mov x2,0
      080380d2 010000d4                     ; mov x8,24 (dup3); svc 0`,
        code: `
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
/**
 * The launcher for a machine, by Node's name of it, that joins the two streams or leaves them apart.
 *
 * @throws ObuilderError `sandbox-failed` for a machine that there is none for
 */
function launcher(machine, output = 'joined') {
    if (machine !== 'x64' && machine !== 'arm64') {
        throw new errors/* ObuilderError */.Vy('sandbox-failed', `steps cannot run on ${machine} machines`, {
            value: machine,
            hint: `Use a machine of one of these kinds: ${Object.keys(CODE).join(', ')}.`,
        });
    }
    const found = CODE[machine];
    const hex = `${output === 'joined' ? found.join : ''}\n${found.code}`;
    const bytes = Buffer.from(hex.replace(/;.*$/gm, '').replace(/\s+/g, ''), 'hex');
    const body = Buffer.concat([codeOfCalls(machine), bytes, Buffer.from(MESSAGE, 'latin1')]);
    return (0,elf/* executable */.F)({ machine: found.machine, text: body });
}
/** The words of the container's first program: `program` is executed with `argv`, whose first word is only a name. */
const launcherArguments = (path, program, argv) => [
    path,
    program,
    ...argv,
];


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

/***/ 3688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ readOutputFile),
/* harmony export */   s: () => (/* binding */ makeOutputFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _shown_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8406);


/** One byte more than a job may have, so that too much is seen as such. */
const MAX_BYTES = 1024 * 1024 + 1;
/** Makes the file behind `$GITHUB_OUTPUT`: the step's user owns it, and any other user of the step may append to it. */
function makeOutputFile(file, user) {
    (0,_shown_file_js__WEBPACK_IMPORTED_MODULE_1__/* .writeShown */ .B)(file, '', 0o666);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chownSync)(file, user.uid, user.gid);
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

/***/ 4767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ prepareStep)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/host/call-program.js
var call_program = __webpack_require__(7364);
// EXTERNAL MODULE: ./build/js/host/mounts.js
var host_mounts = __webpack_require__(2567);
// EXTERNAL MODULE: ./build/js/host/overlay.js
var host_overlay = __webpack_require__(3453);
;// CONCATENATED MODULE: ./build/js/host/private-mounts.js



const HERE = -100; // AT_FDCWD
const CLOSE_ON_EXEC = 0x8_0000; // O_CLOEXEC and OPEN_TREE_CLOEXEC
const WRITE_NEW = 0o1 | 0o100 | 0o200 | CLOSE_ON_EXEC; // O_WRONLY, O_CREAT, O_EXCL
const EMPTY_PATH = 0x1000; // AT_EMPTY_PATH
const NO_FOLLOW = 0x100; // AT_SYMLINK_NOFOLLOW
const CLONE_TREE = 1; // OPEN_TREE_CLONE
const MOVE_EMPTY_PATH = 4; // MOVE_MOUNT_F_EMPTY_PATH
const UNMOUNT_NO_FOLLOW = 8; // UMOUNT_NOFOLLOW
const NEW_MOUNTS = 0x2_0000; // CLONE_NEWNS
const FOLLOW_OTHERS = 0x4000 | 0x8_0000; // MS_REC, MS_SLAVE
/** Descriptors that the calls use, above those that a program is given. */
const TREE = 10;
const NAMESPACE = 11;
/** MOUNT_ATTR_IDMAP, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV, MOUNT_ATTR_NOEXEC */
const MAP_IDS = 0x100000n;
const DATA_ONLY = 0x2n | 0x4n;
const NO_PROGRAMS = 0x8n;
const ATTRIBUTES_SIZE = 32;
/**
 * The calls of a program that makes mounts which only it and its children see, and becomes another program. They go with the last
 * of these processes, however that ends. What the machine unmounts meanwhile is unmounted there too, where the machine
 * shares its mounts.
 */
function privateMountCalls(mounts, program) {
    const overlays = mounts.mapped.flatMap(({ overlay, source }) => (overlay ? [{ overlay, source }] : []));
    const bases = [...new Set(overlays.map(({ overlay }) => overlay.base))];
    return [
        ...private_mounts_open(mounts.report, { flags: WRITE_NEW, as: call_program/* REPORT */.ri }),
        ...private_mounts_open(mounts.namespace, { flags: CLOSE_ON_EXEC, as: NAMESPACE }),
        ...overlays
            .filter(({ source }) => (0,host_mounts/* isMountPoint */.A$)(source))
            .map(({ source }) => call('umount2', source, UNMOUNT_NO_FOLLOW)),
        call('unshare', NEW_MOUNTS),
        call('mount', 0, '/', 0, FOLLOW_OTHERS, 0),
        ...bases.flatMap((base) => moved(base, base, attributes({ set: MAP_IDS }))),
        ...mounts.mapped.flatMap((mount) => mapped(mount, mounts.root)),
        ...mounts.plain.flatMap(({ source, at }) => moved(source, at, attributes({ clear: NO_PROGRAMS }))),
        call('chdir', '/'),
        call('execve', program.file, [program.file, ...program.args], assignments(program.env)),
    ];
}
const assignments = (env) => Object.entries(env).map(([name, value]) => `${name}=${value}`);
function call(name, ...args) {
    return { name, args };
}
function private_mounts_open(file, { flags, as }) {
    return [
        { name: 'openat', args: [HERE, file, flags, 0o600], feedsNext: true },
        call('dup3', 0, as, CLOSE_ON_EXEC),
    ];
}
/**
 * The kernel does an overlay's own work, such as making directories in its layers, with the rights of whoever mounted it. The
 * layers show no file of the machine's root, so that one is the steps' root for a moment, with all capabilities.
 */
function mapped({ source, at, overlay, isData }, root) {
    if (overlay === undefined) {
        const set = MAP_IDS | (isData ? DATA_ONLY : 0n);
        return moved(source, at, attributes({ set, clear: NO_PROGRAMS | (isData ? 0n : DATA_ONLY) }));
    }
    return [
        call('chdir', overlay.base),
        call('prctl', SET_SECURITY, KEEP_CAPABILITIES),
        call('setfsuid', root),
        call('setfsgid', root),
        call('mount', 'overlay', at, 'overlay', isData ? DATA_FLAGS : 0, (0,host_overlay/* overlayOptions */.TK)(overlay)),
        call('setfsuid', 0),
        call('setfsgid', 0),
        call('prctl', SET_SECURITY, 0),
    ];
}
const DATA_FLAGS = 2 | 4; // MS_NOSUID, MS_NODEV
const SET_SECURITY = 28; // PR_SET_SECUREBITS
const KEEP_CAPABILITIES = 4; // SECBIT_NO_SETUID_FIXUP
/** Shows a directory at another place, or at its own again with other attributes. */
function moved(source, at, changes) {
    return [
        { name: 'open_tree', args: [HERE, source, CLONE_TREE | CLOSE_ON_EXEC | NO_FOLLOW], feedsNext: true },
        call('dup3', 0, TREE, CLOSE_ON_EXEC),
        call('mount_setattr', TREE, '', EMPTY_PATH, changes, changes.length),
        call('move_mount', TREE, '', HERE, at, MOVE_EMPTY_PATH),
    ];
}
/** `struct mount_attr` of mount_setattr(2): what is set, what is cleared, the propagation, the user namespace. */
function attributes({ set = 0n, clear = 0n, }) {
    const bytes = Buffer.alloc(ATTRIBUTES_SIZE);
    bytes.writeBigUInt64LE(set, 0);
    bytes.writeBigUInt64LE(clear, 8);
    bytes.writeBigUInt64LE(BigInt(NAMESPACE), 24);
    return bytes;
}

// EXTERNAL MODULE: ./build/js/host/probes.js
var probes = __webpack_require__(3838);
// EXTERNAL MODULE: ./build/js/sandbox/ids.js
var ids = __webpack_require__(3792);
// EXTERNAL MODULE: ./build/js/sandbox/places.js
var places = __webpack_require__(332);
;// CONCATENATED MODULE: ./build/js/sandbox/enclose.js









/**
 * Where the runtime finds a step's root file system, in mounts that only that runtime has. The runtime's own root, who is nobody
 * either, has to get there, so no directory above it may be closed to others.
 */
const ROOT_MOUNT_POINT = '/run/obuilder-root';
/**
 * Puts a step behind the second wall. All files that it is to be shown are there already.
 *
 * @throws ObuilderError `sandbox-failed` for a user whose id is beyond those that a step has
 */
function enclose(request, own, namespace) {
    checkUser(request.user);
    for (const name of (0,external_node_fs_.readdirSync)(own.bundle))
        (0,ids/* giveToStep */.tp)(external_node_path_.join(own.bundle, name));
    (0,ids/* giveToStep */.tp)(own.outputFile, request.user);
    makeMountPoint(ROOT_MOUNT_POINT);
    const sys = request.network === 'host' ? external_node_path_.join(own.bundle, 'sys') : undefined;
    if (sys !== undefined)
        (0,external_node_fs_.mkdirSync)(sys);
    const report = external_node_path_.join(own.bundle, 'report');
    const slots = request.mounts.flatMap((mount) => (mount.kind === 'slot' ? [mount.source] : []));
    const mapped = [
        { source: request.rootfs, at: ROOT_MOUNT_POINT, isData: false },
        ...slots.map((source) => ({ source, at: source, isData: true })),
    ];
    let calls = [];
    return {
        rootfs: ROOT_MOUNT_POINT,
        sys,
        enter: (runtime) => {
            const file = absolute(runtime.file);
            if (file === undefined)
                return runtime;
            const withOverlays = mapped.map((mount) => ({ ...mount, overlay: namespace.overlayAt(mount.source) }));
            // The launcher is there, and who has namespaces of his own cannot allow programs where the machine does not.
            const bundle = { source: own.bundle, at: own.bundle };
            const plain = sys === undefined ? [bundle] : [bundle, { source: '/sys', at: sys }];
            const mounts = { report, namespace: namespace.path, root: ids/* STEP_IDS */.W1.first, mapped: withOverlays, plain };
            calls = privateMountCalls(mounts, { ...runtime, file });
            (0,external_node_fs_.writeFileSync)(own.starter, (0,call_program/* callProgram */.bQ)(process.arch, calls), { flag: 'wx' });
            (0,external_node_fs_.chmodSync)(own.starter, 0o500);
            return { file: own.starter, args: [], env: {} };
        },
        fault: () => faultIn(report, calls),
    };
}
function checkUser({ uid, gid }) {
    const id = Math.max(uid, gid);
    if (id < ids/* STEP_IDS */.W1.count)
        return;
    throw new errors/* ObuilderError */.Vy('sandbox-failed', `the id ${id} is beyond the ${ids/* STEP_IDS */.W1.count} ids that a step has in its user namespace`, { value: String(id), hint: 'Take a smaller id, or run the build without: user-namespace never.' });
}
/** Nothing is ever kept there: it is covered in mounts of their own. */
function makeMountPoint(directory) {
    if ((0,external_node_fs_.existsSync)(directory))
        return;
    (0,external_node_fs_.mkdirSync)(directory, { recursive: true });
    (0,external_node_fs_.chmodSync)(directory, 0o755);
}
function absolute(program) {
    return program.includes('/') ? external_node_path_.resolve(program) : (0,probes/* findProgram */.Kp)(program, places/* RUNTIME_ENVIRONMENT */.R.PATH);
}
function faultIn(report, calls) {
    const found = (0,external_node_fs_.existsSync)(report) ? (0,call_program/* readReport */.tL)((0,external_node_fs_.readFileSync)(report)) : undefined;
    if (found === undefined)
        return undefined;
    const [name, text] = (0,external_node_util_.getSystemErrorMap)().get(-found.errno) ?? [`error ${found.errno}`, 'unknown'];
    return `${calls[found.call]?.name ?? 'a call'} failed: ${text} (${name})`;
}
/** Removes what `enclose` had to put elsewhere than into the bundle. */
function removeStarter({ starter }) {
    (0,external_node_fs_.rmSync)(starter, { force: true });
}

// EXTERNAL MODULE: ./build/js/sandbox/launcher.js + 1 modules
var launcher = __webpack_require__(1234);
// EXTERNAL MODULE: ./build/js/sandbox/mounts.js
var sandbox_mounts = __webpack_require__(6266);
;// CONCATENATED MODULE: ./build/js/sandbox/long-command.js




/** The kernel takes no longer argument or variable, the NUL at its end included (MAX_ARG_STRLEN of execve(2)). */
const LONGEST = 128 * 1024;
/** Where the step finds a command that is too long for an argument: on the container's own /dev. */
const COMMAND_FILE = '/dev/obuilder-command';
/** Shells that run a file by `.` in the way in which they run what follows `-c`. */
const SHELLS = new Set(['sh', 'ash', 'bash', 'dash', 'ksh', 'mksh', 'zsh']);
/**
 * The words that start a step. A command that is too long for an argument is put in a file where the shell can run one.
 *
 * @param bundle where that file is kept
 * @throws ObuilderError `sandbox-failed` for a word or a variable that is too long
 */
function startWords({ argv, env }, bundle) {
    for (const [name, value] of env) {
        const size = Buffer.byteLength(`${name}=${value}`);
        if (size >= LONGEST)
            throw tooLong(`the environment variable ${name}`, { size, value: name });
    }
    const long = argv.findIndex((word) => Buffer.byteLength(word) >= LONGEST);
    if (long === -1)
        return { argv, mounts: [] };
    const command = argv[long] ?? '';
    if (long !== argv.length - 1 || !runsFiles(argv.slice(0, -1)))
        throw tooLong('the command', { size: Buffer.byteLength(command), value: `${command.slice(0, 200)}…` });
    const file = external_node_path_.join(bundle, 'command');
    (0,external_node_fs_.writeFileSync)(file, command, { flag: 'wx' });
    // Whatever the worker's umask: any user of the step may read what it runs.
    (0,external_node_fs_.chmodSync)(file, 0o444);
    return { argv: [...argv.slice(0, -1), `. ${COMMAND_FILE}`], mounts: [(0,sandbox_mounts/* readOnlyFile */.fX)(file, COMMAND_FILE)] };
}
/** Whether words such as `/bin/sh -c`, or `/usr/bin/env bash -ec`, are of a shell that can run a file instead. */
function runsFiles(words) {
    const programs = external_node_path_.basename(words[0] ?? '') === 'env' ? words.slice(1) : words;
    return SHELLS.has(external_node_path_.basename(programs[0] ?? '')) && /^-\w*c$/.test(words.at(-1) ?? '');
}
function tooLong(what, { size, value }) {
    return new errors/* ObuilderError */.Vy('sandbox-failed', `${what} is ${size} bytes long, and the kernel takes less than ${LONGEST}`, {
        value,
        hint: 'Put what is long in a file and copy that, or use a shell such as (shell /bin/sh -c), whose commands may be of any length.',
    });
}

// EXTERNAL MODULE: ./build/js/sandbox/memory.js + 1 modules
var sandbox_memory = __webpack_require__(1565);
;// CONCATENATED MODULE: ./build/js/sandbox/held-directory.js

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_DIRECTORY, O_NOFOLLOW } = external_node_fs_.constants;
/** Of everything that a mount needs and that the step's files lack: as the runtime would make it. */
const MODE = 0o755;
/** @throws system error for anything but a directory, also for a link to one */
function holdDirectory(path) {
    const descriptor = (0,external_node_fs_.openSync)(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    const below = (name) => `/proc/self/fd/${descriptor}/${name}`;
    return {
        stat: (name) => (0,external_node_fs_.lstatSync)(below(name), { throwIfNoEntry: false }),
        readLink: (name) => (0,external_node_fs_.readlinkSync)(below(name)),
        open: (name) => holdDirectory(below(name)),
        makeDirectory(name) {
            (0,external_node_fs_.mkdirSync)(below(name), MODE);
            // Whatever umask the worker has. Nobody but root can have replaced the directory, which has no owner but root.
            (0,external_node_fs_.chmodSync)(below(name), MODE);
        },
        makeFile(name) {
            const file = (0,external_node_fs_.openSync)(below(name), O_CREAT | O_EXCL | O_WRONLY, MODE);
            (0,external_node_fs_.fchmodSync)(file, MODE);
            (0,external_node_fs_.closeSync)(file);
        },
        close: () => (0,external_node_fs_.closeSync)(descriptor),
    };
}

// EXTERNAL MODULE: ./build/js/sandbox/refused.js
var refused = __webpack_require__(9646);
;// CONCATENATED MODULE: ./build/js/sandbox/mount-walk.js



/** As the kernel's own bound on links in one path. */
const MAX_LINKS = 40;
/** The kernel takes a path of so many bytes, of which the runtime puts some before ours. */
const MAX_BYTES = 3072;
/**
 * Walks to `target` as the runtime will, with nothing left to follow: through links of the root at `rootfs`, never out of
 * it, and on into slots, where a link is refused. Names that are missing are passed by.
 *
 * @param covers what is mounted so far and can be seen
 * @throws ObuilderError `sandbox-failed` for a link in a slot, too many links or a way through a file
 */
function walkTo(rootfs, target, covers) {
    const walk = {
        target,
        covers,
        done: [],
        passed: [{ directory: holdDirectory(rootfs), slot: undefined }],
        todo: target.split('/').reverse(),
        links: 0,
    };
    let kept;
    try {
        const place = walkOn(walk);
        kept = place.directory;
        return place;
    }
    finally {
        for (const { directory } of walk.passed)
            if (directory !== kept)
                directory.close();
    }
}
function walkOn(walk) {
    let isFile = false;
    for (let name = walk.todo.pop(); name !== undefined; name = walk.todo.pop()) {
        if (name === '' || name === '.')
            continue;
        if (name === '..')
            goUp(walk);
        else {
            const here = external_node_path_.posix.join(pathOf(walk), name);
            if (walk.covers.get(here)?.kind === 'own')
                return ownPlace(walk, here);
            isFile = goDown(walk, name, here) === 'other';
        }
    }
    if (Buffer.byteLength(pathOf(walk)) > MAX_BYTES)
        throw (0,refused/* refused */.J)(walk.target, `leads to a path of more than ${MAX_BYTES} bytes`);
    const existing = walk.passed.length - 1;
    const found = existing === walk.done.length ? 'directory' : undefined;
    return {
        path: pathOf(walk),
        own: undefined,
        directory: last(walk).directory,
        rest: walk.done.slice(existing),
        found: isFile ? 'other' : found,
    };
}
function ownPlace(walk, own) {
    const rest = walk.todo.reverse().filter((part) => part !== '' && part !== '.');
    const path = [own, ...rest].join('/');
    return { path, own, directory: last(walk).directory, rest: [], found: undefined };
}
const pathOf = ({ done }) => `/${done.join('/')}`;
function last({ passed }) {
    const found = passed.at(-1);
    if (found === undefined)
        throw new Error('the root was left');
    return found;
}
function goUp({ done, passed }) {
    done.pop();
    if (passed.length > done.length + 1)
        passed.pop()?.directory.close();
}
/** Goes to `name`, and says what is there. */
function goDown(walk, name, here) {
    const { directory, slot } = last(walk);
    const cover = walk.covers.get(here);
    if (cover?.kind === 'slot')
        return enter(walk, name, { directory: holdDirectory(cover.source), slot: here });
    const isBelowMissing = walk.done.length >= walk.passed.length;
    const stats = isBelowMissing ? undefined : directory.stat(name);
    if (stats?.isSymbolicLink()) {
        followLink(walk, name, here);
        return undefined;
    }
    if (stats?.isDirectory())
        return enter(walk, name, { directory: directory.open(name), slot });
    if (stats !== undefined && walk.todo.some((part) => part !== '' && part !== '.'))
        throw (0,refused/* refused */.J)(walk.target, `goes through ${here}, which is no directory`);
    walk.done.push(name);
    return stats === undefined ? undefined : 'other';
}
function enter({ done, passed }, name, entered) {
    passed.push(entered);
    done.push(name);
    return 'directory';
}
function followLink(walk, name, here) {
    const { directory, slot } = last(walk);
    if (slot !== undefined) {
        throw (0,refused/* refused */.J)(walk.target, `goes through ${here}, a symbolic link in the cache slot on ${slot}`, {
            hint: 'Name a path without links: what a cache slot holds must not decide where something is mounted.',
        });
    }
    walk.links += 1;
    if (walk.links > MAX_LINKS)
        throw (0,refused/* refused */.J)(walk.target, 'goes through too many symbolic links');
    const target = directory.readLink(name);
    if (target.startsWith('/'))
        while (walk.done.length > 0)
            goUp(walk);
    walk.todo.push(...target.split('/').reverse());
}

;// CONCATENATED MODULE: ./build/js/sandbox/mount-points.js




const ELSEWHERE = 'Choose another target: nothing can be mounted on or in /dev, /proc, /sys, /etc/hosts or /etc/resolv.conf.';
/**
 * The places of a step's mounts. What the image or a slot lacks is made once, root's and 0755, and stays, empty, as OBuilder
 * leaves it: later steps of its specs may look there. Taking it away again would also cost each step two more changes of its
 * snapshot, a tenth of a short one's time.
 *
 * The runtime follows links while it mounts, some releases even on the host. So every path that it gets is free of links,
 * exists, and keeps clear of what the sandbox mounts itself: a slot in the place of /dev would be the step's /dev/null, which
 * the runtime opens before /proc/sys is read-only and mounts over what a step must not see. Nobody else can change the paths
 * meanwhile: root and slots are private copies, and the processes of earlier steps are dead.
 */
class MountPoints {
    #rootfs;
    /** What is mounted so far, without what later mounts hide. */
    #covers = new Map();
    /** @throws ObuilderError `sandbox-failed` when /proc, /dev or /sys of the root is anything but a directory of its own */
    constructor(rootfs) {
        this.#rootfs = rootfs;
        for (const base of sandbox_mounts/* BASE_MOUNT_POINTS */.yk)
            this.#addBase(base);
    }
    /** The paths that something is mounted on so far. */
    get covered() {
        return new Set(this.#covers.keys());
    }
    /**
     * Makes sure that a slot or secret can be mounted, and gives the path to mount at.
     *
     * @throws ObuilderError `sandbox-failed`, with the position of the mount
     */
    add(wanted) {
        const { target, source, at } = wanted;
        try {
            const path = this.#make(wanted, (place) => {
                if (place.own !== undefined)
                    throw (0,refused/* refused */.J)(target, leadsTo(target, place), { hint: ELSEWHERE });
                if (place.path === '/')
                    throw (0,refused/* refused */.J)(target, 'leads to the root itself', { hint: ELSEWHERE });
            });
            this.#cover(path, source === undefined ? { kind: 'secret' } : { kind: 'slot', source });
            return path;
        }
        catch (error) {
            throw (0,errors/* isObuilderError */.LV)(error) ? placed(error, at) : error;
        }
    }
    /** The same for a file of the sandbox's own, which nothing can be mounted on later. */
    addOwn(target) {
        const path = this.#make({ target, kind: 'file' }, (place) => {
            if (place.own === undefined || (place.path === place.own && !(0,sandbox_mounts/* isBase */._E)(place.own)))
                return;
            throw (0,refused/* refused */.J)(target, `${leadsTo(target, place)} in the image`, {
                hint: `Make ${target} a file in the image, or remove it.`,
            });
        });
        this.#cover(path, { kind: 'own' });
        return path;
    }
    /** Makes a directory that nothing is mounted on, and gives its path without links. @throws ObuilderError `sandbox-failed` */
    addDirectory(target) {
        return this.#make({ target, kind: 'directory' }, (place) => {
            // The runtime goes there while it has directories of the host open, which are to be found below /proc.
            if (place.own === undefined || isHarmless(place.path))
                return;
            throw (0,refused/* refused */.J)(target, leadsTo(target, place), {
                hint: 'Choose a working directory outside of /dev, /proc and /sys.',
            });
        });
    }
    #addBase(base) {
        this.#make({ target: base, kind: 'directory' }, ({ path, found }) => {
            if (path === base && found !== 'other')
                return;
            throw (0,refused/* refused */.J)(base, 'must be a directory of the root file system itself, and is a link or a file', {
                hint: 'Take an image whose /proc, /dev and /sys are directories, and let no step replace them.',
            });
        });
        this.#cover(base, { kind: 'own' });
    }
    #cover(path, cover) {
        for (const hidden of this.#covers.keys())
            if (hidden.startsWith(`${path}/`))
                this.#covers.delete(hidden);
        this.#covers.set(path, cover);
    }
    /** @param check throws where the place is not allowed, before anything is made */
    #make({ target, kind }, check) {
        let place;
        try {
            place = walkTo(this.#rootfs, target, this.#covers);
            check(place);
            if (place.own === undefined)
                makeMissing(place, target, kind);
            return place.path;
        }
        catch (error) {
            if ((0,errors/* isObuilderError */.LV)(error))
                throw error;
            throw (0,refused/* refused */.J)(target, `cannot be made in the image: ${String(error)}`, { cause: error });
        }
        finally {
            place?.directory.close();
        }
    }
}
function leadsTo(target, { path }) {
    return `${path === target ? 'is' : `leads to ${path},`} a place of the sandbox's own`;
}
/** Directories of the sandbox's own mounts to which neither the image nor the kernel has a link in the way. */
function isHarmless(path) {
    if ((0,sandbox_mounts/* isBase */._E)(path))
        return true;
    return `${path}/`.startsWith('/dev/shm/') && !path.split('/').includes('..');
}
function makeMissing({ directory, rest, found }, target, kind) {
    if (found === undefined)
        makeBelow(directory, rest, kind);
    else if (kind === 'file' && found === 'directory')
        throw (0,refused/* refused */.J)(target, 'is a directory, and a file is to be there', { hint: 'Choose another target.' });
    else if (kind === 'directory' && found === 'other')
        throw (0,refused/* refused */.J)(target, 'is no directory', { hint: 'Choose another path, or remove what is there.' });
}
function makeBelow(directory, [name, ...rest], kind) {
    if (name === undefined)
        return;
    if (rest.length === 0 && kind === 'file') {
        directory.makeFile(name);
        return;
    }
    directory.makeDirectory(name);
    const next = directory.open(name);
    try {
        makeBelow(next, rest, kind);
    }
    finally {
        next.close();
    }
}
function placed({ code, message, value, hint, at: own, cause }, at) {
    return new errors/* ObuilderError */.Vy(code, message, { value, hint, at: own ?? at, cause });
}

// EXTERNAL MODULE: ./build/js/sandbox/output-file.js
var output_file = __webpack_require__(3688);
// EXTERNAL MODULE: ./build/js/sandbox/rootfs-path.js
var rootfs_path = __webpack_require__(7907);
;// CONCATENATED MODULE: ./build/js/sandbox/passwd.js


/** More than any real passwd; the rest of a larger one is not looked at. */
const passwd_MAX_BYTES = 1024 * 1024;
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
            const bytes = Buffer.alloc(Math.min(passwd_MAX_BYTES, (0,external_node_fs_.fstatSync)(file).size));
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
var program = __webpack_require__(5317);
;// CONCATENATED MODULE: ./build/js/sandbox/root-mount.js

/** Not PATH: whoever starts a build may have chosen that. */
const PROGRAMS = '/usr/bin:/bin';
/**
 * The hooks of a container whose root file system is on a mount without set-uid programs or devices, as a store's mounts are.
 * The runtime makes a mount of the root in the container's own mount namespace, and the hook allows both there: `su` and
 * `mknod` work in the step, and on the machine nobody gains anything from a set-uid program that a step leaves.
 */
function rootHooks(rootfs) {
    const options = (0,probes/* mountOf */.vI)(rootfs)?.options ?? [];
    if (!options.includes('nosuid') && !options.includes('nodev'))
        return undefined;
    const program = (0,probes/* findProgram */.Kp)('mount', PROGRAMS);
    if (program === undefined)
        return undefined;
    // A remount says all options anew.
    const times = options.filter((option) => option === 'noatime' || option === 'nodiratime');
    const flags = ['remount', 'bind', 'suid', 'dev', 'exec', ...times].join(',');
    const args = ['mount', '--options-mode', 'ignore', '-o', flags, '--', rootfs];
    return { createContainer: [{ path: program, args }] };
}

;// CONCATENATED MODULE: ./build/js/sandbox/capabilities.js
/**
 * What root may do inside: Docker's default set without NET_RAW, names as in capabilities(7). As in Docker, NET_BIND_SERVICE is
 * there with any network: a program whose file asks for it would not even start without it. A step has ports of its own,
 * unless it asks for the host's network.
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
    'CAP_NET_BIND_SERVICE',
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

// EXTERNAL MODULE: ./build/js/sandbox/limits.js
var limits = __webpack_require__(1216);
// EXTERNAL MODULE: ./build/js/sandbox/resource-limits.js
var resource_limits = __webpack_require__(5025);
;// CONCATENATED MODULE: ./build/js/sandbox/syscalls.js
// Made by `npm run seccomp` from the names and numbers in default.json of github.com/moby/profiles/seccomp
// v0.3.0 (Apache-2.0), SHA-256 6416b47770785a41ac59073cdc77d9fe98517df2799dc83ef207e622de3053f6.
/** Calls that Docker's default profile allows with any arguments, for our machines and capabilities. */
const PROFILE_CALLS = `
  accept arm_fadvise64_64 arm_sync_file_range breakpoint cacheflush cachestat epoll_ctl_old epoll_wait_old
  fchmodat2 futex_requeue futex_wait futex_wake getxattrat listmount listxattrat map_shadow_stack mseal
  newfstatat recv removexattrat riscv_hwprobe semop semtimedop send set_tls setxattrat statmount
  sync_file_range2 uretprobe futex_waitv process_mrelease memfd_secret landlock_restrict_self
  landlock_add_rule landlock_create_ruleset epoll_pwait2 faccessat2 openat2 close_range pidfd_open
  pidfd_send_signal sched_rr_get_interval_time64 futex_time64 rt_sigtimedwait_time64 semtimedop_time64
  mq_timedreceive_time64 mq_timedsend_time64 recvmmsg_time64 io_pgetevents_time64 ppoll_time64
  pselect6_time64 utimensat_time64 timerfd_settime64 timerfd_gettime64 timer_settime64 timer_gettime64
  clock_nanosleep_time64 clock_getres_time64 clock_adjtime64 clock_gettime64 msgctl msgrcv msgsnd msgget
  shmdt shmat shmctl shmget semctl semget rseq io_pgetevents arch_prctl statx pkey_free pkey_alloc
  pkey_mprotect pwritev2 preadv2 copy_file_range mlock2 membarrier shutdown recvmsg recvfrom sendmsg sendto
  getpeername getsockname setsockopt getsockopt accept4 listen connect bind socketpair execveat memfd_create
  getrandom seccomp renameat2 sched_getattr sched_setattr process_vm_writev process_vm_readv sendmmsg syncfs
  clock_adjtime name_to_handle_at prlimit64 fanotify_mark recvmmsg rt_tgsigqueueinfo pwritev preadv
  inotify_init1 pipe2 dup3 epoll_create1 eventfd2 signalfd4 timerfd_gettime timerfd_settime fallocate
  eventfd timerfd_create signalfd utimensat epoll_pwait getcpu vmsplice tee sync_file_range splice
  get_robust_list set_robust_list ppoll pselect6 faccessat fchmodat readlinkat symlinkat linkat renameat
  unlinkat fstatat64 futimesat fchownat mknodat mkdirat openat inotify_rm_watch inotify_add_watch
  inotify_init ioprio_get ioprio_set waitid mq_getsetattr mq_notify mq_timedreceive mq_timedsend mq_unlink
  mq_open fadvise64_64 utimes tgkill fstatfs64 statfs64 clock_nanosleep clock_getres clock_gettime
  timer_delete timer_getoverrun timer_gettime timer_settime timer_create set_tid_address remap_file_pages
  epoll_wait epoll_ctl epoll_create exit_group fadvise64 io_cancel io_submit io_getevents io_destroy
  io_setup get_thread_area set_thread_area sched_getaffinity sched_setaffinity futex sendfile64 tkill
  fremovexattr lremovexattr removexattr flistxattr llistxattr listxattr fgetxattr lgetxattr getxattr
  fsetxattr lsetxattr setxattr readahead gettid fcntl64 getdents64 madvise mincore setfsgid32 setfsuid32
  setgid32 setuid32 chown32 getresgid32 setresgid32 getresuid32 setresuid32 fchown32 setgroups32 getgroups32
  setregid32 setreuid32 getegid32 geteuid32 getgid32 getuid32 lchown32 fstat64 lstat64 stat64 ftruncate64
  truncate64 mmap2 ugetrlimit vfork sendfile sigaltstack capset capget getcwd chown pwrite64 pread64
  rt_sigsuspend rt_sigqueueinfo rt_sigtimedwait rt_sigpending rt_sigprocmask rt_sigaction rt_sigreturn prctl
  getresgid setresgid poll getresuid setresuid mremap nanosleep sched_rr_get_interval sched_get_priority_min
  sched_get_priority_max sched_yield sched_getscheduler sched_setscheduler sched_getparam sched_setparam
  munlockall mlockall munlock mlock fdatasync getsid writev readv msync flock _newselect getdents _llseek
  setfsgid setfsuid fchdir getpgid sigprocmask mprotect adjtimex modify_ldt uname sigreturn fsync ipc
  sysinfo wait4 fstat lstat stat getitimer setitimer socketcall fstatfs statfs setpriority getpriority
  fchown fchmod ftruncate truncate munmap mmap readlink symlink select setgroups getgroups gettimeofday
  getrusage getrlimit setrlimit setregid setreuid setsid getpgrp getppid dup2 chroot umask setpgid fcntl
  ioctl getegid geteuid getgid setgid brk times pipe dup rmdir mkdir rename kill sync access utime pause
  alarm ptrace getuid setuid getpid lseek lchown chmod mknod time chdir execve unlink link creat waitpid
  close open write read fork exit restart_syscall
`
    .trim()
    .split(/\s+/);
/** The address families that socket(2) may be asked for. */
const PROFILE_FAMILIES = [
    0, 1, 2, 7, 8, 9, 10, 13, 14, 15, 16, 17, 18, 21, 22, 24, 26, 27, 28, 29, 30, 31, 32, 33, 35, 36, 39, 41,
    42, 43, 44, 45,
];
/** What personality(2) may be set to. */
const PROFILE_PERSONALITIES = [0, 8, 131072, 131080, 4294967295];

;// CONCATENATED MODULE: ./build/js/sandbox/seccomp.js

/** As in errno(3), the same on every architecture that we know. */
const EPERM = 1;
const ENOTTY = 25;
const ENOSYS = 38;
/** The flags of clone(2) that make a namespace: mount, cgroup, UTS, IPC, user, PID, network. */
const NEW_NAMESPACES = 0x7e02_0000;
/** MS_SYNC of msync(2). Without it the call only checks the range, and some unwinders rely on that. */
const MSYNC_WAITS = 4;
/** ADDR_NO_RANDOMIZE of personality(2): sanitizers of threads and memory start themselves anew with this bit. */
const NO_RANDOMIZE = 0x4_0000;
/** What personality(2) takes as the question for the present value. */
const PRESENT = 0xffff_ffff;
/** All bits of the request of ioctl(2) that the kernel looks at, and those that tell whose request it is. */
const REQUEST = 0xffff_ffff;
const REQUEST_FAMILY = 0xff00;
/** The family of btrfs in linux/btrfs.h. */
const BTRFS = 0x9400;
/** FICLONE, FICLONERANGE and FIDEDUPERANGE of linux/fs.h: btrfs had these first, so they bear its family. */
const SHARES_CONTENT = [0x4004_9409, 0x4020_940d, 0xc018_9436];
/** The kernel's call tables, by Node's name of the machine: its own, and that of 32-bit programs. */
const TABLES = {
    x64: { own: 'SCMP_ARCH_X86_64', narrow: 'SCMP_ARCH_X86' },
    arm64: { own: 'SCMP_ARCH_AARCH64', narrow: 'SCMP_ARCH_ARM' },
};
/** Writing to the disk early: a crash throws a step's files away anyhow, so these succeed without doing anything. */
const FREE = [
    'fsync',
    'fdatasync',
    'sync',
    'syncfs',
    'sync_file_range',
    'sync_file_range2',
    'arm_sync_file_range',
];
/** These have rules of their own, with arguments or without. */
const OWN_RULES = new Set([...FREE, 'msync', 'clone', 'clone3', 'socketcall', 'ioctl']);
/** Besides the profile: old 32-bit C libraries wait for signals with this call. */
const MORE_CALLS = ['sigsuspend'];
const allowedCalls = [...PROFILE_CALLS.filter((name) => !OWN_RULES.has(name)), ...MORE_CALLS];
const personalities = PROFILE_PERSONALITIES.flatMap((value) => value === PRESENT ? [value] : [value, value + NO_RANDOMIZE]);
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
/** One rule for each bit: a request whose family differs from btrfs's in this bit. */
const otherFamilies = [8, 9, 10, 11, 12, 13, 14, 15].map((bit) => {
    const mask = 1 << bit;
    return allow(['ioctl'], masked(1, mask, ~BTRFS & mask));
});
/**
 * What a step asks btrfs itself fails as on every other file system, so programs make plain directories where they would have
 * made subvolumes. A snapshot holds no subvolume that is inside another: there the next step, or a later build, would find
 * an empty directory. Nor can a step make its own root read-only. Of the rules that match, libseccomp takes the one with
 * the most bits.
 */
const requests = [
    ...SHARES_CONTENT.map((request) => allow(['ioctl'], masked(1, REQUEST, request))),
    answer(['ioctl'], ENOTTY, masked(1, REQUEST_FAMILY, BTRFS)),
    ...otherFamilies,
];
const isFirst = (value) => ({ index: 0, value, op: 'SCMP_CMP_EQ' });
/**
 * The filter for system calls, as `linux.seccomp` of the OCI runtime specification: what is not allowed fails with
 * EPERM. `clone3` says ENOSYS, since a filter cannot see its flags and the C libraries then fall back to `clone`. For the
 * same reason so does `socketcall`, by which old 32-bit programs make sockets of any family; newer ones use `socket`.
 * A rule for `socketcall` must differ from the default answer, because the runtime drops rules that do not; libseccomp
 * then adds one of its own for each family, which allows all of them.
 *
 * The kernel kills a program whose call table the filter does not have. So the table of 32-bit programs is there wherever
 * the kernel can run them (`narrow`), although it costs a step some milliseconds: no look at the image could tell that a
 * step will not make such a program.
 */
function seccompFilter(machine, narrow) {
    const table = TABLES[machine];
    return {
        defaultAction: 'SCMP_ACT_ERRNO',
        defaultErrnoRet: EPERM,
        ...(table && { architectures: narrow ? [table.own, table.narrow] : [table.own] }),
        syscalls: [
            allow(allowedCalls),
            answer(FREE, 0),
            answer(['msync'], 0, masked(2, MSYNC_WAITS, MSYNC_WAITS)),
            allow(['msync'], masked(2, MSYNC_WAITS, 0)),
            allow(['clone'], masked(0, NEW_NAMESPACES, 0)),
            answer(['clone3', 'socketcall'], ENOSYS),
            ...requests,
            ...PROFILE_FAMILIES.map((family) => allow(['socket'], isFirst(family))),
            ...personalities.map((value) => allow(['personality'], isFirst(value))),
        ],
    };
}

;// CONCATENATED MODULE: ./build/js/sandbox/runtime-config.js






/** umask(2) of the step's first process. */
const UMASK = 0o022;
/** The highest: when the machine has no memory left, the kernel ends a step before the worker, the runner or anything else. */
const DIES_FIRST = 1000;
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
            rlimits: (0,resource_limits/* resourceLimits */.Z)(request.limits, machine.ceilings),
            noNewPrivileges: false,
            oomScoreAdj: DIES_FIRST,
            ...(machine.appArmor !== undefined && { apparmorProfile: machine.appArmor }),
        },
        ...(request.hooks && { hooks: request.hooks }),
        mounts: [...(0,sandbox_mounts/* usualMounts */.f)({ cgroups: machine.showCgroups, sys: request.sys }), ...request.mounts],
        linux: {
            namespaces: [
                ...namespaces(request.network, machine),
                ...(request.hasOwnUsers ? [{ type: 'user' }] : []),
            ],
            ...(request.hasOwnUsers && (0,ids/* idMappings */.zQ)()),
            cgroupsPath: request.cgroup,
            resources: (0,limits/* resources */.ES)(request.limits, machine),
            seccomp: seccompFilter(machine.architecture, machine.narrow),
            maskedPaths: sandbox_mounts/* MASKED_PATHS */.pP,
            readonlyPaths: sandbox_mounts/* READ_ONLY_PATHS */.tF,
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

// EXTERNAL MODULE: ./build/js/sandbox/shown-file.js
var shown_file = __webpack_require__(8406);
;// CONCATENATED MODULE: ./build/js/sandbox/step.js














const HOSTS = '127.0.0.1 localhost builder\n::1 localhost ip6-localhost ip6-loopback\n';
const HOST_RESOLVER = '/etc/resolv.conf';
/** @throws ObuilderError `sandbox-failed` when the image is in the way; nothing is left then */
function prepareStep(request, name, context) {
    const { memory } = context.runtime;
    const bundle = external_node_path_.join(memory ?? request.scratch, name);
    const files = {
        pidFile: external_node_path_.join(bundle, 'pid'),
        log: external_node_path_.join(bundle, 'log'),
        // On the disk, like the step's other files: it may be of any size.
        outputFile: external_node_path_.join(request.scratch, `${name}.output`),
        // Programs can be executed there, as in the step's own files beside it.
        starter: external_node_path_.join(request.scratch, `${name}.start`),
    };
    const remove = () => {
        removeStarter(files);
        (0,external_node_fs_.rmSync)(files.outputFile, { force: true });
        (0,external_node_fs_.rmSync)(bundle, { recursive: true, force: true });
    };
    (0,external_node_fs_.mkdirSync)(request.scratch, { recursive: true, mode: 0o700 });
    // It must not exist: anyone may make directories in /dev/shm, and this one must be root's from its beginning.
    (0,external_node_fs_.mkdirSync)(bundle, { mode: 0o700 });
    try {
        (0,output_file/* makeOutputFile */.s)(files.outputFile, request.user);
        const launcherFile = external_node_path_.join(bundle, 'launcher');
        const isJoined = (request.output ?? 'joined') === 'joined';
        const code = (0,launcher/* launcher */.l)(context.machine.architecture, isJoined ? 'joined' : 'apart');
        (0,shown_file/* writeShown */.B)(launcherFile, code, 0o555);
        // The exact root that the runtime gets: a step before may have exchanged anything in it.
        const points = new MountPoints(request.rootfs);
        const mounts = [
            ...systemFiles(request, bundle, points),
            (0,sandbox_mounts/* writable */.T5)(files.outputFile, sandbox_mounts/* OUTPUT_FILE */.f4),
            (0,sandbox_mounts/* program */.DM)(launcherFile, sandbox_mounts/* LAUNCHER */.Vg),
            ...request.mounts.map((mount, index) => {
                if (mount.kind === 'slot')
                    return (0,sandbox_mounts/* writable */.T5)(mount.source, points.add({ ...mount, kind: 'directory' }));
                const own = { directory: bundle, isInMemory: memory !== undefined };
                const file = (0,sandbox_memory/* writeSecret */.k)(own, `secret-${index}`, mount.value);
                return (0,sandbox_mounts/* readOnlyFile */.fX)(file, points.add({ target: mount.target, at: mount.at, kind: 'file' }));
            }),
        ];
        const cwd = points.addDirectory(request.cwd);
        const launch = {
            rootfs: request.rootfs,
            argv: request.argv,
            env: environment(request),
            covered: points.covered,
        };
        const words = startWords(launch, bundle);
        const all = [...mounts, ...words.mounts];
        const { userNamespace, machine } = context;
        const enclosure = userNamespace && enclose(request, { bundle, ...files }, userNamespace);
        writeConfig({ ...request, cwd, argv: words.argv }, { bundle, launch, mounts: all, name, machine, enclosure });
        return { bundle, ...files, launch, enclosure, remove };
    }
    catch (error) {
        remove();
        throw error;
    }
}
/** What names the hosts, from outside the image. */
function systemFiles(request, bundle, points) {
    const hosts = external_node_path_.join(bundle, 'hosts');
    (0,shown_file/* writeShown */.B)(hosts, HOSTS, 0o644);
    const files = [(0,sandbox_mounts/* readOnlyFile */.fX)(hosts, points.addOwn('/etc/hosts'))];
    if (request.network === 'host' && (0,external_node_fs_.existsSync)(HOST_RESOLVER)) {
        // A copy, so that it is root's for each step.
        const resolver = external_node_path_.join(bundle, 'resolv.conf');
        (0,shown_file/* writeShown */.B)(resolver, (0,external_node_fs_.readFileSync)(HOST_RESOLVER), 0o644);
        files.push((0,sandbox_mounts/* readOnlyFile */.fX)(resolver, points.addOwn(HOST_RESOLVER)));
    }
    return files;
}
function writeConfig(request, made) {
    const config = runtimeConfig({
        rootfs: made.enclosure?.rootfs ?? request.rootfs,
        hasOwnUsers: made.enclosure !== undefined,
        sys: made.enclosure?.sys,
        argv: (0,launcher/* launcherArguments */.f)(sandbox_mounts/* LAUNCHER */.Vg, (0,program/* findProgram */.K)(made.launch), request.argv),
        env: made.launch.env,
        cwd: request.cwd,
        user: request.user,
        network: request.network,
        terminal: request.output === 'terminal',
        limits: request.limits,
        mounts: made.mounts,
        cgroup: made.name,
        hooks: made.enclosure === undefined ? rootHooks(request.rootfs) : undefined,
    }, made.machine);
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(made.bundle, 'config.json'), JSON.stringify(config), { mode: 0o600 });
}
function environment(request) {
    const has = (name) => request.env.some(([key]) => key === name);
    const added = [];
    if (!has('HOME'))
        added.push(['HOME', imageHome(request.rootfs, request.user.uid)]);
    if (!has('GITHUB_OUTPUT'))
        added.push(['GITHUB_OUTPUT', sandbox_mounts/* OUTPUT_FILE */.f4]);
    return [...request.env, ...added];
}


/***/ })

};
