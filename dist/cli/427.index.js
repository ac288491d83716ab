export const id = 427;
export const ids = [427,570];
export const modules = {

/***/ 4570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ archiveTree),
/* harmony export */   extractTar: () => (/* binding */ extractTar)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8474);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6466);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2027);





/** The attributes that an image brings along. */
const ATTRIBUTES = ['--xattrs', '--xattrs-include=security.capability', '--xattrs-include=user.*'];
const LONGEST_MESSAGE = 4096;
function start(args, stdio) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('tar', args, { stdio: [stdio === 'reads' ? 'pipe' : 'ignore', 'pipe', 'pipe'] });
    let message = '';
    child.stderr?.on('data', (chunk) => {
        if (message.length < LONGEST_MESSAGE)
            message += chunk.toString();
    });
    const ended = (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'close').then(([code]) => {
        if (code === 0)
            return;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ObuilderError */ .Vy('command-failed', `tar: ${message.trim() || `exit status ${String(code)}`}`, {
            value: 'tar',
        });
    }, (cause) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ObuilderError */ .Vy('tool-missing', 'GNU tar cannot be started', {
            value: 'tar',
            hint: 'Install it: apt-get install tar',
            cause,
        });
    });
    // Whoever waits hears of it; until then it must not count as unhandled.
    ended.catch(() => undefined);
    return { child, ended };
}
/**
 * Unpacks an archive with GNU tar as root: owners, modes, devices and attributes as they are. Files that are there are
 * replaced. The archive must be one that we made: its paths are trusted.
 * @throws ObuilderError `command-failed` or `tool-missing`
 */
async function extractTar(directory, archive) {
    const { child, ended } = start(['-x', '-f', '-', '-C', directory, '-p', '--same-owner', '--numeric-owner', ...ATTRIBUTES], 'reads');
    // A tar that failed stops reading; what it said is the better error.
    if (child.stdin)
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable.from(archive), child.stdin).catch(() => undefined);
    child.stdout?.resume();
    await ended;
}
/**
 * A directory tree as a pax archive that is the same for the same tree: sorted, with numeric owners, attributes and times,
 * without names of users. Other file systems mounted below the directory are left out.
 * @throws ObuilderError `command-failed` (also when a file changes meanwhile) or `tool-missing`, at the end of reading
 */
async function* archiveTree(directory, signal) {
    const { child, ended } = start([
        '-c',
        '-f',
        '-',
        '-C',
        directory,
        '--format=posix',
        '--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime',
        '--sort=name',
        '--numeric-owner',
        '--one-file-system',
        ...ATTRIBUTES,
        '.',
    ], 'writes');
    const stop = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', stop, { once: true });
    try {
        if (child.stdout)
            for await (const chunk of child.stdout)
                yield chunk;
        await ended;
    }
    finally {
        signal?.removeEventListener('abort', stop);
        stop();
    }
}


/***/ }),

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

/***/ 3603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ identityOf),
/* harmony export */   u: () => (/* binding */ statSource)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3235);


