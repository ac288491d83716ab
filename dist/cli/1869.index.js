export const id = 1869;
export const ids = [1869];
export const modules = {

/***/ 8033:
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
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./build/js/host/opened-file.js
var opened_file = __webpack_require__(4011);
// EXTERNAL MODULE: ./build/js/host/user-files.js
var user_files = __webpack_require__(2836);
// EXTERNAL MODULE: ./build/js/image/decompress.js
var decompress = __webpack_require__(8169);
// EXTERNAL MODULE: ./build/js/image/invalid.js
var invalid = __webpack_require__(3235);
// EXTERNAL MODULE: ./build/js/image/tar-header.js
var tar_header = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/js/image/tar-reader.js
var tar_reader = __webpack_require__(3415);
;// CONCATENATED MODULE: ./build/js/image/archive.js










const BLOCK = 512;
const MOST_LINKS = 8;
/**
 * Lends an archive for reading members at random. A compressed one is decompressed into `scratch` first, where its file
 * stays.
 */
async function withArchive(source, use) {
    const { file, opened } = source;
    let plain = opened;
    try {
        const members = await inFile(file, async () => {
            if (opened.kind === 'directory')
                throw (0,invalid/* imageInvalid */.lC)('it is a directory, not an archive');
            plain = (await decompressed(source)) ?? opened;
            return await indexMembers(plain, source.signal);
        });
        return await use(archiveOf(file, { plain, members }));
    }
    finally {
        if (plain !== opened)
            await plain.close();
    }
}
async function inFile(file, work) {
    try {
        return await work();
    }
    catch (error) {
        throw (0,invalid/* within */.ux)(file, error);
    }
}
/** Undefined where it is not compressed. */
async function decompressed({ opened, scratch, signal }) {
    const compression = (0,decompress/* detectCompression */.IR)(await opened.read(0, decompress/* MAGIC_LENGTH */.zN));
    if (compression === 'none')
        return undefined;
    const name = external_node_path_.join(scratch, 'archive.tar');
    const streams = [
        external_node_stream_.Readable.from((0,decompress/* piecesFor */.Vw)(compression, (0,user_files/* streamOf */.m)(opened, { start: 0, signal }))),
        (0,decompress/* createDecompressor */.Li)(compression),
        (0,external_node_fs_.createWriteStream)(name),
    ];
    await (0,promises_.pipeline)(...streams, signal ? { signal } : {});
    return (0,opened_file/* openHere */.P)(name, { name, followLinks: false });
}
/** Reads the headers only. */
async function indexMembers(file, signal) {
    const members = new Map();
    let position = 0;
    let consumed = 0;
    const onEntry = (entry) => {
        const name = memberName(entry.path);
        if (entry.sparse !== undefined)
            throw (0,invalid/* imageInvalid */.lC)(`its member "${name}" is stored as a sparse file`, { value: name });
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
    for (;;) {
        signal?.throwIfAborted();
        const block = await file.read(position, BLOCK);
        if (block.length === 0)
            break;
        reader.write(block);
        position += block.length;
        const member = last === undefined ? undefined : members.get(last);
        if (last !== undefined && member?.kind === 'file')
            members.set(last, { ...member, at: position });
        last = undefined;
        consumed = reader.unwanted;
        reader.skip(consumed);
        position += consumed;
    }
    if (position > file.size)
        throw (0,invalid/* imageInvalid */.lC)('the archive ends in the middle of a file');
    reader.end();
    return members;
}
function memberName(name) {
    return external_node_path_.posix.normalize((0,tar_header/* show */.WU)(name)).replace(/^\/+/, '');
}
function linkName(from, target) {
    return memberName(external_node_path_.posix.join(external_node_path_.posix.dirname(from), target));
}
function archiveOf(file, { plain, members }) {
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
            const parts = [];
            for await (const part of (0,user_files/* streamOf */.m)(plain, { start: member.at, length: member.size }))
                parts.push(part);
            return Buffer.concat(parts);
        },
        stream: async function* (name, signal) {
            const { at, size } = need(name);
            if (size === 0)
                return;
            yield* (0,user_files/* streamOf */.m)(plain, { start: at, length: size, signal });
        },
    };
}

