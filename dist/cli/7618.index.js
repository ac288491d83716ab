export const id = 7618;
export const ids = [7618];
export const modules = {

/***/ 7374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ createSubvolume),
/* harmony export */   Dg: () => (/* binding */ nestedSubvolumes),
/* harmony export */   JC: () => (/* binding */ setReadOnly),
/* harmony export */   Jx: () => (/* binding */ snapshotReadOnly),
/* harmony export */   XM: () => (/* binding */ snapshotSubvolume),
/* harmony export */   hx: () => (/* binding */ deleteSubvolumes),
/* harmony export */   n0: () => (/* binding */ isOnBtrfs),
/* harmony export */   oU: () => (/* binding */ waitUntilFreed)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9252);




const BTRFS_MAGIC = 0x9123683e;
const LONGEST_CLEANING_MILLISECONDS = 20_000;
/** True when `directory` exists and is on a btrfs. */
function isOnBtrfs(directory) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statfsSync)(directory).type === BTRFS_MAGIC;
    }
    catch {
        return false;
    }
}
const btrfs = (...args) => (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runQuick */ .l)('btrfs', args);
async function createSubvolume(directory) {
    await btrfs('subvolume', 'create', directory);
}
/** A writable copy of the subvolume `from` at `to`, which must not exist: where it does, btrfs would copy into it. */
async function snapshotSubvolume(from, to) {
    await btrfs('subvolume', 'snapshot', from, to);
}
/** The same, but read-only. */
async function snapshotReadOnly(from, to) {
    await btrfs('subvolume', 'snapshot', '-r', from, to);
}
async function setReadOnly(subvolume, isReadOnly) {
    await btrfs('property', 'set', '-ts', subvolume, 'ro', String(isReadOnly));
}
async function deleteSubvolumes(subvolumes) {
    await btrfs('subvolume', 'delete', ...subvolumes);
}
/** Paths of the subvolumes directly inside `subvolume`, wherever in its tree they are. */
async function nestedSubvolumes(subvolume) {
    const listing = await btrfs('subvolume', 'list', '-o', subvolume);
    const fromTop = listing.split('\n').flatMap((line) => / path (.+)$/.exec(line)?.[1] ?? []);
    if (fromTop.length === 0)
        return [];
    // The list gives paths from the top of the file system, which need not be mounted anywhere.
    const id = (await btrfs('inspect-internal', 'rootid', subvolume)).trim();
    const own = (await btrfs('inspect-internal', 'subvolid-resolve', id, subvolume)).trim();
    return fromTop
        .filter((one) => one.startsWith(`${own}/`))
        .map((one) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(subvolume, one.slice(own.length + 1)));
}
/**
 * Waits until the space of deleted subvolumes is free again. The cleaner sleeps until the next transaction, up to 30 s
 * away, so one is forced first; and what it has cleaned can be written again after one more. A subvolume in which a file
 * is still open is not cleaned, and others may be deleting on and on: so the wait is bounded.
 */
async function waitUntilFreed(directory) {
    await btrfs('filesystem', 'sync', directory);
    await waitForCleaner(directory);
    await btrfs('filesystem', 'sync', directory);
}
const FIRST_LOOK_MILLISECONDS = 15;
/**
 * `btrfs subvolume sync` looks at once and then every second: so it is ended and started anew, each time after twice as long.
 * A list of deleted subvolumes would tell the same, but it is read from among all of them.
 */
async function waitForCleaner(directory) {
    const end = performance.now() + LONGEST_CLEANING_MILLISECONDS;
    for (let look = FIRST_LOOK_MILLISECONDS; performance.now() < end; look *= 2) {
        const left = Math.ceil(end - performance.now());
        if (await endsWithin(Math.min(look, left), ['subvolume', 'sync', directory]))
            return;
    }
}
async function endsWithin(milliseconds, args) {
    try {
        await (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runQuick */ .l)('btrfs', args, { signal: AbortSignal.timeout(milliseconds) });
        return true;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isObuilderError */ .LV)(error, 'cancelled'))
            return false;
        throw error;
    }
}


/***/ }),

/***/ 8405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ fileTime)
/* harmony export */ });
/**
 * A time in seconds since the epoch as `utimes` and its kin take it. Node takes a negative number for the present, and a text
 * for what it says.
 */
const fileTime = (seconds) => (seconds < 0 ? String(seconds) : seconds);


/***/ }),

/***/ 4315:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ imageBelow),
/* harmony export */   p: () => (/* binding */ returnUnused)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);
/* harmony import */ var _probes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3838);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9252);





