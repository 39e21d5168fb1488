import {element, write} from "./dom.js";
import {metres, percent} from "./format.js";
import {infoButton} from "./metric-cards.js";

const SHAPE = [
    {field: "width_m", name: "Width", unit: "m"},
    {field: "depth_m", name: "Depth", unit: "m"},
    {field: "area_m2", name: "Area", unit: "m²"},
];

/** The shape of both teams side by side, and who has the ball. */
export class TeamStrip {
    constructor(root) {
        this.sides = {};
        for (const side of ["home", "away"]) {
            const mark = element("span", {class: "team-mark", "data-team": side});
            this.sides[side] = {mark, values: SHAPE.map(() => element("span", {class: "strip-value", text: "–"}))};
        }
        const {home, away} = this.sides;
        const pairs = SHAPE.map(({name, unit}, i) =>
            element(
                "div",
                {class: "strip-pair"},
                element("dt", {}, element("span", {text: name}), i === 0 ? infoButton("team_shape", "a team's shape") : null),
                element("dd", {}, home.values[i], element("span", {class: "strip-split", text: "·"}), away.values[i], element("span", {class: "unit", text: unit})),
            ));
        this.bar = element("span", {class: "possession-bar"}, element("span", {class: "possession-home"}));
        this.homeShare = element("span", {class: "strip-value", text: "–"});
        this.awayShare = element("span", {class: "strip-value", text: "–"});
        this.recent = element("span", {class: "strip-recent", text: "–", title: "Possession in the last 5 minutes"});
        this.possession = element(
            "div",
            {class: "strip-pair possession"},
            element("dt", {}, element("span", {text: "Possession"}), infoButton("possession", "possession")),
            element("dd", {}, this.homeShare, this.bar, this.awayShare, element("span", {class: "unit", text: "%"}), this.recent),
        );
        root.replaceChildren(element("span", {class: "strip-teams"}, home.mark, element("span", {class: "strip-split", text: "·"}), away.mark), element("dl", {}, ...pairs, this.possession));
        this.root = root;
    }

    setColours(colours) {
        for (const side of ["home", "away"]) {
            this.sides[side].mark.style.setProperty("--mark", colours[side].fill);
            this.bar.style.setProperty(`--${side}`, colours[side].fill);
        }
    }

    /** Both teams' values; null where nothing is known at this moment. */
    show(team) {
        for (const side of ["home", "away"]) {
            SHAPE.forEach(({field}, i) => write(this.sides[side].values[i], metres(team?.[side]?.[field])));
        }
        const possession = team?.possession;
        const known = Number.isFinite(possession?.home_share);
        this.root.dataset.ball = String(known);
        write(this.homeShare, percent(possession?.home_share));
        write(this.awayShare, known ? percent(1 - Math.round(possession.home_share * 100) / 100) : "–");
        this.bar.style.setProperty("--share", known ? possession.home_share.toFixed(3) : "0.5");
        const recent = possession?.last_5_min_home_share;
        write(this.recent, known ? `5 min ${percent(recent)} : ${Number.isFinite(recent) ? percent(1 - Math.round(recent * 100) / 100) : "–"}` : team?.home || team?.away ? "the ball is not tracked" : "–");
    }
}