// EXTERNAL MODULE: ./build/js/image/local-file.js
var local_file = __webpack_require__(974);
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
    const place = (0,local_file/* placeOf */.$t)(request, local.path);
    const facts = await (0,local_file/* withLocal */.eG)(request, place, async (opened) => {
        const key = `${name} ${local.path} ${opened.identity} ${(0,platform/* formatPlatform */.Bq)(request.platform)}`;
        const known = memo.recall(KIND, key);
        if (known !== undefined)
            return JSON.parse(known);
        const fresh = await readOnce(request, { form, local, opened });
        memo.remember(KIND, key, JSON.stringify(fresh));
        return fresh;
    });
    const load = async (options) => {
        const { loadLayers } = await Promise.all(/* import() */[__webpack_require__.e(4381), __webpack_require__.e(682)]).then(__webpack_require__.bind(__webpack_require__, 8301));
        const { isContentAddressed } = form;
        const { scratch, signal } = options;
        await (0,local_file/* withLocal */.eG)(request, place, (opened) => withArchive({ file: local.path, opened, scratch, signal }, async (archive) => {
            const open = (blob) => form.open(archive, blob);
            await loadLayers({ isRemote: false, isContentAddressed, open }, facts.layers, options);
        }));
    };
    return (0,resolved/* resolvedFrom */.n)(facts, { name, request, load });
}
async function readOnce(request, { form, local, opened }) {
    const scratch = (0,external_node_fs_.mkdtempSync)(external_node_path_.join((0,external_node_os_.tmpdir)(), 'obuilder-archive-'));
    const { signal } = request.options;
    try {
        return await withArchive({ file: local.path, opened, scratch, signal }, (archive) => form.readFacts(archive, request, local));
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
    // Go writes null for an empty list. That there are as many as layers is checked with the manifest.
    const diffIds = ((0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(rootfs) ? rootfs['diff_ids'] : undefined) ?? [];
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

/***/ 1869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveDockerArchive: () => (/* binding */ resolveDockerArchive)
/* harmony export */ });
/* harmony import */ var _archived_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8033);
/* harmony import */ var _config_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1128);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4930);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3235);
/* harmony import */ var _local_name_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6503);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3295);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4337);







/**
 * What `docker save` writes. Its layers have no digests of their own as files: the config has those of their content, so
 * the image's digest is the config's, and a layer is found again by its name in the archive.
 */
