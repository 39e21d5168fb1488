import {getJson, matchPath} from "./api.js";
import {element, write} from "./dom.js";
import {count, grouped, metres, ms} from "./format.js";
import {openDialog} from "./shell.js";
import {zoneNames} from "./zones-part.js";

const SETS = [
    {id: "hsr", name: "HSR 19.8 / 25.2", kmh: [7.2, 14.4, 19.8, 25.2]},
    {id: "fifa", name: "FIFA 20 / 25", kmh: [7, 15, 20, 25]},
    {id: "own", name: "Own"},
];
const KMH_MAX = 45;

const zonesOf = (totals) => [1, 2, 3, 4, 5].map((zone) => totals?.[`zone${zone}_m`] ?? 0);

/** How the high-speed metres change, as they are written: the difference of the two numbers beside it. */
const changeOf = (base, other) => Math.round(other?.hsr_m ?? NaN) - Math.round(base.hsr_m);

/** Metres in five zones as one bar. */
function stack(zones, most) {
    const bar = element("span", {class: "stack", title: zones.map(metres).join(" · ") + " m"});
    zones.forEach((value, i) => {
        const piece = element("span", {class: "stack-piece"});
        piece.style.setProperty("--zone", `var(--scale-${i + 1})`);
        piece.style.setProperty("--share", (value / most).toFixed(4));
        bar.append(piece);
    });
    return bar;
}

/** The panel "other zones": the same match scored again with another zone set, side by side. */
export class WhatIf {
    constructor(matchId) {
        this.matchId = matchId;
        this.own = [7, 14, 20, 24];
        this.players = new Map();
    }

    open(players, currentSet) {
        this.players = players;
        this.set = SETS.find(({id}) => id !== currentSet) ?? SETS[0];
        this.choices = SETS.map((set) => element("button", {type: "button", class: "segment", text: set.name, onclick: () => this.choose(set)}));
        this.fields = this.own.map((kmh, i) =>
            element("input", {class: "field", type: "number", min: "0.1", max: String(KMH_MAX), step: "0.1", value: String(kmh), "aria-label": `Threshold ${i + 1} in km/h`}));
        this.run = element("button", {class: "button primary", type: "submit", text: "Score again"});
        this.said = element("p", {class: "what-if-said muted", role: "status", text: "The whole match so far is scored again from its readings; nothing that is stored changes."});
        this.result = element("div", {class: "what-if-result"});
        const form = element(
            "form",
            {class: "what-if-form", onsubmit: (event) => this.ask(event)},
            element("div", {class: "segments", role: "group", "aria-label": "Which zones"}, ...this.choices),
            element("span", {class: "what-if-fields"}, ...this.fields, element("span", {class: "unit", text: "km/h"})),
            element("span", {class: "head-space"}),
            this.run,
        );
        const dialog = openDialog("Other speed zones: what would change?", element("div", {class: "what-if"}, form, this.said, this.result));
        dialog.classList.add("wide");
        this.choose(this.set);
    }

    choose(set) {
        this.set = set;
        this.choices.forEach((button, i) => button.setAttribute("aria-pressed", String(SETS[i] === set)));
        const own = set.id === "own";
        this.fields.forEach((field, i) => {
            field.readOnly = !own;
            field.value = String(own ? this.own[i] : set.kmh[i]);
        });
        if (own) {
            this.fields[0].focus();
        }
    }

    wish() {
        if (this.set.id !== "own") {
            return this.set.id;
        }
        this.own = this.fields.map((field) => Number(field.value));
        return this.own;
    }

