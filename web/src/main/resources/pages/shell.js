import {getJson} from "./api.js";
import {element, icon} from "./dom.js";

// Only what exists: a section appears here when its page does.
const SECTIONS = [
    {id: "live", title: "Live", path: "/live"},
    {id: "ops", title: "Ops", path: "/ops"},
];

const SUN = "M12 4V2M12 22v-2M4 12H2M22 12h-2M5.6 5.6 4.2 4.2M19.8 19.8l-1.4-1.4M18.4 5.6l1.4-1.4M4.2 19.8l1.4-1.4M12 8a4 4 0 1 1 0 8a4 4 0 0 1 0-8z";
const MOON = "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z";
const HELP = "M12 21a9 9 0 1 1 0-18a9 9 0 0 1 0 18zM9.5 9.3a2.6 2.6 0 1 1 3.6 2.4c-.8.4-1.1.9-1.1 1.8M12 16.7v.1";
const LEAVE = "M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M10 16l-4-4l4-4M6 12h9";

/** Who is signed in; asked once per page. */
export const me = getJson("/api/v1/me");

const keys = [
    ["1 – " + SECTIONS.length, "go to a section"],
    ["?", "this list"],
    ["Esc", "close, or select nobody"],
];

/** Adds a line to the list of keys that `?` shows. */
export function explainKey(key, what) {
    keys.splice(keys.length - 2, 0, [key, what]);
}

class Bar extends HTMLElement {
    connectedCallback() {
        const section = this.getAttribute("section");
        const mark = element("a", {class: "bar-mark", href: "/live", "aria-label": "Pitchside"});
        mark.append(element("img", {src: "/assets/mark.svg", alt: ""}), element("span", {text: "Pitchside"}));
        const nav = element("nav", {class: "bar-sections", "aria-label": "Sections"});
        for (const {id, title, path} of SECTIONS) {
            nav.append(element("a", {href: path, text: title, "aria-current": id === section ? "page" : null}));
        }
        this.role_ = element("span", {class: "bar-role", hidden: true});
        this.theme_ = element("button", {class: "icon-button", type: "button", onclick: () => this.switchTheme()});
        const help = element("button", {class: "icon-button", type: "button", "aria-label": "Keys", title: "Keys (?)", onclick: showKeys}, icon(HELP));
        const leave = element("button", {class: "icon-button", type: "button", "aria-label": "Sign out", title: "Sign out", onclick: signOut}, icon(LEAVE));
        this.append(mark, nav, element("span", {class: "bar-space"}), this.role_, this.theme_, help, leave);
        this.showTheme();
        addEventListener("pitchside-theme", () => this.showTheme());
        me.then(
            ({role}) => {
                this.role_.textContent = role;
                this.role_.hidden = false;
                this.role_.title = `You are signed in as ${role}`;
            },
            () => {}, // The page itself says what is wrong.
        );
    }

    showTheme() {
        const dark = document.documentElement.dataset.theme === "dark";
        this.theme_.replaceChildren(icon(dark ? SUN : MOON));
        this.theme_.setAttribute("aria-label", dark ? "Light colours" : "Dark colours");
        this.theme_.title = this.theme_.getAttribute("aria-label");
    }

    switchTheme() {
        const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
        try {
            localStorage.setItem("pitchside-theme", next);
        } catch {
            // Then it lasts as long as the page.
        }
        dispatchEvent(new Event("pitchside-theme-chosen"));
    }
}

customElements.define("pitchside-bar", Bar);

async function signOut() {
    await fetch("/sign-out", {method: "POST", credentials: "same-origin"});
    location.assign("/sign-in");
}

/** Opens a dialog that is closed by Esc, its button, or a click beside it. */
export function openDialog(title, body) {
    const dialog = element("dialog", {"aria-label": title});
    const close = element("button", {class: "icon-button", type: "button", "aria-label": "Close", onclick: () => dialog.close()}, icon("M6 6l12 12M18 6L6 18"));
    dialog.append(
        element("div", {class: "dialog-head"}, element("h2", {text: title}), close),
        element("div", {class: "dialog-body"}, body),
    );
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
}

function showKeys() {
    const list = element("dl", {class: "keys"});
    for (const [key, what] of keys) {
        list.append(element("dt", {}, element("kbd", {text: key})), element("dd", {text: what}));
    }
    openDialog("Keys", list);
}

/** Whether a key press belongs to the page and not to a field, a dialog or the browser. */
export function isPageKey(event) {
    return !event.ctrlKey && !event.metaKey && !event.altKey
        && !event.target.closest?.("input, select, textarea, dialog");
}

addEventListener("keydown", (event) => {
    if (!isPageKey(event)) {
        return;
    }
    if (event.key === "?") {
        showKeys();
    } else if (/^[1-9]$/.test(event.key) && SECTIONS[event.key - 1]) {
        location.assign(SECTIONS[event.key - 1].path);
    }
});
