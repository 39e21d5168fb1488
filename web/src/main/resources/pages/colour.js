/** Colour of teams: theirs where they can be told apart, from each other and from the pitch; else blue and orange. */
const DIFFERENCE_MIN = 20;

function channels(hex) {
    const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim());
    return match ? match.slice(1).map((part) => parseInt(part, 16)) : null;
}

const linear = (value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

function lab(hex) {
    const [r, g, b] = channels(hex).map(linear);
    const root = (t) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
    const x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIE76 difference of two #rrggbb colours. */
export function difference(a, b) {
    const [one, two] = [lab(a), lab(b)];
    return Math.hypot(one[0] - two[0], one[1] - two[1], one[2] - two[2]);
}

/** Black or white, whichever is easier to read on that colour. */
export function inkOn(hex) {
    const [r, g, b] = channels(hex).map(linear);
    const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? "#101417" : "#ffffff";
}

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The two colours to draw with, for the theme in force. */
export function teamColours(setup) {
    const home = setup?.home?.colour;
    const away = setup?.away?.colour;
    const pitch = token("--pitch");
    const usable =
        home && away && [difference(home, away), difference(home, pitch), difference(away, pitch)]
            .every((found) => found >= DIFFERENCE_MIN);
    const pair = usable ? [home, away] : [token("--team-home"), token("--team-away")];
    return {
        home: {fill: pair[0], ink: inkOn(pair[0])},
        away: {fill: pair[1], ink: inkOn(pair[1])},
        neutral: {fill: token("--ink-3"), ink: inkOn("#ffffff")},
    };
}

/** The sequential scale of the theme, low to high. */
export const scale = () => [1, 2, 3, 4, 5].map((step) => token(`--scale-${step}`));
export {token};
