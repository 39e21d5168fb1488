package io.pitchside.model.metrics;

/** A place on the pitch, metres from a corner: {@code x} along it, {@code y} across. */
public record Point(double x, double y) {
    double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
