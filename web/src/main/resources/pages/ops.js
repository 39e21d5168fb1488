import {getJson, Problem} from "./api.js";
import {element, sentence, write} from "./dom.js";
import {ago, exactTime, grouped, ms} from "./format.js";
import {me, openDialog} from "./shell.js";

const EVERY_MS = 5_000;
const byId = (id) => document.getElementById(id);

const SAID = {ok: "All parts run", warn: "Something needs a look", down: "A part is down"};

function showStatus(status) {
    const parts = status.parts ?? [];
    const worst = ["down", "warn"].find((state) => parts.some((part) => part.state === state)) ?? "ok";
    byId("ops-state").replaceChildren(
        element("span", {class: "light", "data-state": worst}), element("span", {text: SAID[worst]}));
    write(byId("ops-at"), Number.isFinite(status.uptime_s) ? `up for ${ago(status.uptime_s * 1000)}` : "");
    byId("parts").replaceChildren(
        ...parts.map((part) =>
            element(
                "li",
                {"data-part": part.name},
                element("span", {class: "light", "data-state": part.state, role: "img", "aria-label": part.state}),
                element("span", {text: part.name}),
                element("span", {class: "part-detail small", text: part.detail ?? part.state, title: part.detail ?? ""}),
            )),
    );
}

const TERMS = ["unique", "duplicate", "late", "rejected"];

function ledgerRow(name, pipeline) {
    const sum = TERMS.reduce((total, term) => total + (pipeline[term] ?? 0), 0);
    const off = pipeline.received - sum;
    const unstored = pipeline.unique + pipeline.late - pipeline.stored;
    const problem = off !== 0 ? `${grouped(Math.abs(off))} records are not accounted for` : unstored > 0 ? `${grouped(unstored)} are not stored yet` : "";
    const number = (title, value) => element("div", {}, element("dt", {text: title}), element("dd", {text: grouped(value)}));
    const sign = (text) => element("span", {class: "sign", "aria-hidden": "true", text});
    const terms = TERMS.flatMap((term, i) => [sign(i === 0 ? "=" : "+"), number(term, pipeline[term])]);
    const latency = pipeline.latency_ms;
    return element(
        "article",
        {class: "ledger-row", "data-pipeline": name},
        element(
            "div",
            {class: "ledger-head"},
            element("h3", {text: name}),
            element("span", {class: "verdict", "data-balanced": String(problem === "")}, problem === "" ? "✓ balances" : `✕ ${problem}`),
        ),
        element("dl", {class: "sum"}, number("received", pipeline.received), ...terms, element("span", {class: "sign", text: "·"}), number("stored", pipeline.stored)),
        latency
            ? element("p", {class: "ledger-latency", text: `received to shown: p50 ${ms(latency.p50)} · p99 ${ms(latency.p99)} · p99.9 ${ms(latency.p999)} · highest ${ms(latency.max)} ms`})
            : null,
    );
}

function showAudit(audit) {
    byId("ledger").replaceChildren(...Object.entries(audit.pipelines ?? {}).map(([name, pipeline]) => ledgerRow(name, pipeline)));
}

function flow(pipeline) {
    const names = (list) => (list ?? []).map((stage) => (typeof stage === "string" ? stage : stage.name));
    const read = pipeline.job?.reads ?? [];
    const written = pipeline.job?.writes ?? [];
    const steps = [
        {kind: "door", names: names(pipeline.doors)},
        {kind: "topic", names: read},
        {kind: "job", names: names([pipeline.job].filter(Boolean))},
        {kind: "topic", names: written},
        {kind: "sink", names: names(pipeline.sinks)},
        {kind: "view", names: (pipeline.views ?? []).map((view) => view.path ?? view.name)},
    ].filter((step) => step.names.length > 0);
    const row = element("div", {class: "flow", tabindex: "0", role: "img", "aria-label": `${pipeline.name}: ${steps.map((step) => step.names.join(", ")).join(" to ")}`});
    steps.forEach((step, i) => {
        if (i > 0) {
            row.append(element("span", {class: "flow-arrow", text: "→"}));
        }
        row.append(element("div", {class: "flow-step"}, ...step.names.map((name) => element("span", {class: "flow-box", "data-kind": step.kind, text: name}))));
    });
    return element("div", {}, element("span", {class: "flow-name muted", text: pipeline.title ?? pipeline.name}), row);
}

