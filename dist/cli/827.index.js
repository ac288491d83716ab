export const id = 827;
export const ids = [827,301];
export const modules = {

/***/ 8169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IR: () => (/* binding */ detectCompression),
/* harmony export */   Li: () => (/* binding */ createDecompressor),
/* harmony export */   zN: () => (/* binding */ MAGIC_LENGTH)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3235);


/** Large pieces: each one is a trip to a thread and back. */
const PIECE = 1024 * 1024;
/** How many first bytes `detectCompression` wants to see. */
const MAGIC_LENGTH = 6;
const REFUSED = {
    fd377a585a00: 'xz',
    '425a68': 'bzip2',
    '04224d18': 'lz4',
};
/** By the first bytes, whatever a media type or a file name says. */
function detectCompression(head) {
    const hex = head.toString('hex', 0, MAGIC_LENGTH);
    if (hex.startsWith('1f8b'))
        return 'gzip';
    // A Zstandard frame, or a skippable one before it (RFC 8878).
    if (hex.startsWith('28b52ffd') || /^5.2a4d18/.test(hex))
        return 'zstd';
    const refused = Object.entries(REFUSED).find(([magic]) => hex.startsWith(magic));
    if (refused === undefined)
        return 'none';
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`it is compressed with ${refused[1]}, which is not supported`, {
        value: refused[1],
        hint: 'Use gzip, zstd or no compression.',
    });
}
/** A stream that undoes the compression; it fails on truncated and on damaged input. */
function createDecompressor(compression) {
    const options = { chunkSize: PIECE, highWaterMark: PIECE };
    return compression === 'gzip' ? (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.createGunzip)(options) : (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.createZstdDecompress)(options);
}


/***/ }),

/***/ 8301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   loadLayers: () => (/* binding */ loadLayers)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6466);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3235);
/* harmony import */ var _layer_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3125);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8421);
/* harmony import */ var _unpack_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1397);








/** Layers that are on their way at once, besides the one that is being unpacked. */
const MOST_AHEAD = 3;
/**
 * Writes the layers over each other into `rootfs`. A layer goes straight from the source into the tree; those after it
 * are fetched meanwhile into `scratch`, a few at a time.
 */
async function loadLayers(source, layers, options) {
    const failed = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
    const total = layers.reduce((sum, { size }) => sum + size, 0);
    const progress = (0,_progress_js__WEBPACK_IMPORTED_MODULE_7__/* .trackProgress */ .Z)(total, options.onProgress);
    const open = (layer) => progress.count(source.open({ ...layer, signal }));
    const ahead = new Ahead({ open, scratch: options.scratch, layers });
    const unpacker = (0,_unpack_js__WEBPACK_IMPORTED_MODULE_6__/* .createUnpacker */ .y)({ rootfs: options.rootfs, whiteouts: true });
    try {
        for (const [index, layer] of layers.entries()) {
            signal.throwIfAborted();
            if (source.isRemote)
                ahead.fetchFrom(index + 1);
            const bytes = (await ahead.take(index)) ?? open(layer);
            await (0,_layer_js__WEBPACK_IMPORTED_MODULE_5__/* .unpackLayer */ .y)(bytes, layer, { unpacker, checksBlob: source.isContentAddressed });
        }
        await unpacker.end();
        progress.end();
    }
    catch (error) {
        throw options.signal?.aborted ? (0,_invalid_js__WEBPACK_IMPORTED_MODULE_4__/* .within */ .ux)('the image', options.signal.reason) : error;
    }
    finally {
        failed.abort();
        await ahead.close();
    }
}
/** Layers that are fetched before their turn. */
class Ahead {
    #options;
    #files = new Map();
    #running = 0;
    #next = 0;
    constructor(options) {
        this.#options = options;
    }
    /** Begins as many fetches as are allowed, from the layer at `index` on. */
    fetchFrom(index) {
        this.#next = Math.max(this.#next, index);
        const { layers, scratch, open } = this.#options;
        for (let layer = layers[this.#next]; layer && this.#running < MOST_AHEAD && this.#files.size < 2 * MOST_AHEAD; layer = layers[this.#next]) {
            const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(scratch, `layer-${this.#next}`);
            this.#running += 1;
            const done = (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable.from(open(layer)), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)(file)).finally(() => {
                this.#running -= 1;
            });
            // Whoever takes the layer hears of it; until then it must not count as unhandled.
            done.catch(() => undefined);
            this.#files.set(this.#next, { file, done });
            this.#next += 1;
        }
    }
    /** The layer's bytes once they are here, or undefined where it is not on its way. */
    async take(index) {
        const fetched = this.#files.get(index);
        if (fetched === undefined)
            return undefined;
        await fetched.done;
        this.#files.delete(index);
        return readAndRemove(fetched.file);
    }
    /** Waits for what is on its way and leaves no file. */
    async close() {
        const files = [...this.#files.values()];
        await Promise.allSettled(files.map(({ done }) => done));
        for (const { file } of files)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(file, { force: true });
    }
}
async function* readAndRemove(file) {
    try {
        for await (const chunk of (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(file, { highWaterMark: 1024 * 1024 }))
            yield chunk;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(file, { force: true });
    }
}


/***/ }),

