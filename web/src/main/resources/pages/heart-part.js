import {element, write} from "./dom.js";
import {clock, count, decimals} from "./format.js";
import {infoButton} from "./metric-cards.js";

const ZONES = ["50 – 60", "60 – 70", "70 – 80", "80 – 90", "> 90"];

/** Time in heart-rate zones as one bar, and both training impulses. Only made for roles that may see it. */
export class HeartPart {
    constructor() {
        this.zones = ZONES.map((name, i) => {
            const piece = element("span", {class: "stack-piece", title: `${name} % of the maximum`});
            piece.style.setProperty("--zone", `var(--scale-${i + 1})`);
            const value = element("span", {class: "heart-time", text: "–"});
            const key = element("span", {class: "heart-key"});
            key.style.setProperty("--zone", `var(--scale-${i + 1})`);
            return {piece, value, row: element("li", {}, key, element("span", {class: "muted", text: name}), value)};
        });
        this.mean = element("span", {class: "line-value", text: "–"});
        this.max = element("span", {class: "line-value", text: "–"});
        this.edwards = element("span", {class: "line-value", text: "–"});
        this.banister = element("span", {class: "line-value", text: "–"});
        const line = (name, info, value, unit) =>
            element("div", {}, element("dt", {}, element("span", {text: name}), infoButton(info, name)), element("dd", {}, value, element("span", {class: "unit line-unit", text: unit})));
        this.none = element("p", {class: "small muted", text: "The set-up does not say his maximum: no zones, no TRIMP.", hidden: true});
        this.element = element(
            "section",
            {class: "card-part heart"},
            element("h3", {}, element("span", {text: "Heart-rate zones"}), infoButton("hr_zones", "a heart-rate zone"), element("span", {class: "unit end", text: "% of maximum · min"})),
            element("div", {class: "stack", role: "img", "aria-label": "Time in heart-rate zones; the list below says the same"}, ...this.zones.map(({piece}) => piece)),
            element("ul", {class: "heart-keys"}, ...this.zones.map(({row}) => row)),
            this.none,
            element(
                "dl",
                {class: "lines"},
                line("Mean", "hr", this.mean, "bpm"),
                line("Highest", "hr", this.max, "bpm"),
                line("TRIMP (Edwards)", "trimp_edwards", this.edwards, ""),
                line("TRIMP (Banister)", "trimp_banister", this.banister, ""),
            ),
        );
    }

    take(totals) {
        const times = [1, 2, 3, 4, 5].map((zone) => totals[`hr_zone${zone}_s`]);
        const known = times.some((time) => time !== undefined);
        const sum = times.reduce((all, time) => all + (time ?? 0), 0);
        times.forEach((time, i) => {
            this.zones[i].piece.style.setProperty("--share", sum > 0 ? ((time ?? 0) / sum).toFixed(4) : "0");
            write(this.zones[i].value, known ? clock((time ?? 0) * 1000) : "–");
        });
        this.none.hidden = known;
        write(this.mean, count(totals.hr_mean));
        write(this.max, count(totals.hr_max));
        write(this.edwards, decimals(1)(totals.trimp_edwards));
        write(this.banister, decimals(1)(totals.trimp_banister));
    }
}
