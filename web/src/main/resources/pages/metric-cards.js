import {getJson} from "./api.js";
import {element} from "./dom.js";
import {openDialog} from "./shell.js";

const answers = new Map();
let definition = null;

/** Which definition made the numbers that are shown; the cards are of that version. */
export function setDefinition(version) {
    definition = version;
}

/** What GET /metrics says of a version; of the current one where none is known. */
export function metrics(version = definition) {
    const path = version ? `/api/v1/metrics?version=${encodeURIComponent(version)}` : "/api/v1/metrics";
    if (!answers.has(path)) {
        const answer = getJson(path).catch((problem) => {
            answers.delete(path);
            // A version that only the job knows as yet: the current cards are better than none.
            if (version && problem.status === 404) {
                return metrics(null);
            }
            throw problem;
        });
        answers.set(path, answer);
    }
    return answers.get(path);
}

const PARTS = [
    ["formula", "Formula"],
    ["thresholds", "Thresholds"],
    ["filter", "Filter"],
    ["source", "Source"],
    ["quality", "Quality"],
    ["version", "Version"],
];

function facts(part, value) {
    if (part === "thresholds") {
        return element(
            "ul",
            {class: "thresholds"},
            ...value.map(({name, value: figure, unit}) =>
                element("li", {}, element("span", {text: name}), element("span", {}, String(figure), element("span", {class: "unit", text: ` ${unit ?? ""}`})))),
        );
    }
    return part === "formula" || part === "version" ? element("span", {class: "mono", text: value}) : value;
}

function card(metric) {
    const list = element("dl");
    for (const [part, title] of PARTS) {
        const value = metric[part];
        if (value && (!Array.isArray(value) || value.length > 0)) {
            list.append(element("dt", {text: title}), element("dd", {}, facts(part, value)));
        }
    }
    const unit = metric.unit ? element("span", {class: "unit", text: ` ${metric.unit}`}) : null;
    const medical = metric.medical ? element("span", {class: "tag", text: "medical"}) : null;
    return element("article", {class: "metric-card", "data-metric": metric.id}, element("h3", {}, metric.name, unit, medical), element("p", {class: "muted", text: metric.definition}), list);
}

/** Says what a number is: one metric, or all of them. */
export async function explain(id = null) {
    const body = element("div");
    const dialog = openDialog(id ? "What this number is" : "What these numbers are", body);
    try {
        const {cards} = await metrics();
        const found = cards.filter((metric) => id === null || metric.id === id);
        body.append(...found.map(card));
        if (found.length === 0) {
            body.append(element("p", {class: "muted", text: `There is no card for “${id}” in ${definition ?? "this version"}.`}));
        }
    } catch (problem) {
        body.append(element("p", {text: problem.message}));
    }
    return dialog;
}

/** The small ⓘ beside a number. */
export function infoButton(id, name) {
    return element("button", {class: "info", type: "button", "aria-label": `What is ${name}?`, title: "What is this?", onclick: () => explain(id)}, "i");
}