/***/ 4185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IE: () => (/* binding */ BLOCK),
/* harmony export */   OY: () => (/* binding */ describeEntry),
/* harmony export */   WU: () => (/* binding */ show),
/* harmony export */   ay: () => (/* binding */ readHeader),
/* harmony export */   cM: () => (/* binding */ checksum)
/* harmony export */ });
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3235);

const BLOCK = 512;
const KINDS = {
    '0': 'file',
    '\0': 'file',
    '7': 'file',
    '1': 'link',
    '2': 'symlink',
    '3': 'character',
    '4': 'block',
    '5': 'directory',
    '6': 'fifo',
};
const ATTRIBUTE = 'SCHILY.xattr.';
/** @throws ObuilderError `image-invalid` when the checksum is wrong or a number is none; undefined for a block of zeros */
function readHeader(block) {
    const sum = checksum(block);
    if (sum === 8 * SPACE && block.every((byte) => byte === 0))
        return undefined;
    if (number(block, 148, 8) !== sum)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('it is no tar archive, or a damaged one');
    const isPosix = block.toString('latin1', 257, 263) === 'ustar\0';
    const prefix = isPosix ? text(block, 345, 155) : '';
    const name = text(block, 0, 100);
    return {
        type: String.fromCharCode(block[156] ?? 0),
        path: prefix === '' ? name : `${prefix}/${name}`,
        target: text(block, 157, 100),
        mode: number(block, 100, 8) & 0o7777,
        uid: number(block, 108, 8),
        gid: number(block, 116, 8),
        size: number(block, 124, 12),
        modified: number(block, 136, 12),
        major: number(block, 329, 8),
        minor: number(block, 337, 8),
    };
}
const SPACE = 0x20;
/** Sum of all bytes with the checksum field itself taken as blanks. */
function checksum(block) {
    let sum = 8 * SPACE;
    for (let i = 0; i < BLOCK; i += 1)
        if (i < 148 || i >= 156)
            sum += block[i] ?? 0;
    return sum;
}
function text(block, start, length) {
    const zero = block.indexOf(0, start);
    const end = zero < 0 || zero > start + length ? start + length : zero;
    return block.toString('latin1', start, end);
}
/** Octal digits, or a big-endian number where the first bit is set (GNU). */
function number(block, start, length) {
    const first = block[start] ?? 0;
    if (first >= 0x80) {
        let value = first === 0xff ? -1 : first & 0x7f;
        for (let i = start + 1; i < start + length; i += 1)
            value = value * 256 + (block[i] ?? 0);
        if (!Number.isSafeInteger(value))
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('a number in a tar header is too large');
        return value;
    }
    const end = start + length;
    const skipBlanks = (from) => {
        let at = from;
        while (at < end && block[at] === SPACE)
            at += 1;
        return at;
    };
    let value = 0;
    let at = skipBlanks(start);
    for (; at < end && isOctal(block[at]); at += 1)
        value = value * 8 + (block[at] ?? 0) - ZERO;
    at = skipBlanks(at);
    if (at === end || block[at] === 0)
        return value;
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`"${text(block, start, length).trim()}" in a tar header is no octal number`);
}
const ZERO = 0x30;
const isOctal = (byte = 0) => byte >= ZERO && byte < ZERO + 8;
/** The member that a header and the extended headers before it describe. */
function describeEntry(raw, extra) {
    const { pax } = extra;
    const path = pax.get('path') ?? extra.longPath ?? raw.path;
    const isSparse = raw.type === 'S' || [...pax.keys()].some((key) => key.startsWith('GNU.sparse.'));
    if (isSparse) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`entry "${show(path)}" is stored as a sparse file, which is not supported`, {
            value: show(path),
            hint: 'Make the archive without --sparse.',
        });
    }
    const known = KINDS[raw.type];
    if (known === undefined) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`entry "${show(path)}" is of the unknown type "${raw.type}"`, { value: show(path) });
    }
    const kind = known === 'file' && path.endsWith('/') ? 'directory' : known;
    if (kind !== known && raw.size > 0) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`entry "${show(path)}" is a directory by its name, yet has content`, {
            value: show(path),
        });
    }
    const attributes = [...pax].filter(([key]) => key.startsWith(ATTRIBUTE));
    return {
        ...raw,
        kind,
        path,
        target: pax.get('linkpath') ?? extra.longTarget ?? raw.target,
        uid: paxNumber(pax, 'uid') ?? raw.uid,
        gid: paxNumber(pax, 'gid') ?? raw.gid,
        size: kind === 'file' ? (paxNumber(pax, 'size') ?? raw.size) : 0,
        modified: paxNumber(pax, 'mtime') ?? raw.modified,
        attributes: new Map(attributes.map(([key, value]) => [key.slice(ATTRIBUTE.length), value])),
    };
}
function paxNumber(pax, key) {
    const value = pax.get(key);
    if (value === undefined || value === '')
        return undefined;
    const isValid = key === 'mtime' ? /^-?\d+(?:\.\d*)?$/ : /^\d{1,15}$/;
    if (!isValid.test(value))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`"${show(value)}" in an extended tar header is no ${key}`);
    return Number(value);
}
/** A path of one character a byte as people read it. */
function show(path) {
    return Buffer.from(path, 'latin1').toString('utf8');
}


