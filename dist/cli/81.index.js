export const id = 81;
export const ids = [81];
export const modules = {

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

/***/ 81:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  VV: () => (/* binding */ readySandbox),
  FJ: () => (/* binding */ withMachinery),
  aH: () => (/* binding */ withStore)
});

// EXTERNAL MODULE: ./build/js/host/probes.js
var probes = __webpack_require__(3838);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/image/facts.js
var image_facts = __webpack_require__(2175);
// EXTERNAL MODULE: ./build/js/image/invalid.js
var invalid = __webpack_require__(3235);
// EXTERNAL MODULE: ./build/js/image/platform.js
var image_platform = __webpack_require__(5593);
// EXTERNAL MODULE: ./build/js/image/reference.js
var image_reference = __webpack_require__(4337);
// EXTERNAL MODULE: ./build/js/image/resolved.js
var resolved = __webpack_require__(8106);
;// CONCATENATED MODULE: ./build/js/image/docker.js






const TAG_KIND = 'image-tag-1';
/** Statuses of a registry that is there and has said no: last digest would hide that. */
const REFUSALS = new Set(['401', '403', '404']);
/**
 * An image in a registry. A tag costs one HEAD; what its digest stands for is remembered, so that a digest that was seen
 * before costs nothing.
 */
async function resolveRegistryImage(request) {
    const reference = (0,image_reference/* parseReference */.F2)(request.name);
    const opened = once(() => openRepository(request, reference));
    const digest = reference.digest ?? (await resolveTag(request, reference, opened));
    const facts = await findFacts(request, { digest, reference, opened });
    return (0,resolved/* resolvedFrom */.n)(facts, {
        name: `docker://${(0,image_reference/* formatReference */.FH)(reference)}`,
        request,
        load: async (options) => {
            if (request.options.pull === 'never')
                throw neverPulled(reference);
            const { loadLayers } = await Promise.all(/* import() */[__webpack_require__.e(381), __webpack_require__.e(827)]).then(__webpack_require__.bind(__webpack_require__, 8301));
            await loadLayers(remoteSource(opened), facts.layers, options);
        },
    });
}
function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}
async function openRepository({ settings }, reference) {
    const { Repository } = await __webpack_require__.e(/* import() */ 221).then(__webpack_require__.bind(__webpack_require__, 3221));
    const { dockerConfig, plainHttp, certificates, retryMs } = settings;
    const { domain, repository } = reference;
    return new Repository({ domain, repository, dockerConfig, plainHttp, certificates, retryMs });
}
function neverPulled(reference) {
    return (0,invalid/* imageUnavailable */.I$)(`${(0,image_reference/* formatReference */.FH)(reference)} is not here, and nothing may be pulled`, {
        value: (0,image_reference/* formatReference */.FH)(reference),
        hint: 'Allow it with pull: missing or pull: auto.',
    });
}
async function resolveTag(request, reference, opened) {
    const { settings, options } = request;
    const tag = reference.tag ?? 'latest';
    const key = `${(0,image_reference/* nameOf */.Vb)(reference)}:${tag}`;
    const last = settings.memo.recall(TAG_KIND, key);
    if (options.pull === 'never' || options.pull === 'missing') {
        if (last !== undefined)
            return last;
        if (options.pull === 'never')
            throw neverPulled(reference);
    }
    try {
        const digest = await (await opened()).resolveTag(tag, options.signal);
        if (digest !== last)
            settings.memo.remember(TAG_KIND, key, digest);
        return digest;
    }
    catch (error) {
        const isDown = (0,errors/* isObuilderError */.LV)(error, 'image-unavailable') && !REFUSALS.has(error.value ?? '');
        if (options.pull !== 'auto' || last === undefined || !isDown)
            throw error;
        options.onWarning(`${error.message}; using the digest that ${key} had last: ${last}`);
        return last;
    }
}
async function findFacts({ settings, platform, options }, { digest, reference, opened }) {
    const key = { digest, platform: (0,image_platform/* formatPlatform */.Bq)(platform) };
    const known = (0,image_facts/* recallFacts */.T8)(settings.memo, digest, key.platform);
    if (known !== undefined)
        return known;
    if (options.pull === 'never')
        throw neverPulled(reference);
    const repository = await opened();
    const { readFacts } = await __webpack_require__.e(/* import() */ 535).then(__webpack_require__.bind(__webpack_require__, 7535));
    const source = {
        readManifest: async (wanted) => (await repository.fetchManifest(wanted, options.signal)).bytes,
        readConfig: (wanted, limit) => repository.fetchBlob(wanted, { limit, signal: options.signal }),
    };
    const facts = await readFacts(digest, { source, platform });
    (0,image_facts/* rememberFacts */.JO)(settings.memo, key, facts);
    if (facts.digest !== digest)
        (0,image_facts/* rememberFacts */.JO)(settings.memo, { ...key, digest: facts.digest }, facts);
    return facts;
}
function remoteSource(opened) {
    return {
        isRemote: true,
        isContentAddressed: true,
        open: async function* ({ digest, size, signal }) {
            const { sizedBytes } = await __webpack_require__.e(/* import() */ 369).then(__webpack_require__.bind(__webpack_require__, 8369));
            const repository = await opened();
            yield* sizedBytes(repository.streamBlob(digest, size, signal), { digest, size });
        },
    };
}

;// CONCATENATED MODULE: ./build/js/image/images.js



/** The first is for names without a prefix. What is not needed for a build that is cached is imported when it is. */
const TRANSPORTS = [
    { prefix: 'docker://', resolve: resolveRegistryImage },
    { prefix: 'oci:', resolve: async (r) => (await __webpack_require__.e(/* import() */ 256).then(__webpack_require__.bind(__webpack_require__, 256))).resolveLayout(r) },
    { prefix: 'oci-archive:', resolve: async (r) => (await Promise.all(/* import() */[__webpack_require__.e(931), __webpack_require__.e(562)]).then(__webpack_require__.bind(__webpack_require__, 9562))).resolveOciArchive(r) },
    {
        prefix: 'docker-archive:',
        resolve: async (r) => (await Promise.all(/* import() */[__webpack_require__.e(931), __webpack_require__.e(869)]).then(__webpack_require__.bind(__webpack_require__, 1869))).resolveDockerArchive(r),
    },
    { prefix: 'rootfs:', resolve: async (r) => (await Promise.all(/* import() */[__webpack_require__.e(381), __webpack_require__.e(427)]).then(__webpack_require__.bind(__webpack_require__, 5837))).resolveRootfs(r) },
    { prefix: 'scratch', resolve: async (r) => (await __webpack_require__.e(/* import() */ 650).then(__webpack_require__.bind(__webpack_require__, 4269))).resolveScratch(r) },
];
/** Base images from registries, layouts, archives and directories. Opening costs nothing. */
function openImages(settings) {
    const platform = (0,image_platform/* parsePlatform */.FL)(settings.platform ?? (0,image_platform/* hostPlatform */.ol)());
    return {
        transports: TRANSPORTS.map(({ prefix }) => prefix),
        resolve: async (image, options) => {
            const { transport, name } = chooseTransport(image);
            return await transport.resolve({ name, platform, settings, options });
        },
    };
}
function chooseTransport(image) {
    for (const transport of TRANSPORTS) {
        const { prefix } = transport;
        const matches = /[:/]$/.test(prefix) ? image.startsWith(prefix) : image === prefix;
        if (matches)
            return { transport, name: image.slice(prefix.length) };
    }
    const [fallback] = TRANSPORTS;
    if (fallback === undefined || /^[a-z-]+:\/\//.test(image)) {
        const known = TRANSPORTS.map(({ prefix }) => prefix).join(', ');
        throw (0,invalid/* imageInvalid */.lC)(`"${image}" has a transport that is not known`, {
            value: image,
            hint: `There are ${known}; without one it is docker://.`,
        });
    }
    return { transport: fallback, name: image };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/sandbox/cgroups.js
var sandbox_cgroups = __webpack_require__(9547);
// EXTERNAL MODULE: ./build/js/sandbox/machine.js + 1 modules
var machine = __webpack_require__(2057);
// EXTERNAL MODULE: ./build/js/sandbox/memory.js + 1 modules
var memory = __webpack_require__(1565);
;// CONCATENATED MODULE: ./build/js/host/watchdog.js
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
    return startWatchdog(SCRIPT, args, places/* RUNTIME_ENVIRONMENT */.R);
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

;// CONCATENATED MODULE: ./build/js/sandbox/open.js







/**
 * The sandbox of this machine. It needs root. Opening it starts nothing and looks at nothing, since a build that is wholly
 * cached never runs a step; call `repair` before the first one.
 */
async function openSandbox(options) {
    const runtime = {
        program: options.runtime ?? 'runc',
        containers: external_node_path_.join(options.stateDir, 'containers'),
        memory: (0,memory/* memoryDirectory */.f)(options.stateDir),
    };
    let surroundings;
    let watchdog;
    let running = 0;
    const look = () => {
        surroundings ??= (0,machine/* lookAround */.h)(process.arch);
        return surroundings;
    };
    const count = (change) => {
        running += change;
        watchdog ??= watchForOrphans(runtime);
        watchdog.busy(running);
    };
    const watched = async (limits, work) => {
        const { cgroups, machineFor } = look();
        (0,sandbox_cgroups/* checkLimits */.J)(limits, cgroups);
        (0,external_node_fs_.mkdirSync)(runtime.containers, { recursive: true, mode: 0o700 });
        count(1);
        try {
            return await work(machineFor(limits));
        }
        finally {
            count(-1);
        }
    };
    return {
        // Loaded with the first step: a build that is wholly cached has no use for either.
        run: (request) => watched(request.limits, async (machine) => {
            const { runStep } = await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(870)]).then(__webpack_require__.bind(__webpack_require__, 870));
            return await runStep(request, { runtime, machine });
        }),
        enter: (request) => watched(undefined, async (machine) => {
            const { enterStep } = await Promise.all(/* import() */[__webpack_require__.e(777), __webpack_require__.e(824)]).then(__webpack_require__.bind(__webpack_require__, 1824));
            return await enterStep(request, { runtime, machine });
        }),
        repair: () => repair(runtime, look().cgroups.bases),
    };
}

;// CONCATENATED MODULE: ./build/js/store/engine.js
/** Wakes who waits in this process for the lease of `id`, whose claim is given up. */
function endLease(engine, id) {
    const waiters = engine.leases.get(id);
    engine.leases.delete(id);
    for (const wake of waiters ?? [])
        wake();
}
const RETRY_MILLISECONDS = 200;
/**
 * Gives up the claim on `id` and wakes who waits for it in this process; a result that is in its place all the same is taken
 * up. Never throws: where the catalog cannot be written because the disk is full, what was dropped is removed at once, and
 * the claim is given up when there is room.
 */