/** The image file of the loop device that `directory` is on; undefined on another kind of device. */
function imageBelow(directory) {
    const device = (0,_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .mountOf */ .vI)(directory)?.device;
    if (device === undefined || !/^\/dev\/loop\d+$/.test(device))
        return undefined;
    try {
        const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/sys/block/${node_path__WEBPACK_IMPORTED_MODULE_1__.basename(device)}/loop/backing_file`, 'utf8').trim();
        return file.startsWith('/') ? file : undefined;
    }
    catch {
        return undefined;
    }
}
/**
 * Gives the blocks that the file system at `directory` does not use back to the disk that its image is on.
 *
 * @param smallest pieces of fewer bytes stay with the image: each one costs the disk about as much as a large one
 */
async function returnUnused(directory, smallest) {
    try {
        await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .runQuick */ .l)('fstrim', ['--minimum', String(smallest), directory]);
    }
    catch (error) {
        // Some disks below cannot make holes in files; the image stays as large as it was, which is no error.
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isObuilderError */ .LV)(error, 'command-failed') && !(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isObuilderError */ .LV)(error, 'tool-missing'))
            throw error;
    }
}


/***/ }),

/***/ 2567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A$: () => (/* binding */ isMountPoint),
/* harmony export */   GG: () => (/* binding */ unmountBelow),
/* harmony export */   YL: () => (/* binding */ mountsBelow),
/* harmony export */   _I: () => (/* binding */ bindReadOnly),
/* harmony export */   gJ: () => (/* binding */ MOUNT_ENVIRONMENT),
/* harmony export */   hL: () => (/* binding */ unmountForGood),
/* harmony export */   nN: () => (/* binding */ mountPointOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2027);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9252);





const octalEscape = /\\([0-7]{3})/g;
/** Mount points at or below any of `directories`, deepest first, one line for each mount (a point may repeat). */
function mountsBelow(directories) {
    const prefixes = directories.map((directory) => (directory.endsWith('/') ? directory : `${directory}/`));
    const points = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/self/mountinfo', 'utf8')
        .split('\n')
        .map((line) => plain(line.split(' ')[4] ?? ''));
    return points.filter((point) => prefixes.some((prefix) => `${point}/`.startsWith(prefix))).reverse();
}
/** Where the whole of what `source` names is mounted, as the kernel has it: the first place, or undefined. */
function mountPointOf(source) {
    for (const line of (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/self/mountinfo', 'utf8').split('\n')) {
        // Between the fields of the mount and those of the file system are any number of others (proc_pid_mountinfo(5)).
        const [mount = '', fileSystem = ''] = line.split(' - ');
        const [, , , root, point = ''] = mount.split(' ');
        if (root === '/' && plain(fileSystem.split(' ')[1] ?? '') === source)
            return plain(point);
    }
    return undefined;
}
/** A field as it was before the kernel escaped blanks and backslashes in it. */
const plain = (field) => field.replace(octalEscape, (_, code) => String.fromCharCode(Number.parseInt(code, 8)));
/** Whether something is mounted right there. */
function isMountPoint(directory) {
    return mountsBelow([directory]).includes(node_path__WEBPACK_IMPORTED_MODULE_1__.normalize(directory));
}
/**
 * Unmounts everything at or below `directories`; what is busy is detached and goes with its last user. After it,
 * deleting these directories cannot reach into another file system.
 *
 * @throws ObuilderError `command-failed` where a mount stays
 */
async function unmountBelow(directories) {
    for (const point of mountsBelow(directories)) {
        try {
            await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .runQuick */ .l)('umount', ['--', point]);
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isObuilderError */ .LV)(error, 'command-failed'))
                throw error;
            if (isMountPoint(point))
                await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .runQuick */ .l)('umount', ['--lazy', '--', point]);
        }
    }
}
/** Newer `mount` programs use a system call that takes 256 bytes of an option only, unless told not to. */
const MOUNT_ENVIRONMENT = { LIBMOUNT_FORCE_MOUNT2: 'always' };
const BUSY_MILLISECONDS = [20, 80, 300, 600];
/**
 * Unmounts what is mounted at `directory`, for good: nobody can write there afterwards. Who only reads there keeps what they
 * have open. Where nothing is mounted there is nothing to do.
 *
 * @throws ObuilderError `command-failed` where a program still has files open for writing
 */
async function unmountForGood(directory) {
    for (const milliseconds of [...BUSY_MILLISECONDS, undefined]) {
        try {
            await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .runQuick */ .l)('umount', ['--', directory]);
            return;
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isObuilderError */ .LV)(error, 'command-failed'))
                throw error;
            if (!isMountPoint(directory))
                return;
            if (milliseconds !== undefined)
                await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(milliseconds);
        }
    }
    try {
        await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .runQuick */ .l)('mount', ['--options-mode', 'ignore', '-o', 'remount,ro', '--', directory], {
            env: MOUNT_ENVIRONMENT,
        });
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ObuilderError */ .Vy('command-failed', `a program still writes files below ${directory}`, {
            value: directory,
            cause,
        });
    }
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .runQuick */ .l)('umount', ['--lazy', '--', directory]);
}
/** Shows the directory `from` at the directory `to`, read-only, without what is mounted inside it. */
async function bindReadOnly(from, to) {
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .runQuick */ .l)('mount', ['--bind', '-o', 'ro,nosuid,nodev', '--', from, to]);
}


/***/ }),

/***/ 3453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Me: () => (/* binding */ mountOverlay),
/* harmony export */   QE: () => (/* binding */ remakeOverlay),
/* harmony export */   TK: () => (/* binding */ overlayOptions),
/* harmony export */   gn: () => (/* binding */ isOverlayMount),
/* harmony export */   uT: () => (/* binding */ tryOverlay)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _mounts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2567);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9252);




/**
 * Nothing is left to what the machine has as defaults. A directory of a lower layer can be renamed. A file has its content
 * in its own layer, and an upper directory is never mounted twice as such: so no index, which would make a layer good for one
 * mount only, and which would show changes that the layer does not hold.
 */
const OPTIONS = 'redirect_dir=on,index=off,metacopy=off,nfs_export=off,xino=off';
function overlayOptions({ lower, upper }) {
    const parts = [upper === undefined ? 'ro' : 'rw', `lowerdir=${lower.join(':')}`];
    // Volatile: unmounting does not wait for the disk, nor does a program that asks for it. Who keeps the upper directory sees
    // to that.
    if (upper !== undefined)
        parts.push(`upperdir=${upper.files}`, `workdir=${upper.work}`, 'volatile');
    return [...parts, OPTIONS].join(',');
}
/** Mounts an overlay at the directory `at`, an absolute path. A step's sandbox allows set-uid programs and devices to itself. */
async function mountOverlay(overlay, at) {
    const args = [
        '--internal-only',
        '-t',
        'overlay',
        '-o',
        `nosuid,nodev,${overlayOptions(overlay)}`,
        '--',
        'overlay',
        at,
    ];
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runQuick */ .l)('mount', args, { cwd: overlay.base, env: _mounts_js__WEBPACK_IMPORTED_MODULE_2__/* .MOUNT_ENVIRONMENT */ .gJ });
    mounted.set(at, overlay);
}
/** What this process has mounted, by its directory, which is never used again for another overlay. */
const mounted = new Map();
/** Whether this process mounted an overlay there. */
const isOverlayMount = (at) => mounted.has(at);
let remakes = 0;
/**
 * The overlay that this process mounted at a directory, as it can be mounted once more when it is unmounted there. The kernel
 * refuses the work directory of a volatile overlay a second time, so this one has another, which is made here.
 */
function remakeOverlay(at) {
    const overlay = mounted.get(at);
    if (overlay?.upper === undefined)
        return overlay;
    remakes += 1;
    const work = `${overlay.upper.work}-${remakes}`;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(overlay.base, work), { mode: 0o700 });
    return { ...overlay, upper: { ...overlay.upper, work } };
}
/**
 * What an overlay has to do right: to forget what was below a directory made anew, and to find one that was renamed. One command
 * a line, because `set -e` lets a list with `&&` go on after a failure.
 */
const TRIAL = `
set -eu
mkdir -p "$1"
trap 'cd /; rm -rf "$1"' EXIT
cd "$1"
mkdir lower lower/anew lower/moved upper work at seen
touch lower/anew/old lower/moved/file
mount -i -t overlay -o "$2" -- overlay "$1/at"
rm -r at/anew
mkdir at/anew
mv -T at/moved at/there
umount "$1/at"
mount -i -t overlay -o "$3" -- overlay "$1/seen"
test ! -e seen/anew/old
test ! -e seen/moved
test -e seen/there/file
umount "$1/seen"
`;
/**
 * Tries an overlay in the directory `at`, which does not exist yet and is gone afterwards.
 *
 * @throws ObuilderError `command-failed` where the file system there cannot carry one
 */
async function tryOverlay(at) {
    const written = overlayOptions({ lower: ['lower'], upper: { files: 'upper', work: 'work' } });
    const seen = overlayOptions({ lower: ['upper', 'lower'] });
    // In mounts of its own, which the kernel takes away with the last process there, also when this one is killed.
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runQuick */ .l)('unshare', ['--mount', 'sh', '-c', TRIAL, 'sh', at, written, seen], {
        cwd: '/',
        env: _mounts_js__WEBPACK_IMPORTED_MODULE_2__/* .MOUNT_ENVIRONMENT */ .gJ,
    });
}


/***/ }),

/***/ 3838:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hn: () => (/* binding */ kernelRelease),
/* harmony export */   Iv: () => (/* binding */ nearestExisting),
/* harmony export */   Jv: () => (/* binding */ hasSeccomp),
/* harmony export */   Kp: () => (/* binding */ findProgram),
/* harmony export */   R8: () => (/* binding */ canLoadModule),
/* harmony export */   _c: () => (/* binding */ kernelHas),
/* harmony export */   hY: () => (/* binding */ btrfsNodeSize),
/* harmony export */   vI: () => (/* binding */ mountOf),
/* harmony export */   vm: () => (/* binding */ readConfinement)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Reads of the machine that change nothing and need no root. Each gives what it found, or undefined. */
/** The absolute path of a program, looked for in `searchPath` (PATH's form) and in the directories for administrators. */
function findProgram(name, searchPath) {
    const directories = [...searchPath.split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
    return directories.map((directory) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name)).find((file) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file));
}
/** The text of a file, undefined where there is none or this user may not read it. */
function read(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    catch {
        return undefined;
    }
}
/** The directory itself, or the nearest one above it that exists. */
function nearestExisting(directory) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(directory) || directory === '/' ? directory : nearestExisting(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(directory));
}
/** True where the kernel has the file system built in or loaded already. */
function kernelHas(fileSystem) {
    const lines = (read('/proc/filesystems') ?? '').split('\n');
    return lines.some((line) => line.split('\t').at(-1) === fileSystem);
}
/** True where the running kernel has the module on disk, so that mounting loads it. */
function canLoadModule(name) {
    const release = read('/proc/sys/kernel/osrelease')?.trim() ?? '';
    return read(`/lib/modules/${release}/modules.dep`)?.includes(`/${name}.ko`) ?? false;
}
function hasSeccomp() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/proc/sys/kernel/seccomp/actions_avail');
}
/** Every mount that this process sees, in the order in which they were made. */
function readMounts() {
    const unescaped = (text) => text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
    const lines = (read('/proc/mounts') ?? '').split('\n').filter((line) => line !== '');
    return lines.map((line) => {
        const [device = '', point = '', type = '', options = ''] = line.split(' ');
        return { device: unescaped(device), directory: unescaped(point), type, options: options.split(',') };
    });
}
/** The mount that `directory` is on: the longest mount point above it, the last one where several cover each other. */
function mountOf(directory) {
    const above = readMounts().filter(({ directory: point }) => `${directory}/`.startsWith(point === '/' ? '/' : `${point}/`));
    return above.reduce((best, mount) => (mount.directory.length >= (best?.directory.length ?? 0) ? mount : best), undefined);
}
/** The size of tree nodes, in bytes, of the mounted btrfs on `device`. */
function btrfsNodeSize(device) {
    const root = '/sys/fs/btrfs';
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(root))
        return undefined;
    const uuid = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(root).find((name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, name, 'devices', node_path__WEBPACK_IMPORTED_MODULE_1__.basename(device))));
    const size = uuid === undefined ? undefined : read(node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, uuid, 'nodesize'));
    return size === undefined ? undefined : Number(size);
}
/** Such as `6.1.0-28-amd64`. */
const kernelRelease = () => read('/proc/sys/kernel/osrelease')?.trim() ?? 'unknown';
function readConfinement() {
    const appArmor = read('/sys/module/apparmor/parameters/enabled')?.trim() === 'Y';
    const profiles = read('/sys/kernel/security/apparmor/profiles');
    return {
        appArmor,
        ownProfile: appArmor ? read('/proc/self/attr/current')?.replace(/[\0\n]+$/, '') : undefined,
        parser: findProgram('apparmor_parser', process.env['PATH'] ?? ''),
        profiles: profiles?.split('\n').filter((line) => line !== ''),
        seLinuxEnforces: read('/sys/fs/selinux/enforce')?.trim() === '1',
    };
}


/***/ }),

/***/ 9252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ runQuick)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

/**
 * Runs a command to its end and gives its stdout. For the commands between two steps, where a millisecond counts: it
 * is Node's own `execFile`, which starts in half the time of execa. Everything else goes through `exec.ts`. Its messages are
 * in plain English whatever the locale, so that errors can be told apart.
 *
 * @throws ObuilderError `tool-missing` when there is no such program, `command-failed` with its stderr otherwise
 */
function runQuick(file, args, options = {}) {
    // Loaded with the first command: a build that is wholly cached runs none.
    const { execFile } = process.getBuiltinModule('node:child_process');
    return new Promise((resolve, reject) => {
        const child = execFile(file, args, {
            cwd: options.cwd ?? '/',
            signal: options.signal,
            env: { ...process.env, LC_ALL: 'C', ...options.env },
            maxBuffer: 64 * 1024 * 1024,
        }, (error, stdout, stderr) => error ? reject(commandError(file, args, { error, stderr })) : resolve(stdout));
        // A program may end without reading its input; how it ended is what counts.
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(options.input ?? '');
    });
}
function commandError(file, args, failure) {
    const { error, stderr } = failure;
    if (error.name === 'AbortError')
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('cancelled', `${file} was cancelled`, { cause: error });
    if (error.code === 'ENOENT') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('tool-missing', `the program ${file} is not installed`, {
            value: file,
            cause: error,
        });
    }
    const reason = stderr.trim() || error.message;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('command-failed', `${[file, ...args].join(' ')}: ${reason}`, {
        value: file,
        cause: error,
    });
}


/***/ }),

/***/ 5485:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ tellingWhy),
/* harmony export */   a: () => (/* binding */ sqliteCode)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

const SQLITE_CANTOPEN = 14;
/** The primary result code of an error of node:sqlite (https://sqlite.org/rescode.html), undefined for other errors. */
function sqliteCode(error) {
    if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
        return undefined;
    return error.errcode & 0xff;
}
/**
 * Runs `work` on the database `file`. SQLite does not tell why it could not open or make a file; where making one beside
 * it fails as well, the system's own error is thrown, such as ENOSPC.
 */
function tellingWhy(file, work) {
    try {
        return work();
    }
    catch (error) {
        if (sqliteCode(error) === SQLITE_CANTOPEN)
            tryToMake(`${file}-probe`);
        throw error;
    }
}
function tryToMake(file) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, 'w', 0o600));
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(file, { force: true });
    }
}


/***/ }),

/***/ 3754:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ makeSync)
/* harmony export */ });
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9252);

/**
 * A function that waits until all that was written on the file system of `directory` before its call is on the disk. Those who
 * call it at the same time share the work.
 */
function makeSync(directory) {
    let running;
    let next;
    const start = () => {
        const run = (0,_process_js__WEBPACK_IMPORTED_MODULE_0__/* .runQuick */ .l)('sync', ['--file-system', '--', directory]).then(() => undefined);
        running = run.finally(() => {
            running = undefined;
        });
        return running;
    };
    return () => {
        if (running === undefined)
            return start();
        // The one that runs may have passed by what was written last.
        next ??= running
            .catch(() => undefined)
            .then(() => {
            next = undefined;
            return start();
        });
        return next;
    };
}


/***/ }),

/***/ 3728:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ untrustedWay),
/* harmony export */   z: () => (/* binding */ untrustedEntry)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

const OTHERS_WRITE = 0o022;
/**
 * The first directory on the way to `directory`, itself included, that others than root can exchange or write to. A sticky bit
 * does not help: whoever may make entries there may make them before root does. What is missing is not looked at, because root makes it.
 * A way that was found good stays so, because only root can change it.
 */
function untrustedWay(directory) {
    const names = directory.split('/').filter((name) => name !== '');
    const ways = ['/', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)];
    for (const way of ways) {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(way, { throwIfNoEntry: false });
        if (stats === undefined)
            return undefined;
        const why = faultOf(stats) ?? (stats.isDirectory() ? undefined : 'is not a directory');
        if (why !== undefined)
            return { path: way, why };
    }
    return undefined;
}
/** The first of these files and directories that others than root own or can write to, or that leads elsewhere. */
function untrustedEntry(entries) {
    for (const entry of entries) {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(entry, { throwIfNoEntry: false });
        const why = stats === undefined ? undefined : faultOf(stats);
        if (why !== undefined)
            return { path: entry, why };
    }
    return undefined;
}
function faultOf(stats) {
    if (stats.isSymbolicLink())
        return 'is a symbolic link';
    if (stats.uid !== 0)
        return `belongs to the user ${stats.uid}, not to root`;
    // The bits of a group also tell what an access control list allows at most.
    if ((stats.mode & OTHERS_WRITE) !== 0)
        return 'can be written to by others than root';
    return undefined;
}


/***/ }),

/***/ 1977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ak: () => (/* binding */ drivers),
  su: () => (/* binding */ parseStoreName)
});

// UNUSED EXPORTS: storeForms

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/host/btrfs.js
var btrfs = __webpack_require__(7374);
// EXTERNAL MODULE: ./build/js/host/loop-image.js
var loop_image = __webpack_require__(4315);
// EXTERNAL MODULE: ./build/js/host/probes.js
var probes = __webpack_require__(3838);
;// CONCATENATED MODULE: ./build/js/host/unwritten.js

/** What is in the kernel's cache and on its way to any disk; 0 where the kernel does not tell. */
function unwrittenBytes() {
    try {
        const text = (0,external_node_fs_.readFileSync)('/proc/meminfo', 'utf8');
        const kilobytes = (name) => Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0);
        return 1024 * (kilobytes('Dirty') + kilobytes('Writeback'));
    }
    catch {
        return 0;
    }
}

;// CONCATENATED MODULE: ./build/js/store/driver.js
/** The fault of a place that has to be a directory, for `DriverEntry.faultOf`. */
function directoryFault(place) {
    return place.startsWith('/') ? undefined : 'the directory is not an absolute path';
}
/** Runs `make`, which makes the volume or view at `path`; where it fails, what it has made so far is removed. */
async function wholeOrNothing(driver, path, make) {
    try {
        await make();
    }
    catch (error) {
        // What cannot be removed now is removed with the directory around it.
        await driver.remove([path]).catch(() => undefined);
        throw error;
    }
}

// EXTERNAL MODULE: ./build/js/host/mounts.js
var mounts = __webpack_require__(2567);
// EXTERNAL MODULE: ./build/js/host/process.js
var host_process = __webpack_require__(9252);
;// CONCATENATED MODULE: ./build/js/host/deep-copy.js


/** Paths are cut when they get longer than this, so that with a name and the place in front each fits into PATH_MAX (4096). */
const LONGEST_PATH = 2048;
/** Whether a directory is so deep in `root` that a path to what it holds may be too long for the kernel. */
async function isDeep(root) {
    const search = ['-xdev', '-regextype', 'posix-extended', '-type', 'd', '-regex', `.{${LONGEST_PATH},}`];
    return (await (0,host_process/* runQuick */.l)('find', ['.', ...search, '-printf', 'deep', '-quit'], { cwd: root })) !== '';
}
/**
 * One copy of all the parts, because a file with several names has to stay one. Each part of the tree is seen by a short path: part 0
 * is the root, and where a path gets too long, an empty directory covers what is a part of its own. All of it is mounted in a
 * namespace that ends with the script. Then each part is renamed onto the empty directory for which it stands, the deepest
 * first; that changes the time of the directory around it.
 */
const COPY = `
set -eu
to=$1 longest=$2
shift 2
mkdir -- "$to" "$to/seen" "$to/part"
mount -i -c -t tmpfs -o mode=700 tmpfs "$to/seen"
cd "$to/seen"
mkdir part at empty
mkdir part/0
mount -i -c --bind "$OLDPWD" part/0
cut='
n=$(ls at | wc -l)
n=$((n + 1))
mkdir "part/$n"
printf %s/ "$1" > "at/$n"
mount -i -c --bind "$1" "part/$n"
mount -i -c --bind empty "$1"
'
n=0
while [ -d "part/$n" ]; do
  find "part/$n" -xdev -type d -regextype posix-extended -regex ".{$longest,}" -prune -exec sh -euc "$cut" sh {} ';'
  n=$((n + 1))
done
setpriv --pdeathsig KILL -- cp "$@" --target-directory="$to/part" -- part/*
n=$((n - 1))
while [ "$n" -gt 0 ]; do
  at=$(cat "at/$n")
  at=\${at%/}
  mv -T -- "$to/part/$n" "$to/$at"
  touch -r "\${at%/*}" -- "$to/\${at%/*}"
  n=$((n - 1))
done
`;
/** Copies a tree in which paths get too long, with these options of `cp`, to `part/0` in the new directory `parts`. */
async function copyDeep(from, parts, options) {
    const shell = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', COPY, 'sh'];
    const args = [parts, String(LONGEST_PATH), ...options];
    await (0,host_process/* runQuick */.l)('setpriv', ['--pdeathsig', 'KILL', '--', ...shell, ...args], {
        cwd: from,
        env: mounts/* MOUNT_ENVIRONMENT */.gJ,
    });
}

;// CONCATENATED MODULE: ./build/js/host/file-trees.js







/**
 * Copies the directory `from` to `to`, which does not exist, with everything that a file system keeps of files; where the
 * file system can share content between files, it does. What is mounted inside is not copied.
 *
 * It reads from the directory that was at `from` when it began, also when that is renamed meanwhile.
 */
async function copyTree(from, to) {
    // A copy may take long: it ends with this process, so that what a killed one leaves can be removed at once.
    const cp = ['--pdeathsig', 'KILL', '--', 'cp'];
    try {
        await (0,host_process/* runQuick */.l)('setpriv', [...cp, ...ALL_OF_FILES, '--no-target-directory', '--', '.', to], {
            cwd: from,
        });
    }
    catch (error) {
        // A failure tells that a path may be too long, so other copies need no look at the tree.
        if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed') || !(await isDeep(from)))
            throw error;
        await copyInParts(from, to);
    }
}
/** `xattr` by its name: attributes that cannot be kept are an error then. */
const ALL_OF_FILES = ['--archive', '--preserve=all,xattr', '--reflink=auto', '--one-file-system'];
/** Copies a tree that is too deep for the kernel's longest path. */
async function copyInParts(from, to) {
    const parts = `${to}.parts`;
    await removeTrees([to]);
    try {
        await copyDeep(from, parts, ALL_OF_FILES);
        await (0,promises_.rename)(external_node_path_.join(parts, 'part', '0'), to);
    }
    finally {
        await removeTrees([parts]);
    }
}
/** Keeps a command line far below the kernel's limit. */
const TREES_A_COMMAND = 64;
/**
 * Removes directories with all that is in them, in this order, however deep they are and whatever the modes. What is
 * mounted in them is unmounted, never entered. One that is missing is no error.
 */
async function removeTrees(directories) {
    for (let start = 0; start < directories.length; start += TREES_A_COMMAND) {
        const some = directories
            .slice(start, start + TREES_A_COMMAND)
            .filter((directory) => (0,external_node_fs_.existsSync)(directory));
        if (some.length === 0)
            continue;
        await (0,mounts/* unmountBelow */.GG)(some);
        try {
            await remove(some, '--one-file-system');
        }
        catch (error) {
            if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed'))
                throw error;
            await removeStubborn(some, error);
        }
    }
}
const remove = (directories, ...options) => (0,host_process/* runQuick */.l)('rm', ['-rf', ...options, '--', ...directories]);
/**
 * A step may have made files immutable, or, where the file system has such, parts of its tree that look like another file
 * system; somebody else may be removing the same tree.
 */
async function removeStubborn(directories, fault) {
    const left = directories.filter((directory) => (0,external_node_fs_.existsSync)(directory));
    if (left.length === 0)
        return;
    await (0,host_process/* runQuick */.l)('chattr', ['-R', '-f', '-i', '-a', ...left]).catch((error) => {
        if ((0,errors/* isObuilderError */.LV)(error, 'tool-missing'))
            throw fault;
    });
    await (0,mounts/* unmountBelow */.GG)(left);
    await remove(left);
}
/**
 * The bytes on disk of all files below `paths`; what several files share by reflinks counts for each. What changes
 * meanwhile is counted or not.
 */
async function bytesIn(paths) {
    // Its status says that some file vanished while it walked, which files do.
    const script = 'du --summarize --total --one-file-system --block-size=1 -- "$@" 2>/dev/null || :';
    const listing = await (0,host_process/* runQuick */.l)('sh', ['-c', script, 'sh', ...paths]);
    return Number.parseInt(listing.trimEnd().split('\n').at(-1) ?? '', 10) || 0;
}

;// CONCATENATED MODULE: ./build/js/store/space.js




/** The space of the file system that `directory` is on. */
function diskSpace(directory) {
    const { bsize, blocks, bavail } = (0,external_node_fs_.statfsSync)(directory);
    return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
}
/** What nobody may take of a file system: this much, or this share of a small one. */
const RESERVE = { bytes: 1024 ** 3, share: 0.02, inodes: 10_000 };
/** What may still be written before the reserve of a file system is touched. */
const spareOf = ({ totalBytes, freeBytes }) => freeBytes - Math.min(RESERVE.bytes, RESERVE.share * totalBytes);
/** The same of the file system that `directory` is on; nothing where inodes are short. */
function diskSpare(directory) {
    const { files, ffree } = (0,external_node_fs_.statfsSync)(directory);
    // Some file systems make inodes as they need them, and tell of none.
    if (files > 0 && ffree < Math.min(RESERVE.inodes, RESERVE.share * files))
        return 0;
    return spareOf(diskSpace(directory));
}
/** What is used of the file system that `directory` is on, by whomever. */
function diskUsed(directory) {
    const { bsize, blocks, bfree } = (0,external_node_fs_.statfsSync)(directory);
    return bsize * (blocks - bfree);
}
/**
 * What a store takes on a file system that it may share with others: a walk over its files, unless its root is that of the
 * file system. What is mounted in it shows files that were counted where they are.
 */
async function storeUsed(root) {
    if ((0,external_node_fs_.lstatSync)(root).dev !== (0,external_node_fs_.lstatSync)(external_node_path_.dirname(root)).dev)
        return diskUsed(root);
    const tmp = external_node_path_.join(root, 'v1', 'tmp');
    const inTmp = (0,external_node_fs_.readdirSync)(tmp).map((entry) => external_node_path_.join(tmp, entry));
    const parts = (0,external_node_fs_.readdirSync)(external_node_path_.join(root, 'v1')).filter((name) => name !== 'tmp' && name !== 'view');
    const isCounted = inTmp.filter((entry) => (0,mounts/* mountsBelow */.YL)([entry]).length === 0);
    return bytesIn([...parts.map((name) => external_node_path_.join(root, 'v1', name)), ...isCounted]);
}

;// CONCATENATED MODULE: ./build/js/store/btrfs.js










const btrfs_btrfs = {
    summary: 'a directory on a btrfs file system; best made with mkfs.btrfs --nodesize 4096',
    form: 'DIRECTORY',
    example: '/srv/obuilder',
    faultOf: directoryFault,
    open: async (root) => {
        if (!(0,btrfs/* isOnBtrfs */.n0)((0,probes/* nearestExisting */.Iv)(root))) {
            throw new errors/* ObuilderError */.Vy('store-unavailable', `the store's directory ${root} is not on a btrfs file system`, {
                value: root,
                hint: `Mount a btrfs there (mkfs.btrfs --nodesize 4096 DEVICE; mount DEVICE ${root}), or use the store "auto".`,
            });
        }
        return { driver: driverAt(root), root };
    },
};
function driverAt(root) {
    let found;
    const image = () => {
        found ??= { image: (0,loop_image/* imageBelow */.J)(root) };
        return found.image;
    };
    return {
        create: async (volume) => {
            await (0,btrfs/* createSubvolume */.$i)(volume);
            (0,external_node_fs_.chmodSync)(volume, 0o755);
        },
        snapshot: btrfs/* snapshotSubvolume */.XM,
        // The next step takes the writable subvolume on, and what stays behind is a sealed copy: one command for both.
        advance: async (from, to) => {
            await (0,promises_.rename)(from, to);
            try {
                await (0,btrfs/* snapshotReadOnly */.Jx)(to, from);
            }
            catch (error) {
                await (0,promises_.rename)(to, from);
                throw error;
            }
        },
        seal: (volume) => (0,btrfs/* setReadOnly */.JC)(volume, true),
        rest: async () => undefined,
        // A snapshot, and the switch to read-only, are on the disk when they are made.
        persist: async () => undefined,
        view: async (volume) => volume,
        remove: btrfs_remove,
        settle: () => settle(root, image()),
        space: () => space(root, image()),
        spareBytes: () => spareBytes(root, image()),
        usedBytes: async () => diskUsed(root),
    };
}
/** While the disk below has more room than the pool, crumbs of the image do not count: the pool uses them again. */
const CRUMB_BYTES = 1024 ** 2;
/** A pool in an image file gives what it does not use back to the disk below only when told to. */
async function settle(root, image) {
    await (0,btrfs/* waitUntilFreed */.oU)(root);
    if (image === undefined)
        return;
    const isShort = spaceBelow(image).freeBytes < diskSpace(root).freeBytes;
    await (0,loop_image/* returnUnused */.p)(root, isShort ? 0 : CRUMB_BYTES);
}
const spaceBelow = (image) => diskSpace(external_node_path_.dirname(image));
/** Nothing can be written either where the disk below a pool's sparse image is full. */
function space(root, image) {
    const own = diskSpace(root);
    if (image === undefined)
        return own;
    return { ...own, freeBytes: Math.min(own.freeBytes, spaceBelow(image).freeBytes) };
}
/**
 * A file system knows what it has promised. The disk below a sparse image learns of what a step wrote only when that leaves the
 * kernel's cache, and a pool that finds it full then is damaged.
 */
function spareBytes(root, image) {
    const { bsize, blocks, bfree } = (0,external_node_fs_.statfsSync)(root);
    // btrfs tells of no available blocks while its room for metadata is taken by what is still to be written.
    const own = spareOf({ totalBytes: bsize * blocks, freeBytes: bsize * bfree });
    if (image === undefined)
        return own;
    const unpromised = spaceBelow(image).freeBytes - unwrittenBytes();
    return Math.min(own, diskSpare(external_node_path_.dirname(image)), unpromised);
}
/** The kernel answers for a read-only subvolume as for a read-only file system; asking it needs no program. */
function isSealed(volume) {
    try {
        (0,external_node_fs_.accessSync)(volume, external_node_fs_.constants.W_OK);
        return false;
    }
    catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'EROFS';
    }
}
/** The inode number of the root of every subvolume (BTRFS_FIRST_FREE_OBJECTID). */
const SUBVOLUME_INODE = 256;
const isVolume = (directory) => (0,external_node_fs_.lstatSync)(directory, { throwIfNoEntry: false })?.ino === SUBVOLUME_INODE;
/** Keeps a command line far below the kernel's limit. */
const VOLUMES_A_COMMAND = 64;
async function btrfs_remove(volumes) {
    const present = volumes.filter(isVolume);
    for (let start = 0; start < present.length; start += VOLUMES_A_COMMAND) {
        const some = present.slice(start, start + VOLUMES_A_COMMAND);
        try {
            await (0,btrfs/* deleteSubvolumes */.hx)(some);
        }
        catch {
            for (const volume of some.filter(isVolume))
                await removeOne(volume);
        }
    }
}
/** A step may have made subvolumes of its own, which have to go first, and go only from a writable parent. */
async function removeOne(volume) {
    const nested = await (0,btrfs/* nestedSubvolumes */.Dg)(volume);
    if (nested.length > 0 && isSealed(volume))
        await (0,btrfs/* setReadOnly */.JC)(volume, false);
    for (const inner of nested)
        await removeOne(external_node_path_.resolve(inner));
    if (isVolume(volume))
        await (0,btrfs/* deleteSubvolumes */.hx)([volume]);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/js/host/sync.js
var sync = __webpack_require__(3754);
// EXTERNAL MODULE: ./build/js/store/fault.js
var fault = __webpack_require__(9316);
// EXTERNAL MODULE: ./build/js/store/layout.js
var layout = __webpack_require__(3324);
;// CONCATENATED MODULE: ./build/js/store/copy.js












const copy = {
    summary: 'a directory on any Linux file system; each step copies all files, without their content on xfs and btrfs',
    form: 'DIRECTORY',
    example: '/srv/obuilder',
    faultOf: directoryFault,
    open: async (place) => {
        if (!(0,external_node_fs_.existsSync)(external_node_path_.join(place, 'v1'))) {
            expectOwners(place);
        }
        const root = (0,external_node_fs_.realpathSync)(place);
        return { driver: copy_driverAt(root), root };
    },
};
/** Makes the place. Files of a step have owners and modes of all kinds, and links. */
function expectOwners(place) {
    // Others may be trying the same.
    const file = external_node_path_.join(place, 'v1', `trial-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`);
    const link = `${file}-link`;
    try {
        // Making a directory says of a read-only disk that something is missing.
        (0,external_node_fs_.accessSync)((0,probes/* nearestExisting */.Iv)(place), external_node_fs_.constants.W_OK);
        (0,layout/* makeRoot */.tz)(place);
        (0,external_node_fs_.writeFileSync)(file, '');
        (0,external_node_fs_.chownSync)(file, 1, 2);
        (0,external_node_fs_.chmodSync)(file, 0o4751);
        (0,external_node_fs_.symlinkSync)(file, link);
        const { uid, gid, mode } = (0,external_node_fs_.lstatSync)(file);
        if (uid !== 1 || gid !== 2 || (mode & 0o7777) !== 0o4751)
            throw new Error('owners or modes are not kept');
    }
    catch (cause) {
        const code = (0,fault/* errnoOf */.UQ)(cause);
        if (code === 'ENOSPC' || code === 'EDQUOT')
            throw cause;
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new errors/* ObuilderError */.Vy('store-unavailable', `a store cannot be at ${place}: ${reason}`, {
            value: place,
            hint: 'Give a directory on a file system with owners, modes and links, such as ext4 or xfs.',
            cause,
        });
    }
    finally {
        for (const one of [file, link])
            (0,external_node_fs_.rmSync)(one, { force: true });
    }
}
function copy_driverAt(root) {
    return {
        create: async (volume) => {
            (0,external_node_fs_.mkdirSync)(volume);
            (0,external_node_fs_.chmodSync)(volume, 0o755);
        },
        snapshot: snapshotWhole,
        advance: snapshotWhole,
        seal: async () => undefined,
        rest: async () => undefined,
        persist: (0,sync/* makeSync */.I)(root),
        view: async (volume, at) => {
            await wholeOrNothing({ remove: removeTrees }, at, async () => {
                (0,external_node_fs_.mkdirSync)(at);
                await (0,mounts/* bindReadOnly */._I)(volume, at);
            });
            return at;
        },
        remove: removeTrees,
        settle: async () => undefined,
        space: () => diskSpace(root),
        spareBytes: () => diskSpare(root),
        usedBytes: () => storeUsed(root),
    };
}
const snapshotWhole = (from, to) => wholeOrNothing({ remove: removeTrees }, to, () => snapshot(from, to));
/**
 * The volume may be dropped while it is copied, and a copy of what is being removed would lack files. Whoever drops one moves
 * it away first, so a volume that is in its place after the copy was whole all the time.
 */
async function snapshot(from, to) {
    // Held open, so that no other directory gets its inode number.
    const source = (0,external_node_fs_.openSync)(from, 'r');
    try {
        await copyTree(from, to);
        if ((0,external_node_fs_.lstatSync)(from).ino === (0,external_node_fs_.fstatSync)(source).ino)
            return;
        throw new errors/* ObuilderError */.Vy('result-missing', `${from} was replaced while it was copied`, { value: from });
    }
    finally {
        (0,external_node_fs_.closeSync)(source);
    }
}

// EXTERNAL MODULE: ./build/js/host/overlay.js
var overlay = __webpack_require__(3453);
// EXTERNAL MODULE: ./build/js/host/file-time.js
var file_time = __webpack_require__(8405);
;// CONCATENATED MODULE: ./build/js/store/overlay-layers.js





const UPPER = 'upper';
const WORK = 'work';
const LOWER = 'lower';
const FLAT = 'flat';
const USERS = 'users';
/** The user that is a layer's own volume. */
const VOLUME = 'volume';
/** A directory among the layers that stays empty, for overlays that need one more. */
const EMPTY = 'empty';
const filesOf = (layer) => `${layer}/${UPPER}`;
const workOf = (layer) => `${layer}/${WORK}`;
const usersOf = (layers, layer) => external_node_path_.join(layers, layer, USERS);
/** What stands in a file is never taken for a path elsewhere. */
const isLayerName = (name) => /^[0-9a-f]{16}$/.test(name);
const newName = () => (0,external_node_crypto_.randomBytes)(8).toString('hex');
const pointerFile = (volume) => `${volume}.layer`;
/** Beside a volume: a layer that is being made. */
const draftDirectory = (volume) => `${volume}.draft`;
/** Undefined where there is none, or none that is whole: then no layer was made yet. */
function readPointer(volume) {
    const [layer = '', user = ''] = readOrNothing(pointerFile(volume)).split(' ');
    return isLayerName(layer) && (user === VOLUME || isLayerName(user)) ? { layer, user } : undefined;
}
function writePointer(volume, { layer, user }) {
    (0,external_node_fs_.writeFileSync)(pointerFile(volume), `${layer} ${user}`, { flag: 'wx', mode: 0o600 });
}
function readOrNothing(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) === 'ENOENT')
            return '';
        throw error;
    }
}
/** The layers of a volume, the topmost first; none where there is no such volume. */
function stackOf(layers, volume) {
    const layer = readPointer(volume)?.layer;
    return layer === undefined ? [] : [layer, ...lowerOf(layers, layer)];
}
/** The layers below a layer, the topmost first. */
function lowerOf(layers, layer) {
    return readOrNothing(external_node_path_.join(layers, layer, LOWER))
        .split('\n')
        .filter(isLayerName);
}
/** The layer that holds all that `layer` and those below it do. */
function flatOf(layers, layer) {
    const name = readOrNothing(external_node_path_.join(layers, layer, FLAT));
    return isLayerName(name) ? name : undefined;
}
/**
 * Makes an empty layer for `volume` on top of others, the topmost first. Which one is written down beside the volume before
 * there is anything, so that what a killed process leaves can be found.
 *
 * @throws an error with ENOENT where the topmost of the others has died
 */
