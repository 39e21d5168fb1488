import {token} from "./colour.js";
import {element} from "./dom.js";
import {exactTime} from "./format.js";
import {saveCsv, saveFile} from "./save-file.js";
import {openDialog} from "./shell.js";

let library = null;

/** The charts library, fetched when the first chart is shown. */
export function echarts() {
    library ??= new Promise((resolve, reject) => {
        const script = element("script", {src: "/lib/echarts-6.0.0.js"});
        script.addEventListener("load", () => resolve(window.echarts));
        script.addEventListener("error", () => reject(new Error("the charts library could not be loaded")));
        document.head.append(script);
    });
    return library;
}

/**
 * A small line over the last minutes, with its table twin and downloads. `series` is
 * {id, title, unit, value(row), colour token, min}.
 */
export class MinutesChart {
    constructor(series) {
        this.series = series;
        this.rows = [];
        this.plot = element("div", {class: "chart-plot", role: "img", "aria-label": `${series.title}, last 3 minutes`});
        this.tableBox = element("div", {class: "chart-table", hidden: true});
        this.twin = element("button", {class: "chart-button", type: "button", "aria-pressed": "false", title: "As a table (t)", text: "Table", onclick: () => this.toggleTable()});
        const save = element("button", {class: "chart-button", type: "button", title: "Download as csv or picture", text: "Save", onclick: () => this.askHow()});
        this.element = element(
            "figure",
            {class: "chart"},
            element(
                "figcaption",
                {},
                element("span", {text: series.title}),
                element("span", {class: "unit", text: "last 3 min"}),
                element("span", {class: "chart-buttons"}, this.twin, save),
            ),
            this.plot,
            this.tableBox,
        );
        this.ready = this.begin();
    }

    async begin() {
        try {
            const library = await echarts();
            if (this.closed) {
                return;
            }
            this.chart = library.init(this.plot, null, {renderer: "canvas"});
            this.watch = new ResizeObserver(() => this.chart?.resize());
            this.watch.observe(this.plot);
            this.paint();
        } catch (problem) {
            this.plot.textContent = problem.message;
        }
    }

    /** Takes rows of player-metrics, oldest first, up to a moment (null: up to the newest row) and its name. */
    show(player, rows, moment, endName) {
        this.player = player;
        this.rows = rows;
        this.moment = moment;
        this.endName = endName;
        this.paint();
        if (!this.tableBox.hidden) {
            this.fillTable();
        }
    }

    points() {
        return this.rows.map((row) => [row.second * 1000, this.series.value(row)]).filter(([, value]) => value !== null && value !== undefined);
    }

    paint() {
        const points = this.points();
        const newest = points.at(-1);
        if (!this.chart) {
            return;
        }
        const ink = token("--ink-3");
        const colour = token(this.series.colour);
        const end = this.moment ?? newest?.[0] ?? 0;
        this.chart.setOption({
            animation: false,
            grid: {left: 30, right: 10, top: 8, bottom: 18},
            textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
            // Minutes before the newest second: the axis stands still while the line moves.
            xAxis: {
                type: "value",
                min: -3,
                max: 0,
                interval: 1,
                axisLine: {onZero: false, lineStyle: {color: token("--line-strong")}},
                axisTick: {show: false},
                splitLine: {show: false},
                axisLabel: {color: ink, fontSize: 10, formatter: (minutes) => (minutes === 0 ? (this.endName ?? "now") : `${minutes} min`)},
            },
            yAxis: {
                type: "value",
                axisLine: {show: false},
                axisTick: {show: false},
                min: this.series.min,
                max: (range) => Math.max(this.series.max, Math.ceil(range.max / 10) * 10),
                interval: this.series.interval,
                axisLabel: {color: ink, fontSize: 10},
                splitLine: {lineStyle: {color: token("--line")}},
            },
            series: [
                {
                    type: "line",
                    data: points.map(([at, value]) => [(at - end) / 60_000, value]),
                    showSymbol: false,
                    lineStyle: {width: 1.75, color: colour},
                    areaStyle: this.series.min === 0 ? {color: colour, opacity: 0.12} : undefined,
                },
            ],
        });
    }

    /** Gives back what the library holds for it. */
    close() {
        this.closed = true;
        this.watch?.disconnect();
        this.chart?.dispose();
        this.chart = null;
    }

    // --- the same as numbers ------------------------------------------------------------------------------------

    toggleTable() {
        const table = this.tableBox.hidden;
        this.tableBox.hidden = !table;
        this.plot.hidden = table;
        this.twin.setAttribute("aria-pressed", String(table));
        if (table) {
            this.fillTable();
        } else {
            this.chart?.resize();
        }
    }

    fillTable() {
        const body = element("tbody");
        for (const [at, value] of this.points().reverse()) {
            body.append(element("tr", {}, element("td", {text: exactTime(at)}), element("td", {text: value.toFixed(this.series.digits)})));
        }
        this.tableBox.replaceChildren(
            element("table", {}, element("thead", {}, element("tr", {}, element("th", {scope: "col", text: "Time"}), element("th", {scope: "col", text: this.series.unit}))), body),
        );
    }

    askHow() {
        const csv = element("button", {class: "button", type: "button", text: "Numbers (csv)", onclick: () => this.downloadCsv()});
        const png = element("button", {class: "button", type: "button", text: "Picture (png)", onclick: () => this.downloadPng()});
        const dialog = openDialog(`Save: ${this.series.title}, last 3 minutes`, element("div", {class: "choices"}, csv, png));
        dialog.addEventListener("click", (event) => event.target.matches(".choices button") && dialog.close());
    }

    downloadCsv() {
        const rows = this.points().map(([at, value]) => [new Date(at).toISOString(), value.toFixed(this.series.digits)]);
        saveCsv([["time", this.series.id], ...rows], this.fileName());
    }

    downloadPng() {
        this.chart?.renderToCanvas({pixelRatio: 2, backgroundColor: token("--surface")}).toBlob((picture) => saveFile(picture, this.fileName(), "png"));
    }

    fileName() {
        return `${this.player?.name ?? "player"} ${this.series.id}`;
    }
}
