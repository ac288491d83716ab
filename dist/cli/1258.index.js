export const id = 1258;
export const ids = [1258];
export const modules = {

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

/***/ 1258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  serveFiles: () => (/* binding */ serveFiles)
});

// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/js/host/opened-file.js
var opened_file = __webpack_require__(4011);
// EXTERNAL MODULE: ./build/js/tree/directory.js
var directory = __webpack_require__(6492);
// EXTERNAL MODULE: ./build/js/tree/manifest.js + 4 modules
var tree_manifest = __webpack_require__(1315);
// EXTERNAL MODULE: ./build/js/tree/source.js
var source = __webpack_require__(2026);
// EXTERNAL MODULE: ./build/js/tree/digest.js
var digest = __webpack_require__(8379);
// EXTERNAL MODULE: ./build/js/tree/origin.js
var tree_origin = __webpack_require__(3673);
// EXTERNAL MODULE: ./build/js/tree/pace.js
var tree_pace = __webpack_require__(7648);
// EXTERNAL MODULE: ./build/js/tree/refused.js
var refused = __webpack_require__(747);
;// CONCATENATED MODULE: ./build/js/reader/contents.js





/** A batch is given when this much is in it. */
const ENOUGH_BYTES = 1024 ** 2;
const ENOUGH_FILES = 256;
/**
 * The content of all small files of a manifest, in order. Whoever gets the content checks it: here a file that changed is given
 * as it is, and what was read with the manifest is given without another look.
 */
