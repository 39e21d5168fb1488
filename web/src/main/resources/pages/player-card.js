import {getJson, matchPath} from "./api.js";
import {MinutesChart} from "./charts.js";
import {element, fade, write} from "./dom.js";
import {ago, count, kmh, metres} from "./format.js";
import {infoButton} from "./metric-cards.js";

const KEPT_S = 180;
const STALE_MS_MIN = 2_000;

const FIGURES = [
    {field: "speed_mps", name: "Speed now", unit: "km/h", format: kmh, big: true},
    {field: "hr", name: "Heart rate", unit: "bpm", format: count, big: true, medical: true},
    {field: "distance_m", name: "Distance", unit: "m", format: metres},
    {field: "hsr_m", name: "HSR, over 20 km/h", unit: "m", format: metres},
    {field: "sprints", name: "Sprints", unit: "", format: count, fades: true},
    {field: "speed_max_mps", name: "Highest speed", unit: "km/h", format: kmh, fades: true},
];

const LEADERS_MAX = 3;
const LEADERS = [
    {field: "hsr_m", title: "High-speed metres", unit: "m", format: metres},
    {field: "sprints", title: "Sprints", unit: "", format: count},
    {field: "speed_max_mps", title: "Highest speed", unit: "km/h", format: kmh},
    {field: "distance_m", title: "Distance", unit: "m", format: metres},
];

const ZONES = ["0–7", "7–15", "15–20", "20–25", "> 25"];

/** All about the chosen player: figures, metres by speed zone, the last minutes as lines. */
export class PlayerCard {
    constructor(root, matchId, {medical, choose}) {
        this.root = root;
        this.matchId = matchId;
        this.medical = medical;
        this.choose = choose;
        this.player = null;
        this.rows = [];
        this.empty();
    }

    /** While nobody is chosen: who leads. A click on a name chooses him. */
    empty() {
        this.player = null;
        this.figures = null;
        this.charts = null;
        this.root.dataset.player = "";
        this.root.classList.remove("stale");
        this.leaders = LEADERS.map((leader) => ({...leader, list: element("ol")}));
        this.root.replaceChildren(
            element("h2", {text: "Leaders"}),
            element("p", {class: "muted small", text: "Choose a player here, on the pitch or in the table."}),
            element(
                "div",
                {class: "leaders-list"},
                ...this.leaders.map(({title, unit, list}) =>
                    element("section", {class: "leaders"}, element("h3", {}, element("span", {text: title}), element("span", {class: "unit", text: unit})), list)),
            ),
        );
    }

    /** Fills the lists of leaders from everybody's totals. */
    showLeaders(players, totals) {
        if (this.player) {
            return;
        }
        for (const {field, format, list} of this.leaders) {
            const best = [...totals.values()]
                .filter((one) => players.has(one.player_id) && one[field] > 0)
                .sort((a, b) => b[field] - a[field])
                .slice(0, LEADERS_MAX);
            best.forEach((one, i) => this.fillLeader(list, i, players.get(one.player_id), one.player_id, format(one[field])));
            while (list.children.length > best.length) {
                list.lastChild.remove();
            }
        }
    }

    fillLeader(list, i, player, id, value) {
        const line = list.children[i] ?? list.appendChild(element("li", {}, this.leaderButton()));
        const [mark, name, figure] = line.firstChild.children;
        line.firstChild.dataset.player = id;
        mark.dataset.team = player.team;
        mark.style.setProperty("--mark", player.fill);
        write(name, player.name);
        write(figure, value);
    }

    leaderButton() {
        return element(
            "button",
            {type: "button", onclick: (event) => this.choose(event.currentTarget.dataset.player)},
            element("span", {class: "team-mark"}),
            element("span", {class: "leader-name"}),
            element("span"),
        );
    }

    /** Shows a player; fetches the rows of his last minutes. */
    async show(id, player, totals) {
        this.player = {id, ...player};
        this.rows = [];
        this.root.dataset.player = id;
        this.build();
        if (totals) {
            this.take(totals);
        }
        try {
            const {seconds} = await getJson(matchPath(this.matchId, `/players/${encodeURIComponent(id)}/seconds`));
            if (this.player?.id === id) {
                this.takeSeconds(seconds);
            }
        } catch {
            // The lines begin with what comes live; the stream says itself when it is broken.
        }
    }

