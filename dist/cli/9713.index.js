export const id = 9713;
export const ids = [9713,2941];
export const modules = {

/***/ 3054:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ asker)
});

// EXTERNAL MODULE: ./build/js/host/caller.js
var host_caller = __webpack_require__(7698);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: ./build/js/host/credential-helper.js
var credential_helper = __webpack_require__(2941);
// EXTERNAL MODULE: ./build/js/host/opened-file.js
var opened_file = __webpack_require__(4011);
;// CONCATENATED MODULE: ./build/js/host/own-files.js





/** Files as this very process may read them: for root who asks, and for a program that a user runs. */
function ownFiles(env) {
    return {
        user: undefined,
        open: async ({ path, below }, signal) => {
            signal?.throwIfAborted();
            if (below !== undefined)
                checkBelow(path, below);
            return (0,opened_file/* openHere */.P)(path, { name: path, followLinks: true });
        },
        askCredentialHelper: (name, server) => (0,credential_helper.askCredentialHelper)(name, { server, env }),
    };
}
/** @throws ObuilderError `input-invalid` where a link leads out of the directory, system error where the file is not there */
function checkBelow(file, directory) {
    const way = (0,external_node_path_.relative)((0,external_node_fs_.realpathSync)(directory), (0,external_node_fs_.realpathSync)(file));
    if (way !== '..' && !way.startsWith('../'))
        return;
    throw new errors/* ObuilderError */.Vy('input-invalid', `a link on the way to ${file} leads out of ${directory}`, {
        value: file,
        hint: 'Put the file itself there.',
    });
}

;// CONCATENATED MODULE: ./build/js/cli/asker.js


let known;
/**
 * Tells who asks. A user behind sudo gets a reader: a process that starts with the first call, so call early and let it start
 * while other things load. Root, and a process of the user itself, read with their own rights.
 */
function asker() {
    known ??= findAsker();
    return known;
}
async function findAsker() {
    const uid = process.getuid?.() ?? 0;
    const caller = (0,host_caller/* callerOf */.$U)({ env: process.env, uid });
    if (uid !== 0 || caller.isRoot) {
        return {
            files: ownFiles,
            trees: (own) => own,
            memo: (shared) => shared,
            home: undefined,
            end: () => undefined,
        };
    }
    return await readBy(caller);
}
/** Loaded for those only who have a reader. */
async function readBy(caller) {
    const { readerFiles, readerTrees, startReader } = await Promise.all(/* import() */[__webpack_require__.e(928), __webpack_require__.e(1279), __webpack_require__.e(3838)]).then(__webpack_require__.bind(__webpack_require__, 8642));
    const reader = startReader(caller, process.argv[1] ?? '');
    return {
        files: (env) => readerFiles(reader, env),
        trees: (own) => readerTrees(reader, own),
        memo: (shared) => memoOf(caller.uid, shared),
        home: caller.home,
        end: reader.end,
    };
}
function memoOf(uid, { recall, remember }) {
    const own = (key) => `${uid} ${key}`;
    return {
        recall: (kind, key) => recall(kind, own(key)),
        remember: (kind, key, value) => remember(kind, own(key), value),
    };
}


/***/ }),

/***/ 5189:
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
            const { loadLayers } = await Promise.all(/* import() */[__webpack_require__.e(6031), __webpack_require__.e(4381), __webpack_require__.e(8301)]).then(__webpack_require__.bind(__webpack_require__, 8301));
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
    const { Repository } = await __webpack_require__.e(/* import() */ 3221).then(__webpack_require__.bind(__webpack_require__, 3221));
    const { files, dockerConfig: file, plainHttp, certificates, trust, retryMs } = settings;
    const dockerConfig = file === undefined ? undefined : { file, files };
    const { domain, repository } = reference;
    return new Repository({ domain, repository, dockerConfig, plainHttp, certificates, trust, retryMs });
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
    const { readFacts } = await __webpack_require__.e(/* import() */ 7535).then(__webpack_require__.bind(__webpack_require__, 7535));
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
            const { sizedBytes } = await __webpack_require__.e(/* import() */ 8369).then(__webpack_require__.bind(__webpack_require__, 8369));
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
    { prefix: 'oci-archive:', resolve: async (r) => (await Promise.all(/* import() */[__webpack_require__.e(6031), __webpack_require__.e(9562)]).then(__webpack_require__.bind(__webpack_require__, 9562))).resolveOciArchive(r) },
    {
        prefix: 'docker-archive:',
        resolve: async (r) => (await Promise.all(/* import() */[__webpack_require__.e(6031), __webpack_require__.e(1869)]).then(__webpack_require__.bind(__webpack_require__, 1869))).resolveDockerArchive(r),
    },
    { prefix: 'rootfs:', resolve: async (r) => (await Promise.all(/* import() */[__webpack_require__.e(6031), __webpack_require__.e(4381), __webpack_require__.e(5837)]).then(__webpack_require__.bind(__webpack_require__, 5837))).resolveRootfs(r) },
    { prefix: 'scratch', resolve: async (r) => (await __webpack_require__.e(/* import() */ 6650).then(__webpack_require__.bind(__webpack_require__, 4269))).resolveScratch(r) },
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

