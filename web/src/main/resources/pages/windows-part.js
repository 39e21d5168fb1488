import {element, write} from "./dom.js";
import {metres} from "./format.js";
import {infoButton} from "./metric-cards.js";

const METRICS = [
    {field: "distance_m", name: "Distance"},
    {field: "hsr_m", name: "HSR"},
    {field: "hmld_m", name: "HMLD"},
];
const MINUTES = [1, 3, 5, 10];

/** A player's hardest 1, 3, 5 and 10 minutes: how far, how far per minute, and when; a click goes there. */
export class WindowsPart {
    constructor(jump) {
        this.jump = jump;
        this.metric = METRICS[0];
        this.buttons = METRICS.map((metric) =>
            element("button", {type: "button", class: "segment", text: metric.name, onclick: () => this.choose(metric)}));
        this.rows = new Map(
            MINUTES.map((minutes) => {
                const perMinute = element("td", {text: "–"});
                const value = element("td", {text: "–"});
                const when = element("button", {type: "button", class: "link", text: "–", disabled: true});
                const row = element("tr", {}, element("th", {scope: "row", text: `${minutes} min`}), perMinute, value, element("td", {}, when));
                return [minutes, {perMinute, value, when, row}];
            }),
        );
        const head = ["", "m/min", "m", "when"].map((text) => element("th", {scope: "col", text}));
        this.element = element(
            "section",
            {class: "card-part windows"},
            element("h3", {}, element("span", {text: "Hardest minutes"}), infoButton("windows", "a hardest window"), element("span", {class: "segments end", role: "group", "aria-label": "Of what"}, ...this.buttons)),
            element("table", {class: "facts"}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...[...this.rows.values()].map(({row}) => row))),
        );
        this.choose(METRICS[0]);
    }

    choose(metric) {
        this.metric = metric;
        this.buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(METRICS[i] === metric)));
        this.paint();
    }

    /** Windows of this player, as the API gives them; null where none are known. */
    show(windows, clock) {
        this.windows = windows;
        this.clock = clock;
        this.paint();
    }

    /** Rows are whole seconds, the last one included. */
    span({from, minutes}) {
        return `${this.clock.label(from * 1000)} – ${this.clock.label((from + minutes * 60) * 1000)}`;
    }

    paint() {
        const found = new Map((this.windows?.[this.metric.field] ?? []).map((window) => [window.minutes, window]));
        for (const [minutes, {perMinute, value, when, row}] of this.rows) {
            const window = found.get(minutes);
            const known = Number.isFinite(window?.value);
            write(perMinute, metres(known ? window.per_min : undefined));
            write(value, metres(known ? window.value : undefined));
            write(when, known ? this.span(window) : "too short yet");
            when.disabled = !known;
            when.onclick = () => this.jump(window.from * 1000);
            when.title = known ? "Show this on the pitch" : `Needs ${minutes} min of play`;
            row.classList.toggle("unknown", !known);
        }
    }
}
