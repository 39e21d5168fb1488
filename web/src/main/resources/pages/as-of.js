import {getJson, matchPath} from "./api.js";
import {Latest} from "./latest.js";

/** While dragging, the server is asked when the hand rests. */
const SETTLE_MS = 180;
const CHART_S = 180;

const at = (moment, first = "?") => (moment === null ? "" : `${first}at=${moment}`);

// What is asked for: its address as of a moment (null: now), and how often while the page is live; what is `streamed`
// comes by itself then, the rest is asked for once. What `needs` somebody chosen has no address without.
const KINDS = {
    totals: {path: (moment) => `/players${at(moment)}`, streamed: true},
    alerts: {path: (moment) => `/alerts${at(moment)}`, streamed: true},
    team: {path: (moment) => `/team${at(moment)}`, liveMs: 2_000},
    windows: {path: (moment) => `/windows${at(moment)}`, liveMs: 10_000},
    heat: {needs: "heat", path: (moment, {heat}) => heat && `/heat-map?${heat}${at(moment, "&")}`, liveMs: 5_000},
    cardHeat: {
        needs: "player",
        path: (moment, {player}) => player && `/heat-map?player=${encodeURIComponent(player)}${at(moment, "&")}`,
        liveMs: 10_000,
    },
    seconds: {
        needs: "player",
        path: (moment, {player}, newestMs) => {
            const to = Math.ceil((moment ?? newestMs) / 1000);
            // From what the store has; without a span there are only those since the page's server started.
            const span = to > CHART_S ? `?from=${to - CHART_S}&to=${to}` : "";
            return player && `/players/${encodeURIComponent(player)}/seconds${span}`;
        },
    },
};

/**
 * What the server says of the match as of the moment that is shown, at most once a second for each kind. Events are named
 * after the kinds; the detail is {answer, moment, wanted}. `problem` tells that something could not be read, `well` that
 * it can again. `newestMs()` says how far the match has come.
 */
export class AsOf extends EventTarget {
    constructor(matchId, newestMs) {
        super();
        this.newestMs = newestMs;
        this.moment = null;
        this.wanted = {player: null, heat: null};
        this.kinds = new Map();
        this.failing = new Set();
        for (const [kind, {path, liveMs, streamed, needs}] of Object.entries(KINDS)) {
            const latest = new Latest({
                load: (question) => getJson(matchPath(matchId, question.path)),
                take: (answer, question) => this.take(kind, answer, question),
                fail: (problem) => this.fail(kind, problem),
            });
            this.kinds.set(kind, {path, liveMs, streamed, needs, latest, asked: null, askedAt: -Infinity});
        }
        setInterval(() => this.live(), 1_000);
    }

    /** The page shows another moment; whole seconds, because rows are. */
    show(moment, dragging) {
        const next = moment === null ? null : Math.floor(moment / 1000) * 1000;
        if ((next === null) !== (this.moment === null)) {
            this.kinds.forEach(({latest}) => latest.drop());
        }
        this.moment = next;
        for (const one of this.kinds.values()) {
            if (next !== null || !one.streamed) {
                this.ask(one, dragging ? SETTLE_MS : 0);
            }
        }
    }

    /** Somebody else was chosen, or another heat map. */
    want(change) {
        Object.assign(this.wanted, change);
        for (const one of this.kinds.values()) {
            if (one.needs in change) {
                one.latest.drop();
                one.asked = null;
                this.ask(one, 0);
            }
        }
    }

    pathOf(one) {
        return one.path(this.moment, this.wanted, this.newestMs());
    }

    ask(one, settleMs) {
        const path = this.pathOf(one);
        if (!path || (path === one.asked && this.moment !== null)) {
            return;
        }
        one.asked = path;
        one.askedAt = performance.now();
        one.latest.ask({path, moment: this.moment, wanted: {...this.wanted}}, settleMs);
    }

    live() {
        const now = performance.now();
        for (const one of this.kinds.values()) {
            if (this.moment === null && one.liveMs && now - one.askedAt >= one.liveMs - 100 && !document.hidden) {
                this.ask(one, 0);
            }
        }
    }

    take(kind, answer, {moment, wanted}) {
        this.failing.delete(kind);
        if (this.failing.size === 0) {
            this.dispatchEvent(new Event("well"));
        }
        this.dispatchEvent(new CustomEvent(kind, {detail: {answer, moment, wanted}}));
    }

    /** What failed is asked for again with the next moment, or here. */
    fail(kind, problem) {
        this.failing.add(kind);
        const one = this.kinds.get(kind);
        one.asked = null;
        this.dispatchEvent(new CustomEvent("problem", {detail: {kind, problem}}));
        if (this.moment !== null && problem.status !== 404) {
            setTimeout(() => this.moment !== null && one.asked === null && this.ask(one, 0), 3_000);
        }
    }
}
