package io.pitchside.app.load;

import io.pitchside.model.tracking.MatchSetup.Pitch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A pitch whose four corners were surveyed: the origin lies in a corner, x runs along the longer side, y to the left of
 * it. The corners are turned and moved onto the rectangle that fits them best, not stretched: a metre stays a metre.
 * Immutable.
 */
final class PitchGround implements Ground {
    static final int CORNERS = 4;
    /** Corners that miss their rectangle by more than this were not those of a pitch. */
    static final double RESIDUAL_M_MAX = 5;

    private final TangentPlane plane;
    private final Pitch pitch;
    private final double residualM;
    private final Metres centre;
    private final double cos;
    private final double sin;

    private PitchGround(TangentPlane plane, List<Metres> ring) {
        this.plane = plane;
        double length = (ring.get(0).distanceTo(ring.get(1)) + ring.get(2).distanceTo(ring.get(3))) / 2;
        double width = (ring.get(1).distanceTo(ring.get(2)) + ring.get(3).distanceTo(ring.get(0))) / 2;
        pitch = new Pitch(Math.rint(length * 100) / 100, Math.rint(width * 100) / 100);
        centre = centre(ring);
        List<Metres> rectangle = List.of(
                new Metres(0, 0),
                new Metres(pitch.lengthM(), 0),
                new Metres(pitch.lengthM(), pitch.widthM()),
                new Metres(0, pitch.widthM()));
        double along = 0;
        double across = 0;
        for (int i = 0; i < CORNERS; i++) {
            double px = ring.get(i).x() - centre.x();
            double py = ring.get(i).y() - centre.y();
            double rx = rectangle.get(i).x() - pitch.lengthM() / 2;
            double ry = rectangle.get(i).y() - pitch.widthM() / 2;
            along += px * rx + py * ry;
            across += px * ry - py * rx;
        }
        double size = Math.hypot(along, across);
        cos = along / size;
        sin = across / size;
        double squares = 0;
        for (int i = 0; i < CORNERS; i++) {
            double off = turned(ring.get(i)).distanceTo(rectangle.get(i));
            squares += off * off;
        }
        residualM = Math.sqrt(squares / CORNERS);
    }

    /**
     * @param corners of the pitch in any order
     * @throws IllegalArgumentException if they are not those of a pitch; the message says why
     */
    static PitchGround of(List<Fix> corners) {
        if (corners.size() != CORNERS) {
            throw new IllegalArgumentException(corners.size() + " corners, a pitch has " + CORNERS);
        }
        TangentPlane plane = TangentPlane.touching(corners.get(0));
        PitchGround ground =
                new PitchGround(plane, ring(corners.stream().map(plane::at).toList()));
        if (!(ground.residualM <= RESIDUAL_M_MAX)) {
            throw new IllegalArgumentException("the corners lie " + Math.round(ground.residualM)
                    + " m off a rectangle, at most " + RESIDUAL_M_MAX + " m are allowed");
        }
        return ground;
    }

    /** The corners counter-clockwise, the first side a long one; of the two that may be first, the one named earlier. */
    private static List<Metres> ring(List<Metres> named) {
        Metres centre = centre(named);
        List<Metres> ring = new ArrayList<>(named);
        ring.sort(Comparator.comparingDouble(corner -> Math.atan2(corner.y() - centre.y(), corner.x() - centre.x())));
        double even = ring.get(0).distanceTo(ring.get(1)) + ring.get(2).distanceTo(ring.get(3));
        double odd = ring.get(1).distanceTo(ring.get(2)) + ring.get(3).distanceTo(ring.get(0));
        int first = even >= odd ? 0 : 1;
        if (named.indexOf(ring.get(first + 2)) < named.indexOf(ring.get(first))) {
            first += 2;
        }
        List<Metres> turned = new ArrayList<>();
        for (int i = 0; i < CORNERS; i++) {
            turned.add(ring.get((first + i) % CORNERS));
        }
        return turned;
    }

    private static Metres centre(List<Metres> corners) {
        return new Metres(
                corners.stream().mapToDouble(Metres::x).sum() / corners.size(),
                corners.stream().mapToDouble(Metres::y).sum() / corners.size());
    }

    @Override
    public Metres at(Fix fix) {
        return turned(plane.at(fix));
    }

    private Metres turned(Metres point) {
        double dx = point.x() - centre.x();
        double dy = point.y() - centre.y();
        return new Metres(cos * dx - sin * dy + pitch.lengthM() / 2, sin * dx + cos * dy + pitch.widthM() / 2);
    }

    Pitch pitch() {
        return pitch;
    }

    /** How far the corners lie from those of the rectangle: root of the mean square, metres. */
    double residualM() {
        return residualM;
    }
}
