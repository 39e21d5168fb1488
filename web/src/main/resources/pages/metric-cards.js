import {getJson} from "./api.js";
import {element} from "./dom.js";
import {openDialog} from "./shell.js";

let cards = null;
let definition = null;

/** Which definition made the numbers that are shown; the cards name it. */
export function setDefinition(version) {
    definition = version;
}

const PARTS = [
    ["thresholds", "Thresholds"],
    ["filter", "Filter"],
    ["quality", "Quality"],
    ["source", "Source"],
    ["version", "Version"],
];

function card(metric, version) {
    const list = element("dl");
    const facts = {...metric, version};
    for (const [part, title] of PARTS) {
        if (facts[part]) {
            list.append(element("dt", {text: title}), element("dd", {text: facts[part]}));
        }
    }
    const unit = metric.unit ? element("span", {class: "unit", text: ` ${metric.unit}`}) : null;
    return element("article", {class: "metric-card"}, element("h3", {text: metric.name}, unit), element("p", {class: "muted", text: metric.definition}), list);
}

/** Says what a number is: one metric, or all of them. */
export async function explain(id = null) {
    cards ??= getJson("/api/v1/metric-cards").then((answer) => answer.metrics);
    const body = element("div");
    const dialog = openDialog(id ? "What this number is" : "What these numbers are", body);
    try {
        const metrics = await cards;
        body.append(...metrics.filter((metric) => id === null || metric.id === id).map((metric) => card(metric, definition)));
    } catch (problem) {
        cards = null;
        body.append(element("p", {text: problem.message}));
    }
    return dialog;
}

/** The small ⓘ beside a number. */
export function infoButton(id, name) {
    return element("button", {class: "info", type: "button", "aria-label": `What is ${name}?`, title: "What is this?", onclick: () => explain(id)}, "i");
}
