/** Makes an element. Text is always text: names come from outside. */
export function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (value === null || value === undefined || value === false) {
            continue;
        }
        if (key === "class") {
            made.className = value;
        } else if (key.startsWith("on")) {
            made.addEventListener(key.slice(2), value);
        } else if (key === "text") {
            made.textContent = value;
        } else {
            made.setAttribute(key, value === true ? "" : value);
        }
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** Makes a line icon from the `d` of its path, on a grid of 24. */
export function icon(d) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("fill", "none");
    svg.setAttribute("stroke", "currentColor");
    svg.setAttribute("stroke-width", "1.8");
    svg.setAttribute("stroke-linecap", "round");
    svg.setAttribute("stroke-linejoin", "round");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
    return svg;
}

/** Writes text only where it differs: no needless layout. Says whether it did. */
export function write(node, text) {
    if (node.textContent === text) {
        return false;
    }
    node.textContent = text;
    return true;
}

/** A changed figure fades its background once. */
export function fade(node) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
        return;
    }
    const colour = getComputedStyle(document.documentElement).getPropertyValue("--changed");
    node.animate([{backgroundColor: colour}, {backgroundColor: "transparent"}], {duration: 900, easing: "ease-out"});
}

/** An outline of a pitch for empty pages, with a sentence or two. */
export function statePage(title, ...lines) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 168 108");
    svg.setAttribute("fill", "none");
    svg.setAttribute("stroke", "var(--line-strong)");
    svg.setAttribute("stroke-width", "1.5");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute(
        "d",
        "M2 2h164v104H2zM84 2v104M68 54a16 16 0 1 0 32 0a16 16 0 1 0-32 0M2 28h24v52H2M166 28h-24v52h24",
    );
    svg.append(path);
    return element("div", {class: "state"}, svg, element("h1", {text: title}), ...lines);
}

/** A paragraph in which `…` is code. */
export function sentence(text) {
    const parts = text.split("`");
    const nodes = parts.map((part, i) => (i % 2 ? element("code", {text: part}) : document.createTextNode(part)));
    return element("p", {}, ...nodes);
}
