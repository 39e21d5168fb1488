import {getJson, matchPath} from "./api.js";
import {teamColours} from "./colour.js";
import {element, sentence, statePage, write} from "./dom.js";
import {ago, clock, ms, seconds} from "./format.js";
import {LiveFeed} from "./live-feed.js";
import {explain, setDefinition} from "./metric-cards.js";
import {PitchView} from "./pitch.js";
import {PlayerCard} from "./player-card.js";
import {PlayersTable} from "./players-table.js";
import {explainKey, isPageKey, me} from "./shell.js";
import {Tracks} from "./tracks.js";

const RETRY_MS = 3_000;
const HOUR_MS = 3_600_000;

const SAID = {
    connecting: "connecting",
    live: "connection is live",
    stale: "no new readings",
    lost: "connection lost, trying again",
    refused: "not allowed",
};

const byId = (id) => document.getElementById(id);
const matchId = decodeURIComponent(location.pathname.split("/")[2] ?? "");

explainKey("↑ ↓", "previous or next player, in the table");
explainKey("r", "trails on or off");
explainKey("h", "hulls on or off");
explainKey("t", "charts as tables");

/** One match: what came, and the parts that show it. */
class MatchPage {
    constructor(root, setup, medical) {
        this.root = root;
        this.tracks = new Tracks();
        this.players = new Map();
        this.totals = new Map();
        this.selected = null;
        this.pitch = new PitchView(byId("pitch"), this.tracks);
        this.table = new PlayersTable(byId("players"), {medical, choose: (id) => this.select(id)});
        this.card = new PlayerCard(byId("player"), matchId, {medical, choose: (id) => this.select(id)});
        this.takeSetup(setup);
        this.listen(new LiveFeed(matchId));
        this.addControls();
        root.dataset.state = "ready";
        setInterval(() => this.everySecond(), 1_000);
    }

    listen(feed) {
        this.feed = feed;
        feed.addEventListener("positions", ({detail}) => this.takePositions(detail));
        feed.addEventListener("totals", ({detail}) => this.takeTotals(detail));
        feed.addEventListener("seconds", ({detail}) => this.card.takeSeconds(detail));
        feed.addEventListener("setup", ({detail}) => this.takeSetup(detail));
        feed.addEventListener("health", ({detail}) => this.takeHealth(detail));
        feed.addEventListener("reset", () => this.tracks.clear());
        feed.addEventListener("state", () => this.showConnection());
        feed.addEventListener("problem", ({detail}) => refuse(detail));
        this.showConnection();
    }

    // --- what comes ---------------------------------------------------------------------------------------------

    takeSetup(setup) {
        this.setup = setup;
        this.describePlayers();
        const home = setup.home?.name ?? "Home";
        const away = setup.away?.name ?? "Away";
        document.title = `${home} – ${away} · Pitchside`;
        const mark = (team) => {
            const made = element("span", {class: "team-mark", "data-team": team});
            made.style.setProperty("--mark", this.colours[team].fill);
            return made;
        };
        byId("teams").replaceChildren(
            mark("home"),
            element("span", {class: "team-name", text: home, title: home}),
            element("span", {class: "versus", text: "–"}),
            mark("away"),
            element("span", {class: "team-name", text: away, title: away}),
        );
    }

    /** The players of the set-up, and those who send without standing in it. */
    describePlayers() {
        this.colours = teamColours(this.setup);
        const players = new Map();
        for (const player of this.setup.players ?? []) {
            players.set(player.player_id, this.describe(player));
        }
        for (const id of this.tracks.byId.keys()) {
            if (!players.has(id)) {
                players.set(id, this.describe({player_id: id, team: id === "ball" ? "neutral" : "home"}));
            }
        }
        this.players = players;
        this.pitch.setPlayers(players, this.setup.pitch);
        this.table.setPlayers(players);
        this.table.take([...this.totals.values()]);
    }

    describe(player) {
        const colour = this.colours[player.team] ?? this.colours.neutral;
        const known = Number.isInteger(player.shirt);
        return {
            name: player.name ?? player.player_id,
            shirt: known ? String(player.shirt) : "–",
            number: known ? player.shirt : 1_000,
            team: player.team,
            teamName: {home: this.setup.home?.name ?? "Home", away: this.setup.away?.name ?? "Away"}[player.team] ?? "",
            role: player.role,
            fill: colour.fill,
            ink: colour.ink,
        };
    }

    takePositions(positions) {
        const before = this.tracks.byId.size;
        this.tracks.take(positions);
        if (this.tracks.byId.size !== before && positions.some(([id]) => !this.players.has(id))) {
            this.describePlayers();
        }
    }

