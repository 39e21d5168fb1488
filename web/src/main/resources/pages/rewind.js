/** Nearer to the newest reading than this is live: the store is that far behind. */
const EDGE_MS = 2_500;
export const SPEEDS = [1, 2, 4, 8, 16];
const ADDRESS_EVERY_MS = 1_000;
/** A page in the background gets no frames; coming back it goes on where it was, not where it would be. */
const FRAME_MS_MAX = 250;

/**
 * Which moment of the match the page shows: now, or one that was gone back to. Events: `moment` (the moment changed, also
 * 60 times a second while it plays), `mode` (live or rewound), `pace` (playing, speed). The address keeps the moment.
 */
export class Rewind extends EventTarget {
    constructor() {
        super();
        this.at = null;
        this.from = 0;
        this.to = 0;
        this.playing = false;
        this.dragging = false;
        this.speed = 1;
        this.addressTimer = null;
    }

    get rewound() {
        return this.at !== null;
    }

    /** The moment in the address, as somebody shared it; null where there is none. */
    static shared() {
        const at = Number(new URLSearchParams(location.search).get("at"));
        return Number.isFinite(at) && at > 0 ? at : null;
    }

    /** Between which moments there is something; `to` grows while the match runs. */
    setRange(from, to) {
        this.from = from;
        this.to = to;
    }

    /** Goes to a moment; to the live end where it is that near. */
    jump(at, {dragging = false} = {}) {
        if (this.to <= this.from) {
            return;
        }
        this.dragging = dragging;
        if (at >= this.to - EDGE_MS) {
            this.toLive();
        } else {
            this.set(Math.max(this.from, at));
        }
    }

    /** So many milliseconds on or back, from the moment that is shown. */
    step(ms) {
        const shown = this.at ?? this.to;
        // One step back from live must get away from the edge.
        this.jump(shown + ms);
    }

    toLive() {
        if (this.at === null) {
            return;
        }
        this.at = null;
        this.pause();
        this.dispatchEvent(new Event("mode"));
        this.dispatchEvent(new Event("moment"));
        this.keepAddress();
    }

    set(at) {
        const was = this.at;
        this.at = at;
        if (was === null) {
            this.dispatchEvent(new Event("mode"));
        }
        this.dispatchEvent(new Event("moment"));
        this.keepAddress();
    }

    play() {
        if (this.playing || this.at === null) {
            return;
        }
        this.playing = true;
        this.frameAt = performance.now();
        requestAnimationFrame((now) => this.frame(now));
        this.dispatchEvent(new Event("pace"));
    }

    pause() {
        if (this.playing) {
            this.playing = false;
            this.dispatchEvent(new Event("pace"));
            this.keepAddress();
        }
    }

    setSpeed(speed) {
        this.speed = speed;
        this.dispatchEvent(new Event("pace"));
    }

    frame(now) {
        if (!this.playing) {
            return;
        }
        const passed = Math.min(FRAME_MS_MAX, Math.max(0, now - this.frameAt));
        this.frameAt = now;
        if (!this.dragging) {
            this.jump(this.at + passed * this.speed);
        }
        requestAnimationFrame((next) => this.frame(next));
    }

    // --- the address --------------------------------------------------------------------------------------------

    /** Browsers slow pages down that change their address often. */
    keepAddress() {
        this.addressTimer ??= setTimeout(() => {
            this.addressTimer = null;
            const address = new URL(location.href);
            if (this.at === null) {
                address.searchParams.delete("at");
            } else {
                address.searchParams.set("at", String(Math.round(this.at)));
            }
            if (address.href !== location.href) {
                history.replaceState(history.state, "", address);
            }
        }, ADDRESS_EVERY_MS);
    }
}