// EXTERNAL MODULE: ./build/js/image/trust.js
var image_trust = __webpack_require__(794);
// EXTERNAL MODULE: ./build/js/sandbox/open.js + 4 modules
var sandbox_open = __webpack_require__(414);
// EXTERNAL MODULE: ./build/js/store/merge-limits.js
var merge_limits = __webpack_require__(2269);
// EXTERNAL MODULE: ./build/js/store/open.js + 29 modules
var store_open = __webpack_require__(9700);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
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
    const { execa, ExecaError } = await __webpack_require__.e(/* import() */ 2499).then(__webpack_require__.bind(__webpack_require__, 2499));
    try {
        const { stdout } = await execa(file, args, { stdin: 'ignore', cwd: '/', env: { LC_ALL: 'C' } });
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

// EXTERNAL MODULE: ./build/js/host/lock.js
var host_lock = __webpack_require__(9742);
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
    const lock = await (0,host_lock/* waitForLock */.g)(external_node_path_.join(request.directory, 'pool.lock'));
    try {
        (0,external_node_fs_.mkdirSync)(mountPoint, { recursive: true, mode: 0o700 });
        if ((0,btrfs/* isOnBtrfs */.n0)(mountPoint))
            return mountPoint;
        const image = external_node_path_.join(request.directory, 'pool.img');
        const isNew = !(0,external_node_fs_.existsSync)(image);
        if (isNew)
            await makeImage(image, request);
        await mountImage(image, mountPoint).catch((error) => {
            // An image that was never mounted holds nothing, and would be found again and again.
            if (isNew)
                (0,external_node_fs_.rmSync)(image, { force: true });
            throw error;
        });
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
        // Set-uid programs of a step work in the step only: its sandbox allows them to itself.
        if (device !== undefined)
            await runTool('mount', ['-t', 'btrfs', '-o', 'noatime,nosuid,nodev', device, mountPoint]);
        else
            await runTool('mount', ['-t', 'btrfs', '-o', 'loop,noatime,nosuid,nodev', image, mountPoint]);
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
// EXTERNAL MODULE: ./build/js/store/drivers.js + 17 modules
var drivers = __webpack_require__(1977);
// EXTERNAL MODULE: ./build/js/store/trust.js
var trust = __webpack_require__(9174);
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
    const facts = (0,auto/* readAutoFacts */.P)(directory);
    const choice = (0,auto/* chooseStore */.z)(facts);
    if (choice.kind !== 'pool')
        return placeOf(await (await trials()).tried(choice));
    (0,trust/* checkPool */.RA)(directory);
    try {
        return { driver: 'btrfs', root: await openPool({ directory, bytes }), why: `auto: ${choice.why}` };
    }
    catch (error) {
        return placeOf(await (await trials()).insteadOfPool(facts, error));
    }
}
/** Loaded by a machine without a pool only. */
const trials = () => __webpack_require__.e(/* import() */ 5652).then(__webpack_require__.bind(__webpack_require__, 5652));
function placeOf({ kind, directory, why }) {
    return { ...(0,drivers/* parseStoreName */.su)(`${kind}:${directory}`), why: `auto: ${why}` };
}

// EXTERNAL MODULE: ./build/js/tree/copy.js + 1 modules
var copy = __webpack_require__(1279);
// EXTERNAL MODULE: ./build/js/tree/manifest.js + 4 modules
var manifest = __webpack_require__(1315);
// EXTERNAL MODULE: ./build/js/tree/source.js
var source = __webpack_require__(2026);
// EXTERNAL MODULE: ./build/js/tree/stat-cache.js + 1 modules
var stat_cache = __webpack_require__(2384);
;// CONCATENATED MODULE: ./build/js/tree/open.js




/**
 * Manifests and copies of file trees on this machine's file systems. Opening costs nothing. A copy is quicker from the
 * same `Trees` that read its manifest, which has small files at hand still.
 */
function openTrees() {
    const sources = (0,source/* makeSources */.d)();
    return {
        readManifest: (request) => (0,manifest/* readManifest */.W)(request, sources),
        copy: (request) => (0,copy/* copyTree */.EL)(request, sources),
        forget: stat_cache/* forgetDigests */.F4,
    };
}

// EXTERNAL MODULE: ./build/js/cli/asker.js + 1 modules
var asker = __webpack_require__(3054);
// EXTERNAL MODULE: ./build/js/cli/owner/boundary.js
var owner_boundary = __webpack_require__(725);
// EXTERNAL MODULE: ./build/js/host/caller.js
var host_caller = __webpack_require__(7698);
// EXTERNAL MODULE: ./build/js/report/shell-words.js
var shell_words = __webpack_require__(5811);
// EXTERNAL MODULE: ./build/js/store/init-mark.js
var init_mark = __webpack_require__(9056);
// EXTERNAL MODULE: ./build/js/cli/owner/rules.js
var rules = __webpack_require__(1384);
;// CONCATENATED MODULE: ./build/js/cli/owner/choose-store.js







/**
 * The store that a caller gets. Root may name anything. A user may name what the owner's file lists for that user; without such
 * a list, the machine's default store and stores that root made by `init`.
 *
 * @throws ObuilderError `not-root` for any other store, with the command or the file that allows it
 */
function chooseStore(wish, caller, rules) {
    if (caller.isRoot)
        return forRoot(wish, rules);
    if (wish.poolDirectory !== undefined)
        throw refused(`the place ${wish.poolDirectory} of a pool`, caller, {
            value: wish.poolDirectory,
            hint: 'Leave --pool-dir out, or be root.',
        });
    if (rules.stores !== undefined)
        return fromList(wish, caller, rules.stores);
    if (wish.store === 'auto' || (0,init_mark/* isMarked */.r)((0,drivers/* parseStoreName */.su)(wish.store)))
        return { wish };
    const command = ['sudo', process.execPath, process.argv[1] ?? '', 'init', wish.store];
    throw refused(`the store ${wish.store}`, caller, {
        value: wish.store,
        hint: `Let an administrator allow this store once: ${(0,shell_words/* shellWords */.C)(command)}`,
    });
}
/** Root's own `auto` is the first store of the owner's file too. */
function forRoot(wish, { stores = [] }) {
    const isDefault = wish.store === 'auto' && wish.poolDirectory === undefined;
    const listed = isDefault ? stores[0] : stores.find(({ store }) => sameStore(store, wish.store));
    return listed === undefined ? { wish } : taken(wish, listed);
}
function fromList(wish, caller, stores) {
    const own = stores.filter((store) => mayUse(caller, store));
    const listed = wish.store === 'auto' ? own[0] : own.find(({ store }) => sameStore(store, wish.store));
    if (listed !== undefined)
        return taken(wish, listed);
    const names = own.map(({ store }) => store).join(', ');
    throw refused(wish.store === 'auto' ? 'any store' : `the store ${wish.store}`, caller, {
        value: wish.store,
        hint: `Let the owner of this machine add it to "stores" in ${rules/* OWNER_FILE */.Zl}.${names && ` Or use: ${names}.`}`,
    });
}
function taken(wish, { store, poolBytes, limits }) {
    const namedBy = wish.store === 'auto' ? rules/* OWNER_FILE */.Zl : wish.namedBy;
    return { wish: { ...wish, store, namedBy, poolBytes: poolBytes ?? wish.poolBytes }, limits };
}
function mayUse(caller, { users, groups }) {
    if (users === undefined && groups === undefined)
        return true;
    if (users?.includes(caller.name) || users?.includes(String(caller.uid)))
        return true;
    return groups !== undefined && (0,host_caller/* isInGroup */.Px)(caller, groups);
}
/** However many slashes each is written with. */
function sameStore(a, b) {
    if (a === 'auto' || b === 'auto')
        return a === b;
    const [one, other] = [(0,drivers/* parseStoreName */.su)(a), (0,drivers/* parseStoreName */.su)(b)];
    const plain = (root) => (root.startsWith('/') ? external_node_path_.resolve(root) : root);
    return one.driver === other.driver && plain(one.root) === plain(other.root);
}
function refused(what, { name }, details) {
    return new errors/* ObuilderError */.Vy('not-root', `the user ${name} may not use ${what}`, details);
}

// EXTERNAL MODULE: ./build/js/cli/places.js
var places = __webpack_require__(1739);
;// CONCATENATED MODULE: ./build/js/cli/machinery.js












/** Opens the store that was asked for, where the caller may use it, lends it, and closes it whatever happens. */
async function withStore(request, use, { boundary, limits, onNotice = noticeOnStderr } = {}) {
    const { caller, rules } = boundary ?? (await (0,owner_boundary/* readBoundary */.x)());
    const { wish, limits: owners } = chooseStore(request, caller, rules);
    const place = await resolveStore({
        store: wish.store,
        namedBy: wish.namedBy,
        directory: wish.poolDirectory ?? places/* places */.z.poolDirectory,
        bytes: wish.poolBytes,
    });
    const own = caller.isRoot
        ? { limits: (0,merge_limits/* mergeLimits */.n)(owners, limits) }
        : { limits: owners, user: { uid: caller.uid, minFree: limits?.minFree } };
    const store = await (0,store_open/* openStore */.C)(place, { ...own, onNotice });
    try {
        return await use(store, { ...place, limits: owners });
    }
    finally {
        await store.close();
    }
}
function noticeOnStderr(text) {
    process.stderr.write(`${text}\n`);
}
/** This machine's sandbox, with what dead processes left in it cleared away. */
async function readySandbox(options) {
    const runtime = (0,probes/* findProgram */.Kp)('runc', process.env['PATH'] ?? '');
    const sandbox = await (0,sandbox_open/* openSandbox */.E)({ ...options, runtime, stateDir: places/* places */.z.runDirectory });
    await sandbox.repair();
    return sandbox;
}
/** The drivers, wired together for one build. */
async function withMachinery(request, use, options = {}) {
    const { storeRequest, dockerConfig, proxy, userNamespace, environment = {} } = request;
    const { files: filesOf, trees, memo } = await (0,asker/* asker */.N)();
    // Imported for those who need it: this module takes as long to load as a cached build takes.
    if (proxy !== undefined)
        (await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 19))).setGlobalProxyFromEnv(proxy);
    // Containers of dead processes go before the store removes the directories that those run in.
    const sandbox = await readySandbox({ userNamespace, onNotice: options.onNotice });
    const boundary = options.boundary ?? (await (0,owner_boundary/* readBoundary */.x)());
    const { imageDirectories } = boundary.rules;
    const lend = (store, place) => {
        const files = filesOf(environment);
        const trust = (0,image_trust/* trustOf */.A)(files, environment);
        const confinement = { imageDirectories, isConfined: options.isJob };
        const images = openImages({ memo: memo(store.memo), files, dockerConfig, trust, ...confinement });
        return use({ store, sandbox, images, trees: trees(openTrees()) }, place);
    };
    return await withStore(storeRequest, lend, { ...options, boundary });
}


