package io.pitchside.app.load;

import java.util.Arrays;
import java.util.Optional;

/** The XML formats of watches that are lists of points with time, position and heart rate. */
enum TrackpointKind {
    TCX(
            "TCX",
            "trainingcenterdatabase",
            "trackpoint",
            "time",
            "position/latitudedegrees",
            "position/longitudedegrees",
            "heartratebpm/value",
            "extensions/tpx/speed"),
    GPX(
            "GPX",
            "gpx",
            "trkpt",
            "time",
            "@lat",
            "@lon",
            "extensions/trackpointextension/hr",
            "extensions/trackpointextension/speed");

    private final String format;
    private final String root;
    private final String point;
    private final String time;
    private final String latitude;
    private final String longitude;
    private final String heartRate;
    private final String speed;

    TrackpointKind(
            String format,
            String root,
            String point,
            String time,
            String latitude,
            String longitude,
            String heartRate,
            String speed) {
        this.format = format;
        this.root = root;
        this.point = point;
        this.time = time;
        this.latitude = latitude;
        this.longitude = longitude;
        this.heartRate = heartRate;
        this.speed = speed;
    }

    /** The one whose files have this outermost element (in lower case). */
    static Optional<TrackpointKind> ofRoot(String root) {
        return Arrays.stream(values()).filter(kind -> kind.root.equals(root)).findFirst();
    }

    String format() {
        return format;
    }

    /** The element that is a point; like all names here in lower case and without prefix. */
    String point() {
        return point;
    }

    /** Where the values stand below the point: elements from there on, {@code @} in front of an attribute. */
    String time() {
        return time;
    }

    String latitude() {
        return latitude;
    }

    String longitude() {
        return longitude;
    }

    String heartRate() {
        return heartRate;
    }

    String speed() {
        return speed;
    }
}
