export const id = 1279;
export const ids = [1279];
export const modules = {

/***/ 9882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mj: () => (/* binding */ writeSparse),
/* harmony export */   R8: () => (/* binding */ copyContent),
/* harmony export */   f8: () => (/* binding */ writeWhole)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8379);




const writeChunk = (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_1__.write);
/** Copies the bytes of one open file into another; where the source has holes, zeros become holes. */
async function copyContent({ source, stats, target, needsDigest, pace, }) {
    const { size, blocks } = stats;
    const isSparse = blocks * 512 < size;
    const sha = needsDigest ? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256') : undefined;
    let position = 0;
    for await (const chunk of (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .chunksOf */ .U_)(source, { size, pace })) {
        const written = isSparse ? writeSparse(target, chunk, position) : writeFully(target, chunk, position);
        // The kernel writes while the same bytes are hashed here.
        sha?.update(chunk);
        await written;
        position += chunk.length;
    }
    if (isSparse)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.ftruncateSync)(target, position);
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
    const isZero = (start) => {
        const part = chunk.subarray(start, start + ZEROS.length);
        return part.equals(ZEROS.subarray(0, part.length));
    };
    for (let start = 0; start < chunk.length;) {
        let end = start;
        while (end < chunk.length && !isZero(end))
            end += ZEROS.length;
        if (end > start)
            await writeFully(target, chunk.subarray(start, end), position + start);
        start = end + ZEROS.length;
    }
}
/** Writes a small file at once. */
function writeWhole(target, bytes) {
    for (let written = 0; written < bytes.length;)
        written += (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeSync)(target, bytes, written);
}


/***/ }),

/***/ 9509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G3: () => (/* binding */ shareBlocks),
/* harmony export */   Sq: () => (/* binding */ setAspects),
/* harmony export */   WN: () => (/* binding */ makeSmall),
/* harmony export */   m3: () => (/* binding */ copyFile),
/* harmony export */   vt: () => (/* binding */ create)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);
/* harmony import */ var _host_file_time_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8405);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9882);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8379);
/* harmony import */ var _directory_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6492);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2985);
/* harmony import */ var _refused_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(747);









const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW, COPYFILE_FICLONE_FORCE } = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants;
const NEW = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
const copyByPathSoon = (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_0__.copyFile);
/**
 * Makes one file with the content that the manifest says. Gives a promise for a large file only.
 *
 * @throws ObuilderError `copy-refused` when the source has changed and the content is not at hand any more
 */
function copyFile(copying, entry, destination) {
    if (entry.size > _digest_js__WEBPACK_IMPORTED_MODULE_4__/* .SMALL */ .o5)
        return copyLarge(copying, entry, destination);
    const bytes = copying.sources.takeBytes(entry) ?? readSmall(copying.origin, entry);
    makeSmall(copying, entry, { destination, bytes });
    return undefined;
}
function readSmall(origin, entry) {
    const { descriptor } = openSource(origin, entry);
    try {
        const content = (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .readAll */ .yw)(descriptor, entry.size);
        if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .digestOfBytes */ .by)(content) !== entry.digest)
            throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_6__/* .changed */ .tD)(entry.from, _refused_js__WEBPACK_IMPORTED_MODULE_6__/* .SOURCE */ .u2);
        return content;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(descriptor);
    }
}
function openSource(origin, entry) {
    let descriptor;
    try {
        descriptor = origin.openFile(entry.from);
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(descriptor);
        if (!stats.isFile() || stats.size !== entry.size)
            throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_6__/* .changed */ .tD)(entry.from, _refused_js__WEBPACK_IMPORTED_MODULE_6__/* .SOURCE */ .u2);
        return { descriptor, stats };
    }
    catch (error) {
        if (descriptor !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(descriptor);
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_6__/* .readError */ .lS)(error, entry.from, _refused_js__WEBPACK_IMPORTED_MODULE_6__/* .SOURCE */ .u2);
    }
}
function makeSmall({ user }, entry, { destination, bytes }) {
    let target;
    try {
        target = create(entry, destination);
        (0,_content_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)(target, bytes);
        setAspects(target, entry, user);
    }
    catch (error) {
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_6__/* .writeError */ .oG)(error, destination.show(entry.path));
    }
    finally {
        if (target !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(target);
    }
}
function create(entry, destination) {
    return destination.place(entry.path, (file) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, NEW, modeOf(entry)));
}
const modeOf = ({ executable }) => (executable ? 0o755 : 0o644);
/** Owner, mode and time. To look costs less than to set, and mostly there is nothing to set but the time. */
function setAspects(target, entry, user) {
    const { uid, gid, mode } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(target);
    if (uid !== user.uid || gid !== user.gid)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fchownSync)(target, user.uid, user.gid);
    if ((mode & 0o7777) !== modeOf(entry))
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fchmodSync)(target, modeOf(entry));
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.futimesSync)(target, (0,_host_file_time_js__WEBPACK_IMPORTED_MODULE_7__/* .fileTime */ .I)(entry.modified), (0,_host_file_time_js__WEBPACK_IMPORTED_MODULE_7__/* .fileTime */ .I)(entry.modified));
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
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_6__/* .writeError */ .oG)(error, destination.show(entry.path));
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(source);
        if (target !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(target);
    }
}
/**
 * By reflink where the file system can, else byte by byte. Both are compared with what the manifest says where nobody else can
 * write any more: bytes while they are in our memory, a reflink when it is there.
 */