/***/ }),

/***/ 725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ readBoundary)
/* harmony export */ });
/* harmony import */ var _host_caller_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7698);
/* harmony import */ var _load_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9939);


async function readBoundary() {
    const caller = (0,_host_caller_js__WEBPACK_IMPORTED_MODULE_0__/* .callerOf */ .$U)({ env: process.env, uid: process.getuid?.() ?? 0 });
    return { caller, rules: await (0,_load_js__WEBPACK_IMPORTED_MODULE_1__/* .readOwnerRules */ .p)() };
}


/***/ }),

/***/ 9939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ readOwnerRules)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/host/trusted-path.js
var trusted_path = __webpack_require__(3728);
// EXTERNAL MODULE: ./build/js/cli/owner/rules.js
var rules = __webpack_require__(1384);
;// CONCATENATED MODULE: ./build/js/cli/owner/read.js




const LARGEST_BYTES = 1024 ** 2;
/** The text of the owner's file; undefined where there is none. @throws ObuilderError `input-invalid` for a file that others control */
function readOwnerText(file) {
    const found = (0,trusted_path/* untrustedWay */.Q)(external_node_path_.dirname(file)) ?? (0,trusted_path/* untrustedEntry */.z)([file]);
    if (found !== undefined)
        throw (0,rules/* ownerFault */.wp)(file, `is not trusted: ${found.path} ${found.why}`, found.path);
    const handle = read_open(file);
    if (handle === undefined)
        return undefined;
    try {
        const { size } = (0,external_node_fs_.fstatSync)(handle);
        if (!(0,external_node_fs_.fstatSync)(handle).isFile())
            throw (0,rules/* ownerFault */.wp)(file, 'is not a regular file');
        if (size > LARGEST_BYTES)
            throw (0,rules/* ownerFault */.wp)(file, `is larger than ${LARGEST_BYTES} bytes`);
        return (0,external_node_fs_.readFileSync)(handle, 'utf8');
    }
    finally {
        (0,external_node_fs_.closeSync)(handle);
    }
}
function read_open(file) {
    try {
        return (0,external_node_fs_.openSync)(file, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT')
            return undefined;
        throw (0,rules/* ownerFault */.wp)(file, `cannot be read (${code})`);
    }
}

;// CONCATENATED MODULE: ./build/js/cli/owner/load.js


/**
 * Reads the owner's file anew each time. A machine without the file costs one system call.
 *
 * @param file for tests: nothing that a user controls leads here
 * @throws ObuilderError `input-invalid` naming the fault and its place
 */
async function readOwnerRules(file = rules/* OWNER_FILE */.Zl) {
    const text = readOwnerText(file);
    if (text === undefined)
        return rules/* NO_RULES */.Wd;
    // Loaded for machines that have the file.
    const { parseOwnerFile } = await Promise.all(/* import() */[__webpack_require__.e(7934), __webpack_require__.e(737)]).then(__webpack_require__.bind(__webpack_require__, 737));
    return parseOwnerFile(text, file);
}


/***/ }),

/***/ 1384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wd: () => (/* binding */ NO_RULES),
/* harmony export */   Zl: () => (/* binding */ OWNER_FILE),
/* harmony export */   wp: () => (/* binding */ ownerFault)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

const OWNER_FILE = '/etc/obuilder-action.json';
/** The rules of a machine whose owner has written none. */
const NO_RULES = { mayUseHostNetwork: true, steps: {}, imageDirectories: [] };
function ownerFault(file, what, value) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${file} ${what}`, {
        value: value ?? file,
        hint: 'Let the owner of this machine mend it; "doctor" checks the file.',
    });
}


/***/ }),

/***/ 7698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $U: () => (/* binding */ callerOf),
/* harmony export */   Px: () => (/* binding */ isInGroup),
/* harmony export */   c1: () => (/* binding */ groupsOf)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2027);




/** The largest uid is not a uid: system calls take -1 for "leave as it is". */
const LAST_ID = 2 ** 32 - 2;
/**
 * Tells who asks. Only a process of root believes SUDO_UID, since only sudo can have started a process of root for a user.
 *
 * @throws ObuilderError `input-invalid` for a SUDO_UID or SUDO_GID that is no id: a doubt never makes anybody root
 */
function callerOf({ env, uid, etc = '/etc' }) {
    const asked = uid === 0 ? idOf(env, 'SUDO_UID') : undefined;
    const caller = asked ?? uid;
    const account = accountOf(caller, etc);
    const group = asked === undefined ? ownGroup(uid) : idOf(env, 'SUDO_GID');
    return {
        uid: caller,
        gid: group ?? account?.gid ?? lacksGroup(caller),
        name: account?.name ?? ((asked && env['SUDO_USER']) || `#${caller}`),
        home: account?.home ?? '/nonexistent',
        isRoot: caller === 0,
    };
}
/** All groups of a caller: the primary group first. Users of a directory service cost one process. */
function groupsOf({ uid, gid, name }, etc = '/etc') {
    const isLocal = localAccount(uid, etc) !== undefined;
    const groups = isLocal ? localGroups(name, etc) : serviceGroups(name);
    return [...new Set([gid, ...groups])];
}
function idOf(env, variable) {
    const text = env[variable];
    if (text === undefined)
        return undefined;
    const id = Number(text);
    if (/^(?:0|[1-9]\d{0,9})$/.test(text) && id <= LAST_ID)
        return id;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ObuilderError */ .Vy('input-invalid', `${variable} is no id: ${JSON.stringify(text)}`, {
        value: text,
        hint: `Start the command by sudo, which sets ${variable}, or as root without ${variable}.`,
    });
}
/** The group of this very process, where this process is the one of that user. */
function ownGroup(uid) {
    return process.getuid?.() === uid ? process.getgid?.() : undefined;
}
function lacksGroup(uid) {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ObuilderError */ .Vy('input-invalid', `the user ${uid} has no account, and SUDO_GID is not set`, {
        value: String(uid),
        hint: 'Start the command by sudo, which sets SUDO_GID.',
    });
}
function accountOf(uid, etc) {
    return localAccount(uid, etc) ?? accountIn(outputOf('getent', ['passwd', String(uid)]), uid);
}
function localAccount(uid, etc) {
    return accountIn(textOf(node_path__WEBPACK_IMPORTED_MODULE_2__.join(etc, 'passwd')), uid);
}
/** The first line for a uid counts, as for getpwuid(3). */
function accountIn(passwd, uid) {
    const fields = passwd
        .split('\n')
        .map((line) => line.split(':'))
        .find((candidate) => candidate.length >= 6 && candidate[2] === String(uid));
    const [name = '', , , gid = '', , home = ''] = fields ?? [];
    if (name === '' || !/^\d+$/.test(gid))
        return undefined;
    return { name, gid: Number(gid), home: home.startsWith('/') ? node_path__WEBPACK_IMPORTED_MODULE_2__.normalize(home) : '/nonexistent' };
}
function localGroups(name, etc) {
    return textOf(node_path__WEBPACK_IMPORTED_MODULE_2__.join(etc, 'group'))
        .split('\n')
        .map((line) => line.split(':'))
        .filter((fields) => fields[3]?.split(',').includes(name) && /^\d+$/.test(fields[2] ?? ''))
        .map((fields) => Number(fields[2]));
}
function serviceGroups(name) {
    const words = outputOf('id', ['-G', '--', name]).split(/\s+/);
    return words.filter((word) => /^\d+$/.test(word)).map(Number);
}
function textOf(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}
/** Empty where the program knows nothing. Its path is fixed: a caller may have chosen PATH. */
function outputOf(program, args) {
    try {
        return (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFileSync)(`/usr/bin/${program}`, args, {
            encoding: 'utf8',
            env: {},
            stdio: ['ignore', 'pipe', 'ignore'],
        });
    }
    catch {
        return '';
    }
}
/** Whether a caller is in one of the groups, each named or given by its number. */
function isInGroup(caller, groups, etc = '/etc') {
    const own = groupsOf(caller, etc).map(String);
    const names = textOf(node_path__WEBPACK_IMPORTED_MODULE_2__.join(etc, 'group'))
        .split('\n')
        .map((line) => line.split(':'))
        .flatMap(([name = '', , gid = '']) => (own.includes(gid) ? [name] : []));
    return groups.some((group) => own.includes(group) || names.includes(group));
}


