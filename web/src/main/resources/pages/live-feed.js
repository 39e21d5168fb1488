import {getJson, matchPath} from "./api.js";

/** Nothing at all for this long, although health comes every second: the line is dead. */
const SILENCE_MS_MAX = 3_500;
/** No position of anybody for this long: what is shown is old. */
const STALE_MS_MIN = 2_000;

/**
 * The live stream of one match as DOM events: `positions`, `seconds`, `totals`, `setup`, `health`, `alerts`, `reset`
 * (detail is the event's data), `state` (detail: connecting, live, stale, lost, refused) and `problem`. It comes back by
 * itself after a break and goes on where it was.
 */
export class LiveFeed extends EventTarget {
    constructor(matchId) {
        super();
        this.matchId = matchId;
        this.state = "connecting";
        this.heardAt = performance.now();
        this.positionsAt = null;
        this.platformFeed = "live";
        this.retryMs = 1_000;
        this.open();
        setInterval(() => this.judge(), 500);
    }

    open() {
        this.source = new EventSource(matchPath(this.matchId, "/live"));
        for (const type of ["positions", "seconds", "totals", "setup", "health", "alerts", "reset"]) {
            this.source.addEventListener(type, (event) => this.take(type, event));
        }
        this.source.addEventListener("open", () => {
            this.retryMs = 1_000;
            this.heardAt = performance.now();
        });
        this.source.addEventListener("error", () => this.broken());
    }

    take(type, event) {
        const now = performance.now();
        this.heardAt = now;
        const data = JSON.parse(event.data);
        if (type === "positions") {
            this.positionsAt = now;
        } else if (type === "health") {
            this.platformFeed = data.feed;
        }
        this.dispatchEvent(new CustomEvent(type, {detail: data}));
        this.judge();
    }

    /** The browser tries again by itself, unless the server refused: then only the server can say why. */
    async broken() {
        this.set("lost");
        if (this.source.readyState !== EventSource.CLOSED) {
            return;
        }
        try {
            await getJson(matchPath(this.matchId));
        } catch (problem) {
            if (problem.status >= 400 && problem.status < 500 && problem.status !== 429) {
                this.set("refused");
                this.dispatchEvent(new CustomEvent("problem", {detail: problem}));
                return;
            }
        }
        setTimeout(() => this.open(), this.retryMs);
        this.retryMs = Math.min(this.retryMs * 2, 15_000);
    }

    judge() {
        const now = performance.now();
        if (this.state === "refused" || (this.state === "connecting" && now - this.heardAt < SILENCE_MS_MAX)) {
            if (this.source.readyState !== EventSource.OPEN || this.state === "refused") {
                return;
            }
        }
        if (this.source.readyState !== EventSource.OPEN || now - this.heardAt > SILENCE_MS_MAX || this.platformFeed === "lost") {
            this.set("lost");
        } else {
            this.set(this.positionsAt !== null && now - this.positionsAt < STALE_MS_MIN ? "live" : "stale");
        }
    }

    /** Milliseconds since anybody's position came; null where none ever did. */
    silentMs() {
        return this.positionsAt === null ? null : performance.now() - this.positionsAt;
    }

    set(state) {
        if (state !== this.state) {
            this.state = state;
            this.dispatchEvent(new CustomEvent("state", {detail: state}));
        }
    }
}