/***/ }),

/***/ 8243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ parsePax),
/* harmony export */   s: () => (/* binding */ formatPaxRecord)
/* harmony export */ });
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3235);

const SPACE = 0x20;
const NEWLINE = 0x0a;
/** @throws ObuilderError `image-invalid` for a malformed record */
function parsePax(bytes) {
    const records = new Map();
    let start = 0;
    while (start < bytes.length && bytes[start] !== 0) {
        const space = bytes.indexOf(SPACE, start);
        const length = space < 0 ? Number.NaN : Number(bytes.toString('latin1', start, space));
        const end = start + length;
        const valid = Number.isInteger(length) && end > space + 1 && end <= bytes.length;
        if (!valid || bytes[end - 1] !== NEWLINE)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('an extended tar header is malformed');
        const record = bytes.toString('latin1', space + 1, end - 1);
        const equals = record.indexOf('=');
        if (equals <= 0)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('an extended tar header is malformed');
        records.set(record.slice(0, equals), record.slice(equals + 1));
        start = end;
    }
    return records;
}
/** One record, its length first, which counts its own digits. */
function formatPaxRecord(key, value) {
    const rest = ` ${key}=${value}\n`;
    let length = rest.length + 1;
    while (`${length}`.length + rest.length !== length)
        length = `${length}`.length + rest.length;
    return `${length}${rest}`;
}


/***/ }),

/***/ 3415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ TarReader)
/* harmony export */ });
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3235);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4185);
/* harmony import */ var _tar_pax_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8243);



const LARGEST_EXTENDED_HEADER = 4 * 1024 * 1024;
const NOTHING = new Map();
/**
 * Reads a tar archive (ustar, pax, GNU) that is pushed in, piece by piece and without a pause, so that small files cost
 * no turn of the event loop. It is our own because attributes such as `security.capability` are bytes, which tar-stream
 * gives as text, and because it leaves sparse files unnoticed.
 */
