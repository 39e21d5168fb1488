const NAMED_MAX = 3;

/**
 * What the pitch cannot show of an earlier moment, in words: `past` are the positions, `at` the moment, `totals` those who
 * had played by then. Whoever sits on the bench is not missing.
 */
export function pastNote({past, players, totals, clock, at}) {
    const {state, byId: shown} = past;
    if (state === "failed") {
        return "The positions of this moment could not be read; trying again.";
    }
    if (state === "loading") {
        return "Reading positions …";
    }
    if (shown.size === 0) {
        return `No positions: ${clock.periodAt(at) ? "nobody was heard" : clock.label(at)}`;
    }
    const missing = [...players].filter(([id, player]) => player.team !== "neutral" && totals.has(id) && !shown.has(id)).map(([, player]) => player);
    if (missing.length === 0 || missing.length > players.size / 2) {
        return "";
    }
    const names = missing.slice(0, NAMED_MAX).map(({shirt, name}) => `${shirt} ${name}`);
    const more = missing.length > NAMED_MAX ? ` and ${missing.length - NAMED_MAX} more` : "";
    return `No position: ${names.join(", ")}${more}`;
}

/** Why the live pitch is empty; nothing where it is not. */
export function liveNote({heard, stored, running}) {
    if (heard) {
        return "";
    }
    if (!stored) {
        return "No readings yet. Players appear here with their first one.";
    }
    return running ? "No readings now. Choose a moment below to see what was." : "The match is over. Play it from the start, or choose a moment below.";
}
