package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pitchside.model.event.EventHeaders;
import java.util.Arrays;

/**
 * What the headers of one record of {@code sensor-readings} say. Mutable and reused for every record, because there are
 * tens of thousands a second; whoever feeds the hub fills it and hands it over. Not thread-safe.
 */
public final class ReadingMarks {
    private static final byte[] WARM_UP = EventHeaders.SOURCE_WARM_UP.getBytes(US_ASCII);
    private static final byte[] TRUE = "true".getBytes(US_ASCII);

    private long ingestedAtMicros;
    private boolean identified;
    private boolean control;
    private boolean measured;
    private boolean senderProblem;

    public ReadingMarks() {
        clear();
    }

    /** Back to a record without headers. */
    public ReadingMarks clear() {
        ingestedAtMicros = 0;
        identified = false;
        control = false;
        measured = true;
        senderProblem = false;
        return this;
    }

    /** Takes one header as it stands in the record; names that are not ours are passed over. */
    public ReadingMarks header(String name, byte[] value) {
        switch (name) {
            case EventHeaders.INGESTED_AT -> ingestedAtMicros = digits(value);
            case EventHeaders.EVENT_ID -> identified = true;
            case EventHeaders.CONTROL -> control = true;
            case EventHeaders.HISTORIC -> measured &= !Arrays.equals(value, TRUE);
            case EventHeaders.SOURCE -> measured &= !Arrays.equals(value, WARM_UP);
            case EventHeaders.SENDER_PROBLEM -> senderProblem = true;
            default -> {
                // Brokers and proxies add headers of their own.
            }
        }
        return this;
    }

    /** Whether the record is a reading at all, as far as its headers say. */
    boolean isReading() {
        return identified && !control && !senderProblem;
    }

    boolean isControl() {
        return control;
    }

    /** When the front door took the record, microseconds since the epoch; 0 where its latency is not to be measured. */
    long measuredFromMicros() {
        return measured ? ingestedAtMicros : 0;
    }

    private static long digits(byte[] text) {
        long value = 0;
        for (byte digit : text) {
            if (digit < '0' || digit > '9' || value > Long.MAX_VALUE / 10 - 10) {
                return 0;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }
}
