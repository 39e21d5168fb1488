import {getJson} from "./api.js";
import {element, write} from "./dom.js";
import {dayAndTime} from "./format.js";

const SHOWN_MAX = 100;
/** Alerts that come with the first answer are old; only later ones are announced. */
const LEAD_MS = 10_000;
const MAY_ACKNOWLEDGE = ["coach", "medical", "operator", "admin"];

const isOpen = (alert) => alert.state === "raised" && !alert.acknowledged;

/**
 * What a person should look at, newest first: when, who, what, whether it is over, and who has seen it. Keeps the live
 * ones while it shows those of an earlier moment.
 */
export class AlertsPanel {
    /** `choose(playerId)` and `jump(moment)` are called for what is clicked; `said` is the polite live region. */
    constructor(root, {badge, said, role, choose, jump, changed}) {
        this.root = root;
        this.badge = badge;
        this.said = said;
        this.mayAcknowledge = MAY_ACKNOWLEDGE.includes(role);
        this.choose = choose;
        this.jump = jump;
        this.changed = changed;
        this.live = new Map();
        this.past = null;
        this.known = false;
        this.filter = "all";
        this.failed = new Map();
        this.lines = new Map();
        this.build();
        badge.addEventListener("click", () => this.reveal());
    }

    build() {
        this.filters = ["all", "open"].map((filter) =>
            element("button", {type: "button", class: "segment", text: filter === "all" ? "All" : "Open", onclick: () => this.setFilter(filter), "data-filter": filter}));
        this.list = element("ol", {class: "alert-list"});
        this.none = element("p", {class: "alerts-none muted"});
        this.root.replaceChildren(
            element("div", {class: "part-head"}, element("h2", {text: "Alerts"}), element("span", {class: "head-space"}), element("div", {class: "segments", role: "group", "aria-label": "Which alerts"}, ...this.filters)),
            element("div", {class: "alerts-scroll"}, this.none, this.list),
        );
        this.setFilter("all");
    }