function giveUp(engine, id) {
    try {
        engine.catalog.record(id, engine.owner.name());
    }
    catch {
        engine.stuck.add(id);
        setTimeout(() => void unstick(engine, id), 0);
    }
    endLease(engine, id);
}
async function unstick(engine, id) {
    try {
        await engine.trash.empty();
        if (!engine.stuck.has(id))
            return;
        engine.catalog.record(id, engine.owner.name());
        engine.stuck.delete(id);
    }
    catch {
        if (engine.stuck.has(id))
            setTimeout(() => void unstick(engine, id), RETRY_MILLISECONDS).unref();
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/js/store/fault.js
var fault = __webpack_require__(9316);
// EXTERNAL MODULE: ./build/js/store/layout.js
var store_layout = __webpack_require__(3324);
;// CONCATENATED MODULE: ./build/js/store/failed.js





/** How long a failed step's files stay, in milliseconds. */
const KEPT_MILLISECONDS = 6 * 3_600_000;
/** Moves the directory of a draft that failed to where it is kept; an earlier failure of the id makes way. */
async function keepFailed({ driver, layout, trash }, draft, failure) {
    const { id, directory } = draft;
    const place = external_node_path_.join(layout.failed, id);
    await driver.rest(external_node_path_.join(directory, store_layout/* ROOTFS */.wE));
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(directory, store_layout/* META */.Ge), JSON.stringify({ ...failure, failedAt: Date.now() }), {
        mode: 0o600,
    });
    for (;;) {
        trash.take(place);
        try {
            return await (0,external_node_fs_promises_.rename)(directory, place);
        }
        catch (error) {
            if ((0,fault/* errnoOf */.UQ)(error) !== 'ENOTEMPTY' && (0,fault/* errnoOf */.UQ)(error) !== 'EEXIST')
                throw error;
        }
    }
}
/** The kept failure of this id; undefined where there is none, or none that is whole. */
function readFailed(layout, id) {
    const directory = external_node_path_.join(layout.failed, id);
    try {
        const { operation, message, failedAt, context } = JSON.parse((0,external_node_fs_.readFileSync)(external_node_path_.join(directory, store_layout/* META */.Ge), 'utf8'));
        if (typeof operation !== 'string' || typeof message !== 'string' || typeof failedAt !== 'number')
            return undefined;
        return { id, operation, message, failedAt, context, logPath: external_node_path_.join(directory, store_layout/* LOG */.$9) };
    }
    catch {
        return undefined;
    }
}
/** A step that was made at last need not be looked at as the one that failed. */
function dropFailure({ layout, trash }, id) {
    const directory = external_node_path_.join(layout.failed, id);
    if ((0,external_node_fs_.existsSync)(directory))
        trash.take(directory);
}
/** Takes a kept failure out of the store, as the contract's `deleteFailed` promises. */
function deleteFailed(engine, id) {
    if (!(0,store_layout/* isSafeId */.JA)(id) || readFailed(engine.layout, id) === undefined)
        throw (0,fault/* missingResult */.eP)(id);
    dropFailure(engine, id);
}
/** All kept failures, the newest first. */
function listFailed(layout) {
    const kept = (0,external_node_fs_.readdirSync)(layout.failed).flatMap((id) => readFailed(layout, id) ?? []);
    return kept.sort((a, b) => b.failedAt - a.failedAt);
}
/** Directories of kept failures that nobody needs any more: too old, or not whole. */
function staleFailures(layout, now) {
    return (0,external_node_fs_.readdirSync)(layout.failed)
        .filter((id) => (readFailed(layout, id)?.failedAt ?? 0) < now - KEPT_MILLISECONDS)
        .map((id) => external_node_path_.join(layout.failed, id));
}

;// CONCATENATED MODULE: ./build/js/store/log-writer.js

/** @param opened holds the writer for as long as its file is open */
function openLog(file, opened) {
    let descriptor = (0,external_node_fs_.openSync)(file, 'a', 0o600);
    /** What did not fit on the disk, from the first byte that did not. */
    let unwritten = [];
    const close = () => {
        if (descriptor !== undefined)
            (0,external_node_fs_.closeSync)(descriptor);
        descriptor = undefined;
        opened.delete(writer);
    };
    const writer = {
        close,
        write: (text) => {
            if (descriptor === undefined)
                return;
            const bytes = Buffer.from(text);
            const { rest } = unwritten.length > 0 ? { rest: bytes } : writeAll(descriptor, bytes);
            if (rest.length > 0)
                unwritten.push(rest);
        },
        finish: () => {
            if (descriptor === undefined)
                return;
            const { rest, fault } = writeAll(descriptor, Buffer.concat(unwritten));
            unwritten = [rest];
            if (rest.length > 0)
                throw fault;
            close();
        },
    };
    opened.add(writer);
    return writer;
}
function writeAll(descriptor, bytes) {
    let start = 0;
    try {
        while (start < bytes.length)
            start += (0,external_node_fs_.writeSync)(descriptor, bytes, start);
        return { rest: bytes.subarray(start) };
    }
    catch (fault) {
        return { rest: bytes.subarray(start), fault };
    }
}

// EXTERNAL MODULE: ./build/js/host/mounts.js
var mounts = __webpack_require__(2567);
;// CONCATENATED MODULE: ./build/js/store/meta.js



const kinds = ['from', 'run', 'copy'];
function writeMeta(directory, meta) {
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(directory, store_layout/* META */.Ge), JSON.stringify(meta), { mode: 0o600 });
}
/** The text of a result's meta.json, or undefined where there is none or it is damaged: then it is no result. */
function readMeta(directory) {
    try {
        const text = (0,external_node_fs_.readFileSync)(external_node_path_.join(directory, store_layout/* META */.Ge), 'utf8');
        return parseMeta(text) === undefined ? undefined : text;
    }
    catch {
        return undefined;
    }
}
/** When a result was committed, in milliseconds since the epoch. */
function commitTime(directory) {
    return Math.trunc((0,external_node_fs_.statSync)(external_node_path_.join(directory, store_layout/* META */.Ge)).mtimeMs);
}
/** A store's disk may hold what a power cut or another release left: nothing is taken for granted. */
function parseMeta(text) {
    try {
        const value = JSON.parse(text);
        return isMeta(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function isMeta(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { kind, operation, startedAt, seconds, outputs, source } = value;
    return (kinds.includes(kind) &&
        typeof operation === 'string' &&
        typeof startedAt === 'number' &&
        typeof seconds === 'number' &&
        typeof outputs === 'object' &&
        outputs !== null &&
        (source === 'built' || source === 'pulled'));
}
function toResult(id, directory, meta) {
    return { ...meta, id, logPath: `${directory}/${store_layout/* LOG */.$9}` };
}

// EXTERNAL MODULE: external "node:sqlite"
var external_node_sqlite_ = __webpack_require__(99);
// EXTERNAL MODULE: ./build/js/host/sqlite.js
var sqlite = __webpack_require__(5485);
;// CONCATENATED MODULE: ./build/js/host/lock.js





const SQLITE_BUSY = 5;
/**
 * Takes the lock of `file`, which is made when absent. Holds between processes and between two holders in one process.
 * It is SQLite's own fcntl lock on an empty database, since Node has no call for file locks; so nobody may open and
 * close that file by other means, which would drop the lock.
 *
 * @param waitMilliseconds how long to block while another one holds it; 0 for not at all
 * @returns undefined where another one holds it
 */
function tryLock(file, waitMilliseconds = 0) {
    const database = (0,sqlite/* tellingWhy */.K)(file, () => new external_node_sqlite_.DatabaseSync(file, { timeout: waitMilliseconds }));
    try {
        // Without a journal in memory an empty `-journal` file would stay beside every lock whose holder was killed.
        database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    }
    catch (error) {
        database.close();
        if (((0,sqlite/* sqliteCode */.a)(error) ?? 0) === SQLITE_BUSY)
            return undefined;
        throw error;
    }
    if (!(0,external_node_fs_.existsSync)(file)) {
        // Whoever repaired the place removed the file between our opening and our locking: the lock is on nothing.
        database.close();
        return undefined;
    }
    return { release: () => database.close() };
}
const POLL_MILLISECONDS = 50;
/** The same, once whoever holds it has released it. @throws ObuilderError `cancelled` when the signal fires before that */
async function waitForLock(file, signal) {
    for (;;) {
        const lock = tryLock(file);
        if (lock !== undefined)
            return lock;
        if (signal?.aborted)
            throw new errors/* ObuilderError */.Vy('cancelled', `waiting for ${file} was cancelled`, { value: file });
        await (0,promises_.setTimeout)(POLL_MILLISECONDS);
    }
}

;// CONCATENATED MODULE: ./build/js/store/owner.js





function makeOwner(layout) {
    let held;
    let entries = 0;
    const name = () => {
        while (held === undefined) {
            const candidate = `${process.pid}.${Math.random().toString(36).slice(2, 12)}`;
            const lock = tryLock(external_node_path_.join(layout.owners, candidate));
            if (lock !== undefined)
                held = { name: candidate, lock };
        }
        return held.name;
    };
    return {
        name,
        get isHeld() {
            return held !== undefined;
        },
        newEntry: () => {
            entries += 1;
            return `${name()}-${entries}`;
        },
        end: ({ keep }) => {
            if (held === undefined)
                return;
            if (!keep)
                (0,external_node_fs_.rmSync)(external_node_path_.join(layout.owners, held.name), { force: true });
            held.lock.release();
            held = undefined;
        },
    };
}
/**
 * Takes the lock of an owner that died; nobody else repairs after it meanwhile.
 *
 * @returns undefined where it lives, or where another process is repairing after it
 */
function lockDeadOwner(layout, owner) {
    const file = external_node_path_.join(layout.owners, owner);
    if (!(0,external_node_fs_.existsSync)(file))
        return noLock;
    try {
        return tryLock(file);
    }
    catch (error) {
        // A damaged file locks nobody out; what it stood for is repaired like the rest.
        if ((0,sqlite/* sqliteCode */.a)(error) !== undefined)
            return noLock;
        throw error;
    }
}
const noLock = { release: () => undefined };
/** Owners that may be dead: each has a lock file, or has left something in `tmp`. Costs two directory reads. */
function possibleOwners(layout) {
    // In this order: an owner makes its lock file before its first entry.
    const entries = (0,external_node_fs_.readdirSync)(layout.tmp);
    const files = (0,external_node_fs_.readdirSync)(layout.owners).filter((name) => !name.endsWith('-journal'));
    return [...new Set([...files, ...entries.map(store_layout/* ownerOfEntry */.Hu)])];
}
/** Whether another owner may have been at work already at a time in milliseconds since the epoch. */
function possibleOwnersSince(layout, time, except) {
    return possibleOwners(layout).some((name) => {
        if (name === except)
            return false;
        const stat = (0,external_node_fs_.statSync)(external_node_path_.join(layout.owners, name), { throwIfNoEntry: false });
        if (stat === undefined)
            return false;
        // Where a file system keeps no time of birth, it is 0; nothing is ever written to the file.
        return (stat.birthtimeMs === 0 ? stat.mtimeMs : stat.birthtimeMs) < time;
    });
}

;// CONCATENATED MODULE: ./build/js/store/removal.js




/**
 * Removes entries of `tmp` with their volumes. Mounts that somebody left in them go first, since deleting must never
 * reach into another file system; where one cannot be unmounted nothing is removed.
 */
async function removeEntries(driver, entries) {
    const present = entries.filter((entry) => (0,external_node_fs_.existsSync)(entry));
    if (present.length === 0)
        return;
    await (0,mounts/* unmountBelow */.GG)(present);
    await driver.remove(present.flatMap((entry) => [external_node_path_.join(entry, store_layout/* ROOTFS */.wE), external_node_path_.join(entry, store_layout/* SLOT_DATA */.yz)]));
    for (const entry of present)
        (0,external_node_fs_.rmSync)(entry, { recursive: true, force: true });
}

;// CONCATENATED MODULE: ./build/js/store/views.js









/** How long a view that somebody asked to look at stays at least, in milliseconds. */
const EXPOSED_MILLISECONDS = 3_600_000;
/** Shows a result until the store is closed, once however often it is asked for. */
function viewResult(engine, id) {
    const known = engine.views.get(id);
    if (known !== undefined)
        return known;
    const view = show(engine, id);
    engine.views.set(id, view);
    view.catch(() => engine.views.delete(id));
    return view;
}
async function show(engine, id) {
    if (engine.catalog.hold([id], engine.owner.name()).size === 0)
        throw (0,fault/* missingResult */.eP)(id);
    const entry = external_node_path_.join(engine.layout.tmp, engine.owner.newEntry());
    (0,external_node_fs_.mkdirSync)(entry, { mode: 0o700 });
    return engine.driver.view(resultVolume(engine.layout, id), external_node_path_.join(entry, store_layout/* ROOTFS */.wE));
}
const resultVolume = ({ results }, id) => external_node_path_.join(results, id, store_layout/* ROOTFS */.wE);
/** Shows a result for people; what is shown is taken away by a later opening. */
async function exposeResult(engine, id) {
    if (engine.catalog.hold([id], engine.owner.name()).size === 0)
        throw (0,fault/* missingResult */.eP)(id);
    const lock = await waitForLock(engine.layout.viewLock);
    try {
        return await showForPeople(engine, id);
    }
    finally {
        lock.release();
    }
}
/** Where a result is shown for people. It may be replaced by another one of its id, which then is shown elsewhere. */
function viewForPeople(layout, id) {
    return external_node_path_.join(layout.views, `${id}-${commitTime(external_node_path_.join(layout.results, id))}`);
}
/** Puts what is shown of a result into the trash: a view may keep the files on disk. */
function takeViewForPeople({ layout, trash }, id) {
    if ((0,external_node_fs_.existsSync)(external_node_path_.join(layout.results, id, store_layout/* META */.Ge)))
        trash.take(viewForPeople(layout, id));
}
async function showForPeople({ layout, driver, trash }, id) {
    const entry = viewForPeople(layout, id);
    const at = external_node_path_.join(entry, store_layout/* ROOTFS */.wE);
    if ((0,mounts/* isMountPoint */.A$)(at)) {
        (0,external_node_fs_.utimesSync)(entry, new Date(), new Date());
        return at;
    }
    // What is there otherwise was shown before the machine was started anew.
    await removeEntries(driver, [entry]);
    (0,external_node_fs_.mkdirSync)(entry, { recursive: true, mode: 0o700 });
    const shown = await driver.view(resultVolume(layout, id), at);
    if (shown !== at)
        trash.add(entry);
    return shown;
}
/** Views that nobody looks at any more, as directories. */
function staleViews(layout, now) {
    return (0,external_node_fs_.readdirSync)(layout.views)
        .map((name) => external_node_path_.join(layout.views, name))
        .filter((entry) => {
        const time = (0,external_node_fs_.statSync)(entry, { throwIfNoEntry: false })?.mtimeMs;
        return time !== undefined && time < now - EXPOSED_MILLISECONDS;
    });
}
/** A private copy of a result or of a kept failure, as the contract's `checkout` promises. */
async function checkOut(engine, id) {
    const { from, context } = whatToCheckOut(engine, id);
    const entry = external_node_path_.join(engine.layout.tmp, engine.owner.newEntry());
    const scratch = external_node_path_.join(entry, store_layout/* SCRATCH */.Zc);
    (0,external_node_fs_.mkdirSync)(scratch, { recursive: true, mode: 0o700 });
    const rootfs = external_node_path_.join(entry, store_layout/* ROOTFS */.wE);
    await engine.driver.snapshot(from, rootfs);
    return { rootfs, scratch, context };
}
function whatToCheckOut({ catalog, owner, layout }, id) {
    const failed = (0,store_layout/* isSafeId */.JA)(id) ? readFailed(layout, id) : undefined;
    if (failed !== undefined)
        return { from: external_node_path_.join(layout.failed, id, store_layout/* ROOTFS */.wE), context: failed.context };
    const result = catalog.hold([id], owner.name()).get(id);
    if (result === undefined)
        throw (0,fault/* missingResult */.eP)(id);
    return { from: resultVolume(layout, id), context: result.context };
}

;// CONCATENATED MODULE: ./build/js/store/repair.js






/** Cleans up after every owner that died. Live owners are not touched; where there is nothing to do it costs nothing. */
async function repairStore(parts) {
    for (const owner of possibleOwners(parts.layout))
        await repairOwner(parts, owner);
    const views = staleViews(parts.layout, Date.now());
    if (views.length > 0)
        await removeThoroughly(parts.driver, views);
}
/**
 * Cleans up after one owner, if it is dead: results that it had put in place are entered, its claims and everything it
 * had in `tmp` go.
 *
 * @returns true where it was dead
 */
async function repairOwner({ layout, catalog, driver }, owner) {
    const lock = lockDeadOwner(layout, owner);
    if (lock === undefined)
        return false;
    try {
        const entries = (0,external_node_fs_.readdirSync)(layout.tmp).filter((entry) => (0,store_layout/* ownerOfEntry */.Hu)(entry) === owner);
        // What takes space goes first: on a full disk the catalog cannot be written before.
        await removeThoroughly(driver, entries.map((entry) => external_node_path_.join(layout.tmp, entry)));
        for (const id of catalog.claimsOf(owner))
            catalog.record(id, owner);
        catalog.dropLost();
        catalog.unclaimAll(owner);
        (0,external_node_fs_.rmSync)(external_node_path_.join(layout.owners, owner), { force: true });
        (0,external_node_fs_.rmSync)(external_node_path_.join(layout.owners, `${owner}-journal`), { force: true });
    }
    finally {
        lock.release();
    }
    return true;
}
const ATTEMPTS = 5;
/** A program that the dead owner had started may still be writing there, for some milliseconds. */
async function removeThoroughly(driver, entries) {
    for (let attempt = 1;; attempt += 1) {
        try {
            await removeEntries(driver, entries);
            return;
        }
        catch (error) {
            if (attempt === ATTEMPTS) {
                // A later opening tries again; the rest of the store is usable meanwhile.
                if (entries.some((entry) => (0,external_node_fs_.existsSync)(entry)))
                    return;
                throw error;
            }
            await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/deletion.js






/** Takes a result out of the store, as the contract's `delete` promises; its space is freed by `clean` or `close`. */
function deleteResult(engine, id) {
    return (0,fault/* withStoreErrors */.BM)(async () => {
        if (!(0,store_layout/* isSafeId */.JA)(id) || !engine.catalog.find([id]).has(id))
            throw (0,fault/* missingResult */.eP)(id);
        const except = engine.owner.name();
        for (;;) {
            const users = takeOut(engine, id, except);
            if (users.length === 0)
                return;
            for (const user of users) {
                const isDead = user !== except && (await repairOwner(engine, user));
                if (!isDead)
                    throw inUse(id);
            }
        }
    });
}
/** Moves a result into the trash unless somebody uses it. @returns who does; none where it went */
function takeOut(engine, id, except) {
    const { catalog, trash, layout } = engine;
    const move = () => {
        takeViewForPeople(engine, id);
        trash.take(external_node_path_.join(layout.results, id));
    };
    return catalog.takeOut(id, { move, except });
}
function inUse(id) {
    return new errors/* ObuilderError */.Vy('result-in-use', `a running build uses the result ${id}`, {
        value: id,
        hint: 'Wait until that build has ended.',
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/js/store/slot-versions.js






const READABLE = 40;
/** A file name for a slot: what is readable of its name, and a digest of all of it, since a name may hold anything. */
function encodeSlotName(name) {
    const readable = name.replaceAll(/[^A-Za-z0-9_-]+/g, '_').slice(0, READABLE);
    return `${readable}-${(0,external_node_crypto_.createHash)('sha256').update(name).digest('hex').slice(0, 32)}`;
}
/** The numbers of a slot's versions that are on disk, ascending. The last is the slot; others wait to be removed. */
function versionsOf(slot) {
    try {
        const numbers = (0,external_node_fs_.readdirSync)(slot).map(Number);
        return numbers.filter(Number.isSafeInteger).sort((a, b) => a - b);
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) === 'ENOENT')
            return [];
        throw error;
    }
}
const latestOf = (slot) => versionsOf(slot).at(-1) ?? 0;
/** The volume of a slot's version; there is none where that version says that the slot was pruned. */
const dataOf = (slot, version) => external_node_path_.join(slot, String(version), store_layout/* SLOT_DATA */.yz);
async function replaceSlot(engine, copy) {
    if (!(await becomeNext(copy))) {
        engine.trash.add(copy.entry);
        return false;
    }
    for (const old of versionsOf(copy.slot).slice(0, -1))
        engine.trash.take(external_node_path_.join(copy.slot, String(old)));
    return true;
}
/**
 * The first of several copies gets the next number: renaming onto a directory that is not empty fails, so the kernel
 * decides. A copy that comes later still finds a higher number than the one it was taken from.
 */
async function becomeNext({ slot, entry, version }) {
    if (latestOf(slot) !== version)
        return false;
    (0,external_node_fs_.mkdirSync)(slot, { recursive: true, mode: 0o700 });
    try {
        await (0,external_node_fs_promises_.rename)(entry, external_node_path_.join(slot, String(version + 1)));
        return true;
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) === 'ENOTEMPTY' || (0,fault/* errnoOf */.UQ)(error) === 'EEXIST')
            return false;
        throw error;
    }
}
function listSlots({ slots }) {
    return (0,external_node_fs_.readdirSync)(slots).flatMap((name) => {
        const slot = external_node_path_.join(slots, name);
        const version = latestOf(slot);
        const data = dataOf(slot, version);
        return (0,external_node_fs_.existsSync)(data) ? [{ slot, version, used: (0,external_node_fs_.statSync)(slot).mtimeMs }] : [];
    });
}
/**
 * Drops what a slot holds, by a version without files: so a copy that was taken before does not become the slot.
 *
 * @returns false where a step has replaced it meanwhile
 */
function dropSlot(engine, { slot, version }) {
    const entry = external_node_path_.join(engine.layout.tmp, engine.owner.newEntry());
    (0,external_node_fs_.mkdirSync)(entry, { mode: 0o700 });
    // Renaming onto an empty directory would succeed.
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(entry, 'pruned'), '');
    return replaceSlot(engine, { slot, version, entry });
}

;// CONCATENATED MODULE: ./build/js/store/prune-order.js



/**
 * All that may be pruned, what goes first at the end. Of results, those that others stand on go after those: a chain with
 * a hole is built anew from the hole on, and a file system may not free what something still stands on.
 */
function candidates({ catalog, layout }, now) {
    const failed = listFailed(layout).map(({ id, failedAt }) => {
        return { kind: 'failed', used: Math.min(failedAt, now), directory: external_node_path_.join(layout.failed, id) };
    });
    const slots = listSlots(layout).map((slot) => ({ kind: 'slots', used: slot.used, slot }));
    return [...withUseOfChildren(catalog.uses()), ...slots, ...failed].sort(lastFirst);
}
function lastFirst(a, b) {
    if (a.used !== b.used)
        return b.used - a.used;
    return depthOf(a) - depthOf(b);
}
const depthOf = (candidate) => candidate.kind === 'results' ? candidate.depth : Number.MAX_SAFE_INTEGER;
/** A result is of use as long as one that stands on it is. */
function withUseOfChildren(uses) {
    const used = new Map(uses.map((use) => [use.id, use.used]));
    const depths = depthsOf(uses);
    const deepestFirst = [...uses].sort((a, b) => (depths.get(b.id) ?? 0) - (depths.get(a.id) ?? 0));
    for (const { id, parent } of deepestFirst) {
        const own = used.get(id) ?? 0;
        if (parent !== undefined && (used.get(parent) ?? own) < own)
            used.set(parent, own);
    }
    return uses.map(({ id }) => {
        return { kind: 'results', id, used: used.get(id) ?? 0, depth: depths.get(id) ?? 0 };
    });
}
/** How many results each one stands on. */
function depthsOf(uses) {
    const parents = new Map(uses.map(({ id, parent }) => [id, parent]));
    const depths = new Map();
    for (const { id } of uses) {
        const way = [];
        let at = id;
        while (at !== undefined && parents.has(at) && !depths.has(at) && !way.includes(at)) {
            way.push(at);
            at = parents.get(at);
        }
        let depth = at === undefined ? 0 : (depths.get(at) ?? 0);
        for (const one of way.reverse()) {
            depth += 1;
            depths.set(one, depth);
        }
    }
    return depths;
}

;// CONCATENATED MODULE: ./build/js/store/prune.js









/** One goes at first, then twice as many each time, but so few that other builds go on. */
const LARGEST_BATCH = 16;
/** After so many batches for whose removal there was no space, taking more out would only lose it. */
const MOST_WITHOUT_SPACE = 3;
/** Prunes, as the contract promises. One process at a time; the others wait, and then mostly find that nothing is left to do. */
async function prune(engine, limits, { signal, atLeast = 0 } = {}) {
    const lock = await waitForLock(engine.layout.pruneLock, signal);
    try {
        // On a full disk the catalog's part of it may have to wait until something has made way.
        await unlessFull(() => repairStore(engine));
        const before = engine.driver.space();
        const counts = { results: 0, slots: 0, failed: dropStaleFailures(engine), inUse: 0 };
        await free(engine);
        await pruneInSteps(engine, { limits, counts, signal, atLeast });
        await unlessFull(async () => engine.catalog.dropLost());
        const after = engine.driver.space();
        return {
            ...counts,
            freedBytes: Math.max(0, after.freeBytes - before.freeBytes),
            unmet: passedLimits(limits, await stateOf(engine, limits)),
        };
    }
    finally {
        lock.release();
    }
}
/** What `work` gives; undefined where the disk was full. */
async function unlessFull(work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(0,fault/* isFull */.uq)(error))
            throw error;
        return undefined;
    }
}
function dropStaleFailures({ layout, trash }) {
    return staleFailures(layout, Date.now()).filter((directory) => trash.take(directory)).length;
}
/**
 * Removes what was taken and waits for its space, so that what is free is known. Removing needs some space too: what finds none
 * is removed the next time.
 */
async function free({ trash, driver }) {
    const isSome = await unlessFull(() => trash.empty());
    if (isSome !== false)
        await driver.settle();
    return { foundNoSpace: isSome === undefined };
}
async function pruneInSteps(engine, pruning) {
    const queue = candidates(engine, Date.now());
    let withoutSpace = 0;
    for (let batch = 1; withoutSpace < MOST_WITHOUT_SPACE; batch = Math.min(batch * 2, LARGEST_BATCH)) {
        if ((await takeBatch(engine, pruning, { queue, batch })) === 0)
            return;
        const { foundNoSpace } = await free(engine);
        if (foundNoSpace)
            withoutSpace += 1;
    }
}
/** Takes as many as `batch` from the end of the queue, but no more than the limits want; gives how many. */
async function takeBatch(engine, { limits, counts, signal, atLeast }, { queue, batch }) {
    const isForced = () => counts.results + counts.slots + counts.failed < atLeast;
    const state = await stateOf(engine, limits);
    const resultsBefore = counts.results;
    let taken = 0;
    while (taken < batch) {
        if (signal?.aborted)
            throw new errors/* ObuilderError */.Vy('cancelled', 'pruning was cancelled');
        const next = queue.at(-1);
        if (next === undefined)
            break;
        // Counting those that are there costs more the more there are.
        const results = state.results - (counts.results - resultsBefore);
        const passed = passedLimits(limits, { ...state, results });
        const isTooOld = limits.maxAge !== undefined && next.used < Date.now() - limits.maxAge * 1000;
        if (passed.length === 0 && !isTooOld && !isForced())
            break;
        queue.pop();
        if (await takeCandidate(engine, next, counts))
            taken += 1;
    }
    return taken;
}
async function takeCandidate(engine, candidate, counts) {
    const isTaken = await take(engine, candidate);
    if (isTaken)
        counts[candidate.kind] += 1;
    else
        counts.inUse += 1;
    return isTaken;
}
async function take(engine, candidate) {
    switch (candidate.kind) {
        case 'failed':
            return engine.trash.take(candidate.directory);
        case 'slots':
            return await dropSlot(engine, candidate.slot);
        case 'results':
            // Where the catalog was lost, so were the holds of those who were at work then.
            if (possibleOwnersSince(engine.layout, engine.catalog.madeAt(), engine.owner.name()))
                return false;
            return takeOut(engine, candidate.id).length === 0;
    }
}
async function stateOf({ driver, catalog }, { maxUsed }) {
    const usedBytes = maxUsed === undefined ? 0 : await driver.usedBytes();
    return { ...driver.space(), usedBytes, results: catalog.count() };
}
const bytesOf = (amount, { totalBytes }) => 'bytes' in amount ? amount.bytes : amount.share * totalBytes;
/** Those limits that are passed now and that removing something helps to keep, age left out. */
function passedLimits(limits, state) {
    const { maxUsed, maxResults } = limits;
    const passed = [];
    if (!hasFloor(limits, state))
        passed.push('minFree');
    if (maxUsed !== undefined && state.usedBytes > bytesOf(maxUsed, state))
        passed.push('maxUsed');
    if (maxResults !== undefined && state.results > maxResults)
        passed.push('maxResults');
    return passed;
}
/** Whether the floor of free space is kept. */
function hasFloor({ minFree }, space) {
    return minFree === undefined || space.freeBytes >= bytesOf(minFree, space);
}

;// CONCATENATED MODULE: ./build/js/store/room.js



/** How often something that found the disk full is tried again, with more room each time. */
const room_TRIES = 3;
/** How long the end of a step waits for space, one after the other, where it finds none. */
const WAITS_MS = [100, 200, 400, 800, 1600];
/** How many results go at least when the disk was found full, whatever it says of its free space. */
const AT_LEAST = 4;
/** Share of the file system that is to be free after the disk was found full. */
const SHARE_AFTER_FULL = 0.1;
/** Whether the floor of free space is kept. */
function hasRoom({ limits, driver }) {
    return hasFloor(limits, driver.space());
}
/** Makes room, as the contract's `makeRoom` promises. */
async function makeRoom(engine, isDiskFull = false) {
    const { limits, onNotice } = engine;
    const minFree = limits.minFree ?? { share: SHARE_AFTER_FULL };
    const report = await prune(engine, { minFree }, { atLeast: isDiskFull ? AT_LEAST : 0 });
    const removed = report.results + report.slots + report.failed;
    if (removed > 0) {
        const megabytes = Math.round(report.freedBytes / 1024 ** 2);
        onNotice(`the store had little space left: ${removed} results or caches that were not in use made way, ${megabytes} MB`);
    }
    return removed > 0 || (!isDiskFull && report.unmet.length === 0);
}
/** Runs `work`; where the disk is full it prunes and runs it again. `work` must leave nothing when it fails. */
async function withRoom(engine, work) {
    return await tryAgain(engine, work, []);
}
/**
 * The same for the end of work that took long: where nothing can make way it also waits, for what builds beside this one
 * give back when they end or fail.
 */
async function withRoomOrWait(engine, work) {
    return await tryAgain(engine, work, WAITS_MS);
}
async function tryAgain(engine, work, waitsMs) {
    const waits = [...waitsMs];
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work();
        }
        catch (error) {
            if (!(0,fault/* isFull */.uq)(error) || attempt >= room_TRIES + waitsMs.length)
                throw error;
            const hasMade = await makeRoom(engine, true);
            if (hasMade && attempt < room_TRIES)
                continue;
            // Builds beside this one may have taken what was freed, or all that there is may be in use by them.
            const wait = waits.shift();
            if (wait === undefined)
                throw error;
            await (0,promises_.setTimeout)(wait);
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/pending.js












function startCommit(engine, request) {
    const moving = {
        directory: request.directory,
        readers: new Set(),
        sealing: undefined,
        rename: undefined,
        placedAt: undefined,
        fault: undefined,
    };
    const done = carryOut(engine, request, moving);
    // Whoever needs the result awaits it; nobody may need this one.
    done.catch(() => undefined);
    const pending = { done, snapshotTo: (to) => follow(engine, moving, to) };
    engine.pending.set(request.id, pending);
    const forget = () => {
        if (engine.pending.get(request.id) === pending)
            engine.pending.delete(request.id);
    };
    done.then(forget, () => undefined);
    return pending;
}
/** Gives a follower its writable copy. For the first one the sealing of this draft is part of that. */
async function follow(engine, moving, to) {
    while (moving.rename !== undefined)
        await moving.rename;
    if (moving.fault !== undefined)
        throw moving.fault;
    if (moving.sealing === undefined) {
        moving.sealing = engine.driver.advance(external_node_path_.join(moving.directory, store_layout/* ROOTFS */.wE), to);
        return await moving.sealing;
    }
    const copy = moving.sealing.then(() => engine.driver.snapshot(external_node_path_.join(moving.directory, store_layout/* ROOTFS */.wE), to));
    moving.readers.add(copy);
    await copy.finally(() => moving.readers.delete(copy));
}
async function carryOut(engine, request, moving) {
    const { id } = request;
    try {
        await withRoomOrWait(engine, () => seal(engine, request, moving));
        await engine.driver.persist();
        await request.parent?.done;
        await readersOf(moving);
        moving.rename = withRoomOrWait(engine, () => putInPlace(engine, request, moving)).finally(() => {
            moving.rename = undefined;
        });
        await moving.rename;
        const { placedAt: committed } = moving;
        const result = await withRoomOrWait(engine, async () => engine.catalog.record(id, engine.owner.name(), { committed }));
        if (result !== undefined) {
            dropFailure(engine, id);
            endLease(engine, id);
            return result;
        }
        throw new errors/* ObuilderError */.Vy('result-missing', `the result ${id} vanished while it was being committed`, {
            value: id,
        });
    }
    catch (error) {
        moving.fault = (0,fault/* asStoreError */.gp)(error);
        // What is in its place already stays there, and is entered in the catalog as soon as there is space for that.
        if (moving.directory === request.directory)
            engine.trash.add(request.directory);
        giveUp(engine, id);
        throw moving.fault;
    }
}
async function seal(engine, request, moving) {
    request.finishLog();
    await removeScratch(external_node_path_.join(request.directory, store_layout/* SCRATCH */.Zc));
    writeMeta(request.directory, request.meta);
    // The next step asks for its copy right after this commit; then that seals.
    for (let turn = 0; turn < 2; turn += 1)
        await new Promise((resolve) => setImmediate(resolve));
    moving.sealing ??= engine.driver.seal(external_node_path_.join(request.directory, store_layout/* ROOTFS */.wE));
    const { sealing } = moving;
    // Where the disk was full it may be tried again; a follower that asked for it has failed then.
    sealing.catch(() => {
        if (moving.sealing === sealing)
            moving.sealing = undefined;
    });
    await sealing;
}
async function readersOf(moving) {
    while (moving.readers.size > 0)
        await Promise.allSettled(moving.readers);
}
async function removeScratch(scratch) {
    try {
        (0,external_node_fs_.rmdirSync)(scratch);
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) === 'ENOENT')
            return;
        await (0,mounts/* unmountBelow */.GG)([scratch]);
        (0,external_node_fs_.rmSync)(scratch, { recursive: true, force: true });
    }
}
/** An equal result may be in the place: it stays, unless this one is to replace it. */
async function putInPlace(engine, request, moving) {
    const place = external_node_path_.join(engine.layout.results, request.id);
    for (;;) {
        try {
            await (0,external_node_fs_promises_.rename)(request.directory, place);
            moving.placedAt = Date.now();
            break;
        }
        catch (error) {
            const isTaken = (0,fault/* errnoOf */.UQ)(error) === 'ENOTEMPTY' || (0,fault/* errnoOf */.UQ)(error) === 'EEXIST';
            if (!isTaken)
                throw error;
            if (request.replace) {
                takeViewForPeople(engine, request.id);
                engine.trash.take(place);
            }
            else {
                engine.trash.add(request.directory);
                break;
            }
        }
    }
    moving.directory = place;
}

;// CONCATENATED MODULE: ./build/js/store/draft.js











/** A lease on an id that has been claimed in the catalog. */
function makeLease(engine, request) {
    const { id } = request;
    let isUsed = false;
    engine.leases.set(id, new Set());
    engine.pending.delete(id);
    const use = () => {
        if (isUsed)
            throw new errors/* ObuilderError */.Vy('internal', `the lease of ${id} has been used already`, { value: id });
        isUsed = true;
    };
    return {
        id,
        begin: (base) => (0,fault/* withStoreErrors */.BM)(async () => {
            use();
            return beginDraft(engine, request, base);
        }),
        release: () => {
            if (isUsed)
                return;
            isUsed = true;
            giveUp(engine, id);
        },
    };
}
async function beginDraft(engine, request, base) {
    const name = engine.owner.newEntry();
    const directory = external_node_path_.join(engine.layout.tmp, name);
    let log;
    try {
        (0,external_node_fs_.mkdirSync)(external_node_path_.join(directory, store_layout/* SCRATCH */.Zc), { recursive: true, mode: 0o700 });
        log = openLog(external_node_path_.join(directory, store_layout/* LOG */.$9), engine.openLogs);
        const parent = base === undefined ? undefined : engine.pending.get(base.id);
        const rootfs = external_node_path_.join(directory, store_layout/* ROOTFS */.wE);
        await withRoom(engine, async () => {
            try {
                engine.catalog.setDraft(request.id, engine.owner.name(), { name, base: base?.id });
                if (base === undefined)
                    await engine.driver.create(rootfs);
                else if (parent === undefined)
                    await snapshotResult(engine, base.id, rootfs);
                else
                    await parent.snapshotTo(rootfs);
            }
            catch (error) {
                await engine.driver.remove([rootfs]);
                throw error;
            }
        });
        return makeDraft(engine, { ...request, directory, parent, log });
    }
    catch (error) {
        log?.close();
        engine.trash.add(directory);
        giveUp(engine, request.id);
        throw error;
    }
}
/** A no-cache build swaps a result by two renames, between which its place is empty. */
const SWAP_ATTEMPTS = 3;
const SWAP_MILLISECONDS = 10;
async function snapshotResult(engine, id, to) {
    const source = external_node_path_.join(engine.layout.results, id, store_layout/* ROOTFS */.wE);
    for (let attempt = 1; (0,store_layout/* isSafeId */.JA)(id); attempt += 1) {
        try {
            return await engine.driver.snapshot(source, to);
        }
        catch (error) {
            if ((0,external_node_fs_.existsSync)(source))
                throw error;
            if (attempt === SWAP_ATTEMPTS)
                break;
            await (0,promises_.setTimeout)(SWAP_MILLISECONDS);
        }
    }
    throw new errors/* ObuilderError */.Vy('result-missing', `the result ${id} to start from is not in the store`, {
        value: id,
        hint: 'It was deleted while the build ran; build again.',
    });
}
function makeDraft(engine, { id, replace, directory, parent, log }) {
    let isOver = false;
    const discard = async () => {
        if (isOver)
            return;
        isOver = true;
        log.close();
        engine.trash.add(directory);
        giveUp(engine, id);
    };
    return {
        id,
        rootfs: external_node_path_.join(directory, store_layout/* ROOTFS */.wE),
        scratch: external_node_path_.join(directory, store_layout/* SCRATCH */.Zc),
        log: log.write,
        commit: (meta) => {
            if (isOver)
                throw new errors/* ObuilderError */.Vy('internal', `the draft of ${id} is over already`, { value: id });
            isOver = true;
            const { done } = startCommit(engine, { id, directory, meta, replace, parent, finishLog: log.finish });
            // A log that could not be written whole takes its space for as long as it is open.
            done.catch(log.close);
            return { base: { id }, done };
        },
        discard,
        keepFailed: async (failure) => {
            if (isOver)
                return;
            try {
                await keepFailed(engine, { id, directory }, failure);
                isOver = true;
                log.close();
                giveUp(engine, id);
            }
            catch {
                // What cannot be kept, for want of space perhaps, is dropped: nobody's build depends on it.
                await discard();
            }
        },
    };
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./build/js/store/follow.js


const CHUNK = 64 * 1024;
function followLog(file, onLog) {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    const buffer = Buffer.alloc(CHUNK);
    const descriptor = openIfPresent(file);
    return {
        poll: () => {
            if (descriptor === undefined)
                return;
            for (;;) {
                const length = (0,external_node_fs_.readSync)(descriptor, buffer, 0, CHUNK, null);
                if (length === 0)
                    return;
                const text = decoder.write(buffer.subarray(0, length));
                if (text !== '')
                    onLog(text);
            }
        },
        close: () => {
            if (descriptor !== undefined)
                (0,external_node_fs_.closeSync)(descriptor);
        },
    };
}
function openIfPresent(file) {
    try {
        return (0,external_node_fs_.openSync)(file, 'r');
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/store/acquire.js








const acquire_POLL_MILLISECONDS = 30;
/** The result or the lease of `id`, as the contract's `acquire` promises. */
async function acquire(engine, id, options) {
    if (!(0,store_layout/* isSafeId */.JA)(id))
        throw new errors/* ObuilderError */.Vy('internal', `${JSON.stringify(id)} cannot name a result`, { value: id });
    const startedAt = Date.now();
    const isReplacing = options.replace === true;
    const followed = { draft: undefined, follower: undefined };
    let waited = false;
    try {
        for (;;) {
            throwIfCancelled(id, options.signal);
            // A result that another process made while we waited for it is as fresh as one that we would make.
            const freshSince = isReplacing ? (waited ? startedAt : Number.POSITIVE_INFINITY) : 0;
            const outcome = await withRoom(engine, async () => engine.catalog.claim(id, { owner: engine.owner.name(), freshSince }));
            if (outcome.kind === 'result') {
                followed.follower?.poll();
                return { kind: 'result', result: outcome.result, waited };
            }
            if (outcome.kind === 'claimed') {
                return { kind: 'lease', lease: makeLease(engine, { id, replace: isReplacing }) };
            }
            waited = true;
            await waitForHolder(engine, { id, claim: outcome.claim, followed, options });
        }
    }
    finally {
        followed.follower?.close();
    }
}
function throwIfCancelled(id, signal) {
    if (signal?.aborted === true)
        throw new errors/* ObuilderError */.Vy('cancelled', `waiting for the result ${id} was cancelled`, { value: id });
}
/** Gives up our own claim, which a full disk has kept from being given up. @throws where it is full still */
function acquire_unstick({ catalog, owner, stuck }, id) {
    catalog.record(id, owner.name());
    stuck.delete(id);
}
/** One turn of waiting: shows what the holder has logged, and takes care of a holder that died. */
async function waitForHolder(engine, { id, claim, followed, options }) {
    const { onLog, signal } = options;
    if (onLog !== undefined && claim.draft !== undefined && claim.draft !== followed.draft) {
        followed.follower?.close();
        followed.draft = claim.draft;
        followed.follower = followLog(external_node_path_.join(engine.layout.tmp, claim.draft, store_layout/* LOG */.$9), onLog);
    }
    followed.follower?.poll();
    const isOurs = engine.owner.name() === claim.owner;
    if (isOurs && engine.stuck.has(id)) {
        acquire_unstick(engine, id);
        return;
    }
    if (!isOurs && (await repairOwner(engine, claim.owner)))
        return;
    const wakeUp = new AbortController();
    const wake = () => wakeUp.abort();
    engine.leases.get(id)?.add(wake);
    signal?.addEventListener('abort', wake, { once: true });
    try {
        await (0,promises_.setTimeout)(acquire_POLL_MILLISECONDS, undefined, { signal: wakeUp.signal }).catch(() => undefined);
    }
    finally {
        signal?.removeEventListener('abort', wake);
        engine.leases.get(id)?.delete(wake);
    }
}

;// CONCATENATED MODULE: ./build/js/store/rows.js



// Joined by hand here and in `toResult`: with hundreds of cached steps this is what a build spends its time on.
const directoryOf = (layout, id) => `${layout.results}/${id}`;
/** The result of a row, or undefined where its files are gone. */
function fromRow(layout, row) {
    const id = String(row['id']);
    const directory = directoryOf(layout, id);
    if (!(0,external_node_fs_.existsSync)(`${directory}/${store_layout/* ROOTFS */.wE}`))
        return undefined;
    const meta = parseMeta(String(row['meta']));
    return meta === undefined ? undefined : toResult(id, directory, meta);
}
/** Enters a result that is on disk. A process may have died, or lost its catalog, between the rename and the entry. */
function adopt(layout, prepare, id) {
    const directory = directoryOf(layout, id);
    const text = (0,external_node_fs_.existsSync)(`${directory}/${store_layout/* ROOTFS */.wE}`) ? readMeta(directory) : undefined;
    const meta = text === undefined ? undefined : parseMeta(text);
    if (text === undefined || meta === undefined)
        return undefined;
    const add = prepare('INSERT OR REPLACE INTO result (id, parent, meta, committed, used) VALUES (?, ?, ?, ?, ?)');
    add.run(id, meta.parent ?? null, text, commitTime(directory), Date.now());
    return toResult(id, directory, meta);
}

;// CONCATENATED MODULE: ./build/js/store/claims.js

function claim(layout, prepare, request) {
    const { id, owner, freshSince } = request;
    const row = prepare('SELECT id, meta, committed FROM result WHERE id = ?').get(id);
    const known = row === undefined ? undefined : fromRow(layout, row);
    const result = known ?? adopt(layout, prepare, id);
    const committed = Number(row?.['committed'] ?? 0);
    if (result !== undefined && committed >= freshSince) {
        addHold(prepare, id, owner);
        return { kind: 'result', result, committed };
    }
    const held = prepare('SELECT owner, draft FROM claim WHERE id = ?').get(id);
    if (held !== undefined) {
        const draft = held['draft'];
        return {
            kind: 'held',
            claim: { owner: String(held['owner']), draft: typeof draft === 'string' ? draft : undefined },
        };
    }
    prepare('INSERT INTO claim (id, owner) VALUES (?, ?)').run(id, owner);
    return { kind: 'claimed' };
}
function unclaim(prepare, id, owner) {
    prepare('DELETE FROM claim WHERE id = ? AND owner = ?').run(id, owner);
}
function addHold(prepare, id, owner) {
    prepare('INSERT OR IGNORE INTO hold (id, owner) VALUES (?, ?)').run(id, owner);
}
/** The results among `ids` that are there; `owner` holds them. */
function hold(layout, prepare, { ids, owner }) {
    const select = prepare('SELECT id, meta FROM result WHERE id = ?');
    const held = new Map();
    for (const id of ids) {
        const row = select.get(id);
        const result = row === undefined ? undefined : fromRow(layout, row);
        if (result === undefined)
            continue;
        addHold(prepare, id, owner);
        held.set(id, result);
    }
    return held;
}
function claims_takeOut(prepare, id, { move, except }) {
    const users = prepare(`SELECT owner FROM claim WHERE id = ?1 OR base = ?1
     UNION SELECT owner FROM hold WHERE id = ?1 AND owner IS NOT ?2`).all(id, except ?? null);
    if (users.length > 0)
        return users.map(({ owner }) => String(owner));
    move();
    prepare('DELETE FROM result WHERE id = ?').run(id);
    return [];
}

;// CONCATENATED MODULE: ./build/js/store/reconcile.js




/** Owner of what was found broken among the results: nobody has that name, so the next repair removes it. */
const NOBODY = 'lost';
/** True for a directory that holds a whole result. A rename put it there, so what is there is whole unless damaged. */
function isWhole(directory) {
    return (0,external_node_fs_.existsSync)(external_node_path_.join(directory, store_layout/* ROOTFS */.wE)) && readMeta(directory) !== undefined;
}
/**
 * Makes the catalog's results those that are on disk. Runs inside a transaction; damaged results are put aside.
 *
 * @returns how many results there are
 */
function reconcile(layout, prepare) {
    let count = 0;
    const known = new Set(prepare('SELECT id FROM result')
        .all()
        .map(({ id }) => String(id)));
    const add = prepare('INSERT INTO result (id, parent, meta, committed, used) VALUES (?, ?, ?, ?, ?)');
    for (const id of (0,external_node_fs_.readdirSync)(layout.results)) {
        const directory = external_node_path_.join(layout.results, id);
        if (!(0,store_layout/* isSafeId */.JA)(id) || !isWhole(directory)) {
            putAside(layout, directory);
            continue;
        }
        count += 1;
        if (!known.delete(id)) {
            const time = commitTime(directory);
            const text = readMeta(directory) ?? '';
            add.run(id, parseMeta(text)?.parent ?? null, text, time, time);
        }
    }
    const drop = prepare('DELETE FROM result WHERE id = ?');
    for (const id of known)
        drop.run(id);
    return count;
}
function putAside(layout, directory) {
    for (let number = 0;; number += 1) {
        const aside = external_node_path_.join(layout.tmp, `${NOBODY}-${number}`);
        if ((0,external_node_fs_.existsSync)(aside))
            continue;
        (0,external_node_fs_.renameSync)(directory, aside);
        return;
    }
}

;// CONCATENATED MODULE: ./build/js/store/database.js






const SCHEMA_VERSION = 2;
const BUSY_MILLISECONDS = 20_000;
/** Nothing is synced: the files are the truth, and after a reboot the catalog is compared with them. */
const SETTINGS = 'PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF';
/** The fact that says when the catalog was made anew, in milliseconds since the epoch. */
const MADE_AT = 'made-at';
const schema = `
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE result (id TEXT PRIMARY KEY, parent TEXT, meta TEXT NOT NULL, committed INTEGER NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE claim (id TEXT PRIMARY KEY, owner TEXT NOT NULL, draft TEXT, base TEXT) WITHOUT ROWID;
  CREATE INDEX claim_owner ON claim (owner);
  CREATE INDEX claim_base ON claim (base);
  CREATE TABLE hold (id TEXT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (id, owner)) WITHOUT ROWID;
  CREATE INDEX hold_owner ON hold (owner);
  CREATE TABLE memo (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, bytes INTEGER NOT NULL, used INTEGER NOT NULL, UNIQUE (kind, key));
  CREATE INDEX memo_used ON memo (used, bytes);
  CREATE TABLE memo_value (number INTEGER PRIMARY KEY, value TEXT NOT NULL);
`;
/** SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, and SQLITE_ERROR, which a missing table gives. */
const damageCodes = [11, 26, 24];
const isDamage = (error) => damageCodes.includes((0,sqlite/* sqliteCode */.a)(error)) ||
    (error instanceof Error && /no such (table|column)/.test(error.message));
/** Opens the catalog; a lost or damaged one, or one that a power cut may have hurt, is first made right. */
function openDatabase(layout, onNotice = () => undefined) {
    const place = {
        layout,
        onNotice,
        bootId: (0,external_node_fs_.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    };
    let handle = (0,sqlite/* tellingWhy */.K)(layout.catalog, () => openGood(place) ?? openMended(place));
    const run = (work) => (0,sqlite/* tellingWhy */.K)(layout.catalog, () => {
        try {
            return work(handle.prepare);
        }
        catch (error) {
            if (!isDamage(error))
                throw error;
            handle.database.close();
            handle = openMended(place, handle.inode);
            return work(handle.prepare);
        }
    });
    return {
        run,
        write: (work) => run((prepare) => inTransaction(handle.database, () => work(prepare))),
        close: () => {
            if (handle.database.isOpen)
                handle.database.close();
        },
    };
}
function inTransaction(database, work) {
    database.exec('BEGIN IMMEDIATE');
    try {
        const value = work();
        database.exec('COMMIT');
        return value;
    }
    catch (error) {
        // A transaction that failed for lack of space has been rolled back by SQLite itself.
        if (database.isTransaction)
            database.exec('ROLLBACK');
        throw error;
    }
}
function openHandle(layout) {
    const database = new external_node_sqlite_.DatabaseSync(layout.catalog, { timeout: BUSY_MILLISECONDS });
    const prepared = new Map();
    const prepare = (sql) => {
        const known = prepared.get(sql);
        if (known !== undefined)
            return known;
        const statement = database.prepare(sql);
        prepared.set(sql, statement);
        return statement;
    };
    return { inode: inodeOf(layout), database, prepare };
}
/** The catalog as it is, or undefined where it must be looked into first. Costs the same whatever its size. */
function openGood({ layout, bootId }) {
    if (!(0,external_node_fs_.existsSync)(layout.catalog))
        return undefined;
    const handle = openHandle(layout);
    try {
        handle.database.exec(SETTINGS);
        const version = handle.prepare('PRAGMA user_version').get()?.['user_version'];
        const boot = version === SCHEMA_VERSION
            ? handle.prepare(`SELECT value FROM fact WHERE name = 'boot'`).get()
            : undefined;
        if (boot?.['value'] === bootId)
            return handle;
        handle.database.close();
        return undefined;
    }
    catch (error) {
        handle.database.close();
        if (isDamage(error))
            return undefined;
        throw error;
    }
}
/** @param damaged the inode of a catalog that is known to be damaged, however sound it looks */
function openMended(place, damaged) {
    const { layout } = place;
    const lock = tryLock(layout.repairLock, BUSY_MILLISECONDS);
    if (lock === undefined) {
        throw new errors/* ObuilderError */.Vy('store-unavailable', `another process has been repairing ${layout.root} for long`, {
            value: layout.root,
            hint: 'See whether a build hangs on this machine, and try again.',
        });
    }
    try {
        // Another process may have mended it while we waited for the lock.
        const isDamaged = damaged !== undefined && damaged === inodeOf(layout);
        const good = isDamaged ? undefined : openGood(place);
        return good ?? mend(place, isDamaged);
    }
    finally {
        lock.release();
    }
}
function inodeOf(layout) {
    return (0,external_node_fs_.statSync)(layout.catalog, { throwIfNoEntry: false })?.ino ?? 0;
}
function mend({ layout, bootId, onNotice }, isDamaged) {
    const state = isDamaged ? 'damaged' : soundness(layout);
    if (state === 'damaged')
        for (const suffix of ['', '-journal'])
            (0,external_node_fs_.rmSync)(layout.catalog + suffix, { force: true });
    const handle = openHandle(layout);
    const { database, prepare } = handle;
    try {
        database.exec(SETTINGS);
        const results = inTransaction(database, () => {
            if (versionOf(prepare) !== SCHEMA_VERSION)
                database.exec(schema);
            const fact = prepare('INSERT OR REPLACE INTO fact VALUES (?, ?)');
            if (state !== 'sound')
                fact.run(MADE_AT, String(Date.now()));
            fact.run('boot', bootId);
            database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
            return reconcile(layout, prepare);
        });
        if (state !== 'sound' && results > 0)
            onNotice(`the store's catalog was ${state}; it was rebuilt from the ${results} results on disk`);
        return handle;
    }
    catch (error) {
        database.close();
        throw error;
    }
}
function versionOf(prepare) {
    return prepare('PRAGMA user_version').get()?.['user_version'];
}
/** What a catalog in doubt is like; all but a sound one is made anew. A whole check. */
function soundness(layout) {
    if (!(0,external_node_fs_.existsSync)(layout.catalog))
        return 'missing';
    const { database, prepare } = openHandle(layout);
    try {
        if (versionOf(prepare) !== SCHEMA_VERSION)
            return 'damaged';
        const isSound = prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'] === 'ok';
        return isSound ? 'sound' : 'damaged';
    }
    catch {
        return 'damaged';
    }
    finally {
        database.close();
    }
}

;// CONCATENATED MODULE: ./build/js/store/catalog.js







/** A use is written down at this grain, so that a cached build mostly writes nothing. In milliseconds. */
const USE_GRAIN = 60_000;
function openCatalog(layout, onNotice) {
    const database = openDatabase(layout, onNotice);
    const { run, write } = database;
    return {
        database,
        find: (ids) => find(layout, database, ids),
        hold: (ids, owner) => write((prepare) => hold(layout, prepare, { ids, owner })),
        list: () => list(layout, database),
        uses: () => run(uses),
        madeAt: () => Number(run((prepare) => prepare('SELECT value FROM fact WHERE name = ?').get(MADE_AT))?.['value'] ?? 0),
        count: () => Number(run((prepare) => prepare('SELECT count(*) AS n FROM result').get())?.['n'] ?? 0),
        claim: (id, request) => write((prepare) => claim(layout, prepare, { id, ...request })),
        setDraft: (id, owner, { name, base }) => run((prepare) => prepare('UPDATE claim SET draft = ?, base = ? WHERE id = ? AND owner = ?').run(name, base ?? null, id, owner)),
        takeOut: (id, request) => takeOutThoughFull(database, id, request),
        claimsOf: (owner) => run((prepare) => prepare('SELECT id FROM claim WHERE owner = ?').all(owner)).map(({ id }) => String(id)),
        unclaimAll: (owner) => write((prepare) => {
            for (const table of ['claim', 'hold'])
                prepare(`DELETE FROM ${table} WHERE owner = ?`).run(owner);
        }),
        dropLost: () => write((prepare) => dropLost(layout, prepare)),
        record: (id, owner, { committed } = { committed: undefined }) => write((prepare) => {
            const result = adopt(layout, prepare, id);
            if (result !== undefined)
                addHold(prepare, id, owner);
            // Some file systems keep times in whole seconds.
            if (committed !== undefined)
                prepare('UPDATE result SET committed = ? WHERE id = ?').run(committed, id);
            unclaim(prepare, id, owner);
            return result;
        }),
    };
}
/** On a full disk the files can go and the row cannot: where they differ, the disk is right. */
function takeOutThoughFull({ write }, id, request) {
    let isMoved = false;
    const move = () => {
        request.move();
        isMoved = true;
    };
    try {
        return write((prepare) => claims_takeOut(prepare, id, { ...request, move }));
    }
    catch (error) {
        if (isMoved && (0,fault/* isFull */.uq)(error))
            return [];
        throw error;
    }
}
function list(layout, { run }) {
    const rows = run((prepare) => prepare('SELECT id, meta, used FROM result ORDER BY used DESC, id').all());
    return rows.flatMap((row) => {
        const result = fromRow(layout, row);
        return result === undefined ? [] : [{ ...result, usedAt: Number(row['used']) }];
    });
}
function dropLost(layout, prepare) {
    const drop = prepare('DELETE FROM result WHERE id = ?');
    for (const { id } of prepare('SELECT id FROM result').all()) {
        if (!(0,external_node_fs_.existsSync)(directoryOf(layout, String(id))))
            drop.run(String(id));
    }
}
function uses(prepare) {
    return prepare('SELECT id, parent, committed, used FROM result')
        .all()
        .map(({ id, parent, committed, used }) => ({
        id: String(id),
        parent: typeof parent === 'string' ? parent : undefined,
        committed: Number(committed),
        used: Number(used),
    }));
}
function find(layout, database, ids) {
    const rows = database.run((prepare) => prepare('SELECT id, meta, used FROM result WHERE id IN (SELECT value FROM json_each(?))').all(JSON.stringify(ids)));
    const byId = new Map(rows.map((row) => [String(row['id']), row]));
    const found = new Map();
    for (const id of ids) {
        const row = byId.get(id);
        const result = row === undefined ? undefined : fromRow(layout, row);
        const isLost = result === undefined && (0,store_layout/* isSafeId */.JA)(id) && (0,external_node_fs_.existsSync)(directoryOf(layout, id));
        const present = isLost ? database.write((prepare) => adopt(layout, prepare, id)) : result;
        if (present !== undefined)
            found.set(id, present);
    }
    const now = Date.now();
    const stale = rows.filter(({ used }) => Number(used) < now - USE_GRAIN).map(({ id }) => id);
    if (stale.length > 0)
        markUsed(database, JSON.stringify(stale), now);
    return found;
}
function markUsed(database, ids, now) {
    try {
        database.run((prepare) => prepare('UPDATE result SET used = ? WHERE id IN (SELECT value FROM json_each(?))').run(now, ids));
    }
    catch (error) {
        // A store that is full can still be read.
        if (!(0,errors/* isObuilderError */.LV)((0,fault/* asStoreError */.gp)(error), 'store-full'))
            throw error;
    }
}

// EXTERNAL MODULE: ./build/js/store/drivers.js + 16 modules
var drivers = __webpack_require__(2215);
;// CONCATENATED MODULE: ./build/js/store/memo.js


/** All values together; the least recently used go first. */
const MOST_BYTES = 128 * 1024 * 1024;
/** A use is written down at this grain, in milliseconds, so that recalling mostly writes nothing. */
const memo_USE_GRAIN = 3_600_000;
/** Facts in the catalog's file. Values stand in a table of their own, so that marking a use does not rewrite them. */
function makeMemo(database, mostBytes = MOST_BYTES) {
    return {
        recall: (kind, key) => database.run((prepare) => recall(prepare, kind, key)),
        remember: (kind, key, value) => {
            try {
                if (database.run((prepare) => recall(prepare, kind, key)) === value)
                    return;
                database.write((prepare) => {
                    replace(prepare, { kind, key, value }, mostBytes);
                    trim(prepare, mostBytes);
                });
            }
            catch (error) {
                // What is not remembered costs time only: no build fails for it.
                if (!(0,errors/* isObuilderError */.LV)((0,fault/* asStoreError */.gp)(error), 'store-full'))
                    throw error;
            }
        },
    };
}
function recall(prepare, kind, key) {
    const row = prepare('SELECT number, used, value FROM memo JOIN memo_value USING (number) WHERE kind = ? AND key = ?').get(kind, key);
    if (row === undefined)
        return undefined;
    const now = Date.now();
    if (Number(row['used']) < now - memo_USE_GRAIN)
        memo_markUsed(prepare, Number(row['number']), now);
    return String(row['value']);
}
function memo_markUsed(prepare, number, now) {
    try {
        prepare('UPDATE memo SET used = ? WHERE number = ?').run(now, number);
    }
    catch (error) {
        if (!(0,errors/* isObuilderError */.LV)((0,fault/* asStoreError */.gp)(error), 'store-full'))
            throw error;
    }
}
function replace(prepare, { kind, key, value }, mostBytes) {
    const old = prepare('SELECT number FROM memo WHERE kind = ? AND key = ?').get(kind, key);
    if (old !== undefined)
        drop(prepare, Number(old['number']));
    const bytes = Buffer.byteLength(value);
    if (bytes > mostBytes)
        return;
    const add = prepare('INSERT INTO memo (kind, key, bytes, used) VALUES (?, ?, ?, ?)');
    const { lastInsertRowid } = add.run(kind, key, bytes, Date.now());
    prepare('INSERT INTO memo_value (number, value) VALUES (?, ?)').run(lastInsertRowid, value);
}
function trim(prepare, mostBytes) {
    let excess = Number(prepare('SELECT sum(bytes) AS n FROM memo').get()?.['n'] ?? 0) - mostBytes;
    if (excess <= 0)
        return;
    for (const old of prepare('SELECT number, bytes FROM memo ORDER BY used, number').all()) {
        if (excess <= 0)
            return;
        excess -= Number(old['bytes']);
        drop(prepare, Number(old['number']));
    }
}
function drop(prepare, number) {
    for (const table of ['memo', 'memo_value'])
        prepare(`DELETE FROM ${table} WHERE number = ?`).run(number);
}

;// CONCATENATED MODULE: ./build/js/store/slots.js







/** A private copy of a slot, as the contract's `slot` promises. */
const takeSlot = (engine) => (name, owner) => (0,fault/* withStoreErrors */.BM)(async () => {
    const slot = external_node_path_.join(engine.layout.slots, encodeSlotName(name));
    const entry = external_node_path_.join(engine.layout.tmp, engine.owner.newEntry());
    const data = external_node_path_.join(entry, store_layout/* SLOT_DATA */.yz);
    try {
        (0,external_node_fs_.mkdirSync)(entry, { mode: 0o700 });
        const version = await withRoom(engine, () => copyLatest(engine, slot, data));
        if (!(0,external_node_fs_.existsSync)(data)) {
            await withRoom(engine, () => engine.driver.create(data));
            (0,external_node_fs_.chownSync)(data, owner.uid, owner.gid);
        }
        return slotCopy(engine, { name, slot, entry, version });
    }
    catch (error) {
        engine.trash.add(entry);
        throw error;
    }
});
/**
 * Copies the slot's last version, if it has files, and gives its number, 0 where there is none. A version may go while it
 * is copied.
 */
async function copyLatest(engine, slot, to) {
    for (;;) {
        const version = latestOf(slot);
        const from = dataOf(slot, version);
        if (!(0,external_node_fs_.existsSync)(from)) {
            if (latestOf(slot) === version)
                return version;
            continue;
        }
        try {
            await engine.driver.snapshot(from, to);
            return version;
        }
        catch (error) {
            await engine.driver.remove([to]);
            if ((0,external_node_fs_.existsSync)(from))
                throw error;
        }
    }
}
function slotCopy(engine, copy) {
    let isOver = false;
    return {
        name: copy.name,
        path: external_node_path_.join(copy.entry, store_layout/* SLOT_DATA */.yz),
        finish: () => (0,fault/* withStoreErrors */.BM)(async () => {
            if (isOver)
                throw new errors/* ObuilderError */.Vy('internal', `the copy of slot ${copy.name} is over`, { value: copy.name });
            isOver = true;
            // Whose copy cannot win any more need not be put at rest.
            if (latestOf(copy.slot) !== copy.version)
                engine.trash.add(copy.entry);
            else {
                await engine.driver.rest(external_node_path_.join(copy.entry, store_layout/* SLOT_DATA */.yz));
                await replaceSlot(engine, copy);
            }
        }),
    };
}

;// CONCATENATED MODULE: ./build/js/store/trash.js




function makeTrash(layout, parts) {
    const dropped = new Set();
    return {
        add: (directory) => void dropped.add(directory),
        take: (directory) => {
            const entry = external_node_path_.join(layout.tmp, parts.owner.newEntry());
            try {
                (0,external_node_fs_.renameSync)(directory, entry);
            }
            catch {
                return false;
            }
            dropped.add(entry);
            return true;
        },
        empty: async () => {
            const entries = [...dropped];
            await removeEntries(parts.driver, entries);
            for (const entry of entries)
                dropped.delete(entry);
            return entries.length > 0;
        },
        emptyAll: async () => {
            const owner = parts.owner.name();
            const entries = (0,external_node_fs_.readdirSync)(layout.tmp).filter((entry) => (0,store_layout/* ownerOfEntry */.Hu)(entry) === owner);
            await removeEntries(parts.driver, entries.map((entry) => external_node_path_.join(layout.tmp, entry)));
            dropped.clear();
        },
    };
}

;// CONCATENATED MODULE: ./build/js/store/open.js


















/** The floor that is kept where nothing else is asked for. */
const DEFAULT_LIMITS = { minFree: { share: 0.05 } };
/**
 * Opens a store, makes it where there is none, and repairs what dead processes left in it. What is to be repaired is
 * told from two directory reads, so that opening costs the same whatever the number of results.
 *
 * @param place the driver and the directory, as `parseStoreName` or `resolveStore` give them
 * @throws ObuilderError `store-unavailable` or `store-full`
 */
function openStore(place, options = {}) {
    return (0,fault/* withStoreErrors */.BM)(async () => {
        const opened = await drivers/* drivers */.ak[place.driver].open(place.root);
        try {
            return await openWithDriver(opened, options);
        }
        catch (error) {
            if ((0,fault/* asStoreError */.gp)(error).code !== 'store-full')
                throw error;
            // What was removed just now may take the file system half a minute to free.
            await opened.driver.settle();
            return await openWithDriver(opened, options);
        }
    });
}
async function openWithDriver({ root, driver }, options) {
    const { onNotice = () => undefined, limits = DEFAULT_LIMITS } = options;
    const layout = (0,store_layout/* layoutOf */.aH)(root);
    (0,store_layout/* makeLayout */.zz)(layout);
    const catalog = openCatalog(layout, onNotice);
    tellOtherFormats(layout, onNotice);
    try {
        await repairStore({ layout, catalog, driver });
    }
    catch (error) {
        catalog.database.close();
        throw error;
    }
    const owner = makeOwner(layout);
    const trash = makeTrash(layout, { driver, owner });
    return storeOf({
        layout,
        driver,
        catalog,
        owner,
        trash,
        pending: new Map(),
        leases: new Map(),
        stuck: new Set(),
        openLogs: new Set(),
        views: new Map(),
        limits,
        onNotice,
    });
}
/** A store of another release may stand in the same place: it is left alone. */
function tellOtherFormats(layout, onNotice) {
    for (const directory of (0,store_layout/* otherFormats */.FV)(layout)) {
        onNotice(`${directory} is a store of another format, which this release does not use; remove it when no other release does`);
    }
}
function storeOf(engine) {
    const { catalog, trash, driver } = engine;
    let closing;
    return {
        memo: makeMemo(catalog.database),
        find: (ids) => sync(() => catalog.find(ids)),
        hold: (ids) => (0,fault/* withStoreErrors */.BM)(() => withRoom(engine, async () => catalog.hold(ids, engine.owner.name()))),
        view: (id) => (0,fault/* withStoreErrors */.BM)(() => withRoom(engine, () => viewResult(engine, id))),
        expose: (id) => (0,fault/* withStoreErrors */.BM)(() => withRoom(engine, () => exposeResult(engine, id))),
        checkout: (id) => (0,fault/* withStoreErrors */.BM)(() => withRoom(engine, () => checkOut(engine, id))),
        acquire: (id, options = {}) => (0,fault/* withStoreErrors */.BM)(() => acquire(engine, id, options)),
        slot: takeSlot(engine),
        readLog: (id) => readLog(engine, id),
        list: () => sync(() => catalog.list()),
        failed: () => listFailed(engine.layout),
        delete: (id) => deleteResult(engine, id),
        deleteFailed: (id) => (0,fault/* withStoreErrors */.BM)(async () => deleteFailed(engine, id)),
        usage: () => (0,fault/* withStoreErrors */.BM)(() => usage(engine)),
        space: () => sync(() => driver.space()),
        hasRoom: () => sync(() => hasRoom(engine)),
        prune: (limits, signal) => (0,fault/* withStoreErrors */.BM)(() => prune(engine, limits, { signal })),
        makeRoom: (isFull) => (0,fault/* withStoreErrors */.BM)(() => makeRoom(engine, isFull)),
        clean: () => (0,fault/* withStoreErrors */.BM)(async () => {
            await trash.empty();
            await driver.settle();
        }),
        close: () => {
            closing ??= (0,fault/* withStoreErrors */.BM)(() => open_close(engine));
            return closing;
        },
    };
}
function sync(work) {
    try {
        return work();
    }
    catch (error) {
        throw (0,fault/* asStoreError */.gp)(error);
    }
}
/** Without asking the catalog, which a build has asked already for all its steps at once. */
function readLog({ layout }, id) {
    if (!(0,store_layout/* isSafeId */.JA)(id))
        return undefined;
    try {
        return (0,external_node_fs_.readFileSync)(external_node_path_.join(layout.results, id, store_layout/* LOG */.$9), 'utf8');
    }
    catch {
        return undefined;
    }
}
async function usage({ layout, catalog, driver }) {
    return {
        ...driver.space(),
        usedBytes: await driver.usedBytes(),
        results: catalog.count(),
        slots: listSlots(layout).length,
        failed: listFailed(layout).length,
    };
}
async function open_close(engine) {
    const { catalog, owner, trash, pending, stuck, openLogs } = engine;
    await Promise.allSettled([...pending.values()].map(({ done }) => done));
    for (const log of openLogs)
        log.close();
    let keep = false;
    stuck.clear();
    if (owner.isHeld) {
        // What cannot be removed now is left to the next opening; a build that is done does not fail for it.
        try {
            await trash.emptyAll();
            await onceThereIsSpace(engine, () => {
                for (const id of catalog.claimsOf(owner.name()))
                    catalog.record(id, owner.name());
                catalog.unclaimAll(owner.name());
            });
        }
        catch {
            keep = true;
        }
    }
    owner.end({ keep });
    catalog.database.close();
}
/** What was removed just now may be what a full disk needs, and takes a moment to be free. */
async function onceThereIsSpace({ driver }, work) {
    try {
        work();
    }
    catch (error) {
        if (!(0,fault/* isFull */.uq)(error))
            throw error;
        await driver.settle();
        work();
    }
}

// EXTERNAL MODULE: ./build/js/host/btrfs.js
var btrfs = __webpack_require__(7374);
;// CONCATENATED MODULE: ./build/js/host/exec.js

/**
 * Runs a set-up command to its end and gives its stdout. Its messages are in plain English whatever the locale, so that
 * errors can be told apart.
 *
 * @throws ObuilderError `tool-missing` when there is no such program, `command-failed` with its stderr otherwise
 */
async function runTool(file, args) {
    const { execa, ExecaError } = await __webpack_require__.e(/* import() */ 499).then(__webpack_require__.bind(__webpack_require__, 2499));
    try {
        const { stdout } = await execa(file, args, { stdin: 'ignore', env: { LC_ALL: 'C' } });
        return stdout;
    }
    catch (cause) {
        if (!(cause instanceof ExecaError))
            throw cause;
        if (cause.code === 'ENOENT') {
            const hint = `Install the package that has ${file}.`;
            throw new errors/* ObuilderError */.Vy('tool-missing', `the program ${file} is not installed`, {
                value: file,
                hint,
                cause,
            });
        }
        const reason = String(cause.stderr ?? '').trim() || cause.shortMessage;
        throw new errors/* ObuilderError */.Vy('command-failed', `${[file, ...args].join(' ')}: ${reason}`, {
            value: file,
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./build/js/host/pool.js






const GIB = 1024 ** 3;
const DEFAULT_BYTES = 50 * GIB;
/** What a default pool needs to be of use. */
const SMALLEST_DEFAULT_BYTES = 2 * GIB;
/** mkfs.btrfs refuses less than some 110 MB; this leaves room for a small base image. */
const SMALLEST_BYTES = 256 * 1024 ** 2;
const SHARE_OF_FREE = 0.9;
/**
 * The directory of the default pool, on btrfs and mounted: found where it is mounted, mounted where its image is, made
 * where there is none. A `directory` that is itself on btrfs needs no image. Any number of processes may ask at once.
 *
 * @throws ObuilderError `store-unavailable` or `store-full`, and `tool-missing` without btrfs-progs
 */
async function openPool(request) {
    const mountPoint = external_node_path_.join(request.directory, 'pool');
    if ((0,btrfs/* isOnBtrfs */.n0)(mountPoint))
        return mountPoint;
    (0,external_node_fs_.mkdirSync)(request.directory, { recursive: true, mode: 0o700 });
    const lock = await waitForLock(external_node_path_.join(request.directory, 'pool.lock'));
    try {
        (0,external_node_fs_.mkdirSync)(mountPoint, { recursive: true, mode: 0o700 });
        if ((0,btrfs/* isOnBtrfs */.n0)(mountPoint))
            return mountPoint;
        const image = external_node_path_.join(request.directory, 'pool.img');
        if (!(0,external_node_fs_.existsSync)(image))
            await makeImage(image, request);
        await mountImage(image, mountPoint);
        return mountPoint;
    }
    finally {
        lock.release();
    }
}
/** Under a temporary name until it is whole: what a killed process leaves is made anew. */
async function makeImage(image, request) {
    const bytes = sizeOf(request);
    const draft = `${image}.new`;
    (0,external_node_fs_.rmSync)(draft, { force: true });
    try {
        const file = (0,external_node_fs_.openSync)(draft, 'wx', 0o600);
        try {
            (0,external_node_fs_.ftruncateSync)(file, bytes);
            // Snapshots stay cheap with small nodes, however many share a base. One copy of the metadata is enough for what
            // can be built again.
            await runTool('mkfs.btrfs', [
                '--quiet',
                '--nodesize',
                '4096',
                '--metadata',
                'single',
                '--label',
                'obuilder',
                draft,
            ]);
            (0,external_node_fs_.fsyncSync)(file);
        }
        finally {
            (0,external_node_fs_.closeSync)(file);
        }
        (0,external_node_fs_.renameSync)(draft, image);
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(draft, { force: true });
        throw explain(error, `a pool cannot be made at ${image}`, request.directory);
    }
}
/** Sparse: the size is a ceiling, which the disk below need not have. */
function sizeOf({ directory, bytes }) {
    if (bytes !== undefined) {
        if (Number.isSafeInteger(bytes) && bytes >= SMALLEST_BYTES)
            return bytes;
        throw new errors/* ObuilderError */.Vy('input-invalid', `a pool of ${bytes} bytes is too small`, {
            value: String(bytes),
            hint: `Give at least ${SMALLEST_BYTES / 1024 ** 2} MiB.`,
        });
    }
    const { bavail, bsize } = (0,external_node_fs_.statfsSync)(directory);
    const size = Math.min(DEFAULT_BYTES, Math.floor(bavail * bsize * SHARE_OF_FREE));
    if (size >= SMALLEST_DEFAULT_BYTES)
        return size;
    throw new errors/* ObuilderError */.Vy('store-full', `there is no room for a pool at ${directory}: ${bavail * bsize} bytes are free`, {
        value: directory,
        hint: 'Free some space, or put the pool on another disk.',
    });
}
async function mountImage(image, mountPoint) {
    try {
        const device = await loopDeviceOf(image);
        // Not nosuid: set-uid programs have to work in a sandbox whose root file system is here.
        if (device !== undefined)
            await runTool('mount', ['-t', 'btrfs', '-o', 'noatime', device, mountPoint]);
        else
            await runTool('mount', ['-t', 'btrfs', '-o', 'loop,noatime', image, mountPoint]);
        await bypassCache(image);
    }
    catch (error) {
        // The `mount` of a process that was killed meanwhile, and its lock with it, may have been quicker.
        if ((0,btrfs/* isOnBtrfs */.n0)(mountPoint))
            return;
        throw explain(error, `the pool ${image} cannot be mounted`, image);
    }
}
/**
 * Lets the loop device write past the cache of the file system below, which would keep everything a second time and hand it
 * to the disk only when a snapshot waits for it. Not every file system can; the pool works without.
 */
async function bypassCache(image) {
    const device = await loopDeviceOf(image);
    if (device === undefined)
        return;
    await runTool('losetup', ['--direct-io=on', device]).catch((error) => {
        if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed'))
            throw error;
    });
}
/** A loop device that still has the image, left by a pool that was detached while in use; a second one would corrupt it. */
async function loopDeviceOf(image) {
    const listing = await runTool('losetup', ['--associated', image, '--noheadings', '--output', 'NAME']);
    const name = listing.split('\n')[0]?.trim();
    return name === undefined || name === '' ? undefined : name;
}
function explain(error, what, value) {
    if ((0,errors/* isObuilderError */.LV)(error, 'tool-missing') && error.value === 'mkfs.btrfs') {
        const hint = 'Install it: apt-get install btrfs-progs.';
        return new errors/* ObuilderError */.Vy('tool-missing', error.message, { value: 'mkfs.btrfs', hint, cause: error });
    }
    if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed') || error.message.includes('No space left'))
        return error;
    return new errors/* ObuilderError */.Vy('store-unavailable', `${what}: ${error.message}`, {
        value,
        hint: 'See what "doctor" says. A pool that is damaged can be moved away; it holds nothing that cannot be built again.',
        cause: error,
    });
}

// EXTERNAL MODULE: ./build/js/store/auto.js
var auto = __webpack_require__(3977);
;// CONCATENATED MODULE: ./build/js/store/resolve.js




/**
 * The place that a store is asked for by: as it is given, or what `auto` means on this machine, which is found, mounted
 * or made. A pool that is there already is found by a few system calls.
 *
 * @throws ObuilderError `input-invalid`, `store-unavailable`, `store-full` or `tool-missing`
 */
async function resolveStore(wanted) {
    const { store, directory, bytes, namedBy } = wanted;
    if (store !== 'auto')
        return { ...(0,drivers/* parseStoreName */.su)(store), why: namedBy === undefined ? 'as asked for' : `named by ${namedBy}` };
    const choice = (0,auto/* chooseStore */.z)((0,auto/* readAutoFacts */.P)(directory));
    const why = `auto: ${choice.why}`;
    if (choice.kind !== 'pool')
        return { ...(0,drivers/* parseStoreName */.su)(`${choice.kind}:${choice.directory}`), why };
    try {
        return { driver: 'btrfs', root: await openPool({ directory, bytes }), why };
    }
    catch (error) {
        throw (0,fault/* asStoreError */.gp)(error);
    }
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/js/tree/digest.js



const readChunk = (0,external_node_util_.promisify)(external_node_fs_.read);
/** Up to this size a file is read, hashed and written as a whole; a reflink of it would cost more. */
const SMALL = 256 * 1024;
/** Bytes to read at once from a large file. */
const digest_CHUNK = 1024 ** 2;
const digestOfBytes = (bytes) => `sha256:${(0,external_node_crypto_.hash)('sha256', bytes, 'hex')}`;
/** The whole content of a small open file: `size` bytes, or one more where it has grown, so that this is seen. */
function readAll(descriptor, size) {
    const buffer = Buffer.allocUnsafe(size + 1);
    let filled = 0;
    for (let count = -1; count !== 0 && filled < buffer.length; filled += count) {
        count = (0,external_node_fs_.readSync)(descriptor, buffer, filled, buffer.length - filled, filled);
        // A short read of a regular file is its end.
        if (filled + count === size) {
            filled = size;
            break;
        }
    }
    return buffer.subarray(0, filled);
}
/** The digest of a large open file: the next chunk is read while the one before is hashed. */
async function digestOfFile(descriptor, extent) {
    const sha = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of chunksOf(descriptor, extent))
        sha.update(chunk);
    return `sha256:${sha.digest('hex')}`;
}
/** The content of an open file in chunks that are valid until the next one is asked for. */
async function* chunksOf(descriptor, { size, pace }) {
    const buffers = [Buffer.allocUnsafe(digest_CHUNK), Buffer.allocUnsafe(digest_CHUNK)];
    const ask = (turn, position) => readChunk(descriptor, buffers[turn], 0, Math.min(digest_CHUNK, size - position), position);
    let position = 0;
    let turn = 0;
    let coming = ask(turn, position);
    for (;;) {
        const { bytesRead, buffer } = await coming;
        if (bytesRead === 0)
            return;
        position += bytesRead;
        turn = turn === 0 ? 1 : 0;
        coming = ask(turn, position);
        try {
            if (pace.isDue())
                await pace.pause();
            yield buffer.subarray(0, bytesRead);
        }
        finally {
            // The buffer and the descriptor are in use until the read has ended, also when nobody wants it any more.
            await coming.catch(() => undefined);
        }
    }
}
/** A canonical digest of what matters of entries, in their order: one line of JSON each. */
function digestOfEntries(entries) {
    const sha = (0,external_node_crypto_.createHash)('sha256').update('manifest 1\n');
    for (const entry of entries)
        sha.update(`${JSON.stringify(fieldsOf(entry))}\n`);
    return `sha256:${sha.digest('hex')}`;
}
function fieldsOf(entry) {
    switch (entry.kind) {
        case 'file':
            return ['file', entry.path, entry.executable, entry.digest];
        case 'link':
            return ['link', entry.path, entry.target];
        case 'directory':
            return ['directory', entry.path];
    }
}

;// CONCATENATED MODULE: ./build/js/tree/content.js




const writeChunk = (0,external_node_util_.promisify)(external_node_fs_.write);
/** Copies the bytes of one open file into another; where the source has holes, zeros become holes. */
async function copyContent({ source, stats, target, needsDigest, pace, }) {
    const { size, blocks } = stats;
    const isSparse = blocks * 512 < size;
    const sha = needsDigest ? (0,external_node_crypto_.createHash)('sha256') : undefined;
    let position = 0;
    for await (const chunk of chunksOf(source, { size, pace })) {
        const written = isSparse ? writeSparse(target, chunk, position) : writeFully(target, chunk, position);
        // The kernel writes while the same bytes are hashed here.
        sha?.update(chunk);
        await written;
        position += chunk.length;
    }
    if (isSparse)
        (0,external_node_fs_.ftruncateSync)(target, position);
    return { bytes: position, digest: sha && `sha256:${sha.digest('hex')}` };
}
async function writeFully(target, chunk, position) {
    for (let written = 0; written < chunk.length;) {
        const rest = chunk.length - written;
        const { bytesWritten } = await writeChunk(target, chunk, written, rest, position + written);
        written += bytesWritten;
    }
}
const ZEROS = Buffer.alloc(64 * 1024);
async function writeSparse(target, chunk, position) {
    for (let start = 0; start < chunk.length; start += ZEROS.length) {
        const part = chunk.subarray(start, start + ZEROS.length);
        const isZero = part.equals(ZEROS.subarray(0, part.length));
        if (!isZero)
            await writeFully(target, part, position + start);
    }
}
/** Writes a small file at once. */
function writeWhole(target, bytes) {
    for (let written = 0; written < bytes.length;)
        written += (0,external_node_fs_.writeSync)(target, bytes, written);
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./build/js/tree/names.js

/**
 * File names are bytes, and strings cannot hold all of them. A byte that is no UTF-8 is written as the lone surrogate
 * U+DC80 to U+DCFF with its value, as Python's `surrogateescape` (PEP 383) does. No two names get the same string, and
 * `JSON.stringify` keeps it.
 */
function nameOfBytes(bytes) {
    if ((0,external_node_buffer_.isUtf8)(bytes))
        return bytes.toString();
    let name = '';
    for (let at = 0; at < bytes.length;) {
        const length = [1, 2, 3, 4].find((count) => isCharacter(bytes, at, count));
        name +=
            length === undefined
                ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0))
                : bytes.toString('utf8', at, at + length);
        at += length ?? 1;
    }
    return name;
}
function isCharacter(bytes, at, count) {
    return at + count <= bytes.length && (0,external_node_buffer_.isUtf8)(bytes.subarray(at, at + count));
}
/** A name or path in the form that Node's file system calls take, the inverse of `nameOfBytes`. */
function nativePath(name) {
    return name.isWellFormed() ? name : names_bytesOf(name);
}
function names_bytesOf(name) {
    const parts = [...name].map((character) => {
        const code = character.charCodeAt(0);
        const isEscape = character.length === 1 && code >= 0xdc80 && code <= 0xdcff;
        return isEscape ? Buffer.of(code - 0xdc00) : Buffer.from(character);
    });
    return Buffer.concat(parts);
}
/** How many bytes the file system has for a name or path. */
function byteLength(name) {
    return name.isWellFormed() ? Buffer.byteLength(name) : names_bytesOf(name).length;
}
/** From here on the order of UTF-16 is not that of bytes, and U+FFFD may stand for bytes that are no UTF-8. */
const NEEDS_CARE = /[\ud800-\uffff]/;
/** Whether a string that Node decoded may hide bytes, or sorts otherwise than its bytes do. */
function needsCare(name) {
    return NEEDS_CARE.test(name);
}
/** Sorts by bytes, which no locale and no language changes. */
function namesInByteOrder(names) {
    return names.sort(Buffer.compare).map(nameOfBytes);
}

;// CONCATENATED MODULE: ./build/js/tree/directory.js


const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY } = external_node_fs_.constants;
function openRoot(path) {
    return directory_directoryOf((0,external_node_fs_.openSync)(path, O_RDONLY | O_DIRECTORY));
}
/** The path of an open file for calls that take none but paths. */
function pathOf(descriptor) {
    return `/proc/self/fd/${descriptor}`;
}
function directory_directoryOf(descriptor) {
    const self = pathOf(descriptor);
    const below = (name) => nativePath(`${self}/${name}`);
    return {
        list: () => listNames(self),
        stat: (name) => (0,external_node_fs_.lstatSync)(below(name), { throwIfNoEntry: false }),
        readLink: (name) => readLink(below(name)),
        openDirectory: (name) => directory_directoryOf((0,external_node_fs_.openSync)(below(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW)),
        // A fifo that took a file's place would otherwise wait for a writer.
        openFile: (name) => (0,external_node_fs_.openSync)(below(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY),
        close: () => (0,external_node_fs_.closeSync)(descriptor),
    };
}
/** A link's target, in the form of names.ts. */
function readLink(link) {
    const target = (0,external_node_fs_.readlinkSync)(link);
    return needsCare(target) ? nameOfBytes((0,external_node_fs_.readlinkSync)(link, 'buffer')) : target;
}
function listNames(directory) {
    const names = (0,external_node_fs_.readdirSync)(directory);
    return names.some(needsCare) ? namesInByteOrder((0,external_node_fs_.readdirSync)(directory, 'buffer')) : names.sort();
}

;// CONCATENATED MODULE: ./build/js/tree/identity.js
function isSame(left, right) {
    return (left.ino === right.ino &&
        left.size === right.size &&
        left.mtimeMs === right.mtimeMs &&
        left.ctimeMs === right.ctimeMs &&
        left.dev === right.dev);
}
/** How coarse a clock may be: a tick of the kernel, or seconds where a file system keeps no more. */
const TICK_MS = 100;
const COARSE_MS = 2000;
/**
 * True when the file changed so shortly before `now` (milliseconds since the epoch) that another change in the same tick of
 * its clock could not be told. Such stats say nothing, as with git's "racily clean" entries.
 */
function isRacy({ ctimeMs }, now) {
    return ctimeMs > now - (ctimeMs % 1000 === 0 ? COARSE_MS : TICK_MS);
}

;// CONCATENATED MODULE: ./build/js/tree/refused.js

function refused(message, details = {}) {
    return new errors/* ObuilderError */.Vy('copy-refused', message, details);
}
/** The code of a system error, e.g. `ENOENT`. */
function systemCode(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
/** A file of the source that is not what it was when it was first looked at. */
function changed(from, rootName, cause) {
    return refused(`${JSON.stringify(from)} in ${rootName} changed while it was copied`, {
        value: from,
        hint: 'Build when nothing writes there, or leave the file out with (exclude …).',
        cause,
    });
}
/** Codes of system errors that mean: a name is no longer what it was a moment ago. */
const GONE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'ENODEV', 'ESTALE']);
/** What a system error while reading `from` means. Errors that were thrown on purpose stay as they are. */
function readError(error, from, rootName) {
    const code = systemCode(error);
    if ((0,errors/* isObuilderError */.LV)(error) || code === undefined)
        return error;
    if (GONE.has(code))
        return changed(from, rootName, error);
    return refused(`${JSON.stringify(from)} in ${rootName} cannot be read (${code})`, {
        value: from,
        hint: 'Leave it out with (exclude …), or make it readable.',
        cause: error,
    });
}
/** What a system error while making `place`, a path in the image, means. */
function writeError(error, place) {
    const code = systemCode(error);
    if ((0,errors/* isObuilderError */.LV)(error) || code === undefined)
        return error;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
        return new errors/* ObuilderError */.Vy('store-full', `there is no space left for ${JSON.stringify(place)}`, {
            value: place,
            hint: 'Delete results that are no longer needed, or give the store more space.',
            cause: error,
        });
    }
    const why = code === 'ENAMETOOLONG' ? 'its path is too long' : code;
    return refused(`${JSON.stringify(place)} cannot be made in the image (${why})`, {
        value: place,
        cause: error,
    });
}

;// CONCATENATED MODULE: ./build/js/tree/copy-file.js







const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW: copy_file_O_NOFOLLOW, COPYFILE_FICLONE_FORCE } = external_node_fs_.constants;
const NEW = O_WRONLY | O_CREAT | O_EXCL | copy_file_O_NOFOLLOW;
const copyByPathSoon = (0,external_node_util_.promisify)(external_node_fs_.copyFile);
/**
 * Makes one file with the content that the manifest says. Gives a promise for a large file only.
 *
 * @throws ObuilderError `copy-refused` when the source has changed and the content is not at hand any more
 */
function copyFile(copying, entry, destination) {
    if (entry.size > SMALL)
        return copyLarge(copying, entry, destination);
    const bytes = copying.sources.takeBytes(entry) ?? readSmall(copying.origin, entry);
    makeSmall(copying, entry, { destination, bytes });
    return undefined;
}
function readSmall(origin, entry) {
    const { descriptor } = openSource(origin, entry);
    try {
        const content = readAll(descriptor, entry.size);
        if (digestOfBytes(content) !== entry.digest)
            throw changed(entry.from, SOURCE);
        return content;
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
const SOURCE = 'what is copied from';
function openSource(origin, entry) {
    let descriptor;
    try {
        descriptor = origin.openFile(entry.from);
        const stats = (0,external_node_fs_.fstatSync)(descriptor);
        if (!stats.isFile() || stats.size !== entry.size)
            throw changed(entry.from, SOURCE);
        return { descriptor, stats };
    }
    catch (error) {
        if (descriptor !== undefined)
            (0,external_node_fs_.closeSync)(descriptor);
        throw readError(error, entry.from, SOURCE);
    }
}
function makeSmall({ user }, entry, { destination, bytes }) {
    let target;
    try {
        target = create(entry, destination);
        writeWhole(target, bytes);
        setAspects(target, entry, user);
    }
    catch (error) {
        throw writeError(error, destination.show(entry.path));
    }
    finally {
        if (target !== undefined)
            (0,external_node_fs_.closeSync)(target);
    }
}
function create(entry, destination) {
    return destination.place(entry.path, (file) => (0,external_node_fs_.openSync)(file, NEW, modeOf(entry)));
}
const modeOf = ({ executable }) => (executable ? 0o755 : 0o644);
/** Owner, mode and time. To look costs less than to set, and mostly there is nothing to set but the time. */
function setAspects(target, entry, user) {
    const { uid, gid, mode } = (0,external_node_fs_.fstatSync)(target);
    if (uid !== user.uid || gid !== user.gid)
        (0,external_node_fs_.fchownSync)(target, user.uid, user.gid);
    if ((mode & 0o7777) !== modeOf(entry))
        (0,external_node_fs_.fchmodSync)(target, modeOf(entry));
    (0,external_node_fs_.futimesSync)(target, entry.modified, entry.modified);
}
async function copyLarge(copying, entry, destination) {
    const { descriptor: source, stats } = openSource(copying.origin, entry);
    let target;
    try {
        target = create(entry, destination);
        await fillLarge(copying, entry, { source, stats, target });
        setAspects(target, entry, copying.user);
    }
    catch (error) {
        throw writeError(error, destination.show(entry.path));
    }
    finally {
        (0,external_node_fs_.closeSync)(source);
        if (target !== undefined)
            (0,external_node_fs_.closeSync)(target);
    }
}
/** By reflink where the file system can, else byte by byte. Both are checked to be what the manifest says. */
async function fillLarge(copying, entry, { source, stats, target }) {
    const known = copying.sources.of(entry);
    const isVouched = known !== undefined && !known.isRacy && isSame(known.stats, stats);
    if (!(isVouched && (await shareBlocks(copying, source, target)))) {
        const { pace } = copying;
        const { bytes, digest } = await copyContent({ source, stats, target, needsDigest: !isVouched, pace });
        const isRight = bytes === entry.size && (digest ?? entry.digest) === entry.digest;
        if (!isRight)
            throw changed(entry.from, SOURCE);
    }
    if (isVouched && !isSame(known.stats, (0,external_node_fs_.fstatSync)(source)))
        throw changed(entry.from, SOURCE);
}
/** What file systems answer that share no blocks, or not of these files. */
const CANNOT = new Set(['EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS', 'ENOTTY']);
/** Gives an empty file the blocks of another; false where that cannot be. */
async function shareBlocks(copying, source, target) {
    if (!copying.mayShareBlocks)
        return false;
    try {
        // Not in this thread: blocks that are not written yet are written first.
        await copyByPathSoon(pathOf(source), pathOf(target), COPYFILE_FICLONE_FORCE);
        return true;
    }
    catch (error) {
        if (!CANNOT.has(systemCode(error) ?? ''))
            throw error;
        copying.mayShareBlocks = false;
        return false;
    }
}

;// CONCATENATED MODULE: ./build/js/tree/inside.js





/** The kernel's own bound on links in one path. */
const MOST_LINKS = 40;
/**
 * Follows `target` through the links inside `root` without ever leaving it. The root must not be changed by anybody else
 * meanwhile. Names that are not UTF-8 are taken and given as in names.ts.
 *
 * @param target absolute inside the root; `..` at the top stays at the top
 * @throws ObuilderError `copy-refused` for a loop of links, or a way through something that is no directory
 */
function resolveInside(root, target) {
    const queue = target.split('/').reverse();
    let real = [];
    let found = look(root, real);
    let links = 0;
    for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
        if (part === '' || part === '.')
            continue;
        if (found.stats !== undefined && !found.stats.isDirectory()) {
            throw refused(`${target} goes through ${shown(real)}, which is no directory`, { value: target });
        }
        const next = part === '..' ? real.slice(0, -1) : [...real, part];
        const there = look(root, next);
        if (!there.stats?.isSymbolicLink()) {
            [real, found] = [next, there];
            continue;
        }
        links += 1;
        if (links > MOST_LINKS) {
            throw refused(`${target} goes through too many links, the last one ${shown(next)}`, { value: target });
        }
        const link = readLink(nativePath(external_node_path_.join(root, ...next)));
        if (link.startsWith('/'))
            [real, found] = [[], look(root, [])];
        queue.push(...link.split('/').reverse());
    }
    return { path: external_node_path_.join(root, ...real), ...found };
}
const shown = (real) => `/${real.join('/')}`;
/** What is at a path without links: itself, or the deepest of its directories that exists. */
function look(root, real) {
    const here = external_node_path_.join(root, ...real);
    const stats = (0,external_node_fs_.lstatSync)(nativePath(here), { throwIfNoEntry: false });
    if (stats?.isDirectory() || real.length === 0)
        return { stats, existing: here };
    return { stats, existing: look(root, real.slice(0, -1)).existing };
}

;// CONCATENATED MODULE: ./build/js/tree/destination.js





/** Of missing parents and of the directories that a copy makes. */
const DIRECTORY_MODE = 0o755;
function openDestination({ to, dst, user }) {
    const base = `/${dst
        .split('/')
        .filter((part) => part !== '' && part !== '.')
        .join('/')}`;
    /** Directories by the path that entries have, with the host's path: each is resolved once. */
    const directories = new Map();
    /** Those that were made, with their times. */
    const made = new Map();
    const show = (entryPath) => (entryPath === '' ? base : external_node_path_.posix.join(base, entryPath));
    const parentOf = (entryPath) => {
        // The entry at '' is the destination itself, so its parent is not an entry's place.
        const key = entryPath === '' ? undefined : entryPath.slice(0, Math.max(0, entryPath.lastIndexOf('/')));
        const known = key === undefined ? undefined : directories.get(key);
        if (known !== undefined)
            return known;
        const parent = makeParents(to, external_node_path_.posix.dirname(show(entryPath)));
        if (key !== undefined)
            directories.set(key, parent);
        return parent;
    };
    const locate = (entryPath) => {
        const name = external_node_path_.posix.basename(show(entryPath));
        return name === '' ? to : `${parentOf(entryPath)}/${name}`;
    };
    return {
        show,
        place(entryPath, make) {
            const file = locate(entryPath);
            if (file === to)
                throw refused('a file or link cannot become the root directory', { value: dst });
            const native = nativePath(file);
            try {
                return make(native);
            }
            catch (error) {
                if (systemCode(error) !== 'EEXIST')
                    throw error;
                remove(file, (0,external_node_fs_.lstatSync)(native), show(entryPath));
                made.delete(file);
                return make(native);
            }
        },
        makeDirectory(entryPath, modified) {
            const file = locate(entryPath);
            const stats = (0,external_node_fs_.lstatSync)(nativePath(file), { throwIfNoEntry: false });
            const existing = stats && existingDirectory(to, file, stats);
            directories.set(entryPath, existing ?? file);
            if (existing !== undefined)
                return;
            if (stats !== undefined)
                (0,external_node_fs_.unlinkSync)(nativePath(file));
            makeOne(file, user);
            made.set(file, modified);
        },
        finish() {
            for (const [file, modified] of made)
                (0,external_node_fs_.lutimesSync)(nativePath(file), modified, modified);
        },
    };
}
function makeOne(directory, owner) {
    const native = nativePath(directory);
    (0,external_node_fs_.mkdirSync)(native);
    if (owner !== undefined)
        (0,external_node_fs_.lchownSync)(native, owner.uid, owner.gid);
    // After the owner, and whatever the umask is and the parent hands down.
    (0,external_node_fs_.chmodSync)(native, DIRECTORY_MODE);
}
/** The host's path of the directory that is at `file`, itself or through links inside the root; undefined for none. */
function existingDirectory(root, file, stats) {
    if (stats.isDirectory())
        return file;
    if (!stats.isSymbolicLink())
        return undefined;
    const there = resolveInside(root, external_node_path_.relative(root, file));
    return there.stats?.isDirectory() ? there.path : undefined;
}
/** The host's path of a directory of the root, made root's 0755 as far as it is missing. */
function makeParents(root, directory) {
    const { path: file, stats, existing } = resolveInside(root, directory);
    if (stats?.isDirectory())
        return file;
    if (stats !== undefined) {
        throw refused(`${JSON.stringify(directory)} is no directory, so nothing can be copied into it`, {
            value: directory,
            hint: 'Remove it in a step before, or copy to another place.',
        });
    }
    // Only root can make a file of root's; a program that is not root makes its own.
    const owner = process.geteuid?.() === 0 ? { uid: 0, gid: 0 } : undefined;
    let parent = existing;
    for (const name of external_node_path_.relative(existing, file).split('/')) {
        parent = `${parent}/${name}`;
        makeOne(parent, owner);
    }
    return file;
}
/** Makes place as tar does: a link or file goes, a directory only when it is empty. */
function remove(file, stats, shown) {
    if (!stats.isDirectory()) {
        (0,external_node_fs_.unlinkSync)(nativePath(file));
        return;
    }
    try {
        (0,external_node_fs_.rmdirSync)(nativePath(file));
    }
    catch (error) {
        const isFull = systemCode(error) === 'ENOTEMPTY';
        const why = isFull ? 'has files in it' : `cannot be replaced (${systemCode(error)})`;
        throw refused(`${JSON.stringify(shown)} is a directory that ${why}, and a file or link was to take its place`, {
            value: shown,
            hint: `Write (dst ${shown}/) to copy into it.`,
            cause: error,
        });
    }
}

;// CONCATENATED MODULE: ./build/js/tree/origin.js

function openOrigin(path) {
    const root = openRoot(path);
    // Files of one directory come one after the other.
    let last;
    const directoryAt = (wanted) => {
        if (wanted === '')
            return root;
        if (last?.path === wanted)
            return last.directory;
        last?.directory.close();
        last = undefined;
        last = { path: wanted, directory: descend(root, wanted.split('/')) };
        return last.directory;
    };
    return {
        openFile(from) {
            const end = from.lastIndexOf('/');
            return directoryAt(from.slice(0, Math.max(0, end))).openFile(from.slice(end + 1));
        },
        close() {
            last?.directory.close();
            root.close();
        },
    };
}
function descend(root, parts) {
    let here = root.openDirectory('.');
    for (const part of parts) {
        try {
            const next = here.openDirectory(part);
            here.close();
            here = next;
        }
        catch (error) {
            here.close();
            throw error;
        }
    }
    return here;
}

;// CONCATENATED MODULE: ./build/js/tree/pace.js


/** How long work may hold the event loop, in milliseconds. */
const SLICE = 20;
/** @throws ObuilderError `cancelled` when the signal has fired already */
function makePace(signal) {
    const check = () => {
        if (signal?.aborted)
            throw new errors/* ObuilderError */.Vy('cancelled', 'the copy was cancelled');
    };
    check();
    let sliceEnd = performance.now() + SLICE;
    return {
        isDue: () => performance.now() >= sliceEnd,
        async pause() {
            await (0,promises_.setImmediate)();
            check();
            sliceEnd = performance.now() + SLICE;
        },
    };
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
;// CONCATENATED MODULE: ./build/js/tree/source-path.js


/** Comparing names costs the product of their lengths. */
const LONGEST_NAME = 255;
/** @throws ObuilderError `copy-refused` for `..` */
function splitSource(src, { rootName }) {
    const parts = src.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..')) {
        throw refused(`the source ${JSON.stringify(src)} leads out of ${rootName}`, {
            value: src,
            hint: 'Sources are relative to the root that is copied from; ".." is not allowed in them.',
        });
    }
    return { parts, needsDirectory: /\/\.?$/.test(src) };
}
/**
 * Goes down to a source, component by component, through directories only.
 *
 * @throws ObuilderError `copy-refused` for what is missing (with the nearest name) and for a way through a link
 */
function findSource(root, wanted) {
    const opened = [];
    const close = () => {
        for (const directory of opened)
            directory.close();
    };
    try {
        let parent = root;
        for (const name of wanted.parts.slice(0, -1)) {
            checkWay(parent, name, wanted);
            parent = parent.openDirectory(name);
            opened.push(parent);
        }
        const last = wanted.parts.at(-1) ?? '';
        if (wanted.needsDirectory)
            checkWay(parent, last, wanted);
        const stats = parent.stat(last);
        if (stats === undefined)
            throw missing(parent, last, wanted);
        return { parent, stats, close };
    }
    catch (error) {
        close();
        throw readError(error, wanted.parts.join('/'), wanted.request.rootName);
    }
}
/** @throws ObuilderError `copy-refused` where `name` is anything but a directory */
function checkWay(parent, name, wanted) {
    const stats = parent.stat(name);
    if (stats === undefined)
        throw missing(parent, name, wanted);
    if (stats.isDirectory())
        return;
    const { src, request } = wanted;
    const isLink = stats.isSymbolicLink();
    const fault = isLink ? 'goes through the symbolic link' : 'needs a directory where there is the file';
    throw refused(`the source ${JSON.stringify(src)} ${fault} ${JSON.stringify(name)} of ${request.rootName}`, {
        value: src,
        hint: isLink
            ? `Name what the link points to, ${JSON.stringify(parent.readLink(name))}, instead.`
            : `Write the path of the file without anything behind ${JSON.stringify(name)}.`,
    });
}
function missing(parent, name, { src, request }) {
    const names = parent.list().filter((known) => known.length <= LONGEST_NAME);
    const nearest = names.length === 0 ? undefined : (0,mod/* closest */.kp)(name.slice(0, LONGEST_NAME), names);
    const isNear = nearest !== undefined && (0,mod/* distance */.Io)(name, nearest) < Math.max(name.length, nearest.length) / 2;
    return refused(`the source ${JSON.stringify(src)} is not in ${request.rootName}${whereOf(name, src)}`, {
        value: src,
        hint: isNear
            ? `Did you mean ${JSON.stringify(nearest)}?`
            : 'Sources are relative to the root that is copied from.',
    });
}
const whereOf = (name, src) => (src === name ? '' : `: there is no ${JSON.stringify(name)}`);
/**
 * What a destination must be by itself.
 *
 * @throws ObuilderError `copy-refused`
 */
function checkDestination({ src, dst }) {
    if (dst.split('/').includes('..')) {
        throw refused(`the destination ${JSON.stringify(dst)} has ".." in it`, {
            value: dst,
            hint: 'Write the path without "..".',
        });
    }
    if (dst.endsWith('/') || src.length <= 1)
        return;
    throw refused(`several sources need a destination that ends in "/", not ${JSON.stringify(dst)}`, {
        value: dst,
        hint: `Write (dst ${dst}/) to copy into a directory.`,
    });
}
/**
 * What a destination that names a directory by `.` asks of the source: a file cannot become that.
 *
 * @throws ObuilderError `copy-refused`
 */
function checkShape({ dst }, entries) {
    if (!/(^|\/)\.$/.test(dst) || entries[0]?.kind === 'directory')
        return;
    throw refused(`a file cannot become the directory ${JSON.stringify(dst)}`, {
        value: dst,
        hint: `Write (dst ${dst}/) to copy into a directory.`,
    });
}

;// CONCATENATED MODULE: ./build/js/tree/copy.js








/** See `Trees.copy`. */
async function copyTree(request, sources) {
    const pace = makePace(request.signal);
    checkDestination({ src: [], dst: request.dst });
    const destination = openDestination(request);
    const origin = openOrigin(request.from);
    const copying = { user: request.user, origin, sources, pace, mayShareBlocks: true };
    try {
        for (const entry of request.manifest.entries) {
            if (pace.isDue())
                await pace.pause();
            if (entry.kind === 'file') {
                const coming = copyFile(copying, entry, destination);
                if (coming !== undefined)
                    await coming;
            }
            else
                attempt(destination, entry, () => makeEntry(destination, entry, request));
        }
        destination.finish();
    }
    finally {
        origin.close();
    }
}
function makeEntry(destination, entry, { user }) {
    const { path, modified } = entry;
    if (entry.kind === 'directory') {
        destination.makeDirectory(path, modified);
        return;
    }
    destination.place(path, (file) => {
        (0,external_node_fs_.symlinkSync)(nativePath(entry.target), file);
        (0,external_node_fs_.lchownSync)(file, user.uid, user.gid);
        (0,external_node_fs_.lutimesSync)(file, modified, modified);
    });
}
function attempt(destination, { path }, make) {
    try {
        make();
    }
    catch (error) {
        throw writeError(error, destination.show(path));
    }
}

;// CONCATENATED MODULE: ./build/js/tree/exclude.js
/** The named source itself is never asked about, only what is below it. */
async function makeFilter(excludes) {
    const patternsOf = (kind) => excludes.filter((one) => one.kind === kind).map(({ pattern }) => pattern);
    const names = new Set(patternsOf('name'));
    const paths = new Set(patternsOf('path').map(normalized));
    const globs = patternsOf('glob');
    const isMatch = globs.length === 0 ? () => false : await matcher(globs);
    return (name, path) => names.has(name) || paths.has(path) || isMatch(path);
}
function normalized(path) {
    return path
        .split('/')
        .filter((part) => part !== '' && part !== '.')
        .join('/');
}
/**
 * `*` stays in one directory, `**` does not, and a leading dot is a letter like others. A leading `!` too: with nothing to
 * take back, it would leave out all but one file.
 */
async function matcher(globs) {
    const { default: picomatch } = await __webpack_require__.e(/* import() */ 6).then(__webpack_require__.t.bind(__webpack_require__, 4006, 19));
    const patterns = globs.map((glob) => glob.replace(/^\.?\/+/, '').replace(/(?<=.)\/+$/, ''));
    return picomatch(patterns, { dot: true, nonegate: true });
}

;// CONCATENATED MODULE: ./build/js/tree/reading.js
/** Whole seconds of a time in milliseconds. */
const secondsOf = (milliseconds) => Math.floor(milliseconds / 1000);

;// CONCATENATED MODULE: ./build/js/tree/read-file.js





/**
 * Adds a file to what is read; its content is read only where the stat cache does not know it. Gives a promise for a large
 * file only, since thousands of promises cost more than the small files do.
 */
function readFile(reading, place, stats) {
    const remembered = reading.cache.recall(stats);
    if (remembered !== undefined) {
        const entry = addFile(reading, place, { stats, digest: remembered });
        if (stats.size > SMALL)
            reading.sources.keep(entry, { stats, bytes: undefined, isRacy: false });
        return undefined;
    }
    if (stats.size > SMALL)
        return readLarge(reading, place, stats);
    const content = withFile(reading, place, (descriptor) => {
        const readAt = Date.now();
        const bytes = readAll(descriptor, stats.size);
        checkSame(reading, place, { stats, descriptor });
        return { digest: digestOfBytes(bytes), bytes, readAt };
    });
    addRead(reading, place, { stats, ...content });
    return undefined;
}
async function readLarge(reading, place, stats) {
    const readAt = Date.now();
    const descriptor = withFailure(reading, place, () => place.directory.openFile(place.name));
    try {
        const digest = await digestOfFile(descriptor, { size: stats.size, pace: reading.pace });
        checkSame(reading, place, { stats, descriptor });
        addRead(reading, place, { stats, digest, bytes: undefined, readAt });
    }
    catch (error) {
        throw readError(error, place.from, reading.request.rootName);
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function withFile(reading, place, use) {
    return withFailure(reading, place, () => {
        const descriptor = place.directory.openFile(place.name);
        try {
            return use(descriptor);
        }
        finally {
            (0,external_node_fs_.closeSync)(descriptor);
        }
    });
}
function withFailure({ request }, { from }, use) {
    try {
        return use();
    }
    catch (error) {
        throw readError(error, from, request.rootName);
    }
}
/** The same stats behind the reading as before the opening: so it was this file, and nobody wrote to it. */
function checkSame({ request }, { from }, { stats, descriptor }) {
    if (!isSame(stats, (0,external_node_fs_.fstatSync)(descriptor)))
        throw changed(from, request.rootName);
}
function addRead(reading, place, { stats, digest, bytes, readAt }) {
    reading.cache.add({ stats, digest, readAt });
    const entry = addFile(reading, place, { stats, digest });
    reading.sources.keep(entry, { stats, bytes, isRacy: isRacy(stats, readAt) });
}
function addFile({ entries }, { from, to }, { stats, digest }) {
    const entry = {
        kind: 'file',
        path: to,
        from,
        executable: (stats.mode & 0o111) !== 0,
        size: stats.size,
        digest,
        modified: secondsOf(stats.mtimeMs),
    };
    entries.push(entry);
    return entry;
}

;// CONCATENATED MODULE: ./build/js/tree/stat-records.js
/** Device, inode, size, and the times of content and inode in milliseconds, each a 64-bit float. */
const NUMBERS = 5;
const DIGEST_BYTES = 32;
const RECORD_BYTES = NUMBERS * Float64Array.BYTES_PER_ELEMENT + DIGEST_BYTES;
function addSeen({ numbers, digests }, stats, digest) {
    numbers.push(stats.dev, stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs);
    digests.push(digest);
}
/**
 * Records as one string: the numbers of all, then the digests of all, as Base64 of their bytes. It is read at each build, so
 * it is made to be read: several times quicker than JSON, with nothing made for each file.
 */
function packRecords({ numbers, digests }) {
    const bytes = Buffer.from(digests.map((digest) => digest.slice('sha256:'.length)).join(''), 'hex');
    return Buffer.concat([Buffer.from(new Float64Array(numbers).buffer), bytes]).toString('base64');
}
/** The inverse of `packRecords`; what is no such string has no records. */
function unpackRecords(packed) {
    const bytes = Buffer.from(packed ?? '', 'base64');
    const count = bytes.length % RECORD_BYTES === 0 ? bytes.length / RECORD_BYTES : 0;
    const start = count * NUMBERS * Float64Array.BYTES_PER_ELEMENT;
    // A copy, since floats must be aligned.
    const numbers = new Float64Array(new Uint8Array(bytes.subarray(0, start)).buffer);
    return {
        count,
        isOf(index, { dev, ino, size, mtimeMs, ctimeMs }) {
            const at = index * NUMBERS;
            return (numbers[at + 1] === ino &&
                numbers[at + 2] === size &&
                numbers[at + 3] === mtimeMs &&
                numbers[at + 4] === ctimeMs &&
                numbers[at] === dev);
        },
        digest(index) {
            const at = start + index * DIGEST_BYTES;
            return `sha256:${bytes.toString('hex', at, at + DIGEST_BYTES)}`;
        },
        byInode() {
            const inodes = new Map();
            for (let index = 0; index < count; index += 1)
                inodes.set(numbers[index * NUMBERS + 1] ?? 0, index);
            return inodes;
        },
    };
}

;// CONCATENATED MODULE: ./build/js/tree/stat-cache.js



const KIND = 'file-digests';
/** Files more than this are not remembered in one value, which would be too large to read at each build. */
const MOST_FILES = 200_000;
const none = { recall: () => undefined, add: () => undefined, save: () => undefined };
function openStatCache({ memo, root, src, exclude }) {
    if (memo === undefined)
        return none;
    const key = (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([root, src, exclude]))
        .digest('hex');
    const before = unpackRecords(memo.recall(KIND, key));
    const find = finder(before);
    const seen = { numbers: [], digests: [] };
    let added = 0;
    return {
        recall(stats) {
            const index = find(stats);
            if (index === undefined)
                return undefined;
            const digest = before.digest(index);
            addSeen(seen, stats, digest);
            return digest;
        },
        add({ stats, digest, readAt }) {
            if (isRacy(stats, readAt))
                return;
            addSeen(seen, stats, digest);
            added += 1;
        },
        save() {
            const isUnchanged = added === 0 && seen.digests.length === before.count;
            if (isUnchanged || seen.digests.length > MOST_FILES)
                return;
            memo.remember(KIND, key, packRecords(seen));
        },
    };
}
/** Finds the record of a file that has not changed. Files mostly come in the order in which they were remembered. */
function finder(records) {
    let next = 0;
    let byInode;
    return (stats) => {
        if (!records.isOf(next, stats)) {
            byInode ??= records.byInode();
            const index = byInode.get(stats.ino);
            if (index === undefined || !records.isOf(index, stats))
                return undefined;
            next = index;
        }
        next += 1;
        return next - 1;
    };
}

;// CONCATENATED MODULE: ./build/js/tree/manifest.js










/**
 * The kernel takes paths of 4,095 bytes; the difference is for the store's own directories. It bounds how many directories
 * are held open at once, too.
 */
const LONGEST_PATH = 3840;
/** See `Trees.readManifest`. */
async function readManifest(request, sources) {
    checkDestination(request);
    const reading = {
        request,
        entries: [],
        cache: openStatCache(request),
        filter: await makeFilter(request.exclude),
        pace: makePace(request.signal),
        sources,
    };
    const root = openSourceRoot(request);
    try {
        for (const src of request.src)
            await readSource(reading, root, src);
    }
    finally {
        root.close();
    }
    checkShape(request, reading.entries);
    reading.cache.save();
    return { entries: reading.entries, digest: digestOfEntries(reading.entries) };
}
function openSourceRoot({ root, rootName }) {
    try {
        return openRoot(root);
    }
    catch (error) {
        throw refused(`${rootName} cannot be read: ${root} (${systemCode(error)})`, {
            value: root,
            hint: 'Give a directory that exists.',
            cause: error,
        });
    }
}
async function readSource(reading, root, src) {
    const { request } = reading;
    const { parts, needsDirectory } = splitSource(src, request);
    const name = parts.at(-1);
    if (name === undefined) {
        addDirectory(reading, '', root.stat('.'));
        await readChildren(reading, root, { from: '', to: '' });
        return;
    }
    const found = findSource(root, { src, parts, needsDirectory, request });
    try {
        const to = request.dst.endsWith('/') ? name : '';
        await readPlace(reading, { directory: found.parent, name, from: parts.join('/'), to }, found.stats);
    }
    finally {
        found.close();
    }
}
/** Gives a promise only where there is something to wait for. */
function readPlace(reading, place, stats) {
    if (stats.isFile())
        return readFile(reading, place, stats);
    if (stats.isDirectory())
        return readDirectory(reading, place, stats);
    if (!stats.isSymbolicLink())
        throw special(reading, place, stats);
    addLink(reading, place, stats);
    return undefined;
}
async function readDirectory(reading, place, stats) {
    addDirectory(reading, place.to, stats);
    const inside = manifest_attempt(reading, place.from, () => place.directory.openDirectory(place.name));
    try {
        await readChildren(reading, inside, place);
    }
    finally {
        inside.close();
    }
}
async function readChildren(reading, directory, at) {
    for (const name of manifest_attempt(reading, at.from, () => directory.list())) {
        const from = at.from === '' ? name : `${at.from}/${name}`;
        if (reading.filter(name, from))
            continue;
        if (from.length > LONGEST_PATH / 3)
            checkLength(reading, from);
        const stats = manifest_attempt(reading, from, () => directory.stat(name));
        // One that went since the directory was listed was not there for this copy.
        if (stats === undefined)
            continue;
        if (reading.pace.isDue())
            await reading.pace.pause();
        const place = { directory, name, from, to: at.to === '' ? name : `${at.to}/${name}` };
        const coming = readPlace(reading, place, stats);
        if (coming !== undefined)
            await coming;
    }
}
function addDirectory({ entries }, path, stats) {
    entries.push({ kind: 'directory', path, modified: secondsOf(stats?.mtimeMs ?? 0) });
}
function addLink(reading, { directory, name, from, to }, stats) {
    const target = manifest_attempt(reading, from, () => directory.readLink(name));
    reading.entries.push({ kind: 'link', path: to, target, modified: secondsOf(stats.mtimeMs) });
}
function manifest_attempt({ request }, from, read) {
    try {
        return read();
    }
    catch (error) {
        throw readError(error, from === '' ? '.' : from, request.rootName);
    }
}
function checkLength({ request }, from) {
    if (byteLength(from) <= LONGEST_PATH)
        return;
    throw refused(`a path in ${request.rootName} is longer than ${LONGEST_PATH} bytes`, {
        value: `${from.slice(0, 100)}…`,
        hint: 'Leave that directory out with (exclude …).',
    });
}
function special({ request }, { from }, stats) {
    const kind = stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
    return refused(`${JSON.stringify(from)} in ${request.rootName} is ${kind}, which cannot be copied`, {
        value: from,
        hint: 'Leave it out with (exclude …), or copy what is beside it.',
    });
}

;// CONCATENATED MODULE: ./build/js/tree/source.js
/** Enough for 5,000 files of usual size; a runner has more memory than that to spare. */
const source_MOST_BYTES = 64 * 1024 ** 2;
function makeSources(mostBytes = source_MOST_BYTES) {
    const sources = new WeakMap();
    let room = mostBytes;
    return {
        keep(entry, source) {
            const size = source.bytes?.length ?? 0;
            const fits = size <= room;
            if (fits)
                room -= size;
            sources.set(entry, fits ? source : { ...source, bytes: undefined });
        },
        of: (entry) => sources.get(entry),
        takeBytes(entry) {
            const source = sources.get(entry);
            if (source?.bytes === undefined)
                return undefined;
            room += source.bytes.length;
            sources.set(entry, { ...source, bytes: undefined });
            return source.bytes;
        },
    };
}

;// CONCATENATED MODULE: ./build/js/tree/open.js



/**
 * Manifests and copies of file trees on this machine's file systems. Opening costs nothing. A copy is quicker from the
 * same `Trees` that read its manifest, which has small files at hand still.
 */
function openTrees() {
    const sources = makeSources();
    return {
        readManifest: (request) => readManifest(request, sources),
        copy: (request) => copyTree(request, sources),
    };
}

// EXTERNAL MODULE: ./build/js/cli/places.js
var cli_places = __webpack_require__(1739);
;// CONCATENATED MODULE: ./build/js/cli/machinery.js







/** Opens the store that was asked for, lends it, and closes it whatever happens. */
async function withStore(request, use, options = { onNotice: noticeOnStderr }) {
    const place = await resolveStore({
        store: request.store,
        namedBy: request.namedBy,
        directory: request.poolDirectory ?? cli_places/* places */.z.poolDirectory,
        bytes: request.poolBytes,
    });
    const store = await openStore(place, options);
    try {
        return await use(store, place);
    }
    finally {
        await store.close();
    }
}
function noticeOnStderr(text) {
    process.stderr.write(`${text}\n`);
}
/** This machine's sandbox, with what dead processes left in it cleared away. */
async function readySandbox() {
    const runtime = (0,probes/* findProgram */.Kp)('runc', process.env['PATH'] ?? '');
    const sandbox = await openSandbox({ runtime, stateDir: cli_places/* places */.z.runDirectory });
    await sandbox.repair();
    return sandbox;
}
/** The drivers, wired together for one build. */
async function withMachinery({ storeRequest, dockerConfig, proxy }, use, options) {
    // Imported for those who need it: this module takes as long to load as a cached build takes.
    if (proxy !== undefined)
        (await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 19))).setGlobalProxyFromEnv(proxy);
    // Containers of dead processes go before the store removes the directories that those run in.
    const sandbox = await readySandbox();
    const lend = (store, place) => {
        const images = openImages({ memo: store.memo, dockerConfig });
        return use({ store, sandbox, images, trees: openTrees() }, place);
    };
    return await withStore(storeRequest, lend, options);
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
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/** The fields of /proc/PID/stat after the name, as in proc_pid_stat(5): the state is the first. */
function statFields(pid) {
    try {
        const text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'latin1');
        // The name may hold blanks and parentheses itself.
        return text.slice(text.lastIndexOf(')') + 2).split(' ');
    }
    catch {
        return undefined;
    }
}
/** When a process started, in clock ticks since boot; undefined for none, and for one that has ended but was not waited for. */
function processStart(pid) {
    const fields = statFields(pid);
    return fields === undefined || fields[0] === 'Z' ? undefined : Number(fields[19]);
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

/***/ 4930:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   FL: () => (/* binding */ DigestCheck),
/* harmony export */   H2: () => (/* binding */ checkDigest),
/* harmony export */   Hy: () => (/* binding */ algorithmOf),
/* harmony export */   RV: () => (/* binding */ verifyBytes),
/* harmony export */   ol: () => (/* binding */ digestOf),
/* harmony export */   w$: () => (/* binding */ expectDigest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3235);


/** Algorithm and length of the hex digits, as registered by the OCI image specification. */
const LENGTHS = { sha256: 64, sha512: 128 };
function isDigest(text) {
    const [algorithm = '', hex = ''] = text.split(/:(.*)/s);
    return hex.length === LENGTHS[algorithm] && /^[0-9a-f]+$/.test(hex);
}
/** @throws ObuilderError `image-invalid` unless `text` is `sha256:` or `sha512:` and the right number of hex digits */
function checkDigest(text, what) {
    if (typeof text === 'string' && isDigest(text))
        return text;
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} has ${JSON.stringify(text) ?? 'nothing'} where a digest belongs`, {
        hint: 'A digest is sha256: and 64 lower-case hex digits.',
    });
}
function digestOf(bytes, algorithm = 'sha256') {
    return `${algorithm}:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(algorithm).update(bytes).digest('hex')}`;
}
function algorithmOf(digest) {
    return digest.slice(0, digest.indexOf(':'));
}
/** @throws ObuilderError `image-invalid` when something else was found than was expected */
function expectDigest(found, expected, what) {
    if (found === expected)
        return;
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} has the digest ${found} instead of ${expected}`, {
        value: expected,
        hint: 'The content was changed or damaged on its way; nothing of it is used.',
    });
}
/** Computes the digest of what passes, with the algorithm of `expected`. */
class DigestCheck {
    #expected;
    #algorithm;
    #hash;
    constructor(expected) {
        this.#expected = expected;
        this.#algorithm = algorithmOf(expected);
        this.#hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(this.#algorithm);
    }
    update(chunk) {
        this.#hash.update(chunk);
    }
    /** @throws ObuilderError `image-invalid` when what passed is something else */
    verify(what) {
        expectDigest(`${this.#algorithm}:${this.#hash.digest('hex')}`, this.#expected, what);
    }
}
/** @throws ObuilderError `image-invalid` when `bytes` do not have that digest */
function verifyBytes(bytes, expected, what) {
    const check = new DigestCheck(expected);
    check.update(bytes);
    check.verify(what);
}


/***/ }),

/***/ 2175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JO: () => (/* binding */ rememberFacts),
/* harmony export */   T8: () => (/* binding */ recallFacts),
/* harmony export */   gN: () => (/* binding */ joinFacts)
/* harmony export */ });
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3235);

/** With a version, so that facts of another layout are just not found. */
const KIND = 'image-facts-1';
/** What is remembered of a digest (an index's or a manifest's) on a platform. A digest's facts never change. */
function recallFacts(memo, digest, platform) {
    const text = memo.recall(KIND, `${digest} ${platform}`);
    return text === undefined ? undefined : JSON.parse(text);
}
function rememberFacts(memo, key, facts) {
    memo.remember(KIND, `${key.digest} ${key.platform}`, JSON.stringify(facts));
}
/**
 * Joins a manifest's layers with the digests that the config has for what is in them.
 * @throws ObuilderError `image-invalid` when there are not as many
 */
function joinFacts(digest, layers, config) {
    const { diffIds, environment, platform } = config;
    if (diffIds.length !== layers.length) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`${digest} has ${layers.length} layers and digests of the content of ${diffIds.length}`);
    }
    const joined = layers.map((layer, index) => ({
        digest: layer.digest,
        size: layer.size,
        diffId: diffIds[index] ?? '',
    }));
    return { digest, platform, environment, layers: joined };
}


