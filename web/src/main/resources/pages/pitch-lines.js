/**
 * The grass and the lines of a football pitch. `view` says where metres lie on the canvas: {pitch, perMetre, density,
 * screenX(x, y), screenY(x, y)}.
 */
export function drawLines(view, c, tokens) {
    const {length_m: length, width_m: width} = view.pitch;
    c.setTransform(view.density, 0, 0, view.density, 0, 0);
    c.fillStyle = tokens.pitch;
    c.fillRect(0, 0, c.canvas.width, c.canvas.height);
    c.fillStyle = tokens.stripe;
    const stripe = length / 12;
    for (let i = 0; i < 12; i += 2) {
        box(view, c, i * stripe, 0, (i + 1) * stripe, width);
        c.fill();
    }
    drawMarkings(view, c, tokens);
}

/** The lines alone. */
function drawMarkings(view, c, tokens) {
    const {length_m: length, width_m: width} = view.pitch;
    c.strokeStyle = tokens.line;
    c.fillStyle = tokens.line;
    c.lineWidth = Math.max(1, view.perMetre * 0.13);
    box(view, c, 0, 0, length, width);
    c.stroke();
    path(view, c, [[length / 2, 0], [length / 2, width]]);
    circle(view, c, length / 2, width / 2, 9.15);
    spot(view, c, length / 2, width / 2);
    for (const end of [0, 1]) {
        drawEnd(view, c, end, length, width);
    }
}

function drawEnd(view, c, end, length, width) {
    const along = (metres) => (end ? length - metres : metres);
    const middle = width / 2;
    for (const [depth, half] of [[16.5, 20.16], [5.5, 9.16], [-1.6, 3.66]]) {
        if (half < middle) {
            path(view, c, [[along(0), middle - half], [along(depth), middle - half], [along(depth), middle + half], [along(0), middle + half]]);
        }
    }
    spot(view, c, along(11), middle);
    // The arc is the part of the circle around the spot that leaves the box.
    const reach = Math.acos(5.5 / 9.15);
    const arc = [];
    for (let i = 0; i <= 16; i++) {
        const angle = -reach + (2 * reach * i) / 16;
        arc.push([along(11 + 9.15 * Math.cos(angle)), middle + 9.15 * Math.sin(angle)]);
    }
    path(view, c, arc);
    for (const side of [0, width]) {
        const corner = [];
        for (let i = 0; i <= 6; i++) {
            const angle = (Math.PI / 2) * (i / 6);
            corner.push([along(Math.cos(angle)), side + (side ? -1 : 1) * Math.sin(angle)]);
        }
        path(view, c, corner);
    }
}

function box(view, c, x1, y1, x2, y2) {
    const left = Math.min(view.screenX(x1, y1), view.screenX(x2, y2));
    const top = Math.min(view.screenY(x1, y1), view.screenY(x2, y2));
    c.beginPath();
    c.rect(left, top, Math.abs(view.screenX(x2, y2) - view.screenX(x1, y1)), Math.abs(view.screenY(x2, y2) - view.screenY(x1, y1)));
}

function path(view, c, points) {
    c.beginPath();
    points.forEach(([x, y], i) => c[i === 0 ? "moveTo" : "lineTo"](view.screenX(x, y), view.screenY(x, y)));
    c.stroke();
}

function circle(view, c, x, y, radius) {
    c.beginPath();
    c.arc(view.screenX(x, y), view.screenY(x, y), radius * view.perMetre, 0, 2 * Math.PI);
    c.stroke();
}

function spot(view, c, x, y) {
    c.beginPath();
    c.arc(view.screenX(x, y), view.screenY(x, y), Math.max(1.5, 0.25 * view.perMetre), 0, 2 * Math.PI);
    c.fill();
}