function makeLayer(layers, volume, lower) {
    const layer = startLayer(layers, { volume, lower, root: lower[0] });
    if (lower[0] !== undefined)
        use(layers, lower[0], layer);
    return layer;
}
function startLayer(layers, { volume, lower, root }) {
    const layer = newName();
    writePointer(volume, { layer, user: VOLUME });
    const draft = draftDirectory(volume);
    for (const part of [UPPER, WORK, USERS])
        (0,external_node_fs_.mkdirSync)(external_node_path_.join(draft, part), { recursive: true, mode: 0o700 });
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(draft, LOWER), lower.join('\n'));
    likeRoot(external_node_path_.join(draft, UPPER), root === undefined ? undefined : external_node_path_.join(layers, filesOf(root)));
    (0,external_node_fs_.linkSync)(pointerFile(volume), external_node_path_.join(draft, USERS, VOLUME));
    (0,external_node_fs_.renameSync)(draft, external_node_path_.join(layers, layer));
    return layer;
}
/** The root directory of an overlay is its upper one, which therefore is as the one below; attributes aside. */
function likeRoot(directory, model) {
    if (model === undefined) {
        (0,external_node_fs_.chmodSync)(directory, 0o755);
        return;
    }
    const { uid, gid, mode, atimeMs, mtimeMs } = (0,external_node_fs_.lstatSync)(model);
    (0,external_node_fs_.chownSync)(directory, uid, gid);
    (0,external_node_fs_.chmodSync)(directory, mode & 0o7777);
    (0,external_node_fs_.utimesSync)(directory, (0,file_time/* fileTime */.I)(atimeMs / 1000), (0,file_time/* fileTime */.I)(mtimeMs / 1000));
}
/** Makes the layer `above` a user of `layer`. */
function use(layers, layer, above) {
    (0,external_node_fs_.linkSync)(external_node_path_.join(layers, above, LOWER), external_node_path_.join(usersOf(layers, layer), above));
}
/**
 * Makes an empty layer for `volume` on top of one that holds all that `from` and those below it do. That one is made by
 * `copyFiles`, to the directory that it is given.
 */
