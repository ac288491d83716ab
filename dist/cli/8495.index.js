export const id = 8495;
export const ids = [8495];
export const modules = {

/***/ 1198:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {

module.exports = __webpack_require__.p + "a92f6fc62d48f8739a02.js";

/***/ }),

/***/ 8495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   inflateInThread: () => (/* binding */ inflateInThread)
/* harmony export */ });
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5919);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4930);
/* harmony import */ var _zstd_frames_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6624);



/** Memory that both threads see is written anew again and again: fresh pieces would cost page faults and collections. */
const OUTPUT = { slots: 8, bytes: 1024 * 1024 };
/** As much as comes from a fast registry while the thread starts: what is read then need not be read while files are written. */
const INPUT = { slots: 64, bytes: 256 * 1024 };
/**
 * Undoes the compression in a thread of its own, which also hashes what comes in and the content. Reads `bytes` to their end,
 * also behind the end of the compressed content.
 * @throws ObuilderError `image-invalid` when a digest is another, and whatever `sink` throws
 */
async function inflateInThread(bytes, { compression, digests, sink }) {
    const [input, output] = [sharedSlots(INPUT), sharedSlots(OUTPUT)];
    const algorithms = {
        blob: digests.blob && (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .algorithmOf */ .Hy)(digests.blob),
        content: digests.content && (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .algorithmOf */ .Hy)(digests.content),
    };
    const workerData = { compression, algorithms, input, output };
    const thread = new node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.Worker(new URL(/* asset import */ __webpack_require__(1198), __webpack_require__.b), { workerData });
    const tell = (message) => thread.postMessage(message);
    const feeder = new Feeder(input, tell);
    const end = new Promise((resolve, reject) => {
        thread.on('error', reject);
        thread.on('exit', () => reject(new Error('the thread that decompresses ended too soon')));
        thread.on('message', (message) => {
            try {
                if (message.kind === 'taken')
                    feeder.giveBack(message.slot);
                else if (message.kind === 'end')
                    resolve(message);
                else {
                    sink(Buffer.from(output[message.slot]?.buffer ?? new ArrayBuffer(), 0, message.length));
                    tell({ kind: 'free', slot: message.slot });
                }
            }
            catch (error) {
                reject(error);
            }
        });
    });
    try {
        const pieces = compression === 'zstd' ? (0,_zstd_frames_js__WEBPACK_IMPORTED_MODULE_2__/* .cutAtFrames */ .g)(bytes) : whole(bytes);
        const [found] = await Promise.all([end.finally(() => feeder.stop()), feeder.feed(pieces)]);
        if (digests.blob !== undefined)
            (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .expectDigest */ .w$)(found.blob, digests.blob, 'the blob');
        if (digests.content !== undefined)
            (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .expectDigest */ .w$)(found.content, digests.content, 'its content');
    }
    finally {
        await thread.terminate();
    }
}
function sharedSlots({ slots, bytes }) {
    return Array.from({ length: slots }, () => new Uint8Array(new SharedArrayBuffer(bytes)));
}
async function* whole(bytes) {
    for await (const chunk of bytes)
        yield { bytes: chunk, endsFrame: false };
}
/** Fills the input slots and sends them, as they come free. The decompressor gets no slot with parts of two frames. */
class Feeder {
    #slots;
    #tell;
    #free;
    #isStopped = false;
    #onChange;
    constructor(slots, tell) {
        this.#slots = slots;
        this.#tell = tell;
        this.#free = [...slots.keys()];
    }
    giveBack(slot) {
        this.#free.push(slot);
        this.#onChange?.();
    }
    /** From here on nobody wants the bytes; they are still read. */
    stop() {
        this.#isStopped = true;
        this.#onChange?.();
    }
    async feed(pieces) {
        let slot = await this.#take();
        let filled = 0;
        for await (const { bytes: chunk, endsFrame } of pieces) {
            for (let at = 0; at < chunk.length && !this.#isStopped;) {
                const space = this.#slots[slot]?.subarray(filled) ?? new Uint8Array();
                const part = chunk.subarray(at, at + space.length);
                space.set(part);
                filled += part.length;
                at += part.length;
                if (part.length < space.length)
                    break;
                this.#tell({ kind: 'input', slot, length: filled });
                slot = await this.#take();
                filled = 0;
            }
            if (!endsFrame || filled === 0 || this.#isStopped)
                continue;
            this.#tell({ kind: 'input', slot, length: filled });
            slot = await this.#take();
            filled = 0;
        }
        this.#tell({ kind: 'input', slot, length: filled });
        this.#tell({ kind: 'inputEnd' });
    }
    async #take() {
        for (;;) {
            const slot = this.#free.pop();
            if (slot !== undefined || this.#isStopped)
                return slot ?? 0;
            await new Promise((resolve) => {
                this.#onChange = resolve;
            });
        }
    }
}


/***/ })

};
