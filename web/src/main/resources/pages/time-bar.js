import {element, icon, write} from "./dom.js";
import {SPEEDS} from "./rewind.js";

const PLAY = "M8 5.5v13l10.5-6.5z";
const PAUSE = "M8 5.5v13M16 5.5v13";
const STEP_MS = 5_000;
const LONG_STEP_MS = 60_000;
/** Marks nearer to each other than this share of the bar would be written over each other. */
const LABEL_SHARE_MIN = 0.055;

/**
 * From kick-off to now: periods, minutes and alerts, and the moment that is shown. Dragging, clicking and keys move
 * `rewind`; it never moves by itself except with it.
 */
export class TimeBar {
    constructor(root, rewind) {
        this.root = root;
        this.rewind = rewind;
        this.alerts = [];
        this.build();
        this.listen();
        rewind.addEventListener("moment", () => this.showMoment());
        rewind.addEventListener("mode", () => this.showPace());
        rewind.addEventListener("pace", () => this.showPace());
        this.showPace();
    }

    build() {
        this.play = element("button", {class: "icon-button bar-play", type: "button", onclick: () => this.playOrPause()});
        this.breaks = element("span", {class: "bar-breaks"});
        this.marks = element("span", {class: "bar-marks"});
        this.ticks = element("span", {class: "bar-ticks"});
        this.thumb = element("span", {class: "bar-thumb"});
        this.hover = element("span", {class: "bar-hover", hidden: true});
        this.slider = element(
            "div",
            {class: "bar-slider", role: "slider", tabindex: "0", "aria-label": "Time of the match", "aria-valuemin": "0", "aria-valuemax": "0", "aria-valuenow": "0"},
            element("span", {class: "bar-line"}, element("span", {class: "bar-gone"})),
            this.breaks,
            this.marks,
            this.ticks,
            this.thumb,
            this.hover,
        );
        this.speeds = SPEEDS.map((speed) =>
            element("button", {class: "bar-speed", type: "button", text: `${speed}×`, title: `Play ${speed} times as fast`, onclick: () => this.choose(speed)}));
        this.live = element("button", {class: "button bar-live", type: "button", onclick: () => this.rewind.toLive()}, element("span", {class: "light"}), element("span", {text: "Live"}));
        this.root.replaceChildren(
            this.play,
            this.slider,
            element("div", {class: "bar-speeds", role: "group", "aria-label": "Speed"}, ...this.speeds),
            this.live,
        );
    }

    choose(speed) {
        this.rewind.setSpeed(speed);
        if (this.rewind.rewound) {
            this.rewind.play();
        }
    }

    // --- the hand -----------------------------------------------------------------------------------------------

    listen() {
        const {slider} = this;
        slider.addEventListener("pointerdown", (event) => {
            if (event.button !== 0 || !this.usable()) {
                return;
            }
            slider.setPointerCapture(event.pointerId);
            this.held = true;
            this.rewind.jump(this.momentAt(event), {dragging: true});
        });
        slider.addEventListener("pointermove", (event) => {
            this.showHover(event);
            if (this.held) {
                this.rewind.jump(this.momentAt(event), {dragging: true});
            }
        });
        for (const end of ["pointerup", "pointercancel"]) {
            slider.addEventListener(end, () => this.release());
        }
        slider.addEventListener("pointerleave", () => (this.hover.hidden = true));
        slider.addEventListener("keydown", (event) => this.key(event));
    }

    release() {
        if (this.held) {
            this.held = false;
            this.rewind.dragging = false;
            if (this.rewind.rewound) {
                this.rewind.jump(this.rewind.at);
            }
        }
    }

    /** Keys of the bar; the page passes the arrows on when nothing else wants them. True where it was one. */
    key(event) {
        const stepMs = event.shiftKey ? LONG_STEP_MS : STEP_MS;
        const moves = {
            ArrowLeft: () => this.rewind.step(-stepMs),
            ArrowDown: () => this.rewind.step(-stepMs),
            ArrowRight: () => this.rewind.step(stepMs),
            ArrowUp: () => this.rewind.step(stepMs),
            PageDown: () => this.rewind.step(-5 * LONG_STEP_MS),
            PageUp: () => this.rewind.step(5 * LONG_STEP_MS),
            Home: () => this.rewind.jump(this.rewind.from),
            End: () => this.rewind.toLive(),
            " ": () => this.playOrPause(),
        };
        const move = moves[event.key];
        if (!move || !this.usable() || event.ctrlKey || event.metaKey || event.altKey) {
            return false;
        }
        event.preventDefault();
        event.stopPropagation();
        move();
        return true;
    }

