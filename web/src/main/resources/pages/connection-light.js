import {write} from "./dom.js";
import {ago} from "./format.js";

const SAID = {
    connecting: "connecting",
    live: "connection is live",
    stale: "no new readings",
    lost: "connection lost, trying again",
    refused: "not allowed",
};

/** Shows how the live stream is: as a light, in words, and once per change in the live region. */
export class ConnectionLight {
    constructor(root, said) {
        this.root = root;
        this.said = said;
        this.text = root.querySelector(".connection-text");
    }

    /** `running` and `stored`: whether the match goes on, and whether there is anything of it. */
    show(feed, {running, stored}) {
        const {state} = feed;
        const silentMs = feed.silentMs();
        const silence = running ? (stored ? "no readings now" : "no readings yet") : "match over";
        const text = {
            connecting: "connecting",
            live: "live",
            stale: silentMs === null ? silence : `last seen ${ago(silentMs)} ago`,
            lost: feed.platformFeed === "lost" ? "the platform cannot read its log" : "connection lost, trying again",
            refused: "not allowed",
        }[state];
        if (this.root.dataset.state !== state) {
            this.root.dataset.state = state;
            // Read out once per change; the seconds that pass are not.
            write(this.said, SAID[state]);
        }
        write(this.text, text);
    }
}
