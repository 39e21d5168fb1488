package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One point of a watch's recording, with everything that stands in it as text.
 *
 * @param values by path below the point
 * @param written the element as it can be shown to a person, at most {@link #WRITTEN_CHARS_MAX} characters
 * @param broken why it ends too early; null if it does not
 */
record Trackpoint(
        long line,
        Map<String, String> values,
        String written,
        @Nullable String broken) {
    static final int WRITTEN_CHARS_MAX = 16 * 1024;
    static final int VALUES_MAX = 200;

    private static final int TIME = 0;
    private static final int LATITUDE = 1;
    private static final int LONGITUDE = 2;
    private static final int HEART_RATE = 3;
    private static final int SPEED = 4;

    /**
     * What a point says, checked.
     *
     * @param fix null where the receiver had none
     */
    record Values(
            long ts,
            @Nullable Fix fix,
            @Nullable Integer hr,
            @Nullable Double speed) {}

    /** Reads the element that was just started, up to its end or to where the document breaks. */
    static Trackpoint read(XmlStream xml) throws LoadException {
        long line = xml.line();
        int depth = xml.path().size();
        Map<String, String> values = new HashMap<>();
        StringBuilder written = new StringBuilder(xml.written());
        for (String attribute : List.of("lat", "lon")) {
            String value = xml.attribute(attribute);
            if (value != null) {
                values.put("@" + attribute, value);
            }
        }
        boolean leaf = false;
        try {
            while (xml.path().size() >= depth) {
                XmlStream.Event event = xml.next();
                if (event == XmlStream.Event.START) {
                    append(written, xml.written());
                    leaf = true;
                } else {
                    if (leaf && values.size() < VALUES_MAX) {
                        values.putIfAbsent(pathBelow(xml, depth), xml.text());
                    }
                    append(written, xml.writtenEnd(leaf));
                    leaf = false;
                }
            }
            return new Trackpoint(line, values, written.toString(), null);
        } catch (XmlBroken e) {
            return new Trackpoint(e.line(), values, written.toString(), e.problem());
        }
    }

    private static void append(StringBuilder written, String part) {
        if (written.length() + part.length() <= WRITTEN_CHARS_MAX) {
            written.append(part);
        }
    }

    private static String pathBelow(XmlStream xml, int depth) {
        List<String> below =
                new ArrayList<>(xml.path()).subList(depth, xml.path().size());
        return below.isEmpty() ? xml.name() : String.join("/", below) + "/" + xml.name();
    }

    byte[] original() {
        return written.getBytes(UTF_8);
    }

    /** The fields that a reading is made of; {@link #values(Row)} takes them out of it. */
    Row row(TrackpointKind kind) {
        return Row.ofFields(List.of(
                value(kind.time()),
                value(kind.latitude()),
                value(kind.longitude()),
                value(kind.heartRate()),
                value(kind.speed())));
    }

    private String value(String path) {
        return values.getOrDefault(path, "");
    }

    /** Meaningless if the row has a problem afterwards. */
    static Values values(Row row) {
        long ts = row.time(TIME, "time");
        Fix fix = row.empty(LATITUDE) && row.empty(LONGITUDE) ? null : row.fix(LATITUDE, LONGITUDE);
        fix = fix != null && fix.none() ? null : fix;
        double hr = row.empty(HEART_RATE) ? 0 : row.number(HEART_RATE, "heart rate");
        if (!(hr >= 0 && hr <= 300)) {
            row.fail("heart rate is outside 0 to 300 beats per minute");
        }
        Double speed = row.empty(SPEED) ? null : row.number(SPEED, "speed");
        // A belt that lost contact says 0.
        Integer beats = hr == 0 ? null : (int) Math.rint(hr);
        if (fix == null && beats == null) {
            row.fail("has neither a position nor a heart rate");
        }
        return new Values(ts, fix, beats, speed);
    }
}
