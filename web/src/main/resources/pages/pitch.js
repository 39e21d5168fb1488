import {scale, token} from "./colour.js";
import {drawHeat} from "./heat-map.js";
import {drawHull} from "./hull.js";
import {drawLines} from "./pitch-lines.js";

/** Metres around the lines that are drawn too: players run there. */
const MARGIN_M = 3;
const STALE_MS_MIN = 2_000;
/** Who fell silent is faint, and still to be read. */
const STALE_ALPHA = 0.5;
/** How near a touch must be to a player, in pixels. */
const TOUCH_PX = 26;
/** Lower ends of heart-rate zones 2 to 5, as shares of the player's maximum. */
const HEART_ZONES = [0.6, 0.7, 0.8, 0.9];
const PUBLISH_MS = 250;

/** Draws the pitch and who is on it on a canvas, at the screen's own pace and only when something changed. */
export class PitchView {
    constructor(canvas, tracks) {
        this.canvas = canvas;
        this.context = canvas.getContext("2d");
        this.tracks = tracks;
        this.pitch = {length_m: 105, width_m: 68};
        this.players = new Map();
        this.speeds = new Map();
        this.hearts = new Map();
        this.zonesMps = [7, 15, 20, 25].map((kmh) => kmh / 3.6);
        this.heat = null;
        this.shown = {trails: true, hulls: false, heat: false, zones: true};
        this.selected = null;
        this.frames = 0;
        this.drawn = -1;
        this.publishedAt = 0;
        this.lines = document.createElement("canvas");
        this.readTokens();
        new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
        this.resize();
        requestAnimationFrame((now) => this.frame(now));
    }

    readTokens() {
        this.tokens = {
            pitch: token("--pitch"),
            stripe: token("--pitch-stripe"),
            line: token("--pitch-line"),
            ink: token("--pitch-ink"),
            surface: token("--surface"),
            marker: token("--marker-line"),
            label: token("--ink"),
            ball: token("--ball"),
            ballLine: token("--ball-line"),
            scale: scale(),
            font: getComputedStyle(document.body).fontFamily,
        };
        this.changed();
    }

    /** Players by id: {shirt, name, team, fill, ink}. */
    setPlayers(players, pitch) {
        this.players = players;
        if (pitch && (pitch.length_m !== this.pitch.length_m || pitch.width_m !== this.pitch.width_m)) {
            this.pitch = pitch;
            this.resize();
        }
        this.changed();
    }

    /** Where everybody is: Tracks, or PastPositions. */
    setTracks(tracks) {
        this.tracks = tracks;
        this.drawn = -1;
        this.changed();
    }

    /** Speed and heart rate (as a share of the maximum; null where it may not be seen) of one player. */
    setEffort(id, metresPerSecond, heartShare) {
        this.speeds.set(id, metresPerSecond);
        this.hearts.set(id, heartShare);
    }

    setZones(kmh) {
        this.zonesMps = kmh.map((end) => end / 3.6);
        this.changed();
    }

    /** The picture of a heat map (heatImage); null for none. */
    setHeat(image) {
        this.heat = image;
        this.changed();
    }

    show(what, on) {
        this.shown[what] = on;
        this.changed();
    }

    select(id) {
        this.selected = id;
        this.changed();
    }

    changed() {
        this.dirty = true;
    }

    // --- geometry -----------------------------------------------------------------------------------------------

    /** Fits the pitch into its box; upright where the box is narrow. */
    resize() {
        const box = this.canvas.parentElement.getBoundingClientRect();
        if (box.width === 0) {
            return;
        }
        this.upright = box.width < 520;
        const across = (this.upright ? this.pitch.width_m : this.pitch.length_m) + 2 * MARGIN_M;
        const down = (this.upright ? this.pitch.length_m : this.pitch.width_m) + 2 * MARGIN_M;
        const limit = parseFloat(getComputedStyle(this.canvas).maxHeight) || Infinity;
        this.perMetre = Math.min(box.width / across, limit / down);
        const width = across * this.perMetre;
        const height = down * this.perMetre;
        const density = devicePixelRatio || 1;
        this.canvas.style.width = `${width}px`;
        this.canvas.style.height = `${height}px`;
        for (const canvas of [this.canvas, this.lines]) {
            canvas.width = Math.round(width * density);
            canvas.height = Math.round(height * density);
        }
        this.density = density;
        this.radius = Math.max(8.5, Math.min(14, this.perMetre * 1.55));
        this.drawn = -1;
        this.linesOf = null;
    }

