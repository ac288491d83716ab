export const id = 4381;
export const ids = [4381];
export const modules = {

/***/ 5506:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ unpackBytes),
/* harmony export */   y: () => (/* binding */ unpackLayer)
/* harmony export */ });
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6466);
/* harmony import */ var _decompress_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8169);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4930);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3235);




/** All layers of an image together may not become larger than this. A compressed zero costs next to nothing. */
const MOST_UNPACKED = 256 * 1024 ** 3;
/** Compressed layers from this size on have a thread, which takes as long to start as a few MB to inflate. */
const THREAD_FROM = 8 * 1024 ** 2;
/**
 * Decompresses by the first bytes; plain content passes as it is. Reads `bytes` to their end, also behind the end of the
 * compressed content, since all of them count for the digest.
 * @throws ObuilderError `image-invalid` when a digest is another, and whatever `sink` throws
 */
async function unpackBytes(bytes, asked) {
    const unpacking = { ...asked, sink: boundedSink(asked) };
    const iterator = bytes[Symbol.asyncIterator]();
    try {
        const head = await readHead(iterator);
        const compression = (0,_decompress_js__WEBPACK_IMPORTED_MODULE_1__/* .detectCompression */ .IR)(head);
        if (compression === 'none')
            await passOn({ head, iterator }, unpacking);
        else if (unpacking.size < THREAD_FROM)
            await inflate({ head, iterator }, { compression, ...unpacking });
        else {
            const { inflateInThread } = await __webpack_require__.e(/* import() */ 8495).then(__webpack_require__.bind(__webpack_require__, 8495));
            await inflateInThread(wholeOf({ head, iterator }), { compression, ...unpacking });
        }
    }
    finally {
        await iterator.return?.();
    }
}
/** gzip reaches 1,032 and real data far less; zstd reaches 30,000 with zeros, so that some kilobytes would fill a disk. */
const MAX_RATIO = 1100;
/** Below this size a ratio says nothing. */
const UNBOUNDED_BYTES = 1024 ** 3;
/** A sink that refuses content out of all proportion to the compressed bytes, where their number is known. */
function boundedSink({ size, sink }) {
    const most = size === 0 ? Number.POSITIVE_INFINITY : Math.max(UNBOUNDED_BYTES, size * MAX_RATIO);
    let taken = 0;
    return (chunk) => {
        taken += chunk.length;
        if (taken > most)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageInvalid */ .lC)(`its ${size} bytes become more than ${most} when they are decompressed`);
        sink(chunk);
    };
}
async function* wholeOf({ head, iterator }) {
    yield head;
    // Without `return`: a decompressor that has enough must not end the source.
    yield* { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) };
}
/** Plain content is the blob itself. */
async function passOn(opened, { digests, sink }) {
    const expected = new Set([digests.content, digests.blob]);
    const checks = [...expected].map(checkOf);
    for await (const chunk of wholeOf(opened)) {
        for (const check of checks)
            check?.update(chunk);
        sink(chunk);
    }
    for (const check of checks)
        check?.verify('its content');
}
async function inflate({ head, iterator }, { compression, digests, sink }) {
    const [blob, content] = [checkOf(digests.blob), checkOf(digests.content)];
    const seen = {
        next: async () => {
            const next = await iterator.next();
            if (!next.done)
                blob?.update(next.value);
            return next;
        },
    };
    blob?.update(head);
    let isOver = false;
    const take = async (chunks) => {
        for await (const chunk of chunks) {
            content?.update(chunk);
            sink(chunk);
        }
        isOver = true;
    };
    try {
        const pieces = (0,_decompress_js__WEBPACK_IMPORTED_MODULE_1__/* .piecesFor */ .Vw)(compression, wholeOf({ head, iterator: seen }));
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_0__.pipeline)(pieces, (0,_decompress_js__WEBPACK_IMPORTED_MODULE_1__/* .createDecompressor */ .Li)(compression), take);
    }
    catch (error) {
        // A decompressor that has enough closes while there is more to come.
        if (!isOver)
            throw error;
    }
    while (!(await seen.next()).done)
        ;
    blob?.verify('the blob');
    content?.verify('its content');
}
const checkOf = (digest) => (digest === undefined ? undefined : new _digest_js__WEBPACK_IMPORTED_MODULE_2__/* .DigestCheck */ .FL(digest));
async function readHead(iterator) {
    let head = Buffer.alloc(0);
    while (head.length < _decompress_js__WEBPACK_IMPORTED_MODULE_1__/* .MAGIC_LENGTH */ .zN) {
        const next = await iterator.next();
        if (next.done)
            break;
        head = Buffer.concat([head, next.value]);
    }
    return head;
}
/**
 * Unpacks one layer while it streams, and checks the digest of the archive in it.
 * @throws ObuilderError `image-invalid` that names the layer
 */
