import {element, write} from "./dom.js";

/** The amber bar over the head of the page while it shows an earlier moment: which one, how far live is, and back. */
export class RewindBar {
    constructor(root, rewind) {
        this.root = root;
        this.rewind = rewind;
        this.as = element("strong", {class: "rewind-at"});
        this.live = element("span", {class: "rewind-live"});
        this.note = element("span", {class: "rewind-note"});
        this.back = element("button", {class: "button rewind-back", type: "button", text: "Back to live", title: "Back to live (l)", onclick: () => rewind.toLive()});
        root.replaceChildren(element("span", {class: "rewind-text"}, "as of ", this.as), this.live, this.note, element("span", {class: "head-space"}), this.back);
    }

    /** `note` says what is amiss or was missed; empty where nothing is. */
    show(clock, {note, running}) {
        const {rewound, at, to} = this.rewind;
        this.root.hidden = !rewound;
        if (rewound) {
            write(this.as, clock.label(at));
            write(this.live, running ? `live is at ${clock.label(to)}` : "the match is over");
            write(this.note, note);
            write(this.back, running ? "Back to live" : "To the end");
        }
    }
}
