import {getJson} from "./api.js";
import {echarts} from "./charts.js";
import {token} from "./colour.js";
import {element, write} from "./dom.js";
import {decimals} from "./format.js";
import {infoButton} from "./metric-cards.js";
import {saveCsv} from "./save-file.js";

const METRICS = [
    {id: "distance_m", name: "Distance", unit: "m", digits: 0},
    {id: "load", name: "Mechanical load", unit: "", digits: 1},
    {id: "energy_kj_kg", name: "Metabolic energy", unit: "kJ/kg", digits: 1},
    {id: "trimp_banister", name: "TRIMP (Banister)", unit: "", digits: 1, medical: true},
];
const DAYS_SHOWN_MAX = 42;

/** A player's load day by day with its 7- and 28-day averages, and how far these can be trusted yet. */
export class LoadPart {
    constructor({id, name}, medical) {
        this.playerId = id;
        this.name = name;
        this.metric = METRICS[0];
        const choice = element(
            "select",
            {class: "select", "aria-label": "Load of what", onchange: (event) => this.choose(METRICS.find(({id}) => id === event.target.value))},
            ...METRICS.filter((metric) => medical || !metric.medical).map(({id, name}) => element("option", {value: id, text: name})),
        );
        this.plot = element("div", {class: "chart-plot load-plot", role: "img", "aria-label": "Load by day; the table says the same"});
        this.table = element("div", {class: "chart-table load-plot", hidden: true});
        this.twin = element("button", {class: "chart-button", type: "button", "aria-pressed": "false", title: "As a table (t)", text: "Table", onclick: () => this.toggleTable()});
        const save = element("button", {class: "chart-button", type: "button", title: "Download as csv", text: "Save", onclick: () => this.download()});
        this.warmUp = element("p", {class: "warm-up small", text: " "});
        this.ratio = element("p", {class: "small muted", text: " "});
        this.element = element(
            "section",
            {class: "card-part load"},
            element("h3", {}, element("span", {text: "Load over days"}), infoButton("ewma_load", "the load over days"), element("span", {class: "end"}, choice), element("span", {class: "chart-buttons"}, this.twin, save)),
            this.plot,
            this.table,
            this.warmUp,
            this.ratio,
        );
        this.choose(this.metric);
    }

    async choose(metric) {
        this.metric = metric;
        try {
            const answer = await getJson(`/api/v1/players/${encodeURIComponent(this.playerId)}/load?metric=${metric.id}`);
            if (metric === this.metric) {
                this.answer = answer;
                this.show();
            }
        } catch (problem) {
            write(this.warmUp, problem.message);
        }
    }

    show() {
        const {days, warm_up: warmUp, acwr_coupled: coupled, acwr_uncoupled: uncoupled} = this.answer;
        this.warmUp.dataset.done = String(warmUp.done);
        write(
            this.warmUp,
            warmUp.done ? `${warmUp.known_days} days known` : `Warming up: needs ${warmUp.needed_days} days, ${warmUp.known_days} known. The averages say little before that.`,
        );
        const ratio = decimals(2);
        write(this.ratio, Number.isFinite(coupled) || Number.isFinite(uncoupled) ? `7 : 28 days ${ratio(coupled)} coupled, ${ratio(uncoupled)} uncoupled` : "");
        this.paint();
        if (!this.table.hidden) {
            this.fillTable(days);
        }
    }

    async paint() {
        const library = await echarts().catch(() => null);
        if (!library || !this.answer || !this.plot.isConnected || this.plot.hidden) {
            return;
        }
        if (!this.chart) {
            this.chart = library.init(this.plot, null, {renderer: "canvas"});
            this.watch = new ResizeObserver(() => this.chart?.resize());
            this.watch.observe(this.plot);
        }
        const days = this.answer.days.slice(-DAYS_SHOWN_MAX);
        const ink = token("--ink-3");
        const line = (name, field, type) => ({
            type: "line",
            data: days.map((day) => day[field]),
            symbol: "circle",
            symbolSize: days.length < 8 ? 5 : 0,
            lineStyle: {width: 1.75, color: token("--ink-2"), type},
            itemStyle: {color: token("--ink-2")},
            endLabel: {show: days.length > 1, formatter: name, color: token("--ink-2"), fontSize: 10, distance: 6, backgroundColor: token("--surface"), padding: [1, 3]},
            labelLayout: {moveOverlap: "shiftY"},
        });
        this.chart.setOption(
            {
                animation: false,
                grid: {left: 40, right: 54, top: 8, bottom: 18},
                textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
                xAxis: {
                    type: "category",
                    data: days.map(({day}) => day.slice(5)),
                    axisLine: {lineStyle: {color: token("--line-strong")}},
                    axisTick: {show: false},
                    axisLabel: {color: ink, fontSize: 10},
                },
                yAxis: {type: "value", min: 0, splitNumber: 3, axisLabel: {color: ink, fontSize: 10}, splitLine: {lineStyle: {color: token("--line")}}},
                series: [
                    {type: "bar", data: days.map(({value}) => value), itemStyle: {color: token("--scale-3")}, barMaxWidth: 22},
                    line("7 days", "ewma7", "solid"),
                    line("28 days", "ewma28", "dashed"),
                ],
            },
            true,
        );
    }

    toggleTable() {
        const table = this.table.hidden;
        this.table.hidden = !table;
        this.plot.hidden = table;
        this.twin.setAttribute("aria-pressed", String(table));
        if (table && this.answer) {
            this.fillTable(this.answer.days);
        } else {
            this.paint();
        }
    }

    fillTable(days) {
        const figure = decimals(this.metric.digits);
        const rows = days.slice(-DAYS_SHOWN_MAX).reverse().map((day) =>
            element("tr", {}, ...[day.day, figure(day.value), figure(day.ewma7), figure(day.ewma28)].map((text) => element("td", {text}))));
        const head = ["day", this.metric.unit || "load", "7 days", "28 days"].map((text) => element("th", {scope: "col", text}));
        this.table.replaceChildren(element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)));
    }

    download() {
        const rows = (this.answer?.days ?? []).map(({day, value, ewma7, ewma28}) => [day, value, ewma7, ewma28]);
        saveCsv([["day", this.metric.id, "ewma7", "ewma28"], ...rows], `${this.name} load ${this.metric.id}`);
    }

    close() {
        this.watch?.disconnect();
        this.chart?.dispose();
        this.chart = null;
    }
}
