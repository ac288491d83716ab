export const id = 1866;
export const ids = [1866];
export const modules = {

/***/ 1866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tryRuntime: () => (/* binding */ tryRuntime)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/sandbox/open.js + 4 modules
var sandbox_open = __webpack_require__(414);
// EXTERNAL MODULE: ./build/js/cli/places.js
var places = __webpack_require__(1739);
// EXTERNAL MODULE: ./build/js/sandbox/mounts.js
var mounts = __webpack_require__(6266);
// EXTERNAL MODULE: ./build/js/host/process.js
var host_process = __webpack_require__(9252);
// EXTERNAL MODULE: ./build/js/sandbox/launcher.js + 1 modules
var launcher = __webpack_require__(1234);
;// CONCATENATED MODULE: ./build/js/cli/doctor/bench.js




/** A runtime that hangs is no reason for `doctor` to. */
const PATIENCE_MILLISECONDS = 10_000;
const isEmpty = (directory) => (0,external_node_fs_.readdirSync)(directory).length === 0;
function makeBench(on) {
    // The launcher ends with an error at once where no program to become is named. Nothing more has to run.
    const addProgram = (file) => (0,external_node_fs_.writeFileSync)(file, (0,launcher/* launcher */.l)(process.arch), { mode: 0o755 });
    const probe = external_node_path_.join(on.directory, 'probe');
    addProgram(probe);
    const directory = (link) => {
        const made = (0,external_node_fs_.mkdtempSync)(external_node_path_.join(on.directory, 'part-'));
        if (link !== undefined)
            (0,external_node_fs_.symlinkSync)(link.target, external_node_path_.join(made, link.name));
        return made;
    };
    const root = (link) => {
        const made = directory(link);
        for (const name of ['dev', 'proc', 'sys', 'etc'])
            if (name !== link?.name)
                (0,external_node_fs_.mkdirSync)(external_node_path_.join(made, name), { mode: 0o755 });
        for (const name of ['marker', 'masked'])
            (0,external_node_fs_.writeFileSync)(external_node_path_.join(made, name), '');
        addProgram(external_node_path_.join(made, 'probe'));
        return made;
    };
    return {
        root,
        directory,
        addProgram,
        starts: (container) => startsBare({ ...container, probe, program: on.program, bundle: directory() }),
        async faultOf(request) {
            const run = on.sandbox.run({
                rootfs: request.rootfs ?? root(),
                scratch: external_node_path_.join(on.directory, 'scratch'),
                argv: ['/probe'],
                cwd: '/',
                user: { uid: 0, gid: 0 },
                env: [],
                network: 'none',
                mounts: [],
                onOutput: () => undefined,
                signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
                ...request,
            });
            return await run.then(({ kind }) => (kind === 'exited' ? undefined : kind), (error) => (error instanceof Error ? error.message : String(error)));
        },
    };
}
async function startsBare(container) {
    const { bundle, program } = container;
    const pidFile = external_node_path_.join(bundle, 'pid');
    const name = `obuilder-${external_node_path_.basename(external_node_path_.dirname(bundle))}-${external_node_path_.basename(bundle)}`;
    const state = ['--root', external_node_path_.join(bundle, 'state')];
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(bundle, 'config.json'), JSON.stringify(bareConfig(container)));
    // The runtime writes the file once the container runs; how the container ends is no matter.
    const run = [...state, 'run', '--no-new-keyring', '--bundle', bundle, '--pid-file', pidFile, name];
    await (0,host_process/* runQuick */.l)(program, run, { signal }).catch(() => undefined);
    if ((0,external_node_fs_.existsSync)(external_node_path_.join(bundle, 'state', name)))
        await (0,host_process/* runQuick */.l)(program, [...state, 'delete', '--force', name]).catch(() => undefined);
    return (0,external_node_fs_.existsSync)(pidFile);
}
function bareConfig({ rootfs, cwd = '/', mounts = [], probe }) {
    return {
        ociVersion: '1.0.2',
        root: { path: rootfs },
        process: { args: ['/probe'], cwd, env: ['PATH=/'], user: { uid: 0, gid: 0 } },
        mounts: [
            { destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev'] },
            { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755'] },
            // The file system of the root may forbid execution.
            { destination: '/probe', type: 'bind', source: probe, options: ['bind', 'ro', 'exec'] },
            ...mounts,
        ],
        linux: {
            namespaces: ['pid', 'ipc', 'uts', 'mount', 'network'].map((type) => ({ type })),
            maskedPaths: ['/masked'],
        },
    };
}

;// CONCATENATED MODULE: ./build/js/cli/doctor/attacks.js



/** Where runtimes have had directories of the host open while they went to the working directory. */
const LEAKED = [7, 8, 9].map((descriptor) => `/proc/self/fd/${descriptor}`);
const slot = (source, target) => ({ kind: 'slot', source, target });
const ATTACKS = [
    {
        name: 'a link at /dev in the image leads to the host',
        holes: [],
        async bare(bench) {
            const host = bench.directory();
            await bench.starts({ rootfs: bench.root({ name: 'dev', target: host }) });
            return !isEmpty(host);
        },
        async step(bench) {
            const host = bench.directory();
            const fault = await bench.faultOf({ rootfs: bench.root({ name: 'dev', target: host }) });
            return fault === undefined || !isEmpty(host);
        },
    },
    {
        name: 'a mount through a link becomes /dev and its null device',
        holes: ['CVE-2025-31133'],
        bare(bench) {
            const source = bench.directory({ name: 'null', target: '/marker' });
            const mounts = [{ destination: '/way', type: 'bind', source, options: ['bind'] }];
            return bench.starts({ rootfs: bench.root({ name: 'way', target: '/dev' }), mounts });
        },
        async step(bench) {
            const outer = slot(bench.directory({ name: 'way', target: '/dev' }), '/cache');
            const hostile = bench.directory({ name: 'null', target: '/marker' });
            // The place of what each step starts with, since the mount hides the sandbox's own.
            bench.addProgram(external_node_path_.join(hostile, external_node_path_.basename(mounts/* LAUNCHER */.Vg)));
            const inner = slot(hostile, '/cache/way');
            return (await bench.faultOf({ mounts: [outer, inner] })) === undefined;
        },
    },
    {
        name: 'the working directory is one that the runtime has open on the host',
        holes: ['CVE-2024-21626'],
        async bare(bench) {
            const rootfs = bench.root();
            for (const cwd of LEAKED)
                if (await bench.starts({ rootfs, cwd }))
                    return true;
            return false;
        },
        async step(bench) {
            for (const target of LEAKED) {
                const rootfs = bench.root({ name: 'way', target });
                if ((await bench.faultOf({ rootfs, cwd: '/way' })) === undefined)
                    return true;
            }
            return false;
        },
    },
];

;// CONCATENATED MODULE: ./build/js/cli/doctor/trial.js






/** Makes containers for well under a second, as root, in a directory of root's that is gone afterwards. */
async function tryRuntime(program) {
    (0,external_node_fs_.mkdirSync)(places/* places */.z.runDirectory, { recursive: true, mode: 0o700 });
    const directory = (0,external_node_fs_.mkdtempSync)(external_node_path_.join(places/* places */.z.runDirectory, 'doctor-'));
    try {
        const sandbox = await (0,sandbox_open/* openSandbox */.E)({ runtime: program, stateDir: directory });
        const bench = makeBench({ program, directory, sandbox });
        const fault = await bench.faultOf({});
        const startsSound = await bench.starts({ rootfs: bench.root() });
        const attacks = [];
        for (const { name, holes, bare, step } of ATTACKS) {
            const worksBare = startsSound ? await bare(bench) : undefined;
            attacks.push({ name, holes, worksBare, worksInStep: await step(bench) });
        }
        return { attacks, fault };
    }
    finally {
        (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
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


/***/ })

};
