import {write} from "./dom.js";
import {heatImage} from "./heat-map.js";

const TOGGLES = ["trails", "hulls", "heat", "zones"];

/** The switches below the pitch, and the heat map that lies over it. */
export class PitchTools {
    /** `want(query)` asks for a heat map ("team=home", "player=7"), null for none. */
    constructor(pitch, {want, medical}) {
        this.pitch = pitch;
        this.want = want;
        this.medical = medical;
        this.team = "home";
        this.selected = null;
        this.teams = document.getElementById("heat-team");
        this.note = document.getElementById("heat-note");
        for (const what of TOGGLES) {
            this.button(what).addEventListener("click", () => this.toggle(what));
        }
        for (const button of this.teams.children) {
            button.addEventListener("click", () => this.chooseTeam(button.dataset.team));
        }
    }

    button(what) {
        return document.getElementById(`toggle-${what}`);
    }

    isOn(what) {
        return this.button(what).getAttribute("aria-pressed") === "true";
    }

    toggle(what) {
        const on = !this.isOn(what);
        this.button(what).setAttribute("aria-pressed", String(on));
        this.pitch.show(what, on);
        if (what === "heat") {
            this.ask();
        }
    }

    chooseTeam(team) {
        this.team = team;
        this.ask();
    }

    select(id, players) {
        this.selected = id;
        this.players = players;
        this.ask();
    }

    setTeams(setup) {
        for (const button of this.teams.children) {
            const {team} = button.dataset;
            write(button, setup[team]?.short_name ?? setup[team]?.name ?? team);
        }
    }

    setZones(kmh) {
        this.pitch.setZones(kmh);
        write(document.querySelector("#ring-key .key-ends"), `${kmh[0]} – ${kmh[3]}+ km/h`);
        document.getElementById("ring-key").title = this.medical
            ? "The wider the ring, the faster; the darker, the higher the heart rate"
            : "The wider and darker the ring, the faster";
        write(document.querySelector("#ring-key .key-name"), this.medical ? "speed, shade: heart" : "speed");
    }

    ask() {
        const on = this.isOn("heat");
        this.teams.hidden = !on || this.selected !== null;
        for (const button of this.teams.children) {
            button.setAttribute("aria-pressed", String(button.dataset.team === this.team));
        }
        const query = !on ? null : this.selected === null ? `team=${this.team}` : `player=${encodeURIComponent(this.selected)}`;
        if (query !== this.query) {
            this.query = query;
            this.heat = null;
            this.pitch.setHeat(null);
            this.note.hidden = true;
            this.want(query);
        }
    }

    /** A heat map that was asked for. */
    take(heat, query) {
        if (query === this.query && query !== null) {
            this.heat = heat;
            this.repaint();
            const who = this.selected === null ? this.teams.querySelector(`[data-team=${this.team}]`).textContent : (this.players.get(this.selected)?.name ?? this.selected);
            this.note.hidden = false;
            write(this.note, `Where ${who} was: ${Math.round(heat.total_s / 60)} min`);
        }
    }

    /** Draws it again, in the colours in force. */
    repaint() {
        this.pitch.setHeat(this.heat?.total_s > 0 ? heatImage(this.heat) : null);
    }
}
