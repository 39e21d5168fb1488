import {clock} from "./format.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Where the watch stands when a period of football begins, and how long the period is planned for. */
const FOOTBALL = [
    {from: 0, planned: 45},
    {from: 45, planned: 45},
    {from: 90, planned: 15},
    {from: 105, planned: 15},
];
/** Where there is room for a minute only. */
const SHORT = {"half-time": "HT", "full time": "FT"};
const STEPS_MIN = [1, 2, 5, 10, 15, 30, 60];
const LABELS_MAX = 9;

/**
 * The referee's watch: what people call a moment of the match. Epoch milliseconds in, "63:12", "45+2:10" or "half-time"
 * out. Where no periods are known the whole time is one, from the kick-off, or from the first reading.
 */
export class MatchClock {
    constructor({from = 0, kickOff = 0, periods = [], sport = "football"}) {
        const near = kickOff > 0 && Math.abs(kickOff - from) < 4 * HOUR_MS;
        const start = near || from === 0 ? kickOff : from;
        const watch = sport === "football" ? FOOTBALL : [];
        let played = 0;
        this.periods = periods.map(({name, start: begin, end}, i) => {
            const period = {name, start: begin, end, from: watch[i]?.from ?? played, planned: watch[i]?.planned ?? Infinity};
            played += (end - begin) / MINUTE_MS;
            return period;
        });
        this.known = start > 0 || this.periods.length > 0;
        this.open = {name: "", start, end: Infinity, from: 0, planned: Infinity};
    }

    /** The period that a moment lies in; null before, between and after them. */
    periodAt(at) {
        return this.periods.length === 0 ? this.open : (this.periods.find(({start, end}) => at >= start && at < end) ?? null);
    }

    /** "63:12", or the name of the break. */
    label(at) {
        if (!this.known) {
            return "";
        }
        const period = this.periodAt(at);
        if (period) {
            return this.inPeriod(period, at);
        }
        if (at < this.periods[0].start) {
            return `−${clock(this.periods[0].start - at)}`;
        }
        return this.breakAt(at) ?? this.afterAll();
    }

    /** After the first half, with no second one known yet, it is half-time. */
    afterAll() {
        const [first, second] = this.periods;
        return second === undefined && first.planned === 45 && /first|1/i.test(first.name) ? "half-time" : "full time";
    }

    inPeriod(period, at) {
        if (at < period.start) {
            return `−${clock(period.start - at)}`;
        }
        const plannedMs = period.planned * MINUTE_MS;
        const sinceMs = at - period.start;
        return sinceMs >= plannedMs
            ? `${period.from + period.planned}+${clock(sinceMs - plannedMs)}`
            : clock(period.from * MINUTE_MS + sinceMs);
    }

    breakAt(at) {
        const next = this.periods.findIndex(({start}) => at < start);
        return next > 0 ? this.breakName(next) : null;
    }

    breakName(next) {
        return this.periods[next].from === 45 ? "half-time" : "break";
    }

    /** "63:12, second half". */
    sentence(at) {
        const name = this.periodAt(at)?.name ?? "";
        // Some sites only number their periods.
        return /\p{L}{3}/u.test(name) ? `${this.label(at)}, ${name.toLowerCase()}` : this.label(at);
    }

    /** "64'": the minute that is being played, as people write it. */
    minute(at) {
        const period = this.known ? this.periodAt(at) : null;
        if (!period || at < period.start) {
            const label = this.label(at);
            return SHORT[label] ?? label;
        }
        const running = Math.floor((at - period.start) / MINUTE_MS) + 1;
        return running > period.planned ? `${period.from + period.planned}+${running - period.planned}'` : `${period.from + running}'`;
    }

    /** What the time bar shows between two moments: minutes and borders, each with its moment. */
    marks(from, to) {
        const stretches = this.periods.length === 0 ? [{...this.open, start: Math.max(this.open.start, from)}] : this.periods;
        const step = STEPS_MIN.find((minutes) => (to - from) / MINUTE_MS / minutes <= LABELS_MAX) ?? STEPS_MIN.at(-1);
        const marks = [];
        for (const [i, period] of stretches.entries()) {
            if (this.periods.length > 0 && period.start <= to) {
                marks.push({at: period.start, text: `${period.from}'`, border: true, name: period.name});
            }
            const base = this.periods.length === 0 ? this.open.start : period.start;
            const first = this.periods.length === 0 ? Math.ceil((from - base) / MINUTE_MS / step) * step : step;
            const last = Math.min(period.end, to);
            for (let minute = Math.max(0, first); base + minute * MINUTE_MS <= last && minute <= period.planned; minute += step) {
                // The end of a half and the start of the next carry the same number: once is enough.
                if (!(i < stretches.length - 1 && minute === period.planned)) {
                    marks.push({at: base + minute * MINUTE_MS, text: `${period.from + minute}'`, border: false});
                }
            }
        }
        return marks;
    }

    /** The stretches between periods. */
    breaks(to) {
        const found = [];
        for (let i = 1; i < this.periods.length && this.periods[i - 1].end < to; i++) {
            found.push({start: this.periods[i - 1].end, end: Math.min(to, this.periods[i].start), name: this.breakName(i)});
        }
        return found;
    }
}