/***/ }),

/***/ 3235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I$: () => (/* binding */ imageUnavailable),
/* harmony export */   lC: () => (/* binding */ imageInvalid),
/* harmony export */   rV: () => (/* binding */ isAbort),
/* harmony export */   ux: () => (/* binding */ within),
/* harmony export */   xU: () => (/* binding */ systemCode)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

const FULL = new Set(['ENOSPC', 'EDQUOT']);
function imageInvalid(message, details = {}) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('image-invalid', message, details);
}
function imageUnavailable(message, details = {}) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('image-unavailable', message, details);
}
/** The same error with what it happened in put before it, e.g. a layer's digest. */
function within(subject, error) {
    const code = systemCode(error);
    if (code !== undefined && FULL.has(code)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('store-full', `${subject}: no space is left for its files`, {
            hint: 'Free space in the store or make it larger, then build again.',
            cause: error,
        });
    }
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy) {
        const { value, hint, at, cause } = error;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy(error.code, `${subject}: ${error.message}`, { value, hint, at, cause });
    }
    if (isAbort(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('cancelled', `${subject}: cancelled`, { cause: error });
    const message = error instanceof Error ? error.message : String(error);
    return imageInvalid(`${subject}: ${message}`, { cause: error });
}
function isAbort(error) {
    return error instanceof Error && (error.name === 'AbortError' || systemCode(error) === 'ABORT_ERR');
}
/** The code of an error of the system or of Node, such as `ENOENT`. */
function systemCode(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}


/***/ }),