async function makeOnFlat(layers, request, copyFiles) {
    const { volume, from } = request;
    const flat = newName();
    const layer = startLayer(layers, { volume, lower: [flat], root: from });
    const draft = draftDirectory(volume);
    (0,external_node_fs_.mkdirSync)(external_node_path_.join(draft, USERS), { recursive: true, mode: 0o700 });
    (0,external_node_fs_.writeFileSync)(external_node_path_.join(draft, LOWER), '');
    await copyFiles(external_node_path_.join(draft, UPPER));
    (0,external_node_fs_.linkSync)(external_node_path_.join(layers, layer, LOWER), external_node_path_.join(draft, USERS, layer));
    (0,external_node_fs_.renameSync)(draft, external_node_path_.join(layers, flat));
    offer(layers, { flat, from });
    return layer;
}
/** Lets others find a flat layer. Of several that were made at the same time the first is found; the others serve their makers. */
function offer(layers, { flat, from }) {
    const file = external_node_path_.join(layers, from, FLAT);
    try {
        (0,external_node_fs_.writeFileSync)(file, flat, { flag: 'wx' });
        (0,external_node_fs_.linkSync)(file, external_node_path_.join(usersOf(layers, flat), from));
    }
    catch (error) {
        // ENOENT: `from` was removed meanwhile.
        if ((0,fault/* errnoOf */.UQ)(error) !== 'EEXIST' && (0,fault/* errnoOf */.UQ)(error) !== 'ENOENT')
            throw error;
    }
}
/**
 * Makes what is at `user`, a view perhaps, a user of the layer of a volume.
 *
 * @throws an error with ENOENT where there is no such volume, or its layer has died
 */
