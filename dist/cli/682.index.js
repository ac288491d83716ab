export const id = 682;
export const ids = [682,8301];
export const modules = {

/***/ 8301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   loadLayers: () => (/* binding */ loadLayers)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6466);
/* harmony import */ var _invalid_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3235);
/* harmony import */ var _layer_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5506);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8421);
/* harmony import */ var _unpack_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1397);








/** Layers that are on their way at once, besides the one that is being unpacked. */
const MOST_AHEAD = 3;
/**
 * Writes the layers over each other into `rootfs`. A layer goes straight from the source into the tree; those after it
 * are fetched meanwhile into `scratch`, a few at a time.
 */
async function loadLayers(source, layers, options) {
    const failed = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
    const total = layers.reduce((sum, { size }) => sum + size, 0);
    const progress = (0,_progress_js__WEBPACK_IMPORTED_MODULE_7__/* .trackProgress */ .Z)(total, options.onProgress);
    const open = (layer) => progress.count(source.open({ ...layer, signal }));
    const ahead = new Ahead({ open, scratch: options.scratch, layers });
    const unpacker = (0,_unpack_js__WEBPACK_IMPORTED_MODULE_6__/* .createUnpacker */ .y)({ rootfs: options.rootfs, whiteouts: true });
    try {
        for (const [index, layer] of layers.entries()) {
            signal.throwIfAborted();
            if (source.isRemote)
                ahead.fetchFrom(index + 1);
            const bytes = (await ahead.take(index)) ?? open(layer);
            await (0,_layer_js__WEBPACK_IMPORTED_MODULE_5__/* .unpackLayer */ .y)(bytes, layer, { unpacker, checksBlob: source.isContentAddressed });
        }
        await unpacker.end();
        progress.end();
    }
    catch (error) {
        throw options.signal?.aborted ? (0,_invalid_js__WEBPACK_IMPORTED_MODULE_4__/* .within */ .ux)('the image', options.signal.reason) : error;
    }
    finally {
        failed.abort();
        await ahead.close();
    }
}
/** Layers that are fetched before their turn. */
class Ahead {
    #options;
    #files = new Map();
    #running = 0;
    #next = 0;
    constructor(options) {
        this.#options = options;
    }
    /** Begins as many fetches as are allowed, from the layer at `index` on. */
    fetchFrom(index) {
        this.#next = Math.max(this.#next, index);
        const { layers, scratch, open } = this.#options;
        for (let layer = layers[this.#next]; layer && this.#running < MOST_AHEAD && this.#files.size < 2 * MOST_AHEAD; layer = layers[this.#next]) {
            const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(scratch, `layer-${this.#next}`);
            this.#running += 1;
            const done = (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable.from(open(layer)), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)(file)).finally(() => {
                this.#running -= 1;
            });
            // Whoever takes the layer hears of it; until then it must not count as unhandled.
            done.catch(() => undefined);
            this.#files.set(this.#next, { file, done });
            this.#next += 1;
        }
    }
    /** The layer's bytes once they are here, or undefined where it is not on its way. */
    async take(index) {
        const fetched = this.#files.get(index);
        if (fetched === undefined)
            return undefined;
        await fetched.done;
        this.#files.delete(index);
        return readAndRemove(fetched.file);
    }
    /** Waits for what is on its way and leaves no file. */
    async close() {
        const files = [...this.#files.values()];
        await Promise.allSettled(files.map(({ done }) => done));
        for (const { file } of files)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(file, { force: true });
    }
}
async function* readAndRemove(file) {
    try {
        for await (const chunk of (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(file, { highWaterMark: 1024 * 1024 }))
            yield chunk;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(file, { force: true });
    }
}


/***/ })

};
