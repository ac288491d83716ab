export const id = 414;
export const ids = [414];
export const modules = {

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

/***/ 2761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ startWatchdog)
/* harmony export */ });
/**
 * Starts a shell that waits until this process has ended, however it did, and then runs `script` with `args` if there was
 * something to clear up. It has a session of its own, so that a signal to this process's group does not reach it.
 */
function startWatchdog(script, args, env) {
    // The kernel closes our end of the pipe with us, which ends the loop.
    const whole = `busy=0\nwhile read -r busy_now; do busy=$busy_now; done\n[ "$busy" = 0 ] && exit\n${script}`;
    // Loaded with the first step, not with a build that is wholly cached.
    const { spawn } = process.getBuiltinModule('node:child_process');
    const child = spawn('/bin/sh', ['-c', whole, 'sh', ...args], {
        stdio: ['pipe', 'ignore', 'ignore'],
        detached: true,
        cwd: '/',
        env: { ...env },
    });
    // A machine on which it cannot run, or where someone killed it, is cleared up by the next start only.
    child.on('error', () => undefined);
    child.stdin.on('error', () => undefined);
    child.unref();
    const { stdin } = child;
    if ('unref' in stdin && typeof stdin.unref === 'function')
        stdin.unref();
    return { busy: (count) => void (stdin.writable && stdin.write(`${count}\n`)) };
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

/***/ 414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ openSandbox)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/js/host/process.js
var host_process = __webpack_require__(9252);
;// CONCATENATED MODULE: ./build/js/sandbox/app-armor.js



/** A profile is named by its content, so that one of an older version is never taken for it. */
function planAppArmor(facts) {
    if (facts.enabled.trim() !== 'Y')
        return { kind: 'not-in-use' };
    const own = facts.own.replace(/ \(\w+\)\s*$/, '').replace(/[\0\n]/g, '');
    const rules = profileRules(own === '' ? 'unconfined' : own);
    const digest = (0,external_node_crypto_.createHash)('sha256').update(rules.join('\n')).digest('hex').slice(0, 12);
    const profile = `obuilder-action-step-${digest}`;
    if (facts.profiles.split('\n').includes(`${profile} (enforce)`))
        return { kind: 'loaded', profile };
    return { kind: 'to-load', profile, text: profileText(profile, rules, facts.hasVersions) };
}
/**
 * What steps may do, as far as AppArmor decides it. Most is for the other walls. This one stands where they have gaps: families
 * of sockets also by `socketcall`, mounts, and the kernel's files should a path to them ever lie open.
 */
