import {element, fade, write} from "./dom.js";
import {count, decimals, grouped, metres, percentExact, seconds} from "./format.js";
import {infoButton} from "./metric-cards.js";

const EFFORTS = [
    {field: "accelerations", name: "Accelerations", unit: "", format: count, fades: true},
    {field: "decelerations", name: "Decelerations", unit: "", format: count, fades: true},
    {field: "hmld_m", name: "High metabolic load", unit: "m", format: metres},
    {field: "high_power_m", name: "High power", unit: "m", format: metres, estimate: true},
    {field: "energy_kj_kg", name: "Metabolic energy", unit: "kJ/kg", format: decimals(1), estimate: true},
    {field: "equivalent_m", name: "Equivalent distance", unit: "m", format: metres, estimate: true},
    {field: "load", name: "Mechanical load", unit: "", format: decimals(1), absent: "needs an accelerometer"},
];

/** Efforts, energy and load of one player, and how good the readings behind them are. */
export class EffortPart {
    constructor() {
        this.values = new Map();
        const list = element("dl", {class: "lines"});
        for (const metric of EFFORTS) {
            const value = element("span", {class: "line-value", text: "–"});
            const tag = metric.estimate ? element("span", {class: "tag", text: "estimate", title: "A model computes it from the movement; nobody measured it"}) : null;
            list.append(
                element(
                    "div",
                    {"data-field": metric.field},
                    element("dt", {}, element("span", {text: metric.name}), infoButton(metric.field, metric.name), tag),
                    element("dd", {}, value, element("span", {class: "unit line-unit", text: metric.unit})),
                ),
            );
            this.values.set(metric, value);
        }
        this.quality = element("p", {class: "quality small muted"});
        this.element = element(
            "section",
            {class: "card-part efforts"},
            element("h3", {text: "Efforts and energy"}),
            list,
            element("div", {class: "quality-line"}, element("span", {class: "small", text: "Quality"}), infoButton("missing", "the quality"), this.quality),
        );
    }

    take(totals) {
        for (const [metric, node] of this.values) {
            const known = node.textContent !== "–";
            const value = totals[metric.field];
            const text = value === undefined && metric.absent ? metric.absent : metric.format(value);
            node.classList.toggle("absent", value === undefined);
            if (write(node, text) && metric.fades && known) {
                fade(node);
            }
        }
        // Missing time is in the seconds too, so that a share of both is a share of his time.
        const share = totals.seconds > 0 ? totals.missing_ms / 1000 / totals.seconds : NaN;
        const repaired = totals.readings > 0 ? totals.repaired / totals.readings : NaN;
        write(
            this.quality,
            `${percentExact(share)} % missing (${seconds(totals.missing_ms)} s), ${percentExact(repaired)} % repaired, of ${grouped(totals.readings)} readings`,
        );
    }
}