async function unpackLayer(bytes, layer, { unpacker, checksBlob }) {
    const what = `layer ${layer.digest}`;
    const unpacking = unpacker.layer();
    let unpacked = 0;
    const sink = (chunk) => {
        unpacked += chunk.length;
        if (unpacked > MOST_UNPACKED)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageInvalid */ .lC)('it becomes larger than 256 GiB when unpacked');
        unpacking.write(chunk);
    };
    try {
        const blob = checksBlob ? layer.digest : undefined;
        await unpackBytes(bytes, { size: layer.size, digests: { blob, content: layer.diffId }, sink });
        await unpacking.end();
    }
    catch (error) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .within */ .ux)(what, error);
    }
    finally {
        unpacking.abandon();
    }
}


/***/ }),

/***/ 8421:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ trackProgress)
/* harmony export */ });
const INTERVAL_MS = 100;
/** Tells of bytes that have come, at most ten times a second. */
function trackProgress(totalBytes, onProgress) {
    let doneBytes = 0;
    let toldAt = 0;
    const count = async function* (bytes) {
        for await (const chunk of bytes) {
            doneBytes += chunk.length;
            const now = performance.now();
            if (now - toldAt >= INTERVAL_MS) {
                toldAt = now;
                onProgress?.({ doneBytes, totalBytes: Math.max(totalBytes, doneBytes) });
            }
            yield chunk;
        }
    };
    return {
        count,
        end: () => onProgress?.({ doneBytes, totalBytes: Math.max(totalBytes, doneBytes) }),
    };
}


/***/ }),

/***/ 1397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ createUnpacker)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/js/image/invalid.js
var invalid = __webpack_require__(3235);
// EXTERNAL MODULE: ./build/js/host/file-time.js
var file_time = __webpack_require__(8405);
// EXTERNAL MODULE: ./build/js/image/tar-header.js
var tar_header = __webpack_require__(4185);
;// CONCATENATED MODULE: ./build/js/image/root-tree.js




const MOST_LINKS = 40;
const parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
/**
 * A root file system that an archive is unpacked into. Paths are relative to it, without `.`, `..` and a leading `/`, and
 * have one character a byte. Whatever links the root has, nothing outside of it is read or written: every parent is
 * resolved here, link by link, with the root as the top, and last components are never followed.
 *
 * Only one process may write in the root meanwhile.
 */
