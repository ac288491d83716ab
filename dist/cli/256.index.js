export const id = 256;
export const ids = [256,7535,8369];
export const modules = {

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

/***/ 7535:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readFacts: () => (/* binding */ readFacts)
/* harmony export */ });
/* harmony import */ var _config_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1128);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2175);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3235);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3295);




/** An index may hold indexes; deeper than this nobody nests them. */
const DEEPEST = 4;
/**
 * Goes from an index or a manifest to the facts of this platform's image.
 * @throws ObuilderError `image-invalid`, and what the source throws
 */
async function readFacts(digest, { source, platform }) {
    let current = digest;
    for (let depth = 0; depth < DEEPEST; depth += 1) {
        const what = `manifest ${current}`;
        const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(await source.readManifest(current), what);
        if (manifest.kind === 'index') {
            current = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .choosePlatform */ .xV)(manifest.manifests, platform, what).digest;
            continue;
        }
        const { config, layers } = manifest;
        if (config.size > _config_js__WEBPACK_IMPORTED_MODULE_0__/* .LARGEST_CONFIG */ .U)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_2__/* .imageInvalid */ .lC)(`the config of ${what} is larger than ${_config_js__WEBPACK_IMPORTED_MODULE_0__/* .LARGEST_CONFIG */ .U} bytes`);
        const bytes = await source.readConfig(config.digest, _config_js__WEBPACK_IMPORTED_MODULE_0__/* .LARGEST_CONFIG */ .U);
        return (0,_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .joinFacts */ .gN)(current, layers, (0,_config_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConfig */ .o)(bytes, `config ${config.digest}`));
    }
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_2__/* .imageInvalid */ .lC)(`${digest} is an index of indexes of indexes`);
}


/***/ }),

/***/ 3696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ blobName),
/* harmony export */   S: () => (/* binding */ readLayoutFacts)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4930);
/* harmony import */ var _facts_reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7535);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3235);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3295);




const TAG = 'org.opencontainers.image.ref.name';
function blobName(digest) {
    return `blobs/${digest.replace(':', '/')}`;
}
/** Finds an image in an OCI image layout (OCI image specification, image layout) and reads its facts. */
async function readLayoutFacts(files, request) {
    const { name, platform } = request;
    const index = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(await files.read('index.json', _manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .LARGEST_MANIFEST */ .$D), `index.json of ${name}`);
    const manifests = index.kind === 'index' ? index.manifests : [];
    const digest = request.digest ?? chooseImage(manifests, request).digest;
    const read = async (wanted, limit) => {
        const bytes = await files.read(blobName(wanted), limit);
        (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .verifyBytes */ .RV)(bytes, wanted, `blob ${wanted} of ${name}`);
        return bytes;
    };
    const source = { readManifest: (wanted) => read(wanted, _manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .LARGEST_MANIFEST */ .$D), readConfig: read };
    return await (0,_facts_reader_js__WEBPACK_IMPORTED_MODULE_1__.readFacts)(digest, { source, platform });
}
function chooseImage(manifests, request) {
    const { name, tag, platform } = request;
    const tags = manifests.flatMap(({ annotations }) => annotations[TAG] ?? []);
    const fitting = tag === undefined ? manifests : manifests.filter(({ annotations }) => annotations[TAG] === tag);
    const [first] = fitting;
    if (first === undefined) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_2__/* .imageUnavailable */ .I$)(tag === undefined ? `${name} has no image` : `${name} has no image tagged "${tag}"`, {
            value: tag ?? name,
            hint: tags.length === 0 ? 'Its images have no tags.' : `It has ${tags.join(', ')}.`,
        });
    }
    if (fitting.length === 1)
        return first;
    if (fitting.every((descriptor) => descriptor.platform) && new Set(tags).size <= 1) {
        return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .choosePlatform */ .xV)(fitting, platform, name);
    }
    throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_2__/* .imageInvalid */ .lC)(`${name} has ${fitting.length} images`, {
        value: name,
        hint: `Say which one: ${tags.length === 0 ? '@DIGEST' : `:TAG, with one of ${tags.join(', ')}`}.`,
    });
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


/***/ }),

/***/ 256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveLayout: () => (/* binding */ resolveLayout)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _host_user_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2836);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3696);
/* harmony import */ var _local_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(974);
/* harmony import */ var _local_name_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6503);
/* harmony import */ var _resolved_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8106);
/* harmony import */ var _sized_bytes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8369);







/** An image in a directory: `oci:DIR[:TAG]` or `oci:DIR@DIGEST`. */
async function resolveLayout(request) {
    const local = (0,_local_name_js__WEBPACK_IMPORTED_MODULE_4__/* .parseLocalName */ .s)(request.name, request.options.directory);
    const name = `oci:${request.name}`;
    const facts = await (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .readLayoutFacts */ .S)(directoryFiles(request, local.path), {
        ...local,
        name,
        platform: request.platform,
    });
    const source = {
        isRemote: false,
        isContentAddressed: true,
        open: (blob) => (0,_sized_bytes_js__WEBPACK_IMPORTED_MODULE_6__.sizedBytes)(streamFile(request, node_path__WEBPACK_IMPORTED_MODULE_0__.join(local.path, (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .blobName */ .P)(blob.digest)), blob.signal), blob),
    };
    return (0,_resolved_js__WEBPACK_IMPORTED_MODULE_5__/* .resolvedFrom */ .n)(facts, {
        name,
        request,
        load: async (options) => (await Promise.all(/* import() */[__webpack_require__.e(6031), __webpack_require__.e(4381), __webpack_require__.e(8301)]).then(__webpack_require__.bind(__webpack_require__, 8301))).loadLayers(source, facts.layers, options),
    });
}
async function* streamFile(request, file, signal) {
    const opened = await (0,_local_file_js__WEBPACK_IMPORTED_MODULE_3__/* .openLocal */ .qE)(request, (0,_local_file_js__WEBPACK_IMPORTED_MODULE_3__/* .placeOf */ .$t)(request, file), signal);
    try {
        yield* (0,_host_user_files_js__WEBPACK_IMPORTED_MODULE_1__/* .streamOf */ .m)(opened, { start: 0, signal });
    }
    finally {
        await opened.close();
    }
}
function directoryFiles(request, directory) {
    return {
        read: (name, limit) => {
            const file = node_path__WEBPACK_IMPORTED_MODULE_0__.join(directory, name);
            return (0,_local_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readLocal */ .iG)(request, (0,_local_file_js__WEBPACK_IMPORTED_MODULE_3__/* .placeOf */ .$t)(request, file), {
                limit,
                missing: 'An OCI image layout is a directory with index.json and blobs/.',
            });
        },
    };
}


/***/ }),

/***/ 8369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sizedBytes: () => (/* binding */ sizedBytes)
/* harmony export */ });
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3235);

/**
 * Passes a blob on and fails where it is longer or shorter than it should be.
 * @throws ObuilderError `image-invalid` with its digest
 */
async function* sizedBytes(bytes, { digest, size }) {
    let passed = 0;
    for await (const chunk of bytes) {
        passed += chunk.length;
        if (passed > size)
            throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`blob ${digest} is longer than the ${size} bytes that it should have`);
        yield chunk;
    }
    if (passed < size) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_0__/* .imageInvalid */ .lC)(`blob ${digest} ends after ${passed} of ${size} bytes`, { value: digest });
    }
}


/***/ })

};