function useFor(layers, volume, user) {
    const layer = readPointer(volume)?.layer;
    if (layer === undefined)
        throw Object.assign(new Error(`there is no volume ${volume}`), { code: 'ENOENT' });
    const name = newName();
    writePointer(user, { layer, user: name });
    (0,external_node_fs_.linkSync)(pointerFile(user), external_node_path_.join(usersOf(layers, layer), name));
}
/** Takes away what is beside a volume or a view, which is the last thing of it. */
function forget(volume) {
    (0,external_node_fs_.rmSync)(pointerFile(volume), { force: true });
}

;// CONCATENATED MODULE: ./build/js/store/overlay-deaths.js




/**
 * Ends the use of a layer by the volume or view at `volume`, whose pointer stays, so that a killed process can be followed up.
 *
 * @returns the layers that died of it, or had died, in the order in which they have to be removed: through the last one the
 * others can be found again
 */
function release(layers, volume) {
    const pointer = readPointer(volume);
    if (pointer === undefined)
        return [];
    endUse(layers, pointer.layer, pointer.user);
    return deaths(layers, pointer.layer);
}
/** Layers that nobody uses, in the same order: a volume was deleted by other means, or a removal was not finished. */
function orphans(layers) {
    return (0,external_node_fs_.readdirSync)(layers)
        .filter(isLayerName)
        .flatMap((layer) => deaths(layers, layer));
}
function endUse(layers, layer, user) {
    (0,external_node_fs_.rmSync)(external_node_path_.join(usersOf(layers, layer), user), { force: true });
}
/** A layer that dies uses no others any more, which then may die too. Some of them may have been removed already. */
function deaths(layers, layer) {
    if (!isDead(layers, layer))
        return [];
    const dead = [...deathOfFlat(layers, layer), layer];
    let above = layer;
    for (const below of lowerOf(layers, layer)) {
        endUse(layers, below, above);
        if (!isDead(layers, below))
            break;
        dead.unshift(...deathOfFlat(layers, below), below);
        above = below;
    }
    return dead;
}
function deathOfFlat(layers, layer) {
    const flat = flatOf(layers, layer);
    if (flat === undefined)
        return [];
    endUse(layers, flat, layer);
    return isDead(layers, flat) ? [flat] : [];
}
/** Whether a layer has died; it does so now where it has no users. */
function isDead(layers, layer) {
    const users = usersOf(layers, layer);
    for (;;) {
        if (hasUser(users))
            return false;
        try {
            (0,external_node_fs_.rmdirSync)(users);
            return true;
        }
        catch (error) {
            if ((0,fault/* errnoOf */.UQ)(error) === 'ENOENT')
                return true;
            // Somebody has begun to use it.
            if ((0,fault/* errnoOf */.UQ)(error) !== 'ENOTEMPTY' && (0,fault/* errnoOf */.UQ)(error) !== 'EEXIST')
                throw error;
        }
    }
}
/** Whether there is a user; those that are gone are taken away on the way to the first one that is not. */
function hasUser(users) {
    try {
        const directory = (0,external_node_fs_.opendirSync)(users);
        try {
            for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
                const link = external_node_path_.join(users, entry.name);
                if (((0,external_node_fs_.lstatSync)(link, { throwIfNoEntry: false })?.nlink ?? 0) > 1)
                    return true;
                (0,external_node_fs_.rmSync)(link, { force: true });
            }
            return false;
        }
        finally {
            directory.closeSync();
        }
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) === 'ENOENT')
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/store/overlayfs.js















const overlayfs = {
    summary: 'a directory on ext4, xfs or another file system that overlayfs can write to; a step is a layer',
    form: 'DIRECTORY',
    example: '/srv/obuilder',
    faultOf: directoryFault,
    open: async (place) => {
        if (!(0,probes/* kernelHas */._c)('overlay') && !(0,probes/* canLoadModule */.R8)('overlay')) {
            throw new errors/* ObuilderError */.Vy('store-unavailable', 'this kernel has no overlayfs', {
                value: place,
                hint: `Use a kernel with overlayfs (every stock Debian and Ubuntu kernel has it), or the store copy:${place}.`,
            });
        }
        if (!(0,external_node_fs_.existsSync)(external_node_path_.join(layersAt(place), EMPTY)))
            await makePlace(place);
        const root = (0,external_node_fs_.realpathSync)(place);
        return { driver: overlayfs_driverAt(root), root };
    },
};
const layersAt = (root) => external_node_path_.join(root, 'v1', 'layer');
async function makePlace(place) {
    const near = (0,external_node_fs_.realpathSync)((0,probes/* nearestExisting */.Iv)(place));
    try {
        await (0,overlay/* tryOverlay */.uT)(external_node_path_.join(near, `.overlay-trial-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`));
    }
    catch (cause) {
        if (!(0,errors/* isObuilderError */.LV)(cause, 'command-failed') || (0,fault/* isFull */.uq)(cause))
            throw cause;
        const type = (0,probes/* mountOf */.vI)(near)?.type ?? 'an unknown file system';
        throw new errors/* ObuilderError */.Vy('store-unavailable', `overlayfs cannot write below ${place}, which is on ${type}: ${cause.message}`, {
            value: place,
            hint: `Give a directory on a disk's own file system, such as ext4 or xfs, or use the store copy:${place}.`,
            cause,
        });
    }
    (0,layout/* makeRoot */.tz)(place);
    (0,external_node_fs_.mkdirSync)(external_node_path_.join(layersAt(place), EMPTY), { recursive: true, mode: 0o700 });
}
function overlayfs_driverAt(root) {
    const layers = layersAt(root);
    const whole = (volume, make) => wholeOrNothing({ remove: (volumes) => overlayfs_remove(layers, volumes) }, volume, make);
    const snapshot = (from, to) => whole(to, () => snapshotTo(layers, from, to));
    let isSwept = false;
    return {
        create: (volume) => whole(volume, async () => {
            (0,external_node_fs_.mkdirSync)(volume);
            await mountWritable(layers, { layer: makeLayer(layers, volume, []), lower: [] }, volume);
        }),
        snapshot,
        advance: async (from, to) => {
            await (0,mounts/* unmountForGood */.hL)(from);
            await snapshot(from, to);
        },
        seal: mounts/* unmountForGood */.hL,
        rest: mounts/* unmountForGood */.hL,
        persist: (0,sync/* makeSync */.I)(root),
        view: async (volume, at) => {
            await whole(at, async () => {
                (0,external_node_fs_.mkdirSync)(at);
                useFor(layers, volume, at);
                await mountReadOnly(layers, stackOf(layers, volume), at);
            });
            return at;
        },
        remove: (volumes) => overlayfs_remove(layers, volumes),
        settle: async () => {
            // Once: each removal takes all that it should, unless a file was lost.
            if (isSwept)
                return;
            isSwept = true;
            await removeLayers(layers, orphans(layers));
        },
        space: () => diskSpace(root),
        spareBytes: () => diskSpare(root),
        usedBytes: () => storeUsed(root),
    };
}
/** As many layers as a file is looked for in, at most. The kernel's own limit is far away. */
const MOST_LAYERS = 64;
async function snapshotTo(layers, from, to) {
    const lower = stackOf(layers, from);
    const [top] = lower;
    if (top === undefined)
        throw new errors/* ObuilderError */.Vy('result-missing', `there is no volume ${from}`, { value: from });
    (0,external_node_fs_.mkdirSync)(to);
    if (lower.length < MOST_LAYERS) {
        await mountWritable(layers, { layer: makeLayer(layers, to, lower), lower }, to);
        return;
    }
    const layer = (await makeOnKnownFlat(layers, top, to)) ?? (await flatten(layers, { from, stack: lower }, to));
    await mountWritable(layers, { layer, lower: stackOf(layers, to).slice(1) }, to);
}
async function makeOnKnownFlat(layers, top, to) {
    const flat = flatOf(layers, top);
    if (flat === undefined)
        return undefined;
    try {
        return makeLayer(layers, to, [flat]);
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) !== 'ENOENT')
            throw error;
        // Who made it was killed before anybody could keep it.
        await overlayfs_remove(layers, [to]);
        (0,external_node_fs_.mkdirSync)(to);
        return undefined;
    }
}
/** Beside a volume: what is copied to make it, while that lasts. */
const sourceOf = (volume) => `${volume}.source`;
/** The files of many layers as one, which the children of a volume share. */
async function flatten(layers, { from, stack }, to) {
    const [top = ''] = stack;
    // `from` may be dropped meanwhile; its layers then stay until they have been copied.
    useFor(layers, from, sourceOf(to));
    const layer = await makeOnFlat(layers, { volume: to, from: top }, async (files) => {
        await mountReadOnly(layers, stack, to);
        await copyTree(to, files);
        await (0,mounts/* unmountForGood */.hL)(to);
    });
    await overlayfs_remove(layers, [sourceOf(to)]);
    return layer;
}
function mountWritable(layers, { layer, lower }, at) {
    const names = lower.length === 0 ? [EMPTY] : lower.map(filesOf);
    const upper = { files: filesOf(layer), work: workOf(layer) };
    return (0,overlay/* mountOverlay */.Me)({ base: layers, lower: names, upper }, at);
}
function mountReadOnly(layers, stack, at) {
    const names = stack.map(filesOf);
    return (0,overlay/* mountOverlay */.Me)({ base: layers, lower: names.length === 1 ? [...names, EMPTY] : names }, at);
}
async function overlayfs_remove(layers, volumes) {
    await (0,mounts/* unmountBelow */.GG)(volumes);
    await removeTrees(volumes.map(draftDirectory));
    const users = volumes.flatMap((volume) => [volume, sourceOf(volume)]);
    await removeLayers(layers, users.flatMap((user) => release(layers, user)));
    // Empty, unless somebody wrote there while nothing was mounted.
    await removeTrees(volumes.filter((volume) => !removeEmpty(volume)));
    users.forEach(forget);
}
function removeEmpty(directory) {
    try {
        (0,external_node_fs_.rmdirSync)(directory);
        return true;
    }
    catch (error) {
        return (0,fault/* errnoOf */.UQ)(error) === 'ENOENT';
    }
}
const removeLayers = (layers, names) => removeTrees(names.map((name) => external_node_path_.join(layers, name)));