/***/ 5593:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ formatPlatform),
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   h0: () => (/* binding */ matchPlatform),
/* harmony export */   ol: () => (/* binding */ hostPlatform)
/* harmony export */ });
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3235);

const ARCHITECTURES = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };
/** The platform of this machine, e.g. `linux/amd64`. */
function hostPlatform() {
    const architecture = ARCHITECTURES[process.arch] ?? process.arch;
    return architecture === 'arm' ? 'linux/arm/v7' : `linux/${architecture}`;
}
/** @throws ObuilderError `image-invalid` unless it is `OS/ARCHITECTURE` or `OS/ARCHITECTURE/VARIANT` */
function parsePlatform(text) {
    const [os = '', architecture = '', variant, ...rest] = text.split('/');
    if (os === '' || architecture === '' || variant === '' || rest.length > 0) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`"${text}" is no platform`, { value: text, hint: 'Write e.g. linux/arm64.' });
    }
    return { os, architecture, variant };
}
function formatPlatform({ os, architecture, variant }) {
    return variant === undefined || variant === ''
        ? `${os}/${architecture}`
        : `${os}/${architecture}/${variant}`;
}
/** Variants that name the same thing as none: the baseline of an architecture. */
const BASELINES = { arm64: 'v8', amd64: 'v1', arm: 'v7' };
function level(platform) {
    const variant = platform.variant || BASELINES[platform.architecture] || 'v0';
    return Number(/^v(\d+)/.exec(variant)?.[1] ?? 0);
}
/**
 * How well content for `offered` runs on `wanted`: undefined when not at all, and the larger the better otherwise. A
 * machine runs older variants of its architecture, never newer ones.
 */
