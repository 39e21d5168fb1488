package io.pitchside.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Writes readings as JSON, without rubbish for the collector but the message itself. Not thread-safe. */
final class ReadingWriter {
    private static final byte[] TS = ",\"ts\":".getBytes(US_ASCII);
    private static final byte[] X = ",\"x\":".getBytes(US_ASCII);
    private static final byte[] Y = ",\"y\":".getBytes(US_ASCII);
    private static final byte[] Z = ",\"z\":".getBytes(US_ASCII);
    private static final byte[] SPEED = ",\"speed\":".getBytes(US_ASCII);
    private static final byte[] HR = ",\"hr\":".getBytes(US_ASCII);
    /** More than one reading ever takes. */
    private static final int READING_BYTES_MAX = 320;

    private byte[] buffer = new byte[8192];
    private int length;

    /** The reading of one tag as an object of its own. */
    byte[] reading(MatchFrame frame, int tag) {
        length = 0;
        append(frame, tag);
        return Arrays.copyOf(buffer, length);
    }

    void beginFrame() {
        length = 0;
        buffer[length++] = '[';
    }

    void addToFrame(MatchFrame frame, int tag) {
        if (length > 1) {
            buffer[length++] = ',';
        }
        append(frame, tag);
    }

    byte[] endFrame() {
        buffer[length++] = ']';
        return Arrays.copyOf(buffer, length);
    }

    private void append(MatchFrame frame, int tag) {
        if (buffer.length - length < READING_BYTES_MAX) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        text(frame.tags[tag].prefix);
        whole(frame.seq[tag]);
        text(TS);
        whole(frame.ts[tag]);
        text(X);
        millimetres(frame.x[tag]);
        text(Y);
        millimetres(frame.y[tag]);
        if (!Double.isNaN(frame.z[tag])) {
            text(Z);
            millimetres(frame.z[tag]);
        }
        text(SPEED);
        millimetres(frame.speed[tag]);
        if (frame.hr[tag] > 0) {
            text(HR);
            whole(frame.hr[tag]);
        }
        buffer[length++] = '}';
    }

    private void text(byte[] ascii) {
        System.arraycopy(ascii, 0, buffer, length, ascii.length);
        length += ascii.length;
    }

    private void whole(long number) {
        long rest = number;
        if (rest < 0) {
            buffer[length++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long power = 10; power <= rest && digits < 18; power *= 10) {
            digits++;
        }
        for (int at = length + digits - 1; at >= length; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** A number with three decimals. */
    private void millimetres(double metres) {
        long thousandths = Math.round(metres * 1000);
        if (thousandths < 0) {
            buffer[length++] = '-';
            thousandths = -thousandths;
        }
        whole(thousandths / 1000);
        int rest = (int) (thousandths % 1000);
        buffer[length++] = '.';
        buffer[length++] = (byte) ('0' + rest / 100);
        buffer[length++] = (byte) ('0' + rest / 10 % 10);
        buffer[length++] = (byte) ('0' + rest % 10);
    }
}