function profileRules(worker) {
    const signallers = [...new Set(['unconfined', 'runc', 'crun', worker])].filter((name) => /^[\w./-]+$/.test(name));
    return [
        'file,',
        'capability,',
        'umount,',
        'network,',
        'deny network alg,',
        'deny network vsock,',
        'deny mount,',
        // Ours ends a step; its own processes may end each other.
        ...signallers.map((name) => `signal (receive) peer=${name},`),
        'signal (send, receive) peer=@{profile_name},',
        'ptrace (trace, read, tracedby, readby) peer=@{profile_name},',
        // A process writes about itself in a directory of its number; the rest of /proc is the machine's.
        'deny /proc/* w,',
        'deny /proc/[^1-9s]** w,',
        'deny /proc/sy[^s]** w,',
        'deny /proc/sys/** w,',
        'deny /proc/sysrq-trigger rwklx,',
        'deny /proc/kcore rwklx,',
        'deny /proc/keys r,',
        'deny /sys/** wklx,',
        'deny /sys/firmware/** r,',
        'deny /sys/kernel/security/** r,',
        'deny /sys/devices/virtual/powercap/** r,',
    ];
}
function profileText(name, rules, hasVersions) {
    const lines = rules.map((rule) => `  ${rule.replaceAll('@{profile_name}', name)}`);
    // In later versions of the language, `network` no longer covers sockets of this machine.
    const version = hasVersions ? ['abi <abi/3.0>,', ''] : [];
    return [
        ...version,
        `profile ${name} flags=(attach_disconnected, mediate_deleted) {`,
        ...lines,
        '}',
        '',
    ].join('\n');
}
/** Loads the profile of steps unless it is there. A machine where that fails keeps its other walls. */
async function raiseAppArmor() {
    const plan = planAppArmor(readFacts());
    if (plan.kind === 'not-in-use')
        return { profile: undefined, says: 'AppArmor is not in use on this machine' };
    if (plan.kind === 'to-load') {
        try {
            await (0,host_process/* runQuick */.l)('apparmor_parser', ['--replace', '--skip-cache', '--quiet'], { input: plan.text });
        }
        catch (error) {
            const reason = error instanceof Error ? error.message : String(error);
            return {
                profile: undefined,
                says: `AppArmor has no profile for steps, because it cannot be loaded: ${reason}`,
            };
        }
    }
    return { profile: plan.profile, says: `AppArmor (${plan.profile})` };
}
function readFacts() {
    const enabled = read('/sys/module/apparmor/parameters/enabled');
    if (enabled.trim() !== 'Y')
        return { enabled, profiles: '', own: '', hasVersions: false };
    return {
        enabled,
        profiles: read('/sys/kernel/security/apparmor/profiles'),
        own: read('/proc/self/attr/current'),
        hasVersions: (0,external_node_fs_.existsSync)('/etc/apparmor.d/abi/3.0'),
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

// EXTERNAL MODULE: ./build/js/sandbox/cgroups.js
var sandbox_cgroups = __webpack_require__(9547);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/sandbox/inherited.js




/** Which parts of a process a core file has, by the kernel's default. */
const CORE_FILTER = '33';
/** SCHED_OTHER. */
const USUAL_POLICY = 0;
/** The places of these in /proc/PID/stat behind the name, as in proc_pid_stat(5). */
const POLICY = 38;
/**
 * Puts back what the runtime inherits from this process and would hand on to a step, as far as neither its configuration nor
 * the launcher does. What already is as usual costs nothing but a look.
 *
 * @throws ObuilderError `sandbox-failed` where a step would not be what it is elsewhere
 */
async function dropInherited() {
    if (/^NoNewPrivs:\s*1$/m.test(inherited_read('status'))) {
        throw new errors/* ObuilderError */.Vy('sandbox-failed', 'set-uid programs such as su would not work in steps', {
            value: 'NoNewPrivs: 1',
            hint: 'Start the worker without no_new_privs: NoNewPrivileges=no in the systemd unit of the runner, or allowPrivilegeEscalation: true in its pod.',
        });
    }
    if (inherited_read('coredump_filter').replace(/^0+/, '').trim() !== CORE_FILTER)
        tolerate(resetCoreFilter);
    const stat = inherited_read('stat');
    const policy = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[POLICY] ?? USUAL_POLICY);
    if (policy !== USUAL_POLICY)
        await (0,host_process/* runQuick */.l)('chrt', ['--other', '--pid', '0', String(process.pid)]);
    if ((0,external_node_os_.getPriority)() !== 0)
        tolerate(() => (0,external_node_os_.setPriority)(0));
}
const resetCoreFilter = () => (0,external_node_fs_.writeFileSync)('/proc/self/coredump_filter', `0x${CORE_FILTER}`);
const inherited_read = (name) => (0,external_node_fs_.readFileSync)(`/proc/self/${name}`, 'utf8');
/** Root in a container may lack the right; a step differs in its speed then, and in nothing else. */
function tolerate(change) {
    try {
        change();
    }
    catch {
        return;
    }
}

// EXTERNAL MODULE: ./build/js/sandbox/machine.js + 1 modules
var machine = __webpack_require__(2057);
// EXTERNAL MODULE: ./build/js/sandbox/memory.js + 1 modules
var memory = __webpack_require__(1565);
// EXTERNAL MODULE: ./build/js/host/watchdog.js
var watchdog = __webpack_require__(2761);
// EXTERNAL MODULE: ./build/js/sandbox/owner.js
var owner = __webpack_require__(4509);
// EXTERNAL MODULE: ./build/js/sandbox/places.js
var places = __webpack_require__(332);
;// CONCATENATED MODULE: ./build/js/sandbox/orphans.js



/**
 * Removes a dead owner's containers, and again a little later: the runtime may have been about to make one. Arguments: the
 * runtime, its root, the owner's prefix, the directory in memory or nothing.
 */
const SCRIPT = `
for pause in 0 0.1 0.2 0.4 0.8; do
  sleep "$pause"
  for directory in "$2/$3"-*; do
    [ -d "$directory" ] && "$1" --root "$2" delete --force "\${directory##*/}"
  done
  [ -z "$4" ] || for directory in "$4/$3"-*; do
    [ -d "$directory" ] && [ -O "$directory" ] && rm -rf -- "$directory"
  done
done
`;
/** Sees to it that this process's steps end with it, even when it is killed and nobody repairs anything. */
function watchForOrphans(runtime) {
    const args = [runtime.program, runtime.containers, (0,owner/* ownerPrefix */.cn)(), runtime.memory ?? ''];
    return (0,watchdog/* startWatchdog */.M)(SCRIPT, args, places/* RUNTIME_ENVIRONMENT */.R);
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/js/host/process-info.js
var process_info = __webpack_require__(5201);
// EXTERNAL MODULE: ./build/js/sandbox/kill.js
var kill = __webpack_require__(3924);
;// CONCATENATED MODULE: ./build/js/sandbox/repair.js







/** How often, and how long apart, something that is just ending is tried again. */
const TRIES = 40;
const PAUSE_MILLISECONDS = 50;
/**
 * Kills and removes what owners that died left: containers, then control groups whose container is lost, then files in memory. What
 * belongs to a process that lives is not touched, whichever process it is.
 */
async function repair(runtime, cgroupBases) {
    for (const step of deadIn(runtime.containers))
        await removeDeadContainer(runtime, step);
    for (const base of cgroupBases) {
        for (const name of deadIn(base))
            await removeGroup(external_node_path_.join(base, name));
    }
    if (runtime.memory === undefined)
        return;
    for (const name of deadIn(runtime.memory)) {
        const directory = external_node_path_.join(runtime.memory, name);
        // Others may write in such a place: what another user made, even under our name, is not ours to walk through.
        const stats = (0,external_node_fs_.lstatSync)(directory, { throwIfNoEntry: false });
        if (stats?.uid === process.getuid?.())
            (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
    }
}
function deadIn(directory) {
    return (0,external_node_fs_.existsSync)(directory) ? (0,external_node_fs_.readdirSync)(directory).filter(owner/* isDead */.XU) : [];
}
/** The runtime of a dead owner may still be making or removing the container, so its own delete may come too early. */
async function removeDeadContainer(runtime, step) {
    const directory = (0,places/* containerDirectory */.V)(runtime, step);
    for (let attempt = 0; attempt < TRIES && (0,external_node_fs_.existsSync)(directory); attempt += 1) {
        const failure = await (0,kill/* removeContainer */.o)(runtime, step).then(() => undefined, (error) => error);
        if (!(0,external_node_fs_.existsSync)(directory))
            return;
        // A directory without a state is what is left of a runtime that was killed at its very start or end.
        if (failure === undefined && !(0,external_node_fs_.existsSync)(external_node_path_.join(directory, 'state.json')) && attempt > TRIES / 2) {
            (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
        }
        await (0,promises_.setTimeout)(PAUSE_MILLISECONDS);
    }
}
/** A control group can be removed once its last process is gone. */
async function removeGroup(directory) {
    for (let attempt = 0; attempt < TRIES && (0,external_node_fs_.existsSync)(directory); attempt += 1) {
        for (const pid of processesIn(directory))
            (0,process_info/* killNow */.JL)(pid);
        try {
            (0,external_node_fs_.rmdirSync)(directory);
        }
        catch {
            await (0,promises_.setTimeout)(PAUSE_MILLISECONDS);
        }
    }
}
function processesIn(directory) {
    try {
        const text = (0,external_node_fs_.readFileSync)(external_node_path_.join(directory, 'cgroup.procs'), 'utf8');
        // The kernel shows a process of a PID namespace beyond ours as 0, which would be our own group to kill(2).
        return text
            .split('\n')
            .map(Number)
            .filter((pid) => pid > 1);
    }
    catch {
        return [];
    }
}

// EXTERNAL MODULE: ./build/js/sandbox/resource-limits.js
var resource_limits = __webpack_require__(5025);
;// CONCATENATED MODULE: ./build/js/sandbox/open.js










/**
 * The sandbox of this machine. It needs root. Opening it starts nothing and looks at nothing, since a build that is wholly
 * cached never runs a step; call `repair` before the first one.
 */
async function openSandbox(options) {
    const runtime = {
        program: runtimeProgram(options.runtime ?? 'runc'),
        containers: external_node_path_.join(options.stateDir, 'containers'),
        memory: (0,memory/* memoryDirectory */.f)(options.stateDir),
    };
    let surroundings;
    let watchdog;
    let running = 0;
    let prepared;
    const look = () => {
        surroundings ??= (0,machine/* lookAround */.h)(process.arch);
        return surroundings;
    };
    const count = (change) => {
        running += change;
        watchdog ??= watchForOrphans(runtime);
        watchdog.busy(running);
    };
    const { userNamespace: mode = 'auto', onNotice = () => undefined } = options;
    let wall;
    const behind = async (place, machine) => {
        const notes = external_node_path_.join(options.stateDir, 'user-namespace');
        wall ??= Promise.all(/* import() */[__webpack_require__.e(3740), __webpack_require__.e(5145)]).then(__webpack_require__.bind(__webpack_require__, 5145)).then(({ secondWall }) => secondWall({ mode, runtime, notes, onNotice }));
        return (await wall)(place, machine);
    };
    const watched = async (limits, work) => {
        prepared ??= prepare(options);
        const { profile: appArmor } = await prepared;
        const { cgroups, machineFor } = look();
        (0,sandbox_cgroups/* checkLimits */.J)(limits, cgroups);
        (0,resource_limits/* checkCeilings */.f)(machineFor(limits).ceilings);
        (0,external_node_fs_.mkdirSync)(runtime.containers, { recursive: true, mode: 0o700 });
        count(1);
        try {
            return await work({ ...machineFor(limits), appArmor });
        }
        finally {
            count(-1);
        }
    };
    return {
        // Loaded with the first step: a build that is wholly cached has no use for either.
        run: (request) => watched(request.limits, async (machine) => {
            const { runStep } = await Promise.all(/* import() */[__webpack_require__.e(3740), __webpack_require__.e(8903)]).then(__webpack_require__.bind(__webpack_require__, 8903));
            return await runStep(request, {
                runtime,
                machine,
                userNamespace: await behind(request, machine),
            });
        }),
        enter: (request) => watched(request.limits, async (machine) => {
            const { enterStep } = await Promise.all(/* import() */[__webpack_require__.e(3740), __webpack_require__.e(1824)]).then(__webpack_require__.bind(__webpack_require__, 1824));
            return await enterStep(request, {
                runtime,
                machine,
                userNamespace: await behind(request, machine),
            });
        }),
        repair: () => repair(runtime, look().cgroups.bases),
    };
}
/** What is done once, before the first step. */
async function prepare({ onNotice }) {
    await dropInherited();
    const wall = await raiseAppArmor();
    onNotice?.(`Walls around steps: a filter of system calls; ${wall.says}.`);
    return wall;
}
/** Independent of our own directory, which is not the runtime's. */
const runtimeProgram = (name) => (name.includes('/') ? external_node_path_.resolve(name) : name);


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


/***/ })

};
