import {AlertsPanel} from "./alerts-panel.js";
import {getJson, matchPath} from "./api.js";
import {AsOf} from "./as-of.js";
import {ConnectionLight} from "./connection-light.js";
import {write} from "./dom.js";
import {ms, seconds} from "./format.js";
import {LiveFeed} from "./live-feed.js";
import {MatchClock} from "./match-clock.js";
import {explainKeys} from "./match-keys.js";
import {describePlayers, teamsTitle} from "./match-people.js";
import {refuse, refuseOrRetry} from "./match-states.js";
import {explain, metrics, setDefinition} from "./metric-cards.js";
import {PastPositions} from "./past-positions.js";
import {liveNote, pastNote} from "./pitch-note.js";
import {PitchTools} from "./pitch-tools.js";
import {PitchView} from "./pitch.js";
import {PlayerCard} from "./player-card.js";
import {PlayerSearch} from "./player-search.js";
import {PlayersTable} from "./players-table.js";
import {Rewind} from "./rewind.js";
import {RewindBar} from "./rewind-bar.js";
import {isPageKey, me} from "./shell.js";
import {TeamStrip} from "./team-strip.js";
import {TimeBar} from "./time-bar.js";
import {Tracks} from "./tracks.js";
import {WhatIf} from "./what-if.js";

const TIMELINE_EVERY_MS = 20_000;
/** A match in which nobody was heard for so long may be over; the platform knows. */
const RUNNING_MS = 60_000;

const byId = (id) => document.getElementById(id);
const matchId = decodeURIComponent(location.pathname.split("/")[2] ?? "");

explainKeys();

/**
 * One match: what came, and the parts that show it. Live values are kept all the time; what is shown are those, or, while
 * the person looks back, the ones as of that moment.
 */
class MatchPage {
    constructor(root, setup, {medical, role}) {
        this.root = root;
        this.tracks = new Tracks();
        this.past = new PastPositions(matchId);
        this.rewind = new Rewind();
        this.asOf = new AsOf(matchId, () => this.newestTs());
        this.players = new Map();
        this.liveTotals = new Map();
        this.totals = this.liveTotals;
        this.timeline = null;
        this.windows = [];
        this.selected = null;
        this.zoneSet = null;
        const choose = (id) => this.select(id);
        const jump = (at) => this.rewind.jump(at);
        this.pitch = new PitchView(byId("pitch"), this.tracks);
        this.tools = new PitchTools(this.pitch, {medical, want: (heat) => this.asOf.want({heat})});
        this.timeBar = new TimeBar(byId("time-bar"), this.rewind);
        this.rewindBar = new RewindBar(byId("rewind-bar"), this.rewind);
        this.strip = new TeamStrip(byId("team-strip"));
        this.table = new PlayersTable(byId("players"), {medical, choose});
        this.card = new PlayerCard(byId("player"), {medical, choose, jump});
        this.alerts = new AlertsPanel(byId("alerts"), {badge: byId("alerts-badge"), said: byId("alert-said"), role, choose, jump, changed: () => this.showAlertTicks()});
        this.search = new PlayerSearch(byId("search"), this.table, choose);
        this.whatIf = new WhatIf(matchId);
        this.light = new ConnectionLight(byId("connection"), byId("connection-said"));
        this.takeSetup(setup);
        this.listenToMoments();
        this.listen(new LiveFeed(matchId));
        this.addControls();
        root.dataset.state = "ready";
        this.findZones();
        this.refreshTimeline().then(() => this.goToShared());
        setInterval(() => this.refreshTimeline(), TIMELINE_EVERY_MS);
        setInterval(() => this.everySecond(), 1_000);
        this.asOf.show(null, false);
        this.card.showLeaders(this.players, this.totals);
    }

