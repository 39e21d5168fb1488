import {teamColours} from "./colour.js";
import {element} from "./dom.js";

/** Everybody on the pitch, as the page's parts draw and name them. */
export function describePlayers(setup, heardIds) {
    const colours = teamColours(setup);
    const players = new Map();
    for (const player of setup.players ?? []) {
        players.set(player.player_id, describe(player, setup, colours));
    }
    // Those who send without standing in the set-up are shown too.
    for (const id of heardIds) {
        if (!players.has(id)) {
            players.set(id, describe({player_id: id, team: id === "ball" ? "neutral" : "home"}, setup, colours));
        }
    }
    return {colours, players};
}

function describe(player, setup, colours) {
    const colour = colours[player.team] ?? colours.neutral;
    const known = Number.isInteger(player.shirt);
    return {
        name: player.name ?? player.player_id,
        shirt: known ? String(player.shirt) : "–",
        number: known ? player.shirt : 1_000,
        team: player.team,
        teamName: {home: setup.home?.name ?? "Home", away: setup.away?.name ?? "Away"}[player.team] ?? "",
        role: player.role,
        hrMax: player.hr_max ?? null,
        fill: colour.fill,
        ink: colour.ink,
    };
}

/** "Arrows – Foxes" with the marks of both. */
export function teamsTitle(setup, colours) {
    const mark = (team) => {
        const made = element("span", {class: "team-mark", "data-team": team});
        made.style.setProperty("--mark", colours[team].fill);
        return made;
    };
    const name = (text) => element("span", {class: "team-name", text, title: text});
    return [mark("home"), name(setup.home?.name ?? "Home"), element("span", {class: "versus", text: "–"}), mark("away"), name(setup.away?.name ?? "Away")];
}
