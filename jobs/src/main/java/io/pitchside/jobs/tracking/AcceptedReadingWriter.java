package io.pitchside.jobs.tracking;

import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.ReadingScanner;
import io.pitchside.model.tracking.ReadingScanner.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes an {@link AcceptedReading} as JSON straight from the slices of the scanned record: numbers stay as the device
 * wrote them. Not thread-safe; reuses its buffer.
 */
final class AcceptedReadingWriter {
    private static final byte[] STADIUM = ascii("{\"stadium_id\":\"");
    private static final byte[] MATCH_FIRST = ascii("{\"match_id\":\"");
    private static final byte[] MATCH_NEXT = ascii("\",\"match_id\":\"");
    private static final byte[] PLAYER = ascii("\",\"player_id\":\"");
    private static final byte[] SENSOR = ascii("\",\"sensor_id\":\"");
    private static final byte[] SEQ = ascii("\",\"seq\":");
    private static final byte[] PARTITION = ascii(",\"partition\":");
    private static final byte[] OFFSET = ascii(",\"offset\":");
    private static final byte[] LATENESS = ascii(",\"lateness_ms\":");
    private static final byte[] IN_TIME = ascii(",\"late\":false}");
    private static final byte[] LATE = ascii(",\"late\":true}");
    private static final Slice[] NUMBERS = {
        Slice.TIME,
        Slice.X_M,
        Slice.Y_M,
        Slice.Z_M,
        Slice.SPEED_MPS,
        Slice.HEART_RATE,
        Slice.LATITUDE,
        Slice.LONGITUDE,
        Slice.AX_G,
        Slice.AY_G,
        Slice.AZ_G,
        Slice.BATTERY_SHARE
    };
    private static final byte[][] NUMBER_NAMES = new byte[NUMBERS.length][];

    static {
        for (int i = 0; i < NUMBERS.length; i++) {
            NUMBER_NAMES[i] = ascii(",\"" + NUMBERS[i].jsonName() + "\":");
        }
    }

    private byte[] out = new byte[1024];
    private int n;

    /** @param sensor the sensor's name, settled by the caller (a record may leave it out) */
    byte[] write(ReadingScanner scanner, Inbound record, byte[] sensor, long latenessMs, boolean late) {
        n = 0;
        byte[] text = scanner.buffer();
        if (scanner.has(Slice.STADIUM_ID)) {
            append(STADIUM);
            append(text, scanner.start(Slice.STADIUM_ID), scanner.end(Slice.STADIUM_ID));
            append(MATCH_NEXT);
        } else {
            append(MATCH_FIRST);
        }
        int slash = slash(record.key);
        append(record.key, 0, slash);
        append(PLAYER);
        append(record.key, slash + 1, record.key.length);
        append(SENSOR);
        append(sensor);
        append(SEQ);
        append(text, scanner.start(Slice.SEQ_NUMBER), scanner.end(Slice.SEQ_NUMBER));
        for (int i = 0; i < NUMBERS.length; i++) {
            if (scanner.has(NUMBERS[i])) {
                append(NUMBER_NAMES[i]);
                append(text, scanner.start(NUMBERS[i]), scanner.end(NUMBERS[i]));
            }
        }
        append(PARTITION);
        append(record.partition);
        append(OFFSET);
        append(record.offset);
        append(LATENESS);
        append(latenessMs);
        append(late ? LATE : IN_TIME);
        return Arrays.copyOf(out, n);
    }

    /** Where the match ends in a key {@code match/player}; the key's length where there is no player. */
    static int slash(byte[] key) {
        for (int i = 0; i < key.length; i++) {
            if (key[i] == '/') {
                return i;
            }
        }
        return key.length;
    }

    private void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    private void append(byte[] bytes, int from, int to) {
        int length = to - from;
        if (n + length > out.length) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, n + length));
        }
        System.arraycopy(bytes, from, out, n, length);
        n += length;
    }

    private void append(long number) {
        if (n + 20 > out.length) {
            out = Arrays.copyOf(out, out.length * 2);
        }
        // All numbers written here are positions and durations: never negative.
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int at = n + digits - 1; at >= n; at--) {
            out[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        n += digits;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
