export const id = 537;
export const ids = [537];
export const modules = {

/***/ 4531:
/***/ ((module) => {

/*!
 * bytes
 * Copyright(c) 2012-2014 TJ Holowaychuk
 * Copyright(c) 2015 Jed Watson
 * MIT Licensed
 */



/**
 * Module exports.
 * @public
 */

module.exports = bytes;
module.exports.format = format;
module.exports.parse = parse;

/**
 * Module variables.
 * @private
 */

var formatThousandsRegExp = /\B(?=(\d{3})+(?!\d))/g;

var formatDecimalsRegExp = /(?:\.0*|(\.[^0]+)0+)$/;

var map = {
  b:  1,
  kb: 1 << 10,
  mb: 1 << 20,
  gb: 1 << 30,
  tb: Math.pow(1024, 4),
  pb: Math.pow(1024, 5),
};

var parseRegExp = /^((-|\+)?(\d+(?:\.\d+)?)) *(kb|mb|gb|tb|pb)$/i;

/**
 * Convert the given value in bytes into a string or parse to string to an integer in bytes.
 *
 * @param {string|number} value
 * @param {{
 *  case: [string],
 *  decimalPlaces: [number]
 *  fixedDecimals: [boolean]
 *  thousandsSeparator: [string]
 *  unitSeparator: [string]
 *  }} [options] bytes options.
 *
 * @returns {string|number|null}
 */

function bytes(value, options) {
  if (typeof value === 'string') {
    return parse(value);
  }

  if (typeof value === 'number') {
    return format(value, options);
  }

  return null;
}

/**
 * Format the given value in bytes into a string.
 *
 * If the value is negative, it is kept as such. If it is a float,
 * it is rounded.
 *
 * @param {number} value
 * @param {object} [options]
 * @param {number} [options.decimalPlaces=2]
 * @param {number} [options.fixedDecimals=false]
 * @param {string} [options.thousandsSeparator=]
 * @param {string} [options.unit=]
 * @param {string} [options.unitSeparator=]
 *
 * @returns {string|null}
 * @public
 */

function format(value, options) {
  if (!Number.isFinite(value)) {
    return null;
  }

  var mag = Math.abs(value);
  var thousandsSeparator = (options && options.thousandsSeparator) || '';
  var unitSeparator = (options && options.unitSeparator) || '';
  var decimalPlaces = (options && options.decimalPlaces !== undefined) ? options.decimalPlaces : 2;
  var fixedDecimals = Boolean(options && options.fixedDecimals);
  var unit = (options && options.unit) || '';

  if (!unit || !map[unit.toLowerCase()]) {
    if (mag >= map.pb) {
      unit = 'PB';
    } else if (mag >= map.tb) {
      unit = 'TB';
    } else if (mag >= map.gb) {
      unit = 'GB';
    } else if (mag >= map.mb) {
      unit = 'MB';
    } else if (mag >= map.kb) {
      unit = 'KB';
    } else {
      unit = 'B';
    }
  }

  var val = value / map[unit.toLowerCase()];
  var str = val.toFixed(decimalPlaces);

  if (!fixedDecimals) {
    str = str.replace(formatDecimalsRegExp, '$1');
  }

  if (thousandsSeparator) {
    str = str.split('.').map(function (s, i) {
      return i === 0
        ? s.replace(formatThousandsRegExp, thousandsSeparator)
        : s
    }).join('.');
  }

  return str + unitSeparator + unit;
}

/**
 * Parse the string value into an integer in bytes.
 *
 * If no unit is given, it is assumed the value is in bytes.
 *
 * @param {number|string} val
 *
 * @returns {number|null}
 * @public
 */

function parse(val) {
  if (typeof val === 'number' && !isNaN(val)) {
    return val;
  }

  if (typeof val !== 'string') {
    return null;
  }

  // Test if the string passed is valid
  var results = parseRegExp.exec(val);
  var floatValue;
  var unit = 'b';

  if (!results) {
    // Nothing could be extracted from the given string
    floatValue = parseInt(val, 10);
    unit = 'b'
  } else {
    // Retrieve the value and the unit
    floatValue = parseFloat(results[1]);
    unit = results[4].toLowerCase();
  }

  if (isNaN(floatValue)) {
    return null;
  }

  return Math.floor(map[unit] * floatValue);
}


/***/ }),

/***/ 7518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ buildFlags),
  m: () => (/* binding */ buildRequest)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/worker/user-settings.js

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
/** What the asking user has set up for reaching registries. It goes into the request, since sudo drops the variables. */
function userSettings(env) {
    const directory = env['DOCKER_CONFIG'] ?? (env['HOME'] === undefined ? undefined : external_node_path_.join(env['HOME'], '.docker'));
    const names = PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()]);
    const proxy = names.flatMap((name) => (env[name] ? [[name, env[name]]] : []));
    return {
        dockerConfig: directory === undefined ? undefined : external_node_path_.resolve(directory, 'config.json'),
        proxy: proxy.length === 0 ? undefined : Object.fromEntries(proxy),
    };
}