/***/ }),

/***/ 2941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askCredentialHelper: () => (/* binding */ askCredentialHelper)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);


/** What a helper says, by its protocol, when it knows nothing of a server: on stdout, with a status that is not 0. */
const NOT_FOUND = /credentials not found/i;
/**
 * Asks `docker-credential-NAME` for a server's credentials and gives its answer, JSON text; undefined where it has none.
 * @throws ObuilderError `tool-missing` or `command-failed` with what the helper said
 */
function askCredentialHelper(name, { server, env }) {
    const file = `docker-credential-${name}`;
    return new Promise((resolve, reject) => {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)(file, ['get'], { env: { ...env } }, (error, stdout, stderr) => {
            if (error === null)
                return resolve(stdout);
            if (NOT_FOUND.test(stdout))
                return resolve(undefined);
            if (error.code === 'ENOENT') {
                const message = `the credential helper ${file} is not installed`;
                const hint = 'Install it, or remove it from the Docker config file.';
                return reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('tool-missing', message, { value: file, hint, cause: error }));
            }
            const reason = stdout.trim() || stderr.trim() || `exit status ${String(error.code)}`;
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('command-failed', `${file}: ${reason}`, { value: file, cause: error }));
        });
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(server);
    });
}


/***/ }),

/***/ 4011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ openHere)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2027);




const { O_RDONLY, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = node_fs__WEBPACK_IMPORTED_MODULE_1__.constants;
const readSome = (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_1__.read);
const closeSoon = (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_1__.close);
/** Changes whenever a file's content, owner or mode does (the kernel sets ctime), and is cheap to get. */
function identityOf(stat) {
    return [stat.dev, stat.ino, stat.mode, stat.uid, stat.gid, stat.size, stat.mtimeMs, stat.ctimeMs].join(' ');
}
/**
 * Opens a file or directory with the rights of this process.
 *
 * @param name how an error calls the file
 * @throws system error; ObuilderError `input-invalid` for a pipe, socket or device: to open such a thing may already do something
 */
function openHere(file, { name, followLinks }) {
    const before = followLinks ? (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(file) : (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(file);
    checkKind(before, name);
    const flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (followLinks ? 0 : O_NOFOLLOW);
    const descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(file, flags);
    const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fstatSync)(descriptor);
    const opened = openedFile(descriptor, stats);
    try {
        // Another file may have taken the place.
        checkKind(stats, name);
        return opened;
    }
    catch (error) {
        void opened.close();
        throw error;
    }
}
/** A link that is not to be followed passes, since `openSync` fails with `ELOOP` then. */
function checkKind(stats, name) {
    if (stats.isFile() || stats.isDirectory() || stats.isSymbolicLink())
        return;
    const kind = stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ObuilderError */ .Vy('input-invalid', `${name} is ${kind}, neither a file nor a directory`, {
        value: name,
        hint: 'Name a regular file or a directory.',
    });
}
function openedFile(descriptor, stats) {
    // Valid in this process, and in a child that has not started its program yet.
    const self = `/proc/self/fd/${descriptor}`;
    return {
        kind: stats.isDirectory() ? 'directory' : 'file',
        identity: identityOf(stats),
        size: stats.size,
        read: async (position, length) => {
            const buffer = Buffer.allocUnsafe(length);
            let filled = 0;
            while (filled < length) {
                const { bytesRead } = await readSome(descriptor, buffer, filled, length - filled, position + filled);
                if (bytesRead === 0)
                    break;
                filled += bytesRead;
            }
            return buffer.subarray(0, filled);
        },
        identifyTree: async () => identityOfTree(self, stats),
        archive: async function* (signal) {
            const { archiveTree } = await __webpack_require__.e(/* import() */ 4570).then(__webpack_require__.bind(__webpack_require__, 4570));
            yield* archiveTree(self, signal);
        },
        close: () => closeSoon(descriptor),
    };
}
function identityOfTree(root, rootStats) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let bytes = 0;
    const visit = (directory) => {
        for (const name of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(Buffer.from(directory, 'latin1'), 'latin1').sort()) {
            const entry = `${directory}/${name}`;
            const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(Buffer.from(entry, 'latin1'));
            hash.update(`${name}\0${identityOf(stat)}\n`, 'latin1');
            if (stat.isFile())
                bytes += stat.size;
            if (stat.isDirectory() && stat.dev === rootStats.dev)
                visit(entry);
        }
        hash.update('\0');
    };
    hash.update(identityOf(rootStats));
    visit(root);
    return { identity: hash.digest('hex'), bytes };
}


/***/ }),

/***/ 2836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ streamOf),
/* harmony export */   o: () => (/* binding */ readWhole)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

