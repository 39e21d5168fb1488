import {MinutesChart} from "./charts.js";
import {element, fade, write} from "./dom.js";
import {EffortPart} from "./effort-part.js";
import {ago, count, kmh, metres} from "./format.js";
import {HeartPart} from "./heart-part.js";
import {HeatMap} from "./heat-map.js";
import {Leaders} from "./leaders.js";
import {LoadPart} from "./load-part.js";
import {infoButton} from "./metric-cards.js";
import {openDialog} from "./shell.js";
import {WindowsPart} from "./windows-part.js";
import {ZonesPart} from "./zones-part.js";

const KEPT_S = 180;
const STALE_MS_MIN = 2_000;

const FIGURES = [
    {field: "speed_mps", info: "speed_max_mps", name: "Speed now", unit: "km/h", format: kmh, big: true},
    {field: "hr", name: "Heart rate", unit: "bpm", format: count, big: true, medical: true},
    {field: "distance_m", name: "Distance", unit: "m", format: metres},
    {field: "hsr_m", name: "High-speed", unit: "m", format: metres},
    {field: "sprints", name: "Sprints", unit: "", format: count, fades: true},
    {field: "speed_max_mps", name: "Highest speed", unit: "km/h", format: kmh, fades: true},
];

/** All about the chosen player, as of the moment that is shown; who leads, while nobody is chosen. */
export class PlayerCard {
    /** `choose(playerId)` and `jump(moment)` are called for what is clicked. */
    constructor(root, {medical, choose, jump}) {
        this.root = root;
        this.medical = medical;
        this.choose = choose;
        this.jump = jump;
        this.zonesKmh = [7, 15, 20, 25];
        this.leaders = new Leaders(choose);
        this.player = null;
        this.rows = [];
        this.empty();
    }

    empty() {
        this.close();
        this.player = null;
        this.root.dataset.player = "";
        this.root.classList.remove("stale");
        this.root.replaceChildren(this.leaders.element);
    }

    close() {
        this.load?.close();
        this.charts?.forEach((chart) => chart.close());
        this.figures = null;
        this.charts = null;
        this.load = null;
    }

    /** The thresholds of the speed zones that the numbers were made with. */
    setZones(zonesKmh) {
        this.zonesKmh = zonesKmh;
        if (this.player) {
            const zones = new ZonesPart(zonesKmh);
            this.zones.element.replaceWith(zones.element);
            this.zones = zones;
            this.parts[0] = zones;
            this.totals && zones.take(this.totals);
        }
    }

    showLeaders(players, totals) {
        if (!this.player) {
            this.leaders.show(players, totals);
        }
    }

    /** Shows a player; what else there is to know of him comes in the take methods. */
    show(id, player, totals) {
        this.close();
        this.player = {id, ...player};
        this.rows = [];
        this.totals = null;
        this.root.dataset.player = id;
        this.build();
        if (totals) {
            this.take(totals);
        }
    }

    /** Another kind of moment: the rows of the one before do not belong to it. */
    forgetRows() {
        this.rows = [];
        this.moment = null;
    }

    build() {
        this.zones = new ZonesPart(this.zonesKmh);
        this.windows = new WindowsPart(this.jump);
        this.efforts = new EffortPart();
        this.heart = this.medical ? new HeartPart() : null;
        this.heat = new HeatMap();
        this.load = new LoadPart(this.player, this.medical);
        this.parts = [this.zones, this.efforts, ...(this.heart ? [this.heart] : [])];
        this.charts = [new MinutesChart({id: "speed_kmh", title: "Speed", unit: "km/h", digits: 1, colour: "--scale-4", min: 0, max: 30, interval: 10, value: (row) => row.speed_mps * 3.6})];
        if (this.medical) {
            this.charts.push(new MinutesChart({id: "hr_bpm", title: "Heart rate", unit: "bpm", digits: 0, colour: "--ink-2", min: 80, max: 200, interval: 40, value: (row) => row.hr ?? null}));
        }
        const charts = element("div", {class: "card-part charts"}, ...this.charts.map((chart) => chart.element));
        this.root.replaceChildren(
            this.head(),
            this.figureList(),
            element(
                "div",
                {class: "card-body"},
                this.zones.element,
                this.windows.element,
                this.efforts.element,
                this.heart?.element ?? "",
                charts,
                element("div", {class: "card-part"}, this.heat.element),
                this.load.element,
            ),
        );
    }

