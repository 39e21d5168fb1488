package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes the readings of one match as devices send them, about 165 bytes each, without garbage. Not thread-safe. */
final class ReadingWriter {
    /** No reading is longer; ids are short here and numbers bounded. */
    static final int READING_BYTES_MAX = 400;

    private static final byte[] TS = ascii(",\"ts\":");
    private static final byte[] X = ascii(",\"x\":");
    private static final byte[] Y = ascii(",\"y\":");
    private static final byte[] SPEED = ascii(",\"speed\":");
    private static final byte[] HR = ascii(",\"hr\":");

    private final byte[][] heads = new byte[Tags.COUNT][];
    private final Motion motion;

    ReadingWriter(String stadiumId, String matchId, long seed, int hz) {
        motion = new Motion(seed, hz);
        for (int tag = 0; tag < Tags.COUNT; tag++) {
            heads[tag] = ascii("{\"stadium_id\":\"" + stadiumId + "\",\"match_id\":\"" + matchId + "\",\"player_id\":\""
                    + Tags.id(tag) + "\",\"sensor_id\":\"" + Tags.sensor(tag) + "\",\"seq\":");
        }
    }

    /** Appends the next reading of the tag as one JSON object. */
    void reading(ByteSink out, int tag, int seq, long tsMs) {
        motion.step(tag);
        out.put(heads[tag]);
        out.digits(seq);
        out.put(TS);
        out.digits(tsMs);
        out.put(X);
        out.hundredths(motion.x(tag));
        out.put(Y);
        out.hundredths(motion.y(tag));
        out.put(SPEED);
        out.hundredths(motion.speedMps(tag));
        if (tag != Tags.BALL) {
            out.put(HR);
            out.digits(motion.heartRate(tag));
        }
        out.put('}');
    }

    /** Appends one frame of the match: an array with a reading of every tag. */
    void frame(ByteSink out, int seq, long tsMs) {
        for (int tag = 0; tag < Tags.COUNT; tag++) {
            out.put(tag == 0 ? '[' : ',');
            reading(out, tag, seq, tsMs);
        }
        out.put(']');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(UTF_8);
    }
}