async function fillLarge(copying, entry, file) {
    if (copying.isSealed)
        return await fillSealed(copying, entry, file);
    if (!(await shareChecked(copying, entry, file)))
        await fillByBytes(copying, entry, { ...file, isKnown: false });
}
/** What nobody can write to is what it was, as long as it is the file that was read. */
async function fillSealed(copying, entry, file) {
    const { source, stats, target } = file;
    const known = copying.sources.of(entry);
    const isKnown = known !== undefined && !known.isRacy && (0,_identity_js__WEBPACK_IMPORTED_MODULE_8__/* .isSame */ .F)(known.stats, stats);
    if (isKnown && (await shareBlocks(copying, (0,_directory_js__WEBPACK_IMPORTED_MODULE_5__/* .pathOf */ .XM)(source), (0,_directory_js__WEBPACK_IMPORTED_MODULE_5__/* .pathOf */ .XM)(target))))
        return;
    await fillByBytes(copying, entry, { ...file, isKnown });
}
async function fillByBytes({ pace }, entry, { source, stats, target, isKnown }) {
    const { bytes, digest } = await (0,_content_js__WEBPACK_IMPORTED_MODULE_3__/* .copyContent */ .R8)({ source, stats, target, needsDigest: !isKnown, pace });
    const isRight = bytes === entry.size && (digest ?? entry.digest) === entry.digest;
    if (!isRight)
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_6__/* .changed */ .tD)(entry.from, _refused_js__WEBPACK_IMPORTED_MODULE_6__/* .SOURCE */ .u2);
}
/**
 * Shares the blocks of the source with a private file first, and its blocks with the target. The private file stays as it is,
 * whatever the next step does to the target, so its content can be compared meanwhile.
 */
async function shareChecked(copying, entry, { source, target }) {
    if (!copying.mayShareBlocks)
        return false;
    if (copying.scratch === undefined)
        return await shareAtOnce(copying, entry, { source, target });
    // By its name while it has one: not every file system opens a file through /proc that has none.
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(copying.scratch, `${process.pid}-${entry.digest.slice(-16)}`);
    const copy = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    let isTaken = false;
    try {
        const isShared = (await shareBlocks(copying, (0,_directory_js__WEBPACK_IMPORTED_MODULE_5__/* .pathOf */ .XM)(source), file)) &&
            (await shareBlocks(copying, file, (0,_directory_js__WEBPACK_IMPORTED_MODULE_5__/* .pathOf */ .XM)(target)));
        if (!isShared)
            return false;
        isTaken = true;
        await copying.checks.add(entry, copy);
        return true;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(file, { force: true });
        if (!isTaken)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(copy);
    }
}
/** Without a place for a private file: compared before anybody else gets the target. */
async function shareAtOnce(copying, entry, { source, target }) {
    if (!(await shareBlocks(copying, (0,_directory_js__WEBPACK_IMPORTED_MODULE_5__/* .pathOf */ .XM)(source), (0,_directory_js__WEBPACK_IMPORTED_MODULE_5__/* .pathOf */ .XM)(target))))
        return false;
    await copying.checks.add(entry, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)((0,_directory_js__WEBPACK_IMPORTED_MODULE_5__/* .pathOf */ .XM)(target), O_RDONLY));
    await copying.checks.done;
    return true;
}
/** What file systems answer that share no blocks, or not of these files. */
const CANNOT = new Set(['EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS', 'ENOTTY']);
/** Gives an empty file the blocks of another, both by path; false where that cannot be. */
async function shareBlocks(copying, source, target) {
    if (!copying.mayShareBlocks)
        return false;
    try {
        // Not in this thread: blocks that are not written yet are written first.
        await copyByPathSoon(source, target, COPYFILE_FICLONE_FORCE);
        return true;
    }
    catch (error) {
        if (!CANNOT.has((0,_refused_js__WEBPACK_IMPORTED_MODULE_6__/* .systemCode */ .xU)(error) ?? ''))
            throw error;
        copying.mayShareBlocks = false;
        return false;
    }
}


