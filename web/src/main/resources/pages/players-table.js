import {element, fade, write} from "./dom.js";
import {ago, count, decimals, kmh, metres, seconds} from "./format.js";

const SORT_EVERY_MS = 5_000;
const STALE_MS_MIN = 2_000;

// A column: how it is called, in what unit, how it is written, and whether a change is rare enough to be shown as one.
const COLUMNS = [
    {field: "shirt", title: "#", name: "Shirt", low: true},
    {field: "name", title: "Player", name: "Player", low: true},
    {field: "distance_m", title: "Distance", unit: "m", format: metres},
    {field: "hsr_m", title: "HSR", unit: "m", format: metres, name: "High-speed running"},
    {field: "sprints", title: "Sprints", format: count, fades: true},
    {field: "speed_max_mps", title: "Max", unit: "km/h", format: kmh, name: "Highest speed", fades: true},
    {field: "load", title: "Load", format: decimals(0), name: "Mechanical load", optional: true},
    {field: "speed_mps", title: "Now", unit: "km/h", format: kmh, name: "Speed now"},
    {field: "hr", title: "HR", unit: "bpm", format: count, name: "Heart rate", medical: true},
    {field: "missing_ms", title: "Missing", unit: "s", format: seconds, name: "Time without readings"},
];

/** For searching: Petrović is found as petrovic. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The table of both teams: sortable, one row per player, the twin of the pitch for whoever does not see it. */
export class PlayersTable {
    /** `choose(playerId)` is called when a row is picked. */
    constructor(table, {medical, choose}) {
        this.table = table;
        this.choose = choose;
        this.columns = COLUMNS.filter((column) => medical || !column.medical);
        this.rows = new Map();
        this.totals = new Map();
        this.sort = {field: "team", descending: false};
        this.sortedAt = 0;
        this.selected = null;
        this.head();
        this.body = element("tbody");
        this.more = element("button", {class: "link bench", type: "button", onclick: () => this.showBench(!this.benchShown)});
        this.foot = element("tfoot", {hidden: true}, element("tr", {}, element("td", {colspan: String(this.columns.length)}, this.more)));
        this.benchShown = false;
        table.append(this.body, this.foot);
        this.body.addEventListener("click", (event) => this.pick(event.target));
        this.body.addEventListener("keydown", (event) => this.key(event));
    }

    head() {
        const row = element("tr");
        for (const column of this.columns) {
            const button = element(
                "button",
                {type: "button", title: column.name ?? column.title, onclick: () => this.sortBy(column)},
                element("span", {text: column.title}),
                element("span", {class: "unit", text: column.unit ?? ""}),
            );
            const cell = element("th", {scope: "col", "data-field": column.field, "aria-sort": "none"}, button);
            row.append(cell);
        }
        this.table.append(element("thead", {}, row));
    }

    /** Says which speed counts as high, with the zones in force. */
    setZones(kmh) {
        const button = this.table.querySelector("thead [data-field=hsr_m] button");
        button.title = `High-speed running: metres over ${kmh[2]} km/h`;
    }

    /** Players by id, as the pitch has them; the ball and referees have no row. */
    setPlayers(players) {
        for (const [id, player] of players) {
            if (player.team === "neutral") {
                continue;
            }
            const row = this.rows.get(id) ?? this.newRow(id);
            row.player = player;
            row.mark.dataset.team = player.team;
            row.mark.style.setProperty("--mark", player.fill);
            row.mark.title = player.teamName;
            write(row.shirt, player.shirt);
            write(row.cells.get("name"), player.name);
            row.element.dataset.team = player.team;
        }
        for (const [id, row] of this.rows) {
            if (!players.has(id)) {
                row.element.remove();
                this.rows.delete(id);
            }
        }
        this.order();
    }

    newRow(id) {
        const cells = new Map();
        const mark = element("span", {class: "team-mark"});
        const shirt = element("span", {class: "shirt"});
        const line = element("tr", {"data-player": id, tabindex: "-1", "aria-selected": "false"});
        for (const column of this.columns) {
            const isName = column.field === "name";
            const cell = element(isName ? "th" : "td", {"data-field": column.field, scope: isName ? "row" : null});
            if (column.field === "shirt") {
                cell.append(mark, shirt);
            } else if (!isName) {
                cell.textContent = "–";
            }
            cells.set(column.field, cell);
            line.append(cell);
        }
        const row = {id, element: line, cells, mark, shirt, player: null};
        this.rows.set(id, row);
        this.body.append(line);
        return row;
    }

    /** Forgets all totals: those of another moment follow. */
    clear() {
        this.totals.clear();
    }

    showBench(shown) {
        this.benchShown = shown;
        this.foldBench();
    }

    /** Once somebody plays, those who have sent nothing yet are folded away: they sit on the bench. */
    foldBench() {
        const bench = this.totals.size === 0 ? [] : [...this.rows].filter(([id]) => !this.totals.has(id));
        for (const [id, {element: line}] of this.rows) {
            line.classList.toggle("unheard", !this.benchShown && this.totals.size > 0 && !this.totals.has(id));
        }
        this.foot.hidden = bench.length === 0;
        write(this.more, this.benchShown ? "Hide who has not played" : `${bench.length} who have not played yet`);
    }

    /** A column that no sensor fills is not there. */
    showOptional() {
        for (const {field} of this.columns.filter(({optional}) => optional)) {
            const known = [...this.totals.values()].some((one) => one[field] !== undefined);
            this.table.classList.toggle(`without-${field}`, !known);
        }
    }