    /** Live, the button stops the picture; rewound, it plays on from there. A match that is over plays from its start. */
    playOrPause() {
        const {rewind} = this;
        if (rewind.playing) {
            rewind.pause();
        } else if (rewind.rewound) {
            rewind.play();
        } else if (this.usable() && this.running) {
            rewind.step(-STEP_MS);
        } else if (this.usable()) {
            rewind.jump(rewind.from);
            rewind.play();
        }
    }

    momentAt(event) {
        const box = this.slider.getBoundingClientRect();
        const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
        return this.rewind.from + share * (this.rewind.to - this.rewind.from);
    }

    showHover(event) {
        this.hover.hidden = event.pointerType === "touch" || !this.usable();
        if (!this.hover.hidden) {
            const at = this.momentAt(event);
            write(this.hover, this.clock.label(at));
            this.place(this.hover, at);
        }
    }

    // --- what it shows ------------------------------------------------------------------------------------------

    usable() {
        return this.rewind.to > this.rewind.from && this.clock !== undefined;
    }

    share(at) {
        const {from, to} = this.rewind;
        return to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 1;
    }

    place(node, at) {
        node.style.setProperty("--at", this.share(at).toFixed(5));
    }

    /** The clock of the match, and whether it still runs. Once a second is enough: the bar grows that slowly. */
    show(clock, running) {
        this.clock = clock;
        this.running = running;
        const {from, to} = this.rewind;
        this.root.dataset.usable = String(this.usable());
        this.play.disabled = !this.usable();
        this.slider.setAttribute("aria-disabled", String(!this.usable()));
        this.slider.setAttribute("aria-valuemax", String(Math.round((to - from) / 1000)));
        this.fill(this.breaks, clock.breaks(to), "bar-break", (node, stretch) => {
            this.place(node, stretch.start);
            node.style.setProperty("--to", this.share(stretch.end).toFixed(5));
            node.title = stretch.name;
        });
        this.fill(this.marks, this.spaced(clock.marks(from, to)), "bar-mark-at", (node, mark) => {
            this.place(node, mark.at);
            node.dataset.border = String(mark.border);
            write(node, mark.text);
        });
        this.showTicks();
        this.showMoment();
        this.showPace();
    }

    /** Borders first, then the minutes that have room between them. */
    spaced(marks) {
        const kept = [];
        for (const mark of [...marks].sort((a, b) => b.border - a.border || a.at - b.at)) {
            if (mark.at >= this.rewind.from && kept.every((one) => Math.abs(this.share(one.at) - this.share(mark.at)) > LABEL_SHARE_MIN)) {
                kept.push(mark);
            }
        }
        return kept.sort((a, b) => a.at - b.at);
    }

    setAlerts(alerts) {
        this.alerts = alerts;
        this.showTicks();
    }

    showTicks() {
        if (this.usable()) {
            this.fill(this.ticks, this.alerts, "bar-tick", (node, alert) => {
                this.place(node, alert.at);
                node.dataset.state = alert.state;
                node.title = `${this.clock.minute(alert.at)} ${alert.message}`;
            });
        }
    }

    /** As many children as there are things, used again and again. */
    fill(parent, things, className, show) {
        while (parent.children.length > things.length) {
            parent.lastChild.remove();
        }
        things.forEach((thing, i) => show(parent.children[i] ?? parent.appendChild(element("span", {class: className})), thing));
    }

    showMoment() {
        if (!this.usable()) {
            return;
        }
        const {at, to, from} = this.rewind;
        const shown = at ?? to;
        const share = this.share(shown).toFixed(5);
        if (share !== this.shownShare) {
            this.shownShare = share;
            this.slider.style.setProperty("--now", share);
        }
        const second = Math.round((shown - from) / 1000);
        if (second !== this.shownSecond) {
            this.shownSecond = second;
            this.slider.setAttribute("aria-valuenow", String(second));
            this.slider.setAttribute("aria-valuetext", at === null ? `${this.clock.sentence(shown)}, ${this.running ? "live" : "the end"}` : this.clock.sentence(shown));
        }
    }

    showPace() {
        const {playing, rewound, speed} = this.rewind;
        const shown = `${playing} ${rewound} ${speed} ${this.running}`;
        if (shown === this.shownPace) {
            return;
        }
        this.shownPace = shown;
        const stops = playing || (!rewound && this.running);
        this.play.replaceChildren(icon(stops ? PAUSE : PLAY));
        const says = stops ? "Pause" : "Play";
        this.play.setAttribute("aria-label", says);
        this.play.title = `${says} (p)`;
        this.root.dataset.rewound = String(rewound);
        this.speeds.forEach((button, i) => button.setAttribute("aria-pressed", String(SPEEDS[i] === speed)));
        this.live.disabled = !rewound;
        write(this.live.lastChild, this.running === false ? "End" : "Live");
        this.live.title = rewound ? "Back to live (l)" : this.running === false ? "The match is over" : "This is live";
    }
}
