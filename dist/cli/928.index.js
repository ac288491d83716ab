export const id = 928;
export const ids = [928];
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

/***/ 8379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mk: () => (/* binding */ digestOfFile),
/* harmony export */   U_: () => (/* binding */ chunksOf),
/* harmony export */   by: () => (/* binding */ digestOfBytes),
/* harmony export */   o5: () => (/* binding */ SMALL),
/* harmony export */   ol: () => (/* binding */ digestOfEntries),
/* harmony export */   yw: () => (/* binding */ readAll)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);



const readChunk = (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_1__.read);
/** Up to this size a file is read, hashed and written as a whole; a reflink of it would cost more. */
const SMALL = 256 * 1024;
/** Bytes to read at once from a large file. */
const CHUNK = 1024 ** 2;
const digestOfBytes = (bytes) => `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', bytes, 'hex')}`;
/** The whole content of a small open file: `size` bytes, or one more where it has grown, so that this is seen. */
function readAll(descriptor, size) {
    const buffer = Buffer.allocUnsafe(size + 1);
    let filled = 0;
    for (let count = -1; count !== 0 && filled < buffer.length; filled += count) {
        count = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readSync)(descriptor, buffer, filled, buffer.length - filled, filled);
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
    const sha = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    for await (const chunk of chunksOf(descriptor, extent))
        sha.update(chunk);
    return `sha256:${sha.digest('hex')}`;
}
/** The content of an open file in chunks that are valid until the next one is asked for. */
async function* chunksOf(descriptor, { size, pace }) {
    const buffers = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)];
    const ask = (turn, position) => readChunk(descriptor, buffers[turn], 0, Math.min(CHUNK, size - position), position);
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
    const sha = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update('manifest 1\n');
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


/***/ }),

/***/ 6492:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R8: () => (/* binding */ openRoot),
/* harmony export */   XF: () => (/* binding */ readLink),
/* harmony export */   XM: () => (/* binding */ pathOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2611);


const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY } = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants;
function openRoot(path) {
    return directoryOf((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, O_RDONLY | O_DIRECTORY));
}
/** The path of an open file for calls that take none but paths. */
function pathOf(descriptor) {
    return `/proc/self/fd/${descriptor}`;
}
function directoryOf(descriptor) {
    const self = pathOf(descriptor);
    const below = (name) => (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .nativePath */ .vb)(`${self}/${name}`);
    return {
        list: () => listNames(self),
        stat: (name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(below(name), { throwIfNoEntry: false }),
        readLink: (name) => readLink(below(name)),
        openDirectory: (name) => directoryOf((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(below(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW)),
        // A fifo that took a file's place would otherwise wait for a writer.
        openFile: (name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(below(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY),
        at: below,
        close: () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(descriptor),
    };
}
/** A link's target, in the form of names.ts. */
function readLink(link) {
    const target = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(link);
    return (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .needsCare */ .nk)(target) ? (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .nameOfBytes */ .uZ)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(link, 'buffer')) : target;
}
function listNames(directory) {
    const names = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(directory);
    return names.some(_names_js__WEBPACK_IMPORTED_MODULE_1__/* .needsCare */ .nk) ? (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .namesInByteOrder */ .ip)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(directory, 'buffer')) : names.sort();
}


/***/ }),

/***/ 2985:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ isSame),
/* harmony export */   K: () => (/* binding */ isRacy)
/* harmony export */ });
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


/***/ }),

/***/ 2611:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dp: () => (/* binding */ byteLength),
/* harmony export */   ip: () => (/* binding */ namesInByteOrder),
/* harmony export */   nk: () => (/* binding */ needsCare),
/* harmony export */   uZ: () => (/* binding */ nameOfBytes),
/* harmony export */   vb: () => (/* binding */ nativePath)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);

/**
 * File names are bytes, and strings cannot hold all of them. A byte that is no UTF-8 is written as the lone surrogate
 * U+DC80 to U+DCFF with its value, as Python's `surrogateescape` (PEP 383) does. No two names get the same string, and
 * `JSON.stringify` keeps it.
 */
function nameOfBytes(bytes) {
    if ((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
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
    return at + count <= bytes.length && (0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes.subarray(at, at + count));
}
/** A name or path in the form that Node's file system calls take, the inverse of `nameOfBytes`. */
function nativePath(name) {
    return name.isWellFormed() ? name : bytesOf(name);
}
function bytesOf(name) {
    const parts = [...name].map((character) => {
        const code = character.charCodeAt(0);
        const isEscape = character.length === 1 && code >= 0xdc80 && code <= 0xdcff;
        return isEscape ? Buffer.of(code - 0xdc00) : Buffer.from(character);
    });
    return Buffer.concat(parts);
}
/** How many bytes the file system has for a name or path. */
function byteLength(name) {
    return name.isWellFormed() ? Buffer.byteLength(name) : bytesOf(name).length;
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


/***/ }),

/***/ 3673:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ openOrigin)
/* harmony export */ });
/* harmony import */ var _directory_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6492);