class TarReader {
    #onEntry;
    #block = Buffer.alloc(_tar_header_js__WEBPACK_IMPORTED_MODULE_1__/* .BLOCK */ .IE);
    #filled = 0;
    /** Bytes of the current member that are still to come. */
    #body = 0;
    #padding = 0;
    #sink;
    #zeroBlocks = 0;
    #pax;
    #global = NOTHING;
    #longPath;
    #longTarget;
    constructor(onEntry) {
        this.#onEntry = onEntry;
    }
    /** How many of the next bytes nobody wants: a caller that can seek may `skip` them. */
    get unwanted() {
        return this.#sink === undefined ? this.#body + this.#padding : 0;
    }
    skip(bytes) {
        const fromBody = Math.min(bytes, this.#body);
        this.#body -= fromBody;
        this.#padding -= bytes - fromBody;
    }
    /** @throws ObuilderError `image-invalid`, and whatever `onEntry` and the sinks throw */
    write(chunk) {
        let at = 0;
        while (at < chunk.length && this.#zeroBlocks < 2) {
            if (this.#body > 0)
                at += this.#takeBody(chunk, at);
            else if (this.#padding > 0) {
                const count = Math.min(this.#padding, chunk.length - at);
                this.#padding -= count;
                at += count;
            }
            else
                at += this.#takeHeader(chunk, at);
        }
    }
    /** @throws ObuilderError `image-invalid` when the archive ended in the middle of a member */
    end() {
        if (this.#body === 0 && this.#filled === 0 && this.#padding === 0)
            return;
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('the archive ends in the middle of a file');
    }
    /** Lets go of the file in the middle of which reading was given up, if there is one. */
    abandon() {
        this.#sink?.abandon?.();
        this.#sink = undefined;
    }
    #takeBody(chunk, at) {
        const count = Math.min(this.#body, chunk.length - at);
        this.#sink?.write(chunk.subarray(at, at + count));
        this.#body -= count;
        if (this.#body === 0)
            this.#endBody();
        return count;
    }
    #endBody() {
        const sink = this.#sink;
        sink?.end();
        this.#sink = undefined;
    }
    #takeHeader(chunk, at) {
        const count = chunk.copy(this.#block, this.#filled, at, at + _tar_header_js__WEBPACK_IMPORTED_MODULE_1__/* .BLOCK */ .IE - this.#filled);
        this.#filled += count;
        if (this.#filled === _tar_header_js__WEBPACK_IMPORTED_MODULE_1__/* .BLOCK */ .IE) {
            this.#filled = 0;
            const header = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeader */ .ay)(this.#block);
            if (header === undefined)
                this.#zeroBlocks += 1;
            else
                this.#begin(header);
        }
        return count;
    }
    #begin(header) {
        this.#zeroBlocks = 0;
        if (header.size < 0)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('a size in a tar header is negative');
        const store = this.#extension(header.type);
        if (store !== undefined) {
            this.#expect(header.size, collect(header.size, store));
            return;
        }
        const pax = this.#pax ?? this.#global;
        const entry = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_1__/* .describeEntry */ .OY)(header, {
            pax,
            ...(this.#longPath === undefined ? {} : { longPath: this.#longPath }),
            ...(this.#longTarget === undefined ? {} : { longTarget: this.#longTarget }),
        });
        this.#pax = undefined;
        this.#longPath = undefined;
        this.#longTarget = undefined;
        this.#expect(entry.size, this.#onEntry(entry));
    }
    #expect(size, sink) {
        this.#body = size;
        this.#padding = (_tar_header_js__WEBPACK_IMPORTED_MODULE_1__/* .BLOCK */ .IE - (size % _tar_header_js__WEBPACK_IMPORTED_MODULE_1__/* .BLOCK */ .IE)) % _tar_header_js__WEBPACK_IMPORTED_MODULE_1__/* .BLOCK */ .IE;
        this.#sink = sink;
        if (size === 0)
            this.#endBody();
    }
    /** Where the content of an extended header goes; undefined for a member. */
    #extension(type) {
        switch (type) {
            case 'x':
                return (bytes) => {
                    this.#pax = new Map([...this.#global, ...(0,_tar_pax_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePax */ .d)(bytes)]);
                };
            case 'g':
                return (bytes) => {
                    this.#global = new Map([...this.#global, ...(0,_tar_pax_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePax */ .d)(bytes)]);
                };
            case 'L':
                return (bytes) => {
                    this.#longPath = untilZero(bytes);
                };
            case 'K':
                return (bytes) => {
                    this.#longTarget = untilZero(bytes);
                };
            default:
                return undefined;
        }
    }
}
function untilZero(bytes) {
    const zero = bytes.indexOf(0);
    return bytes.toString('latin1', 0, zero < 0 ? bytes.length : zero);
}
function collect(size, store) {
    if (size > LARGEST_EXTENDED_HEADER)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('an extended tar header is too large');
    const bytes = Buffer.alloc(size);
    let filled = 0;
    return {
        write: (chunk) => {
            filled += chunk.copy(bytes, filled);
        },
        end: () => store(bytes),
    };
}


/***/ })

};
