import {element, write} from "./dom.js";
import {count, kmh, metres} from "./format.js";

const LEADERS_MAX = 3;
const LEADERS = [
    {field: "hsr_m", title: "High-speed metres", unit: "m", format: metres},
    {field: "sprints", title: "Sprints", unit: "", format: count},
    {field: "speed_max_mps", title: "Highest speed", unit: "km/h", format: kmh},
    {field: "distance_m", title: "Distance", unit: "m", format: metres},
];

/** Who leads, while nobody is chosen. A click on a name chooses him. */
export class Leaders {
    constructor(choose) {
        this.choose = choose;
        this.lists = LEADERS.map((leader) => ({...leader, list: element("ol")}));
        this.element = element(
            "div",
            {},
            element("h2", {text: "Leaders"}),
            (this.hint = element("p", {class: "muted small"})),
            element(
                "div",
                {class: "leaders-list"},
                ...this.lists.map(({title, unit, list}) =>
                    element("section", {class: "leaders"}, element("h3", {}, element("span", {text: title}), element("span", {class: "unit", text: unit})), list)),
            ),
        );
    }

    /** Fills the lists from everybody's totals. */
    show(players, totals) {
        const known = [...totals.values()].some((one) => one.distance_m > 0);
        this.element.dataset.known = String(known);
        write(this.hint, known ? "Choose a player here, on the pitch or in the table." : "Nobody has run yet. Choose a player on the pitch or in the table.");
        for (const {field, format, list} of this.lists) {
            const best = [...totals.values()]
                .filter((one) => players.has(one.player_id) && one[field] > 0)
                .sort((a, b) => b[field] - a[field])
                .slice(0, LEADERS_MAX);
            best.forEach((one, i) => this.fill(list, i, players.get(one.player_id), one.player_id, format(one[field])));
            while (list.children.length > best.length) {
                list.lastChild.remove();
            }
        }
    }

    fill(list, i, player, id, value) {
        const line = list.children[i] ?? list.appendChild(element("li", {}, this.button()));
        const [mark, name, figure] = line.firstChild.children;
        line.firstChild.dataset.player = id;
        mark.dataset.team = player.team;
        mark.style.setProperty("--mark", player.fill);
        write(name, player.name);
        write(figure, value);
    }

    button() {
        return element(
            "button",
            {type: "button", onclick: (event) => this.choose(event.currentTarget.dataset.player)},
            element("span", {class: "team-mark"}),
            element("span", {class: "leader-name"}),
            element("span"),
        );
    }
}
