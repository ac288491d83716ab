export const id = 6031;
export const ids = [6031];
export const modules = {

/***/ 8169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IR: () => (/* binding */ detectCompression),
/* harmony export */   Li: () => (/* binding */ createDecompressor),
/* harmony export */   Vw: () => (/* binding */ piecesFor),
/* harmony export */   zN: () => (/* binding */ MAGIC_LENGTH)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3235);
/* harmony import */ var _zstd_frames_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6624);



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
/** Compressed bytes in the pieces that a decompressor takes. */
async function* piecesFor(compression, bytes) {
    if (compression === 'gzip')
        yield* bytes;
    else
        for await (const piece of (0,_zstd_frames_js__WEBPACK_IMPORTED_MODULE_2__/* .cutAtFrames */ .g)(bytes))
            yield piece.bytes;
}
/** A stream that undoes the compression; it fails on truncated and on damaged input. Write what `piecesFor` gives. */
function createDecompressor(compression) {
    const options = { chunkSize: PIECE, highWaterMark: PIECE };
    return compression === 'gzip' ? (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.createGunzip)(options) : (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.createZstdDecompress)(options);
}


/***/ }),

/***/ 4185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ moreParts),
/* harmony export */   IE: () => (/* binding */ BLOCK),
/* harmony export */   OY: () => (/* binding */ describeEntry),
/* harmony export */   WU: () => (/* binding */ show),
/* harmony export */   ay: () => (/* binding */ readHeader),
/* harmony export */   cM: () => (/* binding */ checksum)
/* harmony export */ });
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3235);
/* harmony import */ var _tar_sparse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1040);


const BLOCK = 512;
const KINDS = {
    '0': 'file',
    S: 'file',
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
    const type = String.fromCharCode(block[156] ?? 0);
    return {
        type,
        path: prefix === '' ? name : `${prefix}/${name}`,
        target: text(block, 157, 100),
        mode: number(block, 100, 8) & 0o7777,
        uid: number(block, 108, 8),
        gid: number(block, 116, 8),
        size: number(block, 124, 12),
        modified: number(block, 136, 12),
        major: number(block, 329, 8),
        minor: number(block, 337, 8),
        ...(type === 'S' && {
            oldSparse: {
                size: number(block, 483, 12),
                parts: oldParts(block, { start: 386, count: 4 }),
                goesOn: block[482] === 1,
            },
        }),
    };
}
/** The parts in a block that continues the list of GNU's old sparse format, and whether another block follows. */
function moreParts(block) {
    return { parts: oldParts(block, { start: 0, count: 21 }), goesOn: block[504] === 1 };
}
/** Pairs of an offset and a number of bytes; the first without an offset ends the list. */
function oldParts(block, { start, count }) {
    const parts = [];
    for (let at = start; at < start + 24 * count && block[at] !== 0; at += 24)
        parts.push({ offset: number(block, at, 12), bytes: number(block, at + 12, 12) });
    return parts;
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
    const sparse = raw.oldSparse ?? (0,_tar_sparse_js__WEBPACK_IMPORTED_MODULE_1__/* .paxSparse */ .uJ)(pax);
    const sparseName = sparse === undefined ? undefined : pax.get('GNU.sparse.name');
    const path = sparseName ?? pax.get('path') ?? extra.longPath ?? raw.path;
    const known = KINDS[raw.type];
    if (known === undefined) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`entry "${show(path)}" is of the unknown type "${raw.type}"`, { value: show(path) });
    }
    const kind = known === 'file' && path.endsWith('/') ? 'directory' : known;
    if (sparse !== undefined && kind !== 'file')
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`entry "${show(path)}" is sparse and no file`);
    if (kind !== known && raw.size > 0) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`entry "${show(path)}" is a directory by its name, yet has content`, {
            value: show(path),
        });
    }
    const stored = kind === 'file' ? (paxNumber(pax, 'size') ?? raw.size) : 0;
    const attributes = [...pax].filter(([key]) => key.startsWith(ATTRIBUTE));
    return {
        ...raw,
        kind,
        path,
        target: pax.get('linkpath') ?? extra.longTarget ?? raw.target,
        uid: paxNumber(pax, 'uid') ?? raw.uid,
        gid: paxNumber(pax, 'gid') ?? raw.gid,
        size: sparse === undefined ? stored : sparse.size,
        ...(sparse !== undefined && { sparse: (0,_tar_sparse_js__WEBPACK_IMPORTED_MODULE_1__/* .storedSparse */ .wK)(sparse, stored) }),
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

/** Keys of GNU's sparse format 0.0, which has a record for each part of a file. */
const REPEATED = new Set(['GNU.sparse.offset', 'GNU.sparse.numbytes']);
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
        const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
        const before = REPEATED.has(key) ? records.get(key) : undefined;
        records.set(key, before === undefined ? value : `${before},${value}`);
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
/* harmony import */ var _tar_sparse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1040);