const form = {
    prefix: 'docker-archive:',
    isContentAddressed: false,
    readFacts,
    // The content is checked against its digest when it is unpacked.
    open: (archive, blob) => archive.stream(blob.digest, blob.signal),
};
/** An image in a file: `docker-archive:FILE[:REFERENCE]` or `docker-archive:FILE:@INDEX`. */
async function resolveDockerArchive(request) {
    return await (0,_archived_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveArchived */ .v)(request, {
        form,
        local: (0,_local_name_js__WEBPACK_IMPORTED_MODULE_4__/* .parseLocalName */ .s)(request.name, request.options.directory),
    });
}
async function readFacts(archive, request, local) {
    const name = `docker-archive:${request.name}`;
    const image = chooseImage(await readImages(archive, name), { wanted: local.tag, name });
    const bytes = await archive.read(image.config, _config_js__WEBPACK_IMPORTED_MODULE_1__/* .LARGEST_CONFIG */ .U);
    const digest = (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestOf */ .ol)(bytes);
    const named = /([0-9a-f]{64})(?:\.json)?$/.exec(image.config)?.[1];
    if (named !== undefined && digest !== `sha256:${named}`) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageInvalid */ .lC)(`the config ${image.config} of ${name} has the digest ${digest}`, {
            value: image.config,
        });
    }
    const { environment, platform, diffIds } = (0,_config_js__WEBPACK_IMPORTED_MODULE_1__/* .parseConfig */ .o)(bytes, `the config of ${name}`);
    if (diffIds.length !== image.layers.length) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageInvalid */ .lC)(`${name} has ${image.layers.length} layers and digests of ${diffIds.length}`);
    }
    const layers = image.layers.map((layer, index) => ({
        digest: layer,
        size: archive.size(layer),
        diffId: diffIds[index] ?? '',
    }));
    return { digest, environment, platform, layers };
}
async function readImages(archive, name) {
    const bytes = await archive.read('manifest.json', _manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .LARGEST_MANIFEST */ .$D);
    // An array, which is wrapped so that one reader does for all JSON.
    const { list } = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .parseObject */ .lj)(Buffer.concat([Buffer.from('{"list":'), bytes, Buffer.from('}')]), `manifest.json of ${name}`);
    const items = Array.isArray(list) ? list : [];
    return items.map((item) => {
        const { Config: config, RepoTags: tags, Layers } = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(item) ? item : {};
        // Go writes null for an empty list.
        const layers = Layers ?? [];
        if (typeof config !== 'string' || !isTexts(layers))
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageInvalid */ .lC)(`manifest.json of ${name} is malformed`);
        return { config, layers, tags: isTexts(tags) ? tags : [] };
    });
}
function isTexts(value) {
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
function chooseImage(images, { wanted, name }) {
    const isWanted = (image, index) => wanted === undefined || wanted === `@${index}` || image.tags.some((tag) => sameReference(tag, wanted));
    const fitting = images.filter(isWanted);
    const [first] = fitting;
    if (first !== undefined && fitting.length === 1)
        return first;
    const tags = images.flatMap((image, index) => (image.tags.length === 0 ? [`@${index}`] : image.tags));
    const hint = `It has ${tags.join(', ') || 'none'}.`;
    if (first === undefined)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageUnavailable */ .I$)(`${name} has no such image`, { value: wanted ?? name, hint });
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageInvalid */ .lC)(`${name} has ${fitting.length} images: say which one`, { value: name, hint });
}
function sameReference(one, other) {
    const full = (text) => (0,_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .formatReference */ .FH)((0,_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .parseReference */ .F2)(text));
    return one === other || full(one) === full(other);
}


/***/ }),

/***/ 974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   eG: () => (/* binding */ withLocal),
/* harmony export */   iG: () => (/* binding */ readLocal),
/* harmony export */   qE: () => (/* binding */ openLocal)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2027);
/* harmony import */ var _host_user_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2836);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3235);




/**
 * Where a local image is. The image of a user or a job is in the context, or in a directory that the owner of the machine allows,
 * and no link leads out of there. Root in a shell may name any file.
 *
 * @param file absolute
 * @throws ObuilderError `image-invalid`
 */