    listen(feed) {
        this.feed = feed;
        feed.addEventListener("positions", ({detail}) => this.takePositions(detail));
        feed.addEventListener("totals", ({detail}) => this.takeTotals(detail));
        feed.addEventListener("seconds", ({detail}) => this.rewind.rewound || this.card.takeSeconds(detail));
        feed.addEventListener("setup", ({detail}) => this.takeSetup(detail));
        feed.addEventListener("health", ({detail}) => this.takeHealth(detail));
        feed.addEventListener("alerts", ({detail}) => this.alerts.take(detail, this.newestTs()));
        feed.addEventListener("reset", () => this.tracks.clear());
        feed.addEventListener("state", () => this.showConnection());
        feed.addEventListener("problem", ({detail}) => refuse(detail, matchId));
        this.showConnection();
    }

    // --- what comes live ----------------------------------------------------------------------------------------

    takeSetup(setup) {
        this.setup = setup;
        this.describe();
        document.title = `${setup.home?.name ?? "Home"} – ${setup.away?.name ?? "Away"} · Pitchside`;
        byId("teams").replaceChildren(...teamsTitle(setup, this.colours));
        this.tools.setTeams(setup);
        this.setClock();
    }

    describe() {
        const {colours, players} = describePlayers(this.setup, this.tracks.byId.keys());
        this.colours = colours;
        this.players = players;
        this.pitch.setPlayers(players, this.setup.pitch);
        this.table.setPlayers(players);
        this.table.take([...this.totals.values()]);
        this.strip.setColours(colours);
        this.whatIf.players = players;
        if (this.clock) {
            this.alerts.describe(players, this.clock);
        }
    }

    takePositions(positions) {
        const before = this.tracks.byId.size;
        this.tracks.take(positions);
        if (this.tracks.byId.size !== before && positions.some(([id]) => !this.players.has(id))) {
            this.describe();
        }
    }

    takeTotals(totals) {
        for (const one of totals) {
            this.liveTotals.set(one.player_id, one);
        }
        const version = totals.find((one) => one.definition_version)?.definition_version;
        if (version && version !== this.definition) {
            this.definition = version;
            setDefinition(version);
            this.findZones();
        }
        if (!this.rewind.rewound) {
            this.showTotals(totals);
        }
    }