class RootTree {
    #root;
    #uid = process.geteuid?.();
    #gid = process.getegid?.();
    /** Parents as written in the archive → where they really are. Holds directories that exist. */
    #parents = new Map();
    /** What this layer made or touched, by real path. */
    #touched = new Set();
    /** Directories' times, kept to the end since every file made in one changes them. */
    #times = new Map();
    /** Real paths of directories that may pass on another group than this process's; some may be gone. */
    #otherGroups = new Set();
    /** Told when a path is gone or taken by a directory, and whether all below it goes too. */
    #onRemove;
    constructor(root, onRemove) {
        this.#root = Buffer.from(root, 'utf8').toString('latin1');
        this.#onRemove = onRemove;
    }
    /** The path for the system's calls. */
    at(path) {
        return Buffer.from(path === '' ? this.#root : `${this.#root}/${path}`, 'latin1');
    }
    /** From here on `isTouched` tells what belongs to the next layer. */
    beginLayer() {
        this.#touched = new Set();
    }
    isTouched(path) {
        return this.#touched.has(path);
    }
    touch(path) {
        this.#touched.add(path);
    }
    /** Remembers a directory's group. */
    setGroup(path, gid) {
        if (gid === this.#gid)
            this.#otherGroups.delete(path);
        else
            this.#otherGroups.add(path);
    }
    /**
     * Whether what is made at `path` has that owner from the start, as most of an image has: that saves a call each. A set-gid
     * parent passes on its own group.
     */
    isOwnedAtOnce(path, { uid, gid }) {
        return uid === this.#uid && gid === this.#gid && !this.#otherGroups.has(parentOf(path));
    }
    setTime(path, modified) {
        this.#times.set(path, modified);
    }
    /** Sets the times of all directories; the last thing to do. */
    applyTimes() {
        for (const [path, modified] of this.#times) {
            if (this.stat(path)?.isDirectory())
                (0,external_node_fs_.lutimesSync)(this.at(path), (0,file_time/* fileTime */.I)(modified), (0,file_time/* fileTime */.I)(modified));
        }
    }
    stat(path) {
        return (0,external_node_fs_.lstatSync)(this.at(path), { throwIfNoEntry: false });
    }
    /**
     * Where a path of the archive really is: its parent resolved inside the root, and made (root's, 0755) where it is
     * missing. The last component is left as it is. Gives '' for the root itself.
     */
    locate(path, modified) {
        return this.#locate(path, modified) ?? '';
    }
    /** The same without making anything; undefined where a parent is missing. */
    find(path) {
        return this.#locate(path, undefined);
    }
    #locate(path, modified) {
        const parts = splitPath(path);
        const last = parts.pop();
        if (last === undefined)
            return '';
        const parent = this.#parentOf(parts, modified);
        if (parent === undefined)
            return undefined;
        this.#touchWithParents(parent);
        return parent === '' ? last : `${parent}/${last}`;
    }
    #touchWithParents(directory) {
        for (let path = directory; path !== '' && !this.#touched.has(path);) {
            this.#touched.add(path);
            path = parentOf(path);
        }
    }
    /** The real path of the directory with these names, whose own parent has most often been looked up already. */
    #parentOf(parts, modified) {
        const key = parts.join('/');
        const known = this.#parents.get(key);
        if (known !== undefined || key === '')
            return known ?? '';
        const above = this.#parents.get(parentOf(key));
        const parent = above === undefined ? this.#walk('', parts, modified) : this.#walk(above, parts.slice(-1), modified);
        if (parent !== undefined)
            this.#parents.set(key, parent);
        return parent;
    }
    #walk(from, parts, modified) {
        const queue = [...parts];
        let real = from === '' ? [] : from.split('/');
        let links = 0;
        for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
            if (part === '..')
                real.pop();
            if (part === '' || part === '.' || part === '..')
                continue;
            const path = [...real, part].join('/');
            const stat = this.stat(path);
            if (stat?.isSymbolicLink()) {
                links += 1;
                if (links > MOST_LINKS)
                    throw (0,invalid/* imageInvalid */.lC)(`"${(0,tar_header/* show */.WU)(parts.join('/'))}" goes through too many links`);
                const target = (0,external_node_fs_.readlinkSync)(this.at(path), 'latin1');
                if (target.startsWith('/'))
                    real = [];
                queue.unshift(...target.split('/'));
            }
            else if (this.#enter(path, stat, modified))
                real.push(part);
            else
                return undefined;
        }
        return real.join('/');
    }
    /** Whether there is a directory to go into, which is made where `modified` is given. */
    #enter(path, stat, modified) {
        if (stat?.isDirectory())
            return true;
        if (stat !== undefined) {
            throw (0,invalid/* imageInvalid */.lC)(`"${(0,tar_header/* show */.WU)(path)}" is no directory, yet files are to be put into it`);
        }
        if (modified !== undefined)
            this.#makeParent(path, modified);
        return modified !== undefined;
    }
    #makeParent(path, modified) {
        this.#onRemove(path, false);
        const absolute = this.at(path);
        (0,external_node_fs_.mkdirSync)(absolute);
        // Whatever this process's umask is.
        (0,external_node_fs_.chmodSync)(absolute, 0o755);
        if (this.#otherGroups.has(parentOf(path)))
            this.#otherGroups.add(path);
        this.setTime(path, modified);
    }
    /** Removes a path and all below it, if it is there. */
    remove(path) {
        const stat = this.stat(path);
        if (stat === undefined)
            return;
        if (stat.isDirectory()) {
            for (const name of this.list(path))
                this.remove(`${path}/${name}`);
            (0,external_node_fs_.rmdirSync)(this.at(path));
            this.#times.delete(path);
        }
        else
            (0,external_node_fs_.unlinkSync)(this.at(path));
        if (stat.isDirectory() || stat.isSymbolicLink())
            this.#parents.clear();
        this.#touched.delete(path);
        this.#onRemove(path, stat.isDirectory());
    }
    /** Removes what lower layers had at `path` and leaves what this layer has put there. */
    removeLower(path) {
        if (!this.#touched.has(path))
            this.remove(path);
        else if (this.stat(path)?.isDirectory())
            this.clearLower(path);
    }
    /** The same for everything in a directory. */
    clearLower(directory) {
        for (const name of this.list(directory))
            this.removeLower(directory === '' ? name : `${directory}/${name}`);
    }
    list(directory) {
        try {
            return (0,external_node_fs_.readdirSync)(this.at(directory), 'latin1');
        }
        catch (error) {
            if ((0,invalid/* systemCode */.xU)(error) === 'ENOENT' || (0,invalid/* systemCode */.xU)(error) === 'ENOTDIR')
                return [];
            throw error;
        }
    }
}
/**
 * A path's components. A leading `/` means the root of the image, as everywhere in the field.
 * @throws ObuilderError `image-invalid` where there is a `..`
 */