    async ask(event) {
        event.preventDefault();
        const zones = this.wish();
        const rising = !Array.isArray(zones) || zones.every((kmh, i) => kmh > (zones[i - 1] ?? 0) && kmh <= KMH_MAX);
        this.said.classList.toggle("wrong", !rising);
        if (!rising) {
            write(this.said, `Four thresholds that rise, above 0 and up to ${KMH_MAX} km/h.`);
            return;
        }
        this.run.disabled = true;
        write(this.said, "Scoring all readings again …");
        try {
            const answer = await getJson(matchPath(this.matchId, "/what-if"), {
                method: "POST",
                headers: {Accept: "application/json", "Content-Type": "application/json"},
                body: JSON.stringify({zones}),
            });
            this.show(answer);
        } catch (problem) {
            this.said.classList.add("wrong");
            write(this.said, problem.message);
        }
        this.run.disabled = false;
    }

    show({took_ms: tookMs, readings, base, alternative}) {
        const took = tookMs < 1_000 ? `${ms(tookMs)} ms` : `${(tookMs / 1000).toFixed(1)} s`;
        write(this.said, `${grouped(readings)} readings scored in ${took}: ${base.definition_version} beside ${alternative.definition_version}.`);
        const others = new Map(alternative.players.map((one) => [one.player_id, one]));
        const most = Math.max(1, ...[...base.players, ...alternative.players].map((one) => zonesOf(one).reduce((a, b) => a + b, 0)));
        const change = (one) => Math.abs(changeOf(one, others.get(one.player_id)) || 0);
        const sorted = base.players
            .filter(({player_id: id}) => this.players.get(id)?.team !== "neutral")
            .sort((a, b) => change(b) - change(a));
        const rows = sorted.map((one) => this.row(one, others.get(one.player_id), most));
        this.result.replaceChildren(
            this.key("Now", base.zones_kmh),
            this.key("Other", alternative.zones_kmh),
            element(
                "div",
                {class: "what-if-scroll"},
                element("table", {class: "what-if-table"}, this.head(base, alternative), element("tbody", {}, ...rows)),
            ),
        );
    }

    key(name, kmh) {
        const parts = zoneNames(kmh).map((zone, i) => {
            const mark = element("span", {class: "heart-key"});
            mark.style.setProperty("--zone", `var(--scale-${i + 1})`);
            return element("span", {class: "what-if-zone"}, mark, zone);
        });
        return element("p", {class: "what-if-key small"}, element("span", {class: "muted", text: name}), ...parts, element("span", {class: "unit", text: "km/h"}));
    }

    head(base, alternative) {
        const titles = [
            ["Player", ""],
            ["Metres by zone: now above, other below", ""],
            [`> ${base.zones_kmh[2]}`, "m"],
            [`> ${alternative.zones_kmh[2]}`, "m"],
            ["Change", "m"],
            ["Sprint m", `> ${base.zones_kmh[3]}`],
            ["Sprint m", `> ${alternative.zones_kmh[3]}`],
        ];
        return element("thead", {}, element("tr", {}, ...titles.map(([title, unit]) => element("th", {scope: "col"}, element("span", {text: title}), " ", element("span", {class: "unit", text: unit})))));
    }

    row(base, other, most) {
        const player = this.players.get(base.player_id);
        const mark = element("span", {class: "team-mark", "data-team": player?.team ?? "neutral"});
        mark.style.setProperty("--mark", player?.fill ?? "");
        const change = changeOf(base, other);
        const changed = Number.isFinite(change) ? `${change > 0 ? "+" : change < 0 ? "−" : "±"}${count(Math.abs(change))}` : "–";
        const cells = [metres(base.hsr_m), metres(other?.hsr_m), changed, metres(base.sprint_m), metres(other?.sprint_m)];
        return element(
            "tr",
            {"data-player": base.player_id},
            element("th", {scope: "row"}, mark, element("span", {class: "what-if-name", text: player ? `${player.shirt} ${player.name}` : base.player_id})),
            element("td", {class: "what-if-bars"}, stack(zonesOf(base), most), stack(zonesOf(other), most)),
            ...cells.map((text, i) => element("td", {text, class: i === 2 ? "what-if-change" : null})),
        );
    }
}
