export const id = 562;
export const ids = [562,369];
export const modules = {

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

/***/ 9562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveOciArchive: () => (/* binding */ resolveOciArchive)
/* harmony export */ });
/* harmony import */ var _archived_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(414);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3696);
/* harmony import */ var _local_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6503);
/* harmony import */ var _sized_bytes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8369);




/** An OCI image layout in one tar file. */
const form = {
    prefix: 'oci-archive:',
    isContentAddressed: true,
    readFacts: (archive, { name, platform }, local) => (0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .readLayoutFacts */ .S)(archive, { ...local, name: `oci-archive:${name}`, platform }),
    open: (archive, blob) => (0,_sized_bytes_js__WEBPACK_IMPORTED_MODULE_3__.sizedBytes)(archive.stream((0,_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .blobName */ .P)(blob.digest), blob.signal), blob),
};
/** An image in a file: `oci-archive:FILE[:TAG]` or `oci-archive:FILE@DIGEST`. */
async function resolveOciArchive(request) {
    return await (0,_archived_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveArchived */ .v)(request, {
        form,
        local: (0,_local_name_js__WEBPACK_IMPORTED_MODULE_2__/* .parseLocalName */ .s)(request.name, request.options.directory),
    });
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