;// CONCATENATED MODULE: ./build/js/host/zfs.js



const zfs = (...args) => (0,host_process/* runQuick */.l)('zfs', args);
/** Whether a command failed since what it was to work on is not there. */
function isMissing(error) {
    return (0,errors/* isObuilderError */.LV)(error, 'command-failed') && /does not exist|no such pool/.test(error.message);
}
const BUSY_ATTEMPTS = 9;
/**
 * Runs `work` again for some two seconds while the dataset is busy: zfs-fuse closes a file system some time after it was
 * unmounted, and a container that is being started sees all mounts until it has a root of its own.
 */
async function onceFree(work) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work();
        }
        catch (error) {
            const isBusy = (0,errors/* isObuilderError */.LV)(error, 'command-failed') && error.message.includes('busy');
            if (!isBusy || attempt === BUSY_ATTEMPTS)
                throw error;
            await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** Math.min(attempt, 5)));
        }
    }
}
const optionsOf = (properties) => Object.entries(properties).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
/** The values of some properties, numbers in bytes; undefined where there is no such dataset. */
async function propertiesOf(dataset, names) {
    try {
        const lines = await zfs('get', '-Hp', '-o', 'property,value', names.join(','), dataset);
        return Object.fromEntries(lines.split('\n').map((line) => line.split('\t')));
    }
    catch (error) {
        if (isMissing(error))
            return undefined;
        throw error;
    }
}
/**
 * Makes a dataset and those above it that are missing. One that is there already is no error, nor is one that another process
 * mounts before this one does.
 */
async function createDataset(dataset, properties) {
    try {
        await zfs('create', '-p', ...optionsOf(properties), dataset);
    }
    catch (error) {
        const isThere = /already exists|successfully created/;
        if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed') || !isThere.test(error.message))
            throw error;
    }
}
/** Mounts a dataset where its property `mountpoint` says. One that is mounted already is no error. */
async function mountDataset(dataset) {
    try {
        await onceFree(async () => {
            if ((0,mounts/* mountPointOf */.nN)(dataset) === undefined)
                await zfs('mount', dataset);
        });
    }
    catch (error) {
        if ((0,mounts/* mountPointOf */.nN)(dataset) === undefined)
            throw error;
    }
}
/** The snapshots of one dataset, the oldest first; undefined where there is no such dataset. */
async function snapshotsOf(dataset) {
    try {
        const list = await zfs('list', '-H', '-t', 'snapshot', '-o', 'name,defer_destroy', '-d', '1', dataset);
        return rowsOf(list).map(([name = '', deferred]) => {
            return { name: name.slice(dataset.length + 1), isDeferred: deferred === 'on' };
        });
    }
    catch (error) {
        if (isMissing(error))
            return undefined;
        throw error;
    }
}
const rowsOf = (text) => text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
/** The datasets directly below `parent`, each with the snapshot that it is a clone of, `-` where it is none. */
async function originsBelow(parent) {
    const list = await zfs('list', '-H', '-t', 'filesystem', '-o', 'name,origin', '-d', '1', parent);
    return new Map(rowsOf(list).map(([name = '', origin = '']) => [name, origin]));
}
/** Deletes snapshots of one dataset. One that has clones vanishes with the last of them; one that is missing is no error. */
async function destroySnapshots(dataset, names) {
    if (names.length === 0)
        return;
    try {
        await zfs('destroy', '-d', `${dataset}@${names.join(',')}`);
    }
    catch (error) {
        if (names.length === 1) {
            if (isMissing(error) || isNotThere(error))
                return;
            throw error;
        }
        // Old releases take one at a time.
        for (const name of names)
            await destroySnapshots(dataset, [name]);
    }
}
/** How new releases say that there is no such snapshot. */
const isNotThere = (error) => (0,errors/* isObuilderError */.LV)(error, 'command-failed') && error.message.includes('could not find any snapshots');
/** Drops what was written since the last snapshot of a dataset that is not mounted. */
async function rollBack(snapshot) {
    await onceFree(() => zfs('rollback', snapshot));
}
/** Gives a clone the snapshot that it was made from and all before that one: what it stood on stands on it from now on. */
async function promote(clone) {
    await zfs('promote', clone);
}
/** Deletes a dataset with its snapshots. One that is missing is no error. */
async function destroyDataset(dataset) {
    try {
        await onceFree(() => zfs('destroy', '-r', dataset));
    }
    catch (error) {
        if (!isMissing(error))
            throw error;
    }
}
async function hasPool(pool) {
    try {
        await (0,host_process/* runQuick */.l)('zpool', ['list', '-H', '-o', 'name', pool]);
        return true;
    }
    catch (error) {
        if (isMissing(error))
            return false;
        throw error;
    }
}
const FREEING_POLLS = 240;
const FREEING_MILLISECONDS = 250;
/** So many transaction groups later, blocks that were freed can be written again (TXG_DEFER_SIZE, and the group itself). */
const GROUPS = 3;
/** Waits until what was deleted below a dataset is free, for a minute at most: others may be deleting in the same pool. */
async function waitUntilFreed(dataset) {
    const pool = dataset.split('/')[0] ?? dataset;
    try {
        for (let poll = 0; poll < FREEING_POLLS; poll += 1) {
            const freeing = await (0,host_process/* runQuick */.l)('zpool', ['get', '-Hp', '-o', 'value', 'freeing', pool]);
            if (Number(freeing) === 0)
                break;
            await new Promise((resolve) => setTimeout(resolve, FREEING_MILLISECONDS));
        }
        for (let group = 0; group < GROUPS; group += 1)
            await (0,host_process/* runQuick */.l)('zpool', ['sync', pool]);
    }
    catch (error) {
        if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed'))
            throw error;
        await endGroups(dataset);
    }
}
/** Old releases have neither property nor command; any change of a property ends a transaction group, where there is room for it. */
async function endGroups(dataset) {
    try {
        for (let group = 0; group < GROUPS; group += 1)
            await zfs('set', `obuilder:settled=${group}`, dataset);
    }
    catch (error) {
        if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed'))
            throw error;
    }
}
const SPACE = ['get', '-Hp', '-o', 'value', 'used,available,referenced,refreservation'];
async function spaceOf(dataset) {
    return parseSpace(await zfs(...SPACE, dataset));
}
function parseSpace(text) {
    // One that is not set is `none` in old releases.
    const values = text.split('\n').map((value) => Number(value) || 0);
    const [usedBytes = 0, availableBytes = 0, referencedBytes = 0, reservedBytes = 0] = values;
    return { usedBytes, availableBytes, referencedBytes, reservedBytes };
}
/** The same, at once: the event loop stands still for as long as one command takes. */
function spaceOfAtOnce(dataset) {
    const { execFileSync } = process.getBuiltinModule('node:child_process');
    return parseSpace(execFileSync('zfs', [...SPACE, dataset], { encoding: 'utf8' }));
}
/** Sees to it that a dataset itself may grow to `bytes` whatever those below it take. */
async function reserveSpace(dataset, bytes) {
    await zfs('set', `refreservation=${bytes}`, dataset);
}

;// CONCATENATED MODULE: ./build/js/store/zfs-place.js




/** Where datasets are mounted that are made in a place where datasets are not mounted. */
const MOUNTS = '/var/lib/obuilder-action/zfs';
/** Set-uid programs and devices below it are nothing on the machine. */
const NO_RIGHTS = { setuid: 'off', devices: 'off' };
/** Names longer than that leave too little of ZFS's 255 bytes for what is made below them. */
const LONGEST = 180;
/** What is wrong with a dataset's name, by the rules of ZFS; undefined where it may be one. */
function datasetFault(name) {
    const parts = name.split('/');
    if (parts.includes(''))
        return 'a dataset is named POOL or POOL/DATASET, without a slash at its ends';
    if (!/^[A-Za-z0-9_.: /-]+$/.test(name))
        return "a dataset's name has only letters, digits and any of _ - . : in it";
    if (parts.includes('.') || parts.includes('..'))
        return 'no part of a dataset\'s name is "." or ".."';
    const [pool = ''] = parts;
    if (!/^[A-Za-z]/.test(pool))
        return "a pool's name begins with a letter";
    if (/^(mirror|raidz|draid|spare|c\d)|^log$/.test(pool))
        return `no pool can be named ${pool}`;
    return name.length > LONGEST ? `the name is longer than ${LONGEST} bytes` : undefined;
}
/**
 * The directory where the dataset is mounted. Where it is not, it is mounted, and made where only it is missing. Costs a read
 * of the mounts where there is nothing to do.
 *
 * @throws ObuilderError `store-unavailable` or `tool-missing`
 */
