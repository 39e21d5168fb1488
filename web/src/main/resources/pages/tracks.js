/** How far back a trail goes. */
const TRAIL_MS = 3_000;
/** Room for three seconds at 50 Hz. */
const POINTS_MAX = 160;

/** The newest position of one player and where he was just before, in arrays that are used again and again. */
class Track {
    constructor(id) {
        this.id = id;
        this.ts = -Infinity;
        this.x = 0;
        this.y = 0;
        this.heardAt = -Infinity;
        this.times = new Float64Array(POINTS_MAX);
        this.xs = new Float32Array(POINTS_MAX);
        this.ys = new Float32Array(POINTS_MAX);
        this.next = 0;
        this.length = 0;
    }

    take(ts, x, y, now) {
        this.heardAt = now;
        // A late or repeated reading never moves a player back.
        if (ts <= this.ts) {
            return;
        }
        this.ts = ts;
        this.x = x;
        this.y = y;
        this.times[this.next] = ts;
        this.xs[this.next] = x;
        this.ys[this.next] = y;
        this.next = (this.next + 1) % POINTS_MAX;
        this.length = Math.min(this.length + 1, POINTS_MAX);
    }

    /** Calls visit(x, y, age as a share of the trail) from the newest point to the oldest. */
    trail(visit) {
        for (let i = 1; i <= this.length; i++) {
            const at = (this.next - i + POINTS_MAX) % POINTS_MAX;
            const age = this.ts - this.times[at];
            if (age > TRAIL_MS) {
                return;
            }
            visit(this.xs[at], this.ys[at], age / TRAIL_MS);
        }
    }
}

/** Where everybody is. `version` rises with every change. */
export class Tracks {
    constructor() {
        this.byId = new Map();
        this.version = 0;
        this.newestTs = 0;
    }

    take(positions, now = performance.now()) {
        for (const [id, ts, x, y] of positions) {
            let track = this.byId.get(id);
            if (!track) {
                track = new Track(id);
                this.byId.set(id, track);
            }
            track.take(ts, x, y, now);
            if (ts > this.newestTs) {
                this.newestTs = ts;
            }
        }
        this.version++;
    }

    clear() {
        this.byId.clear();
        this.version++;
    }
}
