/** The smallest convex outline around the points (Andrew's monotone chain). */
function hull(points) {
    const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const cross = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
    const half = (list) => {
        const chain = [];
        for (const point of list) {
            while (chain.length > 1 && cross(chain.at(-2), chain.at(-1), point) <= 0) {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        return chain;
    };
    return [...half(sorted), ...half(sorted.reverse())];
}

/** The mean of the points. */
function centroid(points) {
    const sum = points.reduce(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
    return sum.map((value) => value / points.length);
}

/** Draws the outline of a team, filled faintly, and its middle: a cross in a circle, or in a square where it is dashed. */
export function drawHull(c, points, {colour, dashed, radius}) {
    c.beginPath();
    hull(points).forEach(([x, y], i) => (i === 0 ? c.moveTo(x, y) : c.lineTo(x, y)));
    c.closePath();
    c.fillStyle = colour;
    c.globalAlpha = 0.13;
    c.fill();
    c.globalAlpha = 0.75;
    c.strokeStyle = colour;
    c.lineWidth = 1.5;
    c.setLineDash(dashed ? [6, 4] : []);
    c.stroke();
    c.setLineDash([]);
    const [x, y] = centroid(points);
    c.beginPath();
    c.moveTo(x - radius, y);
    c.lineTo(x + radius, y);
    c.moveTo(x, y - radius);
    c.lineTo(x, y + radius);
    const half = radius * 0.62;
    if (dashed) {
        c.rect(x - half, y - half, 2 * half, 2 * half);
    } else {
        c.moveTo(x + half, y);
        c.arc(x, y, half, 0, 2 * Math.PI);
    }
    c.lineWidth = 2;
    c.stroke();
    c.globalAlpha = 1;
}