async function openDataset(dataset) {
    return (0,mounts/* mountPointOf */.nN)(dataset) ?? (await makeReady(dataset).catch((error) => explain(dataset, error)));
}
async function makeReady(dataset) {
    if ((await look(dataset)) === undefined)
        await make(dataset);
    const { type, mountpoint, canmount } = (await look(dataset)) ?? {};
    if (type !== 'filesystem')
        throw unavailable(dataset, 'is not a file system', OTHER_NAME);
    if (!isDirectory(mountpoint)) {
        const hint = `Give it a place: zfs set mountpoint=/srv/obuilder ${dataset}. Or name a new dataset, which gets one: ${dataset}/obuilder.`;
        throw unavailable(dataset, `has no mount point (it is ${mountpoint})`, hint);
    }
    if (canmount === 'off') {
        throw unavailable(dataset, 'may not be mounted', `Allow it: zfs set canmount=on ${dataset}.`);
    }
    await mountDataset(dataset);
    const root = (0,mounts/* mountPointOf */.nN)(dataset);
    if (root !== undefined)
        return root;
    throw unavailable(dataset, 'was mounted, but not where this process sees it', 'See what "zfs mount" lists.');
}
const OTHER_NAME = 'Name another dataset; one that is missing is made.';
const isDirectory = (mountpoint) => mountpoint?.startsWith('/') === true;
const look = (dataset) => propertiesOf(dataset, ['type', 'mountpoint', 'canmount']);
/** Makes the dataset, and those above it but for the pool. */
async function make(dataset) {
    const pool = dataset.split('/')[0] ?? '';
    if (!(await hasPool(pool))) {
        const hint = `Import it (zpool import ${pool}), or make one (zpool create ${pool} DEVICE).`;
        throw new errors/* ObuilderError */.Vy('store-unavailable', `there is no ZFS pool ${pool} on this machine`, {
            value: dataset,
            hint,
        });
    }
    const above = await nearest(external_node_path_.dirname(dataset));
    await createDataset(dataset, isDirectory(above['mountpoint']) ? NO_RIGHTS : { ...NO_RIGHTS, mountpoint: external_node_path_.join(MOUNTS, dataset) });
}
async function nearest(dataset) {
    const found = await look(dataset);
    return found ?? (dataset.includes('/') ? await nearest(external_node_path_.dirname(dataset)) : {});
}
function unavailable(dataset, what, hint, cause) {
    return new errors/* ObuilderError */.Vy('store-unavailable', `the dataset ${dataset} ${what}`, {
        value: dataset,
        hint,
        cause,
    });
}
function explain(dataset, error) {
    if ((0,errors/* isObuilderError */.LV)(error, 'tool-missing')) {
        const hint = 'Install it: apt-get install zfsutils-linux.';
        throw new errors/* ObuilderError */.Vy('tool-missing', error.message, { value: error.value, hint, cause: error });
    }
    if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed'))
        throw error;
    const hint = 'See what "zpool status" says; the kernel module is loaded by "modprobe zfs".';
    throw unavailable(dataset, `cannot be used: ${error.message}`, hint, error);
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/js/host/zfs-scripts.js



/**
 * Runs a script of commands that belong together. Its first argument is a file, and the script holds a lock on it until the
 * last of its programs has ended, also when this process is killed. Where the file is gone the script does nothing.
 */
async function runLocked(lock, script, ...args) {
    const locked = `exec 9<"$1" && flock 9 && [ -e "$1" ] || exit 1; shift; ${script}`;
    const all = ['-c', locked, 'sh', lock, ...args];
    try {
        await (0,host_process/* runQuick */.l)('sh', all);
    }
    catch (error) {
        if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed'))
            throw error;
        // Of the script nobody wants to read.
        const reason = error.message.slice(`sh ${all.join(' ')}: `.length);
        throw new errors/* ObuilderError */.Vy('command-failed', reason, { value: error.value, cause: error });
    }
}
/** Waits until no script holds the lock of any of these files. */
async function waitForScripts(locks) {
    await (0,host_process/* runQuick */.l)('sh', ['-c', 'for file; do exec 9<"$file" && flock 9; done', 'sh', ...locks]);
}
/** Makes a dataset and mounts it. It is not mounted when the machine starts. */
async function makeVolume(volume) {
    const { lock, dataset, origin, mountPoint, isReadOnly } = volume;
    const options = optionsOf({
        canmount: 'noauto',
        mountpoint: mountPoint,
        ...(isReadOnly ? { readonly: 'on' } : {}),
    });
    const command = origin === undefined ? ['create', ...options] : ['clone', ...options, origin];
    // zfs-fuse mounts a clone whatever its `canmount` is.
    const script = 'point=$1 dataset=$2; shift 2; zfs "$@" "$dataset" && { mountpoint -q "$point" || zfs mount "$dataset"; }';
    await runLocked(lock, script, mountPoint, dataset, ...command);
}
/**
 * What a program wrote through a memory map is in no snapshot before it is written back. Unmounting would see to that, but
 * a dataset is to be mounted until it has its snapshot: by that others tell that it is in use.
 */
const SNAPSHOT = 'sync -f "$1" && zfs snapshot "$2"';
/** What is in use still is detached, and goes with its last user. */
const UNMOUNT = '{ umount "$1" || umount --lazy "$1"; }';
/** Takes a snapshot of the file system at `mountPoint` and unmounts it. */
async function snapshotAndUnmount({ lock, mountPoint, snapshot }) {
    await runLocked(lock, `${SNAPSHOT} && ${UNMOUNT}`, mountPoint, snapshot);
}
/**
 * Takes a snapshot of the file system at `mountPoint` and moves it to the empty directory `to`. In two mounts, since the
 * kernel moves none that is below a shared one, as on most machines all are.
 */
async function snapshotAndMove({ lock, mountPoint, snapshot }, to) {
    await runLocked(lock, `${SNAPSHOT} && mount --bind "$1" "$3" && ${UNMOUNT}`, mountPoint, snapshot, to);
}

;// CONCATENATED MODULE: ./build/js/store/zfs-volumes.js






const OURS = 'obuilder-';
/** A name that nobody had before: snapshots go from one strand to another, and must not meet their like there. */
function zfs_volumes_newName() {
    const random = () => Math.random().toString(36).slice(2, 10);
    return `${OURS}${Date.now().toString(36)}-${random()}${random()}`;
}
/** Whether a volume may be this snapshot; else a program that takes snapshots by the clock has made it. */
const isOurs = (snapshot) => snapshot.startsWith(OURS);
/**
 * The file beside a volume's path that holds its note. It is there before the dataset is, and commands that make something
 * for a volume hold a lock on it: so who removes a volume finds all that was made, also by a command whose process was killed.
 */
const noteFile = (volume) => `${volume}.zfs`;
/** The note of a volume that is being removed: no command for it begins any more. */
const doomedFile = (volume) => `${volume}.zfs-removed`;
function writeNote(volume, { strand, snapshot }) {
    (0,external_node_fs_.writeFileSync)(noteFile(volume), `${strand}@${snapshot}\n`, { mode: 0o600 });
}
/** Undefined where the process was killed before the note was whole: then nothing was made yet. */
function parseNote(text) {
    const [, strand, snapshot] = /^(.+)@(.+)\n$/.exec(text) ?? [];
    return strand === undefined || snapshot === undefined ? undefined : { strand, snapshot };
}
function readNote(volume) {
    const note = parseNote((0,external_node_fs_.readFileSync)(noteFile(volume), 'utf8'));
    if (note === undefined)
        throw new Error(`the note of the volume ${volume} is damaged`);
    return note;
}
const nameOf = ({ volumes }, { strand, snapshot }) => `${volumes}/${strand}@${snapshot}`;
/** A new volume at `to`, empty or with the files of the volume `from`. */
async function startStrand(place, to, { from, isReadOnly = false } = {}) {
    const origin = from === undefined ? undefined : nameOf(place, readNote(from));
    const note = { strand: zfs_volumes_newName(), snapshot: zfs_volumes_newName() };
    writeNote(to, note);
    (0,external_node_fs_.mkdirSync)(to, { recursive: true, mode: 0o755 });
    const make = () => makeVolume({
        lock: noteFile(to),
        dataset: `${place.volumes}/${note.strand}`,
        origin,
        mountPoint: to,
        isReadOnly,
    });
    try {
        await make();
    }
    catch (error) {
        if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed') || !error.message.includes('parent does not exist'))
            throw error;
        await makeParent(place.volumes);
        await make();
    }
}
/**
 * What volumes inherit, whatever the pool's owner thinks good elsewhere. Set-uid programs and devices of a step work in the step
 * only: its sandbox allows them to itself.
 */
const VOLUMES = {
    canmount: 'off',
    mountpoint: 'none',
    atime: 'off',
    exec: 'on',
    setuid: 'off',
    devices: 'off',
    readonly: 'off',
    'com.sun:auto-snapshot': 'false',
};
/**
 * What old releases do not know. A volume is on disk with its snapshot and needs to be no sooner, so `fsync` may cost nothing
 * in a step; else writing back what a program wrote through a memory map takes up to five seconds, too.
 */
const NEWER = { sync: 'disabled', xattr: 'sa', acltype: 'posixacl' };
async function makeParent(volumes) {
    try {
        await createDataset(volumes, { ...VOLUMES, ...NEWER });
    }
    catch (error) {
        if (!(0,errors/* isObuilderError */.LV)(error, 'command-failed'))
            throw error;
        await createDataset(volumes, VOLUMES);
    }
}
/** The volume becomes what its note says, and its strand rests. */
async function endStrand(place, volume) {
    const snapshot = nameOf(place, readNote(volume));
    await snapshotAndUnmount({ lock: noteFile(volume), mountPoint: volume, snapshot });
}
/** The volume `from` becomes what its note says, and its strand goes on at `to`. */
async function continueStrand(place, from, to) {
    const note = readNote(from);
    try {
        writeNote(to, { strand: note.strand, snapshot: zfs_volumes_newName() });
        (0,external_node_fs_.mkdirSync)(to, { mode: 0o755 });
        await snapshotAndMove({ lock: noteFile(from), mountPoint: from, snapshot: nameOf(place, note) }, to);
    }
    catch (error) {
        await (0,mounts/* unmountBelow */.GG)([to]);
        await destroySnapshots(`${place.volumes}/${note.strand}`, [note.snapshot]);
        zfs_volumes_forget({ volume: to, file: noteFile(to) });
        throw error;
    }
}
/** Takes a volume's note away, for its removal; undefined where it has none. */
function doom(volume) {
    let file = doomedFile(volume);
    try {
        (0,external_node_fs_.renameSync)(noteFile(volume), file);
    }
    catch (error) {
        // On a disk that is full to the last block it has to stay where it is.
        if ((0,fault/* isFull */.uq)(error))
            file = noteFile(volume);
        else if ((0,fault/* errnoOf */.UQ)(error) !== 'ENOENT')
            throw error;
    }
    try {
        return { volume, file, note: parseNote((0,external_node_fs_.readFileSync)(file, 'utf8')) };
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) === 'ENOENT')
            return undefined;
        throw error;
    }
}
/** Removes what is left of a volume whose files are gone. */
function zfs_volumes_forget({ volume, file }) {
    try {
        (0,external_node_fs_.rmdirSync)(volume);
    }
    catch (error) {
        if ((0,fault/* errnoOf */.UQ)(error) !== 'ENOENT')
            throw error;
    }
    (0,external_node_fs_.rmSync)(file, { force: true });
}

;// CONCATENATED MODULE: ./build/js/store/zfs-removal.js






/** Removes volumes, as the contract's `remove` promises. What was removed half is found again by what stays beside it. */
async function removeVolumes(place, volumes) {
    const doomed = volumes.flatMap((volume) => doom(volume) ?? []);
    if (doomed.length === 0)
        return;
    await waitForScripts(doomed.map(({ file }) => file));
    await (0,mounts/* unmountBelow */.GG)(doomed.map(({ volume }) => volume));
    const strands = Map.groupBy(doomed.flatMap(({ note }) => note ?? []), ({ strand }) => strand);
    const clones = new Clones(place.volumes);
    const failures = new Map();
    for (const [strand, notes] of strands) {
        const removed = new Set(notes.map(({ snapshot }) => snapshot));
        const removal = { dataset: `${place.volumes}/${strand}`, clones };
        // The others may be just what makes the space that this one needs.
        await removeFromStrand(removal, removed).catch((error) => failures.set(strand, error));
    }
    for (const one of doomed)
        if (!failures.has(one.note?.strand ?? ''))
            zfs_volumes_forget(one);
    const [failure] = failures.values();
    if (failure !== undefined)
        throw failure;
}
const ATTEMPTS = 4;
const RETRY_MILLISECONDS = 30;
/** The clones among a store's strands. Listed when first wanted: that takes longer the more strands there are. */
class Clones {
    #parent;
    #origins;
    constructor(parent) {
        this.#parent = parent;
    }
    /** A clone of the newest of these snapshots that has one. */
    async findLast(snapshots) {
        if (snapshots.length === 0)
            return undefined;
        this.#origins ??= new Map(await originsBelow(this.#parent));
        const byOrigin = new Map([...this.#origins].map(([clone, origin]) => [origin, clone]));
        return snapshots.map((one) => byOrigin.get(one)).findLast((one) => one !== undefined);
    }
    /** What was listed holds no more. */
    forget() {
        this.#origins = undefined;
    }
    /** This one is gone. */
    drop(dataset) {
        this.#origins?.delete(dataset);
    }
}
/** Other processes may remove from the same strand, or from one that stands on it: then what was seen holds no more. */
async function removeFromStrand(removal, removed) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await removeOnce(removal, removed);
        }
        catch (error) {
            if (attempt === ATTEMPTS || !(0,errors/* isObuilderError */.LV)(error, 'command-failed'))
                throw error;
            removal.clones.forget();
            await (0,external_node_timers_promises_.setTimeout)(RETRY_MILLISECONDS * attempt);
        }
    }
}
async function removeOnce(removal, removed) {
    const { dataset } = removal;
    // In this order: whoever writes in a strand has it mounted until it has its snapshot.
    const isInUse = (0,mounts/* mountPointOf */.nN)(dataset) !== undefined;
    const snapshots = await snapshotsOf(dataset);
    if (snapshots === undefined)
        return;
    const present = snapshots.filter((one) => !one.isDeferred && removed.has(one.name)).map(({ name }) => name);
    const isNeeded = snapshots.some((one) => !one.isDeferred && isOurs(one.name) && !removed.has(one.name));
    if (!isInUse && !isNeeded)
        return await dropStrand(removal, { snapshots, present });
    await destroySnapshots(dataset, present);
    const wroteLast = present.length < removed.size || present.at(-1) === snapshots.at(-1)?.name;
    if (!isInUse && wroteLast)
        await dropLastWritten(dataset);
}
/** What was written behind the last volume that stays would keep its space. */
async function dropLastWritten(dataset) {
    const last = (await snapshotsOf(dataset))?.at(-1);
    if (last !== undefined)
        await rollBack(`${dataset}@${last.name}`);
}
/**
 * Removes a strand of which no volume is left. What stands on it may be in use for long, so one of its clones takes over
 * the snapshots; there they vanish by themselves with the last clone. So no dataset is ever there without a volume.
 */