    screenX(x, y) {
        return (this.upright ? y + MARGIN_M : x + MARGIN_M) * this.perMetre;
    }

    screenY(x, y) {
        // The origin is the lower left corner, as on a map.
        return (this.upright ? this.pitch.length_m - x + MARGIN_M : this.pitch.width_m - y + MARGIN_M) * this.perMetre;
    }

    /** The player at a point of the canvas, in CSS pixels; null where nobody is near. */
    playerAt(px, py) {
        let best = null;
        let bestDistance = TOUCH_PX;
        for (const track of this.tracks.byId.values()) {
            const player = this.players.get(track.id);
            if (!player || player.team === "neutral") {
                continue;
            }
            const distance = Math.hypot(this.screenX(track.x, track.y) - px, this.screenY(track.x, track.y) - py);
            if (distance < bestDistance) {
                best = track.id;
                bestDistance = distance;
            }
        }
        return best;
    }

    // --- drawing ------------------------------------------------------------------------------------------------

    frame(now) {
        requestAnimationFrame((next) => this.frame(next));
        // Somebody who fell silent fades although nothing comes.
        const fading = now - (this.drawnAt ?? 0) > 500;
        if (this.drawn === this.tracks.version && !this.dirty && !fading) {
            return;
        }
        this.drawn = this.tracks.version;
        this.dirty = false;
        this.drawnAt = now;
        this.draw(now);
        this.frames++;
        this.canvas.dataset.frame = this.frames;
        if (now - this.publishedAt > PUBLISH_MS) {
            this.publishedAt = now;
            this.publish();
        }
    }

    /** Where everybody is drawn, for tests and for whoever cannot see it. */
    publish() {
        const parts = [];
        for (const {id, x, y} of this.tracks.byId.values()) {
            parts.push(`${id}:${x.toFixed(2)},${y.toFixed(2)}`);
        }
        this.canvas.dataset.positions = parts.sort().join(" ");
    }

    draw(now) {
        if (this.linesOf !== this.tokens) {
            this.linesOf = this.tokens;
            drawLines(this, this.lines.getContext("2d"), this.tokens);
        }
        const c = this.context;
        c.setTransform(1, 0, 0, 1, 0, 0);
        c.drawImage(this.lines, 0, 0);
        c.setTransform(this.density, 0, 0, this.density, 0, 0);
        if (this.shown.heat && this.heat) {
            drawHeat(this, c, this.heat);
        }
        if (this.shown.hulls) {
            this.drawHull("home");
            this.drawHull("away");
        }
        const ball = [];
        const others = [];
        for (const track of this.tracks.byId.values()) {
            const player = this.players.get(track.id);
            (track.id === "ball" ? ball : track.id === this.selected ? [] : others).push({track, player});
        }
        const chosen = this.tracks.byId.get(this.selected);
        const all = chosen ? [...others, {track: chosen, player: this.players.get(this.selected)}] : others;
        if (this.shown.trails) {
            for (const {track, player} of [...all, ...ball]) {
                this.drawTrail(track, player);
            }
        }
        for (const {track, player} of all) {
            this.drawPlayer(track, player, now);
        }
        for (const {track} of ball) {
            this.drawBall(track, now);
        }
    }

    drawTrail(track, player) {
        const c = this.context;
        c.strokeStyle = track.id === "ball" ? this.tokens.ink : (player?.fill ?? this.tokens.ink);
        c.lineWidth = track.id === this.selected ? 3 : 2;
        c.lineCap = "round";
        c.lineJoin = "round";
        // Four pieces, each fainter: the same look as a gradient, at a fraction of the work.
        let piece = -1;
        let lastX = 0;
        let lastY = 0;
        track.trail((x, y, age) => {
            const px = this.screenX(x, y);
            const py = this.screenY(x, y);
            const now = Math.min(3, Math.floor(age * 4));
            if (now !== piece) {
                if (piece >= 0) {
                    c.lineTo(px, py);
                    c.stroke();
                }
                c.beginPath();
                c.globalAlpha = 0.5 - now * 0.13;
                c.moveTo(piece >= 0 ? lastX : px, piece >= 0 ? lastY : py);
                piece = now;
            }
            c.lineTo(px, py);
            lastX = px;
            lastY = py;
        });
        if (piece >= 0) {
            c.stroke();
        }
        c.globalAlpha = 1;
    }

