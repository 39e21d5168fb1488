/** Numbers as people read them. Units stand beside them, never in them. */
export const metres = (value) => (Number.isFinite(value) ? Math.round(value).toString() : "–");
export const kmh = (metresPerSecond) => (Number.isFinite(metresPerSecond) ? (metresPerSecond * 3.6).toFixed(1) : "–");
export const count = (value) => (Number.isFinite(value) ? value.toString() : "–");
export const seconds = (ms) => (Number.isFinite(ms) ? (ms / 1000).toFixed(ms > 0 && ms < 10_000 ? 1 : 0) : "–");
export const grouped = (value) => (Number.isFinite(value) ? value.toLocaleString("en-GB") : "–");

export function ms(value) {
    return Number.isFinite(value) ? (value < 10 ? value.toFixed(1) : Math.round(value).toString()) : "–";
}

/** 67:12; negative before kick-off. */
export function clock(milliseconds) {
    const total = Math.max(0, Math.floor(milliseconds / 1000));
    return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, "0")}`;
}

/** "4 s", "3 min", "2 h": how long ago. */
export function ago(milliseconds) {
    const total = Math.max(0, Math.round(milliseconds / 1000));
    if (total < 90) {
        return `${total} s`;
    }
    return total < 5400 ? `${Math.round(total / 60)} min` : `${Math.round(total / 3600)} h`;
}

const TIME = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit", hourCycle: "h23"});
const DAY = new Intl.DateTimeFormat(undefined, {weekday: "short", day: "numeric", month: "short"});
const EXACT = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23"});

export const exactTime = (epochMs) => EXACT.format(epochMs);

/** "today 15:00", or the day. */
export function dayAndTime(epochMs, now = Date.now()) {
    const sameDay = new Date(epochMs).toDateString() === new Date(now).toDateString();
    return `${sameDay ? "today" : DAY.format(epochMs)} ${TIME.format(epochMs)}`;
}

export const decimals = (digits) => (value) => (Number.isFinite(value) ? value.toFixed(digits) : "–");

/** 0.532 as "53". */
export const percent = (share) => (Number.isFinite(share) ? Math.round(share * 100).toString() : "–");

/** A small share as people write it: "0", "< 0.1", "0.3", "12". */
export function percentExact(share) {
    if (!Number.isFinite(share)) {
        return "–";
    }
    const value = share * 100;
    return value === 0 ? "0" : value < 0.1 ? "< 0.1" : value < 10 ? value.toFixed(1) : Math.round(value).toString();
}