function placeOf({ name, settings, options }, file) {
    if (settings.files.user === undefined && !settings.isConfined)
        return { path: file };
    const allowed = [options.directory, ...(settings.imageDirectories ?? [])];
    const below = allowed.find((directory) => isInside(directory, file));
    if (below !== undefined)
        return { path: file, below };
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageInvalid */ .lC)(`${file} is not in the context, ${options.directory}`, {
        value: name,
        hint: 'Move the image into the context. Or let the owner of this machine add its directory to "image-directories" in ' +
            '/etc/obuilder-action.json.',
    });
}
function isInside(directory, file) {
    const way = node_path__WEBPACK_IMPORTED_MODULE_0__.relative(directory, file);
    return way !== '..' && !way.startsWith('../');
}
/** Opens a local image, or a file of one. @throws ObuilderError that names the file */
async function openLocal({ settings, options }, place, signal = options.signal) {
    try {
        return await settings.files.open(place, signal);
    }
    catch (error) {
        throw openError(error, place);
    }
}
/** Opens one for as long as `use` takes. */
async function withLocal(asked, place, use) {
    const file = await openLocal(asked, place);
    try {
        return await use(file);
    }
    finally {
        await file.close();
    }
}
/** The content of a regular file of an image. @throws ObuilderError that names the file, with the hint `missing` where it is not there */
async function readLocal({ settings, options }, place, { limit, missing }) {
    try {
        return await (0,_host_user_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readWhole */ .o)(settings.files, place, { limit, signal: options.signal });
    }
    catch (error) {
        throw openError(error, place, missing);
    }
}
const MISSING = 'Relative paths start at the context.';
function openError(error, { path: file }, missing = MISSING) {
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isObuilderError */ .LV)(error, 'cancelled') || (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .isAbort */ .rV)(error))
        return error;
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isObuilderError */ .LV)(error)) {
        const { message, value, hint } = error;
        return (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageInvalid */ .lC)(message, {
            value: value ?? file,
            ...(hint === undefined ? {} : { hint }),
            cause: error,
        });
    }
    const code = (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .systemCode */ .xU)(error);
    const details = { value: file, cause: error };
    if (code === 'ENOENT')
        return (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageUnavailable */ .I$)(`${file} is not there`, { ...details, hint: missing });
    if (code === 'ELOOP' || code === 'ENOTDIR')
        return (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageInvalid */ .lC)(`a part of ${file} is a link, or no directory`, {
            ...details,
            hint: 'Name the image by a path without links.',
        });
    return (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageInvalid */ .lC)(`${file} cannot be read (${code ?? String(error)})`, {
        ...details,
        hint: 'Make it readable for the user who builds.',
    });
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
/** The last ones stand in images that old tools pushed, which Docker and containerd still pull; an empty one is Go's absent text. */
const CONFIG_TYPES = [
    'application/vnd.oci.image.config.v1+json',
    'application/vnd.docker.container.image.v1+json',
    'application/octet-stream',
    'application/json',
    'text/html',
    '',
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
    if (INDEX_TYPES.includes(type) || (type === '' && isList(json['manifests']))) {
        return { kind: 'index', manifests: descriptors(json['manifests'], what, MOST_MANIFESTS) };
    }
    if (IMAGE_TYPES.includes(type) || (type === '' && 'config' in json)) {
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
/** Go writes null for an empty list. */
const isList = (value) => Array.isArray(value) || value === null;
function descriptors(value, what, most) {
    if (value === null || value === undefined)
        return [];
    if (!Array.isArray(value))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} lists nothing`);
    if (value.length > most)
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} lists ${value.length} blobs; ${most} is the limit`);
    return value.map((item, index) => parseDescriptor(item, `entry ${index} of ${what}`));
}
function parseDescriptor(value, what) {
    if (!isObject(value))
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is no descriptor`);
    const { size, platform, annotations } = value;
    const mediaType = value['mediaType'] ?? '';
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
/** Undefined for an object that says nothing. */
function parsePlatformObject(json) {
    const { os, architecture, variant } = onlyStrings(json);
    if (!os && !architecture)
        return undefined;
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
    const [single, ...others] = manifests.filter(isImage);
    if (single !== undefined && others.length === 0 && single.platform === undefined)
        return single;
    const known = manifests.flatMap(({ platform }) => (platform ? [(0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform)] : []));
    const offered = [...new Set(known.filter((name) => !name.includes('unknown')))];
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_1__/* .imageInvalid */ .lC)(`${what} is not made for ${(0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(wanted)}`, {
        value: (0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(wanted),
        hint: offered.length === 0 ? 'It names no platform.' : `It is made for ${offered.join(', ')}.`,
    });
}
/** BuildKit lists attestations of an image beside it, for the platform `unknown/unknown`. */
function isImage({ annotations, platform }) {
    return annotations['vnd.docker.reference.type'] === undefined && platform?.os !== 'unknown';
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


/***/ })

};