async function* smallContents({ root, manifest, sources }, signal) {
    const pace = (0,tree_pace/* makePace */.k)(signal);
    const origin = (0,tree_origin/* openOrigin */.N)(root);
    let batch = emptyBatch();
    try {
        for (const [index, entry] of manifest.entries.entries()) {
            if (entry.kind !== 'file' || entry.size === 0 || entry.size > digest/* SMALL */.o5)
                continue;
            if (pace.isDue())
                await pace.pause();
            const bytes = sources.takeBytes(entry) ?? smallContent(origin, entry);
            batch.pieces.push([index, bytes.length]);
            batch.bytes.push(bytes);
            batch.length += bytes.length;
            if (batch.length < ENOUGH_BYTES && batch.pieces.length < ENOUGH_FILES)
                continue;
            yield batch;
            batch = emptyBatch();
        }
        yield batch;
    }
    finally {
        origin.close();
    }
}
/** The content of one large file. */
async function* largeContents(kept, { index, signal }) {
    const descriptor = holdFile(kept, index);
    try {
        const chunks = (0,digest/* chunksOf */.U_)(descriptor, { size: entryOf(kept, index).size, pace: (0,tree_pace/* makePace */.k)(signal) });
        // Copies, since the chunks are used again while these are on their way.
        for await (const chunk of chunks)
            yield { pieces: [[index, chunk.length]], bytes: [Buffer.from(chunk)] };
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
/** A descriptor of a file. @throws ObuilderError `copy-refused` where the file is gone or is no file any more */
function holdFile(kept, index) {
    const entry = entryOf(kept, index);
    const origin = (0,tree_origin/* openOrigin */.N)(kept.root);
    try {
        return openFile(origin, entry);
    }
    finally {
        origin.close();
    }
}
function entryOf({ manifest }, index) {
    const entry = manifest.entries[index];
    if (entry?.kind !== 'file')
        throw new Error(`entry ${index} is no file`);
    return entry;
}
function emptyBatch() {
    const pieces = [];
    const bytes = [];
    return { pieces, bytes, length: 0 };
}
function smallContent(origin, entry) {
    const descriptor = openFile(origin, entry);
    try {
        return (0,digest/* readAll */.yw)(descriptor, entry.size);
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
/** @throws ObuilderError `copy-refused` where the file is gone or the way to the file is another one */
function openFile(origin, { from }) {
    let descriptor;
    try {
        descriptor = origin.openFile(from);
        if ((0,external_node_fs_.fstatSync)(descriptor).isFile())
            return descriptor;
        throw (0,refused/* changed */.tD)(from, refused/* SOURCE */.u2);
    }
    catch (error) {
        if (descriptor !== undefined)
            (0,external_node_fs_.closeSync)(descriptor);
        throw (0,refused/* readError */.lS)(error, from, refused/* SOURCE */.u2);
    }
}

;// CONCATENATED MODULE: ./build/js/reader/operations.js






/** The operations of a reader, with what they keep between two messages. The worker that asks is trusted. */
function operations() {
    const table = { ...treeOperations(), ...fileOperations(), helper };
    return async ({ operation, ask }, signal) => {
        const operate = table[operation];
        return await operate(ask, signal);
    };
}
/** Things by number. */
function numbered() {
    const things = new Map();
    let last = 0;
    return {
        add(thing) {
            last += 1;
            things.set(last, thing);
            return last;
        },
        get(number) {
            const thing = things.get(number);
            if (thing === undefined)
                throw new Error(`there is no ${number}`);
            return thing;
        },
        remove: (number) => things.delete(number),
    };
}
const streams = numbered();
function addStream(make) {
    const controller = new AbortController();
    const parts = make(controller.signal);
    return { answer: { stream: streams.add({ parts, controller }) } };
}
const next = async ({ stream }) => {
    const { value, done } = await streams.get(stream).parts.next();
    if (done)
        return { answer: { done: true } };
    return value instanceof Uint8Array
        ? { answer: {}, bytes: [value] }
        : { answer: { pieces: value.pieces }, bytes: value.bytes };
};
const leave = async ({ stream }) => {
    const { parts, controller } = streams.get(stream);
    streams.remove(stream);
    controller.abort();
    await parts.return(undefined);
    return { answer: {} };
};
function treeOperations() {
    const sources = (0,source/* makeSources */.d)();
    const kept = numbered();
    return {
        next,
        leave,
        manifest: async ({ request, records }, signal) => {
            let fresh;
            const memo = {
                recall: () => records,
                remember: (_kind, _key, value) => {
                    fresh = value;
                },
            };
            const manifest = await (0,tree_manifest/* readManifest */.W)({ ...request, memo, signal }, sources);
            const number = kept.add({ root: request.root, manifest, sources });
            return { answer: { kept: number, manifest, ...(fresh === undefined ? {} : { records: fresh }) } };
        },
        contents: ({ kept: number, index }) => addStream((signal) => index === undefined
            ? smallContents(kept.get(number), signal)
            : largeContents(kept.get(number), { index, signal })),
        hold: (ask) => ({ answer: { descriptor: holdFile(kept.get(ask.kept), ask.index) } }),
        release: ({ descriptor }) => {
            (0,external_node_fs_.closeSync)(descriptor);
            return { answer: {} };
        },
    };
}
function fileOperations() {
    const files = numbered();
    return {
        open: (place) => {
            const opened = openPlace(place);
            const { kind, identity, size } = opened;
            return { answer: { file: files.add(opened), kind, identity, size } };
        },
        read: async ({ file, position, length }) => ({
            answer: {},
            bytes: [await files.get(file).read(position, length)],
        }),
        identify: async ({ file }) => ({ answer: await files.get(file).identifyTree() }),
        archive: ({ file }) => addStream((signal) => files.get(file).archive(signal)),
        close: async ({ file }) => {
            const opened = files.get(file);
            files.remove(file);
            await opened.close();
            return { answer: {} };
        },
    };
}
/** Below `below` each directory is opened from the one before, so that no link leads anywhere else. */
function openPlace({ path, below }) {
    if (below === undefined)
        return (0,opened_file/* openHere */.P)(path, { name: path, followLinks: true });
    const names = path
        .slice(below.length)
        .split('/')
        .filter((name) => name !== '');
    if (names.includes('..'))
        throw new Error(`"${path}" is not a resolved path`);
    const last = names.pop() ?? '.';
    const opened = [(0,directory/* openRoot */.R8)(below)];
    try {
        for (const name of names) {
            const parent = opened.at(-1);
            if (parent !== undefined)
                opened.push(parent.openDirectory(name));
        }
        return (0,opened_file/* openHere */.P)(opened.at(-1)?.at(last) ?? '', { name: path, followLinks: false });
    }
    finally {
        for (const directory of opened)
            directory.close();
    }
}
const helper = async ({ name, server, env }) => {
    const { askCredentialHelper } = await __webpack_require__.e(/* import() */ 2941).then(__webpack_require__.bind(__webpack_require__, 2941));
    const output = await askCredentialHelper(name, { server, env });
    return { answer: output === undefined ? {} : { output } };
};

// EXTERNAL MODULE: ./build/js/reader/wire.js
var wire = __webpack_require__(3943);
;// CONCATENATED MODULE: ./build/js/reader/program.js



/**
 * Answers what the worker asks on stdin until stdin ends, with the rights that this process has. Everything that is asked
 * works at the same time but the parts of one stream.
 */
async function serveFiles() {
    const running = new Map();
    const operate = operations();
    const receive = async ({ head }) => {
        const { id, cancel } = head;
        if (typeof cancel === 'number')
            return running.get(cancel)?.abort();
        if (typeof id !== 'number')
            return;
        const controller = new AbortController();
        running.set(id, controller);
        try {
            const { answer, bytes } = await operate(head, controller.signal);
            await send({ id, answer }, bytes);
        }
        catch (error) {
            await send({ id, error: sentError(error) });
        }
        finally {
            running.delete(id);
        }
    };
    const decode = (0,wire/* decoder */.D)((message) => void receive(message));
    for await (const chunk of process.stdin)
        decode(chunk);
}
/** Settles when the bytes are no longer needed. */
function send(head, bytes) {
    const { stdout } = process;
    return new Promise((resolve, reject) => {
        stdout.cork();
        const pieces = (0,wire/* encode */.l)(head, bytes);
        for (const [index, piece] of pieces.entries())
            stdout.write(piece, index < pieces.length - 1 ? undefined : (error) => (error ? reject(error) : resolve()));
        stdout.uncork();
    });
}
function sentError(error) {
    const { message } = (0,errors/* asObuilderError */.xO)(error);
    if ((0,errors/* isObuilderError */.LV)(error))
        return { message, code: error.code, value: error.value, hint: error.hint };
    const system = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    return { message, system };
}


/***/ }),

/***/ 3943:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ decoder),
/* harmony export */   l: () => (/* binding */ encode)
/* harmony export */ });
const LENGTHS = 8;
/** A context of a million files has a manifest of this size. */
const LARGEST_HEAD = 256 * 1024 ** 2;
/** What a reader gives at once is smaller than this. */
const LARGEST_BYTES = 8 * 1024 ** 2;
/** A message as the pieces to write one after the other. */
function encode(head, bytes = []) {
    const text = Buffer.from(JSON.stringify(head));
    const lengths = Buffer.allocUnsafe(LENGTHS);
    lengths.writeUInt32LE(text.length, 0);
    lengths.writeUInt32LE(bytes.reduce((sum, { length }) => sum + length, 0), 4);
    return [lengths, text, ...bytes];
}
/**
 * Takes a stream in any pieces and gives the messages in it.
 *
 * @throws Error from the returned function for lengths beyond the bounds, and for a head that is no JSON object
 */