function matchPlatform(wanted, offered) {
    if (offered.os !== wanted.os || offered.architecture !== wanted.architecture)
        return undefined;
    const offeredLevel = level(offered);
    return offeredLevel <= level(wanted) ? offeredLevel : undefined;
}


/***/ }),

/***/ 4337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   FH: () => (/* binding */ formatReference),
/* harmony export */   U$: () => (/* binding */ registryHost),
/* harmony export */   Vb: () => (/* binding */ nameOf)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4930);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3235);


const DEFAULT_DOMAIN = 'docker.io';
const LONGEST_NAME = 255;
const DOMAIN = /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
/**
 * Reads `[DOMAIN/]PATH[:TAG][@DIGEST]`. Without a domain it is Docker Hub, where a single name is in `library/`; without
 * tag and digest the tag is `latest`.
 * @throws ObuilderError `image-invalid` that says which part is wrong
 */
function parseReference(text) {
    const at = text.indexOf('@');
    const named = at < 0 ? text : text.slice(0, at);
    const digest = at < 0 ? undefined : text.slice(at + 1);
    if (digest !== undefined && !(0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest)) {
        throw wrong(text, `"${digest}" is no digest`, 'A digest is sha256: and 64 lower-case hex digits.');
    }
    const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    const name = colon < 0 ? named : named.slice(0, colon);
    const tag = colon < 0 ? undefined : named.slice(colon + 1);
    if (tag !== undefined && !TAG.test(tag)) {
        throw wrong(text, `"${tag}" is no tag`, 'A tag has up to 128 letters, digits, "_", "." and "-".');
    }
    return { ...splitDomain(name, text), tag: tag ?? (digest === undefined ? 'latest' : undefined), digest };
}
function splitDomain(name, text) {
    if (name === '')
        throw wrong(text, 'the name is missing', 'Write something like debian:12.');
    const slash = name.indexOf('/');
    const head = name.slice(0, Math.max(slash, 0));
    const hasDomain = slash > 0 && (/[.:]/.test(head) || head === 'localhost' || head !== head.toLowerCase());
    const given = hasDomain ? head : DEFAULT_DOMAIN;
    const domain = given === 'index.docker.io' ? DEFAULT_DOMAIN : given;
    const path = hasDomain ? name.slice(slash + 1) : name;
    if (!DOMAIN.test(domain))
        throw wrong(text, `"${domain}" is no registry`, 'Write HOST or HOST:PORT.');
    checkPath(path, text);
    const repository = domain === DEFAULT_DOMAIN && !path.includes('/') ? `library/${path}` : path;
    if (domain.length + 1 + repository.length > LONGEST_NAME) {
        throw wrong(text, `the name is longer than ${LONGEST_NAME} characters`, 'Use a shorter name.');
    }
    return { domain, repository };
}
function checkPath(path, text) {
    const bad = path.split('/').find((component) => !COMPONENT.test(component));
    if (bad === undefined)
        return;
    const lower = path.toLowerCase();
    const hint = lower !== path && lower.split('/').every((component) => COMPONENT.test(component))
        ? `Repository names are lower-case: did you mean "${text.replace(path, lower)}"?`
        : 'Repository names have lower-case letters and digits, with ".", "_", "__" or "-" between them.';
    throw wrong(text, bad === '' ? 'a part of the name is empty' : `"${bad}" is no part of a name`, hint);
}
function wrong(value, problem, hint) {
    return (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`"${value}" is no image reference: ${problem}`, { value, hint });
}
/** Domain and repository without tag and digest. */
function nameOf(reference) {
    return `${reference.domain}/${reference.repository}`;
}
/** The whole reference, in the form that `parseReference` reads back to the same. */
function formatReference(reference) {
    const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
    const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
    return `${nameOf(reference)}${tag}${digest}`;
}
/** The host that serves a domain: Docker Hub's registry is not at its own name. */
function registryHost(domain) {
    return domain === DEFAULT_DOMAIN ? 'registry-1.docker.io' : domain;
}