// EXTERNAL MODULE: ./build/js/cli/spec-file.js
var spec_file = __webpack_require__(4839);
// EXTERNAL MODULE: ./build/js/cli/store-flags.js + 1 modules
var store_flags = __webpack_require__(6099);
// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/build-flags.js







const POLICIES = ['auto', 'always', 'missing', 'never'];
const buildFlags = {
    ...store_flags/* storeFlags */.t,
    file: { type: 'string', short: 'f' },
    secret: { type: 'string', multiple: true },
    target: { type: 'string' },
    'no-cache': { type: 'boolean' },
    pull: { type: 'string' },
    'max-parallel': { type: 'string' },
    'cache-scope': { type: 'string' },
    json: { type: 'boolean' },
};
/** The request that the flags of `build` and `plan` ask for. @throws ObuilderError `input-invalid` naming the flag */
async function buildRequest(invocation) {
    const [context = '.', ...others] = invocation.positionals;
    if (others.length > 0)
        throw new errors/* ObuilderError */.Vy('input-invalid', `there is more than one context: ${others.join(', ')}`);
    return {
        version: 1,
        storeRequest: (0,store_flags/* storeRequest */.r)(invocation),
        spec: await (0,spec_file/* readSpecText */.v)((0,verb/* text */.Qq)(invocation, 'file')),
        context: external_node_path_.resolve(context),
        target: (0,verb/* text */.Qq)(invocation, 'target'),
        secrets: Object.fromEntries(await Promise.all((0,verb/* texts */.Te)(invocation, 'secret').map(readSecret))),
        masks: [],
        noCache: (0,verb/* isSet */.vM)(invocation, 'no-cache'),
        pull: pullPolicy((0,verb/* text */.Qq)(invocation, 'pull') ?? 'auto'),
        maxParallel: maxParallel((0,verb/* text */.Qq)(invocation, 'max-parallel')),
        cacheScope: (0,verb/* text */.Qq)(invocation, 'cache-scope') ?? '',
        ...userSettings(process.env),
    };
}
async function readSecret(flag) {
    const [, id, file] = /^([^:]+):(.+)$/s.exec(flag) ?? [];
    if (id === undefined || file === undefined) {
        throw new errors/* ObuilderError */.Vy('input-invalid', `--secret=${flag} is not of the form ID:FILE`, { value: flag });
    }
    const bytes = await (0,promises_.readFile)(file).catch((cause) => {
        const message = `the file ${file} of secret ${id} cannot be read (${cause.code})`;
        throw new errors/* ObuilderError */.Vy('input-invalid', message, { value: file, cause });
    });
    return [id, bytes.toString('base64')];
}
function pullPolicy(value) {
    const policy = POLICIES.find((name) => name === value);
    if (policy !== undefined)
        return policy;
    throw new errors/* ObuilderError */.Vy('input-invalid', `--pull=${value} is none of ${POLICIES.join(', ')}`, { value });
}
function maxParallel(value) {
    if (value === undefined)
        return undefined;
    if (/^[1-9][0-9]{0,3}$/.test(value))
        return Number(value);
    throw new errors/* ObuilderError */.Vy('input-invalid', `--max-parallel=${value} is not a number from 1 to 9999`, {
        value,
    });
}


/***/ }),

/***/ 2537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildVerb: () => (/* binding */ buildVerb)
});