async function dropStrand({ dataset, clones }, { snapshots, present }) {
    const heir = await clones.findLast(snapshots.map(({ name }) => `${dataset}@${name}`));
    if (heir !== undefined) {
        await destroySnapshots(dataset, present);
        await promote(heir);
        clones.forget();
    }
    await destroyDataset(dataset);
    clones.drop(dataset);
}

;// CONCATENATED MODULE: ./build/js/store/zfs-space.js


const MIB = 1024 ** 2;
const RESERVE_BYTES = 64 * MIB;
/** Of a small pool the reserve takes no more than this share. */
const RESERVE_SHARE = 1 / 16;
/** @param root where the dataset is mounted */
function zfsSpace(dataset, root) {
    let known;
    let reserving;
    const look = async () => {
        known = await spaceOf(dataset);
        return known;
    };
    const reserve = async () => {
        const space = await look();
        const margin = Math.min(RESERVE_BYTES, Math.floor(totalOf(space) * RESERVE_SHARE));
        if (space.reservedBytes - space.referencedBytes >= margin / 2)
            return;
        const reservedBytes = space.referencedBytes + margin;
        await reserveSpace(dataset, reservedBytes);
        known = { ...space, reservedBytes };
    };
    return {
        space: () => {
            // Only a command tells these, and they hardly change.
            known ??= spaceOfAtOnce(dataset);
            const { bsize, blocks, bfree, bavail } = (0,external_node_fs_.statfsSync)(root);
            // Volumes cannot have what is left of the reserve.
            const reserve = Math.max(0, known.reservedBytes - (blocks - bfree) * bsize);
            const freeBytes = Math.max(0, bavail * bsize - reserve);
            return { totalBytes: Math.max(totalOf(known), freeBytes), freeBytes };
        },
        usedBytes: async () => takenOf(await look()),
        reserve: () => {
            // Where there is no room for it, a later process tries again.
            reserving ??= reserve().catch(() => undefined);
            return reserving;
        },
    };
}
/** What is there: not what is only reserved. */
const takenOf = ({ usedBytes, reservedBytes, referencedBytes }) => usedBytes - Math.max(0, reservedBytes - referencedBytes);
const totalOf = (space) => takenOf(space) + space.availableBytes;

;// CONCATENATED MODULE: ./build/js/store/zfs.js






/**
 * The store's directory is its dataset. A volume is a snapshot of a dataset below that: see `Note`. What is written in comes
 * from a clone that is mounted at the volume's path, and is unmounted when it rests.
 */
const zfs_zfs = {
    summary: 'a dataset of a ZFS pool, made when it is missing',
    form: 'POOL[/DATASET]',
    example: 'tank/obuilder',
    faultOf: datasetFault,
    open: async (dataset) => {
        const root = await openDataset(dataset);
        return { driver: zfs_driverAt({ dataset, volumes: `${dataset}/volume` }, root), root };
    },
};
function zfs_driverAt(place, root) {
    const { space, usedBytes, reserve } = zfsSpace(place.dataset, root);
    const start = async (volume, options = {}) => {
        const reserved = reserve();
        await startStrand(place, volume, options);
        await reserved;
    };
    let removing = Promise.resolve();
    return {
        create: (volume) => start(volume),
        snapshot: (from, to) => start(to, { from }),
        advance: (from, to) => continueStrand(place, from, to),
        seal: (volume) => endStrand(place, volume),
        rest: (volume) => endStrand(place, volume),
        // A snapshot is on the disk when its command ends.
        persist: async () => undefined,
        view: async (volume, at) => {
            await start(at, { from: volume, isReadOnly: true });
            return at;
        },
        // One after the other: two may be at the same strand.
        remove: (volumes) => {
            const removal = removing.then(() => removeVolumes(place, volumes));
            removing = removal.catch(() => undefined);
            return removal;
        },
        settle: () => waitUntilFreed(place.dataset),
        space,
        spareBytes: () => spareOf(space()),
        usedBytes,
    };
}

;// CONCATENATED MODULE: ./build/js/store/drivers.js





/** Every kind of store there is. Names, the parser, error texts, help and the test loop derive from this table. */
const drivers = { btrfs: btrfs_btrfs, zfs: zfs_zfs, overlayfs: overlayfs, copy: copy };
const isDriverName = (name) => Object.hasOwn(drivers, name);
/** How stores are named, for help and error texts: `auto` and `DRIVER:PLACE` for each driver. */
const storeForms = [
    'auto',
    ...Object.entries(drivers).map(([name, { form }]) => `${name}:${form}`),
];
/**
 * Reads `DRIVER:PLACE`, as OBuilder's `--store` has it; `auto` is for `resolveStore`.
 *
 * @throws ObuilderError `input-invalid`
 */
function parseStoreName(text) {
    const colon = text.indexOf(':');
    const driver = text.slice(0, colon);
    const root = text.slice(colon + 1);
    const isKnown = colon > 0 && isDriverName(driver);
    const fault = isKnown ? drivers[driver].faultOf(root) : 'there is no such kind';
    if (isKnown && fault === undefined)
        return { driver, root };
    const example = isKnown ? `${driver}:${drivers[driver].example}` : `btrfs:${drivers.btrfs.example}`;
    throw new errors/* ObuilderError */.Vy('input-invalid', `the store ${JSON.stringify(text)} cannot be used: ${fault}`, {
        value: text,
        hint: `Give ${storeForms.join(' or ')}, for example ${example}.`,
    });
}


/***/ }),

/***/ 9316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BM: () => (/* binding */ withStoreErrors),
/* harmony export */   UQ: () => (/* binding */ errnoOf),
/* harmony export */   eP: () => (/* binding */ missingResult),
/* harmony export */   gp: () => (/* binding */ asStoreError),
/* harmony export */   uq: () => (/* binding */ isFull)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);
/* harmony import */ var _host_sqlite_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5485);


const FULL_HINT = 'Delete results that are not needed ("prune", "remove"), or give the store more space (store-size, or a larger file system).';
const SQLITE_FULL = 13;
const fullCodes = ['ENOSPC', 'EDQUOT'];
/** As the C library has it, and as `zfs` says it. */
const fullTexts = ['No space left on device', 'Disk quota exceeded', 'out of space'];
/** True for what a full disk makes of any operation. */
function isFull(error) {
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isObuilderError */ .LV)(error, 'store-full'))
        return true;
    if (!(error instanceof Error))
        return false;
    if ((0,_host_sqlite_js__WEBPACK_IMPORTED_MODULE_1__/* .sqliteCode */ .a)(error) === SQLITE_FULL)
        return true;
    if ('code' in error && fullCodes.includes(error.code))
        return true;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isObuilderError */ .LV)(error, 'command-failed') && fullTexts.some((text) => error.message.includes(text));
}
/** Any failure below the store as the error its callers test for; `store-full` where the disk has no room left. */
function asStoreError(error) {
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isObuilderError */ .LV)(error) && error.code === 'store-full')
        return error;
    if (!isFull(error))
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .asObuilderError */ .xO)(error);
    const reason = error instanceof Error ? error.message : String(error);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('store-full', `the store has no space left: ${reason}`, {
        hint: FULL_HINT,
        cause: error,
    });
}
/** Runs `work`; what it throws comes out as `asStoreError` has it. */
async function withStoreErrors(work) {
    try {
        return await work();
    }
    catch (error) {
        throw asStoreError(error);
    }
}
function errnoOf(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
function missingResult(id) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('result-missing', `there is no result ${id} in the store`, {
        value: id,
        hint: 'List the results to see their ids.',
    });
}


/***/ }),

/***/ 3324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $9: () => (/* binding */ LOG),
/* harmony export */   FV: () => (/* binding */ otherFormats),
/* harmony export */   Ge: () => (/* binding */ META),
/* harmony export */   Hu: () => (/* binding */ ownerOfEntry),
/* harmony export */   JA: () => (/* binding */ isSafeId),
/* harmony export */   Zc: () => (/* binding */ SCRATCH),
/* harmony export */   aH: () => (/* binding */ layoutOf),
/* harmony export */   tz: () => (/* binding */ makeRoot),
/* harmony export */   wE: () => (/* binding */ ROOTFS),
/* harmony export */   yz: () => (/* binding */ SLOT_DATA),
/* harmony export */   zz: () => (/* binding */ makeLayout)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


const ROOTFS = 'rootfs';
const SLOT_DATA = 'data';
const LOG = 'log';
const META = 'meta.json';
const SCRATCH = 'scratch';
function layoutOf(root) {
    const at = (...names) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, 'v1', ...names);
    return {
        root,
        results: at('result'),
        tmp: at('tmp'),
        slots: at('slot'),
        failed: at('failed'),
        views: at('view'),
        state: at('state'),
        owners: at('state', 'owner'),
        catalog: at('state', 'catalog.db'),
        secretKey: at('state', 'secret-key'),
        repairLock: at('state', 'repair.lock'),
        pruneLock: at('state', 'prune.lock'),
        viewLock: at('state', 'view.lock'),
    };
}
/** Makes the store's root. One that was empty becomes 0700; the store's own part always is. */
function makeRoot(root) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(root, { recursive: true, mode: 0o700 });
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(root).length === 0)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(root, 0o700);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, 'v1'), { recursive: true, mode: 0o700 });
}
/** Makes the directories that are missing. */
function makeLayout(layout) {
    const { results, tmp, slots, failed, views, owners } = layout;
    const parts = [results, tmp, slots, failed, views, owners];
    if (parts.every((directory) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(directory)))
        return;
    makeRoot(layout.root);
    for (const directory of parts)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(directory, { recursive: true, mode: 0o700 });
}
const safeId = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;
/** Ids become file names; whatever could leave its directory is no id. */
function isSafeId(id) {
    return safeId.test(id);
}
/** The owner in the name of an entry of `tmp`. */
function ownerOfEntry(entry) {
    return entry.slice(0, entry.lastIndexOf('-'));
}
/** Directories of stores in the same root that have another format than ours. */
function otherFormats(layout) {
    const own = node_path__WEBPACK_IMPORTED_MODULE_1__.basename(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(layout.results));
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(layout.root)
        .filter((name) => /^v\d+$/.test(name) && name !== own)
        .map((name) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(layout.root, name));
}


/***/ })

};