    /** Shows totals of some players, among all that are known at the moment that is shown. */
    showTotals(totals) {
        for (const one of totals) {
            const hrMax = this.players.get(one.player_id)?.hrMax;
            this.pitch.setEffort(one.player_id, one.speed_mps, hrMax && one.hr ? one.hr / hrMax : null);
            this.card.take(one);
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

    async findZones() {
        try {
            const {zones_kmh: kmh, zone_set: zoneSet} = await metrics();
            this.zoneSet = zoneSet;
            this.tools.setZones(kmh);
            this.card.setZones(kmh);
            this.table.setZones(kmh);
        } catch {
            // The default zones stand on the page; the cards say themselves when they cannot be read.
        }
    }

    // --- the time of the match ----------------------------------------------------------------------------------

    async refreshTimeline() {
        try {
            this.timeline = await getJson(matchPath(matchId, "/timeline"));
        } catch {
            // Then the bar goes as far as what was heard; the next turn asks again.
        }
        this.setClock();
    }

    newestTs() {
        return Math.max(this.timeline?.to ?? 0, this.tracks.newestTs);
    }

    isStored() {
        return this.timeline?.from !== undefined;
    }

    /** Whether more is to come: somebody was heard lately, it has not begun, or the platform says so. */
    isRunning() {
        const silentMs = this.feed?.silentMs() ?? null;
        const heard = silentMs !== null && silentMs < RUNNING_MS;
        return heard || !this.isStored() || this.timeline.live || this.setup.status === "live";
    }

    setClock() {
        const from = this.timeline?.from ?? 0;
        this.clock = new MatchClock({from, kickOff: this.setup.kick_off, periods: this.timeline?.periods ?? this.setup.periods ?? [], sport: this.setup.sport});
        this.card.setClock(this.clock);
        this.alerts.describe(this.players, this.clock);
        this.showTime();
    }

    goToShared() {
        const shared = Rewind.shared();
        if (shared !== null) {
            this.rewind.jump(shared);
        }
    }

    showTime() {
        const to = this.newestTs();
        const from = this.timeline?.from ?? to;
        this.rewind.setRange(from, to);
        this.timeBar.show(this.clock, this.isRunning());
        this.showClock();
        this.showPitchNote();
    }

    showClock() {
        const shown = this.rewind.at ?? this.newestTs();
        const label = shown > 0 ? this.clock.label(shown) : "";
        write(byId("clock"), label);
        byId("clock").title = shown > 0 ? (this.clock.periodAt(shown)?.name || "Time of the match") : "";
        const missed = this.rewind.rewound ? this.alerts.openSince(this.rewind.at) : 0;
        const notes = [
            this.feed?.state === "lost" ? "connection lost" : "",
            this.problem ?? "",
            missed > 0 ? `${missed} ${missed === 1 ? "alert" : "alerts"} since` : "",
        ];
        this.rewindBar.show(this.clock, {note: notes.find((note) => note !== "") ?? "", running: this.isRunning()});
    }

    // --- another moment -----------------------------------------------------------------------------------------

    listenToMoments() {
        this.rewind.addEventListener("mode", () => this.changeMode());
        this.rewind.addEventListener("moment", () => this.showMoment());
        this.past.addEventListener("loaded", () => this.takePastPositions());
        const {asOf} = this;
        asOf.addEventListener("totals", ({detail}) => this.takePastTotals(detail.answer.players));
        asOf.addEventListener("alerts", ({detail}) => this.alerts.setPast(detail.answer));
        asOf.addEventListener("team", ({detail}) => this.strip.show(detail.answer));
        asOf.addEventListener("windows", ({detail}) => this.takeWindows(detail.answer.players));
        asOf.addEventListener("heat", ({detail}) => this.tools.take(detail.answer, detail.wanted.heat));
        asOf.addEventListener("cardHeat", ({detail}) => this.card.takeHeat(detail.answer, detail.wanted.player));
        asOf.addEventListener("seconds", ({detail}) => this.takeStoredSeconds(detail));
        asOf.addEventListener("problem", ({detail}) => this.takeProblem(detail));
        asOf.addEventListener("well", () => (this.problem = null));
    }

    changeMode() {
        const {rewound} = this.rewind;
        this.root.dataset.mode = rewound ? "rewound" : "live";
        this.pitch.setTracks(rewound ? this.past : this.tracks);
        this.card.forgetRows();
        this.problem = null;
        if (!rewound) {
            this.totals = this.liveTotals;
            this.alerts.setPast(null);
            this.table.takeAll([...this.totals.values()]);
            this.showTotals([...this.totals.values()]);
            this.everySecond();
        }
    }

    showMoment() {
        const {at, dragging} = this.rewind;
        if (at !== null) {
            this.showPast();
        }
        this.asOf.show(at, dragging);
        const second = at === null ? null : Math.floor(at / 1000);
        if (second !== this.shownSecond) {
            this.shownSecond = second;
            this.showClock();
            this.showPitchNote();
            this.showPresence();
        }
    }

    /** Who has a position at the moment that is shown; while positions are still read, nobody is called missing. */
    showPresence() {
        if (this.rewind.rewound && this.past.state === "ready") {
            this.table.showPresence(this.past.byId);
            this.card.showPresence(this.past.byId.has(this.selected));
        }
    }

    showPast() {
        const {at, playing, speed, dragging} = this.rewind;
        this.past.show(at, {newestTs: this.newestTs(), speed: playing ? speed : 0, dragging});
    }

    takePastPositions() {
        if (this.rewind.rewound) {
            this.showPast();
            this.showPresence();
            this.showPitchNote();
        }
    }

    takePastTotals(totals) {
        this.totals = new Map(totals.map((one) => [one.player_id, one]));
        this.table.takeAll(totals);
        if (this.selected !== null && !this.totals.has(this.selected)) {
            this.card.takeNothing();
        }
        this.showTotals(totals);
    }

    takeWindows(players) {
        this.windows = players;
        this.card.takeWindows(players);
    }

    takeStoredSeconds({answer, moment, wanted}) {
        if (moment === null) {
            this.card.takeSeconds(answer.seconds);
        } else {
            this.card.showSeconds(answer.seconds, wanted.player, moment);
        }
    }

    takeProblem({kind, problem}) {
        if (this.rewind.rewound && problem.status !== 404) {
            this.problem = `${kind === "cardHeat" ? "heat map" : kind} not to be had: ${problem.message}`;
            this.showClock();
        }
    }

    /** What the pitch cannot show, in words over it. */
    showPitchNote() {
        const {rewound, at} = this.rewind;
        const text = rewound
            ? pastNote({past: this.past, players: this.players, totals: this.totals, clock: this.clock, at})
            : liveNote({heard: this.tracks.byId.size > 0, stored: this.isStored(), running: this.isRunning()});
        const note = byId("pitch-note");
        note.hidden = text === "";
        note.dataset.waits = String(rewound && this.past.state === "loading");
        write(note, text);
    }

    showAlertTicks() {
        this.timeBar?.setAlerts(this.alerts?.all() ?? []);
    }

    // --- what is chosen -----------------------------------------------------------------------------------------

    select(id) {
        const next = id === this.selected || !this.players.has(id) ? null : id;
        this.selected = next;
        this.pitch.select(next);
        this.table.select(next);
        this.root.dataset.selected = next ?? "";
        if (next === null) {
            this.card.empty();
            this.card.showLeaders(this.players, this.totals);
        } else {
            this.card.show(next, this.players.get(next), this.totals.get(next));
            this.card.takeWindows(this.windows);
        }
        this.asOf.want({player: next});
        this.tools.select(next, this.players);
    }

    addControls() {
        byId("pitch").addEventListener("click", (event) => {
            const id = this.pitch.playerAt(event.offsetX, event.offsetY);
            if (id !== null) {
                this.select(id);
            }
        });
        byId("explain").addEventListener("click", () => explain());
        byId("what-if").addEventListener("click", () => this.whatIf.open(this.players, this.zoneSet));
        addEventListener("keydown", (event) => this.key(event));
        addEventListener("pitchside-theme", () => {
            this.takeSetup(this.setup);
            this.pitch.readTokens();
            this.tools.repaint();
            this.card.repaint();
        });
    }

    key(event) {
        if (!isPageKey(event)) {
            return;
        }
        const keys = {
            Escape: () => this.selected !== null && this.select(null),
            "/": () => this.search.open(),
            r: () => this.tools.toggle("trails"),
            h: () => this.tools.toggle("hulls"),
            m: () => this.tools.toggle("heat"),
            z: () => this.tools.toggle("zones"),
            t: () => this.card.toggleTables(),
            p: () => this.timeBar.playOrPause(),
            l: () => this.rewind.toLive(),
            a: () => this.alerts.reveal(),
            w: () => this.whatIf.open(this.players, this.zoneSet),
        };
        if (keys[event.key]) {
            event.preventDefault();
            keys[event.key]();
        } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
            this.timeBar.key(event);
        }
    }

    // --- how it is ----------------------------------------------------------------------------------------------

    everySecond() {
        if (!this.rewind.rewound) {
            this.table.showSilence(this.tracks);
            this.card.showSilence(this.tracks);
        }
        this.showConnection();
        this.showTime();
    }

    showConnection() {
        this.root.dataset.connection = this.feed.state;
        this.light.show(this.feed, {running: this.isRunning(), stored: this.isStored()});
    }
}

async function begin() {
    try {
        const [{may_read_medical: medical, role}, setup] = await Promise.all([me, getJson(matchPath(matchId))]);
        new MatchPage(byId("match"), setup, {medical, role});
    } catch (problem) {
        refuseOrRetry(problem, matchId);
    }
}

begin();
