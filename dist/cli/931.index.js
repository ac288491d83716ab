export const id = 931;
export const ids = [931];
export const modules = {

/***/ 414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v: () => (/* binding */ resolveArchived)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./build/js/image/decompress.js
var decompress = __webpack_require__(8169);
// EXTERNAL MODULE: ./build/js/image/invalid.js
var invalid = __webpack_require__(3235);
// EXTERNAL MODULE: ./build/js/image/tar-header.js
var tar_header = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/js/image/tar-reader.js
var tar_reader = __webpack_require__(3415);
;// CONCATENATED MODULE: ./build/js/image/archive.js









const PIECE = 1024 * 1024;
const MOST_LINKS = 8;
/**
 * Opens an archive for reading members at random. A compressed one is decompressed into `scratch` first, where its file
 * stays.
 */
async function openArchive(file, scratch, signal) {
    try {
        const plain = await decompressed(file, scratch, signal);
        return archiveOf(plain, await indexMembers(plain));
    }
    catch (error) {
        throw (0,invalid/* within */.ux)(file, error);
    }
}
async function decompressed(file, scratch, signal) {
    const handle = await (0,promises_.open)(file);
    const head = Buffer.alloc(decompress/* MAGIC_LENGTH */.zN);
    const { bytesRead } = await handle.read(head, 0, decompress/* MAGIC_LENGTH */.zN, 0).finally(() => handle.close());
    const compression = (0,decompress/* detectCompression */.IR)(head.subarray(0, bytesRead));
    if (compression === 'none')
        return file;
    const plain = external_node_path_.join(scratch, 'archive.tar');
    const streams = [
        (0,external_node_fs_.createReadStream)(file),
        (0,decompress/* createDecompressor */.Li)(compression),
        (0,external_node_fs_.createWriteStream)(plain),
    ];
    await (0,external_node_stream_promises_.pipeline)(...streams, signal ? { signal } : {});
    return plain;
}
/** Reads the headers only. */
async function indexMembers(file) {
    const members = new Map();
    let position = 0;
    let consumed = 0;
    const onEntry = (entry) => {
        const name = memberName(entry.path);
        // The body starts behind what the reader has taken; it tells so by what it does not want.
        if (entry.kind === 'file')
            members.set(name, { kind: 'file', at: -1, size: entry.size });
        if (entry.kind === 'symlink')
            members.set(name, { kind: 'link', target: linkName(name, entry.target) });
        if (entry.kind === 'link')
            members.set(name, { kind: 'link', target: memberName(entry.target) });
        last = entry.kind === 'file' ? name : undefined;
        return undefined;
    };
    let last;
    const reader = new tar_reader/* TarReader */.R(onEntry);
    const handle = await (0,promises_.open)(file);
    const block = Buffer.alloc(512);
    try {
        for (;;) {
            const { bytesRead } = await handle.read(block, 0, block.length, position);
            if (bytesRead === 0)
                break;
            reader.write(block.subarray(0, bytesRead));
            position += bytesRead;
            const member = last === undefined ? undefined : members.get(last);
            if (last !== undefined && member?.kind === 'file')
                members.set(last, { ...member, at: position });
            last = undefined;
            consumed = reader.unwanted;
            reader.skip(consumed);
            position += consumed;
        }
        if (position > (await handle.stat()).size)
            throw (0,invalid/* imageInvalid */.lC)('the archive ends in the middle of a file');
        reader.end();
    }
    finally {
        await handle.close();
    }
    return members;
}
function memberName(name) {
    return external_node_path_.posix.normalize((0,tar_header/* show */.WU)(name)).replace(/^\/+/, '');
}
function linkName(from, target) {
    return memberName(external_node_path_.posix.join(external_node_path_.posix.dirname(from), target));
}
function archiveOf(file, members) {
    const find = (name) => {
        let member = members.get(memberName(name));
        for (let links = 0; member?.kind === 'link' && links < MOST_LINKS; links += 1)
            member = members.get(member.target);
        return member?.kind === 'file' ? member : undefined;
    };
    const need = (name) => {
        const member = find(name);
        if (member !== undefined)
            return member;
        throw (0,invalid/* imageInvalid */.lC)(`${file} has no file ${name}`, { value: name });
    };
    return {
        has: (name) => find(name) !== undefined,
        size: (name) => need(name).size,
        read: async (name, limit) => {
            const member = need(name);
            if (member.size > limit)
                throw (0,invalid/* imageInvalid */.lC)(`${name} of ${file} is larger than ${limit} bytes`);
            const handle = await (0,promises_.open)(file);
            try {
                const bytes = Buffer.alloc(member.size);
                const { bytesRead } = await handle.read(bytes, 0, member.size, member.at);
                return bytes.subarray(0, bytesRead);
            }
            finally {
                await handle.close();
            }
        },
        stream: async function* (name, signal) {
            const { at, size } = need(name);
            if (size === 0)
                return;
            const options = { start: at, end: at + size - 1, highWaterMark: PIECE, signal };
            for await (const chunk of external_node_stream_.Readable.from((0,external_node_fs_.createReadStream)(file, options)))
                yield chunk;
        },
    };
}

// EXTERNAL MODULE: ./build/js/image/file-identity.js
var file_identity = __webpack_require__(3603);
// EXTERNAL MODULE: ./build/js/image/platform.js
var platform = __webpack_require__(5593);
// EXTERNAL MODULE: ./build/js/image/resolved.js
var resolved = __webpack_require__(8106);
;// CONCATENATED MODULE: ./build/js/image/archived.js







const KIND = 'image-archive-1';
/** An image in one file. What was read of it is remembered until the file changes. */
async function resolveArchived(request, { form, local }) {
    const { memo } = request.settings;
    const name = `${form.prefix}${request.name}`;
    const key = `${name} ${local.path} ${(0,file_identity/* identityOf */.c)((0,file_identity/* statSource */.u)(local.path))} ${(0,platform/* formatPlatform */.Bq)(request.platform)}`;
    const known = memo.recall(KIND, key);
    const facts = known === undefined ? await readOnce(request, { form, local }) : JSON.parse(known);
    if (known === undefined)
        memo.remember(KIND, key, JSON.stringify(facts));
    const load = async (options) => {
        const { loadLayers } = await Promise.all(/* import() */[__webpack_require__.e(381), __webpack_require__.e(301)]).then(__webpack_require__.bind(__webpack_require__, 8301));
        const archive = await openArchive(local.path, options.scratch, options.signal);
        const { isContentAddressed } = form;
        const open = (blob) => form.open(archive, blob);
        const source = { isRemote: false, isContentAddressed, open };
        await loadLayers(source, facts.layers, options);
    };
    return (0,resolved/* resolvedFrom */.n)(facts, { name, request, load });
}
async function readOnce(request, { form, local }) {
    const scratch = (0,external_node_fs_.mkdtempSync)(external_node_path_.join((0,external_node_os_.tmpdir)(), 'obuilder-archive-'));
    try {
        const archive = await openArchive(local.path, scratch, request.options.signal);
        return await form.readFacts(archive, request, local);
    }
    finally {
        (0,external_node_fs_.rmSync)(scratch, { recursive: true, force: true });
    }
}


/***/ }),

