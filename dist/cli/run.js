const require_index = require("./index.js");
const require_reader = require("./reader.js");
const require_quick = require("./quick.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
node_path = require_index.__toESM(node_path, 1);
let node_util = require("node:util");
const node_os = () => require("node:os");
const node_timers_promises = () => require("node:timers/promises");
const node_crypto = () => require("node:crypto");
let node_buffer = require("node:buffer");
const node_stream = () => require("node:stream");
let node_string_decoder = require("node:string_decoder");
const node_tty = () => require("node:tty");
let node_stream_promises = require("node:stream/promises");
const node_fs_promises = () => require("node:fs/promises");
// node_modules/yocto-queue/index.js
var Node = class {
	value;
	next;
	constructor(value) {
		this.value = value;
	}
};
var Queue = class {
	#head;
	#tail;
	#size;
	constructor() {
		this.clear();
	}
	enqueue(value) {
		const node = new Node(value);
		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}
		this.#size++;
	}
	dequeue() {
		const current = this.#head;
		if (!current) return;
		this.#head = this.#head.next;
		this.#size--;
		if (!this.#head) this.#tail = void 0;
		return current.value;
	}
	peek() {
		if (!this.#head) return;
		return this.#head.value;
	}
	clear() {
		this.#head = void 0;
		this.#tail = void 0;
		this.#size = 0;
	}
	get size() {
		return this.#size;
	}
	*[Symbol.iterator]() {
		let current = this.#head;
		while (current) {
			yield current.value;
			current = current.next;
		}
	}
	*drain() {
		while (this.#head) yield this.dequeue();
	}
};
// node_modules/p-limit/index.js
var p_limit_exports = require_index.__exportAll({ default: () => pLimit });
function pLimit(concurrency) {
	let rejectOnClear = false;
	if (typeof concurrency === "object") ({concurrency, rejectOnClear = false} = concurrency);
	validateConcurrency(concurrency);
	if (typeof rejectOnClear !== "boolean") throw new TypeError("Expected `rejectOnClear` to be a boolean");
	const queue = new Queue();
	let activeCount = 0;
	const resumeNext = () => {
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};
	const next = () => {
		activeCount--;
		resumeNext();
	};
	const run = async (function_, resolve, arguments_) => {
		const result = (async () => function_(...arguments_))();
		resolve(result);
		try {
			await result;
		} catch {}
		next();
	};
	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = { reject };
		new Promise((internalResolve) => {
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(void 0, function_, resolve, arguments_));
		if (activeCount < concurrency) resumeNext();
	};
	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});
	Object.defineProperties(generator, {
		activeCount: { get: () => activeCount },
		pendingCount: { get: () => queue.size },
		clearQueue: { value() {
			if (!rejectOnClear) {
				queue.clear();
				return;
			}
			const abortError = AbortSignal.abort().reason;
			while (queue.size > 0) queue.dequeue().reject(abortError);
		} },
		concurrency: {
			get: () => concurrency,
			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;
				queueMicrotask(() => {
					while (activeCount < concurrency && queue.size > 0) resumeNext();
				});
			}
		},
		map: { async value(iterable, function_) {
			const promises = [];
			try {
				Array.from(iterable, (value, index) => {
					const promise = generator(function_, value, index);
					promises.push(promise);
					return promise;
				});
			} catch (error) {
				for (const promise of promises) promise.catch(() => {});
				throw error;
			}
			return Promise.all(promises);
		} }
	});
	return generator;
}
function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) throw new TypeError("Expected `concurrency` to be a number from 1 and up");
}
// src/host/calls/machines.ts
const canMakeCalls = () => process.arch === "x64" || process.arch === "arm64";
// src/files/new-times.ts
var NewTimes = class {
	#waiting = new Map();
	set(key, file, place) {
		if (setAtOnce(file, place)) this.#waiting.delete(key);
		else this.#waiting.set(key, file);
	}
	share(of, { key, path }) {
		const file = this.#waiting.get(of);
		if (file !== void 0) this.#waiting.set(key, {
			...file,
			path
		});
	}
	forget(key) {
		this.#waiting.delete(key);
	}
	async finish(root) {
		const files = [...this.#waiting.values()];
		this.#waiting.clear();
		if (files.length === 0) return;
		const { setTimes } = await Promise.resolve().then(() => set_times_exports);
		await setTimes(root, files);
	}
};
function setAtOnce({ modified, accessed = modified }, place) {
	if (!(require_reader.partsOf(modified).nanoseconds === 0) && canMakeCalls()) return false;
	const times = [require_reader.timeForNode(accessed), require_reader.timeForNode(modified)];
	if (typeof place === "number") (0, node_fs.futimesSync)(place, ...times);
	else (0, node_fs.lutimesSync)(place, ...times);
	return true;
}
// src/sandbox/runc/ceilings.ts
const LINES = {
	RLIMIT_AS: "Max address space",
	RLIMIT_CORE: "Max core file size",
	RLIMIT_CPU: "Max cpu time",
	RLIMIT_DATA: "Max data size",
	RLIMIT_FSIZE: "Max file size",
	RLIMIT_LOCKS: "Max file locks",
	RLIMIT_MEMLOCK: "Max locked memory",
	RLIMIT_MSGQUEUE: "Max msgqueue size",
	RLIMIT_NICE: "Max nice priority",
	RLIMIT_NOFILE: "Max open files",
	RLIMIT_NPROC: "Max processes",
	RLIMIT_RSS: "Max resident set",
	RLIMIT_RTPRIO: "Max realtime priority",
	RLIMIT_RTTIME: "Max realtime timeout",
	RLIMIT_SIGPENDING: "Max pending signals",
	RLIMIT_STACK: "Max stack size"
};
const SYS_RESOURCE = 1n << 24n;
function readCeilings(texts) {
	const isFree = (BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(texts.status)?.[1] ?? "0"}`) & SYS_RESOURCE) !== 0n;
	const most = Number(texts.openFiles) || Number.POSITIVE_INFINITY;
	const entries = Object.entries(LINES).map(([name, line]) => [name, Math.min(isFree ? Number.POSITIVE_INFINITY : hard(texts.limits, line), name === "RLIMIT_NOFILE" ? most : Number.POSITIVE_INFINITY)]);
	return Object.fromEntries(entries);
}
function hard(limits, name) {
	const line = limits.split("\n").find((text) => text.startsWith(name));
	const value = Number(line?.slice(name.length).trim().split(/\s+/)[1]);
	return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
// src/sandbox/runc/limits.ts
const DEFAULT_LIMITS = {
	memoryShare: .8,
	pids: 16384,
	seconds: 21600,
	openFiles: {
		soft: 16384,
		hard: 1048576
	}
};
const FEWEST_PIDS = 32;
const CPU_PERIOD = 1e5;
function resources(limits, support) {
	const { pids, memoryBytes: memory } = boundsOf(limits, support);
	const cpus = finite(limits?.cpus);
	return {
		devices: [{
			allow: false,
			access: "rwm"
		}],
		...pids !== void 0 && { pids: { limit: pids } },
		...memory !== void 0 && { memory: {
			limit: memory,
			...support.swap && { swap: memory }
		} },
		...cpus !== void 0 && { cpu: {
			quota: Math.max(1e3, Math.round(cpus * CPU_PERIOD)),
			period: CPU_PERIOD
		} }
	};
}
function boundsOf(limits, support) {
	const pids = finite(limits?.pids ?? (support.pids ? DEFAULT_LIMITS.pids : void 0));
	return {
		pids: pids === void 0 ? void 0 : Math.max(pids, FEWEST_PIDS),
		memoryBytes: finite(limits?.memoryBytes ?? support.memoryBytes)
	};
}
const finite = (value) => Number.isFinite(value) ? value : void 0;
// src/sandbox/runc/kill.ts
const POLL_MS$1 = 10;
const PATIENCE_MS = 500;
async function killStep(runtime, step) {
	const deadline = Date.now() + PATIENCE_MS;
	while (!step.hasEnded() && Date.now() < deadline) {
		const first = firstProcess(step);
		if (first !== void 0) require_reader.killNow(first);
		await (0, node_timers_promises().setTimeout)(POLL_MS$1);
	}
	if (step.hasEnded()) return;
	for (const child of require_reader.childrenOf(step.runtimePid)) require_reader.killNow(child);
	require_reader.killNow(step.runtimePid);
	await removeContainer(runtime, step.name);
}
function firstProcess(step) {
	if (!(0, node_fs.existsSync)(step.pidFile)) return void 0;
	const pid = Number((0, node_fs.readFileSync)(step.pidFile, "utf8"));
	return pid > 1 && require_reader.parentOf(pid) === step.runtimePid ? pid : void 0;
}
async function removeContainer(runtime, name) {
	if (!(0, node_fs.existsSync)(require_quick.containerDirectory(runtime, name))) return;
	await require_index.runProgram(runtime.program, [
		"--root",
		runtime.containers,
		"delete",
		"--force",
		name
	]).catch((error) => {
		if ((0, node_fs.existsSync)(require_quick.containerDirectory(runtime, name))) throw error;
	});
}
// src/host/process/watchdog.ts
function startWatchdog(script, args, env) {
	const whole = `busy=0\nwhile read -r busy_now; do busy=$busy_now; done\n[ "$busy" = 0 ] && exit\n${script}`;
	const { child } = require_reader.startProgram("/bin/sh", [
		"-c",
		whole,
		"sh",
		...args
	], {
		stdio: [
			"pipe",
			"ignore",
			"ignore"
		],
		detached: true,
		env
	});
	child.unref();
	const { stdin } = child;
	if ("unref" in stdin && typeof stdin.unref === "function") stdin.unref();
	return { busy: (count) => void (stdin.writable && stdin.write(`${count}\n`)) };
}
// src/sandbox/machine/watchdog.ts
const SCRIPT = `
for pause in 0 0.1 0.2 0.4 0.8; do
  sleep "$pause"
  for directory in "$2/$3"-*; do
    [ -d "$directory" ] && "$1" --root "$2" delete --force "\${directory##*/}"
  done
  [ -z "$4" ] || for directory in "$4/$3"-*; do
    [ -d "$directory" ] && [ -O "$directory" ] && rm -rf -- "$directory"
  done
done
`;
function watchForOrphans(runtime) {
	const args = [
		runtime.program,
		runtime.containers,
		require_quick.ownerPrefix(),
		runtime.memory ?? ""
	];
	return startWatchdog(SCRIPT, args, require_quick.RUNTIME_ENVIRONMENT);
}
// src/sandbox/runc/app-armor.ts
function planAppArmor(state) {
	if (state.enabled.trim() !== "Y") return { kind: "not-in-use" };
	const own = state.own.replace(/ \(\w+\)\s*$/, "").replace(/[\0\n]/g, "");
	const rules = profileRules(own === "" ? "unconfined" : own);
	const profile = `obuilder-action-step-${(0, node_crypto().createHash)("sha256").update(rules.join("\n")).digest("hex").slice(0, 12)}`;
	if (state.profiles.split("\n").includes(`${profile} (enforce)`)) return {
		kind: "loaded",
		profile
	};
	return {
		kind: "to-load",
		profile,
		text: profileText(profile, rules, state.hasVersions)
	};
}
function profileRules(worker) {
	return [
		"file,",
		"capability,",
		"umount,",
		"network,",
		"deny network alg,",
		"deny network vsock,",
		"deny mount,",
		...[...new Set([
			"unconfined",
			"runc",
			"crun",
			worker
		])].filter((name) => /^[\w./-]+$/.test(name)).map((name) => `signal (receive) peer=${name},`),
		"signal (send, receive) peer=@{profile_name},",
		"ptrace (trace, read, tracedby, readby) peer=@{profile_name},",
		"deny /proc/* w,",
		"deny /proc/[^1-9s]** w,",
		"deny /proc/sy[^s]** w,",
		"deny /proc/sys/** w,",
		"deny /proc/sysrq-trigger rwklx,",
		"deny /proc/kcore rwklx,",
		"deny /proc/keys r,",
		"deny /sys/** wklx,",
		"deny /sys/firmware/** r,",
		"deny /sys/kernel/security/** r,",
		"deny /sys/devices/virtual/powercap/** r,"
	];
}
function profileText(name, rules, hasVersions) {
	const lines = rules.map((rule) => `  ${rule.replaceAll("@{profile_name}", name)}`);
	return [
		...hasVersions ? ["abi <abi/3.0>,", ""] : [],
		`profile ${name} flags=(attach_disconnected, mediate_deleted) {`,
		...lines,
		"}",
		""
	].join("\n");
}
async function raiseAppArmor() {
	const plan = planAppArmor(readState());
	if (plan.kind === "not-in-use") return {
		profile: void 0,
		says: "AppArmor is not in use on this machine"
	};
	if (plan.kind === "to-load") try {
		await require_index.runProgram("apparmor_parser", [
			"--replace",
			"--skip-cache",
			"--quiet"
		], { input: plan.text });
	} catch (error) {
		return {
			profile: void 0,
			says: `AppArmor has no profile for steps, because it cannot be loaded: ${error instanceof Error ? error.message : String(error)}`
		};
	}
	return {
		profile: plan.profile,
		says: `AppArmor (${plan.profile})`
	};
}
function readState() {
	const enabled = require_reader.textOrEmpty("/sys/module/apparmor/parameters/enabled");
	if (enabled.trim() !== "Y") return {
		enabled,
		profiles: "",
		own: "",
		hasVersions: false
	};
	return {
		enabled,
		profiles: require_reader.textOrEmpty("/sys/kernel/security/apparmor/profiles"),
		own: require_reader.textOrEmpty("/proc/self/attr/current"),
		hasVersions: (0, node_fs.existsSync)("/etc/apparmor.d/abi/3.0")
	};
}
// src/sandbox/runc/inherited.ts
const CORE_FILTER = "33";
const USUAL_POLICY = 0;
const POLICY = 38;
async function dropInherited() {
	if (/^NoNewPrivs:\s*1$/m.test(read("status"))) throw new require_index.ObuilderError("sandbox-failed", "set-uid programs such as su would not work in steps", {
		value: "NoNewPrivs: 1",
		hint: "Start the worker without no_new_privs: NoNewPrivileges=no in the systemd unit of the runner, or allowPrivilegeEscalation: true in its pod."
	});
	if (read("coredump_filter").replace(/^0+/, "").trim() !== CORE_FILTER) tolerate(resetCoreFilter);
	const stat = read("stat");
	if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[POLICY] ?? USUAL_POLICY) !== USUAL_POLICY) await require_index.runProgram("chrt", [
		"--other",
		"--pid",
		"0",
		String(process.pid)
	]);
	if ((0, node_os().getPriority)() !== 0) tolerate(() => (0, node_os().setPriority)(0));
}
const resetCoreFilter = () => (0, node_fs.writeFileSync)("/proc/self/coredump_filter", `0x${CORE_FILTER}`);
const read = (name) => (0, node_fs.readFileSync)(`/proc/self/${name}`, "utf8");
function tolerate(change) {
	try {
		change();
	} catch {
		return;
	}
}
// src/sandbox/runc/resource-limits.ts
const MIB = 1048576;
const NONE$1 = Number.POSITIVE_INFINITY;
const LIMITS$1 = {
	RLIMIT_AS: [NONE$1, NONE$1],
	RLIMIT_CORE: [0, NONE$1],
	RLIMIT_CPU: [NONE$1, NONE$1],
	RLIMIT_DATA: [NONE$1, NONE$1],
	RLIMIT_FSIZE: [NONE$1, NONE$1],
	RLIMIT_LOCKS: [NONE$1, NONE$1],
	RLIMIT_MEMLOCK: [64 * MIB, 64 * MIB],
	RLIMIT_MSGQUEUE: [819200, 819200],
	RLIMIT_NICE: [0, 0],
	RLIMIT_NOFILE: [DEFAULT_LIMITS.openFiles.soft, DEFAULT_LIMITS.openFiles.hard],
	RLIMIT_NPROC: [NONE$1, NONE$1],
	RLIMIT_RSS: [NONE$1, NONE$1],
	RLIMIT_RTPRIO: [0, 0],
	RLIMIT_RTTIME: [NONE$1, NONE$1],
	RLIMIT_SIGPENDING: [65536, 65536],
	RLIMIT_STACK: [8 * MIB, NONE$1]
};
const INFINITY = JSON.rawJSON("18446744073709551615");
const CUTTING = {
	RLIMIT_FSIZE: "-f",
	RLIMIT_AS: "-v",
	RLIMIT_DATA: "-d",
	RLIMIT_CPU: "-t"
};
function checkCeilings(ceilings) {
	for (const [name, flag] of Object.entries(CUTTING)) {
		const ceiling = ceilings[name];
		if (ceiling === NONE$1) continue;
		throw new require_index.ObuilderError("sandbox-failed", `a limit of this worker would cut steps: ${name}`, {
			value: `${name}=${ceiling}`,
			hint: `Start the worker with ulimit ${flag} unlimited, or give root CAP_SYS_RESOURCE to lift the limit.`
		});
	}
}
function resourceLimits(limits, ceilings) {
	const files = limits?.openFiles;
	const wanted = files === void 0 ? LIMITS$1 : {
		...LIMITS$1,
		RLIMIT_NOFILE: [files, files]
	};
	return Object.entries(wanted).map(([type, [soft, hard]]) => {
		const highest = Math.min(hard, ceilings[type]);
		return {
			type,
			soft: inJson(Math.min(soft, highest)),
			hard: inJson(highest)
		};
	});
}
const inJson = (value) => value === NONE$1 ? INFINITY : value;
// src/store/catalog/claims.ts
function claim(layout, prepare, request) {
	const { id, owner } = request;
	const row = prepare("SELECT id, meta, committed FROM result WHERE id = ?").get(id);
	const result = (row === void 0 ? void 0 : require_quick.fromRow(layout, row)) ?? require_quick.adopt(layout, prepare, id);
	const committed = Number(row?.["committed"] ?? 0);
	if (result !== void 0 && counts({
		result,
		committed
	}, request)) {
		addHold(prepare, id, owner);
		return {
			kind: "result",
			result,
			committed
		};
	}
	const held = prepare("SELECT owner, draft FROM claim WHERE id = ?").get(id);
	if (held !== void 0) {
		const draft = held["draft"];
		return {
			kind: "held",
			claim: {
				owner: String(held["owner"]),
				draft: typeof draft === "string" ? draft : void 0
			}
		};
	}
	prepare("INSERT INTO claim (id, owner) VALUES (?, ?)").run(id, owner);
	return {
		kind: "claimed",
		replaces: result !== void 0
	};
}
function counts({ result, committed }, { freshSince, mayReplace, mayUse, parentMadeAt }) {
	if (!standsOn(result, parentMadeAt) || mayUse?.(result) === false) return false;
	return committed >= freshSince || mayReplace?.(result) === false;
}
function standsOn({ parentMadeAt, startedAt }, wanted) {
	if (wanted === void 0) return true;
	return parentMadeAt === void 0 ? startedAt >= wanted : parentMadeAt === wanted;
}
function unclaim(prepare, id, owner) {
	prepare("DELETE FROM claim WHERE id = ? AND owner = ?").run(id, owner);
}
function addHold(prepare, id, owner) {
	prepare("INSERT OR IGNORE INTO hold (id, owner) VALUES (?, ?)").run(id, owner);
}
function hold$1(layout, prepare, { ids, owner }) {
	const select = prepare("SELECT id, meta FROM result WHERE id = ?");
	const held = new Map();
	for (const id of ids) {
		const row = select.get(id);
		const result = row === void 0 ? void 0 : require_quick.fromRow(layout, row);
		if (result === void 0) continue;
		addHold(prepare, id, owner);
		held.set(id, result);
	}
	return held;
}
function takeOut$1(prepare, id, { move, except }) {
	const users = usersOf$1(prepare, id, except);
	if (users.length > 0) return users;
	move();
	prepare("DELETE FROM result WHERE id = ?").run(id);
	return [];
}
function usersOf$1(prepare, id, except) {
	return prepare(`SELECT owner FROM claim WHERE id = ?1 OR base = ?1
     UNION SELECT owner FROM hold WHERE id = ?1 AND owner IS NOT ?2`).all(id, except ?? null).map(({ owner }) => String(owner));
}
// src/store/engine.ts
function endLease(engine, id) {
	const waiters = engine.leases.get(id);
	engine.leases.delete(id);
	for (const wake of waiters ?? []) wake();
}
const RETRY_MS = 200;
function giveUp$1(engine, id) {
	try {
		engine.catalog.record(id, engine.owner.name());
	} catch {
		engine.stuck.add(id);
		setTimeout(() => void unstick$1(engine, id), 0);
	}
	endLease(engine, id);
}
async function unstick$1(engine, id) {
	try {
		await engine.trash.empty();
		if (!engine.stuck.has(id)) return;
		engine.catalog.record(id, engine.owner.name());
		engine.stuck.delete(id);
	} catch {
		if (engine.stuck.has(id)) setTimeout(() => void unstick$1(engine, id), RETRY_MS).unref();
	}
}
// src/store/upkeep/exceeded.ts
async function finalState(engine, limits) {
	const state = await stateOf(engine, limits);
	return limits.maxResults !== void 0 && state.results > limits.maxResults ? {
		...state,
		results: engine.catalog.list().length
	} : state;
}
async function stateOf({ driver, catalog }, { maxUsed }) {
	const usedBytes = maxUsed === void 0 ? 0 : await driver.usedBytes();
	return {
		...driver.space(),
		usedBytes,
		results: catalog.count()
	};
}
const bytesOf$4 = (amount, { totalBytes }) => "bytes" in amount ? amount.bytes : amount.share * totalBytes;
function passedLimits(limits, state) {
	const { maxUsed, maxResults } = limits;
	const passed = [];
	if (!hasFloor(limits, state)) passed.push("minFree");
	if (maxUsed !== void 0 && state.usedBytes > bytesOf$4(maxUsed, state)) passed.push("maxUsed");
	if (maxResults !== void 0 && state.results > maxResults) passed.push("maxResults");
	return passed;
}
const isExpired = ({ maxAge }, used) => maxAge !== void 0 && used < Date.now() - maxAge * 1e3;
function unmetLimits(limits, state, kept) {
	const hasExpired = kept.some(({ used }) => isExpired(limits, used));
	return [...passedLimits(limits, state), ...hasExpired ? ["maxAge"] : []];
}
function hasFloor({ minFree }, space) {
	if (minFree === void 0) return true;
	const { totalInodes = 0, freeInodes = 0 } = space;
	if ("share" in minFree && freeInodes < minFree.share * totalInodes) return false;
	return space.freeBytes >= bytesOf$4(minFree, space);
}
// src/store/result/failed.ts
const KEPT_MS = 216e5;
async function keepFailed({ driver, layout, trash, catalog }, draft, failure) {
	const { id, directory, base } = draft;
	const place = node_path.default.join(layout.failed, id);
	catalog.noteUse(require_quick.failedThing(id));
	await driver.rest(node_path.default.join(directory, require_quick.ROOTFS));
	const meta = {
		...failure,
		failedAt: Date.now(),
		parent: base
	};
	(0, node_fs.writeFileSync)(node_path.default.join(directory, require_quick.META), JSON.stringify(meta), { mode: 384 });
	for (;;) {
		trash.take(place);
		try {
			return await node_fs.promises.rename(directory, place);
		} catch (error) {
			if (require_reader.errnoOf(error) !== "ENOTEMPTY" && require_reader.errnoOf(error) !== "EEXIST") throw error;
		}
	}
}
function readFailed(layout, id) {
	const directory = node_path.default.join(layout.failed, id);
	try {
		const { operation, build, message, failedAt, context, slots, exit, parent } = JSON.parse((0, node_fs.readFileSync)(node_path.default.join(directory, require_quick.META), "utf8"));
		if (typeof operation !== "string" || typeof message !== "string" || typeof failedAt !== "number") return void 0;
		return {
			id,
			operation,
			build,
			message,
			failedAt,
			context,
			slots,
			exit,
			parent,
			logPath: node_path.default.join(directory, "log")
		};
	} catch {
		return;
	}
}
function dropFailure({ layout, trash }, id) {
	trash.take(node_path.default.join(layout.failed, id));
}
function deleteFailed(engine, id) {
	if (!require_quick.isSafeId(id) || readFailed(engine.layout, id) === void 0) throw require_quick.missingResult(id);
	require_quick.checkOwn(engine, require_quick.failedThing(id));
	engine.trash.takeOut(node_path.default.join(engine.layout.failed, id));
}
function listFailed(layout) {
	return (0, node_fs.readdirSync)(layout.failed).flatMap((id) => readFailed(layout, id) ?? []).sort((a, b) => b.failedAt - a.failedAt);
}
function staleFailures(layout, now) {
	return (0, node_fs.readdirSync)(layout.failed).filter((id) => (readFailed(layout, id)?.failedAt ?? 0) < now - KEPT_MS).map((id) => node_path.default.join(layout.failed, id));
}
// src/store/upkeep/lineage.ts
const KIND$5 = "parent-1";
const MAX_REMOVED = 1e4;
function rememberBase({ catalog }, id, parent) {
	if (parent !== void 0) require_quick.makeMemo(catalog.database).remember(KIND$5, id, parent);
}
const isPresent = ({ layout }, id) => (0, node_fs.existsSync)(node_path.default.dirname(require_quick.resultVolume(layout, id)));
function nearestBase(engine, parent) {
	const memo = require_quick.makeMemo(engine.catalog.database);
	let base = parent;
	for (let removed = 0; base !== void 0 && removed < MAX_REMOVED; removed += 1) {
		if (isPresent(engine, base)) return base;
		base = memo.recall(KIND$5, base);
	}
}
// src/store/upkeep/sizes.ts
const KIND$4 = "size-1";
const PARALLEL = 4;
async function sizesOf(engine, ids, signal) {
	const wanted = new Set(ids);
	const sizes = new Map();
	await eachOf([...listFailed(engine.layout), ...engine.catalog.list()].filter(({ id }) => wanted.has(id)), signal, async (entry) => {
		const bytes = "failedAt" in entry ? await failedSize(engine, entry) : await resultSize(engine, entry);
		if (bytes !== void 0) sizes.set(entry.id, bytes);
	});
	return sizes;
}
async function eachOf(all, signal, work) {
	const rest = all.values();
	const some = async () => {
		for (const one of rest) {
			if (signal?.aborted) throw new require_index.ObuilderError("cancelled", "measuring the sizes was cancelled");
			await work(one);
		}
	};
	await Promise.all(Array.from({ length: PARALLEL }, some));
}
async function resultSize(engine, result) {
	const own = knownOwnSize(engine, result);
	if (own !== void 0) return own;
	const { parent } = result;
	if (parent === void 0 || !isPresent(engine, parent)) return await wholeSize(engine, result);
	return await remembered(engine, ownKey(result), () => measureResult(engine, result.id, parent));
}
const ownKey = ({ id, startedAt }) => `${id} ${startedAt} true`;
function knownOwnSize({ catalog }, result) {
	const known = require_quick.makeMemo(catalog.database).recall(KIND$4, ownKey(result));
	return known === void 0 ? void 0 : Number(known);
}
async function wholeSize(engine, result) {
	const { id, parent, startedAt } = result;
	const base = nearestBase(engine, parent);
	return await remembered(engine, `${id} ${startedAt} ${base ?? false}`, () => measureResult(engine, id, base));
}
async function measureDependents(engine, id) {
	for (const result of engine.catalog.list()) if (result.parent === id) await resultSize(engine, result);
}
async function remembered({ catalog }, key, work) {
	const memo = require_quick.makeMemo(catalog.database);
	const known = memo.recall(KIND$4, key);
	if (known !== void 0) return Number(known);
	const bytes = await work();
	if (bytes !== void 0) memo.remember(KIND$4, key, String(bytes));
	return bytes;
}
const measureResult = async (engine, id, base) => await measure(engine, require_quick.resultVolume(engine.layout, id), volumeOf(engine, base));
const failedSize = async (engine, { id, parent }) => await measure(engine, node_path.default.join(engine.layout.failed, id, require_quick.ROOTFS), volumeOf(engine, nearestBase(engine, parent)));
const volumeOf = ({ layout }, id) => id === void 0 ? void 0 : require_quick.resultVolume(layout, id);
async function measure({ driver }, volume, base) {
	try {
		return await driver.ownBytes(volume, base);
	} catch (error) {
		if (require_index.isObuilderError(error, "tool-failed") || !(0, node_fs.existsSync)(node_path.default.dirname(volume))) return void 0;
		throw error;
	}
}
const slotSize = async (engine, { slot, version }) => await measure(engine, require_quick.dataOf(slot, version));
async function listedSlots(engine, signal) {
	const listed = [];
	await eachOf(require_quick.listSlots(engine.layout), signal, async (use) => {
		const bytes = await slotSize(engine, use);
		if (bytes === void 0) return;
		listed.push({
			id: node_path.default.basename(use.slot),
			...require_quick.wordsOf(use.slot),
			bytes,
			usedAt: use.used
		});
	});
	return listed.sort((a, b) => b.usedAt - a.usedAt || (a.id < b.id ? -1 : 1));
}
// src/store/upkeep/delete.ts
function deleteResult(engine, id) {
	return require_quick.withStoreErrors(engine.driver, async () => {
		if (!require_quick.isSafeId(id) || !engine.catalog.find([id]).has(id)) throw require_quick.missingResult(id);
		require_quick.checkOwn(engine, id);
		await noteDependents(engine, id);
		const except = engine.owner.isHeld ? engine.owner.name() : void 0;
		for (;;) {
			const users = takeOut(engine, id, except);
			if (users.length === 0) return;
			for (const user of users) if (!(user !== except && await require_quick.repairOwner(engine, user))) throw inUse(id);
		}
	});
}
async function noteDependents(engine, id) {
	try {
		rememberBase(engine, id, engine.catalog.uses().find((use) => use.id === id)?.parent);
		await measureDependents(engine, id);
	} catch (error) {
		if (require_index.asObuilderError(error).code === "internal") throw error;
	}
}
function takeOut(engine, id, except) {
	const { catalog, trash, layout } = engine;
	const move = () => {
		require_quick.takeViewForPeople(engine, id);
		trash.takeOut(node_path.default.join(layout.results, id));
	};
	return catalog.takeOut(id, {
		move,
		except
	});
}
function inUse(id) {
	return new require_index.ObuilderError("result-in-use", `a running build uses the result ${id}`, {
		value: id,
		hint: "Wait until the build has ended."
	});
}
// src/store/upkeep/evict.ts
function evict(engine, candidate) {
	switch (candidate.kind) {
		case "failed": return isTaken(engine, () => engine.trash.takeOut(candidate.directory));
		case "slots": return require_quick.dropSlot(engine, candidate.slot);
		case "results":
			if (require_quick.possibleOwnersSince(engine.layout, engine.catalog.madeAt(), ownName(engine))) return false;
			return isTaken(engine, () => takeOut(engine, candidate.id).length === 0);
	}
}
function dropStaleFailures(engine) {
	return staleFailures(engine.layout, Date.now()).filter((directory) => isTaken(engine, () => engine.trash.takeOut(directory))).length;
}
function isTaken({ onNotice }, take) {
	try {
		return take();
	} catch (error) {
		if (require_quick.foundNoSpace(error)) return false;
		if (require_reader.errnoOf(error) === void 0) throw error;
		onNotice(`Could not evict a result yet: ${require_index.asObuilderError(error).message}`);
		return false;
	}
}
const isInUse = (engine, id) => require_quick.possibleOwnersSince(engine.layout, engine.catalog.madeAt(), ownName(engine)) || engine.catalog.usersOf(id).length > 0;
const ownName = ({ owner }) => owner.isHeld ? owner.name() : void 0;
// src/store/upkeep/prune-order.ts
function candidates(engine, now) {
	const { catalog, layout } = engine;
	const failed = listFailed(layout).map(({ id, failedAt }) => {
		return {
			kind: "failed",
			used: Math.min(failedAt, now),
			directory: node_path.default.join(layout.failed, id)
		};
	});
	const slots = require_quick.listSlots(layout).map((slot) => ({
		kind: "slots",
		used: slot.used,
		slot
	}));
	return [
		...withUseOfChildren(catalog.uses().map((use) => ({
			...use,
			parent: nearestBase(engine, use.parent)
		}))),
		...slots,
		...failed
	].sort(lastFirst);
}
function lastFirst(a, b) {
	if (a.used !== b.used) return b.used - a.used;
	return depthOf$1(a) - depthOf$1(b);
}
const depthOf$1 = (candidate) => candidate.kind === "results" ? candidate.depth : Number.MAX_SAFE_INTEGER;
function withUseOfChildren(uses) {
	const used = new Map(uses.map((use) => [use.id, use.used]));
	const depths = depthsOf(uses);
	const depthOf = (id) => require_index.must(depths.get(id), "the depth of a result");
	const usedOf = (id) => require_index.must(used.get(id), "the last use of a result");
	const deepestFirst = [...uses].sort((a, b) => depthOf(b.id) - depthOf(a.id));
	for (const { id, parent } of deepestFirst) {
		const own = usedOf(id);
		if (parent !== void 0 && (used.get(parent) ?? own) < own) used.set(parent, own);
	}
	return uses.map(({ id }) => {
		return {
			kind: "results",
			id,
			used: usedOf(id),
			depth: depthOf(id)
		};
	});
}
function depthsOf(uses) {
	const parents = new Map(uses.map(({ id, parent }) => [id, parent]));
	const depths = new Map();
	for (const { id } of uses) {
		const way = [];
		let at = id;
		while (at !== void 0 && parents.has(at) && !depths.has(at) && !way.includes(at)) {
			way.push(at);
			at = parents.get(at);
		}
		let depth = at === void 0 ? 0 : depths.get(at) ?? 0;
		for (const one of way.reverse()) {
			depth += 1;
			depths.set(one, depth);
		}
	}
	return depths;
}
// src/store/upkeep/prune.ts
const MAX_BATCH = 16;
const MAX_BATCHES_WITHOUT_SPACE = 3;
async function pruneFor(engine, limits, signal) {
	if (engine.user === void 0) return await prune(engine, limits, { signal });
	const all = await prune(engine, engine.limits, { signal });
	const own = await prune(engine, limits, {
		signal,
		isOwnOnly: true
	});
	return sumOf(all, own);
}
const sumOf = (all, own) => ({
	results: all.results + own.results,
	slots: all.slots + own.slots,
	failed: all.failed + own.failed,
	freedBytes: all.freedBytes + own.freedBytes,
	inUse: Math.max(all.inUse, own.inUse),
	others: own.others,
	unmet: [...new Set([...all.unmet, ...own.unmet])]
});
const evictorOf = (engine) => ({
	state: (limits) => stateOf(engine, limits),
	evict: (candidate) => evict(engine, candidate),
	free: () => free(engine)
});
async function prune(engine, limits, { signal, atLeast = 0, isOwnOnly = false } = {}) {
	const lock = await unlessFull(engine, () => require_quick.waitForLock(engine.layout.pruneLock, signal));
	try {
		await unlessFull(engine, () => require_quick.repairStore(engine));
		const before = engine.driver.space();
		const counts = {
			results: 0,
			slots: 0,
			failed: dropStaleFailures(engine),
			inUse: 0
		};
		await free(engine);
		const { queue, others } = queueFor(engine, isOwnOnly);
		const kept = [...others];
		await pruneInSteps(evictorOf(engine), {
			limits,
			counts,
			signal,
			atLeast,
			kept
		}, queue);
		await unlessFull(engine, async () => dropLost(engine));
		const after = engine.driver.space();
		return {
			...counts,
			...isOwnOnly && { others: others.length },
			freedBytes: Math.max(0, after.freeBytes - before.freeBytes),
			unmet: unmetLimits(limits, await finalState(engine, limits), kept)
		};
	} finally {
		lock?.release();
	}
}
async function unlessFull({ driver }, work) {
	try {
		return await work();
	} catch (error) {
		if (!require_quick.foundNoSpace(error) && !require_quick.isFull(driver, error)) throw error;
		return;
	}
}
async function emptyTrash(engine) {
	try {
		return await unlessFull(engine, () => engine.trash.empty());
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
		engine.onNotice(`Could not remove an evicted result yet: ${error.message}`);
		return;
	}
}
async function free(engine) {
	const isSome = await emptyTrash(engine);
	if (isSome !== false) await engine.driver.settle();
	return { isRefused: isSome === void 0 };
}
function queueFor(engine, isOwnOnly) {
	const all = candidates(engine, Date.now());
	if (!isOwnOnly) return {
		queue: all,
		others: []
	};
	const own = engine.catalog.ownThings();
	const isOwn = (candidate) => own.has(thingOf(candidate));
	return {
		queue: all.filter(isOwn),
		others: all.filter((candidate) => !isOwn(candidate))
	};
}
function thingOf(candidate) {
	switch (candidate.kind) {
		case "results": return candidate.id;
		case "slots": return require_quick.slotThing(node_path.default.basename(candidate.slot.slot));
		case "failed": return require_quick.failedThing(node_path.default.basename(candidate.directory));
	}
}
async function pruneInSteps(evictor, pruning, queue) {
	let withoutSpace = 0;
	for (let batch = 1; withoutSpace < MAX_BATCHES_WITHOUT_SPACE; batch = Math.min(batch * 2, MAX_BATCH)) {
		if (await takeBatch(evictor, pruning, {
			queue,
			batch
		}) === 0) return;
		const { isRefused } = await evictor.free();
		if (isRefused) withoutSpace += 1;
	}
}
async function takeBatch(evictor, pruning, { queue, batch }) {
	const { limits, counts, signal, atLeast } = pruning;
	const isForced = () => counts.results + counts.slots + counts.failed < atLeast;
	const state = await evictor.state(limits);
	const resultsBefore = counts.results;
	let taken = 0;
	while (taken < batch) {
		if (signal?.aborted) throw new require_index.ObuilderError("cancelled", "pruning was cancelled");
		const results = state.results - (counts.results - resultsBefore);
		const passed = passedLimits(limits, {
			...state,
			results
		});
		const helps = ({ kind, used }) => isForced() || isExpired(limits, used) || passed.some((limit) => limit !== "maxResults" || kind === "results");
		const index = queue.findLastIndex(helps);
		const next = queue[index];
		if (next === void 0) break;
		queue.splice(index, 1);
		if (takeCandidate(evictor, next, pruning)) taken += 1;
	}
	return taken;
}
function takeCandidate(evictor, candidate, { counts, kept }) {
	const isGone = evictor.evict(candidate);
	if (isGone) counts[candidate.kind] += 1;
	else {
		counts.inUse += 1;
		kept.push(candidate);
	}
	return isGone;
}
function dropLost({ catalog, trash }) {
	for (const directory of catalog.dropLost()) trash.add(directory);
}
// src/store/upkeep/retry.ts
const TRIES = 3;
const retried = new WeakSet();
async function retryWhenFull(retry, work) {
	const waits = [...retry.waitsMs ?? []];
	const most = TRIES + waits.length;
	for (let attempt = 1;; attempt += 1) try {
		return await work();
	} catch (error) {
		const told = retry.asked(error);
		if (told.code !== "store-full") throw error;
		if (retried.has(told) || retry.isWanted?.() === false) throw told;
		const wait = attempt < most ? await waitFor(retry, {
			attempt,
			waits
		}) : void 0;
		if (wait === void 0) {
			retried.add(told);
			throw told;
		}
		if (wait > 0) await (0, node_timers_promises().setTimeout)(wait);
		retry.onAgain?.();
	}
}
async function waitFor({ makeRoom }, { attempt, waits }) {
	return await makeRoom() && attempt < TRIES ? 0 : waits.shift();
}
// src/store/upkeep/retry-when-full.ts
const WAITS_MS = [
	100,
	200,
	400,
	800,
	1600
];
const AT_LEAST = 4;
const SHARE_AFTER_FULL = .1;
function hasRoom({ limits, user, driver }) {
	const space = driver.space();
	return hasFloor(limits, space) && hasFloor({ minFree: user?.minFree }, space);
}
async function makeRoom(engine, isDiskFull = false) {
	const { limits, onNotice } = engine;
	const reports = [await prune(engine, { minFree: limits.minFree ?? { share: SHARE_AFTER_FULL } }, { atLeast: isDiskFull ? AT_LEAST : 0 })];
	const own = engine.user?.minFree;
	if (own !== void 0) reports.push(await prune(engine, { minFree: own }, { isOwnOnly: true }));
	const sum = (count) => reports.reduce((all, one) => all + count(one), 0);
	const removed = sum((report) => report.results + report.slots + report.failed);
	if (removed > 0) {
		const megabytes = Math.round(sum(({ freedBytes }) => freedBytes) / 1024 ** 2);
		onNotice(`Low on space: evicted ${`${removed} unused ${removed === 1 ? "result or cache" : "results and caches"}`}; the free space has grown by ${megabytes} MB`);
	}
	return removed > 0 || !isDiskFull && reports.every(({ unmet }) => unmet.length === 0);
}
const withRoom$1 = (engine, work) => retryWhenFull(retryOf(engine), work);
const withRoomOrWait = (engine, work) => retryWhenFull({
	...retryOf(engine),
	waitsMs: WAITS_MS
}, work);
async function stepWithRoom(engine, work, { signal, onAgain }) {
	if (!hasRoom(engine)) await makeRoom(engine);
	const asked = require_index.asObuilderError;
	return await retryWhenFull({
		...retryOf(engine),
		asked,
		isWanted: () => !signal.aborted,
		onAgain
	}, work);
}
const retryOf = (engine) => ({
	asked: (error) => require_quick.asStoreError(engine.driver, error),
	makeRoom: () => makeRoom(engine, true)
});
// src/store/log/writer.ts
function openLog(file, opened) {
	let descriptor = (0, node_fs.openSync)(file, "a", 384);
	let unwritten = [];
	const close = () => {
		if (descriptor !== void 0) (0, node_fs.closeSync)(descriptor);
		descriptor = void 0;
		opened.delete(writer);
	};
	const writer = {
		close,
		write: (text) => {
			if (descriptor === void 0) return;
			const bytes = Buffer.from(text);
			const { rest } = unwritten.length > 0 ? { rest: bytes } : writeAll$1(descriptor, bytes);
			if (rest.length > 0) unwritten.push(rest);
		},
		finish: () => {
			if (descriptor === void 0) return;
			const { rest, fault } = writeAll$1(descriptor, Buffer.concat(unwritten));
			unwritten = [rest];
			if (rest.length > 0) throw fault;
			close();
		}
	};
	opened.add(writer);
	return writer;
}
function writeAll$1(descriptor, bytes) {
	let start = 0;
	try {
		while (start < bytes.length) start += (0, node_fs.writeSync)(descriptor, bytes, start);
		return { rest: bytes.subarray(start) };
	} catch (fault) {
		return {
			rest: bytes.subarray(start),
			fault
		};
	}
}
// src/store/result/commit.ts
function startCommit(engine, request) {
	const moving = {
		directory: request.directory,
		readers: new Set(),
		sealing: void 0,
		rename: void 0,
		placedAt: void 0,
		fault: void 0
	};
	const done = carryOut(engine, request, moving);
	request.checked?.catch(() => void 0);
	done.catch(() => void 0);
	const pending = {
		done,
		snapshotTo: (to) => follow$1(engine, moving, to)
	};
	engine.pending.set(request.id, pending);
	const forget = () => {
		if (engine.pending.get(request.id) === pending) engine.pending.delete(request.id);
	};
	done.then(forget, () => void 0);
	return pending;
}
async function follow$1(engine, moving, to) {
	while (moving.rename !== void 0) await moving.rename;
	if (moving.fault !== void 0) throw moving.fault;
	if (moving.sealing === void 0) {
		moving.sealing = engine.driver.advance(node_path.default.join(moving.directory, require_quick.ROOTFS), to);
		return await moving.sealing;
	}
	const copy = moving.sealing.then(() => engine.driver.snapshot(node_path.default.join(moving.directory, require_quick.ROOTFS), to));
	moving.readers.add(copy);
	await copy.finally(() => moving.readers.delete(copy));
}
async function carryOut(engine, request, moving) {
	const { id } = request;
	try {
		await withRoomOrWait(engine, () => seal(engine, request, moving));
		await engine.driver.persist();
		await request.checked;
		await request.parent?.done;
		await readersOf(moving);
		moving.rename = withRoomOrWait(engine, () => putInPlace(engine, request, moving)).finally(() => {
			moving.rename = void 0;
		});
		await moving.rename;
		const { placedAt: committed } = moving;
		const result = await withRoomOrWait(engine, async () => engine.catalog.record(id, engine.owner.name(), { committed }));
		if (result !== void 0) {
			dropFailure(engine, id);
			endLease(engine, id);
			return result;
		}
		throw new require_index.ObuilderError("result-missing", `the result ${id} vanished while it was being committed`, { value: id });
	} catch (error) {
		moving.fault = require_quick.asStoreError(engine.driver, error);
		if (moving.directory === request.directory) engine.trash.add(request.directory);
		giveUp$1(engine, id);
		throw moving.fault;
	}
}
async function seal(engine, request, moving) {
	request.finishLog();
	await removeScratch(node_path.default.join(request.directory, require_quick.SCRATCH));
	if (request.summary !== void 0) require_quick.writeSummary(request.directory, request.summary);
	require_quick.writeMeta(request.directory, request.meta);
	for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
	moving.sealing ??= engine.driver.seal(node_path.default.join(request.directory, require_quick.ROOTFS));
	const { sealing } = moving;
	sealing.catch(() => {
		if (moving.sealing === sealing) moving.sealing = void 0;
	});
	await sealing;
}
async function readersOf(moving) {
	while (moving.readers.size > 0) await Promise.allSettled(moving.readers);
}
async function removeScratch(scratch) {
	try {
		(0, node_fs.rmdirSync)(scratch);
	} catch (error) {
		if (require_reader.errnoOf(error) === "ENOENT") return;
		await require_quick.unmountBelow([scratch]);
		(0, node_fs.rmSync)(scratch, {
			recursive: true,
			force: true
		});
	}
}
async function putInPlace(engine, request, moving) {
	const place = node_path.default.join(engine.layout.results, request.id);
	for (;;) try {
		await node_fs.promises.rename(request.directory, place);
		moving.placedAt = Date.now();
		break;
	} catch (error) {
		if (!(require_reader.errnoOf(error) === "ENOTEMPTY" || require_reader.errnoOf(error) === "EEXIST")) throw error;
		if (request.replace || !(0, node_fs.existsSync)(node_path.default.join(place, "meta.json"))) {
			require_quick.takeViewForPeople(engine, request.id);
			engine.trash.move(place);
		} else {
			engine.trash.add(request.directory);
			break;
		}
	}
	moving.directory = place;
}
// src/store/result/draft.ts
function makeLease(engine, request) {
	const { id } = request;
	let isUsed = false;
	engine.leases.set(id, new Set());
	engine.pending.delete(id);
	const use = () => {
		if (isUsed) throw new require_index.ObuilderError("internal", `the lease of ${id} has been used already`, { value: id });
		isUsed = true;
	};
	return {
		id,
		begin: (base) => require_quick.withStoreErrors(engine.driver, async () => {
			use();
			return beginDraft(engine, request, base);
		}),
		release: () => {
			if (isUsed) return;
			isUsed = true;
			giveUp$1(engine, id);
		}
	};
}
async function beginDraft(engine, request, base) {
	const name = engine.owner.newEntry();
	const directory = node_path.default.join(engine.layout.tmp, name);
	let log;
	try {
		(0, node_fs.mkdirSync)(node_path.default.join(directory, require_quick.SCRATCH), {
			recursive: true,
			mode: 448
		});
		log = openLog(node_path.default.join(directory, "log"), engine.openLogs);
		const parent = base === void 0 ? void 0 : engine.pending.get(base.id);
		const rootfs = node_path.default.join(directory, require_quick.ROOTFS);
		await withRoom$1(engine, async () => {
			try {
				engine.catalog.setDraft(request.id, engine.owner.name(), {
					name,
					base: base?.id
				});
				if (base === void 0) await engine.driver.create(rootfs);
				else if (parent === void 0) await snapshotResult(engine, base, rootfs);
				else await parent.snapshotTo(rootfs);
			} catch (error) {
				const told = require_quick.asStoreError(engine.driver, error);
				await engine.driver.remove([rootfs]);
				throw told;
			}
		});
		return makeDraft(engine, {
			...request,
			directory,
			base: base?.id,
			parent,
			log
		});
	} catch (error) {
		const told = require_quick.asStoreError(engine.driver, error);
		log?.close();
		engine.trash.add(directory);
		giveUp$1(engine, request.id);
		throw told;
	}
}
const SWAP_ATTEMPTS = 3;
const SWAP_MS = 10;
async function snapshotResult(engine, { id, vouchedBy }, to) {
	const place = node_path.default.join(engine.layout.results, id);
	const source = node_path.default.join(place, require_quick.ROOTFS);
	for (let attempt = 1; require_quick.isSafeId(id); attempt += 1) try {
		await engine.driver.snapshot(source, to);
		if (require_quick.parseMeta(require_quick.readMeta(place) ?? "")?.vouchedBy !== vouchedBy) break;
		return;
	} catch (error) {
		if ((0, node_fs.existsSync)(source)) throw error;
		if (attempt === SWAP_ATTEMPTS) break;
		await (0, node_timers_promises().setTimeout)(SWAP_MS);
	}
	throw new require_index.ObuilderError("result-missing", `the result ${id} to start from is not in the store`, {
		value: id,
		hint: "It was deleted or replaced while the build ran; build again."
	});
}
function makeDraft(engine, { id, replace, directory, base, parent, log }) {
	let isOver = false;
	let summary;
	const discard = async () => {
		if (isOver) return;
		isOver = true;
		log.close();
		engine.trash.add(directory);
		giveUp$1(engine, id);
	};
	return {
		id,
		rootfs: node_path.default.join(directory, require_quick.ROOTFS),
		scratch: node_path.default.join(directory, require_quick.SCRATCH),
		log: log.write,
		summarize: (text) => {
			summary = text;
		},
		commit: (meta, checked) => {
			if (isOver) throw new require_index.ObuilderError("internal", `the draft of ${id} is over already`, { value: id });
			isOver = true;
			const { done } = startCommit(engine, {
				id,
				directory,
				meta,
				summary,
				replace,
				parent,
				checked,
				finishLog: log.finish
			});
			done.catch(log.close);
			return {
				base: {
					id,
					vouchedBy: meta.vouchedBy
				},
				done
			};
		},
		discard,
		keepFailed: async (failure) => {
			if (isOver) return false;
			try {
				await keepFailed(engine, {
					id,
					directory,
					base
				}, failure);
				isOver = true;
				log.close();
				giveUp$1(engine, id);
				return true;
			} catch {
				await discard();
				return false;
			}
		}
	};
}
// src/store/log/follower.ts
const CHUNK = 65536;
function followLog(file, onLog) {
	const decoder = new node_string_decoder.StringDecoder("utf8");
	const buffer = Buffer.alloc(CHUNK);
	const descriptor = openIfPresent(file);
	return {
		poll: async () => {
			if (descriptor === void 0) return;
			for (;;) {
				const length = (0, node_fs.readSync)(descriptor, buffer, 0, CHUNK, null);
				if (length === 0) return;
				const text = decoder.write(buffer.subarray(0, length));
				if (text !== "") await onLog(text);
			}
		},
		follows: (other) => {
			const there = (0, node_fs.statSync)(other, {
				bigint: true,
				throwIfNoEntry: false
			});
			if (descriptor === void 0 || there === void 0) return false;
			const here = (0, node_fs.fstatSync)(descriptor, { bigint: true });
			return here.dev === there.dev && here.ino === there.ino;
		},
		close: () => {
			if (descriptor !== void 0) (0, node_fs.closeSync)(descriptor);
		}
	};
}
function openIfPresent(file) {
	try {
		return (0, node_fs.openSync)(file, "r");
	} catch {
		return;
	}
}
// src/store/result/wait.ts
const POLL_MS = 30;
function unstick({ catalog, owner, stuck }, id) {
	catalog.record(id, owner.name());
	stuck.delete(id);
}
async function waitForHolder(engine, wait) {
	const { id, claim, followed, options } = wait;
	const isOurs = engine.owner.name() === claim.owner;
	const isStuck = isOurs && engine.stuck.has(id);
	const isRepaired = async () => !isOurs && await require_quick.repairOwner(engine, claim.owner);
	if (!followed.isTold && !isOurs) {
		if (await isRepaired()) return;
		followed.isTold = true;
		options.onWait?.();
	}
	await follow(engine, wait);
	if (isStuck) {
		unstick(engine, id);
		return;
	}
	if (await isRepaired()) return;
	await nextTurn(engine, id, options.signal);
}
async function follow(engine, { claim, followed, options: { onLog } }) {
	if (onLog !== void 0 && claim.draft !== void 0 && claim.draft !== followed.draft) {
		followed.follower?.close();
		followed.draft = claim.draft;
		followed.follower = followLog(node_path.default.join(engine.layout.tmp, claim.draft, "log"), onLog);
	}
	await followed.follower?.poll();
}
async function nextTurn(engine, id, signal) {
	const wakeUp = new AbortController();
	const wake = () => wakeUp.abort();
	engine.leases.get(id)?.add(wake);
	signal?.addEventListener("abort", wake, { once: true });
	try {
		await (0, node_timers_promises().setTimeout)(POLL_MS, void 0, { signal: wakeUp.signal }).catch(() => void 0);
	} finally {
		signal?.removeEventListener("abort", wake);
		engine.leases.get(id)?.delete(wake);
	}
}
async function failureOf({ layout }, { id, followed: { follower }, options: { errorOf } }) {
	if (errorOf === void 0 || follower?.follows(node_path.default.join(layout.failed, id, "log")) !== true) return void 0;
	await follower.poll();
	const failure = readFailed(layout, id);
	return failure && errorOf(failure);
}
// src/store/result/acquire.ts
async function acquire$3(engine, id, options) {
	if (!require_quick.isSafeId(id)) throw new require_index.ObuilderError("internal", `${JSON.stringify(id)} cannot name a result`, { value: id });
	const startedAt = Date.now();
	const isReplacing = options.replace === true;
	const followed = {
		isTold: false,
		draft: void 0,
		follower: void 0
	};
	let waited = false;
	try {
		for (;;) {
			throwIfCancelled$1(id, options.signal);
			const freshSince = isReplacing ? waited ? startedAt : Number.POSITIVE_INFINITY : 0;
			const outcome = await withRoom$1(engine, async () => engine.catalog.claim(id, {
				owner: engine.owner.name(),
				freshSince,
				mayReplace: options.mayReplace,
				mayUse: options.mayUse,
				parentMadeAt: options.parentMadeAt
			}));
			if (outcome.kind === "result") {
				await followed.follower?.poll();
				return {
					kind: "result",
					result: outcome.result,
					waited
				};
			}
			const error = await failureOf(engine, {
				id,
				followed,
				options
			});
			if (error !== void 0) {
				if (outcome.kind === "claimed") giveUp$1(engine, id);
				throw error;
			}
			if (outcome.kind === "claimed") return {
				kind: "lease",
				lease: makeLease(engine, {
					id,
					replace: isReplacing || outcome.replaces
				})
			};
			waited = true;
			await waitForHolder(engine, {
				id,
				claim: outcome.claim,
				followed,
				options
			});
		}
	} finally {
		followed.follower?.close();
	}
}
function throwIfCancelled$1(id, signal) {
	if (signal?.aborted === true) throw new require_index.ObuilderError("cancelled", `waiting for the result ${id} was cancelled`, { value: id });
}
// src/store/slot/clone.ts
async function copyLatest(engine, { slot, to, keepsVolume }) {
	const { driver } = engine;
	for (;;) {
		const version = require_quick.latestOf(slot);
		const from = require_quick.dataOf(slot, version);
		if (!(0, node_fs.existsSync)(from)) {
			if (require_quick.latestOf(slot) === version) return version;
			continue;
		}
		try {
			if (!await isWholeClone(engine, from, to)) continue;
			if (!keepsVolume) await driver.exchange?.(from, to);
			return version;
		} catch (error) {
			const told = require_quick.asStoreError(driver, error);
			await driver.remove([to]);
			if ((0, node_fs.existsSync)(from)) throw told;
		}
	}
}
async function isWholeClone({ driver }, from, to) {
	const volume = volumeAt(from);
	await driver.snapshot(from, to);
	if (driver.exchange === void 0 || volumeAt(from) === volume) return true;
	await driver.remove([to]);
	return false;
}
const volumeAt = (directory) => (0, node_fs.statSync)(directory, { throwIfNoEntry: false })?.dev;
// src/store/slot/slots.ts
const takeSlot = (engine) => (name, { uid, gid, from = [], words, isTemporary = false }) => require_quick.withStoreErrors(engine.driver, async () => {
	const slot = directoryOf(engine, name);
	const entry = node_path.default.join(engine.layout.tmp, engine.owner.newEntry());
	const data = node_path.default.join(entry, require_quick.SLOT_DATA);
	engine.catalog.noteUse(require_quick.slotThing(node_path.default.basename(slot)));
	try {
		(0, node_fs.mkdirSync)(entry, { mode: 448 });
		const own = {
			slot,
			to: data,
			keepsVolume: isTemporary
		};
		const version = await withRoom$1(engine, () => copyLatest(engine, own));
		for (const other of from) {
			if ((0, node_fs.existsSync)(data)) break;
			const shown = {
				slot: directoryOf(engine, other),
				to: data,
				keepsVolume: true
			};
			await withRoom$1(engine, () => copyLatest(engine, shown));
		}
		if (!(0, node_fs.existsSync)(data)) {
			await withRoom$1(engine, () => engine.driver.create(data));
			(0, node_fs.chownSync)(data, uid, gid);
		}
		return slotCopy(engine, {
			name,
			slot,
			entry,
			version,
			words
		});
	} catch (error) {
		const told = require_quick.asStoreError(engine.driver, error);
		engine.trash.add(entry);
		throw told;
	}
});
const directoryOf = (engine, name) => node_path.default.join(engine.layout.slots, require_quick.encodeSlotName(name));
function slotCopy(engine, copy) {
	let isOver = false;
	const end = () => {
		if (isOver) throw new require_index.ObuilderError("internal", `the copy of slot ${copy.name} is over`, { value: copy.name });
		isOver = true;
	};
	return {
		name: copy.name,
		path: node_path.default.join(copy.entry, require_quick.SLOT_DATA),
		finish: () => require_quick.withStoreErrors(engine.driver, async () => {
			end();
			if (require_quick.latestOf(copy.slot) !== copy.version) engine.trash.add(copy.entry);
			else {
				await engine.driver.rest(node_path.default.join(copy.entry, require_quick.SLOT_DATA));
				await require_quick.replaceSlot(engine, copy);
			}
		}),
		discard: async () => {
			end();
			await require_quick.removeEntries(engine.driver, [copy.entry]).catch(() => engine.trash.add(copy.entry));
		}
	};
}
// src/store/result/checkout.ts
async function checkOut(engine, id) {
	const { from, context, slots = [] } = whatToCheckOut(engine, id);
	const entry = node_path.default.join(engine.layout.tmp, engine.owner.newEntry());
	const scratch = node_path.default.join(entry, require_quick.SCRATCH);
	(0, node_fs.mkdirSync)(scratch, {
		recursive: true,
		mode: 448
	});
	const rootfs = node_path.default.join(entry, require_quick.ROOTFS);
	await engine.driver.snapshot(from, rootfs);
	const copies = [];
	for (const slot of slots) copies.push(await checkOutSlot(engine, slot, context));
	return {
		rootfs,
		scratch,
		context,
		slots: copies
	};
}
async function checkOutSlot(engine, { name, target, slots }, context) {
	const [own, ...from] = slots;
	const { uid, gid } = context?.user ?? {
		uid: 0,
		gid: 0
	};
	return {
		name,
		target,
		path: (await takeSlot(engine)(own, {
			uid,
			gid,
			from,
			isTemporary: true
		})).path
	};
}
function whatToCheckOut({ catalog, owner, layout }, id) {
	const failed = require_quick.isSafeId(id) ? readFailed(layout, id) : void 0;
	if (failed !== void 0) {
		const { context, slots } = failed;
		return {
			from: node_path.default.join(layout.failed, id, require_quick.ROOTFS),
			context,
			slots
		};
	}
	const result = catalog.hold([id], owner.name()).get(id);
	if (result === void 0) throw require_quick.missingResult(id);
	return {
		from: require_quick.resultVolume(layout, id),
		context: result.context
	};
}
// src/store/slot/fill.ts
const takeFilledSlot = (engine) => async (name, start) => {
	const { fill } = start;
	const take = () => takeSlot(engine)(name, start);
	if (fill === void 0) return await take();
	const present = engine.fills.get(name);
	if (present !== void 0) {
		await present.catch(() => void 0);
		return await take();
	}
	const first = takeOrFill(take, fill).finally(() => engine.fills.delete(name));
	engine.fills.set(name, first);
	return await first ?? await take();
};
async function takeOrFill(take, fill) {
	const copy = await take();
	if (!isEmpty(copy.path)) return copy;
	let isFilled = false;
	try {
		isFilled = await fill(copy.path);
	} finally {
		if (!isFilled) await copy.discard();
	}
	if (isFilled) await copy.finish();
}
function isEmpty(directory) {
	const entries = (0, node_fs.opendirSync)(directory);
	try {
		return entries.readSync() === null;
	} finally {
		entries.closeSync();
	}
}
// src/store/upkeep/estimate.ts
function freedByResults(engine, results) {
	const left = new Map();
	for (const { parent } of results) if (parent !== void 0) left.set(parent, (left.get(parent) ?? 0) + 1);
	return async (result) => {
		const { parent } = result;
		if (parent === void 0 || isPresent(engine, parent)) return {
			bytes: await resultSize(engine, result) ?? 0,
			isAtMost: false
		};
		const siblings = (left.get(parent) ?? 1) - 1;
		left.set(parent, siblings);
		const own = siblings === 0 ? void 0 : knownOwnSize(engine, result);
		return {
			bytes: own ?? await wholeSize(engine, result) ?? 0,
			isAtMost: siblings > 0 && own === void 0
		};
	};
}
// src/store/upkeep/plan-prune.ts
async function planPrune(engine, limits, signal) {
	const trial = trialOf(engine);
	const plan = async (asked, isOwnOnly) => await planFor(engine, trial, {
		limits: asked,
		isOwnOnly,
		signal
	});
	const stale = await trial.dropStale();
	const report = engine.user === void 0 ? await plan(limits, false) : sumOf(await plan(engine.limits, false), await plan(limits, true));
	const { bytes: freedBytes, isAtMost } = trial.freed();
	return {
		...report,
		failed: report.failed + stale,
		freedBytes,
		isAtMost,
		evictions: trial.evictions
	};
}
async function planFor(engine, trial, { limits, isOwnOnly, signal }) {
	const counts = {
		results: 0,
		slots: 0,
		failed: 0,
		inUse: 0
	};
	const { queue, others } = queueFor(engine, isOwnOnly);
	const kept = [...others];
	const left = queue.filter((candidate) => !trial.isGone(candidate));
	await pruneInSteps(trial, {
		limits,
		counts,
		signal,
		atLeast: 0,
		kept
	}, left);
	return {
		...counts,
		...isOwnOnly && { others: others.length },
		freedBytes: 0,
		unmet: unmetLimits(limits, await trial.state(limits), kept)
	};
}
function trialOf(engine) {
	const evictions = [];
	const results = new Map(engine.catalog.list().map((result) => [result.id, result]));
	const failures = new Map(listFailed(engine.layout).map((failed) => [failed.id, failed]));
	const gone = new Set();
	let batch = [];
	let bytes = 0;
	let isAtMost = false;
	const freedByResult = freedByResults(engine, [...results.values()]);
	const freedBy = async (candidate) => {
		if (candidate.kind === "slots") return {
			bytes: await slotSize(engine, candidate.slot) ?? 0,
			isAtMost: false
		};
		const id = idOf$1(candidate);
		const entry = candidate.kind === "results" ? results.get(id) : void 0;
		if (entry !== void 0) return await freedByResult(entry);
		const failed = failures.get(id);
		if (failed === void 0) return {
			bytes: 0,
			isAtMost: false
		};
		const hasBase = failed.parent === void 0 || isPresent(engine, failed.parent);
		return {
			bytes: await failedSize(engine, failed) ?? 0,
			isAtMost: !hasBase
		};
	};
	const free = async () => {
		for (const candidate of batch) {
			const freed = await freedBy(candidate);
			bytes += freed.bytes;
			isAtMost ||= freed.isAtMost;
			evictions.push({
				kind: KINDS$1[candidate.kind],
				id: idOf$1(candidate),
				usedAt: candidate.used,
				bytes: freed.bytes
			});
		}
		batch = [];
		return { isRefused: false };
	};
	const take = (candidate) => {
		gone.add(keyOf$4(candidate));
		batch.push(candidate);
	};
	return {
		evictions,
		freed: () => ({
			bytes,
			isAtMost
		}),
		isGone: (candidate) => gone.has(keyOf$4(candidate)),
		state: async (limits) => {
			const state = await stateOf(engine, limits);
			const count = evictions.filter(({ kind }) => kind === "result").length;
			return {
				...state,
				freeBytes: Math.min(state.totalBytes, state.freeBytes + bytes),
				usedBytes: Math.max(0, state.usedBytes - bytes),
				results: state.results - count
			};
		},
		evict: (candidate) => {
			if (candidate.kind === "results" && isInUse(engine, candidate.id)) return false;
			take(candidate);
			return true;
		},
		free,
		dropStale: async () => {
			const stale = staleFailures(engine.layout, Date.now());
			for (const directory of stale) {
				const used = failures.get(node_path.default.basename(directory))?.failedAt ?? 0;
				take({
					kind: "failed",
					used,
					directory
				});
			}
			await free();
			return stale.length;
		}
	};
}
const KINDS$1 = {
	results: "result",
	slots: "slot",
	failed: "failed"
};
function idOf$1(candidate) {
	if (candidate.kind === "results") return candidate.id;
	return node_path.default.basename(candidate.kind === "slots" ? candidate.slot.slot : candidate.directory);
}
const keyOf$4 = (candidate) => `${candidate.kind} ${idOf$1(candidate)}`;
// src/sandbox/runc/mounts.ts
const LAUNCHER = "/dev/obuilder-launcher";
const BASE_MOUNT_POINTS = [
	"/proc",
	"/dev",
	"/sys"
];
const isBase = (path) => BASE_MOUNT_POINTS.some((base) => base === path);
const tmpfs = (destination, ...options) => ({
	destination,
	type: "tmpfs",
	source: "tmpfs",
	options: ["nosuid", ...options]
});
const kernel = (destination, type, ...options) => ({
	destination,
	type,
	source: type,
	options: [
		"nosuid",
		"noexec",
		...options
	]
});
function usualMounts(shows) {
	return [
		kernel("/proc", "proc", "nodev"),
		tmpfs("/dev", "strictatime", "mode=755", "size=65536k"),
		kernel("/dev/pts", "devpts", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
		tmpfs("/dev/shm", "noexec", "nodev", "mode=1777", "size=1g"),
		kernel("/dev/mqueue", "mqueue", "nodev"),
		shows.sys === void 0 ? kernel("/sys", "sysfs", "nodev", "ro") : readOnlyFile(shows.sys, "/sys"),
		...shows.cgroups ? [kernel("/sys/fs/cgroup", "cgroup", "nodev", "relatime", "ro")] : []
	];
}
const bind = (source, destination, ...options) => ({
	destination,
	type: "bind",
	source,
	options: [
		"bind",
		"rprivate",
		...options
	]
});
const readOnlyFile = (source, destination) => bind(source, destination, "ro", "nosuid", "nodev", "noexec");
const readOnlyPrograms = (source, destination) => bind(source, destination, "ro", "nosuid", "nodev", "exec");
const writable = (source, destination) => bind(source, destination, "rw", "nosuid", "nodev");
const MASKED_PATHS = [
	"/proc/acpi",
	"/proc/asound",
	"/proc/interrupts",
	"/proc/kcore",
	"/proc/keys",
	"/proc/latency_stats",
	"/proc/sched_debug",
	"/proc/scsi",
	"/proc/timer_list",
	"/proc/timer_stats",
	"/sys/devices/virtual/powercap",
	"/sys/firmware"
];
const READ_ONLY_PATHS = [
	"/proc/bus",
	"/proc/fs",
	"/proc/irq",
	"/proc/sys",
	"/proc/sysrq-trigger"
];
// src/host/elf.ts
const HEADER_SIZE$1 = 64;
const SEGMENT_SIZE = 56;
const TEXT_ADDRESS = 4194304;
const DATA_OFFSET = 512;
const DATA_START = 5243392;
const PAGE = 65536;
const READ_EXECUTE = 5;
const READ_WRITE = 6;
function executable({ machine, text, data, zeros = 0 }) {
	const textOffset = HEADER_SIZE$1 + SEGMENT_SIZE * (data === void 0 ? 1 : 2);
	const end = textOffset + text.length;
	const size = data === void 0 ? end : DATA_OFFSET + data.length;
	if (data !== void 0 && end > DATA_OFFSET) throw new Error("the text of a program reaches into its data");
	const file = Buffer.alloc(size);
	writeHeader(file, {
		machine,
		entry: TEXT_ADDRESS + textOffset,
		segments: data === void 0 ? 1 : 2
	});
	writeSegment(file, HEADER_SIZE$1, {
		flags: READ_EXECUTE,
		offset: 0,
		address: TEXT_ADDRESS,
		size: end
	});
	file.set(text, textOffset);
	if (data !== void 0) {
		writeSegment(file, 120, {
			flags: READ_WRITE,
			offset: DATA_OFFSET,
			address: DATA_START,
			size: data.length,
			zeros
		});
		file.set(data, DATA_OFFSET);
	}
	return file;
}
function writeHeader(file, { machine, entry, segments }) {
	file.write("ELF", "latin1");
	file.writeUInt16LE(2, 16);
	file.writeUInt16LE(machine, 18);
	file.writeUInt32LE(1, 20);
	file.writeBigUInt64LE(BigInt(entry), 24);
	file.writeBigUInt64LE(BigInt(HEADER_SIZE$1), 32);
	file.writeUInt16LE(HEADER_SIZE$1, 52);
	file.writeUInt16LE(SEGMENT_SIZE, 54);
	file.writeUInt16LE(segments, 56);
}
function writeSegment(file, at, { flags, offset, address, size, zeros = 0 }) {
	file.writeUInt32LE(1, at);
	file.writeUInt32LE(flags, at + 4);
	file.writeBigUInt64LE(BigInt(offset), at + 8);
	file.writeBigUInt64LE(BigInt(address), at + 16);
	file.writeBigUInt64LE(BigInt(address), at + 24);
	file.writeBigUInt64LE(BigInt(size), at + 32);
	file.writeBigUInt64LE(BigInt(size + zeros), at + 40);
	file.writeBigUInt64LE(BigInt(PAGE), at + 48);
}
// src/sandbox/wall/calls.ts
const NUMBERS$1 = {
	personality: [135, 92],
	sched_setaffinity: [203, 122],
	ioprio_set: [251, 30],
	prctl: [157, 167],
	rt_sigaction: [13, 134],
	rt_sigprocmask: [14, 135]
};
const SET_SIZE = 1024;
const ZEROS$4 = 32;
const SIGNALS_SIZE = 8;
const SET_MASK = 2;
const LEFT_SIGNALS = Array.from({ length: 33 }, (_, index) => 32 + index);
const [SLACK, HUGE_PAGES_OFF, SECURE_BITS] = [
	29,
	41,
	28
];
const CALLS$2 = [
	["personality", 0],
	[
		"sched_setaffinity",
		0,
		SET_SIZE,
		"all CPUs"
	],
	[
		"ioprio_set",
		1,
		0,
		0
	],
	[
		"prctl",
		SLACK,
		5e4
	],
	[
		"prctl",
		HUGE_PAGES_OFF,
		0,
		0,
		0,
		0
	],
	[
		"prctl",
		SECURE_BITS,
		0
	],
	[
		"rt_sigprocmask",
		SET_MASK,
		"zeros",
		0,
		SIGNALS_SIZE
	],
	...LEFT_SIGNALS.map((signal) => [
		"rt_sigaction",
		signal,
		"zeros",
		0,
		SIGNALS_SIZE
	])
];
const word$1 = (value) => {
	const bytes = Buffer.alloc(4);
	bytes.writeInt32LE(value | 0);
	return bytes;
};
const REGISTER = "the register of an argument";
const X64 = {
	jump: (over) => Buffer.concat([Buffer.of(233), word$1(over)]),
	set: (argument, value) => Buffer.concat([Buffer.of(...require_index.must([
		[191],
		[190],
		[186],
		[65, 186],
		[65, 184]
	][argument], REGISTER)), word$1(value)]),
	point: (argument, back) => Buffer.concat([Buffer.of(72, 141, require_index.must([
		61,
		53,
		21
	][argument], REGISTER)), word$1(-back - 7)]),
	call: (number) => Buffer.concat([
		Buffer.of(184),
		word$1(number),
		Buffer.of(15, 5)
	])
};
const ARM64 = {
	jump: (over) => word$1(335544320 | 1 + over / 4),
	set: (argument, value) => Buffer.concat([word$1(3531603968 | (value & 65535) << 5 | argument), word$1(4070572032 | value >>> 16 << 5 | argument)]),
	point: (argument, back) => word$1(268435456 | (-back >> 2 & 524287) << 5 | argument),
	call: (number) => Buffer.concat([word$1(3531603976 | number << 5), word$1(3556769793)])
};
function codeOfCalls(machine) {
	const assembler = machine === "x64" ? X64 : ARM64;
	const data = Buffer.concat([Buffer.alloc(SET_SIZE, 255), Buffer.alloc(ZEROS$4)]);
	const offsets = {
		"all CPUs": 0,
		zeros: SET_SIZE
	};
	const jump = assembler.jump(data.length);
	const parts = [jump, data];
	const size = () => parts.reduce((sum, part) => sum + part.length, 0);
	for (const [name, ...args] of CALLS$2) {
		for (const [index, value] of args.entries()) {
			const isNumber = typeof value === "number";
			parts.push(isNumber ? assembler.set(index, value) : assembler.point(index, size() - jump.length - offsets[value]));
		}
		parts.push(assembler.call(NUMBERS$1[name][machine === "x64" ? 0 : 1]));
	}
	return Buffer.concat(parts);
}
// src/sandbox/launcher.ts
const CODE$2 = {
	x64: {
		machine: 62,
		join: `
      bf01000000 be02000000 b821000000 0f05 ; mov edi,1; mov esi,2; mov eax,33 (dup2); syscall`,
		code: `
      488b0c24                              ; mov rcx,[rsp]
      488b7c2410                            ; mov rdi,[rsp+16]
      488d742418                            ; lea rsi,[rsp+24]
      488d54cc10                            ; lea rdx,[rsp+rcx*8+16]
      b83b000000 0f05                       ; mov eax,59 (execve); syscall
      bf02000000                            ; mov edi,2
      488d3518000000                        ; lea rsi,[rip+24], the message
      ba1d000000                            ; mov edx,29, its length
      b801000000 0f05                       ; mov eax,1 (write); syscall
      bf7f000000 b83c000000 0f05            ; mov edi,127; mov eax,60 (exit); syscall`
	},
	arm64: {
		machine: 183,
		join: `
      200080d2 410080d2 020080d2            ; mov x0,1; mov x1,2; mov x2,0
      080380d2 010000d4                     ; mov x8,24 (dup3); svc 0`,
		code: `
      e30340f9                              ; ldr x3,[sp]
      e00b40f9                              ; ldr x0,[sp,16]
      e1630091                              ; add x1,sp,24
      e2430091 420c038b                     ; add x2,sp,16; add x2,x2,x3,lsl 3
      a81b80d2 010000d4                     ; mov x8,221 (execve); svc 0
      400080d2                              ; mov x0,2
      e1000010                              ; adr x1, the message
      a20380d2                              ; mov x2,29, its length
      080880d2 010000d4                     ; mov x8,64 (write); svc 0
      e00f80d2 a80b80d2 010000d4            ; mov x0,127; mov x8,93 (exit); svc 0`
	}
};
const MESSAGE = "the shell cannot be executed\n";
function launcher(machine, output = "joined") {
	if (machine !== "x64" && machine !== "arm64") throw new require_index.ObuilderError("sandbox-failed", `steps cannot run on ${machine} machines`, {
		value: machine,
		hint: `Use a machine of one of these kinds: ${Object.keys(CODE$2).join(", ")}.`
	});
	const key = `${machine} ${output}`;
	const known = made$1.get(key);
	if (known !== void 0) return known;
	const found = CODE$2[machine];
	const hex = `${output === "joined" ? found.join : ""}\n${found.code}`;
	const bytes = Buffer.from(hex.replace(/;.*$/gm, "").replace(/\s+/g, ""), "hex");
	const body = Buffer.concat([
		codeOfCalls(machine),
		bytes,
		Buffer.from(MESSAGE, "latin1")
	]);
	const program = executable({
		machine: found.machine,
		text: body
	});
	made$1.set(key, program);
	return program;
}
const made$1 = new Map();
const launcherArguments = (path, program, argv) => [
	path,
	program,
	...argv
];
const NUMBERS = {
	read: [0, 63],
	write: [1, 64],
	openat: [257, 56],
	dup3: [292, 24],
	close_range: [436, 436],
	syncfs: [306, 267],
	renameat2: [316, 276],
	unlinkat: [263, 35],
	llistxattr: [195, 12],
	lremovexattr: [198, 15],
	utimensat: [280, 88],
	fchownat: [260, 54],
	chdir: [80, 49],
	fchdir: [81, 50],
	chroot: [161, 51],
	umount2: [166, 39],
	mount: [165, 40],
	prctl: [157, 167],
	setfsuid: [122, 151],
	setfsgid: [123, 152],
	umask: [95, 166],
	ioctl: [16, 29],
	socket: [41, 198],
	connect: [42, 203],
	sendto: [44, 206],
	sendmsg: [46, 211],
	bind: [49, 200],
	listen: [50, 201],
	setsockopt: [54, 208],
	setns: [308, 268],
	bpf: [321, 280],
	unshare: [272, 97],
	execve: [59, 221],
	exit: [60, 93],
	open_tree: [428, 428],
	move_mount: [429, 429],
	mount_setattr: [442, 442],
	end: [-1, -1]
};
function callTable(machine, calls, start) {
	const unused = start + calls.length * 64;
	const store = new Store(unused + 8);
	const table = Buffer.alloc(calls.length * 64 + 8);
	for (const [index, { name, args, feedsNext }] of calls.entries()) {
		const at = index * 64;
		writeWord(table, at, NUMBERS[name][machine === "arm64" ? 1 : 0]);
		writeWord(table, at + 8, feedsNext ? start + at + 64 + 16 : unused);
		let place = at + 16;
		for (const argument of args) {
			writeWord(table, place, typeof argument === "number" ? argument : store.add(argument));
			place += 8;
		}
	}
	return Buffer.concat([table, ...store.parts]);
}
function writeWord(bytes, at, value) {
	bytes.writeInt32LE(value | 0, at);
	bytes.writeInt32LE(Math.floor(value / 2 ** 32), at + 4);
}
var Store = class {
	parts = [];
	#places = new Map();
	#next;
	constructor(start) {
		this.#next = start;
	}
	add(value) {
		if (typeof value === "string") return this.#put(Buffer.from(`${value}\0`));
		if (value instanceof Uint8Array) return this.#places.get(value) ?? this.#put(value);
		if ("pointers" in value) return this.#put(this.#filled(value));
		const pointers = [...value.map((text) => this.add(text)), 0];
		const bytes = Buffer.alloc(pointers.length * 8);
		for (const [index, pointer] of pointers.entries()) writeWord(bytes, index * 8, pointer);
		return this.#put(bytes);
	}
	#filled({ bytes, pointers }) {
		const filled = Buffer.from(bytes);
		for (const [offset, target] of Object.entries(pointers)) writeWord(filled, Number(offset), this.add(target));
		return filled;
	}
	#put(bytes) {
		const address = this.#next;
		this.#places.set(bytes, address);
		const rest = bytes.length % 8;
		this.parts.push(bytes);
		if (rest > 0) this.parts.push(PADDING.subarray(rest));
		this.#next += bytes.length + (rest > 0 ? 8 - rest : 0);
		return address;
	}
};
const PADDING = Buffer.alloc(8);
// src/host/calls/program.ts
const CODE$1 = {
	x64: {
		machine: 62,
		code: `
      bb00025000                         ; mov ebx,DATA_START
      488b03                             ; next: mov rax,[rbx]
      488b7b10 488b7318 488b5320         ; mov rdi,[rbx+16]; mov rsi,[rbx+24]; mov rdx,[rbx+32]
      4c8b5328 4c8b4330 4c8b4b38         ; mov r10,[rbx+40]; mov r8,[rbx+48]; mov r9,[rbx+56]
      0f05                               ; syscall
      488b4b08 488901                    ; mov rcx,[rbx+8]; mov [rcx],rax
      483d01f0ffff 7306                  ; cmp rax,-4095; jae failed
      4883c340 ebce                      ; add rbx,64; jmp next
      be00025000 48891e 48894608         ; failed: mov esi,DATA_START; mov [rsi],rbx; mov [rsi+8],rax
      bf09000000 ba10000000 b801000000 0f05 ; mov edi,9; mov edx,16; mov eax,1 (write); syscall
      bf7d000000 b83c000000 0f05         ; mov edi,125; mov eax,60 (exit); syscall`
	},
	arm64: {
		machine: 183,
		code: `
      130aa0d2 73020891                  ; mov x19,0x500000; add x19,x19,0x200: DATA_START
      680240f9                           ; next: ldr x8,[x19]
      600641a9 620e42a9 641643a9         ; ldp x0,x1,[x19,16]; ldp x2,x3,[x19,32]; ldp x4,x5,[x19,48]
      010000d4                           ; svc 0
      690640f9 200100f9                  ; ldr x9,[x19,8]; str x0,[x9]
      1ffc3fb1 62000054                  ; cmn x0,4095; b.hs failed
      73020191 f6ffff17                  ; add x19,x19,64; b next
      010aa0d2 21000891 330000a9         ; failed: mov x1,0x500000; add x1,x1,0x200; stp x19,x0,[x1]
      200180d2 020280d2 080880d2 010000d4 ; mov x0,9; mov x2,16; mov x8,64 (write); svc 0
      a00f80d2 a80b80d2 010000d4         ; mov x0,125; mov x8,93 (exit); svc 0`
	}
};
function callProgram(machine, calls) {
	const found = CODE$1[machine];
	if (found === void 0) throw new require_index.ObuilderError("sandbox-failed", `there is no machine code for ${machine}`, { value: machine });
	return executable({
		machine: found.machine,
		text: machineCode(found.code),
		data: callTable(machine, calls, DATA_START)
	});
}
function machineCode(listing) {
	return Buffer.from(listing.replace(/;.*$/gm, "").replace(/\s+/g, ""), "hex");
}
function readReport(report) {
	if (report.length < 16) return void 0;
	const view = new DataView(report.buffer, report.byteOffset, report.length);
	return {
		call: (Number(view.getBigUint64(0, true)) - DATA_START) / 64,
		errno: -Number(view.getBigInt64(8, true))
	};
}
// src/host/user-namespace.ts
const NEW_USER = 268435456;
async function makeUserNamespace(file, range) {
	(0, node_fs.writeFileSync)(file, callProgram(process.arch, CALLS$1), {
		flag: "wx",
		mode: 320
	});
	try {
		return await heldOpen(file, range);
	} finally {
		(0, node_fs.rmSync)(file, { force: true });
	}
}
const CALLS$1 = [
	{
		name: "unshare",
		args: [NEW_USER]
	},
	{
		name: "write",
		args: [
			1,
			".",
			1
		]
	},
	{
		name: "read",
		args: [
			0,
			Buffer.alloc(1),
			1
		]
	},
	{
		name: "exit",
		args: [0]
	}
];
async function heldOpen(file, { first, count }) {
	const { child, ended: exit } = require_reader.startProgram(file, [], {
		stdio: [
			"pipe",
			"pipe",
			"ignore"
		],
		env: {}
	});
	const ended = exit.then(({ code }) => `a trial ended with status ${code}`, (error) => error.message);
	const isThere = new Promise((resolve) => child.stdout.once("data", () => resolve(void 0)));
	const fault = await Promise.race([isThere, ended]);
	if (fault !== void 0) throw new require_index.ObuilderError("sandbox-failed", `a user namespace cannot be made: ${fault}`, { hint: "See that sysctl user.max_user_namespaces is not 0." });
	try {
		for (const map of ["uid_map", "gid_map"]) (0, node_fs.writeFileSync)(`/proc/${child.pid}/${map}`, `0 ${first} ${count}\n`);
		const descriptor = (0, node_fs.openSync)(`/proc/${child.pid}/ns/user`, "r");
		return `/proc/${process.pid}/fd/${descriptor}`;
	} finally {
		child.stdin.end();
		await ended;
	}
}
// src/host/process/stream.ts
async function startStreaming(file, args, options) {
	const { child, ended } = require_reader.startProgram(file, args, {
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		env: options.env
	});
	let hasOutput = false;
	let errors = "";
	child.stderr.setEncoding("utf8").on("data", (text) => {
		errors = (errors + text).slice(-4096);
	});
	child.stdout.on("data", (chunk) => {
		hasOutput = true;
		const wait = options.onOutput(chunk);
		if (!(wait instanceof Promise)) return;
		child.stdout.pause();
		wait.finally(() => child.stdout.resume());
	});
	if (child.pid === void 0) await ended;
	return {
		pid: require_index.must(child.pid, "the pid of a started program"),
		hasExited: () => child.exitCode !== null || child.signalCode !== null,
		hasOutput: () => hasOutput,
		errorOutput: () => errors.trim(),
		ended
	};
}
// src/sandbox/runc/kept.ts
function keptContainer(runtime, name) {
	const directory = require_quick.containerDirectory(runtime, name);
	const groups = groupsOf(require_reader.textOrEmpty(node_path.default.join(directory, "state.json")));
	if (groups === void 0) return void 0;
	const count = (controller, file, key) => {
		const group = groups[controller] ?? groups[""];
		return group === void 0 ? 0 : countOf(require_reader.textOrEmpty(node_path.default.join(group, file)), key);
	};
	return {
		counts: () => ({
			memoryKills: count("memory", groups["memory"] ? "memory.oom_control" : "memory.events", "oom_kill"),
			memoryHits: groups["memory"] ? count("memory", "memory.failcnt", "") : count("", "memory.events", "max"),
			pidsHits: count("pids", "pids.events", "max")
		}),
		remove: () => {
			try {
				for (const group of new Set(Object.values(groups))) removeGroup(group, name);
				(0, node_fs.rmSync)(directory, {
					recursive: true,
					force: true
				});
				return true;
			} catch {
				return false;
			}
		}
	};
}
function reachedBounds({ memoryHits, pidsHits }, bounds) {
	const reached = {
		...memoryHits > 0 && bounds.memoryBytes !== void 0 && { memoryBytes: bounds.memoryBytes },
		...pidsHits > 0 && bounds.pids !== void 0 && { pids: bounds.pids }
	};
	return Object.keys(reached).length === 0 ? void 0 : reached;
}
function countOf(text, key) {
	const lines = text.split("\n").map((line) => line.split(" "));
	const value = key === "" ? lines[0]?.[0] : lines.find(([name]) => name === key)?.[1];
	return Number(value ?? 0) || 0;
}
function groupsOf(state) {
	const [, paths] = /"cgroup_paths":(\{[^{}]*\})/.exec(state) ?? [];
	try {
		return paths === void 0 ? void 0 : JSON.parse(paths);
	} catch {
		return;
	}
}
function removeGroup(group, name) {
	if (node_path.default.basename(group) !== name) throw new Error(`${group} is no group of ${name}`);
	try {
		(0, node_fs.rmdirSync)(group);
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
	}
}
// src/sandbox/runc/start-error.ts
function loggedError(log) {
	return log.split("\n").flatMap((line) => {
		try {
			const entry = JSON.parse(line);
			if (typeof entry !== "object" || entry === null || !("level" in entry) || !("msg" in entry)) return [];
			return entry.level === "error" || entry.level === "fatal" ? [String(entry.msg)] : [];
		} catch {
			return [];
		}
	}).at(-1);
}
function plainMessage(message) {
	return message.replace(/^(?:(?:runc run failed|runc create failed|unable to start container process): )+/, "").replace(/^error during container init: /, "").replace(/: unknown$/, "");
}
function startError(log, otherwise) {
	const message = loggedError(log) ?? otherwise;
	return new require_index.ObuilderError("sandbox-failed", `the step cannot be started: ${plainMessage(message)}`, { hint: "If the image is sound, let `doctor` check this machine." });
}
// src/sandbox/runc/until-end.ts
const MAX_TIMER_MS$1 = 2 ** 31 - 1;
async function untilEnd(child, request, step) {
	let stopped;
	let ended = false;
	let killing = Promise.resolve();
	const stop = (reason) => {
		if (stopped !== void 0 || ended) return;
		stopped = reason;
		killing = killStep(step.runtime, {
			name: step.name,
			runtimePid: child.pid,
			pidFile: step.pidFile,
			hasEnded: () => ended || child.hasExited()
		});
		killing.catch(() => void 0);
	};
	const onAbort = () => stop("cancelled");
	request.signal?.addEventListener("abort", onAbort);
	if (request.signal?.aborted) onAbort();
	const seconds = request.limits?.seconds;
	const timer = seconds === void 0 || seconds === Number.POSITIVE_INFINITY ? void 0 : setTimeout(() => stop("timed-out"), Math.min(seconds * 1e3, MAX_TIMER_MS$1));
	try {
		const { code, signal } = await child.ended;
		ended = true;
		await killing;
		return {
			code,
			signal,
			stopped
		};
	} finally {
		clearTimeout(timer);
		request.signal?.removeEventListener("abort", onAbort);
	}
}
async function runContainer(request, { runtime, name, step, start }) {
	const args = runtimeArguments(runtime, {
		name,
		step
	});
	const plain = {
		file: runtime.program,
		args,
		env: require_quick.RUNTIME_ENVIRONMENT
	};
	const program = step.starter?.enter(plain) ?? plain;
	const child = await start(program.file, program.args, program.env);
	try {
		const { stopped, code, signal } = await untilEnd(child, request, {
			runtime,
			name,
			pidFile: step.pidFile
		});
		const words = child.errorOutput();
		const isSilent = code !== 0 && words !== "" && !child.hasOutput();
		if (stopped === void 0 && (isSilent || !(0, node_fs.existsSync)(step.pidFile))) throw failedStart(step, words || `the runtime ended with ${signal ?? `status ${code}`}`);
		const counts = keptContainer(runtime, name)?.counts();
		return {
			code: code ?? 128 + node_os().constants.signals.SIGKILL,
			stopped,
			counts
		};
	} finally {
		await removeKept(runtime, name);
	}
}
async function removeKept(runtime, name) {
	if (!(0, node_fs.existsSync)(require_quick.containerDirectory(runtime, name))) return;
	if (keptContainer(runtime, name)?.remove() !== true) await removeContainer(runtime, name);
}
function runtimeArguments(runtime, { name, step }) {
	return [
		...[
			"--root",
			runtime.containers,
			"--log",
			step.log,
			"--log-format",
			"json"
		],
		...[
			"run",
			"--no-new-keyring",
			"--bundle",
			step.bundle,
			"--pid-file",
			step.pidFile
		],
		...["--keep", name]
	];
}
function failedStart(step, otherwise) {
	return startError((0, node_fs.existsSync)(step.log) ? (0, node_fs.readFileSync)(step.log, "utf8") : "", step.starter?.fault() ?? otherwise);
}
// src/files/rootfs/read-inside.ts
function readInside(rootfs, path, most) {
	try {
		const flags = node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK;
		const found = require_reader.resolveInside(rootfs, path, { refuse: (reason) => new Error(`${path} ${reason}`) });
		const name = require_reader.nativePath(found.file);
		if (!(0, node_fs.lstatSync)(name).isFile()) return "";
		const file = (0, node_fs.openSync)(name, flags);
		try {
			const bytes = Buffer.alloc(Math.min(most, (0, node_fs.fstatSync)(file).size));
			return bytes.toString("utf8", 0, (0, node_fs.readSync)(file, bytes, 0, bytes.length, 0));
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch {
		return "";
	}
}
// src/sandbox/authorities/java-store.ts
const MAGIC = 4277010157;
const VERSION$1 = 2;
const TRUSTED_CERTIFICATE = 2;
const SALT = "Mighty Aphrodite";
const PASSWORD = "changeit";
function javaStore(certificates) {
	const entries = certificates.flatMap((der, index) => [
		number$3(TRUSTED_CERTIFICATE),
		text$3(`ca-${index}`),
		Buffer.alloc(8),
		text$3("X.509"),
		number$3(der.length),
		der
	]);
	const store = Buffer.concat([
		number$3(MAGIC),
		number$3(VERSION$1),
		number$3(certificates.length),
		...entries
	]);
	const password = Buffer.from(PASSWORD, "utf16le").swap16();
	const digest = (0, node_crypto().createHash)("sha1").update(password).update(SALT).update(store).digest();
	return Buffer.concat([store, digest]);
}
function number$3(value) {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}
function text$3(value) {
	const length = Buffer.alloc(2);
	length.writeUInt16BE(value.length);
	return Buffer.concat([length, Buffer.from(value, "latin1")]);
}
// src/sandbox/authorities/bundle.ts
const MAX_IMAGE_BUNDLE = 4 * 1024 ** 2;
function bundleFor(rootfs, authorities) {
	const images = require_quick.SYSTEM_BUNDLES.map((file) => require_quick.certificatesIn(readInside(rootfs, file, MAX_IMAGE_BUNDLE))).find((certificates) => certificates.length > 0);
	return makeBundle([...new Set([...authorities, ...images ?? process.getBuiltinModule("node:tls").rootCertificates])]);
}
let last;
function makeBundle(certificates) {
	const key = certificates.join("\n");
	if (last?.key === key) return last.bundle;
	const parsed = certificates.flatMap((pem) => {
		const der = require_quick.parseCertificate(pem);
		return der === void 0 ? [] : [{
			pem,
			der
		}];
	});
	const bundle = {
		pem: `${parsed.map(({ pem }) => pem).join("\n")}\n`,
		java: javaStore(parsed.map(({ der }) => der))
	};
	last = {
		key,
		bundle
	};
	return bundle;
}
// src/sandbox/authorities/step-authorities.ts
const PEM = "/dev/obuilder-ca.crt";
const JAVA = "/dev/obuilder-ca.jks";
const APT$1 = "/dev/obuilder-apt.conf";
const VARIABLES = [
	["SSL_CERT_FILE", PEM],
	["CURL_CA_BUNDLE", PEM],
	["GIT_SSL_CAINFO", PEM],
	["NODE_EXTRA_CA_CERTS", PEM],
	["REQUESTS_CA_BUNDLE", PEM],
	["PIP_CERT", PEM],
	["CARGO_HTTP_CAINFO", PEM],
	["APT_CONFIG", APT$1]
];
const JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";
const TRUST_STORE = "javax.net.ssl.trustStore";
function stepAuthorities({ rootfs, env, network }, own) {
	if (network === "none" || own.authorities.length === 0) return {
		mounts: [],
		env
	};
	const { pem, java } = bundleFor(rootfs, own.authorities);
	return {
		mounts: [
			[PEM, pem],
			[JAVA, java],
			[APT$1, `Acquire::https::CaInfo "${PEM}";\n`]
		].map(([place, content]) => {
			const file = node_path.default.join(own.directory, node_path.default.basename(place));
			require_quick.writeShown(file, content, 420);
			return readOnlyFile(file, place);
		}),
		env: withVariables(env)
	};
}
function withVariables(env) {
	const taken = new Set(env.map(([name]) => name));
	return [
		...env.filter(([name]) => name !== JAVA_OPTIONS),
		...VARIABLES.filter(([name]) => !taken.has(name)),
		[JAVA_OPTIONS, javaOptions(env.find(([name]) => name === JAVA_OPTIONS)?.[1])]
	];
}
function javaOptions(given = "") {
	if (given.includes(TRUST_STORE)) return given;
	return [
		given,
		`-D${TRUST_STORE}=${JAVA}`,
		`-D${TRUST_STORE}Type=JKS`
	].join(" ").trim();
}
// src/sandbox/rootfs/held-directory.ts
const { O_RDONLY: O_RDONLY$1, O_WRONLY: O_WRONLY$2, O_CREAT: O_CREAT$3, O_EXCL: O_EXCL$3, O_DIRECTORY, O_NOFOLLOW: O_NOFOLLOW$3 } = node_fs.constants;
const MODE$1 = 493;
function holdDirectory(path) {
	const descriptor = (0, node_fs.openSync)(path, O_RDONLY$1 | O_DIRECTORY | O_NOFOLLOW$3);
	const below = (name) => `/proc/self/fd/${descriptor}/${name}`;
	return {
		stat: (name) => (0, node_fs.lstatSync)(below(name), { throwIfNoEntry: false }),
		readLink: (name) => (0, node_fs.readlinkSync)(below(name)),
		open: (name) => holdDirectory(below(name)),
		makeDirectory(name) {
			(0, node_fs.mkdirSync)(below(name), MODE$1);
			(0, node_fs.chmodSync)(below(name), MODE$1);
		},
		makeFile(name) {
			const file = (0, node_fs.openSync)(below(name), O_CREAT$3 | O_EXCL$3 | O_WRONLY$2, MODE$1);
			(0, node_fs.fchmodSync)(file, MODE$1);
			(0, node_fs.closeSync)(file);
		},
		removeEmpty(name) {
			const stats = (0, node_fs.lstatSync)(below(name));
			if (stats.isDirectory()) (0, node_fs.rmdirSync)(below(name));
			else if (stats.isFile() && stats.size === 0) (0, node_fs.unlinkSync)(below(name));
			else throw Object.assign(new Error(`${name} is not empty`), { code: "ENOTEMPTY" });
		},
		modified: () => require_reader.modifiedAt((0, node_fs.statSync)(below("."), { bigint: true })),
		descriptor,
		close: () => (0, node_fs.closeSync)(descriptor)
	};
}
// src/sandbox/rootfs/made-point.ts
async function removePoints(points) {
	for (const point of points.toReversed()) await removePoint(point, require_quick.filesAfterStep(point.root));
}
async function removePoint({ parent, names, before, after }, root) {
	const held = [];
	const times = new NewTimes();
	try {
		let directory = hold(held, holdDirectory(root));
		for (const name of parent) directory = hold(held, directory.open(name));
		const isOurs = directory.modified() === after;
		const parents = [directory];
		for (const name of names.slice(0, -1)) {
			directory = hold(held, directory.open(name));
			parents.push(directory);
		}
		for (const [depth, name] of [...names.entries()].reverse()) parents[depth]?.removeEmpty(name);
		if (isOurs) times.set("", {
			path: parent.join("/"),
			modified: before
		}, parents[0]?.descriptor ?? -1);
	} catch {
		return;
	} finally {
		for (const directory of held) directory.close();
	}
	await times.finish(root);
}
function hold(held, directory) {
	held.push(directory);
	return directory;
}
// src/sandbox/rootfs/refused.ts
function refused$1(path, why, details = {}) {
	return new require_index.ObuilderError("sandbox-failed", `${path} ${why}`, {
		value: path,
		...details
	});
}
// src/sandbox/rootfs/search.ts
function lookUp(step, name, path) {
	return path.split(":").filter((directory) => directory.startsWith("/")).map((directory) => `${directory}/${name}`).find((file) => mayBeProgram(step, file));
}
function mayBeProgram(step, file) {
	try {
		const found = require_reader.resolveInside(step.rootfs, file, {
			refuse: (reason) => refused$1(file, reason),
			covered: step.covered
		});
		if (found.under === void 0) return found.found === "other" && isProgram(found.file);
		return step.argv[0] === file && !isBase(found.under);
	} catch {
		return false;
	}
}
function isProgram(file) {
	const stats = (0, node_fs.lstatSync)(require_reader.nativePath(file));
	return stats.isFile() && (stats.mode & 73) !== 0;
}
// src/sandbox/rootfs/program.ts
const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const HINT$1 = "If the image has a shell but no bash, put (shell /bin/sh -c) before the first run.";
function searchPath(env) {
	return env.find(([name]) => name === "PATH")?.[1] ?? DEFAULT_PATH;
}
function findProgram(step) {
	const name = step.argv[0] ?? "";
	if (!name.includes("/")) {
		const found = lookUp(step, name, searchPath(step.env));
		if (found === void 0 || name === "") throw missing(name, step);
		return found;
	}
	if (name.startsWith("/") && !mayBeProgram(step, name)) throw missing(name, step);
	return name;
}
function missingShell(step) {
	const [env, shell] = step.argv;
	if (!env?.endsWith("/env") || !shell || /^-|[/=]/.test(shell)) return void 0;
	return lookUp(step, shell, searchPath(step.env)) === void 0 ? missing(shell, step) : void 0;
}
function missing(name, step) {
	const hidden = name === "" || name.includes("/") ? void 0 : lookUp(step, name, DEFAULT_PATH);
	if (hidden === void 0) return new require_index.ObuilderError("sandbox-failed", `the image has no program ${name}`, {
		value: name,
		hint: HINT$1
	});
	const search = searchPath(step.env);
	return new require_index.ObuilderError("sandbox-failed", `PATH is ${shown$1(search)} in this step, so the program ${name} is not found, although the image has ${hidden}`, {
		value: search,
		hint: `Add the usual directories to PATH: ${DEFAULT_PATH}.`
	});
}
const MAX_SHOWN$1 = 200;
const shown$1 = (value) => JSON.stringify(value.length > MAX_SHOWN$1 ? `${value.slice(0, MAX_SHOWN$1)}\u2026` : value);
// src/sandbox/wall/ids.ts
const STEP_IDS = {
	first: 2 ** 31,
	count: 2 ** 31 - 1
};
function giveToStep(file, user = {
	uid: 0,
	gid: 0
}) {
	(0, node_fs.chownSync)(file, STEP_IDS.first + user.uid, STEP_IDS.first + user.gid);
}
function idMappings() {
	const mappings = [{
		containerID: 0,
		hostID: STEP_IDS.first,
		size: STEP_IDS.count
	}];
	return {
		uidMappings: mappings,
		gidMappings: mappings
	};
}
// src/sandbox/runc/capabilities.ts
const ALLOWED = [
	"CAP_CHOWN",
	"CAP_DAC_OVERRIDE",
	"CAP_FOWNER",
	"CAP_FSETID",
	"CAP_KILL",
	"CAP_SETGID",
	"CAP_SETUID",
	"CAP_SETPCAP",
	"CAP_NET_BIND_SERVICE",
	"CAP_SYS_CHROOT",
	"CAP_MKNOD",
	"CAP_AUDIT_WRITE",
	"CAP_SETFCAP"
];
function capabilitySets(uid) {
	const held = uid === 0 ? ALLOWED : [];
	return {
		bounding: ALLOWED,
		effective: held,
		permitted: held,
		inheritable: [],
		ambient: []
	};
}
// src/sandbox/runc/masks.ts
function masksOf(values) {
	const varying = values.reduce((bits, value) => bits | value, 0);
	const exact = masksUnder(values, varying);
	const left = new Set(values);
	const chosen = [];
	while (left.size > 0) {
		const gain = ({ members }) => members.filter((value) => left.has(value)).length;
		const best = exact.reduce((most, next) => gain(next) > gain(most) ? next : most);
		for (const value of best.members) left.delete(value);
		chosen.push({
			mask: (best.mask | ~varying) >>> 0,
			result: best.result
		});
	}
	return chosen;
}
function masksUnder(values, bits) {
	const found = [];
	for (let mask = bits;; mask = mask - 1 & bits) {
		const groups = Map.groupBy(values, (value) => value & mask);
		for (const [result, members] of groups) if (members.length === 2 ** countBits(bits & ~mask)) found.push({
			mask,
			result,
			members
		});
		if (mask === 0) return found;
	}
}
const countBits = (value) => value.toString(2).replaceAll("0", "").length;
// src/sandbox/runc/syscalls.ts
const PROFILE_CALLS = `
  accept arm_fadvise64_64 arm_sync_file_range breakpoint cacheflush cachestat epoll_ctl_old epoll_wait_old
  fchmodat2 futex_requeue futex_wait futex_wake getxattrat listmount listxattrat map_shadow_stack mseal
  newfstatat recv removexattrat riscv_hwprobe semop semtimedop send set_tls setxattrat statmount
  sync_file_range2 uretprobe futex_waitv process_mrelease memfd_secret landlock_restrict_self
  landlock_add_rule landlock_create_ruleset epoll_pwait2 faccessat2 openat2 close_range pidfd_open
  pidfd_send_signal sched_rr_get_interval_time64 futex_time64 rt_sigtimedwait_time64 semtimedop_time64
  mq_timedreceive_time64 mq_timedsend_time64 recvmmsg_time64 io_pgetevents_time64 ppoll_time64
  pselect6_time64 utimensat_time64 timerfd_settime64 timerfd_gettime64 timer_settime64 timer_gettime64
  clock_nanosleep_time64 clock_getres_time64 clock_adjtime64 clock_gettime64 msgctl msgrcv msgsnd msgget
  shmdt shmat shmctl shmget semctl semget rseq io_pgetevents arch_prctl statx pkey_free pkey_alloc
  pkey_mprotect pwritev2 preadv2 copy_file_range mlock2 membarrier shutdown recvmsg recvfrom sendmsg sendto
  getpeername getsockname setsockopt getsockopt accept4 listen connect bind socketpair execveat memfd_create
  getrandom seccomp renameat2 sched_getattr sched_setattr process_vm_writev process_vm_readv sendmmsg syncfs
  clock_adjtime name_to_handle_at prlimit64 fanotify_mark recvmmsg rt_tgsigqueueinfo pwritev preadv
  inotify_init1 pipe2 dup3 epoll_create1 eventfd2 signalfd4 timerfd_gettime timerfd_settime fallocate
  eventfd timerfd_create signalfd utimensat epoll_pwait getcpu vmsplice tee sync_file_range splice
  get_robust_list set_robust_list ppoll pselect6 faccessat fchmodat readlinkat symlinkat linkat renameat
  unlinkat fstatat64 futimesat fchownat mknodat mkdirat openat inotify_rm_watch inotify_add_watch
  inotify_init ioprio_get ioprio_set waitid mq_getsetattr mq_notify mq_timedreceive mq_timedsend mq_unlink
  mq_open fadvise64_64 utimes tgkill fstatfs64 statfs64 clock_nanosleep clock_getres clock_gettime
  timer_delete timer_getoverrun timer_gettime timer_settime timer_create set_tid_address remap_file_pages
  epoll_wait epoll_ctl epoll_create exit_group fadvise64 io_cancel io_submit io_getevents io_destroy
  io_setup get_thread_area set_thread_area sched_getaffinity sched_setaffinity futex sendfile64 tkill
  fremovexattr lremovexattr removexattr flistxattr llistxattr listxattr fgetxattr lgetxattr getxattr
  fsetxattr lsetxattr setxattr readahead gettid fcntl64 getdents64 madvise mincore setfsgid32 setfsuid32
  setgid32 setuid32 chown32 getresgid32 setresgid32 getresuid32 setresuid32 fchown32 setgroups32 getgroups32
  setregid32 setreuid32 getegid32 geteuid32 getgid32 getuid32 lchown32 fstat64 lstat64 stat64 ftruncate64
  truncate64 mmap2 ugetrlimit vfork sendfile sigaltstack capset capget getcwd chown pwrite64 pread64
  rt_sigsuspend rt_sigqueueinfo rt_sigtimedwait rt_sigpending rt_sigprocmask rt_sigaction rt_sigreturn prctl
  getresgid setresgid poll getresuid setresuid mremap nanosleep sched_rr_get_interval sched_get_priority_min
  sched_get_priority_max sched_yield sched_getscheduler sched_setscheduler sched_getparam sched_setparam
  munlockall mlockall munlock mlock fdatasync getsid writev readv msync flock _newselect getdents _llseek
  setfsgid setfsuid fchdir getpgid sigprocmask mprotect adjtimex modify_ldt uname sigreturn fsync ipc
  sysinfo wait4 fstat lstat stat getitimer setitimer socketcall fstatfs statfs setpriority getpriority
  fchown fchmod ftruncate truncate munmap mmap readlink symlink select setgroups getgroups gettimeofday
  getrusage getrlimit setrlimit setregid setreuid setsid getpgrp getppid dup2 chroot umask setpgid fcntl
  ioctl getegid geteuid getgid setgid brk times pipe dup rmdir mkdir rename kill sync access utime pause
  alarm ptrace getuid setuid getpid lseek lchown chmod mknod time chdir execve unlink link creat waitpid
  close open write read fork exit restart_syscall
`.trim().split(/\s+/);
const PROFILE_FAMILIES = [
	0,
	1,
	2,
	7,
	8,
	9,
	10,
	13,
	14,
	15,
	16,
	17,
	18,
	21,
	22,
	24,
	26,
	27,
	28,
	29,
	30,
	31,
	32,
	33,
	35,
	36,
	39,
	41,
	42,
	43,
	44,
	45
];
const PROFILE_PERSONALITIES = [
	0,
	8,
	131072,
	131080,
	4294967295
];
// src/sandbox/runc/seccomp.ts
const EPERM = 1;
const ENOTTY = 25;
const ENOSYS = 38;
const NEW_NAMESPACES = 2114060288;
const MSYNC_WAITS = 4;
const NO_RANDOMIZE = 262144;
const PRESENT = 4294967295;
const REQUEST = 4294967295;
const REQUEST_FAMILY = 65280;
const BTRFS = 37888;
const SHARES_CONTENT = [
	1074041865,
	1075876877,
	3222836278
];
const TABLES = {
	x64: {
		own: "SCMP_ARCH_X86_64",
		narrow: "SCMP_ARCH_X86"
	},
	arm64: {
		own: "SCMP_ARCH_AARCH64",
		narrow: "SCMP_ARCH_ARM"
	}
};
const FREE$1 = [
	"fsync",
	"fdatasync",
	"sync",
	"syncfs",
	"sync_file_range",
	"sync_file_range2",
	"arm_sync_file_range"
];
const OWN_RULES = new Set([
	...FREE$1,
	"msync",
	"clone",
	"clone3",
	"socketcall",
	"ioctl"
]);
const MORE_CALLS = ["sigsuspend"];
const allowedCalls = [...PROFILE_CALLS.filter((name) => !OWN_RULES.has(name)), ...MORE_CALLS];
const personalities = PROFILE_PERSONALITIES.filter((value) => value !== PRESENT).flatMap((value) => [value, value + NO_RANDOMIZE]);
const allow = (names, ...args) => ({
	names,
	action: "SCMP_ACT_ALLOW",
	...args.length > 0 && { args }
});
const answer = (names, errnoRet, ...args) => ({
	names,
	action: "SCMP_ACT_ERRNO",
	errnoRet,
	...args.length > 0 && { args }
});
const masked = (index, mask, result) => ({
	index,
	value: mask,
	valueTwo: result,
	op: "SCMP_CMP_MASKED_EQ"
});
const otherFamilies = [
	8,
	9,
	10,
	11,
	12,
	13,
	14,
	15
].map((bit) => {
	const mask = 1 << bit;
	return allow(["ioctl"], masked(1, mask, -37889 & mask));
});
const requests = [
	...SHARES_CONTENT.map((request) => allow(["ioctl"], masked(1, REQUEST, request))),
	answer(["ioctl"], ENOTTY, masked(1, REQUEST_FAMILY, BTRFS)),
	...otherFamilies
];
const oneOf = (name, values) => masksOf(values).map(({ mask, result }) => allow([name], masked(0, mask, result)));
function seccompFilter(machine, narrow) {
	const table = TABLES[machine];
	return {
		defaultAction: "SCMP_ACT_ERRNO",
		defaultErrnoRet: EPERM,
		...table && { architectures: narrow ? [table.own, table.narrow] : [table.own] },
		syscalls: [
			allow(allowedCalls),
			answer(FREE$1, 0),
			answer(["msync"], 0, masked(2, MSYNC_WAITS, MSYNC_WAITS)),
			allow(["msync"], masked(2, MSYNC_WAITS, 0)),
			allow(["clone"], masked(0, NEW_NAMESPACES, 0)),
			answer(["clone3", "socketcall"], ENOSYS),
			...requests,
			...oneOf("socket", PROFILE_FAMILIES),
			...oneOf("personality", personalities),
			allow(["personality"], masked(0, PRESENT, PRESENT))
		]
	};
}
// src/sandbox/runc/config.ts
const UMASK = 18;
const DIES_FIRST = 1e3;
function runtimeConfig(request, machine) {
	return {
		ociVersion: "1.0.2",
		hostname: "builder",
		root: {
			path: request.rootfs,
			readonly: false
		},
		process: {
			terminal: request.terminal ?? false,
			user: {
				uid: request.user.uid,
				gid: request.user.gid,
				umask: UMASK,
				additionalGids: request.user.groups ?? []
			},
			args: request.argv,
			env: request.env.map(([name, value]) => `${name}=${value}`),
			cwd: request.cwd,
			capabilities: capabilitySets(request.user.uid),
			rlimits: resourceLimits(request.limits, machine.ceilings),
			noNewPrivileges: false,
			oomScoreAdj: DIES_FIRST,
			...machine.appArmor !== void 0 && { apparmorProfile: machine.appArmor }
		},
		...request.hooks && { hooks: request.hooks },
		mounts: [...usualMounts({
			cgroups: machine.showCgroups,
			sys: request.sys
		}), ...request.mounts],
		linux: {
			namespaces: [...namespaces(request.network, machine), ...request.hasOwnUsers ? [{ type: "user" }] : []],
			...request.hasOwnUsers && idMappings(),
			cgroupsPath: request.cgroup,
			resources: resources(request.limits, machine),
			seccomp: seccompFilter(machine.architecture, machine.narrow),
			maskedPaths: MASKED_PATHS,
			readonlyPaths: READ_ONLY_PATHS
		}
	};
}
function namespaces(network, machine) {
	return [
		{ type: "pid" },
		{ type: "ipc" },
		{ type: "uts" },
		{ type: "mount" },
		...machine.cgroupNamespace ? [{ type: "cgroup" }] : [],
		...networkNamespace(network)
	];
}
function networkNamespace(network) {
	if (network === "host") return [];
	return [network === "none" ? { type: "network" } : {
		type: "network",
		path: network.namespace
	}];
}
// src/sandbox/step-files.ts
const MAX_BYTES$3 = 1048577;
const OUTPUT$1 = "GITHUB_OUTPUT";
const SUMMARY = "GITHUB_STEP_SUMMARY";
const UNREAD = ["GITHUB_ENV", "GITHUB_PATH"];
const STEP_FILE_PLACES = [
	[OUTPUT$1, "/dev/github-output"],
	[SUMMARY, "/dev/github-step-summary"],
	["GITHUB_ENV", "/dev/github-env"],
	["GITHUB_PATH", "/dev/github-path"]
];
function stepFiles(prefix) {
	const fileOf = (variable) => `${prefix}.${variable.toLowerCase()}`;
	const paths = STEP_FILE_PLACES.map(([variable]) => fileOf(variable));
	return {
		paths,
		mounts: STEP_FILE_PLACES.map(([variable, place]) => writable(fileOf(variable), place)),
		make: (user) => {
			for (const file of paths) {
				require_quick.writeShown(file, "", 438);
				(0, node_fs.chownSync)(file, user.uid, user.gid);
			}
		},
		read: () => ({
			outputFile: readWritten(fileOf(OUTPUT$1), MAX_BYTES$3),
			written: {
				summary: readWritten(fileOf(SUMMARY), MAX_BYTES$3),
				unread: UNREAD.filter((variable) => readWritten(fileOf(variable), 1).length > 0)
			}
		}),
		remove: () => {
			for (const file of paths) (0, node_fs.rmSync)(file, { force: true });
		}
	};
}
function readWritten(file, most) {
	const descriptor = (0, node_fs.openSync)(file, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
	try {
		const stats = (0, node_fs.fstatSync)(descriptor);
		if (!stats.isFile() || stats.size === 0) return new Uint8Array();
		const bytes = Buffer.alloc(Math.min(stats.size, most));
		return bytes.subarray(0, (0, node_fs.readSync)(descriptor, bytes, 0, bytes.length, 0));
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}
// src/sandbox/rootfs/find-shown.ts
function findShown(root, below) {
	const names = below.split("/").filter((name) => name !== "" && name !== ".");
	if (names.includes("..")) throw refused$1(below, "cannot be mounted: .. may lead out of the source");
	const source = node_path.default.join(root, ...names);
	const held = [];
	try {
		let directory = holdDirectory(root);
		held.push(directory);
		for (const name of names.slice(0, -1)) {
			directory = directory.open(name);
			held.push(directory);
		}
		const last = names.at(-1);
		const stats = last === void 0 ? void 0 : directory.stat(last);
		if (last === void 0 || stats?.isDirectory()) return {
			source,
			kind: "directory"
		};
		if (stats?.isFile()) return {
			source,
			kind: "file"
		};
	} catch (cause) {
		throw refused$1(below, "cannot be mounted: a directory on the way is missing or a link", { cause });
	} finally {
		for (const directory of held) directory.close();
	}
	throw refused$1(below, "cannot be mounted: neither a file nor a directory");
}
// src/sandbox/rootfs/mount-walk.ts
const MAX_BYTES$2 = 3072;
function walkTo(rootfs, target, covers) {
	const held = new Set();
	const hold = (directory, region) => {
		held.add(directory);
		return {
			directory,
			region
		};
	};
	const root = {
		kind: "root",
		at: "",
		source: rootfs,
		isSealed: false,
		isShared: false
	};
	try {
		const place = placeOf(require_reader.walkInside({
			start: {
				names: [],
				directories: [hold(holdDirectory(rootfs), root)]
			},
			look(name, { directory: parent, here }) {
				const cover = covers.get(here);
				if (cover?.kind === "own") return "stop";
				if (cover?.kind === "slot" || cover?.kind === "files") return { directory: hold(holdDirectory(cover.source), regionOf(cover, here)) };
				if (parent?.region.isShared) throw insideShared(target, parent.region);
				const stats = parent?.directory.stat(name);
				if (parent === void 0 || stats === void 0) return "missing";
				if (stats.isDirectory()) return { directory: hold(parent.directory.open(name), parent.region) };
				if (!stats.isSymbolicLink()) return "other";
				if (parent.region.kind !== "root") throw linkInMount(target, here, parent.region);
				return { link: parent.directory.readLink(name) };
			},
			leave({ directory }) {
				held.delete(directory);
				directory.close();
			},
			refuse: (reason) => refused$1(target, reason)
		}, target), target);
		held.delete(place.directory);
		return place;
	} finally {
		for (const directory of held) directory.close();
	}
}
function placeOf({ names, directories, found, rest }, target) {
	const { directory, region } = require_index.must(directories.at(-1), "the root of a walk");
	const path = require_reader.pathOf$1(names);
	if (rest !== void 0) return {
		path: [path, ...rest].join("/"),
		own: path,
		directory,
		rest: [],
		found: void 0,
		region
	};
	if (Buffer.byteLength(path) > MAX_BYTES$2) throw refused$1(target, `leads to a path of more than ${MAX_BYTES$2} bytes`);
	return {
		path,
		own: void 0,
		directory,
		rest: names.slice(directories.length - 1),
		found,
		region
	};
}
function regionOf(cover, at) {
	const isSealed = cover.kind === "files" && !cover.isCopy;
	const isShared = cover.kind === "slot" && cover.isShared === true;
	return {
		kind: cover.kind,
		at,
		source: cover.source,
		isSealed,
		isShared
	};
}
const insideShared = (target, { at }) => refused$1(target, `is inside the shared cache on ${at}, which other steps change meanwhile`, { hint: `Choose a path outside of ${at}, or write (sharing locked) for the cache.` });
const linkInMount = (target, here, { kind, at }) => refused$1(target, `goes through ${here}, a symbolic link in the ${kind === "slot" ? "cache slot" : "mount"} on ${at}`, { hint: "Name a path without links: the files of a mount must not decide the place of another mount." });
// src/sandbox/rootfs/mount-points.ts
const ELSEWHERE$1 = "Choose another target: nothing can be mounted on or in /dev, /proc, /sys, /etc/hosts or /etc/resolv.conf.";
var MountPoints = class {
	#rootfs;
	#covers = new Map();
	constructor(rootfs) {
		this.#rootfs = rootfs;
		for (const base of BASE_MOUNT_POINTS) this.#addBase(base);
	}
	made = [];
	get covered() {
		return new Set(this.#covers.keys());
	}
	add(wanted) {
		const { target, cover, at } = wanted;
		try {
			const path = this.#make(wanted, (place) => {
				if (place.own !== void 0) throw refused$1(target, leadsTo(target, place), { hint: ELSEWHERE$1 });
				if (place.path === "/") throw refused$1(target, "leads to the root itself", { hint: ELSEWHERE$1 });
			});
			this.#cover(path, cover);
			return path;
		} catch (error) {
			throw require_index.isObuilderError(error) ? placed(error, at) : error;
		}
	}
	addOwn(target) {
		const path = this.#make({
			target,
			kind: "file"
		}, (place) => {
			if (place.own === void 0 || place.path === place.own && !isBase(place.own)) return;
			throw refused$1(target, `${leadsTo(target, place)} in the image`, { hint: `Make ${target} a file in the image, or remove it.` });
		});
		this.#cover(path, { kind: "own" });
		return path;
	}
	addDirectory(target) {
		return this.#make({
			target,
			kind: "directory"
		}, (place) => {
			if (place.own === void 0 || isHarmless(place.path)) return;
			throw refused$1(target, leadsTo(target, place), { hint: "Choose a working directory outside of /dev, /proc and /sys." });
		});
	}
	#addBase(base) {
		this.#make({
			target: base,
			kind: "directory"
		}, ({ path, found }) => {
			if (path === base && found !== "other") return;
			throw refused$1(base, "must be a real directory of the root file system, but is a link or a file", { hint: "Take an image whose /proc, /dev and /sys are directories, and let no step replace them." });
		});
		this.#cover(base, { kind: "own" });
	}
	#cover(path, cover) {
		for (const hidden of this.#covers.keys()) if (hidden.startsWith(`${path}/`)) this.#covers.delete(hidden);
		this.#covers.set(path, cover);
	}
	#make(wanted, check) {
		const { target, kind } = wanted;
		let place;
		try {
			place = walkTo(this.#rootfs, target, this.#covers);
			check(place);
			if (place.own !== void 0) return place.path;
			const isTemporary = "isTemporary" in wanted && wanted.isTemporary === true;
			const made = makeMissing(place, target, kind);
			if (isTemporary && made !== void 0) this.made.push(made);
			return place.path;
		} catch (error) {
			if (require_index.isObuilderError(error)) throw error;
			throw refused$1(target, `cannot be made in the image: ${String(error)}`, { cause: error });
		} finally {
			place?.directory.close();
		}
	}
};
function leadsTo(target, { path }) {
	return `${path === target ? "is" : `leads to ${path},`} a place of the sandbox's own`;
}
function isHarmless(path) {
	if (isBase(path)) return true;
	return `${path}/`.startsWith("/dev/shm/") && !path.split("/").includes("..");
}
function makeMissing(place, target, kind) {
	const { directory, rest, found, region } = place;
	if (found === void 0) {
		if (region.isSealed) throw missingInMount(target, region);
		const before = directory.modified();
		makeBelow(directory, rest, kind);
		const below = place.path.slice(region.at.length).split("/").filter((name) => name !== "");
		const parent = below.slice(0, below.length - rest.length);
		return {
			root: region.source,
			parent,
			names: rest,
			before,
			after: directory.modified()
		};
	}
	if (kind === "file" && found === "directory") throw refused$1(target, "is a directory, but the mount needs a file", { hint: "Choose another target." });
	else if (kind === "directory" && found === "other") throw refused$1(target, "is no directory", { hint: "Choose another path, or remove the file." });
}
const missingInMount = (target, { at }) => refused$1(target, `is missing in the read-only mount on ${at}`, { hint: `Make it in the nested build, or choose a path outside of ${at}.` });
function makeBelow(directory, [name, ...rest], kind) {
	if (name === void 0) return;
	if (rest.length === 0 && kind === "file") {
		directory.makeFile(name);
		return;
	}
	directory.makeDirectory(name);
	const next = directory.open(name);
	try {
		makeBelow(next, rest, kind);
	} finally {
		next.close();
	}
}
function placed({ code, message, value, hint, at: own, cause }, at) {
	return new require_index.ObuilderError(code, message, {
		value,
		hint,
		at: own ?? at,
		cause
	});
}
// src/sandbox/step-mounts.ts
const HOSTS = "127.0.0.1 localhost builder\n::1 localhost ip6-localhost ip6-loopback\n";
const RESOLVER = "/etc/resolv.conf";
const OWN_RESOLVER = "nameserver 127.0.0.1\n";
function stepMounts(request, own) {
	const points = new MountPoints(request.rootfs);
	return {
		system: systemFiles(request.network, own.directory).map(({ source, target }) => readOnlyFile(source, points.addOwn(target))),
		wanted: request.mounts.map((mount, index) => {
			const { target, at } = mount;
			if (mount.kind === "files") return showFiles$1(mount, points);
			if (mount.kind === "slot") {
				const { source, isShared } = mount;
				const cover = {
					kind: "slot",
					source,
					isShared
				};
				return writable(source, points.add({
					target,
					at,
					kind: "directory",
					cover
				}));
			}
			const file = require_quick.writeSecret(own, `secret-${index}`, mount.value);
			return readOnlyFile(file, points.add({
				target,
				at,
				kind: "file",
				cover: { kind: "file" }
			}));
		}),
		cwd: points.addDirectory(request.cwd),
		covered: points.covered,
		made: points.made
	};
}
function showFiles$1({ root, path: below, isCopy, target, at }, points) {
	const { source, kind } = findShown(root, below);
	const cover = kind === "file" ? { kind } : {
		kind: "files",
		source,
		isCopy
	};
	return readOnlyPrograms(source, points.add({
		target,
		at,
		kind,
		cover,
		isTemporary: true
	}));
}
function systemFiles(network, directory) {
	const hosts = {
		source: node_path.default.join(directory, "hosts"),
		target: "/etc/hosts"
	};
	require_quick.writeShown(hosts.source, HOSTS, 420);
	const text = resolverOf(network);
	if (text === void 0) return [hosts];
	const resolver = {
		source: node_path.default.join(directory, "resolv.conf"),
		target: RESOLVER
	};
	require_quick.writeShown(resolver.source, text, 420);
	return [hosts, resolver];
}
function resolverOf(network) {
	if (network === "none") return void 0;
	if (network !== "host") return OWN_RESOLVER;
	return (0, node_fs.existsSync)(RESOLVER) ? (0, node_fs.readFileSync)(RESOLVER) : void 0;
}
// src/contract/spec.ts
const MAX_GROUPS = 65536;
// src/files/rootfs/passwd.ts
const MAX_BYTES$1 = 1048576;
const MAX_ID$1 = 4294967294;
function accountsIn(rootfs, file) {
	const text = readInside(rootfs, `/etc/${file}`, MAX_BYTES$1);
	return Buffer.byteLength(text) < MAX_BYTES$1 ? text : text.slice(0, text.lastIndexOf("\n") + 1);
}
function namesIn$1(text) {
	return linesOf$1(text).flatMap(([name]) => name === void 0 || name === "" ? [] : [name]);
}
function userIn(passwd, name) {
	for (const fields of linesOf$1(passwd)) {
		const [uid, gid] = [idOf(fields[2]), idOf(fields[3])];
		if (fields[0] === name && uid !== void 0 && gid !== void 0) return {
			uid,
			gid
		};
	}
}
function groupIn(group, name) {
	return linesOf$1(group).filter(([first]) => first === name).map((fields) => idOf(fields[2])).find((gid) => gid !== void 0);
}
function groupsWith(group, user) {
	const gids = new Set();
	for (const fields of linesOf$1(group)) {
		const gid = idOf(fields[2]);
		if (gid !== void 0 && fields[3]?.split(",").includes(user)) gids.add(gid);
		if (gids.size === 65536) break;
	}
	return [...gids];
}
function homeOf(passwd, uid) {
	return linesOf$1(passwd).find((fields) => fields.length >= 6 && idOf(fields[2]) === uid)?.[5] || void 0;
}
function imageHome(rootfs, uid) {
	const home = homeOf(accountsIn(rootfs, "passwd"), uid);
	return home?.startsWith("/") && !home.includes("\0") ? home : "/";
}
const linesOf$1 = (text) => text.split(/\r?\n/).map((line) => line.split(":"));
function idOf(text) {
	return text !== void 0 && /^\d+$/.test(text) && Number(text) <= MAX_ID$1 ? Number(text) : void 0;
}
// src/sandbox/long-command.ts
const MAX_WORD_BYTES = 131072;
const COMMAND_FILE = "/dev/obuilder-command";
const SHELLS = new Set([
	"sh",
	"ash",
	"bash",
	"dash",
	"ksh",
	"mksh",
	"zsh"
]);
function startWords({ argv, env }, bundle) {
	for (const [name, value] of env) {
		const size = Buffer.byteLength(`${name}=${value}`);
		if (size >= MAX_WORD_BYTES) throw tooLong$1(`the environment variable ${name}`, {
			size,
			value: name
		});
	}
	const long = argv.findIndex((word) => Buffer.byteLength(word) >= MAX_WORD_BYTES);
	if (long === -1) return {
		argv,
		mounts: []
	};
	const command = require_index.must(argv[long], "a word of the command");
	if (long !== argv.length - 1 || !runsFiles(argv.slice(0, -1))) throw tooLong$1("the command", {
		size: Buffer.byteLength(command),
		value: `${command.slice(0, 200)}\u2026`
	});
	const file = node_path.default.join(bundle, "command");
	(0, node_fs.writeFileSync)(file, command, {
		flag: "wx",
		mode: 384
	});
	(0, node_fs.chmodSync)(file, 292);
	return {
		argv: [...argv.slice(0, -1), `. ${COMMAND_FILE}`],
		mounts: [readOnlyFile(file, COMMAND_FILE)]
	};
}
function runsFiles(words) {
	const programs = node_path.default.basename(words[0] ?? "") === "env" ? words.slice(1) : words;
	return SHELLS.has(node_path.default.basename(programs[0] ?? "")) && /^-\w*c$/.test(words.at(-1) ?? "");
}
function tooLong$1(what, { size, value }) {
	return new require_index.ObuilderError("sandbox-failed", `${what} is ${size} bytes long, but the kernel takes less than ${MAX_WORD_BYTES}`, {
		value,
		hint: "Copy the long text in a file, or use a shell such as (shell /bin/sh -c), whose commands may have any length."
	});
}
// src/sandbox/step-program.ts
function stepProgram(request, { directory, covered, architecture }) {
	const { rootfs, argv } = request;
	const launch = {
		rootfs,
		argv,
		env: environment$1(request),
		covered
	};
	const words = startWords(launch, directory);
	const file = node_path.default.join(directory, "launcher");
	const isJoined = (request.output ?? "joined") === "joined";
	require_quick.writeShown(file, launcher(architecture, isJoined ? "joined" : "apart"), 365);
	return {
		argv: launcherArguments(LAUNCHER, findProgram(launch), words.argv),
		launcher: readOnlyPrograms(file, LAUNCHER),
		command: words.mounts,
		launch
	};
}
function environment$1({ env, rootfs, user }) {
	const has = (name) => env.some(([key]) => key === name);
	const search = has("PATH") ? [] : [["PATH", searchPath(env)]];
	const home = has("HOME") ? [] : [["HOME", imageHome(rootfs, user.uid)]];
	return [
		...env,
		...search,
		...home,
		...STEP_FILE_PLACES.filter(([variable]) => !has(variable))
	];
}
// src/host/private-mounts.ts
const HERE$4 = -100;
const CLOSE_ON_EXEC$2 = 524288;
const WRITE_NEW = 524481;
const EMPTY_PATH = 4096;
const MOVE_EMPTY_PATH = 4;
const UNMOUNT_NO_FOLLOW = 8;
const NEW_MOUNTS = 131072;
const FOLLOW_OTHERS = 540672;
const BIND = 4096;
const NO_EXECUTION = 8;
const NEW_NETWORK$1 = 1073741824;
const TREE = 500;
const NAMESPACE$1 = 501;
const NETWORK = 502;
const MAP_IDS = 1048576n;
const DATA_ONLY = 6n;
const NO_PROGRAMS = 8n;
const ATTRIBUTES_SIZE = 32;
function privateMountCalls(mounts, program) {
	const overlays = mounts.mapped.flatMap(({ overlay, source }) => overlay ? [{
		overlay,
		source
	}] : []);
	const bases = [...new Set(overlays.map(({ overlay }) => overlay.base))];
	return [
		...open$3(mounts.report, {
			flags: WRITE_NEW,
			as: 9
		}),
		...open$3(mounts.namespace, {
			flags: CLOSE_ON_EXEC$2,
			as: NAMESPACE$1
		}),
		...overlays.filter(({ source, overlay }) => overlay.upper !== void 0 && require_quick.isMountPoint(source)).map(({ source }) => call$2("umount2", source, UNMOUNT_NO_FOLLOW)),
		...ownMounts(),
		...bases.flatMap((base) => moved(base, base, attributes({ set: MAP_IDS }))),
		...mounts.mapped.flatMap((mount) => mapped(mount, mounts.root)),
		...mounts.plain.flatMap(({ source, at }) => moved(source, at, attributes({ clear: NO_PROGRAMS }))),
		...mounts.sysfs === void 0 ? [] : sysfs(mounts.sysfs),
		...becoming(program)
	];
}
function sysfs({ namespace, at }) {
	return [
		...open$3(namespace, {
			flags: CLOSE_ON_EXEC$2,
			as: NETWORK
		}),
		call$2("setns", NETWORK, NEW_NETWORK$1),
		call$2("mount", "sysfs", at, "sysfs", DATA_FLAGS | NO_EXECUTION, 0)
	];
}
function openedRootCalls({ report, root }, program) {
	return [
		...open$3(report, {
			flags: WRITE_NEW,
			as: 9
		}),
		...ownMounts(),
		call$2("mount", root, root, 0, BIND, 0),
		call$2("mount", 0, root, 0, 4128, 0),
		...becoming(program)
	];
}
const ownMounts = () => [call$2("unshare", NEW_MOUNTS), call$2("mount", 0, "/", 0, FOLLOW_OTHERS, 0)];
const becoming = (program) => [call$2("chdir", "/"), call$2("execve", program.file, [program.file, ...program.args], assignments(program.env))];
const assignments = (env) => Object.entries(env).map(([name, value]) => `${name}=${value}`);
function call$2(name, ...args) {
	return {
		name,
		args
	};
}
function open$3(file, { flags, as }) {
	return [{
		name: "openat",
		args: [
			HERE$4,
			file,
			flags,
			384
		],
		feedsNext: true
	}, call$2("dup3", 0, as, CLOSE_ON_EXEC$2)];
}
function mapped({ source, at, overlay, access }, root) {
	if (overlay === void 0) {
		const set = {
			all: 0n,
			data: DATA_ONLY,
			read: 7n
		}[access];
		const clear = NO_PROGRAMS | (access === "all" ? DATA_ONLY : 0n);
		return moved(source, at, attributes({
			set: MAP_IDS | set,
			clear
		}));
	}
	return [
		call$2("chdir", overlay.base),
		call$2("prctl", SET_SECURITY, KEEP_CAPABILITIES),
		call$2("setfsuid", root),
		call$2("setfsgid", root),
		call$2("mount", "overlay", at, "overlay", MOUNT_FLAGS[access], require_quick.overlayOptions(overlay)),
		call$2("setfsuid", 0),
		call$2("setfsgid", 0),
		call$2("prctl", SET_SECURITY, 0)
	];
}
const DATA_FLAGS = 6;
const MOUNT_FLAGS = {
	all: 0,
	data: DATA_FLAGS,
	read: 7
};
const SET_SECURITY = 28;
const KEEP_CAPABILITIES = 4;
function moved(source, at, changes) {
	return [
		{
			name: "open_tree",
			args: [
				HERE$4,
				source,
				524545
			],
			feedsNext: true
		},
		call$2("dup3", 0, TREE, CLOSE_ON_EXEC$2),
		call$2("mount_setattr", TREE, "", EMPTY_PATH, changes, changes.length),
		call$2("move_mount", TREE, "", HERE$4, at, MOVE_EMPTY_PATH)
	];
}
function attributes({ set = 0n, clear = 0n }) {
	const bytes = Buffer.alloc(ATTRIBUTES_SIZE);
	bytes.writeBigUInt64LE(set, 0);
	bytes.writeBigUInt64LE(clear, 8);
	bytes.writeBigUInt64LE(BigInt(NAMESPACE$1), 24);
	return bytes;
}
// src/sandbox/wall/starter.ts
const OWN_UMASK = {
	name: "umask",
	args: [18]
};
function starterOf(files, callsOf) {
	let calls = [];
	return {
		enter: (runtime) => {
			const file = absolute(runtime.file);
			if (file === void 0) return runtime;
			calls = [OWN_UMASK, ...callsOf({
				...runtime,
				file
			})];
			(0, node_fs.writeFileSync)(files.starter, callProgram(process.arch, calls), {
				flag: "wx",
				mode: 320
			});
			(0, node_fs.chmodSync)(files.starter, 320);
			return {
				file: files.starter,
				args: [],
				env: {}
			};
		},
		fault: () => faultIn(files.report, calls)
	};
}
function absolute(program) {
	return program.includes("/") ? node_path.default.resolve(program) : require_reader.findProgram(program, require_quick.RUNTIME_ENVIRONMENT.PATH);
}
function faultIn(report, calls) {
	const found = (0, node_fs.existsSync)(report) ? readReport((0, node_fs.readFileSync)(report)) : void 0;
	if (found === void 0) return void 0;
	const [name, text] = (0, node_util.getSystemErrorMap)().get(-found.errno) ?? [`error ${found.errno}`, "unknown"];
	return `${calls[found.call]?.name ?? "a call"} failed: ${text} (${name})`;
}
function removeStarter({ starter }) {
	(0, node_fs.rmSync)(starter, { force: true });
}
// src/sandbox/wall/enclose.ts
const ROOT_MOUNT_POINT = "/run/obuilder-root";
function enclose(request, own, namespace) {
	checkUser(request.user);
	for (const name of (0, node_fs.readdirSync)(own.bundle)) giveToStep(node_path.default.join(own.bundle, name));
	for (const file of own.written) giveToStep(file, request.user);
	makeMountPoint(ROOT_MOUNT_POINT);
	const { network } = request;
	const sys = network === "none" ? void 0 : node_path.default.join(own.bundle, "sys");
	if (sys !== void 0) (0, node_fs.mkdirSync)(sys, { mode: 448 });
	const { mounts } = request;
	const slots = mounts.flatMap((mount) => mount.kind === "slot" ? [mount.source] : []);
	const shown = new Set(mounts.flatMap((mount) => mount.kind === "files" ? [mount.root] : []));
	const mapped = [
		{
			source: request.rootfs,
			at: ROOT_MOUNT_POINT,
			access: "all"
		},
		...slots.map((source) => ({
			source,
			at: source,
			access: "data"
		})),
		...[...shown].map((source) => ({
			source,
			at: source,
			access: "read"
		}))
	];
	const starter = starterOf(own, (runtime) => {
		const withOverlays = mapped.map((mount) => ({
			...mount,
			overlay: namespace.overlayAt(mount.source)
		}));
		const bundle = {
			source: own.bundle,
			at: own.bundle
		};
		const isHosts = network === "host" && sys !== void 0;
		return privateMountCalls({
			report: own.report,
			namespace: namespace.path,
			root: STEP_IDS.first,
			mapped: withOverlays,
			plain: isHosts ? [bundle, {
				source: "/sys",
				at: sys
			}] : [bundle],
			sysfs: typeof network === "object" && sys !== void 0 ? {
				...network,
				at: sys
			} : void 0
		}, runtime);
	});
	return {
		rootfs: ROOT_MOUNT_POINT,
		sys,
		...starter
	};
}
function checkUser({ uid, gid, groups = [] }) {
	const id = groups.reduce((most, group) => Math.max(most, group), Math.max(uid, gid));
	if (id < STEP_IDS.count) return;
	throw new require_index.ObuilderError("sandbox-failed", `the id ${id} exceeds the ${STEP_IDS.count} ids of a step in its user namespace`, {
		value: String(id),
		hint: "Take a smaller id, or run the build without: user-namespace never."
	});
}
function makeMountPoint(directory) {
	if ((0, node_fs.existsSync)(directory)) return;
	(0, node_fs.mkdirSync)(directory, {
		recursive: true,
		mode: 493
	});
	(0, node_fs.chmodSync)(directory, 493);
}
// src/sandbox/wall/root-mount.ts
const PROGRAMS = "/usr/bin:/bin";
function openRoot(rootfs, files) {
	const options = require_reader.mountOf(rootfs)?.options ?? [];
	if (!options.includes("nosuid") && !options.includes("nodev")) return {};
	if (options.includes("noexec")) return { hooks: rootHooks(rootfs, options) };
	const calls = {
		report: files.report,
		root: rootfs
	};
	return { starter: starterOf(files, (runtime) => openedRootCalls(calls, runtime)) };
}
function rootHooks(rootfs, options) {
	const program = require_reader.findProgram("mount", PROGRAMS);
	if (program === void 0) return void 0;
	return { createContainer: [{
		path: program,
		args: [
			"mount",
			"--options-mode",
			"ignore",
			"-o",
			[
				"remount",
				"bind",
				"suid",
				"dev",
				"exec",
				...options.filter((option) => option === "noatime" || option === "nodiratime")
			].join(","),
			"--",
			rootfs
		]
	}] };
}
// src/sandbox/step.ts
function prepareStep(request, name, context) {
	const { memory } = context.runtime;
	const bundle = node_path.default.join(memory ?? request.scratch, name);
	const files = {
		pidFile: node_path.default.join(bundle, "pid"),
		log: node_path.default.join(bundle, "log"),
		starter: node_path.default.join(request.scratch, `${name}.start`),
		report: node_path.default.join(bundle, "report")
	};
	const reports = stepFiles(node_path.default.join(request.scratch, name));
	const remove = () => {
		removeStarter(files);
		reports.remove();
		(0, node_fs.rmSync)(bundle, {
			recursive: true,
			force: true
		});
	};
	(0, node_fs.mkdirSync)(request.scratch, {
		recursive: true,
		mode: 448
	});
	(0, node_fs.mkdirSync)(bundle, { mode: 448 });
	try {
		reports.make(request.user);
		const { userNamespace, machine, authorities = [] } = context;
		const mounted = stepMounts(request, {
			directory: bundle,
			isInMemory: memory !== void 0
		});
		const around = {
			directory: bundle,
			covered: mounted.covered,
			architecture: machine.architecture
		};
		const trusted = stepAuthorities(request, {
			directory: bundle,
			authorities
		});
		const { argv, launcher, command, launch } = stepProgram({
			...request,
			env: trusted.env
		}, around);
		const shown = {
			bundle,
			written: reports.paths,
			...files
		};
		const enclosure = userNamespace && enclose(request, shown, userNamespace);
		const { starter, hooks } = enclosure ? { starter: enclosure } : openRoot(request.rootfs, files);
		const config = runtimeConfig({
			rootfs: enclosure?.rootfs ?? request.rootfs,
			hasOwnUsers: enclosure !== void 0,
			sys: enclosure?.sys,
			argv,
			env: launch.env,
			cwd: mounted.cwd,
			user: request.user,
			network: request.network,
			terminal: request.output === "terminal",
			limits: request.limits,
			mounts: [
				...mounted.system,
				...reports.mounts,
				...trusted.mounts,
				launcher,
				...mounted.wanted,
				...command
			],
			cgroup: name,
			hooks
		}, machine);
		(0, node_fs.writeFileSync)(node_path.default.join(bundle, "config.json"), JSON.stringify(config), { mode: 384 });
		const { pidFile, log } = files;
		return {
			bundle,
			pidFile,
			log,
			reports,
			shellFault: missingShell(launch),
			starter,
			removePoints: () => removePoints(mounted.made),
			remove
		};
	} catch (error) {
		remove();
		throw error;
	}
}
// src/sandbox/trial.ts
const HERE$3 = -100;
const NEW_FILE = 193;
const OTHER = {
	uid: 5,
	gid: 6
};
const CALLS = [
	{
		name: "openat",
		args: [
			HERE$3,
			"/made",
			NEW_FILE,
			384
		]
	},
	{
		name: "fchownat",
		args: [
			HERE$3,
			"/given",
			OTHER.uid,
			OTHER.gid,
			0
		]
	},
	{
		name: "unlinkat",
		args: [
			HERE$3,
			"/gone",
			0
		]
	},
	{
		name: "exit",
		args: [0]
	}
];
async function tryEnclosure({ directory, isOverlay }, context) {
	const name = require_quick.newStepName();
	const scratch = node_path.default.join(directory, `trial-${name}`);
	const lower = node_path.default.join(scratch, "lower");
	try {
		for (const part of [
			lower,
			node_path.default.join(scratch, "empty"),
			node_path.default.join(scratch, "upper"),
			node_path.default.join(scratch, "work")
		]) (0, node_fs.mkdirSync)(part, {
			recursive: true,
			mode: 448
		});
		(0, node_fs.chmodSync)(lower, 493);
		(0, node_fs.chmodSync)(node_path.default.join(scratch, "upper"), 493);
		const program = callProgram(context.machine.architecture, CALLS);
		(0, node_fs.writeFileSync)(node_path.default.join(lower, "trial"), program, { mode: 448 });
		for (const name of ["given", "gone"]) (0, node_fs.writeFileSync)(node_path.default.join(lower, name), "", { mode: 384 });
		const overlay = isOverlay ? overlayIn(scratch) : void 0;
		await runTrial({
			name,
			scratch,
			lower
		}, {
			...context,
			userNamespace: {
				...context.userNamespace,
				overlayAt: () => overlay
			}
		});
		const made = node_path.default.join(scratch, isOverlay ? "upper" : "lower");
		checkOwner(node_path.default.join(made, "made"), {
			uid: 0,
			gid: 0
		});
		checkOwner(node_path.default.join(made, "given"), OTHER);
		if ((0, node_fs.lstatSync)(node_path.default.join(made, "gone"), { throwIfNoEntry: false })?.isFile()) throw fault$1("a file that a trial removed is still there");
	} finally {
		(0, node_fs.rmSync)(scratch, {
			recursive: true,
			force: true
		});
	}
}
const overlayIn = (scratch) => {
	return {
		base: scratch,
		lower: ["lower", "empty"],
		upper: {
			files: "upper",
			work: "work"
		}
	};
};
async function runTrial({ name, scratch, lower }, context) {
	const step = prepareStep({
		rootfs: lower,
		scratch,
		argv: ["/trial"],
		cwd: "/",
		user: {
			uid: 0,
			gid: 0
		},
		env: [],
		network: "none",
		mounts: [],
		output: "apart"
	}, name, context);
	try {
		const { code } = await runContainer({}, {
			runtime: context.runtime,
			name,
			step,
			start: (file, args, env) => startStreaming(file, args, {
				env,
				onOutput: () => void 0
			})
		});
		if (code !== 0) throw fault$1(`a trial ended with status ${code}`);
	} finally {
		step.remove();
	}
}
function checkOwner(file, wanted) {
	const { uid, gid } = (0, node_fs.lstatSync)(file);
	if (uid !== wanted.uid || gid !== wanted.gid) throw fault$1(`a file that should be ${wanted.uid}:${wanted.gid}'s is ${uid}:${gid}'s`);
}
const fault$1 = (reason) => new require_index.ObuilderError("sandbox-failed", reason);
// src/host/process/channel.ts
function startWithChannel(file, args, { env, onMessage, onEnd }) {
	const child = require_index.starting({
		program: file,
		cwd: "/"
	}, () => require_index.childProcess().spawn(file, args, {
		stdio: [
			"pipe",
			"ignore",
			"pipe",
			"ipc"
		],
		env: { ...env },
		cwd: "/",
		detached: true
	}));
	let stderr = Buffer.alloc(0);
	child.stdin?.on("error", () => void 0);
	child.stderr?.on("data", (chunk) => {
		stderr = Buffer.concat([stderr, chunk]).subarray(-4096);
	});
	child.on("message", (message, socket) => onMessage(message, socket ?? void 0));
	let hasEnded = false;
	const end = (how) => {
		if (!hasEnded) onEnd(how, stderr);
		hasEnded = true;
	};
	child.on("error", (cause) => {
		if (child.pid === void 0) end(require_index.asStartError({
			program: file,
			cwd: "/"
		}, cause).message);
	});
	child.once("close", (code, signal) => end(signal ?? `status ${code}`));
	letEnd(child);
	return {
		pid: child.pid,
		isOpen: () => child.connected,
		send(message, socket) {
			if (child.connected) child.send(message, socket, {}, () => socket?.close());
			else socket?.close();
		},
		close() {
			child.stdin?.destroy();
			if (child.connected) child.disconnect();
		}
	};
}
function letEnd(child) {
	child.unref();
	child.channel?.unref();
	for (const pipe of [child.stdin, child.stderr]) pipe?.unref?.();
}
// src/network/namespace/netlink.ts
const LOOPBACK_INDEX = 1;
const [NEW_ADDRESS, NEW_ROUTE] = [20, 24];
const CREATE$1 = 1537;
const HEADER_SIZE = 16;
const [ADDRESS, LOCAL] = [1, 2];
const [DEVICE, SOURCE] = [4, 7];
const LOCAL_TABLE = 255;
const STATIC = 4;
const HOST_SCOPE = 254;
const LOCAL_ROUTE = 2;
function addressMessage(address) {
	const index = Buffer.alloc(4);
	index.writeUInt32LE(LOOPBACK_INDEX);
	const body = Buffer.concat([Buffer.of(INET$1, 32, 0, 0), index]);
	return message(NEW_ADDRESS, [
		body,
		attribute(LOCAL, address),
		attribute(ADDRESS, address)
	]);
}
const [INET$1, INET6$1] = [2, 10];
function everythingLocal(family, source) {
	const scope = family === INET$1 ? HOST_SCOPE : 0;
	const body = Buffer.of(family, 0, 0, 0, LOCAL_TABLE, STATIC, scope, LOCAL_ROUTE, 0, 0, 0, 0);
	const index = Buffer.alloc(4);
	index.writeUInt32LE(LOOPBACK_INDEX);
	const from = source === void 0 ? [] : [attribute(SOURCE, source)];
	return message(NEW_ROUTE, [
		body,
		attribute(DEVICE, index),
		...from
	]);
}
function attribute(type, value) {
	const header = Buffer.alloc(4);
	header.writeUInt16LE(4 + value.length, 0);
	header.writeUInt16LE(type, 2);
	return Buffer.concat([header, value]);
}
function message(type, parts) {
	const body = Buffer.concat(parts);
	const header = Buffer.alloc(HEADER_SIZE);
	header.writeUInt32LE(HEADER_SIZE + body.length, 0);
	header.writeUInt16LE(type, 4);
	header.writeUInt16LE(CREATE$1, 6);
	return Buffer.concat([header, body]);
}
// src/network/namespace/redirect.ts
const [SOCKET_4, SOCKET_6] = [0, 1];
const TCP = 6;
const [INET, INET6] = [2, 10];
const FAMILY = 8;
const PROTOCOL = 12;
const LOCAL_4 = 40;
const LOCAL_6 = 44;
const [LOOK_UP, RELEASE, ASSIGN] = [
	1,
	86,
	124
];
const CODES = {
	load: 97,
	store: 99,
	move: 183,
	copy: 191,
	add: 7,
	and: 87,
	jump: 5,
	jumpIfEqual: 21,
	jumpIfOther: 85,
	call: 133,
	exit: 149
};
const LOAD_MAP = 24;
const STACK = 10;
const KEY = -4;
const { load, store, move, copy, add, and, jump, jumpIfEqual, jumpIfOther, call: call$1, exit } = CODES;
const linesFor = (map) => [
	{
		code: copy,
		to: 6,
		from: 1
	},
	{
		code: load,
		to: 2,
		from: 6,
		offset: PROTOCOL
	},
	{
		code: jumpIfOther,
		to: 2,
		value: TCP,
		label: "pass"
	},
	{
		code: load,
		to: 2,
		from: 6,
		offset: FAMILY
	},
	{
		code: move,
		to: 7,
		value: SOCKET_4
	},
	{
		code: jumpIfOther,
		to: 2,
		value: INET,
		label: "six"
	},
	{
		code: load,
		to: 3,
		from: 6,
		offset: LOCAL_4
	},
	{
		code: and,
		to: 3,
		value: 255
	},
	{
		code: jumpIfEqual,
		to: 3,
		value: 127,
		label: "pass"
	},
	{
		code: jump,
		label: "found"
	},
	"six",
	{
		code: jumpIfOther,
		to: 2,
		value: INET6,
		label: "drop"
	},
	{
		code: move,
		to: 7,
		value: SOCKET_6
	},
	...[
		0,
		4,
		8
	].flatMap((offset) => [{
		code: load,
		to: 3,
		from: 6,
		offset: LOCAL_6 + offset
	}, {
		code: jumpIfOther,
		to: 3,
		value: 0,
		label: "found"
	}]),
	{
		code: load,
		to: 3,
		from: 6,
		offset: 56
	},
	{
		code: jumpIfEqual,
		to: 3,
		value: 16777216,
		label: "pass"
	},
	"found",
	{
		code: store,
		to: STACK,
		from: 7,
		offset: KEY
	},
	{
		code: copy,
		to: 2,
		from: STACK
	},
	{
		code: add,
		to: 2,
		value: KEY
	},
	{
		code: LOAD_MAP,
		to: 1,
		from: 1,
		value: map
	},
	{ code: 0 },
	{
		code: call$1,
		value: LOOK_UP
	},
	{
		code: jumpIfEqual,
		to: 0,
		value: 0,
		label: "drop"
	},
	{
		code: copy,
		to: 7,
		from: 0
	},
	{
		code: copy,
		to: 1,
		from: 6
	},
	{
		code: copy,
		to: 2,
		from: 7
	},
	{
		code: move,
		to: 3,
		value: 0
	},
	{
		code: call$1,
		value: ASSIGN
	},
	{
		code: copy,
		to: 8,
		from: 0
	},
	{
		code: copy,
		to: 1,
		from: 7
	},
	{
		code: call$1,
		value: RELEASE
	},
	{
		code: jumpIfOther,
		to: 8,
		value: 0,
		label: "drop"
	},
	"pass",
	{
		code: move,
		to: 0,
		value: 1
	},
	{ code: exit },
	"drop",
	{
		code: move,
		to: 0,
		value: 0
	},
	{ code: exit }
];
const SIZE = 8;
function redirectProgram(map) {
	const labels = new Map();
	const instructions = [];
	for (const line of linesFor(map)) if (typeof line === "string") labels.set(line, instructions.length);
	else instructions.push(line);
	const code = Buffer.alloc(instructions.length * SIZE);
	for (const [index, one] of instructions.entries()) {
		const target = one.label === void 0 ? void 0 : labels.get(one.label);
		const at = index * SIZE;
		code.writeUInt8(one.code, at);
		code.writeUInt8((one.to ?? 0) | (one.from ?? 0) << 4, at + 1);
		code.writeInt16LE(target === void 0 ? one.offset ?? 0 : target - index - 1, at + 2);
		code.writeInt32LE(one.value ?? 0, at + 4);
	}
	return {
		code,
		count: instructions.length
	};
}
// src/network/namespace/program.ts
const OWN_ADDRESS = Buffer.of(198, 18, 0, 1);
const LOOPBACK = Buffer.of(127, 0, 0, 1);
const LOOPBACK_6 = Buffer.from([...Array(15).fill(0), 1]);
const ELSEWHERE = Buffer.of(192, 0, 2, 1);
const DNS_PORT = 53;
const CATCHING_PORT = 1;
const BACKLOG = 4096;
const CHANNEL = 3;
const [NETLINK, PROBE, MAP, PROGRAM, NAMESPACE, SETTING] = [
	40,
	41,
	42,
	43,
	44,
	45
];
const SOCKETS = {
	tcp4: 50,
	"dns-udp": 51,
	"dns-tcp": 52,
	tcp6: 53
};
const HERE$2 = -100;
const CLOSE_ON_EXEC$1 = 524288;
const NEW_NETWORK = 1073741824;
const [STREAM, DATAGRAM, RAW] = [
	1,
	2,
	3
];
const ROUTES = 16;
const SET_DEVICE_FLAGS = 35092;
const UP = 1;
const [IPV6_OPTIONS, ONLY_IPV6] = [41, 26];
const call = (name, ...args) => ({
	name,
	args
});
const as = (number, name, ...args) => [{
	name,
	args,
	feedsNext: true
}, call("dup3", 0, number, CLOSE_ON_EXEC$1)];
function namespaceCalls({ hasIpv6, canSet }) {
	return [
		call("dup3", 2, 9, CLOSE_ON_EXEC$1),
		call("unshare", NEW_NETWORK),
		...deviceCalls(hasIpv6),
		...canSet ? settingCalls() : [],
		...listen("tcp4", STREAM, {
			family: INET$1,
			address: OWN_ADDRESS,
			port: CATCHING_PORT
		}),
		...hasIpv6 ? listen("tcp6", STREAM, {
			family: INET6$1,
			address: LOOPBACK_6,
			port: CATCHING_PORT
		}) : [],
		...listen("dns-udp", DATAGRAM, {
			family: INET$1,
			address: LOOPBACK,
			port: DNS_PORT
		}),
		...listen("dns-tcp", STREAM, {
			family: INET$1,
			address: LOOPBACK,
			port: DNS_PORT
		}),
		...redirectCalls(hasIpv6),
		...rolesOf(hasIpv6).map((role) => call("sendmsg", CHANNEL, messageWith(role), 0)),
		call("read", 0, Buffer.alloc(1), 1),
		call("exit", 0)
	];
}
const rolesOf = (hasIpv6) => [
	"tcp4",
	"dns-udp",
	"dns-tcp",
	...hasIpv6 ? ["tcp6"] : []
];
function deviceCalls(hasIpv6) {
	const up = Buffer.alloc(40);
	up.write("lo");
	up.writeUInt16LE(UP, 16);
	const send = (message) => call("sendto", NETLINK, message, message.length, 0, 0, 0);
	const probe = socketAddress({
		family: INET$1,
		address: ELSEWHERE,
		port: 9
	});
	return [
		...as(PROBE, "socket", INET$1, DATAGRAM, 0),
		call("ioctl", PROBE, SET_DEVICE_FLAGS, up),
		...as(NETLINK, "socket", ROUTES, RAW, 0),
		send(addressMessage(OWN_ADDRESS)),
		send(everythingLocal(INET$1, OWN_ADDRESS)),
		...hasIpv6 ? [send(everythingLocal(INET6$1))] : [],
		call("connect", PROBE, probe, probe.length)
	];
}
function settingCalls() {
	return [...as(SETTING, "openat", HERE$2, "/proc/sys/net/ipv4/ip_unprivileged_port_start", 524289, 0), call("write", SETTING, "0", 1)];
}
function listen(role, type, at) {
	const number = SOCKETS[role];
	const address = socketAddress(at);
	const yes = Buffer.of(1, 0, 0, 0);
	return [
		...as(number, "socket", at.family, type | CLOSE_ON_EXEC$1, 0),
		...at.family === INET6$1 ? [call("setsockopt", number, IPV6_OPTIONS, ONLY_IPV6, yes, 4)] : [],
		call("bind", number, address, address.length),
		...type === STREAM ? [call("listen", number, BACKLOG)] : []
	];
}
function socketAddress({ family, address, port }) {
	const bytes = Buffer.alloc(family === INET$1 ? 16 : 28);
	bytes.writeUInt16LE(family, 0);
	bytes.writeUInt16BE(port, 2);
	bytes.set(address, family === INET$1 ? 4 : 8);
	return bytes;
}
const [MAP_CREATE, MAP_UPDATE, PROGRAM_LOAD, LINK_CREATE] = [
	0,
	2,
	5,
	28
];
const SOCKET_MAP = 15;
const LOOKUP_PROGRAM = 30;
const LOOKUP = 36;
function redirectCalls(hasIpv6) {
	const { code, count } = redirectProgram(MAP);
	const program = {
		bytes: words$1(72, {
			0: LOOKUP_PROGRAM,
			4: count,
			68: LOOKUP
		}),
		pointers: {
			8: code,
			16: "Apache-2.0"
		}
	};
	const bpf = (command, argument, size) => [
		command,
		argument,
		size
	];
	return [
		...as(MAP, "bpf", ...bpf(MAP_CREATE, words$1(20, {
			0: SOCKET_MAP,
			4: 4,
			8: 8,
			12: 2
		}), 20)),
		call("bpf", ...bpf(MAP_UPDATE, entry(SOCKET_4, SOCKETS.tcp4), 32)),
		...hasIpv6 ? [call("bpf", ...bpf(MAP_UPDATE, entry(SOCKET_6, SOCKETS.tcp6), 32))] : [],
		...as(PROGRAM, "bpf", ...bpf(PROGRAM_LOAD, program, 72)),
		...as(NAMESPACE, "openat", HERE$2, "/proc/self/ns/net", CLOSE_ON_EXEC$1, 0),
		call("bpf", ...bpf(LINK_CREATE, words$1(16, {
			0: PROGRAM,
			4: NAMESPACE,
			8: LOOKUP
		}), 16))
	];
}
function entry(key, socket) {
	return {
		bytes: words$1(32, { 0: MAP }),
		pointers: {
			8: words$1(8, { 0: key }),
			16: words$1(8, { 0: socket })
		}
	};
}
function words$1(size, values) {
	const bytes = Buffer.alloc(size);
	for (const [offset, value] of Object.entries(values)) bytes.writeUInt32LE(value, Number(offset));
	return bytes;
}
function messageWith(role) {
	const type = role === "dns-udp" ? "dgram.Native" : "net.Native";
	const line = Buffer.from(`${JSON.stringify({
		cmd: "NODE_HANDLE",
		type,
		msg: role
	})}\n`);
	const piece = Buffer.alloc(16);
	piece.writeUInt32LE(line.length, 8);
	const rights = words$1(24, {
		0: 20,
		8: 1,
		12: 1,
		16: SOCKETS[role]
	});
	const header = Buffer.alloc(56);
	header.writeUInt32LE(1, 24);
	header.writeUInt32LE(rights.length, 40);
	return {
		bytes: header,
		pointers: {
			16: {
				bytes: piece,
				pointers: { 0: line }
			},
			32: rights
		}
	};
}
// src/network/namespace/open.ts
function openNamespace(file, onSocket) {
	const abilities = lookAround();
	const calls = namespaceCalls(abilities);
	const missing = new Set(rolesOf(abilities.hasIpv6));
	const ready = Promise.withResolvers();
	ready.promise.catch(() => void 0);
	(0, node_fs.writeFileSync)(file, callProgram(process.arch, calls), {
		flag: "wx",
		mode: 320
	});
	try {
		(0, node_fs.chmodSync)(file, 320);
		const program = startWithChannel(file, [], {
			env: {},
			onMessage: (message, socket) => {
				const role = [...missing].find((one) => one === message);
				if (role === void 0 || socket === void 0) return socket?.close();
				missing.delete(role);
				onSocket(role, socket);
				if (missing.size === 0) ready.resolve();
			},
			onEnd: (how, stderr) => ready.reject(failed$1(faultOf(stderr, calls) ?? `it ended with ${how}`))
		});
		return {
			path: `/proc/${program.pid}/ns/net`,
			ready: within$2(ready.promise),
			close: program.close
		};
	} finally {
		(0, node_fs.rmSync)(file, { force: true });
	}
}
const START_MS = 3e4;
function within$2(ready) {
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(failed$1(`it took longer than ${START_MS / 1e3} s`)), START_MS);
	});
	const either = Promise.race([ready, late]).finally(() => clearTimeout(timer));
	either.catch(() => void 0);
	return either;
}
const IPV6_SETTINGS = [
	"all",
	"default",
	"lo"
].map((name) => `/proc/sys/net/ipv6/conf/${name}/disable_ipv6`);
function lookAround() {
	return {
		hasIpv6: IPV6_SETTINGS.every((file) => require_reader.textOf(file)?.trim() === "0"),
		canSet: isWritable("/proc/sys/net/ipv4/ip_unprivileged_port_start")
	};
}
function isWritable(file) {
	try {
		(0, node_fs.accessSync)(file, node_fs.constants.W_OK);
		return true;
	} catch {
		return false;
	}
}
function faultOf(report, calls) {
	const found = readReport(report);
	if (found === void 0) return void 0;
	const [name, text] = (0, node_util.getSystemErrorMap)().get(-found.errno) ?? [`error ${found.errno}`, "unknown"];
	return `${calls[found.call]?.name ?? "a call"} failed: ${text} (${name})`;
}
function failed$1(reason) {
	return new require_index.ObuilderError("sandbox-failed", `a step with a network list cannot run on this machine: its namespace could not be made: ${reason}`, { hint: "Use Linux 5.9 or later. In a container, allow the worker bpf(2) and new network namespaces." });
}
// src/language/dockerfile/words.ts
const PLAIN = /^[\w@%+:,./-]+$/;
const PLAIN_OPTION = /^[\w@%+:./-]+$/;
function literal(text) {
	return text.replaceAll(/["'\\$<]/g, (char) => `\\${char}`);
}
function quotedWord(text) {
	return `"${text.replaceAll(/["\\$]/g, (char) => `\\${char}`)}"`;
}
function isPlain(text) {
	return PLAIN.test(text) && !text.startsWith("--");
}
function word(text) {
	return isPlain(text) ? text : quotedWord(text);
}
function literalPattern(path) {
	return path.replaceAll(/[[*?\\]/g, (char) => `[\\${char}]`);
}
function flag(name, value) {
	return `--${escapeFlag(`${name}=${literal(value)}`)}`;
}
function mountFlag(options) {
	return `--mount=${options.map(([key, value]) => csvField(`${key}=${literal(value)}`)).map(escapeFlag).join(",")}`;
}
function csvField(field) {
	return /[",\r\n]/.test(field) || field.startsWith(" ") ? `"${field.replaceAll("\"", "\"\"")}"` : field;
}
function escapeFlag(field) {
	const [key = "", value = ""] = field.split(/=(.*)/s);
	if (PLAIN_OPTION.test(key) && PLAIN_OPTION.test(value)) return field;
	return field.replaceAll(/[^\w@%+:./=,-]/gu, (char) => `\\${char}`);
}
function jsonForm(argv) {
	return `[${argv.map(jsonString).join(", ")}]`;
}
function jsonString(text) {
	return JSON.stringify(text).replaceAll("", "\\u007f").split(/(?<=(?<!\\)(?:\\\\)*\\n)/).map((line, index) => index === 0 ? line : line.replace(/^(\s*)#/, "$1\\u0023")).join("\\\n");
}
// src/language/dockerfile/run.ts
function runBody(command, style) {
	if (style.shell.length > 0) {
		if (isOneLine(command)) return command;
		if (style.buildkit && isScript(command, style.shell)) return heredoc(command);
	}
	return jsonForm([...style.shell, command]);
}
function isOneLine(command) {
	return command !== "" && command === command.trim() && !/\p{Cc}/u.test(command.replaceAll("	", "")) && !command.includes("<<") && !/^(?:--|\[)/.test(command) && !command.endsWith("\\");
}
function isScript(command, shell) {
	const isShell = /^-[a-z]*c$/.test(shell.at(-1) ?? "");
	const isText = !/(?![\n\t])\p{Cc}/u.test(command);
	return isShell && isText && command.includes("\n") && !command.startsWith("#!");
}
function heredoc(command) {
	const lines = new Set(command.split("\n").map((line) => line.replace(/\r+$/, "")));
	let delimiter = "EOF";
	for (let count = 1; lines.has(delimiter); count++) delimiter = `EOF${count}`;
	return `<<'${delimiter}'\n${command}${command.endsWith("\n") ? "" : "\n"}${delimiter}`;
}
// src/language/dockerfile/operations.ts
function startOf$1(operations) {
	const runsBefore = (setter) => {
		return operations[operations.findIndex(({ kind }) => kind === "run" || kind === setter)]?.kind === "run";
	};
	return [
		...runsBefore("user") ? ["USER 0:0"] : [],
		...needsRoot(operations) ? ["WORKDIR /"] : [],
		...runsBefore("shell") ? ["SHELL [\"/usr/bin/env\", \"bash\", \"-c\"]"] : []
	];
}
function needsRoot(operations) {
	for (const operation of operations) {
		if (operation.kind === "run") return true;
		if (operation.kind === "workdir") return !node_path.posix.isAbsolute(operation.dir);
		if (operation.kind === "copy" && !node_path.posix.isAbsolute(operation.dst)) return true;
	}
	return false;
}
function operationLine(operation, state) {
	switch (operation.kind) {
		case "comment": return commentLines(operation.text);
		case "workdir": return [`WORKDIR ${word(oneLine(operation.dir, {
			what: "workdir",
			at: operation.at,
			state
		}))}`];
		case "shell":
			state.shell = operation.argv;
			return operation.argv.length === 0 ? [] : [`SHELL ${jsonForm(operation.argv)}`];
		case "user":
			state.user = operation;
			return [`USER ${word(require_quick.printOwner(operation))}`];
		case "env": {
			const { name, value, at } = operation;
			return [`ENV ${word(oneLine(name, {
				what: "the name of a variable",
				at,
				state
			}))}=${quotedWord(oneLine(value, {
				what: `the value of ${name}`,
				at,
				state
			}))}`];
		}
		case "run": return [runLine(operation, state)];
		case "copy": return copyLines(operation, state);
	}
}
function commentLines(text) {
	return text.split(/\r\n|\r|\n/).map((line) => `# ${line.replaceAll(/(?!\t)\p{Cc}/gu, " ")}`.trimEnd());
}
function oneLine(text, { what, at, state }) {
	if (!/[\r\n]/.test(text)) return text;
	state.warn(`${what} has line breaks, which a Dockerfile cannot express here: replaced by blanks`, at);
	return text.replaceAll(/\r\n|\r|\n/g, " ");
}
function usedFiles(command) {
	return [
		"GITHUB_OUTPUT",
		"GITHUB_STEP_SUMMARY",
		"GITHUB_ENV",
		"GITHUB_PATH"
	].filter((name) => new RegExp(`\\b${name}\\b`).test(command));
}
function runLine(run, state) {
	if (run.network.kind !== "none") {
		const [network] = require_quick.printNetwork(run.network);
		state.warn(`(network ${network}) is left out: Docker sets the network for the whole build (docker build --network) and has no lists of hosts`, run.at);
	}
	if (run.share !== void 0) state.warn(`share ${JSON.stringify(run.share)} is left out: Docker has no equivalent`, run.at);
	for (const variable of usedFiles(run.command)) state.warn(`this command uses $${variable}, but Docker does not set it`, run.at);
	const body = runBody(run.command, {
		shell: state.shell,
		buildkit: state.buildkit
	});
	if (state.buildkit) return [
		"RUN",
		...[
			...(run.mounts ?? []).map((mount) => bindFlag(mount, state)),
			...run.cache.map((slot) => cacheFlag(slot, state)),
			...run.secrets.map((secret) => secretFlag(secret, state))
		],
		body
	].join(" ");
	for (const { src, target, at } of run.mounts ?? []) state.warn(`the mount of ${src} on ${target} is left out: only BuildKit's form has mounts`, at);
	for (const slot of run.cache) state.warn(`the cache ${slot.name} at ${slot.target} is left out: only BuildKit's form has caches`, slot.at);
	for (const secret of run.secrets) state.warn(`the secret ${secret.id} at ${secret.target} is left out: only BuildKit's form has secrets`, secret.at);
	return `RUN ${body}`;
}
function bindFlag({ from, src, target, at }, state) {
	const stage = state.stageOf(from);
	const what = "the source of a mount";
	return mountFlag([
		["type", "bind"],
		...stage === void 0 ? [] : [["from", stage]],
		["source", node_path.posix.normalize(`/${src}`).replace(/(?<=.)\/$/, "")],
		["target", target]
	].map(([key, value]) => [key, oneLine(value, {
		what,
		at,
		state
	})]));
}
function cacheFlag(slot, state) {
	const owner = slotOwner(slot, state);
	const sharing = slot.sharing === void 0 ? [] : [["sharing", slot.sharing]];
	return mountOf("cache", {
		id: slot.name,
		defaults: [...owner, ...sharing],
		mount: slot,
		state
	});
}
function slotOwner({ name, buildkitOptions, at }, { user, warn }) {
	if ("uid" in user) {
		const { uid, gid } = user;
		if (isRoot(user)) return [];
		return [["uid", String(uid)], ["gid", String(gid)]];
	}
	if (!buildkitOptions.some(([key]) => key.toLowerCase() === "uid")) warn(`the cache ${name} belongs to root: BuildKit takes no name for the owner ${require_quick.printOwner(user)}; add (buildkit_options ((uid N) (gid N)))`, at);
	return [];
}
const isRoot = (owner) => "uid" in owner && owner.uid === 0 && owner.gid === 0;
function secretFlag(secret, state) {
	return mountOf("secret", {
		id: secret.id,
		defaults: [["mode", "0644"], ["required", "true"]],
		mount: secret,
		state
	});
}
function mountOf(type, { id, defaults, mount, state }) {
	const given = new Set(mount.buildkitOptions.map(([key]) => key.toLowerCase()));
	const options = [
		["type", type],
		["id", id],
		["target", mount.target],
		...defaults.filter(([key]) => !given.has(key)),
		...mount.buildkitOptions
	];
	const what = `an option of the ${type} ${id}`;
	if (options.some(([, value]) => /[^\0-\x7f]/.test(value))) state.warn(`${what} is not ASCII, which BuildKit misreads in flags`, mount.at);
	return mountFlag(options.map(([key, value]) => [key, oneLine(value, {
		what,
		at: mount.at,
		state
	})]));
}
function copyLines(copy, state) {
	if (copy.exclude.length > 0) state.warn(`exclude is left out, so COPY also copies ${copy.exclude.map(({ pattern }) => pattern).join(", ")}; exclude files from the context with a .dockerignore`, copy.at);
	const owner = copy.chown ?? state.user;
	const stage = state.stageOf(copy.from);
	const flags = [
		...isRoot(owner) ? [] : [flag("chown", require_quick.printOwner(owner))],
		...modeFlags(copy, state),
		...stage === void 0 ? [] : [`--from=${stage}`]
	];
	if (copy.src.some((source) => typeof source !== "string")) state.warn("COPY puts the contents of a directory that matches a glob into the destination, and a spec puts the directory itself there", copy.at);
	return placesOf(copy).map((words) => [
		"COPY",
		...flags,
		words
	].join(" "));
}
function modeFlags({ chmod, at }, { buildkit, warn }) {
	if (typeof chmod !== "number") return [];
	const mode = chmod.toString(8).padStart(4, "0");
	if (buildkit) return [`--chmod=${mode}`];
	warn(`the chmod ${mode} of this copy is left out: only BuildKit's form has chmod`, at);
	return [];
}
function placesOf(copy) {
	return copy.src.map((path) => {
		if (typeof path !== "string") return copyWords(path.glob.replace(/^\/+/, ""), copy.dst);
		const source = node_path.posix.normalize(path).replace(/^\/+/, "").replace(/\/$/, "") || ".";
		const inside = copy.dst.endsWith("/") && source !== ".";
		return copyWords(literalPattern(source), inside ? `${copy.dst}${node_path.posix.basename(source)}` : copy.dst);
	});
}
function copyWords(source, target) {
	if (isPlain(source) && isPlain(target)) return `${source} ${target}`;
	return jsonForm([literal(source), literal(target)]);
}
// src/language/dockerfile/config.ts
function configLines({ labels = {}, exposedPorts = [], stopSignal, entrypoint, cmd }, place) {
	return [
		...Object.entries(labels).map(([name, value]) => {
			const text = oneLine(value, {
				what: `the label ${name}`,
				...place
			});
			return `LABEL ${word(name)}=${quotedWord(text)}`;
		}),
		...exposedPorts.length === 0 ? [] : [`EXPOSE ${exposedPorts.join(" ")}`],
		...stopSignal === void 0 ? [] : [`STOPSIGNAL ${stopSignal}`],
		...entrypoint === void 0 ? [] : [`ENTRYPOINT ${jsonForm(entrypoint)}`],
		...cmd === void 0 ? [] : [`CMD ${jsonForm(cmd)}`]
	];
}
// src/language/dockerfile/image.ts
const REFERENCE = /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[a-z0-9+._-]+:[a-f0-9]{32,})?$/;
const TRANSPORT = /^(?:oci|oci-archive|docker-archive|rootfs|obuilder):/;
function dockerReference(image) {
	if (TRANSPORT.test(image)) return void 0;
	const name = image.replace(/^docker:\/\//, "");
	return REFERENCE.test(name) ? name : void 0;
}
// src/language/dockerfile/notes.ts
const DIFFERENCES = [
	{
		applies: (operation) => operation.kind === "run" && operation.network.kind === "none",
		text: "Docker gives a network to every RUN, and the spec only to steps with (network \u2026). `docker build --network=none` takes it away."
	},
	{
		applies: ({ kind }) => kind === "copy",
		text: "COPY keeps the modes of files and follows a link as a source. The spec gives the modes 0755 and 0644 without chmod, and copies the link."
	},
	{
		applies: ({ kind }) => kind === "workdir",
		text: "WORKDIR gives a new directory to the current user in BuildKit, and to root in the spec."
	}
];
function differencesOf(spec) {
	const operations = operationsOf(spec);
	return DIFFERENCES.filter(({ applies }) => operations.some(applies)).map(({ text }) => text);
}
const operationsOf = ({ builds, operations }) => [...builds.flatMap(({ spec }) => operationsOf(spec)), ...operations];
// src/language/dockerfile/stages.ts
function stagesOf(spec) {
	return [...spec.builds.flatMap(stagesOfBuild), { spec }];
}
function stagesOfBuild(build) {
	return [...build.spec.builds.flatMap(stagesOfBuild), {
		spec: build.spec,
		build
	}];
}
const RESERVED$1 = ["scratch", "context"];
function makeNames(images) {
	const taken = new Set([...RESERVED$1, ...images.map((image) => image.toLowerCase())]);
	const take = (wanted) => {
		const base = safeName(wanted);
		let name = base;
		for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
		taken.add(name);
		return name;
	};
	return { take };
}
const SEPARATOR = /^(\.|_|__|-+)$/;
function safeName(text) {
	const name = text.toLowerCase().replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, "").replaceAll(/[^a-z0-9]+/g, (between) => SEPARATOR.test(between) ? between : "-");
	if (name === "") return "stage";
	return /^[a-z]/.test(name) ? name : `stage-${name}`;
}
// src/language/dockerfile/write.ts
const MAX_LINE_BYTES = 65535;
function writeDockerfile(spec, { buildkit, image = {} }) {
	const warnings = [];
	const warn = (message, at) => {
		warnings.push({
			message,
			at
		});
	};
	const stages = stagesOf(spec);
	const names = nameStages(spec, stages);
	if (buildkit) warnOfUnused(stages, {
		main: spec,
		sources: names.sources,
		warn
	});
	const blocks = stages.map((stage) => writeStage(stage, {
		buildkit,
		names,
		warn
	}));
	const config = configLines(image, {
		at: spec.at,
		state: { warn }
	});
	const text = `${[blocks.join("\n\n"), ...config].join("\n")}\n`;
	if (text.split("\n").some((line) => Buffer.byteLength(line) >= MAX_LINE_BYTES)) warn(`a line exceeds BuildKit's maximum of ${MAX_LINE_BYTES} bytes`, spec.at);
	return {
		text,
		warnings,
		notes: differencesOf(spec)
	};
}
function warnOfUnused(stages, { main, sources, warn }) {
	const needed = new Set();
	const visit = (spec) => {
		if (needed.has(spec)) return;
		needed.add(spec);
		for (const from of spec.operations.flatMap(require_quick.sourcesOf)) {
			const source = sources.get(from);
			if (source) visit(source.spec);
		}
	};
	visit(main);
	for (const { spec, build } of stages) if (build && !needed.has(spec)) warn(`BuildKit does not build ${build.name}, because no needed stage takes files from it`, build.at);
}
function nameStages(spec, stages) {
	const references = stages.map((stage) => dockerReference(stage.spec.from.image));
	const { take } = makeNames(references.filter((name) => name !== void 0));
	const named = new Map();
	for (const { build } of stages) if (build) named.set(build, take(build.name));
	const contexts = new Map();
	const images = stages.map((stage, index) => {
		const { image } = stage.spec.from;
		const name = references[index] ?? contexts.get(image) ?? take(`base-${image}`);
		if (references[index] === void 0) contexts.set(image, name);
		return [stage.spec, name];
	});
	return {
		images: new Map(images),
		stages: named,
		sources: require_quick.resolveBuilds(spec)
	};
}
function writeStage(stage, writer) {
	const { names, warn, buildkit } = writer;
	const { from, operations } = stage.spec;
	const image = names.images.get(stage.spec) ?? from.image;
	const name = stage.build && names.stages.get(stage.build);
	if (dockerReference(from.image) === void 0) warn(`Docker has no image ${from.image}; pass the same files with --build-context ${image}=\u2026`, from.at);
	const state = {
		user: {
			uid: 0,
			gid: 0
		},
		shell: [
			"/usr/bin/env",
			"bash",
			"-c"
		],
		buildkit,
		warn,
		stageOf: (source) => {
			const build = names.sources.get(source);
			return build && names.stages.get(build);
		}
	};
	const lines = [`FROM ${image}${name === void 0 ? "" : ` AS ${name}`}`, ...startOf$1(operations)];
	for (const operation of operations) lines.push(...operationLine(operation, state));
	return lines.join("\n");
}
// src/language/format-error.ts
const WIDTH = 120;
function formatSpecError(error, text) {
	return format("error", error, text);
}
function formatAdvice(advice, text) {
	return format("warning", advice, text);
}
function format(kind, fault, text) {
	const { at, hint, message, value } = fault;
	const lines = [`${at ? `${visible(at.file)}:${at.line}:${at.column}: ` : ""}${kind}: ${visible(message)}`];
	if (at) lines.push(...excerpt(text, at, value));
	if (hint !== void 0) lines.push(`hint: ${visible(hint)}`);
	return lines.join("\n");
}
function excerpt(text, at, value) {
	const line = (typeof text === "string" ? text.replace(/^\ufeff/, "") : new TextDecoder().decode(text)).split("\n", at.line)[at.line - 1];
	if (line === void 0) return [];
	const chars = [...line.replace(/\r$/, "")];
	const fault = at.column - 1;
	const start = chars.length <= WIDTH ? 0 : Math.max(0, Math.min(fault - WIDTH / 2, chars.length - WIDTH));
	const shown = chars.slice(start, start + WIDTH);
	const before = start > 0 ? "\u2026" : "";
	const after = start + WIDTH < chars.length ? "\u2026" : "";
	const gutter = String(at.line);
	const marked = markLength(chars.slice(fault), value);
	const underline = `^${"~".repeat(Math.max(0, Math.min(marked, start + WIDTH - fault) - 1))}`;
	const pad = [...before, ...chars.slice(start, fault)].map((char) => char === "	" ? "	" : " ").join("");
	return [`${gutter} | ${before}${visible(shown.join(""))}${after}`, `${" ".repeat(gutter.length)} | ${pad}${underline}`];
}
function markLength(rest, value) {
	if (value === void 0 || value === "") return 1;
	const text = rest.join("");
	if (text.startsWith(value)) return [...value].length;
	return text.startsWith(`"${value}"`) ? [...value].length + 2 : 1;
}
function visible(text) {
	return text.replaceAll(/(?!\t)\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
// src/host/process/terminal.ts
function hasTerminal() {
	return (0, node_tty().isatty)(0) && (0, node_tty().isatty)(1);
}
function noteTerminal() {
	const settings = stty("-g")?.trim();
	return settings === void 0 ? () => void 0 : () => void stty(settings);
}
function stty(argument) {
	try {
		return require_index.runAtOnce("stty", [argument], { stdin: "inherit" });
	} catch {
		return;
	}
}
// src/sandbox/rootfs/shell.ts
const USUAL_SHELLS = ["bash", "sh"];
function shellOf(image, words) {
	const own = {
		interactive: /^-\w*c$/.test(words.at(-1) ?? "") ? words.slice(0, -1) : words,
		command: words
	};
	const found = [own, ...USUAL_SHELLS.map((name) => ({
		interactive: [name],
		command: [name, "-c"]
	}))].find(({ interactive }) => hasProgram(image, interactive));
	if (found !== void 0) return found;
	findProgram({
		...image,
		argv: ["sh"],
		covered: new Set()
	});
	return own;
}
function hasProgram(image, words) {
	const [first = "", second = ""] = words;
	const argv = first.endsWith("/env") && /^[^-=]+$/.test(second) ? words.slice(1) : words;
	try {
		findProgram({
			...image,
			argv,
			covered: new Set()
		});
		return true;
	} catch {
		return false;
	}
}
// src/engine/elsewhere/ahead.ts
var ahead_exports = require_index.__exportAll({ aheadOf: () => aheadOf });
const MAX_SMALL_BYTES$1 = 262144;
const LIMITS = {
	large: {
		running: 3,
		waiting: 6
	},
	small: {
		running: 8,
		waiting: 32
	}
};
function aheadOf({ plan, store, signal }, build, needed) {
	return new Ahead$1({
		store,
		results: build.steps.filter(({ index, kind }) => index <= needed && kind !== "from").map((step) => plan.choices.get(step)?.result).filter(require_quick.isVirtual),
		signal
	});
}
var Ahead$1 = class {
	#options;
	#ending = new AbortController();
	#signal;
	#fetches = new Map();
	#running = {
		large: 0,
		small: 0
	};
	#waiting = {
		large: 0,
		small: 0
	};
	#scratch;
	#next = 1;
	constructor(options) {
		this.#options = options;
		this.#signal = AbortSignal.any([options.signal, this.#ending.signal]);
		this.#fill();
	}
	async take({ digest }) {
		const position = this.#options.results.findIndex(({ remote }) => layerOf$1(remote.record)?.digest === digest);
		this.#next = Math.max(this.#next, position + 1);
		const fetched = this.#fetches.get(digest);
		if (fetched !== void 0) {
			this.#fetches.delete(digest);
			this.#waiting[fetched.size] -= 1;
		}
		this.#fill();
		return await fetched?.bytes;
	}
	async close() {
		this.#ending.abort();
		const fetches = [...this.#fetches.values()];
		await Promise.allSettled(fetches.map(({ bytes }) => bytes));
		for (const { file } of fetches) if (file !== void 0) (0, node_fs.rmSync)(file, { force: true });
	}
	#fill() {
		try {
			this.#startAll();
		} catch {}
	}
	#startAll() {
		const { results, store } = this.#options;
		while (!this.#ending.signal.aborted) {
			const result = results[this.#next];
			if (result === void 0) return;
			const layer = layerOf$1(result.remote.record);
			if (layer !== void 0 && !this.#fetches.has(layer.digest)) {
				const size = layer.size <= MAX_SMALL_BYTES$1 ? "small" : "large";
				const { running, waiting } = LIMITS[size];
				if (this.#running[size] >= running || this.#waiting[size] >= waiting) return;
				if (size === "large" && store.spareBytes() < 4 * layer.size) return;
				this.#start(result, {
					layer,
					size
				});
			}
			this.#next += 1;
		}
	}
	#start({ remote }, { layer, size }) {
		const pieces = remote.open(layer, this.#signal);
		const file = size === "small" ? void 0 : this.#file();
		this.#running[size] += 1;
		this.#waiting[size] += 1;
		const bytes = (file === void 0 ? inMemory(pieces) : inFile$1(pieces, file)).finally(() => {
			this.#running[size] -= 1;
			this.#fill();
		});
		bytes.catch(() => void 0);
		this.#fetches.set(layer.digest, {
			size,
			bytes,
			file
		});
	}
	#file() {
		this.#scratch ??= this.#options.store.scratch();
		return node_path.default.join(this.#scratch, `layer-${this.#next}`);
	}
};
const layerOf$1 = (record) => record.chain.steps.at(-1)?.layer;
async function inMemory(bytes) {
	const pieces = [];
	for await (const piece of bytes) pieces.push(piece);
	return node_stream().Readable.from(pieces);
}
async function inFile$1(bytes, file) {
	await (0, node_stream_promises.pipeline)(node_stream().Readable.from(bytes), (0, node_fs.createWriteStream)(file, { mode: 384 }));
	return readAndRemove$1(file);
}
async function* readAndRemove$1(file) {
	try {
		for await (const chunk of (0, node_fs.createReadStream)(file, { highWaterMark: 1048576 })) yield chunk;
	} finally {
		(0, node_fs.rmSync)(file, { force: true });
	}
}
// src/engine/steps/disk-watch.ts
const MAX_INTERVAL_MS = 200;
const MIN_INTERVAL_MS = 5;
const BYTES_A_SECOND = 4 * 1024 ** 3;
const STOP_MS = 20;
const AMPLE_SHARE = .5;
async function withinDisk(session, work, reserveBytes = 0) {
	const stop = require_quick.createStop(session.signal);
	const end = watch(session.store, stop.because, reserveBytes);
	try {
		return await work({
			...session,
			signal: stop.signal
		});
	} catch (error) {
		throw stop.reason() ?? error;
	} finally {
		end();
	}
}
function watch(store, stop, reserveBytes) {
	const before = store.space();
	let timer;
	let last = {
		spare: store.spareBytes() - reserveBytes,
		at: performance.now()
	};
	const look = () => {
		const [spare, at] = [store.spareBytes() - reserveBytes, performance.now()];
		if (spare <= writtenWhileStopping(last.spare - spare, at - last.at)) return stop(tooLarge$1(before, store.space()));
		last = {
			spare,
			at
		};
		const waitMs = spare / BYTES_A_SECOND * 500;
		timer = setTimeout(look, Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, waitMs)));
		timer.unref();
	};
	timer = setTimeout(look, MIN_INTERVAL_MS);
	timer.unref();
	return () => clearTimeout(timer);
}
function writtenWhileStopping(bytes, ms) {
	return Math.min(BYTES_A_SECOND / 1e3, Math.max(0, bytes) / Math.max(1, ms)) * STOP_MS;
}
function tooLarge$1(before, now) {
	const isOfInodes = now.totalInodes !== void 0 && shareOfInodes(now) < shareOfBytes(now);
	const [share, text] = isOfInodes ? [shareOfInodes, require_reader.inodesText] : [shareOfBytes, require_reader.bytesText];
	const isOwnFault = share(before) >= AMPLE_SHARE;
	const free = text(now);
	return new require_index.ObuilderError(isOwnFault ? "step-too-large" : "store-full", `the step was stopped before it filled the disk: ${text(before)} were free when it began, and ${free} are free now`, {
		value: free,
		hint: isOfInodes ? INODES_HINT : BYTES_HINT
	});
}
const shareOfBytes = ({ freeBytes, totalBytes }) => freeBytes / totalBytes;
const shareOfInodes = ({ freeInodes = 0, totalInodes = 0 }) => freeInodes / totalInodes;
const BYTES_HINT = "Let the step write less, or give the store more space: a larger disk, or for a pool of auto a larger image file (docs/stores.md).";
const INODES_HINT = "Let the step make fewer files, or give the store a file system with more inodes (mkfs.ext4 -N), or use btrfs, which adds inodes as needed.";
// src/engine/elsewhere/guard.ts
const STALL_MS = 6e4;
async function within$1(work, { limitMs, signal }) {
	const ending = new AbortController();
	const { promise, reject } = Promise.withResolvers();
	const onAbort = () => reject(cancelled$2());
	const onTime = () => reject(tooSlow(limitMs));
	const timer = setTimeout(onTime, limitMs);
	if (signal.aborted) onAbort();
	signal.addEventListener("abort", onAbort, { once: true });
	try {
		return await Promise.race([work(AbortSignal.any([signal, ending.signal])), promise]);
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", onAbort);
		ending.abort();
	}
}
async function* whileMoving(open, signal, limitMs = STALL_MS) {
	const ending = new AbortController();
	const pieces = open(AbortSignal.any([signal, ending.signal]))[Symbol.asyncIterator]();
	let giveUp;
	const onAbort = () => giveUp?.(cancelled$2());
	const timer = setTimeout(() => giveUp?.(tooSlow(limitMs)), limitMs);
	signal.addEventListener("abort", onAbort);
	const nextPiece = () => new Promise((resolve, reject) => {
		giveUp = reject;
		if (signal.aborted) onAbort();
		timer.refresh();
		pieces.next().then(resolve, reject);
	});
	try {
		for (;;) {
			const next = await nextPiece();
			giveUp = void 0;
			if (next.done === true) return;
			yield next.value;
		}
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", onAbort);
		ending.abort();
		pieces.return?.()?.catch(() => void 0);
	}
}
async function whileSending(work, { moved, limitMs, silentMs = STALL_MS, signal }) {
	const stalled = new AbortController();
	let last = moved();
	let quietMs = 0;
	const timer = setInterval(() => {
		const now = moved();
		quietMs = now === last ? quietMs + TICK_MS : 0;
		last = now;
		if (quietMs >= silentMs) stalled.abort();
	}, TICK_MS);
	try {
		return await within$1(work, {
			limitMs,
			signal: AbortSignal.any([signal, stalled.signal])
		});
	} catch (error) {
		throw stalled.signal.aborted && !signal.aborted ? tooSlow(silentMs) : error;
	} finally {
		clearInterval(timer);
	}
}
const TICK_MS = 1e3;
const cancelled$2 = () => new require_index.ObuilderError("cancelled", "the build was cancelled");
function tooSlow(limitMs) {
	return new require_index.ObuilderError("remote-failed", `there was no answer within ${Math.round(limitMs / 1e3)} seconds`);
}
// src/engine/elsewhere/carriers.ts
const LOOKUP_COST = "steps whose results only it has are built here";
const MAX_PUT_MS = 18e5;
var Carriers = class {
	#members = new Map();
	#options;
	constructor(carriers, options) {
		this.#options = options;
		for (const carrier of carriers) this.#members.set(carrier, {
			carrier,
			failure: void 0,
			isDamaged: false,
			lost: new Set(),
			found: 0,
			fetched: 0,
			stored: 0
		});
	}
	usable(carrier) {
		const member = this.#members.get(carrier);
		return member?.failure === void 0 ? member : void 0;
	}
	failureOf(carrier) {
		return this.#members.get(carrier)?.failure;
	}
	find(member, names, options) {
		return this.#find(member, (signal) => member.carrier.find(names, signal), options);
	}
	findChains(member, chains, options) {
		const { carrier } = member;
		const search = (signal) => carrier.findChains?.(chains, signal) ?? carrier.find([...new Set(chains.flat())], signal);
		return this.#find(member, search, options);
	}
	async #find(member, search, { cost = LOOKUP_COST, ...options }) {
		const { carrier } = member;
		try {
			const found = await within$1(search, options);
			this.#tellDamage(member);
			return found;
		} catch (error) {
			this.fail(carrier, error, {
				cost,
				signal: options.signal
			});
			return new Map();
		}
	}
	#tellDamage(member) {
		const { name, damaged = 0 } = member.carrier;
		if (damaged === 0 || member.isDamaged) return;
		member.isDamaged = true;
		this.#options.warn(`the ${name} has lost bytes of stored results; ${LOOKUP_COST}`);
	}
	open(carrier, record, { bytes, signal }) {
		return whileMoving((ending) => carrier.open(record, bytes, ending), signal, carrier.silentMs);
	}
	async put({ carrier }, uploads, { signal, cost = costOfLack(uploads.length) }) {
		const moved = () => {
			const { requests, sentBytes, receivedBytes } = carrier.traffic();
			return requests + sentBytes + receivedBytes;
		};
		try {
			const put = (ending) => carrier.put(uploads, ending);
			const { silentMs } = carrier;
			const { records } = await whileSending(put, {
				moved,
				limitMs: MAX_PUT_MS,
				silentMs,
				signal
			});
			const member = this.#members.get(carrier);
			if (member !== void 0) member.stored += records;
			return true;
		} catch (error) {
			this.fail(carrier, error, {
				cost,
				signal
			});
			return false;
		}
	}
	fail(carrier, error, { cost, signal }) {
		if (signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
		const { code, message, hint, ...facts } = require_index.asObuilderError(error);
		if (this.#options.isRequired) throw new require_index.ObuilderError("remote-failed", `could not use the ${carrier.name}: ${message}`, {
			value: carrier.name,
			hint: hint ?? "Repair the carrier, or build without it: cache-required: false.",
			...require_index.factsOf(facts),
			cause: error
		});
		const member = this.usable(carrier);
		if (member === void 0) return;
		member.failure = message;
		const what = code === "remote-denied" ? "refuses to store results" : "is not used any more";
		const advice = hint === void 0 ? "" : `. ${hint}`;
		this.#options.warn(`the ${carrier.name} ${what}: ${message}; ${cost}${advice}`);
	}
	count(carrier, what) {
		const member = this.#members.get(carrier);
		if (member !== void 0) member[what] += 1;
	}
	lose(carrier, id) {
		this.#members.get(carrier)?.lost.add(id);
	}
	reports() {
		return [...this.#members.values()].map(({ carrier, found, lost, fetched, stored, failure }) => {
			const damaged = (carrier.damaged ?? 0) + lost.size;
			return {
				name: carrier.name,
				found,
				damaged,
				fetched,
				stored,
				...carrier.traffic(),
				failure
			};
		});
	}
	async close() {
		const signal = new AbortController().signal;
		const closing = [...this.#members.keys()].map((carrier) => within$1(() => carrier.close(), {
			limitMs: 5e3,
			signal
		}));
		await Promise.allSettled(closing);
	}
};
const costOfLack = (results) => `${results} ${results === 1 ? "result is" : "results are"} not stored there, so other runners build what they need`;
const isLost = (error) => require_index.isObuilderError(error, "remote-lost");
// src/engine/elsewhere/chain.ts
const chainStore = (store, arriving) => ({
	memo: store.memo,
	find: (id) => arriving?.get(id) ?? store.find([id]).get(id)
});
function isOnChain(store, layers, { result, base }) {
	return hasChain(store, layers, {
		id: base.id,
		chain: below(result.remote.record.chain)
	});
}
function hasChain(store, layers, { id, chain }) {
	let at = id;
	for (let rest = chain; rest.steps.length > 0; rest = below(rest)) {
		const step = rest.steps.at(-1);
		if (at === void 0 || at !== step?.id) return false;
		const local = store.find(at);
		if (local === void 0 || layers.known(local)?.diffId !== step.layer.diffId) return false;
		const known = store.memo.recall(KIND$3, keyOf$3(local));
		if (known !== void 0) return known === digestOf$1(below(rest));
		at = local.parent;
	}
	return at === chain.base.id;
}
const KIND$3 = "chain-below";
function rememberChain(memo, making, chain) {
	memo.remember(KIND$3, keyOf$3(making), digestOf$1(below(chain)));
}
const below = ({ base, steps }) => ({
	base,
	steps: steps.slice(0, -1)
});
const keyOf$3 = ({ id, startedAt, parentMadeAt = 0, vouchedBy = "" }) => `${id} ${startedAt} ${parentMadeAt} ${vouchedBy}`;
function digestOf$1({ base, steps }) {
	const fields = [base.id, ...steps.map(({ id, layer }) => [id, layer.diffId])];
	return (0, node_crypto().createHash)("sha256").update(JSON.stringify(fields)).digest("hex");
}
// src/engine/elsewhere/in-log.ts
function openInLog({ journal, emit }, step, { result, totalBytes }) {
	if (journal.hasEnded(step)) {
		const { name } = result.remote.carrier;
		emit({
			type: "notice",
			message: `the files of step ${step.index + 1} are needed after all, and are fetched from the ${name}`
		});
		return () => void 0;
	}
	journal.start(step);
	return (doneBytes) => journal.progress(step, {
		doneBytes,
		totalBytes
	});
}
// src/engine/elsewhere/fetch-base.ts
var fetch_base_exports = require_index.__exportAll({ fetchBase: () => fetchBase });
async function fetchBase(session, step, { remote, result }) {
	const { carrier } = result.remote;
	try {
		if (remote.carriers.usable(carrier) !== void 0) return await session.store.withRoom(() => acquire$2(session, step, {
			remote,
			result
		}), {
			signal: session.signal,
			onAgain: () => session.warn("the store was full and evicted unused results: fetching again", step)
		});
	} catch (error) {
		if (session.signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
		if (require_index.isObuilderError(error, "remote-failed")) remote.carriers.fail(carrier, error, {
			cost: "the result that the build continues from cannot come from there",
			signal: session.signal
		});
		else if (isLost(error)) {
			const { message } = require_index.asObuilderError(error);
			session.warn(`the ${carrier.name} has lost files of the result that the build continues from: ${message}`, step);
			remote.lost.add(carrier);
			remote.carriers.lose(carrier, result.id);
		} else throw error;
	}
	remote.forget(result);
}
async function acquire$2(session, step, { remote, result }) {
	const { store, signal, plan } = session;
	const { scopes } = plan;
	const isOurs = (there) => require_quick.mayStartFrom(there, {
		scopes,
		store
	});
	const acquired = await store.acquire(result.id, {
		signal,
		mayUse: (there) => require_quick.mayUse(there, scopes) && (isOurs(there) || !require_quick.mayReplace(there, scopes))
	});
	if (acquired.kind === "result") {
		if (isOurs(acquired.result)) return acquired.result;
		throw require_quick.foreignBase(result.id, step.at);
	}
	const { lease } = acquired;
	const fetched = await session.inTurn(() => underLease$1(session, step, {
		remote,
		result,
		lease
	}));
	for (const what of ["found", "fetched"]) remote.carriers.count(result.remote.carrier, what);
	remote.fetched.set(result.id, result.remote.carrier);
	return fetched;
}
async function underLease$1(session, step, { lease, ...fetching }) {
	const { remote, result } = fetching;
	const { chain } = result.remote.record;
	let draft;
	try {
		if (session.signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
		const start = startOf(session, fetching);
		draft = await lease.begin(start.base);
		const filled = draft;
		await withinDisk(session, (watched) => fill$2(watched, step, {
			...fetching,
			...start,
			draft: filled
		}));
		const meta = metaOf$2(session, result);
		const layer = chain.steps.at(-1)?.layer;
		if (layer !== void 0) {
			const making = {
				...meta,
				id: result.id
			};
			remote.opened.layers.remember(making, layer);
			rememberChain(session.store.memo, making, chain);
		}
		return await draft.commit(meta).done;
	} catch (error) {
		if (draft === void 0) lease.release();
		else await draft.discard();
		throw error;
	}
}
function startOf({ store, plan }, { remote, result }) {
	const { base: image, steps } = result.remote.record.chain;
	const isOurs = (there) => there !== void 0 && require_quick.mayUse(there, plan.scopes) && require_quick.mayStartFrom(there, {
		scopes: plan.scopes,
		store
	});
	const known = chainStore(store);
	for (let count = steps.length - 1; count >= 0; count -= 1) {
		const id = steps[count - 1]?.id ?? image.id;
		const chain = {
			base: image,
			steps: steps.slice(0, count)
		};
		const base = store.find([id]).get(id);
		if (isOurs(base) && hasChain(known, remote.opened.layers, {
			id,
			chain
		})) return {
			base,
			image: [],
			steps: steps.slice(count)
		};
	}
	return {
		base: void 0,
		image: image.layers,
		steps
	};
}
async function fill$2(session, step, { draft, result, remote, image, steps }) {
	const { signal } = session;
	const { layers } = remote.opened;
	const { open } = result.remote;
	const above = steps.map(({ layer }) => layer);
	const imageBytes = bytesOf$3(image);
	const onProgress = openInLog(session, step, {
		result,
		totalBytes: imageBytes + bytesOf$3(above)
	});
	const into = {
		rootfs: draft.rootfs,
		scratch: draft.scratch,
		signal
	};
	await layers.applyChain(image, open, {
		...into,
		isImage: true,
		onProgress
	});
	const onRest = (bytes) => onProgress(imageBytes + bytes);
	await layers.applyChain(above, open, {
		...into,
		isImage: false,
		onProgress: onRest
	});
	await takeTexts(session, step, {
		draft,
		result,
		remote
	});
}
const bytesOf$3 = (layers) => layers.reduce((sum, { size }) => sum + size, 0);
async function takeTexts(session, step, { draft, result, remote }) {
	try {
		for await (const text of remote.texts.log(result, session.limits)) draft.log(text);
		const summary = await remote.texts.summary(result);
		if (summary !== void 0) draft.summarize(summary);
	} catch (error) {
		if (!isLost(error)) throw error;
		session.warn(`the log of the fetched result is incomplete: ${require_index.asObuilderError(error).message}`, step);
	}
}
function metaOf$2({ plan }, { remote }) {
	const { scopes } = plan;
	const { meta, chain } = remote.record;
	const { scope, operation } = meta;
	return {
		...meta,
		parent: chain.steps.at(-2)?.id ?? (chain.steps.length === 0 ? void 0 : chain.base.id),
		scope: scope === void 0 ? void 0 : scopes.own.label,
		madeBy: require_quick.makersOf(scopes),
		vouchedBy: scopes.user,
		operation: operation.replaceAll(/[\p{Cc}\u2028\u2029]/gu, "?"),
		source: "pulled"
	};
}
// src/engine/steps/step-context.ts
function stepContext({ plan, masker }, step, user) {
	const { shell, workdir } = step;
	const environment = require_quick.sortedEnvironment(require_quick.environmentOf(step, plan.facts));
	return {
		shell,
		cwd: workdir,
		user: "uid" in step.user ? user : {
			...user,
			name: require_quick.printOwner(step.user)
		},
		environment: environment.filter(([, value]) => !masker.hides(value))
	};
}
function buildOf({ node }) {
	return node.path.length === 0 ? {} : { build: node.path.join("/") };
}
// src/files/rootfs/find-account.ts
function findAccount(rootfs, owner, code) {
	if ("uid" in owner) return {
		uid: owner.uid,
		gid: owner.gid
	};
	const look = {
		rootfs,
		code,
		at: owner.at
	};
	const { user, group } = owner;
	const found = typeof user === "number" ? {
		uid: user,
		gid: void 0
	} : findUser(look, user);
	if (group !== void 0) return {
		uid: found.uid,
		gid: typeof group === "number" ? group : findGroup(look, group)
	};
	const gid = require_index.must(found.gid, "the primary group of a user");
	const groups = groupsWith(accountsIn(rootfs, "group"), String(user));
	return {
		uid: found.uid,
		gid,
		...groups.length > 0 && { groups }
	};
}
function findUser(look, name) {
	const passwd = accountsIn(look.rootfs, "passwd");
	const found = userIn(passwd, name);
	if (found !== void 0) return found;
	throw unknown(look, {
		what: "user",
		name,
		file: "/etc/passwd",
		text: passwd,
		numbers: "(uid N) (gid N)"
	});
}
function findGroup(look, name) {
	const text = accountsIn(look.rootfs, "group");
	const found = groupIn(text, name);
	if (found !== void 0) return found;
	throw unknown(look, {
		what: "group",
		name,
		file: "/etc/group",
		text,
		numbers: "(gid N)"
	});
}
const MAX_SHOWN = 20;
function unknown({ code, at }, { what, name, file, text, numbers }) {
	const names = namesIn$1(text);
	const why = names.includes(name) ? `its line in ${file} has no valid number` : names.length === 0 ? `the base has no ${file} with a ${what}` : `${file} of the base has only ${shown(names)}`;
	return new require_index.ObuilderError(code, `could not find the ${what} ${name}: ${why}`, {
		value: name,
		hint: `Create the ${what} in a run before, for example with ${what}add, or write ${numbers}.`,
		at
	});
}
function shown(names) {
	const plain = names.filter((name) => /^[\w.@-]{1,64}\$?$/.test(name));
	return (plain.length > MAX_SHOWN ? "\u2026, " : "") + plain.slice(-20).join(", ");
}
// src/engine/steps/step-users.ts
function usersOf(step, rootfs) {
	const user = findAccount(rootfs, step.user, "sandbox-failed");
	if (step.kind !== "copy" || step.operation.chown === void 0) return {
		user,
		owner: user
	};
	return {
		user,
		owner: findAccount(rootfs, step.owner, "copy-refused")
	};
}
// src/engine/elsewhere/fetch.ts
var fetch_exports = require_index.__exportAll({ fetchResult: () => fetchResult });
async function fetchResult(session, step, fetching) {
	const { remote, result, baseFinished } = fetching;
	try {
		if (remote.carriers.usable(result.remote.carrier) === void 0) return giveUp(fetching);
		if (!isOnChain(chainStore(session.store, remote.arriving), remote.opened.layers, fetching)) return giveUp(fetching);
		return await session.store.withRoom(() => acquire$1(session, step, fetching), {
			signal: session.signal,
			onAgain: () => session.warn("the store was full and evicted unused results: fetching again", step)
		});
	} catch (error) {
		await baseFinished.catch(() => void 0);
		if (session.signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
		tell(session, step, {
			fetching,
			error
		});
		return giveUp(fetching);
	}
}
function giveUp({ remote, result }) {
	remote.forget(result);
}
function tell(session, step, { fetching, error }) {
	const { remote, result } = fetching;
	const { carrier } = result.remote;
	const { message } = require_index.asObuilderError(error);
	if (require_index.isObuilderError(error, "remote-failed")) {
		const cost = `step ${step.index + 1} and the steps on it are built here`;
		remote.carriers.fail(carrier, error, {
			cost,
			signal: session.signal
		});
		return;
	}
	if (isLost(error)) remote.carriers.lose(carrier, result.id);
	const why = isLost(error) ? `the ${carrier.name} has lost its files` : "its files could not be fetched";
	session.warn(`${why}, so this step is built here: ${message}`, step);
}
async function acquire$1(session, step, fetching) {
	const { result, baseMadeAt, remote } = fetching;
	const { store, signal, plan } = session;
	const acquired = await store.acquire(result.id, {
		signal,
		mayUse: (there) => require_quick.mayUse(there, plan.scopes),
		parentMadeAt: baseMadeAt
	});
	if (acquired.kind === "result") return { result: acquired.result };
	const fetched = await session.inTurn(() => underLease(session, step, {
		...fetching,
		lease: acquired.lease
	}));
	for (const what of ["found", "fetched"]) remote.carriers.count(result.remote.carrier, what);
	remote.fetched.set(result.id, result.remote.carrier);
	return fetched;
}
async function underLease(session, step, fetching) {
	const { lease, base, remote, result } = fetching;
	let draft;
	try {
		if (session.signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
		draft = await lease.begin(base);
		const filled = draft;
		const { user } = usersOf(step, draft.rootfs);
		const texts = await withinDisk(session, (watched) => fill$1(watched, step, {
			...fetching,
			draft: filled
		}));
		const meta = metaOf$1(session, step, {
			...fetching,
			user
		});
		const { chain } = result.remote.record;
		const fetched = {
			...meta,
			id: result.id,
			logPath: ""
		};
		const layer = chain.steps.at(-1)?.layer;
		if (layer !== void 0) remote.opened.layers.remember(fetched, layer);
		rememberChain(session.store.memo, fetched, chain);
		const { done } = draft.commit(meta);
		noteArriving(remote, fetched, done);
		return {
			result: fetched,
			arriving: {
				texts,
				done
			}
		};
	} catch (error) {
		if (draft === void 0) lease.release();
		else await draft.discard();
		throw error;
	}
}
function noteArriving({ arriving }, result, done) {
	arriving.set(result.id, result);
	const forget = () => void arriving.delete(result.id);
	done.then(forget, forget);
}
async function fill$1(session, step, { draft, result, remote, ahead }) {
	const { record, open } = result.remote;
	const layer = record.chain.steps.at(-1)?.layer;
	if (layer === void 0) throw new require_index.ObuilderError("remote-lost", "the record names no layer");
	const { signal } = session;
	const onProgress = openInLog(session, step, {
		result,
		totalBytes: layer.size
	});
	const bytes = await ahead?.take(layer) ?? open(layer, signal);
	await remote.opened.layers.apply(bytes, layer, {
		rootfs: draft.rootfs,
		onProgress,
		signal
	});
	const isShort = record.log.size <= require_quick.MAX_WHOLE_LOG_BYTES;
	let log = "";
	for await (const text of remote.texts.log(result, session.limits)) {
		draft.log(text);
		if (isShort) log += text;
	}
	const summary = await remote.texts.summary(result);
	if (summary !== void 0) draft.summarize(summary);
	return isShort ? {
		log,
		summary
	} : void 0;
}
function metaOf$1(session, step, { result, base, baseMadeAt, scope, user }) {
	const { scopes } = session.plan;
	const { startedAt, seconds, outputs, key, summaryBytes, unread, attempts } = result.remote.record.meta;
	return {
		parent: base.id,
		parentMadeAt: baseMadeAt,
		scope,
		madeBy: require_quick.makersOf(scopes),
		vouchedBy: scopes.user,
		kind: step.kind,
		...buildOf(step),
		operation: step.text,
		startedAt,
		seconds,
		outputs,
		key,
		summaryBytes,
		unread,
		attempts,
		source: "pulled",
		context: stepContext(session, step, user)
	};
}
// src/engine/elsewhere/look-again.ts
var look_again_exports = require_index.__exportAll({ lookAgain: () => lookAgain });
async function lookAgain(session) {
	const { plan, store, held, wanted } = session;
	const remote = await require_index.must(session.remote, "the carriers").open();
	const { choices, found } = await remote.look(plan.builds, {
		...plan,
		store
	});
	const fresh = [...found.keys()].filter((id) => !held.has(id));
	for (const [id, result] of await store.hold(fresh)) held.set(id, result);
	remote.expect(plan.builds, {
		choices,
		wanted
	});
}
// src/engine/elsewhere/part.ts
function layersWith(layers, path) {
	const stack = layers.map((members) => new Index(members));
	let at = -1;
	const look = (_name, { here }) => {
		const found = find(stack, here.slice(1));
		if (found === "unknown") return "stop";
		if (found === "missing") return "missing";
		at = found.at;
		const { kind, target = "" } = found.member;
		if (kind === "link") return { link: target };
		return kind === "directory" ? { directory: true } : "other";
	};
	const refuse = (reason) => new require_index.ObuilderError("export-failed", `the path ${reason}`);
	const view = {
		start: {
			names: [],
			directories: [true]
		},
		look,
		refuse
	};
	try {
		const { names, found, rest } = require_reader.walkInside(view, path);
		if (rest !== void 0) return void 0;
		if (found === "other") return [at];
		return found === void 0 ? [] : layersBelow(stack, require_reader.pathOf$1(names).slice(1));
	} catch {
		return;
	}
}
function find(stack, path) {
	for (const [at, layer] of [...stack.entries()].reverse()) {
		const member = layer.get(path);
		if (member !== void 0) return {
			at,
			member
		};
		if (layer.hides(path)) return "missing";
	}
	return "unknown";
}
function layersBelow(stack, directory) {
	const needed = [];
	for (const [at, layer] of [...stack.entries()].reverse()) {
		if (layer.touches(directory)) needed.push(at);
		if (layer.get(directory)?.isNew === true || layer.isOpaque(directory) || layer.hides(directory)) return needed.reverse();
	}
}
const PREFIX$2 = ".wh.";
const OPAQUE$1 = ".wh..wh..opq";
const join$1 = (directory, name) => directory === "" ? name : `${directory}/${name}`;
const parentOf$2 = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
const nameOf$1 = (path) => path.slice(path.lastIndexOf("/") + 1);
var Index = class {
	#members;
	constructor(members) {
		this.#members = new Map(members.map((member) => [member.path, member]));
	}
	get(path) {
		return this.#members.get(path);
	}
	touches(directory) {
		if (this.#members.has(directory)) return true;
		for (const path of this.#members.keys()) if (path.startsWith(`${directory}/`)) return true;
		return false;
	}
	isOpaque(directory) {
		return this.#members.has(join$1(directory, OPAQUE$1));
	}
	hides(path) {
		if (this.#isDeleted(path)) return true;
		for (let above = path; above !== "";) {
			above = parentOf$2(above);
			const member = this.#members.get(above);
			if (member?.isNew === true || member !== void 0 && member.kind !== "directory") return true;
			if (this.isOpaque(above) || above !== "" && this.#isDeleted(above)) return true;
		}
		return false;
	}
	#isDeleted(path) {
		return this.#members.has(join$1(parentOf$2(path), PREFIX$2 + nameOf$1(path)));
	}
};
// src/engine/elsewhere/parts.ts
var parts_exports = require_index.__exportAll({ fetchParts: () => fetchParts });
const MAX_READS = 8;
const ROOM$1 = 4;
async function fetchParts(outputs, request) {
	const roots = new Map();
	const remove = () => {
		for (const root of roots.values()) (0, node_fs.rmSync)(node_path.default.dirname(root), {
			recursive: true,
			force: true
		});
	};
	try {
		for (const output of outputs) {
			const root = await fetchPart(output, request);
			if (root !== void 0) roots.set(output, root);
		}
	} catch (error) {
		remove();
		throw error;
	}
	return {
		rootOf: (output) => roots.get(output),
		remove
	};
}
async function fetchPart(output, request) {
	const { remote, exports, signal } = request;
	const chain = output.src === void 0 ? void 0 : chainOf(request.buildOf(output), request);
	const last = chain?.at(-1);
	if (output.src === void 0 || chain === void 0 || last === void 0) return void 0;
	const { carrier } = last.remote;
	if (remote.carriers.usable(carrier) === void 0) return void 0;
	try {
		const members = await readMembers(chain, remote.opened.layers, signal);
		const start = Buffer.from(await exports.start(output.src)).toString("latin1");
		const needed = members && layersWith(members, start);
		return needed && await bring(output, {
			...request,
			last,
			needed
		});
	} catch (error) {
		if (signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
		const cost = `the whole result of the output ${output.text} is needed`;
		if (require_index.isObuilderError(error, "remote-failed")) remote.carriers.fail(carrier, error, {
			cost,
			signal
		});
		else {
			const why = `could not fetch only the files of the output ${output.text}, so its whole result is fetched`;
			request.emit({
				type: "warning",
				message: `${why}: ${require_index.asObuilderError(error).message}`
			});
		}
		return;
	}
}
function chainOf({ steps }, { plan }) {
	const [from, ...above] = steps;
	const results = above.map((step) => plan.choices.get(step)?.result).filter(require_quick.isVirtual);
	const last = results.at(-1);
	if (last === void 0 || results.length !== above.length || from.base !== void 0) return void 0;
	const { chain } = last.remote.record;
	return results.every(({ remote: { record } }, index) => {
		const [own, there] = [record.chain.steps.at(-1), chain.steps[index]];
		return record.members !== void 0 && own?.id === there?.id && own?.layer.diffId === there?.layer.diffId;
	}) && chain.steps.length === results.length ? results : void 0;
}
async function readMembers(chain, layers, signal) {
	if (chain.reduce((sum, { remote }) => sum + listOf$1(remote).size, 0) > 16777216) return void 0;
	const { default: pLimit } = await Promise.resolve().then(() => p_limit_exports);
	const inTurn = pLimit(MAX_READS);
	const all = await Promise.all(chain.map(({ remote }) => inTurn(() => readList(remote, signal))));
	const lists = [];
	let count = 0;
	for (const bytes of all) {
		const list = layers.parseMembers(bytes);
		count += list?.length ?? 0;
		if (list === void 0 || count > 5e5) return void 0;
		lists.push(list);
	}
	return lists;
}
const listOf$1 = ({ record }) => require_index.must(record.members, "a list of members");
async function readList(remote, signal) {
	const bytes = listOf$1(remote);
	const pieces = [];
	let length = 0;
	for await (const piece of remote.open(bytes, signal)) {
		length += piece.length;
		if (length > bytes.size) throw new require_index.ObuilderError("remote-lost", "the list of members is too long");
		pieces.push(piece);
	}
	return Buffer.concat(pieces);
}
async function bring(output, { store, remote, emit, signal, last, needed }) {
	const { record, carrier, open } = last.remote;
	const layers = needed.map((index) => require_index.must(record.chain.steps[index], "a step of the chain").layer);
	if (store.spareBytes() < ROOM$1 * bytesOf$2(layers)) return void 0;
	emit({
		type: "notice",
		message: `fetching ${`${layers.length} of ${record.chain.steps.length} layers`} from the ${carrier.name} for the output ${output.text}`
	});
	const directory = (0, node_fs.mkdtempSync)(node_path.default.join(store.scratch(), "part-"));
	const rootfs = node_path.default.join(directory, "files");
	(0, node_fs.mkdirSync)(rootfs, { mode: 448 });
	try {
		await withinDisk({
			store,
			signal
		}, async (watched) => {
			const options = {
				rootfs,
				scratch: directory,
				isImage: true,
				signal: watched.signal
			};
			await remote.opened.layers.applyChain(layers, open, options);
		});
		return rootfs;
	} catch (error) {
		(0, node_fs.rmSync)(directory, {
			recursive: true,
			force: true
		});
		throw error;
	}
}
const bytesOf$2 = (layers) => layers.reduce((sum, { size }) => sum + size, 0);
// src/plan/find/missing.ts
function missingFrom(builds, request, { choices }) {
	const search = require_quick.newSearch(builds, request);
	const isSettled = (step) => choices.get(step)?.result !== void 0;
	const ids = require_quick.collect(search, {
		choices,
		isSettled,
		isHopeless: request.isRefreshed
	});
	const copies = builds.flatMap(({ steps }) => steps.flatMap((step, position) => {
		const reads = require_quick.nestedReads(step);
		const isOpen = reads.length > 0 && choices.get(step) === void 0;
		const below = steps[position - 1];
		const base = below && choices.get(below);
		if (!isOpen || base === void 0) return [];
		const sources = reads.map(({ source }) => lastChoice(builds, source, choices)?.result);
		if (!sources.every((source) => source !== void 0)) return [];
		return [require_quick.filesName(step, sources, {
			base: base.id,
			facts: request.facts
		})];
	}));
	return {
		ids,
		copies: new Set(copies)
	};
}
function lastChoice(builds, node, choices) {
	const last = builds.find((build) => build.node === node)?.steps.at(-1);
	return last && choices.get(last);
}
// src/engine/elsewhere/signature.ts
function sign(record, key) {
	return {
		...record,
		signature: signatureOf(record, key)
	};
}
function isSigned(record, key) {
	const { signature } = record;
	if (typeof signature !== "string" || !/^[0-9a-f]{64}$/.test(signature)) return false;
	return (0, node_crypto().timingSafeEqual)(Buffer.from(signature, "hex"), Buffer.from(signatureOf(record, key), "hex"));
}
function signatureOf({ signature: _, ...fields }, key) {
	return (0, node_crypto().createHmac)("sha256", key).update(canonical(fields)).digest("hex");
}
function canonical(value) {
	return JSON.stringify(sorted$1(JSON.parse(JSON.stringify(value))));
}
function sorted$1(value) {
	if (Array.isArray(value)) return ["list", value.map(sorted$1)];
	if (typeof value !== "object" || value === null) return value;
	return ["fields", Object.entries(value).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0).map(([name, field]) => [name, sorted$1(field)])];
}
// src/engine/elsewhere/accept.ts
function judge(record, name, key) {
	if (key !== void 0 && !isSigned(record, key)) return "unsigned";
	return record.names.includes(name) && isConsistent(record) ? "good" : "wrong";
}
function isConsistent({ id, meta, chain }) {
	if (!/^[0-9a-f]{64}$/.test(id)) return false;
	if (meta.key !== void 0 && require_quick.idOfRecord(meta.key) !== id) return false;
	if (meta.kind === "from") return chain.base.id === id && chain.steps.length === 0;
	const base = chain.steps.at(-2)?.id ?? chain.base.id;
	return chain.steps.at(-1)?.id === id && meta.parent === base;
}
function isReadable({ meta }, { own, others, isOwner, readsElsewhere }) {
	if (isOwner) return true;
	const last = meta.key?.at(-1);
	if (typeof last === "object" && last !== null && "scope" in last) return typeof last.scope === "string" && readsElsewhere(last.scope);
	return meta.key !== void 0 || meta.scope === void 0 || [own, ...others].some(({ label }) => label === meta.scope);
}
// src/engine/elsewhere/needs.ts
function filesNeeded(builds, choices, wanted) {
	const needs = new Map();
	const need = ({ node }, index) => {
		if (index !== void 0) needs.set(node, Math.max(needs.get(node) ?? -1, index));
	};
	for (const build of builds) {
		if (wanted.has(build.node)) need(build, build.steps.at(-1)?.index);
		for (const [position, step] of build.steps.entries()) {
			if (choices.get(step)?.result !== void 0) continue;
			need(build, build.steps[position - 1]?.index);
			for (const { source } of require_quick.nestedReads(step)) {
				const from = builds.find(({ node }) => node === source);
				if (from) need(from, from.steps.at(-1)?.index);
			}
		}
	}
	return needs;
}
// src/engine/elsewhere/upload/sources.ts
const PIECE_BYTES$1 = 1048576;
const MAX_WHOLE_BYTES = 65536;
const MAX_KEPT_BYTES$1 = 16384;
async function* fileBytes(file) {
	const { size } = (0, node_fs.statSync)(file);
	if (size === 0) return;
	if (size <= MAX_WHOLE_BYTES) yield (0, node_fs.readFileSync)(file);
	else for await (const piece of (0, node_fs.createReadStream)(file, { highWaterMark: PIECE_BYTES$1 })) yield piece;
}
async function fileSource(file) {
	if ((0, node_fs.statSync)(file).size <= MAX_KEPT_BYTES$1) return bytesSource((0, node_fs.readFileSync)(file));
	const hash = (0, node_crypto().createHash)("sha256");
	let size = 0;
	for await (const piece of fileBytes(file)) {
		hash.update(piece);
		size += piece.length;
	}
	return {
		digest: `sha256:${hash.digest("hex")}`,
		size,
		open: () => fileBytes(file)
	};
}
function bytesSource(bytes) {
	return {
		digest: `sha256:${(0, node_crypto().createHash)("sha256").update(bytes).digest("hex")}`,
		size: bytes.length,
		open: () => piecesOf$1(bytes)
	};
}
async function* piecesOf$1(bytes) {
	if (bytes.length > 0) yield bytes;
}
const storedOf = ({ digest, size }) => ({
	digest,
	size
});
// src/engine/elsewhere/slots/record.ts
const KIND$2 = "slot";
const keyOf$2 = (scope, name) => [
	1,
	KIND$2,
	{ name },
	{ scope }
];
const slotId = (scope, name) => require_quick.idOfRecord(keyOf$2(scope, name));
const isSlot = ({ meta }) => meta.key?.[1] === KIND$2;
function slotUpload(slot, key) {
	const { scope, name, layer, file, seconds } = slot;
	const id = slotId(scope, name);
	const log = bytesSource(Buffer.alloc(0));
	const record = {
		version: 1,
		id,
		names: [id],
		meta: {
			kind: "from",
			operation: `cache slot ${JSON.stringify(name)}`,
			startedAt: Date.now(),
			seconds,
			outputs: {},
			key: keyOf$2(scope, name),
			source: "built"
		},
		chain: {
			base: {
				id,
				layers: [layer]
			},
			steps: []
		},
		image: {
			platform: "linux/amd64",
			environment: [],
			workdir: "/",
			user: {
				uid: 0,
				gid: 0
			},
			shell: []
		},
		log: storedOf(log)
	};
	return {
		record: key === void 0 ? record : sign(record, key),
		replaces: true,
		open: ({ digest }) => digest === layer.digest ? fileBytes(file) : log.open()
	};
}
const MAX_SLOT_BYTES = 2 * 1024 ** 3;
// src/plan/step-bounds.ts
const DEFAULT_LOG_BYTES = 1024 ** 3;
function timedOut({ seconds, reached }, limits) {
	const message = `the command ran longer than its bound of ${seconds} s and was killed${pidsReached(reached)}`;
	return new require_index.ObuilderError("command-failed", message, {
		value: `${seconds} s`,
		hint: `Find out why the command waits: stdin is closed and there is no network by default. ${howToRaise("step-timeout", limits)}`
	});
}
function outOfMemory({ signal, reached }, limits) {
	if (reached?.memoryBytes === void 0) return new require_index.ObuilderError("command-failed", `a process of the command was killed by ${signal}: this machine was out of memory`, {
		signal,
		hint: "Run fewer steps at once (max-parallel), or use a machine with more memory."
	});
	const bound = sizeText(reached.memoryBytes);
	return new require_index.ObuilderError("command-failed", `a process of the command was killed by ${signal}: the step exceeded its memory bound of ${bound}`, {
		value: bound,
		signal,
		hint: `Let the command use less, with fewer parallel jobs for example. ${howToRaise("memory", limits)}`
	});
}
function exitedAtPids(how, { status, reached, limits }) {
	return new require_index.ObuilderError("command-failed", `${how}${pidsReached(reached)}`, {
		value: String(reached?.pids),
		status,
		hint: `Check whether the command starts processes without end. ${howToRaise("pids", limits)}`
	});
}
const pidsReached = (reached) => reached?.pids === void 0 ? "" : `; it had reached its bound of ${reached.pids} processes`;
const maxLogBytes = (limits) => limits?.logBytes ?? DEFAULT_LOG_BYTES;
function logMeter(limits, stop) {
	const most = maxLogBytes(limits);
	let taken = 0;
	return { take: (bytes) => {
		if (taken > most) return false;
		taken += bytes;
		if (taken > most) stop(logTooLong(most, limits));
		return true;
	} };
}
function logTooLong(most, limits) {
	const bound = sizeText(most);
	return new require_index.ObuilderError("command-failed", `the command wrote more than ${bound} to its log and was killed`, {
		value: bound,
		hint: `Let the command write less, or write to a file. ${howToRaise("log-size", limits)}`
	});
}
function howToRaise(name, limits) {
	if (limits?.ownersBounds?.includes(name)) return `The owner of this machine sets this bound: ${name} in /etc/obuilder-action.json.`;
	return `To raise the bound, set the input ${name} (in a shell: --${name}); max means no bound.`;
}
function sizeText(bytes) {
	const units = [
		"bytes",
		"kB",
		"MB",
		"GB",
		"TB"
	];
	const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
	const amount = bytes / 1024 ** power;
	return `${Number.isInteger(amount) ? amount : amount.toFixed(1)} ${units[power]}`;
}
// src/engine/elsewhere/texts.ts
const MAX_SMALL_BYTES = 65536;
const MAX_FETCHES = 8;
const MAX_KEPT_BYTES = 16777216;
var Texts = class {
	#signal;
	#early = new Map();
	#kept = 0;
	constructor(signal) {
		this.#signal = signal;
	}
	async fetchEarly(results) {
		const { default: pLimit } = await Promise.resolve().then(() => p_limit_exports);
		const inTurn = pLimit(MAX_FETCHES);
		for (const { remote } of results) {
			const { log, summary } = remote.record;
			for (const text of [log, summary]) {
				if (text === void 0 || text.size === 0 || text.size > MAX_SMALL_BYTES || this.#early.has(text.digest)) continue;
				this.#kept += text.size;
				if (this.#kept > MAX_KEPT_BYTES) return;
				const early = inTurn(() => this.#whole(remote, text));
				early.catch(() => void 0);
				this.#early.set(text.digest, early);
			}
		}
	}
	async *log({ remote }, limits) {
		const { log } = remote.record;
		if (log.size === 0) return;
		const most = maxLogBytes(limits);
		if (log.size > most) throw new require_index.ObuilderError("remote-lost", `its log of ${log.size} bytes exceeds the bound of ${most} bytes`);
		const early = this.#takeEarly(log);
		const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
		if (early !== void 0 || log.size <= MAX_SMALL_BYTES) {
			yield decoder.decode(await (early ?? this.#whole(remote, log)));
			return;
		}
		for await (const piece of remote.open(log, this.#signal)) yield decoder.decode(piece, { stream: true });
		yield decoder.decode();
	}
	async summary({ remote }) {
		const { summary } = remote.record;
		if (summary === void 0 || summary.size > 1048576) return void 0;
		return (await (this.#takeEarly(summary) ?? this.#whole(remote, summary))).toString("utf8");
	}
	#takeEarly({ digest }) {
		const early = this.#early.get(digest);
		this.#early.delete(digest);
		return early;
	}
	async #whole({ open }, bytes) {
		const pieces = [];
		let length = 0;
		for await (const piece of open(bytes, this.#signal)) {
			length += piece.length;
			if (length > bytes.size) throw new require_index.ObuilderError("remote-lost", "it has more bytes than its record says");
			pieces.push(piece);
		}
		return Buffer.concat(pieces);
	}
};
// src/engine/elsewhere/remote.ts
var remote_exports = require_index.__exportAll({ Remote: () => Remote });
var Remote = class {
	carriers;
	opened;
	settings;
	texts;
	arriving = new Map();
	fetched = new Map();
	lost = new Set();
	needs = new Map();
	#options;
	#results = new Map();
	#digests = new Map();
	#asked = new Set();
	#ignored = new Set();
	#spentMs = 0;
	constructor(options) {
		const { opened, settings, warn } = options;
		this.#options = options;
		this.opened = opened;
		this.settings = settings;
		this.texts = new Texts(options.signal);
		const all = new Set([...opened.from, ...opened.to.map(({ carrier }) => carrier)]);
		this.carriers = new Carriers([...all], {
			isRequired: settings.isRequired,
			warn
		});
	}
	get virtuals() {
		return {
			results: this.#results,
			digests: this.#digests
		};
	}
	async look(builds, request) {
		const asked = {
			...request,
			virtuals: this.virtuals
		};
		for (;;) {
			const lookup = require_quick.lookUp(builds, asked);
			const missing = missingFrom(builds, asked, lookup);
			const ids = namesIn(request.scopes, [...missing.ids]);
			const copies = namesIn(request.scopes, [...missing.copies]);
			const names = [...ids.keys(), ...copies.keys()].filter((name) => !this.#asked.has(name));
			if (names.length === 0 || !await this.#find(names, copies)) return lookup;
		}
	}
	async findBases(ids, scopes) {
		const names = namesIn(scopes, ids);
		if (names.size > 0) await this.#find([...names.keys()], new Map());
		const results = new Map();
		const foreign = new Set();
		for (const id of ids) {
			for (const result of this.#results.get(id) ?? []) {
				if (isReadable(result.remote.record, scopes)) continue;
				this.forget(result);
				foreign.add(id);
			}
			const [first] = this.#results.get(id) ?? [];
			if (first !== void 0) results.set(id, first);
		}
		return {
			results,
			foreign
		};
	}
	async findSlot(ids, cost) {
		for (const id of ids) for (const { carrier, records } of await this.#ask([id], cost)) {
			const record = records.get(id);
			if (record === void 0 || !this.#isGood(carrier, id, record)) continue;
			if (isSlot(record) && record.id === id) return this.#foundOn(carrier, record);
		}
	}
	sought() {
		const { from } = this.opened;
		const failures = from.flatMap((carrier) => {
			const failure = this.carriers.failureOf(carrier);
			if (failure !== void 0) return [`the ${carrier.name} failed: ${failure}`];
			return this.lost.has(carrier) ? [`the ${carrier.name} has lost its files`] : [];
		});
		return {
			names: from.map(({ name }) => name),
			failures
		};
	}
	expect(builds, { choices, wanted }) {
		this.needs = filesNeeded(builds, choices, wanted);
	}
	forget({ id, remote }) {
		const rest = (this.#results.get(id) ?? []).filter((result) => result.remote !== remote);
		if (rest.length === 0) this.#results.delete(id);
		else this.#results.set(id, rest);
	}
	async #find(names, copies) {
		for (const name of names) this.#asked.add(name);
		const answers = await this.#ask(names);
		let isFound = false;
		for (const { carrier, records } of answers) for (const name of names) {
			const record = records.get(name);
			if (record !== void 0 && this.#take(carrier, name, record)) {
				const copy = copies.get(name);
				if (copy !== void 0) this.#claim(copy, record);
				isFound = true;
			}
		}
		return isFound;
	}
	async #ask(names, cost) {
		const limitMs = Math.max(this.settings.findMs - this.#spentMs, 1);
		const start = performance.now();
		const answers = await Promise.all(this.opened.from.map(async (carrier) => {
			const member = this.carriers.usable(carrier);
			const options = {
				limitMs,
				signal: this.#options.signal,
				...cost !== void 0 && { cost }
			};
			return {
				carrier,
				records: (member === void 0 ? void 0 : await this.carriers.find(member, names, options)) ?? new Map()
			};
		}));
		this.#spentMs += performance.now() - start;
		return answers;
	}
	#isGood(carrier, name, record) {
		const verdict = judge(record, name, this.settings.key);
		if (verdict !== "good") this.#tellIgnored(carrier, verdict);
		return verdict === "good";
	}
	#take(carrier, name, record) {
		if (!this.#isGood(carrier, name, record) || isSlot(record)) return false;
		const results = this.#results.get(record.id) ?? [];
		const isSame = ({ startedAt, remote }) => startedAt === record.meta.startedAt && remote.carrier === carrier;
		if (results.some(isSame)) return true;
		const remote = this.#foundOn(carrier, record);
		const context = record.meta.context ?? contextOf(record.image);
		const meta = {
			...record.meta,
			context,
			madeBy: void 0,
			vouchedBy: void 0
		};
		this.#results.set(record.id, [...results, {
			...meta,
			id: record.id,
			logPath: "",
			remote
		}]);
		return true;
	}
	#foundOn(carrier, record) {
		const { carriers } = this;
		return {
			record,
			carrier,
			open: (bytes, signal) => carriers.open(carrier, record, {
				bytes,
				signal
			})
		};
	}
	#claim(copy, { meta }) {
		const digests = require_quick.nestedFilesIn(meta.key ?? []);
		if (digests !== void 0 && !this.#digests.has(copy)) this.#digests.set(copy, digests);
	}
	#tellIgnored(carrier, verdict) {
		if (this.#ignored.has(carrier)) return;
		this.#ignored.add(carrier);
		const why = verdict === "unsigned" ? "a record has no valid signature of the secret that cache-key-secret names, perhaps because the secret has changed" : "a record contradicts itself";
		this.#options.warn(`the ${carrier.name} has records that are ignored: ${why}. Their steps are built here.`);
	}
};
function contextOf({ environment, workdir, user, shell }) {
	if ("name" in user) throw new require_index.ObuilderError("internal", "the record of an old release names a user");
	return {
		environment,
		cwd: workdir,
		user,
		shell
	};
}
function namesIn({ own, others, maySharedWrite }, ids) {
	const scopes = maySharedWrite ? [] : [own, ...others];
	const named = ids.flatMap((id) => [id, ...scopes.map(({ key }) => require_quick.scopedName(key, id))].map((name) => [name, id]));
	return new Map(named);
}
// src/engine/elsewhere/replay-remote.ts
var replay_remote_exports = require_index.__exportAll({ replayRemote: () => replayRemote });
async function replayRemote(session, step, result) {
	const remote = session.remote?.opened();
	if (remote === void 0) return void 0;
	remote.carriers.count(result.remote.carrier, "found");
	const { journal, masker, signal, pace } = session;
	const masked = masker.stream();
	await orWarn$1(session, step, {
		remote,
		result,
		what: "log"
	}, async () => {
		for await (const text of remote.texts.log(result, session.limits)) {
			journal.output(step, masked.push(text));
			await require_quick.waitFor(pace(), signal);
		}
	});
	journal.output(step, masked.end());
	return await orWarn$1(session, step, {
		remote,
		result,
		what: "summary"
	}, () => remote.texts.summary(result));
}
async function orWarn$1(session, step, { remote, result, what }, read) {
	const { carrier } = result.remote;
	if (remote.carriers.usable(carrier) === void 0) return void 0;
	try {
		return await read();
	} catch (error) {
		const lost = `the ${what} of this step is incomplete`;
		if (isLost(error)) session.warn(`${lost}, but its files are whole: ${require_index.asObuilderError(error).message}`, step);
		else remote.carriers.fail(carrier, error, {
			cost: `${lost} (${step.text})`,
			signal: session.signal
		});
		return;
	}
}
// src/engine/elsewhere/while-telling.ts
const FIRST_MS$1 = 1e3;
const NEXT_MS$1 = 1e4;
async function whileTelling(emit, text, work) {
	const end = startTelling(() => emit({
		type: "notice",
		message: text()
	}));
	try {
		return await work();
	} finally {
		end();
	}
}
function startTelling(tell) {
	const again = () => {
		tell();
		timer = setTimeout(again, NEXT_MS$1);
		timer.unref();
	};
	let timer = setTimeout(again, FIRST_MS$1);
	timer.unref();
	return () => clearTimeout(timer);
}
const megabytes = (bytes) => `${(bytes / 1024 ** 2).toFixed(1)} MB`;
// src/engine/elsewhere/slots/restore.ts
var restore_exports = require_index.__exportAll({ restoreSlot: () => restoreSlot });
const ROOM = 4;
const MIN_RESERVE_BYTES = 64 * 1024 ** 2;
const FULL = [
	"store-full",
	"step-too-large",
	"disk-full"
];
async function restoreSlot(session, step, to) {
	const { plan, signal } = session;
	const remote = await require_index.must(session.remote, "the carriers").open();
	const ids = require_quick.scopesOf(step, plan.scopes).map(({ key }) => slotId(key, to.name));
	const cost = `the cache slot "${to.name}" starts empty`;
	const found = await remote.findSlot(ids, cost);
	if (found === void 0) return false;
	try {
		await fill(session, step, {
			...to,
			remote,
			found
		});
		remote.carriers.count(found.carrier, "found");
		remote.carriers.count(found.carrier, "fetched");
		return true;
	} catch (error) {
		if (signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
		if (require_index.isObuilderError(error, "remote-failed")) remote.carriers.fail(found.carrier, error, {
			cost,
			signal
		});
		else session.warn(`${cost}: ${reasonOf(error, found.carrier.name)}`, step);
		return false;
	}
}
function reasonOf(error, carrier) {
	const { code, message } = require_index.asObuilderError(error);
	if (FULL.includes(code)) return `its files from the ${carrier} do not fit into the store`;
	return `the ${carrier} ${isLost(error) ? "has lost its files" : "has files that cannot be used"}: ${message}`;
}
async function fill(session, step, filling) {
	const { name, directory, remote, found } = filling;
	const { record, carrier, open } = found;
	const spare = session.store.spareBytes();
	const reserve = Math.max(MIN_RESERVE_BYTES, spare / 2);
	const layer = layerOf(record.chain.base.layers, spare - reserve);
	let fetched = 0;
	const tell = () => `fetching the cache slot "${name}" from the ${carrier.name}: ${megabytes(fetched)} so far`;
	const onProgress = (doneBytes) => {
		fetched = doneBytes;
		session.journal.progress(step, {
			doneBytes,
			totalBytes: layer.size
		});
	};
	await whileTelling(session.emit, tell, () => withinDisk(session, async ({ signal }) => {
		const bytes = open(layer, signal);
		await remote.opened.layers.apply(bytes, layer, {
			rootfs: directory,
			onProgress,
			signal
		});
	}, reserve));
	const message = `the cache slot "${name}" comes from the ${carrier.name}: ${megabytes(layer.size)}`;
	session.emit({
		type: "notice",
		message
	});
}
function layerOf(layers, room) {
	const [layer] = layers;
	if (layer === void 0 || layers.length > 1) throw new require_index.ObuilderError("remote-lost", "it is no slot");
	if (layer.size > MAX_SLOT_BYTES || room < ROOM * layer.size) throw new require_index.ObuilderError("store-full", `its ${megabytes(layer.size)} are too many for the store`);
	return layer;
}
// src/engine/elsewhere/upload/progress.ts
var UploadProgress = class {
	#member;
	#what;
	#results;
	#moving = new Set();
	#done = new Set();
	constructor(member, what, results) {
		this.#member = member;
		this.#what = what;
		this.#results = results;
	}
	finish(ids) {
		for (const id of ids) this.#done.add(id);
	}
	watch(upload) {
		return {
			...upload,
			open: (bytes) => this.#counted(bytes.size, upload.open(bytes))
		};
	}
	text(making = 0) {
		const { carrier, failure } = this.#member;
		if (failure !== void 0) return void 0;
		const parts = [
			...this.#results === void 0 ? [] : [`${this.#done.size} of ${this.#results} done`],
			`${megabytes(carrier.traffic().sentBytes)} sent`,
			...this.#now(),
			...making === 0 ? [] : [`making layers: ${megabytes(making)} so far`]
		];
		return `storing ${this.#what} in the ${carrier.name}: ${parts.join(", ")}`;
	}
	#now() {
		let [done, size] = [0, 0];
		for (const moving of this.#moving) {
			done += moving.done;
			size += moving.size;
		}
		return size === 0 ? [] : [`now ${Math.floor(100 * done / size)} % of ${megabytes(size)}`];
	}
	async *#counted(size, pieces) {
		const moving = {
			size,
			done: 0
		};
		this.#moving.add(moving);
		try {
			for await (const piece of pieces) {
				yield piece;
				moving.done += piece.length;
			}
		} finally {
			this.#moving.delete(moving);
		}
	}
};
function reportUploads(uploads, emit, making) {
	return startTelling(() => {
		for (const upload of uploads) {
			const message = upload.text(making?.());
			if (message !== void 0) emit({
				type: "notice",
				message
			});
		}
	});
}
// src/engine/elsewhere/slots/save.ts
var save_exports = require_index.__exportAll({ saveSlots: () => saveSlots });
const MAX_FILES_BYTES = 16 * 1024 ** 3;
async function saveSlots(session, access) {
	const slots = usedSlots(session, access.slots);
	if (slots.length === 0) return;
	const remote = await access.open();
	for (const slot of slots) await saveSlot(session, remote, slot);
}
function usedSlots({ plan, journal }, names) {
	const outcomes = journal.reports();
	const used = plan.steps.filter((step) => step.kind === "run" && outcomes[step.index]?.outcome === "built").flatMap((step) => {
		const [{ key: scope }] = require_quick.scopesOf(step, plan.scopes);
		return step.operation.cache.filter(({ name }) => names.includes(name)).map(({ name }) => [require_quick.slotName(scope, name), {
			scope,
			name
		}]);
	});
	return [...new Map(used).values()];
}
async function saveSlot(session, remote, slot) {
	const { store, signal, emit } = session;
	try {
		const copy = await withinDisk(session, () => store.slot(require_quick.slotName(slot.scope, slot.name), {
			uid: 0,
			gid: 0,
			isTemporary: true
		}));
		try {
			if ((0, node_fs.readdirSync)(copy.path).length > 0) await saveCopy(session, {
				remote,
				slot,
				directory: copy.path
			});
		} finally {
			await copy.discard();
		}
	} catch (error) {
		if (signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
		if (require_index.isObuilderError(error, "remote-failed")) throw error;
		emit({
			type: "warning",
			message: `the cache slot "${slot.name}" is not stored elsewhere, so other runners start without it: ${require_index.asObuilderError(error).message}`
		});
	}
}
async function saveCopy(session, copy) {
	let failure;
	for (const compression of ["zstd", "gzip"]) {
		const members = usableMembers(copy.remote, compression);
		if (members.length === 0) continue;
		try {
			await saveAs(session, {
				...copy,
				compression,
				members
			});
		} catch (error) {
			if (session.signal.aborted) throw error;
			failure ??= { error };
		}
	}
	if (failure !== void 0) throw failure.error;
}
function usableMembers({ opened, carriers }, compression) {
	return opened.to.filter((one) => one.compression === compression).flatMap(({ carrier }) => carriers.usable(carrier) ?? []);
}
async function saveAs(session, saving) {
	const start = performance.now();
	const made = await makeLayer$1(session, saving);
	try {
		if (made.layer.size > MAX_SLOT_BYTES) throw tooLarge(`${megabytes(made.layer.size)}, and ${megabytes(MAX_SLOT_BYTES)} may travel`);
		const seconds = (performance.now() - start) / 1e3;
		const put = (member) => putSlot(session, {
			...saving,
			made,
			member,
			seconds
		});
		const failed = (await Promise.allSettled(saving.members.map(put))).find((result) => result.status === "rejected");
		if (failed !== void 0) throw failed.reason;
	} finally {
		(0, node_fs.rmSync)(made.file, { force: true });
	}
}
async function makeLayer$1(session, { remote, slot, directory, compression }) {
	const { store, emit } = session;
	let read = 0;
	const tell = () => `packing the cache slot "${slot.name}": ${megabytes(read)} so far`;
	const pack = (disk) => {
		const bound = new AbortController();
		const onProgress = (bytes) => {
			read = bytes;
			if (bytes > MAX_FILES_BYTES) bound.abort();
		};
		const signal = AbortSignal.any([disk, bound.signal]);
		const options = {
			compression,
			scratch: store.scratch(),
			onProgress,
			signal
		};
		return remote.opened.layers.makeWhole(directory, options).catch((error) => {
			throw bound.signal.aborted ? tooLarge(`more than ${megabytes(MAX_FILES_BYTES)}`) : error;
		});
	};
	return await whileTelling(emit, tell, () => withinDisk(session, ({ signal }) => pack(signal)));
}
const tooLarge = (what) => new require_index.ObuilderError("layer-impossible", `its files have ${what}`);
async function putSlot(session, putting) {
	const { remote, slot, made, member, seconds } = putting;
	const { layer, file } = made;
	const { key, findMs } = remote.settings;
	const { signal, emit } = session;
	const id = slotId(slot.scope, slot.name);
	const cost = `the cache slot "${slot.name}" is not stored there, so other runners start without it`;
	const there = (await remote.carriers.find(member, [id], {
		limitMs: findMs,
		signal,
		cost
	})).get(id);
	const isGood = there !== void 0 && judge(there, id, key) === "good";
	if (member.failure !== void 0 || isGood && there.chain.base.layers[0]?.diffId === layer.diffId) return;
	const upload = slotUpload({
		...slot,
		layer,
		file,
		seconds
	}, key);
	const progress = new UploadProgress(member, `the cache slot "${slot.name}"`);
	const end = reportUploads([progress], emit);
	const watched = [progress.watch(upload)];
	if (!await remote.carriers.put(member, watched, {
		signal,
		cost
	}).finally(end)) return;
	emit({
		type: "notice",
		message: `stored the cache slot "${slot.name}" in the ${member.carrier.name}: ${megabytes(layer.size)}`
	});
}
// src/engine/elsewhere/upload/base.ts
const isDigest = (text) => /^sha256:[0-9a-f]{64}$/.test(text);
async function baseOf(session, { step, result }, maker) {
	const { content, repository } = require_quick.imageOf(step, session.plan.facts);
	const { id } = result;
	if (content.kind === "empty") return {
		base: {
			id,
			layers: []
		},
		sources: []
	};
	const found = layersOfImage(content, {
		scratch: () => maker.scratch(),
		signal: session.signal
	});
	if (found !== void 0) {
		const sources = found.map(({ layer: { digest }, open }) => ({
			digest,
			open
		}));
		return {
			base: {
				id,
				layers: found.map(({ layer }) => layer),
				repository
			},
			sources
		};
	}
	const made = await maker.make(result);
	return {
		base: {
			id,
			layers: [made.layer]
		},
		sources: [made]
	};
}
function layersOfImage(content, { scratch, signal }) {
	if (content.kind !== "layers" || !content.layers.every(({ digest }) => isDigest(digest))) return void 0;
	return content.layers.map(({ digest, size, diffId, mediaType }) => {
		const layer = {
			digest,
			size,
			diffId,
			mediaType
		};
		return {
			layer,
			open: () => layerBytes(content, layer, {
				scratch: scratch(),
				signal
			})
		};
	});
}
async function* layerBytes({ withBlobs }, { digest, size }, options) {
	const pieces = new (node_stream().PassThrough)();
	const sent = withBlobs(options, async (blobs) => {
		const bytes = blobs.open({
			digest,
			size,
			signal: options.signal
		});
		await (0, node_stream_promises.pipeline)(node_stream().Readable.from(bytes), pieces);
	});
	sent.catch((error) => pieces.destroy(error));
	for await (const piece of pieces) yield piece;
	await sent;
}
// src/engine/elsewhere/upload/lines.ts
const idsOf = (lines) => new Set(lines.map(({ result }) => result.id));
function linesOf(session) {
	return session.plan.builds.map((build) => {
		const lines = lineOfBuild(session, build);
		return lines.slice(0, lines.findLastIndex(({ isNew }) => isNew) + 1);
	});
}
function lineOfBuild(session, { steps }) {
	const { finished, journal } = session;
	const outcomes = journal.reports();
	const lines = [];
	for (const step of steps) {
		const result = finished.get(step.index);
		if (result === void 0) break;
		const isNew = outcomes[step.index]?.outcome === "built" && !require_quick.isVirtual(result);
		lines.push({
			step,
			result,
			isNew,
			...namesOf$2(session, {
				step,
				result,
				base: lines.at(-1)?.result
			})
		});
	}
	return lines;
}
function namesOf$2(session, { step, result, base }) {
	const { own, maySharedWrite } = session.plan.scopes;
	const alias = aliasOf(session, step, base);
	if (maySharedWrite) return {
		names: [result.id, ...alias],
		knownNames: [result.id]
	};
	const scoped = (names) => names.map((name) => require_quick.scopedName(own.key, name));
	if (require_quick.isImpure(step)) return {
		names: [result.id, ...scoped(alias)],
		knownNames: [result.id]
	};
	const names = scoped([result.id, ...alias]);
	return {
		names,
		knownNames: [result.id, ...names.slice(0, 1)]
	};
}
function aliasOf({ finished, plan }, step, base) {
	const reads = require_quick.nestedReads(step);
	if (reads.length === 0 || base === void 0) return [];
	const sources = reads.map(({ source }) => {
		const last = plan.builds.find(({ node }) => node === source)?.steps.at(-1);
		return last && finished.get(last.index);
	});
	if (!sources.every((source) => source !== void 0)) return [];
	return [require_quick.filesName(step, sources, {
		base: base.id,
		facts: plan.facts
	})];
}
// src/engine/elsewhere/upload/destination.ts
async function openDestination$2(remote, member, { builds, signal }) {
	const { findMs, key } = remote.settings;
	const found = await remote.carriers.findChains(member, builds.flatMap(chainsOf), {
		limitMs: findMs,
		signal,
		cost: costOfLack(builds.flat().length)
	});
	const good = [];
	const refused = new Set();
	for (const [name, record] of found) if (judge(record, name, key) === "good") good.push(record);
	else refused.add(name);
	const records = Map.groupBy(good, ({ id }) => id);
	const results = idsOf(builds.flat()).size;
	return {
		member,
		records,
		refused,
		progress: new UploadProgress(member, `${results} ${results === 1 ? "result" : "results"}`, results),
		chains: new Map(),
		queue: [],
		queued: new Set(),
		isTold: false
	};
}
function chainsOf(lines) {
	const images = lines.filter(isImage).flatMap(({ knownNames }) => knownNames);
	const others = lines.filter((line) => !isImage(line));
	return [images, ...[0, 1].map((at) => others.flatMap(({ knownNames }) => knownNames.slice(at, at + 1)))];
}
const isImage = ({ result }) => result.kind === "from";
function standingOf({ records, refused, chains }, line, base) {
	const { result, knownNames } = line;
	const below = base === void 0 ? void 0 : chains.get(base.result.id);
	if (base !== void 0 && below === void 0) return { kind: "diverged" };
	const there = records.get(result.id) ?? [];
	if (there.length === 0 && base === void 0 && !isImage(line)) return { kind: "baseless" };
	const isSame = ({ meta }) => isImage(line) || meta.startedAt === result.startedAt;
	const same = there.find((record) => isSame(record) && isPrefix(below, record.chain));
	if (same !== void 0) return {
		kind: "stored",
		chain: withoutRepository(same.chain)
	};
	return there.some((record) => fits(record, base, below)) ? { kind: "diverged" } : {
		kind: "missing",
		below,
		replaces: there.length > 0 || knownNames.some((name) => refused.has(name))
	};
}
function fits({ chain, meta }, base, below) {
	if (base === void 0 || below === void 0) return true;
	const isOnImage = base.result.kind === "from";
	return isPrefix(below, chain) && (isOnImage || require_quick.isMadeOn(meta, base.result.startedAt));
}
function withoutRepository({ base: { id, layers }, steps }) {
	return {
		base: {
			id,
			layers
		},
		steps
	};
}
function isPrefix(below, { base, steps }) {
	if (below === void 0) return true;
	return below.base.id === base.id && below.steps.length === steps.length - 1 && below.steps.every(({ id, layer }, index) => {
		const other = steps[index];
		return other?.id === id && other.layer.diffId === layer.diffId;
	});
}
// src/engine/elsewhere/upload/maker.ts
var Maker = class {
	#options;
	#files = new Map();
	#made = new Map();
	#ending = new AbortController();
	#underWay = new Map();
	#directory;
	constructor(options) {
		this.#options = options;
	}
	scratch() {
		this.#directory ??= this.#options.session.store.scratch();
		return this.#directory;
	}
	making() {
		return [...this.#underWay.values()].reduce((sum, bytes) => sum + bytes, 0);
	}
	make(result) {
		const known = this.#made.get(result.id);
		if (known !== void 0) return known;
		const making = this.#make(result);
		this.#made.set(result.id, making);
		return making;
	}
	drop({ id }) {
		const file = this.#files.get(id);
		if (file !== void 0) (0, node_fs.rmSync)(file, { force: true });
		this.#files.delete(id);
		this.#made.delete(id);
	}
	async end() {
		this.#ending.abort();
		await Promise.allSettled(this.#made.values());
	}
	async #make(result) {
		const { session, layers, compression } = this.#options;
		const { layer, file, members } = await withinDisk(session, ({ signal }) => layers.make(result, {
			compression,
			scratch: this.scratch(),
			onProgress: (bytes) => void this.#underWay.set(result.id, bytes),
			signal: AbortSignal.any([signal, this.#ending.signal])
		})).finally(() => this.#underWay.delete(result.id));
		this.#files.set(result.id, file);
		return {
			layer,
			members,
			digest: layer.digest,
			open: () => fileBytes(file)
		};
	}
};
// src/engine/elsewhere/upload/record.ts
async function uploadOf(session, line, { chain, layers, key, platform, members: listed }) {
	const { step, result, names } = line;
	const log = await fileSource(result.logPath);
	const text = session.store.readSummary(result.id);
	const summary = text === void 0 ? void 0 : bytesSource(Buffer.from(text));
	const members = listed && bytesSource(listed);
	const account = "uid" in step.user ? step.user : {
		uid: 0,
		gid: 0
	};
	const context = result.context ?? stepContext(session, step, account);
	const record = {
		version: 1,
		id: result.id,
		names,
		meta: metaOf(result),
		chain,
		image: {
			platform,
			environment: context.environment,
			workdir: context.cwd,
			user: imageUser(context.user),
			shell: context.shell
		},
		log: storedOf(log),
		summary: summary && storedOf(summary),
		members: members && storedOf(members)
	};
	const texts = [
		log,
		summary,
		members
	].filter((one) => one !== void 0);
	return {
		record: key === void 0 ? record : sign(record, key),
		open: ({ digest }) => {
			const source = texts.find((one) => one.digest === digest) ?? layers.get(digest);
			if (source !== void 0) return source.open();
			throw new require_index.ObuilderError("remote-lost", `the layer ${digest} is gone from the carrier`, { value: digest });
		}
	};
}
function imageUser({ uid, gid, name }) {
	return name === void 0 ? {
		uid,
		gid
	} : { name };
}
function metaOf({ id: _id, logPath: _log, madeBy: _makers, vouchedBy: _voucher, ...meta }) {
	return meta;
}
function chainOn(below, { step, result }, layer) {
	const operation = step.text.slice(0, 512);
	const { id, startedAt } = result;
	return {
		base: below.base,
		steps: [...below.steps, {
			id,
			operation,
			startedAt,
			layer
		}]
	};
}
// src/engine/elsewhere/upload/worth.ts
async function worthOf(lines, { minSeconds, maxBytesPerSecond }, maker) {
	for (let count = lines.length; count > 0; count -= 1) {
		const line = lines[count - 1];
		if (line === void 0 || !line.isNew || line.step.kind === "from") continue;
		const { seconds } = line.result;
		if (seconds < minSeconds) continue;
		const { layer } = await maker.make(line.result);
		if (layer.size <= Math.max(seconds * maxBytesPerSecond, FREE_BYTES)) return count;
		maker.drop(line.result);
	}
	return 0;
}
const FREE_BYTES = 1048576;
// src/engine/elsewhere/upload/upload.ts
var upload_exports = require_index.__exportAll({ uploadResults: () => uploadResults });
const BATCH$3 = 67108864;
const MIN_BATCH = 4;
const MAX_BATCHES = 3;
const AT_ONCE = 3;
async function uploadResults(session, access) {
	const lines = linesOf(session);
	if (lines.every((line) => line.length === 0)) return;
	const remote = await access.open();
	for (const compression of ["zstd", "gzip"]) await uploadAs(compression, {
		session,
		remote,
		lines
	});
}
async function uploadAs(compression, { session, remote, lines }) {
	const members = remote.opened.to.filter((to) => to.compression === compression).map(({ carrier }) => remote.carriers.usable(carrier)).filter((member) => member !== void 0);
	if (members.length === 0) return;
	const maker = new Maker({
		session,
		layers: remote.opened.layers,
		compression
	});
	const worthy = [];
	const choose = async () => {
		for (const line of lines) worthy.push(line.slice(0, await worthOf(line, remote.settings, maker)));
	};
	const made = () => `making layers of new results: ${megabytes(maker.making())} so far`;
	await whileTelling(session.emit, made, () => orWarn(session, choose));
	const all = worthy.flat();
	if (all.length === 0) return;
	const { signal } = session;
	const sender = new Sender({
		session,
		remote,
		destinations: await Promise.all(members.map((member) => openDestination$2(remote, member, {
			builds: worthy,
			signal
		}))),
		maker,
		results: idsOf(all).size
	});
	const added = orWarn(session, async () => {
		for (const line of worthy) for (const [index, one] of line.entries()) {
			sender.makeAhead(line.slice(index, index + AT_ONCE));
			await sender.add(one, line[index - 1]);
		}
	});
	try {
		await added.finally(() => maker.end());
		await sender.flush();
	} finally {
		await sender.end();
	}
}
async function orWarn(session, work) {
	try {
		await work();
	} catch (error) {
		if (session.signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
		if (require_index.isObuilderError(error, "remote-failed")) throw error;
		const message = `not all new results are stored elsewhere: ${require_index.asObuilderError(error).message}`;
		session.emit({
			type: "warning",
			message
		});
	}
}
var Sender = class {
	#options;
	#endReports;
	#lines = [];
	#layers = new Map();
	#bytes = 0;
	#sent = 0;
	#sending = new Set();
	#hasCheapPuts;
	constructor(options) {
		this.#options = options;
		this.#hasCheapPuts = options.destinations.every(({ member }) => member.carrier.hasCheapPuts);
		const uploads = options.destinations.map(({ progress }) => progress);
		this.#endReports = reportUploads(uploads, options.session.emit, () => options.maker.making());
	}
	makeAhead(lines) {
		const { destinations, maker } = this.#options;
		const lacking = destinations.filter(({ member }) => member.failure === void 0);
		for (const { result } of lines) {
			if (result.kind === "from" || !lacking.some(({ records }) => !records.has(result.id))) continue;
			maker.make(result).catch(() => void 0);
		}
	}
	async add(line, base) {
		const { destinations } = this.#options;
		for (const destination of destinations) if (destination.member.failure === void 0) await this.#addTo(destination, line, base);
		this.#lines.push(line);
		if (this.#hasCheapPuts && this.#sending.size < MAX_BATCHES && this.#lines.length >= MIN_BATCH || this.#bytes >= BATCH$3) await this.flush();
	}
	async end() {
		await Promise.allSettled(this.#sending);
		this.#endReports();
		await Promise.all(this.#sending);
	}
	async #addTo(destination, line, base) {
		const { session, remote, maker } = this.#options;
		const { key } = remote.settings;
		const layers = this.#layers;
		const { queued } = destination;
		if (line.names.every((name) => queued.has(name))) return;
		const standing = standingOf(destination, line, base);
		if (standing.kind === "diverged" || standing.kind === "baseless") {
			destination.progress.finish([line.result.id]);
			this.#tellUnstored(destination, {
				why: standing.kind,
				id: line.result.id
			});
			return;
		}
		if (standing.kind === "stored") {
			destination.progress.finish([line.result.id]);
			destination.chains.set(line.result.id, standing.chain);
			return;
		}
		for (const name of line.names) queued.add(name);
		const platform = platformOf(session, line, destination);
		const { below, replaces } = standing;
		if (below === void 0) {
			const { base: image, sources } = await baseOf(session, line, maker);
			const chain = {
				base: image,
				steps: []
			};
			for (const source of sources) layers.set(source.digest, source);
			const upload = await uploadOf(session, line, {
				chain,
				layers,
				key,
				platform
			});
			destination.queue.push({
				...upload,
				replaces
			});
			destination.chains.set(line.result.id, chain);
			return;
		}
		const made = await maker.make(line.result);
		const chain = chainOn(below, line, made.layer);
		const { digest, open, members } = made;
		layers.set(digest, {
			digest,
			open
		});
		const upload = await uploadOf(session, line, {
			chain,
			layers,
			key,
			platform,
			members
		});
		destination.queue.push({
			...upload,
			replaces
		});
		destination.chains.set(line.result.id, chain);
		this.#bytes += made.layer.size;
	}
	async flush() {
		const lines = this.#lines;
		this.#lines = [];
		this.#bytes = 0;
		while (this.#sending.size >= (this.#hasCheapPuts ? MAX_BATCHES : 1)) await Promise.race(this.#sending);
		const sending = this.#sendBatch(lines);
		this.#sending.add(sending);
		sending.then(() => this.#sending.delete(sending), () => void 0);
	}
	async #sendBatch(lines) {
		const { session, remote, destinations, maker, results } = this.#options;
		const cost = costOfLack(results - this.#sent);
		this.#sent += idsOf(lines).size;
		const puts = destinations.map(async ({ member, queue, progress }) => {
			const uploads = queue.splice(0);
			if (uploads.length === 0 || member.failure !== void 0) return;
			const watched = uploads.map((upload) => progress.watch(upload));
			await remote.carriers.put(member, watched, {
				signal: session.signal,
				cost
			});
			progress.finish(uploads.map(({ record }) => record.id));
		});
		await Promise.all(puts);
		for (const { result } of lines) maker.drop(result);
	}
	#tellUnstored(destination, { why, id }) {
		if (destination.isTold) return;
		destination.isTold = true;
		const { name } = destination.member.carrier;
		const message = why === "diverged" ? `the ${name} has some results of this build from another runner, with other files: the results on top of the results here are not stored there. To take the results there instead, remove the lowest result that differs here, and build again with cache-from: \`remove ${id.slice(0, 12)}\`` : `the ${name} lacks the result that the build continues from: the results on top of the result are not stored there`;
		this.#options.session.emit({
			type: "notice",
			message
		});
	}
};
function platformOf({ plan }, { step }, { records }) {
	const { operation, base } = require_index.must(plan.builds.find(({ node }) => node === step.node), "a build").steps[0];
	if (base === void 0) return require_quick.imageOf({ operation }, plan.facts).platform;
	return require_index.must(records.get(base)?.[0], "the record of the base").image.platform;
}
// src/engine/image/facts.ts
function factsOfBuild({ plan, masker }, { node }, { settings, image, lowest }) {
	const { environment, workdir, user, shell } = require_quick.contextOfImage(node);
	const variables = [...require_quick.environmentOf({
		node,
		environment
	}, plan.facts)];
	return {
		platform: settings.platform ?? image?.platform ?? platformIn(lowest),
		environment: variables.filter(([, value]) => !masker.hides(value)),
		workdir,
		user: "uid" in user ? user : { name: require_quick.printOwner(user) },
		shell
	};
}
function platformIn({ key }) {
	const platform = (key?.find((part) => typeof part === "object" && part !== null))?.platform;
	return typeof platform === "string" ? platform : `linux/${process.arch === "x64" ? "amd64" : process.arch}`;
}
function defaultsOf({ plan }, { steps: [first] }, image) {
	const defaults = image?.defaults ?? {};
	const context = first.base === void 0 ? void 0 : plan.facts.bases.get(first.base)?.context;
	if (context === void 0) return defaults;
	const { user, cwd } = context;
	const { uid, gid, name } = user;
	const isRoot = uid === 0 && gid === 0 && name === void 0;
	return {
		...defaults,
		user: isRoot ? defaults.user : name ?? `${uid}:${gid}`,
		workdir: cwd === "/" ? defaults.workdir : cwd
	};
}
const userText = (user) => "name" in user ? user.name : `${user.uid}:${user.gid}`;
function fieldsOf(settings, { facts, defaults, operations }) {
	const sets = (kind) => operations.some((operation) => operation.kind === kind);
	return {
		User: sets("user") ? userText(facts.user) : defaults.user,
		WorkingDir: sets("workdir") ? facts.workdir : defaults.workdir ?? facts.workdir,
		Shell: sets("shell") ? facts.shell : defaults.shell,
		Entrypoint: settings.entrypoint ?? defaults.entrypoint,
		Cmd: commandOf(settings, {
			facts,
			defaults
		}),
		Labels: sorted({
			...defaults.labels,
			...settings.labels
		}),
		ExposedPorts: setOf([...defaults.exposedPorts ?? [], ...settings.exposedPorts]),
		Volumes: setOf(defaults.volumes ?? []),
		StopSignal: settings.stopSignal ?? defaults.stopSignal,
		Healthcheck: defaults.healthcheck
	};
}
function commandOf({ entrypoint, cmd }, { facts: { shell }, defaults }) {
	if (cmd !== void 0 || entrypoint !== void 0) return cmd;
	if (defaults.cmd !== void 0 || defaults.entrypoint !== void 0) return defaults.cmd;
	return shell.at(-1) === "-c" ? shell.slice(0, -1) : shell.slice(0, 1);
}
function sorted(table) {
	const entries = Object.entries(table).toSorted(([a], [b]) => a < b ? -1 : 1);
	return entries.length === 0 ? void 0 : Object.fromEntries(entries);
}
const setOf = (names) => sorted(Object.fromEntries(names.map((name) => [name, {}])));
// src/engine/image/layers.ts
function layersOf(request) {
	const { session, image, lineage, squash } = request;
	const [lowest, ...steps] = lineage;
	const last = lineage.at(-1) ?? lowest;
	const maker = new LayerMaker(request);
	const base = baseLayers(session, {
		image,
		lowest,
		scratch: () => maker.scratch()
	});
	const above = squash ? squashed(last, {
		lowest,
		hasBase: base !== void 0
	}) : steps;
	const below = base ?? (squash ? [] : [maker.layerOf(alone(lowest), 1)]);
	return {
		layers: [...below, ...above.map((result, index) => maker.layerOf(result, below.length + index + 1))],
		close: () => maker.close()
	};
}
const alone = (result) => ({
	...result,
	parent: void 0,
	parentMadeAt: void 0
});
function squashed(last, { lowest, hasBase }) {
	if (!hasBase) return [alone(last)];
	if (last.id === lowest.id) return [];
	return [{
		...last,
		parent: lowest.id,
		parentMadeAt: lowest.startedAt
	}];
}
function baseLayers({ signal }, { image, lowest, scratch }) {
	if (image === void 0 || lowest.kind !== "from") return void 0;
	const { content, repository, name } = image;
	const operation = `base image, ${name}`;
	if (content.kind === "empty") return [];
	return layersOfImage(content, {
		scratch,
		signal
	})?.map(({ layer, open }) => {
		const ready = {
			layer,
			open,
			drop: () => void 0
		};
		return {
			known: layer,
			repository,
			operation,
			ready: () => Promise.resolve(ready)
		};
	});
}
var LayerMaker = class {
	#request;
	#before = Promise.resolve();
	#scratch;
	constructor(request) {
		this.#request = request;
	}
	scratch() {
		this.#scratch ??= this.#request.session.store.scratch();
		return this.#scratch;
	}
	layerOf(result, number) {
		const { session, layers, form } = this.#request;
		const { masker } = session;
		let made;
		const ready = () => {
			made ??= this.#before.then(() => this.#make({
				result,
				number
			}, () => made = void 0));
			this.#before = made.catch(() => void 0);
			return made;
		};
		const { operation, startedAt: createdAt } = result;
		return {
			known: layers.known(result, form),
			operation: masker.mask(operation),
			createdAt,
			ready
		};
	}
	close() {
		if (this.#scratch !== void 0) (0, node_fs.rmSync)(this.#scratch, {
			recursive: true,
			force: true
		});
		this.#scratch = void 0;
	}
	async #make({ result, number }, forget) {
		const { session, layers, form, onMaking } = this.#request;
		const onProgress = (bytes) => onMaking({
			number,
			bytes
		});
		const options = {
			...form,
			scratch: this.scratch(),
			onProgress
		};
		onProgress(0);
		const { layer, file } = await withinDisk(session, ({ signal }) => layers.make(result, {
			...options,
			signal
		}));
		onMaking(void 0);
		const drop = () => {
			(0, node_fs.rmSync)(file, { force: true });
			forget();
		};
		return {
			layer,
			open: () => fileBytes(file),
			drop
		};
	}
};
// src/engine/image/lineage.ts
async function lineageOf(store, last) {
	let results = [last];
	for (;;) {
		const [top] = results;
		if (top.parent === void 0) return results;
		const base = (await store.hold([top.parent])).get(top.parent);
		if (base === void 0 || !isBaseOf(base, top)) return results;
		results = [base, ...results];
	}
}
function isBaseOf(base, { parentMadeAt, vouchedBy }) {
	return (parentMadeAt === void 0 || base.startedAt === parentMadeAt) && (base.vouchedBy === void 0 || base.vouchedBy === vouchedBy);
}
// src/engine/image/layer-sizes.ts
var LayerSizes = class {
	#layers = [];
	#sizes = new Map();
	#sent = new Map();
	get count() {
		return this.#layers.length;
	}
	get arrived() {
		return this.#sent.size;
	}
	get bytes() {
		return this.#layers.map((layer) => this.#sent.get(layer) ?? this.#sizes.get(layer) ?? 0).reduce((sum, size) => sum + size, 0);
	}
	watch(layers) {
		this.#layers = layers.map((layer) => {
			const watched = {
				...layer,
				ready: async () => {
					const ready = await layer.ready();
					this.#sizes.set(watched, ready.layer.size);
					return ready;
				}
			};
			if (layer.known !== void 0) this.#sizes.set(watched, layer.known.size);
			return watched;
		});
		return this.#layers;
	}
	start() {
		this.#sent.clear();
	}
	arrive(layer, sentBytes) {
		this.#sent.set(layer, sentBytes);
	}
};
// src/engine/image/progress.ts
const FIRST_MS = 1e3;
const NEXT_MS = 5e3;
function reportImage({ text, dest, names }, emit) {
	const sizes = new LayerSizes();
	let made;
	let sent = 0;
	let sentBefore = 0;
	const written = () => {
		const totalBytes = sizes.bytes;
		const done = sent - sentBefore;
		const doneBytes = totalBytes === 0 ? done : Math.min(done, totalBytes);
		return {
			number: Math.min(sizes.arrived + 1, sizes.count),
			doneBytes,
			totalBytes
		};
	};
	const tell = () => {
		const isMaking = made !== void 0;
		const { number, ...bytes } = made === void 0 ? written() : {
			number: made.number,
			doneBytes: made.bytes,
			totalBytes: 0
		};
		const layer = sizes.count === 0 ? void 0 : {
			number,
			total: sizes.count
		};
		emit({
			type: "export",
			text,
			dest: dest ?? names.join(", "),
			...bytes,
			layer,
			isMaking
		});
		timer = setTimeout(tell, NEXT_MS);
		timer.unref();
	};
	let timer = setTimeout(tell, FIRST_MS);
	timer.unref();
	return {
		watch: (layers) => sizes.watch(layers),
		making: (making) => {
			made = making;
		},
		start: () => {
			sentBefore = sent;
			sizes.start();
		},
		sent: (bytes) => {
			sent += bytes;
		},
		arrived: (layer, sentBytes) => sizes.arrive(layer, sentBytes),
		bytes: () => sent,
		end: () => clearTimeout(timer)
	};
}
// src/engine/image/write.ts
var write_exports = require_index.__exportAll({ writeImage: () => writeImage });
async function writeImage(output, work) {
	const { emit } = work.session;
	const start = performance.now();
	const progress = reportImage(output, emit);
	try {
		const image = await writeLayers(output, work, progress);
		const seconds = (performance.now() - start) / 1e3;
		emit({
			type: "image-end",
			image,
			bytes: progress.bytes(),
			seconds
		});
		return image;
	} finally {
		progress.end();
	}
}
async function writeLayers(output, work, progress) {
	const { settings, compression, squash } = output;
	const form = {
		compression,
		latestSeconds: settings.sourceDateEpoch
	};
	const { session, build, last } = work;
	const lineage = await lineageOf(session.store, last);
	const image = await require_quick.baseImageOf(session, build, lineage[0]);
	const found = layersOf({
		...work,
		lineage,
		image,
		form,
		squash,
		onMaking: progress.making
	});
	try {
		const parts = imageParts(output, work, {
			image,
			lowest: lineage[0],
			layers: found.layers
		});
		for (const message of doubtsAbout(output, image, parts)) session.emit({
			type: "warning",
			message: `${output.text}: ${message}`
		});
		return await work.images.write({
			output,
			...parts,
			layers: progress.watch(parts.layers),
			onBytes: progress.sent,
			onStart: progress.start,
			onLayer: progress.arrived,
			signal: session.signal
		});
	} finally {
		found.close();
	}
}
function imageParts({ settings }, { session, build, last }, found) {
	const { layers, image, lowest } = found;
	const facts = factsOfBuild(session, build, {
		settings,
		image,
		lowest
	});
	const defaults = defaultsOf(session, build, image);
	const epochMs = settings.sourceDateEpoch === void 0 ? void 0 : settings.sourceDateEpoch * 1e3;
	return {
		facts,
		fields: fieldsOf(settings, {
			facts,
			defaults,
			operations: build.node.spec.operations
		}),
		layers: layers.map((layer) => ({
			...layer,
			createdAt: epochMs ?? layer.createdAt
		})),
		createdAt: epochMs ?? last.startedAt
	};
}
const MAX_LAYERS$1 = 125;
function* doubtsAbout({ settings: { platform } }, image, { layers }) {
	if (layers.length > MAX_LAYERS$1) yield `the image has ${layers.length} layers, and Docker unpacks at most ${MAX_LAYERS$1}: use squash`;
	if (platform === void 0 || image === void 0 || image.content.kind === "empty") return;
	if (image.platform !== platform) yield `the image is named ${platform}, but its base image ${image.name} is made for ${image.platform}`;
}
// src/engine/steps/made.ts
function madeOf(result, finished = Promise.resolve(result)) {
	const virtual = require_quick.isVirtual(result) ? result : void 0;
	const { startedAt: madeAt, vouchedBy } = result;
	return {
		base: result,
		madeAt,
		vouchedBy,
		virtual,
		finished
	};
}
function keeping(session, step, done) {
	const finished = done.catch((error) => {
		session.journal.retract(step);
		const placed = require_quick.withPosition(error, step.at);
		session.fail(placed);
		throw placed;
	});
	finished.catch(() => void 0);
	return finished;
}
// src/engine/awaited-failure.ts
function exitOf({ plan }, step, { order, error }) {
	const { status, value, hint } = error;
	const hasSecrets = step.kind === "run" && step.operation.secrets.length > 0;
	if (status === void 0 || value !== void 0 || hasSecrets) return void 0;
	return {
		status,
		hint,
		madeBy: plan.scopes.own.key,
		parentMadeAt: order.baseMadeAt
	};
}
function awaitedFailure({ plan }, { baseMadeAt }, { message, exit }) {
	if (exit === void 0 || exit.parentMadeAt !== baseMadeAt) return void 0;
	if (!require_quick.makersOf(plan.scopes).includes(exit.madeBy)) return void 0;
	const { status, hint } = exit;
	return new require_index.ObuilderError("command-failed", message, {
		status,
		hint
	});
}
// src/engine/failure.ts
function reportFailure({ journal, signal }, step, { id, error }) {
	const placed = require_quick.withPosition(error, step.at);
	const isCancelled = signal.aborted || require_index.isObuilderError(error, "cancelled");
	if (isCancelled && !journal.hasStarted(step)) return placed;
	journal.start(step);
	const seconds = journal.secondsSince(step);
	if (isCancelled) journal.end(step, {
		id,
		outcome: "cancelled",
		seconds
	});
	else journal.end(step, {
		id,
		outcome: "failed",
		seconds,
		error: placed
	});
	return placed;
}
// src/engine/steps/commit-step.ts
function keyOfResult({ plan, masker }, step, { base, manifest, choice }) {
	const scope = choice.scope?.key;
	const record = require_quick.keyRecord(require_quick.keyOf(step, {
		base: base?.id ?? "",
		facts: plan.facts,
		manifest,
		scope
	}));
	const text = JSON.stringify(record);
	return masker.mask(text) === text ? record : void 0;
}
function commitStep(session, step, performed) {
	const { draft, user, order, given, startedAt, seconds } = performed;
	const { kind, text: operation } = step;
	const { outputs, environment, written, checked } = given;
	const meta = {
		parent: order.base?.id,
		parentMadeAt: order.baseMadeAt,
		scope: order.choice.scope?.label,
		madeBy: require_quick.makersOf(session.plan.scopes),
		vouchedBy: order.vouchedBy,
		kind,
		...buildOf(step),
		operation,
		startedAt,
		seconds,
		outputs,
		key: keyOfResult(session, step, order),
		environment,
		...written,
		source: "built",
		context: stepContext(session, step, user)
	};
	const committed = draft.commit(meta, checked);
	const finished = keeping(session, step, committed.done);
	session.journal.end(step, {
		id: draft.id,
		outcome: "built",
		seconds,
		outputs
	});
	return {
		base: committed.base,
		madeAt: startedAt,
		vouchedBy: order.vouchedBy,
		finished
	};
}
// src/engine/steps/copy-step.ts
async function runCopyStep(session, step, { begin, sources: [source] }) {
	const read = require_index.must(step.reads[0], "the files of a copy");
	const manifest = await manifestOf(session, read, source);
	const { draft, owner } = await begin();
	let checked;
	const copy = async () => session.trees.copy({
		manifest,
		from: source === void 0 ? session.context : await require_quick.viewOf(session.store, source),
		to: draft.rootfs,
		dst: step.destination,
		user: owner,
		mode: require_quick.modeOf(step.operation),
		isSealed: source !== void 0,
		scratch: draft.scratch,
		onChecking: (checking) => {
			checked = forgetting(session, read, checking);
			checked.catch(() => void 0);
		},
		checkSignal: session.userSignal,
		signal: session.signal
	});
	await forgetting(session, read, copy());
	return {
		outputs: {},
		checked
	};
}
async function forgetting({ trees, store, context }, read, work) {
	try {
		await work;
	} catch (error) {
		if (read.source === void 0 && require_index.isObuilderError(error, "copy-refused")) {
			const { src, exclude } = read;
			trees.forget({
				root: context,
				src,
				exclude,
				memo: store.memo
			});
		}
		throw error;
	}
}
async function manifestOf({ plan }, read, source) {
	const { nested, contextManifests } = plan.facts;
	if (source === void 0) return require_index.must(contextManifests.get(read), "the manifest of files of the context");
	return await nested.manifest(read, source);
}
// src/engine/steps/from-step.ts
async function runFromStep(session, step, begin) {
	const image = require_quick.imageOf(step, session.plan.facts);
	const { draft } = await begin();
	await session.images.load(image, {
		rootfs: draft.rootfs,
		scratch: draft.scratch,
		onProgress: (bytes) => session.journal.progress(step, bytes),
		signal: session.signal
	});
	return {
		outputs: {},
		environment: image.environment
	};
}
// src/engine/steps/fullness.ts
const HINT = "All unused results and caches were evicted already. Give the store more space: a larger disk, or for a pool of auto a larger image file (docs/stores.md).";
const MAY_COME_OF_FULL_DISK = ["sandbox-failed", "disk-full"];
function explainFullDisk(error, store) {
	if (!(require_reader.isSpaceFault(error) || require_index.isObuilderError(error) && MAY_COME_OF_FULL_DISK.includes(error.code))) return error;
	return ifStoreIsFull(error, store) ?? named$1(error);
}
function ifStoreIsFull(error, store) {
	const fullness = store.fullness();
	if (fullness === void 0) return void 0;
	const { value = void 0, at = void 0 } = require_index.isObuilderError(error) ? error : {};
	const message = error instanceof Error ? error.message : String(error);
	return new require_index.ObuilderError("store-full", `${message}, and the store is full: ${fullness}`, {
		value,
		at,
		hint: HINT,
		cause: error
	});
}
function named$1(error) {
	if (require_index.isObuilderError(error) || !require_reader.isSpaceFault(error)) return error;
	const [file] = require_reader.pathsIn(error);
	return require_reader.diskFull(file === void 0 ? "a file cannot be written" : `${file} cannot be written`, error, { written: require_reader.usualPlaces() });
}
// src/engine/steps/lookup-failure.ts
const LOOKUP_FAILURE = /temporary failure (?:in name resolution|resolving)|could not resolve|couldn't resolve|failed to lookup|no such host|EAI_AGAIN|ENOTFOUND|name or service not known|unknownhostexception|network is unreachable|bad address|getaddrinfo|dns error|server misbehaving/i;
const UNTRUSTED = /certificate[ _]verif(?:y|ication)[ _]failed|certificate is not trusted|unable to get (?:local )?issuer cert|unable_to_get_issuer_cert|self[-_ ]signed[-_ ]cert|unable_to_verify_leaf_signature|certificate signed by unknown authority|pkix path building failed|invalid peer certificate: ?unknownissuer|ssl certificate problem/i;
const NO_NETWORK = "This step has no network, and its output looks like a failed lookup: name the hosts, such as (network (allow packages.example:443)).";
const noSlots = (names) => ` Or mount the cache of an earlier step: this step lacks ${names.map((name) => require_quick.shorten(name)).join(", ")}.`;
const UNTRUSTED_HINT = "The output looks like a certificate that the step does not trust: name the file of your company's authority with the input ca (--ca=FILE).";
const DENIED$2 = /permission denied|\bEACCES\b/i;
function logTail() {
	let tail = "";
	return {
		add: (text) => {
			tail = (tail + text).slice(-4096);
		},
		hint: (network, lacking) => {
			if (network === "none" && LOOKUP_FAILURE.test(tail)) return `${NO_NETWORK}${lacking.length === 0 ? "" : noSlots(lacking)}`;
			if (network === "none") return void 0;
			return UNTRUSTED.test(tail) ? UNTRUSTED_HINT : void 0;
		},
		rightsHint: (uid, cwd) => {
			if (uid === 0 || !DENIED$2.test(tail)) return void 0;
			return `The output says that a right is missing. The step runs as the user ${uid}, who may not write to directories of root: before (user \u2026), give ${cwd === "/" ? "the directory" : require_quick.shorten(cwd)} to this user with chown in a (run \u2026).`;
		}
	};
}
// src/engine/steps/show-files.ts
async function showFiles(session, step, showing) {
	const mounts = [];
	const checks = [];
	const copies = [];
	const remove = () => require_quick.removeTrees(copies);
	const nested = require_quick.nestedReads(step);
	try {
		for (const [index, { target, src, at }] of (step.operation.mounts ?? []).entries()) {
			const read = require_index.must(step.reads[index], "the files of a mount");
			const source = showing.sources[nested.indexOf(read)];
			const shown = {
				kind: "files",
				target,
				at
			};
			if (source !== void 0) {
				mounts.push({
					...shown,
					root: await require_quick.viewOf(session.store, source),
					path: src,
					isCopy: false
				});
				continue;
			}
			const copy = node_path.default.join(showing.draft.scratch, `files-${index}`);
			copies.push(copy);
			(0, node_fs.mkdirSync)(copy, {
				recursive: true,
				mode: 448
			});
			const checking = await copyContext(session, {
				read,
				copy,
				user: showing.user,
				scratch: showing.draft.scratch
			});
			if (checking !== void 0) checks.push(checking);
			mounts.push({
				...shown,
				root: copy,
				path: require_quick.MOUNTED,
				isCopy: true
			});
		}
	} catch (error) {
		await remove();
		throw error;
	}
	const checked = checks.length === 0 ? void 0 : Promise.all(checks).then(() => void 0);
	checked?.catch(() => void 0);
	return {
		mounts,
		checked,
		remove
	};
}
async function copyContext(session, { read, copy, user, scratch }) {
	const manifest = await manifestOf(session, read, void 0);
	const checks = [];
	await forgetting(session, read, session.trees.copy({
		manifest,
		from: session.context,
		to: copy,
		dst: require_quick.MOUNTED,
		user,
		scratch,
		onChecking: (checking) => checks.push(forgetting(session, read, checking)),
		checkSignal: session.userSignal,
		signal: session.signal
	}));
	return checks[0];
}
// src/engine/steps/silence.ts
const MINUTE_MS = 6e4;
const FIRST = [
	1,
	2,
	5
];
const NEXT = 10;
async function whileHeard(journal, step, work) {
	const end = watchSilence(journal, step);
	try {
		return await work();
	} finally {
		end();
	}
}
function watchSilence(journal, step) {
	let since = performance.now();
	let told = 0;
	const look = () => {
		const heard = journal.heardAt(step);
		if (heard > since) [since, told] = [heard, 0];
		const minutes = Math.floor((performance.now() - since) / MINUTE_MS);
		if (minutes >= after(told)) {
			told = minutes;
			journal.quiet(step, minutes * 60);
		}
		const due = since + after(told) * MINUTE_MS - performance.now();
		timer = setTimeout(look, Math.min(due, MINUTE_MS));
		timer.unref();
	};
	let timer = setTimeout(look, MINUTE_MS);
	timer.unref();
	return () => clearTimeout(timer);
}
const after = (told) => FIRST.find((minutes) => minutes > told) ?? (Math.floor(told / NEXT) + 1) * NEXT;
// src/engine/steps/run-step.ts
async function runRunStep(session, step, { begin, sources }) {
	const { draft, user, slots } = await prepare(session, step, begin);
	const tail = logTail();
	const { checked, result, attempts } = await withFiles(session, step, {
		draft,
		user,
		sources
	}, (files) => inSandbox(session, step, {
		draft,
		user,
		slots,
		files,
		onText: tail.add
	})).finally(slots.finish);
	const written = {
		...require_quick.takeWritten(session, step, {
			draft,
			result
		}),
		attempts
	};
	const { network } = step.operation;
	const { cwd } = require_quick.runFields(step, session.plan.facts);
	const hintFor = (status) => tail.hint(network.kind, require_quick.lackingSlots(session.plan, step)) ?? require_quick.deniedHint(network, attempts) ?? STATUS_HINTS.get(status) ?? tail.rightsHint(user.uid, cwd);
	return {
		outputs: require_quick.readOutputs(session, step, fileOf(result, session, hintFor)),
		written,
		checked,
		waited: slots.waited
	};
}
async function withFiles(session, step, showing, work) {
	if (step.reads.length === 0) return {
		...await work([]),
		checked: void 0
	};
	const { mounts, checked, remove } = await showFiles(session, step, showing);
	try {
		return {
			...await work(mounts),
			checked
		};
	} finally {
		await remove();
	}
}
async function prepare(session, step, begin) {
	const beginning = begin();
	const taking = "uid" in step.user ? require_quick.takeSlots(session, step, step.user) : beginning.then(({ user }) => require_quick.takeSlots(session, step, user));
	const [begun, slots] = await Promise.allSettled([beginning, taking]);
	if (begun.status === "fulfilled" && slots.status === "fulfilled") {
		const { draft, user } = begun.value;
		return {
			draft,
			user,
			slots: slots.value
		};
	}
	if (slots.status === "fulfilled") await slots.value.finish();
	throw begun.status === "rejected" ? begun.reason : slots.reason;
}
async function inSandbox(session, step, { draft, user, slots, files, onText }) {
	const { argv, cwd, environment } = require_quick.runFields(step, session.plan.facts);
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	const masked = session.masker.stream();
	const stop = require_quick.createStop(session.signal);
	const meter = logMeter(session.limits, stop.because);
	let isInLine = false;
	const show = (text) => {
		if (text === "") return;
		isInLine = !text.endsWith("\n");
		draft.log(text);
		onText(text);
		session.journal.output(step, text);
	};
	const watched = require_quick.watchNetwork(session, step, (line) => show(`${isInLine ? "\n" : ""}${line}\n`));
	const flush = () => show(masked.push(decoder.decode()) + masked.end());
	try {
		const request = {
			rootfs: draft.rootfs,
			scratch: draft.scratch,
			argv,
			cwd,
			user,
			env: require_quick.sortedEnvironment(environment),
			network: watched.network,
			mounts: [
				...files,
				...slots.mounts,
				...secretFiles(session, step)
			],
			limits: session.limits,
			onOutput: (chunk) => {
				if (meter.take(chunk.length)) show(masked.push(decoder.decode(chunk, { stream: true })));
				return require_quick.waitFor(session.pace(), stop.signal);
			},
			signal: stop.signal
		};
		const result = await whileHeard(session.journal, step, () => session.sandbox.run(request));
		if (result.kind === "cancelled" && stop.reason() !== void 0) throw stop.reason();
		flush();
		return {
			result,
			attempts: watched.finish()
		};
	} catch (error) {
		flush();
		watched.finish();
		throw error;
	}
}
function secretFiles({ secrets }, step) {
	return step.operation.secrets.map(({ id, target, at }) => {
		return {
			kind: "secret",
			value: require_index.must(secrets.get(id), `the secret "${id}"`),
			target,
			at
		};
	});
}
function fileOf(result, { limits, store }, hintFor) {
	switch (result.kind) {
		case "exited":
			if (result.code === 0) return result.outputFile;
			throw orStoreFull(exited(result, {
				limits,
				hintFor
			}), store);
		case "killed": throw result.outOfMemory ? outOfMemory(result, limits) : orStoreFull(killed(result), store);
		case "timed-out": throw timedOut(result, limits);
		case "cancelled": throw new require_index.ObuilderError("cancelled", "the command was cancelled");
	}
}
function exited({ code, reached }, { limits, hintFor }) {
	const message = `the command exited with status ${code}`;
	if (reached?.pids !== void 0) return exitedAtPids(message, {
		status: code,
		reached,
		limits
	});
	return new require_index.ObuilderError("command-failed", message, {
		status: code,
		hint: hintFor(code)
	});
}
const STATUS_HINTS = new Map([[126, "Status 126 says that a program was found and could not be run: make its file executable (chmod), or take a program for this platform."], [127, "Status 127 says that a program was not found: install it in an earlier step, use a base image that has it, or write its whole path."]]);
const orStoreFull = (error, store) => ifStoreIsFull(error, store) ?? error;
function killed({ signal, refusedCall }) {
	const message = `the command was killed by ${signal}`;
	if (signal !== "SIGSYS") return new require_index.ObuilderError("command-failed", message, { signal });
	return new require_index.ObuilderError("command-failed", `${message}: ${refusedCall ?? "a refused system call"}`, {
		signal,
		hint: "A filter of system calls killed the program: the filter of the sandbox, which refuses x32 programs, or a filter of the program itself."
	});
}
// src/engine/steps/make-result.ts
async function makeResult(session, step, order) {
	const { lease, base } = order;
	let draft;
	let users;
	const begin = async () => {
		draft = await lease.begin(base);
		users = usersOf(step, draft.rootfs);
		return {
			draft,
			...users
		};
	};
	try {
		return await session.inTurn(async () => {
			if (session.signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
			session.journal.start(step);
			const startedAt = Date.now();
			const clock = performance.now();
			const given = await withinDisk(session, (watched) => perform(watched, step, {
				...order,
				begin
			}));
			return commitStep(session, step, {
				draft: require_index.must(draft, "the draft of a step"),
				user: require_index.must(users, "the users of a step").user,
				order,
				given,
				startedAt,
				seconds: (performance.now() - clock) / 1e3 - (given.waited ?? 0)
			});
		});
	} catch (error) {
		const explained = explainFullDisk(error, session.store);
		if (draft === void 0) lease.release();
		else await endDraft(session, step, {
			draft,
			user: users?.user,
			error: explained,
			order
		});
		throw explained;
	}
}
async function endDraft(session, step, { draft, user, error, order }) {
	const isOwnFault = require_index.isObuilderError(error, "command-failed") && !session.signal.aborted;
	if (!session.keepFailed || !isOwnFault || user === void 0) return await draft.discard();
	const told = require_index.asObuilderError(error);
	const context = stepContext(session, step, user);
	const slots = require_quick.keptSlots(session, step);
	if (await draft.keepFailed({
		operation: step.text,
		...buildOf(step),
		message: told.message,
		context,
		...slots.length > 0 && { slots },
		exit: exitOf(session, step, {
			order,
			error: told
		})
	})) session.journal.keep(step);
}
function perform(session, step, work) {
	switch (step.kind) {
		case "from": return whileHeard(session.journal, step, () => runFromStep(session, step, work.begin));
		case "run": return runRunStep(session, step, work);
		case "copy": return whileHeard(session.journal, step, () => runCopyStep(session, step, work));
	}
}
// src/engine/steps/make-step.ts
async function makeStep(session, step, order) {
	try {
		const { result, isOurs } = order.choice;
		if (result !== void 0) {
			const { arriving } = order;
			return await cached(session, step, {
				result,
				arriving,
				from: require_quick.foreignLabel(order.choice)
			});
		}
		if (!isOurs) throw new require_index.ObuilderError("internal", `${step.text} is of another scope`, { value: order.id });
		require_quick.checkSecrets(step, session.secrets);
		return await withRoom(session, step, () => acquire(session, step, order));
	} catch (error) {
		throw reportFailure(session, step, {
			id: order.id,
			error
		});
	}
}
function withRoom(session, step, make) {
	const { store, signal } = session;
	const onAgain = () => session.warn("the store was full and evicted unused results: retrying the step", step);
	return store.withRoom(make, {
		signal,
		onAgain
	});
}
async function acquire(session, step, order) {
	const masked = session.masker.stream();
	let shown = 0;
	const onLog = (text) => {
		shown += Buffer.byteLength(text);
		session.journal.start(step);
		session.journal.output(step, masked.push(text));
		return require_quick.waitFor(session.pace(), session.signal);
	};
	const { signal, store, journal } = session;
	const onWait = () => {
		journal.start(step);
		journal.output(step, "Waiting for another build, which makes this step.\n");
	};
	const errorOf = (failure) => {
		const error = awaitedFailure(session, order, failure);
		if (error === void 0) return void 0;
		journal.output(step, masked.end());
		journal.keep(step, { isAwaited: true });
		return error;
	};
	const replace = session.plan.isRefreshed(step);
	const acquired = await store.acquire(order.id, {
		signal,
		onLog,
		onWait,
		errorOf,
		replace,
		mayReplace: (result) => require_quick.mayReplace(result, session.plan.scopes),
		mayUse: (result) => require_quick.mayUse(result, session.plan.scopes),
		parentMadeAt: order.baseMadeAt
	});
	if (shown > 0) journal.output(step, masked.end());
	if (acquired.kind === "result") {
		const isFollowed = shown > 0 && store.logBytes(order.id) === shown;
		return await cached(session, step, {
			result: acquired.result,
			isFollowed
		});
	}
	if (shown > 0) session.warn("another process gave up this step: it starts again here", step);
	return await makeResult(session, step, {
		...order,
		lease: acquired.lease
	});
}
async function cached(session, step, existing) {
	const { result, arriving, ...shown } = existing;
	const texts = arriving?.texts;
	if (texts === void 0) await arriving?.done;
	await require_quick.replay(session, step, {
		...shown,
		result,
		texts
	});
	return madeOf(result, arriving && keeping(session, step, arriving.done));
}
// src/engine/steps/order.ts
async function order(session, step, on) {
	const builds = require_quick.nestedReads(step).map(({ source }) => require_index.must(on.walked.get(source), "an earlier build"));
	throwIfCancelled(session);
	let sources = await Promise.all(builds.map(({ result }) => result));
	for (let mayClaim = true;;) {
		throwIfCancelled(session);
		const decided = await decide(session, step, {
			...on,
			sources,
			mayClaim
		});
		if (decided === "bring sources") sources = await allOf(builds.map(({ local }) => local()));
		else if (decided === "prove digest") mayClaim = false;
		else if (decided === "bring base") await on.bringFiles();
		else if (decided !== "again") return decided;
	}
}
async function allOf(work) {
	await Promise.allSettled(work);
	return await Promise.all(work);
}
async function decide(session, step, on) {
	const { sources } = on;
	const last = on.made.at(-1);
	const read = sources.length === 0 ? void 0 : await digestOf(session, step, {
		...on,
		last
	});
	if (sources.length > 0 && read === void 0) return "bring sources";
	throwIfCancelled(session);
	const choice = await choiceOn(session, step, {
		...on,
		last,
		manifest: read?.digest
	});
	const { id, result } = choice;
	const ordered = {
		id,
		choice,
		base: last?.base,
		baseMadeAt: last?.madeAt,
		vouchedBy: require_quick.voucherOf([last, ...sources], session.plan.scopes),
		sources,
		manifest: read?.digest
	};
	if (result !== void 0 && !(require_quick.isVirtual(result) && on.needsFiles())) return ordered;
	if (last?.virtual !== void 0) return "bring base";
	if (require_quick.isVirtual(result)) {
		const scope = choice.scope?.label;
		const fetched = step.kind === "from" ? await bringBase(session, step, result) : await fetch(session, step, {
			result,
			last,
			scope,
			ahead: on.ahead
		});
		if (fetched === void 0) return "again";
		const { arriving } = fetched;
		return {
			...ordered,
			choice: {
				...choice,
				result: fetched.result
			},
			arriving
		};
	}
	if (step.kind === "from" && step.base !== void 0) {
		const hasFailed = session.store.hasFailed(step.base);
		throw reportFailure(session, step, {
			id,
			error: require_quick.missingBase(step.base, step.at, {
				...session.remote?.opened()?.sought(),
				hasFailed
			})
		});
	}
	if (sources.some(require_quick.isVirtual)) return "bring sources";
	return read?.isClaimed === true ? "prove digest" : ordered;
}
async function digestOf(session, step, reading) {
	const { sources, last, mayClaim } = reading;
	const { facts } = session.plan;
	const { nested } = facts;
	const remembered = nested.recall(step, sources);
	if (remembered !== void 0) return {
		digest: remembered,
		isClaimed: false
	};
	const base = require_index.must(last, "the base of a step").base.id;
	const claimed = session.remote?.opened()?.virtuals.digests.get(require_quick.filesName(step, sources, {
		base,
		facts
	}));
	if (claimed !== void 0 && mayClaim) return {
		digest: claimed,
		isClaimed: true
	};
	if (sources.some(require_quick.isVirtual)) return void 0;
	try {
		return {
			digest: await nested.digest(step, sources),
			isClaimed: false
		};
	} catch (error) {
		throw reportFailure(session, step, { error });
	}
}
async function choiceOn(session, step, choosing) {
	const { plan, store, held, remote } = session;
	const { last, manifest, needsFiles } = choosing;
	const { facts, scopes } = plan;
	const isRefreshed = plan.isRefreshed(step);
	const asked = {
		facts,
		manifest,
		scopes,
		isRefreshed
	};
	const candidates = require_quick.candidatesOf(step, {
		...asked,
		base: step.kind === "from" ? "" : require_index.must(last, "the base of a step").base.id
	});
	const fresh = candidates.map(({ id }) => id).filter((id) => !plan.asked.has(id) && !held.has(id));
	if (fresh.length > 0 && (candidates.length > 1 || remote?.mayFind === true)) {
		for (const [id, result] of await store.hold(fresh)) held.set(id, result);
		if (remote?.mayFind === true && !isRefreshed && !candidates.some(({ id }) => held.has(id))) await (await Promise.resolve().then(() => look_again_exports)).lookAgain(session);
	}
	const found = isRefreshed ? new Map([...plan.found, ...held]) : held;
	const virtual = step.kind !== "from" || step.base !== void 0 || !needsFiles() ? remote?.opened()?.virtuals.results : void 0;
	const isOnImage = step.kind === "from" || isFirst(session, step);
	return require_quick.choose(candidates, {
		found,
		hasBase: true,
		baseMadeAt: last?.madeAt,
		virtual,
		isOnImage
	}, asked);
}
function isFirst({ plan }, step) {
	const [from, first] = plan.builds.find(({ node }) => node === step.node)?.steps ?? [];
	return first === step && from?.kind === "from" && from.base === void 0 && !plan.isRefreshed(from);
}
async function fetch(session, step, { result, last, scope, ahead }) {
	const { fetchResult } = await Promise.resolve().then(() => fetch_exports);
	const remote = require_index.must(session.remote?.opened(), "the carriers of a virtual result");
	const { base, madeAt: baseMadeAt, finished: baseFinished } = require_index.must(last, "the base of a step");
	const fetched = await fetchResult(session, step, {
		remote,
		result,
		base,
		baseMadeAt,
		baseFinished,
		scope,
		ahead
	});
	if (fetched === void 0) return void 0;
	const hold = (there) => void session.held.set(there.id, there);
	if (fetched.arriving === void 0) hold(fetched.result);
	else fetched.arriving.done.then(hold, () => void 0);
	return fetched;
}
async function bringBase(session, step, result) {
	const { fetchBase } = await Promise.resolve().then(() => fetch_base_exports);
	const remote = require_index.must(session.remote?.opened(), "the carriers of a virtual result");
	try {
		const fetched = await fetchBase(session, step, {
			remote,
			result
		});
		if (fetched === void 0) return void 0;
		session.held.set(fetched.id, fetched);
		return { result: fetched };
	} catch (error) {
		throw reportFailure(session, step, {
			id: result.id,
			error
		});
	}
}
function throwIfCancelled({ signal }) {
	if (signal.aborted) throw new require_index.ObuilderError("cancelled", "the build was cancelled");
}
// src/engine/steps/walk.ts
var walk_exports = require_index.__exportAll({ walkBuilds: () => walkBuilds });
async function walkBuilds(session) {
	const flights = new Map();
	const walked = new Map();
	for (const build of session.plan.builds) walked.set(build.node, startWalk({
		session,
		build,
		flights,
		walked,
		commits: []
	}));
	const failure = (await Promise.allSettled([...walked.values()].map(({ result }) => result))).find((result) => result.status === "rejected");
	if (failure !== void 0) throw failure.reason;
	return walked;
}
function startWalk(walk) {
	const made = [];
	const result = untilCommitted(walk, () => walkBuild(walk, made));
	let local;
	const bring = async () => {
		const last = await result;
		if (!require_quick.isVirtual(last)) return last;
		await bringFiles(walk, made);
		return await require_index.must(made.at(-1), "the last step of a build").finished;
	};
	return {
		result,
		local: () => {
			local ??= untilCommitted(walk, bring);
			return local;
		}
	};
}
async function untilCommitted({ session, commits }, work) {
	try {
		return await work();
	} catch (error) {
		session.fail(error);
		throw error;
	} finally {
		await Promise.allSettled(commits);
	}
}
async function walkBuild(walk, made) {
	const { session, build } = walk;
	const needed = () => session.remote?.opened()?.needs.get(build.node) ?? -1;
	const ahead = needed() < 0 ? void 0 : (await Promise.resolve().then(() => ahead_exports)).aheadOf(session, build, needed());
	try {
		for (const step of build.steps) made.push(await next(walk, step, {
			made,
			needsFiles: () => step.index <= needed(),
			ahead
		}));
	} finally {
		await ahead?.close();
	}
	let result;
	for (const { finished } of made) result = await finished;
	if (result === void 0 || session.signal.aborted) throw cancelled$1();
	return result;
}
async function next(walk, step, on) {
	return await makeOnce(walk, step, await orderOf(walk, step, on));
}
async function orderOf(walk, step, on) {
	const { session, walked, commits } = walk;
	const wanted = await order(session, step, {
		...on,
		walked,
		bringFiles: () => bringFiles(walk, on.made)
	});
	if (wanted.arriving !== void 0) commits.push(wanted.arriving.done);
	return wanted;
}
async function bringFiles(walk, made) {
	const { session, build } = walk;
	for (const [position, { virtual }] of made.entries()) {
		if (virtual === void 0) continue;
		const step = require_index.must(build.steps[position], "a step of the build");
		const wanted = await orderOf(walk, step, {
			made: made.slice(0, position),
			needsFiles: () => true,
			ahead: void 0
		});
		const { choice, arriving } = wanted;
		made[position] = choice.result === void 0 ? await makeOnce(walk, step, wanted) : madeOf(choice.result, arriving && keeping(session, step, arriving.done));
	}
}
async function makeOnce(walk, step, wanted) {
	const { session, flights } = walk;
	const start = async () => {
		const made = makeStep(session, step, wanted);
		flights.set(wanted.id, made);
		return noted(walk, step, await made);
	};
	const pending = flights.get(wanted.id);
	if (pending === void 0) return await start();
	const flight = await pending;
	if (flight.virtual !== void 0 && flight.virtual !== wanted.choice.result) return await start();
	const result = await flight.finished;
	await require_quick.replay(session, step, { result });
	return noted(walk, step, madeOf(result));
}
function noted({ session, commits }, step, made) {
	const note = (result) => void session.finished.set(step.index, result);
	commits.push(made.finished.then(note, () => void 0));
	return made;
}
function cancelled$1() {
	return new require_index.ObuilderError("cancelled", "the build was cancelled");
}
// src/files/gnu-tar.ts
var gnu_tar_exports = require_index.__exportAll({ archiveTree: () => archiveTree });
const ATTRIBUTES = [
	"--xattrs",
	"--xattrs-include=security.capability",
	"--xattrs-include=user.*"
];
const RESULT_ATTRIBUTES = [...ATTRIBUTES, ...["--xattrs-include=system.posix_acl_access", "--xattrs-include=system.posix_acl_default"]];
async function extractTar(directory, archive) {
	const { child, ended } = require_reader.startGnu("tar", [
		"-x",
		"-f",
		"-",
		"-p",
		"--same-owner",
		"--numeric-owner",
		...RESULT_ATTRIBUTES
	], {
		stdin: "pipe",
		cwd: directory
	});
	if (child.stdin) await (0, node_stream_promises.pipeline)(node_stream().Readable.from(archive), child.stdin).catch(() => void 0);
	child.stdout.resume();
	await ended;
}
function archiveListed(directory, { paths, linksAsFiles = false, findsHoles = false, signal }) {
	const form = [
		"--format=posix",
		"--pax-option=delete=atime,delete=ctime",
		"--numeric-owner"
	];
	const names = [
		"--no-recursion",
		"--null",
		"--verbatim-files-from",
		"--files-from=-"
	];
	const links = linksAsFiles ? ["--hard-dereference"] : [];
	const holes = findsHoles ? ["--sparse", "--sparse-version=1.0"] : [];
	const args = [
		"-c",
		"-f",
		"-",
		...BLOCKS,
		...form,
		...links,
		...holes,
		...RESULT_ATTRIBUTES,
		...names
	];
	return require_reader.outputOfGnu("tar", args, {
		cwd: directory,
		input: listOf(paths),
		signal
	});
}
const PATHS_A_PIECE = 1e3;
function* listOf(paths) {
	let piece = "";
	let count = 0;
	for (const path of paths) {
		piece += path === "" ? ".\0" : `./${path}\0`;
		count += 1;
		if (count % PATHS_A_PIECE !== 0) continue;
		yield Buffer.from(piece, "latin1");
		piece = "";
	}
	yield Buffer.from(piece, "latin1");
}
const BLOCKS = ["--blocking-factor=2048"];
function archiveTree(directory, { mounts = [], signal } = {}) {
	const left = mounts.map((mount) => `--exclude=./${require_reader.asPattern(mount)}/*`);
	const form = ["--format=posix", "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime"];
	const matching = [
		"--anchored",
		"--wildcards",
		"--wildcards-match-slash"
	];
	const args = [
		"-c",
		"-f",
		"-",
		...form,
		"--sort=name",
		"--numeric-owner",
		...matching,
		...left,
		...ATTRIBUTES,
		"."
	];
	return require_reader.outputOfGnu("tar", args, {
		cwd: directory,
		signal
	});
}
// src/export/archive.ts
function archiveFiles(directory, { paths, isWhole, as, signal }) {
	const args = [
		...[
			"-c",
			"-f",
			"-",
			"--format=posix",
			"--blocking-factor=512"
		],
		"--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime",
		...[
			"--sort=name",
			"--numeric-owner",
			...RESULT_ATTRIBUTES
		],
		...isWhole ? [] : ["--no-recursion"],
		...as === void 0 ? [] : [renaming(as)],
		...[
			"--null",
			"--verbatim-files-from",
			"--files-from=-"
		]
	];
	return require_reader.outputOfGnu("tar", args, {
		cwd: directory,
		input: namesOf$1(paths),
		signal
	});
}
function renaming(name) {
	return `--transform=flags=r;s/^.*$/${name.replaceAll(/[\\&\n]/g, "\\$&")}/`;
}
function* namesOf$1(paths) {
	for (const path of paths) yield Buffer.concat([Buffer.from(require_reader.nativePath(path)), Buffer.of(0)]);
}
// src/export/local.ts
const SMALL = 131072;
const ENOUGH_BYTES = 1024 ** 2;
const ENOUGH_ENTRIES = 256;
const SAFE_MODE = {
	directory: 1023,
	file: 511
};
async function sendFiles(files, sending) {
	const cursor = require_reader.openCursorAt(sending.directory);
	const batch = new Batch(sending);
	try {
		for (const found of files) {
			if (sending.pace.isDue()) await sending.pace.pause();
			if (found.kind === "file" && found.sameAs === void 0 && found.size > SMALL) {
				await batch.end();
				await sending.tree.putLarge(fileEntry(found), counted$2(cursor, found, sending));
			} else await addSmall(batch, cursor, found);
		}
		await batch.end();
		const directories = files.filter(({ kind }) => kind === "directory").reverse();
		for (const some of inBatches(directories)) await sending.tree.settle(some.map(aspectsOf));
	} finally {
		cursor.close();
	}
}
function* inBatches(directories) {
	let some = [];
	let bytes = 0;
	for (const directory of directories) {
		some.push(directory);
		bytes += directory.path.length;
		if (bytes < ENOUGH_BYTES && some.length < ENOUGH_ENTRIES) continue;
		yield some;
		[some, bytes] = [[], 0];
	}
	if (some.length > 0) yield some;
}
function aspectsOf({ path, mode, modified }) {
	return {
		path,
		mode: mode & SAFE_MODE.directory,
		modified
	};
}
function fileEntry({ path, mode, size, modified }) {
	return {
		kind: "file",
		path,
		mode: mode & SAFE_MODE.file,
		size,
		modified
	};
}
async function addSmall(batch, cursor, found) {
	const { path, kind, modified, target = "", sameAs } = found;
	switch (kind) {
		case "directory": return await batch.add({
			kind,
			path
		});
		case "link": return await batch.add({
			kind,
			path,
			target,
			modified
		});
		case "special": return;
		case "file": {
			if (sameAs !== void 0) return await batch.add({
				kind: "hard-link",
				path,
				to: sameAs
			});
			const bytes = found.size === 0 ? Buffer.alloc(0) : readSmall$1(cursor, found);
			return await batch.add({
				...fileEntry(found),
				size: bytes.length
			}, bytes);
		}
	}
}
var Batch = class {
	#sending;
	#entries = [];
	#contents = [];
	#bytes = 0;
	#pathBytes = 0;
	#going = Promise.resolve();
	constructor(sending) {
		this.#sending = sending;
	}
	async add(entry, content) {
		this.#entries.push(entry);
		this.#pathBytes += entry.path.length;
		if (content !== void 0) {
			this.#contents.push(content);
			this.#bytes += content.length;
		}
		if (this.#bytes + this.#pathBytes >= ENOUGH_BYTES || this.#entries.length >= ENOUGH_ENTRIES) await this.flush();
	}
	async flush() {
		if (this.#entries.length === 0) return;
		const [entries, contents, bytes] = [
			this.#entries,
			this.#contents,
			this.#bytes
		];
		this.#entries = [];
		this.#contents = [];
		this.#bytes = 0;
		this.#pathBytes = 0;
		await this.#going;
		this.#going = this.#sending.tree.put(entries, contents).then(() => this.#sending.onBytes(bytes));
		this.#going.catch(() => void 0);
	}
	async end() {
		await this.flush();
		await this.#going;
	}
};
function open$2(cursor, { from }) {
	const { parent, name } = require_reader.splitPath(from);
	return cursor.to(parent).openFile(name);
}
function readSmall$1(cursor, found) {
	const file = open$2(cursor, found);
	try {
		return require_reader.readAll(file, found.size);
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
async function* counted$2(cursor, found, { pace, onBytes }) {
	const file = open$2(cursor, found);
	try {
		for await (const chunk of require_reader.chunksOf(file, {
			size: found.size,
			pace
		})) {
			yield chunk;
			onBytes(chunk.length);
		}
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
// src/export/selection.ts
async function select({ root, id }, src) {
	if (src === void 0) return {
		kind: "tree",
		directory: root,
		isAsked: void 0
	};
	const { base, glob } = await partsOf$1(src);
	const refuse = (why) => new require_index.ObuilderError("export-failed", textOf(src, why), {
		value: src,
		hint: hintFor(id)
	});
	const isAsked = glob === "" ? void 0 : await require_reader.parsePattern(glob, refuse);
	const place = require_reader.resolveInside(root, base, { refuse: (reason) => refuse(`${JSON.stringify(base)} ${reason}`) });
	if (place.found === void 0) throw filesMissing(src, `the result has no ${JSON.stringify(place.inside)}`, id);
	if (place.found === "directory") return {
		kind: "tree",
		directory: place.file,
		isAsked
	};
	if (glob !== "") throw refuse(`${JSON.stringify(place.inside)} is no directory`);
	const { parent, name } = require_reader.splitPath(place.file);
	return {
		kind: "file",
		directory: parent,
		name,
		as: require_reader.splitPath(base.replace(/(?:\/\.?)+$/, "")).name
	};
}
async function partsOf$1(src) {
	const { default: picomatch } = await Promise.resolve().then(() => require("./reader.js")).then((n) => require_index.__toESM(n.require_picomatch(), 1));
	const { base, glob } = picomatch.scan(src.replace(/^(?:\.?\/)+/, ""), { nonegate: true });
	return {
		base: base.replaceAll(/\\(.)/g, "$1"),
		glob: glob.replace(/\/+$/, "")
	};
}
const SHOWN_DIGITS = 12;
function filesMissing(src, why, id) {
	return new require_index.ObuilderError("files-missing", textOf(src, why), {
		value: src,
		hint: hintFor(id)
	});
}
const textOf = (src, why) => `could not export ${JSON.stringify(src)}: ${why}`;
function hintFor(id) {
	return `Compare src with the files of the result${id === void 0 ? "" : `; \`shell ${id.slice(0, SHOWN_DIGITS)}\` opens them`}.`;
}
// src/export/walk.ts
const MAX_PATH_BYTES = 1024 ** 3;
async function listFiles(selection, { pace, maxPathBytes = MAX_PATH_BYTES }) {
	const cursor = require_reader.openCursorAt(selection.directory);
	const lister = new Lister(maxPathBytes);
	try {
		if (selection.kind === "file") {
			const here = cursor.to("");
			lister.add(here, {
				name: selection.name,
				path: selection.as,
				from: selection.name
			});
			return lister.found;
		}
		const { isAsked = () => true } = selection;
		const todo = [{
			path: "",
			isWhole: selection.isAsked === void 0
		}];
		for (let next = todo.pop(); next !== void 0; next = todo.pop()) {
			if (pace.isDue()) await pace.pause();
			const { path, isWhole } = next;
			const directory = cursor.to(path);
			const below = [];
			for (const name of directory.list()) {
				if (pace.isDue()) await pace.pause();
				const child = path === "" ? name : `${path}/${name}`;
				const isChildWhole = isWhole || isAsked(child);
				if (lister.add(directory, {
					name,
					path: child,
					from: child,
					isWanted: isChildWhole
				})) below.push({
					path: child,
					isWhole: isChildWhole
				});
			}
			todo.push(...below.reverse());
		}
		return lister.ordered();
	} finally {
		cursor.close();
	}
}
var Lister = class {
	found = [];
	#parents = new Map();
	#names = new Map();
	#room;
	constructor(maxPathBytes) {
		this.#room = maxPathBytes;
	}
	add(directory, { name, path, from, isWanted = true }) {
		this.#room -= path.length;
		if (this.#room < 0) throw tooLong();
		const stats = require_index.must(directory.exactStat(name), "a listed file");
		const kind = kindOf$1(stats);
		const found = {
			path,
			from,
			kind,
			mode: Number(stats.mode) & 4095,
			size: kind === "file" ? Number(stats.size) : 0,
			modified: String(stats.mtimeNs),
			target: kind === "link" ? directory.readLink(name) : void 0,
			sameAs: isWanted && kind === "file" ? this.#sameAs(stats, path) : void 0
		};
		if (isWanted) this.found.push(found);
		else if (kind === "directory") this.#parents.set(path, found);
		return kind === "directory";
	}
	#sameAs(stats, path) {
		if (stats.nlink === 1n) return void 0;
		const key = `${stats.dev} ${stats.ino}`;
		const first = this.#names.get(key);
		if (first === void 0) this.#names.set(key, path);
		return first;
	}
	ordered() {
		if (this.#parents.size === 0) return this.found;
		const whole = [];
		const done = new Set();
		const addParents = (path) => {
			const end = path.lastIndexOf("/");
			if (end === -1) return;
			const parent = path.slice(0, end);
			const found = this.#parents.get(parent);
			if (found === void 0 || done.has(parent)) return;
			done.add(parent);
			addParents(parent);
			whole.push(found);
		};
		for (const one of this.found) {
			addParents(one.path);
			whole.push(one);
		}
		return whole;
	}
};
function tooLong() {
	return new require_index.ObuilderError("export-failed", "could not export the files: their paths need too much memory", { hint: "Name a part of the result with src, or write fewer directories inside each other." });
}
function kindOf$1(stats) {
	if (stats.isDirectory()) return "directory";
	if (stats.isFile()) return "file";
	return stats.isSymbolicLink() ? "link" : "special";
}
// src/export/open.ts
var open_exports$6 = require_index.__exportAll({ openExports: () => openExports });
const PROGRESS_MS = 1e3;
const MAX_NAMED = 5;
function openExports(user) {
	return {
		start: async (src) => (await partsOf$1(src)).base,
		async write(request) {
			const { output, id, signal } = request;
			const selection = await select(request, output.src);
			const files = await listFiles(selection, { pace: require_reader.makePace(signal) });
			if (files.length === 0 && output.src !== void 0 && hasPattern(selection)) throw filesMissing(output.src, "no file of the result matches", id);
			const work = {
				request,
				selection,
				files,
				progress: progressOf(request, bytesOf$1(files))
			};
			return output.type === "tar" ? await writeArchive$2(user, work) : await writeTree(user, work);
		}
	};
}
const hasPattern = (selection) => selection.kind === "tree" && selection.isAsked !== void 0;
async function writeTree(user, { request, selection, files, progress }) {
	const { output, signal, onNotice } = request;
	const { dest, below } = output;
	const tree = await user.tree({
		path: dest,
		below
	}, signal);
	try {
		const { directory } = selection;
		await sendFiles(files, {
			directory,
			tree,
			pace: require_reader.makePace(signal),
			onBytes: progress
		});
	} finally {
		await tree.close();
	}
	const special = files.filter(({ kind }) => kind === "special");
	if (special.length > 0) onNotice(leftOut(special));
	return summed(files.filter(({ kind }) => kind !== "special"));
}
function leftOut(special) {
	const named = special.slice(0, MAX_NAMED).map(({ from }) => JSON.stringify(from));
	const more = special.length > MAX_NAMED ? ` and ${special.length - MAX_NAMED} more` : "";
	return `Left out devices, pipes and sockets: ${named.join(", ")}${more}`;
}
async function writeArchive$2(user, { request, selection, files, progress }) {
	const { output, signal } = request;
	const { dest, below } = output;
	const directory = node_path.default.dirname(dest);
	const isBelow = below !== void 0 && dest !== below;
	const tree = await user.tree({
		path: directory,
		below: isBelow ? below : void 0
	}, signal);
	try {
		const bytes = archiveFiles(selection.directory, {
			...membersOf(selection, files),
			signal
		});
		await tree.putNew(node_path.default.basename(dest), counted$1(bytes, progress));
	} finally {
		await tree.close();
	}
	return summed(files);
}
function membersOf(selection, files) {
	if (selection.kind === "file") {
		const { name, as } = selection;
		return {
			paths: [name],
			isWhole: false,
			as: as === name ? void 0 : as
		};
	}
	const isWhole = selection.isAsked === void 0;
	return {
		paths: (isWhole ? files.filter(({ path: member }) => !member.includes("/")) : files).map(({ from }) => from),
		isWhole
	};
}
async function* counted$1(bytes, progress) {
	for await (const piece of bytes) {
		progress(piece.length);
		yield piece;
	}
}
function summed(files) {
	return {
		files: files.filter(({ kind }) => kind !== "directory").length,
		bytes: bytesOf$1(files)
	};
}
function bytesOf$1(files) {
	return files.reduce((sum, { size, sameAs }) => sum + (sameAs === void 0 ? size : 0), 0);
}
function progressOf({ onProgress }, totalBytes) {
	let doneBytes = 0;
	let next = performance.now() + PROGRESS_MS;
	return (bytes) => {
		doneBytes += bytes;
		if (performance.now() < next) return;
		next = performance.now() + PROGRESS_MS;
		onProgress({
			doneBytes,
			totalBytes
		});
	};
}
// src/host/calls/call-error.ts
function callError(errno, syscall, path) {
	const [code = `error ${errno}`, text = "unknown"] = (0, node_util.getSystemErrorMap)().get(-errno) ?? [];
	const details = {
		code,
		errno: -errno,
		syscall,
		path
	};
	return Object.assign(new Error(`${code}: ${text}, ${syscall} '${path}'`), details);
}
// src/host/calls/entries.ts
const HERE$1 = -100;
const CLOSE_ON_EXEC = 524288;
const FREE = {
	first: 3,
	last: 9
};
const openForNext = (directory) => ({
	name: "openat",
	args: [
		HERE$1,
		directory,
		node_fs.constants.O_DIRECTORY | node_fs.constants.O_NOFOLLOW | CLOSE_ON_EXEC
	],
	feedsNext: true
});
const KEPT = FREE.last;
const KEEP = {
	name: "dup3",
	args: [
		0,
		KEPT,
		CLOSE_ON_EXEC
	]
};
const CLOSE_ALL = {
	name: "close_range",
	args: [
		FREE.first,
		FREE.last,
		0
	]
};
const EXCHANGE = 2;
const exchange = (one, other) => ({
	name: "renameat2",
	args: [
		HERE$1,
		one,
		HERE$1,
		other,
		EXCHANGE
	]
});
// src/host/calls/server.ts
const CODE = {
	x64: {
		machine: 62,
		code: `
      be00025000 ba08000000 e870000000   ; start: mov esi,DATA_START; mov edx,8; call fill
      bb40025000 89de 8b142500025000     ; mov ebx,TABLE; mov esi,ebx; mov edx,[DATA_START]
      e85d000000                         ; call fill
      488b03 4885c0 78d6                 ; next: mov rax,[rbx]; test rax,rax; js start
      488b7b10 488b7318 488b5320         ; mov rdi,[rbx+16]; mov rsi,[rbx+24]; mov rdx,[rbx+32]
      4c8b5328 4c8b4330 4c8b4b38         ; mov r10,[rbx+40]; mov r8,[rbx+48]; mov r9,[rbx+56]
      0f05                               ; syscall
      488b4b08 488901                    ; mov rcx,[rbx+8]; mov [rcx],rax
      483d01f0ffff 7306                  ; cmp rax,-4095; jae failed
      4883c340 ebc9                      ; add rbx,64; jmp next
      be00025000 48891e 48894608         ; failed: mov esi,DATA_START; mov [rsi],rbx; mov [rsi+8],rax
      bf01000000 ba10000000 89f8 0f05    ; mov edi,1; mov edx,16; mov eax,edi (write); syscall
      bf7d000000 b83c000000 0f05         ; mov edi,125; mov eax,60 (exit); syscall
      31c0 31ff 0f05                     ; fill: xor eax,eax (read); xor edi,edi; syscall
      4885c0 7e09                        ; test rax,rax; jle quit
      4801c6 4829c2 75ed c3              ; add rsi,rax; sub rdx,rax; jne fill; ret
      31ff b83c000000 0f05               ; quit: xor edi,edi; mov eax,60 (exit); syscall`
	},
	arm64: {
		machine: 183,
		code: `
      130aa0d2 73020891                  ; start: mov x19,0x500000; add x19,x19,0x200: DATA_START
      f50313aa 160180d2 1a000094         ; mov x21,x19; mov x22,8; bl fill
      760240f9 74020191                  ; ldr x22,[x19]; add x20,x19,64: TABLE
      f50314aa 16000094                  ; mov x21,x20; bl fill
      880240f9 c8feffb7                  ; next: ldr x8,[x20]; tbnz x8,63,start
      800641a9 820e42a9 841643a9         ; ldp x0,x1,[x20,16]; ldp x2,x3,[x20,32]; ldp x4,x5,[x20,48]
      010000d4                           ; svc 0
      890640f9 200100f9                  ; ldr x9,[x20,8]; str x0,[x9]
      1ffc3fb1 62000054                  ; cmn x0,4095; b.hs failed
      94020191 f5ffff17                  ; add x20,x20,64; b next
      740200a9 200080d2 e10313aa         ; failed: stp x20,x0,[x19]; mov x0,1; mov x1,x19
      020280d2 080880d2 010000d4         ; mov x2,16; mov x8,64 (write); svc 0
      a00f80d2 a80b80d2 010000d4         ; mov x0,125; mov x8,93 (exit); svc 0
      000080d2 e10315aa e20316aa         ; fill: mov x0,0; mov x1,x21; mov x2,x22
      e80780d2 010000d4                  ; mov x8,63 (read); svc 0
      1f0000f1 ad000054                  ; cmp x0,0; b.le quit
      b502008b d60200eb e1feff54 c0035fd6 ; add x21,x21,x0; subs x22,x22,x0; b.ne fill; ret
      000080d2 a80b80d2 010000d4         ; quit: mov x0,0; mov x8,93 (exit); svc 0`
	}
};
const TABLE = 5243456;
const MAX_TABLE = 16 * 1024 ** 2;
const ANSWER_SIZE = 16;
const OPEN_ROOT = [{
	name: "openat",
	args: [
		HERE$1,
		"/",
		2621440
	],
	feedsNext: true
}, {
	name: "dup3",
	args: [
		0,
		10,
		CLOSE_ON_EXEC
	]
}];
const CHANGE_ROOT = {
	name: "chroot",
	args: ["."]
};
const GO_BACK = {
	name: "fchdir",
	args: [10]
};
const ANSWER = [{
	name: "write",
	args: [
		1,
		Buffer.alloc(ANSWER_SIZE),
		ANSWER_SIZE
	]
}, {
	name: "end",
	args: []
}];
function callServer() {
	const state = { server: void 0 };
	let last = Promise.resolve();
	let waiting = 0;
	return {
		isBusy: () => waiting > 0,
		run: (root, calls, { program = `${root}.calls-${process.pid}`, length = 0 } = {}) => {
			waiting += 1;
			const done = last.then(() => askServer(state, calls, {
				root,
				program,
				length
			})).finally(() => {
				waiting -= 1;
			});
			last = done.catch(() => void 0);
			return done;
		},
		end: () => {
			const ended = last.then(async () => {
				const { server } = state;
				state.server = void 0;
				await server?.end();
			});
			last = ended;
			return ended;
		}
	};
}
const sharedServer = callServer();
async function makeCallsInside(root, calls, program) {
	const made = await sharedServer.run(root, calls, { program });
	return "errno" in made ? made : void 0;
}
async function askServer(state, calls, { root, program, length }) {
	const opening = state.server === void 0 ? OPEN_ROOT : [];
	state.server ??= startServer(state, program);
	const { server } = state;
	const change = server.changesRoot ? [CHANGE_ROOT] : [];
	const enter = [{
		name: "chdir",
		args: [root]
	}, ...change];
	const leave = [GO_BACK, ...change];
	const all = [
		...opening,
		...enter,
		...calls,
		...leave,
		...ANSWER
	];
	try {
		const bytes = await server.ask(callTable(process.arch, all, TABLE), length);
		const answer = bytes.subarray(-16);
		const address = Number(answer.readBigUInt64LE(0));
		if (address === 0 && bytes.length === length + ANSWER_SIZE) return bytes.subarray(0, length);
		state.server = void 0;
		const call = (address - TABLE) / 64 - opening.length - enter.length;
		const errno = -Number(answer.readBigInt64LE(8));
		if (call in calls) return {
			call,
			errno
		};
		throw fault(`could not enter ${root}: error ${errno}`);
	} catch (error) {
		state.server = void 0;
		throw error;
	}
}
function startServer(state, file) {
	(0, node_fs.rmSync)(file, { force: true });
	(0, node_fs.writeFileSync)(file, programOf(process.arch), {
		flag: "wx",
		mode: 320
	});
	try {
		const { child, ended } = require_reader.startProgram(file, [], {
			stdio: [
				"pipe",
				"pipe",
				"ignore"
			],
			env: {},
			detached: true
		});
		const [input, output] = [child.stdin, child.stdout];
		for (const part of [
			child,
			input,
			output
		]) part.unref();
		const started = {
			changesRoot: require_quick.hasCapability("SYS_CHROOT"),
			ask: (table, length) => askProgram({
				input,
				output,
				ended
			}, table, length),
			end: async () => {
				for (const part of [
					child,
					input,
					output
				]) part.ref();
				input.end();
				await ended.catch(() => void 0);
			}
		};
		const forget = () => {
			if (state.server === started) state.server = void 0;
		};
		ended.then(forget, forget);
		return started;
	} finally {
		(0, node_fs.rmSync)(file, { force: true });
	}
}
function programOf(machine) {
	const found = CODE[machine];
	if (found === void 0) throw fault(`does not exist for ${machine}`);
	const text = machineCode(found.code);
	const data = Buffer.alloc(64);
	return executable({
		machine: found.machine,
		text,
		data,
		zeros: MAX_TABLE
	});
}
async function askProgram({ input, output, ended }, table, readLength) {
	if (table.length > MAX_TABLE) throw new Error(`a table of ${table.length} bytes is too large`);
	const length = Buffer.alloc(8);
	length.writeUInt32LE(table.length);
	const pieces = [];
	let received = 0;
	const answered = new Promise((resolve) => {
		output.on("data", (bytes) => {
			pieces.push(bytes);
			received += bytes.length;
			if (received >= readLength + ANSWER_SIZE) resolve();
		});
	});
	output.ref();
	input.write(length);
	input.write(table);
	await Promise.race([answered, ended]).finally(() => {
		output.removeAllListeners("data");
		output.unref();
	});
	if (received >= ANSWER_SIZE) return Buffer.concat(pieces);
	throw fault("ended without an answer");
}
const fault = (what) => new require_index.ObuilderError("tool-failed", `the program for system calls ${what}`);
// src/host/calls/for-files.ts
const BATCH$2 = 2e3;
async function makeCallsForFiles(root, files, { callFor, program }) {
	for (let start = 0; start < files.length; start += BATCH$2) {
		const batch = files.slice(start, start + BATCH$2).map(callFor);
		const failure = await makeCallsInside(root, batch.map(({ call }) => call), program);
		const failed = failure && batch[failure.call];
		if (failed) throw callError(failure.errno, failed.call.name, `${root}/${failed.path}`);
	}
}
// src/files/set-times.ts
var set_times_exports = require_index.__exportAll({ setTimes: () => setTimes });
async function setTimes(root, files, program) {
	await makeCallsForFiles(root, files, {
		callFor,
		program
	});
}
const HERE = -100;
const NO_FOLLOW = 256;
const WORD = 8;
function callFor({ path, modified, accessed = modified }) {
	const times = Buffer.allocUnsafe(32);
	for (const [index, time] of [accessed, modified].entries()) {
		const { seconds, nanoseconds } = require_reader.partsOf(time);
		times.writeBigInt64LE(BigInt.asIntN(64, seconds), index * 2 * WORD);
		times.writeUInt32LE(nanoseconds, (index * 2 + 1) * WORD);
		times.writeUInt32LE(0, (index * 2 + 1) * WORD + 4);
	}
	const name = path.length === 0 ? "." : path;
	const text = typeof name === "string" ? name : Buffer.concat([name, Buffer.of(0)]);
	return {
		path: path.toString(),
		call: {
			name: "utimensat",
			args: [
				HERE,
				text,
				times,
				NO_FOLLOW
			]
		}
	};
}
// src/archive/zstd-frames.ts
async function* cutAtFrames(bytes) {
	const walker = new FrameWalker();
	for await (const chunk of bytes) for (let at = 0; at < chunk.length;) {
		const { length, endsFrame } = walker.next(chunk.subarray(at));
		yield {
			bytes: chunk.subarray(at, at + length),
			endsFrame
		};
		at += length;
	}
}
const FRAME = 4247762216;
const SKIPPABLE = 407710288;
const SKIPPABLE_MASK = 4294967280;
const RLE_BLOCK = 1;
const CHECKSUM_BYTES = 4;
const BLOCK_HEADER_BYTES = 3;
const DICTIONARY_BYTES = [
	0,
	1,
	2,
	4
];
const CONTENT_SIZE_BYTES = [
	0,
	2,
	4,
	8
];
const AT_MAGIC = {
	kind: "magic",
	need: 4
};
const AT_BLOCK = {
	kind: "block",
	need: BLOCK_HEADER_BYTES
};
var FrameWalker = class {
	#state = AT_MAGIC;
	#head = Buffer.alloc(0);
	#hasChecksum = false;
	next(bytes) {
		let at = 0;
		while (at < bytes.length) {
			at += this.#state.kind === "content" ? this.#pass(bytes.length - at) : this.#read(bytes.subarray(at));
			if (this.#isAtEnd()) return {
				length: at,
				endsFrame: true
			};
		}
		return {
			length: at,
			endsFrame: false
		};
	}
	#isAtEnd() {
		while (this.#state.kind === "content" && this.#state.skip === 0) {
			const { after } = this.#state;
			this.#state = after === "frame-end" ? AT_MAGIC : after;
			if (after === "frame-end") return true;
		}
		return false;
	}
	#pass(available) {
		if (this.#state.kind !== "content") return 0;
		const count = Math.min(available, this.#state.skip);
		this.#state.skip -= count;
		return count;
	}
	#read(bytes) {
		if (this.#state.kind === "content") return 0;
		const taken = bytes.subarray(0, this.#state.need - this.#head.length);
		const head = Buffer.concat([this.#head, taken]);
		this.#head = head.length < this.#state.need ? head : Buffer.alloc(0);
		if (head.length === this.#state.need) this.#state = this.#after(this.#state.kind, head);
		return taken.length;
	}
	#after(kind, head) {
		switch (kind) {
			case "magic": return afterMagic(head.readUInt32LE());
			case "size": return {
				kind: "content",
				skip: head.readUInt32LE(),
				after: "frame-end"
			};
			case "descriptor": {
				const descriptor = head.readUInt8();
				this.#hasChecksum = (descriptor & 4) !== 0;
				return {
					kind: "content",
					skip: headerBytes(descriptor),
					after: AT_BLOCK
				};
			}
			case "block": return this.#afterBlock(head.readUIntLE(0, BLOCK_HEADER_BYTES));
		}
	}
	#afterBlock(header) {
		const isLast = (header & 1) === 1;
		const size = (header >> 1 & 3) === RLE_BLOCK ? 1 : header >> 3;
		if (!isLast) return {
			kind: "content",
			skip: size,
			after: AT_BLOCK
		};
		return {
			kind: "content",
			skip: size + (this.#hasChecksum ? CHECKSUM_BYTES : 0),
			after: "frame-end"
		};
	}
};
function afterMagic(magic) {
	if (magic === FRAME) return {
		kind: "descriptor",
		need: 1
	};
	if ((magic & SKIPPABLE_MASK) >>> 0 === SKIPPABLE) return {
		kind: "size",
		need: 4
	};
	return {
		kind: "content",
		skip: Number.POSITIVE_INFINITY,
		after: "frame-end"
	};
}
function headerBytes(descriptor) {
	const isSingleSegment = (descriptor & 32) !== 0;
	const sizeFlag = descriptor >> 6 & 3;
	const contentSize = sizeFlag === 0 && isSingleSegment ? 1 : require_index.must(CONTENT_SIZE_BYTES[sizeFlag], "the bytes of a content size");
	return (isSingleSegment ? 0 : 1) + require_index.must(DICTIONARY_BYTES[descriptor & 3], "the bytes of a dictionary id") + contentSize;
}
// src/archive/decompress.ts
const PIECE$4 = 1048576;
const REFUSED$1 = {
	fd377a585a00: "xz",
	"425a68": "bzip2",
	"04224d18": "lz4"
};
function detectCompression(head) {
	const hex = head.toString("hex", 0, 6);
	if (hex.startsWith("1f8b")) return "gzip";
	if (hex.startsWith("28b52ffd") || /^5.2a4d18/.test(hex)) return "zstd";
	const refused = Object.entries(REFUSED$1).find(([magic]) => hex.startsWith(magic));
	if (refused === void 0) return "none";
	throw require_quick.imageInvalid(`the compression ${refused[1]} is not supported`, {
		value: refused[1],
		hint: "Use gzip, zstd or no compression."
	});
}
async function* piecesFor(compression, bytes) {
	if (compression === "gzip") yield* bytes;
	else for await (const piece of cutAtFrames(bytes)) yield piece.bytes;
}
function createDecompressor(compression) {
	const options = {
		chunkSize: PIECE$4,
		highWaterMark: PIECE$4
	};
	const { createGunzip, createZstdDecompress } = process.getBuiltinModule("node:zlib");
	return compression === "gzip" ? createGunzip(options) : createZstdDecompress(options);
}
// src/archive/tar-sparse.ts
function storedSparse(sparse, stored) {
	if (sparse.parts !== void 0) checkParts(sparse.parts, {
		size: sparse.size,
		stored
	});
	return {
		...sparse,
		stored
	};
}
const MAX_PARTS$1 = 65536;
const MAX_LIST_BYTES = 1048576;
function paxSparse(pax) {
	const major = pax.get("GNU.sparse.major");
	const size = pax.get("GNU.sparse.realsize") ?? pax.get("GNU.sparse.size");
	if (major === void 0 && size === void 0) return void 0;
	if (size === void 0) throw require_quick.imageInvalid("a sparse file has no size");
	if (major === "1") return {
		size: sparseNumber(size),
		parts: void 0
	};
	const map = pax.get("GNU.sparse.map");
	const numbers = map === void 0 ? interleaved(pax) : split(map);
	return {
		size: sparseNumber(size),
		parts: partsOf(numbers.map(sparseNumber))
	};
}
const split = (text) => text === "" ? [] : text.split(",");
function interleaved(pax) {
	const offsets = split(pax.get("GNU.sparse.offset") ?? "");
	const bytes = split(pax.get("GNU.sparse.numbytes") ?? "");
	if (offsets.length !== bytes.length) throw require_quick.imageInvalid("the list of a sparse file is incomplete");
	return offsets.flatMap((offset, index) => [offset, require_index.must(bytes[index], "the bytes of a sparse part")]);
}
function sparseNumber(text) {
	if (!/^\d{1,15}$/.test(text)) throw require_quick.imageInvalid("a number of a sparse file is malformed", { value: text.slice(0, 40) });
	return Number(text);
}
function partsOf(numbers) {
	if (numbers.length % 2 !== 0) throw require_quick.imageInvalid("the list of a sparse file is incomplete");
	if (numbers.length > 2 * MAX_PARTS$1) throw require_quick.imageInvalid("a sparse file has too many parts");
	const parts = [];
	for (let at = 0; at < numbers.length; at += 2) parts.push({
		offset: require_index.must(numbers[at], "an offset"),
		bytes: require_index.must(numbers[at + 1], "a length")
	});
	return parts;
}
function checkParts(parts, { size, stored }) {
	let end = 0;
	let sum = 0;
	for (const { offset, bytes } of parts) {
		if (offset < end || offset + bytes > size) throw require_quick.imageInvalid("the parts of a sparse file do not fit into it");
		end = offset + bytes;
		sum += bytes;
	}
	if (sum !== stored) throw require_quick.imageInvalid("the list of a sparse file does not match the stored bytes");
}
const ZEROS$3 = Buffer.alloc(65536);
function leaveHole(sink, bytes) {
	if (sink.hole !== void 0) {
		if (bytes > 0) sink.hole(bytes);
		return;
	}
	for (let left = bytes; left > 0; left -= ZEROS$3.length) sink.write(ZEROS$3.subarray(0, left));
}
function expandSparse(sink, sparse) {
	let parts = sparse.parts;
	let list = parts === void 0 ? new SparseList() : void 0;
	let index = 0;
	let position = 0;
	const data = (chunk) => {
		for (let at = 0; at < chunk.length;) {
			const part = parts?.[index];
			if (part === void 0) throw require_quick.imageInvalid("a sparse file stores more bytes than listed");
			if (position < part.offset) {
				leaveHole(sink, part.offset - position);
				position = part.offset;
			}
			const count = Math.min(part.offset + part.bytes - position, chunk.length - at);
			if (count > 0) sink.write(chunk.subarray(at, at + count));
			at += count;
			position += count;
			if (position === part.offset + part.bytes) index += 1;
		}
	};
	const write = (chunk) => {
		if (list === void 0) return data(chunk);
		const rest = list.take(chunk);
		if (rest === void 0) return;
		parts = partsOf(list.numbers);
		checkParts(parts, {
			size: sparse.size,
			stored: sparse.stored - list.bytes
		});
		list = void 0;
		data(rest);
	};
	const end = () => {
		if (list !== void 0) throw require_quick.imageInvalid("the list of a sparse file is incomplete");
		leaveHole(sink, sparse.size - position);
		sink.end();
	};
	return {
		write,
		end,
		...sink.abandon ? { abandon: () => sink.abandon?.() } : {}
	};
}
var SparseList = class {
	numbers = [];
	bytes = 0;
	#wanted;
	#line = "";
	take(chunk) {
		for (let at = 0; at < chunk.length; at++) {
			if (this.#isWhole() && this.bytes % 512 === 0) return chunk.subarray(at);
			this.bytes += 1;
			if (this.bytes > MAX_LIST_BYTES) throw require_quick.imageInvalid("the list of a sparse file is too long");
			if (!this.#isWhole()) this.#takeByte(chunk.readUInt8(at));
		}
		return this.#isWhole() && this.bytes % 512 === 0 ? Buffer.alloc(0) : void 0;
	}
	#isWhole() {
		return this.#wanted !== void 0 && this.numbers.length === this.#wanted;
	}
	#takeByte(byte) {
		if (byte !== 10) {
			this.#line += String.fromCharCode(byte);
			if (this.#line.length > 15) throw require_quick.imageInvalid("a number of a sparse file is malformed");
			return;
		}
		const number = sparseNumber(this.#line);
		this.#line = "";
		if (this.#wanted === void 0) this.#wanted = 2 * Math.min(number, 65537);
		else this.numbers.push(number);
	}
};
const KINDS = {
	"0": "file",
	S: "file",
	"\0": "file",
	"7": "file",
	"1": "link",
	"2": "symlink",
	"3": "character",
	"4": "block",
	"5": "directory",
	"6": "fifo"
};
const ATTRIBUTE = "SCHILY.xattr.";
function readHeader(block) {
	const sum = checksum(block);
	if (sum === 8 * SPACE$1 && block.every((byte) => byte === 0)) return void 0;
	if (number$2(block, 148, 8) !== sum) throw require_quick.imageInvalid("not a tar archive, or damaged");
	const prefix = block.toString("latin1", 257, 263) === "ustar\0" ? text$2(block, 345, 155) : "";
	const name = text$2(block, 0, 100);
	const type = String.fromCharCode(block.readUInt8(156));
	return {
		type,
		path: prefix === "" ? name : `${prefix}/${name}`,
		target: text$2(block, 157, 100),
		mode: number$2(block, 100, 8) & 4095,
		uid: number$2(block, 108, 8),
		gid: number$2(block, 116, 8),
		size: number$2(block, 124, 12),
		modified: require_reader.timeOf(BigInt(number$2(block, 136, 12)), 0),
		major: number$2(block, 329, 8),
		minor: number$2(block, 337, 8),
		...type === "S" && { oldSparse: {
			size: number$2(block, 483, 12),
			parts: oldParts(block, {
				start: 386,
				count: 4
			}),
			goesOn: block[482] === 1
		} }
	};
}
function moreParts(block) {
	return {
		parts: oldParts(block, {
			start: 0,
			count: 21
		}),
		goesOn: block[504] === 1
	};
}
function oldParts(block, { start, count }) {
	const parts = [];
	for (let at = start; at < start + 24 * count && block[at] !== 0; at += 24) parts.push({
		offset: number$2(block, at, 12),
		bytes: number$2(block, at + 12, 12)
	});
	return parts;
}
const SPACE$1 = 32;
function checksum(block) {
	let sum = 256;
	for (let i = 0; i < 512; i += 1) if (i < 148 || i >= 156) sum += block[i] ?? 0;
	return sum;
}
function text$2(block, start, length) {
	const zero = block.indexOf(0, start);
	const end = zero < 0 || zero > start + length ? start + length : zero;
	return block.toString("latin1", start, end);
}
function number$2(block, start, length) {
	const first = block.readUInt8(start);
	if (first >= 128) {
		let value = first === 255 ? -1 : first & 127;
		for (let i = start + 1; i < start + length; i += 1) value = value * 256 + (block[i] ?? 0);
		if (!Number.isSafeInteger(value)) throw require_quick.imageInvalid("a number in a tar header is too large");
		return value;
	}
	const end = start + length;
	const skipBlanks = (from) => {
		let at = from;
		while (at < end && block[at] === SPACE$1) at += 1;
		return at;
	};
	let value = 0;
	let at = skipBlanks(start);
	for (; at < end && isOctal(block[at]); at += 1) value = value * 8 + (block[at] ?? 0) - ZERO;
	at = skipBlanks(at);
	if (at === end || block[at] === 0) return value;
	throw require_quick.imageInvalid(`"${text$2(block, start, length).trim()}" in a tar header is no octal number`);
}
const ZERO = 48;
const isOctal = (byte = 0) => byte >= ZERO && byte < 56;
function describeEntry(raw, extra) {
	const { pax } = extra;
	const sparse = raw.oldSparse ?? paxSparse(pax);
	const path = (sparse === void 0 ? void 0 : pax.get("GNU.sparse.name")) ?? pax.get("path") ?? extra.longPath ?? raw.path;
	const known = KINDS[raw.type];
	if (known === void 0) throw require_quick.imageInvalid(`entry "${show(path)}" has the unknown type "${raw.type}"`, { value: show(path) });
	const kind = known === "file" && path.endsWith("/") ? "directory" : known;
	if (sparse !== void 0 && kind !== "file") throw require_quick.imageInvalid(`entry "${show(path)}" is sparse but no file`);
	if (kind !== known && raw.size > 0) throw require_quick.imageInvalid(`entry "${show(path)}" is a directory by name but has content`, { value: show(path) });
	const stored = kind === "file" ? paxNumber(pax, "size") ?? raw.size : 0;
	const attributes = [...pax].filter(([key]) => key.startsWith(ATTRIBUTE));
	return {
		...raw,
		kind,
		path,
		target: pax.get("linkpath") ?? extra.longTarget ?? raw.target,
		uid: paxNumber(pax, "uid") ?? raw.uid,
		gid: paxNumber(pax, "gid") ?? raw.gid,
		size: sparse === void 0 ? stored : sparse.size,
		...sparse !== void 0 && { sparse: storedSparse(sparse, stored) },
		modified: paxTime(pax) ?? raw.modified,
		attributes: new Map(attributes.map(([key, value]) => [key.slice(13), value]))
	};
}
function paxNumber(pax, key) {
	const value = pax.get(key);
	if (value === void 0 || value === "") return void 0;
	if (!/^\d{1,15}$/.test(value)) throw noValue(key, value);
	return Number(value);
}
const TIME = /^(?<sign>-?)(?<seconds>\d{1,18})(?:\.(?<fraction>\d*))?$/;
function paxTime(pax) {
	const value = pax.get("mtime");
	if (value === void 0 || value === "") return void 0;
	const { sign, seconds = "", fraction = "" } = TIME.exec(value)?.groups ?? {};
	if (seconds === "") throw noValue("mtime", value);
	const time = require_reader.timeOf(BigInt(seconds), Number(fraction.slice(0, 9).padEnd(9, "0")));
	return sign === "-" ? -time : time;
}
const noValue = (key, value) => require_quick.imageInvalid(`"${show(value)}" in an extended tar header is no ${key}`);
function show(path) {
	return Buffer.from(path, "latin1").toString("utf8");
}
// src/archive/tar-pax.ts
const REPEATED = new Set(["GNU.sparse.offset", "GNU.sparse.numbytes"]);
const SPACE = 32;
const NEWLINE = 10;
function parsePax(bytes) {
	const records = new Map();
	let start = 0;
	while (start < bytes.length && bytes[start] !== 0) {
		const space = bytes.indexOf(SPACE, start);
		const length = space < 0 ? NaN : Number(bytes.toString("latin1", start, space));
		const end = start + length;
		if (!(Number.isInteger(length) && end > space + 1 && end <= bytes.length) || bytes[end - 1] !== NEWLINE) throw require_quick.imageInvalid("an extended tar header is malformed");
		const record = bytes.toString("latin1", space + 1, end - 1);
		const equals = record.indexOf("=");
		if (equals <= 0) throw require_quick.imageInvalid("an extended tar header is malformed");
		const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
		const before = REPEATED.has(key) ? records.get(key) : void 0;
		records.set(key, before === void 0 ? value : `${before},${value}`);
		start = end;
	}
	return records;
}
function formatPaxRecord(key, value) {
	const rest = ` ${key}=${value}\n`;
	let length = rest.length + 1;
	while (`${length}`.length + rest.length !== length) length = `${length}`.length + rest.length;
	return `${length}${rest}`;
}
// src/archive/tar-reader.ts
const MAX_EXTENDED_HEADER = 1048576;
const MAX_GLOBAL_RECORDS = 100;
const MAX_LIST_BLOCKS = 3e3;
const NOTHING$2 = new Map();
var TarReader = class {
	#onEntry;
	#block = Buffer.alloc(512);
	#filled = 0;
	#body = 0;
	#padding = 0;
	#sink;
	#zeroBlocks = 0;
	#pax;
	#global = NOTHING$2;
	#longPath;
	#longTarget;
	#listed;
	constructor(onEntry) {
		this.#onEntry = onEntry;
	}
	get unwanted() {
		return this.#sink === void 0 ? this.#body + this.#padding : 0;
	}
	skip(bytes) {
		const fromBody = Math.min(bytes, this.#body);
		this.#body -= fromBody;
		this.#padding -= bytes - fromBody;
	}
	write(chunk) {
		let at = 0;
		while (at < chunk.length && this.#zeroBlocks < 2) if (this.#body > 0) at += this.#takeBody(chunk, at);
		else if (this.#padding > 0) {
			const count = Math.min(this.#padding, chunk.length - at);
			this.#padding -= count;
			at += count;
		} else at += this.#takeHeader(chunk, at);
	}
	end() {
		if (this.#body > 0 || this.#filled > 0 || this.#padding > 0 || this.#listed !== void 0) throw require_quick.imageInvalid("the archive ends in the middle of a file");
		if (this.#zeroBlocks === 0) throw require_quick.imageInvalid("the archive is cut off: the end marker is missing");
	}
	abandon() {
		this.#sink?.abandon?.();
		this.#sink = void 0;
	}
	#takeBody(chunk, at) {
		const count = Math.min(this.#body, chunk.length - at);
		this.#sink?.write(chunk.subarray(at, at + count));
		this.#body -= count;
		if (this.#body === 0) this.#endBody();
		return count;
	}
	#endBody() {
		this.#sink?.end();
		this.#sink = void 0;
	}
	#takeHeader(chunk, at) {
		const count = chunk.copy(this.#block, this.#filled, at, at + 512 - this.#filled);
		this.#filled += count;
		if (this.#filled === 512) {
			this.#filled = 0;
			if (this.#listed !== void 0) {
				this.#continueList(this.#listed);
				return count;
			}
			const header = readHeader(this.#block);
			if (header === void 0) this.#zeroBlocks += 1;
			else this.#begin(header);
		}
		return count;
	}
	#begin(header) {
		this.#zeroBlocks = 0;
		if (header.size < 0) throw require_quick.imageInvalid("a size in a tar header is negative");
		const store = this.#extension(header.type);
		if (store !== void 0) {
			this.#expect(header.size, collect(header.size, store));
			return;
		}
		if (header.oldSparse?.goesOn) {
			this.#listed = {
				header,
				parts: [...header.oldSparse.parts],
				blocks: 0
			};
			return;
		}
		this.#beginMember(header);
	}
	#continueList(listed) {
		const { parts, goesOn } = moreParts(this.#block);
		listed.parts.push(...parts);
		listed.blocks += 1;
		if (listed.blocks > MAX_LIST_BLOCKS) throw require_quick.imageInvalid("a sparse file has too many parts");
		if (goesOn) return;
		this.#listed = void 0;
		const { header } = listed;
		const { size } = require_index.must(header.oldSparse, "the header of a sparse file");
		this.#beginMember({
			...header,
			oldSparse: {
				size,
				parts: listed.parts,
				goesOn
			}
		});
	}
	#beginMember(header) {
		const entry = describeEntry(header, {
			pax: this.#pax ?? this.#global,
			...this.#longPath === void 0 ? {} : { longPath: this.#longPath },
			...this.#longTarget === void 0 ? {} : { longTarget: this.#longTarget }
		});
		this.#pax = void 0;
		this.#longPath = void 0;
		this.#longTarget = void 0;
		const sink = this.#onEntry(entry);
		const { sparse } = entry;
		if (sparse === void 0) this.#expect(entry.size, sink);
		else this.#expect(sparse.stored, sink && expandSparse(sink, sparse));
	}
	#expect(size, sink) {
		this.#body = size;
		this.#padding = (512 - size % 512) % 512;
		this.#sink = sink;
		if (size === 0) this.#endBody();
	}
	#extension(type) {
		switch (type) {
			case "x": return (bytes) => {
				this.#pax = new Map([...this.#global, ...parsePax(bytes)]);
			};
			case "g": return (bytes) => {
				this.#global = new Map([...this.#global, ...parsePax(bytes)]);
				if (this.#global.size > MAX_GLOBAL_RECORDS) throw require_quick.imageInvalid("a global tar header has too many records");
			};
			case "L": return (bytes) => {
				this.#longPath = untilZero(bytes);
			};
			case "K": return (bytes) => {
				this.#longTarget = untilZero(bytes);
			};
			default: return;
		}
	}
};
function untilZero(bytes) {
	const zero = bytes.indexOf(0);
	return bytes.toString("latin1", 0, zero < 0 ? bytes.length : zero);
}
function collect(size, store) {
	if (size > MAX_EXTENDED_HEADER) throw require_quick.imageInvalid("an extended tar header is too large");
	const bytes = Buffer.alloc(size);
	let filled = 0;
	return {
		write: (chunk) => {
			filled += chunk.copy(bytes, filled);
		},
		end: () => store(bytes)
	};
}
// src/archive/archive.ts
const BLOCK$1 = 512;
const MAX_LINKS = 8;
async function withArchive(source, use) {
	const { file, opened, scratch } = source;
	let plain = opened;
	try {
		const members = await inFile({
			file,
			scratch
		}, async () => {
			if (opened.kind === "directory") throw require_quick.imageInvalid("a directory is no archive");
			plain = await decompressed(source) ?? opened;
			return await indexMembers(plain, source.signal);
		});
		return await use(archiveOf(file, {
			plain,
			members
		}));
	} finally {
		if (plain !== opened) await plain.close();
	}
}
async function inFile({ file, scratch }, work) {
	try {
		return await work();
	} catch (error) {
		throw require_quick.within(file, error, scratch);
	}
}
async function decompressed({ opened, scratch, signal }) {
	const compression = detectCompression(await opened.read(0, 6));
	if (compression === "none") return void 0;
	const name = node_path.default.join(scratch, "archive.tar");
	const streams = [
		node_stream().Readable.from(piecesFor(compression, require_quick.streamOf(opened, {
			start: 0,
			signal
		}))),
		createDecompressor(compression),
		(0, node_fs.createWriteStream)(name, { mode: 384 })
	];
	await (0, node_stream_promises.pipeline)(...streams, signal ? { signal } : {});
	return require_reader.openHere(name, {
		name,
		followLinks: false
	});
}
async function indexMembers(file, signal) {
	const members = new Map();
	let position = 0;
	let consumed = 0;
	const onEntry = (entry) => {
		const name = memberName(entry.path);
		if (entry.sparse !== void 0) throw require_quick.imageInvalid(`the member "${name}" is a sparse file, which is not supported here`, { value: name });
		if (entry.kind === "file") members.set(name, {
			kind: "file",
			at: -1,
			size: entry.size
		});
		if (entry.kind === "symlink") members.set(name, {
			kind: "link",
			target: linkName(name, entry.target)
		});
		if (entry.kind === "link") members.set(name, {
			kind: "link",
			target: memberName(entry.target)
		});
		last = entry.kind === "file" ? name : void 0;
	};
	let last;
	const reader = new TarReader(onEntry);
	for (;;) {
		signal?.throwIfAborted();
		const block = await file.read(position, BLOCK$1);
		if (block.length === 0) break;
		reader.write(block);
		position += block.length;
		const member = last === void 0 ? void 0 : members.get(last);
		if (last !== void 0 && member?.kind === "file") members.set(last, {
			...member,
			at: position
		});
		last = void 0;
		consumed = reader.unwanted;
		reader.skip(consumed);
		position += consumed;
	}
	if (position > file.size) throw require_quick.imageInvalid("the archive ends in the middle of a file");
	reader.end();
	return members;
}
function memberName(name) {
	return node_path.default.posix.normalize(show(name)).replace(/^\/+/, "");
}
function linkName(from, target) {
	return memberName(node_path.default.posix.join(node_path.default.posix.dirname(from), target));
}
function archiveOf(file, { plain, members }) {
	const find = (name) => {
		let member = members.get(memberName(name));
		for (let links = 0; member?.kind === "link" && links < MAX_LINKS; links += 1) member = members.get(member.target);
		return member?.kind === "file" ? member : void 0;
	};
	const need = (name) => {
		const member = find(name);
		if (member !== void 0) return member;
		throw require_quick.imageInvalid(`${file} has no file ${name}`, { value: name });
	};
	return {
		has: (name) => find(name) !== void 0,
		size: (name) => need(name).size,
		read: async (name, limit) => {
			const member = need(name);
			if (member.size > limit) throw require_quick.imageInvalid(`${name} of ${file} is larger than ${limit} bytes`);
			const parts = [];
			for await (const part of require_quick.streamOf(plain, {
				start: member.at,
				length: member.size
			})) parts.push(part);
			return Buffer.concat(parts);
		},
		stream: async function* (name, signal) {
			const { at, size } = need(name);
			if (size === 0) return;
			yield* require_quick.streamOf(plain, {
				start: at,
				length: size,
				signal
			});
		}
	};
}
// src/image/sources/archive-index.ts
const HINTS = {
	"manifest.json": "For a file of docker save write docker-archive:FILE.",
	"index.json": "For an image layout write oci-archive:FILE."
};
const ROOT = "For an archive of a root file system write rootfs:FILE.";
function checkIndex(archive, index, file) {
	if (archive.has(index)) return;
	const [, hint = ROOT] = Object.entries(HINTS).find(([other]) => archive.has(other)) ?? [];
	throw require_quick.imageInvalid(`${file} has no file ${index}`, {
		value: index,
		hint
	});
}
// src/image/sources/archived.ts
const KIND$1 = "image-archive-2";
async function resolveArchived(request, { form, local }) {
	const { memo } = request.settings;
	const name = `${form.prefix}${request.name}`;
	const place = require_quick.placeOf(request, local.path);
	const facts = await require_quick.withLocal(request, place, async (opened) => {
		const key = `${name} ${local.path} ${opened.identity} ${require_quick.formatPlatform(request.platform)}`;
		const known = memo.recall(KIND$1, key);
		if (known !== void 0) return JSON.parse(known);
		const readAt = Date.now();
		const fresh = await readOnce(request, {
			form,
			local,
			opened
		});
		if (!require_reader.isRacy(opened.changed, readAt)) memo.remember(KIND$1, key, JSON.stringify(fresh));
		return fresh;
	});
	const { isContentAddressed } = form;
	const withBlobs = ({ scratch, signal }, use) => require_quick.withLocal(request, place, (opened) => withArchive({
		file: local.path,
		opened,
		scratch,
		signal
	}, (archive) => {
		const open = (blob) => form.open(archive, blob);
		return use({
			isRemote: false,
			isContentAddressed,
			open
		});
	}));
	return require_quick.resolvedFrom(facts, {
		name,
		request,
		withBlobs
	});
}
async function readOnce(request, { form, local, opened }) {
	const scratch = (0, node_fs.mkdtempSync)(node_path.default.join((0, node_os().tmpdir)(), "obuilder-archive-"));
	const { signal } = request.options;
	try {
		return await withArchive({
			file: local.path,
			opened,
			scratch,
			signal
		}, (archive) => {
			checkIndex(archive, form.index, local.path);
			return form.readFacts(archive, request, local);
		});
	} finally {
		(0, node_fs.rmSync)(scratch, {
			recursive: true,
			force: true
		});
	}
}
// src/image/sources/docker-archive.ts
var docker_archive_exports = require_index.__exportAll({ resolveDockerArchive: () => resolveDockerArchive });
const TAR_TYPE = "application/vnd.oci.image.layer.v1.tar";
const form$1 = {
	prefix: "docker-archive:",
	index: "manifest.json",
	isContentAddressed: false,
	readFacts,
	open: (archive, blob) => archive.stream(blob.digest, blob.signal)
};
async function resolveDockerArchive(request) {
	return await resolveArchived(request, {
		form: form$1,
		local: require_quick.parseLocalName(request.name, request.options.directory)
	});
}
async function readFacts(archive, request, local) {
	const name = `docker-archive:${request.name}`;
	const image = chooseImage(await readImages(archive, name), {
		wanted: local.tag,
		name
	});
	const bytes = await archive.read(image.config, require_quick.MAX_CONFIG);
	const digest = require_quick.digestOf(bytes);
	const named = /([0-9a-f]{64})(?:\.json)?$/.exec(image.config)?.[1];
	if (named !== void 0 && digest !== `sha256:${named}`) throw require_quick.imageInvalid(`the config ${image.config} of ${name} has the digest ${digest}`, { value: image.config });
	const { environment, platform, diffIds, defaults } = require_quick.parseConfig(bytes, `the config of ${name}`);
	if (diffIds.length !== image.layers.length) throw require_quick.imageInvalid(`${name} has ${image.layers.length} layers but ${diffIds.length} digests of layers`);
	return {
		digest,
		environment,
		platform,
		layers: image.layers.map((layer, index) => ({
			digest: layer,
			size: archive.size(layer),
			mediaType: TAR_TYPE,
			diffId: require_index.must(diffIds[index], "the digest of a layer")
		})),
		defaults
	};
}
async function readImages(archive, name) {
	const bytes = await archive.read("manifest.json", require_quick.MAX_MANIFEST);
	const { list } = require_quick.parseObject(Buffer.concat([
		Buffer.from("{\"list\":"),
		bytes,
		Buffer.from("}")
	]), `manifest.json of ${name}`);
	return (Array.isArray(list) ? list : []).map((item) => {
		const { Config: config, RepoTags: tags, Layers } = require_quick.isObject(item) ? item : {};
		const layers = Layers ?? [];
		if (typeof config !== "string" || !isTexts(layers)) throw require_quick.imageInvalid(`manifest.json of ${name} is malformed`);
		return {
			config,
			layers,
			tags: isTexts(tags) ? tags : []
		};
	});
}
function isTexts(value) {
	return Array.isArray(value) && value.every((item) => typeof item === "string");
}
function chooseImage(images, { wanted, name }) {
	const isWanted = (image, index) => wanted === void 0 || wanted === `@${index}` || image.tags.some((tag) => sameReference(tag, wanted));
	const fitting = images.filter(isWanted);
	const [first] = fitting;
	if (first !== void 0 && fitting.length === 1) return first;
	const hint = `The archive has ${images.flatMap((image, index) => image.tags.length === 0 ? [`@${index}`] : image.tags).join(", ") || "no image"}.`;
	if (first === void 0) throw require_quick.imageUnavailable(`${name} has no such image`, {
		value: wanted ?? name,
		hint
	});
	throw require_quick.imageInvalid(`${name} has ${fitting.length} images: choose an image by reference or @INDEX`, {
		value: name,
		hint
	});
}
function sameReference(one, other) {
	const full = (text) => require_quick.formatReference(require_quick.parseReference(text));
	return one === other || full(one) === full(other);
}
// src/image/sources/oci-archive.ts
var oci_archive_exports = require_index.__exportAll({ resolveOciArchive: () => resolveOciArchive });
const form = {
	prefix: "oci-archive:",
	index: "index.json",
	isContentAddressed: true,
	readFacts: (archive, { name, platform }, local) => require_quick.readLayoutFacts(archive, {
		...local,
		name: `oci-archive:${name}`,
		platform
	}),
	open: (archive, blob) => require_quick.sizedBytes(archive.stream(require_quick.blobName(blob.digest), blob.signal), blob)
};
async function resolveOciArchive(request) {
	return await resolveArchived(request, {
		form,
		local: require_quick.parseLocalName(request.name, request.options.directory)
	});
}
// src/archive/inflate.ts
const OUTPUT = {
	slots: 8,
	bytes: 1048576
};
const INPUT = {
	slots: 16,
	bytes: 1048576
};
async function inflateInThread(bytes, { compression, digests, sink }) {
	const [input, output] = [sharedSlots(INPUT), sharedSlots(OUTPUT)];
	const workerData = {
		compression,
		algorithms: {
			blob: digests.blob && require_quick.algorithmOf(digests.blob),
			content: digests.content && require_quick.algorithmOf(digests.content)
		},
		input,
		output
	};
	const { Worker } = process.getBuiltinModule("node:worker_threads");
	const thread = new Worker(new URL("./inflate-thread.mjs", require("url").pathToFileURL(__filename).href), { workerData });
	const tell = (message) => thread.postMessage(message);
	const feeder = new Feeder(input, tell);
	const end = new Promise((resolve, reject) => {
		thread.on("error", reject);
		thread.on("exit", () => reject(new Error("the decompressing thread ended too soon")));
		thread.on("message", (message) => {
			try {
				if (message.kind === "taken") feeder.giveBack(message.slot);
				else if (message.kind === "end") resolve(message);
				else {
					sink(Buffer.from(output[message.slot]?.buffer ?? new ArrayBuffer(), 0, message.length));
					tell({
						kind: "free",
						slot: message.slot
					});
				}
			} catch (error) {
				reject(error);
			}
		});
	});
	try {
		const pieces = compression === "zstd" ? cutAtFrames(bytes) : whole(bytes);
		const [found] = await Promise.all([end.finally(() => feeder.stop()), feeder.feed(pieces)]);
		if (digests.blob !== void 0) require_quick.expectDigest(found.blob, digests.blob, "the blob");
		if (digests.content !== void 0) require_quick.expectDigest(found.content, digests.content, "the content");
	} finally {
		await thread.terminate();
	}
}
function sharedSlots({ slots, bytes }) {
	return Array.from({ length: slots }, () => new Uint8Array(new SharedArrayBuffer(bytes)));
}
async function* whole(bytes) {
	for await (const chunk of bytes) yield {
		bytes: chunk,
		endsFrame: false
	};
}
var Feeder = class {
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
				if (part.length < space.length) break;
				this.#tell({
					kind: "input",
					slot,
					length: filled
				});
				slot = await this.#take();
				filled = 0;
			}
			if (!endsFrame || filled === 0 || this.#isStopped) continue;
			this.#tell({
				kind: "input",
				slot,
				length: filled
			});
			slot = await this.#take();
			filled = 0;
		}
		this.#tell({
			kind: "input",
			slot,
			length: filled
		});
		this.#tell({ kind: "inputEnd" });
	}
	async #take() {
		for (;;) {
			const slot = this.#free.pop();
			if (slot !== void 0 || this.#isStopped) return slot ?? 0;
			await new Promise((resolve) => {
				this.#onChange = resolve;
			});
		}
	}
};
// src/archive/inflate-at-once.ts
const MAX_CONTENT = 1024 ** 2;
function inflateAtOnce(blob, { compression, digests }) {
	if (digests.content === void 0) return void 0;
	const { gunzipSync, zstdDecompressSync } = process.getBuiltinModule("node:zlib");
	const decompress = compression === "gzip" ? gunzipSync : zstdDecompressSync;
	try {
		const content = decompress(blob, { maxOutputLength: MAX_CONTENT });
		return has(content, digests.content) && has(blob, digests.blob) ? content : void 0;
	} catch {
		return;
	}
}
const has = (bytes, digest) => digest === void 0 || require_quick.digestOf(bytes, require_quick.algorithmOf(digest)) === digest;
// src/archive/unpack-bytes.ts
const THREAD_FROM = 8 * 1024 ** 2;
const MAX_AT_ONCE$2 = 65536;
async function unpackBytes(bytes, asked) {
	const unpacking = {
		...asked,
		sink: boundedSink(asked)
	};
	const iterator = bytes[Symbol.asyncIterator]();
	try {
		const head = await readHead(iterator);
		const compression = detectCompression(head);
		if (compression === "none") await passOn({
			head,
			iterator
		}, unpacking);
		else if (unpacking.size > 0 && unpacking.size <= MAX_AT_ONCE$2) await inflateSmall({
			head,
			iterator
		}, {
			compression,
			...unpacking
		});
		else if (unpacking.size < THREAD_FROM) await inflate({
			head,
			iterator
		}, {
			compression,
			...unpacking
		});
		else await inflateInThread(wholeOf({
			head,
			iterator
		}), {
			compression,
			...unpacking
		});
	} finally {
		await iterator.return?.();
	}
}
const MAX_RATIO = 1100;
const UNBOUNDED_BYTES = 1024 ** 3;
const mostContent = (size) => Math.max(UNBOUNDED_BYTES, size * MAX_RATIO);
function boundedSink({ size, sink }) {
	const most = size === 0 ? Number.POSITIVE_INFINITY : mostContent(size);
	let taken = 0;
	return (chunk) => {
		taken += chunk.length;
		if (taken > most) throw require_quick.imageInvalid(`${size} compressed bytes become more than ${most} bytes`);
		sink(chunk);
	};
}
async function* wholeOf({ head, iterator }) {
	yield head;
	yield* { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) };
}
async function passOn(opened, { digests, sink }) {
	const checks = [...new Set([digests.content, digests.blob])].map(checkOf);
	for await (const chunk of wholeOf(opened)) {
		for (const check of checks) check?.update(chunk);
		sink(chunk);
	}
	for (const check of checks) check?.verify("the content");
}
async function inflateSmall({ head, iterator }, unpacking) {
	const pieces = [];
	let length = 0;
	for (let next = head; next !== void 0;) {
		pieces.push(next);
		length += next.length;
		if (length > MAX_AT_ONCE$2) break;
		const { value, done } = await iterator.next();
		next = done ? void 0 : value;
	}
	const blob = Buffer.concat(pieces, length);
	const content = length > MAX_AT_ONCE$2 ? void 0 : inflateAtOnce(blob, unpacking);
	if (content === void 0) await inflate({
		head: blob,
		iterator
	}, unpacking);
	else unpacking.sink(content);
}
async function inflate({ head, iterator }, { compression, digests, sink }) {
	const [blob, content] = [checkOf(digests.blob), checkOf(digests.content)];
	const seen = { next: async () => {
		const next = await iterator.next();
		if (!next.done) blob?.update(next.value);
		return next;
	} };
	blob?.update(head);
	let isOver = false;
	const take = async (chunks) => {
		for await (const chunk of chunks) {
			content?.update(chunk);
			sink(chunk);
		}
		isOver = true;
	};
	try {
		const pieces = piecesFor(compression, wholeOf({
			head,
			iterator: seen
		}));
		await (0, node_stream_promises.pipeline)(pieces, createDecompressor(compression), take);
	} catch (error) {
		if (!isOver) throw error;
	}
	while (!(await seen.next()).done);
	blob?.verify("the blob");
	content?.verify("the content");
}
const checkOf = (digest) => digest === void 0 ? void 0 : new require_quick.DigestCheck(digest);
async function readHead(iterator) {
	let head = Buffer.alloc(0);
	while (head.length < 6) {
		const next = await iterator.next();
		if (next.done) break;
		head = Buffer.concat([head, next.value]);
	}
	return head;
}
// src/image/unpack/layer.ts
const MAX_UNPACKED = 256 * 1024 ** 3;
async function unpackLayer(bytes, layer, { unpacker, checksBlob }) {
	const what = `layer ${layer.digest}`;
	const unpacking = unpacker.layer();
	let unpacked = 0;
	const sink = (chunk) => {
		unpacked += chunk.length;
		if (unpacked > MAX_UNPACKED) throw require_quick.imageInvalid("the unpacked layer is larger than 256 GiB");
		unpacking.write(chunk);
	};
	try {
		const blob = checksBlob ? layer.digest : void 0;
		await unpackBytes(bytes, {
			size: layer.size,
			digests: {
				blob,
				content: layer.diffId
			},
			sink
		});
		await unpacking.end();
	} catch (error) {
		throw require_quick.within(what, error, unpacker.rootfs);
	} finally {
		unpacking.abandon();
	}
}
// src/image/unpack/progress.ts
const INTERVAL_MS = 100;
function trackProgress(totalBytes, onProgress) {
	let doneBytes = 0;
	let toldAt = 0;
	const count = async function* (bytes) {
		for await (const chunk of bytes) {
			doneBytes += chunk.length;
			const now = performance.now();
			if (now - toldAt >= INTERVAL_MS) {
				toldAt = now;
				onProgress?.({
					doneBytes,
					totalBytes: Math.max(totalBytes, doneBytes)
				});
			}
			yield chunk;
		}
	};
	return {
		count,
		end: () => onProgress?.({
			doneBytes,
			totalBytes: Math.max(totalBytes, doneBytes)
		})
	};
}
// src/archive/tar-writer.ts
const TYPES = {
	file: "0",
	link: "1",
	symlink: "2",
	character: "3",
	block: "4",
	directory: "5",
	fifo: "6"
};
const MAX_NAME$1 = 100;
const MAX_OCTAL = {
	8: 2097151,
	12: 8589934591
};
const END_OF_ARCHIVE = Buffer.alloc(1024);
function padding(size) {
	return Buffer.alloc((512 - size % 512) % 512);
}
function formatHeader(entry, extra = []) {
	const path = longName("path", entry.path);
	const target = longName("linkpath", entry.target);
	const pax = [
		...numbersOf(entry),
		...path.records,
		...target.records,
		...extra,
		...attributesOf(entry)
	].toSorted(([a], [b]) => a < b ? -1 : 1).map(([key, value]) => formatPaxRecord(key, value));
	return Buffer.concat([
		...pax.length === 0 ? [] : extension("x", pax.join("")),
		...path.isBytes ? extension("L", `${entry.path}\0`) : [],
		...target.isBytes ? extension("K", `${entry.target}\0`) : [],
		block(TYPES[entry.kind], entry)
	]);
}
function attributesOf({ attributes }) {
	return [...attributes].map(([key, value]) => [`SCHILY.xattr.${key}`, value]);
}
function numbersOf({ modified, uid, gid, size }) {
	const records = [
		[
			"uid",
			uid,
			MAX_OCTAL[8]
		],
		[
			"gid",
			gid,
			MAX_OCTAL[8]
		],
		[
			"size",
			size,
			MAX_OCTAL[12]
		]
	].filter(([, value, max]) => value > max).map(([key, value]) => [key, String(value)]);
	return modified >= 0n && require_reader.partsOf(modified).nanoseconds === 0 ? records : [...records, ["mtime", decimal(modified)]];
}
function longName(key, name) {
	if (name.length <= MAX_NAME$1) return {
		records: [],
		isBytes: false
	};
	return (0, node_buffer.isUtf8)(Buffer.from(name, "latin1")) ? {
		records: [[key, name]],
		isBytes: false
	} : {
		records: [],
		isBytes: true
	};
}
function decimal(time) {
	const digits = `${time < 0n ? -time : time}`.padStart(10, "0");
	return `${time < 0n ? "-" : ""}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
function extension(type, content) {
	const body = Buffer.from(content, "latin1");
	return [
		block(type, {
			path: "extension",
			size: body.length
		}),
		body,
		padding(body.length)
	];
}
function block(type, entry) {
	const bytes = Buffer.alloc(512);
	bytes.write((entry.path ?? "").slice(0, MAX_NAME$1), 0, "latin1");
	number$1(bytes, {
		at: 100,
		width: 8,
		value: entry.mode ?? 0
	});
	number$1(bytes, {
		at: 108,
		width: 8,
		value: entry.uid ?? 0
	});
	number$1(bytes, {
		at: 116,
		width: 8,
		value: entry.gid ?? 0
	});
	number$1(bytes, {
		at: 124,
		width: 12,
		value: entry.size ?? 0
	});
	number$1(bytes, {
		at: 136,
		width: 12,
		value: Math.max(0, Number(require_reader.partsOf(entry.modified ?? 0n).seconds))
	});
	bytes.write(type, 156, "latin1");
	bytes.write((entry.target ?? "").slice(0, MAX_NAME$1), 157, "latin1");
	bytes.write("ustar\x0000", 257, "latin1");
	number$1(bytes, {
		at: 329,
		width: 8,
		value: entry.major ?? 0
	});
	number$1(bytes, {
		at: 337,
		width: 8,
		value: entry.minor ?? 0
	});
	bytes.write(`${checksum(bytes).toString(8).padStart(6, "0")}\0 `, 148, "latin1");
	return bytes;
}
function number$1(bytes, { at, width, value }) {
	if (value <= MAX_OCTAL[width]) {
		bytes.write(`${value.toString(8).padStart(width - 1, "0")}\0`, at, "latin1");
		return;
	}
	bytes[at] = 128;
	for (let i = width - 1, rest = value; i > 0; i -= 1, rest = Math.floor(rest / 256)) bytes[at + i] = rest % 256;
}
// src/host/calls/attributed.ts
const BATCH$1 = 2e3;
const MAX_ENDS = 4;
const { ERANGE } = node_os().constants.errno;
async function mayHaveAttributes(paths, { root, program }) {
	if (!canMakeCalls()) return new Set(paths);
	const found = new Set();
	for (let start = 0; start < paths.length;) {
		const batch = paths.slice(start, start + BATCH$1);
		const failure = await makeCallsInside(root, batch.map(listing), program);
		if (failure === void 0) start += batch.length;
		else {
			found.add(batch[failure.call] ?? "");
			start += failure.call + 1;
			if (failure.errno === ERANGE && found.size <= MAX_ENDS) continue;
			for (const path of paths.slice(start)) found.add(path);
			return found;
		}
	}
	return found;
}
function listing(path) {
	return {
		name: "llistxattr",
		args: [
			Buffer.from(`${path === "" ? "." : path}\0`, "latin1"),
			Buffer.alloc(1),
			1
		]
	};
}
// src/image/unpack/attributes.ts
async function removeAttributes(root, attributes) {
	if (canMakeCalls()) await makeCallsForFiles(root, attributes, { callFor: removal });
}
function removal({ path, name }) {
	const [file = "", attribute = ""] = [path === "" ? "." : path, name].map((text) => Buffer.from(`${text}\0`, "latin1"));
	return {
		path,
		call: {
			name: "lremovexattr",
			args: [file, attribute]
		}
	};
}
// src/image/unpack/surplus.ts
async function removeSurplus(root, directories) {
	if (directories.size === 0) return;
	const paths = [...await mayHaveAttributes([...directories.keys()], { root })];
	if (paths.length === 0) return;
	const surplus = [];
	let index = 0;
	const reader = new TarReader(({ attributes }) => {
		const path = paths[index] ?? "";
		index += 1;
		const wanted = directories.get(path);
		for (const name of attributes.keys()) if (!wanted?.has(name)) surplus.push({
			path,
			name: realName(name)
		});
	});
	for await (const chunk of archiveListed(root, { paths })) reader.write(chunk);
	reader.end();
	await removeAttributes(root, surplus);
}
function realName(name) {
	return name.replaceAll(/%3D|%25/g, (code) => code === "%25" ? "%" : "=");
}
// src/image/unpack/special.ts
const PIECE$3 = 262144;
const LISTS = ["system.posix_acl_access", "system.posix_acl_default"];
function isKept(name) {
	return LISTS.includes(name) || name === "security.capability" || name.startsWith("user.");
}
function keptAttributes(entry) {
	const kept = [...entry.attributes].filter(([name]) => isKept(name));
	return kept.length === 0 ? void 0 : new Map(kept);
}
var SpecialEntries = class {
	#pending = new Map();
	#keepsAttributes;
	#kept = new Map();
	constructor(keepsAttributes) {
		this.#keepsAttributes = keepsAttributes;
	}
	add(path, entry) {
		this.#pending.set(path, {
			...entry,
			path: path || "./",
			attributes: keptAttributes(entry) ?? new Map()
		});
	}
	keep(path, attributes) {
		if (this.#keepsAttributes) this.#kept.set(path, attributes);
	}
	forget(path, below) {
		for (const noted of [this.#pending, this.#kept]) {
			if (noted.size === 0) continue;
			noted.delete(path);
			if (!below) continue;
			for (const one of noted.keys()) if (one.startsWith(`${path}/`)) noted.delete(one);
		}
	}
	has(path) {
		const kind = this.#pending.get(path)?.kind;
		return kind !== void 0 && kind !== "directory";
	}
	async apply(rootfs) {
		await removeSurplus(rootfs, this.#kept);
		this.#kept.clear();
		if (this.#pending.size === 0) return;
		await extractTar(rootfs, this.#archive(rootfs));
		this.#pending.clear();
	}
	async *#archive(rootfs) {
		const root = Buffer.from(rootfs, "utf8").toString("latin1");
		for (const entry of this.#pending.values()) {
			yield formatHeader(entry);
			if (entry.kind === "file") yield* contentOf(`${root}/${entry.path}`, entry.size);
		}
		yield END_OF_ARCHIVE;
	}
};
async function* contentOf(path, size) {
	const file = await (0, node_fs_promises().open)(Buffer.from(path, "latin1"));
	try {
		for (let at = 0; at < size;) {
			const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(PIECE$3, size - at)), 0, null, at);
			if (bytesRead === 0) break;
			yield buffer.subarray(0, bytesRead);
			at += bytesRead;
		}
	} finally {
		await file.close();
	}
	yield padding(size);
}
// src/image/unpack/entry.ts
function writeEntry(tree, specials, entry) {
	const path = tree.locate(entry.path, entry.modified);
	if (path === "" && entry.kind !== "directory") throw require_quick.imageInvalid("the entry would replace the root directory");
	const attributes = keptAttributes(entry);
	tree.touch(path);
	specials.forget(path, false);
	switch (entry.kind) {
		case "file": return writeFile$1(tree, {
			path,
			entry,
			done: () => attributes && specials.add(path, entry)
		});
		case "directory":
			if (!writeDirectory(tree, path, entry)) specials.keep(path, attributes);
			if (attributes) specials.add(path, entry);
			return;
		case "symlink":
			replace(tree, path, () => (0, node_fs.symlinkSync)(Buffer.from(entry.target, "latin1"), tree.at(path)));
			if (!tree.isOwnedAtOnce(path, entry)) (0, node_fs.lchownSync)(tree.at(path), entry.uid, entry.gid);
			tree.setTime(path, entry.modified, tree.at(path));
			return;
		case "link":
			writeLink(tree, specials, {
				path,
				entry
			});
			return;
		default:
			tree.remove(path);
			tree.touch(path);
			specials.add(path, entry);
			return;
	}
}
function replace(tree, path, make) {
	try {
		return make();
	} catch (error) {
		if (require_reader.errnoOf(error) !== "EEXIST") throw error;
	}
	tree.remove(path);
	tree.touch(path);
	return make();
}
const CREATE = node_fs.constants.O_WRONLY | node_fs.constants.O_CREAT | node_fs.constants.O_EXCL | node_fs.constants.O_NOFOLLOW;
function writeFile$1(tree, { path, entry, done }) {
	const isOwned = tree.isOwnedAtOnce(path, entry);
	const fd = replace(tree, path, () => (0, node_fs.openSync)(tree.at(path), CREATE, entry.mode & 511));
	let isOpen = true;
	const close = () => {
		if (isOpen) (0, node_fs.closeSync)(fd);
		isOpen = false;
	};
	const finish = () => {
		if (!isOwned) (0, node_fs.fchownSync)(fd, entry.uid, entry.gid);
		if (!(isOwned && isModeAtOnce(entry.mode))) (0, node_fs.fchmodSync)(fd, entry.mode);
		tree.setTime(path, entry.modified, fd);
		close();
		done();
	};
	if (entry.size === 0) {
		finish();
		return {
			write: () => void 0,
			end: () => void 0
		};
	}
	let position = 0;
	const write = (chunk) => {
		for (let at = 0; at < chunk.length;) {
			const written = (0, node_fs.writeSync)(fd, chunk, at, chunk.length - at, position);
			at += written;
			position += written;
		}
	};
	const hole = (bytes) => {
		position += bytes;
		(0, node_fs.ftruncateSync)(fd, position);
	};
	return {
		write,
		hole,
		end: finish,
		abandon: close
	};
}
const umask = process.umask();
const isModeAtOnce = (mode) => (mode & (umask | -512)) === 0;
function writeDirectory(tree, path, entry) {
	const absolute = tree.at(path);
	const isNew = path !== "" && !tree.stat(path)?.isDirectory();
	if (isNew) replace(tree, path, () => (0, node_fs.mkdirSync)(absolute, 448));
	if (!(isNew && tree.isOwnedAtOnce(path, entry))) (0, node_fs.lchownSync)(absolute, entry.uid, entry.gid);
	tree.setGroup(path, entry.gid);
	(0, node_fs.chmodSync)(absolute, entry.mode);
	tree.setDirectoryTime(path, entry.modified);
	return isNew;
}
function writeLink(tree, specials, { path, entry }) {
	const target = tree.find(entry.target);
	if (target === void 0 || target === "") throw require_quick.imageInvalid(`the target "${show(entry.target)}" is not in the image`);
	if (target === path) return;
	if (specials.has(target)) {
		tree.remove(path);
		tree.touch(path);
		specials.add(path, {
			...entry,
			target
		});
		return;
	}
	try {
		replace(tree, path, () => (0, node_fs.linkSync)(tree.at(target), tree.at(path)));
		tree.shareTime(target, path);
	} catch (error) {
		if (require_reader.errnoOf(error) !== "ENOENT" && require_reader.errnoOf(error) !== "EPERM") throw error;
		throw require_quick.imageInvalid(`the target "${show(entry.target)}" is no file of the image`, { cause: error });
	}
}
// src/image/unpack/root-tree.ts
const parentOf$1 = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
var RootTree = class {
	#directory;
	#root;
	#uid = process.geteuid?.();
	#gid = process.getegid?.();
	#parents = new Map();
	#touched = new Set();
	#directoryTimes = new Map();
	#times = new NewTimes();
	#otherGroups = new Set();
	#onRemove;
	#isEmpty;
	constructor(root, { onRemove, isEmpty = true }) {
		this.#directory = root;
		this.#root = Buffer.from(root, "utf8").toString("latin1");
		this.#onRemove = onRemove;
		this.#isEmpty = isEmpty;
	}
	at(path) {
		return Buffer.from(path === "" ? this.#root : `${this.#root}/${path}`, "latin1");
	}
	beginLayer() {
		this.#touched = new Set();
	}
	isTouched(path) {
		return this.#touched.has(path);
	}
	touch(path) {
		this.#touched.add(path);
	}
	setGroup(path, gid) {
		if (gid === this.#gid) this.#otherGroups.delete(path);
		else this.#otherGroups.add(path);
	}
	isOwnedAtOnce(path, { uid, gid }) {
		return this.#isEmpty && uid === this.#uid && gid === this.#gid && !this.#otherGroups.has(parentOf$1(path));
	}
	setDirectoryTime(path, modified) {
		this.#directoryTimes.set(path, modified);
	}
	setTime(path, modified, place) {
		this.#times.set(path, {
			path: Buffer.from(path, "latin1"),
			modified
		}, place);
	}
	shareTime(target, path) {
		this.#times.share(target, {
			key: path,
			path: Buffer.from(path, "latin1")
		});
	}
	async applyTimes() {
		for (const [path, modified] of this.#directoryTimes) if (this.stat(path)?.isDirectory()) this.setTime(path, modified, this.at(path));
		await this.#times.finish(this.#directory);
	}
	stat(path) {
		return (0, node_fs.lstatSync)(this.at(path), { throwIfNoEntry: false });
	}
	locate(path, modified) {
		return require_index.must(this.#locate(path, modified), "a directory that was made");
	}
	find(path) {
		return this.#locate(path, void 0);
	}
	#locate(path, modified) {
		const parts = splitPath(path);
		const last = parts.pop();
		if (last === void 0) return "";
		const parent = this.#parentOf(parts, modified);
		if (parent === void 0) return void 0;
		this.#touchWithParents(parent);
		return parent === "" ? last : `${parent}/${last}`;
	}
	#touchWithParents(directory) {
		for (let path = directory; path !== "" && !this.#touched.has(path);) {
			this.#touched.add(path);
			path = parentOf$1(path);
		}
	}
	#parentOf(parts, modified) {
		const key = parts.join("/");
		const known = this.#parents.get(key);
		if (known !== void 0 || key === "") return known ?? "";
		const above = this.#parents.get(parentOf$1(key));
		const parent = above === void 0 ? this.#walk("", parts, modified) : this.#walk(above, parts.slice(-1), modified);
		if (parent !== void 0) this.#parents.set(key, parent);
		return parent;
	}
	#walk(from, parts, modified) {
		const names = from === "" ? [] : from.split("/");
		const { names: real, rest } = require_reader.walkInside({
			start: {
				names,
				directories: [true, ...names.map(() => true)]
			},
			look: (_name, { here }) => this.#look(here.slice(1), modified),
			refuse: (reason) => require_quick.imageInvalid(`"${show(parts.join("/"))}" ${show(reason)}`)
		}, parts.join("/"));
		return rest === void 0 ? real.join("/") : void 0;
	}
	#look(path, modified) {
		const stat = this.stat(path);
		if (stat?.isSymbolicLink()) return { link: (0, node_fs.readlinkSync)(this.at(path), "latin1") };
		if (stat !== void 0 && !stat.isDirectory()) throw require_quick.imageInvalid(`"${show(path)}" is no directory, but files belong into it`);
		if (stat === void 0) {
			if (modified === void 0) return "stop";
			this.#makeParent(path, modified);
		}
		return { directory: true };
	}
	#makeParent(path, modified) {
		this.#onRemove(path, false);
		const absolute = this.at(path);
		(0, node_fs.mkdirSync)(absolute, { mode: 448 });
		(0, node_fs.chmodSync)(absolute, 493);
		if (this.#otherGroups.has(parentOf$1(path))) this.#otherGroups.add(path);
		this.setDirectoryTime(path, modified);
	}
	remove(path) {
		const stat = this.stat(path);
		if (stat === void 0) return;
		if (stat.isDirectory()) {
			for (const name of this.list(path)) this.remove(`${path}/${name}`);
			(0, node_fs.rmdirSync)(this.at(path));
			this.#directoryTimes.delete(path);
		} else (0, node_fs.unlinkSync)(this.at(path));
		if (stat.isDirectory() || stat.isSymbolicLink()) this.#parents.clear();
		this.#touched.delete(path);
		this.#times.forget(path);
		this.#onRemove(path, stat.isDirectory());
	}
	removeLower(path) {
		if (!this.#touched.has(path)) this.remove(path);
		else if (this.stat(path)?.isDirectory()) this.clearLower(path);
	}
	clearLower(directory) {
		for (const name of this.list(directory)) this.removeLower(directory === "" ? name : `${directory}/${name}`);
	}
	list(directory) {
		try {
			return (0, node_fs.readdirSync)(this.at(directory), "latin1");
		} catch (error) {
			if (require_reader.errnoOf(error) === "ENOENT" || require_reader.errnoOf(error) === "ENOTDIR") return [];
			throw error;
		}
	}
};
function splitPath(path) {
	const parts = path.split("/").filter((part) => part !== "" && part !== ".");
	if (parts.includes("..")) throw require_quick.imageInvalid(`"${show(path)}" leads out of the root file system`);
	return parts;
}
// src/image/unpack/whiteout.ts
const PREFIX$1 = ".wh.";
const RESERVED = ".wh..wh.";
const OPAQUE = ".wh..wh..opq";
function baseName(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}
function isWhiteout(path) {
	return baseName(path).startsWith(PREFIX$1);
}
function applyWhiteout(tree, path) {
	const name = baseName(path);
	const directory = path.slice(0, path.length - name.length);
	if (name === OPAQUE) {
		const real = tree.find(`${directory}x`);
		if (real !== void 0) tree.clearLower(real.slice(0, Math.max(0, real.lastIndexOf("/"))));
		return;
	}
	if (name.startsWith(RESERVED)) return;
	const hidden = name.slice(4);
	if (hidden === "" || hidden === "." || hidden === "..") throw require_quick.imageInvalid(`the whiteout "${show(name)}" names no file`);
	const real = tree.find(`${directory}${hidden}`);
	if (real !== void 0) tree.removeLower(real);
}
// src/image/unpack/write-back.ts
const EVERY_BYTES = 100 * 1024 ** 2;
var WriteBack = class {
	#sync;
	#everyBytes;
	#running;
	#waitingBytes = 0;
	constructor(directory, everyBytes = EVERY_BYTES) {
		this.#sync = require_quick.makeSync(directory);
		this.#everyBytes = everyBytes;
	}
	add(bytes) {
		this.#waitingBytes += bytes;
		if (this.#waitingBytes < this.#everyBytes || this.#running !== void 0) return;
		this.#waitingBytes = 0;
		this.#running = this.#sync().catch(() => void 0).finally(() => {
			this.#running = void 0;
		});
	}
	async end() {
		await this.#running;
	}
};
// src/image/unpack/unpacker.ts
function createUnpacker({ rootfs, whiteouts, keepsRoot = false }) {
	const specials = new SpecialEntries(keepsRoot);
	const onRemove = (path, wasDirectory) => specials.forget(path, wasDirectory);
	const tree = new RootTree(rootfs, {
		onRemove,
		isEmpty: !keepsRoot
	});
	const writeBack = new WriteBack(rootfs);
	if (process.geteuid?.() === 0 && !keepsRoot) (0, node_fs.lchownSync)(tree.at(""), 0, 0);
	if (!keepsRoot) (0, node_fs.chmodSync)(tree.at(""), 493);
	const onEntry = (entry) => {
		try {
			if (!(whiteouts && isWhiteout(entry.path))) return guard(entry, rootfs, writeEntry(tree, specials, entry));
			applyWhiteout(tree, entry.path);
			return;
		} catch (error) {
			throw require_quick.within(`entry "${show(entry.path)}"`, error, rootfs);
		}
	};
	const layer = () => {
		tree.beginLayer();
		const reader = new TarReader(onEntry);
		return {
			write: (chunk) => {
				reader.write(chunk);
				writeBack.add(chunk.length);
			},
			end: async () => {
				reader.end();
				await specials.apply(rootfs);
			},
			abandon: () => reader.abandon()
		};
	};
	const end = async () => {
		try {
			await tree.applyTimes();
		} catch (error) {
			throw require_quick.within("the times of files", error, rootfs);
		}
		await writeBack.end();
	};
	return {
		rootfs,
		layer,
		end
	};
}
function guard(entry, rootfs, sink) {
	if (sink === void 0) return void 0;
	const named = (action) => {
		try {
			action();
		} catch (error) {
			throw require_quick.within(`entry "${show(entry.path)}"`, error, rootfs);
		}
	};
	return {
		...sink,
		write: (chunk) => named(() => sink.write(chunk)),
		...sink.hole && { hole: (bytes) => named(() => sink.hole?.(bytes)) },
		end: () => named(() => sink.end())
	};
}
// src/image/unpack/load-layers.ts
var load_layers_exports = require_index.__exportAll({ loadLayers: () => loadLayers });
const MAX_AHEAD = 3;
async function loadLayers(source, layers, { keepsRoot = false, ...options }) {
	const failed = new AbortController();
	const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
	const progress = trackProgress(layers.reduce((sum, { size }) => sum + size, 0), options.onProgress);
	const open = (layer) => progress.count(source.open({
		...layer,
		signal
	}));
	const ahead = new Ahead({
		open,
		scratch: options.scratch,
		layers
	});
	const unpacker = createUnpacker({
		rootfs: options.rootfs,
		whiteouts: true,
		keepsRoot
	});
	try {
		for (const [index, layer] of layers.entries()) {
			signal.throwIfAborted();
			if (source.isRemote) ahead.fetchFrom(index + 1);
			await unpackLayer(await ahead.take(index) ?? open(layer), layer, {
				unpacker,
				checksBlob: source.isContentAddressed
			});
		}
		await unpacker.end();
		progress.end();
	} catch (error) {
		throw options.signal?.aborted ? require_quick.within("the image", options.signal.reason) : error;
	} finally {
		failed.abort();
		await ahead.close();
	}
}
var Ahead = class {
	#options;
	#files = new Map();
	#running = 0;
	#next = 0;
	constructor(options) {
		this.#options = options;
	}
	fetchFrom(index) {
		this.#next = Math.max(this.#next, index);
		const { layers, scratch, open } = this.#options;
		for (let layer = layers[this.#next]; layer && this.#running < MAX_AHEAD && this.#files.size < 6; layer = layers[this.#next]) {
			const file = node_path.default.join(scratch, `layer-${this.#next}`);
			this.#running += 1;
			const done = (0, node_stream_promises.pipeline)(node_stream().Readable.from(open(layer)), (0, node_fs.createWriteStream)(file, { mode: 384 })).catch((error) => {
				throw require_reader.isSpaceFault(error) ? require_quick.within("could not store a layer", error, scratch) : error;
			}).finally(() => {
				this.#running -= 1;
			});
			done.catch(() => void 0);
			this.#files.set(this.#next, {
				file,
				done
			});
			this.#next += 1;
		}
	}
	async take(index) {
		const fetched = this.#files.get(index);
		if (fetched === void 0) return void 0;
		await fetched.done;
		this.#files.delete(index);
		return readAndRemove(fetched.file);
	}
	async close() {
		const files = [...this.#files.values()];
		await Promise.allSettled(files.map(({ done }) => done));
		for (const { file } of files) (0, node_fs.rmSync)(file, { force: true });
	}
};
async function* readAndRemove(file) {
	try {
		for await (const chunk of (0, node_fs.createReadStream)(file, { highWaterMark: 1048576 })) yield chunk;
	} finally {
		(0, node_fs.rmSync)(file, { force: true });
	}
}
// src/image/unpack/load-rootfs.ts
var load_rootfs_exports = require_index.__exportAll({ loadRootfs: () => loadRootfs });
async function loadRootfs(bytes, { size, digest, file }, { rootfs, onProgress }) {
	const progress = trackProgress(size, onProgress);
	const unpacker = createUnpacker({
		rootfs,
		whiteouts: false
	});
	const layer = unpacker.layer();
	try {
		await unpackBytes(progress.count(bytes), {
			size,
			digests: { blob: digest },
			sink: (chunk) => layer.write(chunk)
		});
		await layer.end();
	} catch (error) {
		throw require_quick.within(file, error, rootfs);
	} finally {
		layer.abandon();
	}
	await unpacker.end();
	progress.end();
}
// src/layer/apply.ts
async function applyLayer(bytes, layer, options) {
	const source = new Source(bytes, options);
	try {
		const unpacker = createUnpacker({
			rootfs: options.rootfs,
			whiteouts: true,
			keepsRoot: true
		});
		await unpackLayer(require_quick.sizedBytes(source.bytes(), layer), layer, {
			unpacker,
			checksBlob: false
		});
		await unpacker.end();
	} catch (error) {
		throw source.failure ?? asApplyError(error, layer);
	}
}
var Source = class {
	#bytes;
	#options;
	failure;
	failedAt = 0;
	constructor(bytes, options) {
		this.#bytes = bytes;
		this.#options = options;
	}
	async *bytes() {
		const { signal, onProgress } = this.#options;
		let done = 0;
		try {
			for await (const chunk of this.#bytes) {
				if (signal?.aborted) throw new require_index.ObuilderError("cancelled", "the layer was cancelled", { cause: signal.reason });
				done += chunk.length;
				onProgress?.(done);
				yield chunk;
			}
		} catch (error) {
			this.failure = error;
			this.failedAt = performance.now();
			throw error;
		}
	}
};
function asApplyError(error, { digest }) {
	if (!require_index.isObuilderError(error, "image-invalid")) return error;
	return new require_index.ObuilderError("remote-lost", `could not apply a layer: ${error.message}`, {
		value: error.value ?? digest,
		hint: error.hint,
		cause: error
	});
}
// src/layer/apply-chain.ts
const applyChain = async (layers, open, options) => {
	const [first] = layers;
	if (first === void 0) return;
	const { rootfs, scratch, isImage, onProgress, signal } = options;
	const sources = [];
	const blobs = {
		isRemote: true,
		isContentAddressed: true,
		open: ({ digest, size, signal: ending }) => {
			const source = new Source(open(require_index.must(layers.find((one) => one.digest === digest), "a layer of the chain"), ending), { signal });
			sources.push(source);
			return require_quick.sizedBytes(source.bytes(), {
				digest,
				size
			});
		}
	};
	try {
		await loadLayers(blobs, layers, {
			rootfs,
			scratch,
			keepsRoot: !isImage,
			onProgress: ({ doneBytes }) => onProgress?.(doneBytes),
			signal
		});
	} catch (error) {
		if (signal?.aborted) throw new require_index.ObuilderError("cancelled", "the layers were cancelled", { cause: signal.reason });
		const [failed] = sources.filter(({ failure }) => failure !== void 0).sort((a, b) => a.failedAt - b.failedAt);
		throw failed?.failure ?? asApplyError(error, first);
	}
};
// src/layer/known.ts
const KIND = "layer";
const keyOf$1 = ({ id, startedAt, parent = "", parentMadeAt = 0, vouchedBy }) => [
	id,
	startedAt,
	parent,
	parentMadeAt,
	...vouchedBy === void 0 ? [] : [vouchedBy]
].join(" ");
const formOf = ({ compression, latestSeconds }) => ` ${compression} ${latestSeconds ?? ""}`;
function knownLayers(memo) {
	return {
		recall: (result, form) => {
			const key = keyOf$1(result) + (form === void 0 ? "" : formOf(form));
			const text = memo.recall(KIND, key);
			return text === void 0 ? void 0 : parse(text);
		},
		remember: (result, { digest, size, diffId, mediaType }, form) => {
			const text = JSON.stringify({
				digest,
				size,
				diffId,
				mediaType
			});
			if (form !== void 0) memo.remember(KIND, keyOf$1(result) + formOf(form), text);
			if (form?.latestSeconds === void 0) memo.remember(KIND, keyOf$1(result), text);
		}
	};
}
function parse(text) {
	const { digest, size, diffId, mediaType } = JSON.parse(text);
	if (typeof digest !== "string" || typeof diffId !== "string" || typeof mediaType !== "string") return void 0;
	return typeof size === "number" ? {
		digest,
		size,
		diffId,
		mediaType
	} : void 0;
}
// src/layer/impossible.ts
function layerImpossible(path, reason, cause) {
	const name = `/${show(path)}`;
	return new require_index.ObuilderError("layer-impossible", `could not make a layer: ${name} cannot be in it: ${reason}`, {
		value: name,
		hint: "Rename or delete the file in the step; until then the result stays on this machine.",
		cause
	});
}
const tooManyFiles = () => new require_index.ObuilderError("layer-impossible", "could not make a layer: it has too many files, whose paths fill the memory", { hint: "Delete the files in the step, or pack them into an archive; until then the result stays on this machine." });
function asImpossible(path, error) {
	return require_index.isObuilderError(error, "image-invalid") ? layerImpossible(path, error.message, error) : error;
}
// src/layer/difference/contents.ts
const BATCH = 2e4;
async function differingContents(roots, paths, signal) {
	const differing = [];
	for (let start = 0; start < paths.length; start += BATCH) {
		const batch = paths.slice(start, start + BATCH);
		const [base, result] = await Promise.all([fingerprints(roots.base, batch, signal), fingerprints(roots.result, batch, signal)]);
		differing.push(...batch.filter((_, index) => base[index] !== result[index]));
	}
	return differing;
}
async function fingerprints(root, paths, signal) {
	const found = [];
	const reader = new TarReader((entry) => {
		const index = found.length;
		const hash = attributesIn(entry);
		const finish = () => {
			found[index] = hash.digest("base64");
		};
		found.push("");
		if (entry.size === 0) {
			finish();
			return;
		}
		return {
			write: (chunk) => hash.update(chunk),
			end: finish
		};
	});
	try {
		for await (const chunk of archiveListed(root, {
			paths,
			linksAsFiles: true,
			signal
		})) reader.write(chunk);
		reader.end();
	} catch (error) {
		throw asImpossible(paths[found.length] ?? "", error);
	}
	return found;
}
function attributesIn({ attributes }) {
	const hash = (0, node_crypto().createHash)("sha256");
	const sorted = [...attributes].sort(([a], [b]) => a < b ? -1 : 1);
	hash.update(JSON.stringify(sorted));
	return hash;
}
// src/layer/difference/node.ts
var Tree = class {
	#root;
	constructor(root) {
		this.#root = Buffer.from(root, "utf8").toString("latin1");
	}
	stat(path) {
		const stats = named(path, () => (0, node_fs.lstatSync)(this.#at(path), {
			bigint: true,
			throwIfNoEntry: false
		}));
		return stats?.isSocket() ? void 0 : stats;
	}
	list(path) {
		return named(path, () => (0, node_fs.readdirSync)(this.#at(path), "latin1")).sort(byBytes);
	}
	target(path) {
		return named(path, () => (0, node_fs.readlinkSync)(this.#at(path), "latin1"));
	}
	open(path) {
		return named(path, () => (0, node_fs.openSync)(this.#at(path), node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW));
	}
	#at(path) {
		return Buffer.from(path === "" ? this.#root : `${this.#root}/${path}`, "latin1");
	}
};
const byBytes = (a, b) => a < b ? -1 : a > b ? 1 : 0;
function byPlace(a, b) {
	const end = Math.min(a.length, b.length);
	let at = 0;
	while (at < end && a[at] === b[at]) at += 1;
	if (at === end) return a.length - b.length;
	const rank = (path) => path[at] === "/" ? -1 : path.charCodeAt(at);
	return rank(a) - rank(b);
}
const join = (directory, name) => directory === "" ? name : `${directory}/${name}`;
const parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
function named(path, look) {
	try {
		return look();
	} catch (error) {
		if (require_reader.errnoOf(error) !== "ENAMETOOLONG") throw error;
		throw layerImpossible(path, "its path is longer than the 4095 bytes that programs can use", error);
	}
}
const FORMAT = 61440n;
const isSameKind = (a, b) => (a.mode & FORMAT) === (b.mode & FORMAT);
const isUntouched = (a, b) => a.ino === b.ino && a.ctimeNs === b.ctimeNs;
function looksSame(a, b) {
	if (a.mode !== b.mode || a.uid !== b.uid || a.gid !== b.gid || a.mtimeNs !== b.mtimeNs) return false;
	if (a.isFile()) return a.size === b.size;
	return !(a.isCharacterDevice() || a.isBlockDevice()) || a.rdev === b.rdev;
}
// src/layer/difference/links.ts
function namesForLinks(linked, changed) {
	const files = groupBy(linked, ({ inode }) => inode);
	const stays = ({ names }) => names.every(({ path, baseInode }) => !changed.has(path) && baseInode !== void 0) && new Set(names.map(({ baseInode }) => baseInode)).size === 1;
	const taken = [];
	const staying = [];
	for (const file of files) if (stays(file)) staying.push(file);
	else taken.push(...file.names);
	for (const parted of partedFiles(staying)) for (const { names } of parted.slice(1)) taken.push(...names);
	return taken.map(({ path }) => path).filter((path) => !changed.has(path));
}
function lacksNames(linked) {
	const count = (key) => {
		const counts = new Map();
		for (const name of linked) counts.set(key(name), (counts.get(key(name)) ?? 0) + 1);
		return counts;
	};
	const now = count(({ inode }) => inode);
	const before = count(({ baseInode }) => baseInode);
	return linked.some(({ inode, baseInode, links, baseLinks, isTouched }) => {
		if (!isTouched) return false;
		return links > (now.get(inode) ?? 0) || baseInode !== void 0 && baseLinks > (before.get(baseInode) ?? 0);
	});
}
function firstNames(linked) {
	const files = groupBy(linked, ({ inode }) => inode);
	return new Map(files.flatMap(({ first, names }) => names.map(({ path }) => [path, first])));
}
function groupBy(linked, key) {
	const groups = new Map();
	for (const name of linked) {
		const group = groups.get(key(name));
		if (group === void 0) groups.set(key(name), [name]);
		else group.push(name);
	}
	return [...groups.values()].map((names) => {
		const sorted = names.toSorted((a, b) => byPlace(a.path, b.path));
		return {
			first: sorted[0]?.path ?? "",
			names: sorted
		};
	});
}
function partedFiles(files) {
	const byBase = new Map();
	for (const file of files) {
		const base = file.names[0]?.baseInode ?? "";
		byBase.set(base, [...byBase.get(base) ?? [], file]);
	}
	return [...byBase.values()].filter((parted) => parted.length > 1).map((parted) => parted.toSorted((a, b) => byPlace(a.first, b.first)));
}
// src/layer/difference/walk.ts
const LARGE_HOLES = 64n * 1024n ** 2n;
const MAX_FILE_BYTES = 900n * 1024n ** 4n;
const MAX_HELD_BYTES = 1024 ** 3;
const HELD_BYTES = 250;
const ENTRIES_AT_ONCE$1 = 2e3;
async function walkTrees({ base, result }, { mayDiffer, signal, maxHeldBytes = MAX_HELD_BYTES }) {
	const found = {
		changed: new Set(),
		open: [],
		gone: new Map(),
		linked: [],
		large: new Set()
	};
	const walk = new Walk({
		base,
		result
	}, found, maxHeldBytes);
	const todo = [walk.visit("", base !== void 0)].filter(isDirectory$1);
	let seen = 0;
	for (let directory = todo.pop(); directory !== void 0; directory = todo.pop()) {
		const inner = walk.enter(directory).filter((one) => mustEnter(one, mayDiffer));
		todo.push(...inner.reverse());
		seen += walk.takeCount();
		if (seen < ENTRIES_AT_ONCE$1) continue;
		seen = 0;
		await new Promise((resolve) => setImmediate(resolve));
		signal?.throwIfAborted();
	}
	return found;
}
function mustEnter({ path, isInBase, inodes }, mayDiffer) {
	if (!isInBase || inodes === void 0 || mayDiffer === void 0) return true;
	return mayDiffer(path, inodes);
}
const isDirectory$1 = ({ kind }) => kind === "directory";
var Walk = class {
	#trees;
	#found;
	#count = 0;
	#freeBytes;
	constructor(trees, found, maxHeldBytes) {
		this.#trees = trees;
		this.#found = found;
		this.#freeBytes = maxHeldBytes;
	}
	takeCount() {
		const count = this.#count;
		this.#count = 0;
		return count;
	}
	enter({ path: directory, isInBase }) {
		const { base, result } = this.#trees;
		const left = new Set();
		const inner = [];
		for (const name of result.list(directory)) {
			const visited = this.visit(join(directory, name), isInBase);
			if (visited.kind !== "none") left.add(name);
			if (isDirectory$1(visited)) inner.push(visited);
		}
		if (base !== void 0 && isInBase) {
			const before = base.list(directory);
			const gone = before.filter((name) => !left.has(name) && base.stat(join(directory, name)) !== void 0);
			for (const name of gone) this.#hold(name);
			if (gone.length > 0) this.#found.gone.set(directory, {
				names: gone,
				isAll: !before.some((name) => left.has(name))
			});
		}
		return inner;
	}
	visit(path, isInBase) {
		this.#count += 1;
		const { base, result } = this.#trees;
		const now = result.stat(path);
		if (now === void 0) return {
			path,
			kind: "none",
			isInBase: false
		};
		const before = isInBase ? base?.stat(path) : void 0;
		const isDirectoryThere = before?.isDirectory() ?? false;
		const isTouched = this.#compare(path, now, before);
		if (isTouched) this.#hold(path);
		if (now.isDirectory()) return {
			path,
			kind: "directory",
			isInBase: isDirectoryThere,
			inodes: {
				from: before?.ino ?? 0n,
				to: now.ino
			}
		};
		this.#noteLinks(path, {
			now,
			before: isDirectoryThere ? void 0 : before,
			isTouched
		});
		if (now.isFile() && now.size >= LARGE_HOLES) this.#noteLarge(path, now);
		return {
			path,
			kind: "other",
			isInBase: false
		};
	}
	#compare(path, now, before) {
		const { changed, open } = this.#found;
		if (before === void 0 || !isSameKind(now, before) || !looksSame(now, before)) changed.add(path);
		else if (isUntouched(now, before)) return false;
		else if (now.isFile() || now.isDirectory()) open.push(path);
		else if (now.isSymbolicLink() && this.#trees.result.target(path) !== this.#trees.base?.target(path)) changed.add(path);
		return true;
	}
	#hold(path) {
		this.#freeBytes -= path.length + HELD_BYTES;
		if (this.#freeBytes < 0) throw tooManyFiles();
	}
	#noteLarge(path, { size }) {
		if (size >= MAX_FILE_BYTES) throw layerImpossible(path, "it is larger than 900 TiB");
		this.#found.large.add(path);
	}
	#noteLinks(path, { now, before, isTouched }) {
		if (now.nlink === 1n && (before === void 0 || before.nlink === 1n)) return;
		this.#hold(path);
		this.#found.linked.push({
			path,
			links: Number(now.nlink),
			inode: inodeOf(now),
			baseInode: before && inodeOf(before),
			baseLinks: Number(before?.nlink ?? 0n),
			isTouched
		});
	}
};
const inodeOf = ({ dev, ino }) => `${dev} ${ino}`;
// src/layer/difference/difference.ts
async function findDifference(request) {
	const { base, result } = request;
	const found = await walkAsNeeded({
		base: base === void 0 ? void 0 : new Tree(base),
		result: new Tree(result)
	}, request);
	const { changed, open } = found;
	if (base !== void 0) for (const path of await differingContents({
		base,
		result
	}, open, request.signal)) changed.add(path);
	for (const path of namesForLinks(found.linked, changed)) changed.add(path);
	for (const directory of directoriesAbove(found)) changed.add(directory);
	return sortMembers(found);
}
async function walkAsNeeded(trees, { mayDiffer, signal }) {
	const found = await walkTrees(trees, {
		mayDiffer,
		signal
	});
	return mayDiffer !== void 0 && lacksNames(found.linked) ? await walkTrees(trees, { signal }) : found;
}
function directoriesAbove({ changed, gone }) {
	const above = new Set();
	const add = (directory) => {
		for (let one = directory; one !== "" && !above.has(one); one = parentOf(one)) above.add(one);
		if (directory === "") above.add("");
	};
	for (const path of changed) if (path !== "") add(parentOf(path));
	for (const directory of gone.keys()) add(directory);
	return [...above].filter((directory) => !changed.has(directory));
}
const HIDES = ".wh.";
const HIDES_ALL = ".wh..wh..opq";
function whiteouts({ gone }) {
	return [...gone].flatMap(([directory, { names, isAll }]) => {
		const reserved = names.find((name) => name.startsWith(HIDES));
		if (isAll && (names.length > 1 || reserved !== void 0)) return [join(directory, HIDES_ALL)];
		if (reserved !== void 0) throw layerImpossible(join(directory, reserved), `a layer cannot delete a name that begins with ${HIDES}`);
		return names.map((name) => join(directory, HIDES + name));
	});
}
function sortMembers(found) {
	const { changed, large, linked } = found;
	for (const path of changed) checkName(path);
	const firsts = firstNames(linked.filter(({ path }) => changed.has(path)));
	const entry = (path) => {
		const target = firsts.get(path);
		if (target !== void 0 && target !== path) return {
			kind: "link",
			path,
			target
		};
		return {
			kind: "entry",
			path,
			isLarge: large.has(path)
		};
	};
	const hidden = whiteouts(found).map((path) => ({
		kind: "whiteout",
		path
	}));
	return [...[...changed].map(entry), ...hidden].sort((a, b) => byPlace(a.path, b.path));
}
function checkName(path) {
	if (!path.slice(path.lastIndexOf("/") + 1).startsWith(HIDES)) return;
	throw layerImpossible(path, `in a layer, a name that begins with ${HIDES} deletes another file`);
}
// src/layer/members.ts
const LETTERS = {
	directory: "d",
	link: "l",
	other: "f"
};
function formatMembers(members) {
	if (members.length > 5e5) return void 0;
	const lines = members.map(({ kind, path, isNew, target = "" }) => {
		return `${isNew === true ? "D" : LETTERS[kind]}${path}\0${kind === "link" ? `${target}\0` : ""}`;
	});
	return lines.reduce((sum, line) => sum + line.length, 0) > 16777216 ? void 0 : Buffer.from(lines.join(""), "latin1");
}
function parseMembers(bytes) {
	const text = bytes.toString("latin1");
	const members = [];
	let at = 0;
	const word = () => {
		const end = text.indexOf("\0", at);
		if (end === -1) return void 0;
		const found = text.slice(at, end);
		at = end + 1;
		return found;
	};
	while (at < text.length) {
		const [letter, path] = [text.charAt(at), word()?.slice(1)];
		if (path === void 0 || members.length === 5e5) return void 0;
		if (letter === "d" || letter === "D") members.push({
			kind: "directory",
			path,
			isNew: letter === "D"
		});
		else if (letter === "f") members.push({
			kind: "other",
			path
		});
		else {
			const target = letter === "l" ? word() : void 0;
			if (target === void 0) return void 0;
			members.push({
				kind: "link",
				path,
				target
			});
		}
	}
	return members;
}
// src/layer/write/latest.ts
const NANOSECONDS = 1000000000n;
function notAfter(entry, { latestSeconds }) {
	if (latestSeconds === void 0) return entry;
	const latest = BigInt(latestSeconds) * NANOSECONDS;
	return entry.modified > latest ? {
		...entry,
		modified: latest
	} : entry;
}
// src/layer/write/parts.ts
const BLOCK = 65536;
const ZEROS$2 = Buffer.alloc(BLOCK);
const MAX_PARTS = 2e4;
const MAX_GAP = 4 * 1024 ** 2;
var PartFinder = class {
	#parts = [];
	#position = 0;
	#isData = false;
	#minGap = 0;
	#path;
	constructor(path) {
		this.#path = path;
	}
	write(chunk) {
		for (let at = 0; at < chunk.length;) {
			const slice = chunk.subarray(at, at + BLOCK - this.#position % BLOCK);
			this.#isData ||= !slice.equals(ZEROS$2.subarray(0, slice.length));
			this.#pass(slice.length);
			at += slice.length;
		}
	}
	hole(bytes) {
		const toEnd = Math.min(bytes, BLOCK - this.#position % BLOCK);
		this.#pass(toEnd);
		this.#position += bytes - toEnd;
	}
	end() {
		this.#endBlock(this.#position - this.#position % BLOCK);
	}
	parts() {
		return this.#parts;
	}
	#pass(bytes) {
		this.#position += bytes;
		if (this.#position % BLOCK === 0) this.#endBlock(this.#position - BLOCK);
	}
	#endBlock(offset) {
		if (!this.#isData) return;
		this.#isData = false;
		this.#parts = joined$2(this.#parts, {
			offset,
			bytes: this.#position - offset
		}, this.#minGap);
		while (this.#parts.length > MAX_PARTS) {
			if (this.#minGap >= MAX_GAP) throw layerImpossible(this.#path, "it has too many holes");
			this.#minGap = Math.max(2 * this.#minGap, BLOCK);
			const parts = this.#parts;
			this.#parts = [];
			for (const part of parts) this.#parts = joined$2(this.#parts, part, this.#minGap);
		}
	}
};
function joined$2(parts, part, minGap) {
	const last = parts.at(-1);
	if (last === void 0 || part.offset - last.offset - last.bytes > minGap) parts.push(part);
	else parts[parts.length - 1] = {
		offset: last.offset,
		bytes: part.offset + part.bytes - last.offset
	};
	return parts;
}
function partsOnly(parts, pass) {
	let position = 0;
	let index = 0;
	const take = (length, chunk) => {
		const end = position + length;
		for (let part = parts[index]; part !== void 0 && part.offset < end; part = parts[index]) {
			const from = Math.max(part.offset, position);
			const to = Math.min(part.offset + part.bytes, end);
			if (chunk === void 0) passZeros(to - from, pass);
			else pass(chunk.subarray(from - position, to - position));
			if (to < part.offset + part.bytes) break;
			index += 1;
		}
		position = end;
	};
	return {
		write: (chunk) => take(chunk.length, chunk),
		hole: (bytes) => take(bytes, void 0),
		end: () => void 0
	};
}
function passZeros(bytes, pass) {
	for (let left = bytes; left > 0; left -= BLOCK) pass(ZEROS$2.subarray(0, left));
}
// src/layer/write/large.ts
async function writeLarge(place, request, output) {
	const finder = new PartFinder(place);
	const found = await readFile(place, request, {
		sinkOf: () => finder,
		ready: async () => void 0
	});
	const parts = finder.parts();
	const entry = {
		...notAfter(found, request),
		path: place,
		target: "",
		sparse: void 0
	};
	const stored = parts.reduce((sum, { bytes }) => sum + bytes, 0);
	const isSparse = BigInt(found.size - stored) >= LARGE_HOLES;
	request.before();
	const header = isSparse ? sparseHeader(entry, parts, stored) : formatHeader(entry);
	output.write(header);
	const sink = isSparse ? partsOnly(parts, (bytes) => output.write(bytes)) : everything(output);
	await readFile(place, request, {
		sinkOf: () => sink,
		ready: () => output.ready()
	});
	output.write(padding(isSparse ? stored : found.size));
	return entry;
}
async function readFile(place, { root, signal }, { sinkOf, ready }) {
	let entry;
	const reader = new TarReader((found) => {
		entry = found;
		return sinkOf(found);
	});
	const options = {
		paths: [place],
		linksAsFiles: true,
		findsHoles: true,
		signal
	};
	try {
		for await (const chunk of archiveListed(root, options)) {
			reader.write(chunk);
			await ready();
		}
		reader.end();
	} catch (error) {
		throw asImpossible(place, error);
	}
	return require_index.must(entry, "the file that was asked for");
}
function sparseHeader(entry, parts, stored) {
	const ends = parts.at(-1);
	const last = ends === void 0 || ends.offset + ends.bytes < entry.size ? [{
		offset: entry.size,
		bytes: 0
	}] : [];
	const all = [...parts, ...last];
	const numbers = [all.length, ...all.flatMap(({ offset, bytes }) => [offset, bytes])];
	const list = Buffer.from(numbers.map((number) => `${number}\n`).join(""));
	const slash = entry.path.lastIndexOf("/") + 1;
	const stand = `${entry.path.slice(0, slash)}GNUSparseFile.0/${entry.path.slice(slash)}`;
	const size = list.length + padding(list.length).length + stored;
	const header = formatHeader({
		...entry,
		path: stand,
		size
	}, [
		["GNU.sparse.major", "1"],
		["GNU.sparse.minor", "0"],
		["GNU.sparse.name", entry.path],
		["GNU.sparse.realsize", String(entry.size)]
	]);
	return Buffer.concat([
		header,
		list,
		padding(list.length)
	]);
}
const everything = (output) => ({
	write: (chunk) => output.write(chunk),
	end: () => void 0
});
// src/layer/write/plain.ts
const PIECE$2 = 1048576;
const MAX_TIME$1 = 10n ** 27n;
const BYTES_AT_ONCE = 4 * 1024 ** 2;
const ENTRIES_AT_ONCE = 2e3;
async function readPlain(paths, { root, signal, begin, ready }) {
	const tree = new Tree(root);
	let piece = Buffer.alloc(0);
	let [bytes, entries] = [0, 0];
	const pause = async (count) => {
		bytes += count;
		if (bytes < BYTES_AT_ONCE && entries < ENTRIES_AT_ONCE) return;
		[bytes, entries] = [0, 0];
		await new Promise((resolve) => setImmediate(resolve));
		signal?.throwIfAborted();
		await ready();
	};
	for (const path of paths) {
		const entry = entryOf(tree, path);
		const sink = begin(path, entry);
		entries += 1;
		if (sink === void 0 || entry.size === 0) {
			await pause(0);
			continue;
		}
		if (piece.length < Math.min(PIECE$2, entry.size)) piece = Buffer.allocUnsafe(Math.min(PIECE$2, Math.max(2 * piece.length, entry.size)));
		await passContent({
			tree,
			path,
			size: entry.size,
			piece,
			sink,
			pause
		});
	}
}
async function passContent({ tree, path, size, piece, sink, pause }) {
	const file = tree.open(path);
	try {
		let left = size;
		while (left > 0) {
			const count = (0, node_fs.readSync)(file, piece, 0, Math.min(left, piece.length), null);
			if (count === 0) throw changed(path);
			sink.write(piece.subarray(0, count));
			left -= count;
			await pause(count);
		}
	} finally {
		(0, node_fs.closeSync)(file);
	}
	sink.end();
}
const changed = (path) => new require_index.ObuilderError("tool-failed", `a file of a result became shorter: ${path}`, { value: path });
function entryOf(tree, path) {
	const stats = require_index.must(tree.stat(path), "a file of a result");
	const kind = kindOf(stats);
	const modified = require_reader.modifiedAt(stats);
	if (modified >= MAX_TIME$1 || modified <= -MAX_TIME$1) throw layerImpossible(path, "its time is too far away");
	const isDevice = kind === "character" || kind === "block";
	return {
		kind,
		path,
		target: kind === "symlink" ? tree.target(path) : "",
		mode: Number(stats.mode & 4095n),
		uid: Number(stats.uid),
		gid: Number(stats.gid),
		size: kind === "file" ? Number(stats.size) : 0,
		modified,
		major: isDevice ? majorOf(stats) : 0,
		minor: isDevice ? minorOf(stats) : 0,
		attributes: new Map()
	};
}
function kindOf(stats) {
	if (stats.isFile()) return "file";
	if (stats.isDirectory()) return "directory";
	if (stats.isSymbolicLink()) return "symlink";
	if (stats.isCharacterDevice()) return "character";
	return stats.isBlockDevice() ? "block" : "fifo";
}
const majorOf = ({ rdev }) => Number(rdev >> 8n & 4095n | rdev >> 32n & 4294963200n);
const minorOf = ({ rdev }) => Number(rdev & 255n | rdev >> 12n & 4294967040n);
// src/layer/write/archive.ts
async function writeArchive$1(members, request, output) {
	const writer = new ArchiveWriter(members, output);
	const entries = members.filter((member) => member.kind === "entry");
	const { root, scratch } = request;
	const attributed = await mayHaveAttributes(entries.flatMap(({ isLarge, path }) => isLarge ? [] : [path]), {
		root,
		program: `${scratch}/calls-${process.pid}`
	});
	const wayOf = ({ isLarge, path }) => isLarge ? "large" : attributed.has(path) ? "tar" : "plain";
	for (const { way, paths: run } of runsOf(entries, wayOf)) if (way === "tar") await writeRun(run, {
		...request,
		writer,
		output
	});
	else if (way === "plain") await readPlain(run, {
		...request,
		begin: (path, entry) => writer.entry(path, notAfter(entry, request)),
		ready: () => output.ready()
	});
	else for (const path of run) {
		const entry = await writeLarge(path, {
			...request,
			before: () => writer.advance(path)
		}, output);
		writer.done(path, entry);
	}
	return writer.end();
}
function runsOf(entries, wayOf) {
	const runs = [];
	for (const entry of entries) {
		const [way, last] = [wayOf(entry), runs.at(-1)];
		if (last?.way === way) last.paths.push(entry.path);
		else runs.push({
			way,
			paths: [entry.path]
		});
	}
	return runs;
}
async function writeRun(paths, { root, signal, writer, output, latestSeconds }) {
	let index = 0;
	const reader = new TarReader((found) => {
		const path = paths[index];
		index += 1;
		return writer.entry(require_index.must(path, "a file that was asked for"), notAfter(found, { latestSeconds }));
	});
	try {
		for await (const chunk of archiveListed(root, {
			paths,
			linksAsFiles: true,
			signal
		})) {
			reader.write(chunk);
			await output.ready();
		}
		reader.end();
	} catch (error) {
		throw asImpossible(paths[index] ?? "", error);
	}
	if (index !== paths.length) throw new require_index.ObuilderError("internal", `GNU tar archived ${index} of ${paths.length} files`);
}
var ArchiveWriter = class {
	#members;
	#output;
	#targets;
	#written = new Map();
	#listed = [];
	#next = 0;
	constructor(members, output) {
		this.#members = members;
		this.#output = output;
		this.#targets = new Set(members.flatMap((member) => member.kind === "link" ? [member.target] : []));
	}
	entry(place, found) {
		this.advance(place);
		const entry = {
			...found,
			path: nameOf(place, found),
			target: found.kind === "symlink" ? found.target : ""
		};
		this.done(place, entry);
		this.#output.write(formatHeader(entry));
		if (entry.size === 0) return void 0;
		return {
			write: (chunk) => this.#output.write(chunk),
			end: () => this.#output.write(padding(entry.size))
		};
	}
	done(place, entry) {
		this.#list(place, entry);
		if (this.#targets.has(place)) this.#written.set(place, entry);
	}
	advance(place) {
		for (let member = this.#members[this.#next]; member !== void 0; member = this.#members[this.#next]) {
			if (member.kind === "entry" && member.path !== place) throw new require_index.ObuilderError("internal", "the order of files has changed");
			this.#next += 1;
			if (member.kind === "entry") return;
			this.#output.write(formatHeader(member.kind === "link" ? this.#link(member) : whiteout(member.path)));
			const model = member.kind === "link" ? this.#written.get(member.target) : void 0;
			this.#list(member.path, model ?? whiteout(member.path));
		}
	}
	end() {
		this.advance("");
		this.#output.write(END_OF_ARCHIVE);
		return this.#listed;
	}
	#list(path, { kind, target }) {
		if (kind === "symlink") this.#listed.push({
			kind: "link",
			path,
			target
		});
		else this.#listed.push({
			kind: kind === "directory" ? kind : "other",
			path
		});
	}
	#link({ path, target }) {
		return {
			...require_index.must(this.#written.get(target), "the first name of a file"),
			kind: "link",
			path,
			target,
			size: 0,
			major: 0,
			minor: 0,
			attributes: new Map()
		};
	}
};
function nameOf(place, { kind }) {
	if (place === "") return "./";
	return kind === "directory" ? `${place}/` : place;
}
const whiteout = (name) => ({
	kind: "file",
	path: name,
	target: "",
	mode: 0,
	uid: 0,
	gid: 0,
	size: 0,
	modified: 0n,
	major: 0,
	minor: 0,
	attributes: new Map()
});
// src/layer/write/frames.ts
const FRAME_BYTES = 4 * 1024 ** 2;
const NOTHING$1 = Buffer.alloc(0);
const THREADS = 4;
function compressorOf(compression) {
	const { constants, gzip, gzipSync, zstdCompress, zstdCompressSync } = process.getBuiltinModule("node:zlib");
	const chunkSize = (bytes) => Math.max(MIN_PIECE_BYTES$1, Math.ceil(bytes.length / 2));
	if (compression === "gzip") {
		const compress = (0, node_util.promisify)(gzip);
		return async (bytes) => {
			const options = {
				chunkSize: chunkSize(bytes),
				level: GZIP_LEVEL
			};
			return bytes.length <= MAX_AT_ONCE$1 ? gzipSync(bytes, options) : await compress(bytes, options);
		};
	}
	const compress = (0, node_util.promisify)(zstdCompress);
	const params = { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL };
	return async (bytes) => {
		const options = {
			chunkSize: chunkSize(bytes),
			params
		};
		return bytes.length <= MAX_AT_ONCE$1 ? zstdCompressSync(bytes, options) : await compress(bytes, options);
	};
}
const ZSTD_LEVEL = 2;
const GZIP_LEVEL = 6;
const MAX_AT_ONCE$1 = 32768;
const MIN_PIECE_BYTES$1 = 16384;
var FrameWriter = class {
	#compress;
	#file;
	#content = (0, node_crypto().createHash)("sha256");
	#stored = (0, node_crypto().createHash)("sha256");
	#most = Math.min((0, node_os().availableParallelism)(), THREADS) + 1;
	#frame = NOTHING$1;
	#free = [];
	#filled = 0;
	#size = 0;
	#running = 0;
	#last = Promise.resolve();
	#failure;
	#onFree;
	taken = 0;
	constructor(file, compression) {
		this.#file = file;
		this.#compress = compressorOf(compression);
	}
	write(chunk) {
		this.taken += chunk.length;
		for (let at = 0; at < chunk.length;) {
			if (this.#filled === this.#frame.length) this.#grow(chunk.length - at);
			const count = chunk.copy(this.#frame, this.#filled, at);
			at += count;
			this.#filled += count;
			if (this.#filled === FRAME_BYTES) this.#endFrame();
		}
	}
	#grow(needed) {
		const larger = this.taken > FRAME_BYTES ? FRAME_BYTES : Math.max(MIN_PIECE_BYTES$1, 4 * this.#filled, this.#filled + needed);
		const frame = this.#free.pop() ?? Buffer.allocUnsafe(Math.min(larger, FRAME_BYTES));
		this.#frame.copy(frame, 0, 0, this.#filled);
		this.#frame = frame;
	}
	async ready() {
		if (this.#failure !== void 0) throw this.#failure.error;
		while (this.#running > this.#most) await new Promise((resolve) => {
			this.#onFree = resolve;
		});
	}
	async end() {
		if (this.#filled > 0) this.#endFrame();
		await this.#last;
		const [diffId, digest] = [this.#content, this.#stored].map((hash) => `sha256:${hash.digest("hex")}`);
		return {
			diffId: diffId ?? "",
			digest: digest ?? "",
			size: this.#size
		};
	}
	#endFrame() {
		const frame = this.#frame.subarray(0, this.#filled);
		this.#frame = NOTHING$1;
		this.#filled = 0;
		this.#running += 1;
		const compressed = this.#compress(frame).finally(() => {
			if (frame.length === FRAME_BYTES) this.#free.push(frame);
		});
		compressed.catch(() => void 0);
		this.#content.update(frame);
		const before = this.#last;
		this.#last = this.#store(before, compressed);
		this.#last.catch(() => void 0);
	}
	async #store(before, compressed) {
		try {
			await before;
			const bytes = await compressed;
			this.#stored.update(bytes);
			this.#size += bytes.length;
			for (let at = 0; at < bytes.length;) at += (await this.#file.write(bytes, at)).bytesWritten;
		} catch (error) {
			this.#failure ??= { error };
			throw error;
		} finally {
			this.#running -= 1;
			this.#onFree?.();
		}
	}
};
// src/layer/make.ts
const MEDIA_TYPES = {
	zstd: "application/vnd.oci.image.layer.v1.tar+zstd",
	gzip: "application/vnd.oci.image.layer.v1.tar+gzip"
};
async function makeLayer(sides, options) {
	const { scratch, compression, latestSeconds, signal } = options;
	const file = node_path.default.join(scratch, `layer-${(0, node_crypto().randomBytes)(8).toString("hex")}`);
	try {
		signal?.throwIfAborted();
		const members = await findDifference({
			...sides,
			signal
		});
		const handle = await (0, node_fs_promises().open)(file, "wx", 384);
		try {
			const writer = new FrameWriter(handle, compression);
			const listed = await writeArchive$1(members, {
				root: sides.result,
				scratch,
				latestSeconds,
				signal
			}, reporting(writer, options));
			const written = await writer.end();
			checkReadable(writer.taken, written.size);
			return {
				layer: {
					...written,
					mediaType: MEDIA_TYPES[compression]
				},
				file,
				members: formatMembers(markNew(listed, sides.base))
			};
		} finally {
			await handle.close();
		}
	} catch (error) {
		(0, node_fs.rmSync)(file, { force: true });
		throw asMakingError(error, options);
	}
}
function markNew(members, base) {
	const tree = base === void 0 ? void 0 : new Tree(base);
	const fresh = new Set();
	return members.map((member) => {
		const { kind, path } = member;
		if (kind !== "directory" || path === "") return member;
		const isNew = tree === void 0 || fresh.has(parentOf(path)) || tree.stat(path)?.isDirectory() !== true;
		if (isNew) fresh.add(path);
		return isNew ? {
			...member,
			isNew
		} : member;
	});
}
function checkReadable(taken, size) {
	if (taken <= mostContent(size)) return;
	throw new require_index.ObuilderError("layer-impossible", `could not make a layer: ${taken} bytes become ${size} by compression, so readers would refuse the layer as a bomb`, { hint: "The result stays on this machine. Let the step write less of the same." });
}
function reporting(writer, { onProgress, signal }) {
	return {
		write: (chunk) => writer.write(chunk),
		ready: async () => {
			signal?.throwIfAborted();
			onProgress?.(writer.taken);
			await writer.ready();
		}
	};
}
function asMakingError(error, { scratch, signal }) {
	if (require_reader.isSpaceFault(error)) return require_reader.diskFull("could not make a layer", error, { written: [scratch] });
	if (signal?.aborted && !require_index.isObuilderError(error, "cancelled")) return new require_index.ObuilderError("cancelled", "the layer was cancelled", { cause: error });
	return require_quick.isAbort(error) ? new require_index.ObuilderError("cancelled", "the layer was cancelled", { cause: error }) : error;
}
// src/layer/open.ts
var open_exports$5 = require_index.__exportAll({ openLayers: () => openLayers });
function openLayers(store) {
	const layers = knownLayers(store.memo);
	return {
		known: layers.recall,
		remember: layers.remember,
		make: async (result, options) => {
			const made = await makeLayer(await viewSides(store, result, options.signal), options);
			layers.remember(result, made.layer, options);
			return made;
		},
		makeWhole: (directory, options) => makeLayer({
			base: void 0,
			result: directory
		}, options),
		parseMembers,
		apply: applyLayer,
		applyChain
	};
}
async function viewSides(store, result, signal) {
	const { id, parent, startedAt, parentMadeAt, vouchedBy } = result;
	const held = await store.hold(parent === void 0 ? [id] : [id, parent]);
	const there = held.get(id);
	if (there?.startedAt !== startedAt || there.vouchedBy !== vouchedBy) throw gone(id);
	if (parent === void 0) return {
		base: void 0,
		result: await store.view(id)
	};
	const base = held.get(parent);
	const isBase = parentMadeAt === void 0 || base?.startedAt === parentMadeAt;
	const isVouched = base?.vouchedBy === void 0 || base.vouchedBy === vouchedBy;
	if (base === void 0 || !isBase || !isVouched) throw gone(parent);
	const mayDiffer = there.parent === parent ? await store.changes(parent, id, signal) : void 0;
	return {
		base: await store.view(parent),
		result: await store.view(id),
		mayDiffer
	};
}
function gone(id) {
	return new require_index.ObuilderError("result-missing", `could not make a layer: the result ${id} is gone or was built again`, { value: id });
}
// src/network/heard-attempt.ts
const MAX_TEXT$2 = 300;
const ENDS = [
	"passed",
	"denied",
	"failed"
];
const DENIALS = [
	"name",
	"endpoint",
	"address",
	"server-name",
	"owner",
	"crowd"
];
function heardAttempt(value) {
	if (typeof value !== "object" || value === null) return void 0;
	const { host, port, end, denial, detail, times } = value;
	const isKnown = ENDS.includes(end) && (denial === void 0 || DENIALS.includes(denial));
	if (typeof host !== "string" || !isKnown || !isCount(times)) return void 0;
	return {
		host: plain(host),
		port: isCount(port) && port < 2 ** 16 ? port : void 0,
		end,
		denial,
		detail: typeof detail === "string" ? plain(detail) : void 0,
		times
	};
}
const isCount = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const plain = (text) => text.slice(0, MAX_TEXT$2).replace(/[^ -~]/g, "?");
// src/network/rooms.ts
var rooms_exports = require_index.__exportAll({ openRooms: () => openRooms });
const ENVIRONMENT$1 = {
	PATH: "/usr/local/bin:/usr/bin:/bin",
	LC_ALL: "C",
	UV_THREADPOOL_SIZE: "32"
};
const CLOSE_MS$1 = 1e4;
function openRooms({ program, mayReachMachine }) {
	let current;
	let last = 0;
	return { open({ kind, endpoints = [], onAttempt, file }) {
		if (current?.program.isOpen() !== true) current = startRelay(program);
		const relay = current;
		const post = (message, socket) => relay.program.send(message, socket);
		last += 1;
		const room = last;
		const broken = new AbortController();
		const closed = Promise.withResolvers();
		const onBroken = (error) => {
			broken.abort(error);
			closed.resolve([]);
		};
		const namespace = openNamespace(file, (role, socket) => post({
			room,
			role
		}, socket));
		relay.rooms.set(room, {
			onAttempt,
			onClosed: closed.resolve,
			onBroken
		});
		post({
			room,
			open: {
				kind,
				mayReachMachine,
				endpoints
			}
		});
		return {
			namespace: namespace.path,
			ready: namespace.ready,
			broken: broken.signal,
			close: async () => {
				await namespace.ready.catch(() => void 0);
				post({
					room,
					close: true
				});
				for (const attempt of await within(CLOSE_MS$1, closed.promise)) onAttempt(attempt);
				relay.rooms.delete(room);
				namespace.close();
			}
		};
	} };
}
function startRelay(program) {
	const rooms = new Map();
	const args = [
		"--disable-sigusr1",
		program,
		"relay"
	];
	return {
		program: startWithChannel(process.execPath, args, {
			env: ENVIRONMENT$1,
			onMessage: (received) => {
				const { room: number, attempt, closed } = received ?? {};
				const room = rooms.get(Number(number));
				const heard = heardAttempt(attempt);
				if (heard !== void 0) room?.onAttempt(heard);
				else if (Array.isArray(closed)) room?.onClosed(closed.slice(0, 200).flatMap((one) => heardAttempt(one) ?? []));
			},
			onEnd: (how, stderr) => {
				const error = relayGone(`${how} ${stderr}`.trim());
				for (const { onBroken } of rooms.values()) onBroken(error);
			}
		}),
		rooms
	};
}
function relayGone(how) {
	return new require_index.ObuilderError("sandbox-failed", `the process that relays the connections of steps ended: ${how}`, { hint: "Build again. If that fails too, find the process that ends processes of the user nobody." });
}
async function within(ms, work) {
	let timer;
	const late = new Promise((resolve) => {
		timer = setTimeout(() => resolve([]), ms);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
// src/oci/assemble.ts
const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
const OCI_TYPES = {
	"application/vnd.docker.image.rootfs.diff.tar": "application/vnd.oci.image.layer.v1.tar",
	"application/vnd.docker.image.rootfs.diff.tar.gzip": "application/vnd.oci.image.layer.v1.tar+gzip",
	"application/vnd.docker.image.rootfs.diff.tar.zstd": "application/vnd.oci.image.layer.v1.tar+zstd"
};
const ociType = (mediaType) => OCI_TYPES[mediaType] ?? mediaType;
function assembleImage(parts) {
	const config = Buffer.from(JSON.stringify(configOf(parts)));
	const imageId = require_quick.digestOf(config);
	const manifest = Buffer.from(JSON.stringify({
		schemaVersion: 2,
		mediaType: MANIFEST_TYPE,
		config: {
			mediaType: CONFIG_TYPE,
			digest: imageId,
			size: config.length,
			data: config.length <= 65536 ? config.toString("base64") : void 0
		},
		layers: parts.layers.map(({ mediaType, digest, size }) => ({
			mediaType: ociType(mediaType),
			digest,
			size
		})),
		annotations: parts.annotations
	}));
	return {
		config,
		manifest,
		digest: require_quick.digestOf(manifest),
		imageId
	};
}
function configOf({ facts, layers, history, createdAt, settings, fields }) {
	const { environment, workdir, user, shell } = facts;
	const { os, architecture, variant } = require_quick.parsePlatform(facts.platform);
	return {
		created: date(createdAt),
		architecture,
		os,
		variant,
		config: {
			User: "name" in user ? user.name : `${user.uid}:${user.gid}`,
			Env: environment.map(([name, value]) => `${name}=${value}`),
			WorkingDir: workdir,
			Shell: shell.length === 0 ? void 0 : shell,
			Cmd: shell.slice(0, 1),
			...settings
		},
		rootfs: {
			type: "layers",
			diff_ids: layers.map(({ diffId }) => diffId)
		},
		history: history.map(({ text, createdAt: at }) => ({
			created: at === void 0 ? void 0 : date(at),
			created_by: text
		})),
		...fields
	};
}
const date = (milliseconds) => new Date(Math.floor(milliseconds)).toISOString();
// src/remote/pieces.ts
async function* streamOf(...pieces) {
	await Promise.resolve();
	yield* pieces;
}
// src/remote/proved.ts
const PIECE$1 = 524288;
const MAX_HELD_MS = 1e3;
async function* proved(pieces, { size, digest }, fail) {
	const hash = (0, node_crypto().createHash)("sha256");
	const held = new Held();
	let passed = 0;
	for await (const piece of pieces) {
		if (piece.length === 0) continue;
		passed += piece.length;
		if (passed > size) throw fail(`is longer than ${size} bytes`);
		hash.update(piece);
		held.add(piece);
		if (passed < size) {
			if (held.isFull()) yield held.take();
		} else {
			checkEnd();
			yield held.take();
		}
	}
	if (passed < size || size === 0) checkEnd();
	function checkEnd() {
		if (passed < size) throw fail(`ends after ${passed} of ${size} bytes`);
		if (`sha256:${hash.digest("hex")}` !== digest) throw fail("is damaged");
	}
}
var Held = class {
	#pieces = [];
	#bytes = 0;
	#takenAt = performance.now();
	add(piece) {
		this.#pieces.push(piece);
		this.#bytes += piece.length;
	}
	isFull() {
		return this.#bytes >= PIECE$1 || performance.now() - this.#takenAt > MAX_HELD_MS;
	}
	take() {
		const [first] = this.#pieces;
		const joined = first !== void 0 && this.#pieces.length === 1 ? first : Buffer.concat(this.#pieces);
		this.#pieces = [];
		this.#bytes = 0;
		this.#takenAt = performance.now();
		return joined;
	}
};
// src/publish/archive.ts
var ImageArchive = class {
	#request;
	#names;
	#assemble;
	#image;
	constructor(request, names, assemble) {
		this.#request = request;
		this.#names = names;
		this.#assemble = assemble;
	}
	get image() {
		return this.#image;
	}
	async *bytes() {
		const layers = [];
		const done = new Set();
		this.#request.onStart();
		for (const layer of this.#request.layers) {
			const written = yield* writeLayer(layer, done);
			this.#request.onLayer(layer, done.has(written.digest) ? 0 : written.size);
			done.add(written.digest);
			layers.push(written);
		}
		const image = this.#assemble(layers);
		for (const [name, bytes] of this.#documents(image, layers)) yield* member(name, bytes);
		yield END_OF_ARCHIVE;
		this.#image = image;
	}
	#documents(image, layers) {
		const { config, manifest, digest, imageId } = image;
		const index = {
			schemaVersion: 2,
			mediaType: INDEX_TYPE,
			manifests: descriptors(image, this.#names)
		};
		const saved = {
			Config: require_quick.blobName(imageId),
			RepoTags: this.#names.map(require_quick.formatReference),
			Layers: layers.map((layer) => require_quick.blobName(layer.digest))
		};
		const isDocker = this.#request.output.type === "docker";
		return [
			[require_quick.blobName(imageId), config],
			[require_quick.blobName(digest), manifest],
			...isDocker ? [["manifest.json", jsonBytes([saved])]] : [],
			["index.json", jsonBytes(index)],
			["oci-layout", jsonBytes({ imageLayoutVersion: "1.0.0" })]
		];
	}
};
const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
const jsonBytes = (value) => Buffer.from(JSON.stringify(value));
async function* writeLayer({ known, ready }, done) {
	if (known !== void 0 && done.has(known.digest)) return known;
	const { layer, open, drop } = await ready();
	if (!done.has(layer.digest)) yield* writeBlob(layer, open);
	drop();
	return layer;
}
async function* writeBlob(layer, open) {
	const { digest, size } = layer;
	const fail = (why) => new require_index.ObuilderError("export-failed", `could not write the layer ${digest}: it ${why}`, { value: digest });
	yield header(require_quick.blobName(digest), size);
	yield* proved(open(), layer, fail);
	yield padding(size);
}
async function* member(name, bytes) {
	yield header(name, bytes.length);
	yield* streamOf(bytes);
	yield padding(bytes.length);
}
function descriptors({ manifest, digest }, names) {
	const plain = {
		mediaType: MANIFEST_TYPE,
		digest,
		size: manifest.length
	};
	if (names.length === 0) return [plain];
	return names.map((name) => ({
		...plain,
		annotations: {
			"io.containerd.image.name": require_quick.formatReference(name),
			"org.opencontainers.image.ref.name": name.tag
		}
	}));
}
function header(path, size) {
	return formatHeader({
		kind: "file",
		path,
		mode: 420,
		size,
		target: "",
		uid: 0,
		gid: 0,
		modified: 0n,
		major: 0,
		minor: 0,
		attributes: new Map()
	});
}
// src/publish/assemble.ts
function assembled(request, layers) {
	const { facts, fields, createdAt, output } = request;
	const { annotations } = output.settings;
	return assembleImage({
		facts,
		layers,
		history: request.layers.map(({ operation, createdAt: at }) => ({
			text: operation,
			createdAt: at
		})),
		createdAt,
		settings: fields,
		annotations: Object.keys(annotations).length === 0 ? void 0 : annotations
	});
}
// src/publish/bytes.ts
async function* counted(bytes, onBytes) {
	for await (const piece of bytes) {
		onBytes(piece.length);
		yield piece;
	}
}
// src/publish/names.ts
function namesOf({ names, text }) {
	return names.map((name) => {
		const reference = parsed(name, text);
		const { tag, digest } = reference;
		if (digest === void 0 && tag !== void 0) return {
			...reference,
			tag,
			given: name
		};
		throw new require_index.ObuilderError("input-invalid", `could not name an image "${name}": it has a digest`, {
			value: name,
			hint: "Write a tag only, because the digest follows from the image."
		});
	});
}
const hubHint = ({ given }) => require_quick.domainIn(given) === void 0 ? `"${given}" names no registry, so Docker Hub is meant. For another registry, write HOST/${given}.` : void 0;
function parsed(name, text) {
	try {
		return require_quick.parseReference(name);
	} catch (error) {
		if (!require_index.isObuilderError(error)) throw error;
		const { message, hint } = error;
		throw new require_index.ObuilderError("input-invalid", `could not make the image of ${text}: ${message}`, {
			value: name,
			hint,
			cause: error
		});
	}
}
// src/remote/parallel.ts
async function inParallel(items, { limit, signal }, work) {
	const atMost = await limited(limit);
	return await together(signal, (either) => items.map((item) => atMost(async () => {
		either.throwIfAborted();
		return await work(item, either);
	})));
}
async function limited(limit) {
	const { default: pLimit } = await Promise.resolve().then(() => p_limit_exports);
	return pLimit(limit);
}
async function together(signal, start) {
	const stop = new AbortController();
	const works = start(AbortSignal.any([signal, stop.signal]));
	for (const work of works) Promise.resolve(work).catch(() => stop.abort());
	const errors = (await Promise.allSettled(works)).flatMap((end) => end.status === "rejected" ? [end.reason] : []);
	if (errors.length > 0) throw causeOf(errors);
	return await Promise.all(works);
}
const causeOf = (errors) => errors.find((error) => !isEnded(error)) ?? errors[0];
const isEnded = (error) => require_quick.isAbort(error) || require_index.isObuilderError(error, "cancelled");
// src/publish/push.ts
const MAX_LAYERS = 4;
const MAX_WAIT_MS$1 = 6e4;
async function pushImage(request, names, settings) {
	const { openPlace } = await Promise.resolve().then(() => open_exports);
	let image;
	let before;
	const repositories = [...new Set(names.map(require_quick.nameOf))];
	for (const repository of repositories) {
		const tagged = names.filter((name) => require_quick.nameOf(name) === repository);
		const [first] = tagged;
		if (first === void 0) continue;
		const place = openPlace(first, {
			maxWaitMs: MAX_WAIT_MS$1,
			...settings
		});
		try {
			const isLast = repository === repositories.at(-1);
			image = await new Push(request, {
				place,
				before,
				fixed: image,
				isLast
			}).run(tagged);
		} catch (error) {
			throw refused(error, {
				name: require_quick.formatReference(first),
				hub: hubHint(first),
				place,
				signal: request.signal
			});
		} finally {
			place.place.close();
		}
		before = first;
	}
	if (image === void 0) throw new require_index.ObuilderError("internal", "an image has no name");
	return image;
}
var Push = class {
	#request;
	#target;
	constructor(request, target) {
		this.#request = request;
		this.#target = target;
	}
	async run(tagged) {
		const { layers, signal } = this.#request;
		const { place, fixed, before: other } = this.#target;
		const limits = {
			limit: MAX_LAYERS,
			signal
		};
		this.#request.onStart();
		const stored = await inParallel(layers, limits, async (layer, either) => {
			let sent = 0;
			const found = await this.#layer(layer, either, (bytes) => {
				sent += bytes;
				this.#request.onBytes(bytes);
			});
			this.#request.onLayer(layer, sent);
			return found;
		});
		const image = assembled(this.#request, stored);
		if (fixed !== void 0 && fixed.digest !== image.digest) throw new require_index.ObuilderError("internal", "two repositories got different layers of the same result");
		const { config, imageId } = image;
		const blob = {
			digest: imageId,
			size: config.length
		};
		if (!await place.place.hasBlob(blob, signal)) await place.place.putBlob({
			...blob,
			open: () => streamOf(config)
		}, {
			other,
			signal
		});
		for (const { tag } of tagged) await place.place.tag(tag, image, signal);
		return image;
	}
	async #layer({ known, ready, repository }, signal, onBytes) {
		const { place } = this.#target.place;
		if (known !== void 0 && await place.hasBlob(known, signal)) return known;
		const { layer, open, drop } = await ready();
		if (known?.digest === layer.digest || !await place.hasBlob(layer, signal)) {
			const blob = {
				...layer,
				open: () => counted(open(), onBytes)
			};
			await place.putBlob(blob, {
				other: this.#target.before ?? repository,
				signal
			});
		}
		if (this.#target.isLast) drop();
		return layer;
	}
};
const DENIED$1 = [401, 403];
function refused(error, { name, hub, place, signal }) {
	if (signal.aborted || require_quick.isAbort(error)) return new require_index.ObuilderError("cancelled", "the push was cancelled", { cause: error });
	if (!require_index.isObuilderError(error, "image-unavailable")) return error;
	const { account, host, options } = place.session;
	const facts = {
		value: name,
		...require_index.factsOf(error),
		cause: error
	};
	if (!DENIED$1.includes(error.httpStatus)) return new require_index.ObuilderError("export-failed", `could not push ${name}: ${error.message}`, {
		hint: joined$1(hub, error.hint),
		...facts
	});
	const who = account === void 0 ? "a push without an account" : `a push by the account "${account}"`;
	return new require_index.ObuilderError("export-failed", `could not push ${name}: ${host} refuses ${who} (${error.httpStatus})`, {
		hint: joined$1(hub, `Log in with an account that may write: docker login ${options.domain}`),
		...facts
	});
}
const joined$1 = (...hints) => hints.filter((hint) => hint !== void 0).join(" ") || void 0;
// src/publish/open.ts
var open_exports$4 = require_index.__exportAll({ openImageOutputs: () => openImageOutputs });
function openImageOutputs({ directory, ...settings }) {
	return {
		check: async (output) => void namesOf(output),
		write: async (request) => {
			const names = namesOf(request.output);
			return reportOf(request, names, request.output.type === "registry" ? await pushImage(request, names, settings) : await writeArchive(request, names, directory));
		}
	};
}
async function writeArchive(request, names, directory) {
	const { output, onBytes, signal } = request;
	const dest = require_index.must(output.dest, "the file of an archive");
	const below = dest === output.below ? void 0 : output.below;
	const target = await directory({
		path: node_path.default.dirname(dest),
		below
	});
	const archive = new ImageArchive(request, names, (layers) => assembled(request, layers));
	await target.write(node_path.default.basename(dest), counted(archive.bytes(), onBytes), signal);
	return require_index.must(archive.image, "the image of an archive");
}
function reportOf({ output }, names, image) {
	const { type, dest } = output;
	const { digest, imageId, manifest } = image;
	const size = manifest.length;
	return {
		type,
		dest,
		names: names.map(require_quick.formatReference),
		digest,
		imageId,
		size,
		mediaType: MANIFEST_TYPE
	};
}
// src/reader/write/group-modes.ts
function groupModesOf(root) {
	const mode = root.stat(".")?.mode ?? 0;
	return (mode & 1552) === 1040 ? {
		directory: mode & 1533,
		file: mode & 436
	} : void 0;
}
// src/reader/write/destination.ts
function openDestination$1({ path, below, followsGroup }) {
	const root = below === void 0 ? madeRoot(path) : descend(require_reader.openRoot(below), require_reader.namesOf(path.slice(below.length)));
	const modes = followsGroup === true ? groupModesOf(root) : void 0;
	const cursor = require_reader.openCursor(root, (parent, name) => enter(parent, name, modes));
	return {
		path,
		modes,
		directory: cursor.to,
		close() {
			cursor.close();
			root.close();
		}
	};
}
const USERS_MODE = 511;
function madeRoot(root) {
	makeWithParents(root);
	return require_reader.openRoot(root);
}
function makeWithParents(directory) {
	const make = () => (0, node_fs.mkdirSync)(require_reader.nativePath(directory), USERS_MODE);
	try {
		make();
	} catch (error) {
		const errno = require_reader.errnoOf(error);
		if (errno === "EEXIST") return;
		const parent = node_path.default.dirname(directory);
		if (errno !== "ENOENT" || parent === directory) throw error;
		makeWithParents(parent);
		make();
	}
}
function descend(from, names) {
	const cursor = require_reader.openCursor(from, (parent, name) => enter(parent, name));
	try {
		return cursor.to(names.join("/")).openDirectory(".");
	} finally {
		cursor.close();
		from.close();
	}
}
function enter(parent, name, modes) {
	try {
		return parent.openDirectory(name);
	} catch (error) {
		const code = require_reader.errnoOf(error);
		if (code !== "ENOENT" && code !== "EACCES") throw error;
		if (code === "EACCES") openUp(parent, name, error);
		else makeDirectory(parent, name, modes);
	}
	return parent.openDirectory(name);
}
function makeDirectory(parent, name, modes) {
	try {
		(0, node_fs.mkdirSync)(parent.at(name), USERS_MODE);
		if (modes !== void 0) setMode(parent, name, modes.directory);
	} catch (error) {
		if (require_reader.errnoOf(error) !== "EEXIST") throw error;
	}
}
function openUp(parent, name, fault) {
	if (parent.stat(name)?.isDirectory() !== true) throw fault;
	try {
		setMode(parent, name, 448);
	} catch {
		throw fault;
	}
}
const ONLY_PATH = 2097152;
function setMode(parent, name, mode) {
	const { O_DIRECTORY, O_NOFOLLOW } = node_fs.constants;
	const descriptor = (0, node_fs.openSync)(parent.at(name), ONLY_PATH | O_DIRECTORY | O_NOFOLLOW);
	try {
		(0, node_fs.chmodSync)(require_reader.pathOf(descriptor), mode);
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}
// src/reader/write/aspects.ts
function setAspects$1(descriptor, { mode, modified }) {
	(0, node_fs.fchmodSync)(descriptor, mode);
	const time = require_reader.timeForNode(BigInt(modified));
	(0, node_fs.futimesSync)(descriptor, time, time);
}
// src/reader/write/exact-times.ts
const MAX_PATH = 4e3;
let program;
let isPossible = canMakeCalls();
async function setExactTimes(root, files) {
	const timed = files.flatMap(({ path: file, modified }) => {
		const time = BigInt(modified);
		return require_reader.partsOf(time).nanoseconds === 0 || require_reader.byteLength(file) > MAX_PATH ? [] : [{
			path: require_reader.nativePath(file),
			modified: time
		}];
	});
	if (timed.length === 0 || !isPossible) return;
	try {
		const { setTimes } = await Promise.resolve().then(() => set_times_exports);
		program ??= node_path.default.join((0, node_os().tmpdir)(), `.obuilder-${(0, node_crypto().randomBytes)(9).toString("base64url")}`);
		await setTimes(root, timed, program);
	} catch {
		isPossible = false;
	}
}
// src/reader/write/new-file.ts
const { O_WRONLY: O_WRONLY$1, O_CREAT: O_CREAT$2, O_EXCL: O_EXCL$2, O_NOFOLLOW: O_NOFOLLOW$2 } = node_fs.constants;
const NEW$1 = O_WRONLY$1 | O_CREAT$2 | O_EXCL$2 | O_NOFOLLOW$2;
const USUAL_MODE = 438;
const writeSome = (0, node_util.promisify)(node_fs.write);
const truncateSoon = (0, node_util.promisify)(node_fs.ftruncate);
const syncSoon = (0, node_util.promisify)(node_fs.fsync);
const closeSoon = (0, node_util.promisify)(node_fs.close);
const unfinished = new Set();
let isWatched = false;
function watchEnd() {
	if (isWatched) return;
	isWatched = true;
	process.on("exit", () => {
		for (const remove of unfinished) remove();
	});
}
function newFile(directory, name, mode) {
	watchEnd();
	const temporary = temporaryName();
	const descriptor = (0, node_fs.openSync)(directory.at(temporary), NEW$1, USUAL_MODE);
	if (mode !== void 0) (0, node_fs.fchmodSync)(descriptor, mode);
	const remove = () => (0, node_fs.rmSync)(directory.at(temporary), { force: true });
	unfinished.add(remove);
	let isOpen = true;
	let size = 0;
	let written = 0;
	let before = Promise.resolve();
	const next = (work) => {
		const now = before.then(work);
		before = now.catch(() => void 0);
		return now;
	};
	const closeOnce = async () => {
		if (!isOpen) return;
		isOpen = false;
		await closeSoon(descriptor);
	};
	return {
		append: (bytes) => next(async () => {
			const isHole = isZero(bytes);
			if (!isHole) await writeAll(descriptor, bytes, size);
			size += bytes.length;
			if (!isHole) written = size;
		}),
		finish: ({ sync, aspects }) => next(async () => {
			if (written < size) await truncateSoon(descriptor, size);
			if (aspects) setAspects$1(descriptor, aspects);
			if (sync) await syncSoon(descriptor);
			await closeOnce();
			(0, node_fs.renameSync)(directory.at(temporary), directory.at(name));
			unfinished.delete(remove);
		}),
		drop: () => next(async () => {
			await closeOnce();
			if (unfinished.delete(remove)) remove();
		})
	};
}
const ZEROS$1 = Buffer.alloc(1024 ** 2);
function isZero(bytes) {
	return bytes.length <= ZEROS$1.length && ZEROS$1.compare(bytes, 0, bytes.length, 0, bytes.length) === 0;
}
async function writeAll(descriptor, bytes, start) {
	for (let written = 0; written < bytes.length;) {
		const rest = bytes.length - written;
		const result = await writeSome(descriptor, bytes, written, rest, start + written);
		written += result.bytesWritten;
	}
}
function temporaryName() {
	return `.obuilder-${(0, node_crypto().randomBytes)(9).toString("base64url")}.tmp`;
}
const isTemporaryName = (name) => /^\.obuilder-[\w-]{12}\.tmp$/.test(name);
// src/reader/write/refused.ts
const REASONS = {
	EACCES: { why: "permission denied" },
	EPERM: { why: "permission denied" },
	ENOSPC: {
		why: "the disk is full",
		hint: "Free space on that disk."
	},
	EDQUOT: {
		why: "the disk quota is exceeded",
		hint: "Free space in that quota."
	},
	EROFS: {
		why: "the file system is read-only",
		hint: "Choose a destination on another file system."
	},
	ENOTDIR: {
		why: "a file or link is in the place of a directory",
		hint: "Delete the file or link, or choose another destination."
	},
	EISDIR: {
		why: "a directory is in the place of the file",
		hint: "Delete the directory, or choose another destination."
	},
	ENAMETOOLONG: {
		why: "a name is too long",
		hint: "Choose a destination on another file system."
	},
	EFBIG: {
		why: "the file is too large",
		hint: "Choose a destination on another file system."
	},
	EILSEQ: {
		why: "the file system refuses the name",
		hint: "Choose a destination on another file system."
	}
};
const LIKE = {
	EEXIST: "ENOTDIR",
	ELOOP: "ENOTDIR",
	ENOTEMPTY: "EISDIR",
	EINVAL: "EILSEQ"
};
function exportError(error, doing, shown) {
	const errno = require_reader.errnoOf(error);
	if (require_index.isObuilderError(error) || errno === void 0) return error;
	const reason = REASONS[LIKE[errno] ?? errno];
	return new require_index.ObuilderError("export-failed", `could not ${doing} ${JSON.stringify(shown)}: ${reason?.why ?? errno}`, {
		value: shown,
		hint: reason && (reason.hint ?? `Allow the user of the build to ${doing} there${doing === "write" ? ownerOf(shown) : ""}.`),
		errno,
		cause: error
	});
}
function ownerOf(shown) {
	const directory = node_path.default.dirname(shown);
	try {
		const { uid, gid, mode } = (0, node_fs.statSync)(directory);
		return `: ${directory} belongs to the user ${uid} and the group ${gid}, with the mode ${(mode & 4095).toString(8).padStart(4, "0")}`;
	} catch (error) {
		return require_reader.errnoOf(error) === "ENOENT" && directory !== shown ? ownerOf(directory) : "";
	}
}
// src/reader/write/entries.ts
async function putEntries(destination, entries, bytes) {
	let start = 0;
	for (const entry of entries) {
		const end = entry.kind === "file" ? start + entry.size : start;
		try {
			putEntry(destination, entry, bytes.subarray(start, end));
		} catch (error) {
			throw exportError(error, "write", `${destination.path}/${entry.path}`);
		}
		start = end;
	}
	const timed = entries.flatMap((entry) => entry.kind === "file" || entry.kind === "link" ? [entry] : []);
	await setExactTimes(destination.path, timed);
}
function putEntry(destination, entry, content) {
	switch (entry.kind) {
		case "directory":
			makeWritable(destination.directory(entry.path));
			break;
		case "file":
			place(destination, entry.path, (target) => writeFile(target, entry, content));
			break;
		case "link":
			place(destination, entry.path, (target) => {
				(0, node_fs.symlinkSync)(require_reader.nativePath(entry.target), target);
				const time = require_reader.timeForNode(BigInt(entry.modified));
				(0, node_fs.lutimesSync)(target, time, time);
			});
			break;
		case "hard-link": putHardLink(destination, entry);
	}
}
function writeFile(target, entry, content) {
	const file = (0, node_fs.openSync)(target, NEW$1, 384);
	try {
		for (let written = 0; written < content.length;) written += (0, node_fs.writeSync)(file, content, written);
		setAspects$1(file, entry);
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
function makeWritable(directory) {
	const stats = directory.stat(".");
	if (stats === void 0 || Number(stats.uid) !== process.geteuid?.()) return;
	const mode = Number(stats.mode) & 4095;
	if ((mode & ALL_OF_OWNER) !== ALL_OF_OWNER) (0, node_fs.chmodSync)(directory.at("."), mode | ALL_OF_OWNER);
}
function place(destination, path, make) {
	const { parent, name } = require_reader.splitPath(path);
	const directory = destination.directory(parent);
	const temporary = directory.at(temporaryName());
	try {
		make(temporary);
		(0, node_fs.renameSync)(temporary, directory.at(name));
	} catch (error) {
		(0, node_fs.rmSync)(temporary, { force: true });
		throw error;
	}
}
const ALL_OF_OWNER = 448;
const NO_LINKS = new Set([
	"EPERM",
	"EMLINK",
	"ENOTSUP",
	"EOPNOTSUPP",
	"EXDEV",
	"ENOSYS"
]);
function putHardLink(destination, entry) {
	const { parent, name: first } = require_reader.splitPath(entry.to);
	const there = destination.directory(parent).openDirectory(".");
	try {
		place(destination, entry.path, (target) => {
			try {
				(0, node_fs.linkSync)(there.at(first), target);
			} catch (error) {
				if (!NO_LINKS.has(require_reader.errnoOf(error) ?? "")) throw error;
				copyFile$1(there, first, target);
			}
		});
	} finally {
		there.close();
	}
}
function copyFile$1(directory, name, target) {
	const source = directory.openFile(name);
	try {
		const { mode, mtime } = (0, node_fs.fstatSync)(source);
		(0, node_fs.copyFileSync)(require_reader.pathOf(source), target, node_fs.constants.COPYFILE_EXCL);
		(0, node_fs.utimesSync)(target, mtime, mtime);
		(0, node_fs.chmodSync)(target, mode & 511);
	} finally {
		(0, node_fs.closeSync)(source);
	}
}
async function settle(destination, directories) {
	for (const { path, modified } of directories) {
		const time = require_reader.timeForNode(BigInt(modified));
		change(destination, path, (self) => (0, node_fs.utimesSync)(self, time, time));
	}
	await setExactTimes(destination.path, directories);
	for (const { path, mode } of directories) change(destination, path, (self) => (0, node_fs.chmodSync)(self, mode));
}
function change(destination, path, set) {
	try {
		set(destination.directory(path).at("."));
	} catch (error) {
		if (require_reader.errnoOf(error) !== "EPERM") throw exportError(error, "write", `${destination.path}/${path}`);
	}
}
// src/reader/write/leftovers.ts
const MIN_AGE_MS = 864e5;
function removeLeftovers(directory) {
	const newest = Date.now() - MIN_AGE_MS;
	for (const name of directory.list().filter(isTemporaryName)) {
		const stats = directory.stat(name);
		if (stats?.isFile() && stats.mtimeMs < newest) removeIfAllowed(directory.at(name));
	}
}
function removeIfAllowed(file) {
	try {
		(0, node_fs.rmSync)(file, { force: true });
	} catch (error) {
		if (!REFUSED.has(require_reader.errnoOf(error) ?? "")) throw error;
	}
}
const REFUSED = new Set(["EPERM", "EACCES"]);
// src/reader/write/operations.ts
var operations_exports = require_index.__exportAll({ writeOperations: () => writeOperations });
const DONE = { answer: {} };
function writeOperations() {
	const destinations = require_reader.numbered();
	return {
		destination: (place) => attempt$1(place.path, () => ({ answer: { destination: destinations.add(openDestination$1(place)) } })),
		depart: ({ destination }) => {
			destinations.get(destination).close();
			destinations.remove(destination);
			return DONE;
		},
		put: async ({ destination, entries }, bytes) => {
			await putEntries(destinations.get(destination), entries, bytes);
			return DONE;
		},
		tidy: ({ destination, path }) => {
			const into = destinations.get(destination);
			return attempt$1(`${into.path}/${path}`, () => {
				removeLeftovers(into.directory(path));
				return DONE;
			});
		},
		settle: async ({ destination, directories }) => {
			await settle(destinations.get(destination), directories);
			return DONE;
		},
		...fileOperations((destination) => destinations.get(destination))
	};
}
function fileOperations(destinationOf) {
	const files = new Map();
	const during = async (number, work) => {
		const writing = files.get(number);
		if (writing === void 0) throw new Error(`unknown file ${number}`);
		await attempt$1(writing.shown, () => work(writing.file, writing));
		return DONE;
	};
	return {
		create: ({ destination, path, file }) => {
			const into = destinationOf(destination);
			const shown = `${into.path}/${path}`;
			return attempt$1(shown, () => {
				files.set(file, begin(into, path, shown));
				return DONE;
			});
		},
		append: ({ file }, bytes) => during(file, (unfinished) => unfinished.append(bytes)),
		finish: ({ file, sync, aspects }) => during(file, async (unfinished, { root, path }) => {
			await unfinished.finish({
				sync,
				aspects
			});
			if (aspects) await setExactTimes(root, [{
				path,
				modified: aspects.modified
			}]);
		}),
		drop: async ({ file: number }) => {
			const writing = files.get(number);
			files.delete(number);
			await writing?.file.drop();
			writing?.directory.close();
			return DONE;
		}
	};
}
function begin(into, path, shown) {
	const end = path.lastIndexOf("/");
	const directory = into.directory(path.slice(0, Math.max(0, end))).openDirectory(".");
	const name = path.slice(end + 1);
	try {
		if (directory.stat(name)?.isDirectory()) throw isDirectory();
		return {
			file: newFile(directory, name, into.modes?.file),
			directory,
			root: into.path,
			path,
			shown
		};
	} catch (error) {
		directory.close();
		throw error;
	}
}
async function attempt$1(shown, work) {
	try {
		return await work();
	} catch (error) {
		throw exportError(error, "write", shown);
	}
}
function isDirectory() {
	return Object.assign(new Error("EISDIR: a directory"), { code: "EISDIR" });
}
// src/reader/own-access.ts
var own_access_exports = require_index.__exportAll({ ownAccess: () => ownAccess });
function ownAccess() {
	const table = writeOperations();
	const send = async (operation, ask, more) => {
		more.signal?.throwIfAborted();
		const { answer } = await table[operation](ask, more.bytes);
		return {
			answer,
			bytes: Buffer.alloc(0)
		};
	};
	return {
		open: async (place, signal) => {
			signal?.throwIfAborted();
			return require_reader.openPlace(place);
		},
		send
	};
}
// src/reader/user-target.ts
const PIECE_BYTES = 1024 ** 2;
const MIN_PIECE_BYTES = 4096;
const MAX_GOING = 3;
const MAX_CLOSE_MS = 5e3;
const NONE = Buffer.alloc(0);
let lastFile = 0;
async function openTarget(send, place, signal) {
	const call = async (operation, ask, bytes = NONE) => {
		try {
			return (await send(operation, ask, {
				bytes,
				signal
			})).answer;
		} catch (error) {
			throw signal.aborted ? cancelled(error) : error;
		}
	};
	const { destination } = await call("destination", place);
	if (!require_reader.isCount(destination)) throw require_reader.wrongAnswer();
	return {
		async ask(operation, ask, bytes) {
			await call(operation, {
				...ask,
				destination
			}, bytes);
		},
		async write(path, bytes, options) {
			lastFile += 1;
			const file = lastFile;
			try {
				await call("create", {
					destination,
					path,
					file
				});
				const going = [];
				for await (const piece of inPieces(bytes, signal)) {
					if (going.length >= MAX_GOING) await going.shift();
					const appended = call("append", { file }, piece);
					appended.catch(() => void 0);
					going.push(appended);
				}
				await Promise.all(going);
				await call("finish", {
					file,
					...options
				});
			} catch (error) {
				throw signal.aborted ? cancelled(error) : error;
			} finally {
				await briefly(send("drop", { file }, { bytes: NONE }));
			}
		},
		close: () => briefly(send("depart", { destination }, { bytes: NONE }))
	};
}
async function* inPieces(bytes, signal) {
	let piece = NONE;
	let filled = 0;
	let isLarge = false;
	for await (const given of bytes) {
		signal.throwIfAborted();
		for (let at = 0; at < given.length;) {
			if (filled === piece.length) {
				const needed = Math.max(MIN_PIECE_BYTES, 4 * filled, filled + given.length - at);
				const larger = Buffer.allocUnsafe(isLarge ? PIECE_BYTES : Math.min(PIECE_BYTES, needed));
				piece.copy(larger, 0, 0, filled);
				piece = larger;
			}
			const copied = given.copy(piece, filled, at);
			at += copied;
			filled += copied;
			if (filled < PIECE_BYTES) continue;
			yield piece;
			piece = NONE;
			filled = 0;
			isLarge = true;
		}
	}
	if (filled > 0) yield piece.subarray(0, filled);
}
async function briefly(answer) {
	await Promise.race([answer.catch(() => void 0), (0, node_timers_promises().setTimeout)(MAX_CLOSE_MS, void 0, { ref: false })]);
}
function cancelled(cause) {
	return new require_index.ObuilderError("cancelled", "the work on the user's files was cancelled", { cause });
}
// src/reader/user-directory.ts
var user_directory_exports = require_index.__exportAll({ userDirectory: () => userDirectory });
const isMissing = (error) => require_reader.errnoOf(error) === "ENOENT";
function userDirectory(access, place) {
	const { path: root, below = root } = place;
	const shownOf = (file) => node_path.default.join(root, file);
	const open = async (file, signal) => await access.open({
		path: shownOf(file),
		below
	}, signal);
	const kindOf = async (file, signal) => {
		try {
			const opened = await open(file, signal);
			await opened.close();
			return opened.kind;
		} catch (error) {
			if (isMissing(error)) return void 0;
			throw readingError(error, shownOf(file), signal);
		}
	};
	const withTarget = async (signal, work) => {
		const target = await openTarget(access.send, {
			...place,
			followsGroup: true
		}, signal);
		try {
			await work(target);
		} finally {
			await target.close();
		}
	};
	return {
		path: root,
		async read(file, { limit, signal }) {
			try {
				return await require_quick.readWhole(access, {
					path: shownOf(file),
					below
				}, {
					limit,
					signal
				});
			} catch (error) {
				if (isMissing(error)) return void 0;
				throw readingError(error, shownOf(file), signal);
			}
		},
		async *stream(file, signal) {
			let opened;
			try {
				opened = await open(file, signal);
				yield* require_quick.streamOf(opened, {
					start: 0,
					signal
				});
			} catch (error) {
				throw readingError(error, shownOf(file), signal);
			} finally {
				await opened?.close();
			}
		},
		has: async (file, signal) => await kindOf(file, signal) === "file",
		hasDirectory: async (directory, signal) => await kindOf(directory, signal) === "directory",
		write: (file, bytes, signal) => withTarget(signal, (target) => target.write(file, bytes, { sync: true })),
		tidy: (directory, signal) => withTarget(signal, (target) => target.ask("tidy", { path: directory }))
	};
}
function readingError(error, shown, { aborted }) {
	if (aborted) return cancelled(error);
	if (!require_index.isObuilderError(error, "input-invalid")) return exportError(error, "read", shown);
	return new require_index.ObuilderError("export-failed", error.message, {
		value: shown,
		hint: error.hint,
		cause: error
	});
}
// src/reader/user-tree.ts
var user_tree_exports = require_index.__exportAll({ userTree: () => userTree });
async function userTree(send, place, signal) {
	const target = await openTarget(send, place, signal);
	return {
		put: (entries, contents) => target.ask("put", { entries }, Buffer.concat(contents)),
		putLarge: ({ path, mode, modified }, bytes) => target.write(path, bytes, {
			sync: false,
			aspects: {
				mode,
				modified
			}
		}),
		putNew: (path, bytes) => target.write(path, bytes, { sync: false }),
		settle: (directories) => target.ask("settle", { directories }),
		close: target.close
	};
}
// src/oci/record-schema.ts
const RECORD_FIELD = "obuilder";
const MAX_TEXT$1 = 1048576;
const MAX_NAME = 4096;
const MAX_ENTRIES$1 = 1e4;
const MAX_NAMES$1 = 16;
const MAX_TIME = 864e13;
const noNul = (max) => require_quick.pipe(require_quick.string(), require_quick.maxLength(max), require_quick.excludes("\0"));
const name = () => noNul(MAX_NAME);
const number = () => require_quick.pipe(require_quick.number(), require_quick.finite(), require_quick.minValue(0));
const size$1 = () => require_quick.pipe(number(), require_quick.safeInteger());
const time = () => require_quick.pipe(number(), require_quick.maxValue(MAX_TIME));
const list$1 = (item) => require_quick.pipe(require_quick.array(item), require_quick.maxLength(MAX_ENTRIES$1));
const table = (value) => require_quick.pipe(require_quick.record(name(), value), require_quick.check((entries) => Object.keys(entries).length <= MAX_ENTRIES$1));
const id = () => require_quick.pipe(require_quick.string(), require_quick.regex(/^[0-9a-f]{64}$/));
const digest = () => require_quick.pipe(require_quick.string(), require_quick.startsWith("sha256:"), require_quick.check(require_quick.isDigest));
const hex = () => require_quick.pipe(require_quick.string(), require_quick.regex(/^[0-9a-f]{64}$/));
const variableName = () => require_quick.pipe(noNul(MAX_TEXT$1), require_quick.nonEmpty(), require_quick.excludes("="));
const environment = () => list$1(require_quick.tuple([variableName(), noNul(MAX_TEXT$1)]));
const absolutePath = () => require_quick.pipe(name(), require_quick.startsWith("/"));
const words = () => list$1(noNul(MAX_TEXT$1));
const MAX_ID = 2 ** 32 - 2;
const userId = () => require_quick.pipe(size$1(), require_quick.maxValue(MAX_ID));
const userName = () => require_quick.pipe(name(), require_quick.regex(/^[^\s:]+(?::[^\s:]+)?$/));
const meta = () => require_quick.object({
	parent: require_quick.optional(id()),
	parentMadeAt: require_quick.optional(time()),
	scope: require_quick.optional(name()),
	madeBy: require_quick.optional(list$1(name())),
	vouchedBy: require_quick.optional(name()),
	kind: require_quick.picklist([
		"from",
		"run",
		"copy"
	]),
	build: require_quick.optional(noNul(MAX_TEXT$1)),
	operation: noNul(MAX_TEXT$1),
	startedAt: time(),
	seconds: number(),
	outputs: table(require_quick.string()),
	key: require_quick.optional(list$1(require_quick.unknown())),
	environment: require_quick.optional(environment()),
	source: require_quick.picklist(["built", "pulled"]),
	context: require_quick.optional(require_quick.object({
		shell: words(),
		cwd: absolutePath(),
		user: require_quick.object({
			uid: userId(),
			gid: userId(),
			groups: require_quick.optional(require_quick.pipe(require_quick.array(userId()), require_quick.maxLength(MAX_GROUPS))),
			name: require_quick.optional(userName())
		}),
		environment: environment()
	})),
	summaryBytes: require_quick.optional(size$1()),
	unread: require_quick.optional(list$1(name())),
	attempts: require_quick.optional(list$1(require_quick.object({
		host: name(),
		port: require_quick.optional(require_quick.pipe(size$1(), require_quick.maxValue(65535))),
		end: require_quick.picklist([
			"passed",
			"denied",
			"failed"
		]),
		denial: require_quick.optional(require_quick.picklist([
			"name",
			"endpoint",
			"address",
			"server-name",
			"owner",
			"crowd"
		])),
		detail: require_quick.optional(name()),
		times: size$1()
	})))
});
const text$1 = () => require_quick.object({
	digest: digest(),
	size: size$1(),
	zstd: require_quick.optional(require_quick.pipe(require_quick.string(), require_quick.base64())),
	layer: require_quick.optional(require_quick.object({
		digest: digest(),
		size: size$1()
	}))
});
const recordField = () => require_quick.object({
	version: require_quick.literal(1),
	id: id(),
	names: require_quick.pipe(require_quick.array(id()), require_quick.minLength(1), require_quick.maxLength(MAX_NAMES$1)),
	meta: meta(),
	base: require_quick.object({
		id: id(),
		layers: size$1(),
		mediaTypes: require_quick.optional(list$1(name())),
		repository: require_quick.optional(require_quick.object({
			domain: name(),
			repository: require_quick.pipe(name(), require_quick.check(require_quick.isRepository))
		}))
	}),
	steps: list$1(require_quick.tuple([id(), time()])),
	log: text$1(),
	summary: require_quick.optional(text$1()),
	members: require_quick.optional(text$1()),
	signature: require_quick.optional(hex())
});
// src/oci/parse-record.ts
const MAX_DEPTH = 32;
const historyEntry = () => require_quick.object({ created_by: require_quick.optional(require_quick.string(), "") });
const documentSchema = () => require_quick.object({
	config: require_quick.object({
		User: userName(),
		Env: require_quick.nullish(require_quick.array(require_quick.string()), []),
		WorkingDir: require_quick.optional(require_quick.string(), "/"),
		Shell: require_quick.optional(words(), [])
	}),
	history: require_quick.array(historyEntry()),
	[RECORD_FIELD]: recordField()
});
const factsSchema = () => require_quick.object({
	environment: environment(),
	workdir: absolutePath(),
	user: require_quick.union([require_quick.object({
		uid: userId(),
		gid: userId()
	}), require_quick.object({ name: userName() })]),
	shell: words()
});
const makeSchemas = () => ({
	document: documentSchema(),
	facts: factsSchema()
});
let made;
function schemas() {
	made ??= makeSchemas();
	return made;
}
function parseRecord(config, layers) {
	const what = "the config of a result";
	const { diffIds, platform } = require_quick.parseConfig(config, what);
	const parsed = require_quick.safeParse(schemas().document, require_quick.parseObject(config, what), { abortEarly: true });
	if (!parsed.success) throw require_quick.imageInvalid(`${what} is no record: ${require_quick.getDotPath(parsed.issues[0]) ?? "another shape"}`);
	const { history, [RECORD_FIELD]: field, config: settings } = parsed.output;
	const counted = layers.length === diffIds.length && layers.length === history.length;
	const { base, steps } = field;
	if (!counted || layers.length !== base.layers + steps.length) throw require_quick.imageInvalid(`${what} counts other layers than the manifest`);
	if ((steps.at(-1)?.[0] ?? base.id) !== field.id) throw require_quick.imageInvalid(`${what} ends with another step`);
	if (depthOf(field.meta.key) > MAX_DEPTH) throw require_quick.imageInvalid(`${what} has a key of too many levels`);
	const chainLayers = layers.map((layer, index) => {
		const mediaType = base.mediaTypes?.[index] ?? layer.mediaType;
		if (ociType(mediaType) !== layer.mediaType) throw require_quick.imageInvalid(`${what} has other media types`);
		return chainLayer({
			...layer,
			mediaType
		}, require_index.must(diffIds[index], "a diffId"));
	});
	const operations = history.slice(base.layers).map(({ created_by: text }) => text);
	const { log, summary, members, ...rest } = field;
	const record = {
		...pickDefined({
			summary: summary && bytesOf(summary),
			members: members && bytesOf(members),
			signature: rest.signature
		}),
		version: 1,
		id: rest.id,
		names: rest.names,
		meta: rest.meta,
		chain: {
			base: {
				id: base.id,
				layers: chainLayers.slice(0, base.layers),
				...pickDefined({ repository: base.repository })
			},
			steps: chainLayers.slice(base.layers).map((layer, index) => step({
				layer,
				index,
				steps,
				operations
			}))
		},
		image: factsOf(settings, platform),
		log: bytesOf(log)
	};
	if ("name" in record.image.user && record.meta.context === void 0) throw require_quick.imageInvalid(`${what} has a user without numbers`);
	return {
		record,
		log,
		summary,
		members
	};
}
const bytesOf = ({ digest, size }) => ({
	digest,
	size
});
function pickDefined(value) {
	return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== void 0));
}
function chainLayer({ digest, size, mediaType }, diffId) {
	if (!digest.startsWith("sha256:") || !diffId.startsWith("sha256:")) throw require_quick.imageInvalid(`layer ${digest} has no SHA-256 digest`);
	return {
		digest,
		size,
		diffId,
		mediaType
	};
}
function step({ layer, index, steps, operations }) {
	const [id, startedAt] = require_index.must(steps[index], "a step of a record");
	return {
		id,
		startedAt,
		operation: operations[index] ?? "",
		layer
	};
}
function factsOf(settings, platform) {
	const parsed = require_quick.safeParse(schemas().facts, {
		environment: settings.Env.map(splitVariable),
		workdir: settings.WorkingDir,
		user: userOf(settings.User),
		shell: settings.Shell
	});
	if (!parsed.success || platform === void 0) throw require_quick.imageInvalid("the config of a result has no valid user");
	require_quick.parsePlatform(platform);
	return {
		...parsed.output,
		platform
	};
}
function userOf(text) {
	if (!/^\d+:\d+$/.test(text)) return { name: text };
	const [uid = NaN, gid = NaN] = text.split(":").map(Number);
	return {
		uid,
		gid
	};
}
function splitVariable(text) {
	const equals = text.indexOf("=");
	return [text.slice(0, Math.max(equals, 0)), text.slice(equals + 1)];
}
function depthOf(value) {
	let level = [value];
	let depth = 0;
	while (level.length > 0 && depth <= MAX_DEPTH) {
		level = level.flatMap((item) => typeof item === "object" && item !== null ? Object.values(item) : []);
		depth += 1;
	}
	return depth;
}
// src/remote/blobs.ts
var Blobs = class {
	#place;
	#transfers = new Map();
	#openers = new Map();
	constructor(place) {
		this.#place = place;
	}
	lend(uploads) {
		const layers = uploads.flatMap(({ record, open }) => {
			const digest = record.chain.steps.at(-1)?.layer.digest;
			return digest === void 0 ? [] : [{
				digest,
				open
			}];
		});
		for (const { digest, open } of layers) this.#openers.set(digest, open);
		return () => {
			for (const { digest, open } of layers) if (this.#openers.get(digest) === open) this.#openers.delete(digest);
		};
	}
	openerOf(digest) {
		return this.#openers.get(digest);
	}
	async ensure(blob, sending) {
		for (;;) {
			const going = this.#transfers.get(blob.digest);
			if (going === void 0) return await this.#start(blob, sending);
			try {
				return await going;
			} catch (error) {
				if (sending.signal.aborted || !isEnded(error)) throw error;
			}
		}
	}
	distrust() {
		this.#transfers.clear();
	}
	#start(blob, sending) {
		const going = this.#transfer(blob, sending);
		this.#transfers.set(blob.digest, going);
		going.catch(() => this.#transfers.delete(blob.digest));
		return going;
	}
	async #transfer(blob, { other, signal, isNew }) {
		const isSmall = blob.size <= (this.#place.unaskedBytes ?? 0) && this.#openers.has(blob.digest);
		if (!isNew && !isSmall && await this.#place.hasBlob(blob, signal)) return;
		await this.#place.putBlob(blob, {
			other,
			signal
		});
	}
};
// src/remote/faults.ts
const OWN = [
	"remote-failed",
	"remote-denied",
	"remote-lost",
	"result-missing",
	"internal"
];
const CLIENTS = [
	"image-unavailable",
	"image-invalid",
	"input-invalid",
	"export-failed",
	"tool-failed",
	"tool-missing"
];
const DENIED = [401, 403];
const READ_ONLY$1 = [
	"EACCES",
	"EPERM",
	"EROFS"
];
function remoteError(error, attempt) {
	const { carrier, doing, signal } = attempt;
	if (signal.aborted || require_quick.isAbort(error)) return new require_index.ObuilderError("cancelled", `${carrier}: cancelled`, { cause: error });
	if (!require_index.isObuilderError(error) || OWN.includes(error.code) || !CLIENTS.includes(error.code)) return error;
	const code = (DENIED.includes(error.httpStatus) || READ_ONLY$1.includes(error.errno)) && doing.startsWith("store") ? "remote-denied" : "remote-failed";
	return new require_index.ObuilderError(code, `could not ${doing} ${carrier}: ${error.message}`, {
		value: carrier,
		hint: error.hint,
		...require_index.factsOf(error),
		cause: error
	});
}
function lost(carrier, digest, why) {
	return new require_index.ObuilderError("remote-lost", `${carrier}: ${digest} ${why}`, { value: digest });
}
function isLoss(error) {
	if (require_index.isObuilderError(error, "image-invalid")) return true;
	return require_index.isObuilderError(error, "image-unavailable") && (error.httpStatus === 404 || error.httpStatus === 410);
}
// src/remote/storers.ts
const ABSENT_MS = 3e4;
var Storers = class {
	#place;
	#searched;
	#storers = new Map();
	#claims = new Map();
	constructor(place, searched) {
		this.#place = place;
		this.#searched = searched;
	}
	missingNames(upload, signal) {
		const asked = this.#ask(upload, signal);
		const claim = asked.then((names) => names.length > 0, () => false);
		this.#claims.set(upload.record.id, claim);
		return asked;
	}
	isLeftOut({ id, meta: { parent = "" } }) {
		const isLeftOut = this.#storers.get(parent) === "another runner";
		if (isLeftOut) this.#storers.set(id, "another runner");
		return isLeftOut;
	}
	note({ id }) {
		this.#storers.set(id, "this build");
	}
	async #ask({ record, replaces = false }, signal) {
		const { id, names, meta } = record;
		const isFree = await this.#isFree(record);
		if (this.isLeftOut(record)) return [];
		const missing = [];
		for (const [index, name] of names.entries()) if (replaces || this.#searched.damaged.has(name) || isFree && index === 0 || !await this.#place.hasTag(name, signal)) missing.push(name);
		if (!(missing.includes(names[0] ?? "") || this.#storers.get(id) === "this build") && meta.kind !== "from") this.#storers.set(id, "another runner");
		return missing;
	}
	async #isFree({ names, meta: { parent = "" } }) {
		const missed = this.#searched.absent.get(names[0] ?? "");
		if (this.#place.asksByRequest !== true || missed === void 0) return false;
		if (performance.now() - missed > ABSENT_MS) return false;
		return this.#storers.get(parent) === "this build" || await this.#claims.get(parent) === true;
	}
};
// src/remote/texts.ts
const MAX_INSIDE = 131072;
const LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+zstd";
const MODE = 420;
async function* through(pieces, stream) {
	const ended = (0, node_stream_promises.pipeline)(pieces, stream);
	ended.catch(() => void 0);
	yield* stream;
	await ended;
}
const compressor = () => process.getBuiltinModule("node:zlib").createZstdCompress();
const MAX_AT_ONCE = 32768;
async function packInside(open, size, most = MAX_INSIDE) {
	const parts = [];
	if (size <= MAX_AT_ONCE) {
		for await (const part of open()) parts.push(part);
		const packed = process.getBuiltinModule("node:zlib").zstdCompressSync(Buffer.concat(parts));
		return packed.length > most ? void 0 : packed;
	}
	let length = 0;
	for await (const part of through(open(), compressor())) {
		length += part.length;
		if (length > most) return void 0;
		parts.push(part);
	}
	return Buffer.concat(parts);
}
async function* unpackInside(packed) {
	yield* through(piecesFor("zstd", streamOf(packed)), createDecompressor("zstd"));
}
async function textLayer(name, { size }, open) {
	const content = (0, node_crypto().createHash)("sha256");
	const packed = (0, node_crypto().createHash)("sha256");
	let length = 0;
	const archive = () => tarOf(name, size, open);
	for await (const piece of through(hashed(archive(), content), compressor())) {
		packed.update(piece);
		length += piece.length;
	}
	const digest = `sha256:${packed.digest("hex")}`;
	const diffId = `sha256:${content.digest("hex")}`;
	return {
		layer: {
			digest,
			size: length,
			diffId,
			mediaType: LAYER_TYPE
		},
		blob: {
			digest,
			size: length,
			open: () => through(archive(), compressor())
		}
	};
}
async function* hashed(pieces, hash) {
	for await (const piece of pieces) {
		hash.update(piece);
		yield piece;
	}
}
async function* tarOf(name, size, open) {
	yield formatHeader({
		kind: "file",
		path: name,
		mode: MODE,
		size,
		target: "",
		uid: 0,
		gid: 0,
		modified: 0n,
		major: 0,
		minor: 0,
		attributes: new Map()
	});
	yield* open();
	yield padding(size);
	yield END_OF_ARCHIVE;
}
async function* fileIn(layer, size) {
	let skip = 512;
	let left = size;
	for await (const piece of through(piecesFor("zstd", layer), createDecompressor("zstd"))) {
		const part = piece.subarray(Math.min(skip, piece.length));
		skip -= piece.length - part.length;
		if (part.length > 0 && left > 0) yield part.subarray(0, left);
		left -= Math.min(left, part.length);
		if (skip === 0 && left === 0) return;
	}
}
// src/oci/record-image.ts
const chainLayers = ({ chain }) => [...chain.base.layers, ...chain.steps.map(({ layer }) => layer)];
function assembleRecord(record, texts) {
	const { version, id, names, meta, chain, image, signature } = record;
	const field = {
		version,
		id,
		names: [...names],
		meta,
		base: {
			id: chain.base.id,
			layers: chain.base.layers.length,
			mediaTypes: mediaTypesOf(chain.base.layers),
			repository: chain.base.repository
		},
		steps: chain.steps.map((step) => [step.id, step.startedAt]),
		...texts,
		signature
	};
	return assembleImage({
		facts: image,
		layers: chainLayers(record),
		history: historyOf(record),
		createdAt: meta.startedAt,
		fields: { [RECORD_FIELD]: field }
	});
}
function mediaTypesOf(layers) {
	const types = layers.map(({ mediaType }) => mediaType);
	return types.every((type) => ociType(type) === type) ? void 0 : types;
}
function historyOf({ chain }) {
	const base = chain.base.layers.map(() => ({ text: `base image, ${chain.base.id}` }));
	const steps = chain.steps.map(({ operation, startedAt }) => ({
		text: operation.slice(0, 512),
		createdAt: startedAt
	}));
	return [...base, ...steps];
}
// src/remote/uploading.ts
const MAX_MEMBERS_INSIDE = 4096;
const BLOB_UNKNOWN = [400, 404];
const MAX_UPLOADS = 8;
var Uploading = class {
	#parts;
	#puts = new Map();
	#lists = new Set();
	#atMost = limited(MAX_UPLOADS);
	constructor(parts) {
		this.#parts = parts;
	}
	async putAll(uploads, signal) {
		const atMost = await this.#atMost;
		const earlier = [...this.#lists];
		const endLoan = this.#parts.blobs.lend(uploads);
		const list = together(signal, (either) => uploads.map((upload) => this.#start(upload, atMost, either)));
		this.#lists.add(list);
		try {
			return await list;
		} catch (error) {
			await Promise.all(earlier);
			throw error;
		} finally {
			this.#lists.delete(list);
			endLoan();
		}
	}
	#start(upload, atMost, signal) {
		const { id, meta } = upload.record;
		const putBelow = this.#puts.get(meta.parent ?? "");
		const putting = atMost(async () => {
			signal.throwIfAborted();
			return await this.#put(upload, {
				putBelow,
				signal
			});
		});
		this.#puts.set(id, putting);
		return putting;
	}
	async #put(upload, { putBelow, signal }) {
		const { blobs, storers } = this.#parts;
		const { record, open } = upload;
		const missing = await storers.missingNames(upload, signal);
		if (missing.length === 0) return false;
		const openBytes = (bytes) => () => (blobs.openerOf(bytes.digest) ?? open)(bytes);
		const { base, steps } = record.chain;
		const layers = [...base.layers.map((layer) => ({
			layer,
			other: base.repository
		})), ...steps];
		const send = (either) => layers.map(({ layer, other }) => blobs.ensure({
			...layer,
			open: openBytes(layer)
		}, {
			other,
			signal: either
		}));
		const text = (part, either) => {
			const bytes = record[part];
			return bytes && this.#text(record, {
				part,
				open: openBytes(bytes),
				signal: either
			});
		};
		const [log, summary, members] = await together(signal, (either) => [
			this.#text(record, {
				part: "log",
				open: openBytes(record.log),
				signal: either
			}),
			text("summary", either),
			text("members", either),
			together(either, send)
		]);
		const image = assembleRecord(record, {
			log,
			summary,
			members
		});
		await this.#ensureConfig(image, signal);
		await putBelow;
		if (storers.isLeftOut(record)) return false;
		storers.note(record);
		await this.#tag(missing, image, signal);
		return true;
	}
	async #text(record, { part, open, signal }) {
		const bytes = require_index.must(record[part], part);
		const { digest, size } = bytes;
		const inside = await packInside(open, size, part === "members" ? MAX_MEMBERS_INSIDE : void 0);
		if (inside !== void 0) return {
			digest,
			size,
			zstd: inside.toString("base64")
		};
		const { layer, blob } = await textLayer(part, bytes, open);
		await this.#parts.blobs.ensure(blob, { signal });
		const image = assembleImage({
			facts: {
				...record.image,
				environment: [],
				shell: []
			},
			layers: [layer],
			history: [{ text: `${part} of ${record.id}` }],
			createdAt: record.meta.startedAt
		});
		await this.#ensureConfig(image, signal);
		await this.#tag([`${require_index.must(record.names[0], "a name")}.${part}`], image, signal);
		return {
			digest,
			size,
			layer: {
				digest: layer.digest,
				size: layer.size
			}
		};
	}
	#ensureConfig({ config, imageId }, signal) {
		const blob = {
			digest: imageId,
			size: config.length,
			open: () => streamOf(config)
		};
		return this.#parts.blobs.ensure(blob, {
			signal,
			isNew: true
		});
	}
	async #tag(tags, image, signal) {
		const { place } = this.#parts;
		for (const tag of tags) try {
			await place.tag(tag, image, signal);
		} catch (error) {
			if (!require_index.isObuilderError(error, "image-unavailable") || !BLOB_UNKNOWN.includes(error.httpStatus)) throw error;
			throw new require_index.ObuilderError("remote-failed", `${place.name} refuses an image: ${error.message}`, {
				httpStatus: error.httpStatus,
				hint: error.hint,
				cause: error
			});
		}
	}
};
// src/remote/image-carrier.ts
const MAX_CONFIG = 4194304;
const SAMPLE = 8;
var ImageCarrier = class {
	#place;
	#texts = new Map();
	#damaged = new Set();
	#unreadable = new Set();
	#absent = new Map();
	#blobs;
	#uploading;
	#lastPut = Promise.resolve();
	constructor(place) {
		this.#place = place;
		this.#blobs = new Blobs(place);
		const storers = new Storers(place, {
			damaged: this.#damaged,
			absent: this.#absent
		});
		this.#uploading = new Uploading({
			place,
			blobs: this.#blobs,
			storers
		});
	}
	get name() {
		return this.#place.name;
	}
	get silentMs() {
		return this.#place.silentMs;
	}
	get hasCheapPuts() {
		return this.#place.hasCheapPuts;
	}
	get kind() {
		return this.#place.kind;
	}
	get damaged() {
		return this.#unreadable.size;
	}
	async find(names, signal) {
		const limits = {
			limit: this.#place.maxSearches,
			signal
		};
		const found = await this.#attempt("search", signal, async () => {
			await this.#place.prepare?.(names, signal);
			return await inParallel(names, limits, async (name, either) => [name, await this.#findOne(name, either)]);
		});
		return new Map(found.filter((entry) => entry[1] !== void 0));
	}
	async findChains(chains, signal) {
		const samples = chains.map((names) => this.#place.asksByRequest ? sampleOf(names) : names);
		const sampled = new Set(samples.flat());
		const before = performance.now();
		const found = await this.find([...sampled], signal);
		const isThere = (name) => found.has(name) || this.#damaged.has(name);
		const rest = new Set();
		for (const [index, names] of chains.entries()) {
			const others = names.filter((name) => !sampled.has(name));
			if (samples[index]?.some(isThere)) for (const name of others) rest.add(name);
			else for (const name of others) this.#absent.set(name, before);
		}
		return rest.size === 0 ? found : new Map([...found, ...await this.find([...rest], signal)]);
	}
	async #findOne(name, signal) {
		try {
			const asked = performance.now();
			const found = await this.#readRecord(name, signal);
			if (found === void 0) this.#absent.set(name, asked);
			else this.#absent.delete(name);
			if (found === void 0) return void 0;
			const { record, log, summary, members } = found;
			if (!record.names.includes(name)) throw require_quick.imageInvalid(`the record of ${name} has other names`);
			for (const text of [
				log,
				summary,
				members
			]) if (text) this.#texts.set(text.digest, text);
			return record;
		} catch (error) {
			if (!isLoss(error)) throw error;
			this.#damaged.add(name);
			this.#unreadable.add(name);
			return;
		}
	}
	async #readRecord(name, signal) {
		const bytes = await this.#place.readTag(name, signal);
		if (bytes === void 0) return void 0;
		const manifest = require_quick.parseManifest(bytes, `the image ${name}`);
		if (manifest.kind !== "image") throw require_quick.imageInvalid(`${name} is no image`);
		return parseRecord(await this.#readConfig(manifest.config, signal), manifest.layers);
	}
	async #readConfig({ digest, size, data }, signal) {
		if (size > MAX_CONFIG) throw require_quick.imageInvalid(`the config ${digest} is larger than ${MAX_CONFIG} bytes`);
		if (data === void 0) return await this.#place.readBlob(digest, MAX_CONFIG, signal);
		const config = Buffer.from(data, "base64");
		require_quick.verifyBytes(config, digest, `the config ${digest}`);
		return config;
	}
	async *open(record, bytes, signal) {
		const fail = (why) => lost(this.name, bytes.digest, why);
		try {
			yield* proved(this.#stream(record, bytes, signal), bytes, fail);
		} catch (error) {
			const attempt = {
				carrier: this.name,
				doing: "read from",
				signal
			};
			const thrown = isLoss(error) ? fail(`is gone (${error.message})`) : remoteError(error, attempt);
			if (thrown instanceof Error && "code" in thrown && thrown.code === "remote-lost") {
				for (const name of record.names) this.#damaged.add(name);
				const digest = this.#textOf(record, bytes)?.layer?.digest ?? bytes.digest;
				this.#blobs.distrust();
				this.#place.distrust?.(digest);
			}
			throw thrown;
		}
	}
	#stream(record, bytes, signal) {
		const text = this.#textOf(record, bytes);
		if (text?.zstd !== void 0) return unpackInside(Buffer.from(text.zstd, "base64"));
		if (text?.layer === void 0) return this.#place.streamBlob(bytes, signal);
		return fileIn(proved(this.#place.streamBlob(text.layer, signal), text.layer, (why) => lost(this.name, bytes.digest, why)), bytes.size);
	}
	#textOf({ log, summary, members }, { digest }) {
		return [
			log,
			summary,
			members
		].some((text) => text?.digest === digest) ? this.#texts.get(digest) : void 0;
	}
	put(uploads, signal) {
		if (!this.#place.takesOnePut) return this.#put(uploads, signal);
		const report = this.#lastPut.then(() => this.#put(uploads, signal));
		this.#lastPut = report.catch(() => void 0);
		return report;
	}
	async #put(uploads, signal) {
		const before = this.traffic();
		const stored = await this.#attempt("store to", signal, async () => {
			const names = uploads.flatMap(({ record }) => record.names.slice(0, 1));
			await this.#place.prepare?.(names, signal, true);
			const each = await this.#uploading.putAll(uploads, signal);
			await this.#place.finish?.(signal);
			return each;
		}).catch((error) => {
			this.#blobs.distrust();
			this.#place.abandon?.();
			throw error;
		});
		const after = this.traffic();
		return {
			records: stored.filter((isStored) => isStored).length,
			bytes: after.sentBytes - before.sentBytes,
			requests: after.requests - before.requests
		};
	}
	async #attempt(doing, signal, work) {
		try {
			return await work();
		} catch (error) {
			throw remoteError(error, {
				carrier: this.name,
				doing,
				signal
			});
		}
	}
	traffic() {
		return { ...this.#place.traffic() };
	}
	close() {
		this.#place.close();
		return Promise.resolve();
	}
};
function sampleOf(names) {
	if (names.length <= SAMPLE) return names;
	const step = (names.length - 1) / 7;
	return Array.from({ length: SAMPLE }, (_, index) => names[Math.round(index * step)] ?? "");
}
// src/remote/gha/authority-variables.ts
const PREFIX = "OBUILDER_CA_";
function authorityVariables(authorities) {
	return Object.fromEntries(authorities.map((pem, index) => [`${PREFIX}${index}`, pem]));
}
// src/remote/gha/protocol.ts
const MAX_TEXT = 2e3;
const textForPeople = (text) => text.replaceAll(/\bsig=[^&\s"'<>]+/gi, "sig=***").slice(0, MAX_TEXT);
const text = () => require_quick.pipe(require_quick.string(), require_quick.transform(textForPeople));
const count = () => require_quick.pipe(require_quick.number(), require_quick.safeInteger(), require_quick.minValue(0));
const observed = () => ({
	fault: require_quick.optional(text()),
	httpStatus: require_quick.optional(count()),
	path: require_quick.optional(text()),
	retryAfter: require_quick.optional(require_quick.pipe(require_quick.number(), require_quick.minValue(0))),
	requests: require_quick.optional(count(), 0)
});
const ANSWERS = {
	append: () => require_quick.object({}),
	truncate: () => require_quick.object({}),
	save: () => require_quick.object({
		...observed(),
		saved: require_quick.boolean()
	}),
	restore: () => require_quick.object({
		...observed(),
		key: require_quick.optional(require_quick.string()),
		size: require_quick.optional(count(), 0)
	}),
	read: () => require_quick.object({})
};
// src/remote/gha/client.ts
const PASSED = new RegExp(`^(?:${[
	"ACTIONS_(?:CACHE_(?:URL|MODE|SERVICE_V2)|RESULTS_URL|RUNTIME_TOKEN|ORCHESTRATION_ID)",
	"GITHUB_(?:SERVER_URL|REF)|RUNNER_TEMP",
	"(?:https?|no)_proxy|NODE_EXTRA_CA_CERTS|NODE_COMPILE_CACHE|PATH|TMPDIR|HOME|LANG"
].join("|")})$`, "i");
const MAX_HEAD = 65536;
const GRACE_MS$1 = 2e3;
const CLOSE_MS = 1e4;
const MAX_TIMER_MS = 2 ** 31 - 1;
var CacheClient = class {
	#child;
	#waiting;
	#turn = Promise.resolve();
	#gone;
	constructor({ file, env, authorities = [], user }) {
		const passed = Object.entries(env).filter(([name]) => PASSED.test(name));
		const { child, ended } = require_reader.startProgram(process.execPath, [file], {
			env: {
				...Object.fromEntries(passed),
				...authorityVariables(authorities),
				NODE_USE_ENV_PROXY: "1",
				SEGMENT_DOWNLOAD_TIMEOUT_MINS: "2"
			},
			detached: true,
			stdio: [
				"pipe",
				"pipe",
				"pipe"
			],
			user
		});
		this.#child = child;
		let errors = "";
		child.stderr.on("data", (text) => {
			errors = (errors + text.toString()).slice(-4096);
		});
		const decode = require_reader.decoder((message) => this.#waiting?.resolve(message), MAX_HEAD);
		child.stdout.on("data", (chunk) => {
			try {
				decode(chunk);
			} catch (cause) {
				this.#failMalformed(cause);
			}
		});
		ended.then(({ code, signal }) => this.#fail(require_quick.imageUnavailable(textForPeople(`the program of the cache ended (${signal ?? code}) ${errors}`.trim()))), (cause) => this.#fail(cause));
	}
	async ask(question, asked) {
		const answer = this.#turn.then(() => this.#askNow(question, asked));
		this.#turn = answer.catch(() => void 0);
		const { head, bytes } = await answer;
		if (typeof head["error"] === "string") throw require_quick.imageUnavailable(`the cache failed: ${textForPeople(head["error"])}`);
		const parsed = require_quick.safeParse(ANSWERS[question.operation](), head["answer"]);
		const wanted = "length" in question ? question.length : 0;
		if (!parsed.success || bytes.length > wanted) throw this.#failMalformed(parsed.issues);
		return {
			answer: parsed.output,
			bytes
		};
	}
	async #askNow(question, { bytes, signal, boundMs }) {
		signal.throwIfAborted();
		if (this.#gone !== void 0) throw this.#gone;
		const stop = () => {
			this.#fail(signal.aborted ? new require_index.ObuilderError("cancelled", "the transfer was cancelled", { cause: signal.reason }) : require_quick.imageUnavailable(`the cache gave no answer for ${Math.round(boundMs / 1e3)} s`));
			this.end();
		};
		const timer = setTimeout(stop, Math.min(boundMs, MAX_TIMER_MS));
		signal.addEventListener("abort", stop, { once: true });
		try {
			return await new Promise((resolve, reject) => {
				this.#waiting = {
					resolve,
					reject
				};
				for (const piece of require_reader.encode(question, bytes && [bytes])) this.#child.stdin.write(piece);
			});
		} finally {
			this.#waiting = void 0;
			clearTimeout(timer);
			signal.removeEventListener("abort", stop);
		}
	}
	#fail(error) {
		this.#gone ??= error;
		this.#waiting?.reject(this.#gone);
	}
	#failMalformed(cause) {
		const error = require_quick.imageUnavailable("the program of the cache sent a malformed answer", { cause });
		this.#fail(error);
		this.end();
		return error;
	}
	end() {
		this.#kill("SIGTERM");
		this.#killAfter(GRACE_MS$1);
	}
	close() {
		this.#child.stdin.end();
		this.#killAfter(CLOSE_MS);
	}
	#killAfter(ms) {
		const timer = setTimeout(() => {
			this.#kill("SIGKILL");
			for (const stream of [this.#child.stdout, this.#child.stderr]) stream.destroy();
		}, ms).unref();
		this.#child.once("close", () => clearTimeout(timer));
	}
	#kill(signal) {
		const { pid, exitCode, signalCode } = this.#child;
		if (pid === void 0 || exitCode !== null || signalCode !== null) return;
		try {
			process.kill(-pid, signal);
		} catch {}
	}
};
// src/remote/gha/entries.ts
const paceOf = ({ answerMs: windowMs, minBytesPerSecond }) => ({
	windowMs,
	minBytesPerSecond
});
const PIECE = 262144;
const MAX_RETRIES = 3;
const MAX_WAIT_SECONDS = 60;
const WRITE_DENIED = "cache write denied:";
const TAKEN = [
	[/\/CreateCacheEntry$/, 200],
	[/\/CreateCacheEntry$/, 409],
	[/\/caches$/, 409]
];
const MISSING = [
	200,
	204,
	404
];
function openEntry(keys, options, wanted) {
	return withPauses(() => openOnce(keys, options, wanted), wanted.signal);
}
async function openOnce(keys, options, { size, signal }) {
	const { program, meter, answerMs, minBytesPerSecond } = options;
	const client = new CacheClient(program);
	const boundMs = answerMs + size / minBytesPerSecond * 1e3;
	try {
		const { answer } = await client.ask({
			operation: "restore",
			keys,
			pace: paceOf(options)
		}, {
			signal,
			boundMs
		});
		meter.requests += answer.requests;
		if (answer.key === void 0) {
			client.close();
			if (answer.fault === void 0 || answer.httpStatus === 404) return void 0;
			throw failed("read from", answer, MISSING);
		}
		meter.receivedBytes += answer.size;
		return {
			key: answer.key,
			size: answer.size,
			close: () => client.close(),
			read: (position, length, either) => piecesOf(client, {
				position,
				length,
				signal: either,
				boundMs: answerMs
			})
		};
	} catch (error) {
		client.end();
		throw error;
	}
}
async function* piecesOf(client, { position, length, signal, boundMs }) {
	for (let at = 0; at < length;) {
		const wanted = Math.min(PIECE, length - at);
		const question = {
			operation: "read",
			position: position + at,
			length: wanted
		};
		const { bytes } = await client.ask(question, {
			signal,
			boundMs
		});
		if (bytes.length > 0) yield bytes;
		if (bytes.length < wanted) return;
		at += bytes.length;
	}
}
var NewEntry = class {
	#options;
	#client;
	size = 0;
	constructor(options) {
		this.#options = options;
	}
	async append(bytes, signal) {
		this.#client ??= new CacheClient(this.#options.program);
		for (let at = 0; at < bytes.length; at += PIECE) {
			const piece = bytes.subarray(at, at + PIECE);
			await this.#client.ask({ operation: "append" }, {
				bytes: piece,
				signal,
				boundMs: this.#options.answerMs
			});
			this.size += piece.length;
		}
	}
	async truncate(size, signal) {
		const boundMs = this.#options.answerMs;
		await this.#client?.ask({
			operation: "truncate",
			size
		}, {
			signal,
			boundMs
		});
		this.size = size;
	}
	save(key, signal) {
		return withPauses(() => this.#saveOnce(key, signal), signal);
	}
	async #saveOnce(key, signal) {
		const { meter, answerMs, minBytesPerSecond } = this.#options;
		this.#client ??= new CacheClient(this.#options.program);
		const { size } = this;
		const boundMs = answerMs + size / minBytesPerSecond * 1e3;
		const { answer } = await this.#client.ask({
			operation: "save",
			key,
			pace: paceOf(this.#options)
		}, {
			signal,
			boundMs
		});
		meter.requests += answer.requests;
		if (answer.saved) {
			meter.sentBytes += size;
			return true;
		}
		if (answer.fault?.includes(WRITE_DENIED)) throw denied(answer.fault);
		if (answer.requests === 0 && answer.fault === void 0) throw denied(`the mode of the cache is ${this.#options.program.env["ACTIONS_CACHE_MODE"]}`);
		if (TAKEN.some(([path, status]) => path.test(answer.path ?? "") && status === answer.httpStatus)) return false;
		throw failed("store in", answer, []);
	}
	close() {
		this.#client?.close();
		this.#client = void 0;
	}
};
async function withPauses(work, signal) {
	for (let tries = 0;; tries += 1) try {
		return await work();
	} catch (error) {
		if (!(error instanceof BusyError) || tries === MAX_RETRIES || error.seconds > MAX_WAIT_SECONDS) throw error;
		await (0, node_timers_promises().setTimeout)(error.seconds * 1e3, void 0, { signal });
	}
}
var BusyError = class extends require_index.ObuilderError {
	seconds;
	constructor(seconds, message) {
		super("image-unavailable", message, {
			httpStatus: 429,
			hint: "Store fewer entries, or build again later."
		});
		this.seconds = seconds;
	}
};
const denied = (why) => require_quick.imageUnavailable(`the token of this job cannot write: ${why}`, {
	httpStatus: 403,
	hint: "Write the cache from a trusted event, such as a push."
});
function failed(doing, { fault, httpStatus, retryAfter }, fine) {
	const message = `could not ${doing} the cache${httpStatus === void 0 || fine.includes(httpStatus) ? "" : ` (${httpStatus})`}: ${fault ?? "no answer"}`;
	return httpStatus === 429 ? new BusyError(retryAfter ?? 5, message) : require_quick.imageUnavailable(message, { httpStatus });
}
// src/remote/gha/index-file.ts
const MAX_ENTRIES = 1e5;
const DIGEST = /sha256:[0-9a-f]{64}/g;
const size = () => require_quick.pipe(require_quick.number(), require_quick.safeInteger(), require_quick.minValue(0));
const key = () => require_quick.pipe(require_quick.string(), require_quick.maxLength(512));
const list = (item) => require_quick.pipe(require_quick.array(item), require_quick.maxLength(MAX_ENTRIES));
const schema = () => require_quick.object({
	version: require_quick.literal(1),
	tags: list(require_quick.tuple([key(), require_quick.pipe(require_quick.string(), require_quick.maxLength(require_quick.MAX_MANIFEST))])),
	blobs: list(require_quick.tuple([key(), require_quick.union([require_quick.object({
		pack: key(),
		offset: size(),
		size: size()
	}), require_quick.object({ base64: require_quick.pipe(require_quick.string(), require_quick.base64()) })])]))
});
function parseIndex(bytes) {
	try {
		const { tags, blobs } = require_quick.parse(schema(), JSON.parse(bytes.toString("utf8")));
		return {
			tags: new Map(tags),
			blobs: new Map(blobs)
		};
	} catch (cause) {
		throw require_quick.imageInvalid("the records in the cache are damaged", { cause });
	}
}
function formatIndex({ tags, blobs }) {
	return Buffer.from(JSON.stringify({
		version: 1,
		tags: [...tags],
		blobs: [...blobs]
	}));
}
function partOf({ tags, blobs }, isWanted) {
	const kept = new Map([...tags].filter(([tag]) => isWanted(tag)));
	const digests = new Set([...kept.values()].flatMap((manifest) => manifest.match(DIGEST) ?? []));
	return {
		tags: kept,
		blobs: new Map([...blobs].filter(([digest]) => digests.has(digest)))
	};
}
function joined(first, second) {
	return {
		tags: new Map([...second.tags, ...first.tags]),
		blobs: new Map([...second.blobs, ...first.blobs])
	};
}
const NO_INDEX = {
	tags: new Map(),
	blobs: new Map()
};
// src/remote/gha/pack-reader.ts
const MAX_PACKS = 4;
const LIKELY_BYTES = 67108864;
var PackReader = class {
	#options;
	#packs = new Map();
	#lost = new Set();
	constructor(options) {
		this.#options = options;
	}
	distrust(pack) {
		this.#lost.add(pack);
	}
	isLost(pack) {
		return this.#lost.has(pack);
	}
	async *stream(range, signal) {
		let received = 0;
		for (;;) {
			const pack = this.#take(range, signal);
			try {
				const entry = await this.#whole(pack, range);
				for await (const piece of entry.read(range.offset + received, range.size - received, signal)) {
					received += piece.length;
					yield piece;
				}
				if (received < range.size) this.#lost.add(range.pack);
				return;
			} catch (error) {
				if (this.#packs.get(range.pack) === pack) this.#packs.delete(range.pack);
				if (signal.aborted || !require_index.isObuilderError(error, "cancelled")) throw error;
			} finally {
				this.#release(range.pack, pack);
			}
		}
	}
	async #whole({ opened }, { pack, offset, size }) {
		const entry = await opened;
		if (entry?.key === pack && offset + size <= entry.size) return entry;
		this.#lost.add(pack);
		throw require_quick.imageUnavailable(`the pack ${pack} is gone`, { httpStatus: 404 });
	}
	#take({ pack: key, size }, signal) {
		const known = this.#packs.get(key);
		const opened = known?.opened ?? openEntry([key], this.#options, {
			size: Math.max(size, LIKELY_BYTES),
			signal
		});
		const pack = known ?? {
			opened,
			users: 0
		};
		pack.users += 1;
		this.#packs.delete(key);
		this.#packs.set(key, pack);
		return pack;
	}
	#release(key, pack) {
		pack.users -= 1;
		if (pack.users === 0 && this.#packs.get(key) !== pack) close(pack);
		for (const [other, idle] of this.#packs) {
			if (this.#packs.size <= MAX_PACKS) return;
			if (idle.users > 0) continue;
			this.#packs.delete(other);
			close(idle);
		}
	}
	close() {
		for (const pack of this.#packs.values()) close(pack);
		this.#packs.clear();
	}
};
function close({ opened }) {
	opened.then((entry) => entry?.close()).catch(() => void 0);
}
// src/remote/gha/pack-writer.ts
const FULL_BYTES = 33554432;
const MAX_BYTES = 67108864;
const MAX_NAMES = 4;
var PackWriter = class {
	#options;
	#entry;
	#turn = Promise.resolve();
	#open = [];
	#placed = new Map();
	constructor(options) {
		this.#options = options;
		this.#entry = new NewEntry(options.entries);
	}
	add(blob, signal) {
		const added = this.#turn.then(() => this.#add(blob, signal));
		this.#turn = added.catch(() => void 0);
		return added;
	}
	async #add({ digest, size, open }, signal) {
		if (this.#entry.size > 0 && this.#entry.size + size > MAX_BYTES) await this.#flush(signal);
		const offset = this.#entry.size;
		try {
			for await (const piece of open()) await this.#entry.append(piece, signal);
		} catch (error) {
			if (!signal.aborted) await this.#entry.truncate(offset, signal);
			throw error;
		}
		this.#open.push({
			digest,
			offset,
			size
		});
		if (this.#entry.size >= FULL_BYTES) await this.#flush(signal);
	}
	async #flush(signal) {
		const blobs = this.#open;
		this.#open = [];
		if (blobs.length === 0) return;
		const name = (0, node_crypto().createHash)("sha256").update(blobs.map(({ digest }) => digest).join(" ")).digest("hex");
		const pack = await this.#store(`${this.#options.prefix}p-${name}`, signal);
		await this.#entry.truncate(0, signal);
		for (const { digest, offset, size } of blobs) this.#placed.set(digest, {
			pack,
			offset,
			size
		});
	}
	async #store(name, signal) {
		const { entries, isLost } = this.#options;
		for (let number = 1; number <= MAX_NAMES; number += 1) {
			const key = number === 1 ? name : `${name}-${number}`;
			if (isLost(key)) continue;
			if (await this.#entry.save(key, signal)) return key;
			const existing = await openEntry([key], entries, {
				size: this.#entry.size,
				signal
			});
			existing?.close();
			if (existing?.key === key) return key;
		}
		throw require_quick.imageUnavailable(`the cache has ${MAX_NAMES} reserved names without bytes for ${name}`);
	}
	async finish(signal) {
		await this.#turn;
		await this.#flush(signal);
		const placed = this.#placed;
		this.#placed = new Map();
		return placed;
	}
	async store(key, bytes, signal) {
		await this.#entry.append(bytes, signal);
		await this.#store(key, signal);
		await this.#entry.truncate(0, signal);
	}
	abandon() {
		this.close();
		this.#entry = new NewEntry(this.#options.entries);
		this.#open = [];
		this.#placed = new Map();
	}
	close() {
		this.#entry.close();
	}
};
// src/remote/gha/place.ts
const MAX_INDEX$1 = 33554432;
const USUAL_INDEX = 1048576;
const SILENT_MS = 12e5;
var GhaPlace = class {
	name = "GitHub Actions cache";
	kind = "gha";
	maxSearches = 16;
	takesOnePut = true;
	silentMs = SILENT_MS;
	#options;
	#reader;
	#writer;
	#known = NO_INDEX;
	#pending = NO_INDEX;
	#target;
	#asked = new Set();
	constructor(options) {
		this.#options = options;
		this.#reader = new PackReader(options.entries);
		this.#writer = new PackWriter({
			...options,
			isLost: (pack) => this.#reader.isLost(pack)
		});
	}
	async prepare(tags, signal, isFresh = false) {
		for (const tag of tags) this.#asked.add(tag);
		const last = tags.at(-1);
		this.#target = last;
		if (last === void 0 || !isFresh && tags.every((tag) => this.#known.tags.has(tag))) return;
		const { prefix, family, entries } = this.#options;
		const own = `${prefix}r-${family}-`;
		const entry = await openEntry([
			`${own}${last}-`,
			own,
			`${prefix}r-`
		], entries, {
			size: USUAL_INDEX,
			signal
		});
		if (entry === void 0) return;
		try {
			if (entry.size > MAX_INDEX$1) return;
			const pieces = [];
			for await (const piece of entry.read(0, entry.size, signal)) pieces.push(piece);
			this.#known = joined(this.#known, indexOrNone(Buffer.concat(pieces)));
		} finally {
			entry.close();
		}
	}
	readTag(tag) {
		const manifest = this.#known.tags.get(tag);
		return Promise.resolve(manifest === void 0 ? void 0 : Buffer.from(manifest));
	}
	hasTag(tag) {
		return Promise.resolve(this.#known.tags.has(tag));
	}
	async readBlob(digest, limit, signal) {
		const place = this.#placeOf(digest);
		if (("pack" in place ? place.size : Buffer.byteLength(place.base64, "base64")) > limit) throw require_quick.imageInvalid(`blob ${digest} is larger than ${limit} bytes`);
		const pieces = [];
		for await (const piece of this.#read(place, signal)) pieces.push(piece);
		const bytes = Buffer.concat(pieces);
		require_quick.verifyBytes(bytes, digest, `blob ${digest}`);
		return bytes;
	}
	async *streamBlob({ digest, size }, signal) {
		const place = this.#placeOf(digest);
		if ("pack" in place && place.size !== size) throw require_quick.imageInvalid(`blob ${digest} has ${place.size} bytes instead of ${size}`);
		yield* this.#read(place, signal);
	}
	async *#read(place, signal) {
		if ("base64" in place) yield Buffer.from(place.base64, "base64");
		else yield* this.#reader.stream(place, signal);
	}
	#find(digest) {
		return this.#known.blobs.get(digest) ?? this.#pending.blobs.get(digest);
	}
	#placeOf(digest) {
		const place = this.#find(digest);
		if (place === void 0) throw require_quick.imageUnavailable(`blob ${digest} is missing`, { httpStatus: 404 });
		return place;
	}
	hasBlob({ digest }) {
		const place = this.#find(digest);
		const isLost = place !== void 0 && "pack" in place && this.#reader.isLost(place.pack);
		return Promise.resolve(place !== void 0 && !isLost);
	}
	distrust(digest) {
		const place = this.#find(digest);
		if (place !== void 0 && "pack" in place) this.#reader.distrust(place.pack);
	}
	async putBlob(blob, { signal }) {
		await this.#writer.add(blob, signal);
	}
	tag(tag, { manifest, config, imageId }) {
		this.#asked.add(tag);
		const tags = new Map(this.#pending.tags).set(tag, manifest.toString("utf8"));
		const blobs = new Map(this.#pending.blobs);
		if (config.length > 65536) blobs.set(imageId, { base64: config.toString("base64") });
		this.#pending = {
			tags,
			blobs
		};
		return Promise.resolve();
	}
	async finish(signal) {
		const { tags, blobs: configs } = this.#pending;
		if (tags.size === 0) return;
		const last = this.#target ?? "";
		const packed = await this.#writer.finish(signal);
		const fresh = {
			tags,
			blobs: new Map([...packed, ...configs])
		};
		const stored = joined(fresh, partOf(joined(fresh, this.#known), (tag) => this.#asked.has(tag)));
		const bytes = formatIndex(stored);
		if (bytes.length > MAX_INDEX$1) throw require_quick.imageUnavailable(`the records of this build take ${bytes.length} of at most ${MAX_INDEX$1} bytes`, { hint: "Use type=registry, or store fewer results: cache-min-time." });
		const { prefix, family } = this.#options;
		const digest = (0, node_crypto().createHash)("sha256").update(bytes).digest("hex");
		await this.#writer.store(`${prefix}r-${family}-${last}-${digest.slice(0, 16)}`, bytes, signal);
		this.#known = joined(stored, this.#known);
		this.#pending = NO_INDEX;
	}
	abandon() {
		this.#pending = NO_INDEX;
		this.#writer.abandon();
	}
	traffic() {
		return this.#options.entries.meter;
	}
	close() {
		this.#reader.close();
		this.#writer.close();
	}
};
function indexOrNone(bytes) {
	try {
		return parseIndex(bytes);
	} catch {
		return NO_INDEX;
	}
}
// src/remote/gha/open.ts
var open_exports$3 = require_index.__exportAll({ openGha: () => openGha });
const ANSWER_MS$1 = 6e4;
const MIN_BYTES_PER_SECOND$1 = 65536;
const VERSION = 1;
function openGha({ scope = "default" }, { cacheProgram: program, ...settings }) {
	const env = program?.env ?? {};
	const outside = require_quick.outsideJob(env);
	if (outside !== void 0) throw outside;
	const entries = {
		program: require_index.must(program, "the program of the cache"),
		meter: {
			requests: 0,
			receivedBytes: 0,
			sentBytes: 0
		},
		answerMs: settings.answerMs ?? ANSWER_MS$1,
		minBytesPerSecond: settings.minBytesPerSecond ?? MIN_BYTES_PER_SECOND$1
	};
	const family = short(JSON.stringify([env["GITHUB_WORKFLOW"], env["GITHUB_JOB"]]));
	return new ImageCarrier(new GhaPlace({
		entries,
		prefix: `obuilder-${VERSION}-${short(scope)}-`,
		family
	}));
}
const short = (text) => (0, node_crypto().createHash)("sha256").update(text).digest("hex").slice(0, 16);
// src/remote/local/layout-index.ts
const TAG = "org.opencontainers.image.ref.name";
const INDEX = "index.json";
const MAX_INDEX = 16777216;
const MAX_TRIES$1 = 5;
function descriptorOf(tag, { manifest, digest }) {
	return {
		mediaType: MANIFEST_TYPE,
		digest,
		size: manifest.length,
		annotations: { [TAG]: tag }
	};
}
const tagOf = (entry) => require_quick.isObject(entry) && require_quick.isObject(entry["annotations"]) ? entry["annotations"][TAG] : void 0;
async function addToIndex(directory, entries, signal) {
	const wanted = new Map(entries.map((entry) => [tagOf(entry), entry]));
	for (let tries = 0; tries < MAX_TRIES$1; tries += 1) {
		const listed = await readIndex(directory, signal);
		if (listed === void 0) return;
		const digests = new Map(listed.map((entry) => [tagOf(entry), require_quick.isObject(entry) && entry["digest"]]));
		if ([...wanted].every(([tag, { digest }]) => digests.get(tag) === digest)) return;
		const manifests = [...listed.filter((entry) => !wanted.has(tagOf(entry))), ...wanted.values()];
		const index = Buffer.from(JSON.stringify({
			schemaVersion: 2,
			manifests
		}));
		await directory.write(INDEX, streamOf(index), signal);
	}
}
async function readIndex(directory, signal) {
	try {
		const bytes = await directory.read(INDEX, {
			limit: MAX_INDEX,
			signal
		});
		if (bytes === void 0) return [];
		const { manifests } = require_quick.parseObject(bytes, INDEX);
		return Array.isArray(manifests) ? manifests : void 0;
	} catch (error) {
		if (signal.aborted) throw error;
		return;
	}
}
// src/remote/local/place.ts
const MAX_TAG_FILE = 4096;
const PARTS = [
	"",
	"records",
	"blobs/sha256"
];
const LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}";
var LayoutPlace = class {
	kind = "local";
	maxSearches = 16;
	#directory;
	#meter = {
		requests: 0,
		receivedBytes: 0,
		sentBytes: 0
	};
	#unlisted = [];
	#isTidy = false;
	constructor(directory) {
		this.#directory = directory;
	}
	get name() {
		return `directory ${this.#directory.path}`;
	}
	async readTag(tag, signal) {
		const file = await this.#read(recordFile(tag), MAX_TAG_FILE, signal);
		if (file === void 0) return void 0;
		const { digest } = require_quick.parseObject(file, `the file ${recordFile(tag)}`);
		if (typeof digest !== "string" || !require_quick.isDigest(digest)) throw require_quick.imageInvalid(`${recordFile(tag)} has no digest`);
		return await this.readBlob(digest, require_quick.MAX_MANIFEST, signal);
	}
	async hasTag(tag, signal) {
		return await this.#has(recordFile(tag), signal);
	}
	async readBlob(digest, limit, signal) {
		const bytes = await this.#read(require_quick.blobName(digest), limit, signal);
		if (bytes === void 0) throw require_quick.imageUnavailable(`blob ${digest} is missing`, { httpStatus: 404 });
		require_quick.verifyBytes(bytes, digest, `blob ${digest}`);
		return bytes;
	}
	async *streamBlob({ digest }, signal) {
		if (!await this.#has(require_quick.blobName(digest), signal)) throw require_quick.imageUnavailable(`blob ${digest} is missing`, { httpStatus: 404 });
		this.#meter.requests += 1;
		for await (const piece of this.#directory.stream(require_quick.blobName(digest), signal)) {
			this.#meter.receivedBytes += piece.length;
			yield piece;
		}
	}
	async hasBlob({ digest }, signal) {
		return await this.#has(require_quick.blobName(digest), signal);
	}
	async putBlob(blob, { signal }) {
		await this.#write(require_quick.blobName(blob.digest), blob.open(), signal);
	}
	async tag(tag, image, signal) {
		const entry = descriptorOf(tag, image);
		await this.#write(require_quick.blobName(image.digest), [image.manifest], signal);
		await this.#write(recordFile(tag), [Buffer.from(JSON.stringify(entry))], signal);
		this.#unlisted.push(entry);
	}
	async finish(signal) {
		const entries = this.#unlisted;
		this.#unlisted = [];
		if (entries.length === 0) return;
		if (!await this.#has("oci-layout", signal)) await this.#write("oci-layout", [Buffer.from(LAYOUT)], signal);
		await addToIndex(this.#directory, entries, signal);
		await this.#tidyOnce(signal);
	}
	async #tidyOnce(signal) {
		if (this.#isTidy) return;
		this.#isTidy = true;
		for (const directory of PARTS) await this.#directory.tidy(directory, signal);
	}
	async #read(file, limit, signal) {
		this.#meter.requests += 1;
		const bytes = await this.#directory.read(file, {
			limit,
			signal
		});
		this.#meter.receivedBytes += bytes?.length ?? 0;
		return bytes;
	}
	async #has(file, signal) {
		this.#meter.requests += 1;
		return await this.#directory.has(file, signal);
	}
	async #write(file, bytes, signal) {
		this.#meter.requests += 1;
		const meter = this.#meter;
		async function* counted() {
			for await (const piece of bytes) {
				meter.sentBytes += piece.length;
				yield piece;
			}
		}
		await this.#directory.write(file, counted(), signal);
	}
	traffic() {
		return this.#meter;
	}
	close() {}
};
const recordFile = (tag) => `records/${tag}`;
// src/remote/local/open.ts
var open_exports$2 = require_index.__exportAll({ openLayout: () => openLayout });
function openLayout(directory, { openDirectory }) {
	return new ImageCarrier(new LayoutPlace(openDirectory(directory)));
}
// src/remote/open.ts
var open_exports$1 = require_index.__exportAll({ openCarrier: () => openCarrier });
const CARRIERS = {
	registry: async (request, settings) => (await Promise.resolve().then(() => open_exports)).openRegistry(request, settings),
	gha: async (request, settings) => (await Promise.resolve().then(() => open_exports$3)).openGha(request, settings),
	local: async ({ directory }, settings) => (await Promise.resolve().then(() => open_exports$2)).openLayout(directory, settings)
};
async function openCarrier(request, settings) {
	const open = CARRIERS[request.type];
	return await open(request, settings);
}
// src/registry/publisher.ts
const MAX_TRIES = 4;
const NO_HEAD = new Set([405, 501]);
var Publisher = class {
	#session;
	constructor(session) {
		this.#session = session;
	}
	async hasManifest(reference, signal) {
		return await this.#has(`manifests/${reference}`, signal);
	}
	async hasBlob(digest, signal) {
		return await this.#has(`blobs/${digest}`, signal);
	}
	async #has(path, signal) {
		const headers = path.startsWith("manifests/") ? { accept: require_quick.ACCEPT_MANIFESTS } : {};
		const { status } = await this.#empty({
			method: "HEAD",
			path,
			headers,
			signal
		});
		if (status === 200) return true;
		if (status === 404 || NO_HEAD.has(status)) return false;
		throw this.#wrong(status, path);
	}
	async mount(digest, from, signal) {
		const path = `blobs/uploads/?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`;
		try {
			const response = await this.#empty({
				method: "POST",
				path,
				more: [require_quick.pullScope(from)],
				signal
			});
			if (response.status === 201) return { isMounted: true };
			return {
				isMounted: false,
				upload: response.status === 202 ? addressOf(response) : void 0
			};
		} catch (error) {
			if (!require_index.isObuilderError(error, "image-unavailable") || error.httpStatus === void 0) throw error;
			return {
				isMounted: false,
				upload: void 0
			};
		}
	}
	async putBlob(blob, signal, upload) {
		let address = upload;
		for (let tries = 1;; tries += 1) {
			const to = address ?? await this.#begin(blob.digest, signal);
			address = void 0;
			const waitMs = await this.#tryPut({
				blob,
				to,
				signal,
				isLast: tries === MAX_TRIES
			});
			if (waitMs === void 0) return;
			await require_quick.waitBeforeRetry(tries, {
				...this.#session.waits,
				askedMs: waitMs ?? void 0,
				signal
			});
		}
	}
	async #tryPut(attempt) {
		const { blob, to, signal, isLast } = attempt;
		let response;
		try {
			response = await this.#empty({
				method: "PUT",
				path: withDigest(to, blob.digest),
				headers: { "content-type": "application/octet-stream" },
				body: blob,
				isOnce: true,
				signal
			});
		} catch (error) {
			if (isLast || !require_quick.isTransient(error)) throw error;
			return null;
		}
		const { status, headers } = response;
		if (status >= 200 && status < 300) return void 0;
		const isAgain = status === 401 || status === 404 || require_quick.isTransientStatus(status);
		if (isLast || !isAgain) throw this.#wrong(status, `blob ${blob.digest}`);
		if (status === 401) return 0;
		const askedMs = require_quick.parseRetryAfter(headers["retry-after"], Date.now());
		if (askedMs !== void 0 && require_quick.isTooLong(askedMs, this.#session.waits)) throw this.#wrong(status, `blob ${blob.digest}`);
		return askedMs ?? null;
	}
	async #begin(digest, signal) {
		const response = await this.#empty({
			method: "POST",
			path: "blobs/uploads/",
			signal
		});
		if (response.status === 202) return addressOf(response);
		throw this.#wrong(response.status, `blob ${digest}`);
	}
	async putManifest(reference, { bytes, mediaType }, signal) {
		const headers = { "content-type": mediaType };
		const { status } = await this.#empty({
			method: "PUT",
			path: `manifests/${reference}`,
			headers,
			body: bytes,
			signal
		});
		if (status < 200 || status >= 300) throw this.#wrong(status, `manifest ${reference}`);
	}
	async #empty({ more = [], ...request }) {
		const scopes = [require_quick.pushScope(this.#session.options.repository), ...more];
		const response = await this.#session.request({
			...request,
			scopes
		});
		require_quick.discard(response);
		return response;
	}
	#wrong(status, what) {
		const { name, host } = this.#session;
		return require_quick.statusError(status, {
			what: `${what} in ${name}`,
			host,
			access: "push"
		});
	}
};
function addressOf({ url, headers }) {
	const location = headers["location"];
	if (location !== void 0) return require_quick.checkLocation(url, location);
	throw require_quick.imageUnavailable(`${url.host} begins an upload without an address`, { value: url.host });
}
function withDigest(address, digest) {
	const url = new URL(address);
	url.search = `${url.search}${url.search === "" ? "?" : "&"}digest=${encodeURIComponent(digest)}`;
	return url;
}
// src/remote/registry/place.ts
var RegistryPlace = class {
	kind = "registry";
	maxSearches = 16;
	hasCheapPuts = true;
	unaskedBytes = 16384;
	asksByRequest = true;
	#parts;
	#refused = new Set();
	constructor(parts) {
		this.#parts = parts;
	}
	get name() {
		return `registry ${this.#parts.session.name}`;
	}
	async readTag(tag, signal) {
		try {
			return (await this.#parts.reader.fetchManifest(tag, signal)).bytes;
		} catch (error) {
			if (require_index.isObuilderError(error, "image-unavailable") && error.httpStatus === 404) return void 0;
			throw error;
		}
	}
	async hasTag(tag, signal) {
		return await this.#parts.publisher.hasManifest(tag, signal);
	}
	async readBlob(digest, limit, signal) {
		return await this.#parts.reader.fetchBlob(digest, {
			limit,
			signal
		});
	}
	streamBlob({ digest, size }, signal) {
		return this.#parts.reader.streamBlob(digest, size, signal);
	}
	async hasBlob({ digest }, signal) {
		return await this.#parts.publisher.hasBlob(digest, signal);
	}
	async putBlob(blob, { other, signal }) {
		const { publisher } = this.#parts;
		const upload = await this.#mount(blob.digest, other, signal);
		if (upload !== true) await publisher.putBlob(blob, signal, upload);
	}
	async #mount(digest, other, signal) {
		const { domain, repository } = this.#parts.session.options;
		if (other === void 0 || other.domain !== domain || other.repository === repository) return void 0;
		if (this.#refused.has(other.repository)) return void 0;
		const mounted = await this.#parts.publisher.mount(digest, other.repository, signal);
		if (mounted.isMounted) return true;
		this.#refused.add(other.repository);
		return mounted.upload;
	}
	async tag(tag, { manifest }, signal) {
		await this.#parts.publisher.putManifest(tag, {
			bytes: manifest,
			mediaType: MANIFEST_TYPE
		}, signal);
	}
	traffic() {
		return this.#parts.meter;
	}
	close() {
		this.#parts.session.close();
	}
};
// src/remote/registry/open.ts
var open_exports = require_index.__exportAll({
	openPlace: () => openPlace,
	openRegistry: () => openRegistry
});
const ANSWER_MS = 2e4;
const MAX_WAIT_MS = 2e4;
const MIN_BYTES_PER_SECOND = 4096;
function openRegistry({ ref }, settings) {
	return new ImageCarrier(openPlace(referenceOf(ref), settings).place);
}
function openPlace({ domain, repository }, settings) {
	const { files, dockerConfig: file, plainHttp, certificates, trust, retryMs } = settings;
	const meter = {
		requests: 0,
		receivedBytes: 0,
		sentBytes: 0
	};
	const bounds = {
		answerMs: settings.answerMs ?? ANSWER_MS,
		minBytesPerSecond: settings.minBytesPerSecond ?? MIN_BYTES_PER_SECOND
	};
	const dockerConfig = file === void 0 ? void 0 : {
		file,
		files
	};
	const { maxWaitMs = MAX_WAIT_MS } = settings;
	const session = new require_quick.RegistrySession({
		domain,
		repository,
		dockerConfig,
		plainHttp,
		certificates,
		trust,
		retryMs,
		maxWaitMs,
		meter,
		bounds,
		isKept: true
	});
	return {
		place: new RegistryPlace({
			session,
			reader: new require_quick.Repository(session),
			publisher: new Publisher(session),
			meter
		}),
		session
	};
}
function referenceOf(ref) {
	let reference;
	try {
		reference = require_quick.parseReference(ref);
	} catch (error) {
		if (!require_index.isObuilderError(error)) throw error;
		const { message, value, hint } = error;
		throw new require_index.ObuilderError("input-invalid", message, {
			value,
			hint,
			cause: error
		});
	}
	const rest = ref.slice(Math.max(ref.lastIndexOf("/"), 0));
	if (!rest.includes("@") && !rest.includes(":")) return reference;
	throw new require_index.ObuilderError("input-invalid", `"${ref}" has a tag or a digest`, {
		value: ref,
		hint: "Write HOST/REPOSITORY only, because each result has a tag of its own."
	});
}
// src/sandbox/step-network.ts
async function stepNetwork({ network, scratch, signal }, name, { rooms }) {
	if (typeof network === "string") return {
		place: network,
		ready: Promise.resolve(),
		signal,
		fault: () => void 0,
		end: async () => void 0
	};
	(0, node_fs.mkdirSync)(scratch, {
		recursive: true,
		mode: 448
	});
	const room = (await rooms()).open({
		...network,
		file: node_path.default.join(scratch, `${name}.network`)
	});
	const { broken } = room;
	return {
		place: { namespace: room.namespace },
		ready: room.ready,
		signal: signal === void 0 ? broken : AbortSignal.any([signal, broken]),
		fault: () => broken.aborted ? broken.reason : void 0,
		end: room.close
	};
}
// src/sandbox/enter.ts
var enter_exports = require_index.__exportAll({ enterStep: () => enterStep });
const KILLED = 128 + node_os().constants.signals.SIGKILL;
async function enterStep(request, context) {
	if (request.signal?.aborted) return KILLED;
	const name = require_quick.newStepName();
	const output = request.terminal ? "terminal" : "apart";
	const network = await stepNetwork(request, name, context);
	let step;
	let restoreTerminal;
	try {
		step = prepareStep({
			...request,
			network: network.place,
			output
		}, name, context);
		await network.ready;
		restoreTerminal = request.terminal ? noteTerminal() : void 0;
		const container = {
			runtime: context.runtime,
			name,
			step,
			start: startAttachedWith
		};
		const { code, stopped } = await runContainer({
			...request,
			signal: network.signal
		}, container);
		return stopped === void 0 ? code : KILLED;
	} finally {
		restoreTerminal?.();
		await network.end().finally(() => step?.remove());
	}
}
const startAttachedWith = (file, args, env) => require_quick.startAttached(file, args, {
	env,
	cwd: "/"
});
// src/host/kernel-log.ts
const MAX_RECORD_BYTES = 8192;
const MAX_RECORDS = 1e5;
const kernelTime = () => Number(process.hrtime.bigint() / 1000n);
function kernelLogSince(sinceUs) {
	try {
		const log = (0, node_fs.openSync)("/dev/kmsg", node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK);
		try {
			return recordsOf(log).flatMap((record) => textSince(record, sinceUs));
		} finally {
			(0, node_fs.closeSync)(log);
		}
	} catch {
		return [];
	}
}
function recordsOf(log) {
	const records = [];
	const buffer = Buffer.alloc(MAX_RECORD_BYTES);
	while (records.length < MAX_RECORDS) try {
		records.push(buffer.toString("utf8", 0, (0, node_fs.readSync)(log, buffer)));
	} catch (error) {
		if (error.code !== "EPIPE") break;
	}
	return records;
}
function textSince(record, sinceUs) {
	const [, time, text] = /^\d+,\d+,(\d+),[^;]*;([^\n]*)/.exec(record) ?? [];
	return time !== void 0 && text !== void 0 && Number(time) >= sinceUs ? [text] : [];
}
// src/sandbox/full-place.ts
function namingFullPlace(error, directory) {
	const written = [...directory === void 0 ? [] : [directory], ...require_reader.usualPlaces()];
	if (require_reader.isSpaceFault(error)) return require_reader.diskFull("the step cannot be started", error, { written });
	if (!require_index.isObuilderError(error, "sandbox-failed")) return error;
	const full = require_reader.fullPlaceOf(written);
	if (full === void 0) return error;
	const { message, value, at } = error;
	return new require_index.ObuilderError("sandbox-failed", `${message}; ${full.place} is full (${full.lack})`, {
		value,
		at,
		hint: `Free space at ${full.place}.`,
		cause: error
	});
}
// src/sandbox/killed-call.ts
const ARCHITECTURES = {
	c000003e: "x86_64",
	"40000003": "i386",
	c00000b7: "aarch64",
	"40000028": "arm"
};
const X32_BIT = 1073741824;
function killedCall(sinceUs) {
	return callIn(kernelLogSince(sinceUs));
}
function callIn(log) {
	const record = log.findLast((text) => /\btype=1326\b/.test(text) && /\bsig=31\b/.test(text));
	const [, arch = "", number = ""] = /\barch=([0-9a-f]+) syscall=(\d+)/.exec(record ?? "") ?? [];
	if (number === "") return void 0;
	const call = Number(number);
	if (arch === "c000003e" && call >= X32_BIT) return `system call ${call - X32_BIT} of x32`;
	return `system call ${call} of ${ARCHITECTURES[arch] ?? `architecture ${arch}`}`;
}
// src/sandbox/run.ts
var run_exports = require_index.__exportAll({ runStep: () => runStep });
async function runStep(request, context) {
	if (request.signal?.aborted) return { kind: "cancelled" };
	const { onOutput } = request;
	const seconds = request.limits?.seconds ?? DEFAULT_LIMITS.seconds;
	const timed = {
		signal: request.signal,
		limits: {
			...request.limits,
			seconds
		}
	};
	const name = require_quick.newStepName();
	const sinceUs = kernelTime();
	const { memory } = context.runtime;
	let step;
	const network = await stepNetwork(request, name, context);
	try {
		step = prepareStep({
			...request,
			network: network.place
		}, name, context);
		await network.ready;
		const ending = await runContainer({
			...timed,
			signal: network.signal
		}, {
			runtime: context.runtime,
			name,
			step,
			start: (file, args, env) => {
				context.quickenMoves();
				return startStreaming(file, args, {
					env,
					onOutput
				});
			}
		});
		const bounds = boundsOf(request.limits, context.machine);
		const reached = ending.counts && reachedBounds(ending.counts, bounds);
		if (ending.stopped === "cancelled") {
			if (network.fault() !== void 0 && !request.signal?.aborted) throw network.fault();
			return { kind: "cancelled" };
		}
		if (ending.stopped === "timed-out") return {
			kind: "timed-out",
			seconds,
			reached,
			written: step.reports.read().written
		};
		return resultOf(ending, {
			step,
			reached,
			sinceUs
		});
	} catch (error) {
		throw namingFullPlace(error, memory);
	} finally {
		try {
			await network.end();
			await step?.removePoints();
		} finally {
			step?.remove();
		}
	}
}
function resultOf({ code, counts }, { step, reached, sinceUs }) {
	const { outputFile, written } = step.reports.read();
	if (counts !== void 0 && counts.memoryKills > 0) return {
		kind: "killed",
		signal: "SIGKILL",
		outOfMemory: true,
		reached,
		written
	};
	const signal = signalName(code - 128);
	if (signal) return {
		kind: "killed",
		signal,
		outOfMemory: false,
		refusedCall: signal === "SIGSYS" ? killedCall(sinceUs) : void 0,
		reached,
		written
	};
	if (code === 127 && step.shellFault !== void 0) throw step.shellFault;
	return {
		kind: "exited",
		code,
		outputFile,
		reached,
		written
	};
}
function signalName(number) {
	return Object.entries(node_os().constants.signals).find(([, value]) => value === number)?.[0];
}
// src/sandbox/wall/second-wall.ts
var second_wall_exports = require_index.__exportAll({ secondWall: () => secondWall });
const WITHOUT = "Steps run without a user namespace, so root in a step is root to the kernel";
function secondWall(options) {
	if (options.mode === "never") {
		options.onNotice(`${WITHOUT}, as asked.`);
		return async () => void 0;
	}
	const known = new Map();
	let namespace;
	const namespaceIn = (scratch) => {
		(0, node_fs.mkdirSync)(scratch, {
			recursive: true,
			mode: 448
		});
		namespace ??= makeUserNamespace(node_path.default.join(scratch, `${require_quick.newStepName()}.start`), STEP_IDS);
		namespace.catch(() => {
			namespace = void 0;
		});
		return namespace;
	};
	const build = async (place, key, machine) => {
		try {
			const userNamespace = {
				path: await namespaceIn(place.scratch),
				overlayAt: require_quick.remakeOverlay
			};
			const note = node_path.default.join(options.notes, key);
			const tried = whatIsTried(options.runtime, place);
			if (require_reader.textOf(note) !== tried) {
				const context = {
					runtime: options.runtime,
					machine,
					userNamespace
				};
				await tryEnclosure({
					directory: place.scratch,
					isOverlay: require_quick.isOverlayMount(place.rootfs)
				}, context);
				(0, node_fs.mkdirSync)(options.notes, {
					recursive: true,
					mode: 448
				});
				(0, node_fs.writeFileSync)(note, tried, { mode: 384 });
			}
			options.onNotice("Root in a step is nobody on this machine: steps have a user namespace.");
			return userNamespace;
		} catch (error) {
			return withoutWall(error, options);
		}
	};
	return (place, machine) => {
		const key = keyOf(place);
		const found = known.get(key) ?? build(place, key, machine);
		known.set(key, found);
		found.catch(() => known.delete(key));
		return found;
	};
}
function withoutWall(error, { mode, runtime, onNotice }) {
	const { message, cause, code } = require_index.asObuilderError(error);
	if (code === "tool-missing" || code === "cancelled") throw error;
	const named = namingFullPlace(error, runtime.memory);
	if (named !== error) throw named;
	if (mode === "always") throw new require_index.ObuilderError("sandbox-failed", `steps cannot have a user namespace here: ${message}`, {
		hint: "Let `doctor` name the missing parts of this machine. Or, if the owner of the machine agrees, build with: user-namespace auto.",
		cause
	});
	onNotice(`${WITHOUT}: ${message}.`);
}
function keyOf({ rootfs, scratch }) {
	(0, node_fs.mkdirSync)(scratch, {
		recursive: true,
		mode: 448
	});
	return `${(0, node_fs.statSync)(scratch).dev}-${require_quick.isOverlayMount(rootfs) ? "overlay" : "plain"}`;
}
function whatIsTried({ program }, { scratch }) {
	const { mtimeMs, size } = (0, node_fs.statSync)(program, { throwIfNoEntry: false }) ?? {};
	const mount = require_reader.mountOf((0, node_fs.realpathSync)(scratch));
	return `${JSON.stringify([
		program,
		size,
		mtimeMs,
		mount?.device,
		mount?.type,
		mount?.directory
	])}\n`;
}
// src/store/choose/auto-trial.ts
var auto_trial_exports = require_index.__exportAll({
	insteadOfPool: () => insteadOfPool,
	tried: () => tried
});
const ANY_FILE = "/bin/sh";
async function insteadOfPool(facts, error) {
	await checkPrivileges(facts.directory);
	const lack = await require_quick.whyNoLoopDevices(ANY_FILE);
	if (lack === void 0) throw require_quick.asPlaceError(facts.directory, error);
	const { why, ...choice } = require_quick.chooseStore$1({
		...facts,
		hasImage: false,
		hasLoopDevices: () => false
	});
	const image = node_path.default.join(facts.directory, "pool.img");
	const left = (0, node_fs.existsSync)(image) ? `; the pool in ${image} waits for a machine that can mount it` : "";
	return await tried(facts, {
		...choice,
		why: `${why} (${lack})${left}`
	});
}
async function tried(facts, choice) {
	if ((0, node_fs.existsSync)(choice.directory)) return choice;
	await checkPrivileges(node_path.default.dirname(choice.directory));
	const trial = require_quick.driverEntry(choice.driver)?.fallback?.trial;
	if (choice.pool !== void 0 || trial === void 0) return choice;
	const near = (0, node_fs.realpathSync)(require_reader.nearestExisting(choice.directory));
	try {
		await trial(near);
		return choice;
	} catch (error) {
		if (!require_index.isObuilderError(error, "tool-failed")) throw error;
		const why = `${choice.why}, and ${choice.driver} does not work at ${near}`;
		const next = require_quick.chooseFallback(facts, why, choice.driver);
		if (next === void 0) throw error;
		return await tried(facts, next);
	}
}
async function checkPrivileges(directory) {
	const why = await require_quick.whyNoMounts();
	if (why !== void 0) throw require_quick.cannotMount(why);
	try {
		(0, node_fs.accessSync)(require_reader.nearestExisting(directory), node_fs.constants.W_OK);
		(0, node_fs.mkdirSync)(directory, {
			recursive: true,
			mode: 448
		});
	} catch (cause) {
		const reason = require_reader.errnoOf(cause) === "EROFS" ? "the file system is read-only" : String(require_reader.errnoOf(cause));
		throw new require_index.ObuilderError("store-unavailable", `no store can be made at ${directory}: ${reason}`, {
			value: directory,
			hint: `systemd: set ReadWritePaths=${directory} in the unit of the runner, after a mkdir. Docker and Kubernetes: mount a volume there. Or name a store elsewhere: OBUILDER_STORE=btrfs:DIRECTORY.`,
			cause
		});
	}
}
// src/store/choose/existing.ts
var existing_exports = require_index.__exportAll({ findStore: () => findStore });
async function findStore(wanted) {
	const { store, directory, namedBy } = wanted;
	if (store === "auto") return await findAuto(wanted, require_quick.readAutoFacts(directory));
	const place = await require_quick.resolveStore(wanted);
	if (await isThere(place)) return place;
	const source = namedBy === void 0 ? "" : `, named by ${namedBy}`;
	throw new require_index.ObuilderError("store-unavailable", `there is no store at ${require_quick.storeName(place)}${source}`, {
		value: store,
		hint: "Check the name. \"doctor\" prints the store that builds use by default. A build or \"init\" makes a missing store."
	});
}
async function findAuto(wanted, facts) {
	const choice = require_quick.chooseStore$1(facts);
	const pool = node_path.default.join(facts.directory, "pool");
	if (facts.hasImage || await isThere({
		driver: "btrfs",
		root: pool
	})) {
		const place = await require_quick.resolveStore(wanted);
		if (await isThere(place)) return place;
	}
	for (const { driver, directory: root, why } of withoutPool(facts, choice)) if (await isThere({
		driver,
		root
	})) return {
		driver,
		root,
		why: `auto: ${why}`
	};
	const message = `there is no store of auto on this machine yet; the first build makes ${require_quick.storeName({
		driver: choice.driver,
		root: choice.directory
	})}`;
	throw new require_index.ObuilderError("store-unavailable", message, {
		value: "auto",
		hint: "If your builds name a store, name the store here too: --store=DRIVER:PLACE."
	});
}
function* withoutPool(facts, choice) {
	if (choice.pool === void 0) yield choice;
	const lack = "made by an earlier build";
	let next = require_quick.chooseFallback(facts, lack, choice.pool === void 0 ? choice.driver : void 0);
	while (next !== void 0) {
		yield next;
		next = require_quick.chooseFallback(facts, lack, next.driver);
	}
}
const isThere = async ({ driver, root }) => await require_quick.drivers[driver].isThere(root);
// src/tree/copy/checks.ts
const MAX_OPEN = 64;
function checksOf({ signal, checkSignal = signal }) {
	return makeChecks(require_reader.makePace(checkSignal));
}
async function endChecks({ done }, { onChecking }) {
	if (onChecking === void 0) await done;
	else onChecking(done);
}
function makeChecks(pace) {
	let open = 0;
	let chain = Promise.resolve();
	const compare = async (entry, descriptor) => {
		try {
			if (await require_reader.digestOfFile(descriptor, {
				size: entry.size + 1,
				pace
			}) !== entry.digest) throw require_reader.changed(entry.from, require_reader.SOURCE);
		} finally {
			open -= 1;
			(0, node_fs.closeSync)(descriptor);
		}
	};
	return {
		async add(entry, descriptor) {
			open += 1;
			const compared = chain.then(() => compare(entry, descriptor), (error) => {
				open -= 1;
				(0, node_fs.closeSync)(descriptor);
				throw error;
			});
			compared.catch(() => void 0);
			chain = compared;
			if (open >= MAX_OPEN) await chain;
		},
		get done() {
			return chain;
		}
	};
}
// src/tree/copy/content.ts
const writeChunk = (0, node_util.promisify)(node_fs.write);
async function copyContent({ source, stats, target, needsDigest, pace }) {
	const { size, blocks } = stats;
	const isSparse = blocks * 512 < size;
	const sha = needsDigest ? (0, node_crypto().createHash)("sha256") : void 0;
	let position = 0;
	for await (const chunk of require_reader.chunksOf(source, {
		size,
		pace
	})) {
		const written = isSparse ? writeSparse(target, chunk, position) : writeFully(target, chunk, position);
		sha?.update(chunk);
		await written;
		position += chunk.length;
	}
	if (isSparse) (0, node_fs.ftruncateSync)(target, position);
	return {
		bytes: position,
		digest: sha && `sha256:${sha.digest("hex")}`
	};
}
async function writeFully(target, chunk, position) {
	for (let written = 0; written < chunk.length;) {
		const rest = chunk.length - written;
		const { bytesWritten } = await writeChunk(target, chunk, written, rest, position + written);
		written += bytesWritten;
	}
}
const ZEROS = Buffer.alloc(65536);
async function writeSparse(target, chunk, position) {
	const isZero = (start) => {
		const part = chunk.subarray(start, start + ZEROS.length);
		return part.equals(ZEROS.subarray(0, part.length));
	};
	for (let start = 0; start < chunk.length;) {
		let end = start;
		while (end < chunk.length && !isZero(end)) end += ZEROS.length;
		if (end > start) await writeFully(target, chunk.subarray(start, end), position + start);
		start = end + ZEROS.length;
	}
}
function writeWhole(target, bytes) {
	for (let written = 0; written < bytes.length;) written += (0, node_fs.writeSync)(target, bytes, written);
}
// src/tree/copy/share-blocks.ts
const { O_RDONLY, O_RDWR, O_CREAT: O_CREAT$1, O_EXCL: O_EXCL$1, O_NOFOLLOW: O_NOFOLLOW$1, COPYFILE_FICLONE_FORCE } = node_fs.constants;
const copyByPathSoon = (0, node_util.promisify)(node_fs.copyFile);
async function shareChecked(copying, entry, { source, target }) {
	if (!copying.mayShareBlocks) return false;
	if (copying.scratch === void 0) return await shareAtOnce(copying, entry, {
		source,
		target
	});
	const file = node_path.default.join(copying.scratch, `${process.pid}-${entry.digest.slice(-16)}`);
	const copy = (0, node_fs.openSync)(file, O_RDWR | O_CREAT$1 | O_EXCL$1 | O_NOFOLLOW$1, 384);
	let isTaken = false;
	try {
		if (!(await shareBlocks(copying, require_reader.pathOf(source), file) && await shareBlocks(copying, file, require_reader.pathOf(target)))) return false;
		isTaken = true;
		await copying.checks.add(entry, copy);
		return true;
	} finally {
		(0, node_fs.rmSync)(file, { force: true });
		if (!isTaken) (0, node_fs.closeSync)(copy);
	}
}
async function shareAtOnce(copying, entry, { source, target }) {
	if (!await shareBlocks(copying, require_reader.pathOf(source), require_reader.pathOf(target))) return false;
	await copying.checks.add(entry, (0, node_fs.openSync)(require_reader.pathOf(target), O_RDONLY));
	await copying.checks.done;
	return true;
}
const CANNOT = new Set([
	"EXDEV",
	"ENOTSUP",
	"EOPNOTSUPP",
	"EINVAL",
	"ENOSYS",
	"ENOTTY"
]);
async function shareBlocks(copying, source, target) {
	if (!copying.mayShareBlocks) return false;
	try {
		await copyByPathSoon(source, target, COPYFILE_FICLONE_FORCE);
		return true;
	} catch (error) {
		if (!CANNOT.has(require_reader.errnoOf(error) ?? "")) throw error;
		copying.mayShareBlocks = false;
		return false;
	}
}
// src/tree/copy/copy-file.ts
const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = node_fs.constants;
const NEW = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
function copyFile(copying, entry, target) {
	if (entry.size > 262144) return copyLarge(copying, entry, target);
	const bytes = copying.sources.takeBytes(entry) ?? readSmall(copying.origin, entry);
	makeSmall(copying, entry, {
		...target,
		bytes
	});
}
function readSmall(origin, entry) {
	const { descriptor } = openSource(origin, entry);
	try {
		const content = require_reader.readAll(descriptor, entry.size);
		if (require_reader.digestOfBytes(content) !== entry.digest) throw require_reader.changed(entry.from, require_reader.SOURCE);
		return content;
	} finally {
		(0, node_fs.closeSync)(descriptor);
	}
}
function openSource(origin, entry) {
	let descriptor;
	try {
		descriptor = origin.openFile(entry.from);
		const stats = (0, node_fs.fstatSync)(descriptor);
		if (!stats.isFile() || stats.size !== entry.size) throw require_reader.changed(entry.from, require_reader.SOURCE);
		return {
			descriptor,
			stats
		};
	} catch (error) {
		if (descriptor !== void 0) (0, node_fs.closeSync)(descriptor);
		throw require_reader.readError(error, entry.from, require_reader.SOURCE);
	}
}
function makeSmall({ user, mode }, entry, { destination, time, bytes }) {
	let target;
	try {
		target = create(entry, {
			destination,
			mode
		});
		writeWhole(target, bytes);
		setAspects(target, entry, {
			user,
			mode,
			destination,
			time
		});
	} catch (error) {
		throw require_reader.writeError(error, destination.show(entry.path), destination.root);
	} finally {
		if (target !== void 0) (0, node_fs.closeSync)(target);
	}
}
function create(entry, { destination, mode }) {
	return destination.place(entry.path, (file) => (0, node_fs.openSync)(file, NEW, modeOf(entry, mode) & 511));
}
const modeOf = ({ executable, mode: own }, mode) => own ?? mode ?? (executable ? 493 : 420);
function setAspects(target, entry, { user, mode: wanted, destination, time }) {
	const { uid, gid, mode } = (0, node_fs.fstatSync)(target);
	if (uid !== user.uid || gid !== user.gid) (0, node_fs.fchownSync)(target, user.uid, user.gid);
	const right = modeOf(entry, wanted);
	if ((mode & 4095) !== right) (0, node_fs.fchmodSync)(target, right);
	destination.setTime(entry.path, time, target);
}
async function copyLarge(copying, entry, { destination, time }) {
	const { descriptor: source, stats } = openSource(copying.origin, entry);
	let target;
	try {
		target = create(entry, {
			destination,
			mode: copying.mode
		});
		await fillLarge(copying, entry, {
			source,
			stats,
			target
		});
		setAspects(target, entry, {
			user: copying.user,
			mode: copying.mode,
			destination,
			time
		});
	} catch (error) {
		throw require_reader.writeError(error, destination.show(entry.path), destination.root);
	} finally {
		(0, node_fs.closeSync)(source);
		if (target !== void 0) (0, node_fs.closeSync)(target);
	}
}
async function fillLarge(copying, entry, file) {
	if (copying.isSealed) return await fillSealed(copying, entry, file);
	if (!await shareChecked(copying, entry, file)) await fillByBytes(copying, entry, {
		...file,
		isKnown: false
	});
}
async function fillSealed(copying, entry, file) {
	const { source, stats, target } = file;
	const known = copying.sources.of(entry);
	const isKnown = known !== void 0 && !known.isRacy && require_reader.isSame(known.stats, stats);
	if (isKnown && await shareBlocks(copying, require_reader.pathOf(source), require_reader.pathOf(target))) return;
	await fillByBytes(copying, entry, {
		...file,
		isKnown
	});
}
async function fillByBytes({ pace }, entry, { source, stats, target, isKnown }) {
	const { bytes, digest } = await copyContent({
		source,
		stats,
		target,
		needsDigest: !isKnown,
		pace
	});
	if (!(bytes === entry.size && (digest ?? entry.digest) === entry.digest)) throw require_reader.changed(entry.from, require_reader.SOURCE);
}
// src/tree/copy/destination.ts
const DIRECTORY_MODE = 493;
function openDestination({ to, dst, user, mode }) {
	const base = `/${dst.split("/").filter((part) => part !== "" && part !== ".").join("/")}`;
	const directories = new Map();
	const made = new Map();
	const times = new NewTimes();
	const setTime = (file, time, place) => times.set(file, {
		path: require_reader.nativePath(node_path.default.relative(to, file)),
		modified: time
	}, place);
	const show = (entryPath) => entryPath === "" ? base : node_path.default.posix.join(base, entryPath);
	const parentOf = (entryPath) => {
		const key = entryPath === "" ? void 0 : entryPath.slice(0, Math.max(0, entryPath.lastIndexOf("/")));
		const known = key === void 0 ? void 0 : directories.get(key);
		if (known !== void 0) return known;
		const parent = makeParents(to, node_path.default.posix.dirname(show(entryPath)));
		if (key !== void 0) directories.set(key, parent);
		return parent;
	};
	const locate = (entryPath) => {
		const name = node_path.default.posix.basename(show(entryPath));
		return name === "" ? to : `${parentOf(entryPath)}/${name}`;
	};
	return {
		root: to,
		show,
		place(entryPath, make) {
			const file = locate(entryPath);
			if (file === to) throw require_reader.refused("a file or link cannot become the root directory", { value: dst });
			const native = require_reader.nativePath(file);
			try {
				return make(native);
			} catch (error) {
				if (require_reader.errnoOf(error) !== "EEXIST") throw error;
				remove(file, (0, node_fs.lstatSync)(native), show(entryPath));
				made.delete(file);
				return make(native);
			}
		},
		setTime: (entryPath, time, place) => setTime(locate(entryPath), time, place),
		makeDirectory({ path: entryPath, mode: own }, time) {
			const file = locate(entryPath);
			const stats = (0, node_fs.lstatSync)(require_reader.nativePath(file), { throwIfNoEntry: false });
			const existing = stats && existingDirectory(to, file, stats);
			directories.set(entryPath, existing ?? file);
			if (existing !== void 0) return;
			if (stats !== void 0) (0, node_fs.unlinkSync)(require_reader.nativePath(file));
			makeOne(file, user, own ?? mode);
			made.set(file, time);
		},
		async finish() {
			for (const [file, time] of made) setTime(file, time, require_reader.nativePath(file));
			try {
				await times.finish(to);
			} catch (error) {
				throw require_reader.writeError(error, base, to);
			}
		}
	};
}
function makeOne(directory, owner, mode = DIRECTORY_MODE) {
	const native = require_reader.nativePath(directory);
	(0, node_fs.mkdirSync)(native, { mode: 448 });
	if (owner !== void 0) (0, node_fs.lchownSync)(native, owner.uid, owner.gid);
	(0, node_fs.chmodSync)(native, mode);
}
function existingDirectory(root, file, stats) {
	if (stats.isDirectory()) return file;
	if (!stats.isSymbolicLink()) return void 0;
	const there = resolveIn(root, node_path.default.relative(root, file));
	return there.found === "directory" ? there.file : void 0;
}
const resolveIn = (root, target) => require_reader.resolveInside(root, target, { refuse: (reason) => require_reader.refused(`${target} ${reason}`, { value: target }) });
function makeParents(root, directory) {
	const { file, found, existing } = resolveIn(root, directory);
	if (found === "directory") return file;
	if (found === "other") throw require_reader.refused(`could not copy into ${JSON.stringify(directory)}: not a directory`, {
		value: directory,
		hint: "Remove the file in an earlier step, or choose another destination."
	});
	const owner = process.geteuid?.() === 0 ? {
		uid: 0,
		gid: 0
	} : void 0;
	let parent = existing;
	for (const name of node_path.default.relative(existing, file).split("/")) {
		parent = `${parent}/${name}`;
		makeOne(parent, owner);
	}
	return file;
}
function remove(file, stats, shown) {
	if (!stats.isDirectory()) {
		(0, node_fs.unlinkSync)(require_reader.nativePath(file));
		return;
	}
	try {
		(0, node_fs.rmdirSync)(require_reader.nativePath(file));
	} catch (error) {
		const why = require_reader.errnoOf(error) === "ENOTEMPTY" ? "the directory has files" : require_reader.errnoOf(error);
		throw require_reader.refused(`could not replace the directory ${JSON.stringify(shown)} with a file or link: ${why}`, {
			value: shown,
			hint: `Write (dst ${shown}/) to copy into the directory.`,
			cause: error
		});
	}
}
// src/tree/copy/copy.ts
var copy_exports = require_index.__exportAll({ copyTree: () => copyTree });
async function copyTree(request, sources) {
	const pace = require_reader.makePace(request.signal);
	require_reader.checkDestination({
		src: [],
		dst: request.dst
	});
	const destination = openDestination(request);
	const origin = require_reader.openOrigin(request.from);
	const { isSealed = false, scratch } = request;
	const checks = checksOf(request);
	const copying = {
		user: request.user,
		mode: request.mode,
		origin,
		sources,
		pace,
		checks,
		isSealed,
		scratch,
		mayShareBlocks: true
	};
	try {
		const { entries } = request.manifest;
		let index = 0;
		for await (const times of require_reader.exactTimes(entries, {
			origin,
			sources,
			pace
		})) for (const time of times) {
			if (pace.isDue()) await pace.pause();
			const entry = require_index.must(entries[index], "the entry of a time");
			index += 1;
			if (entry.kind === "file") {
				const coming = copyFile(copying, entry, {
					destination,
					time
				});
				if (coming !== void 0) await coming;
			} else attempt(destination, entry, () => makeEntry(destination, entry, {
				...request,
				time
			}));
		}
		await destination.finish();
		await endChecks(checks, request);
	} finally {
		origin.close();
	}
}
function makeEntry(destination, entry, { user, time }) {
	const { path } = entry;
	if (entry.kind === "directory") {
		destination.makeDirectory(entry, time);
		return;
	}
	destination.place(path, (file) => {
		(0, node_fs.symlinkSync)(require_reader.nativePath(entry.target), file);
		(0, node_fs.lchownSync)(file, user.uid, user.gid);
		destination.setTime(path, time, file);
	});
}
function attempt(destination, { path }, make) {
	try {
		make();
	} catch (error) {
		throw require_reader.writeError(error, destination.show(path), destination.root);
	}
}
// src/tree/copy/copy-received.ts
var copy_received_exports = require_index.__exportAll({ copyReceived: () => copyReceived });
async function copyReceived(request, contents) {
	const pace = require_reader.makePace(request.signal);
	require_reader.checkDestination({
		src: [],
		dst: request.dst
	});
	const destination = openDestination(request);
	const feed = makeFeed(contents.small);
	const { user, mode, scratch } = request;
	const checks = checksOf(request);
	const copying = {
		contents,
		destination,
		pace,
		user,
		mode,
		checks,
		scratch,
		mayShareBlocks: true
	};
	const times = await contents.times();
	for (const [index, entry] of request.manifest.entries.entries()) {
		if (pace.isDue()) await pace.pause();
		const time = require_index.must(times[index], "the time of an entry");
		if (entry.kind !== "file") attempt(destination, entry, () => makeEntry(destination, entry, {
			user,
			time
		}));
		else if (entry.size > 262144) await makeLarge(copying, entry, {
			index,
			time
		});
		else {
			if (entry.size > 0 && !feed.has(index)) await feed.fill(index);
			makeSmall(request, entry, {
				destination,
				time,
				bytes: checked(entry, entry.size > 0 ? feed.take(index) : NOTHING)
			});
		}
	}
	await destination.finish();
	await endChecks(checks, request);
}
const NOTHING = Buffer.alloc(0);
function checked(entry, bytes) {
	if (!(bytes.length === entry.size && require_reader.digestOfBytes(bytes) === entry.digest)) throw require_reader.changed(entry.from, require_reader.SOURCE);
	return bytes;
}
async function makeLarge(copying, entry, { index, time }) {
	const { contents, destination, user, mode } = copying;
	const held = await contents.hold(index);
	let target;
	try {
		target = create(entry, {
			destination,
			mode
		});
		if ((held === void 0 ? await fillFrom(makeFeed(contents.large(index)), {
			target,
			index,
			size: entry.size
		}) : await fillHeld(copying, entry, {
			source: held.descriptor,
			stats: held.stats,
			target
		})) !== entry.digest || (0, node_fs.fstatSync)(target).size !== entry.size) throw require_reader.changed(entry.from, require_reader.SOURCE);
		setAspects(target, entry, {
			user,
			mode,
			destination,
			time
		});
	} catch (error) {
		throw require_reader.writeError(error, destination.show(entry.path), destination.root);
	} finally {
		if (held !== void 0) (0, node_fs.closeSync)(held.descriptor);
		if (target !== void 0) (0, node_fs.closeSync)(target);
	}
}
async function fillFrom(feed, { target, index, size }) {
	const sha = (0, node_crypto().createHash)("sha256");
	let position = 0;
	while (position < size) {
		if (!feed.has(index)) await feed.fill(index);
		const bytes = feed.take(index);
		if (bytes.length === 0) break;
		const written = writeSparse(target, bytes, position);
		sha.update(bytes);
		await written;
		position += bytes.length;
	}
	(0, node_fs.ftruncateSync)(target, position);
	return `sha256:${sha.digest("hex")}`;
}
async function fillHeld(copying, entry, held) {
	const { pace } = copying;
	if (held.stats.size !== entry.size) throw require_reader.changed(entry.from, require_reader.SOURCE);
	if (await shareChecked(copying, entry, held)) return entry.digest;
	return (await copyContent({
		...held,
		needsDigest: true,
		pace
	})).digest;
}
function makeFeed(ask) {
	let pieces = [];
	let bytes = NOTHING;
	let next = 0;
	let offset = 0;
	let coming;
	const askAhead = () => {
		const asked = ask();
		asked.catch(() => void 0);
		return asked;
	};
	const has = (index) => pieces[next]?.[0] === index;
	return {
		has,
		async fill(index) {
			while (next >= pieces.length) {
				const received = await (coming ?? askAhead());
				if (received === void 0) return;
				coming = askAhead();
				[pieces, bytes, next, offset] = [
					received.pieces,
					received.bytes,
					0,
					0
				];
				if (has(index)) return;
			}
		},
		take(index) {
			const piece = pieces[next];
			if (piece === void 0 || piece[0] !== index) return NOTHING;
			const [, length] = piece;
			next += 1;
			offset += length;
			return bytes.subarray(offset - length, offset);
		}
	};
}
// src/volume/btrfs/tree-search.ts
var tree_search_exports = require_index.__exportAll({ subvolumeFacts: () => subvolumeFacts });
const SUBVOLUME_INFO = 2180551740;
const SEARCH = 3228603409;
const INODE_PATH = 3489698834;
const INFO_BYTES = 504;
const UUID_AT = 296;
const PARENT_UUID_AT = 312;
const CHANGED_IN_AT = 344;
const MADE_IN_AT = 352;
const SEARCH_BYTES = 112;
const ITEM_BYTES = 32;
const PATH_BYTES = 4096;
const PATH_AT = 16;
const MAX_WORD = 2n ** 64n - 1n;
const MAX_HALF = 2 ** 32 - 1;
async function ask(read, subvolume, requests) {
	const answer = await read(subvolume, requests.flatMap(({ request, bytes, length }) => [
		openForNext("."),
		{
			name: "ioctl",
			args: [
				0,
				request,
				bytes
			]
		},
		CLOSE_ALL,
		{
			name: "write",
			args: [
				1,
				bytes,
				length
			]
		}
	]), requests.reduce((sum, { length }) => sum + length, 0));
	if (answer === void 0) return void 0;
	let at = 0;
	return requests.map(({ length }) => {
		at += length;
		return answer.subarray(at - length, at);
	});
}
async function subvolumeFacts(read, subvolume) {
	const bytes = Buffer.alloc(INFO_BYTES);
	const [info] = await ask(read, subvolume, [{
		request: SUBVOLUME_INFO,
		bytes,
		length: INFO_BYTES
	}]) ?? [];
	if (info === void 0) return void 0;
	return {
		uuid: info.toString("hex", UUID_AT, 312),
		parentUuid: info.toString("hex", PARENT_UUID_AT, 328),
		madeIn: info.readBigUInt64LE(MADE_IN_AT),
		changedIn: info.readBigUInt64LE(CHANGED_IN_AT)
	};
}
async function itemsSince(read, subvolume, transaction) {
	const bytes = Buffer.alloc(131216);
	for (const at of [
		16,
		32,
		48
	]) bytes.writeBigUInt64LE(MAX_WORD, at);
	bytes.writeBigUInt64LE(transaction + 1n, 40);
	for (const at of [60, 64]) bytes.writeUInt32LE(MAX_HALF, at);
	bytes.writeBigUInt64LE(BigInt(131104), 104);
	const [found] = await ask(read, subvolume, [{
		request: SEARCH,
		bytes,
		length: 65648
	}]) ?? [];
	return found && parseItems(found);
}
function parseItems(found) {
	const count = found.readUInt32LE(64);
	const items = [];
	let at = SEARCH_BYTES;
	for (let index = 0; index < count; index += 1) {
		if (at + ITEM_BYTES > found.length) return void 0;
		const start = at + ITEM_BYTES;
		const end = start + found.readUInt32LE(at + 28);
		if (end > found.length) return void 0;
		items.push({
			inode: found.readBigUInt64LE(at + 8),
			offset: found.readBigUInt64LE(at + 16),
			type: found.readUInt32LE(at + 24),
			data: found.subarray(start, end)
		});
		at = end;
	}
	return items;
}
async function pathsOf(read, subvolume, inodes) {
	if (inodes.length === 0) return [];
	return (await ask(read, subvolume, inodes.map((inode) => {
		const bytes = Buffer.alloc(PATH_BYTES);
		bytes.writeBigUInt64LE(inode, 8);
		return {
			request: INODE_PATH,
			bytes,
			length: PATH_BYTES
		};
	})))?.map((bytes) => bytes.toString("latin1", PATH_AT, bytes.indexOf(0, PATH_AT) - 1));
}
// src/volume/btrfs/changed-inodes.ts
var changed_inodes_exports = require_index.__exportAll({ changedSince: () => changedSince });
const INODE = 1;
const NAME = 12;
const EXTENT = 108;
const TRANSACTION_AT = 8;
const LINKS_AT = 40;
const MODE_AT = 52;
const ROOT_INODE = 256n;
const MAX_PATHS = 32;
const NO_UUID = "0".repeat(32);
async function changedSince(read, from, to) {
	const [base, facts] = [await subvolumeFacts(read, from), await subvolumeFacts(read, to)];
	const since = base && facts && parting(base, facts);
	if (since === void 0) return void 0;
	const items = await itemsSince(read, to, since);
	if (items === void 0) return void 0;
	const paths = await pathsOfChanges(read, to, changedInodes(items, since));
	if (paths === void 0) return void 0;
	const changed = new require_quick.ChangedDirectories();
	for (const path of paths.directories) changed.addDirectory(path);
	for (const path of paths.files) changed.addAbove(path);
	return (directory, inodes) => inodes.from !== inodes.to || changed.mayDiffer(directory);
}
function parting(from, to) {
	const since = sharedUntil(from, to);
	return since !== void 0 && from.changedIn <= since ? since : void 0;
}
function sharedUntil(from, to) {
	if (from.uuid === NO_UUID || to.uuid === NO_UUID) return void 0;
	if (to.parentUuid === from.uuid) return to.madeIn;
	if (to.uuid === from.parentUuid) return from.madeIn;
	return to.parentUuid === from.parentUuid && from.parentUuid !== NO_UUID && from.madeIn < to.madeIn ? from.madeIn : void 0;
}
async function pathsOfChanges(read, subvolume, { directories, nameless }) {
	const inodes = [...directories, ...nameless];
	if (inodes.length > MAX_PATHS) return void 0;
	const paths = await pathsOf(read, subvolume, inodes);
	return paths && {
		directories: paths.slice(0, directories.size),
		files: paths.slice(directories.size)
	};
}
function changedInodes(items, since) {
	const [directories, files] = [new Set(), new Set()];
	for (const { inode, type, data } of items) if (type === INODE && data.readBigUInt64LE(TRANSACTION_AT) > since) {
		if (data.readUInt32LE(LINKS_AT) === 0) continue;
		((data.readUInt32LE(MODE_AT) & node_fs.constants.S_IFMT) === node_fs.constants.S_IFDIR ? directories : files).add(inode);
	} else if (type === EXTENT && data.readBigUInt64LE() > since) files.add(inode);
	const nameless = new Set(files);
	for (const { inode, type, offset } of items) {
		if (type !== NAME || !files.has(inode)) continue;
		directories.add(offset);
		nameless.delete(inode);
	}
	directories.delete(ROOT_INODE);
	return {
		directories,
		nameless
	};
}
// src/volume/btrfs/volume-calls.ts
var volume_calls_exports = require_index.__exportAll({ volumeCalls: () => volumeCalls });
const MAX_SERVERS = 4;
const LACKS = [
	node_os().constants.errno.ENOSYS,
	node_os().constants.errno.ENOTTY,
	node_os().constants.errno.EPERM
];
function volumeCalls(root) {
	let canMake = canMakeCalls() && require_reader.mountOf(root)?.options.includes("noexec") === false;
	let canRead = canMake;
	const servers = [sharedServer];
	const freeServer = () => {
		const idle = servers.find((one) => !one.isBusy());
		if (idle !== void 0 || servers.length === MAX_SERVERS) return idle;
		const added = callServer();
		servers.push(added);
		return added;
	};
	const below = (directory) => node_path.default.relative(root, directory) || ".";
	const isDone = async (calls, at) => {
		const server = canMake ? freeServer() : void 0;
		if (server === void 0) return false;
		const made = await server.run(root, [...calls, CLOSE_ALL], { program: programBeside(at) });
		if (!isFailure(made)) return true;
		if (made.call < calls.length) return false;
		canMake = false;
		return true;
	};
	const make = async (at, calls, otherwise) => {
		if ((0, node_fs.existsSync)(at)) throw new require_index.ObuilderError("internal", `the volume ${at} exists already`, { value: at });
		if (!await isDone(calls, at).catch(() => false) && !(0, node_fs.existsSync)(at)) await otherwise();
	};
	const snapshot = (from, to, isReadOnly) => {
		const args = argumentsFor(node_path.default.basename(to), isReadOnly ? READ_ONLY : 0);
		const calls = [
			openForNext(below(from)),
			KEEP,
			openForNext(below(node_path.default.dirname(to))),
			{
				name: "ioctl",
				args: [
					0,
					SNAP_CREATE_V2,
					args
				]
			}
		];
		return make(to, calls, () => require_quick.makeSnapshot({
			from,
			to,
			isReadOnly
		}));
	};
	return {
		create: (at) => {
			const args = argumentsFor(node_path.default.basename(at), 0);
			const calls = [openForNext(below(node_path.default.dirname(at))), {
				name: "ioctl",
				args: [
					0,
					SUBVOL_CREATE_V2,
					args
				]
			}];
			return make(at, calls, () => require_quick.createSubvolume(at));
		},
		snapshot: (from, to) => snapshot(from, to, false),
		snapshotReadOnly: (from, to) => snapshot(from, to, true),
		seal: async (volume) => {
			const calls = [openForNext(below(volume)), MAKE_READ_ONLY];
			if (!await isDone(calls, volume).catch(() => false)) await require_quick.setReadOnly(volume, true);
		},
		exchange: async (one, other) => {
			await isDone([exchange(below(one), below(other))], other).catch(() => false);
		},
		read: async (volume, calls, length) => {
			const server = canRead ? freeServer() : void 0;
			const options = {
				program: programBeside(volume),
				length
			};
			const answer = await server?.run(volume, calls, options).catch(() => void 0);
			if (answer === void 0) return void 0;
			if (!isFailure(answer)) return answer;
			canRead &&= !LACKS.includes(answer.errno);
		},
		sync: async () => {
			const idle = canMake ? servers.find((one) => !one.isBusy()) : void 0;
			return idle !== void 0 && await isSynced(idle, root);
		},
		end: async () => {
			await Promise.all(servers.splice(0).map((one) => one.end()));
		}
	};
}
const SYNC = {
	name: "syncfs",
	args: [0]
};
async function isSynced(server, root) {
	const calls = [
		openForNext("."),
		SYNC,
		CLOSE_ALL
	];
	const made = await server.run(root, calls).catch(() => void 0);
	if (made === void 0) return false;
	if (isFailure(made) && calls[made.call] === SYNC) throw callError(made.errno, SYNC.name, root);
	return !isFailure(made);
}
const programBeside = (volume) => `${volume}.calls-${process.pid}`;
const isFailure = (answer) => "errno" in answer;
const SNAP_CREATE_V2 = 1342215191;
const SUBVOL_CREATE_V2 = 1342215192;
const SUBVOL_SETFLAGS = 1074304026;
const READ_ONLY = 2;
const MAKE_READ_ONLY = {
	name: "ioctl",
	args: [
		0,
		SUBVOL_SETFLAGS,
		Buffer.of(READ_ONLY, 0, 0, 0, 0, 0, 0, 0)
	]
};
function argumentsFor(name, flags) {
	const bytes = Buffer.alloc(4096);
	bytes.writeUInt32LE(KEPT, 0);
	bytes.writeUInt32LE(flags, 16);
	bytes.write(name, 56);
	return bytes;
}
// src/host/packages.ts
const APT = "/usr/bin/apt-get";
const MAX_INSTALL_MS = 12e5;
const GRACE_MS = 1500;
const ENVIRONMENT = {
	PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
	HOME: "/root",
	LC_ALL: "C.UTF-8",
	TERM: "dumb",
	DEBIAN_FRONTEND: "noninteractive",
	DEBIAN_PRIORITY: "critical",
	APT_LISTCHANGES_FRONTEND: "none",
	NEEDRESTART_MODE: "l"
};
const OPTIONS = [
	"DPkg::Lock::Timeout=120",
	"Acquire::Retries=2",
	"Acquire::http::Timeout=60",
	"Acquire::https::Timeout=60",
	"Dpkg::Use-Pty=0",
	"Dpkg::Options::=--force-confdef",
	"Dpkg::Options::=--force-confold"
];
async function installPackages(installation) {
	const { packages } = installation;
	if (!(0, node_fs.existsSync)(APT)) throw new require_index.ObuilderError("tool-missing", `this machine lacks ${packages.join(" and ")}, and it has no apt-get`, {
		value: packages.join(" "),
		hint: "Install them with the system's own package manager; the action does so on Debian and Ubuntu only."
	});
	const options = OPTIONS.flatMap((option) => ["-o", option]);
	const install = [
		APT,
		...options,
		"install",
		"-y",
		"--no-install-recommends",
		"--",
		...packages
	];
	if (await succeeds(install, installation)) return;
	await succeeds([
		"/usr/bin/dpkg",
		"--force-confdef",
		"--force-confold",
		"--configure",
		"-a"
	], installation);
	await succeeds([
		APT,
		...options,
		"update"
	], installation);
	if (await succeeds(install, installation)) return;
	throw new require_index.ObuilderError("tool-missing", `${packages.join(" and ")} could not be installed`, {
		value: packages.join(" "),
		hint: `See the group "Install ${packages.join(", ")}" in the log. Install them on the runner once: apt-get install ${packages.join(" ")}`
	});
}
async function succeeds([file = "", ...args], { onOutput, signal }) {
	const limit = AbortSignal.any([signal, AbortSignal.timeout(MAX_INSTALL_MS)]);
	if (limit.aborted) throw stopped(signal);
	const { child, ended: closed } = require_reader.startProgram(file, args, {
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		detached: true,
		env: ENVIRONMENT
	});
	const watchdog = startWatchdog("kill -s KILL -- \"-$1\"", [String(child.pid)], { PATH: ENVIRONMENT.PATH });
	watchdog.busy(1);
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", onOutput);
	const ended = new Promise((resolve) => {
		closed.then(({ code }) => resolve(code ?? null), () => resolve(null));
		child.on("exit", (status) => setTimeout(() => resolve(status), 300));
	});
	const onAbort = () => {
		if (child.pid !== void 0) endGroup(child.pid, ended);
	};
	limit.addEventListener("abort", onAbort, { once: true });
	try {
		const status = await ended;
		if (limit.aborted) throw stopped(signal);
		return status === 0;
	} finally {
		limit.removeEventListener("abort", onAbort);
		watchdog.busy(0);
		for (const stream of [child.stdout, child.stderr]) stream.destroy();
	}
}
async function endGroup(group, ended) {
	send(group, "SIGTERM");
	await Promise.race([ended, (0, node_timers_promises().setTimeout)(GRACE_MS)]);
	send(group, "SIGKILL");
}
function send(group, signal) {
	try {
		process.kill(-group, signal);
	} catch (error) {
		if (error.code !== "ESRCH") throw error;
	}
}
function stopped(signal) {
	if (signal.aborted) return new require_index.ObuilderError("cancelled", "the installation of packages was cancelled");
	return new require_index.ObuilderError("tool-missing", `the installation of packages took longer than ${MAX_INSTALL_MS / 6e4} minutes`, { hint: "Install the packages on the runner once; the log shows how far the installation came." });
}
// src/worker/install-programs.ts
var install_programs_exports = require_index.__exportAll({ installPrograms: () => installPrograms });
async function installPrograms({ store, emit, signal }) {
	(0, node_fs.mkdirSync)(require_index.places.runDirectory, {
		recursive: true,
		mode: 448
	});
	const lock = await require_quick.waitForLock(node_path.default.join(require_index.places.runDirectory, "install.lock"), signal);
	try {
		const packages = require_quick.missingPackages(store, process.env["PATH"] ?? "");
		if (packages.length === 0) return;
		emit({
			type: "install",
			packages
		});
		const onOutput = (text) => emit({
			type: "install-output",
			text
		});
		await installPackages({
			packages,
			onOutput,
			signal
		}).finally(() => emit({ type: "install-end" }));
	} finally {
		lock.release();
	}
}
exports.DEFAULT_LIMITS = DEFAULT_LIMITS;
exports.LAUNCHER = LAUNCHER;
exports.NewTimes = NewTimes;
exports.STEP_IDS = STEP_IDS;
exports.acquire = acquire$3;
exports.addHold = addHold;
exports.auto_trial_exports = auto_trial_exports;
exports.changed_inodes_exports = changed_inodes_exports;
exports.checkCeilings = checkCeilings;
exports.checkOut = checkOut;
exports.claim = claim;
exports.copy_exports = copy_exports;
exports.copy_received_exports = copy_received_exports;
exports.deleteFailed = deleteFailed;
exports.deleteResult = deleteResult;
exports.docker_archive_exports = docker_archive_exports;
exports.dropInherited = dropInherited;
exports.enter_exports = enter_exports;
exports.existing_exports = existing_exports;
exports.formatAdvice = formatAdvice;
exports.formatSpecError = formatSpecError;
exports.gnu_tar_exports = gnu_tar_exports;
exports.hasTerminal = hasTerminal;
exports.hold = hold$1;
exports.install_programs_exports = install_programs_exports;
exports.launcher = launcher;
exports.listFailed = listFailed;
exports.listedSlots = listedSlots;
exports.load_layers_exports = load_layers_exports;
exports.load_rootfs_exports = load_rootfs_exports;
exports.makeUserNamespace = makeUserNamespace;
exports.oci_archive_exports = oci_archive_exports;
exports.openNamespace = openNamespace;
exports.open_exports = open_exports$1;
exports.open_exports$1 = open_exports$4;
exports.open_exports$2 = open_exports$5;
exports.open_exports$3 = open_exports$6;
exports.operations_exports = operations_exports;
exports.own_access_exports = own_access_exports;
exports.p_limit_exports = p_limit_exports;
exports.parts_exports = parts_exports;
exports.planPrune = planPrune;
exports.pruneFor = pruneFor;
exports.raiseAppArmor = raiseAppArmor;
exports.readCeilings = readCeilings;
exports.readFailed = readFailed;
exports.remote_exports = remote_exports;
exports.removeContainer = removeContainer;
exports.replay_remote_exports = replay_remote_exports;
exports.restore_exports = restore_exports;
exports.rooms_exports = rooms_exports;
exports.run_exports = run_exports;
exports.save_exports = save_exports;
exports.second_wall_exports = second_wall_exports;
exports.shellOf = shellOf;
exports.sizesOf = sizesOf;
exports.stepWithRoom = stepWithRoom;
exports.takeFilledSlot = takeFilledSlot;
exports.takeOut = takeOut$1;
exports.tree_search_exports = tree_search_exports;
exports.tryEnclosure = tryEnclosure;
exports.unclaim = unclaim;
exports.upload_exports = upload_exports;
exports.user_directory_exports = user_directory_exports;
exports.user_tree_exports = user_tree_exports;
exports.usersOf = usersOf$1;
exports.volume_calls_exports = volume_calls_exports;
exports.walk_exports = walk_exports;
exports.watchForOrphans = watchForOrphans;
exports.withRoom = withRoom$1;
exports.writeDockerfile = writeDockerfile;
exports.write_exports = write_exports;
