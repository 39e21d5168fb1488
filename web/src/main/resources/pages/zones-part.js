import {element, write} from "./dom.js";
import {metres} from "./format.js";
import {infoButton} from "./metric-cards.js";

/** What the five zones between four thresholds are called. */
export function zoneNames(kmh) {
    const [a, b, c, d] = kmh;
    return [`0 – ${a}`, `${a} – ${b}`, `${b} – ${c}`, `${c} – ${d}`, `> ${d}`];
}

/** Metres by speed zone of one player, as bars from zero. */
export class ZonesPart {
    constructor(zonesKmh) {
        this.rows = zoneNames(zonesKmh).map((name, i) => {
            const bar = element("span", {class: "zone-bar"});
            bar.style.setProperty("--zone", `var(--scale-${i + 1})`);
            const value = element("span", {class: "zone-value", text: "–"});
            return {bar, value, row: element("li", {}, element("span", {class: "zone-name", text: name}), element("span", {class: "zone-track"}, bar), value)};
        });
        this.element = element(
            "section",
            {class: "card-part zones"},
            element("h3", {}, element("span", {text: "Metres by speed"}), infoButton("hsr_m", "a speed zone"), element("span", {class: "unit end", text: "km/h · m"})),
            element("ul", {}, ...this.rows.map((zone) => zone.row)),
        );
    }

    take(totals) {
        const zones = [1, 2, 3, 4, 5].map((zone) => totals[`zone${zone}_m`] ?? 0);
        const most = Math.max(1, ...zones);
        zones.forEach((value, i) => {
            write(this.rows[i].value, metres(value));
            this.rows[i].bar.style.setProperty("--share", (value / most).toFixed(3));
        });
    }
}
