import {getJson} from "./api.js";
import {teamColours} from "./colour.js";
import {element, sentence, statePage} from "./dom.js";
import {ago, clock, dayAndTime} from "./format.js";
import "./shell.js";

const EVERY_MS = 3_000;
const HOUR_MS = 3_600_000;
const root = document.getElementById("matches");

const GROUPS = [
    {id: "live", title: "Live now"},
    {id: "planned", title: "To come"},
    {id: "finished", title: "Finished"},
];

/** Whoever is heard is live, whatever the set-up says. */
function groupOf(match) {
    if (match.live.sensors_live > 0) {
        return "live";
    }
    return match.status === "finished" || match.status === "archived" ? "finished" : match.status === "live" ? "live" : "planned";
}

function statusOf(match, now) {
    const heard = match.live.sensors_live > 0;
    if (heard && match.kick_off > 0 && now - match.kick_off > 0 && now - match.kick_off < 4 * HOUR_MS) {
        return {text: `live · ${clock(now - match.kick_off)}`, state: "live"};
    }
    if (heard) {
        return {text: "live", state: "live"};
    }
    if (groupOf(match) === "live") {
        return {text: match.live.heard_at ? `last seen ${ago(now - match.live.heard_at)} ago` : "no readings yet", state: "stale"};
    }
    return {text: match.status ?? "no set-up", state: ""};
}

function card(match, now) {
    const colours = teamColours(match);
    const status = statusOf(match, now);
    const team = (side, name) => {
        const mark = element("span", {class: "team-mark", "data-team": side});
        mark.style.setProperty("--mark", colours[side].fill);
        return element("span", {class: "match-card-team"}, mark, element("span", {text: name}));
    };
    const light = status.state ? element("span", {class: status.state === "live" ? "light ticking" : "light", "data-state": status.state}) : null;
    const {sensors_live: heard, sensors_total: all} = match.live;
    return element(
        "li",
        {},
        element(
            "a",
            {class: "match-card card", href: `/live/${encodeURIComponent(match.match_id)}`, "data-match": match.match_id},
            element(
                "span",
                {class: "match-card-top"},
                element("span", {class: "match-card-status", "data-status": status.state}, light, element("span", {text: status.text})),
                element("span", {text: match.kick_off > 0 ? dayAndTime(match.kick_off) : ""}),
            ),
            team("home", match.home?.name ?? match.match_id),
            team("away", match.away?.name ?? "set-up missing"),
            element(
                "span",
                {class: "match-card-bottom"},
                element("span", {text: heard > 0 ? `${heard} of ${all} sensors live` : `${all} sensors`}),
                element("span", {text: match.stadium_id ?? ""}),
            ),
        ),
    );
}

function show(matches) {
    root.dataset.state = matches.length === 0 ? "empty" : "ready";
    if (matches.length === 0) {
        root.replaceChildren(
            statePage(
                "No match today",
                sentence("`./pitchside up --demo` plays one; or send readings to the MQTT door."),
            ),
        );
        return;
    }
    const now = Date.now();
    const sections = GROUPS.map(({id, title}) => ({title, list: matches.filter((match) => groupOf(match) === id)}))
        .filter(({list}) => list.length > 0)
        .map(({title, list}) =>
            element("section", {}, element("h2", {text: title}), element("ul", {class: "match-cards"}, ...list.map((match) => card(match, now)))));
    const focused = document.activeElement?.dataset?.match;
    root.replaceChildren(...sections);
    if (focused) {
        root.querySelector(`[data-match="${CSS.escape(focused)}"]`)?.focus();
    }
}

function refuse(problem) {
    root.dataset.state = "error";
    const again = problem.status === 401
        ? sentence("Sign in again: type `./pitchside sign-in` where the platform runs, and open the link it prints.")
        : sentence(problem.message);
    root.replaceChildren(statePage(problem.status === 401 ? "You are signed out" : problem.title, again));
}

async function refresh() {
    try {
        show((await getJson("/api/v1/matches")).matches);
    } catch (problem) {
        if (problem.status === undefined) {
            throw problem;
        }
        refuse(problem);
    } finally {
        root.setAttribute("aria-busy", "false");
        setTimeout(refresh, EVERY_MS);
    }
}

refresh();