/***/ 1128:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ LARGEST_CONFIG),
/* harmony export */   o: () => (/* binding */ parseConfig)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4930);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3235);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3295);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5593);




/** Far above any real config; its history is what makes one large. */
const LARGEST_CONFIG = 16 * 1024 * 1024;
/** Reads an image config: OCI image specification, image configuration. */
function parseConfig(bytes, what) {
    const json = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObject */ .lj)(bytes, what);
    const { config, rootfs, os, architecture, variant } = json;
    const diffIds = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(rootfs) ? rootfs['diff_ids'] : [];
    if (!Array.isArray(diffIds))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} has no list of layers`);
    const known = typeof os === 'string' && typeof architecture === 'string' && os !== '' && architecture !== '';
    return {
        environment: environmentOf((0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(config) ? config['Env'] : undefined),
        diffIds: diffIds.map((digest) => (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .checkDigest */ .H2)(digest, what)),
        platform: known
            ? (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)({ os, architecture, variant: typeof variant === 'string' ? variant : undefined })
            : undefined,
    };
}
function environmentOf(list) {
    const values = new Map();
    for (const item of Array.isArray(list) ? list : []) {
        if (typeof item !== 'string')
            continue;
        const equals = item.indexOf('=');
        if (equals > 0)
            values.set(item.slice(0, equals), item.slice(equals + 1));
    }
    return [...values];
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

/***/ 6503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ parseLocalName)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4930);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3235);



/**
 * Splits `PATH[:TAG]` or `PATH[@DIGEST]`, as containers/image reads it: a path ends at its first colon.
 * @throws ObuilderError `image-invalid` where there is no path
 */
function parseLocalName(text, directory) {
    const at = text.lastIndexOf('@');
    const digest = at >= 0 && (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(text.slice(at + 1)) ? text.slice(at + 1) : undefined;
    const rest = digest === undefined ? text : text.slice(0, at);
    const colon = rest.indexOf(':');
    const file = colon < 0 ? rest : rest.slice(0, colon);
    const tag = colon < 0 ? undefined : rest.slice(colon + 1);
    if (file === '') {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_2__/* .imageInvalid */ .lC)(`"${text}" names no file or directory`, {
            value: text,
            hint: 'Write a path after the colon.',
        });
    }
    return { path: node_path__WEBPACK_IMPORTED_MODULE_0__.resolve(directory, file), tag: tag === '' ? undefined : tag, digest };
}


/***/ }),

/***/ 3295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ LARGEST_MANIFEST),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   lj: () => (/* binding */ parseObject),
/* harmony export */   qO: () => (/* binding */ ACCEPT_MANIFESTS),
/* harmony export */   xV: () => (/* binding */ choosePlatform)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4930);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3235);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5593);



/** Registries refuse larger manifests too (OCI distribution specification: at least 4 MiB must be accepted). */
const LARGEST_MANIFEST = 4 * 1024 * 1024;
const MOST_LAYERS = 1000;
const MOST_MANIFESTS = 10_000;
const INDEX_TYPES = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
];
const IMAGE_TYPES = [
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
];
const CONFIG_TYPES = [
    'application/vnd.oci.image.config.v1+json',
    'application/vnd.docker.container.image.v1+json',
];
const LAYER_TYPE = /^application\/vnd\.(?:oci\.image\.layer\.v1\.tar|docker\.image\.rootfs\.diff\.tar)(?:[+.](?:gzip|zstd))?$/;
/** The value of an Accept header for everything that `parseManifest` reads. */
const ACCEPT_MANIFESTS = [...INDEX_TYPES, ...IMAGE_TYPES].join(', ');
/**
 * Reads an image manifest or an index, of OCI or of Docker's schema 2.
 * @throws ObuilderError `image-invalid` for anything else, which is told by its name where it has one
 */
function parseManifest(bytes, what) {
    const json = parseObject(bytes, what);
    const type = typeof json['mediaType'] === 'string' ? json['mediaType'] : '';
    if (json['schemaVersion'] === 1 || 'fsLayers' in json) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is of Docker's schema 1, which names its layers in a way that cannot be checked`, {
            hint: 'Push the image again with a current tool, or pin a newer version of it.',
        });
    }
    if (INDEX_TYPES.includes(type) || (type === '' && Array.isArray(json['manifests']))) {
        return { kind: 'index', manifests: descriptors(json['manifests'], what, MOST_MANIFESTS) };
    }
    if (IMAGE_TYPES.includes(type) || (type === '' && Array.isArray(json['layers']))) {
        return parseImage(json, what);
    }
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is of the type "${type}", which is no image`, { value: type });
}
function parseImage(json, what) {
    const config = parseDescriptor(json['config'], `the config of ${what}`);
    if (!CONFIG_TYPES.includes(config.mediaType)) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is an artifact of the type "${config.mediaType}", not an image`, {
            value: config.mediaType,
        });
    }
    const layers = descriptors(json['layers'], what, MOST_LAYERS);
    for (const layer of layers)
        checkLayerType(layer, what);
    return { kind: 'image', config, layers };
}
function checkLayerType({ mediaType, digest }, what) {
    if (LAYER_TYPE.test(mediaType))
        return;
    const foreign = /foreign|nondistributable/.test(mediaType);
    const problem = foreign
        ? 'is kept outside of the registry (a foreign layer)'
        : `is of the type "${mediaType}"`;
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`layer ${digest} of ${what} ${problem}, which is not supported`, { value: mediaType });
}
function descriptors(value, what, most) {
    if (!Array.isArray(value))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} lists nothing`);
    if (value.length > most)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} lists ${value.length} blobs; ${most} is the limit`);
    return value.map((item, index) => parseDescriptor(item, `entry ${index} of ${what}`));
}
function parseDescriptor(value, what) {
    if (!isObject(value))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is no descriptor`);
    const { mediaType, size, platform, annotations } = value;
    if (typeof mediaType !== 'string')
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} has no media type`);
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} has no valid size`);
    }
    return {
        mediaType,
        size,
        digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .checkDigest */ .H2)(value['digest'], what),
        platform: isObject(platform) ? parsePlatformObject(platform) : undefined,
        annotations: isObject(annotations) ? onlyStrings(annotations) : {},
    };
}
function parsePlatformObject(json) {
    const { os, architecture, variant } = onlyStrings(json);
    return { os: os ?? '', architecture: architecture ?? '', variant };
}
function onlyStrings(json) {
    return Object.fromEntries(Object.entries(json).filter((entry) => typeof entry[1] === 'string'));
}
/**
 * The entry of an index that runs best on `wanted`.
 * @throws ObuilderError `image-invalid` that lists what there is
 */
function choosePlatform(manifests, wanted, what) {
    let best;
    for (const descriptor of manifests) {
        const score = descriptor.platform && (0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .matchPlatform */ .h0)(wanted, descriptor.platform);
        if (score !== undefined && (best === undefined || score > best.score))
            best = { descriptor, score };
    }
    if (best !== undefined)
        return best.descriptor;
    const single = manifests.length === 1 ? manifests[0] : undefined;
    if (single !== undefined && single.platform === undefined)
        return single;
    const known = manifests.flatMap(({ platform }) => (platform ? [(0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform)] : []));
    const offered = [...new Set(known.filter((name) => !name.includes('unknown')))];
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is not made for ${(0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(wanted)}`, {
        value: (0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(wanted),
        hint: offered.length === 0 ? 'It names no platform.' : `It is made for ${offered.join(', ')}.`,
    });
}
/** @throws ObuilderError `image-invalid` unless `bytes` are a JSON object */
function parseObject(bytes, what) {
    let value;
    try {
        value = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch (cause) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is not JSON`, { cause });
    }
    if (!isObject(value))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is no JSON object`);
    return value;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
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
