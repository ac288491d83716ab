export const id = 5837;
export const ids = [5837];
export const modules = {

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

/***/ 5837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveRootfs: () => (/* binding */ resolveRootfs)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _host_user_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2836);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3235);
/* harmony import */ var _layer_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5506);
/* harmony import */ var _local_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(974);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5593);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8421);
/* harmony import */ var _unpack_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1397);









const KIND = 'image-rootfs-1';
/**
 * A root file system as it stands: `rootfs:DIR`, or a tar file of one (plain, gzip or zstd). The digest is that of the tar
 * file, or of the archive that GNU tar makes of the directory: paths, contents, modes, owners, times, links, devices and
 * attributes.
 */
async function resolveRootfs(request) {
    const { settings, options, platform } = request;
    if (request.name === '')
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .imageInvalid */ .lC)('rootfs: names no directory', { hint: 'Write rootfs:DIR or rootfs:FILE.tar.' });
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(options.directory, request.name);
    const place = (0,_local_file_js__WEBPACK_IMPORTED_MODULE_5__/* .placeOf */ .$t)(request, file);
    const { source, digest } = await (0,_local_file_js__WEBPACK_IMPORTED_MODULE_5__/* .withLocal */ .eG)(request, place, async (opened) => {
        const source = await sourceOf(opened);
        const known = settings.memo.recall(KIND, source.identity);
        const digest = known ?? (await computeDigest(bytesOf(opened, options.signal), file));
        if (known === undefined)
            settings.memo.remember(KIND, source.identity, digest);
        return { source, digest };
    });
    return {
        name: `rootfs:${request.name}`,
        digest,
        platform: (0,_platform_js__WEBPACK_IMPORTED_MODULE_6__/* .formatPlatform */ .Bq)(platform),
        environment: [],
        load: (load) => (0,_local_file_js__WEBPACK_IMPORTED_MODULE_5__/* .withLocal */ .eG)(request, place, (opened) => loadRootfs(opened, { bytes: source.bytes, digest, file, load })),
    };
}
async function sourceOf(opened) {
    if (opened.kind === 'directory')
        return await opened.identifyTree();
    return { identity: opened.identity, bytes: opened.size };
}
function bytesOf(opened, signal) {
    return opened.kind === 'directory' ? opened.archive(signal) : (0,_host_user_files_js__WEBPACK_IMPORTED_MODULE_2__/* .streamOf */ .m)(opened, { start: 0, signal });
}
async function computeDigest(bytes, file) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    try {
        for await (const chunk of bytes)
            hash.update(chunk);
    }
    catch (error) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .within */ .ux)(file, error);
    }
    return `sha256:${hash.digest('hex')}`;
}
async function loadRootfs(opened, { bytes, digest, file, load }) {
    const progress = (0,_progress_js__WEBPACK_IMPORTED_MODULE_8__/* .trackProgress */ .Z)(bytes, load.onProgress);
    const unpacker = (0,_unpack_js__WEBPACK_IMPORTED_MODULE_7__/* .createUnpacker */ .y)({ rootfs: load.rootfs, whiteouts: false });
    const layer = unpacker.layer();
    try {
        await (0,_layer_js__WEBPACK_IMPORTED_MODULE_4__/* .unpackBytes */ .U)(progress.count(bytesOf(opened, load.signal)), {
            size: bytes,
            digests: { blob: digest },
            sink: (chunk) => layer.write(chunk),
        });
        await layer.end();
    }
    catch (error) {
        throw (0,_invalid_js__WEBPACK_IMPORTED_MODULE_3__/* .within */ .ux)(file, error);
    }
    finally {
        layer.abandon();
    }
    await unpacker.end();
    progress.end();
}


/***/ })

};
