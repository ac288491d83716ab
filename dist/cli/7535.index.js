export const id = 7535;
export const ids = [7535];
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