/***/ }),

/***/ 1279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CD: () => (/* binding */ attempt),
  EL: () => (/* binding */ copyTree),
  lq: () => (/* binding */ makeEntry)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/js/host/file-time.js
var file_time = __webpack_require__(8405);
// EXTERNAL MODULE: ./build/js/tree/digest.js
var tree_digest = __webpack_require__(8379);
// EXTERNAL MODULE: ./build/js/tree/refused.js
var refused = __webpack_require__(747);
;// CONCATENATED MODULE: ./build/js/tree/checks.js



const MOST_OPEN = 64;
/** Compares files one after the other, while others do something else. */
function makeChecks(rootName, pace) {
    let open = 0;
    let chain = Promise.resolve();
    const compare = async (entry, descriptor) => {
        try {
            const digest = await (0,tree_digest/* digestOfFile */.Mk)(descriptor, { size: entry.size + 1, pace });
            if (digest !== entry.digest)
                throw (0,refused/* changed */.tD)(entry.from, rootName);
        }
        finally {
            open -= 1;
            (0,external_node_fs_.closeSync)(descriptor);
        }
    };
    return {
        async add(entry, descriptor) {
            open += 1;
            const last = chain;
            // Each is compared, and so closed, also where one before has turned out to be wrong.
            const compared = last.then(() => compare(entry, descriptor), (error) => {
                open -= 1;
                (0,external_node_fs_.closeSync)(descriptor);
                throw error;
            });
            compared.catch(() => undefined);
            chain = compared;
            if (open >= MOST_OPEN)
                await chain;
        },
        get done() {
            return chain;
        },
    };
}

// EXTERNAL MODULE: ./build/js/tree/copy-file.js
var copy_file = __webpack_require__(9509);
// EXTERNAL MODULE: ./build/js/tree/destination.js + 1 modules
var tree_destination = __webpack_require__(3128);
// EXTERNAL MODULE: ./build/js/tree/names.js
var names = __webpack_require__(2611);
// EXTERNAL MODULE: ./build/js/tree/origin.js
var tree_origin = __webpack_require__(3673);
// EXTERNAL MODULE: ./build/js/tree/pace.js
var tree_pace = __webpack_require__(7648);
// EXTERNAL MODULE: ./build/js/tree/source-path.js
var source_path = __webpack_require__(1872);
;// CONCATENATED MODULE: ./build/js/tree/copy.js










/** See `Trees.copy`. */
async function copyTree(request, sources) {
    const pace = (0,tree_pace/* makePace */.k)(request.signal);
    (0,source_path/* checkDestination */.br)({ src: [], dst: request.dst });
    const destination = (0,tree_destination/* openDestination */.x)(request);
    const origin = (0,tree_origin/* openOrigin */.N)(request.from);
    const { signal, checkSignal = signal, isSealed = false, scratch } = request;
    const checks = makeChecks(refused/* SOURCE */.u2, (0,tree_pace/* makePace */.k)(checkSignal));
    const copying = {
        user: request.user,
        origin,
        sources,
        pace,
        checks,
        isSealed,
        scratch,
        mayShareBlocks: true,
    };
    try {
        for (const entry of request.manifest.entries) {
            if (pace.isDue())
                await pace.pause();
            if (entry.kind === 'file') {
                const coming = (0,copy_file/* copyFile */.m3)(copying, entry, destination);
                if (coming !== undefined)
                    await coming;
            }
            else
                attempt(destination, entry, () => makeEntry(destination, entry, request));
        }
        destination.finish();
        if (request.onChecking === undefined)
            await checks.done;
        else
            request.onChecking(checks.done);
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
        (0,external_node_fs_.symlinkSync)((0,names/* nativePath */.vb)(entry.target), file);
        (0,external_node_fs_.lchownSync)(file, user.uid, user.gid);
        (0,external_node_fs_.lutimesSync)(file, (0,file_time/* fileTime */.I)(modified), (0,file_time/* fileTime */.I)(modified));
    });
}
function attempt(destination, { path }, make) {
    try {
        make();
    }
    catch (error) {
        throw (0,refused/* writeError */.oG)(error, destination.show(path));
    }
}