function openOrigin(path) {
    const root = (0,_directory_js__WEBPACK_IMPORTED_MODULE_0__/* .openRoot */ .R8)(path);
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


/***/ }),

/***/ 7648:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ makePace)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);


/** How long work may hold the event loop, in milliseconds. */
const SLICE = 20;
/** @throws ObuilderError `cancelled` when the signal has fired already */
function makePace(signal) {
    const check = () => {
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ObuilderError */ .Vy('cancelled', 'the copy was cancelled');
    };
    check();
    let sliceEnd = performance.now() + SLICE;
    return {
        isDue: () => performance.now() >= sliceEnd,
        async pause() {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
            check();
            sliceEnd = performance.now() + SLICE;
        },
    };
}


/***/ }),

/***/ 747:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   lS: () => (/* binding */ readError),
/* harmony export */   oG: () => (/* binding */ writeError),
/* harmony export */   tD: () => (/* binding */ changed),
/* harmony export */   u2: () => (/* binding */ SOURCE),
/* harmony export */   xU: () => (/* binding */ systemCode)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2027);

function refused(message, details = {}) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('copy-refused', message, details);
}
/** The code of a system error, e.g. `ENOENT`. */
function systemCode(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
/** How errors call the root of a copy whose manifest was read before. */
const SOURCE = 'what is copied from';
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
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isObuilderError */ .LV)(error) || code === undefined)
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
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isObuilderError */ .LV)(error) || code === undefined)
        return error;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObuilderError */ .Vy('store-full', `there is no space left for ${JSON.stringify(place)}`, {
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


/***/ }),

/***/ 1872:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TC: () => (/* binding */ findSource),
/* harmony export */   br: () => (/* binding */ checkDestination),
/* harmony export */   eA: () => (/* binding */ checkShape),
/* harmony export */   qJ: () => (/* binding */ splitSource)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);
/* harmony import */ var _refused_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(747);


/** Comparing names costs the product of their lengths. */
const LONGEST_NAME = 255;
/** @throws ObuilderError `copy-refused` for `..` */
function splitSource(src, { rootName }) {
    const parts = src.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..')) {
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`the source ${JSON.stringify(src)} leads out of ${rootName}`, {
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
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_1__/* .readError */ .lS)(error, wanted.parts.join('/'), wanted.request.rootName);
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
    throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`the source ${JSON.stringify(src)} ${fault} ${JSON.stringify(name)} of ${request.rootName}`, {
        value: src,
        hint: isLink
            ? `Name what the link points to, ${JSON.stringify(parent.readLink(name))}, instead.`
            : `Write the path of the file without anything behind ${JSON.stringify(name)}.`,
    });
}
function missing(parent, name, { src, request }) {
    const names = parent.list().filter((known) => known.length <= LONGEST_NAME);
    const nearest = names.length === 0 ? undefined : (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(name.slice(0, LONGEST_NAME), names);
    const isNear = nearest !== undefined && (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(name, nearest) < Math.max(name.length, nearest.length) / 2;
    return (0,_refused_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`the source ${JSON.stringify(src)} is not in ${request.rootName}${whereOf(name, src)}`, {
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
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`the destination ${JSON.stringify(dst)} has ".." in it`, {
            value: dst,
            hint: 'Write the path without "..".',
        });
    }
    if (dst.endsWith('/') || src.length <= 1)
        return;
    throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`several sources need a destination that ends in "/", not ${JSON.stringify(dst)}`, {
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
    throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_1__/* .refused */ .J5)(`a file cannot become the directory ${JSON.stringify(dst)}`, {
        value: dst,
        hint: `Write (dst ${dst}/) to copy into a directory.`,
    });
}


/***/ }),

/***/ 2384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Nd: () => (/* binding */ KIND),
  k$: () => (/* binding */ cacheKey),
  F4: () => (/* binding */ forgetDigests),
  rI: () => (/* binding */ openStatCache)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/js/tree/identity.js
var identity = __webpack_require__(2985);
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
/** By what the digests of a copy are remembered. */
function cacheKey({ root, src, exclude }) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([root, src, exclude]))
        .digest('hex');
}
const forgetDigests = ({ memo, ...request }) => {
    memo?.remember(KIND, cacheKey(request), '');
};
function openStatCache(request) {
    const { memo } = request;
    if (memo === undefined)
        return none;
    const key = cacheKey(request);
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
            if ((0,identity/* isRacy */.K)(stats, readAt))
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


/***/ })

};