const PIECE = 1024 ** 2;
/** The content of an open file: the next piece is read while the one before is used. */
async function* streamOf(file, { start, length = Number.MAX_SAFE_INTEGER - start, signal }) {
    const end = start + length;
    const ask = (position) => file.read(position, Math.min(PIECE, end - position));
    let position = start;
    let coming = position < end ? ask(position) : undefined;
    while (coming !== undefined) {
        const piece = await coming;
        signal?.throwIfAborted();
        position += piece.length;
        coming = piece.length > 0 && position < end ? ask(position) : undefined;
        // The error is for who asks next; nobody may ask.
        coming?.catch(() => undefined);
        if (piece.length > 0)
            yield piece;
    }
}
/**
 * The content of a small regular file.
 *
 * @throws as `UserFiles.open`; ObuilderError `input-invalid` for a directory and for more than `limit` bytes
 */
async function readWhole(files, place, { limit, signal }) {
    const { path } = place;
    const refuse = (why) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `${path} ${why}`, { value: path });
    const file = await files.open(place, signal);
    try {
        if (file.kind === 'directory')
            throw refuse('is a directory, not a file');
        const parts = [];
        let length = 0;
        for await (const part of streamOf(file, { start: 0, signal })) {
            parts.push(part);
            length += part.length;
            if (length > limit)
                throw refuse(`is larger than ${limit} bytes`);
        }
        return Buffer.concat(parts);
    }
    finally {
        await file.close();
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

/***/ 794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ trustOf),
/* harmony export */   f: () => (/* binding */ isUntrusted)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _host_user_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2836);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3235);



/** A bundle of all authorities of the world is a fraction of this. */
const LARGEST_BUNDLE = 16 * 1024 ** 2;
/** Where distributions keep the system's bundle: Debian and Alpine, Fedora, SUSE, others. The first one counts. */
const SYSTEM_BUNDLES = [
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/pki/tls/certs/ca-bundle.crt',
    '/etc/ssl/ca-bundle.pem',
    '/etc/ssl/cert.pem',
];
/** What Node says of a certificate whose authority it does not know. */
const UNTRUSTED = new Set([
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
]);
const isUntrusted = (error) => UNTRUSTED.has((0,_invalid_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .xU)(error) ?? '');
/**
 * Trust in Node's own authorities, in those of the system, and in those of NODE_EXTRA_CA_CERTS and SSL_CERT_FILE. Node itself
 * reads the variables at its start only, when sudo has dropped them; the files are read with the rights of the user.
 */
function trustOf(files, env) {
    let known;
    return {
        isNeeded: false,
        context() {
            known ??= makeContext(files, env);
            return known;
        },
    };
}
async function makeContext(files, env) {
    const { createSecureContext, rootCertificates } = process.getBuiltinModule('node:tls');
    const named = (name) => (env[name] ? [readNamed(files, { name, file: env[name] })] : []);
    const system = env['SSL_CERT_FILE'] ? named('SSL_CERT_FILE') : [readSystem(files)];
    const bundles = await Promise.all([...named('NODE_EXTRA_CA_CERTS'), ...system]);
    // Most of a system's bundle is Node's own too, and each certificate takes time to read.
    return createSecureContext({ ca: [...new Set([...rootCertificates, ...bundles.flatMap(certificatesIn)])] });
}
function certificatesIn(bundle) {
    return bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}
async function readSystem(files) {
    for (const path of SYSTEM_BUNDLES) {
        const bundle = await (0,_host_user_files_js__WEBPACK_IMPORTED_MODULE_1__/* .readWhole */ .o)(files, { path }, { limit: LARGEST_BUNDLE }).catch(() => undefined);
        if (bundle !== undefined)
            return bundle.toString('latin1');
    }
    return '';
}
async function readNamed(files, { name, file }) {
    try {
        return (await (0,_host_user_files_js__WEBPACK_IMPORTED_MODULE_1__/* .readWhole */ .o)(files, { path: file }, { limit: LARGEST_BUNDLE })).toString('latin1');
    }
    catch (cause) {
        const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isObuilderError */ .LV)(cause) ? cause.message : `${file} cannot be read (${(0,_invalid_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .xU)(cause)})`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('input-invalid', `the file of certificates that ${name} names: ${why}`, {
            value: file,
            hint: `Let ${name} name a PEM file, or take it out of the environment.`,
            cause,
        });
    }
}


/***/ }),

/***/ 5811:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ shellWords)
/* harmony export */ });
/** A command line that a POSIX shell takes apart into just these words. */
function shellWords(words) {
    return words.map(quote).join(' ');
}
function quote(word) {
    return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}


/***/ }),

/***/ 9547:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ checkLimits),
/* harmony export */   M: () => (/* binding */ readCgroups)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

/**
 * Works out the layout from the text of /proc/self/mountinfo (proc_pid_mountinfo(5)), of /proc/self/cgroup (cgroups(7)), and, for
 * version 2, of `cgroup.controllers` at its root.
 */
function readCgroups(texts) {
    const mounts = texts.mountinfo.split('\n').flatMap(parseMount);
    const unified = mounts.find(({ type }) => type === 'cgroup2');
    const own = parseOwn(texts.self);
    if (unified?.point === '/sys/fs/cgroup') {
        const controllers = new Set(texts.controllers.split(/\s+/).filter((name) => name !== ''));
        const path = own.get('') ?? '/';
        return {
            layout: 'v2',
            controllers,
            bases: [parentOf(`${unified.point}${path === '/' ? '' : path}`, path)],
        };
    }
    const legacy = mounts.filter(({ type }) => type === 'cgroup');
    if (legacy.length === 0)
        return { layout: 'none', controllers: new Set(), bases: [] };
    const controllers = new Set();
    const bases = [];
    for (const { point, options } of [...legacy, ...(unified ? [unified] : [])]) {
        const names = options.filter((name) => own.has(name));
        for (const name of names)
            controllers.add(name);
        const path = own.get(names[0] ?? '') ?? '/';
        bases.push(`${point}${path === '/' ? '' : path}`);
    }
    return { layout: unified ? 'hybrid' : 'v1', controllers, bases };
}
/** The runtime puts a relative path beside the worker's own group on version 2, where inner groups hold no processes. */
function parentOf(directory, path) {
    return path === '/' ? directory : directory.slice(0, directory.lastIndexOf('/'));
}
function parseMount(line) {
    const [before, after] = line.split(' - ');
    const point = before?.split(' ')[4];
    const [type, , options] = after?.split(' ') ?? [];
    return point && type ? [{ point, type, options: options?.split(',') ?? [] }] : [];
}
/** From controller, or `name=…`, or the empty string for version 2, to the path of the group. */
function parseOwn(text) {
    const own = new Map();
    for (const line of text.split('\n')) {
        const match = /^\d+:([^:]*):(.*)$/.exec(line);
        for (const name of match?.[1]?.split(',') ?? [])
            own.set(name, match?.[2] ?? '/');
    }
    return own;
}
/** @throws ObuilderError `sandbox-failed` for a limit that this machine has no controller for */
function checkLimits(limits, cgroups) {
    const wanted = [
        ['memory', limits?.memoryBytes],
        ['cpu', limits?.cpus],
        ['pids', limits?.pids],
    ];
    for (const [controller, value] of wanted) {
        if (value === undefined || value === Number.POSITIVE_INFINITY || cgroups.controllers.has(controller))
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('sandbox-failed', `this machine cannot limit a step's ${controller}`, {
            value: String(value),
            hint: `Turn on the ${controller} controller of cgroups, or leave that limit out.`,
        });
    }
}