function splitPath(path) {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..'))
        throw (0,invalid/* imageInvalid */.lC)(`"${(0,tar_header/* show */.WU)(path)}" leads out of the root file system`);
    return parts;
}

// EXTERNAL MODULE: ./build/js/image/tar-reader.js
var tar_reader = __webpack_require__(3415);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/js/image/tar-pax.js
var tar_pax = __webpack_require__(8243);
;// CONCATENATED MODULE: ./build/js/image/tar-writer.js


const TYPES = {
    file: '0',
    link: '1',
    symlink: '2',
    character: '3',
    block: '4',
    directory: '5',
    fifo: '6',
};
const LONGEST = 100;
const LARGEST_OCTAL = { 8: 0o7777777, 12: 0o77777777777 };
const END_OF_ARCHIVE = Buffer.alloc(2 * tar_header/* BLOCK */.IE);
/** The zeros that follow a file of `size` bytes. */
function padding(size) {
    return Buffer.alloc((tar_header/* BLOCK */.IE - (size % tar_header/* BLOCK */.IE)) % tar_header/* BLOCK */.IE);
}
/**
 * The header of a member, for GNU tar: long names in its own form, which takes any bytes; attributes in a pax header;
 * times in whole seconds.
 */
function formatHeader(entry) {
    const records = [...entry.attributes].map(([key, value]) => (0,tar_pax/* formatPaxRecord */.s)(`SCHILY.xattr.${key}`, value));
    return Buffer.concat([
        ...(records.length === 0 ? [] : extension('x', records.join(''))),
        ...(entry.path.length > LONGEST ? extension('L', `${entry.path}\0`) : []),
        ...(entry.target.length > LONGEST ? extension('K', `${entry.target}\0`) : []),
        block(TYPES[entry.kind], entry),
    ]);
}
function extension(type, content) {
    const body = Buffer.from(content, 'latin1');
    const header = block(type, { path: 'extension', size: body.length });
    return [header, body, padding(body.length)];
}
function block(type, entry) {
    const bytes = Buffer.alloc(tar_header/* BLOCK */.IE);
    bytes.write((entry.path ?? '').slice(0, LONGEST), 0, 'latin1');
    number(bytes, { at: 100, width: 8, value: entry.mode ?? 0 });
    number(bytes, { at: 108, width: 8, value: entry.uid ?? 0 });
    number(bytes, { at: 116, width: 8, value: entry.gid ?? 0 });
    number(bytes, { at: 124, width: 12, value: entry.size ?? 0 });
    number(bytes, { at: 136, width: 12, value: Math.max(0, Math.floor(entry.modified ?? 0)) });
    bytes.write(type, 156, 'latin1');
    bytes.write((entry.target ?? '').slice(0, LONGEST), 157, 'latin1');
    bytes.write('ustar\x0000', 257, 'latin1');
    number(bytes, { at: 329, width: 8, value: entry.major ?? 0 });
    number(bytes, { at: 337, width: 8, value: entry.minor ?? 0 });
    bytes.write(`${(0,tar_header/* checksum */.cM)(bytes).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return bytes;
}
function number(bytes, { at, width, value }) {
    if (value <= LARGEST_OCTAL[width]) {
        bytes.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1');
        return;
    }
    bytes[at] = 0x80;
    for (let i = width - 1, rest = value; i > 0; i -= 1, rest = Math.floor(rest / 256))
        bytes[at + i] = rest % 256;
}

;// CONCATENATED MODULE: ./build/js/image/unpack-special.js


const PIECE = 256 * 1024;
/** Attributes that are content. The others belong to the machine that made the image, or to its file system. */
function isKept(name) {
    return name === 'security.capability' || name.startsWith('user.');
}
/** The entry's attributes that an image brings along; undefined where it has none. */
function keptAttributes(entry) {
    const kept = [...entry.attributes].filter(([name]) => isKept(name));
    return kept.length === 0 ? undefined : new Map(kept);
}
/**
 * What Node cannot make: devices, pipes and extended attributes. They are gathered while a layer is unpacked, and made at
 * its end by one GNU tar from an archive that holds nothing else. Their paths have been resolved, so none of them goes
 * through a link.
 */
class SpecialEntries {
    #pending = new Map();
    add(path, entry) {
        this.#pending.set(path, { ...entry, path: path || './', attributes: keptAttributes(entry) ?? new Map() });
    }
    /** The path has been taken away or by something else; with `below`, all below it too. */
    forget(path, below) {
        if (this.#pending.size === 0)
            return;
        this.#pending.delete(path);
        if (!below)
            return;
        for (const pending of this.#pending.keys()) {
            if (pending.startsWith(`${path}/`))
                this.#pending.delete(pending);
        }
    }
    /** Whether it is made at the end of the layer, and with it all hard links to it: GNU tar makes it anew. */
    has(path) {
        const kind = this.#pending.get(path)?.kind;
        return kind !== undefined && kind !== 'directory';
    }
    async apply(rootfs) {
        if (this.#pending.size === 0)
            return;
        const { extractTar } = await __webpack_require__.e(/* import() */ 4570).then(__webpack_require__.bind(__webpack_require__, 4570));
        await extractTar(rootfs, this.#archive(rootfs));
        this.#pending.clear();
    }
    async *#archive(rootfs) {
        const root = Buffer.from(rootfs, 'utf8').toString('latin1');
        for (const entry of this.#pending.values()) {
            yield formatHeader(entry);
            if (entry.kind === 'file')
                yield* contentOf(`${root}/${entry.path}`, entry.size);
        }
        yield END_OF_ARCHIVE;
    }
}
/** GNU tar sets attributes on what it writes, so a file's bytes go through it once more. */
async function* contentOf(path, size) {
    const file = await (0,promises_.open)(Buffer.from(path, 'latin1'));
    try {
        for (let at = 0; at < size;) {
            const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(PIECE, size - at)), 0, null, at);
            if (bytesRead === 0)
                break;
            yield buffer.subarray(0, bytesRead);
            at += bytesRead;
        }
    }
    finally {
        await file.close();
    }
    yield padding(size);
}

;// CONCATENATED MODULE: ./build/js/image/unpack-entry.js





/** Puts one member of an archive into the tree; a file's bytes go to the sink. */
function writeEntry(tree, specials, entry) {
    const path = tree.locate(entry.path, entry.modified);
    if (path === '' && entry.kind !== 'directory')
        throw (0,invalid/* imageInvalid */.lC)('it would replace the root itself');
    const attributes = keptAttributes(entry);
    tree.touch(path);
    specials.forget(path, false);
    switch (entry.kind) {
        case 'file':
            return writeFile(tree, { path, entry, done: () => attributes && specials.add(path, entry) });
        case 'directory':
            writeDirectory(tree, path, entry);
            if (attributes)
                specials.add(path, entry);
            return undefined;
        case 'symlink':
            replace(tree, path, () => (0,external_node_fs_.symlinkSync)(Buffer.from(entry.target, 'latin1'), tree.at(path)));
            if (!tree.isOwnedAtOnce(path, entry))
                (0,external_node_fs_.lchownSync)(tree.at(path), entry.uid, entry.gid);
            (0,external_node_fs_.lutimesSync)(tree.at(path), (0,file_time/* fileTime */.I)(entry.modified), (0,file_time/* fileTime */.I)(entry.modified));
            return undefined;
        case 'link':
            writeLink(tree, specials, { path, entry });
            return undefined;
        default:
            tree.remove(path);
            tree.touch(path);
            specials.add(path, entry);
            return undefined;
    }
}
/** Makes something that must not be there yet, and takes away what is there. */
function replace(tree, path, make) {
    try {
        return make();
    }
    catch (error) {
        if ((0,invalid/* systemCode */.xU)(error) !== 'EEXIST')
            throw error;
    }
    tree.remove(path);
    tree.touch(path);
    return make();
}
/** Made anew, never opened: so a link at its place is replaced, not followed. */
const CREATE = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_NOFOLLOW;
function writeFile(tree, { path, entry, done }) {
    const isOwned = tree.isOwnedAtOnce(path, entry);
    const fd = replace(tree, path, () => (0,external_node_fs_.openSync)(tree.at(path), CREATE, entry.mode & 0o777));
    let isOpen = true;
    // A file that stayed open would keep the space of a root file system that is given up.
    const close = () => {
        if (isOpen)
            (0,external_node_fs_.closeSync)(fd);
        isOpen = false;
    };
    const finish = () => {
        if (!isOwned)
            (0,external_node_fs_.fchownSync)(fd, entry.uid, entry.gid);
        // After the owner, whose change drops set-uid and set-gid.
        if (!(isOwned && isModeAtOnce(entry.mode)))
            (0,external_node_fs_.fchmodSync)(fd, entry.mode);
        (0,external_node_fs_.futimesSync)(fd, (0,file_time/* fileTime */.I)(entry.modified), (0,file_time/* fileTime */.I)(entry.modified));
        close();
        done();
    };
    if (entry.size === 0) {
        finish();
        return { write: () => undefined, end: () => undefined };
    }
    let position = 0;
    const write = (chunk) => {
        for (let at = 0; at < chunk.length;) {
            const written = (0,external_node_fs_.writeSync)(fd, chunk, at, chunk.length - at, position);
            at += written;
            position += written;
        }
    };
    const hole = (bytes) => {
        position += bytes;
        (0,external_node_fs_.ftruncateSync)(fd, position);
    };
    return { write, hole, end: finish, abandon: close };
}
/** Permission bits that this process does not give to what it makes. */
const umask = process.umask();
/** Whether a file that is made with that mode has it from the start: that saves a call each. */
const isModeAtOnce = (mode) => (mode & (umask | ~0o777)) === 0;
function writeDirectory(tree, path, entry) {
    const absolute = tree.at(path);
    const isNew = path !== '' && !tree.stat(path)?.isDirectory();
    if (isNew)
        replace(tree, path, () => (0,external_node_fs_.mkdirSync)(absolute, 0o700));
    if (!(isNew && tree.isOwnedAtOnce(path, entry)))
        (0,external_node_fs_.lchownSync)(absolute, entry.uid, entry.gid);
    tree.setGroup(path, entry.gid);
    (0,external_node_fs_.chmodSync)(absolute, entry.mode);
    tree.setTime(path, entry.modified);
}
function writeLink(tree, specials, { path, entry }) {
    const target = tree.find(entry.target);
    if (target === undefined || target === '') {
        throw (0,invalid/* imageInvalid */.lC)(`its target "${(0,tar_header/* show */.WU)(entry.target)}" is not in the image`);
    }
    if (target === path)
        return;
    if (specials.has(target)) {
        tree.remove(path);
        tree.touch(path);
        specials.add(path, { ...entry, target });
        return;
    }
    try {
        replace(tree, path, () => (0,external_node_fs_.linkSync)(tree.at(target), tree.at(path)));
    }
    catch (error) {
        if ((0,invalid/* systemCode */.xU)(error) !== 'ENOENT' && (0,invalid/* systemCode */.xU)(error) !== 'EPERM')
            throw error;
        throw (0,invalid/* imageInvalid */.lC)(`its target "${(0,tar_header/* show */.WU)(entry.target)}" is no file of the image`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/js/image/unpack-whiteout.js


const PREFIX = '.wh.';
const RESERVED = '.wh..wh.';
const OPAQUE = '.wh..wh..opq';
function baseName(path) {
    return path.slice(path.lastIndexOf('/') + 1);
}
function isWhiteout(path) {
    return baseName(path).startsWith(PREFIX);
}
/**
 * Takes away what lower layers have: one name, or all of a directory (OCI image specification, whiteouts). What the same
 * layer put there stays, whichever came first. Other names that start with `.wh..wh.` are AUFS's own and mean nothing.
 */
function applyWhiteout(tree, path) {
    const name = baseName(path);
    const directory = path.slice(0, path.length - name.length);
    if (name === OPAQUE) {
        const real = tree.find(`${directory}x`);
        if (real !== undefined)
            tree.clearLower(real.slice(0, Math.max(0, real.lastIndexOf('/'))));
        return;
    }
    if (name.startsWith(RESERVED))
        return;
    const hidden = name.slice(PREFIX.length);
    if (hidden === '' || hidden === '.' || hidden === '..') {
        throw (0,invalid/* imageInvalid */.lC)(`the whiteout "${(0,tar_header/* show */.WU)(name)}" names no file`);
    }
    const real = tree.find(`${directory}${hidden}`);
    if (real !== undefined)
        tree.removeLower(real);
}

// EXTERNAL MODULE: ./build/js/host/sync.js
var sync = __webpack_require__(3754);
;// CONCATENATED MODULE: ./build/js/image/write-back.js

/** Rare enough that what each one costs besides its writing, such as a btrfs transaction, does not count. */
const EVERY_BYTES = 100 * 1024 ** 2;
/**
 * Has the disk write what is there while more is unpacked. A store waits at the end until all is on the disk, and the kernel
 * by itself begins so late that nothing would be.
 */
class WriteBack {
    #sync;
    #everyBytes;
    #running;
    #waitingBytes = 0;
    constructor(directory, everyBytes = EVERY_BYTES) {
        this.#sync = (0,sync/* makeSync */.I)(directory);
        this.#everyBytes = everyBytes;
    }
    /** Tells of bytes that have been written to files. */
    add(bytes) {
        this.#waitingBytes += bytes;
        if (this.#waitingBytes < this.#everyBytes || this.#running !== undefined)
            return;
        this.#waitingBytes = 0;
        // What the disk refuses is for the store to find, which asks for everything.
        this.#running = this.#sync()
            .catch(() => undefined)
            .finally(() => {
            this.#running = undefined;
        });
    }
    /** Waits for what has been begun. */
    async end() {
        await this.#running;
    }
}

;// CONCATENATED MODULE: ./build/js/image/unpack.js









/**
 * Unpacks layers one over the other: OCI image specification, applying changesets. Modes, owners, times in whole and
 * part seconds, hard links, devices and pipes are kept, and of extended attributes `security.capability` and `user.*`.
 * Nothing outside of `rootfs` is read or written. It writes synchronously: in one process that is far faster for the
 * many small files of an image than a turn of the event loop for each.
 *
 * Its methods throw ObuilderError `image-invalid` for what no archive should hold, and `store-full`.
 */
function createUnpacker({ rootfs, whiteouts }) {
    const specials = new SpecialEntries();
    const tree = new RootTree(rootfs, (path, wasDirectory) => specials.forget(path, wasDirectory));
    const writeBack = new WriteBack(rootfs);
    // Only root gives files to others, and then the root directory is root's.
    if (process.geteuid?.() === 0)
        (0,external_node_fs_.lchownSync)(tree.at(''), 0, 0);
    (0,external_node_fs_.chmodSync)(tree.at(''), 0o755);
    const onEntry = (entry) => {
        try {
            if (!(whiteouts && isWhiteout(entry.path)))
                return guard(entry, writeEntry(tree, specials, entry));
            applyWhiteout(tree, entry.path);
            return undefined;
        }
        catch (error) {
            throw (0,invalid/* within */.ux)(`entry "${(0,tar_header/* show */.WU)(entry.path)}"`, error);
        }
    };
    const layer = () => {
        tree.beginLayer();
        const reader = new tar_reader/* TarReader */.R(onEntry);
        return {
            write: (chunk) => {
                reader.write(chunk);
                writeBack.add(chunk.length);
            },
            end: async () => {
                reader.end();
                await specials.apply(rootfs);
            },
            abandon: () => reader.abandon(),
        };
    };
    const end = async () => {
        tree.applyTimes();
        await writeBack.end();
    };
    return { layer, end };
}
function guard(entry, sink) {
    if (sink === undefined)
        return undefined;
    const named = (action) => {
        try {
            action();
        }
        catch (error) {
            throw (0,invalid/* within */.ux)(`entry "${(0,tar_header/* show */.WU)(entry.path)}"`, error);
        }
    };
    return {
        ...sink,
        write: (chunk) => named(() => sink.write(chunk)),
        ...(sink.hole && { hole: (bytes) => named(() => sink.hole?.(bytes)) }),
        end: () => named(() => sink.end()),
    };
}


/***/ })

};
