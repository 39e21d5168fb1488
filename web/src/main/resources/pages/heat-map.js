import {scale, token} from "./colour.js";
import {element, write} from "./dom.js";
import {clock} from "./format.js";
import {infoButton} from "./metric-cards.js";
import {drawLines} from "./pitch-lines.js";
import {saveFile} from "./save-file.js";

const ALPHA_MAX = 0.92;
const MARGIN_M = 1.5;

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** A colour between two of the scale's steps. */
function colourOf(share, steps) {
    const at = share * (steps.length - 1);
    const low = Math.min(steps.length - 2, Math.floor(at));
    return steps[low].map((value, i) => value + (steps[low + 1][i] - value) * (at - low));
}

/** A heat map as a small picture, one pixel per cell, first row the far touchline; the canvas smooths it. */
export function heatImage(heat) {
    const {columns, rows, seconds} = heat;
    const image = element("canvas", {width: columns, height: rows});
    const context = image.getContext("2d");
    const pixels = context.createImageData(columns, rows);
    const steps = scale().map(channels);
    // The square root shows where somebody passed as well as where he stood.
    const most = Math.max(...seconds.flat(), 1e-9);
    for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
            const share = Math.sqrt(seconds[row][column] / most);
            const [r, g, b] = colourOf(share, steps);
            pixels.data.set([r, g, b, Math.round(255 * ALPHA_MAX * Math.min(1, share * 1.6))], ((rows - 1 - row) * columns + column) * 4);
        }
    }
    context.putImageData(pixels, 0, 0);
    return image;
}

/** Draws such a picture over the pitch. `view` is as in pitch-lines. */
export function drawHeat(view, c, image) {
    const {length_m: length, width_m: width} = view.pitch;
    c.save();
    c.imageSmoothingEnabled = true;
    c.imageSmoothingQuality = "high";
    if (view.upright) {
        // A quarter turn: the pitch's length runs upwards.
        c.transform(0, -1, -1, 0, view.screenX(0, width), view.screenY(0, 0));
        c.drawImage(image, 0, 0, length * view.perMetre, width * view.perMetre);
    } else {
        c.drawImage(image, view.screenX(0, width), view.screenY(0, width), length * view.perMetre, width * view.perMetre);
    }
    c.restore();
}

const THIRDS = ["0 – ⅓", "⅓ – ⅔", "⅔ – 1"];

/** The small heat map of the player's card, with minutes by thirds of the pitch as its twin. */
export class HeatMap {
    constructor() {
        this.canvas = element("canvas", {class: "heat-small", role: "img"});
        this.total = element("span", {class: "unit"});
        this.table = element("div", {class: "chart-table heat-table", hidden: true});
        this.twin = element("button", {class: "chart-button", type: "button", "aria-pressed": "false", title: "As a table (t)", text: "Table", onclick: () => this.toggleTable()});
        const save = element("button", {class: "chart-button", type: "button", title: "Download as picture", text: "Save", onclick: () => this.download()});
        this.element = element(
            "figure",
            {class: "chart heat"},
            element("figcaption", {}, element("span", {text: "Where he was"}), infoButton("heat_map", "the heat map"), this.total, element("span", {class: "chart-buttons"}, this.twin, save)),
            this.canvas,
            this.table,
        );
        new ResizeObserver(() => this.paint()).observe(this.canvas);
    }

    show(heat, name) {
        this.heat = heat;
        this.name = name;
        write(this.total, heat ? `${clock(heat.total_s * 1000)} min` : "");
        this.paint();
        if (!this.table.hidden) {
            this.fillTable();
        }
    }

    paint() {
        const box = this.canvas.getBoundingClientRect();
        if (box.width === 0) {
            return;
        }
        const pitch = this.heat ?? {length_m: 105, width_m: 68};
        const density = devicePixelRatio || 1;
        this.canvas.width = Math.round(box.width * density);
        this.canvas.height = Math.round(box.height * density);
        const perMetre = Math.min(box.width / (pitch.length_m + 2 * MARGIN_M), box.height / (pitch.width_m + 2 * MARGIN_M));
        const left = (box.width - pitch.length_m * perMetre) / 2;
        const top = (box.height - pitch.width_m * perMetre) / 2;
        const view = {pitch, perMetre, density, screenX: (x) => left + x * perMetre, screenY: (x, y) => top + (pitch.width_m - y) * perMetre};
        const c = this.canvas.getContext("2d");
        drawLines(view, c, {pitch: token("--pitch"), stripe: token("--pitch"), line: token("--pitch-line")});
        if (this.heat?.total_s > 0) {
            drawHeat(view, c, heatImage(this.heat));
        }
        this.canvas.setAttribute("aria-label", `Heat map of ${this.name ?? "the player"}; the table says the same`);
    }

    toggleTable() {
        const table = this.table.hidden;
        this.table.hidden = !table;
        this.canvas.hidden = table;
        this.twin.setAttribute("aria-pressed", String(table));
        if (table) {
            this.fillTable();
        }
    }

    /** Minutes in the nine fields of the pitch. */
    fillTable() {
        const body = element("tbody");
        for (let across = 2; across >= 0; across--) {
            const cells = THIRDS.map((_, along) => element("td", {text: clock(this.secondsIn(along, across) * 1000)}));
            body.append(element("tr", {}, element("th", {scope: "row", text: `width ${THIRDS[across]}`}), ...cells));
        }
        const head = element("tr", {}, element("th", {text: "min"}), ...THIRDS.map((third) => element("th", {scope: "col", text: `length ${third}`})));
        this.table.replaceChildren(element("table", {}, element("thead", {}, head), body));
    }

    secondsIn(along, across) {
        const {rows, columns, seconds} = this.heat ?? {rows: 0, columns: 0, seconds: []};
        let sum = 0;
        for (let row = 0; row < rows; row++) {
            for (let column = 0; column < columns; column++) {
                if (Math.floor((3 * row) / rows) === across && Math.floor((3 * column) / columns) === along) {
                    sum += seconds[row][column];
                }
            }
        }
        return sum;
    }

    download() {
        this.canvas.toBlob((picture) => saveFile(picture, `${this.name ?? "player"} heat map`, "png"));
    }
}