    setFilter(filter) {
        this.filter = filter;
        this.filters.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.filter === filter)));
        this.show();
    }

    // --- what comes ---------------------------------------------------------------------------------------------

    /** Alerts from the live stream: new ones and changed ones. */
    take(alerts, newestTs) {
        const first = !this.known;
        this.known = true;
        for (const alert of alerts) {
            const isNew = !this.live.has(alert.id);
            this.live.set(alert.id, alert);
            if (isNew && !first && alert.state === "raised" && newestTs - alert.at < 60_000 + LEAD_MS) {
                this.announce(alert);
            }
        }
        this.trim();
        this.show();
    }

    trim() {
        if (this.live.size > 4 * SHOWN_MAX) {
            const newest = [...this.live.values()].sort((a, b) => b.at - a.at).slice(0, 2 * SHOWN_MAX);
            this.live = new Map(newest.map((alert) => [alert.id, alert]));
        }
    }

    announce(alert) {
        const who = this.players?.get(alert.player_id);
        const text = `Alert: ${who ? `${who.shirt} ${who.name}, ` : ""}${alert.message}`;
        this.said.textContent = "";
        // A region says only what changes.
        requestAnimationFrame(() => (this.said.textContent = text));
        this.badge.classList.remove("arrived");
        requestAnimationFrame(() => this.badge.classList.add("arrived"));
    }

    /** The alerts of an earlier moment; null: live again. */
    setPast(answer) {
        this.past = answer === null ? null : answer.alerts;
        this.show();
    }

    /** Who they are about, and what the moments are called. */
    describe(players, clock) {
        this.players = players;
        this.clock = clock;
        this.show();
    }

    /** How many came in since a moment and are open: what one misses while looking back. */
    openSince(moment) {
        return [...this.live.values()].filter((alert) => alert.at > moment && isOpen(alert)).length;
    }

    all() {
        return [...this.live.values()];
    }

    // --- what is shown ------------------------------------------------------------------------------------------

    show() {
        if (!this.clock) {
            return;
        }
        const shown = (this.past ?? [...this.live.values()]).sort((a, b) => b.at - a.at);
        const open = shown.filter(isOpen).length;
        const listed = shown.filter((alert) => this.filter === "all" || isOpen(alert)).slice(0, SHOWN_MAX);
        listed.forEach((alert, i) => {
            const line = this.line(alert.id);
            this.fill(line, alert);
            if (this.list.children[i] !== line.element) {
                this.list.insertBefore(line.element, this.list.children[i] ?? null);
            }
        });
        while (this.list.children.length > listed.length) {
            this.lines.delete(this.list.lastChild.dataset.alert);
            this.list.lastChild.remove();
        }
        this.none.hidden = listed.length > 0;
        write(this.none, this.filter === "open" && shown.length > 0 ? "Nothing open: all alerts are over or seen." : this.past ? "No alerts up to this moment." : "No alerts. Whatever needs a look appears here.");
        this.badge.dataset.open = String(open);
        write(this.badge.lastChild, open === 0 ? "no open alerts" : open === 1 ? "1 alert" : `${open} alerts`);
        this.changed();
    }

    line(id) {
        let line = this.lines.get(id);
        if (!line) {
            const minute = element("button", {class: "alert-minute link", type: "button"});
            const mark = element("span", {class: "team-mark"});
            const name = element("span");
            const who = element("button", {class: "alert-who link", type: "button"}, mark, name);
            const message = element("p", {class: "alert-message"});
            const state = element("span", {class: "alert-state"});
            const seen = element("button", {class: "button alert-seen", type: "button", text: "Seen"});
            const by = element("span", {class: "alert-by muted small"});
            line = {minute, mark, name, who, message, state, seen, by};
            line.element = element("li", {class: "alert", "data-alert": id}, minute, element("div", {class: "alert-what"}, who, state, message), element("div", {class: "alert-done"}, seen, by));
            this.lines.set(id, line);
        }
        return line;
    }

    fill(line, alert) {
        const player = this.players.get(alert.player_id);
        line.element.dataset.state = alert.state;
        line.element.dataset.open = String(isOpen(alert));
        write(line.minute, this.clock.minute(alert.at));
        line.minute.title = `Go to ${this.clock.label(alert.at)}`;
        line.minute.onclick = () => this.jump(alert.at);
        line.who.hidden = !alert.player_id;
        line.mark.dataset.team = player?.team ?? "neutral";
        line.mark.style.setProperty("--mark", player?.fill ?? "");
        write(line.name, player ? `${player.shirt} ${player.name}` : (alert.player_id ?? ""));
        line.who.onclick = () => this.choose(alert.player_id);
        write(line.message, alert.message);
        write(line.state, alert.state === "raised" ? "now" : `over at ${this.clock.minute(alert.cleared_at ?? alert.at)}`);
        this.fillSeen(line, alert);
    }

    fillSeen(line, alert) {
        const {acknowledged} = alert;
        line.seen.hidden = Boolean(acknowledged) || !this.mayAcknowledge;
        line.seen.disabled = this.past !== null;
        line.seen.title = this.past ? "Go back to live to mark it as seen" : "I have seen this";
        line.seen.onclick = () => this.acknowledge(alert);
        const failure = this.failed.get(alert.id);
        line.by.hidden = !acknowledged && !failure;
        write(line.by, acknowledged ? `seen by ${acknowledged.role}, ${dayAndTime(acknowledged.at).replace("today ", "")}` : (failure ?? ""));
    }

    async acknowledge(alert) {
        this.failed.delete(alert.id);
        try {
            const {role, at} = await getJson("/api/v1/alerts/acknowledge", {
                method: "POST",
                headers: {Accept: "application/json", "Content-Type": "application/json"},
                body: JSON.stringify({id: alert.id}),
            });
            const newest = this.live.get(alert.id) ?? alert;
            this.live.set(alert.id, {...newest, acknowledged: newest.acknowledged ?? {role, at}});
        } catch (problem) {
            this.failed.set(alert.id, problem.message);
        }
        this.show();
    }

    reveal() {
        this.root.scrollIntoView({block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"});
        (this.list.querySelector("[data-open=true] button") ?? this.filters[0]).focus({preventScroll: true});
    }
}
