package io.pitchside.stores.timeseries;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.PlayerSecond;

/** Events for tests. */
final class Events {
    static final long SECOND = 1_700_000_000;
    static final long MS = SECOND * 1000;

    private Events() {}

    /** With every value there; its offset is its sequence number. */
    static AcceptedReading reading(String match, String player, long seq, long ts) {
        return reading(match, player, seq, ts, seq);
    }

    static AcceptedReading reading(String match, String player, long seq, long ts, long offset) {
        return new AcceptedReading(
                "north",
                match,
                player,
                "t-" + player,
                seq,
                ts,
                52.25,
                -33.5,
                0.125,
                5.5,
                150,
                59.1234567,
                10.5,
                0.25,
                -1.0,
                0.5,
                0.75,
                1,
                offset,
                12,
                false);
    }

    /** Without any value that may be absent. */
    static AcceptedReading bareReading(String match, String player, long seq, long ts) {
        return new AcceptedReading(
                null,
                match,
                player,
                "t-" + player,
                seq,
                ts,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                1,
                seq,
                0,
                true);
    }

    /** A second with everything known, whose lengths are all {@code distanceMm}. */
    static PlayerSecond second(String match, String player, long second, long distanceMm, long revision) {
        return new PlayerSecond(
                match,
                player,
                second,
                1.5,
                2.5,
                3.25,
                4.5,
                1.25,
                -2.5,
                distanceMm,
                distanceMm,
                distanceMm,
                distanceMm,
                distanceMm,
                distanceMm,
                200,
                300,
                100,
                150,
                250,
                1,
                2,
                3,
                distanceMm,
                50,
                9_000,
                70_000L,
                155,
                10L,
                20L,
                30L,
                40L,
                50L,
                900L,
                10,
                40,
                2,
                "tracking-2.fifa",
                revision,
                1);
    }

    /** The same second with nothing known that may be absent. */
    static PlayerSecond bareSecond(String match, String player, long second, long distanceMm, long revision) {
        return new PlayerSecond(
                match,
                player,
                second,
                null,
                null,
                3.25,
                4.5,
                1.25,
                -2.5,
                distanceMm,
                distanceMm,
                distanceMm,
                distanceMm,
                distanceMm,
                distanceMm,
                200,
                300,
                100,
                150,
                250,
                1,
                2,
                3,
                distanceMm,
                50,
                9_000,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                10,
                40,
                2,
                "tracking-2.own-77",
                revision,
                1);
    }

    static Alert alert(String match, String player, long at) {
        return new Alert(
                "tracking",
                "hr-high",
                match,
                player,
                match + "/" + player,
                at,
                null,
                182.5,
                180.0,
                true,
                "say \"stop\"");
    }

    static DeadLetter letter(String topic, int partition, long offset, byte[] payload) {
        return new DeadLetter(
                "tracking",
                "mqtt",
                "invalid-json",
                "broken\nin two",
                topic,
                partition,
                offset,
                -1,
                "m1/?",
                payload,
                MS);
    }
}
