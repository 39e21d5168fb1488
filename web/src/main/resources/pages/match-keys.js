import {explainKey} from "./shell.js";

/** The keys of the match page, as `?` lists them. */
export function explainKeys() {
    explainKey("/", "find a player");
    explainKey("← →", "5 seconds back or on; with Shift a minute");
    explainKey("Home End", "kick-off, or back to live: on the time bar");
    explainKey("p", "play or pause");
    explainKey("l", "back to live");
    explainKey("↑ ↓", "previous or next player, in the table");
    explainKey("r h m z", "trails, hulls, heat map, zones on or off");
    explainKey("a", "to the alerts");
    explainKey("w", "other speed zones");
    explainKey("t", "charts as tables");
}
