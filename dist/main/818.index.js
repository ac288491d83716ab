export const id = 818;
export const ids = [818];
export const modules = {

/***/ 818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAction: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 14 modules
var core = __webpack_require__(6421);
;// CONCATENATED MODULE: ./build/js/errors.js
/** The only error that this program throws on purpose: what happened, with which value, where, and what to do next. */
class ObuilderError extends Error {
    code;
    value;
    hint;
    at;
    constructor(code, message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = 'ObuilderError';
        this.code = code;
        this.value = details.value;
        this.hint = details.hint;
        this.at = details.at;
    }
}
function isObuilderError(error, code) {
    return error instanceof ObuilderError && (code === undefined || error.code === code);
}
/** Any thrown value as an ObuilderError; what was not thrown on purpose becomes `internal` with its cause. */
function asObuilderError(error) {
    if (error instanceof ObuilderError)
        return error;
    const message = error instanceof Error ? error.message : String(error);
    return new ObuilderError('internal', message, { cause: error });
}

;// CONCATENATED MODULE: ./build/js/report/commands.js
/**
 * Workflow commands as the runner reads them on stdout: `::NAME KEY=VALUE,…::DATA`, with `%`, CR and LF escaped, and `:` and `,`
 * too in values of properties. https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
function command(name, data = '', properties = {}) {
    const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
    return `::${name}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${escapeData(data)}\n`;
}
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function escapeProperty(text) {
    return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
/**
 * A line of our own that quotes untrusted text. The runner looks for the old form of commands, `##[NAME]`, anywhere in a line.
 */
function harmless(line) {
    return line.replaceAll('##[', '# #[');
}

;// CONCATENATED MODULE: ./build/js/report/error-text.js
/** An error for people: `FILE:LINE:COLUMN: what happened`, then the hint on a line of its own. No final newline. */
function errorText(error) {
    const place = error.at === undefined ? '' : `${error.at.file}:${error.at.line}:${error.at.column}: `;
    return `${place}${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`;
}

;// CONCATENATED MODULE: ./build/js/report/fence.js

/** A line longer than this is given back in pieces. */
const LONGEST_LINE = 64 * 1024;
function fence(newToken) {
    let token;
    let rest = '';
    function open() {
        if (token !== undefined)
            return '';
        token = newToken();
        return command('stop-commands', token);
    }
    function write(text) {
        const all = rest + text;
        const cut = all.lastIndexOf('\n') + 1;
        rest = all.slice(cut);
        const whole = all.slice(0, cut) + longRest();
        return whole === '' ? '' : open() + withoutMarkup(whole);
    }
    function longRest() {
        if (rest.length <= LONGEST_LINE)
            return '';
        const piece = `${rest}\n`;
        rest = '';
        return piece;
    }
    function close() {
        const last = rest === '' ? '' : `${open()}${withoutMarkup(rest)}\n`;
        rest = '';
        const end = token === undefined ? '' : `::${token}::\n`;
        token = undefined;
        return last + end;
    }
    return { write, close };
}
/**
 * The log's page takes a line that begins with `##[group]` and the like for markup, also where commands are stopped; a
 * blank before it makes it plain.
 */
function withoutMarkup(text) {
    return text.replace(/(^|[\r\n])(?=[\t ]*##\[)/g, '$1 ');
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
const WORDS = [
    ['built', 'built'],
    ['cached', 'cached'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
    ['not-run', 'not run'],
];
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
const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];
/** A number of bytes for people, in the units of inputs and flags, which are powers of 1024: `312.0 KB`, `4.2 MB`. */
function amount(bytes) {
    const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
    return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
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
    const here = original.from === undefined ? 'here' : `from ${oneLine(original.from)}`;
    const where = original.source === 'built' ? here : 'from elsewhere';
    const made = step.kind === 'from' ? 'fetched' : 'built';
    const age = ago((at - original.startedAt) / 1000 - original.seconds);
    return `cached (${where}, ${made} ${age}, took ${duration(original.seconds)})`;
}
/** How to look at the files that a failed step left, where they were kept; `enter` gives the command for an id. */
function lookAtFiles({ id, kept }, enter) {
    if (kept !== true || id === undefined || enter === undefined)
        return [];
    return [`To look at its files, for some hours: ${enter(id)}`];
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
 * comes last. A notice waits until nothing is shown live.
 */
function sequence() {
    let plan = [];
    let failureTold = false;
    const queue = { steps: [], front: undefined };
    const ended = new Set();
    const notRun = new Set();
    const notices = [];
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
            case 'notice':
                if (queue.front === undefined)
                    return [event];
                notices.push(event);
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
    /** Puts the notices that waited behind the end of what was shown live. */
    function withNotices(scenes) {
        if (notices.length === 0)
            return scenes;
        const end = scenes.findIndex(({ type }) => type === 'close' || type === 'pause') + 1;
        return end === 0 ? scenes : [...scenes.slice(0, end), ...notices.splice(0), ...scenes.slice(end)];
    }
    return { next: (event) => withNotices(next(event)), finish: () => withNotices(conclude([])) };
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

;// CONCATENATED MODULE: ./build/js/report/actions.js







/** How many lines of a failed step's log are shown again below its folded group. */
const OPEN_LINES = 200;
/**
 * The log of a job: one group a step, what failed open and annotated at its place in the spec, and no workflow command
 * from anything that a step wrote.
 */
function actionsReporter(options) {
    return reporter(actionsSkin(options));
}
function actionsSkin(options) {
    const output = fence(options.newToken);
    return (scene) => {
        switch (scene.type) {
            case 'open':
                return openText(scene);
            case 'text':
                return output.write(scene.text);
            case 'progress':
                return output.close() + harmless(`${scene.line}\n`);
            case 'pause':
                return `${output.close()}${command('endgroup')}`;
            case 'close':
                return output.close() + closeText(scene, { output, options });
            case 'not-run':
                return harmless(`${heading(scene.step)} — not run\n`);
            case 'notice':
                return harmless(`${oneLine(scene.message, 1000)}\n`);
            case 'warning':
                return output.close() + command('warning', scene.message, place(scene.at, options));
            case 'done':
                return `Result ${scene.report.id} (${tally(scene.report.steps)})\n`;
            case 'failed':
                return scene.told || scene.error.at === undefined ? '' : annotation(scene.error, options);
        }
    };
}
function openText({ step, end, continued }) {
    const title = [
        heading(step),
        ...(continued ? ['continued'] : []),
        ...(end === undefined ? [] : [ending(step.step, end)]),
    ];
    const line = harmless(title.join(' — '));
    return end !== undefined && staysOpen(end) ? `${line}\n` : command('group', line);
}
function staysOpen({ outcome }) {
    return outcome === 'failed' || outcome === 'cancelled';
}
function closeText({ step, end, live, tail }, around) {
    const endGroup = live || !staysOpen(end) ? command('endgroup') : '';
    const how = live ? harmless(`${heading(step)} — ${ending(step.step, end)}\n`) : '';
    if (end.outcome !== 'failed')
        return endGroup + how;
    const log = live ? openTail(tail, around.output) : '';
    const look = lookAtFiles(end, around.options.enter).map((line) => harmless(`${line}\n`));
    return endGroup + how + log + look.join('') + stepAnnotation(step, end, around.options);
}
/** A group is folded when a job has ended, so the end of a failed step's log is shown below it once more. */
function openTail(tail, output) {
    if (tail === '')
        return '';
    const { lines, left } = lastLines(tail, OPEN_LINES);
    const note = left > 0 ? `The last ${lines.length} lines; all of them are in the group above.\n` : '';
    return `${note}${output.write(`${lines.join('\n')}\n`)}${output.close()}`;
}
function stepAnnotation({ step }, end, options) {
    const error = end.error ?? { code: 'internal', message: 'the step failed' };
    return annotation({ ...error, at: error.at ?? step.at }, options);
}
function annotation(error, options) {
    return command('error', errorText({ ...error, at: undefined }), place(error.at, options));
}
function place(at, { specFile }) {
    if (at === undefined || specFile === undefined || at.file !== specFile)
        return {};
    return { file: at.file, line: at.line, col: at.column };
}

;// CONCATENATED MODULE: ./build/js/report/record.js

const LONGEST_LOG = 16 * 1024;
const MOST_WARNINGS = 20;
function recorder() {
    let plan = [];
    const starts = new Map();
    const ends = new Map();
    const logs = new Map();
    const warnings = [];
    let last;
    function add(event) {
        if (event.type === 'plan')
            plan = event.steps;
        else if (event.type === 'step-start')
            starts.set(event.step, event.at);
        else if (event.type === 'output')
            addLog(event.step, event.text);
        else if (event.type === 'step-end')
            ends.set(event.step, event);
        else if (event.type === 'warning')
            warnings.push(...(warnings.length < MOST_WARNINGS ? [event.message] : []));
        else if (event.type === 'done' || event.type === 'failed')
            last = event;
    }
    function addLog(step, text) {
        const log = logs.get(step) ?? logBuffer(LONGEST_LOG);
        logs.set(step, log);
        log.add(text);
    }
    function stepRecord(step) {
        const end = ends.get(step.index);
        const from = starts.get(step.index);
        const ran = from === undefined || end === undefined || end.outcome === 'cached' ? undefined : { from, to: end.at };
        const log = end?.outcome === 'failed' ? (logs.get(step.index)?.take() ?? '') : '';
        const outcome = end?.outcome ?? (from === undefined ? 'not-run' : 'cancelled');
        return { step, outcome, end, ran, log };
    }
    function record() {
        return {
            steps: plan.map(stepRecord),
            warnings,
            id: last?.type === 'done' ? last.report.id : undefined,
            error: last?.type === 'failed' ? last.error : undefined,
            outputs: last?.type === 'done' ? last.report.outputs : {},
        };
    }
    return { add, record };
}

;// CONCATENATED MODULE: ./build/js/report/markdown.js
/**
 * Untrusted text as an inline code span that no Markdown or HTML can break out of: what could mean something inside a line is
 * written as a character reference. In `<code>` GitHub makes no mentions and no links either.
 */
function code(text) {
    return `<code>${text.replace(/[&<>"'|\\`*_[\]~@#:$]/g, reference)}</code>`;
}
/** Untrusted text of a paragraph: every ASCII character that could mean something anywhere is a character reference. */
function inert(text) {
    return text.replace(/[!-/:-@[-`{-~]/g, reference);
}
function reference(character) {
    return `&#${character.charCodeAt(0)};`;
}
/** Untrusted lines as they are. Markdown leaves the content of `<pre>` alone until `</pre>`. */
function preformatted(text) {
    return `<pre>\n${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\n</pre>`;
}

;// CONCATENATED MODULE: ./build/js/report/timeline.js

const WIDTH = 50;
const MOST_ROWS = 60;
const PARTS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
/**
 * When the steps ran, as bars of text in a code block: a picture that every viewer of a summary shows. Steps that did not
 * run in this build are left out; of very many the longest are shown. Empty where nothing ran.
 */
function timeline(steps) {
    const ran = steps.flatMap(({ step, ran }) => ran === undefined ? [] : [{ number: step.index + 1, ...ran }]);
    if (ran.length === 0)
        return '';
    const longest = [...ran].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MOST_ROWS);
    const shown = longest.sort((a, b) => a.from - b.from || a.number - b.number);
    const start = Math.min(...shown.map(({ from }) => from));
    const span = Math.max(1, Math.max(...shown.map(({ to }) => to)) - start);
    const digits = Math.max(...shown.map(({ number }) => String(number).length));
    const rows = shown.map(({ number, from, to }) => {
        const picture = bar((from - start) / span, (to - from) / span).padEnd(WIDTH + 1);
        return `${String(number).padStart(digits)} │${picture}│ ${duration((to - from) / 1000)}`;
    });
    const left = ran.length - shown.length;
    const note = left > 0 ? [`(${left} shorter steps are not in the picture)`] : [];
    return ['```text', ...rows, ...note, '```'].join('\n');
}
/** A bar whose start and length are parts of the whole, at least one eighth of a character long. */
function bar(start, length) {
    const blank = Math.min(WIDTH, Math.floor(start * WIDTH));
    const eighths = Math.max(1, Math.min(Math.round(length * WIDTH * 8), (WIDTH - blank) * 8));
    return `${' '.repeat(blank)}${'█'.repeat(Math.floor(eighths / 8))}${PARTS[eighths % 8] ?? ''}`;
}

;// CONCATENATED MODULE: ./build/js/report/summary.js





/** GitHub drops a summary of more than 1 MiB; this leaves room for what others wrote in the same step. */
const LONGEST_SUMMARY = 900 * 1024;
const LOG_LINES = 60;
/** As many failed steps are told of in full; with more the summary could outgrow its limit. */
const MOST_FAILURES = 3;
/** The job summary in GitHub's Markdown: what ran, what was cached, how long, when, and how to look at what failed. */
function summary(record, options) {
    const frame = [title(record, options), ...result(record)];
    const rest = [...failures(record, options), ...pictured(record), ...warned(record)];
    const taken = bytes([...frame, ...rest].join('\n\n'));
    return `${[...frame, ...stepTable(record.steps, LONGEST_SUMMARY - taken), ...rest].join('\n\n')}\n`;
}
function title(record, { seconds, cancelled }) {
    const how = cancelled ? 'Cancelled' : record.id === undefined ? 'Failed' : 'Built';
    const reports = record.steps.map(({ step, outcome }) => ({ ...step, outcome, seconds: 0 }));
    return `### ${how} in ${duration(seconds)}: ${tally(reports)}`;
}
function result({ id, outputs }) {
    const names = Object.keys(outputs).slice(0, 100);
    const line = names.length === 0 ? [] : [`Outputs: ${names.map((name) => code(oneLine(name, 100))).join(', ')}`];
    return id === undefined ? [] : [`Result ${code(id)}`, ...line];
}
/** The table of steps, as many rows as fit. What is left out is said, never dropped in silence. */
function stepTable(steps, room) {
    if (steps.length === 0)
        return [];
    const rows = ['| | Operation | How it ended |', '| --: | :-- | :-- |'];
    let left = room - 1000;
    for (const [position, record] of steps.entries()) {
        const row = stepRow(record);
        left -= bytes(row) + 1;
        if (left < 0)
            return [rows.join('\n'), `The table ends here: ${steps.length - position} more steps do not fit.`];
        rows.push(row);
    }
    return [rows.join('\n')];
}
function stepRow({ step, outcome, end }) {
    const build = step.build.length === 0 ? '' : `${code(oneLine(step.build.join('/'), 60))} `;
    const how = end === undefined ? (outcome === 'not-run' ? 'not run' : outcome) : ending(step, end);
    const mark = outcome === 'failed' ? `**${how}**` : how;
    return `| ${step.index + 1} | ${build}${code(oneLine(step.operation, 160))} | ${mark} |`;
}
function failures(record, options) {
    const failed = record.steps.filter(({ outcome }) => outcome === 'failed');
    const sections = failed.slice(0, MOST_FAILURES).flatMap((step) => failure(step, record, options));
    const { error } = record;
    if (failed.length > 0 || error === undefined || options.cancelled)
        return sections;
    return [...sections, `#### What went wrong\n\n${inert(oneLine(error.message, 2000))}`, ...hint(error.hint)];
}
function failure({ step, end, log }, record, options) {
    const { at } = step;
    const where = at.file === '' ? '' : ` at ${code(`${oneLine(at.file, 300)}:${at.line}:${at.column}`)}`;
    const why = end?.error === undefined ? [] : [inert(oneLine(end.error.message, 2000)), ...hint(end.error.hint)];
    const { lines, left } = lastLines(log, LOG_LINES);
    const words = left > 0 ? `The last ${lines.length} lines of its log:` : 'Its log:';
    const tail = log === '' ? [] : [words, preformatted(lines.join('\n'))];
    return [
        `#### Step ${step.index + 1} failed${where}`,
        ...why,
        ...tail,
        ...lookAtIt({ step, end }, record, options),
    ];
}
function hint(text) {
    return text === undefined ? [] : [inert(oneLine(text, 2000))];
}
function lookAtIt({ step, end }, { steps }, { again, inspect, enter }) {
    const before = steps.findLast((one) => one.step.index < step.index && one.step.build.join('\0') === step.build.join('\0'));
    const base = before?.end?.id;
    const rerun = again === undefined
        ? []
        : [`To run it once more, on the machine of this runner:\n\n${preformatted(again)}`];
    if (end?.kept === true && end.id !== undefined && enter !== undefined)
        return [`To look at the files that it left, for some hours:\n\n${preformatted(enter(end.id))}`, ...rerun];
    if (base === undefined || inspect === undefined)
        return rerun;
    return [...rerun, `To look at the files that it started from:\n\n${preformatted(inspect(base))}`];
}
function pictured({ steps }) {
    const picture = timeline(steps);
    return picture === '' ? [] : [`#### When\n\n${picture}`];
}
function warned({ warnings }) {
    if (warnings.length === 0)
        return [];
    return [`#### Warnings\n\n${warnings.map((warning) => `- ${inert(oneLine(warning, 1000))}`).join('\n')}`];
}
function bytes(text) {
    return Buffer.byteLength(text);
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./build/js/host/start.js


const LONGEST_STDERR = 16 * 1024;
/**
 * Starts a program with pipes for stdin, stdout and stderr, in the root directory and in a session of its own: signals that a
 * terminal or a runner sends to this process's group do not reach it, so the end of its stdin is the one way in which it learns
 * of our end.
 */
function startChild(file, args, options) {
    const child = (0,external_node_child_process_.spawn)(file, args, {
        stdio: ['pipe', 'pipe', 'pipe'],
        detached: true,
        cwd: '/',
        env: options.env,
    });
    child.stdin.on('error', () => undefined);
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
        errors = (errors + text).slice(-LONGEST_STDERR);
    });
    const reader = lineReader(options.onLine);
    child.stdout.setEncoding('utf8').on('data', (text) => {
        const waits = reader.add(text);
        if (waits.length === 0)
            return;
        child.stdout.pause();
        void Promise.allSettled(waits).then(() => child.stdout.resume());
    });
    child.stdout.on('end', reader.end);
    return {
        pid: child.pid,
        write: (text) => void child.stdin.write(text),
        endInput: () => void child.stdin.end(),
        kill: (signal) => killChild(child, signal),
        errorOutput: () => errors,
        exit: exitOf(child, file),
        abandon: () => {
            for (const stream of [child.stdin, child.stdout, child.stderr])
                stream.destroy();
            child.unref();
        },
    };
}
function killChild(child, signal) {
    try {
        return child.kill(signal);
    }
    catch {
        return false;
    }
}
function exitOf(child, file) {
    return new Promise((resolve, reject) => {
        child.on('error', (cause) => {
            const message = `the program ${file} cannot be started: ${cause.message}`;
            // Sending a signal can raise this event too, long after the start.
            if (child.pid === undefined)
                reject(new ObuilderError('tool-missing', message, { value: file, cause }));
        });
        child.once('close', (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
    });
}
/** Cuts a stream of text into lines without joining what came again and again. */
function lineReader(onLine) {
    let parts = [];
    function add(text) {
        const waits = [];
        const [first = '', ...rest] = text.split('\n');
        parts.push(first);
        for (const start of rest) {
            const wait = onLine(parts.join(''));
            if (wait instanceof Promise)
                waits.push(wait);
            parts = [start];
        }
        return waits;
    }
    function end() {
        const last = parts.join('');
        parts = [];
        if (last !== '')
            onLine(last);
    }
    return { add, end };
}

;// CONCATENATED MODULE: ./build/js/worker/messages.js

/** What the fields of each event must be for the rest of this program to rely on it. */
const SHAPES = {
    hello: { pid: 'number', start: 'number', store: 'string' },
    install: { packages: 'object' },
    'install-output': { text: 'string' },
    'install-end': {},
    plan: { steps: 'object' },
    'step-start': { step: 'number', at: 'number' },
    output: { step: 'number', text: 'string' },
    'step-end': { step: 'number', outcome: 'string', seconds: 'number', at: 'number' },
    progress: { step: 'number', doneBytes: 'number', totalBytes: 'number' },
    notice: { message: 'string' },
    warning: { message: 'string' },
    done: { report: 'object' },
    failed: { error: 'object', steps: 'object' },
};
/** One line of the worker's stdout as an event. @throws ObuilderError `internal` with the line's beginning */
function parseWorkerEvent(line) {
    const event = parseJson(line);
    if (isEvent(event))
        return event;
    throw new ObuilderError('internal', 'the worker wrote a line that is no event', {
        value: line.length > 200 ? `${line.slice(0, 200)}…` : line,
        hint: 'Something else than the worker may have written to its stdout.',
    });
}
function parseJson(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        return undefined;
    }
}
function isEvent(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const fields = { ...value };
    const type = fields['type'];
    const shape = typeof type === 'string' && Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
    if (shape === undefined)
        return false;
    return Object.entries(shape).every(([name, kind]) => typeof fields[name] === kind && fields[name] !== null);
}

;// CONCATENATED MODULE: ./build/js/host/process.js

/**
 * Runs a command to its end and gives its stdout. For the commands between two steps, where a millisecond counts: it
 * is Node's own `execFile`, which starts in half the time of execa. Everything else goes through `exec.ts`. Its messages are
 * in plain English whatever the locale, so that errors can be told apart.
 *
 * @throws ObuilderError `tool-missing` when there is no such program, `command-failed` with its stderr otherwise
 */
function runQuick(file, args, options = {}) {
    // Loaded with the first command: a build that is wholly cached runs none.
    const { execFile } = process.getBuiltinModule('node:child_process');
    return new Promise((resolve, reject) => {
        const child = execFile(file, args, {
            cwd: options.cwd ?? '/',
            signal: options.signal,
            env: { ...process.env, LC_ALL: 'C', ...options.env },
            maxBuffer: 64 * 1024 * 1024,
        }, (error, stdout, stderr) => error ? reject(commandError(file, args, { error, stderr })) : resolve(stdout));
        // A program may end without reading its input; how it ended is what counts.
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(options.input ?? '');
    });
}
function commandError(file, args, failure) {
    const { error, stderr } = failure;
    if (error.name === 'AbortError')
        return new ObuilderError('cancelled', `${file} was cancelled`, { cause: error });
    if (error.code === 'ENOENT') {
        return new ObuilderError('tool-missing', `the program ${file} is not installed`, {
            value: file,
            cause: error,
        });
    }
    const reason = stderr.trim() || error.message;
    return new ObuilderError('command-failed', `${[file, ...args].join(' ')}: ${reason}`, {
        value: file,
        cause: error,
    });
}

;// CONCATENATED MODULE: ./build/js/worker/root.js


const SUDO = ['sudo', '-n'];
/** The command that runs another one as root: through sudo unless this process is root's. It never asks for a password. */
function asRoot(command, uid) {
    return uid === 0 ? command : [...SUDO, ...command];
}
const isBySudo = (command) => command[0] === SUDO[0];
/**
 * Whether sudo lets this user run a command of `asRoot`, by the exit status of `sudo -l`: what a program writes to stderr may be
 * anybody's words, and sudo itself warns there and goes on.
 */
async function isAllowed({ command, env }) {
    try {
        await runQuick('sudo', ['-n', '-l', '--', ...command.slice(SUDO.length)], { env });
        return true;
    }
    catch (error) {
        if (isObuilderError(error, 'command-failed'))
            return false;
        throw error;
    }
}
/** What to do where root cannot be had. */
function rootHint(user) {
    return ('Let an administrator run this once, in a copy of this action that only root can change:\n' +
        `node dist/cli/index.js doctor --install --user=${user}\n` +
        'Or run the runner as root. In a container, sudo needs allowPrivilegeEscalation and builds need --privileged.');
}
/** The error for a machine without sudo. */
function noSudo({ user }, cause) {
    const hint = rootHint(user);
    return new ObuilderError('not-root', 'the build needs root, and there is no sudo', { hint, cause });
}
/** The error for a user whom sudo does not let run the worker. */
function sudoRefuses({ user, command }, stderr) {
    const program = command.slice(SUDO.length).join(' ');
    const words = stderr === '' ? '' : `\n${stderr}`;
    const message = `the build needs root, and sudo does not let ${user} run ${program} without a password${words}`;
    return new ObuilderError('not-root', message, { value: program, hint: rootHint(user) });
}

;// CONCATENATED MODULE: ./build/js/worker/client.js





/** A runner waits 7.5 s after SIGINT; this leaves it time to hear of the end. */
const GRACE = 5000;
/**
 * Runs one build in a worker process. The request goes to its stdin, its events come from its stdout as lines of JSON.
 * Cancelling ends its stdin and waits: the worker stops its step within a second and leaves a clean store. One that does not
 * is killed; the store's repair makes up for that.
 *
 * @throws ObuilderError `not-root` when sudo refuses, `tool-missing` when the program is not there, `internal` when the
 *   worker writes something else than events or dies without telling how the build ended (with the end of its stderr)
 */
async function startWorker(options) {
    if (options.signal?.aborted)
        return { kind: 'cancelled' };
    const [file = '', ...args] = options.command;
    const stopping = Promise.withResolvers();
    const heard = listener(options.onEvent);
    const child = startChild(file, args, {
        env: options.env,
        onLine: (line) => {
            const wait = heard.line(line);
            if (heard.last !== undefined)
                child.endInput();
            if (heard.broken !== undefined)
                stopping.resolve();
            // A worker that is to end must not wait for whoever reads what we write.
            return wait instanceof Promise ? Promise.race([wait, stopping.promise]) : undefined;
        },
    });
    child.write(`${JSON.stringify(options.request)}\n`);
    const stop = () => stopping.resolve();
    options.signal?.addEventListener('abort', stop, { once: true });
    try {
        const exit = await Promise.race([child.exit, stopping.promise.then(() => endChild(child, options))]);
        return await conclude(exit, { heard, child, options });
    }
    catch (error) {
        throw whyNotStarted(error, options);
    }
    finally {
        options.signal?.removeEventListener('abort', stop);
    }
}
function listener(onEvent) {
    const heard = {
        last: undefined,
        pid: undefined,
        broken: undefined,
        line: (line) => {
            if (heard.broken !== undefined || line.trim() === '')
                return undefined;
            try {
                const event = parseWorkerEvent(line);
                if (event.type === 'hello')
                    heard.pid = event.pid;
                if (event.type === 'done' || event.type === 'failed')
                    heard.last = event;
                return onEvent(event);
            }
            catch (error) {
                heard.broken = asObuilderError(error);
                return undefined;
            }
        },
    };
    return heard;
}
/** Ends a child's stdin, then itself. Gives undefined for one that does not end, not even by force. */
async function endChild(child, { graceMilliseconds = GRACE }) {
    const giveUp = (milliseconds) => (0,promises_.setTimeout)(milliseconds, undefined, { ref: false });
    child.endInput();
    const exit = await Promise.race([child.exit, giveUp(graceMilliseconds)]);
    if (exit !== undefined)
        return exit;
    return child.kill('SIGKILL') ? Promise.race([child.exit, giveUp(1000)]) : undefined;
}
async function conclude(exit, { heard, child, options }) {
    if (exit === undefined)
        child.abandon();
    if (heard.broken !== undefined)
        throw heard.broken;
    if (exit === undefined)
        return { kind: 'cancelled', alive: heard.pid ?? child.pid };
    if (heard.last?.type === 'done')
        return { kind: 'built', report: heard.last.report };
    if (options.signal?.aborted || heard.last?.error.code === 'cancelled')
        return { kind: 'cancelled' };
    if (heard.last !== undefined)
        return { kind: 'failed', error: heard.last.error };
    throw await unexpectedEnd(exit, {
        stderr: child.errorOutput().trim(),
        said: heard.pid !== undefined,
        options,
    });
}
const AFTER_HELLO = 'Results that were finished are kept; the next build repairs the rest. If the worker was killed, see whether memory ran out.';
/** The list of what sudo allows holds programs too for which sudo wants a password. */
const BEFORE_HELLO = 'The worker did not come to life, although sudo allows it. If the words above ask for a password:';
async function unexpectedEnd(exit, { stderr, said, options }) {
    const mayBeSudo = !said && isBySudo(options.command);
    if (mayBeSudo && !(await isAllowed(options)))
        return sudoRefuses(options, stderr);
    const how = exit.signal === undefined ? `with status ${exit.code}` : `by ${exit.signal}`;
    const words = stderr === '' ? 'It wrote nothing to stderr.' : `The end of its stderr:\n${stderr}`;
    return new ObuilderError('internal', `the worker ended ${how} before it told how the build ended. ${words}`, {
        hint: mayBeSudo ? `${BEFORE_HELLO}\n${rootHint(options.user)}` : AFTER_HELLO,
    });
}
function whyNotStarted(error, options) {
    const failure = asObuilderError(error);
    const lacksSudo = failure.code === 'tool-missing' && isBySudo(options.command);
    return lacksSudo ? noSudo(options, error) : failure;
}

;// CONCATENATED MODULE: ./build/js/worker/paced-output.js
let draining;
/**
 * Writes to stdout. Where its reader is slower than we are, the promise settles once the reader has caught up: whoever goes on
 * before that keeps all of it in memory.
 */
function writePaced(text) {
    if (text.length === 0 || process.stdout.write(text))
        return draining;
    draining ??= new Promise((resolve) => {
        const settle = () => {
            draining = undefined;
            for (const name of EVENTS)
                process.stdout.off(name, settle);
            resolve();
        };
        // A reader that is gone will not catch up.
        for (const name of EVENTS)
            process.stdout.on(name, settle);
    });
    return draining;
}
const EVENTS = ['drain', 'close', 'error'];
/** Whether and until when to wait for what was written before. */
const outputPace = () => draining;

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/js/worker/program.js




/** What sudo lets a runner start: root's own copy of the worker, without arguments. `doctor --install` puts it there. */
const PROGRAM = '/usr/local/sbin/obuilder-worker';
/** In this directory the program's Node and code are, for each version in a directory of that name. */
const PROGRAM_LIBRARY = '/usr/local/lib/obuilder-action';
/** How the program's text names its version. */
const VERSION_LINE = '# version: ';
/** The version of the program that is installed; undefined where there is none. */
function installedVersion() {
    const lines = read(PROGRAM)?.split('\n') ?? [];
    return lines.find((line) => line.startsWith(VERSION_LINE))?.slice(VERSION_LINE.length);
}
/** The version of the bundled command line `cli`, which its build wrote beside it; undefined for a source tree. */
function versionOf(cli) {
    return read(external_node_path_.join(external_node_path_.dirname(cli), 'version'))?.trim();
}
function read(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch {
        return undefined;
    }
}
/** The line of sudoers(5) that lets a user run the program, without arguments. A uid without a name is written `#UID`. */
function sudoersLine(user) {
    return `${user.replace(/[^A-Za-z0-9_.#-]/g, '\\$&')} ALL=(root) NOPASSWD: ${PROGRAM} ""`;
}
/**
 * The command that starts the worker. A user who is not root starts root's copy where that is installed, else the action's own
 * command line, which takes a rule that allows everything.
 *
 * @throws ObuilderError `not-root` where the copy is of another version and sudo allows nothing else
 */
async function workerCommand({ uid, node, cli, env }) {
    const own = asRoot([node, cli, 'worker'], uid);
    const installed = uid === 0 ? undefined : installedVersion();
    const wanted = versionOf(cli);
    if (installed === undefined || wanted === undefined)
        return { command: own };
    if (installed === wanted)
        return { command: asRoot([PROGRAM], uid) };
    const difference = `${PROGRAM} is of version ${installed}, but this action is of version ${wanted}`;
    if (await isAllowed({ command: own, env }))
        return { command: own, notice: `${difference}. The action starts its own worker instead. ${UPDATE}` };
    throw new ObuilderError('not-root', difference, { value: installed, hint: UPDATE });
}
const UPDATE = "Update the program as root, in a copy of this action's version that only root can change: node dist/cli/index.js doctor --install";

;// CONCATENATED MODULE: ./build/js/report/shell-words.js
/** A command line that a POSIX shell takes apart into just these words. */
function shellWords(words) {
    return words.map(quote).join(' ');
}
function quote(word) {
    return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

;// CONCATENATED MODULE: ./build/js/action/again.js

/** Digits of an id in a command to be copied: no other id begins with these. */
const SHOWN_DIGITS = 12;
function shellCommand({ uid, cli, workspace }, args) {
    const words = [...(uid === 0 ? [] : ['sudo']), process.execPath, cli, ...args];
    return `cd ${shellWords([workspace])} && ${shellWords(words)}`;
}
/** The command that builds the same from a shell; undefined for a spec that is in no file. */
function buildAgain(inputs, place) {
    if (!inputs.spec.isFile)
        return undefined;
    const options = [
        `--store=${inputs.store}`,
        ...(inputs.target === undefined ? [] : [`--target=${inputs.target}`]),
        ...(inputs.userNamespace === 'auto' ? [] : [`--user-namespace=${inputs.userNamespace}`]),
        ...(inputs.cacheScope === undefined ? [] : [`--cache-scope=${inputs.cacheScope}`]),
        ...(inputs.share === undefined ? [] : [`--share=${inputs.share}`]),
        ...[...inputs.secrets.keys()].map((id) => `--secret=${id}:FILE`),
    ];
    return shellCommand(place, ['build', '-f', inputs.spec.name, inputs.context, ...options]);
}
/** The command that tells of a result and where its files are. */
function inspectResult(id, inputs, place) {
    return shellCommand(place, ['inspect', id, `--store=${inputs.store}`]);
}
/** The command that gives a shell in the files of a failed step that was kept. */
function enterFailed(id, { store }, { uid, cli }) {
    const words = [process.execPath, cli, 'shell', id.slice(0, SHOWN_DIGITS), `--store=${store}`];
    return shellWords(uid === 0 ? words : ['sudo', ...words]);
}

;// CONCATENATED MODULE: ./build/js/worker/origin.js

/** The origin of a job; none outside of one, in a shell for example. */
function originOf(env) {
    const repository = env['GITHUB_REPOSITORY'];
    const ref = env['GITHUB_REF'];
    if (!repository || !ref)
        return undefined;
    const payload = readPayload(env['GITHUB_EVENT_PATH']);
    return {
        server: env['GITHUB_SERVER_URL'] ?? '',
        repository,
        ref,
        event: env['GITHUB_EVENT_NAME'] ?? '',
        baseBranch: env['GITHUB_BASE_REF'] || undefined,
        defaultBranch: textAt(payload, ['repository', 'default_branch']),
        subject: subjectOf(payload),
    };
}
function subjectOf(payload) {
    const number = at(payload, ['pull_request', 'number']) ?? at(payload, ['issue', 'number']) ?? at(payload, ['number']);
    if (typeof number === 'number')
        return `#${number}`;
    // A fork's run names no pull request.
    const branch = textAt(payload, ['workflow_run', 'head_branch']);
    const repository = textAt(payload, ['workflow_run', 'head_repository', 'full_name']);
    return branch === undefined ? undefined : `${repository ?? ''}:${branch}`;
}
function textAt(value, names) {
    const found = at(value, names);
    return typeof found === 'string' && found !== '' ? found : undefined;
}
function at(value, names) {
    let here = value;
    for (const name of names) {
        if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name))
            return undefined;
        here = here[name];
    }
    return here;
}
/** GitHub's largest event is 25 MB. */
const LARGEST = 32 * 1024 ** 2;
/** The event's own data; undefined where there is none, or what is there is no such file. */
function readPayload(file) {
    if (!file)
        return undefined;
    try {
        const descriptor = (0,external_node_fs_.openSync)(file, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK | external_node_fs_.constants.O_NOCTTY);
        try {
            const stats = (0,external_node_fs_.fstatSync)(descriptor);
            if (!stats.isFile() || stats.size > LARGEST)
                return undefined;
            return JSON.parse((0,external_node_fs_.readFileSync)(descriptor, 'utf8'));
        }
        finally {
            (0,external_node_fs_.closeSync)(descriptor);
        }
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./node_modules/bytes/index.js
var node_modules_bytes = __webpack_require__(4531);
;// CONCATENATED MODULE: ./build/js/worker/byte-size.js

/** A number, and perhaps a unit: `GB`, `GiB` and `G` mean the same. */
const SIZE = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp])(?:i?b)?|b)?\s*$/i;
/**
 * The bytes that a size such as `50GB`, `512 MiB` or `1.5TB` means; units are powers of 1024, as container tools take
 * them. A number without a unit is bytes. Undefined for what is no size.
 */
function byteSize(text) {
    // The library takes the digits before whatever it does not know for bytes.
    const [, number, unit = ''] = SIZE.exec(text) ?? [];
    return number === undefined ? undefined : (node_modules_bytes.parse(`${number}${unit}b`) ?? undefined);
}

// EXTERNAL MODULE: ./node_modules/ms/index.js
var ms = __webpack_require__(744);
;// CONCATENATED MODULE: ./build/js/worker/duration.js

/** The seconds that a time such as `30d`, `12h` or `45m` means; undefined for what is none. */
function seconds(text) {
    // Without a unit it would mean milliseconds.
    if (!/^\s*\d+(\.\d+)?\s*[a-z]+\s*$/i.test(text))
        return undefined;
    const time = ms(text.trim());
    return Number.isFinite(time) ? time / 1000 : undefined;
}

;// CONCATENATED MODULE: ./build/js/worker/step-bounds.js
/** The names that inputs, flags and the owner's file share, in the order in which help texts tell them. */
const BOUND_NAMES = [
    'memory',
    'cpus',
    'pids',
    'step-timeout',
    'log-size',
];
/** The field that each name sets. */
const BOUND_KEYS = {
    memory: 'memoryBytes',
    cpus: 'cpus',
    pids: 'pids',
    'step-timeout': 'seconds',
    'log-size': 'logBytes',
};
/**
 * The bounds of a job's steps: the job can go below what the machine's owner set, and never above. Where the owner set
 * nothing, the job's wish counts.
 */
function tighten(owners, asked) {
    const bounds = {};
    const ownersBounds = [];
    for (const name of BOUND_NAMES) {
        const key = BOUND_KEYS[name];
        const [owner, job] = [owners?.[key], asked?.[key]];
        const isOwners = owner !== undefined && (job === undefined || infinite(job) > infinite(owner));
        const bound = isOwners ? owner : job;
        if (bound !== undefined)
            bounds[key] = bound;
        if (isOwners)
            ownersBounds.push(name);
    }
    return { bounds, ownersBounds };
}
/** The same with infinity for no bound, as the engine and the sandbox have them. */
function limitsFor(bounds) {
    const entries = Object.entries(bounds).map(([key, bound]) => [key, infinite(bound)]);
    return Object.fromEntries(entries);
}
const infinite = (bound) => (bound === 'none' ? Number.POSITIVE_INFINITY : bound);

;// CONCATENATED MODULE: ./build/js/worker/parse-bounds.js





const MIB = 1024 ** 2;
const number = (text) => (/^\d{1,9}(?:\.\d{1,3})?$/.test(text) ? Number(text) : undefined);
const whole = (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);
// A bare number is as likely to be meant as megabytes or minutes.
const size = (text) => (/[a-z]$/i.test(text) ? byteSize(text) : undefined);
/** A runtime cannot start a step with less memory or fewer processes. */
const KINDS = {
    memory: {
        parse: memory,
        least: 32 * MIB,
        expected: 'a size of 32 MB or more, such as 8GB, or a share, such as 50%',
    },
    cpus: { parse: number, least: 0.01, expected: 'a number of CPUs, such as 2 or 1.5' },
    pids: { parse: whole, least: 32, expected: 'a whole number, 32 or more' },
    'step-timeout': { parse: seconds, least: 1, expected: 'a time of a second or more, such as 90m or 2h' },
    'log-size': { parse: size, least: 1024, expected: 'a size of 1 kB or more, such as 200MB' },
};
/** What a step gets where nothing is asked for, as action.yml tells it. */
const BOUND_DEFAULTS = {
    memory: '80%',
    cpus: 'max',
    pids: '16384',
    'step-timeout': '6h',
    'log-size': '1GB',
};
/**
 * The bounds for steps that inputs or flags give, undefined where they give none. `max` and `0` mean no bound.
 *
 * @param get the text of one of them, undefined or empty where it was not given
 * @param label what an input or a flag is called in an error
 * @throws ObuilderError `input-invalid`
 */
function parseBounds(get, label) {
    const entries = BOUND_NAMES.flatMap((name) => {
        const text = get(name)?.trim() ?? '';
        return text === '' ? [] : [[BOUND_KEYS[name], parseBound(text, KINDS[name], label(name))]];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
function parseBound(text, { parse, least, expected }, label) {
    if (text === 'max' || /^0+$/.test(text))
        return 'none';
    const value = parse(text);
    if (value !== undefined && Number.isFinite(value) && value >= least)
        return value;
    const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    throw new ObuilderError('input-invalid', `${label} is ${JSON.stringify(shown)}: expected ${expected}`, {
        value: shown,
        hint: 'Write max for no bound.',
    });
}
/** A share is of this machine's memory. */
function memory(text) {
    const percent = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text)?.[1];
    if (percent === undefined)
        return size(text);
    return Number(percent) <= 100 ? Math.floor(((0,external_node_os_.totalmem)() * Number(percent)) / 100) : undefined;
}

;// CONCATENATED MODULE: ./build/js/worker/pool-size.js


const SMALLEST = 256 * 1024 ** 2;
/**
 * The size of a pool, such as `50GB`.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
function parsePoolSize(text, name) {
    const size = byteSize(text);
    if (size === undefined) {
        throw new ObuilderError('input-invalid', `${name} is not a size: ${JSON.stringify(text)}`, {
            value: text,
            hint: 'Write a number and a unit, for example 50GB.',
        });
    }
    if (size >= SMALLEST)
        return size;
    throw new ObuilderError('input-invalid', `${name} is too small for a pool: ${text}`, {
        value: text,
        hint: 'A pool needs 256 MB at least; an image file takes only what is used, so a large size costs nothing.',
    });
}

;// CONCATENATED MODULE: ./build/js/worker/prune-limits.js



/**
 * The limits that inputs or flags give, undefined where they give none.
 *
 * @param get the text of one of them, undefined or empty where it was not given
 * @throws ObuilderError `input-invalid`
 */
function parseLimits(get, label) {
    const read = (name, parse) => {
        const text = get(name);
        return text === undefined || text === '' ? undefined : parse(text, label(name));
    };
    const limits = {
        minFree: read('min-free-space', parseAmount),
        maxUsed: read('max-used-space', parseAmount),
        maxResults: read('max-results', parseCount),
        maxAge: read('max-age', parseAge),
    };
    return Object.values(limits).every((limit) => limit === undefined) ? undefined : limits;
}
/** A share such as `10%`, or a size such as `20GB`. A bare number but 0 is as likely to be meant as either. */
function parseAmount(text, label) {
    const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text)?.[1];
    if (percent !== undefined && Number(percent) <= 100)
        return { share: Number(percent) / 100 };
    const size = /^\s*0*\s*$|[a-z]\s*$/i.test(text) ? byteSize(text) : undefined;
    if (size !== undefined)
        return { bytes: size };
    throw bad(text, `${label} is neither a share nor a size`, 'Write for example 10% or 20GB.');
}
function parseCount(text, label) {
    if (/^\s*\d{1,9}\s*$/.test(text))
        return Number(text);
    throw bad(text, `${label} is not a number of results`, 'Write a whole number, for example 2000.');
}
/** In seconds. */
function parseAge(text, label) {
    const age = seconds(text);
    if (age !== undefined)
        return age;
    throw bad(text, `${label} is not a time`, 'Write a number and a unit, for example 30d, 12h or 45m.');
}
function bad(text, what, hint) {
    const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    return new ObuilderError('input-invalid', `${what}: ${JSON.stringify(shown)}`, { value: shown, hint });
}

;// CONCATENATED MODULE: ./build/js/worker/user-namespace-mode.js

const MODES = ['auto', 'always', 'never'];
/**
 * The mode that an input or a flag names, `auto` where it is not given.
 *
 * @throws ObuilderError `input-invalid` naming it
 */
function parseUserNamespace(value, name) {
    if (value === undefined || value === '')
        return 'auto';
    const mode = MODES.find((known) => known === value);
    if (mode !== undefined)
        return mode;
    throw new ObuilderError('input-invalid', `${name} is none of ${MODES.join(', ')}: ${value.slice(0, 200)}`, {
        value: value.slice(0, 200),
    });
}

;// CONCATENATED MODULE: ./build/js/mask/trie.js
/** A node with more children gets a table, because a list of them would be searched for each character of a text. */
const MAX_LISTED = 6;
function makeTrie(pieces) {
    const size = pieces.reduce((sum, piece) => sum + piece.length, 1);
    const ints = () => new Int32Array(size);
    const arrays = { unit: new Uint16Array(size), eldest: ints(), sibling: ints(), depth: ints() };
    const first = new Int32Array(65536);
    const matched = ints();
    const { child, add, count } = children(arrays, first);
    for (const piece of pieces) {
        let node = 0;
        for (let index = 0; index < piece.length; index++) {
            const unit = piece.charCodeAt(index);
            const known = node === 0 ? (first[unit] ?? 0) : child(node, unit);
            node = known !== 0 ? known : add(node, unit);
        }
        matched[node] = piece.length;
    }
    return { ...arrays, first, matched, child, count: count() };
}
function children({ unit, eldest, sibling, depth }, first) {
    let count = 1;
    const tables = new Map();
    const listed = new Uint8Array(unit.length);
    const child = (node, wanted) => {
        if ((listed[node] ?? 0) > MAX_LISTED)
            return tables.get(node)?.get(wanted) ?? 0;
        let at = eldest[node] ?? 0;
        while (at !== 0 && unit[at] !== wanted)
            at = sibling[at] ?? 0;
        return at;
    };
    const enter = (parent, node) => {
        const number = Math.min((listed[parent] ?? 0) + 1, MAX_LISTED + 1);
        listed[parent] = number;
        if (number <= MAX_LISTED)
            return;
        const table = tables.get(parent) ?? new Map();
        if (table.size === 0)
            for (let at = eldest[parent] ?? 0; at !== 0; at = sibling[at] ?? 0)
                table.set(unit[at] ?? 0, at);
        tables.set(parent, table.set(unit[node] ?? 0, node));
    };
    const add = (parent, added) => {
        const node = count++;
        unit[node] = added;
        depth[node] = (depth[parent] ?? 0) + 1;
        if (parent === 0) {
            first[added] = node;
            return node;
        }
        sibling[node] = eldest[parent] ?? 0;
        eldest[parent] = node;
        enter(parent, node);
        return node;
    };
    return { child, add, count: () => count };
}

;// CONCATENATED MODULE: ./build/js/mask/automaton.js

function makeAutomaton(pieces) {
    const trie = makeTrie([...pieces]);
    const { first, depth, matched } = trie;
    const fail = linkFailures(trie);
    const step = (node, unit) => {
        for (let at = node; at !== 0; at = fail[at] ?? 0) {
            const next = trie.child(at, unit);
            if (next !== 0)
                return next;
        }
        return first[unit] ?? 0;
    };
    return { step, first, depth, matched };
}
/** Breadth first: the failure of a node needs the failures of all shallower nodes. */
function linkFailures(trie) {
    const fail = new Int32Array(trie.count);
    const queue = new Int32Array(trie.count);
    let end = 0;
    for (const node of trie.first)
        if (node !== 0)
            queue[end++] = node;
    for (let index = 0; index < end; index++) {
        const parent = queue[index] ?? 0;
        for (let node = trie.eldest[parent] ?? 0; node !== 0; node = trie.sibling[node] ?? 0) {
            queue[end++] = node;
            const target = failureOf(trie, { fail, parent, unit: trie.unit[node] ?? 0 });
            fail[node] = target;
            if (trie.matched[node] === 0)
                trie.matched[node] = trie.matched[target] ?? 0;
        }
    }
    return fail;
}
function failureOf(trie, { fail, parent, unit }) {
    for (let at = fail[parent] ?? 0; at !== 0; at = fail[at] ?? 0) {
        const next = trie.child(at, unit);
        if (next !== 0)
            return next;
    }
    return trie.first[unit] ?? 0;
}

;// CONCATENATED MODULE: ./build/js/mask/shell-forms.js
/** Characters that bash's `printf %q` puts a backslash before. */
const QUOTED = /[ !"$&'()*,;<>?[\\\]^`{|}]/g;
const ANSI_C = { '\\': '\\\\', "'": "\\'", '\t': '\\t', '\u001b': '\\E' };
/** How shells write a word: `set -x` and `printf %q` of bash, dash and busybox, each without the quotes around the word. */
function* shell_forms_shellForms(piece) {
    // In single quotes: bash ends the quotes for a backslash, dash and busybox for double quotes.
    yield piece.replaceAll("'", `'\\''`);
    yield piece.replaceAll("'", `'"'"'`);
    // In double quotes, as people write it.
    yield piece.replace(/["$`\\]/g, '\\$&');
    const backslashed = piece.replace(QUOTED, '\\$&');
    yield backslashed;
    // Older versions leave the comma, newer ones escape `#` and `~` at the beginning.
    yield backslashed.replaceAll('\\,', ',');
    yield backslashed.replace(/^[#~]/, '\\$&');
    // $'…': what bash writes for control characters.
    yield piece.replace(/[\\'\p{Cc}]/gu, (text) => ANSI_C[text] ?? text);
}

;// CONCATENATED MODULE: ./build/js/mask/forms.js

/**
 * Shorter texts are not masked: they are parts of ordinary words, so stars would spoil every log and would tell the secret by
 * their places.
 */
const MIN_LENGTH = 4;
/** The shortest base64 text that is masked: base64 of fewer bytes turns up by chance. */
const MIN_BASE64 = 8;
/** The lines around a PEM block, such as `-----BEGIN CERTIFICATE-----`, are no secret. RFC 7468 */
const PEM_BOUNDARY = /^-----(BEGIN|END) [^-]*-----$/;
/** A value's text without the blanks around it, and each of its lines; nothing shorter than four characters. */
function plainPieces(value) {
    const whole = Buffer.from(value).toString('utf8').trim();
    const lines = whole.split(/\r?\n|\r/).map((line) => line.trim());
    const secret = lines.filter((line) => line.length >= MIN_LENGTH && !PEM_BOUNDARY.test(line));
    const isWholeShown = whole.length >= MIN_LENGTH && !PEM_BOUNDARY.test(whole);
    return [...new Set(isWholeShown ? [whole, ...secret] : secret)];
}
/** Every text by which a piece can stand in a log, base64 left aside. */
function* quotedForms(piece) {
    yield piece;
    // What follows is only worth its time where a writer has something to escape.
    if (/^[\w.-]*$/.test(piece))
        return;
    yield* urlForms(piece);
    yield piece.replaceAll('/', '\\/');
    if (/^[\w./+=:-]*$/.test(piece))
        return;
    yield* jsonForms(piece);
    yield* xmlForms(piece);
    yield* shellForms(piece);
}
/** RFC 8259, plain and with the further escapes of writers that keep to ASCII, to HTML (`\u003c`) or to `\/`. */
function* jsonForms(piece) {
    const plain = JSON.stringify(piece).slice(1, -1);
    const hex = (text) => `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`;
    yield plain;
    yield plain.replaceAll('/', '\\/');
    yield plain.replace(/[^ -~]/g, hex);
    yield plain.replace(/[<>&]|[^ -~]/g, hex);
    yield plain.replace(/[<>&']|[^ -~]/g, hex);
}
/** RFC 3986 with hexadecimal digits of both cases, JavaScript's own, and forms (`+` for a blank). */
function* urlForms(piece) {
    const lax = encodeURIComponent(piece.toWellFormed());
    if (lax === piece && !/[!'()*]/.test(piece))
        return;
    const percent = (text) => `%${text.charCodeAt(0).toString(16).toUpperCase()}`;
    const strict = lax.replace(/[!'()*]/g, percent);
    const forms = [lax, strict, strict.replaceAll('%20', '+'), strict.replaceAll('%2F', '/')];
    for (const form of new Set(forms)) {
        yield form;
        yield form.replace(/%[0-9A-F]{2}/g, (triplet) => triplet.toLowerCase());
    }
}
/** Text of XML and HTML; quotes may stay, or have a name or a number. */
function* xmlForms(piece) {
    const text = piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    yield text;
    for (const [double, single] of [
        ['&quot;', "'"],
        ['&quot;', '&apos;'],
        ['&quot;', '&#39;'],
        ['&quot;', '&#x27;'],
        ['&#34;', '&#39;'],
    ]) {
        yield text.replaceAll('"', double).replaceAll("'", single);
    }
}
/**
 * The characters that depend on the value alone, for each of the three places that a value can have in a group of three bytes,
 * in the alphabet of RFC 4648 §4. The reader of the text turns the other alphabet into this one.
 */
function* base64Forms(text) {
    const value = Buffer.from(text);
    for (const skipped of [0, 1, 2]) {
        const whole = value.subarray(skipped, skipped + Math.floor((value.length - skipped) / 3) * 3);
        const form = whole.toString('base64');
        if (form.length >= MIN_BASE64)
            yield form;
    }
}

;// CONCATENATED MODULE: ./build/js/mask/runner.js


/**
 * The texts that the runner is to mask, each on one line. The runner would add every line of a longer text by itself, also `{`
 * and `}` of a JSON secret, and would then drop each output that has one in it.
 */
function runnerMasks(values) {
    const masks = new Set();
    for (const value of values) {
        if (Buffer.from(value).includes(0))
            continue;
        for (const piece of plainPieces(value))
            if (!/[\r\n\uFFFD]/.test(piece))
                masks.add(piece);
    }
    return [...masks];
}
/**
 * Tells whether GitHub's runner drops a job's output with this value: the value holds a mask, or a mask as base64 (at three
 * offsets), in an expression, JSON, a URL (RFC 3986) or XML, or without the double quotes around it.
 * https://github.com/actions/runner, HostContext and ValueEncoders
 */
function runnerDrops(masks) {
    if (masks.length === 0)
        return () => false;
    const automaton = makeAutomaton(masks.flatMap((mask) => [mask, ...encodings(mask)]));
    return (value) => {
        let node = 0;
        for (let index = 0; index < value.length; index++) {
            node = automaton.step(node, value.charCodeAt(index));
            if ((automaton.matched[node] ?? 0) > 0)
                return true;
        }
        return false;
    };
}
function* encodings(mask) {
    yield* base64Forms(mask);
    yield mask.replaceAll("'", "''");
    yield JSON.stringify(mask).slice(1, -1);
    yield encodeURIComponent(mask.toWellFormed()).replace(/[!'()*]/g, (text) => `%${text.charCodeAt(0).toString(16).toUpperCase()}`);
    yield mask
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&apos;');
    if (/^".*"$/.test(mask) && mask.length > 8)
        yield mask.slice(1, -1);
}

;// CONCATENATED MODULE: ./build/js/action/lists.js

/**
 * Reads the rows of a list input: one a line, blanks around it dropped, empty lines skipped. A row that begins with `"` goes
 * to the next `"`, over several lines where need be; two quotes in it mean one (CSV, RFC 4180, as docker/build-push-action
 * has it). Rows may be secrets, so errors tell the line and never the text.
 *
 * @throws ObuilderError `input-invalid` for a quote without an end, and for text behind one
 */
function readRows(input, name) {
    const lines = input.split(/\r?\n/);
    const rows = [];
    for (let next = 0; next < lines.length; next += 1) {
        const line = next + 1;
        let text = (lines[next] ?? '').trim();
        if (text.startsWith('"')) {
            text = (lines[next] ?? '').trimStart().slice(1);
            while (!isClosed(text)) {
                next += 1;
                const more = lines[next];
                if (more === undefined)
                    throw badRow(name, line, 'begins with a quote (") that nothing ends');
                text += `\n${more}`;
            }
            rows.push({ text: unquote(text, { name, line }), line });
        }
        else if (text !== '') {
            rows.push({ text, line });
        }
    }
    return rows;
}
/** Whether a quoted text, without its first quote, has a quote that is not one of two. */
function isClosed(text) {
    return text.replaceAll('""', '').includes('"');
}
function unquote(text, { name, line }) {
    const [, inner, behind] = /^((?:[^"]|"")*)"(.*)$/s.exec(text) ?? [];
    if (inner !== undefined && behind?.trim() === '')
        return inner.replaceAll('""', '"');
    throw badRow(name, line, 'has text behind its closing quote (write "" for a quote inside)');
}
/** The `ID=value` rows of an input. @throws ObuilderError `input-invalid` for a row without an id, or an id given twice */
function readPairs(input, name) {
    const seen = new Set();
    return readRows(input, name).map(({ text, line }) => {
        const [, id, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? [];
        if (id === undefined || value === undefined)
            throw badRow(name, line, 'is not of the form ID=value');
        if (seen.has(id))
            throw badRow(name, line, `gives ${JSON.stringify(id)} a second time`);
        seen.add(id);
        return { id, value, line };
    });
}
function badRow(name, line, what) {
    return new ObuilderError('input-invalid', `line ${line} of input ${name} ${what}`, {
        hint: 'Its text is not shown, since it may be a secret.',
    });
}

;// CONCATENATED MODULE: ./build/js/action/secrets.js





/**
 * All secrets, from the inputs `secrets` (values), `secret-envs` (names of variables) and `secret-files` (paths).
 *
 * @throws ObuilderError `input-invalid` for a row that cannot be read and for an id that is given twice
 */
function readSecrets(get, places) {
    const given = [
        ...readPairs(get('secrets'), 'secrets').map((row) => ({
            ...row,
            input: 'secrets',
            bytes: Buffer.from(row.value),
        })),
        ...readPairs(get('secret-envs').replaceAll(',', '\n'), 'secret-envs').map((row) => ({
            ...row,
            input: 'secret-envs',
            bytes: fromVariable(row, places),
        })),
        ...readPairs(get('secret-files'), 'secret-files').map((row) => ({
            ...row,
            input: 'secret-files',
            bytes: fromFile(row, places),
        })),
    ];
    const secrets = new Map();
    const seen = new Set();
    for (const { id, input, line, bytes } of given) {
        if (seen.has(id))
            throw badRow(input, line, `gives ${JSON.stringify(id)}, which another input gives too`);
        seen.add(id);
        if (bytes !== undefined)
            secrets.set(id, bytes);
    }
    return secrets;
}
function fromVariable({ id, value }, { env, onMissing }) {
    const text = env[value.trim()];
    if (text !== undefined)
        return Buffer.from(text);
    const message = `secret ${id} is to come from the variable ${value}, which is not set`;
    const hint = 'Set it with env: at the step that uses the action.';
    onMissing(new ObuilderError('secret-missing', message, { value, hint }));
    return undefined;
}
function fromFile({ id, value }, { workspace, onMissing }) {
    const file = external_node_path_.resolve(workspace, value);
    try {
        return (0,external_node_fs_.readFileSync)(file);
    }
    catch (cause) {
        const reason = cause.code ?? 'unknown';
        const message = `the file ${value} of secret ${id} cannot be read (${reason})`;
        const hint = 'Relative paths are relative to the workspace.';
        onMissing(new ObuilderError('secret-missing', message, { value: file, hint, cause }));
        return undefined;
    }
}
/** The texts that the runner is to mask: of the secrets whose ids are in the spec's text, because others are given to no step. */
function maskedTexts(secrets, specText) {
    return runnerMasks([...secrets].filter(([id]) => specText.includes(id)).map(([, bytes]) => bytes));
}

;// CONCATENATED MODULE: ./build/js/action/values.js

/** The one form of error for an input: its name, its value and what is expected instead. */
function badInput(name, value, expected) {
    const shown = value.length > 200 ? `${value.slice(0, 200)}…` : value;
    return new ObuilderError('input-invalid', `input ${name} is ${JSON.stringify(shown)}: expected ${expected}`, {
        value: shown,
    });
}
/** The booleans of YAML 1.2's core schema, as other actions take them; undefined for anything else. */
function parseBoolean(text) {
    if (['true', 'True', 'TRUE'].includes(text))
        return true;
    return ['false', 'False', 'FALSE'].includes(text) ? false : undefined;
}
function booleanInput(get, name, whenEmpty) {
    const value = get(name);
    if (value === '')
        return whenEmpty;
    const parsed = parseBoolean(value);
    if (parsed === undefined)
        throw badInput(name, value, 'true or false');
    return parsed;
}
const PULL = ['auto', 'always', 'missing', 'never'];
function pullInput(get) {
    const value = get('pull');
    const asBoolean = parseBoolean(value);
    if (value === '' || asBoolean === false)
        return 'auto';
    if (asBoolean)
        return 'always';
    const policy = PULL.find((name) => name === value);
    if (policy === undefined)
        throw badInput('pull', value, `one of ${PULL.join(', ')}, true, false`);
    return policy;
}
function maxParallelInput(get) {
    const value = get('max-parallel');
    if (value === '')
        return undefined;
    if (/^[1-9]\d{0,3}$/.test(value))
        return Number(value);
    throw badInput('max-parallel', value, 'a number from 1 to 9999');
}
/** Which store, and who named it: the input, else the machine's owner in the runner's environment, else it is `auto`. */
function storeInput(get, ownersStore) {
    const value = get('store') || 'auto';
    const isOwners = value === 'auto' && Boolean(ownersStore);
    const store = (isOwners ? ownersStore : undefined) ?? value;
    const namedBy = isOwners ? 'OBUILDER_STORE' : 'input store';
    // What a driver's place looks like only the driver knows.
    if (store === 'auto' || /^[a-z][a-z0-9-]*:./.test(store))
        return { store, namedBy };
    const expected = 'auto, or DRIVER:PLACE, for example btrfs:/srv/obuilder';
    if (!isOwners)
        throw badInput('store', store, expected);
    throw new ObuilderError('input-invalid', `OBUILDER_STORE of this runner is ${JSON.stringify(store)}: expected ${expected}`, {
        value: store,
    });
}
/** Names, one a line or with commas between them; undefined where there is none. */
function listInput(get, name) {
    const values = get(name)
        .split(/[\n,]/)
        .map((value) => value.trim());
    const given = values.filter((value) => value !== '');
    return given.length === 0 ? undefined : given;
}
/** A name that may be part of a path or a log. */
function wordInput(get, name) {
    const value = get(name);
    if (value === '')
        return undefined;
    if (value.length <= 200 && !/\p{Cc}/u.test(value))
        return value;
    throw badInput(name, value, 'at most 200 characters on one line');
}

;// CONCATENATED MODULE: ./build/js/action/spec-source.js




/** The spec, from exactly one of the inputs `spec` and `spec-file`. @throws ObuilderError `input-invalid`, `spec-invalid` */
function readSpec(get, workspace) {
    const text = get('spec');
    const file = get('spec-file');
    if (text !== '' && file !== '') {
        throw new ObuilderError('input-invalid', `inputs spec and spec-file (${JSON.stringify(file)}) are both given`, {
            value: file,
            hint: 'Give one of them.',
        });
    }
    if (text !== '')
        return { text, name: 'spec', isFile: false };
    if (file !== '')
        return spec_source_fromFile(file, workspace);
    throw new ObuilderError('input-invalid', 'neither input spec nor input spec-file is given', {
        hint: 'Write the spec into the workflow with "spec:", or name its file with "spec-file:".',
    });
}
function spec_source_fromFile(file, workspace) {
    const absolute = external_node_path_.resolve(workspace, file);
    const relative = external_node_path_.relative(workspace, absolute);
    const name = relative.startsWith('..') ? absolute : relative;
    return { text: decode(spec_source_read(file, absolute), file), name, isFile: true };
}
function spec_source_read(file, absolute) {
    try {
        return (0,external_node_fs_.readFileSync)(absolute);
    }
    catch (cause) {
        const code = cause.code ?? 'unknown';
        throw badInput('spec-file', file, `a file that can be read (${code}: ${absolute})`);
    }
}
function decode(bytes, file) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (cause) {
        throw new ObuilderError('spec-invalid', `the spec ${file} is not UTF-8`, { value: file, cause });
    }
}
/** The context's directory, absolute. @throws ObuilderError `input-invalid` where there is none */
function readContext(get, workspace) {
    const context = get('context') || '.';
    const absolute = external_node_path_.resolve(workspace, context);
    if ((0,external_node_fs_.statSync)(absolute, { throwIfNoEntry: false })?.isDirectory())
        return absolute;
    throw badInput('context', context, `a directory (${absolute} is none)`);
}

;// CONCATENATED MODULE: ./build/js/action/inputs.js








/** Reads all inputs once. @throws ObuilderError `input-invalid` naming the input, its value and what is expected */
function readInputs({ get, env, workspace, onMissing }) {
    const size = get('store-size');
    const { store, namedBy } = storeInput(get, env['OBUILDER_STORE']);
    return {
        spec: readSpec(get, workspace),
        context: readContext(get, workspace),
        store,
        storeNamedBy: namedBy,
        poolBytes: size === '' ? undefined : parsePoolSize(size, 'input store-size'),
        limits: parseLimits(get, (name) => `input ${name}`),
        // What action.yml says is what a step gets where nothing is asked for, and costs less so.
        bounds: parseBounds((name) => (get(name) === BOUND_DEFAULTS[name] ? '' : get(name)), (name) => `input ${name}`),
        secrets: readSecrets(get, { env, workspace, onMissing }),
        target: wordInput(get, 'target'),
        noCache: booleanInput(get, 'no-cache', false),
        pull: pullInput(get),
        maxParallel: maxParallelInput(get),
        userNamespace: parseUserNamespace(get('user-namespace'), 'input user-namespace'),
        origin: originOf(env),
        cacheScope: wordInput(get, 'cache-scope'),
        share: wordInput(get, 'share'),
        refresh: listInput(get, 'no-cache-filter'),
        keySecrets: listInput(get, 'key-secrets'),
        keepFailed: booleanInput(get, 'keep-failed', true),
        install: booleanInput(get, 'install', true),
    };
}

;// CONCATENATED MODULE: ./build/js/action/install-log.js



/** The text of a job's log for an installation of packages: one group, and no workflow command from a package's scripts. */
function installLog() {
    const output = fence(external_node_crypto_.randomUUID);
    return (event) => {
        switch (event.type) {
            case 'install':
                return command('group', `Install ${event.packages.join(', ')}`);
            case 'install-output':
                return output.write(event.text);
            case 'install-end':
                return output.close() + command('endgroup');
        }
    };
}
function isInstallEvent(event) {
    return event.type === 'install' || event.type === 'install-output' || event.type === 'install-end';
}

;// CONCATENATED MODULE: ./build/js/action/outputs.js

/** Outputs of the action itself; a step's output of the same name does not replace them. */
const FIXED_OUTPUTS = ['id', 'cache-hit', 'steps', 'outputs'];
/** What a job may hand on in one output on GitHub, in bytes. */
const LARGEST_OUTPUT = 1024 * 1024;
const LONGEST_OPERATION = 200;
/** The action's outputs in full. `masks`: the texts that the runner masks. */
function actionOutputs(build, masks) {
    const given = Object.entries(build.outputs);
    const named = given.filter(([name]) => isFree(name) && isName(name));
    const steps = stepsJson(build.steps);
    const all = outputsJson(build.outputs);
    const isDropped = runnerDrops(masks);
    const values = [
        ['id', build.id],
        ['cache-hit', String(build.cacheHit)],
        ['steps', steps.text],
        ['outputs', all.text],
        ...named,
    ];
    const warnings = [
        ...steps.warnings,
        ...all.warnings,
        ...given.flatMap(([name]) => nameWarnings(name)),
        ...values.filter(([, value]) => isDropped(value)).map(([name]) => skipped(name)),
    ];
    return { values, warnings };
}
/** `steps`: operations are shortened first, then steps are left out from the end, and either is told. */
function stepsJson(reports) {
    const steps = reports.map(({ id, build, operation, outcome, seconds }) => {
        return { id, build, operation, outcome, seconds: Math.round(seconds * 1000) / 1000 };
    });
    const whole = JSON.stringify(steps);
    if (fits(whole))
        return { text: whole, warnings: [] };
    const short = steps.map((step) => ({ ...step, operation: shorten(step.operation) }));
    const texts = short.map((step) => JSON.stringify(step));
    const kept = [];
    let room = LARGEST_OUTPUT - 2;
    for (const text of texts) {
        room -= Buffer.byteLength(text) + 1;
        if (room < 0)
            break;
        kept.push(text);
    }
    const left = texts.length - kept.length;
    const rest = left === 0 ? '' : ` and the last ${left} of ${texts.length} steps are left out`;
    const warning = `Output steps is larger than the 1 MB that GitHub takes: long operations are shortened${rest}.`;
    return { text: `[${kept.join(',')}]`, warnings: [warning] };
}
function shorten(operation) {
    return operation.length <= LONGEST_OPERATION ? operation : `${operation.slice(0, LONGEST_OPERATION - 1)}…`;
}
/** `outputs`: the largest values are left out until the rest fits. */
function outputsJson(outputs) {
    const whole = JSON.stringify(outputs);
    if (fits(whole))
        return { text: whole, warnings: [] };
    const size = ([name, value]) => Buffer.byteLength(JSON.stringify(name)) + Buffer.byteLength(JSON.stringify(value)) + 2;
    let room = LARGEST_OUTPUT - 2;
    const smallestFirst = Object.entries(outputs).sort((a, b) => size(a) - size(b));
    const kept = smallestFirst.filter((entry) => {
        room -= size(entry);
        return room >= 0;
    });
    const names = smallestFirst.slice(kept.length).map(([name]) => name);
    const warning = `Output outputs is larger than the 1 MB that GitHub takes, so it lacks ${names.join(', ')}.`;
    return { text: JSON.stringify(Object.fromEntries(kept)), warnings: [warning] };
}
function fits(text) {
    return Buffer.byteLength(text) <= LARGEST_OUTPUT;
}
/** GitHub's expressions do not tell letter case apart in names. */
function isFree(name) {
    return !FIXED_OUTPUTS.some((fixed) => fixed === name.toLowerCase());
}
/** Other names could not be written in an expression, and some would be read as something else by the runner. */
function isName(name) {
    return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name);
}
function nameWarnings(name) {
    if (!isFree(name)) {
        return [
            `A step wrote an output ${name}, which is one of the action's own; read it from the output "outputs".`,
        ];
    }
    if (isName(name))
        return [];
    return [`${JSON.stringify(name)} is no name for an output of a step; read it from the output "outputs".`];
}
function skipped(name) {
    return `Output ${name} contains a secret, so GitHub does not hand it on to other jobs.`;
}

;// CONCATENATED MODULE: ./build/js/action/place.js


/** Where system programs are, also for a user whose PATH does not have it. */
const SYSTEM_DIRECTORIES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
/** PATH with the system's directories behind it. */
function fullPath(pathVariable) {
    const given = (pathVariable ?? '').split(':').filter((directory) => directory !== '');
    return [...new Set([...given, ...SYSTEM_DIRECTORIES])].join(':');
}
function readPlace(entry, env) {
    const uid = process.getuid?.() ?? 0;
    const extension = external_node_path_.extname(entry);
    return {
        env,
        uid,
        user: userName(uid),
        workspace: external_node_path_.resolve(env['GITHUB_WORKSPACE'] || '.'),
        searchPath: fullPath(env['PATH']),
        cli: external_node_path_.resolve(external_node_path_.dirname(entry), `../cli/index${extension}`),
    };
}
function userName(uid) {
    try {
        return (0,external_node_os_.userInfo)().username;
    }
    catch {
        return `#${uid}`;
    }
}
/** What of this process's environment the worker is to see: nothing that could be a secret. */
const PASSED_ON = ['HOME', 'LANG', 'TMPDIR', 'TZ', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];
function workerEnvironment({ env, searchPath }) {
    const passed = PASSED_ON.flatMap((name) => (env[name] ? [[name, env[name]]] : []));
    return { ...Object.fromEntries(passed), PATH: searchPath };
}

;// CONCATENATED MODULE: ./build/js/worker/user-settings.js

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
/**
 * What the asking user has set up for reaching registries. It goes into the request, since sudo drops the variables. A
 * variable that is empty counts as one that is not set.
 */
function userSettings(env) {
    const set = Object.entries(env).filter((entry) => Boolean(entry[1]));
    const environment = Object.fromEntries(set);
    const { DOCKER_CONFIG, HOME } = environment;
    const directory = DOCKER_CONFIG ?? (HOME === undefined ? undefined : external_node_path_.join(HOME, '.docker'));
    const names = PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()]);
    const proxy = set.filter(([name]) => names.includes(name));
    return {
        dockerConfig: directory === undefined ? undefined : external_node_path_.resolve(directory, 'config.json'),
        proxy: proxy.length === 0 ? undefined : Object.fromEntries(proxy),
        environment,
    };
}

;// CONCATENATED MODULE: ./build/js/action/request.js

/** What the worker is asked for. */
function buildRequest(inputs, env) {
    const secrets = [...inputs.secrets].map(([id, bytes]) => [id, Buffer.from(bytes).toString('base64')]);
    return {
        version: 1,
        storeRequest: { store: inputs.store, namedBy: inputs.storeNamedBy, poolBytes: inputs.poolBytes },
        spec: { text: inputs.spec.text, file: inputs.spec.name },
        context: inputs.context,
        target: inputs.target,
        secrets: Object.fromEntries(secrets),
        noCache: inputs.noCache,
        pull: inputs.pull,
        maxParallel: inputs.maxParallel,
        userNamespace: inputs.userNamespace,
        keepFailed: inputs.keepFailed,
        install: inputs.install,
        limits: inputs.limits,
        bounds: inputs.bounds,
        origin: inputs.origin,
        cacheScope: inputs.cacheScope,
        share: inputs.share,
        refresh: inputs.refresh,
        keySecrets: inputs.keySecrets,
        ...userSettings(env),
    };
}

;// CONCATENATED MODULE: ./build/js/action/state.js

/** What main leaves for post. All keys are here. */
const KEYS = { workerPid: 'worker-pid', workerStart: 'worker-start' };
function saveWorker({ pid, start }) {
    (0,core/* saveState */.LZ)(KEYS.workerPid, pid);
    (0,core/* saveState */.LZ)(KEYS.workerStart, start);
}
/** The worker that main started, or undefined where it did not come so far. */
function savedWorker() {
    const pid = Number(getState(KEYS.workerPid));
    const start = Number(getState(KEYS.workerStart));
    return Number.isSafeInteger(pid) && pid > 1 && Number.isSafeInteger(start) ? { pid, start } : undefined;
}

;// CONCATENATED MODULE: ./build/js/action/run.js



















/** As a shell has it for a program that SIGINT ended. */
const CANCELLED = 130;
/** The whole action but post. Gives the process's exit status: 0 built, 1 failed, 130 cancelled. */
async function runAction(entry) {
    const cancel = new AbortController();
    const onSignal = () => cancel.abort();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, onSignal);
    try {
        const place = readPlace(entry, process.env);
        const inputs = readInputs({
            get: core/* getInput */.V4,
            env: place.env,
            workspace: place.workspace,
            onMissing: (why) => (0,core/* info */.pq)(`A step that needs it will fail: ${errorText(why)}`),
        });
        for (const text of maskedTexts(inputs.secrets, inputs.spec.text))
            (0,core/* setSecret */.Pq)(text);
        return await build(inputs, place, cancel.signal);
    }
    catch (error) {
        (0,core/* setFailed */.C1)(errorText(asObuilderError(error)));
        return 1;
    }
}
async function build(inputs, place, signal) {
    const start = performance.now();
    const specFile = inputs.spec.isFile ? inputs.spec.name : undefined;
    const reporter = actionsReporter({
        newToken: external_node_crypto_.randomUUID,
        specFile,
        enter: (id) => enterFailed(id, inputs, place),
    });
    const events = recorder();
    const installation = installLog();
    const onEvent = (event) => {
        if (event.type === 'hello') {
            rememberWorker(event);
            return undefined;
        }
        if (isInstallEvent(event))
            return writePaced(installation(event));
        events.add(event);
        return writePaced(reporter.event(event));
    };
    const env = workerEnvironment(place);
    const { command, notice } = await workerCommand({
        uid: place.uid,
        node: process.execPath,
        cli: place.cli,
        env,
    });
    if (notice !== undefined)
        (0,core/* info */.pq)(notice);
    const request = buildRequest(inputs, place.env);
    // Whatever is open on the screen would swallow what comes next, also where that is an error.
    const close = () => process.stdout.write(reporter.finish());
    const exit = await startWorker({ request, command, onEvent, user: place.user, env, signal }).finally(close);
    const seconds = (performance.now() - start) / 1000;
    return run_conclude(exit, { inputs, place, record: events.record(), seconds });
}
/** For post, which ends a worker that outlives this process. A precaution that cannot be taken is no reason to fail a build. */
function rememberWorker(mark) {
    try {
        saveWorker(mark);
    }
    catch (error) {
        (0,core/* warning */.$e)(`The worker could not be noted for the end of the job: ${asObuilderError(error).message}`);
    }
}
function run_conclude(exit, ended) {
    writeSummary(ended, exit.kind === 'cancelled');
    switch (exit.kind) {
        case 'built':
            setOutputs(exit.report, ended);
            return 0;
        case 'failed':
            setOutputs({ id: '', cacheHit: false, steps: stepReports(ended.record), outputs: {} }, ended);
            (0,core/* setFailed */.C1)(`The build failed: ${errorText(exit.error)}`);
            return 1;
        case 'cancelled':
            (0,core/* info */.pq)('The build was cancelled. Steps that were finished are kept.');
            if (exit.alive !== undefined)
                (0,core/* warning */.$e)(`The worker, process ${exit.alive}, has not ended yet.`);
            return CANCELLED;
    }
}
function stepReports({ steps }) {
    return steps.map(({ step, outcome, end }) => ({
        index: step.index,
        id: end?.id ?? step.id,
        build: step.build,
        operation: step.operation,
        outcome,
        seconds: end?.seconds ?? 0,
    }));
}
function setOutputs(outputs, { inputs }) {
    const { values, warnings } = actionOutputs(outputs, maskedTexts(inputs.secrets, inputs.spec.text));
    for (const [name, value] of values)
        (0,core/* setOutput */.uH)(name, value);
    for (const text of warnings)
        (0,core/* warning */.$e)(text);
}
/** A summary that cannot be written is no reason to fail a build. */
function writeSummary({ inputs, place, record, seconds }, cancelled) {
    const file = place.env['GITHUB_STEP_SUMMARY'];
    if (!file)
        return;
    const again = buildAgain(inputs, place);
    const inspect = (id) => inspectResult(id, inputs, place);
    const enter = (id) => enterFailed(id, inputs, place);
    try {
        (0,external_node_fs_.appendFileSync)(file, summary(record, { seconds, cancelled, again, inspect, enter }));
    }
    catch (error) {
        (0,core/* warning */.$e)(`The job summary could not be written: ${asObuilderError(error).message}`);
    }
}


/***/ })

};