    head() {
        const {player} = this;
        const badge = element("span", {class: "card-shirt", text: player.shirt, "data-team": player.team});
        badge.style.setProperty("--fill", player.fill);
        badge.style.setProperty("--on", player.ink);
        this.seen = element("p", {class: "card-seen muted small", text: player.teamName});
        const close = element("button", {class: "icon-button", type: "button", "aria-label": "Select nobody", title: "Select nobody (Esc)", onclick: () => this.choose(null), text: "×"});
        return element("div", {class: "card-head"}, badge, element("div", {class: "card-who"}, element("h2", {text: player.name}), this.seen), close);
    }

    figureList() {
        this.figures = new Map();
        const list = element("dl", {class: "figures"});
        for (const figure of FIGURES.filter((one) => this.medical || !one.medical)) {
            const value = element("span", {class: "value", text: "–"});
            const unit = element("span", {class: "unit", text: figure.unit});
            const dot = figure.field === "distance_m" ? this.correctionDot() : null;
            list.append(
                element(
                    "div",
                    {class: figure.big ? "figure big" : "figure", "data-field": figure.field},
                    element("dt", {}, element("span", {text: figure.name}), infoButton(figure.info ?? figure.field, figure.name)),
                    element("dd", {}, value, " ", unit, dot),
                ),
            );
            this.figures.set(figure, value);
        }
        return list;
    }

    correctionDot() {
        this.dot = element("button", {class: "correction", type: "button", hidden: true, "aria-label": "This number was corrected", onclick: () => this.explainCorrection()});
        return this.dot;
    }

    explainCorrection() {
        const {corrections, corrected} = this.totals;
        const times = corrections === 1 ? "once" : `${corrections} times`;
        openDialog(
            `${this.player.name}: corrected ${times}`,
            element("p", {text: `Distance was ${metres(corrected?.was_m)} m, then ${metres(corrected?.now_m)} m, because readings of ${this.clock.label(corrected?.second * 1000)} arrived late. All numbers that build on them follow.`}),
        );
    }

    setClock(clock) {
        this.clock = clock;
    }

    take(totals) {
        if (!this.figures || totals.player_id !== this.player?.id) {
            return;
        }
        this.totals = totals;
        for (const [figure, node] of this.figures) {
            const known = node.textContent !== "–";
            if (write(node, figure.format(totals[figure.field])) && figure.fades && known) {
                fade(node);
            }
        }
        this.dot.hidden = !(totals.corrections > 0 && totals.corrected);
        this.dot.title = this.dot.hidden ? "" : `was ${metres(totals.corrected.was_m)} m, then ${metres(totals.corrected.now_m)} m, because readings arrived late`;
        this.parts.forEach((part) => part.take(totals));
    }

    /** What is not known of him at this moment. */
    takeNothing() {
        if (this.player) {
            this.take({player_id: this.player.id});
        }
    }

    takeWindows(players) {
        if (this.player) {
            this.windows.show(players.find(({player_id: id}) => id === this.player.id) ?? null, this.clock);
        }
    }

    takeHeat(heat, id) {
        if (this.player?.id === id) {
            this.heat.show(heat, this.player.name);
        }
    }

    /** Rows of an earlier moment: they replace what is shown. */
    showSeconds(seconds, id, moment) {
        if (this.player?.id === id) {
            this.rows = seconds;
            this.paint(moment);
        }
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
        this.paint(null);
    }

    paint(moment = this.moment ?? null) {
        this.moment = moment;
        const end = moment === null ? "now" : this.clock.label(moment);
        this.charts?.forEach((chart) => chart.show(this.player, this.rows, moment, end));
    }

    /** Other colours: everything that is drawn is drawn again. */
    repaint() {
        this.paint();
        this.heat?.paint();
        this.load?.paint();
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

    /** As of an earlier moment nobody is stale: he is there, or he is missing. */
    showPresence(present) {
        if (this.player) {
            this.root.classList.remove("stale");
            write(this.seen, present ? this.player.teamName : `${this.player.teamName} · no position at this moment`);
        }
    }

    toggleTables() {
        [...(this.charts ?? []), ...(this.player ? [this.heat, this.load] : [])].forEach((chart) => chart.toggleTable());
    }
}
