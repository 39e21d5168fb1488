import {getJson, matchPath} from "./api.js";

const CHUNK_MS = 30_000;
/** A chunk reaches so far beyond its ends that a trail and the space between two samples never need a second one. */
const BEFORE_MS = 3_500;
const AFTER_MS = 1_500;
const CHUNKS_MAX = 12;
const LOADING_MAX = 2;
const HZ = 10;
/** The store is this far behind at most; a chunk that ends later is asked for again. */
const STORED_AFTER_MS = 5_000;
const AGAIN_MS = 1_000;
const RETRY_MS = 2_000;
/** So much of what is to come, in seconds of the person who watches, is fetched ahead. */
const AHEAD_S = 6;
const TRAIL_MS = 3_000;
/** Two samples further apart than this, and than a few of the player's own steps, have a gap between them. */
const GAP_MS_MIN = 600;
const GAP_STEPS = 2.5;
const GAP_MS_MAX = 3_000;
const SPEED_OVER_MS = 400;

/** One player's samples of a chunk, and where he is at the moment that is shown. */
class Samples {
    constructor(id, rows) {
        this.id = id;
        this.times = Float64Array.from(rows, (row) => row[0]);
        this.xs = Float32Array.from(rows, (row) => row[1]);
        this.ys = Float32Array.from(rows, (row) => row[2]);
        this.gapMs = gapOf(this.times);
        this.at = -1;
        // What the pitch draws: never faded as fallen silent, missing or there.
        this.heardAt = Infinity;
        this.x = 0;
        this.y = 0;
        this.speed = 0;
    }

    /** Index of the last sample at or before a moment; -1 where there is none. */
    indexAt(at) {
        let low = 0;
        let high = this.times.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.times[middle] <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** Moves to a moment; false where no two samples enclose it closely enough: he is missing then. */
    moveTo(at) {
        const before = this.indexAt(at);
        const after = before + 1;
        if (before < 0 || after >= this.times.length) {
            return false;
        }
        const stepMs = this.times[after] - this.times[before];
        if (stepMs > this.gapMs) {
            return false;
        }
        const share = stepMs > 0 ? (at - this.times[before]) / stepMs : 0;
        this.x = this.xs[before] + (this.xs[after] - this.xs[before]) * share;
        this.y = this.ys[before] + (this.ys[after] - this.ys[before]) * share;
        this.at = at;
        this.before = before;
        this.speed = this.speedAt(before, after);
        return true;
    }

    speedAt(before, after) {
        let first = before;
        while (first > 0 && this.times[after] - this.times[first] < SPEED_OVER_MS && this.times[first] - this.times[first - 1] <= this.gapMs) {
            first--;
        }
        const seconds = (this.times[after] - this.times[first]) / 1000;
        return seconds > 0 ? Math.hypot(this.xs[after] - this.xs[first], this.ys[after] - this.ys[first]) / seconds : 0;
    }

    trail(visit) {
        visit(this.x, this.y, 0);
        let newer = this.at;
        for (let i = this.before; i >= 0; i--) {
            const age = this.at - this.times[i];
            if (age > TRAIL_MS || newer - this.times[i] > this.gapMs) {
                return;
            }
            visit(this.xs[i], this.ys[i], age / TRAIL_MS);
            newer = this.times[i];
        }
    }
}

function gapOf(times) {
    const steps = [];
    for (let i = 1; i < times.length; i += 7) {
        steps.push(times[i] - times[i - 1]);
    }
    steps.sort((a, b) => a - b);
    const usual = steps[steps.length >> 1] ?? 0;
    return Math.min(GAP_MS_MAX, Math.max(GAP_MS_MIN, usual * GAP_STEPS));
}

/**
 * Where everybody was at a moment that was gone back to: chunks of the store's positions, fetched ahead of the one who
 * watches and forgotten again, and the places between two samples. Has what the pitch draws, like Tracks.
 */
export class PastPositions extends EventTarget {
    constructor(matchId) {
        super();
        this.matchId = matchId;
        this.byId = new Map();
        this.version = 0;
        this.chunks = new Map();
        this.wanted = [];
        this.loading = 0;
        this.newestTs = 0;
        this.state = "loading";
    }

    /** Shows a moment. `newestTs` is the newest reading there is; `speed` 0 means that nothing plays. */
    show(at, {newestTs, speed, dragging}) {
        this.at = at;
        this.newestTs = newestTs;
        const index = Math.floor(at / CHUNK_MS);
        const chunk = this.chunks.get(index);
        this.byId.clear();
        for (const samples of chunk?.players ?? []) {
            if (samples.moveTo(at)) {
                this.byId.set(samples.id, samples);
            }
        }
        this.version++;
        this.setState(chunk?.players ? "ready" : chunk?.failedAt ? "failed" : "loading");
        this.want(index, speed, dragging);
    }

    setState(state) {
        if (state !== this.state) {
            this.state = state;
            this.dispatchEvent(new Event("state"));
        }
    }

    want(index, speed, dragging) {
        const ahead = Math.min(4, 1 + Math.floor((AHEAD_S * 1000 * speed) / CHUNK_MS));
        this.wanted = [];
        for (let i = index; i <= index + ahead; i++) {
            this.wanted.push(i);
        }
        if (dragging) {
            clearTimeout(this.settling);
            this.settling = setTimeout(() => this.load(), 120);
        } else {
            this.load();
        }
    }

    load() {
        const now = performance.now();
        for (const index of this.wanted) {
            if (this.loading >= LOADING_MAX) {
                return;
            }
            if (this.isDue(index, now)) {
                this.fetch(index, now);
            }
        }
    }

    isDue(index, now) {
        if (index * CHUNK_MS - BEFORE_MS > this.newestTs) {
            return false;
        }
        const chunk = this.chunks.get(index);
        if (!chunk) {
            return true;
        }
        if (chunk.loading) {
            return false;
        }
        if (chunk.failedAt) {
            return now - chunk.failedAt > RETRY_MS;
        }
        // Its end had not been stored when it was asked for; and the one who watches comes near.
        return !chunk.complete && this.at > chunk.until - AFTER_MS && now - chunk.askedAt > AGAIN_MS;
    }

    async fetch(index, now) {
        const chunk = this.chunks.get(index) ?? {players: null};
        this.chunks.delete(index);
        this.chunks.set(index, chunk);
        chunk.loading = true;
        chunk.askedAt = now;
        const from = index * CHUNK_MS - BEFORE_MS;
        const to = (index + 1) * CHUNK_MS + AFTER_MS;
        const complete = to < this.newestTs - STORED_AFTER_MS;
        this.loading++;
        try {
            const {players} = await getJson(matchPath(this.matchId, `/positions?from=${from}&to=${to}&hz=${HZ}`));
            chunk.players = Object.entries(players).map(([id, rows]) => new Samples(id, rows));
            chunk.until = Math.max(from, ...chunk.players.map((samples) => samples.times.at(-1) ?? from));
            chunk.complete = complete;
            chunk.failedAt = 0;
        } catch {
            chunk.failedAt = performance.now();
        }
        chunk.loading = false;
        this.loading--;
        this.forget();
        this.dispatchEvent(new Event("loaded"));
        this.load();
    }

    /** Keeps the newest chunks, and always the ones that are wanted. */
    forget() {
        for (const index of this.chunks.keys()) {
            if (this.chunks.size <= CHUNKS_MAX) {
                return;
            }
            if (!this.wanted.includes(index) && !this.chunks.get(index).loading) {
                this.chunks.delete(index);
            }
        }
    }
}