/***/ }),

/***/ 1216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ boundsOf),
/* harmony export */   ES: () => (/* binding */ resources),
/* harmony export */   dR: () => (/* binding */ DEFAULT_LIMITS)
/* harmony export */ });
/**
 * What a step gets where it asks for nothing. CPUs have no bound then: the kernel shares them fairly between a step and the
 * runner. A fifth of the memory stays for the runner and the system. 16,384 processes are more than
 * a build needs and fewer than would take the machine down. Six hours are what GitHub gives a job by default. The soft limit of
 * open files is low enough for programs that close every possible file, and any program may raise it to the hard one.
 */
const DEFAULT_LIMITS = {
    memoryShare: 0.8,
    pids: 16_384,
    seconds: 6 * 3600,
    openFiles: { soft: 16_384, hard: 1_048_576 },
};
/** A lower limit of processes would hit the runtime, whose own threads count while it starts the step. */
const FEWEST_PIDS = 32;
/** The period of the CPU quota in microseconds: the kernel's own default. */
const CPU_PERIOD = 100_000;
/**
 * `linux.resources` of the OCI runtime specification. Devices are denied except those that a container always has, which
 * the runtime adds itself: a step may make any device node, but not open it.
 */
function resources(limits, support) {
    const { pids, memoryBytes: memory } = boundsOf(limits, support);
    const cpus = finite(limits?.cpus);
    return {
        devices: [{ allow: false, access: 'rwm' }],
        ...(pids !== undefined && { pids: { limit: pids } }),
        ...(memory !== undefined && { memory: { limit: memory, ...(support.swap && { swap: memory }) } }),
        ...(cpus !== undefined && {
            cpu: { quota: Math.max(1000, Math.round(cpus * CPU_PERIOD)), period: CPU_PERIOD },
        }),
    };
}
/** The bounds that the kernel keeps for a step, with the defaults; undefined where there is none. */
function boundsOf(limits, support) {
    const pids = finite(limits?.pids ?? (support.pids ? DEFAULT_LIMITS.pids : undefined));
    return {
        pids: pids === undefined ? undefined : Math.max(pids, FEWEST_PIDS),
        memoryBytes: finite(limits?.memoryBytes ?? support.memoryBytes),
    };
}
const finite = (value) => (Number.isFinite(value) ? value : undefined);


/***/ }),

/***/ 2057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ lookAround)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/js/sandbox/ceilings.js
/** How /proc/PID/limits names the limits of setrlimit(2). */
const LINES = {
    RLIMIT_AS: 'Max address space',
    RLIMIT_CORE: 'Max core file size',
    RLIMIT_CPU: 'Max cpu time',
    RLIMIT_DATA: 'Max data size',
    RLIMIT_FSIZE: 'Max file size',
    RLIMIT_LOCKS: 'Max file locks',
    RLIMIT_MEMLOCK: 'Max locked memory',
    RLIMIT_MSGQUEUE: 'Max msgqueue size',
    RLIMIT_NICE: 'Max nice priority',
    RLIMIT_NOFILE: 'Max open files',
    RLIMIT_NPROC: 'Max processes',
    RLIMIT_RSS: 'Max resident set',
    RLIMIT_RTPRIO: 'Max realtime priority',
    RLIMIT_RTTIME: 'Max realtime timeout',
    RLIMIT_SIGPENDING: 'Max pending signals',
    RLIMIT_STACK: 'Max stack size',
};
/** The bit of CAP_SYS_RESOURCE in a capability set. */
const SYS_RESOURCE = 1n << 24n;
/**
 * Reads the ceilings from the texts of /proc/self/limits, /proc/self/status and /proc/sys/fs/nr_open. With CAP_SYS_RESOURCE,
 * which root in a container often lacks, only open files have one.
 */