/***/ }),

/***/ 8106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ resolvedFrom)
/* harmony export */ });
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5593);

/** A pinned image from its facts; tells the user when it was made for another platform. */
function resolvedFrom(facts, { name, request, load }) {
    const wanted = (0,_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPlatform */ .Bq)(request.platform);
    const platform = facts.platform ?? wanted;
    if (!platform.startsWith(baseOf(wanted))) {
        request.options.onWarning(`${name} is made for ${platform}, this machine is ${wanted}`);
    }
    return {
        name,
        digest: facts.digest,
        platform,
        environment: facts.environment,
        load,
    };
}
/** Operating system and architecture without the variant. */
function baseOf(platform) {
    return platform.split('/').slice(0, 2).join('/');
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
/* harmony import */ var _host_process_info_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5201);

const NAME = /^obuilder-(\d+)-(\d+)-(\d+)$/;
let steps = 0;
/**
 * The prefix of everything that this process makes: its pid and the kernel's start time of it, so that a pid that was given
 * to another process later is not mistaken for the owner.
 */
function ownerPrefix() {
    return `obuilder-${process.pid}-${(0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_0__/* .processStart */ .gy)(process.pid) ?? 0}`;
}
/** A name that no other step on this machine has, dead or alive. */
function newStepName() {
    steps += 1;
    return `${ownerPrefix()}-${steps}`;
}
/** Whether `name` is of a step whose owner no longer runs. Names that are not of a step are nobody's to remove. */
function isDead(name) {
    const [, pid, start] = NAME.exec(name) ?? [];
    return pid !== undefined && (0,_host_process_info_js__WEBPACK_IMPORTED_MODULE_0__/* .processStart */ .gy)(Number(pid)) !== Number(start);
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


/***/ })

};