function showPipelines(pipelines) {
    byId("pipelines").replaceChildren(...pipelines.map(flow));
}

// --- dead letters -------------------------------------------------------------------------------------------------

function payloadOf(letter) {
    if (letter.payload_withheld) {
        return element("p", {class: "muted", text: letter.payload_withheld});
    }
    const bytes = Uint8Array.from(atob(letter.payload), (character) => character.charCodeAt(0));
    const text = (from, to) => new TextDecoder().decode(bytes.slice(from, to));
    const at = letter.byte_offset;
    const box = element("pre", {class: "payload"});
    if (at < 0 || at > bytes.length) {
        box.textContent = text(0, bytes.length);
    } else {
        box.append(text(0, at), element("mark", {text: at < bytes.length ? text(at, at + 1) : "⏎"}), text(at + 1, bytes.length));
    }
    return box;
}

function open(letter) {
    const facts = [
        ["What is wrong", letter.message],
        ["Where", letter.byte_offset >= 0 ? `byte ${letter.byte_offset}, marked below` : "the record as a whole"],
        ["Record", `${letter.topic}/${letter.partition}/${letter.offset}`],
        ["Key", letter.key],
        ["Came by", letter.source],
    ];
    const list = element("dl", {class: "letter-facts"});
    for (const [name, value] of facts) {
        list.append(element("dt", {text: name}), element("dd", {text: value ?? "–"}));
    }
    openDialog(`Dead letter: ${letter.reason}`, element("div", {}, list, payloadOf(letter)));
}

function showLetters(letters) {
    const root = byId("dead-letters");
    if (letters.length === 0) {
        root.replaceChildren(element("p", {class: "muted", text: "None: every record could be read."}));
        return;
    }
    const body = element("tbody");
    for (const letter of letters) {
        const button = element("button", {class: "button", type: "button", onclick: () => open(letter), text: "Show"});
        body.append(
            element(
                "tr",
                {"data-letter": `${letter.topic}/${letter.partition}/${letter.offset}`},
                element("td", {class: "nowrap", text: exactTime(letter.at)}),
                element("td", {}, element("span", {class: "reason", text: letter.reason})),
                element("td", {text: letter.message}),
                element("td", {class: "nowrap", text: letter.key}),
                element("td", {}, button),
            ),
        );
    }
    const head = element("tr", {}, ...["Received", "Reason", "What is wrong", "Key", ""].map((text) => element("th", {scope: "col", text})));
    root.replaceChildren(element("div", {class: "scroll"}, element("table", {}, element("thead", {}, head), body)));
}

// --- all of it ----------------------------------------------------------------------------------------------------

/** Shows one part; a part that cannot be shown says so in its place, and the others go on. */
async function part(id, load, show) {
    try {
        show(await load());
    } catch (problem) {
        if (problem.status === undefined) {
            throw problem;
        }
        byId(id).replaceChildren(sentence(problem.message || problem.title));
    }
}

async function letters() {
    const {role, may_operate: allowed} = await me;
    if (!allowed) {
        throw new Problem(403, "Not allowed", `Role ${role} may not read dead letters; operator and admin may.`);
    }
    return (await getJson("/api/v1/dead-letters?limit=50")).dead_letters;
}

async function refresh() {
    await Promise.all([
        part("parts", () => getJson("/api/v1/status"), showStatus),
        part("ledger", () => getJson("/api/v1/audit"), showAudit),
        part("dead-letters", letters, showLetters),
    ]);
    byId("ops").dataset.state = "ready";
    setTimeout(refresh, EVERY_MS);
}

part("pipelines", () => getJson("/api/v1/pipelines"), showPipelines);
refresh();