function readCeilings(texts) {
    const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(texts.status)?.[1] ?? '0'}`);
    const isFree = (held & SYS_RESOURCE) !== 0n;
    const most = Number(texts.openFiles) || Number.POSITIVE_INFINITY;
    const entries = Object.entries(LINES).map(([name, line]) => [
        name,
        Math.min(isFree ? Number.POSITIVE_INFINITY : hard(texts.limits, line), name === 'RLIMIT_NOFILE' ? most : Number.POSITIVE_INFINITY),
    ]);
    return Object.fromEntries(entries);
}
/** The hard limit of one line, which follows the soft one. */
function hard(limits, name) {
    const line = limits.split('\n').find((text) => text.startsWith(name));
    const value = Number(line?.slice(name.length).trim().split(/\s+/)[1]);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

// EXTERNAL MODULE: ./build/js/sandbox/cgroups.js
var sandbox_cgroups = __webpack_require__(9547);
// EXTERNAL MODULE: ./build/js/sandbox/limits.js
var limits = __webpack_require__(1216);
;// CONCATENATED MODULE: ./build/js/sandbox/machine.js





function lookAround(architecture) {
    const cgroups = (0,sandbox_cgroups/* readCgroups */.M)({
        mountinfo: read('/proc/self/mountinfo'),
        self: read('/proc/self/cgroup'),
        controllers: read('/sys/fs/cgroup/cgroup.controllers'),
    });
    const fixed = {
        architecture,
        pids: cgroups.controllers.has('pids'),
        memoryBytes: cgroups.controllers.has('memory') ? defaultMemory() : undefined,
        // The first line is the heading.
        swap: read('/proc/swaps').trim().split('\n').length > 1,
        // A kernel for x64 that runs programs of 32 bits has this setting for them.
        narrow: architecture !== 'x64' || (0,external_node_fs_.existsSync)('/proc/sys/abi/vsyscall32'),
        cgroupNamespace: (0,external_node_fs_.existsSync)('/proc/self/ns/cgroup'),
        ceilings: readCeilings({
            limits: read('/proc/self/limits'),
            status: read('/proc/self/status'),
            openFiles: read('/proc/sys/fs/nr_open'),
        }),
    };
    return {
        cgroups,
        // Programs look there for their limits. On v2 it is a single mount.
        machineFor: (limits) => ({
            ...fixed,
            showCgroups: cgroups.layout === 'v2' ||
                (cgroups.layout !== 'none' &&
                    [limits?.memoryBytes, limits?.cpus].some((limit) => Number.isFinite(limit))),
        }),
    };
}
/** A share of the memory of this machine, or of the control group that holds this process. */
function defaultMemory() {
    const most = Math.min((0,external_node_os_.totalmem)(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
    return Math.floor(most * limits/* DEFAULT_LIMITS */.dR.memoryShare);
}
function read(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 1565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ memoryDirectory),
  k: () => (/* binding */ writeSecret)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/host/tmpfs.js

/** The types in statfs(2) of file systems that are in memory only. */
const IN_MEMORY = new Set([0x0102_1994 /* tmpfs */, 0x8584_58f6 /* ramfs */]);
/** Whether what is written in `directory` stays off every disk (but for swap). */
function isInMemory(directory) {
    try {
        return IN_MEMORY.has((0,external_node_fs_.statfsSync)(directory).type);
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./build/js/sandbox/shown-file.js
var shown_file = __webpack_require__(8406);
;// CONCATENATED MODULE: ./build/js/sandbox/memory.js





/** Where systems have a file system in memory. */
const USUAL_PLACES = ['/run', '/dev/shm'];
/** The bit of a directory in which only its owner may rename or remove a file. */
const STICKY = 0o1000;
const OTHERS_WRITE = 0o022;
/**
 * The directory where each step has one of its own, in memory: secrets must not reach a disk, and the runtime's small files
 * are made there ten times as fast. Undefined where this machine has no such place.
 */
function memoryDirectory(preferred) {
    return [preferred, ...USUAL_PLACES].find((place) => isInMemory(place) && keepsWhatRootMakes(place));
}
/** Whether nobody but root can exchange a directory of root's in there for another. */
function keepsWhatRootMakes(place) {
    const stats = (0,external_node_fs_.lstatSync)(place);
    if (!stats.isDirectory() || stats.uid !== 0)
        return false;
    return (stats.mode & OTHERS_WRITE) === 0 || (stats.mode & STICKY) !== 0;
}
/**
 * Writes a secret as a file of root that any user of the step may read, since the step sees the file but not its directory.
 *
 * @throws ObuilderError `sandbox-failed` when the step's directory is not in memory
 */
function writeSecret(step, name, value) {
    if (!step.isInMemory) {
        throw new errors/* ObuilderError */.Vy('sandbox-failed', 'there is no file system in memory to keep a secret in', {
            hint: `Mount a tmpfs on one of ${USUAL_PLACES.join(', ')}.`,
        });
    }
    const file = external_node_path_.join(step.directory, name);
    (0,shown_file/* writeShown */.B)(file, value, 0o644);
    return file;
}


/***/ }),

/***/ 8406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ writeShown)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/** Makes a file that a step will see, with exactly this mode: the umask of whoever started us takes bits away from a new one. */
function writeShown(file, content, mode) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, content, { flag: 'wx', mode: 0o600 });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(file, mode);
}


/***/ }),

/***/ 3977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ readAutoFacts),
/* harmony export */   z: () => (/* binding */ chooseStore)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _host_btrfs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7374);
/* harmony import */ var _host_probes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3838);
/* harmony import */ var _drivers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1977);





function readAutoFacts(directory) {
    const above = (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestExisting */ .Iv)(directory);
    return {
        directory,
        isOnBtrfs: (0,_host_btrfs_js__WEBPACK_IMPORTED_MODULE_2__/* .isOnBtrfs */ .n0)(above),
        isPoolMounted: (0,_host_btrfs_js__WEBPACK_IMPORTED_MODULE_2__/* .isOnBtrfs */ .n0)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'pool')),
        hasImage: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'pool.img')),
        kernelHas: (fileSystem) => (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .kernelHas */ ._c)(fileSystem) || (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .canLoadModule */ .R8)(fileSystem),
        hasLoopDevices: () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/dev/loop-control'),
        fileSystem: () => (0,_host_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .mountOf */ .vI)(above)?.type ?? 'unknown',
        hasDriver: (name) => Object.hasOwn(_drivers_js__WEBPACK_IMPORTED_MODULE_4__/* .drivers */ .ak, name),
    };
}
/**
 * What `auto` means on a machine: btrfs where it can be had, in an image file if need be; what the kernel has without it
 * otherwise. A pool that is there is never left for something else, since its results would be lost; only a machine that cannot
 * mount image files at all leaves it (`auto-trial.ts`).
 */
function chooseStore(facts) {
    const { directory } = facts;
    const pool = (why) => ({ kind: 'pool', directory: node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'pool'), why });
    if (facts.isOnBtrfs)
        return pool(`${directory} is on btrfs`);
    if (facts.isPoolMounted) {
        return pool(facts.hasImage ? 'the pool in an image file, found again' : 'the btrfs that is mounted there');
    }
    if (facts.hasImage)
        return pool('the pool in an image file, found again and mounted');
    const lack = whyNoPool(facts);
    if (lack === undefined)
        return pool('a new pool in an image file');
    return withoutPool(facts, lack) ?? pool(`${lack}, and there is no other kind of store`);
}
function whyNoPool(facts) {
    if (!facts.kernelHas('btrfs'))
        return 'this kernel has no btrfs';
    return facts.hasLoopDevices() ? undefined : 'there are no loop devices for a pool in an image file';
}
function withoutPool(facts, lack) {
    const at = (kind, why) => {
        return { kind, directory: node_path__WEBPACK_IMPORTED_MODULE_1__.join(facts.directory, kind), why: `${lack}${why}` };
    };
    const obstacle = whyNoOverlay(facts);
    if (obstacle === undefined)
        return at('overlayfs', '');
    return facts.hasDriver('copy') ? at('copy', obstacle) : undefined;
}
function whyNoOverlay(facts) {
    if (!facts.hasDriver('overlayfs') || !facts.kernelHas('overlay'))
        return ' and no overlayfs';
    // A container's own file system: the kernel refuses one as the writable layer of another.
    const isStacked = facts.fileSystem() === 'overlay';
    return isStacked ? `, and ${facts.directory} is on an overlayfs, which cannot hold another` : undefined;
}


/***/ }),

/***/ 1315:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ readManifest)
});

// EXTERNAL MODULE: ./build/js/tree/digest.js
var tree_digest = __webpack_require__(8379);
// EXTERNAL MODULE: ./build/js/tree/directory.js
var directory = __webpack_require__(6492);
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
    const { default: picomatch } = await __webpack_require__.e(/* import() */ 4006).then(__webpack_require__.t.bind(__webpack_require__, 4006, 19));
    const patterns = globs.map((glob) => glob.replace(/^\.?\/+/, '').replace(/(?<=.)\/+$/, ''));
    return picomatch(patterns, { dot: true, nonegate: true });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/js/tree/git-config.js


/** Git's own bound on nothing; a config with a token is shorter. */
const MOST_BYTES = 64 * 1024;
/** The config of a repository, of a submodule or of a worktree. */
function isGitConfig(from) {
    return /(?:^|\/)\.git\/(?:.+\/)?config(?:\.worktree)?$/.test(from);
}
/** What `actions/checkout` writes, and a remote's URL with a password in it. */
const TOKENS = [
    /^\s*extraheader\s*=\s*["']?\s*authorization\s*:/im,
    /^\s*(?:push)?url\s*=\s*["']?\w+:\/\/[^/\s]*(?::|gh[a-z]_|github_pat_)[^/\s]*@/im,
];
/** Adds a warning where the config of a repository has a token, which everybody who gets the result would get. */
function warnOfToken({ warnings }, { directory, name, from }) {
    const text = contentOf(directory, name);
    if (!TOKENS.some((token) => token.test(text)))
        return;
    warnings.push(`the copy brings ${JSON.stringify(from)}, which holds a token: write (exclude .git) there, or ` +
        '"persist-credentials: false" at actions/checkout');
}
/** Empty for what cannot be read; the copy itself tells why. */
function contentOf(directory, name) {
    let descriptor;
    try {
        descriptor = directory.openFile(name);
        return (0,tree_digest/* readAll */.yw)(descriptor, MOST_BYTES).toString('latin1');
    }
    catch {
        return '';
    }
    finally {
        if (descriptor !== undefined)
            (0,external_node_fs_.closeSync)(descriptor);
    }
}

// EXTERNAL MODULE: ./build/js/tree/names.js
var names = __webpack_require__(2611);
// EXTERNAL MODULE: ./build/js/tree/pace.js
var pace = __webpack_require__(7648);
// EXTERNAL MODULE: ./build/js/tree/identity.js
var identity = __webpack_require__(2985);
;// CONCATENATED MODULE: ./build/js/tree/reading.js
/**
 * Seconds of a time in milliseconds, with all digits that Node gives (some 0.3 µs): a build directory in a cache slot takes a file
 * that was edited within the same second for an old one otherwise.
 */
const secondsOf = (milliseconds) => milliseconds / 1000;

// EXTERNAL MODULE: ./build/js/tree/refused.js
var refused = __webpack_require__(747);
;// CONCATENATED MODULE: ./build/js/tree/read-file.js





/**
 * Adds a file to what is read; its content is read only where the stat cache does not know it. Gives a promise for a large
 * file only, since thousands of promises cost more than the small files do.
 */
function readFile(reading, place, stats) {
    const remembered = reading.cache.recall(stats);
    if (remembered !== undefined) {
        const entry = addFile(reading, place, { stats, digest: remembered });
        if (stats.size > tree_digest/* SMALL */.o5)
            reading.sources.keep(entry, { stats, bytes: undefined, isRacy: false });
        return undefined;
    }
    if (stats.size > tree_digest/* SMALL */.o5)
        return readLarge(reading, place, stats);
    const content = withFile(reading, place, (descriptor) => {
        const readAt = Date.now();
        const bytes = (0,tree_digest/* readAll */.yw)(descriptor, stats.size);
        checkSame(reading, place, { stats, descriptor });
        return { digest: (0,tree_digest/* digestOfBytes */.by)(bytes), bytes, readAt };
    });
    addRead(reading, place, { stats, ...content });
    return undefined;
}
async function readLarge(reading, place, stats) {
    const readAt = Date.now();
    const descriptor = withFailure(reading, place, () => place.directory.openFile(place.name));
    try {
        const digest = await (0,tree_digest/* digestOfFile */.Mk)(descriptor, { size: stats.size, pace: reading.pace });
        checkSame(reading, place, { stats, descriptor });
        addRead(reading, place, { stats, digest, bytes: undefined, readAt });
    }
    catch (error) {
        throw (0,refused/* readError */.lS)(error, place.from, reading.request.rootName);
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
        throw (0,refused/* readError */.lS)(error, from, request.rootName);
    }
}
/** The same stats behind the reading as before the opening: so it was this file, and nobody wrote to it. */
function checkSame({ request }, { from }, { stats, descriptor }) {
    if (!(0,identity/* isSame */.F)(stats, (0,external_node_fs_.fstatSync)(descriptor)))
        throw (0,refused/* changed */.tD)(from, request.rootName);
}
function addRead(reading, place, { stats, digest, bytes, readAt }) {
    reading.cache.add({ stats, digest, readAt });
    const entry = addFile(reading, place, { stats, digest });
    reading.sources.keep(entry, { stats, bytes, isRacy: (0,identity/* isRacy */.K)(stats, readAt) });
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

// EXTERNAL MODULE: ./build/js/tree/source-path.js
var source_path = __webpack_require__(1872);
// EXTERNAL MODULE: ./build/js/tree/stat-cache.js + 1 modules
var stat_cache = __webpack_require__(2384);
;// CONCATENATED MODULE: ./build/js/tree/manifest.js











/**
 * The kernel takes paths of 4,095 bytes; the difference is for the store's own directories. It bounds how many directories
 * are held open at once, too.
 */
const LONGEST_PATH = 3840;
/** See `Trees.readManifest`. */
async function readManifest(request, sources) {
    (0,source_path/* checkDestination */.br)(request);
    const reading = {
        request,
        entries: [],
        warnings: [],
        cache: (0,stat_cache/* openStatCache */.rI)(request),
        filter: await makeFilter(request.exclude),
        pace: (0,pace/* makePace */.k)(request.signal),
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
    (0,source_path/* checkShape */.eA)(request, reading.entries);
    reading.cache.save();
    const { entries, warnings } = reading;
    return { entries, digest: (0,tree_digest/* digestOfEntries */.ol)(entries), warnings };
}
function openSourceRoot({ root, rootName }) {
    try {
        return (0,directory/* openRoot */.R8)(root);
    }
    catch (error) {
        throw (0,refused/* refused */.J5)(`${rootName} cannot be read: ${root} (${(0,refused/* systemCode */.xU)(error)})`, {
            value: root,
            hint: 'Give a directory that exists.',
            cause: error,
        });
    }
}
async function readSource(reading, root, src) {
    const { request } = reading;
    const { parts, needsDirectory } = (0,source_path/* splitSource */.qJ)(src, request);
    const name = parts.at(-1);
    if (name === undefined) {
        addDirectory(reading, '', root.stat('.'));
        await readChildren(reading, root, { from: '', to: '' });
        return;
    }
    const found = (0,source_path/* findSource */.TC)(root, { src, parts, needsDirectory, request });
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
    if (stats.isFile()) {
        if (reading.request.isUsers && isGitConfig(place.from))
            warnOfToken(reading, place);
        return readFile(reading, place, stats);
    }
    if (stats.isDirectory())
        return readDirectory(reading, place, stats);
    if (!stats.isSymbolicLink())
        throw special(reading, place, stats);
    addLink(reading, place, stats);
    return undefined;
}
async function readDirectory(reading, place, stats) {
    addDirectory(reading, place.to, stats);
    const inside = attempt(reading, place.from, () => place.directory.openDirectory(place.name));
    try {
        await readChildren(reading, inside, place);
    }
    finally {
        inside.close();
    }
}
async function readChildren(reading, directory, at) {
    for (const name of attempt(reading, at.from, () => directory.list())) {
        const from = at.from === '' ? name : `${at.from}/${name}`;
        if (reading.filter(name, from))
            continue;
        if (from.length > LONGEST_PATH / 3)
            checkLength(reading, from);
        const stats = attempt(reading, from, () => directory.stat(name));
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
    const target = attempt(reading, from, () => directory.readLink(name));
    reading.entries.push({ kind: 'link', path: to, target, modified: secondsOf(stats.mtimeMs) });
}
function attempt({ request }, from, read) {
    try {
        return read();
    }
    catch (error) {
        throw (0,refused/* readError */.lS)(error, from === '' ? '.' : from, request.rootName);
    }
}
function checkLength({ request }, from) {
    if ((0,names/* byteLength */.dp)(from) <= LONGEST_PATH)
        return;
    throw (0,refused/* refused */.J5)(`a path in ${request.rootName} is longer than ${LONGEST_PATH} bytes`, {
        value: `${from.slice(0, 100)}…`,
        hint: 'Leave that directory out with (exclude …).',
    });
}
function special({ request }, { from }, stats) {
    const kind = stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
    return (0,refused/* refused */.J5)(`${JSON.stringify(from)} in ${request.rootName} is ${kind}, which cannot be copied`, {
        value: from,
        hint: 'Leave it out with (exclude …), or copy what is beside it.',
    });
}


/***/ }),

/***/ 2026:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ makeSources)
/* harmony export */ });
/** Enough for 5,000 files of usual size; a runner has more memory than that to spare. */
const MOST_BYTES = 64 * 1024 ** 2;
function makeSources(mostBytes = MOST_BYTES) {
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


/***/ })

};