/** As in Go's archive/tar. A header is kept in memory while its member is read. */
const LARGEST_EXTENDED_HEADER = 1024 * 1024;
/** Records that count for all members are looked through at each of them. */
const MAX_GLOBAL_RECORDS = 100;
/** Blocks that continue the list of a sparse file. */
const MAX_LIST_BLOCKS = 3000;
const NOTHING = new Map();
/**
 * Reads a tar archive (ustar, pax, GNU) that is pushed in, piece by piece and without a pause, so that small files cost
 * no turn of the event loop. It is our own because attributes such as `security.capability` are bytes, which tar-stream
 * gives as text, and because it reads sparse files.
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
    /** A member of GNU's old sparse format whose list goes on in the next block. */
    #listed;
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
    /**
     * @throws ObuilderError `image-invalid` when the archive ended in the middle of a member, or without the block of zeros that
     *   tells a whole archive from one that was cut between two members
     */
    end() {
        if (this.#body > 0 || this.#filled > 0 || this.#padding > 0 || this.#listed !== undefined)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('the archive ends in the middle of a file');
        if (this.#zeroBlocks === 0)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('the archive ends without its end marker: it was cut off');
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
            if (this.#listed !== undefined) {
                this.#continueList(this.#listed);
                return count;
            }
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
        if (header.oldSparse?.goesOn) {
            this.#listed = { header, parts: [...header.oldSparse.parts], blocks: 0 };
            return;
        }
        this.#beginMember(header);
    }
    #continueList(listed) {
        const { parts, goesOn } = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_1__/* .moreParts */ .Gj)(this.#block);
        listed.parts.push(...parts);
        listed.blocks += 1;
        if (listed.blocks > MAX_LIST_BLOCKS)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('a sparse file has too many parts');
        if (goesOn)
            return;
        this.#listed = undefined;
        const { header } = listed;
        const size = header.oldSparse?.size ?? 0;
        this.#beginMember({ ...header, oldSparse: { size, parts: listed.parts, goesOn } });
    }
    #beginMember(header) {
        const pax = this.#pax ?? this.#global;
        const entry = (0,_tar_header_js__WEBPACK_IMPORTED_MODULE_1__/* .describeEntry */ .OY)(header, {
            pax,
            ...(this.#longPath === undefined ? {} : { longPath: this.#longPath }),
            ...(this.#longTarget === undefined ? {} : { longTarget: this.#longTarget }),
        });
        this.#pax = undefined;
        this.#longPath = undefined;
        this.#longTarget = undefined;
        const sink = this.#onEntry(entry);
        const { sparse } = entry;
        if (sparse === undefined)
            this.#expect(entry.size, sink);
        else
            this.#expect(sparse.stored, sink && (0,_tar_sparse_js__WEBPACK_IMPORTED_MODULE_3__/* .expandSparse */ .NU)(sink, sparse));
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
                    if (this.#global.size > MAX_GLOBAL_RECORDS)
                        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('a global tar header has too many records');
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


/***/ }),

/***/ 1040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NU: () => (/* binding */ expandSparse),
/* harmony export */   uJ: () => (/* binding */ paxSparse),
/* harmony export */   wK: () => (/* binding */ storedSparse)
/* harmony export */ });
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3235);