    /** Takes totals of some or all players. */
    take(totals) {
        for (const one of totals) {
            this.totals.set(one.player_id, one);
            const row = this.rows.get(one.player_id);
            if (row) {
                this.fill(row, one);
            }
        }
        this.showOptional();
        this.foldBench();
        if (performance.now() - this.sortedAt > SORT_EVERY_MS && !this.inUse()) {
            this.order();
        }
    }

    /** As of an earlier moment, those of whom nothing is known yet have no numbers. */
    takeAll(totals) {
        this.clear();
        const known = new Set(totals.map((one) => one.player_id));
        for (const [id, row] of this.rows) {
            if (!known.has(id)) {
                this.fill(row, {});
            }
        }
        this.take(totals);
    }

    fill(row, totals) {
        for (const {field, format, fades} of this.columns) {
            if (!format) {
                continue;
            }
            const cell = row.cells.get(field);
            const value = totals[field];
            const known = cell.dataset.value !== undefined;
            cell.dataset.value = value ?? "";
            if (write(cell, format(value)) && fades && known) {
                fade(cell);
            }
        }
        const corrected = row.cells.get("distance_m");
        corrected.classList.toggle("corrected", totals.corrections > 0);
        corrected.title = totals.corrected
            ? `Corrected: was ${metres(totals.corrected.was_m)}, then ${metres(totals.corrected.now_m)}, because a reading arrived late`
            : "";
    }

    /** Dims who was not heard; says since when. */
    showSilence(tracks, now = performance.now()) {
        for (const [id, row] of this.rows) {
            const track = tracks.byId.get(id);
            const silentMs = track ? now - track.heardAt : null;
            const stale = silentMs !== null && silentMs > STALE_MS_MIN;
            row.element.classList.toggle("stale", stale);
            row.element.title = stale ? `last seen ${ago(silentMs)} ago` : "";
        }
    }

    /** As of an earlier moment nobody is late: he has a position, or none. */
    showPresence(byId) {
        for (const [id, row] of this.rows) {
            const missing = this.totals.has(id) && !byId.has(id);
            row.element.classList.toggle("stale", missing);
            row.element.title = missing ? "no position at this moment" : "";
        }
    }

    // --- searching ----------------------------------------------------------------------------------------------

    /** Shows only the rows whose name or shirt has the text. */
    filter(text) {
        const wanted = plain(text.trim());
        for (const {element: line, player} of this.rows.values()) {
            // Whoever is looked for by name is shown from the bench too.
            line.classList.toggle("found", wanted !== "");
            line.hidden = wanted !== "" && !plain(player.name).includes(wanted) && player.shirt !== wanted;
        }
    }

    firstShown() {
        return [...this.body.rows].find((row) => !row.hidden)?.dataset.player ?? null;
    }

    // --- order --------------------------------------------------------------------------------------------------

    sortBy(column) {
        const same = this.sort.field === column.field;
        // Figures begin with the highest; a third press goes back to teams and shirts.
        const first = !column.low;
        if (same && this.sort.descending !== first) {
            this.sort = {field: "team", descending: false};
        } else {
            this.sort = {field: column.field, descending: same ? !this.sort.descending : first};
        }
        for (const cell of this.table.tHead.rows[0].cells) {
            const sorted = cell.dataset.field === this.sort.field;
            cell.ariaSort = sorted ? (this.sort.descending ? "descending" : "ascending") : "none";
        }
        this.order();
    }

    order() {
        this.sortedAt = performance.now();
        const {field, descending} = this.sort;
        const byTeam = (a, b) =>
            (a.player.team === "home" ? 0 : 1) - (b.player.team === "home" ? 0 : 1) || (a.player.number - b.player.number);
        const value = (row) => (field === "shirt" ? row.player.number : this.totals.get(row.id)?.[field] ?? -Infinity);
        const compare = {
            team: byTeam,
            name: (a, b) => a.player.name.localeCompare(b.player.name),
        }[field] ?? ((a, b) => value(a) - value(b) || byTeam(a, b));
        const sorted = [...this.rows.values()].filter((row) => row.player).sort(compare);
        if (descending) {
            sorted.reverse();
        }
        this.table.dataset.sort = field;
        // Moves only what stands elsewhere: a focused row keeps its focus.
        sorted.forEach((row, i) => {
            if (this.body.children[i] !== row.element) {
                this.body.insertBefore(row.element, this.body.children[i] ?? null);
            }
        });
        this.rove();
    }

    inUse() {
        return this.table.matches(":hover") || this.table.contains(document.activeElement);
    }

    // --- choosing -----------------------------------------------------------------------------------------------

    select(id) {
        this.selected = id;
        for (const [rowId, row] of this.rows) {
            row.element.ariaSelected = String(rowId === id);
        }
        this.rove();
    }

    /** One row is reached by Tab: the chosen one, or the first. */
    rove() {
        const rows = [...this.body.rows];
        const reached = this.rows.get(this.selected)?.element ?? rows[0];
        rows.forEach((row) => (row.tabIndex = row === reached ? 0 : -1));
    }

    pick(target) {
        const row = target.closest("tr[data-player]");
        if (row) {
            this.choose(row.dataset.player);
        }
    }

    key(event) {
        const row = event.target.closest("tr[data-player]");
        const shown = [...this.body.rows].filter((one) => one.offsetParent !== null);
        const step = {ArrowDown: 1, ArrowUp: -1}[event.key] ?? 0;
        const next = step === 0 ? null : shown[shown.indexOf(row) + step];
        if (next) {
            event.preventDefault();
            next.focus();
            this.choose(next.dataset.player);
        } else if (row && (event.key === "Enter" || event.key === " ")) {
            event.preventDefault();
            this.choose(row.dataset.player);
        }
    }
}