function decoder(onMessage) {
    let chunks = [];
    let held = 0;
    let wanted = LENGTHS;
    return (chunk) => {
        chunks.push(chunk);
        held += chunk.length;
        while (held >= wanted) {
            const all = chunks.length === 1 ? chunk : Buffer.concat(chunks, held);
            const { used, next } = takeMessages(all, onMessage);
            chunks = used === all.length ? [] : [all.subarray(used)];
            held = all.length - used;
            wanted = next;
        }
    };
}
/** Gives every whole message of `all`; tells what was used, and how many bytes the next one needs. */
function takeMessages(all, onMessage) {
    let used = 0;
    for (;;) {
        const rest = all.length - used;
        if (rest < LENGTHS)
            return { used, next: LENGTHS };
        const ofHead = all.readUInt32LE(used);
        const ofBytes = all.readUInt32LE(used + 4);
        if (ofHead > LARGEST_HEAD || ofBytes > LARGEST_BYTES)
            throw new Error('a message is too large');
        const whole = LENGTHS + ofHead + ofBytes;
        if (rest < whole)
            return { used, next: whole };
        const start = used + LENGTHS;
        const head = JSON.parse(all.toString('utf8', start, start + ofHead));
        if (typeof head !== 'object' || head === null)
            throw new Error('a message is no object');
        used += whole;
        onMessage({ head: { ...head }, bytes: all.subarray(start + ofHead, used) });
    }
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