/** @throws ObuilderError `image-invalid` where the list is known and does not fit */
function storedSparse(sparse, stored) {
    if (sparse.parts !== undefined)
        checkParts(sparse.parts, { size: sparse.size, stored });
    return { ...sparse, stored };
}
/** More than the list of a real file needs; each part costs memory. */
const MAX_PARTS = 65_536;
/** A list in the stored bytes may not be longer, as in Go's archive/tar. */
const MAX_LIST_BYTES = 1024 * 1024;
/** The sparse file that a pax header tells of, in GNU's formats 0.0, 0.1 and 1.0; undefined for an ordinary file. */
function paxSparse(pax) {
    const major = pax.get('GNU.sparse.major');
    const size = pax.get('GNU.sparse.realsize') ?? pax.get('GNU.sparse.size');
    if (major === undefined && size === undefined)
        return undefined;
    if (size === undefined)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('a sparse file has no size');
    if (major === '1')
        return { size: sparseNumber(size), parts: undefined };
    const map = pax.get('GNU.sparse.map');
    const numbers = map === undefined ? interleaved(pax) : split(map);
    return { size: sparseNumber(size), parts: partsOf(numbers.map(sparseNumber)) };
}
const split = (text) => (text === '' ? [] : text.split(','));
/** Format 0.0 has a record for each number; the reader of records joins those of one key. */
function interleaved(pax) {
    const offsets = split(pax.get('GNU.sparse.offset') ?? '');
    const bytes = split(pax.get('GNU.sparse.numbytes') ?? '');
    if (offsets.length !== bytes.length)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('the list of a sparse file is not whole');
    return offsets.flatMap((offset, index) => [offset, bytes[index] ?? '']);
}
function sparseNumber(text) {
    if (!/^\d{1,15}$/.test(text))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('a number of a sparse file is none', { value: text.slice(0, 40) });
    return Number(text);
}
function partsOf(numbers) {
    if (numbers.length % 2 !== 0)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('the list of a sparse file is not whole');
    if (numbers.length > 2 * MAX_PARTS)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('a sparse file has too many parts');
    const parts = [];
    for (let at = 0; at < numbers.length; at += 2)
        parts.push({ offset: numbers[at] ?? 0, bytes: numbers[at + 1] ?? 0 });
    return parts;
}
/** @throws ObuilderError `image-invalid` where parts overlap, leave the file, or are not what is stored */
function checkParts(parts, { size, stored }) {
    let end = 0;
    let sum = 0;
    for (const { offset, bytes } of parts) {
        if (offset < end || offset + bytes > size)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('the parts of a sparse file do not fit into it');
        end = offset + bytes;
        sum += bytes;
    }
    if (sum !== stored)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('a sparse file stores other bytes than its list says');
}
const ZEROS = Buffer.alloc(64 * 1024);
function leaveHole(sink, bytes) {
    if (sink.hole !== undefined) {
        if (bytes > 0)
            sink.hole(bytes);
        return;
    }
    for (let left = bytes; left > 0; left -= ZEROS.length)
        sink.write(ZEROS.subarray(0, left));
}
/** Takes the stored bytes of a sparse member and gives the whole file, holes as such, to another sink. */
function expandSparse(sink, sparse) {
    let parts = sparse.parts;
    let list = parts === undefined ? new SparseList() : undefined;
    let index = 0;
    let position = 0;
    const data = (chunk) => {
        for (let at = 0; at < chunk.length;) {
            const part = parts?.[index];
            if (part === undefined)
                throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('a sparse file stores more bytes than its list says');
            if (position < part.offset) {
                leaveHole(sink, part.offset - position);
                position = part.offset;
            }
            const count = Math.min(part.offset + part.bytes - position, chunk.length - at);
            if (count > 0)
                sink.write(chunk.subarray(at, at + count));
            at += count;
            position += count;
            if (position === part.offset + part.bytes)
                index += 1;
        }
    };
    const write = (chunk) => {
        if (list === undefined)
            return data(chunk);
        const rest = list.take(chunk);
        if (rest === undefined)
            return;
        parts = partsOf(list.numbers);
        checkParts(parts, { size: sparse.size, stored: sparse.stored - list.bytes });
        list = undefined;
        data(rest);
    };
    const end = () => {
        if (list !== undefined)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('the list of a sparse file is not whole');
        leaveHole(sink, sparse.size - position);
        sink.end();
    };
    return { write, end, ...(sink.abandon ? { abandon: () => sink.abandon?.() } : {}) };
}
/** The list before the stored bytes in format 1.0: decimal numbers, a line each, the first their count, in whole blocks of 512. */
class SparseList {
    numbers = [];
    bytes = 0;
    #wanted;
    #line = '';
    /** Gives the bytes behind the list once the list is over. */
    take(chunk) {
        for (let at = 0; at < chunk.length; at++) {
            if (this.#isWhole() && this.bytes % 512 === 0)
                return chunk.subarray(at);
            this.bytes += 1;
            if (this.bytes > MAX_LIST_BYTES)
                throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('the list of a sparse file is too long');
            if (!this.#isWhole())
                this.#takeByte(chunk[at] ?? 0);
        }
        return this.#isWhole() && this.bytes % 512 === 0 ? Buffer.alloc(0) : undefined;
    }
    #isWhole() {
        return this.#wanted !== undefined && this.numbers.length === this.#wanted;
    }
    #takeByte(byte) {
        if (byte !== 0x0a) {
            this.#line += String.fromCharCode(byte);
            if (this.#line.length > 15)
                throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)('a number of a sparse file is none');
            return;
        }
        const number = sparseNumber(this.#line);
        this.#line = '';
        if (this.#wanted === undefined)
            this.#wanted = 2 * Math.min(number, MAX_PARTS + 1);
        else
            this.numbers.push(number);
    }
}


/***/ }),