    takeTotals(totals) {
        for (const one of totals) {
            this.totals.set(one.player_id, one);
            this.pitch.setSpeed(one.player_id, one.speed_mps);
            this.card.take(one);
        }
        const version = totals.find((one) => one.definition_version)?.definition_version;
        if (version) {
            setDefinition(version);
        }
        this.table.take(totals);
        this.card.showLeaders(this.players, this.totals);
    }

    takeHealth(health) {
        write(byId("latency"), ms(health.latency_ms.p99));
        write(byId("sensors"), `${health.sensors_live}/${health.sensors_total}`);
        write(byId("missing"), seconds(health.missing_ms));
        write(byId("totals-state"), health.totals_complete ? "" : "reading what was stored before …");
    }

    // --- what is chosen -----------------------------------------------------------------------------------------

    select(id) {
        const next = id === this.selected ? null : id;
        this.selected = next;
        this.pitch.select(next);
        this.table.select(next);
        this.root.dataset.selected = next ?? "";
        if (next === null) {
            this.card.empty();
            this.card.showLeaders(this.players, this.totals);
        } else {
            this.card.show(next, this.players.get(next), this.totals.get(next));
        }
    }

    addControls() {
        byId("pitch").addEventListener("click", (event) => {
            const id = this.pitch.playerAt(event.offsetX, event.offsetY);
            if (id !== null) {
                this.select(id);
            }
        });
        byId("explain").addEventListener("click", () => explain());
        for (const what of ["trails", "hulls"]) {
            byId(`toggle-${what}`).addEventListener("click", () => this.toggle(what));
        }
        addEventListener("keydown", (event) => this.key(event));
        addEventListener("pitchside-theme", () => {
            this.describePlayers();
            this.takeSetup(this.setup);
            this.pitch.readTokens();
            this.card.paint();
        });
    }

    toggle(what) {
        const button = byId(`toggle-${what}`);
        const on = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(on));
        this.pitch.show(what, on);
    }

    key(event) {
        if (!isPageKey(event)) {
            return;
        }
        if (event.key === "Escape" && this.selected !== null) {
            this.select(null);
        } else if (event.key === "r") {
            this.toggle("trails");
        } else if (event.key === "h") {
            this.toggle("hulls");
        } else if (event.key === "t") {
            this.card.toggleTables();
        }
    }

    // --- how it is ----------------------------------------------------------------------------------------------

    everySecond() {
        this.table.showSilence(this.tracks);
        this.card.showSilence(this.tracks);
        this.showConnection();
        this.showClock();
    }

    showClock() {
        const {kick_off: kickOff, periods} = this.setup;
        const at = this.tracks.newestTs;
        const period = periods?.find(({start, end}) => at >= start && at < end);
        if (period) {
            write(byId("clock"), `${period.name} ${clock(at - period.start)}`);
        } else if (kickOff > 0 && at >= kickOff && at - kickOff < 4 * HOUR_MS) {
            write(byId("clock"), clock(at - kickOff));
        } else {
            write(byId("clock"), "");
        }
    }

    showConnection() {
        const {state} = this.feed;
        const silentMs = this.feed.silentMs();
        const text = {
            connecting: "connecting",
            live: "live",
            stale: silentMs === null ? "no readings yet" : `last seen ${ago(silentMs)} ago`,
            lost: this.feed.platformFeed === "lost" ? "the platform cannot read its log" : "connection lost, trying again",
            refused: "not allowed",
        }[state];
        this.root.dataset.connection = state;
        if (byId("connection").dataset.state !== state) {
            byId("connection").dataset.state = state;
            // Read out once per change; the seconds that pass are not.
            write(byId("connection-said"), SAID[state]);
        }
        write(document.querySelector(".connection-text"), text);
    }
}

/** A page instead of the match: there is none, or this person may not see it. */
function refuse(problem) {
    const root = byId("match");
    const back = element("p", {}, element("a", {class: "button", href: "/live", text: "All matches"}));
    const again = sentence("Sign in again: type `./pitchside sign-in` where the platform runs, and open the link it prints.");
    const pages = {
        401: () => statePage("You are signed out", again),
        403: () => statePage("Your role may not see this", element("p", {text: problem.message})),
        404: () => statePage("There is no such match", element("p", {text: `Nobody has sent anything for “${matchId}” yet.`}), back),
    };
    root.dataset.state = "refused";
    root.replaceChildren((pages[problem.status] ?? (() => statePage(problem.title, sentence(problem.message), back)))());
}

async function begin() {
    try {
        const [{may_read_medical: medical}, setup] = await Promise.all([me, getJson(matchPath(matchId))]);
        new MatchPage(byId("match"), setup, medical);
    } catch (problem) {
        if (problem.status === 0 || problem.status >= 500) {
            write(document.querySelector(".connection-text"), "connection lost, trying again");
            byId("connection").dataset.state = "lost";
            setTimeout(() => location.reload(), RETRY_MS);
        } else if (problem.status) {
            refuse(problem);
        } else {
            throw problem;
        }
    }
}

begin();
