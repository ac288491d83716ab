export const id = 869;
export const ids = [869];
export const modules = {

/***/ 1869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveDockerArchive: () => (/* binding */ resolveDockerArchive)
/* harmony export */ });
/* harmony import */ var _archived_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(414);
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
        const { Config: config, RepoTags: tags, Layers: layers } = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(item) ? item : {};
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


/***/ })

};