    drawPlayer(track, player, now) {
        const c = this.context;
        const x = this.screenX(track.x, track.y);
        const y = this.screenY(track.x, track.y);
        const r = this.radius;
        const chosen = track.id === this.selected;
        c.globalAlpha = now - track.heardAt > STALE_MS_MIN ? STALE_ALPHA : 1;
        if (this.shown.zones) {
            this.drawRing(track, player, x, y, r);
        }
        c.fillStyle = player?.fill ?? this.tokens.ink;
        this.shape(player, x, y, r);
        c.fill();
        c.lineWidth = 1.25;
        c.strokeStyle = this.tokens.marker;
        c.stroke();
        if (chosen) {
            this.shape(player, x, y, r + 5);
            c.strokeStyle = this.tokens.ink;
            c.lineWidth = 2;
            c.stroke();
        }
        c.fillStyle = player?.ink ?? this.tokens.surface;
        c.font = `600 ${Math.round(r * 1.02)}px ${this.tokens.font}`;
        c.textAlign = "center";
        c.textBaseline = "middle";
        c.fillText(player?.shirt ?? "?", x, y + 0.5);
        if (chosen) {
            this.drawLabel(player?.name ?? track.id, x, y, r);
        }
        c.globalAlpha = 1;
    }

    /** Effort as a ring: the faster, the wider; the shade is the heart zone where it may be seen, else the speed again. */
    drawRing({id, speed: pastSpeed}, player, x, y, r) {
        const speed = pastSpeed ?? this.speeds.get(id) ?? 0;
        const zone = this.zonesMps.filter((end) => speed >= end).length;
        if (zone === 0) {
            return;
        }
        const heart = this.hearts.get(id);
        const shade = heart ? HEART_ZONES.filter((end) => heart >= end).length : zone;
        const c = this.context;
        const width = 1 + zone * 1.1;
        this.shape(player, x, y, r + width / 2 + 0.5);
        c.lineWidth = width;
        c.strokeStyle = this.tokens.scale[shade];
        c.stroke();
    }

    /** Home is round, away is square: told apart without colours. */
    shape(player, x, y, r) {
        const c = this.context;
        c.beginPath();
        if (player?.team === "away") {
            const half = r * 0.92;
            c.roundRect(x - half, y - half, 2 * half, 2 * half, r * 0.38);
        } else {
            c.arc(x, y, r, 0, 2 * Math.PI);
        }
    }

    drawLabel(name, x, y, r) {
        const c = this.context;
        c.font = `600 12px ${this.tokens.font}`;
        const width = c.measureText(name).width + 14;
        const canvasWidth = this.canvas.width / this.density;
        const left = Math.max(3, Math.min(canvasWidth - width - 3, x - width / 2));
        const above = y - r - 34 > 2;
        const top = above ? y - r - 34 : y + r + 12;
        c.fillStyle = this.tokens.surface;
        c.beginPath();
        c.roundRect(left, top, width, 22, 5);
        c.fill();
        c.strokeStyle = this.tokens.line;
        c.lineWidth = 1;
        c.stroke();
        c.fillStyle = this.tokens.label;
        c.fillText(name, left + width / 2, top + 11.5);
    }

    drawBall(track, now) {
        const c = this.context;
        c.globalAlpha = now - track.heardAt > STALE_MS_MIN ? STALE_ALPHA : 1;
        c.beginPath();
        c.arc(this.screenX(track.x, track.y), this.screenY(track.x, track.y), Math.max(4.5, this.radius * 0.42), 0, 2 * Math.PI);
        c.fillStyle = this.tokens.ball;
        c.fill();
        c.lineWidth = 2;
        c.strokeStyle = this.tokens.ballLine;
        c.stroke();
        c.globalAlpha = 1;
    }

    /** The space a team covers without its goalkeeper, and the middle of its players. */
    drawHull(team) {
        const points = [];
        let fill = null;
        for (const track of this.tracks.byId.values()) {
            const player = this.players.get(track.id);
            if (player?.team === team && player.role !== "goalkeeper") {
                points.push([this.screenX(track.x, track.y), this.screenY(track.x, track.y)]);
                fill = player.fill;
            }
        }
        if (points.length < 3) {
            return;
        }
        drawHull(this.context, points, {colour: fill, dashed: team === "away", radius: this.radius * 0.7});
    }
}
