package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.pitchside.model.tracking.SensorReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points of a watch's file as readings. Points of one time are counted from 0, and a point that was at that time
 * already has the number that it had: so what a watch repeats at the end of a lap is a repeat here too. Not thread-safe.
 */
final class TrackpointItems implements LoadItems {
    static final int SAME_TIME_MAX = 100;

    private final XmlStream xml;
    private final TrackpointKind kind;
    private final String matchId;
    private final String playerId;
    private @Nullable Ground ground;
    private final TrackpointSource source = new TrackpointSource();
    private final List<Trackpoint.Values> sameTime = new ArrayList<>();
    private boolean done;

    /** @param ground null: the plane at the first fix */
    TrackpointItems(Path file, TrackpointKind kind, String matchId, String playerId, @Nullable Ground ground)
            throws LoadException {
        this.kind = kind;
        this.matchId = requireNonNull(matchId, "matchId");
        this.playerId = playerId;
        this.ground = ground;
        xml = XmlStream.of(file);
    }

    /** What the file says of the device, as far as it was read. */
    TrackpointSource source() {
        return source;
    }

    /** How far the file was read. */
    long line() {
        return xml.line();
    }

    /** Where the first fix was; null before it. */
    @Nullable
    Ground ground() {
        return ground;
    }

    @Override
    public @Nullable LoadItem next() throws LoadException {
        try {
            while (!done) {
                XmlStream.Event event = xml.next();
                if (event == XmlStream.Event.END_OF_FILE) {
                    done = true;
                } else if (event == XmlStream.Event.START && xml.name().equals(kind.point())) {
                    return item(Trackpoint.read(xml));
                } else {
                    source.take(xml, event);
                }
            }
            return null;
        } catch (XmlBroken e) {
            done = true;
            // What is left cannot be told apart; the way to it is all that there is to show.
            byte[] way = ("<" + String.join("><", xml.path()) + ">").getBytes(UTF_8);
            return new LoadItem.BadLine(e.line(), e.problem(), way);
        }
    }

    private LoadItem item(Trackpoint point) {
        String broken = point.broken();
        if (broken != null) {
            done = true;
            return new LoadItem.BadLine(point.line(), broken, point.original());
        }
        Row row = point.row(kind);
        Trackpoint.Values values = Trackpoint.values(row);
        int seq = row.usable() ? seq(values) : 0;
        if (seq >= SAME_TIME_MAX) {
            row.fail("is one of more than " + SAME_TIME_MAX + " points of one time");
        }
        String problem = row.problem();
        if (problem != null) {
            return new LoadItem.BadLine(point.line(), problem, point.original());
        }
        return new LoadItem.Reading(point.line(), reading(values, seq));
    }

    private int seq(Trackpoint.Values values) {
        if (!sameTime.isEmpty() && sameTime.get(0).ts() != values.ts()) {
            sameTime.clear();
        }
        int known = sameTime.indexOf(values);
        if (known < 0 && sameTime.size() < SAME_TIME_MAX) {
            sameTime.add(values);
            return sameTime.size() - 1;
        }
        return known < 0 ? SAME_TIME_MAX : known;
    }

    private SensorReading reading(Trackpoint.Values values, int seq) {
        Fix fix = values.fix();
        Metres at = fix == null ? null : metres(fix);
        return new SensorReading(
                null,
                matchId,
                playerId,
                playerId,
                seq,
                values.ts(),
                at == null ? null : at.x(),
                at == null ? null : at.y(),
                null,
                values.speed(),
                values.hr(),
                fix == null ? null : fix.lat(),
                fix == null ? null : fix.lon(),
                null,
                null,
                null,
                null);
    }

    private Metres metres(Fix fix) {
        Ground known = ground;
        if (known == null) {
            known = TangentPlane.touching(fix);
            ground = known;
        }
        return known.at(fix).rounded();
    }

    @Override
    public void close() {
        xml.close();
    }
}