/** Changes whenever a file's content, owner or mode does (the kernel sets ctime), and is cheap to get. */
function identityOf(stat) {
    return [stat.dev, stat.ino, stat.mode, stat.uid, stat.gid, stat.size, stat.mtimeMs, stat.ctimeMs].join(' ');
}
/** @throws ObuilderError `image-unavailable` when there is no such file */
function statSource(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file);
    }
    catch (cause) {
        const details = { value: file, hint: 'Relative paths start at the context.', cause };
        if ((0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCode */ .xU)(cause) === 'ENOENT')
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageUnavailable */ .I$)(`${file} is not there`, details);
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${file} cannot be read`, details);
    }
}


/***/ }),

/***/ 5837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveRootfs: () => (/* binding */ resolveRootfs)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _host_tar_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4570);
/* harmony import */ var _file_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3603);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3235);
/* harmony import */ var _layer_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3125);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5593);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8421);
/* harmony import */ var _unpack_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1397);










const KIND = 'image-rootfs-1';
const PIECE = 1024 * 1024;
/**
 * A root file system as it stands: `rootfs:DIR`, or a tar file of one (plain, gzip or zstd). The digest is that of the tar
 * file, or of the archive that GNU tar makes of the directory: paths, contents, modes, owners, times, links, devices and
 * attributes.
 */
async function resolveRootfs(request) {
    const { settings, options, platform } = request;
    if (request.name === '')
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_5__/* .imageInvalid */ .lC)('rootfs: names no directory', { hint: 'Write rootfs:DIR or rootfs:FILE.tar.' });
    const file = node_path__WEBPACK_IMPORTED_MODULE_2__.resolve(options.directory, request.name);
    const source = openSource(file, (0,_file_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .statSource */ .u)(file));
    const known = settings.memo.recall(KIND, source.identity);
    const digest = known ?? (await computeDigest(source.read(options.signal), file));
    if (known === undefined)
        settings.memo.remember(KIND, source.identity, digest);
    return {
        name: `rootfs:${request.name}`,
        digest,
        platform: (0,_platform_js__WEBPACK_IMPORTED_MODULE_7__/* .formatPlatform */ .Bq)(platform),
        environment: [],
        load: (load) => loadRootfs(source, { digest, file, load }),
    };
}
function openSource(file, stat) {
    if (stat.isFile()) {
        return {
            identity: (0,_file_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .identityOf */ .c)(stat),
            bytes: stat.size,
            read: (signal) => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(file, { highWaterMark: PIECE, ...(signal ? { signal } : {}) }),
        };
    }
    if (!stat.isDirectory()) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_5__/* .imageInvalid */ .lC)(`${file} is neither a directory nor a tar file`, { value: file });
    }
    return { ...identityOfTree(file, stat), read: (signal) => (0,_host_tar_js__WEBPACK_IMPORTED_MODULE_3__/* .archiveTree */ .H)(file, signal) };
}
/** One walk without opening a file; the system changes ctime with everything that is in the digest. */
function identityOfTree(root, rootStat) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let bytes = 0;
    const visit = (directory) => {
        for (const name of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(Buffer.from(directory, 'latin1'), 'latin1').sort()) {
            const entry = `${directory}/${name}`;
            const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(Buffer.from(entry, 'latin1'));
            hash.update(`${name}\0${(0,_file_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .identityOf */ .c)(stat)}\n`, 'latin1');
            if (stat.isFile())
                bytes += stat.size;
            if (stat.isDirectory() && stat.dev === rootStat.dev)
                visit(entry);
        }
        hash.update('\0');
    };
    hash.update((0,_file_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .identityOf */ .c)(rootStat));
    visit(Buffer.from(root, 'utf8').toString('latin1'));
    return { identity: hash.digest('hex'), bytes };
}
async function computeDigest(bytes, file) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    try {
        for await (const chunk of bytes)
            hash.update(chunk);
    }
    catch (error) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_5__/* .within */ .ux)(file, error);
    }
    return `sha256:${hash.digest('hex')}`;
}
async function loadRootfs(source, { digest, file, load }) {
    const progress = (0,_progress_js__WEBPACK_IMPORTED_MODULE_9__/* .trackProgress */ .Z)(source.bytes, load.onProgress);
    const unpacker = (0,_unpack_js__WEBPACK_IMPORTED_MODULE_8__/* .createUnpacker */ .y)({ rootfs: load.rootfs, whiteouts: false });
    const layer = unpacker.layer();
    try {
        await (0,_layer_js__WEBPACK_IMPORTED_MODULE_6__/* .unpackBytes */ .U)(progress.count(source.read(load.signal)), {
            size: source.bytes,
            digests: { blob: digest },
            sink: (chunk) => layer.write(chunk),
        });
        await layer.end();
    }
    catch (error) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_5__/* .within */ .ux)(file, error);
    }
    finally {
        layer.abandon();
    }
    await unpacker.end();
    progress.end();
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