;// CONCATENATED MODULE: ./build/js/report/error-text.js
/** An error for people: `FILE:LINE:COLUMN: what happened`, then the hint on a line of its own. No final newline. */
function errorText(error) {
    const place = error.at === undefined ? '' : `${error.at.file}:${error.at.line}:${error.at.column}: `;
    return `${place}${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`;
}

;// CONCATENATED MODULE: ./build/js/report/text.js
const ELLIPSIS = '…';
/** One line of untrusted text for a heading: control characters become blanks, and at most `limit` characters stay. */
function oneLine(text, limit = 200) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
    const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
    const characters = [...line];
    return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}${ELLIPSIS}`;
}
/** The last lines of a text, and how many lines before them were left out. */
function lastLines(text, limit) {
    const lines = text.replace(/\r?\n$/, '').split('\n');
    return { lines: lines.slice(-limit), left: Math.max(0, lines.length - limit) };
}

;// CONCATENATED MODULE: ./build/js/report/heading.js

/** `[3/7] (run (shell make))`, with the nested build's name before the operation of its steps. */
function heading({ step, number, total }) {
    const build = step.build.length === 0 ? '' : `${oneLine(step.build.join('/'), 60)}: `;
    return `[${number}/${total}] ${build}${oneLine(step.operation)}`;
}
const WORDS = (/* unused pure expression or super */ null && ([
    ['built', 'built'],
    ['cached', 'cached'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
    ['not-run', 'not run'],
]));
/** `3 built, 4 cached, 1 not run`: only what there is. */
function tally(steps) {
    const counts = WORDS.map(([outcome, word]) => ({
        word,
        count: steps.filter((step) => step.outcome === outcome).length,
    }));
    const present = counts.filter(({ count }) => count > 0);
    return present.length === 0 ? 'no steps' : present.map(({ word, count }) => `${count} ${word}`).join(', ');
}

;// CONCATENATED MODULE: ./build/js/report/words.js
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A duration for people, from seconds: `45 ms`, `0.4 s`, `12 s`, `3 m 12 s`, `2 h 5 m`. Never more than two units. */
function duration(seconds) {
    if (seconds < 0.095)
        return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < MINUTE)
        return `${whole} s`;
    if (whole < HOUR)
        return `${Math.floor(whole / MINUTE)} m ${whole % MINUTE} s`;
    return `${Math.floor(whole / HOUR)} h ${Math.floor((whole % HOUR) / MINUTE)} m`;
}
/** How long ago something was, in the largest unit that fits. A clock that went backwards gives `just now`. */
function ago(seconds) {
    if (seconds < 1)
        return 'just now';
    if (seconds < MINUTE)
        return `${Math.floor(seconds)} s ago`;
    if (seconds < HOUR)
        return `${Math.floor(seconds / MINUTE)} m ago`;
    if (seconds < DAY)
        return `${Math.floor(seconds / HOUR)} h ago`;
    return `${Math.floor(seconds / DAY)} d ago`;
}
/** An amount of bytes in decimal units: `312 kB`, `4.2 MB`. */
function amount(bytes) {
    if (bytes < 1e6)
        return `${Math.round(bytes / 1e3)} kB`;
    if (bytes < 1e9)
        return `${(bytes / 1e6).toFixed(1)} MB`;
    return `${(bytes / 1e9).toFixed(2)} GB`;
}
/** How a step ended, in words: `built in 3.2 s`, `cached (here, built 3 h ago, took 3 m 12 s)`, `not run`. */
function ending(step, end) {
    switch (end.outcome) {
        case 'built':
            return `${step.kind === 'from' ? 'fetched' : 'built'} in ${duration(end.seconds)}`;
        case 'cached':
            return cached(step, end);
        case 'failed':
            return `failed after ${duration(end.seconds)}`;
        case 'cancelled':
            return `cancelled after ${duration(end.seconds)}`;
        case 'not-run':
            return 'not run';
    }
}
function cached(step, { original, at }) {
    if (original === undefined)
        return 'cached';
    const where = original.source === 'built' ? 'here' : 'from elsewhere';
    const made = step.kind === 'from' ? 'fetched' : 'built';
    const age = ago((at - original.startedAt) / 1000 - original.seconds);
    return `cached (${where}, ${made} ${age}, took ${duration(original.seconds)})`;
}

;// CONCATENATED MODULE: ./build/js/report/progress.js

const SMALLEST_STRIDE = 32e6;
/**
 * Thins the progress of a long pull to at most some ten lines: one for each tenth of it, and none for less than 32 MB.
 * The function that it gives returns a line, or undefined where there is nothing worth telling.
 */
function thinProgress() {
    const told = new Map();
    return ({ step, doneBytes, totalBytes }) => {
        const stride = Math.max(SMALLEST_STRIDE, totalBytes / 10);
        const strides = Math.floor(doneBytes / stride);
        if (strides <= (told.get(step) ?? 0))
            return undefined;
        told.set(step, strides);
        if (totalBytes <= 0)
            return `fetched ${amount(doneBytes)}`;
        const percent = Math.min(100, Math.floor((100 * doneBytes) / totalBytes));
        return `fetched ${amount(doneBytes)} of ${amount(totalBytes)} (${percent} %)`;
    };
}

;// CONCATENATED MODULE: ./build/js/report/log-buffer.js
/** With a limit only the end of what was added is kept: at least `limit` characters, less than twice as many a chunk. */
function logBuffer(limit = Number.POSITIVE_INFINITY) {
    let chunks = [];
    let length = 0;
    function add(text) {
        if (text === '')
            return;
        const kept = text.length > limit ? text.slice(-limit) : text;
        chunks.push(kept);
        length += kept.length;
        while (chunks[0] !== undefined && length - chunks[0].length >= limit) {
            length -= chunks[0].length;
            chunks.shift();
        }
    }
    function take() {
        const text = chunks.join('');
        chunks = [];
        length = 0;
        return text;
    }
    return {
        get length() {
            return length;
        },
        add,
        take,
    };
}

;// CONCATENATED MODULE: ./build/js/report/open-step.js

const LONGEST_TAIL = 64 * 1024;
function openStep(numbered) {
    return {
        numbered,
        waiting: logBuffer(),
        tail: logBuffer(LONGEST_TAIL),
        started: false,
        shown: false,
        paused: false,
    };
}
/** What came since the last time, below a heading where there is none yet. */
function showLive(step) {
    const text = step.waiting.take();
    step.tail.add(text);
    const heading = step.shown
        ? []
        : [{ type: 'open', step: step.numbered, continued: step.paused }];
    step.shown = true;
    return text === '' ? heading : [...heading, { type: 'text', text }];
}
/** A step that has ended, to its end: with `end` in the heading unless that is on the screen already. */
function showWhole(step, end) {
    const live = step.shown;
    const heading = live
        ? []
        : [{ type: 'open', step: step.numbered, end, continued: step.paused }];
    const text = step.waiting.take();
    step.tail.add(text);
    const log = text === '' ? [] : [{ type: 'text', text }];
    return [...heading, ...log, { type: 'close', step: step.numbered, end, live, tail: step.tail.take() }];
}
/** Takes a step off the screen before its end. */
function pause(step) {
    if (!step.shown)
        return [];
    step.shown = false;
    step.paused = true;
    return [{ type: 'pause', step: step.numbered }];
}

;// CONCATENATED MODULE: ./build/js/report/queue.js

/** A step that waits with more characters than this is shown before its turn, to bound what is held. */
const LONGEST_WAITING_LOG = 8 * 1024 * 1024;
/** The step in the queue, at its end where it is new. */
function enter(queue, numbered) {
    const known = queue.steps.find((step) => step.numbered.number === numbered.number);
    if (known !== undefined)
        return known;
    const step = openStep(numbered);
    queue.steps = [...queue.steps, step];
    return step;
}
function start(queue, step) {
    step.started = true;
    if (queue.front !== undefined)
        return [];
    queue.front = step;
    return showLive(step);
}
function output(queue, step, text) {
    step.waiting.add(text);
    if (step === queue.front)
        return showLive(step);
    if (step.waiting.length <= LONGEST_WAITING_LOG)
        return [];
    const scenes = queue.front === undefined ? [] : pause(queue.front);
    queue.front = step;
    return [...scenes, ...showLive(step)];
}
/** Everything that has ended is shown unless another step is in front; then the oldest running one comes to the front. */
function end(queue, step, how) {
    step.end = how;
    if (queue.front !== undefined && queue.front !== step)
        return [];
    const scenes = shownFirst(queue.steps).flatMap((one) => one.end === undefined ? [] : showWhole(one, one.end));
    queue.steps = queue.steps.filter((one) => one.end === undefined);
    queue.front = queue.steps.find((one) => one.started);
    return queue.front === undefined ? scenes : [...scenes, ...showLive(queue.front)];
}
/** Empties the queue: whatever has not ended is shown as far as it came. */
function flush(queue) {
    const scenes = shownFirst(queue.steps).flatMap((step) => step.end === undefined ? [...showLive(step), ...pause(step)] : showWhole(step, step.end));
    queue.steps = [];
    queue.front = undefined;
    return scenes;
}
function shownFirst(steps) {
    return [...steps].sort((a, b) => Number(b.shown) - Number(a.shown));
}

;// CONCATENATED MODULE: ./build/js/report/sequence.js


/**
 * Puts the events of steps that run at the same time one after the other. One running step is in front and shown live;
 * the others are held. When the front has ended, those that have ended too are shown, in the order in which they were
 * first heard of, and the oldest running one becomes the front. So within one nested build the order of the spec is kept.
 * A step without a `step-start` (a cached one) is never in front: it is shown when its end is known. What was not run
 * comes last.
 */
function sequence() {
    let plan = [];
    let failureTold = false;
    const queue = { steps: [], front: undefined };
    const ended = new Set();
    const notRun = new Set();
    const progress = thinProgress();
    const numbered = (index) => ({
        step: plan[index] ?? unplanned(index),
        number: index + 1,
        total: Math.max(plan.length, index + 1),
    });
    function conclude(steps) {
        for (const { index, outcome } of steps)
            if (outcome === 'not-run' && !ended.has(index))
                notRun.add(index);
        const left = [...notRun].sort((a, b) => a - b);
        notRun.clear();
        return [...flush(queue), ...left.map((index) => ({ type: 'not-run', step: numbered(index) }))];
    }
    function ofStep(event) {
        if (ended.has(event.step))
            return [];
        if (event.type === 'step-end')
            ended.add(event.step);
        if (event.type === 'step-end' && event.outcome === 'not-run') {
            notRun.add(event.step);
            return [];
        }
        const step = enter(queue, numbered(event.step));
        switch (event.type) {
            case 'step-start':
                return start(queue, step);
            case 'output':
                return output(queue, step, event.text);
            case 'progress': {
                const line = queue.front === step ? progress(event) : undefined;
                return line === undefined ? [] : [{ type: 'progress', line }];
            }
            case 'step-end':
                failureTold ||= event.outcome === 'failed';
                return end(queue, step, event);
        }
    }
    function next(event) {
        switch (event.type) {
            case 'plan':
                plan = event.steps;
                return [];
            case 'warning':
                return [event];
            case 'done':
                return [...conclude(event.report.steps), event];
            case 'failed':
                return [...conclude(event.steps), { ...event, told: failureTold }];
            default:
                return ofStep(event);
        }
    }
    return { next, finish: () => conclude([]) };
}
/** For an event of a step that no plan named: shown all the same rather than lost. */
function unplanned(index) {
    const at = { file: '', line: 1, column: 1 };
    return { index, build: [], kind: 'run', operation: `step ${index + 1}`, workdir: '/', at };
}

;// CONCATENATED MODULE: ./build/js/report/reporter.js

function reporter(skin) {
    const { next, finish } = sequence();
    const show = (scenes) => scenes.map(skin).join('');
    return { event: (event) => show(next(event)), finish: () => show(finish()) };
}

;// CONCATENATED MODULE: ./build/js/report/terminal.js





/**
 * Plain text for a shell: a heading a step, its output as it is, a line that tells how it ended, and last `Got: "ID"` as
 * OBuilder prints it, so that programs which read that find it here too.
 */
function terminalReporter() {
    return reporter(terminalSkin());
}
function terminalSkin() {
    let atLineStart = true;
    const line = (text) => {
        const start = atLineStart ? '' : '\n';
        atLineStart = true;
        return `${start}${text}\n`;
    };
    return (scene) => {
        switch (scene.type) {
            case 'open':
                return line(`${title(scene.step)}${scene.continued ? ' (continued)' : ''}`);
            case 'text':
                atLineStart = scene.text.endsWith('\n');
                return scene.text;
            case 'progress':
                return line(`   ${scene.line}`);
            case 'pause':
                return atLineStart ? '' : line('').slice(0, 1);
            case 'close':
                return line(closing(scene));
            case 'not-run':
                return line(`${title(scene.step)}\n---> not run`);
            case 'warning':
                return line(`warning: ${errorText({ message: scene.message, at: scene.at })}`);
            case 'done':
                return line(`Got: "${scene.report.id}"`);
            case 'failed':
                return line(`error: ${errorText(scene.error)}`);
        }
    };
}
/** The heading with the working directory before the operation, as OBuilder has it. */
function title(numbered) {
    const { step } = numbered;
    if (step.kind === 'from')
        return heading(numbered);
    return heading({
        ...numbered,
        step: { ...step, operation: `${oneLine(step.workdir, 100)}: ${step.operation}` },
    });
}
function closing({ step, end }) {
    const id = end.id === undefined ? '' : ` "${end.id}"`;
    if (end.outcome === 'failed') {
        const why = end.error === undefined ? '' : `: ${oneLine(end.error.message, 1000)}`;
        return `---> ${ending(step.step, end)}${why}`;
    }
    return `---> ${ending(step.step, end)}${id}`;
}

// EXTERNAL MODULE: ./build/js/cli/build-flags.js + 1 modules
var build_flags = __webpack_require__(7518);
// EXTERNAL MODULE: ./build/js/cli/cancel.js
var cancel = __webpack_require__(5417);
// EXTERNAL MODULE: ./build/js/cli/output.js
var cli_output = __webpack_require__(330);
// EXTERNAL MODULE: ./build/js/cli/serve.js
var serve = __webpack_require__(6428);
// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/build.js






const buildVerb = {
    usage: 'build -f SPEC [CONTEXT] [--store=auto|DRIVER:DIR] [--secret=ID:FILE]… [--target=NAME] [--no-cache] [--json]',
    summary: 'Builds a spec and prints the log of every step; --json prints one JSON object last.',
    options: build_flags/* buildFlags */.A,
    needsRoot: true,
    run: async (invocation) => {
        const request = await (0,build_flags/* buildRequest */.m)(invocation);
        const { signal, stopListening } = (0,cancel/* cancelOnSignals */.d)();
        const { event, finish } = terminalReporter();
        const { write, flush } = (0,cli_output/* makeOutput */.I)();
        const report = await (0,serve/* serveBuild */.S)(request, { emit: (one) => write(event(one)), signal });
        write(finish());
        flush();
        stopListening();
        if (report === undefined)
            return signal.aborted ? 130 : 1;
        if ((0,verb/* isSet */.vM)(invocation, 'json'))
            process.stdout.write(`${JSON.stringify(summarize(report))}\n`);
        return 0;
    },
};
function summarize({ id, cacheHit, steps, outputs }) {
    return { id, cacheHit, steps, outputs };
}


/***/ }),

/***/ 5417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ cancelOnSignals)
/* harmony export */ });
/** A signal that fires when this process is asked to stop. */
function cancelOnSignals() {
    const controller = new AbortController();
    const cancel = () => controller.abort();
    const names = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const name of names)
        process.on(name, cancel);
    const stopListening = () => {
        for (const name of names)
            process.off(name, cancel);
    };
    return { signal: controller.signal, cancel, stopListening };
}


/***/ }),

/***/ 330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ makeOutput)
/* harmony export */ });
/** Text at this length is written at once, so that a long log takes no more memory than this. */
const LARGEST = 256 * 1024;
/**
 * Writes to stdout, once for all that comes in one turn of the event loop: a cached build tells hundreds of steps in one, and
 * each write is a system call.
 */
function makeOutput() {
    let held = '';
    let isScheduled = false;
    const flush = () => {
        isScheduled = false;
        if (held === '')
            return;
        process.stdout.write(held);
        held = '';
    };
    return {
        flush,
        write(text) {
            held += text;
            if (held.length >= LARGEST)
                flush();
            else if (!isScheduled) {
                isScheduled = true;
                setImmediate(flush);
            }
        },
    };
}


/***/ }),

/***/ 6428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ serveBuild)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _build_build_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4740);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);
/* harmony import */ var _spec_parse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7091);
/* harmony import */ var _machinery_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4197);





/** Carries out one request. Every end of it, also a broken machine, is told as an event `done` or `failed`. */
async function serveBuild(request, options) {
    try {
        const spec = (0,_spec_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .parseSpec */ .F)(request.spec);
        return await (0,_machinery_js__WEBPACK_IMPORTED_MODULE_4__/* .withMachinery */ .F)(request, async (machinery) => {
            const result = await (0,_build_build_js__WEBPACK_IMPORTED_MODULE_1__/* .build */ .j)(machinery, {
                spec,
                context: request.context,
                target: request.target,
                secrets: decode(request.secrets),
                masks: request.masks,
                noCache: request.noCache,
                pull: request.pull,
                maxParallel: request.maxParallel ?? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)(),
                cacheScope: request.cacheScope,
                emit: options.emit,
                signal: options.signal,
            });
            return result.kind === 'built' ? result.report : undefined;
        });
    }
    catch (error) {
        const { code, message, value, hint, at } = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .asObuilderError */ .xO)(error);
        options.emit({ type: 'failed', error: { code, message, value, hint, at }, steps: [] });
        return undefined;
    }
}
function decode(secrets) {
    return new Map(Object.entries(secrets).map(([id, value]) => [id, Buffer.from(value, 'base64')]));
}


/***/ }),

/***/ 4839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ readSpecText)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2027);



/** The text and name of the spec that `-f FILE` gives; `-` is stdin. @throws ObuilderError `input-invalid` */
async function readSpecText(file) {
    if (file === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('input-invalid', 'no spec was given', { hint: 'Name its file with -f FILE.' });
    }
    const bytes = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file === '-' ? '/dev/stdin' : file).catch((cause) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('input-invalid', `the spec ${file} cannot be read (${cause.code})`, {
            value: file,
            cause,
        });
    });
    // Not TextDecoder: loading it takes 3 ms, and a decoded byte order mark is for the reader to skip.
    if ((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
        return { text: bytes.toString(), file };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ObuilderError */ .Vy('spec-invalid', `the spec ${file} is not UTF-8`, { value: file });
}


/***/ }),

/***/ 6099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ storeFlags),
  r: () => (/* binding */ storeRequest)
});

// EXTERNAL MODULE: ./node_modules/bytes/index.js
var bytes = __webpack_require__(4531);
// EXTERNAL MODULE: ./build/js/errors.js
var errors = __webpack_require__(2027);
;// CONCATENATED MODULE: ./build/js/worker/pool-size.js


const SMALLEST = 256 * 1024 ** 2;
/**
 * The bytes that a size such as `50GB`, `512 MiB` or `1.5TB` means; units are powers of 1024, as container tools take
 * them.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
function parsePoolSize(text, name) {
    const size = /^\s*\d/.test(text) ? bytes.parse(text.trim().replace(/([kmgtp])ib$/i, '$1b')) : null;
    if (size === null) {
        throw new errors/* ObuilderError */.Vy('input-invalid', `${name} is not a size: ${JSON.stringify(text)}`, {
            value: text,
            hint: 'Write a number and a unit, for example 50GB.',
        });
    }
    if (size >= SMALLEST)
        return size;
    throw new errors/* ObuilderError */.Vy('input-invalid', `${name} is too small for a pool: ${text}`, {
        value: text,
        hint: 'A pool needs 256 MB at least; an image file takes only what is used, so a large size costs nothing.',
    });
}

// EXTERNAL MODULE: ./build/js/cli/verb.js
var verb = __webpack_require__(6946);
;// CONCATENATED MODULE: ./build/js/cli/store-flags.js


const storeFlags = {
    store: { type: 'string' },
    'store-size': { type: 'string' },
    'pool-dir': { type: 'string' },
};
/** The store that the flags ask for; `auto` may be told by OBUILDER_STORE where the machine's owner has a place. */
function storeRequest(invocation) {
    const given = (0,verb/* text */.Qq)(invocation, 'store') ?? 'auto';
    const size = (0,verb/* text */.Qq)(invocation, 'store-size');
    return {
        store: given === 'auto' ? (process.env['OBUILDER_STORE'] ?? 'auto') : given,
        poolBytes: size === undefined ? undefined : parsePoolSize(size, '--store-size'),
        poolDirectory: (0,verb/* text */.Qq)(invocation, 'pool-dir'),
    };
}


/***/ })

};