/***/ }),

/***/ 3128:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ openDestination)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/host/file-time.js
var file_time = __webpack_require__(8405);
// EXTERNAL MODULE: ./build/js/tree/directory.js
var directory = __webpack_require__(6492);
// EXTERNAL MODULE: ./build/js/tree/names.js
var names = __webpack_require__(2611);
// EXTERNAL MODULE: ./build/js/tree/refused.js
var refused = __webpack_require__(747);
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
            throw (0,refused/* refused */.J5)(`${target} goes through ${shown(real)}, which is no directory`, { value: target });
        }
        const next = part === '..' ? real.slice(0, -1) : [...real, part];
        const there = look(root, next);
        if (!there.stats?.isSymbolicLink()) {
            [real, found] = [next, there];
            continue;
        }
        links += 1;
        if (links > MOST_LINKS) {
            throw (0,refused/* refused */.J5)(`${target} goes through too many links, the last one ${shown(next)}`, { value: target });
        }
        const link = (0,directory/* readLink */.XF)((0,names/* nativePath */.vb)(external_node_path_.join(root, ...next)));
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
    const stats = (0,external_node_fs_.lstatSync)((0,names/* nativePath */.vb)(here), { throwIfNoEntry: false });
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
                throw (0,refused/* refused */.J5)('a file or link cannot become the root directory', { value: dst });
            const native = (0,names/* nativePath */.vb)(file);
            try {
                return make(native);
            }
            catch (error) {
                if ((0,refused/* systemCode */.xU)(error) !== 'EEXIST')
                    throw error;
                remove(file, (0,external_node_fs_.lstatSync)(native), show(entryPath));
                made.delete(file);
                return make(native);
            }
        },
        makeDirectory(entryPath, modified) {
            const file = locate(entryPath);
            const stats = (0,external_node_fs_.lstatSync)((0,names/* nativePath */.vb)(file), { throwIfNoEntry: false });
            const existing = stats && existingDirectory(to, file, stats);
            directories.set(entryPath, existing ?? file);
            if (existing !== undefined)
                return;
            if (stats !== undefined)
                (0,external_node_fs_.unlinkSync)((0,names/* nativePath */.vb)(file));
            makeOne(file, user);
            made.set(file, modified);
        },
        finish() {
            for (const [file, modified] of made)
                (0,external_node_fs_.lutimesSync)((0,names/* nativePath */.vb)(file), (0,file_time/* fileTime */.I)(modified), (0,file_time/* fileTime */.I)(modified));
        },
    };
}
function makeOne(directory, owner) {
    const native = (0,names/* nativePath */.vb)(directory);
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
        throw (0,refused/* refused */.J5)(`${JSON.stringify(directory)} is no directory, so nothing can be copied into it`, {
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
        (0,external_node_fs_.unlinkSync)((0,names/* nativePath */.vb)(file));
        return;
    }
    try {
        (0,external_node_fs_.rmdirSync)((0,names/* nativePath */.vb)(file));
    }
    catch (error) {
        const isFull = (0,refused/* systemCode */.xU)(error) === 'ENOTEMPTY';
        const why = isFull ? 'has files in it' : `cannot be replaced (${(0,refused/* systemCode */.xU)(error)})`;
        throw (0,refused/* refused */.J5)(`${JSON.stringify(shown)} is a directory that ${why}, and a file or link was to take its place`, {
            value: shown,
            hint: `Write (dst ${shown}/) to copy into it.`,
            cause: error,
        });
    }
}


/***/ })

};