/***/ 6624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ cutAtFrames)
/* harmony export */ });
/**
 * Cuts Zstandard data at the ends of its frames (RFC 8878), because Node's decompressor takes the end of a frame for the end of
 * everything when more bytes follow in the same chunk. zstd:chunked layers have a frame for each file, and skippable ones.
 */
async function* cutAtFrames(bytes) {
    const walker = new FrameWalker();
    for await (const chunk of bytes) {
        for (let at = 0; at < chunk.length;) {
            const { length, endsFrame } = walker.next(chunk.subarray(at));
            yield { bytes: chunk.subarray(at, at + length), endsFrame };
            at += length;
        }
    }
}
const FRAME = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const SKIPPABLE_MASK = 0xfffffff0;
const RLE_BLOCK = 1;
const CHECKSUM_BYTES = 4;
const BLOCK_HEADER_BYTES = 3;
const DICTIONARY_BYTES = [0, 1, 2, 4];
const CONTENT_SIZE_BYTES = [0, 2, 4, 8];
const AT_MAGIC = { kind: 'magic', need: 4 };
const AT_BLOCK = { kind: 'block', need: BLOCK_HEADER_BYTES };
/** Goes through frames and blocks by their headers alone. Data that is no frame passes in one piece, for the decompressor to refuse. */
class FrameWalker {
    #state = AT_MAGIC;
    #head = Buffer.alloc(0);
    #hasChecksum = false;
    /** How much of the bytes belongs to the current frame. */
    next(bytes) {
        let at = 0;
        while (at < bytes.length) {
            at += this.#state.kind === 'content' ? this.#pass(bytes.length - at) : this.#read(bytes.subarray(at));
            if (this.#isAtEnd())
                return { length: at, endsFrame: true };
        }
        return { length: at, endsFrame: false };
    }
    /** Leaves content that is over; tells whether the frame is over with it. */
    #isAtEnd() {
        while (this.#state.kind === 'content' && this.#state.skip === 0) {
            const { after } = this.#state;
            this.#state = after === 'frame-end' ? AT_MAGIC : after;
            if (after === 'frame-end')
                return true;
        }
        return false;
    }
    #pass(available) {
        if (this.#state.kind !== 'content')
            return 0;
        const count = Math.min(available, this.#state.skip);
        this.#state.skip -= count;
        return count;
    }
    #read(bytes) {
        if (this.#state.kind === 'content')
            return 0;
        const taken = bytes.subarray(0, this.#state.need - this.#head.length);
        const head = Buffer.concat([this.#head, taken]);
        this.#head = head.length < this.#state.need ? head : Buffer.alloc(0);
        if (head.length === this.#state.need)
            this.#state = this.#after(this.#state.kind, head);
        return taken.length;
    }
    #after(kind, head) {
        switch (kind) {
            case 'magic':
                return afterMagic(head.readUInt32LE());
            case 'size':
                return { kind: 'content', skip: head.readUInt32LE(), after: 'frame-end' };
            case 'descriptor': {
                const descriptor = head[0] ?? 0;
                this.#hasChecksum = (descriptor & 0x04) !== 0;
                return { kind: 'content', skip: headerBytes(descriptor), after: AT_BLOCK };
            }
            case 'block':
                return this.#afterBlock(head.readUIntLE(0, BLOCK_HEADER_BYTES));
        }
    }
    #afterBlock(header) {
        const isLast = (header & 1) === 1;
        const size = ((header >> 1) & 3) === RLE_BLOCK ? 1 : header >> 3;
        if (!isLast)
            return { kind: 'content', skip: size, after: AT_BLOCK };
        return { kind: 'content', skip: size + (this.#hasChecksum ? CHECKSUM_BYTES : 0), after: 'frame-end' };
    }
}
function afterMagic(magic) {
    if (magic === FRAME)
        return { kind: 'descriptor', need: 1 };
    if ((magic & SKIPPABLE_MASK) >>> 0 === SKIPPABLE)
        return { kind: 'size', need: 4 };
    return { kind: 'content', skip: Number.POSITIVE_INFINITY, after: 'frame-end' };
}
/** The bytes between a frame's descriptor and its first block: window, dictionary and content size. */
function headerBytes(descriptor) {
    const isSingleSegment = (descriptor & 0x20) !== 0;
    const sizeFlag = (descriptor >> 6) & 3;
    const contentSize = sizeFlag === 0 && isSingleSegment ? 1 : (CONTENT_SIZE_BYTES[sizeFlag] ?? 0);
    return (isSingleSegment ? 0 : 1) + (DICTIONARY_BYTES[descriptor & 3] ?? 0) + contentSize;
}


/***/ })

};