    build() {
        const player = this.player;
        const badge = element("span", {class: "card-shirt", text: player.shirt, "data-team": player.team});
        badge.style.setProperty("--fill", player.fill);
        badge.style.setProperty("--on", player.ink);
        this.seen = element("p", {class: "card-seen muted small", text: player.teamName});
        const close = element("button", {class: "icon-button", type: "button", "aria-label": "Select nobody", title: "Select nobody (Esc)", onclick: () => this.choose(null), text: "×"});
        const head = element("div", {class: "card-head"}, badge, element("div", {class: "card-who"}, element("h2", {text: player.name}), this.seen), close);

        this.figures = new Map();
        const list = element("dl", {class: "figures"});
        for (const figure of FIGURES.filter((one) => this.medical || !one.medical)) {
            const value = element("span", {class: "value", text: "–"});
            const unit = element("span", {class: "unit", text: figure.unit});
            list.append(
                element(
                    "div",
                    {class: figure.big ? "figure big" : "figure", "data-field": figure.field},
                    element("dt", {}, element("span", {text: figure.name}), infoButton(figure.field, figure.name)),
                    element("dd", {}, value, " ", unit),
                ),
            );
            this.figures.set(figure, value);
        }

        this.zones = ZONES.map((name, i) => {
            const bar = element("span", {class: "zone-bar"});
            bar.style.setProperty("--zone", `var(--scale-${i + 1})`);
            const value = element("span", {class: "zone-value", text: "–"});
            return {bar, value, row: element("li", {}, element("span", {class: "zone-name", text: name}), element("span", {class: "zone-track"}, bar), value)};
        });
        const zones = element(
            "section",
            {class: "zones"},
            element("h3", {}, element("span", {text: "Metres by speed"}), element("span", {class: "unit", text: "km/h"}), infoButton("zones", "a speed zone")),
            element("ul", {}, ...this.zones.map((zone) => zone.row)),
        );

        this.charts = [new MinutesChart({id: "speed_kmh", title: "Speed", unit: "km/h", digits: 1, colour: "--scale-4", min: 0, max: 30, interval: 10, value: (row) => row.speed_mps * 3.6})];
        if (this.medical) {
            this.charts.push(new MinutesChart({id: "hr_bpm", title: "Heart rate", unit: "bpm", digits: 0, colour: "--ink-2", min: 80, max: 200, interval: 40, value: (row) => row.hr ?? null}));
        }
        const charts = element("div", {class: "charts"}, ...this.charts.map((chart) => chart.element));
        this.root.replaceChildren(head, list, element("div", {class: "card-body"}, zones, charts));
    }

    take(totals) {
        if (!this.figures || totals.player_id !== this.player?.id) {
            return;
        }
        for (const [figure, node] of this.figures) {
            const known = node.textContent !== "–";
            if (write(node, figure.format(totals[figure.field])) && figure.fades && known) {
                fade(node);
            }
        }
        const zones = [1, 2, 3, 4, 5].map((zone) => totals[`zone${zone}_m`] ?? 0);
        const most = Math.max(1, ...zones);
        zones.forEach((value, i) => {
            write(this.zones[i].value, metres(value));
            this.zones[i].bar.style.setProperty("--share", (value / most).toFixed(3));
        });
    }

    takeSeconds(seconds) {
        const own = seconds.filter((row) => row.player_id === this.player?.id);
        if (own.length === 0) {
            return;
        }
        // A corrected second replaces the one that is shown.
        const bySecond = new Map(this.rows.map((row) => [row.second, row]));
        for (const row of own) {
            if ((bySecond.get(row.second)?.revision ?? -1) <= row.revision) {
                bySecond.set(row.second, row);
            }
        }
        this.rows = [...bySecond.values()].sort((a, b) => a.second - b.second).slice(-KEPT_S);
        this.paint();
    }

    paint() {
        this.charts?.forEach((chart) => chart.show(this.player, this.rows));
    }

    showSilence(tracks, now = performance.now()) {
        const track = this.player && tracks.byId.get(this.player.id);
        if (!track || !this.seen) {
            return;
        }
        const silentMs = now - track.heardAt;
        const stale = silentMs > STALE_MS_MIN;
        this.root.classList.toggle("stale", stale);
        write(this.seen, stale ? `${this.player.teamName} · last seen ${ago(silentMs)} ago` : this.player.teamName);
    }

    toggleTables() {
        this.charts?.forEach((chart) => chart.toggleTable());
    }
}
