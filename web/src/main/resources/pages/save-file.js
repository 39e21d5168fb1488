import {element} from "./dom.js";

/** Hands a file to the browser's downloads: what is a name of people in it becomes letters, digits and dashes. */
export function saveFile(content, name, ending) {
    const url = URL.createObjectURL(content);
    const safe = name.replace(/[^\p{L}\p{N}_]+/gu, "-");
    element("a", {href: url, download: `${safe}.${ending}`}).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Rows of cells as a csv file. */
export function saveCsv(rows, name) {
    saveFile(new Blob([rows.map((row) => `${row.join(",")}\n`).join("")], {type: "text/csv"}), name, "csv");
}
